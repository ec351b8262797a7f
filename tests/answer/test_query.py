"""Questions in words, and names partial, misspelt, transliterated, ambiguous or unknown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented import town
from visavis.answer.query import Match, pairs, resolve
from visavis.answer.question import bare_question
from visavis.case.linking import link
from visavis.case.memory import AtHand, Memory
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence, Person, Unanswered
from visavis.model.errors import QueryError
from visavis.model.layers import Entity

TOWN = town()


def someone(*people: Person) -> Memory:
    return AtHand((), people, ())


def names(query: str, memory: Memory) -> list[str]:
    found = resolve(query, memory)
    assert not isinstance(found, Unanswered), found
    return [m.persons[0].name for m in found]


@pytest.mark.parametrize(
    "query",
    [
        "Lindqvist and Tarnow",
        "lindqvist and tarnow relationship",
        "Lindqvist & Tarnow",
        "Lindqvist&Tarnow",
        "Lindqvist vs Tarnow",
        "Lindqvist vs. Tarnow",
        "Lindqvist versus Tarnow",
        "Lindqvist – Tarnow",
        "Lindqvist - Tarnow",
        "Lindqvist—Tarnow",
        "Lindqvist, Tarnow",
        "relations between Lindqvist and Tarnow",
        "the relationship between Oda Lindqvist and Bror Tarnow",
        "What was the relationship between Lindqvist and Tarnow?",
        "how did Lindqvist and Tarnow stand to each other?",
        "Lindqvist's relationship with Tarnow",
        "Lindqvist and Tarnow (also: Keel and Ferrer) relationship",
        "LINDQVIST AND TARNOW RELATIONSHIP",
        "Lindkvist and Tarnov",
        "Одa Линдквист and Тарнов",
    ],
)
def test_ways_to_ask_for_the_same_two(query):
    assert names(query, town()) == ["Oda Lindqvist", "Bror Tarnow"]


def test_two_names_side_by_side_are_two():
    assert names("Lindqvist Tarnow", town()) == ["Oda Lindqvist", "Bror Tarnow"]
    assert names("Oda Lindqvist", town()) == ["Oda Lindqvist"]


def test_somebody_described_by_a_name_does_not_bear_it():
    memory = someone(Person("Ida Moss", mentions=3), Person("Ida Moss's mother", mentions=3))
    assert names("Moss", memory) == ["Ida Moss"]
    assert names("Ida Moss's mother", memory) == ["Ida Moss's mother"]


def test_one_name():
    assert names("Tarnow", town()) == ["Bror Tarnow"]


def test_name_with_and_in_it():
    memory = someone(Person("the Board of Roads and Bridges", "group"), Person("Ada Roads"))
    assert names("Board of Roads and Bridges", memory) == ["the Board of Roads and Bridges"]
    assert names("Board of Roads and Bridges and Ada", memory) == [
        "the Board of Roads and Bridges",
        "Ada Roads",
    ]


def test_two_people_are_asked_rather_than_a_group_named_after_them():
    memory = someone(Person("Ada and Ben", "group"), Person("Ada Holm"), Person("Ben Stone"))
    assert names("Ada and Ben", memory) == ["Ada Holm", "Ben Stone"]


def test_an_ambiguous_pair_is_not_a_group_named_like_it():
    two = Person("Ada Holm and Ben Stone", "group")
    memory = someone(two, Person("Ada Holm"), Person("Ada Lee"), Person("Ben Stone"))
    found = resolve("Ada and Ben", memory)
    assert isinstance(found, Unanswered)
    assert found.names[0].candidates == ("Ada Holm", "Ada Lee")


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Бухарин", "Nikolai Bukharin"),
        ("Boukharine", "Nikolai Bukharin"),
        ("Bucharin", "Nikolai Bukharin"),
        ("bukarin", "Nikolai Bukharin"),
        ("Trotzki", "Leon Trotsky"),
        ("Троцкий", "Leon Trotsky"),
        ("Tchaikovsky", "Pyotr Chaikovskii"),
        ("Jean Jacques Rousseau", "Jean-Jacques Rousseau"),
        ("Müller", "Otto Muller"),
        ("O’Brien", "Kate O'Brien"),
        ("General Okonkwo", "Chidi Okonkwo"),
        ("Russo", "Jean-Jacques Rousseau"),
        ("Руссо", "Jean-Jacques Rousseau"),
        ("Tschaikowskij", "Pyotr Chaikovskii"),
    ],
)
def test_spellings_of_one_name(asked, name):
    crowd = ["Nikolai Bukharin", "Leon Trotsky", "Pyotr Chaikovskii", "Jean-Jacques Rousseau", "Otto Muller",
             "Kate O'Brien", "Chidi Okonkwo", "Ada Lovell"]  # fmt: skip
    assert names(asked, someone(*map(Person, crowd))) == [name]


def test_unknown_name_lists_the_nearest_and_what_was_searched():
    found = resolve("Lindstrom and Tarnow", town())
    assert isinstance(found, Unanswered)
    assert found.kind == "unknown"
    assert [(n.asked, n.candidates) for n in found.names] == [("Lindstrom", ("Oda Lindqvist",))]
    assert "hearing.txt" in found.searched


def test_namesakes_are_told_apart_by_title():
    memory = someone(Person("Mr. Paine", gender="m"), Person("Mrs. Paine", gender="f"))
    assert names("Mrs. Paine and Mr. Paine", memory) == ["Mrs. Paine", "Mr. Paine"]
    found = resolve("Paine", memory)
    assert isinstance(found, Unanswered)
    assert found.names[0].candidates == ("Mr. Paine", "Mrs. Paine")


def test_namesake_named_far_more_often_is_taken_and_said():
    memory = someone(Person("Ida Moss", mentions=200), Person("Olaf Moss", mentions=2))
    found = resolve("Moss", memory)
    assert isinstance(found, tuple)
    assert found[0].persons[0].name == "Ida Moss"
    assert "Olaf Moss" in found[0].note


def test_a_last_name_means_its_bearers():
    memory = someone(Person("Ida Moss", aliases=("Moss",)), Person("Moss Hart", aliases=("Moss",)))
    assert names("Moss", memory) == ["Ida Moss"]


def test_two_known_names_are_asked_back_rather_than_taken_for_a_group():
    both = [Person("Ida Moss"), Person("Olaf Moss"), Person("Ben Stone", aliases=("Stone",))]
    memory = someone(Person("Moss and Stone", "group"), *both, Person("Moss"))
    assert names("Moss and Stone", memory) == ["Moss", "Ben Stone"]


def tied(*pairs: tuple[str, str]) -> Memory:
    people = [Person(n) for n in sorted({n for pair in pairs for n in pair})]
    made = [Claim("d", i, i + 1, "x", a, b, "meets") for i, (a, b) in enumerate(pairs)]
    return AtHand((), tuple(people), tuple(Evidence(c, c.id) for c in made))


def test_namesake_tied_to_the_other_is_taken_and_said():
    memory = tied(*[("Ida Moss", "Ben Stone")] * 4, ("Olaf Moss", "Ben Stone"))
    found = resolve("Moss and Stone", memory)
    assert isinstance(found, tuple)
    assert [m.persons[0].name for m in found] == ["Ida Moss", "Ben Stone"]
    assert "it fits also: Olaf Moss" in found[0].note


def test_namesakes_tied_alike_stay_ambiguous():
    memory = tied(*[("Ida Moss", "Ben Stone")] * 4, *[("Olaf Moss", "Ben Stone")] * 2)
    assert isinstance(resolve("Moss and Stone", memory), Unanswered)


def test_same_person_twice_is_refused():
    with pytest.raises(QueryError, match="both names mean Bror Tarnow"):
        resolve("Tarnow and Bror Tarnow", town())


@pytest.mark.parametrize("query", ["", "  ", "?!", "()", "and"])
def test_question_without_names_is_refused_or_unknown(query):
    try:
        found = resolve(query, town())
    except QueryError as e:
        assert "names nobody" in str(e)
    else:
        assert isinstance(found, Unanswered)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_question_gets_an_answer_or_a_message(query):
    try:
        found = resolve(query, TOWN)
    except QueryError:
        return
    assert isinstance(found, Unanswered) or all(isinstance(m, Match) for m in found)


@given(st.text(max_size=60))
def test_readings_of_a_question_stay_within_its_words(query):
    try:
        read = list(pairs(query))
    except QueryError:
        return
    assert read[-1] == (bare_question(query),)


def test_no_persons_at_all():
    found = resolve("Ada and Ben", someone())
    assert isinstance(found, Unanswered)
    assert found.kind == "unknown"
    assert len(found.names) == 2


def test_linked_aliases_can_be_asked():
    people = link([("a", Entity("Ada Brown", "person", ("Ada Brown", "Lady Ada")), 1)])
    assert names("Lady Ada", someone(*people)) == ["Ada Brown"]
