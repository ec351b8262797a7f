"""Turns of transcripts whose labels are gone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from visavis.model.layers import Passage, Turn
from visavis.model.sentences import sentences
from visavis.reading.speakers_cast import Said, assign, cast, summoned
from visavis.reading.speakers_cues import Heard, features, hear
from visavis.reading.speakers_decoder import ANSWERS, ASKS, Decoded, Model, model
from visavis.reading.speakers_labelled import with_addressees
from visavis.reading.speakers_narration import joined

_TITLE = 300  # characters at the head of a text that may say whose interview or testimony it is
_SURE = 0.75  # below this probability of its side a turn's speaker is not sure


def unlabelled_turns(text: str, passages: Sequence[Passage], learnt: Model | None = None) -> list[Turn]:
    """
    Turns of the transcripts among `passages`, recovered by the decoder over their sentences.

    `passages` are all of the text, in order; headings and keywords between two transcripts do not end a
    hearing. `learnt` stands in for the weights of the package.
    """
    out: list[Turn] = []
    for hearing in hearings(passages):
        out += _of_hearing(text, hearing, passages, learnt or model())
    return with_addressees(out)


def hearings(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Transcripts between which only headings, keywords and boilerplate stand."""
    out: list[list[Passage]] = []
    open_ = False
    for p in passages:
        if p.kind == "transcript":
            if open_:
                out[-1].append(p)
            else:
                out.append([p])
            open_ = True
        elif p.kind not in ("heading", "keyword", "boilerplate"):
            open_ = False
    return out


def _of_hearing(
    text: str, hearing: Sequence[Passage], passages: Sequence[Passage], learnt: Model
) -> list[Turn]:
    heard: list[Heard] = []
    told: list[tuple[int, int]] = []
    for p in hearing:
        some, narration = hear(text, p.start, p.end, _names_before(text, p))
        heard += some
        told += narration
    said = stretches(text, heard, smoothed(heard, learnt.decode(features(heard))), told)
    around = (
        text[:_TITLE]
        + "\n"
        + "\n".join(text[p.start : p.end] for p in passages if p.kind in ("heading", "keyword"))
    )
    report = " ".join(text[a:b] for a, b in told)
    names = assign(said, cast(text, said, around, report))
    return _turns(text, hearing, said, names, told)


def _names_before(text: str, passage: Passage) -> tuple[str, ...]:
    """Names that the reporter's narration may speak of: those that stand in the passage as parties."""
    found = re.findall(
        r"(?:accused|witness|defendant|Comrade|testimony,) ([A-Z][\w’'-]+)", text[passage.start : passage.end]
    )
    return tuple(sorted(set(found)))


_ASKING = frozenset({"?", "you", "asking", "to-party", "presiding", "cut", "n1", "n2"})


def smoothed(heard: Sequence[Heard], decoded: Sequence[Decoded]) -> list[Decoded]:
    """
    The decoder's chain mended by what only whole turns show.

    A short question whose words the next sentence takes up is a question put and answered. A turn of the
    asking side that asks nothing and speaks to nobody goes on with the answer before it.
    """
    out = list(decoded)
    for i in range(len(out) - 1):
        if out[i].side == out[i + 1].side == ANSWERS and _taken_up(heard[i], heard[i + 1]):
            out[i] = Decoded(ASKS, True, 0.6)
            out[i + 1] = replace(out[i + 1], begins=True)
    at = 0
    while at < len(out):
        end = next((k for k in range(at + 1, len(out)) if out[k].begins), len(out))
        silent = heard[end - 1].end - heard[at].start > 200 and all(
            _ASKING.isdisjoint(heard[k].cues) for k in range(at, end)
        )
        if at and out[at].side == ASKS and out[at - 1].side == ANSWERS and silent:
            for k in range(at, end):
                out[k] = Decoded(ANSWERS, False, 0.6)
            if end < len(out) and out[end].side == ANSWERS:
                out[end] = replace(out[end], begins=False)
        at = end
    return out


