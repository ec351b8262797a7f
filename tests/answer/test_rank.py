"""What repeats the claims before it stands back; nothing is lost; the order does not depend on luck."""

from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.answer.rank import gain, ranked
from visavis.model.claim import SIGN, Claim
from visavis.model.dossier import Evidence


def said(relation: str, weight: float, doc: str = "a", at: int = 0, time: str | None = None) -> Evidence:
    claim = Claim(doc, at, at + 1, "x", "Ada", "Ben", relation, time=time)
    return Evidence(claim, claim.id, weight)


def test_other_years_come_before_more_of_one_year():
    same = [said("meets", 0.6, at=n * 9000, time="1820") for n in range(4)]
    other = said("meets", 0.55, at=90000, time="1850")
    assert ranked([*same, other])[1] == other


def test_an_independent_source_comes_before_the_next_sentence():
    near = [said("supports", 0.6, at=n) for n in range(3)]
    other = said("supports", 0.5, doc="b")
    assert ranked([*near, other])[1] == other


def test_the_strongest_is_first():
    assert ranked([said("meets", 0.2), said("harms", 0.9, at=5)])[0].claim.relation == "harms"


ROW = st.builds(
    said, st.sampled_from(sorted(SIGN)), st.floats(0, 1), st.sampled_from("ab"), st.integers(0, 20_000),
    st.sampled_from([None, "1820", "1821-05"]),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(ROW, max_size=20))
def test_nothing_is_lost_and_the_given_order_does_not_matter(evidence):
    evidence = list({e.id: e for e in evidence}.values())
    found = ranked(evidence)
    assert sorted(e.id for e in found) == sorted(e.id for e in evidence)
    assert found == ranked(evidence[::-1])


@settings(max_examples=100, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=12))
def test_each_is_the_best_of_those_left(evidence):
    from collections import Counter

    from visavis.answer.rank import features

    left = ranked({e.id: e for e in evidence}.values())
    chosen: Counter[tuple[object, ...]] = Counter()
    while left:
        assert gain(left[0], chosen) >= max(gain(e, chosen) for e in left) - 1e-12
        chosen.update(f for _, f in features(left[0]))
        left = left[1:]
