"""A year lost in one source is completed from another that tells the same event, and only then."""

import pytest

from visavis.answer.words import time_words
from visavis.case.completing import completed
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence


def told(
    time: str | None, doc: str = "a", relation: str = "harms", quote: str = "drove her from the harbour",
    bounds: str | None = None, ends: tuple[str, str] = ("Ada", "Ben"),
) -> Evidence:  # fmt: skip
    claim = Claim(doc, 0, len(quote), quote, *ends, relation, time=time, bounds=bounds)
    return Evidence(claim, doc + claim.id, 0.5)


def bounds_of(lost: Evidence, *others: Evidence) -> str | None:
    return completed([lost, *others])[0].claim.bounds


def test_the_same_deed_in_the_same_month_gives_the_year():
    found = completed([told("XXXX-10"), told("1878-10", "b", quote="she had to leave the harbour")])[0]
    assert (found.claim.time, found.claim.bounds, found.claim.time_basis) == (
        "XXXX-10", "1878-10", "completed",
    )  # fmt: skip
    assert found.completed == "b:0–28"
    assert found.line()["completed_from"] == "b:0–28"
    assert time_words(found.claim) == "in October 1878 (the year, lost here, from another source)"


def test_the_same_day_needs_no_shared_words():
    assert bounds_of(told("XXXX-10-03"), told("1878-10-03", "b", quote="an end was made")) == "1878-10-03"


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("another month", told("1878-11", "b")),
        ("another day", told("1878-10-04", "b")),
        ("another tie", told("1878-10", "b", "supports")),
        ("other people", told("1878-10", "b", ends=("Ada", "Carl"))),
        ("no shared word", told("1878-10", "b", quote="he beat him")),
        ("a year alone", told("1878", "b")),
        ("before the bounds", told("1860-10", "b")),
    ],
)
def test_what_tells_another_event_gives_no_year(label, other):
    lost = told("XXXX-10-03" if label == "another day" else "XXXX-10", bounds="1870/1880")
    assert bounds_of(lost, other) == "1870/1880"


def test_two_years_settle_nothing():
    assert bounds_of(told("XXXX-10"), told("1878-10", "b"), told("1879-10", "c")) is None


def test_ids_stay():
    before = [told("XXXX-10"), told("1878-10", "b")]
    assert [e.id for e in completed(before)] == [e.id for e in before]
