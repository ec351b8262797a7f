"""One person at a glance: true sentences, each made of clear claims."""

import pytest

from visavis.answer.overview import overview
from visavis.model.claim import SIGN, Claim
from visavis.model.dossier import Evidence, Group, Office, Person, Third

ADA = Person("Ada Holm", "person", (), (), 9)


def told(number: str, obj: str, relation: str, **more: object) -> Evidence:
    fields = {"confidence": 0.8, **more}
    return Evidence(Claim("d", 0, 1, "x", "Ada Holm", obj, relation, **fields), number, 0.5)  # type: ignore[arg-type]


OWN = [
    told("1", "Mayor of Karst", "holds", time="1901"),
    told("2", "Salt Guild", "member"),
    told("3", "Ben Orr", "friend", time="1903-05"),
    told("4", "Carl Rey", "accuses", time="1910"),
    told("5", "Dora Lang", "friend", confidence=0.2, time="1850"),
    told("6", "Emil Voss", "supports"),
    told("7", "Emil Voss", "opposes"),
]
PEOPLE = [
    Third("Ben Orr", "+", "0", ("3",)),
    Third("Carl Rey", "-", "0", ("4",)),
    Third("Dora Lang", "+", "0", ("5",)),
    Third("Emil Voss", "0", "0", ("6", "7")),
    Third("some heir", "+", "0", ("3",)),
]


def said() -> list[str]:
    offices = [Office("Ada Holm", "Mayor of Karst", "1901", ("1",))]
    return [s.text for s in overview(ADA, OWN, PEOPLE, [Group("Salt Guild", ("Ada Holm",), ("2",))], offices)]


def test_offices_sides_and_dates_are_told() -> None:
    assert said() == [
        "Ada Holm is said to have been Mayor of Karst (in 1901) and to have belonged to Salt Guild.",
        "By what is told of Ada Holm, the closest were Ben Orr; the most opposed were Carl Rey; "
        "now for, now against was Emil Voss.",
        "The first date told is 1901, the last 1910.",
    ]


def test_every_sentence_cites_clear_claims_only() -> None:
    cited = [i for s in overview(ADA, OWN, PEOPLE, (), ()) for i in s.claims]
    assert cited
    assert "5" not in cited


@pytest.mark.parametrize("relation", sorted(SIGN))
def test_a_single_claim_is_enough_for_no_false_sentence(relation: str) -> None:
    assert overview(ADA, [told("1", "Ben Orr", relation)], (), (), ()) == ()
