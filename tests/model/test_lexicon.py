"""The lexicon: what its loader refuses, and that every frame's own example shows its relation."""

from __future__ import annotations

import re

import pytest
from tests.reading.marked import MARK, marked, read_all

from visavis.model.errors import LexiconError
from visavis.model.lexicon import check, lemma_of, lexicon, lines, parse


def test_every_example_shows_its_frame() -> None:
    frames = lexicon().frames
    read = [marked(MARK.sub(named, f.example)) for f in frames]
    wrong = []
    for frame, (_text, mentions, _entities), drafts in zip(frames, read, read_all(read), strict=True):
        a = next(m.name for m, x in zip(mentions, MARK.finditer(frame.example), strict=True) if x[2] == "A")
        b = next(m.name for m, x in zip(mentions, MARK.finditer(frame.example), strict=True) if x[2] == "B")
        found = {(d.relation, d.subject, d.object) for d in drafts}
        found |= {(d.relation, d.object, d.subject) for d in drafts if d.relation in SYMMETRIC}
        rules = {d.rule for d in drafts}
        if (frame.relation, a, b) not in found or frame.rule not in rules:
            got = [(d.rule, d.relation, d.subject, d.object) for d in drafts]
            wrong.append(f"{frame.pattern!r}: {frame.example} gives {got}")
    assert not wrong, "\n".join(wrong)


SYMMETRIC = ("allied", "friend", "rivals", "meets", "kin")


def named(m: re.Match[str]) -> str:
    name = re.sub(r"^([Tt]he) ", "", m[1])
    return f"[{m[1]}|{name}:{m[3] or 'person'}]"


def test_one_pattern_under_two_relations_is_refused() -> None:
    frames = (
        parse("verb", "A back B", "supports", "[X|A] backed [Y|B]."),
        parse("verb", "A back B", "succeeds", "[X|A] backed [Y|B]."),
    )
    with pytest.raises(LexiconError, match="'back' stands under both 'supports' and 'succeeds'"):
        check(frames)


@pytest.mark.parametrize(
    ("pattern", "example", "says"),
    [
        ("A back", "[X|A] backed [Y|B].", "needs the slots A and B"),
        ("A back B", "X backed [Y|B].", "must mark A and B"),
        ("A B", "[X|A] [Y|B].", "no word of its own"),
    ],
)
def test_a_broken_line_says_what_is_wrong(pattern: str, example: str, says: str) -> None:
    with pytest.raises(LexiconError, match=says):
        parse("verb", pattern, "supports", example)


def test_every_line_is_filed_under_the_word_of_its_frame() -> None:
    found = lexicon()
    assert [lemma_of(f.pos, f.pattern) for f in found.frames] == [f.lemma for f in found.frames]
    assert {f for pos, lemma in found.index for f in found.of(pos, lemma)} == set(found.frames)


def test_unknown_tables_and_relations_are_refused() -> None:
    with pytest.raises(LexiconError, match="unknown table"):
        list(lines({"verb": {}}, "supports", "supports.toml"))
    with pytest.raises(LexiconError, match="no relation"):
        list(lines({}, "likes", "likes.toml"))
