"""What a witness confirms or denies is his own claim."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reading.marked import marked

from visavis.model.layers import Passage, Turn
from visavis.model.source import Source
from visavis.reading.claims import Draft, claims
from visavis.reading.units import Unit, pipeline

CASES = [
    ("Did [you|Harris] betray [Walker|=]?", "I did.", "asserted"),
    ("Did [you|Harris] betray [Walker|=]?", "Yes, sir.", "asserted"),
    ("Did [you|Harris] betray [Walker|=]?", "That is correct.", "asserted"),
    ("[You|Harris] betrayed [Walker|=], did you not?", "I did.", "asserted"),
    ("Did [you|Harris] betray [Walker|=]?", "No, never.", "denied"),
    ("Did [you|Harris] betray [Walker|=]?", "I did not.", "denied"),
    ("Did [you|Harris] betray [Walker|=]?", "I do not remember.", None),
    ("Did [you|Harris] betray [Walker|=]?", "It rained.", None),
    ("When did [you|Harris] betray [Walker|=]?", "Yes.", None),
    ("[You|Harris] did not betray [Walker|=]?", "No.", None),
    ("Did [you|Harris] betray [Walker|=]? Was it in May?", "Yes.", None),
]


def heard(question: str, answer: str, witness: str = "Harris") -> list[Draft]:
    text, mentions, entities = marked(question)
    first, second = pipeline().pipe([text, answer])
    start = len(text) + 2
    kind = Passage(0, start + len(answer), "transcript")
    asks = Unit(0, len(text), first, kind, Turn(0, len(text), "Lee"))
    says = Unit(start, start + len(answer), second, kind, Turn(start, start + len(answer), witness))
    found = claims([asks, says], entities, mentions, (), Source("t.txt", text + "\n\n" + answer), 0.0)
    return [d for d in found if d.relation == "harms" and d.modality != "asked"]


@pytest.mark.parametrize(("question", "answer", "modality"), CASES)
def test_an_answer_makes_the_question_a_claim(question: str, answer: str, modality: str | None) -> None:
    found = [(d.modality, d.voice) for d in heard(question, answer)]
    assert found == ([(modality, ("Harris",))] if modality else [])


def test_evidence_goes_from_the_question_to_the_answer() -> None:
    (found,) = heard("Did [you|Harris] betray [Walker|=]?", "I did. It rained.")
    text = "Did you betray Walker?\n\nI did. It rained."
    assert text[found.start : found.end].endswith("Walker?\n\nI did.")


def test_nobody_answers_himself() -> None:
    assert heard("Did [you|Harris] betray [Walker|=]?", "Yes.", witness="Lee") == []


def test_an_answer_is_none_of_the_question() -> None:
    (found,) = heard("Did [you|Harris] betray [Walker|=]?", "Yes.")
    assert replace(found, rule="").rule == "" and found.rule == "verb:betray (answered)"


def test_an_answer_that_says_it_in_full_is_no_second_claim() -> None:
    text, mentions, entities = marked("Did [Harris|=] ever betray [Walker|=]?")
    answer, more, _ = marked("No, [he|Harris] never betrayed [Walker|=].")
    start = len(text) + 2
    mentions += [replace(m, start=m.start + start, end=m.end + start) for m in more]
    first, second = pipeline().pipe([text, answer])
    kind = Passage(0, start + len(answer), "transcript")
    asks = Unit(0, len(text), first, kind, Turn(0, len(text), "Lee"))
    says = Unit(start, start + len(answer), second, kind, Turn(start, start + len(answer), "Lowe"))
    found = claims([asks, says], entities, mentions, (), Source("t.txt", f"{text}\n\n{answer}"), 0.0)
    assert [d.modality for d in found] == ["asked", "denied"]
