"""
Pairs: what the encoder of the trial sees of a sentence.

Names never reach the model: each is replaced by a mark of its kind (person, group, office), so that nothing
can be learnt about Caesar, only about how sentences tie two people.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from visavis.model.claim import SIGN, SYMMETRIC
from visavis.model.layers import SILENT_KINDS, Mention
from visavis.reading.claims.draft import Draft
from visavis.reading.units import Unit

MARK = {"person": "[unused1]", "group": "[unused2]", "office": "[unused3]"}
KINDS = {"person": 0, "group": 1, "office": 2}
FORMS = {"name": 0, "pronoun": 1, "description": 2}
MOST = 24  # mentions of a sentence; more make a list, not ties
LONGEST = 256  # word pieces; what is farther into a sentence is left to the rules

# every relation read from the first to the second of a pair, and the directed ones the other way round too
CLASSES: tuple[tuple[str, bool], ...] = tuple(
    (relation, back) for relation in SIGN for back in (False, True) if not (back and relation in SYMMETRIC)
)
CLASS_OF = {c: i for i, c in enumerate(CLASSES)}

Pieces = Callable[[str], tuple[list[int], list[tuple[int, int]]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of one sentence, as numbers into `Example.mentions`, with the parse between them."""

    i: int
    j: int
    path: tuple[int, ...]  # word pieces of the words on the dependency path
    top: int  # word piece of the word where the path turns
    turn: int  # that word, as a number into the unit's parse


@dataclass(frozen=True, slots=True)
class Group:
    """All pairs of mentions of the same two names, and what the rules found between these."""

    names: tuple[str, str]
    pairs: tuple[Pair, ...]
    ruled: tuple[int, ...] = ()  # numbers into CLASSES


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence for the scorer: word pieces, where its mentions stand, and whom to judge."""

    unit: Unit
    number: int  # of the unit
    sentence: Span
    ids: tuple[int, ...]
    mentions: tuple[Mention, ...]
    heads: tuple[Token, ...]
    places: tuple[tuple[int, int] | None, ...]  # first and last word piece of each mention
    groups: tuple[Group, ...]

    def holds(self, draft: Draft) -> bool:
        """Whether a draft's evidence begins in this sentence."""
        return within(self.unit, self.sentence, draft)


def examples(
    units: Sequence[Unit], mentions: Sequence[Mention], pieces: Pieces, drafts: Sequence[Sequence[Draft]]
) -> Iterator[Example]:
    """
    The sentences in which two or more are meant, ready to be scored.

    `mentions` in cleaned-text offsets and order; `pieces` cuts a text into word pieces (numbers, and
    character spans); `drafts` are what the rules found in each unit.
    """
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end))
    starts = [m.start for m in ordered]
    for number, unit in enumerate(units):
        if unit.passage.kind in SILENT_KINDS:
            continue
        for sentence in unit.doc.sents:
            low, high = unit.span(sentence)
            near = ordered[bisect_right(starts, low - 1) : bisect_right(starts, high - 1)]
            kept = outermost(m for m in near if m.end <= high and m.kind in KINDS)[:MOST]
            if len({m.name for m in kept if m.name}) >= 2:
                found = example(number, unit, sentence, kept, pieces, drafts[number])
                if found.groups:
                    yield found


def within(unit: Unit, sentence: Span, draft: Draft) -> bool:
    """Whether a draft's evidence begins in a sentence."""
    low, high = unit.span(sentence)
    return low <= draft.start < high


def outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions without those that stand inside another one."""
    out: list[Mention] = []
    for m in mentions:
        if not out or m.start >= out[-1].end:
            out.append(m)
    return out


def example(
    number: int, unit: Unit, sentence: Span, kept: Sequence[Mention], pieces: Pieces, drafts: Sequence[Draft]
) -> Example:
    """One sentence for the scorer."""
    text, spans, moved = marked(unit, sentence, kept)
    ids, offsets = pieces(text)
    ids, offsets = ids[:LONGEST], offsets[:LONGEST]
    places = tuple(place(offsets, span) for span in spans)
    heads = tuple(head(unit, m) for m in kept)
    at = piece_of(offsets)
    groups: dict[tuple[str, str], list[Pair]] = {}
    for i, one in enumerate(kept):
        for j in range(i + 1, len(kept)):
            other = kept[j]
            if one.name and other.name and one.name != other.name and places[i] and places[j]:
                back = (other.name, one.name) in groups
                first, second = (j, i) if back else (i, j)
                key = (other.name, one.name) if back else (one.name, other.name)
                path, top = between(heads[first], heads[second])
                pair = Pair(first, second, tuple(sorted({at(moved(t)) for t in path})), at(moved(top)), top.i)
                groups.setdefault(key, []).append(pair)
    inside = [d for d in drafts if within(unit, sentence, d)]
    judged = tuple(Group(names, tuple(pairs), ruled(names, inside)) for names, pairs in groups.items())
    return Example(unit, number, sentence, tuple(ids), tuple(kept), heads, places, judged)


def marked(
    unit: Unit, sentence: Span, kept: Sequence[Mention]
) -> tuple[str, list[tuple[int, int]], Callable[[Token], int]]:
    """The sentence with names replaced by marks, the mentions' spans in it, and where each token went."""
    base = unit.start + sentence.start_char
    source = sentence.text
    text, at = "", 0
    spans: list[tuple[int, int]] = []
    shifts: list[tuple[int, int]] = []  # from this character of the sentence on, so far to the right
    for m in kept:
        start, end = m.start - base, m.end - base
        text += source[at:start]
        shown = MARK[m.kind] if m.form == "name" else source[start:end]
        spans.append((len(text), len(text) + len(shown)))
        shifts += [(start, len(text) - start), (end, len(text) + len(shown) - end)]
        text += shown
        at = end
    text += source[at:]
    points = [p for p, _ in shifts]

    def moved(token: Token) -> int:
        char = token.idx - sentence.start_char
        k = bisect_right(points, char) - 1
        return char + (shifts[k][1] if k >= 0 else 0)

    return text, spans, moved


def place(offsets: Sequence[tuple[int, int]], span: tuple[int, int]) -> tuple[int, int] | None:
    """First and last word piece that a span of the marked text touches; None where it was cut off."""
    inside = [k for k, (a, b) in enumerate(offsets) if a < b and a < span[1] and span[0] < b]
    return (inside[0], inside[-1]) if inside else None


def piece_of(offsets: Sequence[tuple[int, int]]) -> Callable[[int], int]:
    """The word piece at or before a character of the marked text."""
    real = [(a, k) for k, (a, b) in enumerate(offsets) if a < b]
    starts = [a for a, _ in real]

    def at(char: int) -> int:
        k = bisect_right(starts, char) - 1
        return real[k][1] if k >= 0 else 1

    return at


def head(unit: Unit, mention: Mention) -> Token:
    """The word of a mention that the others of it hang on."""
    span = unit.tokens(mention.start, mention.end)
    return span.root if span is not None and len(span) else unit.doc[0]


def between(one: Token, other: Token) -> tuple[list[Token], Token]:
    """The words on the dependency path between two (without the two), and the word where it turns."""
    up, down = [one, *one.ancestors], [other, *other.ancestors]
    on_the_way = {t.i for t in down}
    top = next((t for t in up if t.i in on_the_way), up[-1])
    path = [t for t in (*_until(up, top), top, *_until(down, top)) if t.i not in (one.i, other.i)]
    return path, top


def _until(chain: Sequence[Token], top: Token) -> Iterator[Token]:
    for t in chain:
        if t.i == top.i:
            return
        yield t


def ruled(names: tuple[str, str], drafts: Sequence[Draft]) -> tuple[int, ...]:
    """The classes of the ties that the rules found between two names."""
    return tuple(
        sorted(
            {class_of(d.relation, d.subject != names[0]) for d in drafts if {d.subject, d.object} == {*names}}
        )
    )


def class_of(relation: str, back: bool) -> int:
    """
    The number of a class.

    >>> CLASSES[class_of("harms", back=True)], CLASSES[class_of("kin", back=True)]
    (('harms', True), ('kin', False))
    """
    return CLASS_OF[relation, back and relation not in SYMMETRIC]


def traits(e: Example, k: int, first: bool) -> int:
    """Number of a mention's kind, form, and whether it stands first of its pair."""
    m = e.mentions[k]
    return KINDS[m.kind] * 3 + FORMS[m.form] + (0 if first else 12)
