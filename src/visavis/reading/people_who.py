"""Who bears a name: forms of names gathered into persons, groups and places of one source."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from visavis.model.names import (
    NUMERAL,
    Name,
    family_names,
    first_names,
    fold,
    fullness,
    gender,
    may_be,
    split,
    titles_clash,
    words,
)
from visavis.model.voice_words import voice_words
from visavis.model.words import words as english


@dataclass(slots=True)
class Who:
    """Somebody of the source while it is read: forms with their counts, gender as far as it is known."""

    number: int
    kind: str
    forms: Counter[str] = field(default_factory=Counter)
    gender: str | None = None  # as titles, full names, relations and pronouns tell
    leaning: str | None = None  # as a single name would tell, were it a first name
    likely: str | None = None  # as the pronouns tell that take the name up
    plural: bool = False
    parts: tuple[Who, ...] = ()  # of several persons taken together
    is_named: bool = False
    owner: Who | None = None  # whose supporters, wife, cabinet
    is_of: bool = False  # the source calls it so: `friends of Cato`, not `Cato's friends`

    @property
    def name(self) -> str:
        """The canonical name: the fullest form, with its owner's name before it where it has one."""
        if self.parts:
            return " and ".join(p.name for p in self.parts)
        own = canonical(self.forms, self.kind)
        if not self.owner or self.owner is self:
            return own
        return f"{own} of {self.owner.name}" if self.is_of else f"{self.owner.name}'s {own}"


def canonical(forms: Counter[str], kind: str) -> str:
    """
    The canonical name among the forms a source uses.

    >>> canonical(Counter({"Comrade Stalin": 4, "Joseph Stalin": 1, "STALIN": 3}), "person")
    'Joseph Stalin'
    >>> canonical(Counter({"Mrs. Marlow": 1}), "person")
    'Mrs. Marlow'
    >>> canonical(Counter({"Cardinal Carlo Orsi": 3, "Leo XX": 5}), "person")  # the name to reign by
    'Leo XX'
    >>> canonical(Counter({"ADA McKEE": 1}), "person"), canonical(Counter({"LOUIS XVI": 1}), "person")
    ('Ada McKEE', 'Louis XVI')
    """
    shown = Counter({shorn(f) if kind == "person" else f: 0 for f in forms})
    for form, count in forms.items():
        shown[shorn(form) if kind == "person" else form] += count
    if kind == "person":
        fullest = max(
            shown,
            key=lambda f: (
                bool(split(f).numeral),
                fullness(f)[:2],
                not f.isupper(),
                fullness(f)[2],
                shown[f],
                f,
            ),
        )
        name = bared(fullest, shown)
        return CAPITALS.sub(usual, name) if " " in name or len(name) >= INITIALS else name
    return max(shown, key=lambda f: (not f.isupper() or len(f) < 6, shown[f], len(f), f))


INITIALS = 5  # letters; a shorter word in capitals may be initials
CAPITALS = re.compile(r"(?<![\w.])[A-Z]['’]?[A-Z]+\b(?P<stop>\.)?")
VOWEL = re.compile(r"[AEIOUY]")


def usual(found: re.Match[str]) -> str:
    """A word in capitals as it is usually written: `MARLOW` is `Marlow`; numbers and initials are left."""
    text = found.group()
    if fold(text) in voice_words().ranks:
        return text  # `DS`
    if fold(text) in words().title_gender:
        return text.capitalize()
    if NUMERAL.fullmatch(text) or found["stop"] or len(text) < 3 or not VOWEL.search(text):
        return text
    at = 2 if text[1] in "'’" else 0
    return text[:at] + text[at:].capitalize()


def bared(name: str, shown: Mapping[str, int]) -> str:
    """
    A name without words before it that are none of it: the form from a first name on, where it is commoner.

    >>> bared("Georgian Socialist Joseph Stone", {"Georgian Socialist Joseph Stone": 1, "Joseph Stone": 3})
    'Joseph Stone'
    >>> bared("BURIED ADA STONE", {"BURIED ADA STONE": 1, "Ada Stone": 3})
    'Ada Stone'
    >>> bared("Ada Mary Stone", {"Ada Mary Stone": 1, "Mary Stone": 3})
    'Ada Mary Stone'
    """
    firsts, parts = first_names(), name.split()
    counts: Counter[str] = Counter()
    for form, count in shown.items():
        counts[form.casefold()] += count
    for at in range(1, len(parts) - 1):
        rest = " ".join(parts[at:])
        before = [fold(w) for w in parts[:at]]
        leads = not any(w in firsts or len(w) == 1 for w in before) or before[-1] in words()["persons.any"]
        commoner = fold(parts[at]) in firsts and counts[rest.casefold()] > shown[name]
        rest = next((f for f in sorted(shown) if f.casefold() == rest.casefold() and not f.isupper()), rest)
        if leads and (commoner or (len(parts) - at > 1 and foreign(before, fold(parts[at])))):
            return rest
    return name


