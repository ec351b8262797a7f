"""Dates: every case is a text with its dates marked `[words|EDTF]`."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.model.edtf import Edtf
from visavis.model.source import Source
from visavis.reading.dates import read_dates
from visavis.reading.pipeline import read

CASES = Path(__file__).parents[1] / "cases"
MARK = re.compile(r"\[([^|\[\]]+)\|([^\]]+)\]")


def cases(name: str) -> list[dict]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


def unmarked(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without marks, and what the marks say."""
    return MARK.sub(r"\1", text), [(m[1], m[2]) for m in MARK.finditer(text)]


@pytest.mark.parametrize("case", cases("dates.jsonl"), ids=lambda c: c["label"])
def test_dates_are_found_and_valued(case: dict) -> None:
    text, wanted = unmarked(case["text"])
    source = Source("case.txt", text, date=case.get("date"), kind=case.get("kind"))
    assert [(d.text, d.edtf) for d in read_dates(text, source)] == wanted


@given(st.text(alphabet="0123456789 MayJune1924.,-/'thofsBCAD\n", max_size=80))
def test_any_text_gives_sound_dates_in_order(text: str) -> None:
    found = read_dates(text, Source("any.txt", text or " "))
    for d in found:
        assert text[d.start : d.end] == d.text == d.text.strip()
        assert d.why and str(Edtf.parse(d.edtf or "1924")) == (d.edtf or "1924")
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_part_of_a_unit_stands_in_the_bounds() -> None:
    found = read_dates("Early in 1926, by mid-March 1927 and in the late 1930s.", Source("x.txt", "x"))
    assert [(d.edtf, d.bounds) for d in found] == [
        ("1926", "1926-01/1926-04"),
        ("1927-03", "1927-03-11/1927-03-20"),
        ("193X", "1937/1939"),
    ]


def test_both_ends_of_a_span_have_the_span_as_bounds() -> None:
    found = read_dates("He ruled from 1921 to 1928.", Source("x.txt", "x"))
    assert [(d.edtf, d.bounds) for d in found] == [("1921", "1921/1928"), ("1928", "1921/1928")]


def test_two_calendars_name_one_day() -> None:
    text = "It fell on 7 November [O.S. 25 October] 1917, after 5 November 1688 (Old Style)."
    found = read_dates(text, Source("x.txt", "x"))
    assert [d.text for d in found[:2]] == ["7 November", "25 October] 1917"]
    assert [d.edtf for d in found[:2]] == ["1917-11-07", "1917-11-07"]
    assert found[2].edtf == "1688-11-15" and "Old Style" in found[2].why


def test_a_life_in_brackets_binds_no_lost_year():
    text = (
        "Ada Moss (born Truro, died London, 4 March 1931) was a chemist. InShe married Ben Hale, "
        "who had taught her at Bristol.\n\nThe Institute\n\nIn 1904 she founded it, and left it in 1909.\n"
    )
    found = read(Source("t.txt", text), "dates").dates
    assert [d.text for d in found if d.basis in ("lost", "bounded")] == ["In"]
    assert not [d for d in found if d.bounds and "1931" in d.bounds]
