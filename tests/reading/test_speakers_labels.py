"""Labelled transcripts are read exactly."""

import json
from pathlib import Path

import pytest

from visavis.model.labels import labels
from visavis.model.layers import Passage
from visavis.model.offsets import Clean
from visavis.reading.segment import segment
from visavis.reading.speakers import speakers

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "labels.jsonl").read_text("utf-8").splitlines()
]


def turns_of(text):
    clean = Clean.of(text)
    return speakers(clean, segment(clean))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["label"])
def test_printed_labels_give_the_speakers(case):
    text = case["text"]
    printed = labels(text)
    found = speakers(Clean.of(text), [Passage(0, len(text), "transcript")]) if printed else []
    assert [t.speaker for t in found] == case["speakers"]


def test_a_turn_runs_from_its_label_to_the_next():
    text = "ANSEL: Did you see it?\n\nBREE: I did.\nAt noon.\n\nANSEL: Who else?\n\nBREE: I cannot say."
    turns = turns_of(text)
    assert text[turns[1].start : turns[1].end] == "BREE: I did.\nAt noon."
    assert text[slice(*turns[1].label)] == "BREE:"


def test_the_reporters_words_are_asides():
    text = (
        "Eames: You knew of it? Fogg: Yes. Continuing, Fogg states that he paid the clerk. He paid a guard. "
        "Eames: Who asked you? Fogg: I was asked by my clerk. Eames: Why? Fogg: I forget."
    )
    turns = turns_of(text)
    assert [text[a:b] for t in turns for a, b in t.asides] == [
        "Continuing, Fogg states that he paid the clerk. He paid a guard."
    ]


def test_you_is_the_one_who_is_asked():
    text = CASES[12]["text"]
    turns = turns_of(text)
    assert turns[2].addressee == "Vane"
    assert turns[3].addressee == "Tarn"


def test_the_narrative_before_a_labelled_hearing_is_no_turn():
    text = "The court met. It sat long.\n\nANSEL: Did you see it?\n\nBREE: Yes.\n\nANSEL: You?\n\nBREE: I."
    assert turns_of(text)[0].start == text.index("ANSEL")
