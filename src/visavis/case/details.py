"""
Details at odds: one event told by two voices, with another season, month, year or child in each.

Two claims seem to tell one event where the words around them share several that are rare in the case. Where
beside one of these words the one has `a girl` and the other `a son`, or the one `in the summer` and the other
`in the autumn`, both cannot be right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from visavis.case.accounts_events import Around, Window
from visavis.case.accounts_voices import independent
from visavis.case.copies import NONE, Copies
from visavis.model.dossier import Account, Evidence
from visavis.model.weights import weights

TIMES = frozenset({"season", "month", "year"})
NEAR = 2  # years by which two dates of one event may differ
YEAR = re.compile(r"1\d{3}|20\d\d")


@dataclass(frozen=True, slots=True)
class Detailed:
    """A claim's surroundings with the details among them: place among the words, kind, value."""

    window: Window
    details: tuple[tuple[int, str, str], ...]

    @property
    def evidence(self) -> Evidence:
        """The claim."""
        return self.window.evidence

    def values(self, kind: str) -> set[str]:
        """All values of a kind of detail around the claim."""
        return {value for _, k, value in self.details if k == kind}

    def near(self, word: str, kind: str) -> dict[str, str]:
        """Values of a kind of detail that stand beside a word, each with the word that tells it."""
        reach = int(weights().details[kind]["reach"])
        places = [i for i, w in enumerate(self.window.words) if w == word]
        beside = [d for d in self.details if d[1] == kind and any(abs(d[0] - p) <= reach for p in places)]
        return {value: self.window.words[i] for i, _, value in beside}


def _details(told: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    table = {
        w: (kind, value[0])
        for kind, row in weights().details.items()
        for value in row["values"]
        for w in value
    }
    for i, word in enumerate(told):
        if YEAR.fullmatch(word):
            yield i, "year", word
        elif word in table:
            yield (i, *table[word])


def at_odds(around: Around, known: Copies = NONE, of_one_tie: bool = False) -> list[tuple[float, Account]]:
    """
    Accounts of details at odds around claims, each with its weight; with `of_one_tie` both claims must say
    the same of the same two, as where they do not tie the two asked but one of them to a third.
    """
    found = [Detailed(w, tuple(_details(w.words))) for w in around.windows.values()]
    told = [d for d in found if d.details]
    out: dict[tuple[str, ...], tuple[float, Account]] = {}
    for one, two in _sharing(told, around):
        shared = around.shared(one.evidence, two.evidence)
        if of_one_tie and _tie(one.evidence) != _tie(two.evidence):
            continue
        if shared and independent(one.evidence.claim, two.evidence.claim, known):
            odd = _odd(one, two, sorted(shared))
            if odd:
                docs = tuple(sorted((one.evidence.claim.doc, two.evidence.claim.doc)))
                weight = one.evidence.weight * two.evidence.weight
                ids = (one.evidence.id, two.evidence.id)
                out.setdefault((*docs, odd), (weight, Account("contradict", ids, odd)))
    return list(out.values())


def _tie(e: Evidence) -> tuple[str, frozenset[str]]:
    return e.claim.relation, frozenset((e.claim.subject, e.claim.object))


def _sharing(told: Sequence[Detailed], around: Around) -> Iterator[tuple[Detailed, Detailed]]:
    """Each two claims that share a rare word, in the order given."""
    where: dict[str, list[int]] = defaultdict(list)
    for i, d in enumerate(told):
        for word in around.rare[d.evidence.id]:
            where[word].append(i)
    for i, j in sorted({both for some in where.values() for both in combinations(some, 2)}):
        yield told[i], told[j]


def _odd(one: Detailed, two: Detailed, shared: Sequence[str]) -> str:
    """What is at odds beside a shared word, in words; nothing where nothing is."""
    for kind, row in sorted(weights().details.items()):
        if len(shared) < row["shared"] or _of_one_time(one, two, kind) or _other_year(one, two, kind):
            continue
        for word in (w for w in shared if w in row.get("beside", shared)):
            a, b = one.near(word, kind), two.near(word, kind)
            if a and b and not a.keys() & b.keys() and (kind != "year" or _years_apart(a, b) <= NEAR):
                return _told(a, b, shared)
    return ""


def _of_one_time(one: Detailed, two: Detailed, kind: str) -> bool:
    """Whether two texts name one time, among others: which of them is the event's nobody can tell."""
    return kind in TIMES and bool(one.values(kind) & two.values(kind))


def _other_year(one: Detailed, two: Detailed, kind: str) -> bool:
    """Whether two texts name other years: they tell of two events, unless the year is what is compared."""
    years = one.values("year"), two.values("year")
    return kind != "year" and all(years) and not years[0] & years[1]


def _years_apart(a: Iterable[str], b: Iterable[str]) -> int:
    return min(abs(int(x) - int(y)) for x in a for y in b)


def _told(a: Mapping[str, str], b: Mapping[str, str], shared: Sequence[str]) -> str:
    words = " and ".join(
        f"“{', '.join(sorted(x.values()))}” by {who}" for x, who in ((a, "one"), (b, "the other"))
    )
    return f"what seems one event ({', '.join(shared[:5])}) is told with {words}"
