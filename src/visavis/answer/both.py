"""
What one clause says of both at once: `Brown and Keel belonged to the club`, `the court sentenced the two`.

Such words tie the two to one another as much as to the third: they name both in one breath, in one part. They
are read as two claims; here the two are found again and shown as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from visavis.model.claim import SYMMETRIC, Claim
from visavis.model.dossier import Evidence
from visavis.model.weights import weights

SILENT = frozenset({"holds", "succeeds"})  # one office each: says nothing of the two


def of_both(evidence: Iterable[Evidence], a: str, b: str) -> list[Evidence]:
    """
    For each claim about `a` and a third with its like about `b` in the same words: the longer of the two,
    under both names, with `both` giving the other's id, in order of sources and text.

    >>> def told(who, end): return Evidence(Claim("d", 0, end, "x" * end, who, "Club", "member"), who, 0.5)
    >>> found = of_both([told("A", 3), told("B", 7)], "A", "B")
    >>> [(e.claim.subject, e.both, round(e.weight, 2)) for e in found]
    [('A and B', 'A', 0.3)]
    """
    found: dict[tuple[object, ...], tuple[list[Evidence], list[Evidence]]] = defaultdict(lambda: ([], []))
    for e in evidence:
        for name, side in ((a, 0), (b, 1)):
            if name in (e.claim.subject, e.claim.object) and not {e.claim.subject, e.claim.object} >= {a, b}:
                found[_part(e.claim, name)][side].append(e)
    out = [_one(*twins, f"{a} and {b}") for some in found.values() for twins in _twins(*some)]
    best: dict[tuple[str, int], Evidence] = {}
    for e in sorted(out, key=lambda e: (-e.weight, e.claim.start, e.id)):  # a list of names: one, not each
        best.setdefault((e.claim.doc, e.claim.start), e)
    return sorted(best.values(), key=lambda e: (e.claim.doc, e.claim.start, e.id))


def _part(c: Claim, name: str) -> tuple[object, ...]:
    """What two claims must share to say the same of two: all but the name."""
    third, part = (c.object, 0) if c.subject == name else (c.subject, 1)
    return c.doc, c.relation, c.relation in SYMMETRIC or part, third, c.modality, c.voice


def _twins(ones: Sequence[Evidence], twos: Sequence[Evidence]) -> Iterable[tuple[Evidence, Evidence]]:
    """Claims of one and of the other that share words."""
    for e in ones:
        if e.claim.relation not in SILENT:
            near = [f for f in twos if e.claim.start < f.claim.end and f.claim.start < e.claim.end]
            if near:
                yield e, max(near, key=lambda f: (f.weight, f.id))


def _one(e: Evidence, f: Evidence, name: str) -> Evidence:
    """Two claims as one, under both names: the words of the longer, the weight of the weaker."""
    long, short = sorted((e, f), key=lambda x: (x.claim.start - x.claim.end, x.id))
    weight = min(e.weight, f.weight) * weights().both
    c, third = long.claim, {short.claim.subject, short.claim.object}
    claim = replace(c, subject=name) if c.object in third else replace(c, object=name)
    return replace(long, claim=claim, weight=weight, both=short.id)
