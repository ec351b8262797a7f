"""A dossier as the JSON object that programs read (see `docs/interface.md`)."""

from __future__ import annotations

import json
from typing import Any

from visavis.model.dossier import Dossier, Open, Person, Unanswered


def to_json(answer: Dossier | Unanswered) -> str:
    """The answer as JSON, keys in fixed order, what is in a list a line each."""
    return "{\n" + ",\n".join(f" {_line(k)}: {_laid_out(v)}" for k, v in plain(answer).items()) + "\n}"


def _laid_out(value: Any) -> str:
    """A list with each item on a line of its own; `json` indents too, but takes five times as long."""
    if not isinstance(value, list) or not value:
        return _line(value)
    return "[\n" + ",\n".join(f"  {_line(item)}" for item in value) + "\n ]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def plain(answer: Dossier | Unanswered) -> dict[str, Any]:
    """
    The answer as plain dicts and lists.

    >>> from visavis.model.dossier import Asked
    >>> plain(Unanswered("x", "unknown", (Asked("x", ("Max",)),), ("a.txt",)))["unknown"]
    [{'asked': 'x', 'candidates': ['Max']}]
    """
    if isinstance(answer, Unanswered):
        names = [{"asked": n.asked, "candidates": list(n.candidates)} for n in answer.names]
        return {"query": answer.query, answer.kind: names, "searched": list(answer.searched),
                "made_with": dict(answer.made_with)}  # fmt: skip
    return _dossier(answer)


def _dossier(d: Dossier) -> dict[str, Any]:
    return {
        "query": d.query,
        "a": _person(d.a),
        "b": _person(d.b) if d.b else None,
        "summary": [{"text": s.text, "claims": list(s.claims)} for s in d.summary],
        "phases": [
            {"edtf": p.edtf, "sign": p.sign, "label": p.label, "claims": list(p.claims), "why": p.why,
             "turning": list(p.turning), "gap": p.gap}
            for p in d.phases
        ],
        "claims": [e.line() for e in d.claims],
        "accounts": [{"kind": a.kind, "claims": list(a.claims), "why": a.why} for a in d.accounts],
        "around": {
            "people": [
                {"name": t.name, "to_a": t.to_a, "to_b": t.to_b, "claims": list(t.claims)} for t in d.people
            ],
            "groups": [
                {"name": g.name, "members": list(g.members), "claims": list(g.claims)} for g in d.groups
            ],
            "offices": [
                {"holder": o.holder, "office": o.office, "edtf": o.edtf, "claims": list(o.claims)}
                for o in d.offices
            ],
            "claims": [e.line() for e in d.around_claims],
        },
        "open": [_open(o) for o in d.open],
        "nearby": [e.line() for e in d.nearby],
        "together": {
            "places": d.places,
            "passages": [
                {"doc": t.doc, "start": t.start, "end": t.end, "quote": t.quote, "a": [*t.a], "b": [*t.b]}
                for t in d.together
            ],
        },
        "searched": [s["name"] for s in d.made_with.get("sources", [])],
        "made_with": dict(d.made_with),
    }  # fmt: skip


def _person(p: Person) -> dict[str, Any]:
    members = [{"doc": doc, "name": name} for doc, name in p.members]
    return {"name": p.name, "aliases": list(p.aliases), "kind": p.kind, "mentions": p.mentions,
            "members": members, "why": list(p.why)}  # fmt: skip


def _open(o: Open) -> dict[str, Any]:
    span = {"doc": o.span[0], "start": o.span[1], "end": o.span[2]} if o.span else None
    return {"what": o.what, "why": o.why, "span": span}
