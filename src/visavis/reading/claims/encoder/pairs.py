"""Pairs: whom the encoder judges, and what it is told of them beside the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from visavis.model.claim import SIGN, SYMMETRIC
from visavis.model.layers import Mention
from visavis.reading.claims.cast import head_of
from visavis.reading.claims.draft import Draft
from visavis.reading.claims.encoder.marks import Marked, Run
from visavis.reading.units import Unit

KINDS = {"person": 0, "group": 1, "office": 2}
FORMS = {"name": 0, "pronoun": 1, "description": 2}
TRAITS = 19  # 9 kinds and forms for either end, and one more for a mention of both
DISTANCES = 12
MOST_PAIRS = 3  # of the mentions of the same two in a sentence, those nearest to one another
FARTHEST = 24  # words on the way from one end to the other that are looked at

# every relation read from the first to the second of a pair, and the directed ones the other way round too
CLASSES: tuple[tuple[str, bool], ...] = tuple(
    (relation, back) for relation in SIGN for back in (False, True) if not (back and relation in SYMMETRIC)
)
CLASS_OF = {c: i for i, c in enumerate(CLASSES)}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of a run: what stands for them (numbers of pieces), and the parse between them."""

    one: Mention
    other: Mention
    places: tuple[int, int]
    path: tuple[int, ...]  # pieces of the words on the way from one to the other in the parse
    top: Token  # the word where the way turns
    turn: int  # its piece
    traits: tuple[int, int]
    distance: int


@dataclass(frozen=True, slots=True)
class Group:
    """The pairs of mentions of the same two names in one sentence, and what the frames found there."""

    names: tuple[str, str]
    sentence: int
    pairs: tuple[Pair, ...]
    ruled: tuple[int, ...] = ()  # numbers into CLASSES


def groups(run: Run, parts: dict[str, tuple[str, ...]], drafts: Sequence[Draft]) -> Iterator[Group]:
    """
    All whom a run may tie, sentence by sentence.

    Two who are not named in the same sentence are judged where one stands in the sentence before. `parts`
    holds the members of joint names, `drafts` what the frames found in the unit.
    """
    of: list[list[Marked]] = [[] for _ in run.sentences]
    for m in run.marked:
        if m.mention.name:
            of[m.sentence].append(m)
    heads = {m.place: head(run.unit, m.mention) for m in run.marked}
    for number in range(run.told, len(run.sentences)):
        found: dict[tuple[str, str], list[tuple[Marked, Marked]]] = {}
        here = of[number]
        for i, one in enumerate(here):
            for other in here[i:]:
                collect(found, one, other, parts)
        inside = {n for pair in found for n in pair} | {n for m in here for n in names(m.mention, parts)}
        for one in of[number - 1] if number else ():
            if not inside.issuperset(names(one.mention, parts)):
                for other in here:
                    collect(found, one, other, parts, inside)
        low, high = run.unit.span(run.sentences[number])
        near = [d for d in drafts if low <= d.start < high]
        for key, together in found.items():
            nearest = sorted(together, key=lambda p: abs(p[1].place - p[0].place))[:MOST_PAIRS]
            ways = tuple(pair(run, a, b, heads) for a, b in nearest)
            yield Group(key, number, ways, ruled(key, near))


def collect(
    found: dict[tuple[str, str], list[tuple[Marked, Marked]]], one: Marked, other: Marked,
    parts: dict[str, tuple[str, ...]], but: set[str] | frozenset[str] = frozenset(),
) -> None:  # fmt: skip
    """Note two mentions under the names that they stand for; `but` names whom the first may not be."""
    if one.mention.kind == other.mention.kind == "office":
        return
    same = one is other
    firsts = names(one.mention, parts)
    for k, a in enumerate(firsts):
        for b in firsts[k + 1 :] if same else names(other.mention, parts):
            if a == b or a in but:
                continue
            if (b, a) in found:
                found[b, a].append((other, one))
            else:
                found.setdefault((a, b), []).append((one, other))


def names(mention: Mention, parts: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Whom a mention stands for: each of several where it is no name of them all."""
    assert mention.name
    several = parts.get(mention.name, ()) if mention.form != "name" else ()
    return several or (mention.name,)


def pair(run: Run, a: Marked, b: Marked, heads: dict[int, Token]) -> Pair:
    """Two mentions with what stands between them."""
    way, top = between(heads[a.place], heads[b.place])
    path = tuple(sorted({run.piece(t.idx) for t in way[:FARTHEST]}))
    return Pair(a.mention, b.mention, (a.place, b.place), path, top, run.piece(top.idx),
                (trait(a), trait(b)) if a is not b else (trait(a), 18), distance(a, b))  # fmt: skip


def trait(m: Marked) -> int:
    """A mention's kind and form, as a number."""
    return KINDS[m.mention.kind] * 3 + FORMS[m.mention.form]


def distance(a: Marked, b: Marked) -> int:
    """How far apart two mentions stand, in classes: 0-5 the first before, 6-11 behind the other."""
    apart = abs(a.place - b.place)
    step = sum(apart > s for s in (2, 6, 12, 24)) if a.sentence == b.sentence else 5
    return step + (6 if a.place > b.place else 0)


def head(unit: Unit, mention: Mention) -> Token:
    """The word of a mention that the others of it hang on."""
    span = unit.tokens(mention.start, mention.end)
    return head_of(span, mention.form) if span is not None and len(span) else unit.doc[0]


def between(one: Token, other: Token) -> tuple[list[Token], Token]:
    """
    The words on the way between two in the parse (without the two), and the word where it turns.

    Of two in different sentences: the words above each, and the second one's root.
    """
    up, down = [one, *one.ancestors], [other, *other.ancestors]
    above = {t.i for t in down}
    top = next((t for t in up if t.i in above), None)
    if top is None:
        way, top = [*up, *down], down[-1]
    else:
        way = [*until(up, top), top, *until(down, top)]
    return [t for t in way if t.i not in (one.i, other.i)], top


def until(chain: Sequence[Token], top: Token) -> Iterator[Token]:
    """The words of a chain below `top`."""
    for t in chain:
        if t.i == top.i:
            return
        yield t


def ruled(names: tuple[str, str], drafts: Sequence[Draft]) -> tuple[int, ...]:
    """The classes of the ties that the frames found between two names."""
    both = {*names}
    return tuple(
        sorted({class_of(d.relation, d.subject != names[0]) for d in drafts if {d.subject, d.object} == both})
    )


def class_of(relation: str, back: bool) -> int:
    """
    The number of a class.

    >>> CLASSES[class_of("harms", back=True)], CLASSES[class_of("kin", back=True)]
    (('harms', True), ('kin', False))
    """
    return CLASS_OF[relation, back and relation not in SYMMETRIC]
