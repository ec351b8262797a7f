"""
The lexicon: words that tie people, as frames in data files, loaded and checked.

A file `data/frames/RELATION.toml` holds one relation's frames in up to five tables. Each line is a pattern
and an example sentence that runs as a test:

    [verbs]
    "A fall out with B" = "[Caesar|A] fell out with [Pompey|B]."
    [nouns]
    "A alliance with B" = "[Caesar|A]'s alliance with [Pompey|B] lasted."
    [roles]
    "A widow of B" = "[Pompey|B]'s widow, [Cornelia|A], wept."
    [adjectives]
    "A loyal to B" = "[Labienus|A] was loyal to [Caesar|B]."
    [adverbs]
    "A together with B" = "Together with [Crassus|B], [Pompey|A] won."

`A` is the subject of the claim and `B` its object. In a verb's pattern what stands before the verb is its
subject, what stands behind it its object, or the object of the preposition before it; other words must
stand in the clause: `OFFICE` any office, `THING` any object, `TO` any infinitive. Passives, relative clauses
and the like follow from the pattern. A noun's pattern names an event or a state (`A in company with B`:
behind that preposition only), a role's pattern a word for A by what A is to B. `B:group` and `B:person`
restrict what fits. Verbs, nouns and roles go by their lemma, adjectives and adverbs by the word itself.

A text needs few of the thousands of frames, and a cold start pays for each that is made: so loading only
sorts the lines by their word, and a word's frames are made when it is first asked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from visavis.model.claim import SIGN
from visavis.model.errors import LexiconError
from visavis.model.plain_toml import loads

SLOTS = frozenset(["A", "B", "A's", "B's"])
MARKED = frozenset(["A:", "B:"])  # how a slot with a kind begins
TABLES = {"verbs": "verb", "nouns": "noun", "roles": "role", "adjectives": "adj", "adverbs": "adv"}
MARK = re.compile(r"\[([^\]|]+)\|([AB])(?::(\w+))?\]")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an argument stands: `subj`, `obj`, `iobj`, `poss`, or the preposition before it."""

    kind: str
    word: str = ""  # of a possessor's slot: the noun that is possessed
    only: str = ""  # the one kind of argument that fits here: person, group


@dataclass(frozen=True, slots=True)
class Frame:
    """One pattern that shows one relation."""

    pos: str
    lemma: str
    pattern: str
    relation: str
    a: Slot
    b: Slot
    needs: tuple[str, ...]  # other words of the pattern, by lemma
    example: str

    @property
    def rule(self) -> str:
        """The frame's name in a claim's `rule`: its part of speech and its pattern without the slots."""
        words = [w for w in self.pattern.split() if w[:2] not in ("A", "B", "A:", "B:")]
        return f"{self.pos}:{' '.join(words)}"

    @property
    def weight(self) -> int:
        """How much the frame asks for; of two that fit, the one that asks for more wins."""
        slots = sum(bool(s.only) + (s.kind not in ("subj", "obj", "poss")) for s in (self.a, self.b))
        return slots + sum(1 if w in ("THING", "TO") else 2 for w in self.needs)


class Line(NamedTuple):
    """One line of a data file, not yet taken apart."""

    pos: str
    pattern: str
    relation: str
    example: str
    where: str = ""  # the file, for messages

    @property
    def frame(self) -> Frame:
        """The line's frame. Raises LexiconError as `parse` does."""
        return parse(self.pos, self.pattern, self.relation, self.example, self.where)


