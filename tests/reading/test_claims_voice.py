"""In whose words a claim stands: quotations, reports, testimony told again."""

from __future__ import annotations

import pytest
from tests.reading.marked import marked, read_all

from visavis.model.layers import Mention, Passage, Turn
from visavis.model.source import Source
from visavis.reading.claims import claims
from visavis.reading.claims.voice import narrators
from visavis.reading.pipeline import PARSER, QUICK, read
from visavis.reading.units import Unit, pipeline

VOICES = [
    ("straight single quotation marks",
     "[Ada Reed|=] said, 'In May [Harris|=] arrested [Walker|=].'", "harms", ["narrator", "Ada Reed"]),
    ("the said, who say nothing",
     "The said [Ada Reed|=] wept, and [Harris|=] arrested [Walker|=].", "harms", ["narrator"]),
    ("according to somebody's account",
     "According to [Ada Reed|=]'s account, [Harris|=] arrested [Walker|=].", "harms",
     ["narrator", "Ada Reed"]),
    ("another clause before a semicolon",
     "[Harris|=] opposed [Walker|=]; in May [Ada Reed|=] wrote that it rained.", "opposes", ["narrator"]),
    ("a colon behind whose narrative it is",
     "The best witness is [Ada Reed|=], whose narrative may stand here: \"[Harris|=] arrested [Walker|=] in "
     "the spring.\"", "harms", ["narrator", "Ada Reed"]),
    ("a verb of saying taken up after an aside",
     "[Ada Reed|=] mentions in her notes, with much feeling, that in May [Harris|=] arrested [Walker|=].",
     "harms", ["narrator", "Ada Reed"]),
    ("the same, the other way about in the parse",
     "[Ada Reed|=] stated, in reply to a question as to what steps were taken, that [Harris|=] had arrested "
     "[Walker|=].", "harms", ["narrator", "Ada Reed"]),
]  # fmt: skip


@pytest.mark.parametrize(("label", "text", "relation", "voice"), VOICES, ids=[c[0] for c in VOICES])
def test_a_claim_stands_in_the_voice_of(label: str, text: str, relation: str, voice: list[str]) -> None:
    found = read_all([marked(text)])[0]
    assert [list(d.voice) for d in found if d.relation == relation] == [voice]


def test_who_is_asked_says_nothing_by_it() -> None:
    question = marked("[You|Ada Reed] recall that [Harris|=] arrested [Walker|=]?")
    found = read_all([question], kind="transcript", speakers=["Mr. Gill"])[0]
    assert {d.voice for d in found if d.relation == "harms"} == {("Mr. Gill",)}


def hearing(*told: str) -> list[tuple[str, ...]]:
    """Voices of the arrests that a report of a hearing tells: two turns, then paragraphs of narration."""
    out, at, units, mentions, entities = "", 0, [], [], {}
    for n, text in enumerate(("It was so.", "Was it?", *told)):
        plain, some, known = marked(f"[Bo|=] {text}") if n < 2 else marked(text)
        passage = Passage(at, at + len(plain), "transcript")
        turn = Turn(at, at + len(plain), "Bo") if n < 2 else None
        units.append(Unit(at, at + len(plain), pipeline()(plain), passage, turn))
        mentions += [type(m)(at + m.start, at + m.end, m.text, m.kind, m.name, m.form) for m in some]
        entities |= {e.name: e for e in known}
        out += plain + "\n\n"
        at = len(out)
    found = claims(units, list(entities.values()), mentions, (), Source("t.txt", out), least=0.0)
    return [d.voice for d in found if d.relation == "harms"]


def test_what_follows_the_next_witness_is_his() -> None:
    told = "[Ada Reed|=] was the next witness. [Harris|=] had arrested [Walker|=] in May."
    assert hearing(told) == [("narrator", "Ada Reed")]


def test_a_witness_goes_on_in_the_next_paragraph() -> None:
    first = "[Ada Reed|=] was then called."
    assert hearing(first, "The witness was ill. [Harris|=] had arrested [Walker|=].") == [
        ("narrator", "Ada Reed")
    ]
    assert hearing(first, "The court rose. [Harris|=] arrested [Walker|=].") == [("narrator",)]


def test_what_somebody_quotes_makes_him_no_witness() -> None:
    told = 'One day [Ada Reed|=] said, "I know a man who likes it." [Harris|=] arrested [Walker|=].'
    assert hearing(told) == [("narrator",)]


def narrated(*told: str) -> list[tuple[str, ...]]:
    """Voices of the arrests in paragraphs."""
    text = "\n\n".join(told)
    found = read(Source("t.txt", text), "claims", PARSER + QUICK).claims
    return [c.voice for c in found if c.relation == "harms"]


def test_one_paragraph_among_several_that_says_i_is_a_lost_quotation() -> None:
    plain = ["Anna Harris sang.", "It rained.", "The fair was long.", "The guild was rich."]
    quoted = "I was there. I saw my house. Anna Harris arrested Paul Walker."
    assert narrated(*plain, quoted) == [("narrator",)]
    assert narrated(*plain, "I sang with my wife.", quoted) == [("author",)]


def test_who_says_i_in_half_of_the_paragraphs_tells_all() -> None:
    own = ["I went to town with my wife.", "My horse was ill."]
    far = ["It rained."] * 4 + ["Anna Harris arrested Paul Walker."]
    assert narrated(*own, *own, *far[:3], far[-1]) == [("author",)]
    assert narrated(*own, *far, *far[:4]) == [("narrator",)]


@pytest.mark.parametrize(("kind", "voice"), [("boilerplate", "narrator"), ("narrative", "author")])
def test_who_says_i_in_boilerplate_tells_nothing(kind: str, voice: str) -> None:
    units, mentions, at = [], [], 0
    for text in ("I accept.", "I agree.", "I stay.", "It rained."):
        kind = kind if text.startswith("I ") else "narrative"
        units.append(Unit(at, at + len(text), pipeline()(text), Passage(at, at + len(text), kind)))
        if text.startswith("I "):
            mentions.append(Mention(at, at + 1, "I", "person", "author", "pronoun"))
        at += len(text) + 2
    assert narrators(units, mentions, Source("t.txt", "It rained."))[-1] == voice
