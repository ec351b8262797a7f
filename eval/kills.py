"""
Kill `visavis add` at random moments, and see that nothing is lost or doubled: `python -m eval.kills`.

After each kill (signal 9, to it and to all its processes) the case must open, and everything that was
committed before must still be there. When a case is complete its content must be that of an undisturbed run;
then another is begun, until there were `--kills` of them. `--jobs` are the processes of each `add`.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from visavis.case.store import open_case
from visavis.case.store_content import content
from visavis.model.errors import CaseError

ROOT = Path(__file__).parents[1]
TRIAL = ROOT.parent / "shared" / "sources" / "moscow-trial-1936"


def start(folder: str, case: Path, jobs: int) -> subprocess.Popen[bytes]:
    args = [sys.executable, "-m", "visavis", "add", folder, "--case", str(case), "--jobs", str(jobs)]
    return subprocess.Popen(
        args, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, cwd=ROOT
    )


def held(case: Path) -> dict[str, object]:
    store = open_case(str(case))
    with store.read() as conn:
        found = content(conn)
    store.close()
    return found


def committed(case: Path) -> set[object]:
    """What has been committed: sources, and the claims of those that were read."""
    if not case.exists():
        return set()
    try:
        found = held(case)
    except CaseError as e:
        if "is empty" in str(e):  # killed before the tables were there
            return set()
        raise
    sources, claims = found["sources"], found["claims"]
    assert isinstance(sources, list)
    assert isinstance(claims, list)
    return {("source", s[0]) for s in sources} | {("claim", c[0], c[1]) for c in claims}


def killed(folder: str, case: Path, after: float, jobs: int) -> bool:
    """Start adding and kill it; False where it was done before."""
    running = start(folder, case, jobs)
    time.sleep(after)
    if running.poll() is not None:
        assert running.returncode == 0, running.stderr and running.stderr.read().decode()
        return False
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    return True


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1936)
    parser.add_argument("--sources", default=str(TRIAL if TRIAL.exists() else ROOT / "examples"))
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as where:
        calm = Path(where) / "calm.visavis"
        began = time.perf_counter()
        running = start(args.sources, calm, args.jobs)
        assert running.wait() == 0, running.stderr and running.stderr.read().decode()
        lasted = time.perf_counter() - began
        expected = held(calm)
        print(f"undisturbed: {lasted:.1f} s, {len(committed(calm))} sources and claims")
        kills, rounds, wrong = 0, 0, 0
        while kills < args.kills:
            rounds += 1
            case, before = Path(where) / f"{rounds}.visavis", set()
            while kills < args.kills and killed(
                args.sources, case, chance.uniform(0.1, 0.9) * lasted, args.jobs
            ):
                kills += 1
                now = committed(case)
                lost = before - now
                wrong += bool(lost)
                print(f"kill {kills:3}, case {rounds}: {len(now)} committed, {len(lost)} lost")
                before = now
            assert start(args.sources, case, args.jobs).wait() == 0
            same = held(case) == expected
            wrong += not same
            print(f"case {rounds} complete: {'the same content' if same else 'ANOTHER CONTENT'}")
    print(f"{kills} kills over {rounds} cases: {'all well' if not wrong else f'{wrong} WRONG'}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
