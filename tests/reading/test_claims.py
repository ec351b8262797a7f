"""Claims out of marked sentences: constructions, modality, voice, and what must stay silent."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from tests.reading.marked import marked, read_all

from visavis.model.claim import SYMMETRIC
from visavis.model.layers import DateMention
from visavis.model.lexicon import words
from visavis.reading.claims import Draft
from visavis.reading.claims.grammar import mend_helped
from visavis.reading.units import pipeline

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "claims.toml").read_text("utf-8"))["case"]
WANTED = re.compile(r"(\w+)\((.+) > (.+)\)(?: (\w+))?(?: \[(.+)\])?$")
ASKED = re.compile(r"""words\[\"(\w+)\"\]""")


def key(draft: Draft) -> tuple[str, ...]:
    ends = (draft.subject, draft.object)
    return (
        draft.relation,
        *(sorted(ends) if draft.relation in SYMMETRIC else ends),
        draft.modality,
        *draft.voice,
    )


def wanted(claim: str) -> tuple[str, ...]:
    found = WANTED.match(claim)
    assert found, f"cannot read the expected claim {claim!r}"
    relation, subject, obj, modality, voice = found.groups()
    ends = sorted((subject, obj)) if relation in SYMMETRIC else (subject, obj)
    return (relation, *ends, modality or "asserted", *(voice or "narrator").split(", "))


def param(case: dict[str, Any]) -> Any:
    fails = [pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else []
    return pytest.param(case, id=case["label"], marks=fails)


@pytest.mark.parametrize("case", [param(c) for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    drafts = read_all([marked(case["text"])], case.get("kind", "narrative"), [case.get("speaker")])[0]
    found = {key(d) for d in drafts}
    for claim in case.get("claims", ()):
        assert wanted(claim) in found, f"{claim} is not among {sorted(found)}"
    for claim in case.get("never", ()):
        assert wanted(claim) not in found
    if not case.get("claims") and not case.get("never"):
        assert not found


def test_labels_are_unique() -> None:
    assert len({c["label"] for c in CASES}) == len(CASES)


def drafts_of(text: str, dates: list[tuple[str, str]] | None = None) -> tuple[str, tuple[Draft, ...]]:
    sentence = marked(text)
    at = [(sentence[0].index(words), words, edtf) for words, edtf in dates or ()]
    mentions = [DateMention(i, i + len(w), w, e) for i, w, e in at]
    return sentence[0], read_all([sentence], dates=[mentions])[0]


def test_date_of_the_clause_is_the_time() -> None:
    _, found = drafts_of("In 1901 [Harris|=] met [Walker|=].", [("1901", "1901")])
    assert [(d.time, d.time_basis) for d in found] == [("1901", "stated")]


def test_each_clause_has_its_own_date() -> None:
    text = "[Harris|=] met [Walker|=] in 1901, and he betrayed [Lee|=] in 1907."
    _, found = drafts_of(text, [("1901", "1901"), ("1907", "1907")])
    assert {d.relation: d.time for d in found if d.object in ("Walker", "Lee")}["meets"] == "1901"


def test_a_lost_year_stays_lost() -> None:
    _, found = drafts_of("In October [Harris|=] met [Walker|=].", [("October", "XXXX-10")])
    assert [d.time for d in found] == ["XXXX-10"]


def test_no_date_gives_no_time() -> None:
    _, found = drafts_of("[Harris|=] met [Walker|=].")
    assert [(d.time, d.bounds, d.time_basis) for d in found] == [(None, None, None)]


def test_a_state_in_a_later_sentence_gets_bounds_and_no_year() -> None:
    text = "In 1901 he left Rome. [Harris|=] was loyal to [Walker|=]."
    _, found = drafts_of(text, [("1901", "1901")])
    assert [(d.time, d.bounds, d.time_basis) for d in found] == [(None, "1901", "bounded")]


def test_evidence_covers_both_ends_and_the_word_between() -> None:
    text, found = drafts_of("It rained. [Harris|=] betrayed [Walker|=] to the guards of the city.")
    assert [text[d.start : d.end] for d in found] == ["Harris betrayed Walker"]


def test_evidence_of_a_denial_shows_the_denial() -> None:
    text, found = drafts_of("[Harris|=] did not betray [Walker|=].")
    assert "not" in text[found[0].start : found[0].end]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It is not true that [Harris|=] betrayed [Walker|=].", "It is not true that Harris betrayed Walker"),
        ("It is said that [Harris|=] betrayed [Walker|=].", "It is said that Harris betrayed Walker"),
        ("Instead of supporting [Walker|=], [Harris|=] left.", "Instead of supporting Walker, Harris"),
        ("[Harris|=] was suspicious of [his|Walker] dealings.", "Harris was suspicious of his dealings"),
    ],
)
def test_evidence_shows_what_qualifies_the_clause_and_what_is_owned(text: str, shown: str) -> None:
    plain, found = drafts_of(text)
    assert plain[found[0].start : found[0].end] == shown


NAMES = st.sampled_from(["Harris", "Walker", "Lee", "Grant"])
WORDS = st.sampled_from(
    [
        "met",
        "praised",
        ",",
        ".",
        "and",
        "who",
        "the enemy of",
        "'s",
        '"',
        "was",
        "by",
        "said that",
        "?",
        "not",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(NAMES.map(lambda n: f"[{n}|=]"), WORDS), min_size=2, max_size=14))
def test_drafts_stay_inside_the_text_and_tie_two(parts: list[str]) -> None:
    text = "[Monroe|=] " + " ".join(parts)
    plain, found = drafts_of(text)
    for d in found:
        assert 0 <= d.start < d.end <= len(plain)
        assert d.subject != d.object
        assert d.subject_span and d.object_span
        assert 0 < d.confidence < 1
    assert found == drafts_of(text)[1]


def test_time_grows_with_the_text_and_not_faster() -> None:
    one = "[Harris|=] praised [Walker|=], and [Lee|=] met [Grant|=]. "
    short, long = (read_all([marked(one * n)])[0] for n in (3, 12))
    assert len(long) == 4 * len(short)


def test_every_word_list_that_the_stage_asks_for_is_there() -> None:
    stage = Path(__file__).parents[2] / "src" / "visavis" / "reading" / "claims"
    asked = {w for f in sorted(stage.glob("*.py")) for w in ASKED.findall(f.read_text("utf-8"))}
    assert asked and asked <= set(words())


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("[Harris|=] is [Walker|=]'s father-in-law.", "Harris is Walker's father-in-law"),
        ("[Harris|=] considered [Walker|=] a fool.", "Harris considered Walker a fool"),
        (
            "[Ada Nolan|=] is not satisfied that [Harris|=] attacked [Walker|=].",
            "Ada Nolan is not satisfied that Harris attacked Walker",
        ),
    ],
)
def test_a_quote_is_whole(text, quote):
    (plain, *_), (drafts, *_) = marked(text), read_all([marked(text)])
    assert quote in {plain[d.start : d.end] for d in drafts}


