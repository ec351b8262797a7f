"""Who is named and meant: cases of `tests/cases/people.jsonl`, marked `[words|kind|name]` in the sentence."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.model.source import Source
from visavis.reading.pipeline import read

CASES = Path(__file__).resolve().parents[1] / "cases" / "people.jsonl"
MARK = re.compile(r"\[([^|\]]+)\|(person|group|office|place)(?:\|([^\]]*))?\]")


def cases() -> list[Any]:
    """The cases; raises where a line marks nothing, since such a case would test nothing."""
    out = []
    for number, line in enumerate(CASES.read_text(encoding="utf-8").splitlines(), 1):
        case = json.loads(line)
        if not MARK.search(case["text"]):
            raise ValueError(f"people.jsonl, line {number}: no mark [words|kind|name] in the text")
        marks = [pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else []
        out.append(pytest.param(case["text"], id=case["label"], marks=marks))
    return out


def unmarked(text: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The plain sentence, and (start, end, kind, name) of every mark; the name is the words unless given."""
    plain, wanted, at = "", [], 0
    for m in MARK.finditer(text):
        plain += text[at : m.start()]
        wanted.append((len(plain), len(plain) + len(m[1]), m[2], m[1] if m[3] is None else m[3]))
        plain += m[1]
        at = m.end()
    return plain + text[at:], wanted


@pytest.mark.parametrize("text", cases())
def test_marked_words_mean_whom_the_mark_says(text: str) -> None:
    plain, wanted = unmarked(text)
    found = {
        (m.start, m.end): (m.kind, m.name) for m in read(Source("case", plain), until="mentions").mentions
    }
    for start, end, kind, name in wanted:
        assert found.get((start, end)) == (kind, name or None), plain[start:end]


def test_mentions_quote_their_source_and_stand_in_order() -> None:
    raw = "Mr. Hollis wrote to Anna Petrov. She answered him, and he visited her sister in Prague."
    mentions = read(Source("case", raw), until="mentions").mentions
    assert [m.text for m in mentions] == [raw[m.start : m.end] for m in mentions]
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)


WORDS = 'Mr. Gray Anna he she his who the King of Spain and " said . , - friends II ¬ I you They'.split()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_order_of_words_is_read_and_quoted(words: list[str]) -> None:
    raw = " ".join(words) or "x"
    reading = read(Source("case", raw), until="mentions")
    known = {e.name for e in reading.entities}
    for m in reading.mentions:
        assert m.text == raw[m.start : m.end]
        assert m.name is None or m.name in known


def test_entities_hold_every_form_and_the_speakers() -> None:
    turns = ["Mr. HOLLIS. Did you see Anna Petrov?", "Mrs. GRAY. Yes.", "Mr. HOLLIS. Where was Petrov?"]
    raw = "\n\n".join([*turns, "Mrs. GRAY. She was at home."])
    entities = {e.name: e for e in read(Source("case", raw), until="mentions").entities}
    assert entities["Anna Petrov"].aliases == ("Anna Petrov", "Petrov")
    assert entities["Anna Petrov"].gender == "f"
    assert {"Mr. Hollis", "Mrs. Gray"} <= set(entities)
