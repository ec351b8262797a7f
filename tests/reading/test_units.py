"""How a text is cut before it is parsed."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.model.layers import Passage, Turn
from visavis.reading import units
from visavis.reading.units import LONGEST, pieces, stretches


def cut(text: str, passages: list[Passage], turns: list[Turn]) -> list[tuple[str, str | None]]:
    found = stretches(text, passages, turns)
    return [(text[start:end], turn.speaker if turn else None) for start, end, _, turn in found]


def test_paragraphs_turns_and_labels_are_borders() -> None:
    text = "A reporter wrote this.\n\nMR. HALE. When? In May. He left.\n\nThe end."
    hale, boyd = text.index("MR."), text.index("In May")
    turns = [
        Turn(hale, boyd, "Mr. Hale", label=(hale, hale + 9)),
        Turn(boyd, text.index("The end"), "Boyd"),
    ]
    assert cut(text, [Passage(0, len(text), "transcript")], turns) == [
        ("A reporter wrote this.", None), ("When?", "Mr. Hale"), ("In May. He left.", "Boyd"),
        ("The end.", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["She came. " * 9000, "word " * 20_000, "x" * 90_000], ids=["sentences", "words", "one"]
)
def test_a_text_without_paragraphs_is_cut_into_parts(text: str) -> None:
    parts = list(pieces(text, 0, len(text)))
    assert all(0 < b - a <= LONGEST for a, b in parts)
    assert "".join(text[a:b] for a, b in parts).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="ab .?\n", max_size=200), st.integers(1, 30))
def test_no_word_is_lost_in_cutting(text: str, longest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(units, "LONGEST", longest)
        parts = list(pieces(text, 0, len(text)))
    assert all(0 < b - a <= longest for a, b in parts)
    assert "".join("".join(text[a:b].split()) for a, b in parts) == "".join(text.split())


def test_a_transcript_of_twenty_thousand_turns_is_cut_in_a_moment() -> None:
    text = "MR. HALE. Yes.\n" * 20_000
    turns = [Turn(k, k + 14, "Mr. Hale", label=(k, k + 9)) for k in range(0, len(text), 15)]
    start = perf_counter()
    assert len(cut(text, [Passage(0, len(text), "transcript")], turns)) == 20_000
    assert perf_counter() - start < 2
