"""Years that the source lost: they stay lost, and order alone bounds them."""

import json
from pathlib import Path

import pytest

from visavis.model.edtf import Edtf
from visavis.model.layers import Passage
from visavis.model.offsets import Clean
from visavis.model.source import Source
from visavis.reading.clean import clean
from visavis.reading.dates import dates
from visavis.reading.units import Unit

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "dates_lost.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["label"])
def test_a_lost_year_is_marked_and_bounded(case: dict) -> None:
    found = dates(clean(case["raw"]), (), Source("case.txt", case["raw"]))
    lost = [d for d in found if d.basis in ("lost", "bounded")]
    assert len(lost) == 1
    assert lost[0].text.endswith(case["text"])
    assert (lost[0].edtf, lost[0].bounds) == (case["edtf"], case["bounds"])
    assert lost[0].basis == ("bounded" if case["bounds"] else "lost")


def in_parts(raw: str, *kinds: str) -> tuple[Clean, list[Unit]]:
    """The cleaned text and its paragraphs as units of the kinds given."""
    cleaned, at, out = clean(raw), 0, []
    for kind, piece in zip(kinds, cleaned.text.split("\n\n"), strict=True):
        out.append(Unit(at, at + len(piece), None, Passage(at, at + len(piece), kind)))  # type: ignore[arg-type]
        at += len(piece) + 2
    return cleaned, out


def test_the_dead_do_nothing() -> None:
    raw = (
        "Harper was hanged in 1830.\n\nYouth\n\n"
        "In OctoberMoreau wrote again. Two weeks on, Harper soon answered him."
    )
    cleaned, parts = in_parts(raw, "narrative", "heading", "narrative")
    found = dates(cleaned, parts, Source("case.txt", raw))
    assert found[-1].bounds == "../1830-10"


def test_testimony_tells_of_what_was_before_its_date() -> None:
    raw = "Hearing of 5 March 1838\n\nI saw him in the autumn of Moreau. I left in OctoberMoreau stayed."
    cleaned, parts = in_parts(raw, "heading", "narrative")
    found = dates(cleaned, parts, Source("case.txt", raw))
    assert [d.bounds for d in found if d.edtf == "XXXX-10"] == ["../1837-10"]


def test_nothing_is_counted_from_before_a_lost_year() -> None:
    raw = "In June 1811 he came. On 25 MayMoreau fell ill. Two days later he rose; on 3 August he left."
    found = dates(clean(raw), (), Source("case.txt", raw))
    assert [d.edtf for d in found] == ["1811-06", "XXXX-05-25", "XXXX-05-27", "XXXX-08-03"]


def test_a_source_s_own_date_is_the_latest_that_it_can_tell_of() -> None:
    raw = "In OctoberMoreau left Turin."
    found = dates(clean(raw), (), Source("case.txt", raw, date="1820-03-01"))
    assert found[0].bounds == "../1819-10"


def test_bounds_never_reach_into_the_value() -> None:
    raw = "In June 1811 he came to Turin. In OctoberMoreau left it. In May 1812 he died."
    for d in dates(clean(raw), (), Source("case.txt", raw)):
        assert d.edtf is None or d.bounds is None or Edtf.parse(d.bounds).overlaps(Edtf.parse(d.edtf))
