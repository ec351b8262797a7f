"""
How well names are joined over sources: `python -m eval.linking [TOPIC...]`.

The gold (`eval/linking/TOPIC.jsonl`) holds names as the reading of each source gave them, and for a
sample of them who that is. Pairs of sampled names are counted: joined or not, one person or not. `hard`
leaves out pairs of the very same string. Pairs are listed (`--errors`) only of topics that may be seen.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import Any

from visavis.case.linking import link
from visavis.case.linking_context import Context
from visavis.case.linking_told import Told
from visavis.case.names import fold
from visavis.model.layers import Entity

HOME = Path(__file__).parent / "linking"
LOOK = ("caesar-pompey", "decatur-barron", "stalin-bukharin", "wilde-douglas")
SCORE_ONLY = ("galileo-urban-viii", "jefferson-adams", "moscow-trial-1936", "rousseau-hume")
PRECISION, RECALL = 0.98, 0.90

Member = tuple[str, str]


@dataclass
class Gold:
    """Entries as `link` takes them, their context, and who the sampled ones are."""

    entries: list[tuple[str, Entity, int]] = field(default_factory=list)
    context: dict[Member, Context] = field(default_factory=dict)
    who: dict[Member, str] = field(default_factory=dict)


def load(topics: Iterable[str]) -> Gold:
    """The gold of some topics as one case."""
    gold = Gold()
    for topic in topics:
        for text in (HOME / f"{topic}.jsonl").read_text("utf-8").splitlines():
            _add(gold, json.loads(text))
        around = HOME / "around" / f"{topic}.jsonl"
        for text in around.read_text("utf-8").splitlines() if around.is_file() else ():
            _tell(gold, json.loads(text))
    return gold


def _tell(gold: Gold, row: dict[str, Any]) -> None:
    """Add what a later reading tells of a name: other names of the same one, which may be no entries yet."""
    doc, name = row["doc"], row["name"]
    said = tuple(Told(other, grade, why) for other, grade, why in row.get("told", ()))
    for other in (name, *(t.other for t in said)):
        if (doc, other) not in gold.context:
            gold.entries.append((doc, Entity(other, row["kind"], (other,)), row["n"] if other == name else 1))
            gold.context[doc, other] = Context()
    beside = tuple(row.get("beside", ()))
    gold.context[doc, name] = replace(gold.context[doc, name], told=said, beside=beside)


def _add(gold: Gold, row: dict[str, Any]) -> None:
    name, aliases = row["name"], (row["name"], *row.get("aliases", ()))
    entity = Entity(name, row["kind"], tuple(sorted(aliases)), row.get("gender"))
    gold.entries.append((row["doc"], entity, row["n"]))
    years = row.get("years")
    gold.context[row["doc"], name] = Context(
        (years[0], years[1]) if years else None, tuple(row.get("offices", ())), tuple(row.get("near", ()))
    )
    if "who" in row:
        gold.who[row["doc"], name] = row["who"]


@dataclass(frozen=True)
class Counts:
    """Pairs joined and one person, joined and not, and not joined though one."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of the joined pairs that are one person."""
        return self.right / max(1, self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs of one person that are joined."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def pairs(groups: Iterable[Sequence[Member]], hard: bool) -> set[tuple[Member, Member]]:
    """All pairs within groups, in order; `hard` leaves out those of one string."""
    found = (p for g in groups for p in combinations(sorted(g), 2))
    return {(a, b) for a, b in found if not hard or fold(a[1]) != fold(b[1])}


def compare(gold: Gold, groups: Sequence[Sequence[Member]], hard: bool) -> tuple[Counts, list[str]]:
    """Counts over sampled names, and a line for each pair that is wrong (`+`) or missed (`-`)."""
    wanted: dict[str, list[Member]] = defaultdict(list)
    for member, who in gold.who.items():
        wanted[who].append(member)
    one = pairs(wanted.values(), hard)
    joined = pairs([[m for m in g if m in gold.who] for g in groups], hard)
    lines = [f"+ {a[1]} ({a[0]})  =  {b[1]} ({b[0]})" for a, b in sorted(joined - one)]
    lines += [f"- {a[1]} ({a[0]})  |  {b[1]} ({b[0]})" for a, b in sorted(one - joined)]
    return Counts(len(joined & one), len(joined - one), len(one - joined)), lines


def scored(topics: Sequence[str]) -> tuple[Counts, Counts, list[str], float]:
    """All pairs, hard pairs, error lines and seconds of some topics taken as one case."""
    gold = load(topics)
    start = perf_counter()
    persons = link(gold.entries, context=gold.context)
    took = perf_counter() - start
    groups = [p.members for p in persons]
    every, lines = compare(gold, groups, hard=False)
    return every, compare(gold, groups, hard=True)[0], lines, took


def row(name: str, every: Counts, hard: Counts, took: float) -> str:
    """One line of the table."""
    return (f"{name:22}{every.right + every.missed:7}{every.precision:8.3f}{every.recall:8.3f}"
            f"{hard.right + hard.missed:8}{hard.precision:8.3f}{hard.recall:8.3f}{took:7.2f}")  # fmt: skip


def main() -> int:
    """Print the table; 1 where all topics together are below the bars."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("topic", nargs="*", help="all, if none is named")
    ap.add_argument("--errors", type=int, default=0, metavar="N", help="wrong and missed pairs a topic")
    a = ap.parse_args()
    print(f"{'':22}{'pairs':>7}{'P':>8}{'R':>8}{'hard':>8}{'P':>8}{'R':>8}{'s':>7}")
    total: Counter[str] = Counter()
    for half, topics in (("looked at", LOOK), ("score only", SCORE_ONLY)):
        sums = (Counts(), Counts())
        for topic in (t for t in topics if t in (a.topic or topics)):
            every, hard, lines, took = scored([topic])
            sums = (sums[0] + every, sums[1] + hard)
            print(row(topic, every, hard, took))
            if half == "looked at":
                print("".join(f"    {x}\n" for x in lines[: a.errors]), end="")
        print(row(half, *sums, 0.0))
        total["right"] += sums[0].right
        total["wrong"] += sums[0].wrong
        total["missed"] += sums[0].missed
    if a.topic:
        return 0
    every, hard, _, took = scored([*LOOK, *SCORE_ONLY])
    print(row("all as one case", every, hard, took))
    sums_all = Counts(**total)
    good = min(sums_all.precision, every.precision) >= PRECISION and sums_all.recall >= RECALL
    print(f"bars: precision {PRECISION}, recall {RECALL}: {'held' if good else 'not held'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
