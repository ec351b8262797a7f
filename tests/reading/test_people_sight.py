"""What the encoder sees of pronouns, and that a source without it is read by the rules alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.model.layers import Passage
from visavis.model.source import Source
from visavis.reading.encoder.body import LONGEST, MARKS, Body, Floats, body
from visavis.reading.people import people
from visavis.reading.people_pronouns import Mark
from visavis.reading.people_resolve import Resolver
from visavis.reading.people_sight import CONTEXT, Sight, layout
from visavis.reading.units import Unit, pipeline

LENGTHS = st.lists(st.integers(0, LONGEST), min_size=1, max_size=40)


@given(LENGTHS, st.data())
def test_every_sentence_that_is_asked_for_lies_in_one_window(lengths: list[int], data: st.DataObject) -> None:
    asked = sorted(data.draw(st.sets(st.integers(0, len(lengths) - 1))))
    windows = list(layout(lengths, asked))
    for number in asked:
        assert sum(w.told <= number <= w.last for w in windows) == 1
    for w in windows:
        assert w.first <= w.told <= w.last
        assert sum(lengths[w.first : w.last + 1]) <= LONGEST
        assert sum(lengths[w.first : w.told]) <= CONTEXT


class Watched(Body):
    """The encoder, remembering what it was shown."""

    def __init__(self) -> None:
        real = body()
        super().__init__(None, real.weights, real.cut, real.settings)
        self.real = real
        self.shown: list[list[int]] = []

    def __call__(self, ids: Sequence[int]) -> Floats:
        self.shown.append(list(ids))
        return self.real(ids)


def units_of(*texts: str) -> list[Unit]:
    out, at = [], 0
    for text in texts:
        out.append(Unit(at, at + len(text), pipeline()(text), Passage(at, at + len(text), "narrative")))
        at += len(text) + 2
    return out


TOLD = ("Aurelia Stone wrote to Benedict Marsh for years.", "She never forgave him, and he knew it.")


LEARNT = pytest.mark.skipif(not body().reads_pronouns, reason="the encoder has not learnt pronouns yet")


@LEARNT
def test_names_never_reach_the_encoder_that_reads_pronouns() -> None:
    watched = Watched()
    people(units_of(*TOLD), Source("letters.txt", "\n\n".join(TOLD)), watched)
    words = {i: w for w, i in watched.cut.vocabulary.items()}
    (shown,) = watched.shown
    first = MARKS["person"][0]
    assert shown[0] == first and shown.count(first + 1) == 1
    assert not {"aurelia", "stone", "benedict", "marsh"} & {words[i] for i in shown}
    assert [words[i] for i in shown if words[i] in ("she", "him", "he")] == ["she", "him", "he"]


def test_a_text_without_pronouns_is_not_shown_to_the_encoder() -> None:
    watched = Watched()
    people(units_of("Aurelia Stone wrote to Benedict Marsh."), Source("letters.txt", ""), watched)
    assert watched.shown == []


@LEARNT
def test_people_of_unlike_gender_are_told_apart_with_and_without_the_encoder() -> None:
    for encoder in (None, body()):
        found = people(units_of(*TOLD), Source("letters.txt", "\n\n".join(TOLD)), encoder)
        meant = [(m.text, m.name) for m in found.mentions if m.form == "pronoun"]
        assert meant == [("She", "Aurelia Stone"), ("him", "Benedict Marsh"), ("he", "Benedict Marsh")]


@LEARNT
def test_a_mention_out_of_the_window_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[tuple[list[Unit], Sequence[Mark]]] = []
    run = Resolver.run

    def ran(self: Resolver, marks: Sequence[Mark]) -> None:
        run(self, marks)
        kept.append((list(self.units), marks))

    monkeypatch.setattr(Resolver, "run", ran)
    far = ["Aurelia Stone came early."] + [
        "The rain fell on the roofs of the long grey town." for _ in range(40)
    ]
    units = units_of(*far, "Clara Wells said that she was late.")
    people(units, Source("page.txt", ""))
    ((_, marks),) = kept
    sight = Sight(body(), units, marks)
    names = {m.root.text: m for m in marks if m.form == "name"}
    (she,) = [m for m in marks if m.root.text == "she"]
    near, away = (names[w] for w in ("Wells", "Stone"))
    assert near.who is not None and away.who is not None
    scores = sight(she, [(near.who, [near]), (away.who, [away])], lambda _: 0.0)
    assert scores[1] is None
    assert scores[0] is not None and np.isfinite(scores[0])
