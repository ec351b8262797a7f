"""Collation: copies of one text among the sources of a call, and what each can supply to the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from visavis.model.alignment import Block, aligned
from visavis.model.labels import labels
from visavis.model.layers import Copy, Turn
from visavis.model.offsets import Edit
from visavis.model.shingles import Word, candidates, sketch, words_of
from visavis.model.source import Source
from visavis.reading.clean import clean
from visavis.reading.collate_supply import Side, supplies
from visavis.reading.line_ends import unified
from visavis.reading.segment import segment
from visavis.reading.speakers import speakers


@dataclass(frozen=True, slots=True)
class Collated:
    """
    What other copies give one source: repairs, turns, and the stretches that are copies.

    Offsets are those of the source's text with its line ends unified, as `clean` takes it.
    """

    supplied: tuple[Edit, ...] = ()
    turns: tuple[Turn, ...] = ()
    copies: tuple[Copy, ...] = ()


def collate(sources: Sequence[Source]) -> dict[int, Collated]:
    """
    The sources (by index) that are copies of others, whole or in part, with what the others supply.

    Two texts on one topic are none: a stretch of some fifty words must be the same but for its damage.

    >>> said = "the envoys of the hill town came before the council at noon and asked for grain"
    >>> collate([Source("a.txt", said), Source("b.txt", said)])  # a sentence is no copy
    {}
    """
    if len(sources) < 2:
        return {}
    near = candidates([sketch(s.raw) for s in sources])
    out = {}
    for i, others in near.items():
        found = one(sources[i], [sources[j] for j in others])
        if found.copies:
            out[i] = found
    return out


def one(source: Source, others: Sequence[Source]) -> Collated:
    """What a source gets from those that share most with it; of two that supply one place the first."""
    here = side(source)
    edits: list[Edit] = []
    turns: list[Turn] = []
    copies: list[Copy] = []
    for other in others:
        there = side(other)
        for blocks in aligned([w for w, _, _ in here.words], [w for w, _, _ in there.words]):
            copy = _copy(here, there, blocks)
            fresh = not any(c.start < copy.end and copy.start < c.end for c in copies)
            copies.append(copy)
            if fresh:
                edits += supplies(here, there, blocks)
                turns += _turns(here, there, blocks)
    return Collated(tuple(edits), tuple(sorted(turns, key=lambda t: t.start)), tuple(copies))


@lru_cache(maxsize=16)
def side(source: Source) -> Side:
    """A source's words, without its labels and what its own repairs take out, its wounds and its turns."""
    way = unified(source.raw)
    text = way.text if way else source.raw
    cleaned = clean(text)
    gone = [(e.start, e.end) for e in cleaned.edits if e.reads == ""]
    printed = [(x.start, x.end) for x in labels(text)]
    out = sorted(gone + printed)
    turns: tuple[Turn, ...] = ()
    if len(printed) > 1:
        to = cleaned.map.to_source
        found = speakers(cleaned, segment(cleaned))
        turns = tuple(replace(t, start=a, end=b) for t in found for a, b in [to(t.start, t.end)] if t.label)
    wounds = tuple(e for e in cleaned.edits if e.reads != "")
    return Side(source, text, tuple(_outside(words_of(text), out)), tuple(out), wounds, turns)


def _outside(words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> Iterator[Word]:
    """The words that stand in none of the spans."""
    starts = [start for start, _ in spans]
    for word in words:
        k = bisect_right(starts, word[1]) - 1
        if k < 0 or word[1] >= spans[k][1]:
            yield word


def _copy(here: Side, there: Side, blocks: Sequence[Block]) -> Copy:
    start, end = here.words[blocks[0][0]][1], here.words[blocks[-1][0] + blocks[-1][2] - 1][2]
    span = there.words[blocks[0][1]][1], there.words[blocks[-1][1] + blocks[-1][2] - 1][2]
    return Copy(start, end, there.source.name, *there.given(*span), there.source.sha256)


def _turns(here: Side, there: Side, blocks: Sequence[Block]) -> Iterator[Turn]:
    """The turns of a labelled copy, over the words of a stretch that has no labels here."""
    if here.turns or not there.turns:
        return
    matched = [(there.words[j + k][1], i + k) for i, j, n in blocks for k in range(n)]
    places = [at for at, _ in matched]
    for turn in there.turns:
        low, high = bisect_left(places, turn.start), bisect_left(places, turn.end)
        if low < high:
            start, end = here.words[matched[low][1]][1], here.words[matched[high - 1][1]][2]
            yield Turn(start, _stop(here.text, end), turn.speaker, turn.sure, turn.addressee)


def _stop(text: str, end: int) -> int:
    """Behind the marks that close the sentence at `end`."""
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return end


def with_turns(own: Sequence[Turn], given: Sequence[Turn], copies: Sequence[tuple[int, int]]) -> list[Turn]:
    """
    A text's own turns, and in the stretches `copies` those of the labelled copy instead; one text's offsets.

    >>> own = [Turn(0, 9, "witness", False), Turn(20, 30, "questioner", False)]
    >>> [t.speaker for t in with_turns(own, [Turn(0, 9, "Cato")], [(0, 12)])]
    ['Cato', 'questioner']
    """
    if not given:
        return list(own)
    spans = [s for s in copies if any(s[0] <= t.start < s[1] for t in given)]
    kept = [t for t in own if not any(a < t.end and t.start < b for a, b in spans)]
    named = [replace(t, speaker=_as_here(t.speaker, own)) for t in given]
    return sorted([*kept, *named], key=lambda t: t.start)


def _as_here(speaker: str, own: Sequence[Turn]) -> str:
    """The name that this text itself has for a speaker of the copy: the only one with the same last word."""
    last = speaker.rsplit(maxsplit=1)[-1].lower()
    same = {t.speaker for t in own if t.speaker.rsplit(maxsplit=1)[-1].lower() == last}
    return same.pop() if len(same) == 1 else speaker
