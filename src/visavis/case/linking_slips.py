"""Single names that differ by a letter: a slip of the pen, of the scanner, or another spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from visavis.case.linking_known import Known
from visavis.case.linking_relations import Relations
from visavis.case.linking_sets import Join, Sets, near, pair
from visavis.case.names import patronymic
from visavis.model.names import family_names
from visavis.model.words import words as english

LONG = 7  # letters of a name from which one that differs is hardly another name
CROWD = 60  # names under one key; where there are more, none are compared


def near_pairs(sounds: Iterable[str]) -> list[tuple[str, str]]:
    """
    Pairs of sounds that differ by one letter, in order; they meet under what is left without that letter.

    >>> near_pairs(["rosenfield", "rosenfeld", "brown"])
    [('rosenfeld', 'rosenfield')]
    """
    shorter: dict[str, list[str]] = defaultdict(list)
    for sound in sorted(sounds):
        for cut in {sound, *(sound[:n] + sound[n + 1 :] for n in range(1, len(sound)))}:
            shorter[cut].append(sound)
    pairs = {p for some in shorter.values() if len(some) < CROWD for p in combinations(some, 2)}
    return sorted(p for p in pairs if near(*p))


def slips(known: Sequence[Known], sets: Sets, docs: Relations) -> Iterator[Join]:
    """A long single name that nobody bears in full, with the only name one letter away in related sources."""
    bearers: dict[str, set[int]] = defaultdict(set)
    for i, k in enumerate(known):
        if (
            k.entity.kind == "person"
            and not k.local
            and len(k.sound) >= LONG
            and not patronymic(k.key.family)
        ):
            bearers[k.sound].add(i)
    others: dict[str, list[str]] = defaultdict(list)
    for a, b in near_pairs(bearers):
        others[a].append(b)
        others[b].append(a)
    for sound, near_by in sorted(others.items()):
        for i in sorted(bearers[sound]):
            if known[i].key.bare and not sets.of(i).full:
                found = {
                    sets.root(j) for other in near_by for j in bearers[other] if _differ(known[i], known[j])
                }
                yield from _only(known, sets, i, sorted(found - {sets.root(i)}), docs)


def _differ(one: Known, two: Known) -> bool:
    """Whether the two are no ordinary words, nor both family names (`Johnson` is no slip of `Johnston`)."""
    both = {one.key.family, two.key.family}
    return not both <= family_names() and not any(english().is_word(f) for f in both)


def _only(
    known: Sequence[Known], sets: Sets, i: int, roots: Sequence[int], docs: Relations
) -> Iterator[Join]:
    near_by = [r for r in roots if docs.related(known[i].doc, sets.of(r)) and not sets.against(r, i)]
    for r in near_by[:4]:
        _, shared = docs.company(i, sets.of(r))
        grade = 0.66 + 0.1 * bool(shared) + 0.05 * (len(known[i].sound) > LONG)
        grade -= 0.1 * (known[i].doc in sets.of(r).docs) + 0.2 * (len(near_by) > 1)
        yield pair(r, i, grade, "a letter differs" + f"; both beside {shared}" * bool(shared))
