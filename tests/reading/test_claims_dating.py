"""Which date is the time of a claim, and which only bounds it."""

from __future__ import annotations

import pytest
from tests.reading.marked import marked, read_all

from visavis.model.layers import DateMention

STATED = [
    ("a deed right after a dated sentence", "In 1901 it rained. [Harris|=] met [Walker|=].", "1901"),
    ("a passive deed", "In 1901 it rained. [Harris|=] was arrested by [Walker|=].", "1901"),
    ("an entry of a chronicle", "1901--It rained. The peace was kept. Dark. [Harris|=] is loyal to "
     "[Walker|=].", "1901"),
    ("what leads a joined clause", "[Harris|=] fell ill early, and in 1901 met [Walker|=].", "1901"),
    ("what it lasted to", "[Harris|=] opposed [Walker|=] till he died in 1901.", "../1901"),
    ("who led at the time", "In 1901 [the guards|=:group], led by [Harris|=], fled.", "1901"),
    ("what it was done by", "[Harris|=] beat [Walker|=] by burning his mill in 1901.", "1901"),
    ("a clause of time", "When in 1901 it rained, [Harris|=] met [Walker|=].", "1901"),
]  # fmt: skip
BOUNDED = [
    ("two sentences on", "In 1901 it rained. It was cold. [Harris|=] met [Walker|=].", "1901"),
    ("afterwards", "In 1901 it rained. [Harris|=] afterwards met [Walker|=].", "1901"),
    ("the date of a clause on a noun", "[Harris|=] met [Walker|=], who had bought a farm in 1901.", "1901"),
    ("the date of what is said", "[Harris|=] told [Walker|=] that it had rained in 1901.", "1901"),
    ("somebody only mentioned", "In 1901 [Harris|=]'s brother, [Walker|=], sang.", "1901"),
    ("what lay before the tale", "In 1901 it rained. [Harris|=] had been loyal to [Walker|=].", "../1901"),
    ("a state", "In 1901 it rained. [Harris|=] was loyal to [Walker|=].", "1901"),
]


def times(text: str) -> list[tuple[str | None, str | None]]:
    sentence = marked(text)
    at = sentence[0].index("1901")
    dates = [[DateMention(at, at + 4, "1901", "1901")]]
    return [(d.time, d.bounds) for d in read_all([sentence], dates=dates)[0] if d.relation != "holds"]


@pytest.mark.parametrize(("label", "text", "time"), STATED, ids=[c[0] for c in STATED])
def test_the_date_is_the_time(label: str, text: str, time: str) -> None:
    assert times(text) == [(time, None)]


@pytest.mark.parametrize(("label", "text", "bounds"), BOUNDED, ids=[c[0] for c in BOUNDED])
def test_the_date_only_bounds(label: str, text: str, bounds: str) -> None:
    assert times(text) == [(None, bounds)]


ASIDE = [
    ("what will be", "In 1901 he fell ill, but [Harris|=] will meet [Walker|=].", "1901/.."),
    ("what is joined to a clause that ends with the date",
     "He heard nothing until 1901, but said that [Harris|=] had helped [Walker|=].", None),
    ("the time that records tell of",
     "[Harris|=] helped [Walker|=] with the lists for the period from 1901 to the war.", None),
]  # fmt: skip


@pytest.mark.parametrize(("label", "text", "bounds"), ASIDE, ids=[c[0] for c in ASIDE])
def test_the_date_is_not_the_time(label: str, text: str, bounds: str | None) -> None:
    found = times(text)
    assert found and all(time is None for time, _ in found)
    assert bounds is None or found == [(None, bounds)]


def test_a_lost_year_goes_farther_and_stays_lost() -> None:
    text = "In October it rained. It was cold. It was dark. They slept. [Harris|=] met [Walker|=]."
    sentence = marked(text)
    found = read_all([sentence], dates=[[DateMention(3, 10, "October", "XXXX-10", None, "lost")]])[0]
    assert [d.time for d in found] == ["XXXX-10"]
