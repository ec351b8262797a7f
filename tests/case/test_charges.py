"""A charge that its source rejects in the next words is told as disputed; what only follows it is not."""

import pytest

from visavis.case.accounts import accounts
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence


def disputed(
    raw: str, quote: str, relation: str, voice: tuple[str, ...], modality: str = "asserted"
) -> list[str]:
    start = raw.index(quote)
    claim = Claim("a.txt", start, start + len(quote), quote, "Ada", "Ben", relation, modality, voice)
    found = accounts([Evidence(claim, claim.id, 0.5)], text=lambda doc, first, last: raw[first:last])
    assert all(a.kind == "contradict" and a.claims == (claim.id,) for a in found)
    return [a.why for a in found]


RELAYED = "The judge says that I opposed Ben in the spring. "


@pytest.mark.parametrize(
    "answer",
    [
        "I do not recall any such thing.",
        "I deny this.",
        "That is a lie.",
        "I did no such thing, and he knows it.",
    ],
)
def test_who_tells_a_charge_and_rejects_it_disputes_it(answer):
    (why,) = disputed(f"{RELAYED}{answer} Then we went.", "I opposed Ben", "opposes", ("Ada", "Judge Lind"))
    assert why == f"Ada tells what Judge Lind says, and rejects it: “{answer}”"


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        (f"{RELAYED}I admit this.", ("Ada", "Judge Lind")),
        (f"{RELAYED}We went home. It was late. I deny this.", ("Ada", "Judge Lind")),
        (f"{RELAYED}I deny this.", ("Carl", "Judge Lind")),
        (f"{RELAYED}I deny this.", ("Ada",)),
    ],
    ids=["admitted", "too far", "a third's words", "her own words"],
)
def test_what_nobody_rejects_is_not_disputed(text, voice):
    assert disputed(text, "I opposed Ben", "opposes", voice) == []


def test_a_charge_that_the_text_rejects():
    text = "Ada accused Ben of theft. The accusation was wholly unfounded."
    assert disputed(text, "Ada accused Ben", "accuses", ("narrator",)) == [
        "told as a charge, and rejected in the next words: “The accusation was wholly unfounded.”"
    ]
    assert (
        disputed("Ada accused Ben of theft. The house was unfounded.", "Ada accused Ben", "accuses", ("x",))
        == []
    )


def test_a_word_at_arms_length():
    text = 'In May Ada met Ben. Ada claims that this was a "chance" meeting.'
    (why,) = disputed(text, "Ada met Ben", "meets", ("narrator",))
    assert 'arm\'s length: “Ada claims that this was a "chance" meeting.”' in why
    assert disputed(text.replace('"', ""), "Ada met Ben", "meets", ("narrator",)) == []


def test_a_rejected_charge_confirms_nothing_and_is_no_turn():
    raw = f"{RELAYED}I deny this."
    claim = Claim("a.txt", 20, 33, raw[20:33], "Ada", "Ben", "opposes", voice=("Ada", "Lind"), time="1820")
    later = Claim("b.txt", 0, 1, "x", "Ada", "Ben", "friend", time="1825")
    found = accounts([Evidence(c, c.id, 0.5) for c in (claim, later)], text=lambda doc, s, e: raw[s:e])
    assert [a.kind for a in found] == ["contradict"]


def exchange(answer: str, charge: str = "you have ruined me", rule: str = "verb:ruin") -> list[str]:
    raws = {"a.txt": f"Sir: {charge}.", "b.txt": f"Madam: {answer}."}
    out = []
    for doc, speaker, quote in (("a.txt", "Ada", charge), ("b.txt", "Ben", answer[-len("ruined you") :])):
        start = raws[doc].index(quote)
        claim = Claim(
            doc, start, start + len(quote), quote, "Ben", "Ada", "harms", voice=(speaker,), rule=rule
        )
        out.append(Evidence(claim, claim.id, 0.5))
    return [a.why for a in accounts(out, text=lambda doc, first, last: raws[doc][first:last])]


def test_a_charge_and_its_denial_by_the_one_charged_are_at_odds():
    (why,) = exchange("I could never have ruined you")
    assert why == "Ada charges Ben with it, who denies it: “I could never have ruined you”"


@pytest.mark.parametrize(
    ("answer", "rule"),
    [("it is true that I ruined you", "verb:ruin"), ("I never have ruined you", "noun:ruin")],
)
def test_an_admission_and_other_words_are_not(answer, rule):
    assert exchange(answer, rule=rule) == []
