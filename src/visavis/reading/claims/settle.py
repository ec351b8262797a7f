"""One tie said once in a clause is one claim, of the most specific relation."""

from __future__ import annotations

from collections import defaultdict
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

    >>> d = [Draft(0, 20, "A", "B", r, "") for r in ("opposes", "harms")]  # of one clause
    >>> [x.relation for x in settle(d)]
    ['harms']
    """
    kept: defaultdict[frozenset[str], list[Draft]] = defaultdict(list)
    for d in sorted(drafts, key=strongest):
        rivals = kept[frozenset((d.subject, d.object))]
        if not any(same(d, k) for k in rivals):
            rivals.append(d)
    return [d for rivals in kept.values() for d in rivals]


def strongest(draft: Draft) -> tuple[object, ...]:
    """What sorts the draft that says most to the front."""
    length = draft.end - draft.start
    return (weak(draft), RANK[draft.relation], length, draft.start, draft.subject, draft.object)


def weak(draft: Draft) -> bool:
    """Whether a draft goes by a mere preposition or by two subjects, so that any other frame says more."""
    return draft.rule.startswith(("adv:", "joint:"))


def once(drafts: Sequence[Draft]) -> list[Draft]:
    """
    Ties to somebody known only as `X's wife` said once: each further mention of him says nothing new.

    >>> d = [Draft(at, at + 8, "Pompey's wife", "Pompey", "kin", "") for at in (0, 90)]
    >>> [x.start for x in once(d)]
    [0]
    """
    seen: set[tuple[str, str, str]] = set()
    out = []
    for d in drafts:
        key = (d.relation, d.subject, d.object)
        if owned(d.subject, d.object) and key in seen:
            continue
        seen.add(key)
        out.append(d)
    return out


def owned(one: str, other: str) -> bool:
    """Whether one name is made of the other: `Pompey's wife`, `friends of Pompey`."""
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return long.startswith((short + "'s ", short + "’s ", short + "' ")) or long.endswith(" of " + short)


def same(one: Draft, other: Draft) -> bool:
    """Whether two drafts say the same, or the other says it better."""
    if {one.subject, one.object} != {other.subject, other.object}:
        return False
    if weak(one) and not weak(other):
        return one.start < other.end and other.start < one.end
    if other.relation == "friend" and other.rule.startswith("role:") and one.rule.startswith("verb:"):
        return False  # `he wrote to his friends`
    if one.clause != other.clause and one.relation != other.relation:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared < 0.5 * min(one.end - one.start, other.end - other.start):
        return False
    if one.relation == other.relation:
        return one.relation in SYMMETRIC or one.subject == other.subject
    return other.relation not in ("holds", "member", "kin") or one.relation == "meets"
