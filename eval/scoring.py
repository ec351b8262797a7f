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
from eval.documents import Document, gold, tool

Line = dict[str, Any]
CONFIDENCES = tuple(x / 10 for x in range(10))


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
    at: dict[float, dict[str, Any]] = field(default_factory=dict)  # figures at each least confidence
    characters: int = 0
    repairs: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing is to be found here: then all that is found is false."""
        return bool(self.claims) and not self.claims["gold"]

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
    claims, layers = judges(doc, shared)
    raw = doc.text.read_bytes().decode("utf-8")
    out = Score(doc, repairs=len(found["repairs"]), characters=len(raw))
    if "claims" in doc.gold:
        _claims(out, raw, found, claims)
    for layer in ("repairs", "passages", "turns", "dates"):
        if layer in doc.gold:
            must = gold(doc, layer)
            names = claims.Names([x for x in must if "entity" in x])
            spans = sorted((x for x in must if "start" in x), key=lambda x: x["start"])
            pred = sorted(found[layer], key=lambda x: x["start"])
            out.layers[layer] = getattr(layers, layer)(spans, pred, names)
    if "lost-years" in doc.gold:
        out.layers["lost-years"] = judge.lost_years(gold(doc, "lost-years"), found["dates"])
    return out


def judges(doc: Document, shared: Path) -> tuple[Any, Any]:
    """Who judges claims and who the other layers: the shared tools; our own set always our own judge."""
    tools = tool(shared, "score_claims"), tool(shared, "score_layers")
    return tools if doc.set != "own" and all(tools) else (judge, judge)


def _claims(out: Score, raw: str, found: dict[str, list[Line]], judged: Any) -> None:
    must = gold(out.doc, "claims")
    names = judged.Names([x for x in must if "entity" in x])
    out.gold = [x for x in must if "relation" in x]
    out.claims, out.matched, out.missed, out.spurious = judged.score(out.gold, found["claims"], names)
    out.layers["reach"] = judge.reach(raw, out.gold, found["mentions"], names)
    out.layers["names"] = judge.names_found([x for x in must if "entity" in x], found["mentions"], raw)
    for least in CONFIDENCES:
        sure = [c for c in found["claims"] if c.get("confidence", 1.0) >= least]
        out.at[least] = judged.score(out.gold, sure, names)[0]


def by_kind(scores: list[Score], key: str) -> list[tuple[str, int, int, int, int]]:
    """
    Per `relation` or `rule`: predicted, tie right, relation right, and gold (gold only by relation).

    Optional gold found counts neither way.
    """
    predicted: Counter[str] = Counter()
    tie: Counter[str] = Counter()
    right: Counter[str] = Counter()
    required: Counter[str] = Counter()
    for s in scores:
        required.update(g["relation"] for g in s.gold if not g.get("optional"))
        predicted.update(str(p.get(key)) for p in s.spurious)
        for g, p, a in s.matched:
            if not g.get("optional"):
                predicted[str(p.get(key))] += 1
                tie[str(p.get(key))] += 1
                right[str(p.get(key))] += bool(a["relation"])
    keys = set(predicted) | (set(required) if key == "relation" else set())
    rows = [(k, predicted[k], tie[k], right[k], required[k] if key == "relation" else 0) for k in keys]
    return sorted(rows, key=lambda r: (-r[1], r[0]))
