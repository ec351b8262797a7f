"""Repairs: damage, result, and what is left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.reading.clean import clean

CASES = Path(__file__).parents[1] / "cases"
PAGE = Path(__file__).parents[2] / "examples" / "bukharin-and-stalin-relationship.txt"


def cases(name: str) -> list[Any]:
    rows = [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]
    for row in rows:
        assert {"label", "raw", "clean", "kinds"} <= row.keys(), f"{name}: a case lacks a field: {row}"
    failing = pytest.mark.xfail(strict=True, reason="known failure")
    return [pytest.param(r, id=r["label"], marks=failing if r.get("expect") == "fail" else ()) for r in rows]


@pytest.mark.parametrize("case", cases("repairs.jsonl"))
def test_damage_reads_as_the_case_says(case: dict[str, Any]) -> None:
    result = clean(case["raw"])
    assert (result.text, sorted(e.kind for e in result.edits)) == (case["clean"], sorted(case["kinds"]))


@pytest.mark.parametrize("case", cases("repairs.jsonl"))
def test_mended_text_needs_no_further_repair_that_changes_it(case: dict[str, Any]) -> None:
    once = clean(case["raw"]).text
    assert clean(once).text == once


PIECES = st.sampled_from(
    [
        *(
            "In October",
            "Cato",
            "In late",
            "with",
            "[10]",
            "[ edit ]",
            " ",
            ", ",
            ". ",
            "\n",
            "\n\n",
            "the",
        ),
        *("wasThe", "early", "Inthe", "did", "not", "tbe", "riot", "42", "-", "’s", "é", "ﬁ", "Ã©", "and"),
        *("of", "May", "throughout", "But"),
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_every_repair_quotes_the_raw_text_and_finds_its_way_back(raw: str) -> None:
    result = clean(raw)
    for e in result.edits:
        assert e.was == raw[e.start : e.end]
        assert e.why.endswith((".", ")"))
        assert all(e.start <= p.start <= p.end <= e.end or not p.text.strip() for p in e.patches)
    for i in range(len(result.text)):
        start, end = result.map.to_source(i, i + 1)
        assert 0 <= start <= end <= len(raw)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_only_marks_and_misread_letters_are_ever_taken_away(raw: str) -> None:
    for e in clean(raw).edits:
        for p in e.patches:
            gone = raw[p.start : p.end]
            if e.kind in ("glued", "lost-year"):
                assert not gone and p.text.strip() in ("", ",", ".")
            elif e.kind == "edit-mark":
                assert not gone.strip() or "edit" in gone
            elif e.kind == "footnote-mark":
                assert not any(c.isalpha() for c in gone) or gone.strip().startswith("[")


@given(st.text(max_size=200))
def test_characters_that_no_repair_touches_stay_as_they_are(raw: str) -> None:
    result = clean(raw)
    if not result.edits:
        assert result.text == raw


def test_all_lost_years_of_the_shipped_page_are_marked() -> None:
    edits = clean(PAGE.read_text("utf-8")).edits
    lost = [e for e in edits if e.kind == "lost-year"]
    assert len(lost) >= 20
    assert all(e.reads is None and e.mark == "[year lost]" for e in lost)


def test_a_book_is_cleaned_in_linear_time() -> None:
    import time

    def took(text: str) -> float:
        start = time.perf_counter()
        clean(text)
        return time.perf_counter() - start

    page = PAGE.read_text("utf-8") * 4
    took(page)
    assert took(page * 8) < 30 * max(took(page), 0.02)


@pytest.mark.parametrize("raw", ["a" * 200_000, " " * 200_000, "w " + " " * 100_000 + "w", "[" * 100_000])
def test_long_runs_of_one_sign_do_no_harm(raw: str) -> None:
    assert clean(raw).text == raw
