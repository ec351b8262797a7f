"""
What the encoder makes of pronouns: windows of sentences in which nobody has a name, and whom one may mean.

Every name in a window is replaced by a mark, the same one wherever the same person or group is named there.
A pronoun's vector is held against those of the mentions around it (mention ranking as in Lee et al. 2017),
and against nobody, who is meant where `their` is anybody's.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from visavis.reading import people_pronouns as pronouns
from visavis.reading.encoder.body import LONGEST, MARKS, Body, Floats, gelu
from visavis.reading.people_pronouns import Mark
from visavis.reading.units import Unit

CONTEXT = 110  # word pieces before the first sentence of a window that are read with it
CLASSES = (pronouns.HE, pronouns.SHE, pronouns.THEY)
KINDS = {"person": 0, "group": 1}
FORMS = {"name": 0, "pronoun": 1, "description": 2}
TRAITS = 20  # 3 kinds of pronoun, 9 of mentions, 3 of how the gender agrees, 5 of distance
Agrees = Callable[[int], float]


@dataclass(slots=True)
class Sentence:
    """A sentence as word pieces; a name is the kind and number of who bears it until a window numbers it."""

    ids: list[int | tuple[str, int]] = field(default_factory=list)
    places: dict[tuple[int, str], int] = field(default_factory=dict)  # of mentions, by root and form


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences `first` to `last` (inclusive), read for the pronouns of `told` and later ones."""

    first: int
    told: int
    last: int


def layout(lengths: Sequence[int], asked: Sequence[int]) -> Iterator[Window]:
    """
    Windows over sentences of so many pieces: all that are asked for, in order, with what comes before.

    >>> list(layout([100, 30, 60, 90, 90], [1, 3]))
    [Window(first=0, told=1, last=2), Window(first=1, told=3, last=3)]
    """
    done = -1
    for number in asked:
        if number <= done:
            continue
        first, size = number, lengths[number]
        while first and size + lengths[first - 1] <= min(LONGEST, lengths[number] + CONTEXT):
            first -= 1
            size += lengths[first]
        last = number
        while last + 1 < len(lengths) and size + lengths[last + 1] <= LONGEST - CONTEXT // 2:
            last += 1
            size += lengths[last]
        yield Window(first, number, last)
        done = last


class Sight:
    """
    The encoder over the marks of a source; sentences are numbered through it as in `Mark.sentence`.

    Only the window that was asked for last is kept.
    """

    def __init__(self, encoder: Body, units: Sequence[Unit], marks: Sequence[Mark]) -> None:
        self._encoder = encoder
        self._w = {k.removeprefix("whom."): v for k, v in encoder.weights.items() if k.startswith("whom.")}
        self.sentences = sentences(encoder, units, marks)
        asked = sorted({m.sentence for m in marks if m.form == "pronoun" and kind_of(m) is not None})
        self.windows = list(layout([len(s.ids) for s in self.sentences], asked))
        self._told = [w.told for w in self.windows]
        self._kept: tuple[int, Floats] | None = None

    def __call__(
        self, pronoun: Mark, candidates: Sequence[tuple[int, Sequence[Mark]]], agrees: Agrees
    ) -> list[float | None]:
        """How far a pronoun rather means each candidate (number, mentions) than nobody; None: unseen."""
        number, here = self.place(pronoun)
        if here is None:
            return [None] * len(candidates)
        seen = [
            (c, at, traits(pronoun, m, agrees(who)))
            for c, (who, marks) in enumerate(candidates)
            for m in marks
            if (at := self.place_in(number, m)) is not None
        ]
        scores: list[list[float]] = [[] for _ in candidates]
        if seen:
            vectors = self._vectors(number)
            for (c, _, _), score in zip(seen, self._judge(vectors, here, seen), strict=True):
                scores[c].append(float(score))
        nobody = self._nobody(self._vectors(number)[here], pronoun) if seen else 0.0
        return [together(some) - nobody if some else None for some in scores]

    def place(self, pronoun: Mark) -> tuple[int, int | None]:
        """The number of the window that is read for a pronoun, and the pronoun's piece in it."""
        number = bisect_right(self._told, pronoun.sentence) - 1
        return number, self.place_in(number, pronoun) if number >= 0 else None

    def place_in(self, number: int, mark: Mark) -> int | None:
        """The piece that stands for a mention in a window; None where it is not in it."""
        window = self.windows[number]
        if not window.first <= mark.sentence <= window.last:
            return None
        within = self.sentences[mark.sentence].places.get((mark.root.i, mark.form))
        if within is None:
            return None
        at = within + sum(len(s.ids) for s in self.sentences[window.first : mark.sentence])
        return at if at < LONGEST else None

    def ids(self, number: int) -> list[int]:
        """The word pieces of a window, names as marks."""
        window = self.windows[number]
        known: dict[tuple[str, int], int] = {}
        out: list[int] = []
        for piece in (p for s in self.sentences[window.first : window.last + 1] for p in s.ids):
            if isinstance(piece, int):
                out.append(piece)
                continue
            first, many = MARKS[piece[0]]
            before = sum(k[0] == piece[0] for k in known)
            out.append(known.setdefault(piece, first + before % many))
        return out[:LONGEST]

    def _vectors(self, number: int) -> Floats:
        if self._kept is None or self._kept[0] != number:
            self._kept = number, self._encoder(self.ids(number))
        return self._kept[1]

    def _judge(self, v: Floats, here: int, seen: Sequence[tuple[int, int, Floats]]) -> Floats:
        """The network of two layers over a pronoun and each mention."""
        one = np.repeat(v[here][None], len(seen), 0)
        other = v[[at for _, at, _ in seen]]
        told = np.stack([t for _, _, t in seen])
        x = np.concatenate([one, other, one * other, told], 1)
        hidden = gelu(x @ self._w["w1.weight"].T + self._w["w1.bias"])
        out: Floats = hidden @ self._w["w2.weight"][0] + self._w["w2.bias"][0]
        return out

    def _nobody(self, v: Floats, pronoun: Mark) -> float:
        kind = kind_of(pronoun)
        assert kind is not None
        return float(self._w["nobody.weight"][kind] @ v + self._w["nobody.bias"][kind])