def foreign(before: Sequence[str], first: str) -> bool:
    """Whether words before a full name that begins with `first` are no name's: `Finance`, `Treasury`."""
    known, taken = english(), words().title_gender
    plain = all(known.rank(w) < COMMON and w not in family_names() and w not in taken for w in before)
    return plain and (first in first_names() or known.rank(first) > RANKED)


def shorn(form: str) -> str:
    """
    A person's form without titles that do not belong to a name; with them where only one word remains.

    >>> shorn("Comrade Stalin"), shorn("Mr. Joseph Smith"), shorn("Mr. Smith")
    ('Stalin', 'Joseph Smith', 'Mr. Smith')
    >>> shorn("Governor of Pennsylvania")
    'Governor of Pennsylvania'
    """
    name = split(form)
    if not name.titles:
        return form
    parts = form.split()
    kept = parts[len(name.titles) :]
    if kept[0].islower() and kept[0] not in words()["parts.particles"]:
        return form  # `Governor of Pennsylvania` names nobody without its first word
    lexicon = words()
    if any(t not in lexicon["titles.fleeting"] for t in name.titles):
        long = len(name.words) + bool(name.numeral) > 1
        courtesy = all(t in COURTESY or t in lexicon["titles.fleeting"] for t in name.titles)
        return " ".join(kept) if long and courtesy else form
    return " ".join(kept)


COMMON, RANKED = 6000, 40_000  # ranks in the list of English words
COURTESY = frozenset({"mr", "mrs", "ms", "miss", "monsieur", "m", "dr", "prof", "professor"})


class People:
    """The persons, groups, offices and places of a source."""

    def __init__(self) -> None:
        self.all: list[Who] = []
        self.others: dict[tuple[str, str], Who] = {}  # by kind and folded name
        self._together: dict[tuple[int, ...], Who] = {}
        self._by_word: dict[str, list[Who]] = defaultdict(list)

    def add(self, kind: str, form: str) -> Who:
        """Somebody new, called `form`."""
        who = Who(len(self.all), kind, Counter({form: 0}))
        self.all.append(who)
        return who

    def named_so(self, form: str, kind: str) -> Who | None:
        """The group, office or place called exactly so."""
        return self.others.get((kind, fold(form)))

    def other(self, form: str, kind: str) -> Who:
        """The group, office or place called so, made where it is new."""
        key = kind, fold(form)
        if key not in self.others:
            self.others[key] = self.add(kind, form)
        return self.others[key]

    def called(self, name: str) -> Who:
        """The person called `name`, made where the source does not name them."""
        near = self.fitting(name)
        if near:
            return max(near, key=lambda w: (sum(w.forms.values()), -w.number))
        who = self.add("person", name)
        self.known(who, name)
        return who

    def together(self, people: Iterable[Who]) -> Who:
        """Several persons as one group whose parts they are."""
        parts = tuple({p.number: p for p in people}.values())
        key = tuple(p.number for p in parts)
        if key not in self._together:
            self._together[key] = self.add("group", "")
            self._together[key].parts = parts
        return self._together[key]

    def known(self, who: Who, form: str) -> None:
        """Make `who` findable under the words of `form`."""
        for word in split(form).words:
            for piece in {word, word.split()[-1]}:
                if who not in self._by_word[piece]:
                    self._by_word[piece].append(who)

    def fitting(self, form: str) -> list[Who]:
        """The persons whom `form` can name, in the order in which they were found."""
        name = split(form)
        keys = {name.family, name.family.split()[-1]} if name.family else set(name.given)
        near = {w.number: w for k in sorted(keys) for w in self._by_word.get(k, ())}
        return [w for _, w in sorted(near.items()) if fits(form, name, w)]


def fits(form: str, name: Name, who: Who) -> bool:
    """Whether a form can name somebody: like one of the known forms, and clashing with none."""
    if (not shares_given(name, who) and differ(form, who)) or any(
        titles_clash(name, split(f)) or married(name, split(f)) for f in who.forms
    ):
        return False
    return any(may_be(form, f) for f in who.forms)


