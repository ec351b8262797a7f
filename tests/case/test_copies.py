"""A copy of a text is no second witness."""

from visavis.case.accounts import accounts
from visavis.case.copies import Copies, copies_of
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence
from visavis.model.layers import Copy, Reading
from visavis.model.source import Source


def said(doc, at, quote="Ada backed Ben", relation="supports"):
    claim = Claim(
        doc, at, at + len(quote), quote, "Ada", "Ben", relation, "asserted", ("narrator",), "1820",
        time_basis="stated",
    )  # fmt: skip
    return Evidence(claim, claim.id, 0.6)


KNOWN = Copies({"b.txt": [(0, 100, "a.txt")]})


def test_without_a_copy_two_texts_agree():
    assert [a.kind for a in accounts([said("a.txt", 5), said("b.txt", 5)])] == ["agree"]


def test_the_same_claim_of_a_copy_is_told_as_copy():
    assert [a.kind for a in accounts([said("a.txt", 5), said("b.txt", 5)], KNOWN)] == ["copy"]


def test_other_words_of_a_copied_stretch_are_no_second_witness():
    other = said("b.txt", 50, "for him she spoke up")
    assert accounts([said("a.txt", 5), other], KNOWN) == ()


def test_another_deed_in_a_copied_stretch_is_not_the_same_words():
    one, two = (
        said("a.txt", 5, "I had talks with Ben"),
        said("b.txt", 50, "I had a second conversation with Ben"),
    )
    assert accounts([one, two], KNOWN) == ()


def test_what_the_copy_adds_outside_the_stretch_is_its_own():
    assert [a.kind for a in accounts([said("a.txt", 5), said("b.txt", 200)], KNOWN)] == ["agree"]


def test_the_earlier_source_is_the_witness():
    one, two = Source("a.txt", "one"), Source("b.txt", "two")
    first = Reading(one, copies=(Copy(0, 3, "b.txt", 0, 3, two.sha256),))
    second = Reading(two, copies=(Copy(0, 3, "a.txt", 0, 3, one.sha256),))
    assert copies_of([first, second]).stretches == {"b.txt": [(0, 3, "a.txt")]}
