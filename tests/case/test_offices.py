"""One beginning of an office under two years is a contradiction; holding it in two years is none."""

from visavis.case.accounts import accounts
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence

TEXTS = {
    "a.txt": "In 1822, if I am right, Ada was elected mayor of Lund.",
    "b.txt": "Ada was elected mayor of Lund in 1823.",
    "c.txt": "In 1824 Ada was mayor of Lund.",
    "d.txt": "Ada was elected mayor of Lund in 1843.",
}


def held(doc: str, year: str, office: str = "mayor of Lund") -> Evidence:
    start = TEXTS[doc].index("Ada was")
    quote = TEXTS[doc][start : start + 10]
    claim = Claim(doc, start, start + 10, quote, "Ada", office, "holds", time=year, time_basis="stated")
    return Evidence(claim, claim.id, 0.5)


def found(*beside: Evidence) -> list[str]:
    met = Claim("a.txt", 0, 1, "I", "Ada", "Ben", "meets")
    pair = [Evidence(met, met.id, 0.5)]
    told = accounts(pair, beside=beside, text=lambda doc, first, last: TEXTS[doc][first:last])
    return [a.why for a in told if a.kind == "contradict"]


def test_one_election_under_two_years():
    assert found(held("a.txt", "1822"), held("b.txt", "1823")) == [
        "that Ada became mayor of Lund is dated 1822 by one and 1823 by the other"
    ]


def test_holding_it_later_another_office_and_another_election_are_none():
    assert found(held("a.txt", "1822"), held("c.txt", "1824")) == []
    assert found(held("a.txt", "1822"), held("b.txt", "1823", "judge")) == []
    assert found(held("a.txt", "1822"), held("d.txt", "1843")) == []
