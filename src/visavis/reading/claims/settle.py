"""One tie said once in a clause is one claim, of the most specific relation."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.model.claim import SYMMETRIC
from visavis.reading.claims.draft import Draft

# of two relations of one clause and pair the one that stands earlier here says more
SPECIFIC = (
    "kin", "succeeds", "harms", "accuses", "appoints", "mentors", "holds", "member", "friend",
    "allied", "rivals", "opposes", "supports", "commands", "meets",
)  # fmt: skip
RANK = {relation: i for i, relation in enumerate(SPECIFIC)}


def settle(drafts: Sequence[Draft]) -> list[Draft]:
    """
    Drafts without repetition: of those for the same two whose evidence overlaps by most, the best stays.

    >>> d = [Draft(0, 20, "A", "B", r, "") for r in ("opposes", "harms")]
    >>> [x.relation for x in settle(d)]
    ['harms']
    """
    kept: list[Draft] = []
    for d in sorted(drafts, key=lambda d: (RANK[d.relation], d.end - d.start, d.start, d.subject, d.object)):
        if not any(same(d, k) for k in kept):
            kept.append(d)
    return kept


def same(one: Draft, other: Draft) -> bool:
    """Whether two drafts say the same, or the other says it better."""
    if {one.subject, one.object} != {other.subject, other.object}:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared < 0.5 * min(one.end - one.start, other.end - other.start):
        return False
    if one.relation == other.relation:
        return one.relation in SYMMETRIC or one.subject == other.subject
    return other.relation not in ("holds", "member", "kin") or one.relation == "meets"