def _taken_up(question: Heard, answer: Heard) -> bool:
    short = any(f"n{n}" in question.cues for n in ("2", "4", "8"))
    if not (question.question and short) or answer.question or not question.content:
        return False
    own = {"I", "we"} & set(question.cues)
    return not own and len(question.content & answer.content) >= 0.5 * len(question.content)


def stretches(
    text: str, heard: Sequence[Heard], decoded: Sequence[Decoded], told: Sequence[tuple[int, int]]
) -> list[Said]:
    """Sentences put together into the stretches that one speaker says."""
    out: list[Said] = []
    group: list[int] = []
    for i in range(len(decoded)):
        if group and _breaks(heard, decoded, group, i):
            out.append(_said(text, heard, decoded, group, told, out))
            group = []
        group.append(i)
    if group:
        out.append(_said(text, heard, decoded, group, told, out))
    return [part for i, s in enumerate(out) for part in _resumed(text, out[i - 1] if i else None, s)]


def _breaks(heard: Sequence[Heard], decoded: Sequence[Decoded], group: Sequence[int], i: int) -> bool:
    """Whether another stretch begins with sentence `i`."""
    if decoded[i].begins or heard[i].label or heard[group[0]].label:
        return True
    chairs = any("presiding" in heard[k].cues for k in group[-2:])
    return (
        decoded[i].side == ASKS
        and chairs
        and bool({"asking", "to-party"} & set(heard[i].cues))
        and "presiding" not in heard[i].cues
    )


def _resumed(text: str, before: Said | None, s: Said) -> list[Said]:
    """
    A long answer behind a question that asks another witness to confirm something.

    It is that witness's one sentence, then the main witness going on.
    """
    if before is None or s.side != ANSWERS or before.side != ASKS or not summoned(before.text):
        return [s]
    spans = sentences(text, s.start, s.end)
    if len(spans) < 4 or len(s.text) < 400 or not _CONFIRM.search(before.text):
        return [s]
    cut = spans[1][0]
    head = replace(s, end=spans[0][1], text=text[spans[0][0] : spans[0][1]])
    return [head, replace(s, start=cut, text=text[cut : s.end], told="", follows=True, probability=0.5)]


_CONFIRM = re.compile(
    r"\b(?:confirm|corroborate|is (?:it|that) (?:true|so|right|correct)|do you (?:admit|agree)|was that)\b"
)


def _said(
    text: str, heard: Sequence[Heard], decoded: Sequence[Decoded], group: Sequence[int],
    told: Sequence[tuple[int, int]], before: Sequence[Said],
) -> Said:  # fmt: skip
    start, end = heard[group[0]].start, heard[group[-1]].end
    side = decoded[group[0]].side
    at = before[-1].end if before else 0
    return Said(
        start,
        end,
        side,
        " ".join(text[heard[i].start : heard[i].end] for i in group),
        bool(before) and before[-1].side == side == ANSWERS and not before[-1].label,
        min(decoded[i].probability for i in group),
        " ".join(text[a:b] for a, b in told if at <= a < start),
        heard[group[0]].label,
        side == ASKS and any("presiding" in heard[i].cues for i in group),
    )


def _turns(
    text: str,
    hearing: Sequence[Passage],
    said: Sequence[Said],
    names: Sequence[str],
    told: Sequence[tuple[int, int]],
) -> list[Turn]:
    """Turns, each inside one passage, with the narration that follows a speech as its aside."""
    out: list[Turn] = []
    starts = [s.start for s in said]
    for i, (s, name) in enumerate(zip(said, names, strict=True)):
        limit = starts[i + 1] if i + 1 < len(said) else hearing[-1].end
        for p in hearing:
            start, end = max(s.start, p.start), min(limit, p.end)
            piece = text[start:end] if start < end else ""
            if piece.strip():
                left, right = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
                spans = joined(text, [(a, b) for a, b in told if left <= a and b <= right])
                out.append(Turn(left, right, name, s.probability >= _SURE, asides=spans))
    return out
