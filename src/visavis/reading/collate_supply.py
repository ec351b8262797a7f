"""What one copy of a text supplies to another: words that are lost there, run together, or misread."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from visavis.model.alignment import Block, fit, regions
from visavis.model.layers import Turn
from visavis.model.offsets import Edit, OffsetMap, Patch
from visavis.model.shingles import WORD, Word
from visavis.model.source import Source
from visavis.model.words import words
from visavis.reading.line_ends import unified

WIDE = 150  # words of a difference that is still compared
READ = 8  # words supplied to the text that is read; more are shown, and read in the copy
ALIKE = 0.6  # share of letters that a misread word has in common with the true one
TORN = 3  # wounds of its own that a stretch has where words may be gone without a trace
LOST = frozenset({"lost-year", "lost-word", "glued", "truncated"})
YEAR = re.compile(r"\d{3,4}")
MARKUP = re.compile(r"[|={}<>\[\]]")
SENTENCE = re.compile(r"[.?!]\W*\s+\S")


@dataclass(frozen=True)
class Side:
    """One of two copies: its text with unified line ends, and what that shows by itself."""

    source: Source
    text: str
    words: tuple[Word, ...]
    out: tuple[tuple[int, int], ...]  # labels, and what is no part of the text; in order
    wounds: tuple[Edit, ...]
    turns: tuple[Turn, ...]  # those of printed labels

    @cached_property
    def _wounded(self) -> list[int]:
        return [e.start for e in self.wounds]

    @cached_property
    def _way(self) -> OffsetMap | None:
        return unified(self.source.raw)

    def given(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source as it was given."""
        return self._way.to_source(start, end) if self._way else (start, end)

    def hurt(self, start: int, end: int) -> list[Edit]:
        """The source's own repairs that touch a span."""
        high = bisect_left(self._wounded, end)
        return [e for e in self.wounds[max(0, high - 4) : high] if start < e.end]

    def between(self, start: int, end: int) -> str:
        """The text of a span on one line, without labels."""
        parts, at = [], start
        low, high = bisect_right(self.out, (start, start)), bisect_left(self.out, (end, end))
        for a, b in self.out[max(0, low - 1) : high]:
            if b > at:
                parts.append(self.text[at : max(at, a)])
                at = b
        return re.sub(r"\s+", " ", " ".join([*parts, self.text[at:end]]))


@dataclass(frozen=True)
class Gap:
    """Two words that stand side by side here, `start` to `end`, and are parted in the copy by `text`."""

    first: tuple[int, int]
    second: tuple[int, int]
    text: str
    lost: tuple[str, ...]  # the words between, as the copy prints them
    span: tuple[int, int]  # of `text` in the copy


def supplies(here: Side, there: Side, blocks: Sequence[Block]) -> Iterator[Edit]:
    """The repairs of one stretch, in order, no two at one place."""
    torn, floor = damaged(here, there, blocks), 0
    for (a, b), (c, d) in regions(blocks):
        if b - a > WIDE or d - c > WIDE or b - a < 2:
            continue
        for edit in _region(here, there, here.words[a:b], there.words[c:d], torn):
            if edit.start >= floor:
                floor = edit.end
                yield edit


def damaged(here: Side, there: Side, blocks: Sequence[Block]) -> bool:
    """Whether of two copies this one is plainly the worse in a stretch: words may be gone without a trace."""
    mine = _wounds(here, blocks[0][0], blocks[-1][0])
    return mine >= TORN and mine >= 3 * _wounds(there, blocks[0][1], blocks[-1][1])


def _wounds(side: Side, first: int, last: int) -> int:
    start, end = side.words[first][1], side.words[last][2]
    return sum(e.kind in LOST and start <= e.start < end for e in side.wounds)


def _region(
    here: Side, there: Side, mine: Sequence[Word], theirs: Sequence[Word], torn: bool
) -> Iterator[Edit]:
    """The repairs of one difference."""
    left = fit([w for w, _, _ in mine], [w for w, _, _ in theirs])
    if left is None:
        if len(mine) == len(theirs):
            yield from _misread(here, there, mine, theirs)
        return
    chain: list[Gap] = []
    for gap in _gaps(here, there, mine, [(theirs[k], k) for k in left], theirs):
        if not _wanted(here, there, gap, torn):
            continue
        if chain and chain[-1].second != gap.first:
            yield from _edits(here, there, chain)
            chain = []
        chain.append(gap)
    yield from _edits(here, there, chain)


def _gaps(
    here: Side, there: Side, mine: Sequence[Word], left: Sequence[tuple[Word, int]], theirs: Sequence[Word]
) -> Iterator[Gap]:
    """Where words of the copy are gone here, or its blank is."""
    raw_at = [at for _, start, end in mine for at in range(start, end)]
    at, spans = 0, []
    for (word, _, _), _ in left:
        spans.append((raw_at[at], raw_at[at + len(word) - 1] + 1))
        at += len(word)
    for n in range(len(left) - 1):
        (one, k), (two, m) = left[n], left[n + 1]
        lost = tuple(there.text[w[1] : w[2]] for w in theirs[k + 1 : m])
        if lost or spans[n][1] == spans[n + 1][0]:
            yield Gap(spans[n], spans[n + 1], there.between(one[2], two[1]), lost, (one[2], two[1]))


