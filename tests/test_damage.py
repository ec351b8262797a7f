"""The damage generator: what it says it did is what it did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.damage import KINDS, damage

TEXT = """In the spring of 1790, Cato left the city of Rome. The consul was elected in May 1801, and he wrote
to the senate about the government of the province. During 1802 the peace held, with those who wanted it.

The army—so he said—marched north in October 1803. Nobody followed."""


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "furniture"])
def test_every_kind_strikes_and_can_be_undone(kind: str) -> None:
    broken = damage(TEXT, {kind: 1.0}, seed=3)
    assert broken.wounds
    assert broken.text != TEXT
    assert broken.mended() == TEXT


@given(st.text(max_size=300), st.integers(0, 50))
def test_undoing_all_wounds_gives_the_clean_text(text: str, seed: int) -> None:
    broken = damage(text, dict.fromkeys(KINDS, 0.5), seed)
    assert broken.mended() == text


def test_the_same_seed_breaks_in_the_same_places() -> None:
    rates = {"glued": 0.2, "ocr": 0.2}
    assert damage(TEXT, rates, 5) == damage(TEXT, rates, 5)
    assert damage(TEXT, rates, 5) != damage(TEXT, rates, 6)
