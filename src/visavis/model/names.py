"""
What names are made of: titles, given names, family name; and whether two forms can be one person's.

Pure words, no source: the reading room compares forms inside one source, the case room across sources.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from visavis.model.errors import LexiconError

NUMERAL = re.compile(r"^(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})\.?$")
POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `data/people.toml`, as sets; `gender` gives `m` or `f` for titles and nouns."""

    lists: dict[str, frozenset[str]]
    title_gender: dict[str, str | None]
    noun_gender: dict[str, str | None]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


def _flat(tables: dict[str, dict[str, list[str]]]) -> dict[str, frozenset[str]]:
    return {
        f"{table}.{key}": frozenset(words) for table, keys in tables.items() for key, words in keys.items()
    }


def _once(name: str, table: dict[str, list[str]], keys: tuple[str, ...]) -> dict[str, str | None]:
    """Gender of each word of a table; a word under two genders contradicts itself."""
    found: dict[str, str | None] = {}
    for key in keys:
        for word in table[key]:
            gender = None if key == "any" else key
            if found.setdefault(word, gender) != gender:
                raise LexiconError(
                    f"people.toml: {word!r} stands under two genders of [{name}]; remove one of the two."
                )
    return found


@lru_cache(maxsize=1)
def words() -> Words:
    """
    The word lists, checked: raises LexiconError where one word has two genders.

    >>> words().title_gender["mrs"], words().noun_gender["wife"]
    ('f', 'f')
    """
    text = (files("visavis.model") / "data" / "people.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    genders = ("m", "f", "any")
    nouns = _once("persons", tables["persons"], genders)
    nouns |= _once("relations", tables["relations"], genders)
    titles = _once("titles", tables["titles"], genders)
    return Words(_flat(tables), titles, nouns)


@lru_cache(maxsize=1)
def first_names() -> dict[str, str | None]:
    """
    First names, folded, with `m`, `f`, or None where both genders bear it.

    >>> first_names()["joseph"], first_names()["jean"]
    ('m', None)
    """
    text = (files("visavis.model") / "data" / "firstnames.txt").read_text(encoding="utf-8")
    found: dict[str, str | None] = {}
    for line in text.splitlines():
        key, _, names = line.partition(" ")
        if key != "#":
            found.update(dict.fromkeys(names.lower().split(), None if key == "mf" else key))
    return found


@lru_cache(maxsize=1)
def given_forms() -> dict[str, str]:
    """
    Folded given names that have forms in other languages or short ones, each with the first of its row.

    Raises LexiconError where a form stands in two rows.

    >>> given_forms()["josef"], given_forms()["wm"]
    ('joseph', 'william')
    """
    text = (files("visavis.model") / "data" / "given_names.toml").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for row in tomllib.loads(text)["forms"]:
        first, *others = row.split()
        for form in (first, *others):
            if found.setdefault(form, first) != first:
                raise LexiconError(
                    f"given_names.toml: {form!r} stands under {found[form]!r} and {first!r}; keep one."
                )
    return found


@lru_cache(maxsize=1)
def endings() -> tuple[tuple[str, str], ...]:
    """
    Latin and Greek endings of names, each with an English one; one ending may have several.

    Raises LexiconError where a row has no `=`, or nothing before it.

    >>> ("ius", "y") in endings()
    True
    """
    text = (files("visavis.model") / "data" / "given_names.toml").read_text(encoding="utf-8")
    found = []
    for row in tomllib.loads(text)["endings"]:
        old, sign, new = row.partition("=")
        if not old or not sign:
            raise LexiconError(f"given_names.toml: {row!r} is no ending; write it as 'ius=y'.")
        found.append((old, new))
    return tuple(found)


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    """
    Family names of many countries, folded; a hint only, since many are places and common words too.

    >>> "schneider" in family_names()
    True
    """
    text = (files("visavis.model") / "data" / "familynames.txt").read_text(encoding="utf-8")
    return frozenset(text[text.index("\n") :].lower().split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """
    A word or name for comparing: no accents, no case, no final dot or possessive, single blanks.

    >>> fold("Thérèse's"), fold("Mr."), fold("O’BRIEN")
    ('therese', 'mr', "o'brien")
    """
    plain = unicodedata.normalize("NFKD", POSSESSIVE.sub("", text).replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().rstrip(".").split())


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name taken apart; every part folded. `family` is the last word where there is only one."""

    titles: tuple[str, ...]
    given: tuple[str, ...]
    family: str
    numeral: str = ""
    byname: str = ""  # what follows `of` or `the`

    @property
    def words(self) -> tuple[str, ...]:
        """Given and family names in their order."""
        return (*self.given, self.family) if self.family else self.given


@lru_cache(maxsize=65536)
def split(text: str) -> Name:
    """
    Take a person's name apart.

    >>> split("Comrade Sergei M. Kirov")
    Name(titles=('comrade',), given=('sergei', 'm'), family='kirov', numeral='', byname='')
    >>> split("Martin XII.").numeral, split("Frederick the Great").byname
    ('xii', 'great')
    >>> split("Louis de Berquin").family
    'de berquin'
    """
    lexicon = words()
    raw = [w for w in re.split(r"[\s,]+", POSSESSIVE.sub("", text.strip())) if w]
    titles: list[str] = []
    while len(raw) > 1 and (word := fold(raw[0])) in lexicon.title_gender and not _is_initial(raw):
        titles.append(word)
        raw.pop(0)
    while len(raw) > 1 and fold(raw[-1]) in lexicon["parts.suffixes"]:
        raw.pop()
    cut = next((i for i, w in enumerate(raw) if i and w.lower() in ("of", "the")), len(raw))
    byname = " ".join(fold(w) for w in raw[cut:] if w.lower() not in ("of", "the"))
    raw = raw[:cut]
    numeral = ""
    if len(raw) > 1 and NUMERAL.match(raw[-1]):
        numeral = fold(raw.pop())
    parts = [fold(w) for w in raw]
    at = len(parts) - 1
    while at > 0 and parts[at - 1] in lexicon["parts.particles"] and at - 1 > 0:
        at -= 1
    if len(parts) == 2 and parts[0] in lexicon["parts.particles"]:
        at = 0
    return Name(tuple(titles), tuple(parts[:at]), " ".join(parts[at:]), numeral, byname)


def _is_initial(raw: list[str]) -> bool:
    """`M.` before another initial (`M. N. Roy`) is no Monsieur."""
    return fold(raw[0]) == "m" and len(raw) > 2 and bool(re.match(r"^[A-Z]\.?$", raw[1]))


def gender(text: str) -> str | None:
    """
    `m` or `f` where the titles or the first given name tell, else None.

    >>> gender("Mrs. Marlow"), gender("Joseph Marlow"), gender("Marlow"), gender("Ruth-Anne Marlow")
    ('f', 'm', None, 'f')
    """
    name = split(text)
    told = [words().title_gender[t] for t in name.titles if words().title_gender[t]]
    if told:
        return told[0]
    first, known = name.given[0] if name.given else name.family, first_names()
    return known.get(first) if first in known else known.get(first.partition("-")[0])


def genders_differ(one: str, other: str) -> bool:
    """
    Whether titles or first names tell that the two are a man and a woman.

    >>> genders_differ("Mr. Marlow", "Mrs. Marlow"), genders_differ("Marlow", "Mrs. Marlow")
    (True, False)
    """
    a, b = gender(one), gender(other)
    return a is not None and b is not None and a != b


def _initials_agree(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other


def _given_agree(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Every given name of the shorter form has its place, in order, among those of the longer."""
    at = 0
    for name in short:
        while at < len(long) and not _initials_agree(name, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def may_be(short: str, full: str) -> bool:
    """
    Whether `short` can be a shorter form of the name `full` (or the same name).

    >>> may_be("Stalin", "Joseph Stalin"), may_be("S. Orlov", "Stepan Ivanovich Orlov")
    (True, True)
    >>> may_be("Edward III", "Edward IV"), may_be("Mr. Marlow", "Mrs. Marlow")
    (False, False)
    """
    a, b = split(short), split(full)
    if not a.family or not b.family or titles_clash(a, b):
        return False
    if a.numeral and b.numeral and a.numeral != b.numeral:
        return False
    if a.byname and b.byname and a.byname != b.byname:
        return False
    if any(x.numeral and not x.given and y.given and not y.numeral for x, y in ((a, b), (b, a))):
        return False  # `Linus V` is a name to reign by: nobody's of the family Linus
    if a.family == b.family or a.family.split()[-1] == b.family.split()[-1]:
        return _given_agree(a.given, b.given) or (
            len(a.given) > len(b.given) and _given_agree(b.given, a.given)
        )
    if not a.given and not a.numeral:  # a single word: a given name, or the first word of a double name
        return a.family in b.given and len(a.family) > 1
    return bool(a.given) and not a.titles and a.words == b.words[: len(a.words)]


def titles_clash(a: Name, b: Name) -> bool:
    """Whether one bears a man's and the other a woman's title."""
    known = words().title_gender
    one = {known[t] for t in a.titles} - {None}
    other = {known[t] for t in b.titles} - {None}
    return bool(one and other and not one & other)


def fullness(text: str) -> tuple[int, int, int, int]:
    """
    Sort key: the fuller a name, the higher (words that are no initials, all words, titles that stay, length).

    >>> max(["Stalin", "J. Stalin", "Joseph Stalin"], key=fullness)
    'Joseph Stalin'
    """
    name = split(text)
    whole = [w for w in name.words if len(w) > 1]
    kept = [t for t in name.titles if t not in words()["titles.fleeting"]]
    extra = bool(name.numeral) + bool(name.byname)
    return len(whole) + extra, len(name.words), min(1, len(kept)), len(text)
