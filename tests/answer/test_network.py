"""Ties through groups and offices, and who is around."""

import pytest

from visavis.answer.network import groups, indirect, offices
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
        ("holds", "Leader of the Party of the Valley", "Ben held an office of the Party leadership"),
        ("holds", "General Secretary of the Farmers Party", "Ben held an office of the Party leadership"),
    ],
)
def test_tie_through_a_body_that_the_other_leads(relation, obj, how):
    found = through(OPPOSED, said("Ben", relation, obj, at=9))
    assert [o for o, _ in found] == ["the Party leadership"]
    assert found[0][1].startswith(how)


def test_a_shorter_name_means_the_body_only_in_its_own_source():
    assert through(OPPOSED, said("Ben", "commands", "the Farmers Party", doc="b.txt")) == []


def test_leadership_of_a_body_is_the_body():
    opposed = said("Ada", "opposes", "the leadership of the Party")
    led = said("Ben", "holds", "Chairman of the Party", at=9)
    assert len(through(opposed, led, group="the leadership of the Party")) == 1


def test_an_attitude_to_a_body_is_none_to_each_member():
    assert through(OPPOSED, said("Ben", "member", "the Party leadership", at=9)) == []
    assert through(OPPOSED, said("Ben", "holds", "deputy clerk of the Party", at=9)) == []


def test_what_a_group_does_ties_its_members():
    deed = said("the New Circle", "opposes", "Ada")
    found = through(deed, said("Ben", "member", "the New Circle", at=9), group="the New Circle")
    assert [how.split(" (")[0] for _, how in found] == ["Ben belonged to the New Circle"]


@pytest.mark.parametrize(
    ("office", "shown"),
    [
        ("Consul", 1),
        ("editor of the Courier", 1),
        ("successor", 0),
        ("most prominent leader", 0),
        ("editor of _", 0),
    ],
)
def test_offices_are_named_by_what_they_are(office, shown):
    about = around([said("Ada", "holds", office)])
    assert len(offices(about, ["Ada"])) == shown


def test_bounds_that_were_inferred_are_no_term_of_office():
    about = around([said("Ada", "holds", "Consul", bounds="../1935-01-21", time_basis="bounded")])
    assert [o.edtf for o in offices(about, ["Ada"])] == [None]


def test_groups_without_a_name_or_of_which_nothing_is_said_are_left_out():
    evidence = [
        said("Ada", "opposes", "rivals"),
        said("Ada's supporters", "supports", "Ada", at=3),
        said("Ada", "supports", "the Salt Guild", at=6),
    ]
    kinds = {"rivals": "group", "Ada's supporters": "group", "the Salt Guild": "group"}
    assert [g.name for g in groups(around(evidence), ["Ada"], kinds)] == ["the Salt Guild"]


def test_a_denied_membership_ties_nobody():
    assert through(OPPOSED, said("Ben", "member", "the Party", at=9, modality="denied")) == []


def test_a_tie_without_a_sign_is_none():
    both = [said("Ada", "member", "the Party"), said("Ben", "member", "the Party", at=9)]
    assert through(*both, group="the Party") == []


def test_another_body_ties_nobody():
    assert through(OPPOSED, said("Ben", "commands", "the Mill", at=9)) == []


def test_persons_are_no_groups_and_descriptions_no_members():
    from visavis.answer.network import groups

    def told(subject: str, obj: str) -> Evidence:
        c = Claim("d", 0, 1, "x", subject, obj, "member")
        return Evidence(c, c.id, 0.5)

    some = [told("Ada", "Guild"), told("few recruits", "Guild"), told("Ada", "Carl"), told("Ben", "Ada")]
    about = {
        n: [e for e in some if n in (e.claim.subject, e.claim.object)]
        for n in ("Ada", "Ben", "Guild", "Carl")
    }
    kinds = {"Guild": "group", "Carl": "person", "Ada": "person", "Ben": "person"}
    assert [(g.name, g.members) for g in groups(about, ("Ada", "Ben"), kinds)] == [("Guild", ("Ada",))]


def test_an_office_that_says_less_than_another_is_left_out():
    from visavis.answer.network import offices

    held = [
        Claim("d", n, n + 1, "x", "Ada", o, "holds")
        for n, o in enumerate(("leader", "leader of the guild", "reeve"))
    ]
    about = {"Ada": [Evidence(c, c.id, 0.5) for c in held]}
    assert {o.office for o in offices(about, ("Ada",))} == {"leader of the guild", "reeve"}
    assert len(offices(about, ("Ada",), most=1)) == 1
