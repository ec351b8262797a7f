"""What repeats the claims before it stands back; nothing is lost; the order does not depend on luck."""

from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.answer.rank import confirmed, gain, ranked, worth
from visavis.answer.salience import tellers
from visavis.model.claim import SIGN, Claim
from visavis.model.dossier import Evidence


def said(relation: str, weight: float, doc: str = "a", at: int = 0, time: str | None = None) -> Evidence:
    claim = Claim(doc, at, at + 1, "x", "Ada", "Ben", relation, time=time)
    return Evidence(claim, claim.id, weight)


def test_other_years_come_before_more_of_one_year():
    same = [said("meets", 0.6, at=n * 9000, time="1820") for n in range(4)]
    other = said("meets", 0.55, at=90000, time="1850")
    assert ranked([*same, other])[1].id == other.id


def test_an_independent_source_comes_before_the_next_sentence():
    near = [said("supports", 0.6, at=n) for n in range(3)]
    other = said("supports", 0.5, doc="b")
    assert ranked([*near, other])[1].id == other.id


def test_the_strongest_is_first():
    assert ranked([said("meets", 0.2), said("harms", 0.9, at=5)])[0].claim.relation == "harms"


def test_a_strong_claim_of_a_common_kind_stays_before_a_faint_one_of_a_rare_kind():
    common = [said("meets", 0.6, at=n * 9000) for n in range(30)]
    faint = said("kin", 0.05, at=500_000)
    assert ranked([*common, faint])[-1].id == faint.id


def test_what_several_sources_tell_of_a_year_comes_first():
    told = [said("allied", 0.5, doc=d, time="1820") for d in "ab"]
    alone = said("rivals", 0.5, time="1850")
    assert ranked([alone, *told])[0].claim.relation == "allied"


def test_a_stated_date_is_worth_more_than_an_inferred_one():
    stated = said("meets", 0.5, time="1820")
    inferred = Evidence(
        Claim("a", 9, 10, "x", "Ada", "Ben", "meets", bounds="1820", time_basis="bounded"), "b", 0.5
    )
    assert [e.id for e in ranked([inferred, stated])] == [stated.id, "b"]


def test_a_claim_that_turns_the_course_comes_first():
    one, two = said("meets", 0.5), said("harms", 0.45, at=9000)
    assert ranked([one, two], {two.id: 1.3})[0].id == two.id


def quoted(quote: str, at: int, relation: str = "opposes", doc: str = "a", **more) -> Evidence:
    claim = Claim(doc, at, at + len(quote), quote, "Ada", "Ben", relation, **more)
    return Evidence(claim, claim.id, 0.5)


def test_a_turn_comes_before_an_everyday_dealing():
    told, wed = quoted("Ada told Ben", 0, "kin", rule="verb:tell"), quoted("Ada married Ben", 9000, "kin")
    assert ranked([told, wed])[0].id == wed.id


def test_an_unsure_turn_stands_behind_a_sure_one():
    sure, unsure = (
        quoted("Ada married Ben", 9000 * n, "kin", confidence=p) for n, p in enumerate((0.5, 0.2))
    )
    assert [e.claim.confidence for e in ranked([unsure, sure])] == [0.5, 0.2]


def test_a_turn_that_several_sources_tell_comes_first():
    alone = quoted("Ada banished Ben", 0)
    told = [quoted("Ada accused Ben", 90_000, doc=d) for d in "bc"]
    assert ranked([alone, *told])[0].claim.quote == "Ada accused Ben"


def test_what_the_same_word_shows_stands_back():
    same = [quoted("Ada pursued Ben", n * 90_000, rule="verb:hunt") for n in range(3)]
    other = quoted("Ada pursued Ben", 400_000, rule="verb:mock")
    assert ranked([*same, other])[1].id == other.id


def test_words_like_those_around_one_before_stand_back():
    words = {
        0: "the bridge over the Tarn fell",
        9000: "again the bridge over the Tarn",
        18000: "she sold paintings",
    }
    told = [quoted("x", at) for at in words]
    found = ranked(told, text=lambda doc, start, end: words[end - 201])
    assert [e.claim.start for e in found] == [0, 18000, 9000]


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
    gains = [e.adds for e in found]
    assert gains == sorted(gains, reverse=True)


@settings(max_examples=100, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=12))
def test_each_is_the_best_of_those_left(evidence):
    from collections import Counter

    from visavis.answer.rank import features

    left = ranked({e.id: e for e in evidence}.values())
    told, turns = confirmed(left), tellers(left)
    chosen: Counter[tuple[object, ...]] = Counter()
    while left:
        now = [gain(features(e), worth(e, told, turns), chosen) for e in left]
        assert now[0] >= max(now) - 1e-12
        chosen.update(f for _, f in features(left[0]))
        left = left[1:]
