"""The learned choice among dates: what it may take, and what it must leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.marked import marked, read_all

from visavis.model.layers import DateMention
from visavis.reading.claims import choosing
from visavis.reading.claims.choosing import chosen, likeliest
from visavis.reading.claims.datings import Dating, values

SURE = ("ruled", "own<")
LOST = "The guilds split at the fair in May, which led [Harris|=] to oppose [Walker|=]."


def dating(edtf: str, near: bool, features: tuple[str, ...] = SURE) -> Dating:
    return Dating(edtf, None, "stated", near, features)


@pytest.fixture
def certain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "weights", lambda: {"yes": 9.0, "no": 0.0})


@pytest.mark.usefixtures("certain")
def test_a_year_of_another_sentence_is_never_taken() -> None:
    assert chosen([dating("1901", False, ("yes",))], ["no"], None) is None
    assert chosen([dating("1901", True, ("yes",))], ["no"], None) is not None


@pytest.mark.usefixtures("certain")
def test_a_lost_year_of_another_sentence_is_taken() -> None:
    assert chosen([dating("XXXX-05", False, ("yes",))], ["no"], None) is not None


@pytest.mark.usefixtures("certain")
def test_what_the_rules_give_stays_where_it_is_likeliest() -> None:
    some = [dating("1901", True, ("yes",)), dating("1903", True, ())]
    assert chosen(some, ["no"], "1901") is None
    assert (other := chosen(some, ["no"], "1903")) is not None and other.edtf == "1901"


def test_no_dates_no_time() -> None:
    assert likeliest([], ["no"]) == (None, 0.0)


def test_a_date_without_its_year_dates_what_came_of_it() -> None:
    sentence = marked(LOST)
    at = sentence[0].index("May")
    found = read_all([sentence], dates=[[DateMention(at, at + 3, "May", "XXXX-05", None, "lost")]])[0]
    assert [d.time for d in found if d.relation == "opposes"] == ["XXXX-05"]


@given(st.sampled_from(["1901", "1901-05", "XXXX-05", "1901/1903", "../1901", "1901/.."]))
def test_every_value_comes_of_the_date_alone(edtf: str) -> None:
    found = [v for v, _, _ in values(DateMention(0, 4, "then", edtf), edtf)]
    years = {y for v in found for y in v.replace("..", "").split("/") if y}
    assert len(found) == len(set(found)) and years <= {*edtf.replace("..", "").split("/")}
