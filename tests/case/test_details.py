"""One event told with two seasons or children is a contradiction; other events and other words are not."""

from dataclasses import replace

import pytest

from visavis.case.accounts_events import Around
from visavis.case.details import at_odds
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence

TEXTS = {
    "a.txt": "Ada met Ben in the summer of the flood, at the Lindholm villa, with Karl Osk and Tove.",
    "b.txt": "It was in the autumn that Ada met Ben; Karl Osk came to the Lindholm villa, with Tove.",
    "c.txt": "In the autumn Ada met Ben in the harbour and sold him a boat; nobody else knew.",
    "d.txt": "Ada, wife of Ben, died while giving birth to a girl, it is told.",
    "e.txt": "Ben lost Ada soon after giving birth to a son, as is known.",
    "g.txt": "Ada met Ben in the summer of 1820, at the Lindholm villa, with Karl Osk and Tove.",
    "h.txt": "In the autumn of 1831 Ada met Ben; Karl Osk came to the Lindholm villa, with Tove.",
    "f.txt": "Ada took her daughter to Ben on his birth day.",
}


def told(doc: str, weight: float = 0.5, voice: tuple[str, ...] = ("narrator",)) -> Evidence:
    claim = Claim(doc, 0, 8, TEXTS[doc][:8], "Ada", "Ben", "meets", voice=voice)
    return Evidence(claim, claim.id, weight)


def text(doc: str, start: int, end: int) -> str:
    return TEXTS[doc][start:end]


def found(*docs: str) -> list[str]:
    return [account.why for _, account in at_odds(Around([told(d) for d in docs], text))]


@pytest.mark.parametrize(
    ("docs", "words"), [(("a.txt", "b.txt"), ("summer", "autumn")), (("d.txt", "e.txt"), ("girl", "son"))]
)
def test_one_event_with_two_details_is_at_odds(docs, words):
    (why,) = found(*docs)
    assert all(f"“{w}”" in why for w in words)


@pytest.mark.parametrize(
    "docs",
    [("a.txt", "c.txt"), ("b.txt", "c.txt"), ("d.txt", "f.txt"), ("a.txt", "a.txt"), ("g.txt", "h.txt")],
)
def test_other_events_and_one_witness_are_not(docs):
    assert found(*docs) == []


def test_the_order_given_does_not_matter():
    some = [told(d) for d in TEXTS]
    assert at_odds(Around(some, text)) == at_odds(Around(some[::-1], text))


def test_of_a_third_only_the_same_tie_is_compared():
    one, two = told("d.txt"), told("e.txt")
    met = Evidence(replace(two.claim, object="Carl"), "other", 0.5)
    assert len(at_odds(Around([one, two], text), of_one_tie=True)) == 1
    assert len(at_odds(Around([one, met], text))) == 1
    assert at_odds(Around([one, met], text), of_one_tie=True) == []
