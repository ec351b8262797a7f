"""Two names that a source says are one: joined first, whatever the names look like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.case.linking_known import Known
from visavis.case.linking_sets import Join, Sets


def told_one(known: Sequence[Known], sets: Sets) -> Iterator[Join]:
    """
    The names of one source of which it says so itself (see `linking_told`), the surest first.

    >>> from visavis.case.linking_context import Context
    >>> from visavis.case.linking_told import Told
    >>> from visavis.case.names import key
    >>> from visavis.model.layers import Entity
    >>> said = Context(told=(Told("Bruno", 0.9, "Carlo Orsi, known as Bruno"),))
    >>> one = Known("a", Entity("Carlo Orsi", "person"), 2, key("Carlo Orsi"), said)
    >>> two = Known("a", Entity("Bruno", "person"), 3, key("Bruno"))
    >>> [(j.grade, j.why) for j in told_one([one, two], Sets([one, two]))]
    [(0.9, 'its source says so: "Carlo Orsi, known as Bruno"')]
    """
    at = {k.member: i for i, k in enumerate(known)}
    found = []
    for i, k in enumerate(known):
        for t in k.context.told:
            j = at.get((k.doc, t.other))
            if j is not None and i != j and _may_be(k, known[j]):
                found.append(Join(min(i, j), max(i, j), t.grade, f'its source says so: "{t.why}"', told=True))
    yield from sorted(found, key=lambda j: (-j.grade, j.one, j.two))


def _may_be(one: Known, two: Known) -> bool:
    return one.entity.kind == two.entity.kind and not one.local and not two.local
