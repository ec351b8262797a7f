"""Passages that name both and of which no claim was read: shown apart, near ones first, never as claims."""

import json

from hypothesis import given
from hypothesis import strategies as st

from invented import reading
from visavis.answer.dossier import Options, ask
from visavis.answer.together import REACH, nearest
from visavis.case.memory import remember
from visavis.faces.html import to_html
from visavis.faces.json_face import to_json
from visavis.faces.markdown import to_markdown
from visavis.faces.text import to_text
from visavis.model.dossier import Dossier
from visavis.model.layers import Entity, Passage

PEOPLE = [Entity("Ada Fern", "person", ("Fern",)), Entity("Ben Holt", "person", ("Holt",))]
RAW = (
    "Fern praised Holt in May. Nobody came. On the quay Fern waited, and Holt never looked up.\n\n"
    "Fern left early.\n\nHolt stayed. "
    + "The rain went on. " * 20
    + "In the end Holt forgot what Fern had meant."
)
BOOK = reading("book.txt", RAW, PEOPLE, [("Fern praised Holt", "Ada Fern", "supports", "Ben Holt")])


def asked(*sources, **options) -> Dossier:
    found = ask("Fern and Holt", remember(sources or [BOOK]), Options(**options))
    assert isinstance(found, Dossier)
    return found


def test_sentences_that_name_both_without_a_claim_are_shown():
    d = asked()
    assert [t.quote for t in d.together] == [
        "On the quay Fern waited, and Holt never looked up.",
        "In the end Holt forgot what Fern had meant.",
    ]
    assert d.places == 3  # two of them, and one whose names stand in two paragraphs


def test_they_quote_the_source_and_say_where_the_names_stand():
    for t in asked().together:
        assert RAW[t.start : t.end] == t.quote
        assert RAW[slice(*t.a)] == "Fern"
        assert RAW[slice(*t.b)] == "Holt"


def test_they_are_no_claims():
    d = json.loads(to_json(asked()))
    assert [c["relation"] for c in d["claims"]] == ["supports"]
    assert len(d["together"]["passages"]) == 2


def test_sources_take_turns():
    other = reading("other.txt", "Holt, says one page, and Fern met on another.", PEOPLE, [])
    docs = [t.doc for t in asked(BOOK, other).together]
    assert docs == ["book.txt", "other.txt", "book.txt"]


def test_headings_name_nobody_together():
    raw = "FERN AND HOLT\n\nFern stayed."
    people = [Entity("Ada Fern", "person", ("Fern", "FERN")), Entity("Ben Holt", "person", ("HOLT",))]
    found = reading(
        "a.txt", raw, people, [], passages=(Passage(0, 13, "heading"), Passage(15, 27, "narrative"))
    )
    assert asked(found).together == ()


def test_a_window_of_time_leaves_them_out():
    assert asked(since="1900").together == ()


def test_every_face_has_the_section():
    d = asked()
    for face in (to_text, to_markdown, to_html):
        written = " ".join(face(d).split())
        assert "Also named together" in written
        assert "Holt never looked up" in written


SPOTS = st.lists(st.integers(0, 3000).map(lambda n: (n * 7, n * 7 + 5)), unique=True, max_size=30)


@given(SPOTS, SPOTS)
def test_near_places_are_near_and_hold_one_of_each(ones, twos):
    twos = [s for s in twos if s not in ones]
    for near in nearest("d", sorted(ones), sorted(twos)):
        assert near.one in ones
        assert near.two in twos
        assert 0 <= max(near.one[0], near.two[0]) - min(near.one[1], near.two[1]) <= REACH
