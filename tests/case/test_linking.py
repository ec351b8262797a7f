"""Who is who across sources: joined only where one explanation remains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.case.linking import link
from visavis.model.layers import Entity


def joined(*entities: tuple[str, str] | tuple[str, str, str]) -> list[set[str]]:
    """Sets of `doc:name` that were joined, those of more than one member."""
    people = link((doc, Entity(name, *(rest or ["person"])), 1) for doc, name, *rest in entities)
    return [{f"{d}:{n}" for d, n in p.members} for p in people if len(p.members) > 1]


TOGETHER = [
    [("a", "Ada Brown"), ("b", "Ada Brown")],
    [("a", "Ada Brown"), ("b", "Brown")],
    [("a", "Nikolai Ivanovich Zorin"), ("b", "N. I. Zorin")],
    [("a", "Nikolai Zorin"), ("b", "Comrade Zorin")],
    [("a", "Jean-Luc Morel"), ("b", "Jean Luc Morel")],
    [("a", "Zhukovsky"), ("b", "Жуковский")],
    [("a", "Sofia Zhukova"), ("b", "Sofia Joukova")],
    [("a", "the Salt Guild", "group"), ("b", "Salt Guild", "group")],
    [("a", "Pope Urban VIII"), ("b", "Urban VIII")],
    [("a", "Brown"), ("b", "Brown")],
    [("a", "Ada Brown"), ("b", "Brown"), ("c", "Meeting Brown")],
    [("a", "ADA BROWN"), ("b", "Ada Brown")],
    [("a", "BROWN Brown"), ("b", "Ada Brown")],
    [("a", "Ada Brown"), ("b", "Ada Brown Holm")],
    [("a", "Ada Brown"), ("b", "Brown"), ("b", "Brown's head")],
]
APART = [
    [("a", "Mr. Paine"), ("b", "Mrs. Paine")],
    [("a", "Ada Brown"), ("b", "Carl Brown")],
    [("a", "Ada Brown"), ("b", "Carl Brown"), ("c", "Brown")],
    [("a", "Ada Brown"), ("a", "Brown"), ("b", "Carl Stone")],
    [("a", "Urban VII"), ("b", "Urban VIII")],
    [("a", "author"), ("b", "author")],
    [("a", "unknown speaker"), ("b", "unknown speaker")],
    [("a", "his brother"), ("b", "his brother")],
    [("a", "Ada Brown's wife"), ("b", "Ada Brown's wife")],
    [("a", "Salt", "group"), ("b", "Salt")],
    [("a", "Mrs. Ada Brown"), ("b", "Mr. Brown")],
    [("a", "J. Brown"), ("b", "John Brown"), ("c", "James Brown")],
]


@pytest.mark.parametrize("entities", TOGETHER, ids=str)
def test_one_person_under_two_names(entities):
    assert len(joined(*entities)) == 1


@pytest.mark.parametrize("entities", APART, ids=str)
def test_namesakes_stay_apart(entities):
    assert joined(*entities) == []


def test_every_joining_is_explained_and_graded():
    people = link([("a", Entity("Ada Brown", "person"), 1), ("b", Entity("Brown", "person"), 1)])
    assert people[0].why == (
        "Brown (b) = Ada Brown (a): the only fuller name in these sources that has this name (0.80)",
    )


def test_names_given_to_persons_are_distinct():
    people = link([("a", Entity("author", "person"), 1), ("b", Entity("author", "person"), 1)])
    assert [p.name for p in people] == ["author (a)", "author (b)"]


def test_the_best_attested_full_name_is_shown():
    people = link(
        (doc, Entity(name, "person", aliases), 5)
        for doc, name, aliases in [
            ("a", "Trial of Ada Brown", ("Ada Brown",)), ("b", "Ada Brown", ()), ("c", "Brown", ()),
        ]
    )  # fmt: skip
    assert [p.name for p in people] == ["Ada Brown"]


def test_a_namesake_named_most_keeps_the_plain_name():
    people = link([("a", Entity("Ada's aunt", "person"), 9), ("b", Entity("Ada's aunt", "person"), 1)])
    assert [p.name for p in people] == ["Ada's aunt", "Ada's aunt (b)"]


NAME = st.sampled_from(
    "Ada Brown/Brown/A. Brown/Carl Brown/Mrs. Brown/Mr. Brown/Ada/Stone/Ada Stone/author/the mayor".split("/")
)


@given(st.lists(st.tuples(st.sampled_from("abc"), NAME), unique=True, max_size=10))
def test_everybody_is_in_exactly_one_person_and_genders_agree(found):
    people = link((d, Entity(n, "person"), 1) for d, n in found)
    assert sorted(m for p in people for m in p.members) == sorted(found)
    assert len({p.name for p in people}) == len(people)
    for p in people:
        titles = {n.split(".")[0] for _, n in p.members if n.startswith("Mr")}
        assert len(titles) < 2
