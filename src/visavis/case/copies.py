"""Which sources of a call are copies of one text, stretch by stretch: the copy is no second witness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from visavis.model.claim import Claim
from visavis.model.layers import Reading


@dataclass(frozen=True, slots=True)
class Copies:
    """Stretches of each source that an earlier one holds too: raw start and end, that source's name."""

    stretches: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)

    def origin(self, claim: Claim) -> str:
        """The first source that holds the words of a claim: its own, or one that it is a copy of."""
        held = self.stretches.get(claim.doc, ())
        return next((d for start, end, d in held if start < claim.end and claim.start < end), claim.doc)


NONE = Copies()


def copies_of(readings: Iterable[Reading]) -> Copies:
    """
    The copies among the readings, in their order.

    >>> copies_of([]).stretches
    {}
    """
    kept = list(readings)
    order = {r.source.sha256: i for i, r in reversed(list(enumerate(kept)))}
    out: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for i, r in enumerate(kept):
        earlier = [(order[c.sha256], c) for c in r.copies if order.get(c.sha256, i) < i]
        for j, c in sorted(earlier, key=lambda p: (p[0], p[1].start)):
            out[r.source.name].append((c.start, c.end, kept[j].source.name))
    return Copies(dict(out))
