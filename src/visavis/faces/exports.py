"""The signed network in the formats of other tools: GraphML, CSV, JSON; GEXF stands in `gexf`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from io import BytesIO, StringIO
from typing import Any

import networkx as nx

from visavis.faces.gexf import FORBIDDEN
from visavis.faces.graph_rows import EDGE, NODE, Row, edges, nodes, spells_text
from visavis.model.signed import Balance, SignedNetwork


def graph(found: SignedNetwork) -> nx.MultiGraph:
    """
    The network as a networkx graph: one edge for each pair and sign, keyed by its id.

    >>> graph(SignedNetwork()).number_of_nodes()
    0
    """
    out = nx.MultiGraph()
    for row in nodes(found):
        out.add_node(_clean(row["id"]), **{k: _clean(v) for k, v in row.items() if k != "id"})
    for row in edges(found):
        ends = _clean(row["source"]), _clean(row["target"])
        given = {k: _clean(v) for k, v in row.items() if k not in ("id", "source", "target")}
        out.add_edge(*ends, key=row["id"], **given)
    return out


def _clean(value: str | float | int) -> Any:
    return FORBIDDEN.sub("\ufffd", value) if isinstance(value, str) else value


def graphml(found: SignedNetwork) -> str:
    """
    The network as GraphML.

    >>> graphml(SignedNetwork()).startswith("<?xml")
    True
    """
    out = BytesIO()
    nx.write_graphml_xml(graph(found), out)
    return out.getvalue().decode("utf-8") + "\n"


def csv_nodes(found: SignedNetwork) -> str:
    """
    A table of the actors, with the headings that Gephi looks for.

    >>> csv_nodes(SignedNetwork()).strip()
    'Id,Label,kind,weight,faction,betweenness'
    """
    return _table(NODE, nodes(found))


def csv_edges(found: SignedNetwork) -> str:
    """
    A table of the ties, each with its claims.

    >>> csv_edges(SignedNetwork()).split(",")[:4]
    ['Id', 'Source', 'Target', 'Weight']
    """
    return _table(EDGE, edges(found))


def _table(names: Sequence[str], rows: Iterable[Row]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    table = "node" if names is NODE else "edge"
    known = {"id", "label"} if table == "node" else {"id", "source", "target", "weight"}
    writer.writerow([n.capitalize() if n in known else n for n in names])
    for row in rows:
        writer.writerow([_cell(row[n]) for n in names])
    return out.getvalue()


def _cell(value: str | float | int) -> str | float | int:
    """A value that a spreadsheet takes for text, never for a formula."""
    if isinstance(value, str) and value[:1] in ("=", "@", "+", "-", "\t", "\r") and len(value) > 1:
        return f"'{value}"
    return value


def network_json(found: SignedNetwork) -> str:
    """The network as a JSON object, with all that was found in it and every claim in full."""
    line = {
        "nodes": [asdict(a) for a in found.actors],
        "edges": [
            {"source": t.a, "target": t.b, "sign": t.sign, "weight": t.weight, "relations": list(t.relations),
             "spells": [s for s in spells_text(t.spells).split(", ") if s], "claims": list(t.claims)}
            for t in found.ties
        ],
        "balance": _balance(found.balance),
        "tense": [{"names": list(t.names), "signs": list(t.signs), "weight": t.weight} for t in found.tense],
        "factions": [
            {"number": f.number, "members": list(f.members), "inside": _counts(f.inside),
             "outside": {str(n): _counts(c) for n, c in f.outside.items()}}
            for f in found.factions
        ],
        "brokers": [asdict(b) for b in found.brokers],
        "slices": [
            {"edtf": s.edtf, "for": s.plus, "against": s.minus, "balance": _balance(s.balance),
             "sides": [list(side) for side in s.sides]}
            for s in found.slices
        ],
        "turns": [asdict(t) for t in found.turns],
        "claims": [e.line() for e in found.claims],
        "open": [{"what": o.what, "why": o.why} for o in found.open],
        "made_with": dict(found.made_with),
    }  # fmt: skip
    return json.dumps(line, ensure_ascii=False, indent=1) + "\n"


def _counts(pairs: tuple[int, int]) -> dict[str, int]:
    return {"for": pairs[0], "against": pairs[1]}


def _balance(b: Balance) -> dict[str, Any]:
    return {
        "pairs": b.ties, "triads": dict(b.kinds), "balanced": b.balanced, "unbalanced": b.unbalanced,
        "frustration": b.frustration, "at_least": b.least, "against": [list(pair) for pair in b.against],
    }  # fmt: skip
