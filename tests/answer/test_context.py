"""The sentence around the words of a claim: cut from the source, shown around the quote, told to programs."""

import json

from hypothesis import given
from hypothesis import strategies as st

from invented import reading
from visavis.answer.context import covering
from visavis.answer.dossier import ask
from visavis.case.memory import remember
from visavis.faces.html import to_html
from visavis.faces.json_face import to_json
from visavis.faces.markdown import to_markdown
from visavis.faces.text import to_text
from visavis.model.dossier import Dossier
from visavis.model.layers import Entity

PEOPLE = [Entity("Ada Fern", "person", ("Fern",)), Entity("Ben Holt", "person", ("Holt",))]
RAW = (
    "The year was hard.\n\nIn spring, as *all* knew, Fern attacked Holt\nin <her> paper. He left. "
    + "On the quay, where "
    + "the rain went on and " * 30
    + "nobody came, Fern praised Holt."
)
SAID = [
    ("Fern attacked Holt", "Ada Fern", "opposes", "Ben Holt"),
    ("Fern praised Holt", "Ada Fern", "supports", "Ben Holt"),
]
BOOK = reading("book.txt", RAW, PEOPLE, SAID)


def asked() -> Dossier:
    found = ask("Fern and Holt", remember([BOOK]))
    assert isinstance(found, Dossier)
    return found


def of(relation: str) -> dict:
    return next(c for c in json.loads(to_json(asked()))["claims"] if c["relation"] == relation)


def test_programs_get_the_sentence_with_its_place():
    told = of("opposes")["sentence"]
    assert told["text"] == "In spring, as *all* knew, Fern attacked Holt\nin <her> paper."
    assert RAW[told["start"] : told["end"]] == told["text"]


def test_a_long_sentence_is_cut_but_never_within_the_quote():
    told = of("supports")["sentence"]
    assert RAW[told["start"] : told["end"]] == told["text"]
    assert told["text"].endswith("nobody came, Fern praised Holt.")
    assert len(told["text"]) < 340


def test_the_quote_is_marked_in_its_sentence():
    text, d = " ".join(to_text(asked()).split()), asked()
    assert "“In spring, as *all* knew, ‹Fern attacked Holt› in <her> paper.”" in text
    assert "“… " in text and "nobody came, ‹Fern praised Holt›.”" in text
    assert r"“In spring, as \*all\* knew, **Fern attacked Holt** in \<her\> paper.”" in to_markdown(d)
    assert "“In spring, as *all* knew, <mark>Fern attacked Holt</mark> in &lt;her&gt; paper.”" in to_html(d)


def test_a_quote_that_is_the_whole_sentence_bears_no_mark():
    whole = reading("book.txt", "Fern attacked Holt", PEOPLE, SAID[:1])
    found = ask("Fern and Holt", remember([whole]))
    assert isinstance(found, Dossier)
    assert "“Fern attacked Holt”" in to_text(found)


@given(st.text(alphabet="aB .\n“?", max_size=120), st.integers(0, 120), st.integers(1, 40))
def test_what_covers_a_span_never_cuts_it(text, start, length):
    start = min(start, len(text))
    end = min(start + length, len(text))
    first, last = covering(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)
