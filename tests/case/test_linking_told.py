"""What a source says of two names: that they are one, read from the words between them."""

import json
import re
from pathlib import Path

import pytest

from visavis.case.linking import linked
from visavis.case.linking_context import Context, contexts
from visavis.case.linking_told import Told, told
from visavis.model.layers import Entity, Mention, Reading
from visavis.model.source import Source

CASES = [
    json.loads(x)
    for x in (Path(__file__).parents[1] / "cases" / "told.jsonl").read_text("utf-8").splitlines()
]
MARK = re.compile(r"\[([^\]=|]+)(?:=([^\]|]+))?(?:\|(\w+))?\]")
PRONOUNS = ("he", "she", "whose", "his", "my")


def reading(marked: str) -> Reading:
    """A reading of a text whose names are marked: `[words]`, `[words=Name]`, `[words|kind]`."""
    text, mentions, last = "", [], 0
    for m in MARK.finditer(marked):
        text += marked[last : m.start()]
        words, name, kind = m.group(1), m.group(2) or m.group(1), m.group(3) or "person"
        form = "pronoun" if words.lower() in PRONOUNS else "name"
        mentions.append(Mention(len(text), len(text) + len(words), words, kind, name, form))
        text += words
        last = m.end()
    assert mentions, f"no name is marked in {marked!r}"
    return Reading(Source("d", text + marked[last:]), mentions=tuple(mentions))


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_words_between_two_names_tell_whether_they_are_one(case: dict) -> None:
    found = {
        (name, t.other, round(t.grade, 2)) for name, some in told(reading(case["text"])).items() for t in some
    }
    assert found == {tuple(x) for x in case["told"]}


def test_brackets_between_two_who_are_both_named_often_only_suggest() -> None:
    text = "[Orsi] ([Keel]) came. " + "[Orsi] rose. [Keel] sat. " * 6
    assert [t.grade for t in told(reading(text))["Orsi"]] == [pytest.approx(0.6)]


def test_the_reason_is_the_sources_own_words() -> None:
    (why,) = contexts(reading("Then [Carlo Orsi], alias [Bruno], left."))["d", "Carlo Orsi"].told
    assert why == Told("Bruno", 0.9, "Then Carlo Orsi, alias Bruno, left.")


def test_what_one_source_says_joins_the_names_of_others() -> None:
    said = {("a", "Carlo Orsi"): Context(told=(Told("Bruno Keel", 0.9, "Carlo Orsi, alias Bruno Keel"),))}
    names = [
        ("a", "Carlo Orsi"),
        ("a", "Bruno Keel"),
        ("b", "Carlo Orsi"),
        ("b", "Bruno Keel"),
        ("c", "Keel"),
    ]
    entries = [(doc, Entity(name, "person", (name,)), 5) for doc, name in names]
    assert len(linked(entries).persons) == 2
    found = linked(entries, context=said)
    assert [len(p.members) for p in found.persons] == [5]
    assert any("alias Bruno Keel" in why and "(0.90)" in why for why in found.persons[0].why)


def test_what_is_said_does_not_join_a_man_and_a_woman() -> None:
    said = {("a", "Mr. Orsi"): Context(told=(Told("Mrs. Keel", 0.9, "Mr. Orsi, alias Mrs. Keel"),))}
    entries = [("a", Entity(name, "person", (name,)), 5) for name in ("Mr. Orsi", "Mrs. Keel")]
    found = linked(entries, context=said)
    assert len(found.persons) == 2
    assert [s.against for s in found.suggestions] == ["their titles are a man's and a woman's"]
