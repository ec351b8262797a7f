"""What must always hold of every layer, whatever the text."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from visavis.faces.lines import lines
from visavis.model.edtf import Edtf
from visavis.model.layers import Reading
from visavis.model.source import Source
from visavis.reading.line_ends import WIDTHLESS
from visavis.reading.pipeline import LAYERS, read

# pieces that wake the stages: damage, speakers, names, dates, verbs, and what no page should contain
PIECES = st.sampled_from(
    [
        "In OctoberPetrov's men voted. ", "In latewith the crises ", "[ edit ]", "[10]", "anna and bruno\n\n",
        "Mr. HALE. Did you meet him?\n", "Q. Who was he?\nA. My brother.\n", "THE PRESIDENT: Order!\n",
        "Dear Anna,\n\n", "Yours ever,\nBruno Weiss\n", "Chapter IV\n\n", "Anna Reed accused Bruno Weiss. ",
        "He denied it. ", "She was his wife. ", "In 55 BC Varro ", "about 1925 ", "on 30 February 1900 ",
        "the following year ", "Bruno said that Carla had betrayed the Union. ", "Home | About | Contact\n",
        "exam-\nple ", "\r\n", "\n\n", "\t", "\u00a0", "\u2028", "\u200b", "\ufeff", "\x0c", "â€™", "Ã©",
        "İstanbul", "ﬁ", "e\u0301", "😀", "”", "“", "(", "—", "1924-", "I ", "they ", "?" * 9, "." * 9,
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), min_size=1, max_size=14).map("".join)


def spans(reading: Reading) -> dict[str, list[tuple[int, int]]]:
    """Every span of every layer."""
    return {
        layer: [(x.start, x.end) for x in getattr(reading, layer)]
        for layer in (*LAYERS, "circumstances")
    }  # fmt: skip


def check(raw: str) -> None:
    reading = read(Source("page.txt", raw))
    for layer, some in spans(reading).items():
        assert all(0 <= start <= end <= len(raw) for start, end in some), layer
    for edit in reading.repairs:
        assert raw[edit.start : edit.end] == edit.was
        assert edit.why
    for said in (*reading.mentions, *reading.dates):
        assert raw[said.start : said.end] == said.text
    for claim in reading.claims:
        assert raw[claim.start : claim.end] == claim.quote
    covered(reading, raw)
    dated(reading)
    for layer in LAYERS:
        assert all(json.loads(line)["doc"] == "page.txt" for line in lines(reading, layer))


def covered(reading: Reading, raw: str) -> None:
    """Passages stand in order, apart, and cover all that is not blank or a mark without width."""
    assert all(one.end <= two.start for one, two in pairwise(reading.passages))
    inside = {k for p in reading.passages for k in range(p.start, p.end)}
    shown = [k for k, c in enumerate(raw) if not c.isspace() and not WIDTHLESS.match(c)]
    assert not [k for k in shown if k not in inside]
    assert all(one.end <= two.start for one, two in pairwise(reading.turns))


def dated(reading: Reading) -> None:
    """Whatever is called a date is EDTF."""
    for text in [t for d in reading.dates for t in (d.edtf, d.bounds) if t is not None]:
        Edtf.parse(text)
    for text in [t for c in reading.claims for t in (c.time, c.bounds) if t is not None]:
        Edtf.parse(text)


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_layer_quotes_the_raw_text_it_points_at(raw: str) -> None:
    check(raw)


@pytest.mark.parametrize(
    "raw", [" ", "\n", "x", "\x00", "😀", "\ufeff", "a" * 5000, "Anna\r\n\r\nBruno", "I"]
)
def test_odd_texts_are_read_without_a_word_lost(raw: str) -> None:
    check(raw)


def test_the_same_text_gives_the_same_layers() -> None:
    raw = "Anna Reed accused Bruno Weiss in May 1925. He denied it, and the Union expelled her."
    first, second = (read(Source("page.txt", raw)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_line_ends_of_another_machine_change_nothing_that_is_read(end: str) -> None:
    raw = "\ufeff" + "\n\n".join(
        ["Chapter I", "In OctoberReed's men accused Bruno\nWeiss of treason.", "MR. HALE: Did you meet him?",
         "MR. WEISS: I met Anna Reed in 1925.", "He denied [ edit ] it."]
    )  # fmt: skip
    plain, other = read(Source("x", raw)), read(Source("x", raw.replace("\n", end)))
    for layer in LAYERS:
        here, there = getattr(plain, layer), getattr(other, layer)
        assert len(here) == len(there) > 0, layer
        for one, two in zip(here, there, strict=True):
            assert other.source.raw[two.start : two.end].replace(end, "\n") == raw[one.start : one.end]
