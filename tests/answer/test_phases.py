"""Phases: where the cuts fall, how stretches are named and dated, and what is done with the undated."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.answer.phases import best_cut, label, phases
from visavis.answer.phases_placed import placed, plausible
from visavis.model.claim import SIGN, Claim
from visavis.model.dossier import Evidence

DOC = "d.txt"


def said(at: int, relation: str, time: str | None = None, **more) -> Evidence:
    weight = more.pop("weight", 0.8)
    more.setdefault("time_basis", "stated" if time else None)
    claim = Claim(DOC, at, at + 1, "x", "Ada", "Ben", relation, time=time, **more)
    return Evidence(claim, claim.id, weight)


def told(*evidence: Evidence) -> list[tuple[str | None, str]]:
    return [(p.edtf, p.label) for p in phases(evidence)]


def test_friends_then_rupture():
    good = [said(0, "friend", "1820"), said(10, "allied", "1822")]
    found = told(*good, said(30, "rivals", "1830"), said(40, "harms", "1831"))
    assert found == [("1820/1822", "close"), ("1830/1831", "broken")]


def test_friends_then_enemies():
    found = told(
        said(0, "friend", "1820"), said(10, "allied", "1822"), said(20, "supports", "1823-05"),
        said(30, "accuses", "1830"), said(40, "harms", "1831"), said(50, "opposes", "1832"),
    )  # fmt: skip
    assert found == [("1820/1823-05", "allied"), ("1830/1832", "hostile")]


def test_enemies_from_the_start_are_not_broken():
    assert told(said(0, "harms", "1820"), said(9, "harms", "1821")) == [("1820/1821", "hostile")]


def test_one_dissonant_claim_makes_no_phase():
    found = told(*(said(i, "supports", str(1820 + i)) for i in range(9)), said(20, "opposes", "1824-06"))
    assert len(found) == 1


def test_that_they_met_often_hides_no_enmity():
    letters = [said(i, "meets", f"1820-{i + 1:02}") for i in range(12)]
    quarrel = [said(30, "opposes", "1820-03"), said(31, "harms", "1820-11")]
    assert told(*letters, *quarrel) == [("1820-01/1820-12", "opposed")]


def test_that_they_met_often_makes_no_friends():
    assert told(*(said(i, "meets", f"182{i}") for i in range(9))) == [("1820/1828", "neutral")]


def test_a_wide_date_does_not_begin_a_stretch():
    found = told(said(0, "supports", "182X"), said(9, "allied", "1824"), said(12, "allied", "1826"))
    assert found == [("1824/1826", "allied")]


def test_a_silence_is_said():
    found = phases([said(0, "allied", "1820"), said(9, "harms", "1840")])
    assert found[1].gap == "1821/1839"
    assert found[0].gap is None


def test_turning_claim_is_named():
    turn = said(20, "rivals", "1830")
    found = phases([said(0, "allied", "1820"), turn, said(30, "harms", "1835"), said(40, "harms", "1836")])
    assert found[1].turning[0] == turn.id


def test_undated_is_placed_between_its_dated_neighbours_and_it_is_said():
    found = phases([said(0, "allied", "1820"), said(50, "supports"), said(99, "allied", "1822")])
    assert [p.edtf for p in found] == ["1820/1822"]
    assert "1 of 3 placed by the order of the text only" in found[0].why


def test_order_of_the_text_tells_about_when_a_stretch_began():
    found = phases([
        said(0, "allied", "1810"), said(1, "friend", "1811"), said(2, "allied", "1812"), said(40, "harms"),
        said(41, "opposes"), said(60, "harms", "1830"), said(70, "harms", "1831"),
    ])  # fmt: skip
    assert [p.edtf for p in found] == ["1810/1812", "1824~/1831"]


def test_text_that_runs_backwards_places_nothing():
    found = phases([said(0, "allied", "1822"), said(50, "supports"), said(99, "allied", "1820")])
    assert [p.edtf for p in found] == ["1820/1822", None]
    assert found[1].why.startswith("no date; ")


def test_undated_claims_of_one_text_are_cut_in_its_order():
    good = [said(i, "supports") for i in range(4)]
    bad = [said(50 + i, "harms") for i in range(4)]
    found = phases([*bad, *good])
    assert [(p.edtf, p.label) for p in found] == [(None, "allied"), (None, "hostile")]
    assert "in the order of the text the 2nd of 2 stretches" in found[1].why


def test_undated_claims_of_two_texts_have_no_order():
    other = Claim("e.txt", 0, 1, "x", "Ada", "Ben", "harms")
    found = phases([said(0, "friend"), Evidence(other, other.id, 0.8)])
    assert len(found) == 1
    assert "no order of the text" in found[0].why


def test_limits_known_of_all_are_kept():
    found = phases([said(0, "harms", bounds="../1935"), said(9, "harms", bounds="../1930")])
    assert [p.edtf for p in found] == ["../1935"]


def test_a_question_dates_nothing():
    assert all(p.by_order for p in placed([said(0, "harms", "1908-12-01", modality="asked")]))


def test_places_by_order_alone_give_round_years():
    frame = [said(0, "meets", "1820-03-01", subject_span=None), said(99, "meets", "1826-09-09")]
    other = [Evidence(e.claim, "o" + e.id, 0.5) for e in frame]
    found = phases([said(50, "harms")], other)
    assert found[0].edtf == "1823~"


def test_lost_year_with_bounds_takes_part():
    found = told(said(0, "harms", "XXXX-10", bounds="1830/1831", time_basis="bounded"))
    assert found == [("1830/1831", "hostile")]


def test_nothing_that_tells_anything_is_unknown():
    assert told(said(0, "holds")) == [(None, "unknown")]


def test_no_evidence_no_phase():
    assert phases([]) == ()


@pytest.mark.parametrize(
    ("mean", "name"),
    [(1.0, "close"), (0.7, "allied"), (0.3, "working together"), (0.0, "neutral"), (-0.3, "strained"),
     (-0.7, "opposed"), (-0.9, "hostile"), (-1.0, "hostile")],
)  # fmt: skip
def test_labels(mean, name):
    assert label(mean) == name


def cost_of(values, masses, penalty, borders):
    total = 0.0
    for i, j in borders:
        m = sum(masses[i:j])
        mean = sum(v * w for v, w in zip(values[i:j], masses[i:j], strict=True)) / m
        total += penalty + sum(w * (v - mean) ** 2 for v, w in zip(values[i:j], masses[i:j], strict=True))
    return total


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-1, 1), st.floats(0.05, 1)), min_size=1, max_size=7),
    st.floats(0.05, 1),
    st.integers(1, 7),
)
def test_no_other_cut_is_cheaper(points, penalty, most):
    values, masses = [v for v, _ in points], [m for _, m in points]
    n = len(values)
    found = best_cut(values, masses, penalty, most)
    assert found[0][0] == 0
    assert found[-1][1] == n
    assert all(a[1] == b[0] for a, b in pairwise(found))
    assert len(found) <= most
    every = []
    for k in range(min(most, n)):
        for inner in combinations(range(1, n), k):
            edges = [0, *inner, n]
            every.append(cost_of(values, masses, penalty, list(pairwise(edges))))
    assert cost_of(values, masses, penalty, found) <= min(every) + 1e-6


TIME = st.one_of(
    st.none(),
    st.integers(1800, 1840).map(str),
    st.sampled_from(["XXXX-10", "1810~", "../1820", "1815/..", "181X"]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(SIGN)), TIME, st.floats(0, 1)), max_size=20))
def test_every_claim_is_in_exactly_one_phase_and_dated_phases_come_in_order(rows):
    evidence = [said(i, r, t, weight=w) for i, (r, t, w) in enumerate(rows)]
    found = phases(evidence)
    assert sorted(i for p in found for i in p.claims) == sorted(e.id for e in evidence)
    assert all(set(p.turning) <= set(p.claims) for p in found)


def test_a_date_far_from_all_others_places_nothing():
    near = [said(n, "allied", f"182{n}") for n in range(6)]
    stray = said(60, "harms", "1922")
    found = phases([*near, stray])
    assert [p.edtf for p in found] == ["1820/1825", None]
    assert "1922" in found[-1].why
    assert stray.id in found[-1].claims


def test_among_few_dates_none_is_a_stray():
    found = phases([said(0, "allied", "1820"), said(5, "harms", "1860")])
    assert [p.edtf for p in found] == ["1820", "1860"]


def test_what_the_order_of_a_text_infers_far_from_all_stated_dates_is_left_out():
    def told(at: int, **time: str) -> Evidence:
        claim = Claim("a", at, at + 1, "x", "Ada", "Ben", "meets", **time)
        return Evidence(claim, claim.id, 0.5)

    stated = [told(n, time=str(1820 + n), time_basis="stated") for n in range(4)]
    far = told(90, bounds="1877", time_basis="bounded")
    near = told(95, bounds="1825", time_basis="bounded")
    assert [e.claim.bounds for e in plausible([*stated, far, near])[-2:]] == [None, "1825"]


def test_few_claims_that_the_order_of_the_text_places_are_no_phase():
    def told(at: int, relation: str, **time: str) -> Evidence:
        claim = Claim("a", at, at + 1, "x", "Ada", "Ben", relation, **time)
        return Evidence(claim, claim.id, 0.6)

    friends = [told(n, "friend", time=f"18{20 + n % 5}", time_basis="stated") for n in range(40)]
    slip = told(99, "harms", bounds="1830", time_basis="bounded")
    assert len(phases([*friends, slip])) == 1
    stated = told(99, "harms", time="1830", time_basis="stated")
    assert len(phases([*friends, stated])) == 2


def test_a_text_that_runs_to_and_fro_places_nothing():
    years = [1800, 1830, 1810, 1840, 1820, 1850, 1805, 1835]
    beside = [said(n * 10, "meets", str(y)) for n, y in enumerate(years)]
    others = [Evidence(e.claim, "o" + e.id, 0.5) for e in beside]
    assert placed([said(5, "harms"), said(35, "harms")], others)[0].day is None


def test_what_only_the_order_of_the_text_places_makes_no_phase_between_dated_ones():
    friends = [said(n * 10, "friend", str(1820 + n)) for n in range(8)]
    slips = [said(31, "harms"), said(32, "opposes")]
    assert [edtf for edtf, _ in told(*friends, *slips)] == ["1820/1827"]


def test_days_of_one_year_in_a_life_of_forty_are_one_phase():
    long = [said(n, "allied", str(1800 + 5 * n)) for n in range(9)]
    found = told(
        *long, said(90, "harms", "1821-02"), said(91, "supports", "1821-03"), said(92, "harms", "1821-05")
    )
    assert len(found) <= 3


def test_what_speaks_for_the_other_side_does_not_date_a_stretch():
    friends = [said(n, "allied", str(1820 + n)) for n in range(6)]
    slip = said(50, "harms", bounds="1818", time_basis="bounded", weight=0.2)
    assert told(*friends, slip) == [("1820/1825", "allied")]


def test_a_decade_that_lies_before_all_finer_dates_is_part_of_the_reach():
    found = told(said(0, "friend", "177X"), said(9, "allied", "1784"), said(12, "friend", "1785"))
    assert found == [("1779~/1785", "close")]


def test_an_unsure_date_at_the_edge_hardly_changes_its_stretch():
    friends = [said(n, "supports", str(1820 + n)) for n in range(4)]
    slip = said(60, "harms", bounds="1816", time_basis="bounded")
    assert told(slip, *friends) == told(*friends)


def test_more_for_than_against_is_no_strain():
    found = told(*(said(n, "supports", f"1820-0{n + 1}") for n in range(4)), said(9, "harms", "1820-03"))
    assert [name for _, name in found] == ["working together"]
