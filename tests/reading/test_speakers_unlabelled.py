"""Turns are recovered where the labels are gone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.model.layers import Passage
from visavis.model.offsets import Clean
from visavis.reading.speakers import speakers


def turns(text):
    return speakers(Clean.of(text), [Passage(0, len(text), "transcript")])


def said(text):
    return [(t.speaker, text[t.start : t.end]) for t in turns(text)]


def test_questions_and_answers_are_parted_within_a_paragraph():
    text = "Did you see the boat? I did. Where was it? It was at the quay. Who steered it? My cousin."
    assert [who for who, _ in said(text)] == ["questioner", "witness"] * 3


def test_paragraph_breaks_prove_nothing():
    text = (
        "Did you see the boat?\n\nI did. I saw it at noon.\n\nI was on the quay. Where was it? At the quay."
    )
    assert [who for who, _ in said(text)] == ["questioner", "witness", "questioner", "witness"]


def test_one_who_is_called_upon_answers():
    text = (
        "Accused Oram, did you sign the paper? I did. Did anybody see you? Yes, my clerk. "
        "Accused Tarn, do you confirm this? Yes, I confirm it."
    )
    assert [who for who, _ in said(text)][1::2] == ["Oram", "Oram", "Tarn"]


def test_the_one_who_asks_has_the_office_by_which_he_is_addressed():
    text = (
        "Did you sign the paper? Yes, Citizen Prosecutor, I signed it. Who gave it to you? "
        "I had it from my clerk, Citizen Prosecutor. When was that? I do not remember."
    )
    assert {who for who, _ in said(text)} == {"Prosecutor", "witness"}


def test_he_who_is_spoken_of_is_not_the_one_who_answers():
    text = (
        "Accused Oram, did you sign it? I did. Accused Tarn, did Oram tell you of it? Yes, he told me. "
        "When did Oram tell you? He told me in May."
    )
    assert [who for who, _ in said(text)][-1] == "Tarn"


def test_the_reporters_words_are_asides_and_name_who_speaks():
    text = (
        "Did you sign it? I did. Continuing, Oram states that the paper was forged, in reply to a "
        "question by Comrade Vane. Who forged it? I cannot say. Did Tarn? I do not know."
    )
    found = turns(text)
    assert [text[a:b][:10] for t in found for a, b in t.asides] == ["Continuing"]
    assert {t.speaker for t in found} == {"Vane", "Oram"}


def test_a_single_label_left_standing_is_used():
    text = "Did you go? I did. Tarn, did you go? Tarn: Yes. Did others go? I saw nobody. Are you sure? Yes."
    assert ("Tarn", "Tarn: Yes.") in said(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_nothing_said_is_no_turn(text):
    assert speakers(Clean.of(text), []) == ()


@given(
    st.lists(st.sampled_from(["Did you go?", "Yes.", "I did.", "Accused Oram,", "\n\n", "He came.", "Oram:"]))
)
def test_turns_are_in_order_and_inside_the_text(parts):
    text = " ".join(parts)
    found = turns(text) if text.strip() else ()
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(t.start <= a < b <= t.end for t in found for a, b in t.asides)


def test_a_word_that_only_opens_sentences_is_nobodys_name():
    text = (
        "Accused Oram, did you sign it? I did. Find the word for it. Treason? You have found it. "
        "Accused Tarn, do you confirm this? Yes."
    )
    assert not {"Treason"} & {who for who, _ in said(text)}


def test_one_who_was_asked_by_the_witness_does_not_ask():
    text = (
        "Did you sign it? I did. Continuing, Oram states that he asked Tarn about it in the spring. He fled. "
        "Who forged it? I cannot say. Why did you flee? I was afraid of the guild."
    )
    assert "Tarn" not in {who for who, _ in said(text)}


def test_an_order_to_the_accused_is_no_answer():
    text = (
        "Accused Oram, do you admit it? I do. Accused Tarn, I put the same question to you. "
        "I answer it in the affirmative. When was this? It was in May."
    )
    assert [who for who, _ in said(text)] == [
        "questioner",
        "Oram",
        "questioner",
        "Tarn",
        "questioner",
        "Tarn",
    ]


def test_a_list_of_those_present_names_nobody_who_speaks():
    text = (
        "Present: Ms. Oram for the mill.\n\nDid you see the boat?\nI did. I saw it at noon.\nWhere was it?\n"
        "At the quay.\nWho steered it?\nMy cousin did.\n"
    )
    assert {who for who, _ in said(text)} == {"questioner", "witness"}
