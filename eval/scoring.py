"""
Score one document's layers. The shared tools judge where they are present; our own small judge, after
the same definitions, does for our own set where they are not.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval import judge
from eval.documents import Document, lines, tool

Line = dict[str, Any]


@dataclass
class Score:
    """What one document's layers are worth: plain figures by name, and the lines behind them."""

    doc: Document
    claims: dict[str, Any] = field(default_factory=dict)
    layers: dict[str, dict[str, Any]] = field(default_factory=dict)
    matched: list[tuple[Line, Line, dict[str, Any]]] = field(default_factory=list)
    missed: list[Line] = field(default_factory=list)
    spurious: list[Line] = field(default_factory=list)
    gold: list[Line] = field(default_factory=list)
    characters: int = 0
    repairs: int = 0

    @property
    def hits(self) -> list[Line]:
        """Required gold claims found with their relation."""
        return [g for g, _, a in self.matched if a["relation"] and not g.get("optional")]


def identity(doc: Document, claim: Line) -> str:
    """A short hash that names a gold claim without telling anything of it."""
    keys = ("start", "end", "subject", "object", "relation", "modality")
    what = [doc.set, doc.name, *(claim.get(k) for k in keys)]
    return hashlib.sha256(json.dumps(what, ensure_ascii=False).encode()).hexdigest()[:12]


def score(doc: Document, found: dict[str, list[Line]], shared: Path) -> Score:
    """Score every layer of a document that has gold."""
    out = Score(doc, repairs=len(found["repairs"]), characters=len(doc.text.read_bytes().decode("utf-8")))
    if "claims" in doc.gold:
        _claims(out, found, shared)
    layers = tool(shared, "score_claims") and tool(shared, "score_layers")
    for layer in ("repairs", "passages", "turns", "dates"):
        if layers and layer in doc.gold:
            gold = lines(doc.gold[layer])
            names = judge_of(shared).Names([x for x in gold if "entity" in x])
            spans = sorted((x for x in gold if "start" in x), key=lambda x: x["start"])
            pred = sorted(found[layer], key=lambda x: x["start"])
            out.layers[layer] = getattr(layers, layer)(spans, pred, names)
    if "lost-years" in doc.gold:
        out.layers["lost-years"] = judge.lost_years(lines(doc.gold["lost-years"]), found["dates"])
    return out


def judge_of(shared: Path) -> Any:
    """The shared judge of claims, or our own."""
    return tool(shared, "score_claims") or judge


def _claims(out: Score, found: dict[str, list[Line]], shared: Path) -> None:
    judged = judge_of(shared)
    gold = lines(out.doc.gold["claims"])
    names = judged.Names([x for x in gold if "entity" in x])
    out.gold = [x for x in gold if "relation" in x]
    out.claims, out.matched, out.missed, out.spurious = judged.score(out.gold, found["claims"], names)
    raw = out.doc.text.read_bytes().decode("utf-8")
    out.layers["reach"] = judge.reach(raw, out.gold, found["mentions"], names)


def by_kind(scores: list[Score], key: str) -> list[tuple[str, int, int, int, int]]:
    """
    Per `relation` or `rule`: predicted, tie right, relation right, and gold (gold only by relation).

    Optional gold found counts neither way.
    """
    predicted: Counter[str] = Counter()
    tie: Counter[str] = Counter()
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for s in scores:
        gold.update(g["relation"] for g in s.gold if not g.get("optional"))
        predicted.update(str(p.get(key)) for p in s.spurious)
        for g, p, a in s.matched:
            if not g.get("optional"):
                predicted[str(p.get(key))] += 1
                tie[str(p.get(key))] += 1
                right[str(p.get(key))] += bool(a["relation"])
    keys = set(predicted) | (set(gold) if key == "relation" else set())
    rows = [(k, predicted[k], tie[k], right[k], gold[k] if key == "relation" else 0) for k in keys]
    return sorted(rows, key=lambda r: (-r[1], r[0]))
