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