RANKS = frozenset(
    {"professor", "prof", "dr", "doctor", "rev", "reverend", "general", "colonel", "captain", "major"}
)
MILITARY = frozenset({
    "general", "gen", "colonel", "col", "captain", "capt", "major", "maj", "lieutenant", "lieut", "sergeant",
    "sgt", "admiral", "commodore", "corporal", "marshal", "ensign", "brigadier",
})  # fmt: skip
WIVES = frozenset({"mrs", "madame", "mme", "frau", "señora", "signora"})


def married(one: Name, two: Name) -> bool:
    """
    Whether bare names with titles are husband's and wife's: `Professor Gray` beside `Mrs. Gray`; a colonel is
    no `Miss Ada Gray` either.
    """
    first, second = set(one.titles), set(two.titles)
    if any(a & MILITARY and b & (WIVES | {"miss"}) for a, b in ((first, second), (second, first))):
        return True
    if one.given or two.given:
        return False
    return any(a & WIVES and b & RANKS and not b & WIVES for a, b in ((first, second), (second, first)))


def shares_given(name: Name, who: Who) -> bool:
    """Whether somebody is known by the same given name, so that their gender is not in question."""
    return bool(name.given) and any(split(f).given[:1] == name.given[:1] for f in who.forms)


def differ(form: str, who: Who) -> bool:
    """Whether a full form's first name or title speaks of the other gender."""
    told = gender(form) if len(split(form).words) > 1 or split(form).titles else None
    return bool(told and who.gender and told != who.gender)


def gather(
    forms: Counter[str], first: Mapping[str, int] | None = None, kin: Collection[str] = ()
) -> tuple[People, dict[str, list[Who]]]:
    """
    Gather persons' forms into persons: for each form those whom it can name (several for a shared name).

    `first` says where each form first stands: a bare family name that stands before a woman's full name
    is somebody else's (`Marlow ... Edith Marlow`), as it is beside `Lady Marlow` anyway. `kin` are the full
    names that first stand for relatives of somebody of the same family name.

    >>> _, who = gather(Counter({"Joseph Arlow": 1, "Arlow": 5, "Mr. Marlow": 1, "Mrs. Marlow": 1}))
    >>> [w.forms["Joseph Arlow"] for w in who["Arlow"]], len(who["Mr. Marlow"])
    ([1], 1)
    >>> told = Counter({"John Marlow": 8, "John Henry Marlow": 1})  # "Marlow's son, John Henry Marlow"
    >>> _, who = gather(told, {"John Marlow": 5, "John Henry Marlow": 90}, kin={"John Henry Marlow"})
    >>> who["John Marlow"] == who["John Henry Marlow"]
    False
    """
    people, out = People(), {}
    alone = bare_counts(forms)
    slips = [f for f in forms if two_in_one(f, forms[f], alone)]
    order = sorted({*forms} - {*slips}, key=lambda f: (_negative(fullness(f)), -forms[f], f))
    for form in order:
        near = [w for w in people.fitting(form) if not apart(form, w, first or {}, forms, kin)]
        near = by_family(form, [w for w in near if not namesake(form, w, alone)])
        if len(near) > 1 and first and unintroduced(form, near, forms, first):
            near = []
        if not near:
            who = people.add("person", form)
            single = len(split(form).words) < 2 and not split(form).titles
            who.gender, who.leaning = (None, gender(form)) if single else (gender(form), None)
            people.known(who, form)
            near = [who]
        out[form] = near
        if len(near) == 1:
            near[0].forms[form] += forms[form]
            near[0].gender = near[0].gender or (gender(form) if split(form).titles else None)
            people.known(near[0], form)
    for form in slips:  # stands for the second of the two
        out[form] = people.fitting(split(form).family)
    return people, out


def bare_counts(forms: Mapping[str, int]) -> Counter[str]:
    """How often each word stands as somebody's whole name, titles aside."""
    counts: Counter[str] = Counter()
    for form, count in forms.items():
        name = split(form)
        if len(name.words) == 1:
            counts[name.words[0]] += count
    return counts


def two_in_one(form: str, count: int, alone: Mapping[str, int]) -> bool:
    """Whether two names that each stand alone again and again met by chance: `After Ada Brown left`."""
    name = split(form)
    both = len(name.words) == 2 and not name.titles and len(name.given) == 1
    return both and min(alone[w] for w in name.words) >= ALONE * max(1, count)


