"""A person's decisions in a case: rows that are only ever added; undo is another row."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from visavis.case.store import Store
from visavis.case.store_schema import judgements

PARTS = ("members", "others", "form", "undoes")


def judge(
    store: Store, what: str, who: str = "", when: str = "", why: str = "", **parts: object
) -> dict[str, Any]:
    """
    Add a decision and give it back with its number `n`. `parts` are `members` and `others` ((source, name)
    pairs), `form`, `undoes`; what they mean is said in `visavis.model.judgement`.
    """
    data = {name: parts[name] for name in PARTS if parts.get(name)}
    with store.write() as conn:
        row = {"what": what, "data": json.dumps(data), "who": who, "made": when, "why": why}
        n = conn.execute(judgements.insert().values(**row)).inserted_primary_key[0]  # type: ignore[index]
        return next(r for r in rows(conn) if r["n"] == n)


def rows(conn: Connection) -> list[dict[str, Any]]:
    """
    All decisions in order: `what`, `members`, `others`, `form`, `undoes`, `n`, `who`, `when`, `why`.
    Those that were undone are among them.
    """
    found = conn.execute(select(judgements).order_by(judgements.c.n))
    return [
        {"what": r.what, **_parts(json.loads(r.data)), "n": r.n, "who": r.who, "when": r.made, "why": r.why}
        for r in found
    ]


def _parts(data: dict[str, Any]) -> dict[str, Any]:
    def pairs(given: Iterable[list[str]]) -> tuple[tuple[str, str], ...]:
        return tuple((doc, name) for doc, name in given)

    return {
        "members": pairs(data.get("members", ())), "others": pairs(data.get("others", ())),
        "form": data.get("form", ""), "undoes": data.get("undoes", ""),
    }  # fmt: skip