@dataclass(frozen=True)
class Lexicon:
    """All lines by part of speech and lemma, and the word lists beside them."""

    lines: tuple[Line, ...]
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    index: Mapping[tuple[str, str], tuple[Line, ...]] = field(default_factory=dict)
    _made: dict[tuple[str, str], tuple[Frame, ...]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """Every frame, in the order of the files. Raises LexiconError where a line is wrong."""
        found = tuple(line.frame for line in self.lines)
        check(found)
        return found

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Every lemma that the lexicon knows as a verb."""
        lists = ("say", "think", "deny", "plan", "fail", "light", "demand", "copula", "called", "service")
        return frozenset(w for pos, w in self.index if pos == "verb").union(
            *(self.words.get(k, ()) for k in lists)
        )

    def named(self, rule: str) -> tuple[Frame, ...]:
        """
        The frames that a claim's `rule` names; none for rules of construction such as `office:consul`.

        >>> [f.pattern for f in lexicon().named("verb:fall out with")]
        ['A fall out with B']
        """
        return tuple(f for f in self.frames if f.rule == rule)

    def of(self, pos: str, lemma: str) -> tuple[Frame, ...]:
        """
        Frames of a lemma as `verb`, `noun`, `role`, `adj` or `adv`, the most demanding first.

        >>> [f.relation for f in lexicon().of("verb", "expel")]
        ['harms']
        """
        key = (pos, lemma)
        if key not in self._made:
            frames = [line.frame for line in self.index.get(key, ())]
            self._made[key] = tuple(sorted(frames, key=lambda f: (-f.weight, f.pattern)))
        return self._made[key]


def parse(pos: str, pattern: str, relation: str, example: str, where: str = "") -> Frame:
    """
    A frame out of its pattern. Raises LexiconError where the pattern lacks A, B or its word.

    >>> f = parse("verb", "A fall out with B", "rivals", "[Caesar|A] fell out with [Pompey|B].")
    >>> f.lemma, f.needs, f.b.kind
    ('fall', ('out',), 'with')
    """
    words = [re.sub(r"^([AB]):\w+$", r"\1", w) for w in pattern.split()]
    only = dict(re.findall(r"\b([AB]):(\w+)", pattern))
    if sorted(w.removesuffix("'s") for w in words if w.removesuffix("'s") in ("A", "B")) != ["A", "B"]:
        raise LexiconError(
            f"{where}{pattern!r} needs the slots A and B, once each. Write it like 'A expel B'."
        )
    if {m[1] for m in MARK.findall(example)} != {"A", "B"}:
        raise LexiconError(f"{where}the example of {pattern!r} must mark A and B: [Caesar|A] ... [Pompey|B].")
    slots, needs, lemma = _walk(words, pos)
    if not lemma:
        raise LexiconError(f"{where}{pattern!r} has no word of its own.")
    a, b = (replace(slots[x], only=only.get(x, "")) for x in "AB")
    return Frame(pos, lemma, pattern, relation, a, b, needs, example)


def _walk(words: list[str], pos: str) -> tuple[dict[str, Slot], tuple[str, ...], str]:
    """Slots, other words and lemma of a pattern."""
    slots: dict[str, Slot] = {}
    needs: list[str] = []
    lemma = ""
    for i, word in enumerate(words):
        before, after = (words[i - 1] if i else ""), (words[i + 1] if i + 1 < len(words) else "")
        if word in ("A's", "B's"):
            slots[word[0]] = Slot("poss", after)
        elif word in ("A", "B"):
            slots[word] = _slot("" if before == lemma and i < 3 else before, after, bool(lemma), pos)
        elif not lemma and pos == "noun" and word in prepositions():
            needs.append("^" + word)
        elif not lemma:
            lemma = word
        elif not (word in prepositions() and after in ("A", "B")):
            needs.append(word)
    return slots, tuple(needs), lemma


def _slot(before: str, after: str, behind: bool, pos: str) -> Slot:
    if not behind:
        return Slot("subj" if pos == "verb" else "poss")
    if before in prepositions():
        return Slot(before)
    return Slot("iobj" if after and after not in prepositions() else "obj")


def lemma_of(pos: str, pattern: str) -> str:
    """
    The word that a pattern is filed under, as `parse` finds it; empty where it has none.

    >>> lemma_of("verb", "A fall out with B"), lemma_of("noun", "in alliance A with B")
    ('fall', 'alliance')
    """
    for word in pattern.split():
        if word not in SLOTS and word[:2] not in MARKED and (pos != "noun" or word not in prepositions()):
            return word
    return ""


def lines(tables: Mapping[str, Any], relation: str, where: str) -> Iterator[Line]:
    """The lines of one file's tables; raises LexiconError for a table or a relation that is not known."""
    if relation not in SIGN:
        raise LexiconError(
            f"{where}: {relation!r} is no relation. Name the file after one of: {', '.join(SIGN)}."
        )
    for table, entries in tables.items():
        if table not in TABLES:
            raise LexiconError(f"{where}: unknown table [{table}]. Use one of: {', '.join(TABLES)}.")
        for pattern, example in entries.items():
            yield Line(TABLES[table], pattern, relation, example, f"{where}: ")


def check(frames: tuple[Frame, ...]) -> None:
    """
    Raise LexiconError where one pattern stands under two relations.

    >>> check((parse("verb", "A back B", "supports", "[X|A] backed [Y|B]."),
    ...        parse("verb", "A back B", "succeeds", "[X|A] backed [Y|B].")))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    visavis.model.errors.LexiconError: frames: 'back' stands under both 'supports' and 'succeeds'; a verb ...
    """
    seen: dict[tuple[str, ...], Frame] = {}
    names = {"role": "noun", "adj": "adjective", "adv": "adverb"}
    for f in frames:
        key = (f.pos, f.lemma, *_place(f.a), *_place(f.b), *f.needs)
        other = seen.setdefault(key, f)
        if other.relation != f.relation:
            raise LexiconError(
                f"frames: {f.rule.split(':')[1]!r} stands under both {other.relation!r} and {f.relation!r}; "
                f"a {names.get(f.pos, f.pos)} shows one relation. Remove one of the two."
            )


def _place(slot: Slot) -> tuple[str, str, str]:
    return slot.kind, slot.word, slot.only


@lru_cache(maxsize=1)
def words() -> Mapping[str, frozenset[str]]:
    """The word lists beside the frames, `data/claim_words.toml`."""
    return {k: frozenset(v) for k, v in _read(files("visavis.model") / "data" / "claim_words.toml").items()}


def prepositions() -> frozenset[str]:
    """The words that a slot of a pattern may stand behind."""
    return words()["prepositions"]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """
    The lexicon that the package carries, loaded once. Raises LexiconError where a file cannot be read.

    What single lines say is checked when they are used; `lexicon().frames` checks all.
    """
    folder = files("visavis.model") / "data" / "frames"
    found: list[Line] = []
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        found += lines(_read(file), file.name.removesuffix(".toml"), file.name)
    return build(tuple(found), words())


def build(found: tuple[Line, ...], lists: Mapping[str, frozenset[str]]) -> Lexicon:
    """A lexicon of lines and word lists."""
    index: dict[tuple[str, str], list[Line]] = {}
    for line in found:
        index.setdefault((line.pos, lemma_of(line.pos, line.pattern)), []).append(line)
    return Lexicon(found, lists, {k: tuple(v) for k, v in index.items()})


def _read(file: Any) -> dict[str, Any]:
    try:
        return loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as e:
        raise LexiconError(f"{file.name}: {e}. Mend the line, or remove it.") from e
