"""
Every turn and speaker of a labelled transcript, against its labels read a second, cruder way.

    python -m eval.labels [FOLDER]        the labelled transcripts under ../shared/sources

The truth is taken from the text alone: names before a colon, or before a stop and a dash, that come back at
least twice. It knows nothing of how the product reads them. The first 200 turns of each text count.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from visavis.model.offsets import Clean
from visavis.reading.segment import segment
from visavis.reading.speakers import speakers

FIRST = 200
COLON = re.compile(
    r"(?:(?<=^)|(?<=(?<!accused)(?<!asks)\s))((?:THE )?(?:[A-Z]+ OF THE [A-Z]+|[A-Z][\w-]+))"
    r"(?: \((?:to|reading)[^)]*\))?:(?= )",
    re.MULTILINE,
)
DASH = re.compile(r'^((?:[A-Z][\w.]+ ){0,4}[A-Z][\w-]+)\.--"', re.MULTILINE)


def truth(text: str) -> list[tuple[int, str]]:
    """Offsets and names of the labels, by the form that the text uses more."""
    found = max(([(m.start(1), m[1]) for m in p.finditer(text)] for p in (COLON, DASH)), key=len)
    times = Counter(name for _, name in found)
    return [(at, name) for at, name in found if times[name] >= 2][:FIRST]


def differences(text: str) -> tuple[int, list[str]]:
    """How many labels count, and what of them is not read as a turn of that speaker."""
    clean = Clean.of(text)
    turns = {t.start: t.speaker for t in speakers(clean, segment(clean)) if t.label}
    wanted = truth(text)
    wrong = []
    for at, name in wanted:
        last = name.split()[-1].lower()
        got = turns.get(at) or turns.get(at - 4)  # `THE` before a name may belong to it
        if got is None or (last not in got.lower() and last != "witness"):
            wrong.append(f"{at}: {text[max(0, at - 30) : at + 30]!r} read as {got}")
    return len(wanted), wrong


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/sources")
    if not folder.is_dir():
        print(f"{folder}: not here; nothing is compared.")
        return 0
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        wanted = truth(text)
        many = len(wanted) * 4000 >= len(text) and len({name for _, name in wanted}) >= 2
        if not many or text.count("?") * 3 < len(wanted):
            continue  # no transcript: names before colons in a bibliography ask nothing
        count, wrong = differences(text)
        print(f"{path.stem:45} labels {count:4} not read {len(wrong)}")
        for line in wrong:
            print("   ", line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