def test_who_is_helped_to_do_something_is_no_subject_of_the_main_clause() -> None:
    words_ = ["While", "there", "he", "helped", "Adam", "Lee", "write", "it"]
    heads = [3, 3, 3, 6, 5, 6, 6, 6]
    deps = ["mark", "advmod", "nsubj", "advcl", "compound", "nsubj", "ROOT", "dobj"]
    tags = ["IN", "RB", "PRP", "VBD", "NNP", "NNP", "VBP", "PRP"]
    doc = Doc(pipeline().vocab, words_, heads=heads, deps=deps, tags=tags, lemmas=[w.lower() for w in words_])
    doc[3].lemma_ = "help"
    mend_helped(doc)
    assert [(t.text, t.dep_) for t in doc[3].children if t.dep_ in ("nsubj", "dobj")] == [
        ("he", "nsubj"),
        ("Lee", "dobj"),
    ]


def letter_drafts(text: str) -> set[tuple[str, ...]]:
    """What is claimed in a letter in which `I` is Harris and `you` Walker."""
    return {key(d)[:4] for d in read_all([marked(text)], "letter")[0] if d.rule.startswith("letter:")}


def test_a_letter_that_is_answered_was_written_by_its_reader() -> None:
    many = " [I|Harris] am here. [My|Harris] house stands. [I|Harris] wait."
    found = letter_drafts("[I|Harris] cannot answer [your|Walker] letter." + many)
    assert found == {("meets", "Harris", "Walker", "asserted")}
    assert not letter_drafts("[I|Harris] saw [your|Walker] letter to [Lowe|=]." + many)