def namesake(form: str, who: Who, alone: Mapping[str, int]) -> bool:
    """
    Whether a full name is another person's than the longer one that begins with it: its own last word is
    used alone, and more than the longer one's (`Adam Stone` is not his grandson `Adam Stone Miller`).
    """
    name = split(form)
    if len(name.words) < 2 or any(split(f).family == name.family for f in who.forms):
        return False
    longer = {split(f).family for f in who.forms if split(f).words[: len(name.words)] == name.words}
    return bool(longer) and all(alone[name.family] > alone[family] for family in longer)


def by_family(form: str, near: list[Who]) -> list[Who]:
    """Of those whom a bare name fits, those whose last name it is, where they are named as often in full."""
    name = split(form)
    if len(name.words) != 1 or len(near) < 2:
        return near
    family = [w for w in near if any(split(f).family == name.words[0] for f in w.forms)]
    others = [w for w in near if w not in family]
    named = [sum(sum(w.forms.values()) for w in some) for some in (family, others)]
    return family if family and named[0] >= named[1] else near


ALONE = 10  # times more often alone than side by side: then two words are no first and last name


def unintroduced(form: str, near: Sequence[Who], forms: Mapping[str, int], first: Mapping[str, int]) -> bool:
    """
    Whether a bare name that several bear in full is somebody else's: it stands before any of these, and far
    more often (`Varro` before his cousins `Titus Varro` and `Quintus Varro`).
    """
    name = split(form)
    if len(name.words) > 1 or name.titles:
        return False
    full = [f for w in near for f in w.forms if len(split(f).words) > 1]
    most = max((forms.get(f, 0) for f in full), default=0)
    return (
        bool(full) and forms[form] >= OFTEN * most and first.get(form, 0) < min(first.get(f, 0) for f in full)
    )


NAMESAKE = 4  # times more often than a longer name that comes later: then that is somebody else's
INITIAL = 3  # times as many where only a letter tells the two apart
OFTEN = 4  # times more often than the full name, from before it: then the bare name needs no introduction


def apart(
    form: str, who: Who, first: Mapping[str, int], forms: Counter[str], kin: Collection[str] = ()
) -> bool:
    """Whether a family name, bare or with a first name, is not that of a relative whose full name fits it."""
    name = split(form)
    full_names = [f for f in who.forms if len(split(f).words) > 1]
    if full_names and all(later_namesake(form, f, first, forms) for f in full_names):
        return True
    before = first.get(form, 0) < min((first.get(f, 0) for f in who.forms), default=0)
    relatives = {split(k).words for k in kin}
    if form not in kin and full_names and before and all(split(f).words in relatives for f in full_names):
        return all(name.family not in split(f).given for f in full_names)
    if name.titles or len(name.words) > 1 or who.gender == "m":
        return False
    if who.gender is None and forms[form] < OFTEN * sum(who.forms.values()):
        return False
    full = [split(f) for f in who.forms]
    if any(name.family in f.given for f in full):
        return False
    if any(f.titles for f in full) and not any(f.given for f in full):
        return True
    return first.get(form, 0) < min(first.get(f, 0) for f in who.forms)


def later_namesake(form: str, longer: str, first: Mapping[str, int], forms: Counter[str]) -> bool:
    """
    Whether a longer full name is another's: it comes later, seldom, and has a further given name.

    >>> told = Counter({"John Marlow": 8, "John Henry Marlow": 1})
    >>> first = {"John Marlow": 5, "John Henry Marlow": 90}
    >>> later_namesake("John Marlow", "John Henry Marlow", first, told)
    True
    >>> later_namesake("John Marlow", "John Henry Marlow", {"John Henry Marlow": 1, "John Marlow": 5}, told)
    False
    """
    a, b = split(form), split(longer)
    if len(a.words) != 2 or len(b.words) != 3 or (a.words[0], a.family) != (b.words[0], b.family):
        return False
    if b.words[1].endswith(tuple(words()["parts.patronymics"])):
        return False
    times = NAMESAKE if len(b.words[1]) > 2 else INITIAL * NAMESAKE
    same = [f for f in forms if split(f).words == a.words]
    often, seldom = sum(forms[f] for f in same), sum(forms[f] for f in forms if split(f).words == b.words)
    return min(first.get(f, 0) for f in same) < first.get(longer, 0) and often >= times * seldom


def _negative(key: Iterable[int]) -> tuple[int, ...]:
    return tuple(-k for k in key)
