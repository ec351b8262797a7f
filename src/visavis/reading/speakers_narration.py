"""The reporter's own words inside a transcript: narration between speeches, stage directions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from visavis.model.sentences import outside_quotes, sentences
from visavis.model.voice_words import voice_words

_DIRECTION = re.compile(
    r"\((?:[A-Z][^()\n]{2,160}|laughter|applause|pause|objection)[.)]\)?|\[[A-Z][^\[\]\n]{2,160}\]|"
    r"^[ \t]*_?(?:(?:Re-)?[Ee]nter|Exit|Exeunt)\b(?! (?:my|your|his|her|our)\b)[^\n?!]{2,80}$",
    re.MULTILINE,
)
_SPOKEN = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our|you|your|yours)\b")
_OPENING = re.compile(
    r"(?:Continuing|Replying|Questioned|Asked|Answering|Concluding|Examined|Cross-examined|Re-examined|"
    r"In (?:reply|answer|response|conclusion)|From (?:a|the) repl|Further (?:examined|questioned)|"
    r"Being asked|Confronted|"
    r"The (?:witness|accused|prisoner|defendant|deponent|court investigation)\b|Thereupon|Hereupon|"
    r"Th(?:is|ese) (?:assertions?|statements?|testimon(?:y|ies)|evidence|denials?)\b)"
)


@cache
def _says(names: tuple[str, ...]) -> re.Pattern[str]:
    """A sentence whose subject is one of `names`, or a party of the court, and whose verb reports speech."""
    present = sorted(w for w in voice_words().dialogue["saying"] if w.endswith("s"))
    who = "|".join(
        [r"[Tt]he (?:accused|witness|prisoner|defendant)(?: [A-Z][\w-]+)?", *map(re.escape, names)]
    )
    verbs = "|".join(map(re.escape, present))
    return re.compile(
        rf"\b(?:{who})(?:,? (?:then|also|again|once|further|at first|still|thus|now|\w+ly)){{0,3}},? "
        rf"(?:{verbs})\b|[\"”] ?(?:{verbs}) (?:the (?:accused|witness) )?(?:{who})"
    )


def narrated(text: str, spans: Sequence[tuple[int, int]], names: Iterable[str]) -> list[bool]:
    """
    Which of the sentences `spans` are a reporter's words about the speakers called `names`.

    Narration begins with a sentence that reports what one of them says, without a first or second person
    outside quotations, and runs on until somebody speaks again.

    >>> text = "Did you go? Yes, I went. Continuing, Hale states that he saw Mott. He fled. Why did you flee?"
    >>> narrated(text, sentences(text), ["Hale"])
    [False, False, True, True, False]
    """
    says = _says(tuple(sorted({n.split()[-1] for n in names if n})))
    out: list[bool] = []
    running = False
    for (start, end), bare in zip(spans, outside_quotes(text, spans), strict=True):
        spoken = bool(_SPOKEN.search(bare)) or bare.rstrip().endswith("?")
        begins = not spoken and bool(_begins(text[start:end], bare, says))
        running = begins or (running and not spoken)
        out.append(running)
    return out


def _begins(sentence: str, bare: str, says: re.Pattern[str]) -> bool:
    if _OPENING.match(sentence):
        return bool(says.search(bare)) or not sentence.startswith("The ")
    return bool(says.search(bare)) and len(sentence) > 25


def directions(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """
    Spans of stage directions in brackets.

    >>> directions("Yes. (Laughter in court.) No.", 0, 29)
    [(5, 25)]
    """
    return [m.span() for m in _DIRECTION.finditer(text, start, end) if not _SPOKEN.search(m.group())]


def asides(text: str, start: int, end: int, names: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Stretches of `text[start:end]`, one speaker's turn, that are the reporter's words."""
    spans = sentences(text, start, end)
    flags = narrated(text, spans, names)
    if flags and flags[0]:
        flags[0] = len(flags) > 1 and flags[1] and bool(_OPENING.match(text[spans[0][0] : spans[0][1]]))
    found = [span for span, flag in zip(spans, flags, strict=True) if flag]
    return joined(text, [*found, *directions(text, start, end)])


def joined(text: str, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those put together between which only blanks stand."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip()):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
