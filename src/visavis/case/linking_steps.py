"""
What speaks for two names being one person: the steps of linking, each a stream of proposals.

No step compares everybody with everybody: names meet under a key (sounds of the family name, an initial, a
single name, a family name less one letter).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from visavis.case.linking_bearers import Bearers, usual_sound
from visavis.case.linking_known import Known, common_given, credible
from visavis.case.linking_relations import Relations
from visavis.case.linking_sets import Join, Sets, bridged, contradiction, pair
from visavis.case.linking_slips import near_pairs
from visavis.case.names import Key, begins, fits, given_fit, initials, key, patronymic, same_given, skeleton
from visavis.model.names import family_names, first_names, given_forms, words

BY_FAR = 4  # a bare name goes to the fuller name mentioned this many times as often as all its namesakes
CROWD = (
    60  # names under one key that are compared with one another; where there are more, only equal ones join
)
CLAN = "but all women of a family bear it"
SHARED = "but family names are shared by many here"
COMPANY = 2.3  # weight of names in common from which two stand in one company; see Relations.company
ALONE = ", and nobody stands beside both"
STRANGER = 0.08
STRANGE = 1.3  # weight below which two have nobody in common worth the name
KNOWN_BY = 6  # names beside each of two from which that tells
MORE = 2  # times as much in common as with the next bearer
ONLY = 0.70  # how sure a single name means its only bearer, before what else speaks for and against it
WELL_KNOWN = 8  # mentions from which somebody counts as known by the family name alone


def same_names(known: Sequence[Known], sets: Sets, docs: Relations) -> Iterator[Join]:
    """
    The same full name in two sources; a group named by a common noun alone (`Senate`) only where the sources
    are about the same people.
    """
    heads: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, k in enumerate(known):
        if k.local or (k.entity.kind == "person" and k.key.bare and key(k.entity.name).bare):
            continue
        tokens = key(k.entity.name).tokens if k.key.bare else k.key.tokens
        found = heads[(k.entity.kind, *tokens, k.key.suffix)]
        loose = k.entity.kind == "group" and len(k.key.tokens) == 1
        may_be = [h for h in found if not sets.against(h, i)]
        if loose:
            near = {h: docs.closeness(k.doc, sets.of(h)) for h in may_be}
            may_be = sorted((h for h in may_be if near[h] > 0), key=lambda h: -near[h])
        match = may_be[0] if may_be else None
        if match is None:
            found.append(i)
        else:
            yield Join(match, i, 1.0, "the same name")


def fitting_names(known: Sequence[Known], sets: Sets) -> Iterator[Join]:
    """
    Given names that fit under one family name. Where those that fit one name contradict one another, it goes
    to the one named by far most, or stays open.
    """
    for members in _families(known, sets).values():
        if len(members) > CROWD:
            continue
        mates = {i: [j for j in members if j != i and _may_be_one(sets, i, j)] for i in members}
        alike = {i: not _quarrel(sets, [i, *m]) for i, m in mates.items()}
        for i in members:
            for j in mates[i]:
                if j < i and alike[i] and alike[j]:
                    yield Join(j, i, *_fit_grade(sets, i, j))
            if not alike[i]:
                yield from _leader(sets, i, mates[i], mates, alike)


def _families(known: Sequence[Known], sets: Sets) -> dict[tuple[str, ...], list[int]]:
    """Sets with a full name by family name and initial of a given name, and by their first two words."""
    found: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, k in enumerate(known):
        if k.full and not k.local:
            root = sets.root(i)
            for given in k.key.given or ("",):
                for letter in initials(given) if given else ("",):
                    found[k.sound, letter].add(root)
            if len(k.key.tokens) > 1:
                for letter in initials(k.key.tokens[0]):
                    found["begins", letter, k.key.tokens[1]].add(root)
    return {at: sorted(some) for at, some in sorted(found.items()) if len(some) > 1}


def _may_be_one(sets: Sets, i: int, j: int) -> bool:
    one, two = sets.of(i), sets.of(j)
    fit = [(a, b) for a in one.keys for b in two.keys if a.given and b.given and fits(a, b)]
    if not fit or (one.docs.keys() & two.docs.keys() and all(begins(a, b) or begins(b, a) for a, b in fit)):
        return False  # a source that has `Ada Brown` and `Ada Brown Holm` means two
    return not sets.against(i, j)


def _quarrel(sets: Sets, mates: Sequence[int]) -> bool:
    """Whether some of those that fit one name contradict one another, and no longer name has both."""
    long = [k for m in mates for k in sets.of(m).keys if len(k.given) > 1]
    for one, two in combinations(mates, 2):
        found = contradiction(sets.of(one).keys, sets.of(two).keys)
        if found and not bridged(*found, long):
            return True
    return False


def _fit_grade(sets: Sets, i: int, j: int) -> tuple[float, str]:
    """How sure, and why: full given names say more than initials or names left out."""
    pairs = [(a, b) for a in sets.of(i).keys for b in sets.of(j).keys if fits(a, b)]
    grade = max((_fit(a, b) for a, b in pairs), default=0.8)
    return grade, "the given names fit under one family name"


def _fit(one: Key, two: Key) -> float:
    if begins(one, two) or begins(two, one):
        return 0.82
    initials = any(len(g) == 1 for g in (*one.given, *two.given))
    both = bool(one.given and two.given) and given_fit(one.given[:1], two.given[:1])
    return (0.88 if initials else 0.94) if both else 0.83


def _leader(
    sets: Sets, i: int, mates: Sequence[int], others: dict[int, list[int]], alike: dict[int, bool]
) -> Iterator[Join]:
    best = leading(sets, mates)
    if best is not None:
        yield pair(best, i, 0.8, "of the names that it fits, the one named by far most")
    else:
        yield from (pair(j, i, 0.55, "it fits several names here") for j in mates[:5])


def leading(sets: Sets, roots: Iterable[int], sound: str = "") -> int | None:
    """The set named far more often than all others together, or in far more sources, by a name if given."""
    some = sorted({sets.root(r) for r in roots})
    members = {r: [sets.known[m] for m in sets.of(r).members] for r in some}
    called = {r: [k for k in ks if not sound or named_so(k, sound)] for r, ks in members.items()}
    counts = {r: sum(k.mentions for k in called[r] if k.full) for r in some}
    docs = {r: len({k.doc for k in called[r]}) for r in some}
    best = max(some, key=lambda r: (counts[r], docs[r], -r), default=None)
    if best is None:
        return None
    widely = docs[best] >= 3 * max((n for r, n in docs.items() if r != best), default=0)
    others = [n for r, n in counts.items() if r != best]
    often = counts[best] >= BY_FAR * max(1, *others, sum(others) / 2)
    return best if often or (widely and docs[best] > 2) else None


def named_so(k: Known, sound: str) -> bool:
    """Whether an entity has a name that sounds so, or is called so alone."""
    return k.sound == sound or sound in k.called or any(skeleton(t) == sound for t in k.key.tokens)


def _single(k: Key) -> bool:
    """Whether it is one name alone, or one with a byname that tells namesakes apart (`Cato the Younger`)."""
    return len(k.tokens) == 1 and (not k.suffix or k.suffix in words()["parts.bynames"])


def name_and_patronymic(known: Sequence[Known], sets: Sets, docs: Relations) -> Iterator[Join]:
    """
    A name and patronymic without a family name: whose initials or given names they are, of its own source if
    there is any, else of sources about the same people.
    """
    bearers: dict[str, set[int]] = defaultdict(set)
    for i, k in enumerate(known):
        if k.full and not k.local and len(k.key.tokens) > 2 and not patronymic(k.key.family):
            for pair_of in _two_letters(k.key):
                bearers[pair_of].add(i)
    for i, k in enumerate(known):
        if k.full and not k.local and len(k.key.tokens) == 2 and patronymic(k.key.family):
            found = set().union(*(bearers[p] for p in _two_letters(k.key) if p in bearers))
            roots = {sets.root(j) for j in found if _spelt_out(known[j].key, k.key)} - {sets.root(i)}
            yield from _of_initials(sets, i, k.doc, sorted(roots), docs)


def _of_initials(sets: Sets, i: int, doc: str, roots: Sequence[int], docs: Relations) -> Iterator[Join]:
    """Who of those with these initials is meant: the only one, or the one named by far most."""
    here = [r for r in roots if doc in sets.of(r).docs]
    some = here or [r for r in roots if docs.related(doc, sets.of(r))]
    best = some[0] if len(some) == 1 else leading(sets, some)
    why = "the name and patronymic of these initials"
    if best is not None:
        yield pair(best, i, (0.8 if here else 0.65) - 0.15 * (len(some) > 1), why)
    else:
        yield from (pair(r, i, 0.5, why) for r in some[:4])


def _two_letters(k: Key) -> set[str]:
    """The initials of the first two words, as written and as they sound (`E` for `Yevgeny`)."""
    one, two = ({t[0], skeleton(t)[0]} for t in k.tokens[:2])
    return {a + b for a in one for b in two}


def _spelt_out(k: Key, name: Key) -> bool:
    """Whether the first two words of a full name may be a name and patronymic, written or heard."""
    both = zip(k.tokens[:2], name.tokens, strict=True)
    return all(same_given(a, b) or same_given(skeleton(a), skeleton(b)) for a, b in both)


def bare_names(known: Sequence[Known], sets: Sets, docs: Relations) -> Iterator[Join]:
    """A single name: the only bearer of its source, else the only or the leading one of the other sources."""
    bearers = Bearers(known, sets)
    for i in sorted(range(len(known)), key=lambda i: (not known[i].key.suffix, i)):  # bynames tell more
        k = known[i]
        if k.entity.kind != "person" or k.local or not _single(k.key) or len(k.sound) < 2:
            continue
        others = [r for r in bearers.of(k.sound, k.doc, i) if r != sets.root(i)]
        candidates = proper(known, sets, i, others)
        if candidates:
            yield from _of_several(known, sets, i, candidates, docs, bearers)
        else:
            yield from _by_first_name(known, sets, i, bearers, docs)


def _of_several(
    known: Sequence[Known], sets: Sets, i: int, among: Sequence[int], docs: Relations, bearers: Bearers
) -> Iterator[Join]:
    best = among[0] if len(among) == 1 else leading(sets, among, known[i].sound)
    if best is None:
        best = _shared_best(sets, docs, i, among)
        if best is None:
            yield from (pair(r, i, 0.5, "one of several who bear the name") for r in among[:4])
            return
    why = "the only bearer of the name" if len(among) == 1 else "of its bearers, the one named by far most"
    grade, reasons = _bare_grade(known, sets, i, best, docs, bearers)
    others = max((sets.of(r).full for r in among if r != best), default=0)
    several = 0.0 if len(among) == 1 else 0.04 if sets.of(best).full > 10 * others else 0.08
    yield pair(best, i, grade - several, "; ".join((why, *reasons)))


def _bare_grade(
    known: Sequence[Known], sets: Sets, i: int, best: int, docs: Relations, bearers: Bearers
) -> tuple[float, list[str]]:
    """How sure a single name of another source is meant, and what speaks for and against it."""
    k, group = known[i], sets.of(best)
    grade, reasons = ONLY, []
    if group.full >= WELL_KNOWN or len(group.docs) > 1:
        grade += 0.08
        reasons.append(f"named {group.full} times in {len(group.docs)} source{'s' * (len(group.docs) > 1)}")
    if k.sound in group.called:
        grade += 0.08
        reasons.append("called so elsewhere")
    weight, shared = docs.company(i, group)
    if weight >= COMPANY:
        grade += 0.08
        reasons.append(f"both beside {shared}")
    elif (crowd := bearers.crowded(k.doc, group.full)) > 0:
        strange = weight < STRANGE and docs.company_of_both(i, group) >= KNOWN_BY
        grade -= 2 * crowd if strange else crowd
        reasons.append(SHARED + ALONE * strange)
    if bearers.clan(k.sound):
        grade -= 0.15
        reasons.append(CLAN)
    if not any(skeleton(key.family) == k.sound for key in group.keys):
        grade -= 0.1
        reasons.append("but it is no family name there")
    if k.doc in group.docs:
        grade -= 0.15 if group.full < k.mentions else 0.08
        grade -= bearers.crowded(k.doc, 0)
        reasons.append("but its source keeps them apart")
    if not docs.related(k.doc, group):
        grade -= 0.25
        reasons.append("but the sources share hardly a name")
    if common_given(k.key.family) and usual_sound(k.key.family) in bearers.first:
        grade -= 0.15
        reasons.append("but it is a given name too")
    elif k.key.family not in family_names():
        grade += 0.06
        reasons.append("the name is rare")
    if docs.small(k.doc, group):
        grade += 0.06
        reasons.append("few people in these sources")
    elif k.mentions < 2 and group.full < 4:
        grade -= 0.03
        reasons.append("but both are named seldom")
    return min(grade, 0.95), reasons


def _shared_best(sets: Sets, docs: Relations, i: int, among: Sequence[int]) -> int | None:
    """The one of several that has far more company in common with the single name."""
    weights = sorted(((docs.company(i, sets.of(r))[0], r) for r in among), reverse=True)
    (most, best), (next_best, _) = weights[:2]
    return best if most >= COMPANY and most >= MORE * next_best else None


def _by_first_name(
    known: Sequence[Known], sets: Sets, i: int, bearers: Bearers, docs: Relations
) -> Iterator[Join]:
    """A given name alone: only with company in common, or where its bearer is called by it."""
    roots = bearers.given(known[i].key.family, known[i].doc, i)
    best = leading(sets, roots)
    for r in roots[:6]:
        group = sets.of(r)
        called = known[i].sound in group.called
        weight, shared = docs.company(i, group)
        own = known[i].doc in group.docs
        grade = (
            0.5
            + 0.2 * (called and docs.related(known[i].doc, group))
            + 0.15 * (weight >= COMPANY)
            + 0.1 * own
        )
        grade += 0.08 * (not common_given(known[i].key.family)) - 0.15 * bool(group.suffixes)
        grade -= 0.15 * (len(roots) > 1 and r != best) + 0.05 * (len(roots) > 1)
        grade += 0.05 * (given_forms().get(known[i].key.family, "") not in ("", known[i].key.family))
        clan = bearers.clan(known[i].sound)
        grade -= 0.2 * clan
        why = ["a given name alone", *([CLAN] if clan else [])]
        why += [f"both beside {shared}"] * (weight >= COMPANY) + ["called so elsewhere"] * called
        yield pair(r, i, grade, "; ".join(why))


def same_bare_names(known: Sequence[Known], sets: Sets, docs: Relations) -> Iterator[Join]:
    """The same single name in sources that have no fuller one; a given name needs company in common."""
    heads: dict[str, list[int]] = defaultdict(list)
    bearers = Bearers(known, sets)
    for i, k in enumerate(known):
        if k.entity.kind != "person" or k.local or not k.key.bare or len(k.sound) < 2:
            continue
        if any(known[m].full for m in sets.of(i).members):
            continue
        found = heads[k.sound]
        given = common_given(k.key.family) or (
            k.key.family in first_names() and bool(usual_sound(k.key.family) in bearers.first)
        )
        match = next((h for h in found if not sets.against(h, i) and sets.root(h) != sets.root(i)), None)
        if match is None:
            found.append(i)
            continue
        group = sets.of(match)
        grade, why = 0.85, ["the same name, and no fuller one in these sources"]
        if not docs.related(k.doc, group):
            grade -= 0.2
            why.append("but the sources share hardly a name")
        if given:
            grade -= 0.2
            why.append("but it is a given name")
        if bearers.of(k.sound, k.doc, i):
            grade -= 0.15
            why = ["the same name", "but several bear it here"]
        weight, shared = docs.company(i, group)
        if weight >= COMPANY:
            grade += 0.15
            why.append(f"both beside {shared}")
        elif (crowd := bearers.crowded(k.doc, group.mentions)) > 0:
            strange = weight < STRANGE and max(k.mentions, group.mentions) >= WELL_KNOWN
            grade -= crowd + STRANGER * strange
            why.append(SHARED + ALONE * strange)
        if grade < 0.75:
            found.append(i)
        yield Join(match, i, min(grade, 0.9), "; ".join(why))


def proper(known: Sequence[Known], sets: Sets, i: int, roots: Sequence[int]) -> list[int]:
    """
    Of those who may be the single name `i`: who has a first name or an initial, or is well known by that
    single name, where there are any. `Meeting Brown` is hardly a name.
    """
    good = []
    for group, r in ((sets.of(r), r) for r in roots):
        named = any(credible(g) for key in group.keys for g in key.given)
        if named or (group.full >= WELL_KNOWN and known[i].sound in group.called):
            good.append(r)
    return good or list(roots)


def also_called(known: Sequence[Known], sets: Sets, docs: Relations) -> Iterator[Join]:
    """A full name that a source gives beside another (`Ada Brown, later Clara Holm`), borne elsewhere."""
    bearers: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, k in enumerate(known):
        if k.full and not k.local:
            bearers[k.key.tokens].add(i)
    for i, k in enumerate(known):
        for name in sorted(k.also) if not k.local else ():
            roots = sorted({sets.root(j) for j in bearers.get(name, ())} - {sets.root(i)})
            near = [r for r in roots if docs.related(k.doc, sets.of(r))]
            grade = 0.82 if len(near) == 1 else 0.55
            yield from (pair(r, i, grade, "a source gives both names") for r in near[:4])


def inverted(known: Sequence[Known], sets: Sets) -> Iterator[Join]:
    """Names of the same words in another order (`Brown, Ada`)."""
    heads: dict[tuple[str, ...], int] = {}
    for i, k in enumerate(known):
        if k.full and not k.local and len(k.key.tokens) > 1:
            head = heads.setdefault((*sorted(k.key.tokens), k.key.suffix), i)
            if known[head].key.tokens != k.key.tokens and sets.root(head) != sets.root(i):
                yield Join(head, i, 0.85, "the same words in another order")


def misspelt(known: Sequence[Known], sets: Sets) -> Iterator[Join]:
    """Family names that differ by one letter, under given names that fit."""
    sounds: dict[str, set[int]] = defaultdict(set)
    for i, k in enumerate(known):
        if k.full and not k.local and len(k.sound) >= 5 and len(k.key.tokens) > 1:
            sounds[k.sound].add(sets.root(i))
    for a, b in near_pairs(sounds):
        yield from _misspelt_pairs(sets, sounds[a], sounds[b])


def _misspelt_pairs(sets: Sets, one: Iterable[int], two: Iterable[int]) -> Iterator[Join]:
    for i in sorted(one)[:CROWD]:
        for j in sorted(two)[:CROWD]:
            pairs = [(a, b) for a in sets.of(i).keys for b in sets.of(j).keys if given_fit(a.given, b.given)]
            whole = [p for p in pairs if min(len(g) for k in p for g in k.given[:1]) > 1]
            if pairs and not sets.against(i, j):
                long = whole and min(len(k.family) for k in whole[0]) >= 7
                grade = 0.8 if long else 0.7 if whole else 0.55
                yield pair(i, j, grade, "a letter of the family name differs, the given names fit")
