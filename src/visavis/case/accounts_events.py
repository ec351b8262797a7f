"""
What shows that two claims tell one event: shared words of the quotes, the same company, or rare words that
stand around both.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from visavis.case.accounts_copied import words
from visavis.case.when import When
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence
from visavis.model.weights import weights

COMPANY = 160  # characters of the text around a claim in which its company stands: a sentence
AROUND = 200  # characters around a claim whose words are compared
LONG = 4  # letters of a word of which more make it worth comparing
RARE = 0.04  # of all claims: a word at more places than this tells no event from another ...
FEW = 3  # ... unless it is at no more than so many
COMPARED = 250  # the weightiest claims whose surroundings are compared
CLAUSE = re.compile(r"[.!?;:]\s")
WORD = re.compile(r"\w+")

Text = Callable[[str, int, int], str]


class Company:
    """Who else is tied to one of the two around a place of a source: what tells one event from another."""

    def __init__(self, beside: Iterable[Evidence]) -> None:
        self._at: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for e in beside:
            self._at[e.claim.doc].append((e.claim.start, e.claim.subject, e.claim.object))
        for places in self._at.values():
            places.sort()

    def of(self, claim: Claim) -> frozenset[str]:
        """Names of those told of within `COMPANY` characters of a claim, without its own two."""
        places = self._at.get(claim.doc, [])
        first, last = (bisect_left(places, (at,)) for at in (claim.start - COMPANY, claim.end + COMPANY))
        return frozenset(n for _, *ends in places[first:last] for n in ends) - {claim.subject, claim.object}


@dataclass(frozen=True, slots=True)
class Window:
    """A claim with the folded words around it, each with the place where it stands in the source."""

    evidence: Evidence
    words: tuple[str, ...]
    places: tuple[int, ...]


def window(e: Evidence, text: Text) -> Window:
    """
    The words around a claim.

    >>> e = Evidence(Claim("a", 4, 8, "meet", "Ada", "Ben", "meets"), "1")
    >>> window(e, lambda doc, start, end: "Ada met Ben."[start:end]).words
    ('ada', 'met', 'ben')
    """
    first = max(0, e.claim.start - AROUND)
    found = list(WORD.finditer(text(e.claim.doc, first, e.claim.end + AROUND)))
    return Window(e, tuple(f[0].casefold() for f in found), tuple(first + f.start() for f in found))


class Around:
    """
    The words around the weightiest claims, and which of them are rare enough to show that two claims tell one
    event. Nothing is read before it is asked.
    """

    def __init__(self, evidence: Sequence[Evidence], text: Text | None) -> None:
        self._evidence = evidence if text else ()
        self._text = text

    @cached_property
    def windows(self) -> dict[str, Window]:
        """The windows by id of evidence, the weightiest first."""
        ranked = sorted(self._evidence, key=lambda e: (-e.weight, e.id))[:COMPARED]
        return {e.id: window(e, self._text) for e in ranked} if self._text else {}

    @cached_property
    def rare(self) -> dict[str, frozenset[str]]:
        """The rare words of each window: longer ones at few places, neither stock nor a detail themselves."""
        places: dict[str, set[tuple[str, int]]] = defaultdict(set)
        plain = _plain()
        for w in self.windows.values():
            for word, at in zip(w.words, w.places, strict=True):
                if len(word) >= LONG and word not in plain:
                    places[word].add((w.evidence.claim.doc, at))
        most = max(FEW, RARE * len(self.windows))
        fit = {word for word, some in places.items() if 1 < len(some) <= most and word.isalpha()}
        return {i: frozenset(fit.intersection(w.words)) for i, w in self.windows.items()}

    def shared(self, one: Evidence, two: Evidence) -> frozenset[str]:
        """The rare words that stand around both claims, without the names of the two."""
        if self._overlap(one.claim, two.claim):
            return frozenset()
        named = words(f"{one.claim.subject} {one.claim.object} {two.claim.subject} {two.claim.object}")
        none: frozenset[str] = frozenset()
        return (self.rare.get(one.id, none) & self.rare.get(two.id, none)) - set(named)

    @staticmethod
    def _overlap(one: Claim, two: Claim) -> bool:
        """Whether the words around two claims are the same place of one text."""
        return (
            one.doc == two.doc and one.start - AROUND < two.end + AROUND and two.start < one.end + 2 * AROUND
        )

    def before(self, claim: Claim, reach: int) -> str | None:
        """A claim with the words of its clause before it, at most `reach` characters; None without text."""
        if self._text is None:
            return None
        first = max(0, claim.start - reach)
        found = CLAUSE.split(self._text(claim.doc, first, claim.start))
        return f"{found[-1]}{claim.quote}"


def _plain() -> frozenset[str]:
    """Words that tell no event: common ones, those of letters and of talk, and the details compared."""
    table = weights()
    details = {v for row in table.details.values() for value in row["values"] for v in value}
    return table.stock | table.common | details


def alike(one: Evidence, two: Evidence, least: int = 3) -> bool:
    """
    Whether two quotes share at least `least` longer words, no names of the pair nor stock phrases.

    >>> a, b = (Evidence(Claim(d, 0, 13, "secret treaty", "A", "B", "allied"), d) for d in "ab")
    >>> alike(a, b, 2), alike(a, b)
    (True, False)
    """
    names = set(words(f"{one.claim.subject} {one.claim.object} {two.claim.subject} {two.claim.object}"))
    shared = {w for w in words(one.claim.quote) if len(w) > LONG} & set(words(two.claim.quote))
    return len(shared - names - weights().stock) >= least


def near(one: When, two: When, days: int) -> bool:
    """
    Whether the middles of two times lie within so many days.

    >>> near(When(0, 10, True, ""), When(20, 20, True, ""), 30)
    True
    """
    return abs((one.middle or 0.0) - (two.middle or 0.0)) < days
