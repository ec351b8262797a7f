"""Sets of entities that are one person so far, and what forbids joining two of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from visavis.case.linking_known import Known
from visavis.case.names import Key, begins, fits, given_fit, patronymic, skeleton

LIFETIMES = 70  # years between what two names did that hardly one person did
MISTAKEN = 3  # mentions whose gender a reader may have mistaken
RARE = 20  # a full name used this many times less than the set's commonest forbids nothing
COMPARED = 12  # distinct full names of a set that are compared with those of another


@dataclass(frozen=True, slots=True)
class Join:
    """One joining proposed: which two (indexes), how sure (0–1), and what speaks for it."""

    one: int
    two: int
    grade: float
    why: str
    told: bool = False  # a source says so: names of other words speak against it no more


def pair(one: int, two: int, grade: float, why: str) -> Join:
    """A proposal about two in either order."""
    return Join(min(one, two), max(one, two), grade, why)


@dataclass
class Group:
    """What is known of one set: members, sources, genders by mentions, numerals, full names, years."""

    members: list[int]
    docs: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    titled: set[str] = field(default_factory=set)
    suffixes: set[str] = field(default_factory=set)
    keys: Counter[Key] = field(default_factory=Counter)
    called: set[str] = field(default_factory=set)
    years: tuple[int, int] | None = None
    judged: bool = False  # a person made it one, whatever its names say
    full: int = 0  # mentions under full names
    also: set[tuple[str, ...]] = field(default_factory=set)  # other full names that its sources give it
    whole: dict[str, set[Key]] = field(default_factory=dict)  # full names by source
    mentions: int = 0
    one: set[Key] = field(default_factory=set)  # full names that a source says are one person's

    @property
    def gender(self) -> str | None:
        """The gender that most mentions have; None without any, or without a clear one."""
        m, f = self.genders["m"], self.genders["f"]
        return None if m == f else "m" if m > f else "f"

    def add(self, other: Group) -> None:
        """Take all of another set in."""
        self.members += other.members
        for mine, theirs in ((self.docs, other.docs), (self.genders, other.genders), (self.keys, other.keys)):
            mine.update(theirs)  # type: ignore[arg-type]
        self.titled |= other.titled
        self.suffixes |= other.suffixes
        self.called |= other.called
        self.also |= other.also
        spans = [y for y in (self.years, other.years) if y]
        self.years = (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None
        self.judged |= other.judged
        for doc, keys in other.whole.items():
            self.whole.setdefault(doc, set()).update(keys)
        self.one |= other.one
        self.full += other.full
        self.mentions += other.mentions


def group_of(i: int, k: Known) -> Group:
    """The set of one entity."""
    group = Group([i], Counter({k.doc: 1}), mentions=k.mentions, years=k.context.years, also=set(k.also))
    if k.gender:
        group.genders[k.gender] += 1 + k.mentions
    if k.key.gender:
        group.titled.add(k.key.gender)
    if k.key.suffix:
        group.suffixes.add(k.key.suffix)
    if k.full:
        group.keys[k.key] += 1 + k.mentions
        group.full = k.mentions
        group.whole = {k.doc: {k.key}}
        group.called = set(k.called)
    elif k.entity.kind == "person":
        group.called = {k.sound}
    return group


class Sets:
    """Union-find whose roots are the smallest members: the same sets whatever the order."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.known = known
        self.parent = list(range(len(known)))
        self.groups: dict[int, Group] = {}  # by root, made when first looked at: most stay alone
        self.apart: dict[int, set[int]] = {}  # roots that a person keeps apart

    def root(self, i: int) -> int:
        """The set's smallest member."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def of(self, i: int) -> Group:
        """What is known of the set of `i`."""
        root = self.root(i)
        if root not in self.groups:
            self.groups[root] = group_of(root, self.known[root])
        return self.groups[root]

    def join(self, i: int, j: int, told: bool = False) -> bool:
        """Make two sets one, by a source's word where `told`; False where they were."""
        a, b = sorted((self.root(i), self.root(j)))
        if a == b:
            return False
        one, two = self.of(a), self.of(b)
        if told:
            one.one |= {*most(one.keys), *most(two.keys)}
        del self.groups[a], self.groups[b]
        big, small = sorted((one, two), key=lambda g: -len(g.members))
        big.add(small)
        self.groups[a] = big
        self.parent[b] = a
        for other in self.apart.pop(b, set()):
            self.apart[other].discard(b)
            self.keep_apart(a, other)
        return True

    def keep_apart(self, i: int, j: int) -> None:
        """Never join the sets of the two."""
        a, b = self.root(i), self.root(j)
        self.apart.setdefault(a, set()).add(b)
        self.apart.setdefault(b, set()).add(a)

    def kept_apart(self, i: int, j: int) -> bool:
        """Whether a person keeps the two apart."""
        return self.root(j) in self.apart.get(self.root(i), ())

    def against(self, i: int, j: int, told: bool = False) -> str:
        """What forbids joining the sets of two whom a source may have `told` to be one; empty: nothing."""
        one, two = self.of(i), self.of(j)
        if self.kept_apart(i, j):
            return "a person keeps them apart"
        if {"m", "f"} <= one.titled | two.titled:
            return "their titles are a man's and a woman's"
        differ = one.gender and two.gender and one.gender != two.gender and not told  # a pen name may
        if differ and (_sure(one) or one.titled) and (_sure(two) or two.titled):
            return "one is called he, the other she"
        if one.suffixes and two.suffixes and not one.suffixes & two.suffixes:
            return f"{min(one.suffixes)} is not {min(two.suffixes)}"
        named_alike = (one.judged or two.judged) and one.keys.keys() & two.keys.keys()
        names = None
        if not (told or named_alike or said_one(one, two)):
            names = contradiction(one.keys, two.keys, (one.one, two.one))
        if names and sorted(names[0].tokens) != sorted(names[1].tokens):
            return f"{' '.join(names[0].tokens)} is not {' '.join(names[1].tokens)}"
        return _lifetimes(one, two) or ("" if told else _both_named(one, two))

    def all(self) -> dict[int, list[int]]:
        """All sets by root, members in order."""
        roots = (i for i, parent in enumerate(self.parent) if i == parent)
        return {r: sorted(self.groups[r].members) if r in self.groups else [r] for r in roots}


