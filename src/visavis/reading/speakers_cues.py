"""A transcript's sentences as the decoder hears them: cues of each, and of each with its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from visavis.model.cues import WORD, cues, word_classes
from visavis.model.sentences import broken_off, outside_quotes, sentences
from visavis.model.voice_words import voice_words
from visavis.reading.speakers_cast import called_upon
from visavis.reading.speakers_narration import narrated

_LABEL = re.compile(r"([A-ZÀ-ÖØ-Þ][\w’'-]{2,})[:;] (?=[A-Z])")


_SHORTEST_CALL = 16  # characters; a name alone may be an answer


_PERSONS = ("I", "we", "you", "third")


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence of a transcript: its span, its cues, its content words, and what stands before it."""

    start: int
    end: int
    cues: tuple[str, ...]
    content: frozenset[str]
    question: bool
    paragraph: bool  # a blank line stands before it
    after_narration: bool
    label: str = ""  # a single label left standing before it


def hear(
    text: str, start: int, end: int, names: Sequence[str] = ()
) -> tuple[list[Heard], list[tuple[int, int]]]:
    """
    The sentences of a transcript's stretch, and the spans of the reporter's words, which are left out.

    >>> heard, told = hear("Did you go? I did.", 0, 18)
    >>> [h.question for h in heard], told
    ([True, False], [])
    """
    spans = [part for span in sentences(text, start, end) for part in _unbroken(text, *span)]
    bare = outside_quotes(text, spans)
    told = narrated(text, spans, names)
    common = voice_words().common
    out: list[Heard] = []
    left: list[tuple[int, int]] = []
    at, narration = start, False
    for (a, b), outside, reporter in zip(spans, bare, told, strict=True):
        paragraph = "\n\n" in text[at:a]
        at = b
        if reporter:
            left.append((a, b))
            narration = True
            continue
        sentence = text[a:b]
        marks = cues(sentence, outside)
        if len(sentence) > _SHORTEST_CALL and called_upon(outside):
            marks += ("summons",)
        content = frozenset(w for w in WORD.findall(sentence.lower()) if len(w) > 2 and w not in common)
        left_label = _LABEL.match(sentence)
        name = left_label[1] if left_label and _names_somebody(text, left_label[1]) else ""
        out.append(Heard(a, b, marks, content, "?" in marks, paragraph, narration, name))
        narration = False
    return out, left


def _unbroken(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence cut where another begins inside it because its own end was lost."""
    cuts = [start, *broken_off(text, start, end), end]
    return [(a, a + len(text[a:b].rstrip())) for a, b in pairwise(cuts)]


def _names_somebody(text: str, word: str) -> bool:
    low = word.lower()
    listed = (word_classes(), voice_words().openers, voice_words().never)
    return not any(low in words for words in listed) and not re.search(rf"\b{re.escape(low)}\b", text)


def features(heard: Sequence[Heard]) -> list[list[str]]:
    """For each sentence, what speaks for or against a change of speaker before it, and for its side."""
    out: list[list[str]] = []
    since = 9  # sentences since the last question
    for i, now in enumerate(heard):
        before = heard[i - 1] if i else None
        after = heard[i + 1] if i + 1 < len(heard) else None
        out.append(_features(now, before, after, since))
        since = 0 if now.question else since + 1
    return out


def _features(now: Heard, before: Heard | None, after: Heard | None, since: int) -> list[str]:
    found = ["bias", *("c:" + c for c in now.cues)]
    mark = "?" if now.question else "."
    if now.paragraph:
        found += ["para", "para" + mark]
    if now.after_narration:
        found += ["told", "told" + mark]
    found += [f"since{min(since, 6)}", f"since{min(since, 6)}{mark}"]
    if before is not None:
        found += _pair(now, before, mark)
    if after is not None:
        head = next((c for c in after.cues if c.startswith("1=")), "1=-")
        found += [
            f"n:{'?' if after.question else '.'}{mark}",
            f"n:{head}{mark}",
            f"n:para{after.paragraph}{mark}",
        ]
        found += [f"n:{c}{mark}" for c in after.cues if c in ("I", "you", "n1", "n2", "confirm", "hedge")]
    return found


def _pair(now: Heard, before: Heard, mark: str) -> list[str]:
    old = "?" if before.question else "."
    head = next((c for c in now.cues if c.startswith("1=")), "1=-")
    asked = next((c for c in before.cues if c.startswith("1=")), "1=-")
    found = ["p:" + c for c in before.cues]
    found += [f"{old}>{mark}", f"{old}>{head}", f"{old}{asked}>{head}", f"{old}>{mark}para{now.paragraph}"]
    person = [c for c in _PERSONS if c in now.cues] or ["-"]
    other = [c for c in _PERSONS if c in before.cues] or ["-"]
    found += [f"{old}{b}>{mark}{a}" for b in other for a in person]
    share = len(now.content & before.content) / max(1, min(len(now.content), len(before.content)))
    found.append(f"echo{old}{mark}{0 if share == 0 else 1 if share < 0.34 else 2 if share < 0.67 else 3}")
    length = next(c for c in now.cues if c[0] == "n" and c[1:].isdigit())
    found += [f"{old}>{length}", f"{old}>{mark}{length}"]
    return found
