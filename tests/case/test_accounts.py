"""Accounts: agreement, contradiction, copies and change told apart."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.case.accounts import accounts
from visavis.model.claim import MODALITIES, SIGN, Claim
from visavis.model.dossier import Evidence

LONG = "Ada gave Ben her full support before the whole council in spring"


def said(
    relation, time=None, *, doc="a.txt", at=0, quote="x", voice=("narrator",), modality="asserted", pair=None
):
    subject, obj = pair or ("Ada", "Ben")
    claim = Claim(
        doc, at, at + len(quote), quote, subject, obj, relation, modality, voice, time,
        time_basis="stated" if time else None,
    )  # fmt: skip
    return Evidence(claim, claim.id, 0.6, says=f"{voice[0]} says")


def kinds(*evidence):
    return [a.kind for a in accounts(evidence)]


def test_two_voices_agree():
    day = "1820-05-03"
    assert kinds(said("supports", day, voice=("Dora",)), said("supports", day, voice=("Carl",), at=9)) == [
        "agree"
    ]


def test_a_text_is_no_second_witness_beside_those_whom_it_quotes():
    day = "1820-05-03"
    assert kinds(said("supports", day), said("supports", day, voice=("narrator", "Carl"), at=9)) == []
    assert kinds(said("supports", day), said("supports", day, voice=("narrator", "Carl"), doc="b.txt")) == [
        "agree"
    ]


def test_who_stands_in_both_chains_of_sayers_is_one_witness():
    carl = said("friend", voice=("Carl",))
    assert kinds(carl, said("friend", voice=("Carl", "Dora"), doc="b.txt")) == []
    assert kinds(carl, said("friend", voice=("Emma", "Dora"), doc="b.txt")) == ["agree"]


def test_deeds_of_one_year_may_be_two_unless_words_show_one():
    words = {"quote": "she paid his passage to the harbour"}
    assert kinds(said("supports", "1820"), said("supports", "1820", doc="b.txt")) == []
    assert kinds(said("supports", "1820", **words), said("supports", "1820", doc="b.txt", **words)) == [
        "agree"
    ]
    assert kinds(said("harms", "1820"), said("harms", "1820", doc="b.txt")) == ["agree"]


def test_family_of_two_kinds_is_no_agreement():
    brother, wife = (
        replace(said("kin", doc=d).claim, rule=f"role:{w} of") for d, w in (("a", "brother"), ("b", "wife"))
    )
    told = [Evidence(c, c.id, 0.5) for c in (brother, wife, replace(wife, doc="c"))]
    assert [a.claims for a in accounts(told)] == [(told[1].id, told[2].id)]


def test_what_is_too_unsure_confirms_nothing():
    unsure = said("friend", doc="b.txt")
    assert kinds(said("friend"), replace(unsure, claim=replace(unsure.claim, confidence=0.3))) == []


def test_one_voice_twice_is_no_agreement():
    assert kinds(said("supports", "1820"), said("supports", "1820", at=9)) == []


def test_two_texts_agree():
    assert kinds(said("supports", "1820-05"), said("supports", "1820-05-03", doc="b.txt")) == []
    assert kinds(said("supports", "1820-05-03"), said("supports", "1820-05-03", doc="b.txt")) == ["agree"]


def test_one_witness_in_two_texts_is_one_witness():
    carl = {"voice": ("Carl",)}
    assert kinds(said("supports", "1820", **carl), said("supports", "1820", doc="b.txt", **carl)) == []


def test_directions_differ():
    assert kinds(said("opposes"), said("opposes", doc="b.txt", pair=("Ben", "Ada"))) == []
    assert kinds(said("allied"), said("allied", doc="b.txt", pair=("Ben", "Ada"))) == ["agree"]


def test_undated_deeds_may_be_different_deeds():
    assert kinds(said("meets"), said("meets", doc="b.txt")) == []
    assert kinds(said("friend"), said("friend", doc="b.txt")) == ["agree"]


def test_other_times_do_not_agree():
    assert kinds(said("supports", "1820"), said("supports", "1850", doc="b.txt")) == []


def test_a_copy_confirms_nothing():
    found = accounts([said("supports", quote=LONG), said("supports", quote=LONG.upper() + ".", doc="b.txt")])
    assert [a.kind for a in found] == ["copy"]
    assert "one witness, not 2" in found[0].why


def test_a_copy_and_an_independent_voice():
    found = kinds(
        said("friend", quote=LONG), said("friend", quote=LONG, doc="b.txt"), said("friend", doc="c.txt")
    )
    assert found == ["agree", "copy"]


def test_a_short_phrase_shared_is_no_copy():
    short = "Ada helped Ben"
    assert "copy" not in kinds(said("supports", quote=short), said("supports", quote=short, at=50))


def test_denial_contradicts_where_times_may_touch():
    assert kinds(said("allied", "1820"), said("allied", modality="denied", voice=("Ben",), at=9)) == [
        "contradict"
    ]
    assert kinds(said("allied", "1820"), said("allied", "1830", modality="denied", at=9)) == []


def test_one_meeting_denied_says_nothing_of_another():
    denial = said("meets", modality="denied", voice=("Ben",), at=99, quote="we never met in Lund")
    assert kinds(said("meets", quote="they met at the mill"), denial) == []
    ben = {"voice": ("Ben",), "at": 9}
    assert kinds(said("meets", "1820"), said("meets", "1820", modality="denied", **ben)) == ["contradict"]


def test_a_text_does_not_contradict_itself_but_a_witness_may():
    assert kinds(said("friend"), said("friend", modality="denied", at=9)) == []
    ben = {"voice": ("Ben",)}
    assert kinds(said("friend", **ben), said("friend", modality="denied", at=9, **ben)) == ["contradict"]


def test_one_denial_is_one_account():
    denial = said("friend", modality="denied", voice=("Ben",), at=99)
    found = accounts([*(said("friend", at=n) for n in range(4)), denial])
    assert [a.kind for a in found] == ["contradict"]
    assert "and 3 more statements" in found[0].why
    assert denial.id in found[0].claims


def test_for_and_against_at_one_time_by_two_voices():
    assert kinds(said("allied", "1820"), said("opposes", "1820", voice=("Ben",), at=9)) == ["contradict"]
    assert kinds(said("allied", "1820"), said("opposes", "1820-05", voice=("Ben",), at=9)) == ["change"]
    month = [said("supports", "1820-05"), said("harms", "1820-05", voice=("Ben",), at=9)]
    assert kinds(*month) == ["contradict"]


def test_a_deed_done_together_is_no_state_that_a_breach_contradicts():
    breach = said("opposes", "1820", voice=("Ben",), at=9)
    assert kinds(by_rule("noun:alliance with", "b", "allied", "1820"), breach) == ["contradict"]
    assert kinds(by_rule("joint:subject", "b", "allied", "1820"), breach) == ["change"]


def test_praise_and_rupture_within_a_year_are_a_turn():
    found = accounts([said("supports", "1820"), said("rivals", "1820-05", voice=("Ben",), at=9)])
    assert [a.kind for a in found] == ["change"]
    assert "within one year (1820): supports and rivals" in found[0].why


def test_for_and_later_against_is_a_change():
    found = accounts([said("supports", "1820"), said("opposes", "1830", voice=("Ben",), at=9)])
    assert [a.kind for a in found] == ["change"]
    assert "for to against" in found[0].why


def test_one_event_under_two_dates():
    found = accounts([
        said("meets", "1820-06", quote="Ada and Ben had their secret meeting in the harbour villa"),
        said("meets", "1820-11", quote="the secret meeting of the two in the villa", doc="b.txt"),
    ])  # fmt: skip
    assert [a.kind for a in found] == ["contradict"]
    assert "June 1820" in found[0].why
    assert "November 1820" in found[0].why


def letter(time, voice, rule="verb:write to", **more):
    told = said("meets", time, voice=(voice,), **more)
    return replace(told, claim=replace(told.claim, rule=rule))


def test_one_letter_under_two_days_a_little_apart():
    found = accounts([letter("1819-06-13", "Ada"), letter("1819-06-12", "Ben", at=99)])
    assert [a.kind for a in found] == ["contradict"]
    assert "13 June 1819 by one and 12 June 1819 by the other" in found[0].why


@pytest.mark.parametrize(
    "other",
    [
        letter("1819-06-20", "Ben", at=99),
        letter("1819-06-12", "Ada", at=99),
        letter("1819-06-12", "Ben", "verb:visit", at=99),
        letter("1819-06-12", "Ben", at=99, pair=("Ben", "Ada")),
    ],
    ids=["a week apart", "one witness", "another word", "the other way"],
)
def test_other_letters_are_no_slip(other):
    assert kinds(letter("1819-06-13", "Ada"), other) == []


def company(*names, doc="a.txt", at=0):
    return [said("meets", doc=doc, at=at + n, pair=("Ada", name)) for n, name in enumerate(names, 1)]


def test_one_meeting_in_one_company_under_two_dates():
    met = [said("meets", "1820-06", quote="Ada and Ben met"),
           said("meets", "1820-11", quote="we were there", doc="b.txt", voice=("Ben",))]  # fmt: skip
    beside = [*company("Carl", "Dora"), *company("Carl", "Dora", doc="b.txt")]
    found = accounts(met, beside=beside)
    assert [a.kind for a in found] == ["contradict"]
    assert "in the company of Carl, Dora" in found[0].why


@pytest.mark.parametrize(
    "there",
    [
        company("Carl", doc="b.txt"),
        company("Carl", "Emma", doc="b.txt"),
        company("Carl", "Dora", doc="b.txt", at=900),
    ],
)
def test_other_company_is_another_meeting(there):
    met = [said("meets", "1820-06"), said("meets", "1820-11", doc="b.txt", voice=("Ben",))]
    assert accounts(met, beside=[*company("Carl", "Dora"), *there]) == ()


@pytest.mark.parametrize("modality", ["planned", "asked", "hypothetical"])
def test_what_is_not_said_to_be_contradicts_nothing(modality):
    assert kinds(said("supports", "1820", modality=modality), said("opposes", "1820", doc="b.txt")) == []


ROW = st.builds(
    said, st.sampled_from(sorted(SIGN)), st.sampled_from([None, "1820", "1820-05", "1830", "XXXX-10"]),
    doc=st.sampled_from(["a.txt", "b.txt"]), at=st.integers(0, 500),
    quote=st.sampled_from([LONG, "x", LONG[:40]]),
    voice=st.sampled_from([("narrator",), ("Carl",), ("Carl", "Dora")]), modality=st.sampled_from(MODALITIES),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(ROW, max_size=12))
def test_accounts_cite_what_is_there_and_do_not_depend_on_luck(evidence):
    evidence = list({e.id: e for e in evidence}.values())
    found = accounts(evidence)
    ids = {e.id for e in evidence}
    assert all(set(a.claims) <= ids and len(set(a.claims)) > 1 for a in found)
    assert found == accounts(evidence)
    copies = [set(a.claims) for a in found if a.kind == "copy"]
    for a in found:
        if a.kind == "agree":
            assert all(len(set(a.claims) & c) < 2 for c in copies)


def deed(relation="harms", rule="verb:dismiss", **more):
    e = said(relation, **more)
    return replace(e, claim=replace(e.claim, rule=rule))


def test_one_of_the_two_who_denies_a_deed_told_by_the_same_word_contradicts():
    ben = {"doc": "b.txt", "voice": ("Ben",), "modality": "denied"}
    assert kinds(deed(), deed(**ben)) == ["contradict"]
    assert kinds(deed(), deed(rule="verb:expel", **ben)) == []
    assert kinds(deed(), deed(**ben | {"voice": ("Carl",)})) == []
    assert kinds(deed("meets"), deed("meets", **ben)) == []


def test_a_denial_without_a_word_that_denies_contradicts_nothing():
    def told(raw):
        no = said("friend", modality="denied", voice=("Ben",), at=raw.index("we"), quote="we were close")
        some = [said("friend", doc="b.txt"), no]
        return [a.kind for a in accounts(some, text=lambda doc, first, last: raw[first:last])]

    assert told("It is false that we were close.") == ["contradict"]
    assert told("I do not lie: we were close.") == []


def test_a_text_does_not_date_otherwise_what_it_quotes():
    here = letter("1819-06-13", "narrator")
    quoted = replace(here, claim=replace(letter("1819-06-12", "Ben", at=99).claim, voice=("narrator", "Ben")))
    assert kinds(here, quoted) == []


FAMILY = {
    "a.txt": "Tove, daughter of Ada and wife of Ben, died giving birth to a girl.",
    "b.txt": "Tove, daughter of Ada, was gone soon after giving birth to a son.",
}


def test_of_who_is_family_to_both_details_are_compared():
    def told(doc, other):
        claim = Claim(doc, 0, 14, FAMILY[doc][:14], "Tove", other, "kin")
        return Evidence(claim, claim.id, 0.5)

    def found(*beside):
        met = said("meets", doc="c.txt")
        return [
            a.why for a in accounts([met], beside=beside, text=lambda doc, s, e: FAMILY.get(doc, "")[s:e])
        ]

    (why,) = found(told("a.txt", "Ada"), told("a.txt", "Ben"), told("b.txt", "Ada"))
    assert "“girl” by one and “son” by the other" in why
    assert found(told("a.txt", "Ada"), told("b.txt", "Ada")) == []


def by_rule(rule, doc, relation="allied", time=None):
    e = said(relation, time, doc=doc)
    return replace(e, claim=replace(e.claim, rule=rule))


def test_what_two_did_together_is_no_lasting_alliance():
    assert kinds(by_rule("noun:alliance with", "a"), by_rule("noun:pact of", "b")) == ["agree"]
    assert kinds(by_rule("noun:alliance with", "a"), by_rule("joint:subject", "b")) == []
    assert kinds(by_rule("verb:join", "a"), by_rule("verb:side with", "b")) == []


def test_an_undated_friendship_may_be_the_dated_one_and_an_undated_alliance_not():
    assert kinds(said("friend", "1820"), said("friend", doc="b.txt")) == ["agree"]
    assert kinds(said("allied", "1820"), said("allied", doc="b.txt")) == []


def test_what_the_encoder_alone_sees_confirms_a_date_only():
    assert kinds(by_rule("encoder", "a", "friend"), by_rule("role:friend of", "b", "friend")) == []
    day = "1820-05-03"
    assert kinds(by_rule("encoder", "a", "meets", day), by_rule("noun:letter to", "b", "meets", day)) == [
        "agree"
    ]


def test_what_my_friend_takes_for_granted_is_no_denial():
    text = "Ada was my friend in Lund. Nobody ever wrote to my friend and colleague."

    def told(quote, rule, modality, voice):
        at = text.index(quote)
        where = ("a.txt", at, at + len(quote), quote)
        claim = Claim(*where, "Ben", "Ada", "friend", modality, (voice,), rule=rule, confidence=0.8)
        return Evidence(claim, claim.id, 0.6, says=f"{voice} says")

    granted = told("my friend and colleague", "role:friend of", "denied", "Carl")
    yes = told("Ada was my friend", "role:friend of", "asserted", "Ben")
    for quote in (granted, told("friend and colleague", "role:friend of", "denied", "Carl")):
        found = accounts((yes, quote), text=lambda doc, start, end: text[max(0, start) : end])
        assert [a.kind for a in found] == ([] if quote is granted else ["contradict"])
