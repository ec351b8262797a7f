"""Circumstances that a text tells of itself: what, why, and whose words they touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.model.layers import Passage, Turn
from visavis.model.offsets import Clean
from visavis.model.source import Source
from visavis.reading.circumstances import circumstances

TALK = [
    ("heading", "Examination of Brandt", None),
    ("transcript", "Accused Brandt, do you confirm this? ", "President"),
    ("transcript", "I do. I plead guilty. I have been in prison since May. ", "Brandt"),
    ("transcript", "Accused Brandt, who else was there? ", "President"),
    ("transcript", "The witness Holm. ", "Brandt"),
]


def found(parts: list[tuple[str, str, str | None]], title: str | None = None) -> dict[str, tuple[str, ...]]:
    raw, passages, turns = "", [], []
    for kind, words, speaker in parts:
        start, raw = len(raw), raw + words + "\n\n"
        passages.append(Passage(start, start + len(words), kind))
        if speaker:
            turns.append(Turn(start, start + len(words), speaker))
    read = circumstances(Clean.of(raw), passages, turns, Source("a.txt", raw, title=title))
    return {c.what: c.who for c in read}


def test_an_examination_in_court():
    assert found(TALK) == {
        "on trial": ("Brandt",),
        "under interrogation": ("Brandt",),
        "confession": ("Brandt",),
        "in custody": ("Brandt",),
    }


def test_a_sworn_witness_and_not_the_one_who_asks():
    talk = [
        ("transcript", "Having been first duly sworn, testified as follows: did you see her?", "Mr. Reed"),
        ("transcript", "Where was it?", "Mr. Reed"),
        ("transcript", "And then?", "Mr. Reed"),
        ("transcript", "I saw her at the mill.", "Mrs. Vance"),
    ]
    assert found(talk) == {"under oath": ("Mrs. Vance",)}


def test_the_title_counts():
    talk = [("transcript", "I did what I was told.", "Brandt")]
    assert found(talk, "The trial of Otto Brandt") == {"on trial": ("Otto Brandt",)}


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("Confession of Otto Brandt, written in the town gaol.", {"confession", "in custody"}),
        ("AFFIDAVIT. I, Ada Holm, say that", {"under oath"}),
        ("The Memoirs of Ada Holm, translated from the Danish by B. Lund.", {"translated"}),
        ("Ada Holm was born in a mill.", set()),
        ("She confessed her love in a letter from Paris.", set()),
        ("He was tried, and the court sat for two days.", set()),
    ],
)
def test_the_head_of_a_source(head, what):
    assert set(found([("narrative", head, None)])) == what


def test_narrative_about_a_trial_is_no_trial():
    assert found([("narrative", "The accused Brandt pleaded guilty. The accused Holm did not.", None)]) == {}


def test_a_letter():
    assert found([("letter", "Dear Ada, the mill is sold.", None)]) == {"letter": ()}


def test_reasons_quote_the_words_with_raw_places():
    raw = "AFFIDAVIT of Ada."
    read = circumstances(Clean.of(raw), [Passage(0, 17, "narrative")], [], Source("a.txt", raw))
    assert read[0].why == "“AFFIDAVIT” at 0"


@given(st.text(min_size=1, max_size=200))
def test_any_text_can_be_looked_through(raw):
    kinds = ("transcript", "letter", "narrative")
    for kind in kinds:
        read = circumstances(
            Clean.of(raw),
            [Passage(0, len(raw), kind)],
            [Turn(0, len(raw), "A")],
            Source("a.txt", raw, title=raw),
        )
        assert all(0 <= c.start < c.end <= len(raw) for c in read)


MINE = "I was born in the mill by the ford. My father sold it in that year. He never spoke of it to me. " * 6
HIS = "Brandt was born in the mill by the ford. His father sold it in that year. He never spoke of it. " * 6


def test_a_story_told_of_oneself_is_a_memoir():
    assert found([("narrative", MINE, None)]) == {"memoir": ()}


def test_a_title_makes_less_do():
    mixed = (
        HIS + "I met him at the fair in Elm. I knew his wife and his sons. I bought the horse that he rode."
    )
    assert found([("narrative", mixed, None)]) == {}
    assert found([("narrative", mixed, None)], "Recollections of Otto Brandt") == {"memoir": ()}


@pytest.mark.parametrize(
    "parts",
    [
        [("narrative", HIS, None)],
        [("letter", MINE, None)],
        [("transcript", MINE, "Brandt")],
        [("narrative", f"He said: “{MINE}”", None)],
    ],
    ids=["of another", "letter", "hearing", "quoted"],
)
def test_what_is_no_memoir(parts):
    assert "memoir" not in found(parts)


def test_one_who_says_that_he_was_forced():
    talk = [
        ("transcript", "Did you sign the paper? ", "President"),
        ("transcript", "I was beaten until I signed it. ", "Brandt"),
        ("transcript", "Who else signed it? ", "President"),
        ("transcript", "Nobody did. ", "Brandt"),
    ]
    assert found(talk) == {"duress": ("Brandt",)}


def test_an_affidavit_that_a_story_speaks_of_puts_nobody_under_oath():
    assert found([("narrative", "The clerk kept the affidavit of Brandt in a box.", None)]) == {}


SWORN = [
    ("heading", "Evidence of Mary Lowe", None),
    ("narrative", "MARY LOWE, sworn. Examined by Mr. Reed.", None),
    ("transcript", "Did you see her?", "Mr. Reed"),
    ("transcript", "I saw her.", "Mrs. Lowe"),
    ("transcript", "My lord, I object.", "Mr. Vance"),
    ("transcript", "Where was it?", "Mr. Reed"),
    ("transcript", "At the mill.", "Mrs. Lowe"),
]


def test_only_the_one_who_is_sworn_is_under_oath():
    assert found(SWORN) == {"under oath": ("Mrs. Lowe",)}


def test_who_asks_twice_and_is_a_senator_is_not_under_oath():
    talk = [
        ("transcript", "Do you solemnly swear to tell the truth?", "Chairman"),
        ("transcript", "I do.", "Mr. Lowe"),
        ("transcript", "You were partners?", "Senator Vance"),
        ("transcript", "We never were.", "Mr. Lowe"),
        ("transcript", "I have no more to ask.", "Senator Vance"),
    ]
    assert found(talk) == {"under oath": ("Mr. Lowe",)}


def test_the_oath_of_a_deposition_is_not_that_of_counsel():
    talk = [
        ("narrative", "DEPOSITION OF MARY LOWE, taken at Elm.", None),
        ("transcript", "Did you see her?", "Mr. Reed"),
        ("transcript", "I saw her.", "Mary Lowe"),
    ]
    assert found(talk) == {"under oath": ("Mary Lowe",)}


def test_an_affidavit_is_no_memoir():
    assert found([("narrative", "AFFIDAVIT of Ada Holm. " + MINE, None)]) == {"under oath": ()}
    assert found([("narrative", "Witness statement of Ada Holm. " + MINE, None)]) == {"testimony": ()}


def test_a_record_of_interview_is_an_interrogation():
    talk = [
        ("heading", "RECORD OF INTERVIEW", None),
        ("transcript", "Did you take it?", "DS Reed"),
        ("transcript", "I did not.", "Brandt"),
    ]
    assert found(talk) == {"under interrogation": ("Brandt",)}
