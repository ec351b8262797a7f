"""Ties through groups and offices, and who is around."""

import pytest

from visavis.answer.network import indirect
from visavis.case.memory import around
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence, Person


def said(subject, relation, obj, doc="a.txt", at=0, **more):
    claim = Claim(doc, at, at + 1, "x", subject, obj, relation, **more)
    return Evidence(claim, claim.id, 0.8)


def through(*evidence, group="the Party leadership"):
    kinds = {"Ada": "person", "Ben": "person", group: "group"}
    found = indirect(around(evidence), Person("Ada"), Person("Ben"), kinds)
    return [(e.claim.object, e.through) for e in found]


OPPOSED = said("Ada", "opposes", "the Party leadership")


@pytest.mark.parametrize(
    ("relation", "obj", "how"),
    [
        ("commands", "the Party", "Ben led the Party leadership"),
        ("member", "the Party leadership", "Ben belonged to the Party leadership"),
        ("holds", "General Secretary of the Farmers Party", "Ben held an office of the Party leadership"),
    ],
)
def test_tie_through_a_body_that_the_other_leads_or_belongs_to(relation, obj, how):
    found = through(OPPOSED, said("Ben", relation, obj, at=9))
    assert [o for o, _ in found] == ["the Party leadership"]
    assert found[0][1].startswith(how)


def test_a_shorter_name_means_the_body_only_in_its_own_source():
    assert through(OPPOSED, said("Ben", "commands", "the Farmers Party", doc="b.txt")) == []


def test_a_denied_membership_ties_nobody():
    assert through(OPPOSED, said("Ben", "member", "the Party", at=9, modality="denied")) == []


def test_a_tie_without_a_sign_is_none():
    both = [said("Ada", "member", "the Party"), said("Ben", "member", "the Party", at=9)]
    assert through(*both, group="the Party") == []


def test_another_body_ties_nobody():
    assert through(OPPOSED, said("Ben", "commands", "the Mill", at=9)) == []
