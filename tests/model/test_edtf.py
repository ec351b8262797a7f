"""The EDTF type: what is read, what it spans, and how two dates compare."""

import json
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from visavis.model.calendar import civil, day_number, month_length
from visavis.model.edtf import Edtf, between, of_day, year_text
from visavis.model.errors import EdtfError

CASES = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[dict]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", cases("edtf.jsonl"), ids=lambda c: c["text"])
def test_a_text_is_printed_as_it_was_and_spans_the_right_days(case: dict) -> None:
    d = Edtf.parse(case["text"])
    assert str(d) == case["text"]
    for number, wanted in ((d.earliest, case["earliest"]), (d.latest, case["latest"])):
        assert (None if number is None else list(civil(number))) == wanted


@pytest.mark.parametrize("case", cases("edtf_wrong.jsonl"), ids=lambda c: c["text"] or "empty")
def test_what_is_no_edtf_is_refused_with_help(case: dict) -> None:
    with pytest.raises(EdtfError, match=r"is no EDTF") as wrong:
        Edtf.parse(case["text"])
    assert case["says"] in str(wrong.value)


# The oracle ends winter with the year; ours goes on to February. It cannot hold intervals open at one
# end, nor a lost year; those stand in the cases above.
ORACLE = [c["text"] for c in cases("edtf.jsonl") if c["earliest"] and c["latest"] and c["text"] != "1923-24"]
ORACLE = [t for t in ORACLE if t not in ("19XX-02-29", "Y170002", "Y-17000")]


@pytest.mark.parametrize("text", ORACLE)
def test_bounds_agree_with_the_edtf_package(text: str) -> None:
    theirs, ours = parse_edtf(text), Edtf.parse(text)
    assert ours.earliest is not None and ours.latest is not None
    assert tuple(theirs.lower_strict())[:3] == civil(ours.earliest)
    assert tuple(theirs.upper_strict())[:3] == civil(ours.latest)


@st.composite
def single(draw: st.DrawFn, low: int = -9999) -> Edtf:
    year = draw(st.integers(low, 9999))
    month = draw(st.integers(1, 12))
    parts = [year_text(year), f"{month:02d}", f"{draw(st.integers(1, month_length(year, month))):02d}"]
    return Edtf.parse("-".join(parts[: draw(st.integers(1, 3))]) + draw(st.sampled_from(["", "?", "~", "%"])))


@st.composite
def any_date(draw: st.DrawFn) -> Edtf:
    one, two = draw(single()), draw(single())
    shape = draw(
        st.sampled_from(["{0}", "{0}/..", "../{0}", "{0}/", "{0}/{1}", "[{0},{1}]", "{{{0}..}}", "X"])
    )
    if shape == "X":
        return Edtf.parse(one.text.replace(one.year, "XXXX", 1).rstrip("?~%")) if one.month else one
    assert one.earliest is not None and two.latest is not None
    if shape == "{0}/{1}" and one.earliest > two.latest:
        one, two = two, one
    return Edtf.parse(shape.format(one, two))


@given(any_date())
def test_what_is_printed_reads_back_the_same(d: Edtf) -> None:
    again = Edtf.parse(str(d))
    assert (again, again.earliest, again.latest) == (d, d.earliest, d.latest)


@given(any_date())
def test_the_earliest_is_never_past_the_latest(d: Edtf) -> None:
    assert d.earliest is None or d.latest is None or d.earliest <= d.latest


@given(single(1))
def test_single_dates_agree_with_the_edtf_package(d: Edtf) -> None:
    theirs = parse_edtf(d.text)
    assert d.earliest is not None and d.latest is not None
    assert (tuple(theirs.lower_strict())[:3], tuple(theirs.upper_strict())[:3]) == (
        civil(d.earliest),
        civil(d.latest),
    )


@given(any_date(), any_date())
def test_order_turns_round_with_the_dates(one: Edtf, two: Edtf) -> None:
    turned = {"before": "after", "after": "before", "cannot tell": "cannot tell"}
    assert two.order(one) == turned[one.order(two)]


@given(any_date(), any_date())
def test_dates_in_order_do_not_overlap(one: Edtf, two: Edtf) -> None:
    assert one.overlaps(two) == two.overlaps(one)
    if one.order(two) != "cannot tell":
        assert not one.overlaps(two)


@given(any_date(), any_date())
def test_what_is_contained_overlaps(one: Edtf, two: Edtf) -> None:
    if one.contains(two):
        assert one.overlaps(two)


@given(single(), single())
def test_the_meeting_of_two_lies_in_both(one: Edtf, two: Edtf) -> None:
    both = one.meet(two)
    assert (both is not None) == one.overlaps(two)
    if both:
        assert one.contains(both) and two.contains(both)


@given(st.integers(-4_000_000, 4_000_000))
def test_a_day_number_comes_back_from_its_date(number: int) -> None:
    assert day_number(*civil(number)) == number
    assert of_day(number).earliest == of_day(number).latest == number


@given(st.integers(-2_000_000, 2_000_000), st.integers(0, 800_000))
def test_an_interval_of_days_spans_those_days(start: int, length: int) -> None:
    d = between(start, start + length)
    assert (d.earliest, d.latest) == (start, start + length)


@given(single(-5000), st.integers(-400, 400), st.sampled_from(["day", "month", "year"]))
def test_going_and_coming_back_ends_where_it_began(d: Edtf, n: int, unit: str) -> None:
    later = d.plus(n, unit)
    if later is not None and (not d.day or int(d.day) <= 28):
        assert later.plus(-n, unit) == d
        assert n <= 0 or d.doubt in ("~", "%") or d.order(later) == "before"


@given(any_date())
def test_coarser_contains_the_date_itself(d: Edtf) -> None:
    for unit in ("month", "year", "decade", "century"):
        assert d.kind != "date" or d.at(unit).contains(d)


def test_two_days_later_needs_a_day_to_count_from() -> None:
    assert Edtf.parse("1924-10").plus(2, "day") is None
    assert str(Edtf.parse("1924-12-30").plus(2, "day")) == "1925-01-01"


def test_a_leap_day_falls_to_the_month_s_last_day() -> None:
    assert str(Edtf.parse("1924-02-29").plus(1, "year")) == "1925-02-28"


def test_an_interval_moves_as_a_whole() -> None:
    assert str(Edtf.parse("1924-10/..").plus(1, "year")) == "1925-10/.."


def test_a_set_with_a_gap_does_not_contain_the_gap() -> None:
    gap = Edtf.parse("{1924,1926}")
    assert gap.contains(Edtf.parse("1926-05")) and not gap.contains(Edtf.parse("1925"))
    assert not gap.overlaps(Edtf.parse("1925"))


def test_an_unknown_end_promises_nothing_where_an_open_one_does() -> None:
    late = Edtf.parse("1990")
    assert Edtf.parse("1928/..").contains(late) and not Edtf.parse("1928/").contains(late)


def test_negative_years_stand_in_order() -> None:
    assert Edtf.parse("-0054").order(Edtf.parse("-0048-01-10")) == "before"
    assert Edtf.parse("-0001").order(Edtf.parse("0001")) == "before"
