"""Who stood where at a date: certainly, possibly, cannot tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.answer.at import at
from visavis.answer.dossier import Options
from visavis.case.day import answer, asked, span_of
from visavis.case.memory import AtHand
from visavis.model.claim import SIGN, Claim
from visavis.model.dossier import Evidence, Person
from visavis.model.errors import QueryError
from visavis.model.standing import BETWEEN, CANNOT_TELL, HEARD, TIME, Standing

PEOPLE = tuple(Person(n) for n in ("Ada", "Ben", "Carl"))
THINGS = (Person("Mayor of Ost", "office"), Person("the Salt Guild", "group"))


def said(subject, relation, obj, time=None, quote="x", at=0, **more):
    start = at * 100
    claim = Claim("a.txt", start, start + len(quote), quote, subject, obj, relation, time=time, **more)
    return Evidence(claim, claim.id)


def asked_of(*evidence, date="1925-04", **options) -> Standing:
    return at(date, AtHand((), (*PEOPLE, *THINGS), evidence), Options(**options))


def mayor(time, at=0, quote="Ada was Mayor of Ost", **more):
    return said("Ada", "holds", "Mayor of Ost", time, quote, at, **more)


@pytest.mark.parametrize(
    ("times", "wanted"),
    [
        (["1925-04-10"], ("certainly", "time")),
        (["1924/1926"], ("certainly", "time")),
        (["1922/.."], ("certainly", "time")),
        (["1925"], ("possibly", "time")),
        (["1925~"], ("possibly", "time")),
        (["../1928"], ("possibly", "time")),
        (["1924"], ("possibly", "last heard")),
        (["1924", "1929"], ("certainly", "between")),
        (["1890"], ("cannot tell", "last heard")),
        ([None], ("cannot tell", "undated")),
        (["XXXX-04"], ("cannot tell", "undated")),
        (["1926"], None),
    ],
)
def test_an_office_holds_until_one_hears_otherwise(times, wanted):
    found = asked_of(*(mayor(t, n) for n, t in enumerate(times))).offices
    assert [(h.answer, h.basis) for h in found] == ([wanted] if wanted else [])


def test_an_end_stated_later_lets_it_hold_between():
    left = said("Ada", "member", "the Salt Guild", "1929", "Ada left the Salt Guild", 1, rule="verb:leave")
    found = asked_of(said("Ada", "member", "the Salt Guild", "1924", "Ada joined the Salt Guild"), left)
    (held,) = found.bodies
    assert (held.answer, held.basis, len(held.claims)) == ("certainly", BETWEEN, 2)
    assert held.why == "told in 1924, its end in 1929: held between"


@pytest.mark.parametrize(
    "end",
    [
        mayor("1923", 5, "Ada resigned as Mayor of Ost"),
        said("Ben", "succeeds", "Ada", "1923", "Ben followed Ada as Mayor of Ost", 5),
        said("Ben", "harms", "Ada", "1923", "Ben dismissed Ada, the Mayor of Ost", 5, rule="verb:dismiss"),
        said("Ben", "harms", "Ada", "1923", "Ben shot Ada", 5, rule="verb:shoot"),
        mayor("1923", 5, modality="denied"),
    ],
)
def test_what_had_ended_is_not_listed(end):
    assert asked_of(mayor("1920"), end).offices == ()


def test_a_death_does_not_tell_that_an_office_was_held_till_then():
    shot = said("Ben", "harms", "Ada", "1929", "Ben shot Ada", 5, rule="verb:shoot")
    assert [(h.answer, h.basis) for h in asked_of(mayor("1920"), shot).offices] == [("possibly", HEARD)]


def test_a_quarrel_does_not_end_an_office():
    struck = said("Ben", "harms", "Ada", "1923", "Ben struck Ada", 5, rule="verb:strike")
    assert [h.basis for h in asked_of(mayor("1920"), struck).offices] == [HEARD]


def test_a_former_office_was_over_then():
    former = mayor("1936", 0, "Ada, the former Mayor of Ost")
    assert [(h.answer, h.why) for h in asked_of(former).offices] == [("cannot tell", "only its end is told")]
    assert asked_of(former, date="1937").offices == ()


def test_the_present_mayor_is_of_the_time_of_telling():
    now = mayor(None, 0, "Ada, the present Mayor of Ost", bounds="1925-04", time_basis="bounded")
    assert [h.answer for h in asked_of(now).offices] == ["cannot tell"]


def test_bodies_without_a_name_come_last():
    told = said("Ada", "member", "ruling circle", "1925-04", confidence=0.9)
    found = asked_of(told, said("Ada", "member", "the Salt Guild", "1925-04", at=1, confidence=0.3))
    assert [b.what for b in found.bodies] == ["the Salt Guild", "ruling circle"]


def test_nobody_sits_in_a_person():
    assert asked_of(said("Ada", "member", "Ben", "1925-04", "Ada joined Ben")).bodies == ()


def test_those_without_a_name_come_last():
    told = said("Ada", "allied", "some old friends", "1925-04", confidence=0.9)
    found = asked_of(told, said("Ada", "allied", "Ben", "1925-04", at=1, confidence=0.3))
    assert [s.b for s in found.stances] == ["Ben", "some old friends"]


@pytest.mark.parametrize(
    ("relation", "what", "carried"),
    [
        ("holds", "chairman", False),
        ("holds", "Commissar", False),
        ("holds", "Commissar of Salt", True),
        ("holds", "Pope", True),
        ("member", "Politburo", True),
    ],
)
def test_an_office_without_a_name_of_its_own_is_not_carried_on(relation, what, carried):
    found = asked_of(said("Ada", relation, what, "1924", f"Ada, {what}"))
    assert bool(found.offices or found.bodies) == carried


@pytest.mark.parametrize(
    ("who", "relation", "what"),
    [
        ("Ostian revolutionary and politician", "holds", "Mayor of Ost"),
        ("the Salt Guild", "holds", "Mayor of Ost"),
        ("Ada", "holds", "elder of the two"),
        ("Ada", "member", "two other leaders"),
        ("Ada", "member", "Several patricians"),
        ("Ada", "member", "members of the Salt Guild"),
        ("Ada", "member", "Ostian"),
        ("Ada", "member", "the consuls of Ost"),
    ],
)
def test_what_is_no_holder_no_office_and_no_body_is_not_listed(who, relation, what):
    found = asked_of(said(who, relation, what, "1925-04", f"{who}, {what}"))
    assert found.offices == found.bodies == ()


def test_an_office_is_one_of_the_words_that_are_quoted():
    quote = "Ada, the governor of the gaol"
    other = said("Ada", "holds", "Mayor of Ost", "1925-04", quote)
    here = said("Ada", "holds", "Governor (a.txt)", "1925-04", quote, 1)
    assert [h.what for h in asked_of(other, here).offices] == ["Governor"]


def test_who_is_only_called_after_the_other_stands_nowhere():
    assert asked_of(said("Ada's allies", "allied", "Ada", "1925-04", "her allies")).stances == ()


def test_a_shortened_name_of_an_office_joins_the_full_one():
    found = asked_of(
        said("Ada", "holds", "Lord Mayor", "1924", "Ada, the Lord Mayor"),
        said("Ada", "holds", "Lord Mayor of Ost", "1926", "Ada, Lord Mayor of Ost", 1),
    )
    assert [(h.what, h.basis) for h in found.offices] == [("Lord Mayor of Ost", BETWEEN)]


def test_several_holders_of_one_office_stand_side_by_side():
    found = asked_of(mayor("1925-04"), said("Ben", "holds", "Mayor of Ost", "1925-04", "Mayor Ben", 1))
    assert [c.what for c in found.clashes] == ["Mayor of Ost"]
    assert len(found.clashes[0].claims) == 2


def test_a_deed_of_the_past_is_no_stance_and_an_alliance_is_last_heard():
    found = asked_of(
        said("Ada", "harms", "Ben", "1924", "Ada beat Ben"),
        said("Ada", "allied", "Carl", "1924", "Ada sided with Carl", 1),
    )
    assert [(s.a, s.b, s.sign, s.basis) for s in found.stances] == [("Ada", "Carl", "+", HEARD)]


def test_what_is_told_of_the_date_ends_what_was_last_heard():
    found = asked_of(
        said("Ada", "allied", "Ben", "1924", "Ada sided with Ben"),
        said("Ada", "rivals", "Ben", "1925-04", "Ada quarrelled with Ben", 1),
    )
    assert [(s.sign, s.basis) for s in found.stances] == [("-", TIME)]


def test_a_tie_asserted_and_denied_is_a_contradiction():
    found = asked_of(
        said("Ada", "allied", "Ben", "1925-04", "Ada sided with Ben"),
        said(
            "Ada",
            "allied",
            "Ben",
            "1925-04",
            "Ada never sided with Ben",
            1,
            modality="denied",
            voice=("Ada",),
        ),
    )
    assert [s.sign for s in found.stances] == ["+", "denied"]
    assert [len(c.claims) for c in found.clashes] == [2]


def test_questions_and_ifs_place_nobody():
    for modality in ("asked", "hypothetical"):
        assert asked_of(said("Ada", "allied", "Ben", "1925-04", modality=modality)).stances == ()


def test_a_lost_year_is_completed_from_another_telling_whenever_it_was():
    words = "Ada attacked Ben at the congress"
    lost = said("Ada", "opposes", "Ben", "XXXX-10-03", words, 0, time_basis="lost")
    dated = said("Ada", "opposes", "Ben", "1924-10-03", words, 5, time_basis="stated")
    (stance,) = asked_of(lost, dated, date="1924-10").stances
    assert (stance.answer, set(stance.claims)) == ("certainly", {lost.id, dated.id})
    shown = {e.id: e for e in asked_of(lost, dated, date="1924-10").claims}
    assert shown[lost.id].completed == dated.cite
    assert [s.answer for s in asked_of(lost, date="1930").stances] == [CANNOT_TELL]
    assert not asked_of(lost, dated, date="1934").stances  # it is known now to have been another year


def test_claims_of_another_time_make_no_difference(monkeypatch):
    told = [said("Ada", "opposes", "Ben", f"{year}", at=n) for n, year in enumerate(range(1900, 1950, 3))]
    near = asked_of(*told, date="1925").stances
    with monkeypatch.context() as all_of_them:
        all_of_them.setattr(AtHand, "within", lambda self, *_: self.claims)
        assert asked_of(*told, date="1925").stances == near
    assert len(near[0].claims) == 1


def test_a_time_known_from_one_side_only_by_order_cannot_be_told():
    found = asked_of(said("Ada", "opposes", "Ben", bounds="1917/..", time_basis="bounded"))
    assert [s.answer for s in found.stances] == [CANNOT_TELL]
    assert not found.found


def test_a_date_without_a_year_is_refused():
    with pytest.raises(QueryError, match="no date with a year"):
        asked_of(date="XXXX-04")


YEARS = st.integers(1900, 1950).map(str)
TIMES = st.one_of(
    st.none(),
    YEARS,
    st.builds(lambda y, m: f"{y}-{m:02d}", YEARS, st.integers(1, 12)),
    st.builds(lambda a, n: f"{a}/{int(a) + n}", YEARS, st.integers(0, 9)),
    YEARS.map(lambda y: f"{y}/.."),
    YEARS.map(lambda y: f"../{y}"),
    YEARS.map(lambda y: f"{y}~"),
)
RULES = st.sampled_from(["", "verb:leave", "verb:expel", "verb:kill", "verb:lead"])
CLAIMS = st.lists(
    st.tuples(
        st.sampled_from([p.name for p in PEOPLE]),
        st.sampled_from(sorted(SIGN)),
        st.sampled_from([p.name for p in (*PEOPLE, *THINGS)]),
        TIMES,
        TIMES,
        st.sampled_from(["asserted", "denied", "alleged", "planned", "asked"]),
        RULES,
    ),
    max_size=12,
)


@given(CLAIMS, st.sampled_from(["1925", "1925-04", "1930-01-05", "192X"]))
def test_whatever_is_said_every_line_has_claims_that_allow_it(rows, date):
    evidence = [
        said(s, r, o, time, f"{s} {r} {o}", n, bounds=bounds, modality=modality, rule=rule,
             time_basis="stated" if time else "bounded" if bounds else None)
        for n, (s, r, o, time, bounds, modality, rule) in enumerate(rows)
    ]  # fmt: skip
    found, day = asked_of(*evidence, date=date), asked(date)
    by_id = found.by_id()
    for line in (*found.offices, *found.bodies, *found.stances):
        assert line.claims
        assert set(line.claims) <= set(by_id)
        spans = [span_of(by_id[i].claim) for i in line.claims]
        if line.basis == TIME:
            assert spans[0] is not None
            assert answer(spans[0], day)
        if line.basis in (BETWEEN, HEARD):
            assert spans[0] is not None
            assert spans[0].first < day.first
