"""
Whom pronouns mean: what the product says against readings of them (`scripts/pronouns.py`).

    python -m eval.pronouns                  all readings whose text is at hand
    python -m eval.pronouns --first 100      the first hundred

Of `he`, `she` and `they` (and their other forms) that mean somebody: how many are given to the right one, to
another, to nobody; and of those that mean nobody in particular how many are given to somebody all the same.
No weight is learnt from these readings: those of pronouns are set by hand.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from pronouns import pronouns

from eval.documents import SHARED, tool
from visavis.model.layers import Mention
from visavis.model.source import Source
from visavis.reading.pipeline import PARSER, QUICK, read

KINDS = {
    "he": "he him his himself",
    "she": "she her hers herself",
    "they": "they them their theirs themselves",
}
WHAT = ("right", "to another", "to nobody", "nobody, told", "nobody")
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split()}


def outcome(mention: Mention | None, meant: Sequence[str], same: Callable[[str, str], bool]) -> str:
    """
    How a pronoun was settled that means `meant` (nobody where empty).

    >>> outcome(None, ["Ada"], lambda a, b: a == b), outcome(None, [], lambda a, b: a == b)
    ('to nobody', 'nobody')
    """
    name = mention.name if mention else None
    if not meant:
        return "nobody" if name is None else "nobody, told"
    if name is None:
        return "to nobody"
    return "right" if any(same(m, name) for m in meant) else "to another"


def settled(name: str, text: str, lines: Sequence[dict[str, Any]], names: Any) -> Counter[tuple[str, str]]:
    """The outcomes in one reading, by kind of pronoun."""
    done = read(Source(f"{name}.txt", text), until="mentions", model=PARSER + QUICK)
    found = {m.start: m for m in done.mentions if m.form == "pronoun"}
    parts = {e.name: e.parts for e in done.entities if e.parts}
    same = cache(names.same)

    def alike(one: str, other: str) -> bool:
        return any(same(one, n) for n in (other, *parts.get(other, ())))

    out: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if "names" in line and not line.get("open"):
            out[KIND_OF[line["text"].lower()], outcome(found.get(line["start"]), line["names"], alike)] += 1
    return out


def table(total: Counter[tuple[str, str]]) -> str:
    """The outcomes as a table: shares of those that mean somebody, and a count of those that do not."""
    rows = [f"{'':6}{'somebody':>9}{'right':>8}{'another':>9}{'nobody':>8}{'nobody in particular, told':>30}"]
    for kind in (*KINDS, "all"):
        some = {w: n for w in WHAT if (n := sum(total[k, w] for k in KINDS if kind in (k, "all")))}
        right, other, none, told, silent = (some.get(w, 0) for w in WHAT)
        count = right + other + none
        shares = "".join(f"{n / max(1, count):{w}.3f}" for n, w in ((right, 8), (other, 9), (none, 8)))
        rows.append(f"{kind:6}{count:9}{shares}{f'{told} of {told + silent}':>30}")
    return "\n".join(rows)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--first", type=int, help="only so many readings")
    args = ap.parse_args()
    if not (SHARED / "tools").is_dir():
        print(f"skipped: the shared tools are not at {SHARED} (set VISAVIS_SHARED)")
        return 0
    judge = tool(SHARED, "score_claims")
    total: Counter[tuple[str, str]] = Counter()
    for name, text, lines in islice(pronouns(), args.first):
        total += settled(name, text, lines, judge.Names([x for x in lines if "entity" in x]))
    print(table(total))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
