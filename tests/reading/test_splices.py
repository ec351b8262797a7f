"""Seams of two sources inside a paragraph."""

from __future__ import annotations

import pytest

from visavis.model.source import Source
from visavis.reading.pipeline import read

STORY = (
    "The weaver Anselm Rook came to the valley as a boy and was taken in by the miller. He learned the trade "
    "in four winters. The guild would not have him, because his father had burned its hall. He worked at "
    "night, sold his cloth beyond the river, and bought the house by the ford. "
) * 2
HEARING = (
    "When did you buy the house? I bought it after the flood. Who lent you the money? My brother lent it to "
    "me. Did you ever pay him back? No, I did not. Why did you not? He never asked me to. Did you know that "
    "the guild wanted it? Yes, I knew that. Did you tell your brother so? I did not tell him. "
) * 2
SNIPPETS = (
    "Anselm Rook was a weaver and the owner of the. He learned the trade in four winters. The house by the "
    "ford was sold to a. All that is known of him."
)


def seams(raw: str) -> list[str]:
    return [e.was for e in read(Source("page.txt", raw), until="repairs").repairs if e.kind == "splice"]


def test_a_hearing_spliced_into_a_story_is_one_wound():
    assert seams(STORY + HEARING) == ["ford. When did you"]


def test_fragments_of_a_search_are_parted():
    assert len(seams(f"{SNIPPETS}\n\n{STORY}")) == 3


@pytest.mark.parametrize(
    "raw",
    [
        STORY,
        HEARING,
        f"{STORY.strip()}\n\n{HEARING}",
        "The court met.\n\nMr. ROOK. I bought it.\n\nMr. HALE. When?\n\nMr. ROOK. Then.\n\nMr. HALE. Why?",
        "He spoke of the house he came from. It was the one he was born in. None knew what it was for. " * 2,
    ],
    ids=["story", "hearing", "two paragraphs", "labels", "sentences that end in prepositions"],
)
def test_whole_text_has_no_seam(raw):
    assert seams(raw) == []


def test_a_seam_changes_nothing_in_the_text():
    found = [
        e for e in read(Source("page.txt", STORY + HEARING), until="repairs").repairs if e.kind == "splice"
    ]
    assert [e.reads for e in found] == [None]
    assert found[0].shown == "ford. [another source] When did you"
    assert not found[0].patches
