"""Dates, voices and claims in plain words, their doubt included."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from visavis.answer.words import (
    chain_words,
    claim_words,
    date_words,
    leaning,
    shortened,
    time_words,
    when_words,
)
from visavis.model.claim import MODALITIES, SIGN, Claim
from visavis.model.dossier import Evidence

DATES = {
    "1924": "in 1924",
    "1924-10": "in October 1924",
    "1924-05-25": "on 25 May 1924",
    "XXXX-10": "in October of a year lost in the source",
    "XXXX-05-25": "on 25 May of a year lost in the source",
    "XXXX": "in a year lost in the source",
    "-0054": "in 55 BC",
    "0000": "in 1 BC",
    "1926~": "about 1926",
    "1926?": "perhaps 1926",
    "192X": "in the 1920s",
    "18XX": "in the years 1800 to 1899",
    "XX38": "in a year of the form XX38",
    "1932-22": "in the summer of 1932",
    "../1928": "until 1928",
    "1928/..": "from 1928 on",
    "1924-10/1925-04": "from October 1924 to April 1925",
    "../..": "at a time that is not given",
    "[1936,1938]": "in 1936 or 1938",
}


@pytest.mark.parametrize(("edtf", "words"), DATES.items())
def test_dates(edtf, words):
    assert date_words(edtf) == words


@given(st.text(alphabet="0123456789X-/~?%.[]{},", max_size=24))
@example("XX38-XX-XX")
@example("-0XXX")
@example("1924-99-99")
def test_anything_that_looks_like_a_date_is_said_somehow(text):
    assert isinstance(date_words(text), str)


def claim(**fields):
    return Claim(
        "d", 0, 1, "x", fields.pop("subject", "Ada"), "Ben", fields.pop("relation", "opposes"), **fields
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Ada opposed Ben"),
        ({"modality": "denied"}, "Ada did not oppose Ben"),
        ({"modality": "alleged"}, "Ada is said to have opposed Ben"),
        ({"modality": "planned"}, "Ada meant or was meant to oppose Ben"),
        ({"modality": "asked"}, "it is asked whether Ada opposed Ben"),
        ({"modality": "hypothetical"}, "Ada might oppose Ben"),
        ({"relation": "friend", "modality": "denied"}, "Ada and Ben were not close"),
        ({"relation": "kin"}, "Ada and Ben were family"),
        ({"subject": "author"}, "the author opposed Ben"),
    ],
)
def test_claims(fields, words):
    assert claim_words(claim(**fields)) == words


@pytest.mark.parametrize("relation", sorted(SIGN))
@pytest.mark.parametrize("modality", MODALITIES)
def test_every_relation_can_be_said_in_every_modality(relation, modality):
    words = claim_words(claim(relation=relation, modality=modality))
    assert "Ada" in words
    assert "Ben" in words
    assert "{" not in words


def test_inferred_time_is_said_to_be_inferred():
    assert time_words(claim(bounds="1924/1925")) == "between 1924 and 1925, judging by the order of events"
    assert time_words(claim(time="XXXX-10", bounds="1925/1926")) == (
        "in October of a year lost in the source, between 1925 and 1926, judging by the order of events"
    )
    assert time_words(claim()) == ""


def test_a_year_that_was_never_given_is_not_said_to_be_lost():
    assert time_words(claim(time="XXXX-24"), lost=False) == "in the winter of a year not given"
    assert time_words(claim(time="XXXX-10", bounds="1925/1926"), lost=False) == (
        "in October, between 1925 and 1926, judging by the order of events"
    )
    assert time_words(claim(time="192X", bounds="1925/1926"), lost=False) == "in the 1920s"


@given(st.text(max_size=300), st.integers(10, 200))
def test_shortened_quotes_fit(quote, most):
    assert len(shortened(quote, most)) <= most + 1


@pytest.mark.parametrize(
    ("modality", "sign"),
    [
        *((m, "-") for m in ("asserted", "alleged", "planned")),
        ("denied", "0"),
        ("asked", "?"),
        ("hypothetical", "?"),
    ],
)
def test_what_is_denied_or_asked_leans_to_no_side(modality, sign):
    assert leaning(claim(relation="opposes", modality=modality)) == sign


@pytest.mark.parametrize("who", ["questioner", "witness", "author"])
def test_somebody_known_by_a_role_alone_gets_an_article(who):
    assert chain_words((who,)) == f"the {who} says"


CARRIED = [
    ("1828", "stated", "He pardoned Ben.", "in or after 1828"),
    ("1828-09-25", "stated", "He pardoned Ben.", "on or after 25 September 1828"),
    ("1828", "stated", "In 1828 he pardoned Ben.", "in 1828"),
    ("1828", "stated", "In '28 he pardoned Ben.", "in 1828"),
    ("1828-09-25", "completed", "On the 25th he pardoned Ben.", "on 25 September 1828"),
    ("1828-09", "completed", "He pardoned Ben that September.", "in September 1828"),
    ("1828", "completed", "He pardoned Ben the same year.", "in 1828"),
    ("-0054", "stated", "In 55 BC he pardoned Ben.", "in 55 BC"),
    ("1828", "stated", "", "in 1828"),
]


@pytest.mark.parametrize(("time", "basis", "sentence", "words"), CARRIED)
def test_a_date_that_an_earlier_sentence_gives_is_told_as_the_earliest(time, basis, sentence, words):
    claim = Claim("d", 0, 9, "x" * 9, "Ada", "Ben", "supports", time=time, time_basis=basis)
    assert when_words(Evidence(claim, "1", sentence=sentence)) == words
