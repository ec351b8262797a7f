"""Questions as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.answer.question import bare_question, dated_question
from visavis.model.date_saying import date_words

ASKED = {
    "Ada Moss and Ben": (
        "how did Ada Moss get on with Ben?", "what did Ada Moss think of Ben?", "did Ada Moss know Ben",
        "Were Ada Moss and Ben really good friends?", "why did Ada Moss turn against Ben",
        "when did Ada Moss and Ben first meet?", "Was Ada Moss loyal to Ben?",
        "how close were Ada Moss and Ben",
        "what was Ada Moss's attitude towards Ben", "What happened between Ada Moss and Ben?",
        "tell me about Ada Moss and Ben", "whats going on between Ada Moss and Ben",
        "Is there any link between Ada Moss and Ben?", "how was Ada Moss’s relationship with Ben?",
        "Why did Ada Moss and Ben fall out?", "what do we know about Ada Moss and Ben",
        "Was Ada Moss ever married to Ben?", "Ada Moss and Ben relationship",
    ),
    "Ben": (
        "who hated Ben", "Who were Ben's enemies?", "Ben's enemies", "friends of Ben", "whom did Ben trust?",
        "tell me about Ben", "who was Ben", "Ben and", "Ben &", "and Ben", "what role did Ben play?",
    ),
    "henry viii and anne of cleves": ("how did henry viii treat anne of cleves",),
    "Grace Love and Will Hunt": ("Did Grace Love like Will Hunt?", "Grace Love and Will Hunt"),
    "Friends of the People and Pitt": ("Friends of the People and Pitt",),
    "Can Aydin and Who": ("Can Aydin and Who",),
}  # fmt: skip


@pytest.mark.parametrize(("query", "names"), [(q, n) for n, qs in ASKED.items() for q in qs])
def test_names_are_found_in_a_question(query, names):
    assert bare_question(query) == names


@pytest.mark.parametrize(
    ("query", "window"),
    [
        ("Ada and Ben in 1920", {"at": "1920"}),
        ("how did Ada feel about Ben (in 1920)?", {"at": "1920"}),
        ("Ada and Ben in March 1920?", {"at": "1920-03"}),
        ("Ada and Ben in the 1920s", {"at": "192X"}),
        ("Ada vs Ben after 1920", {"since": "1920"}),
        ("Ada vs Ben before 920", {"until": "0920"}),
        ("Ada vs Ben from 1920 to 1925", {"since": "1920", "until": "1925"}),
        ("Ada and Ben", {}),
        ("1920", {}),
        ("in 1920", {}),
    ],
)
def test_time_of_a_question_narrows_it(query, window):
    assert dated_question(query)[1] == window


def test_a_question_keeps_its_words_but_for_the_time():
    assert dated_question("Ada vs Ben after 1920")[0] == "Ada vs Ben"


@settings(deadline=None)
@given(st.text(max_size=40))
def test_bare_question_never_makes_up_words(query):
    joined = bare_question(query).replace(" and ", " ").split()
    assert all(w in " ".join(query.split()) for w in joined)


@given(st.sampled_from(["in", "before", "from"]), st.integers(100, 2099))
def test_the_time_found_can_be_said(how, year):
    _, window = dated_question(f"Ada and Ben {how} {year}")
    assert all(date_words(d) for d in window.values())
