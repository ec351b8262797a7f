"""Names asked alone that each source gives to somebody else: the pair that a source ties is meant."""

import pytest

from invented import reading
from visavis.answer.bearers import spellings
from visavis.answer.dossier import ask
from visavis.case.memory import AtHand, remember
from visavis.model.dossier import Dossier
from visavis.model.layers import Entity

LIFE = reading(
    "life.txt",
    "Marcus Fern praised Gaius Holt. Marcus Fern met Gaius Holt. Fern wrote to Holt.",
    [Entity("Marcus Fern", "person", ("Fern",), "m"), Entity("Gaius Holt", "person", ("Holt",), "m")],
    [("Marcus Fern praised Gaius Holt", "Marcus Fern", "supports", "Gaius Holt"),
     ("Marcus Fern met Gaius Holt", "Marcus Fern", "meets", "Gaius Holt"),
     ("Fern wrote to Holt", "Marcus Fern", "meets", "Gaius Holt")],
)  # fmt: skip
LETTERS = reading(
    "letters.txt",
    "Fern Magnus betrayed Holt the Elder. Fern fought Holt. Fern cursed Holt. Anna Fern feared Tom Holt.",
    [Entity("Fern Magnus", "person", ("Fern",), "m"), Entity("Holt the Elder", "person", ("Holt",), "m"),
     Entity("Anna Fern", "person", (), "f"), Entity("Tom Holt", "person", (), "m")],
    [("Fern Magnus betrayed Holt the Elder", "Fern Magnus", "harms", "Holt the Elder"),
     ("Fern fought Holt", "Fern Magnus", "opposes", "Holt the Elder"),
     ("Fern cursed Holt", "Fern Magnus", "opposes", "Holt the Elder"),
     ("Anna Fern feared Tom Holt", "Anna Fern", "opposes", "Tom Holt")],
)  # fmt: skip


def both() -> AtHand:
    return remember([LIFE, LETTERS])


def asked(query: str) -> Dossier:
    found = ask(query, both())
    assert isinstance(found, Dossier), found
    return found


def test_what_each_source_calls_the_two_is_taken_together_and_said():
    d = asked("Fern and Holt")
    told = sorted(e.claim.relation for e in d.claims)
    assert told == ["harms", "meets", "meets", "opposes", "opposes", "supports"]
    assert d.b is not None
    assert {e.claim.subject for e in d.claims} == {d.a.name}
    assert {e.claim.object for e in d.claims} == {d.b.name}
    assert any("Fern Magnus (letters.txt)" in o.what for o in d.open)


def test_somebody_of_the_other_gender_is_not_taken():
    assert all("Anna" not in e.claim.quote for e in asked("Fern and Holt").claims)


def test_a_fuller_name_means_that_one_alone():
    assert {e.claim.doc for e in asked("Marcus Fern and Gaius Holt").claims} == {"life.txt"}


def test_a_longer_name_of_another_source_is_taken_where_it_is_tied():
    printed = reading(
        "works.txt",
        "Poems of Marcus Fern mocked Holt.",
        [Entity("Poems of Marcus Fern", "person", (), "m"), Entity("Gaius Holt", "person", ("Holt",), "m"),
         Entity("Marcus Fern's son", "person", (), "m")],
        [("Poems of Marcus Fern mocked Holt", "Poems of Marcus Fern", "opposes", "Gaius Holt")],
    )  # fmt: skip
    found = ask("Fern and Holt", remember([LIFE, printed]))
    assert isinstance(found, Dossier)
    assert {e.claim.doc for e in found.claims} == {"life.txt", "works.txt"}


def test_ids_are_those_of_the_sources():
    known = {c.id for r in (LIFE, LETTERS) for c in r.claims}
    assert all(e.id in known for e in asked("Fern and Holt").claims)


@pytest.mark.parametrize("word", ["antony", "brown", "fulvius", "ey"])
def test_a_name_is_among_its_spellings(word):
    assert spellings(word)[0] == word
