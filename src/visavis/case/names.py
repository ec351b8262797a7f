"""What linking and queries compare: a name folded to its parts, whatever script or spelling it came in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from visavis.model.names import first_names, given_forms, words

FRENCH = re.compile(r"\bd['’](?=\w{3})", re.IGNORECASE)  # `d'Albret`
POSSESSIVE = re.compile(r"(['’]s|s['’]) ")
# a number or byname behind a name tells namesakes apart
NUMBERED = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})$")


@dataclass(frozen=True, slots=True)
class Key:
    """A name's parts, folded: tokens without titles and suffix, and the gender that the title tells."""

    tokens: tuple[str, ...]
    gender: str | None = None
    suffix: str = ""

    @property
    def family(self) -> str:
        """The last name."""
        return self.tokens[-1]

    @property
    def given(self) -> tuple[str, ...]:
        """All before the last name, without particles."""
        return tuple(t for t in self.tokens[:-1] if t not in particles())

    @property
    def names(self) -> tuple[str, ...]:
        """The parts by which somebody may be called alone: first and last name."""
        ends = (self.tokens[0], self.tokens[-1])
        return tuple(t for t in ends if len(t) > 1 and t not in particles())

    @property
    def bare(self) -> bool:
        """Whether it is one name alone (initials and particles do not count; a numbered ruler is full)."""
        return len(self.tokens) == 1 and not self.suffix


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Particles of family names; a letter alone (`E. H. Brown`) is an initial rather than one."""
    return frozenset(p for p in words()["parts.particles"] if len(p) > 1)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """
    Lower-case Latin letters, digits and single blanks.

    >>> fold("Бухарин"), fold("Jean-Jacques  ROUSSEAU’s")
    ('bukharin', 'jean jacques rousseau')
    >>> fold("Jeanne d'Albret"), fold("O'Brien")
    ('jeanne de albret', 'obrien')
    """
    from anyascii import anyascii

    plain = FRENCH.sub("de ", name)
    plain = plain if plain.isascii() else anyascii(plain)
    plain = re.sub(r"'s\b|'(?=\s|$)", "", plain.lower())
    return " ".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


@lru_cache(maxsize=65536)
def key(name: str) -> Key:
    """
    The key of a name. A name made of nothing but titles keeps them.

    >>> key("Mrs. Ruth Marlow")
    Key(tokens=('ruth', 'marlow'), gender='f', suffix='')
    >>> key("Pope Martin XII").tokens, key("Pope Martin XII").suffix
    (('martin',), 'xii')
    >>> key("E. Y. Brown").tokens, key("de Brown").tokens
    (('e', 'y', 'brown'), ('brown',))
    >>> key("M. Valerius Holm").tokens, key("M. Holm").tokens, key("the Earl of Holm").tokens
    (('m', 'valerius', 'holm'), ('holm',), ('holm',))
    """
    words_of = fold(name).split() or [name]
    tokens = [t for n, t in enumerate(words_of) if not n or t != words_of[n - 1]]  # `Brown Brown` is a slip
    titles = words().title_gender
    gender = next((titles[t] for t in tokens[:-1] if titles.get(t)), None)
    first = _praenomen(tokens)
    if first:
        gender = None
    kept = [t for n, t in enumerate(tokens) if (first and not n) or _part(tokens, n)] or tokens
    suffix = kept[-1] if len(kept) > 1 and (NUMBERED.match(kept[-1]) or _byname(kept[-1])) else ""
    if suffix:
        kept = kept[:-1]
    while len(kept) > 1 and kept[0] in particles():
        kept = kept[1:]
    return Key(tuple(kept), gender, suffix)


def _title(token: str) -> bool:
    """Whether a token is a title, in the plural too (`Comrades`)."""
    titles = words().title_gender
    return token in titles or (token.endswith("s") and token[:-1] in titles and token not in given_forms())


def _part(tokens: Sequence[str], n: int) -> bool:
    """Whether a token belongs to the name: no title, no suffix, no article, no `of` of a peer."""
    t = tokens[n]
    if t == "the" or (_title(t) and (n + 1 < len(tokens) or _jr(t))):
        return False
    return not n or not (_jr(t) or (t == "of" and tokens[n - 1] in words()["titles.peers"]))


def _praenomen(tokens: Sequence[str]) -> bool:
    """Whether `M.` in front is an initial (`M. Valerius Holm`): no French given name or `de` follows."""
    return (
        len(tokens) > 2
        and tokens[0] == "m"
        and tokens[1] not in first_names()
        and not {*tokens[1:]} & particles()
        and not any(_title(t) for t in tokens[1:])
    )


def _jr(token: str) -> bool:
    return token in words()["parts.suffixes"] and token not in ("jr", "sr")


def _byname(token: str) -> bool:
    return token in ("jr", "sr") or token in words()["parts.bynames"]


def fits(one: Key, two: Key) -> bool:
    """
    Whether two full names may be one: same family, given names equal, shortened to initials, or left out; or
    the longer begins with the shorter.

    >>> fits(key("Nikolai Ivanovich Brown"), key("N. I. Brown")), fits(key("Ada Brown"), key("Carl Brown"))
    (True, False)
    """
    if {one.gender, two.gender} >= {"m", "f"} or (one.suffix and two.suffix and one.suffix != two.suffix):
        return False
    if begins(one, two) or begins(two, one):
        return True
    return skeleton(one.family) == skeleton(two.family) and given_fit(one.given, two.given)


def given_fit(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """
    Whether given names may be one person's: each of the shorter row has its place, in order, in the longer.
    A row without the first name of the other needs a name in full.

    >>> given_fit(("n", "i"), ("nikolai", "ivanovich")), given_fit(("carl", "a"), ("carl", "b"))
    (True, False)
    >>> given_fit(("josef",), ("joseph",)), given_fit(("i",), ("nikolai", "ivanovich"))
    (True, False)
    >>> given_fit(("licinius",), ("marcus", "licinius")), given_fit(("paul",), ("v", "p"))
    (True, False)
    """
    short, long = sorted((one, two), key=lambda g: (len(g), g))
    at = 0
    for part in long:
        if at < len(short) and same_given(short[at], part):
            at += 1
    if not short or at < len(short):
        return False
    spelt = [part for part in long if len(part) > 2 and same_given(short[0], part)]
    return same_given(short[0], long[0]) or (len(short[0]) > 2 and bool(spelt))


def begins(short: Key, long: Key) -> bool:
    """
    Whether a name of two words or more stands at the beginning of a longer one.

    >>> begins(key("Ada Brown"), key("Ada Brown Holm")), begins(key("Ada"), key("Ada Brown"))
    (True, False)
    >>> begins(key("Josef Brown"), key("Joseph Brown Holm"))
    True
    """
    n = len(short.tokens)
    if not 1 < n < len(long.tokens) or short.tokens[1:] != long.tokens[1:n]:
        return False
    return short.tokens[0] == long.tokens[0] or same_given(short.tokens[0], long.tokens[0])


def differ(one: Key, two: Key) -> bool:
    """
    Whether two full names contradict one another: they do not fit and share no given name.

    >>> differ(key("Ada Brown"), key("Carl Brown")), differ(key("Carl A. Brown"), key("Carl B. Brown"))
    (True, False)
    """
    shared = {skeleton(g) for g in one.given if len(g) > 1} & {skeleton(g) for g in two.given if len(g) > 1}
    return one != two and not shared and not fits(one, two)


def patronymic(token: str) -> bool:
    """
    Whether a word is a name after the father (`Ivanovich`, `Petrovna`).

    >>> patronymic("ivanovich"), patronymic("brown")
    (True, False)
    """
    return len(token) > 5 and token.endswith(tuple(words()["parts.patronymics"]))


def same_given(one: str, two: str) -> bool:
    """
    Whether two given names may be one: the same sounds, an initial, or forms of one name.

    >>> same_given("j", "iosif"), same_given("wm", "william"), same_given("james", "john")
    (True, True, False)
    >>> same_given("c", "gaius"), same_given("g", "john")
    (True, False)
    """
    forms = given_forms()
    if min(len(one), len(two)) == 1:
        short, long = sorted((one, two), key=len)
        return short == long[0] or short in initials(long)
    return skeleton(one) == skeleton(two) or forms.get(one, one) == forms.get(two, two)


# `c` that sounds like `k`; at the end of a name it may be the `ch` of `-ovic`
HARD_C = re.compile(r"c(?=[aoulrtnkdc])")
# spellings of one sound in transliterations, longest first
_SOUNDS = tuple(
    tuple(pair.split("="))
    for pair in (
        "ck=k shch=sh zh=j tsch=c sch=sh eau=o "
        "tch=c tz=c ts=c kh=h ch=c ou=u oo=u ph=f iy=i ij=i yi=i yo=e ye=e ya=a ia=a "
        "ja=a yu=u iu=u ju=u w=v y=i j=i q=k x=ks ff=v"
    ).split()
)


@lru_cache(maxsize=4096)
def initials(given: str) -> frozenset[str]:
    """
    The initials that may stand for a given name: its own, that of its usual form, and those of forms that are
    spelt almost like it.

    >>> sorted(initials("gaius")), sorted(initials("evgeny"))
    (['c', 'g'], ['e', 'y'])
    >>> sorted(initials("yegorovich"))
    ['e', 'i', 'j', 'y']
    """
    from rapidfuzz.distance import OSA

    forms = given_forms()
    usual = forms.get(given, given)
    near = (f for f in _alike(usual) if len(f) > 3 and OSA.distance(f, given, score_cutoff=1) <= 1)
    return frozenset((given[0], usual[0], *(f[0] for f in near), *_glide(given)))


def _glide(given: str) -> str:
    """Other letters for the sound in front of `Yegor`, `Yakov`, `Iakov`."""
    if given[0] not in "yi" or given[1:2] not in tuple("aeou"):
        return ""
    return "eyij" if given[1] == "e" else "yij"


@lru_cache(maxsize=4096)
def _alike(usual: str) -> tuple[str, ...]:
    """All forms of a given name."""
    return tuple(f for f, first in given_forms().items() if first == usual)


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """
    A folded token reduced to its sounds, so that transliterations of one name meet.

    >>> skeleton("boukharine") == skeleton("bukharin"), skeleton("trotzki") == skeleton("trotsky")
    (True, True)
    >>> skeleton("nicolaieff") == skeleton("nikolaev"), skeleton("martof") == skeleton("martov")
    (False, True)
    """
    out = HARD_C.sub("k", token)
    for written, sound in _SOUNDS:
        out = out.replace(written, sound)
    out = re.sub(r"(?<=[aeiou])f$", "v", re.sub(r"(.)\1+", r"\1", out))
    return re.sub(r"(?<=[^aeiou])e$", "", out) if len(out) > 4 else out


@lru_cache(maxsize=65536)
def last_sound(name: str) -> str:
    """
    The sounds of the last word of a name, numerals and bynames aside; empty where it has no letter.

    >>> last_sound("Nikolai Zhukovsky") == last_sound("Жуковский")
    True
    """
    return skeleton(key(name).family) if fold(name) else ""
