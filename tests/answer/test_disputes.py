"""A sentence that names both and disputes a charge is told; a word alone, or one name, is not."""

import pytest

from visavis.answer.disputes import places

WORDS = [
    "That Ada robbed Ben is pure slander.",
    "It never entered Ada's head to insult Ben.",
    "How little idea Ada could have had of mocking Ben is plain.",
    "There is no foundation for what Ada is said to have done to Ben.",
    "Ada had no intention of offending Ben.",
]


def spots(text: str, name: str) -> list[tuple[int, int]]:
    return [(i, i + len(name)) for i in range(len(text)) if text.startswith(name, i)]


def found(text: str) -> list[str]:
    return [text[s:e] for s, e in places(text, spots(text, "Ada"), spots(text, "Ben"))]


@pytest.mark.parametrize("sentence", WORDS)
def test_a_sentence_that_disputes_a_charge_is_found(sentence):
    assert found(f"They met in spring. {sentence} Then it rained.") == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        "Ada met Ben. The charge was pure slander.",
        "That Ada robbed Carl is pure slander. Ben left.",
        "Ada had no intention of meeting Ben.",
        "Ada and Ben laid the foundation of the house.",
    ],
)
def test_a_word_alone_is_not(text):
    assert found(text) == []


def test_two_words_in_one_sentence_are_told_once():
    assert len(found("That Ada robbed Ben is slander, a baseless falsehood.")) == 1
