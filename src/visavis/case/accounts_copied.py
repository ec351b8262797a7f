"""Claims whose words are the same at several places: copies, which confirm nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from visavis.case.copies import NONE, Copies
from visavis.model.claim import SYMMETRIC, Claim
from visavis.model.dossier import Account, Evidence

SHINGLE = 4  # words in a shingle
COPY = 0.7  # share of the smaller quote's shingles found in the other, from which it is a copy
SHORT = 8  # quotes of fewer words than this are no evidence of copying across documents
COMPARED = 300  # claims of one text and tie that are compared


def words(quote: str) -> list[str]:
    """A quote's words, folded, for comparison."""
    return re.findall(r"\w+", quote.casefold())


def shingles(quote: str) -> frozenset[tuple[str, ...]]:
    """Runs of four words of a quote; the whole where it is shorter."""
    found = words(quote)
    return frozenset(tuple(found[i : i + SHINGLE]) for i in range(max(1, len(found) - SHINGLE + 1)))


def copied(pair: Sequence[Evidence], known: Copies = NONE) -> list[list[Evidence]]:
    """Groups of claims of one relation whose words are the same, at different places: one witness each."""
    by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    sets = [shingles(e.claim.quote) for e in pair]
    head = list(range(len(pair)))
    by_text: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, e in enumerate(pair):
        same = by_text[(known.origin(e.claim), *_tie(e.claim))]
        head[i] = next((j for j in same[:COMPARED] if _of_one_text(e.claim, pair[j].claim)), i)
        if head[i] != i:
            continue
        same.append(i)
        if len(sets[i]) + SHINGLE - 1 < SHORT:
            continue
        near = sorted({j for s in sets[i] for j in by_shingle[s]})
        head[i] = next((j for j in near if _is_copy(e.claim, pair[j].claim, sets[i], sets[j])), i)
        if head[i] == i:
            for s in sets[i]:
                by_shingle[s].append(i)
    groups: dict[int, list[Evidence]] = defaultdict(list)
    for i, e in enumerate(pair):
        groups[head[i]].append(e)
    return [g for g in groups.values() if len(g) > 1]


def _tie(claim: Claim) -> tuple[str, ...]:
    ends = (claim.subject, claim.object)
    return (claim.relation, claim.modality, *(sorted(ends) if claim.relation in SYMMETRIC else ends))


def _of_one_text(one: Claim, two: Claim) -> bool:
    """Whether two claims of one tie, from different copies of a text, share most of their quotes' words."""
    mine, theirs = set(words(one.quote)), set(words(two.quote))
    return one.doc != two.doc and len(mine & theirs) >= COPY * max(len(mine), len(theirs))


def _is_copy(
    one: Claim, two: Claim, mine: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]
) -> bool:
    if one.relation != two.relation or one.modality != two.modality:
        return False
    if one.doc == two.doc and one.start < two.end and two.start < one.end:
        return False  # one place read twice
    return len(mine & theirs) >= COPY * min(len(mine), len(theirs))


def copy_account(group: Sequence[Evidence]) -> Account:
    """The account of claims whose words are the same."""
    where = ", ".join(dict.fromkeys(e.claim.doc for e in group))
    why = f"the same words at {len(group)} places ({where}): one witness, not {len(group)}"
    return Account("copy", tuple(e.id for e in group), why)
