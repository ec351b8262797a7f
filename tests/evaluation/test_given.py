"""The gold's claims taken as given: each comes out with a time, a voice and a modality that can be judged."""

from pathlib import Path

import pytest

from eval.documents import documents, gold
from eval.given import Given, given, kinds, listing, main, table, told

OWN = [d for d in documents(Path("nowhere"), ("own",)) if d.name in ("letter", "hearing")]


@pytest.fixture(scope="module")
def cases() -> list[Given]:
    assert len(OWN) == 2
    return [c for doc in OWN for c in given(doc, *told(doc))]


def test_every_claim_of_the_gold_is_judged_once(cases: list[Given]) -> None:
    lines = [x for doc in OWN for x in gold(doc, "claims") if "relation" in x]
    assert [c.gold for c in cases] == lines


def test_most_of_our_own_come_out_right(cases: list[Given]) -> None:
    right = [kinds(c, "voice") == "right" and kinds(c, "modality") == "right" for c in cases]
    assert sum(right) > 0.6 * len(cases)


def test_what_came_out_otherwise_is_listed_with_its_words(cases: list[Given]) -> None:
    wrong = [c for c in cases if kinds(c, "voice") != "right"]
    assert listing(cases, "voice").count("[[") == len(wrong)
    assert table(cases).startswith(f"{len(cases)} claims")


def test_without_gold_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "nothing"]) == 2
    assert "no gold" in capsys.readouterr().err
