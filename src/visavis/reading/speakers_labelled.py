"""Turns of transcripts whose labels are printed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from visavis.model.labels import Label
from visavis.model.layers import Passage, Turn
from visavis.model.voice_words import voice_words
from visavis.reading.speakers_names import Naming, known
from visavis.reading.speakers_narration import asides

_TO = re.compile(r"^to (?:the )?(?:accused |witness |defendant )?(?P<name>[A-ZÀ-Þ][\w’' .-]+)$")
_CALL = 200  # characters of a call in brackets
_SENTENCE = re.compile(r"\w+\W+\w+\W+\w+[^.?!]*[.?!,;:—-]")


def labelled_turns(text: str, passages: Sequence[Passage], labels: Sequence[Label]) -> list[Turn]:
    """
    Turns of the transcripts among `passages` that hold `labels`, exactly as they are printed.

    A turn runs from its label to the next; after a heading inside a transcript the same speaker goes on.
    """
    naming = Naming(text, [label.name for label in labels if label.style not in ("qa", "by")])
    speakers = naming.in_order(labels)
    pieces = list(zip(labels, speakers, strict=True))
    names = tuple(dict.fromkeys(who for who in speakers if who))
    starts = [label.start for label in labels]
    out: list[Turn] = []
    for passage in passages:
        inside = pieces[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
        if passage.kind != "transcript" or not inside:
            continue
        out += _head(text, passage, inside, out)
        out += _of_passage(text, passage, inside, names)
    return with_addressees(out)


def _head(
    text: str, passage: Passage, inside: Sequence[tuple[Label, str | None]], before: list[Turn]
) -> list[Turn]:
    """
    What stands before the first label of a passage: the last speaker's, where there was one.

    At the beginning of a text it is, of two who take turns, the one who does not speak next; not sure.
    """
    span = trimmed(text, passage.start, inside[0][0].start)
    if span and (not _SENTENCE.search(text[slice(*span)]) or _listed(text[slice(*span)])):
        return []  # a heading, a number of a line, who was present
    if not span or before:
        return [Turn(*span, before[-1].speaker)] if span else []
    speakers = [who for _, who in inside if who]
    other = (
        next((who for who in speakers if who != speakers[0]), "unknown speaker")
        if speakers
        else "unknown speaker"
    )
    return [Turn(*span, other, sure=False)]


def _listed(text: str) -> bool:
    """
    Whether a text is no speech but tells something under a label that is no speaker's.

    >>> _listed("Present: Mr. Hale for the town."), _listed("I was present: I saw it.")
    (True, False)
    """
    return text.partition(":")[0].strip().casefold() in voice_words().never


def _of_passage(
    text: str, passage: Passage, inside: Sequence[tuple[Label, str | None]], names: Sequence[str]
) -> list[Turn]:
    borders = [lab.start for lab, _ in inside] + [passage.end]
    out = []
    for (label, who), (start, end) in zip(inside, pairwise(borders), strict=True):
        closed = _interjected(text, label, end)
        span = trimmed(text, start, closed)
        if who is None or not span or span[1] <= label.end:
            continue
        addressed = _TO.match(label.aside)
        out.append(
            Turn(
                *span,
                who,
                label=(label.start, label.end),
                asides=asides(text, label.end, span[1], names),
                addressee=known(addressed["name"], names) if addressed else None,
            )
        )
        rest = trimmed(text, closed, end)
        if rest and len(out) > 1 and closed < end:  # the one who was interrupted goes on
            out.append(Turn(*rest, out[-2].speaker))
    return out


def _interjected(text: str, label: Label, end: int) -> int:
    """Where a call that brackets set into another's speech ends; else where the turn ends."""
    close = text.find("]", label.end, min(end, label.end + _CALL))
    return close + 1 if text[label.start - 1 : label.start] == "[" and close >= 0 else end


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without surrounding blanks; None where nothing is left."""
    piece = text[start:end]
    left, right = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    return (left, right) if left < right else None


def with_addressees(turns: Sequence[Turn]) -> list[Turn]:
    """
    Turns that say whom `you` means: who answers a question, and who asked what is answered.

    >>> a, b = Turn(0, 5, "Hale"), Turn(6, 9, "Mott")
    >>> [t.addressee for t in with_addressees([a, b])]
    ['Mott', 'Hale']
    """
    out: list[Turn] = []
    for i, turn in enumerate(turns):
        after = next((t.speaker for t in turns[i + 1 : i + 2] if t.speaker != turn.speaker), None)
        before = next((t.speaker for t in turns[max(0, i - 1) : i] if t.speaker != turn.speaker), None)
        whom = turn.addressee or (before if before and before == after else after or before)
        out.append(Turn(turn.start, turn.end, turn.speaker, turn.sure, whom, turn.label, turn.asides))
    return out
