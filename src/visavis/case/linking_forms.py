"""
The same name in another dress, told by what else the sources at hand call people: a heading's number before
it, a Latin ending, a word of another language taken along.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from visavis.case.linking_known import Known, credible, padding
from visavis.case.names import Key, key, skeleton
from visavis.model.names import endings, first_names, given_forms
from visavis.model.words import words as english

CARVED = re.compile(r"v(?![aeiouy])")
STEM = 2  # letters of a name before its Latin ending; fewer tell nothing
SHORT = 3  # letters of the English name
STRAY = 2  # mentions up to which a name may be the slip of a reader
FAR = 3  # times as often as the name with a word before it is the name without it
ALOUD = 5  # mentions of a single name that somebody is known by
DWARFED = 20  # a slip's family name is named this many times as often as the slip


def reformed(found: Sequence[Known]) -> list[Known]:
    """All names as the other sources write them (see the functions below)."""
    return run_together(unpadded(prefixed(latin(unnumbered(found)))))


def unnumbered(found: Sequence[Known]) -> list[Known]:
    """
    The same without a heading's number before a name (`I. Ada Brown`, `V. Brown`) that stands without it too:
    a full one anywhere, a single one in its own source.

    >>> from visavis.model.layers import Entity
    >>> whole = Known("a", Entity("Ada Brown", "person"), 1, key("Ada Brown"))
    >>> headed = Known("a", Entity("I. Ada Brown", "person"), 1, key("I. Ada Brown"))
    >>> unnumbered([whole, headed])[1].key.tokens
    ('ada', 'brown')
    """
    names = {k.key.tokens for k in found if k.full}
    names |= {key(a).tokens for k in found if k.full for a in (k.entity.name, *k.entity.aliases)}
    singles: dict[tuple[str, tuple[str, ...]], int] = defaultdict(int)
    for k in found:
        if k.entity.kind == "person" and k.key.bare:
            singles[k.doc, k.key.tokens] += k.mentions
    out = []
    for k in found:
        first, *rest = k.key.tokens
        headed = first in ("i", "v", "x") and (
            (len(rest) > 1 and len(rest[0]) > 1 and tuple(rest) in names)
            or (len(rest) == 1 and singles.get((k.doc, tuple(rest)), 0) > k.mentions)
        )
        out.append(replace(k, key=replace(k.key, tokens=tuple(rest))) if headed and k.full else k)
    return out


def latin(found: Sequence[Known]) -> list[Known]:
    """
    The same with Latin and Greek endings as English writes them, where the sources have that name too: a
    common given name (`Paul`) only where it is somebody's family name.

    >>> from visavis.model.layers import Entity
    >>> names = ("Gaius Terentius", "Terence")
    >>> [k.key.tokens for k in latin([Known("a", Entity(n, "person"), 1, key(n)) for n in names])]
    [('gaius', 'terence'), ('terence',)]
    """
    persons = [k for k in found if k.entity.kind == "person" and not k.local]
    families = {k.key.family for k in persons if k.full}
    used = {t for k in persons for t in k.key.tokens if t in families or t not in given_forms()}
    sounds = {skeleton(t) for k in persons for t in k.key.tokens}
    of_latin = {t: e for k in persons for t in k.key.tokens if (e := _english(t, used) or _carved(t, sounds))}
    return [_translated(k, of_latin) if k.entity.kind == "person" else k for k in found]


def _translated(k: Known, english: dict[str, str]) -> Known:
    if not any(t in english for t in k.key.tokens):
        return k
    return replace(k, key=replace(k.key, tokens=tuple(english.get(t, t) for t in k.key.tokens)))


def _english(token: str, used: Collection[str]) -> str:
    """The English form of a Latin name among those used; empty where there is none."""
    for old, new in endings():
        stem = token.removesuffix(old)
        if len(stem) >= STEM and stem != token and stem + new in used and _one_name(token, stem + new):
            return stem + new
    upsilon = token.replace("y", "u")  # Lydia's `y` is a `u` in Latin letters of another school
    return upsilon if upsilon != token and len(token) > SHORT and upsilon in used else ""


def _carved(token: str, sounds: Collection[str]) -> str:
    """A name as stone has it (`IVLIVS`) with `u` for the `v` that is no consonant, where it is used so."""
    spoken = CARVED.sub("u", token)
    return spoken if spoken != token and len(token) > SHORT and skeleton(spoken) in sounds else ""


def _one_name(old: str, new: str) -> bool:
    """Whether two forms may be one: no man's and woman's name (`Marius`, `Mary`), nor two given names."""
    firsts, forms = first_names(), given_forms()
    if len(new) < SHORT or padding(new) or firsts.get(new) == "f" or firsts.get(old) == "f":
        return False
    both = (old in forms and new in forms) or (old in firsts and new in firsts)
    return not both or forms.get(old, old) == forms.get(new, new)


def unpadded(found: Sequence[Known]) -> list[Known]:
    """
    The same with names of one or two mentions cut down to the family name, where what stands before it is no
    given name, and its source names a bearer far more often (`Destino di Brown`).

    >>> from visavis.model.layers import Entity
    >>> often = Known("a", Entity("Ada Brown", "person"), 90, key("Ada Brown"))
    >>> stray = Known("a", Entity("Destino di Brown", "person"), 1, key("Destino di Brown"))
    >>> unpadded([often, stray])[1].key.tokens
    ('brown',)
    """
    most: dict[tuple[str, str], int] = defaultdict(int)
    for k in found:
        if k.entity.kind == "person" and not k.local:
            most[k.doc, k.sound] = max(most[k.doc, k.sound], k.mentions)
    return [
        replace(k, key=Key((k.key.family,), k.key.gender, k.key.suffix))
        if k.full
        and not k.local
        and 0 < k.mentions <= STRAY
        and _foreign(k.key)
        and most[k.doc, k.sound] >= DWARFED * k.mentions
        else k
        for k in found
    ]


def prefixed(found: Sequence[Known]) -> list[Known]:
    """
    The same without an ordinary word before a full name that the sources have far more often, whether that
    word may be a name or not (`Roman Ada Brown`).

    >>> from visavis.model.layers import Entity
    >>> names = {"Ada Brown": 9, "Roman Ada Brown": 1}
    >>> found = [Known("a", Entity(n, "person"), m, key(n)) for n, m in names.items()]
    >>> [k.key.tokens for k in prefixed(found)]
    [('ada', 'brown'), ('ada', 'brown')]
    """
    whole: Counter[Key] = Counter()
    for k in found:
        if k.full and not k.local:
            whole[replace(k.key, gender=None)] += k.mentions
    out = []
    for k in found:
        rest = replace(k.key, tokens=k.key.tokens[1:], gender=None) if len(k.key.tokens) > 1 else k.key
        strange = k.full and not k.local and k.mentions <= STRAY and not rest.bare
        word = strange and english().is_word(k.key.tokens[0])
        cut = word and whole[rest] >= max(2, FAR * k.mentions)
        out.append(replace(k, key=replace(rest, gender=k.key.gender)) if cut else k)
    return out


def run_together(found: Sequence[Known]) -> list[Known]:
    """
    The same with names kept alone that seem to be two that a reader ran together: what stands in front is
    somebody's full name, and the last word names somebody by itself and is nobody's family name.

    >>> from visavis.model.layers import Entity
    >>> names = {"Ada Brown": 9, "Zenobia": 40, "Ada Brown Zenobia": 2}
    >>> found = [Known("a", Entity(n, "person"), m, key(n)) for n, m in names.items()]
    >>> [k.alone for k in run_together(found)]
    [False, False, True]
    """
    persons = [k for k in found if k.entity.kind == "person" and not k.local]
    whole: Counter[tuple[str, ...]] = Counter()
    singles: Counter[str] = Counter()
    families: set[str] = set()
    for k in persons:
        if k.key.bare:
            singles[k.sound] += k.mentions
        else:
            whole[k.key.tokens] += k.mentions
            families |= {k.sound} if len(k.key.tokens) == 2 else set()
    return [
        replace(k, alone=True)
        if k.full
        and len(k.key.tokens) > 2
        and whole[k.key.tokens[:-1]]
        and singles[k.sound] >= ALOUD
        and k.sound not in families
        else k
        for k in found
    ]


def _foreign(k: Key) -> bool:
    """Whether no word before the family name is a name, an initial or `of`."""
    before = k.tokens[:-1]
    return "of" not in before and not any(credible(t) or skeleton(t) == skeleton(k.family) for t in before)
