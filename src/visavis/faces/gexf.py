"""
The signed network as dynamic GEXF 1.2 for Gephi: weights positive, the sign an attribute, spells out of the
claims' times (schema: gexf.net/1.2draft). A tie without a date has no spells: Gephi shows it at all times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from visavis.faces.graph_rows import EDGE, NODE, Row, day, edges, nodes
from visavis.model.calendar import civil, day_number
from visavis.model.signed import Days, SignedNetwork

SPACE = "http://www.gexf.net/1.2draft"
NUMBERS = {"weight": "double", "faction": "integer", "betweenness": "double", "value": "integer"}
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no XML 1.0 character
NODE_FIELDS = tuple(f for f in NODE if f not in ("id", "label"))
EDGE_FIELDS = tuple(f for f in EDGE if f not in ("id", "source", "target", "weight"))


def gexf(found: SignedNetwork) -> str:
    """
    The network as GEXF. Days are ISO dates; where a year lies outside 1000 to 9999, which date parsers do not
    read, they are decimal years, 55 BC being -54.

    >>> 'mode="dynamic"' in gexf(SignedNetwork())
    True
    """
    ET.register_namespace("", SPACE)
    root = ET.Element(f"{{{SPACE}}}gexf", {"version": "1.2"})
    meta = _sub(root, "meta")
    _sub(meta, "creator").text = f"Visavis {found.made_with.get('version', '')}".strip()
    _sub(meta, "description").text = "Signed network: weights are positive, the attribute sign is +, - or 0."
    ends = [d for t in found.ties for spell in t.spells for d in spell if d is not None]
    dates = all(1000 <= civil(d)[0] <= 9999 for d in ends)
    graph = _sub(root, "graph", {"defaultedgetype": "undirected", "mode": "dynamic",
                                 "timeformat": "date" if dates else "double"})  # fmt: skip
    _fields(graph, "node", NODE_FIELDS)
    _fields(graph, "edge", EDGE_FIELDS)
    within = _sub(graph, "nodes")
    for row in nodes(found):
        node = _sub(within, "node", {"id": _text(row["id"]), "label": _text(row["label"])})
        _values(node, row, NODE_FIELDS)
    within = _sub(graph, "edges")
    for tie, row in zip(found.ties, edges(found), strict=True):
        edge = _sub(within, "edge", {k: _text(row[k]) for k in ("id", "source", "target", "weight")})
        _values(edge, row, EDGE_FIELDS)
        _spells(edge, tie.spells, dates)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _sub(parent: ET.Element, name: str, given: Mapping[str, str] | None = None) -> ET.Element:
    return ET.SubElement(parent, f"{{{SPACE}}}{name}", dict(given or {}))


def _text(value: object) -> str:
    return FORBIDDEN.sub("\ufffd", str(value))


def _fields(graph: ET.Element, whose: str, names: Iterable[str]) -> None:
    fields = _sub(graph, "attributes", {"class": whose, "mode": "static"})
    for n, name in enumerate(names):
        _sub(fields, "attribute", {"id": f"{whose}{n}", "title": name, "type": NUMBERS.get(name, "string")})


def _values(element: ET.Element, row: Row, names: tuple[str, ...]) -> None:
    whose = "node" if names is NODE_FIELDS else "edge"
    values = _sub(element, "attvalues")
    for n, name in enumerate(names):
        _sub(values, "attvalue", {"for": f"{whose}{n}", "value": _text(row[name])})


def _spells(edge: ET.Element, spells: tuple[Days, ...], dates: bool) -> None:
    if not spells:
        return
    within = _sub(edge, "spells")
    for first, last in spells:
        ends = {"start": first, "end": last}
        given = {k: day(d) if dates else decimal_year(d) for k, d in ends.items() if d is not None}
        _sub(within, "spell", given)


def decimal_year(number: int) -> str:
    """
    A day number as a decimal year.

    >>> decimal_year(day_number(-54, 7, 2))
    '-53.501'
    """
    year = civil(number)[0]
    first, following = day_number(year, 1, 1), day_number(year + 1, 1, 1)
    return f"{year + (number - first) / (following - first):.3f}"