def said_one(one: Group, two: Group) -> bool:
    """Whether a source of the one gives it a name of the other that shares no word with its own."""
    return bool(
        one.also & {k.tokens for k in two.keys}
        if one.also
        else two.also and two.also & {k.tokens for k in one.keys}
    )


def _both_named(one: Group, two: Group) -> str:
    """
    When one source has a name and a longer one that begins with it (`Ada Brown`, `Ada Brown Holm`), or a
    name with a byname and without: it means two.
    """
    small, large = sorted((one.whole, two.whole), key=len)
    for doc in small.keys() & large.keys():
        for a in small[doc]:
            if any(_longer(a, b) or _longer(b, a) for b in large[doc]):
                return "one source names both"
    return ""


def _longer(a: Key, b: Key) -> bool:
    """Whether `b` is a longer name than `a`, or one that fits it with a byname or a numeral."""
    if b.suffix and not a.suffix:
        return a.tokens == b.tokens or fits(a, b)
    return begins(a, b) and not patronymic(a.family)


def _sure(group: Group) -> bool:
    """Whether enough mentions or a given name tell the gender: a reader may mistake one or two."""
    m, f = group.genders["m"], group.genders["f"]
    return abs(m - f) > MISTAKEN or any(k.given and len(k.given[0]) > 1 for k in group.keys)


def _lifetimes(one: Group, two: Group) -> str:
    if not one.years or not two.years:
        return ""
    gap = max(one.years[0], two.years[0]) - min(one.years[1], two.years[1])
    return f"{gap} years lie between what the two did" if gap > LIFETIMES else ""


def contradiction(
    one: Counter[Key], two: Counter[Key], told: Sequence[Collection[Key]] = ()
) -> tuple[Key, Key] | None:
    """
    Two full names, one of each set, that cannot be one person's; None where all fit. `told` are names that a
    source says are one's: who fits one of them fits all.
    """
    if not one or not two:
        return None
    mine, theirs = most(one), most(two)
    if len(mine) == len(theirs) == 1 and mine[0] is theirs[0]:
        return None
    long = [k for k in (*one, *two) if len(k.given) > 1]
    for a in mine:
        for b in theirs:
            if (
                a.tokens != b.tokens
                and a.given
                and b.given
                and not one_name(a, b)
                and not bridged(a, b, long)
                and not _told_alike(a, b, told)
            ):
                return a, b
    return None


def _told_alike(a: Key, b: Key, told: Sequence[Collection[Key]]) -> bool:
    """Whether one of the two is told to be one with a name that fits the other."""
    return any(
        (a in some and any(one_name(c, b) for c in some)) or (b in some and any(one_name(a, c) for c in some))
        for some in told
    )


def bridged(a: Key, b: Key, long: Iterable[Key]) -> bool:
    """
    Whether a longer name, spelt out, has the given names of both.

    >>> from visavis.case.names import key
    >>> bridged(key("Ada Brown"), key("Lovell Brown"), [key("Ada Lovell Brown")])
    True
    """
    size = max(len(a.given), len(b.given))
    spelt = [c for c in long if len(c.given) > size and min(map(len, c.given)) > 1]
    return any(fits(a, c) and fits(b, c) for c in spelt)


def one_name(a: Key, b: Key) -> bool:
    """
    Whether two full names may be one person's, a letter of the family name misspelt included.

    >>> from visavis.case.names import key
    >>> one_name(key("Ada Rosefield"), key("A. Rosefielt")), one_name(key("Ada Brown"), key("Carl Brown"))
    (True, False)
    """
    if fits(a, b):
        return True
    if patronymic(a.family) != patronymic(b.family):  # `Ada Petrovna` bears some family name too
        short, long = (a, b) if patronymic(a.family) else (b, a)
        return given_fit(short.tokens, long.given)
    mine, theirs = skeleton(a.family), skeleton(b.family)
    return mine != theirs and near(mine, theirs) and given_fit(a.given, b.given)


def near(one: str, two: str) -> bool:
    """
    Whether two sounds of five letters or more, alike in their first, differ by one letter.

    >>> near("hrushcev", "hrushev"), near("morton", "norton"), near("lukin", "lukina")
    (True, False, False)
    """
    from rapidfuzz.distance import OSA

    if min(len(one), len(two)) < 5 or one[0] != two[0] or one + "a" == two or two + "a" == one:
        return False
    return OSA.distance(one, two, score_cutoff=1) <= 1


def most(keys: Counter[Key]) -> list[Key]:
    """The names used most, a fixed number of them."""
    if len(keys) < 2:
        return list(keys)
    least = max(keys.values(), default=0) / RARE
    ranked = sorted(keys.items(), key=lambda x: (-x[1], x[0].tokens, x[0].suffix, x[0].gender or ""))
    return [k for k, n in ranked[:COMPARED] if n >= least]
