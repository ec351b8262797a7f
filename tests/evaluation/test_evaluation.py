"""The measure itself: a judge that is fair, floors that only rise, a baseline without words."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval import judge, keeping
from eval.documents import SETS, SHARED, Document, documents, gold, located, tool
from eval.scoring import identity, score

OWN = documents(Path("nowhere"), ("own",))
NOTHING: dict[str, list[dict[str, Any]]] = {
    x: [] for x in ("claims", "repairs", "passages", "turns", "dates", "mentions")
}


def perfect(doc: Document) -> dict[str, list[dict[str, Any]]]:
    """The gold itself as a prediction."""
    lines = {x: [g for g in gold(doc, x) if "start" in g] for x in doc.gold}
    return NOTHING | lines


@pytest.mark.parametrize("doc", OWN, ids=lambda d: d.name)
def test_the_gold_itself_scores_one(doc: Document) -> None:
    result = score(doc, perfect(doc), Path("nowhere"))
    if not result.empty:
        assert all(result.claims[x]["f1"] == 1.0 for x in judge.LEVELS)
    assert not result.missed and not result.spurious
    for layer in ("repairs", "dates"):
        assert layer not in result.layers or result.layers[layer]["found_and_valued"]["f1"] == 1.0


@pytest.mark.parametrize("doc", OWN, ids=lambda d: d.name)
def test_nothing_found_scores_nothing(doc: Document) -> None:
    result = score(doc, NOTHING, Path("nowhere"))
    assert result.claims["relation"]["hit"] == 0 and result.claims["predicted"] == 0


GOLD = {"start": 10, "end": 40, "subject": "Anna", "object": "Bruno", "relation": "harms", "sign": "-",
        "modality": "denied", "voice": ["narrator"], "time": "1925"}  # fmt: skip
WRONG = [
    ({}, {"tie", "sign", "relation", "full"}),
    ({"subject": "Bruno", "object": "Anna"}, {"tie", "sign"}),
    ({"relation": "opposes"}, {"tie", "sign"}),
    ({"relation": "kin", "sign": "0"}, {"tie"}),
    ({"modality": "asserted"}, {"tie", "sign", "relation"}),
    ({"voice": ["Carla"]}, {"tie", "sign", "relation"}),
    ({"start": 41, "end": 60}, set()),
    ({"object": "Carla"}, set()),
]


@pytest.mark.parametrize(("change", "levels"), WRONG)
def test_each_level_asks_for_more(change: dict[str, Any], levels: set[str]) -> None:
    names = judge.Names([{"entity": "Anna"}, {"entity": "Bruno", "aliases": ["B."]}])
    figures, *_ = judge.score([GOLD], [GOLD | change], names)
    assert {x for x in judge.LEVELS if figures[x]["hit"]} == levels


@pytest.mark.skipif(tool(SHARED, "score_claims") is None, reason="the shared tools are absent")
@pytest.mark.parametrize(("change", "levels"), WRONG)
def test_our_judge_agrees_with_the_shared_one(change: dict[str, Any], levels: set[str]) -> None:
    shared: Any = tool(SHARED, "score_claims")
    pair = [{"entity": "Anna"}, {"entity": "Bruno"}]
    line = GOLD | {"doc": "x"}
    theirs, *_ = shared.score([line], [line | change], shared.Names(pair))
    assert {x for x in judge.LEVELS if theirs[x]["hit"]} == levels


def test_a_quote_that_stands_twice_must_say_which() -> None:
    with pytest.raises(ValueError, match="2 times"):
        located({"quote": "Anna"}, "Anna met Anna", "x.txt")
    assert located({"quote": "Anna", "nth": 2}, "Anna met Anna", "x.txt")["start"] == 9


def test_floors_rise_and_never_fall(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(keeping, "FLOORS", tmp_path / "floors.toml")
    keeping.raise_floors({"dev.tie.f1": 0.5, "dev.tie.recall": 0.4, "negative.false_per_document": 0.5})
    keeping.raise_floors({"dev.tie.f1": 0.3, "negative.false_per_document": 2.0})
    assert keeping.floors() == {"dev.tie.f1": 0.495, "negative.false_per_document": 0.57}
    assert keeping.broken({"dev.tie.f1": 0.5, "negative.false_per_document": 0.0}) == []
    assert len(keeping.broken({"dev.tie.f1": 0.4, "negative.false_per_document": 1.5})) == 2


def test_the_baseline_holds_hashes_alone() -> None:
    kept = keeping.baseline()
    assert set(kept) <= set(SETS)
    assert all(len(x) == 12 and int(x, 16) >= 0 for some in kept.values() for x in some)


def test_an_identity_tells_claims_apart() -> None:
    doc = OWN[0]
    ids = [identity(doc, g) for g in gold(doc, "claims") if "relation" in g]
    assert len(set(ids)) == len(ids) and json.dumps(ids)


def test_lost_years_are_judged_by_their_bounds() -> None:
    line = {"start": 0, "end": 9, "true": "1922-05-25", "bounds_in_text": "1921/1924"}
    date = {"start": 3, "end": 6, "edtf": "XXXX-05", "basis": "bounded", "bounds": "1922/1923"}
    found = judge.lost_years([line], [date])
    assert (found["found"], found["contained"], found["tight"]) == (1, 1, 1)
    wide = judge.lost_years([line], [date | {"bounds": "1920/1921"}])
    assert (wide["found"], wide["contained"], wide["tight"]) == (1, 0, 0)
