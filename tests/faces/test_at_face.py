"""`visavis at`: the date in words, the formats."""

import json

import pytest

from invented import town
from visavis.answer.at import at
from visavis.answer.dossier import Options
from visavis.faces.at_face import at_json, at_report
from visavis.faces.politic import date_asked, rendered
from visavis.model.errors import QueryError


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("1925", "1925"),
        ("1925-04", "1925-04"),
        ("April 1925", "1925-04"),
        ("30 April 1925", "1925-04-30"),
        ("44 BC", "-0043"),
        ("spring 1918", "1918-21"),
        ("the 1920s", "192X"),
    ],
)
def test_a_date_is_taken_in_words_or_edtf(words: str, edtf: str) -> None:
    assert date_asked(words) == edtf


@pytest.mark.parametrize("words", ["yesterday", "", "April", "XXXX-04", "1925 and 1926"])
def test_what_is_no_one_date_is_refused_with_help(words: str) -> None:
    with pytest.raises(QueryError, match=r"Write 1925, 1925-04"):
        date_asked(words)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_line_shown_cites_quotes_that_are_shown(form: str) -> None:
    page = rendered(at_report(at("1878", town(), Options())), form)
    assert "Lindqvist quarrelled bitterly with Tarnow over the dues" in page
    assert "chronicle.txt" in page


def test_json_carries_every_claim_that_it_cites() -> None:
    found = json.loads(at_json(at("1878", town(), Options())))
    known = {c["id"] for c in found["claims"]}
    cited = [i for part in ("offices", "bodies", "stances", "contradictions") for one in found[part]
             for i in one["claims"]]  # fmt: skip
    assert cited
    assert set(cited) <= known


def test_a_denial_of_the_year_stands_beside_what_it_denies() -> None:
    found = at("1878", town(), Options())
    assert [c.what for c in found.clashes] == ["Bror Tarnow and Oda Lindqvist"]


def test_where_nothing_is_placed_the_sources_are_named() -> None:
    page = rendered(at_report(at("1700", town(), Options())), "text")
    assert "The sources place nothing in 1700" in page
    assert "chronicle.txt" in page


def test_the_answer_is_the_same_each_time() -> None:
    assert at_json(at("1878", town(), Options())) == at_json(at("1878", town(), Options()))
