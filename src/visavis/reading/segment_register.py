"""
Register: which sentences are told by a narrator and which are spoken in a hearing whose labels are gone.

A stretch in the first and second person is found by the Viterbi method over the persons of its sentences; a
change costs less where a paragraph begins. It is a hearing where people talk in it: a logistic model over the
cues of a sentence and of those around it says so. Weights are learnt by
`scripts/train_register.py` from narratives and from transcripts whose labels were taken away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from visavis.model.cues import cues
from visavis.model.sentences import outside_quotes, sentences
from visavis.model.words import words

NEAR = 5  # sentences to each side that count as the surroundings
INSIDE, BETWEEN = 3.5, 3.0  # cost of a change inside a paragraph, and where a block begins
FEWEST = 6  # sentences of a stretch that may be a hearing
SHARE = 0.2  # of a stretch in the first person, how much must be talk
_ANSWERS = frozenset(
    {"1=yes", "1=no", "1=i", "1=that", "1=never", "1=not", "n1", "n2", "n4", "confirm", "hedge", "to-office"}
)
LIMIT = 2.5  # no single sentence weighs more than this
_FIRST = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Yy]ou|[Yy]ours?|myself)\b|\?")
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s)\b")
_WORD = re.compile(r"[^\W\d_]+")
_JUDGED = 4  # words of a sentence from which on its language can be told
_COMMON, _ENGLISH = 5000, 0.38  # rank of a word that counts as English, and how many of these there must be
_REPORT = re.compile(
    r"\b(?:testimony|testif(?:ies|ied)|accused|defendant|witness|questioned|cross-examin\w+|"
    r"repl(?:y|ies|ying)|prosecutor)\b",
    re.IGNORECASE,
)
_WATCHED = (
    "?",
    "I",
    "you",
    "we",
    "n1",
    "n2",
    "n4",
    "hedge",
    "confirm",
    "third",
    "digits",
    "to-office",
    "to-party",
)


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence; `bare` is what stands outside quotation marks, `first` whether it begins a block."""

    start: int
    end: int
    text: str
    bare: str
    first: bool


def read_sentences(text: str, spans: Sequence[tuple[int, int]]) -> list[Read]:
    """The sentences of the blocks `spans`."""
    out: list[Read] = []
    for start, end in spans:
        found = sentences(text, start, end)
        bare = outside_quotes(text, found)
        out += [
            Read(a, b, text[a:b], o, k == 0) for k, ((a, b), o) in enumerate(zip(found, bare, strict=True))
        ]
    return out


def features(marked: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """For each sentence, given by its cues: these, and how many around it have the telling ones."""
    have = [[c in some for c in _WATCHED] for some in marked]
    sums = [[0] * len(_WATCHED)]
    for row in have:
        sums.append([a + b for a, b in zip(sums[-1], row, strict=True)])
    out = []
    for i, own in enumerate(marked):
        low, high = max(0, i - NEAR), min(len(marked), i + NEAR + 1)
        counts = [b - a for a, b in zip(sums[low], sums[high], strict=True)]
        around = [f"{name}*{min(n, 5)}" for name, n in zip(_WATCHED, counts, strict=True)]
        out.append(["bias", *own, *around])
    return out


def scores(found: Sequence[Sequence[str]], weights: dict[str, float]) -> list[float]:
    """Log odds that each sentence is spoken in a hearing."""
    return [max(-LIMIT, min(LIMIT, sum(weights.get(f, 0.0) for f in some))) for some in found]


def spoken(read: Sequence[Read], weights: dict[str, float] | None = None) -> list[bool]:
    """
    Which sentences are spoken in a hearing: those of a stretch in the first and second person that holds an
    exchange of questions and answers. A memoir or a speech is told in the first person, but holds none.

    >>> text = "He came to Leeds. " * 12 + "Did you go? Yes, I did. Why did you? I was asked to. " * 4
    >>> spoken(read_sentences(text, [(0, len(text))]))[10:14]
    [False, False, True, True]
    """
    weights = learnt() if weights is None else weights
    out = [False] * len(read)
    for start, end in _stretches(chain([_person(r) for r in read], read)):
        if end - start >= FEWEST:
            low, high = max(0, start - NEAR), min(len(read), end + NEAR)
            marked = [cues(r.text, r.bare) for r in read[low:high]]
            talk = chain(scores(features(marked), weights), read[low:high])[start - low : end - low]
            if _is_hearing(talk, exchanges(marked[start - low : end - low])):
                behind = _with_report(read, end)
                out[start:behind] = [True] * (behind - start)
    return out


def _is_hearing(talk: Sequence[bool], answered: int) -> bool:
    share = sum(talk) / len(talk)
    return share >= SHARE and (answered >= max(2, 0.02 * len(talk)) or (answered >= 1 and share >= 3 * SHARE))


def _with_report(read: Sequence[Read], end: int) -> int:
    """The end of a hearing, moved behind the reporter's own words that follow in the same block."""
    if end < len(read) and not read[end].first and _REPORT.search(read[end].bare):
        while end < len(read) and not read[end].first:
            end += 1
    return end


def is_personal(r: Read) -> bool:
    """Whether a sentence speaks in the first or second person, or asks."""
    return bool(_FIRST.search(r.bare))


def _person(r: Read) -> float:
    """How well a sentence fits speech, told from its persons alone; another language's fits ill."""
    if _is_foreign(r):
        return -1.0
    if is_personal(r):
        return 2.0
    return 1.0 if _OURS.search(r.bare) else -0.5


def _is_foreign(r: Read) -> bool:
    """Whether a sentence has next to none of the words that no English one can do without."""
    found = _WORD.findall(r.bare.lower())
    rank = words().rank
    return len(found) >= _JUDGED and sum(rank(w) < _COMMON for w in found) < _ENGLISH * len(found)


def _stretches(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Runs of true flags."""
    out, start = [], None
    for i, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = i
        elif not flag and start is not None:
            out.append((start, i))
            start = None
    return out


def exchanges(marked: Sequence[tuple[str, ...]]) -> int:
    """How many questions are followed by what looks like an answer."""
    return sum("?" in a and "?" not in b and not _ANSWERS.isdisjoint(b) for a, b in pairwise(marked))


def chain(odds: Sequence[float], read: Sequence[Read]) -> list[bool]:
    """The best chain of two states for these log odds; a change costs less where a block begins."""
    best = (0.0, 0.0)
    back: list[tuple[int, int]] = []
    for r, s in zip(read, odds, strict=True):
        cost = BETWEEN if r.first else INSIDE
        stay0, move0 = best[0], best[1] - cost
        stay1, move1 = best[1], best[0] - cost
        back.append((0 if stay0 >= move0 else 1, 1 if stay1 >= move1 else 0))
        best = (max(stay0, move0) - s / 2, max(stay1, move1) + s / 2)
    state = 0 if best[0] >= best[1] else 1
    out = []
    for how in reversed(back):
        out.append(state == 1)
        state = how[state]
    return out[::-1]


@cache
def learnt() -> dict[str, float]:
    """The weights that ship with the package."""
    raw = json.loads(files("visavis.model").joinpath("data/register.json").read_text("utf-8"))
    weights: dict[str, float] = raw["weights"]
    return weights
