"""A case answers as its sources do when they are asked directly."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case.kept import filled
from invented import CHRONICLE, CONFESSION, HEARING, reading
from visavis.answer.dossier import Options, ask
from visavis.case.day import asked, span_of
from visavis.case.memory import remember
from visavis.case.store_codec import pack, unpack
from visavis.case.store_memory import CaseMemory
from visavis.faces.json_face import to_json
from visavis.model.errors import CaseError
from visavis.model.layers import Copy, Entity, Mention, Turn
from visavis.model.offsets import Edit, Patch

LETTER = reading(
    "letter.txt",
    "I met Tarnow at the mill. He or Keel, in October, paid. Ä\u2028 Keel’s \x00 \ud83d end",
    [Entity("author", "person", ("I",)), Entity("Tarnow", "person"), Entity("Keel", "person")],
    [("I met Tarnow", "author", "meets", "Tarnow", {"voice": ("author",)})],
    author="Oda Lindqvist",
)
OPEN = Mention(26, 28, "He", "person", None, "pronoun", ("Tarnow", "Keel"))
LOST = Edit(41, 48, "October", None, "lost-year", "a year stood here", (Patch(48, 48, ", "),), "[year lost]")
LETTER = replace(
    LETTER,
    mentions=(*LETTER.mentions, OPEN),
    repairs=(LOST,),
    copies=(Copy(0, 20, "hearing.txt", 5, 25, HEARING.source.sha256),),
)
ALL = (CHRONICLE, HEARING, CONFESSION, LETTER)
ASKED = (
    "Lindqvist and Tarnow",
    "Keel and Tarnow",
    "Tarnow",
    "the Salt Guild",
    "Nobody and Tarnow",
    "Lindqvst, Keel",
)


@pytest.fixture
def case(new_case):
    store = filled(new_case(), ALL)
    with store.read() as conn:
        yield CaseMemory(conn)
    store.close()


def test_a_case_holds_what_the_readings_hold(case):
    direct = remember(ALL)
    assert case.persons == direct.persons
    assert case.evidence == direct.evidence
    assert case.searched == direct.searched
    assert [r.circumstances for r in case.heads] == [r.circumstances for r in direct.heads]
    assert [r.copies for r in case.heads] == [r.copies for r in direct.heads]


def test_a_case_gives_of_everybody_what_the_readings_give(case):
    direct = remember(ALL)
    for person in direct.persons:
        assert case.person(person.name) == person
        assert case.about([person.name]) == direct.about([person.name])
        assert case.belonging([person.name]) == direct.belonging([person.name])
        assert list(case.doubts([person])) == list(direct.doubts([person]))
        assert case.spots([person.name]) == direct.spots([person.name])
    names = [p.name for p in direct.persons]
    assert case.spots(names) == direct.spots(names) != {}
    assert case.kinds(names) == direct.kinds(names)
    assert case.called(["tarnov"]) == direct.called(["tarnov"]) != ()
    assert case.called(["lindkvist", "oda"]) == direct.called(["lindkvist", "oda"]) != ()
    for some in (names[:1], names[:3], names):
        assert case.among(some) == direct.among(some)
    assert case.among(names) == case.evidence
    for doc in direct.searched:
        assert case.dated([doc]) == direct.dated([doc])
        assert case.losses(doc) == direct.losses(doc)
        for start, end in ((0, 20), (-5, 7), (10, 10_000), (50_000, 50_010)):
            assert case.text(doc, start, end) == direct.text(doc, start, end)


@pytest.mark.parametrize("year", [1, 1871, 1874, 1875, 1880, 3000])
def test_a_case_gives_of_a_time_what_the_readings_give(case, year):
    direct, first = remember(ALL), asked(f"{year:04}").first
    assert case.size == direct.size == len(direct.evidence)
    for relations in ((), ("meets",), ("meets", "member")):
        for undated in (True, False):
            found = case.within(first, first + 365, relations, undated)
            assert found == direct.within(first, first + 365, relations, undated)
    nameless = {e.id for e in direct.evidence if span_of(e.claim) is None}
    assert nameless <= {e.id for e in case.within(first, first + 365, undated=True)}
    assert not nameless & {e.id for e in case.within(first, first + 365)}


@pytest.mark.parametrize("most", [1, 3, 1000])
@pytest.mark.parametrize("before", [(), ("meets",), ("member", "holds")])
def test_a_case_gives_the_same_of_what_has_no_date(case, most, before):
    direct = remember(ALL)
    assert case.dateless == direct.dateless == len(direct.undated(10_000))
    for some in ((), [p.name for p in direct.persons][:2], [p.name for p in direct.persons]):
        assert case.undated(most, some, before) == direct.undated(most, some, before)


def test_days_narrow_what_a_case_gives(case):
    assert len(case.within(asked("0001").first, asked("0002").last)) < case.size


def test_a_mention_left_open_is_found_by_those_it_may_mean(case):
    two = [case.person("Bror Tarnow"), case.person("Emil Keel")]
    assert [(doc, m) for doc, m, _ in case.doubts(two)] == [("letter.txt", OPEN)]
    assert list(case.doubts([case.person("Oda Lindqvist"), *two])) == []


@pytest.mark.parametrize("query", ASKED)
@pytest.mark.parametrize("options", [Options(), Options(without=("hearsay",)), Options(since="1875")])
def test_an_answer_from_a_case_is_the_same_to_the_byte(case, query, options):
    assert to_json(ask(query, case, options)) == to_json(ask(query, remember(ALL), options))


TEXT = st.text(st.characters(codec=None), max_size=20)
SPAN = st.tuples(st.integers(0, 99), st.integers(100, 200))


@given(
    st.lists(
        st.builds(lambda s, n, c: Mention(*s, "x", "person", n, "name", tuple(c)), SPAN, TEXT, st.lists(TEXT))
    ),
    st.lists(st.builds(lambda s, t: Turn(*s, t, True, None, (1, 2), ((3, 4),)), SPAN, TEXT)),
)
def test_a_layer_comes_back_as_it_was(mentions, turns):
    layers = (tuple(mentions), tuple(turns), {("doc", "name"): LOST, ("doc", "other"): None})
    assert unpack(pack(layers)) == layers


def test_a_damaged_layer_is_said_to_be_damaged():
    with pytest.raises(CaseError, match="damaged"):
        unpack(pack((OPEN,))[:-5])