def _wanted(here: Side, there: Side, gap: Gap, torn: bool) -> bool:
    """Whether the copy may be followed: its words are sound, and there is a trace of loss here."""
    if any(not _sound(w) for w in gap.lost) or MARKUP.search(gap.text) or there.hurt(*gap.span):
        return False
    glued = gap.first[1] == gap.second[0]
    if not gap.lost:
        whole = here.text[gap.first[0] : gap.second[1]]
        one, two = here.text[slice(*gap.first)], here.text[slice(*gap.second)]
        return " " in gap.text and not words().knows(whole) and _sound(one) and _sound(two)
    own = [e for e in here.hurt(gap.first[0], gap.second[1]) if e.kind in LOST]
    return glued or torn or bool(own)


def _sound(word: str) -> bool:
    """Whether a word is one: known, a number, or a name by its capital."""
    return word.isdigit() or words().knows(word) or (word[0].isupper() and word.isalpha()) or len(word) == 1


def _edits(here: Side, there: Side, chain: Sequence[Gap]) -> Iterator[Edit]:
    """One repair for gaps that follow one another; one that is only shown where whole sentences are gone."""
    read = [g for g in chain if _readable(here, g)]
    if read:
        groups: list[list[Gap]] = []
        for g in read:
            if groups and groups[-1][-1].second == g.first:
                groups[-1].append(g)
            else:
                groups.append([g])
        for group in groups:
            yield _made(here, there, group, True)
    for g in chain:
        if g not in read and g.lost:
            yield _made(here, there, [g], False)


def _readable(here: Side, gap: Gap) -> bool:
    """Whether the words go into the text that is read: few, in one sentence, with no break here."""
    inside = gap.text.rstrip()
    between = here.text[gap.first[1] : gap.second[0]]
    return (
        len(gap.lost) <= READ
        and not SENTENCE.search(inside)
        and "\n\n" not in between
        and not WORD.search(between)
    )


def _made(here: Side, there: Side, group: Sequence[Gap], read: bool) -> Edit:
    start = group[0].first[0]
    end = group[-1].second[1] if read else group[0].first[1]
    lost = [w for g in group for w in g.lost]
    own = [e.kind for e in here.hurt(start, end) if e.kind in LOST]
    was = here.text[start:end]
    patches = tuple(_patch(here, g) for g in group) if read else ()
    reads = _patched(here.text, start, end, patches) if read else f"{was}{group[0].text.rstrip()}"
    kind = _kind(lost, own, read)
    span = there.given(group[0].span[0], group[-1].span[1])
    where = f"{there.source.name}, another copy of this text, has “{_words(group)}” at {span[0]}–{span[1]}"
    why = f"{where}; {'it is lost here' if lost else 'the words ran together here'}."
    if not read:
        why = f"{where}; it does not stand here. It is shown, and read in the copy."
    return Edit(start, end, was, reads, kind, why, patches, "" if read else "[words lost]")


def _words(group: Sequence[Gap]) -> str:
    """What the copy has, cut where it is long."""
    said = " … ".join(g.text.strip() for g in group) or " "
    return said if len(said) <= 80 else said[:79] + "…"


def _kind(lost: Sequence[str], own: Sequence[str], read: bool) -> str:
    if read and any(YEAR.fullmatch(w) for w in lost):
        return "lost-year"
    if not lost:
        return "glued"
    return "truncated" if "truncated" in own else "lost-word"


def _patch(here: Side, gap: Gap) -> Patch:
    """
    What the copy has, put in behind the first word. The first word is part of the patch where words are
    supplied, so that what is read out of them leads back to words that stand in the source.
    """
    between = here.text[gap.first[1] : gap.second[0]]
    blank = between[len(between.rstrip()) :]
    text = gap.text.rstrip() + (blank or gap.text[len(gap.text.rstrip()) :])
    end = gap.second[0] - len(blank)
    text = text[: len(text) - len(blank)] if blank else text
    if not gap.lost:
        return Patch(gap.first[1], end, text)
    return Patch(gap.first[0], end, here.text[slice(*gap.first)] + text)


def _patched(text: str, start: int, end: int, patches: Sequence[Patch]) -> str:
    out, at = [], start
    for p in patches:
        out += [text[at : p.start], p.text]
        at = p.end
    return "".join([*out, text[at:end]])


def _misread(here: Side, there: Side, mine: Sequence[Word], theirs: Sequence[Word]) -> Iterator[Edit]:
    """Words that no list knows, where the copy has a known one of nearly the same letters."""
    for (one, start, end), (two, low, high) in zip(mine, theirs, strict=True):
        if one == two or len(one) < 4 or words().knows(one) or not words().is_word(two):
            continue
        if SequenceMatcher(None, one, two, autojunk=False).ratio() < ALIKE or there.hurt(low, high):
            continue
        was, reads = here.text[start:end], there.text[low:high]
        span = there.given(low, high)
        why = f"{there.source.name}, another copy of this text, has “{reads}” at {span[0]}–{span[1]}."
        yield Edit(start, end, was, reads, "ocr", why, (Patch(start, end, reads),))
