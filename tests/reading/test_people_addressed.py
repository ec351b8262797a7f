"""A first-person writer is called as others call him in his dialogues."""

from __future__ import annotations

import pytest

from visavis.model.source import Source
from visavis.reading.pipeline import PARSER, QUICK, read

MEMOIR = (
    'I had asked Harris to dine.\n\n"No, Edward, I never dine," said Harris.\n\n'
    'I laughed, and I told him of Walker.\n\n"You praise him too much, Edward," said Harris. I left.'
)


def writers(text: str) -> set[str | None]:
    found = read(Source("t.txt", text), "mentions", PARSER + QUICK).mentions
    quoted = [i for i, c in enumerate(text) if c == '"']
    inside = [(a, b) for a, b in zip(quoted[::2], quoted[1::2], strict=True)]
    return {m.name for m in found if m.text == "I" and not any(a < m.start < b for a, b in inside)}


def test_the_writer_is_who_is_called() -> None:
    assert writers(MEMOIR) == {"Edward"}


@pytest.mark.parametrize(
    "other",
    [
        MEMOIR.replace("told him", "told Edward"),  # somebody else whom he tells of
        MEMOIR.replace("much, Edward", "much, Arthur"),  # each called once
        MEMOIR.replace("Edward", "Comrade"),
    ],
)
def test_otherwise_the_writer_stays_unnamed(other: str) -> None:
    assert writers(other) == {"author"}
