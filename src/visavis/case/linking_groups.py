"""Names of groups: a name in capitals and what its letters stand for, spellings of one name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, dropwhile

from visavis.case.linking_known import Known
from visavis.case.linking_relations import Relations
from visavis.case.linking_sets import Join, Sets, pair
from visavis.case.names import key
from visavis.model.names import words as names
from visavis.model.words import words as english

WHY = "the only longer name that ends so"
STEM = 4  # letters that are left of a word without its ending
ENDING = re.compile(r"(?:y?ists?|y?ites?|ary|aries|(?<=k)i|(?<=[^s])s)$")
PEOPLE = re.compile(r"(?:an|ian|ese|ish)s?$")  # the people of a land
PARTISAN = re.compile(r"(?:ist|ite)$")
LAND = re.compile(r"[aeiy]+$")
ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
SMALL = frozenset("of the and for in on de la des du et der die und von a an to".split())


def group_names(known: Sequence[Known], sets: Sets, docs: Relations) -> Iterator[Join]:
    """Names that differ in the spelling of a word, then abbreviations with the only name they stand for."""
    groups = [(i, k) for i, k in enumerate(known) if k.entity.kind == "group" and not k.local]
    yield from _same_stems(groups, known)
    yield from _with_epithets(groups)
    yield from _left_out(groups, sets)
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


def stem(token: str) -> str:
    """
    A group's word without plural and without the ending that says whose people they are.

    >>> stem("saltyists") == stem("saltyites") == stem("saltyite"), stem("levelliki") == stem("levelliks")
    (True, True)
    """
    bare = ENDING.sub("", token)
    return bare if len(bare) >= STEM else token


def _same_stems(groups: Sequence[tuple[int, Known]], known: Sequence[Known]) -> Iterator[Join]:
    """The same words but for endings and order: `Saltyists`, `Saltyist`; `people of Rome`, `Roman people`."""
    heads: dict[tuple[str, ...], int] = {}
    for i, k in groups:
        tokens = k.key.tokens
        if len(tokens) > 1 or not (english().is_word(stem(tokens[0])) or len(tokens[0]) < 2 * STEM):
            head = heads.setdefault(stems(tokens), i)
            if head != i:
                other = known[head].key.tokens
                grade = 0.85 if _kin(tokens) == _kin(other) else 0.7
                yield pair(head, i, grade, "the same words but for endings and order")


def _with_epithets(groups: Sequence[tuple[int, Known]]) -> Iterator[Join]:
    """A name behind words that praise, blame or point (`the notorious Salt Guild`), and the same without."""
    whole: dict[tuple[str, ...], int] = {}
    behind = {i: rest for i, k in groups if (rest := _without_epithets(k.entity.name))}
    for i, k in groups:
        if i not in behind:
            whole.setdefault(stems(k.key.tokens), i)
    for i, rest in behind.items():
        head = whole.get(stems(key(rest).tokens))
        if head is not None:
            yield pair(head, i, 0.8, "the same name behind a word that praises, blames or points")


def _without_epithets(name: str) -> str:
    """
    A name of several words without those before it that praise, blame or point; empty where there are none.

    >>> _without_epithets("the so-called Salt Guild"), _without_epithets("the Salt Guild")
    ('Salt Guild', '')
    """
    words_of = name.split()
    rest = list(
        dropwhile(lambda w: w in names()["groups.epithets"] or w in ("the", "this", "that"), words_of)
    )
    stripped = set(words_of[: len(words_of) - len(rest)]) - {"the", "this", "that"}
    return " ".join(rest) if stripped and len(rest) > 1 else ""


def _kin(tokens: Sequence[str]) -> set[str]:
    """Which of the endings `-ist` and `-ite` a name has: Saltists and Saltites may be two parties."""
    return {found.group() for t in tokens if (found := PARTISAN.search(t.removesuffix("s")))}


def stems(tokens: Sequence[str]) -> tuple[str, ...]:
    """
    The words of a group's name as stems, in the order of the alphabet; a land and its people are one.

    >>> stems(("people", "of", "rome")) == stems(("roman", "people"))
    True
    """
    if len(tokens) == 3 and tokens[1] == "of":
        return tuple(sorted((stem(tokens[0]), LAND.sub("", tokens[2]))))
    if len(tokens) == 2 and PEOPLE.search(tokens[0]):
        return tuple(sorted((PEOPLE.sub("", tokens[0]), stem(tokens[1]))))
    return tuple(sorted(stem(t) for t in tokens))


def _left_out(groups: Sequence[tuple[int, Known]], sets: Sets) -> Iterator[Join]:
    """The only longer name with the same first and last word, where the first is a name of its own."""
    longer: dict[tuple[str, str], set[int]] = defaultdict(set)
    for i, k in groups:
        if len(k.key.tokens) > 2:
            longer[stem(k.key.tokens[0]), stem(k.key.tokens[-1])].add(i)
    for i, k in groups:
        tokens = k.key.tokens
        if len(tokens) > 1 and not _ordinary(tokens[0]):
            found = longer.get((stem(tokens[0]), stem(tokens[-1])), ())
            fit = [j for j in found if _within(tokens, sets.known[j].key.tokens)]
            roots = sorted({sets.root(j) for j in fit} - {sets.root(i)})
            told = tokens[0] in ORDINALS or len(tokens) > 2
            grade = 0.55 if len(roots) > 1 else 0.8 if told else 0.65
            yield from (pair(r, i, grade, "the same name with a word left out") for r in roots[:4])


def _ordinary(token: str) -> bool:
    return token not in ORDINALS and english().is_word(token)


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether all words of the one stand in the other in order."""
    rest = iter(stem(t) for t in long)
    return len(short) < len(long) and all(stem(t) in rest for t in short)


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
            near = [r for r in roots if docs.closeness(k.doc, sets.of(r)) > 0.3]
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
