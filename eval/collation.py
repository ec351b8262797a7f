"""
How well copies mend one another: `python -m eval.collation`.

Three measures. Development texts are broken with known truth (`tests/damage.py`) and read beside the whole
text. The damaged page is read beside the sources of its topic under `../shared`. Generated texts, one in a
hundred of them a copy, are searched for copies.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tests.damage import damage

from visavis.model.alignment import aligned, fit, regions
from visavis.model.offsets import Clean, OffsetMap, Patch
from visavis.model.source import Source
from visavis.reading.clean import clean
from visavis.reading.collate import Collated, collate, side

SHARED = Path(__file__).parents[2] / "shared"
PAGE = SHARED / "sources" / "bukharin-and-stalin-relationship.txt"
RATES = {"lost-year": 1.0, "glued": 0.02}
VOCABULARY = 20_000


@dataclass(frozen=True)
class Mended:
    """Words lost, restored, supplied, and supplied wrongly; repairs of the whole copy."""

    lost: int
    restored: int
    supplied: int
    wrong: int
    elsewhere: int


def tokens(text: str) -> list[str]:
    return "".join(c.lower() if c.isalnum() else " " for c in text).split()


def broken_texts(seeds: int = 3) -> Iterator[tuple[str, str]]:
    """Development texts, broken and whole."""
    for path in sorted((SHARED / "gold" / "dev").glob("*.txt")):
        whole = path.read_text("utf-8")
        for seed in range(seeds):
            yield damage(whole, RATES, seed).text, whole


def missing(part: list[str], whole: list[str]) -> Counter[str]:
    """Words that a text has fewer times than its copy, in their stretches."""
    return Counter(whole) - Counter(part)


def generated() -> Mended:
    """Damage with known truth: what is lost, how much of it the copy gives back, and what is wrong."""
    sums = Counter[str]()
    for torn, whole in broken_texts():
        found = collate([Source("torn", torn), Source("whole", whole)])
        edits = found.get(0, Collated()).supplied
        read = tokens(Clean.of(torn, edits).text)
        before = missing(tokens(torn), tokens(whole))
        after = missing(read, tokens(whole))
        wrong = missing(tokens(whole), read) - missing(tokens(whole), tokens(torn))
        sums["lost"] += before.total()
        sums["restored"] += before.total() - after.total()
        sums["supplied"] += sum(len(tokens(p.text)) for e in edits for p in e.patches)
        sums["wrong"] += wrong.total()
        sums["elsewhere"] += len(found.get(1, Collated()).supplied)
    return Mended(**{k: sums[k] for k in ("lost", "restored", "supplied", "wrong", "elsewhere")})


def page() -> None:
    """The page beside its topic's sources: words that a copy has in the same stretch, how many come back."""
    paths = [PAGE, *sorted((PAGE.parent / "stalin-bukharin").glob("*.txt"))]
    sources = [Source(p.name, p.read_text("utf-8")) for p in paths]
    found = collate(sources)
    own = found.get(0, Collated())
    for i, other in enumerate(sources):
        if not i or not any(c.sha256 == other.sha256 for c in own.copies):
            continue
        given = [e for e in own.supplied if other.name in e.why]
        mended = OffsetMap(sources[0].raw, [Patch(e.start, e.end, e.reads or "") for e in given]).text
        (lost, otherwise), (left, _) = gone(sources[0], other), gone(Source("mended", mended), other)
        share = 1 - left / max(1, lost)
        print(f"page beside {other.name}: {lost} words lost, {lost - left} restored ({share:.3f}) "
              f"by {len(given)} repairs; {otherwise} words worded otherwise")  # fmt: skip
    lost_years = [e for e in clean(sources[0].raw).edits if e.kind == "lost-year"]
    stretch = [e for e in lost_years if any(c.start <= e.start < c.end for c in own.copies)]
    held = [
        e
        for e in stretch
        if any(e.start < s.end and s.start < e.end and s.kind == e.kind for s in own.supplied)
    ]
    print(f"years lost in the page's copied stretches: {len(stretch)}, restored: {len(held)}")
    print(f"turns given: {len(own.turns)}; repairs given to the others: "
          f"{sum(len(c.supplied) for i, c in found.items() if i)}")  # fmt: skip


def gone(torn: Source, whole: Source) -> tuple[int, int]:
    """Words of the copy, in the stretches of both, that are lost here; and those worded otherwise."""
    here, there, lost, other = side(torn), side(whole), 0, 0
    mine, theirs = [w for w, _, _ in here.words], [w for w, _, _ in there.words]
    for blocks in aligned(mine, theirs):
        for (a, b), (c, d) in regions(blocks):
            left = fit(mine[a:b], theirs[c:d])
            lost += d - c - len(left) if left else 0
            other += 0 if left else d - c - 2
    return lost, other


def speed(documents: int, size: int) -> None:
    """Seconds to find the copies among generated texts: every hundredth is a torn copy of its neighbour."""
    draw = random.Random(7)
    names = [
        f"{a}{b}" for a in "bdfglmnprst" for b in ("a", "e", "i", "o", "u", "ar", "en", "il", "os", "um")
    ]
    vocabulary = ["".join(draw.choices(names, k=3)) for _ in range(VOCABULARY)]
    texts: list[str] = []
    for i in range(documents):
        words = draw.choices(vocabulary, k=size)
        if i % 100 == 99:
            words = [w for w in texts[-1].split() if draw.random() > 0.05]
        texts.append(" ".join(words))
    start = perf_counter()
    found = collate([Source(f"{i}.txt", t) for i, t in enumerate(texts)])
    true = {i for i in range(documents) if i % 100 in (98, 99)}
    took = perf_counter() - start
    print(f"{documents} texts of {size} words: {took:.1f} s; of {len(true)} copies and originals "
          f"{len(true & set(found))} found, {len(set(found) - true)} wrong")  # fmt: skip


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--documents", type=int, default=10_000)
    ap.add_argument("--size", type=int, default=1000, help="words of a generated text")
    given = ap.parse_args()
    if SHARED.is_dir():
        m = generated()
        print(f"broken texts: {m.lost} words lost or run together, {m.restored} restored "
              f"({m.restored / max(1, m.lost):.3f}), {m.wrong} wrong; "
              f"{m.elsewhere} repairs given to the whole texts")  # fmt: skip
        page()
    else:
        print("no ../shared beside the repository: only the generated texts are measured")
    speed(given.documents, given.size)


if __name__ == "__main__":
    main()
