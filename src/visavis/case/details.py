"""
Details at odds: one event told by two voices, with another season, month, year or child in each.

Two claims seem to tell one event where the words around them share several that are rare in the case. Where
beside one of these words the one has `a girl` and the other `a son`, or the one `in the summer` and the other
`in the autumn`, both cannot be right.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from visavis.case.copies import NONE, Copies
from visavis.model.dossier import Account, Evidence
from visavis.model.weights import weights

AROUND = 200  # characters on both sides of a claim
COMPARED = 250  # the weightiest claims that are compared
RARE = 0.04  # of all windows: a word in more of them tells no event from another ...
FEW = 3  # ... unless it is in no more than so many
YEAR = re.compile(r"1\d{3}|20\d\d")

Text = Callable[[str, int, int], str]


@dataclass(frozen=True, slots=True)
class Window:
    """A claim with the words around it, folded, and the details among them: place, kind, value."""

    evidence: Evidence
    words: tuple[str, ...]
    details: tuple[tuple[int, str, str], ...]

    def near(self, word: str, kind: str) -> dict[str, str]:
        """Values of a kind of detail that stand beside a word, each with the word that tells it."""
        reach = int(weights().details[kind]["reach"])
        places = [i for i, w in enumerate(self.words) if w == word]
        beside = [d for d in self.details if d[1] == kind and any(abs(d[0] - p) <= reach for p in places)]
        return {value: self.words[i] for i, _, value in beside}


def window(e: Evidence, text: Text) -> Window:
    """The words around a claim and the details among them."""
    found = text(e.claim.doc, max(0, e.claim.start - AROUND), e.claim.end + AROUND)
    told = words(found)
    return Window(e, told, tuple(_details(told)))


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


def at_odds(evidence: Sequence[Evidence], text: Text, known: Copies = NONE) -> list[tuple[float, Account]]:
    """Accounts of details at odds, each with its weight; `text` gives words of a source by offsets."""
    ranked = sorted(evidence, key=lambda e: (-e.weight, e.id))[:COMPARED]
    windows = [w for e in ranked if (w := window(e, text)).details]
    rare = _rare(windows)
    out: dict[tuple[str, ...], tuple[float, Account]] = {}
    for (i, j), shared in _sharing(windows, rare).items():
        one, two = windows[i], windows[j]
        if _two_witnesses(one.evidence, two.evidence, known):
            found = _odd(one, two, shared)
            if found:
                docs = (one.evidence.claim.doc, two.evidence.claim.doc)
                weight = one.evidence.weight * two.evidence.weight
                ids = (one.evidence.id, two.evidence.id)
                out.setdefault((*docs, found), (weight, Account("contradict", ids, found)))
    return list(out.values())


def words(text: str) -> tuple[str, ...]:
    """
    The folded words of a text.

    >>> words("Ada & Ben's")
    ('ada', 'ben', 's')
    """
    return tuple(re.findall(r"\w+", text.casefold()))


def _rare(windows: Sequence[Window]) -> frozenset[str]:
    """Words of four letters and more that few windows have, and that are no details themselves."""
    counts = Counter(w for window in windows for w in set(window.words))
    plain = {
        v for row in weights().details.values() for value in row["values"] for v in value
    } | weights().stock
    most = max(FEW, RARE * len(windows))
    return frozenset(
        w for w, n in counts.items() if 1 < n <= most and len(w) > 3 and w.isalpha() and w not in plain
    )


def _sharing(windows: Sequence[Window], rare: frozenset[str]) -> Mapping[tuple[int, int], list[str]]:
    """The rare words that each two windows share."""
    where: dict[str, list[int]] = defaultdict(list)
    for i, w in enumerate(windows):
        for word in sorted(rare & set(w.words)):
            where[word].append(i)
    out: dict[tuple[int, int], list[str]] = defaultdict(list)
    for word, some in where.items():
        for both in combinations(some, 2):
            out[both].append(word)
    return out


def _two_witnesses(one: Evidence, two: Evidence, known: Copies) -> bool:
    """Whether two claims stand in different texts, or are different voices'."""
    c, d = one.claim, two.claim
    return known.origin(c) != known.origin(d) or (c.voice != d.voice and abs(c.start - d.start) > 2 * AROUND)


def _odd(one: Window, two: Window, shared: Sequence[str]) -> str:
    """What is at odds beside a shared word, in words; nothing where nothing is."""
    for kind, row in sorted(weights().details.items()):
        for word in shared if len(shared) >= row["shared"] else ():
            a, b = one.near(word, kind), two.near(word, kind)
            if a and b and not a.keys() & b.keys():
                told = " and ".join(
                    f"“{', '.join(sorted(x.values()))}” by {who}" for x, who in ((a, "one"), (b, "the other"))
                )
                return f"what seems one event ({', '.join(sorted(shared)[:5])}) is told with {told}"
    return ""
