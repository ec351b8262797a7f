"""Names of groups: a name in capitals and what its letters stand for, spellings of one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from visavis.case.linking_known import Known
from visavis.case.linking_relations import Relations
from visavis.case.linking_sets import Join, Sets, pair

WHY = "the only longer name that ends so"
SMALL = frozenset("of the and for in on de la des du et der die und von a an to".split())


def group_names(known: Sequence[Known], sets: Sets, docs: Relations) -> Iterator[Join]:
    """Names that differ in the spelling of a word, then abbreviations with the only name they stand for."""
    groups = [(i, k) for i, k in enumerate(known) if k.entity.kind == "group" and not k.local]
    yield from _spelt(groups)
    yield from _abbreviated(groups, sets)
    yield from _shortened(groups, sets, docs)


def initials(tokens: Sequence[str]) -> str:
    """
    The first letters of a name's words, without small ones.

    >>> initials(("league", "of", "nations"))
    'ln'
    """
    return "".join(t[0] for t in tokens if t not in SMALL)


def _abbreviated(groups: Sequence[tuple[int, Known]], sets: Sets) -> Iterator[Join]:
    whole: dict[str, set[int]] = defaultdict(set)
    for i, k in groups:
        if len(k.key.tokens) > 2:
            whole[initials(k.key.tokens)].add(i)
    for i, k in groups:
        word = "".join(c for c in k.entity.name.removeprefix("the ").removeprefix("The ") if c != ".")
        if word.isupper() and word.isalpha() and 2 < len(word) < 8:
            roots = sorted({sets.root(j) for j in whole.get(word.lower(), ())})
            grade = 0.9 if len(roots) == 1 else 0.55
            yield from (pair(r, i, grade, "its letters stand for the words") for r in roots[:4])


def _shortened(groups: Sequence[tuple[int, Known]], sets: Sets, docs: Relations) -> Iterator[Join]:
    """
    A common noun alone (`Senate`), with the longer name that ends in it: sure enough to join only where that
    is one, in several sources, and begins with a people or a church that is named too (`Roman Senate`).
    """
    peoples = {k.key.tokens[0].removesuffix("s") for _, k in groups if len(k.key.tokens) == 1}
    longer: dict[str, set[int]] = defaultdict(set)
    for i, k in groups:
        if len(k.key.tokens) == 2:
            longer[k.key.tokens[-1]].add(i)
    for i, k in groups:
        if len(k.key.tokens) == 1 and k.key.tokens[0] in longer:
            roots = sorted({sets.root(j) for j in longer[k.key.tokens[0]]})
            near = [r for r in roots if docs.related(k.doc, sets.of(r))]
            yield from (pair(r, i, _grade(sets, near, peoples), WHY) for r in near[:4])


def _grade(sets: Sets, near: Sequence[int], peoples: set[str]) -> float:
    """How sure it is that a common noun alone means the longer name."""
    if len(near) != 1 or len(sets.of(near[0]).docs) < 2:
        return 0.5
    first = sets.known[near[0]].key.tokens[0]
    return 0.76 if first.removesuffix("s") in peoples else 0.65


def _spelt(groups: Sequence[tuple[int, Known]]) -> Iterator[Join]:
    """Names of two words or more that differ by a letter or two of one longer word."""
    from rapidfuzz.distance import OSA

    blocks: dict[tuple[int, str, int], list[tuple[int, Known]]] = defaultdict(list)
    for i, k in groups:
        tokens = k.key.tokens
        if len(tokens) > 1:
            for n in range(len(tokens)):
                rest = " ".join((*tokens[:n], *tokens[n + 1 :]))
                blocks[len(tokens), rest, n].append((i, k))
    for (_, _, n), some in sorted(blocks.items()):
        heads = {k.key.tokens[n]: i for i, k in reversed(some)}
        for a, b in combinations(sorted(heads)[:30], 2):
            if min(len(a), len(b)) > 4 and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) <= 1:
                plural = a + "s" == b
                yield pair(heads[a], heads[b], 0.6 if plural else 0.85, "one word is spelt otherwise")