def sentences(encoder: Body, units: Sequence[Unit], marks: Sequence[Mark]) -> list[Sentence]:
    """The sentences of a source as word pieces."""
    of: dict[int, list[Mark]] = {}
    for m in marks:
        of.setdefault(m.sentence, []).append(m)
    out: list[Sentence] = []
    for unit in units:
        spans = list(unit.doc.sents)
        for span in spans:
            out.append(sentence(encoder, unit, span.start_char, span.end_char, of.get(len(out), ())))
        if not spans:
            out.append(Sentence())
    return out


def sentence(encoder: Body, unit: Unit, low: int, high: int, marks: Sequence[Mark]) -> Sentence:
    """One sentence (characters of the unit's parse) as word pieces, with the places of its mentions."""
    out, at = Sentence(), low
    starts: list[int] = []
    for m in sorted((m for m in marks if named(m)), key=lambda m: (m.start, -m.end)):
        span = unit.doc[m.start : m.end]
        if span.start_char < at:
            continue
        fill(out, starts, encoder, unit, at, span.start_char)
        assert m.who is not None
        out.places[m.root.i, m.form] = len(out.ids)
        out.ids.append((m.kind, m.who))
        starts.append(span.start_char)
        at = span.end_char
    fill(out, starts, encoder, unit, at, high)
    for m in marks:
        if not out.ids or (m.root.i, m.form) in out.places:
            continue
        out.places[m.root.i, m.form] = max(0, bisect_right(starts, m.root.idx) - 1)
    return out


def fill(out: Sentence, starts: list[int], encoder: Body, unit: Unit, low: int, high: int) -> None:
    """Put the words between two characters at the end of a sentence."""
    for piece, at in encoder.cut(unit.text[low:high]) if high > low else ():
        if len(out.ids) < LONGEST:
            out.ids.append(piece)
            starts.append(low + at)


def named(mark: Mark) -> bool:
    """Whether a mark stands for a name in a window."""
    return mark.form == "name" and mark.kind in MARKS and mark.who is not None


def kind_of(pronoun: Mark) -> int | None:
    """Of a pronoun of the third person: 0 `he`, 1 `she`, 2 `they`."""
    word = pronoun.root.lower_
    return next((k for k, words in enumerate(CLASSES) if word in words), None)


def traits(pronoun: Mark, mark: Mark, agrees: float) -> Floats:
    """What is known of a pronoun and a mention beside the words."""
    out = np.zeros(TRAITS, np.float32)
    far = pronoun.sentence - mark.sentence
    behind = far < 0 or (far == 0 and (mark.unit, mark.start) > (pronoun.unit, pronoun.start))
    kind = kind_of(pronoun)
    assert kind is not None
    out[kind] = 1
    out[3 + 3 * KINDS.get(mark.kind, 2) + FORMS[mark.form]] = 1
    out[13 + round(agrees)] = 1
    out[15 + (1 if behind else (0, 2, 3, 4)[min(far, 3)])] = 1
    return out


def together(scores: Sequence[float]) -> float:
    """
    Several scores of one candidate as one: the logarithm of the sum of their exponentials.

    >>> round(together([1.0, 1.0]), 3)
    1.693
    """
    top = max(scores)
    return top + math.log(sum(math.exp(s - top) for s in scores))
