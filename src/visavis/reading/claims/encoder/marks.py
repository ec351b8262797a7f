"""
What the encoder sees: runs of sentences in which nobody has a name.

Every name is replaced by a mark, the same one wherever the same person, group or office is meant in the run;
behind a pronoun or a description stands the mark of who is meant. So nothing can be learnt about Caesar, only
about how sentences tie two people.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span

from visavis.model.layers import Mention
from visavis.reading.encoder.body import LONGEST, MARKS
from visavis.reading.encoder.pieces import WordPieces
from visavis.reading.units import Unit

MOST = 24  # mentions of a sentence; more make a list, not ties
RUN = 120  # word pieces after which a run ends with its sentence
CONTEXT = 48  # word pieces; a run begins with the last sentence of the one before where that is no longer


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention in a run: the number of its sentence, and of its mark among the run's pieces."""

    mention: Mention
    sentence: int
    place: int


@dataclass(slots=True)
class Run:
    """Sentences of one unit as word pieces. `told` is the first one that is not only there as context."""

    unit: Unit
    sentences: list[Span] = field(default_factory=list)
    told: int = 0
    ids: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # where each piece begins in the unit's parse
    marked: list[Marked] = field(default_factory=list)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)  # marks, by kind and name

    def piece(self, char: int) -> int:
        """The piece at or before a character of the unit's parse."""
        return max(0, bisect_right(self.starts, char) - 1)

    def mark(self, mention: Mention) -> int:
        """The mark of who is meant."""
        first, many = MARKS[mention.kind]
        key = mention.kind, mention.name or mention.text
        known = [k for k in self.numbers if k[0] == mention.kind]
        return self.numbers.setdefault(key, first + len(known) % many)


def runs(unit: Unit, mentions: Sequence[Mention], cut: WordPieces) -> Iterator[Run]:
    """
    The runs of a unit, in order. `mentions` are those of the unit, in order (cleaned text).

    A run holds whole sentences, as many as fit.
    """
    starts = [m.start for m in mentions]
    run = Run(unit)
    for sentence in unit.doc.sents:
        low, high = unit.span(sentence)
        near = mentions[bisect_left(starts, low) : bisect_left(starts, high)]
        kept = shown(m for m in near if m.end <= high and m.kind in MARKS)
        if len(run.ids) > RUN:
            yield run
            run = following(run, mentions, cut)
        add(run, sentence, kept, cut)
    if len(run.sentences) > run.told:
        yield run


def following(run: Run, mentions: Sequence[Mention], cut: WordPieces) -> Run:
    """An empty run behind another one, or one that begins with its last sentence."""
    last = len(run.sentences) - 1
    again = Run(run.unit)
    before = [m.mention for m in run.marked if m.sentence == last]
    add(again, run.sentences[last], before, cut)
    if len(again.ids) > CONTEXT:
        return Run(run.unit)
    again.told = 1
    return again


def shown(mentions: Iterator[Mention]) -> list[Mention]:
    """Mentions that a mark can stand for: none inside a name, none that crosses another."""
    out: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if m.name is None and m.form != "name":
            continue
        above = [o for o in out if m.start < o.end]
        if all(o.form != "name" and m.end <= o.end for o in above):
            out.append(m)
    return out[:MOST]


def add(run: Run, sentence: Span, kept: Sequence[Mention], cut: WordPieces) -> None:
    """Put a sentence at the end of a run."""
    unit, number = run.unit, len(run.sentences)
    run.sentences.append(sentence)
    at = sentence.start_char
    events: list[tuple[int, int, int, Mention]] = []  # until where words stand, where they go on
    for m in kept:
        start, end = m.start - unit.start, m.end - unit.start
        events.append((start, end, 0, m) if m.form == "name" else (end, end, start - end, m))
    for until, go_on, _, m in sorted(events, key=lambda e: e[:3]):
        words(run, at, until, cut)
        if len(run.ids) >= LONGEST:
            return
        run.marked.append(Marked(m, number, len(run.ids)))
        run.ids.append(run.mark(m))
        run.starts.append(max(until, run.starts[-1] if run.starts else 0))
        at = max(at, go_on)
    words(run, at, sentence.end_char, cut)


def words(run: Run, start: int, end: int, cut: WordPieces) -> None:
    """Put the words between two characters of the unit's parse at the end of a run."""
    if end <= start:
        return
    for piece, at in cut(run.unit.text[start:end]):
        if len(run.ids) >= LONGEST:
            return
        run.ids.append(piece)
        run.starts.append(start + at)
