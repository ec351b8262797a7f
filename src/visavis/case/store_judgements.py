"""A person's decisions in a case: rows that are only ever added; undo is another row."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from visavis.case.store import Store
from visavis.case.store_schema import judgements as table
from visavis.model.judgement import Judgement

PARTS = ("members", "others", "form", "undoes")


def judge(store: Store, judgement: Judgement) -> Judgement:
    """
    Add a decision, and give it back with its number in the order of rows (`n`).

    Who is who is not made anew by this: `visavis.case.store_link.link_case` does it.
    """
    data = {name: part for name in PARTS if (part := getattr(judgement, name))}
    row = {
        "what": judgement.what, "data": json.dumps(data), "who": judgement.who, "made": judgement.when,
        "why": judgement.why,
    }  # fmt: skip
    with store.write() as conn:
        key = conn.execute(table.insert().values(**row)).inserted_primary_key
        assert key is not None
        return replace(judgement, n=int(key[0]))


def judgements(conn: Connection) -> tuple[Judgement, ...]:
    """All decisions in order, those that were undone among them (`visavis.model.judgement.standing`)."""
    found = conn.execute(select(table).order_by(table.c.n))
    return tuple(Judgement(r.what, **_parts(r.data), n=r.n, who=r.who, when=r.made, why=r.why) for r in found)


def _parts(data: str) -> dict[str, Any]:
    parts: dict[str, Any] = json.loads(data)
    for name in ("members", "others"):
        parts[name] = tuple((doc, own) for doc, own in parts.get(name, ()))
    return parts
