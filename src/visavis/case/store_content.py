"""All that a case holds, whatever the numbers of its rows: two cases with the same content hold the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from visavis.case.store_judgements import judgements
from visavis.case.store_readings import claim_of, layer
from visavis.case.store_schema import (
    claims,
    collations,
    doubts,
    layers,
    members,
    names,
    persons,
    sounds,
    sources,
    spots,
)
from visavis.case.store_sources import left, raw_of


def content(conn: Connection) -> dict[str, object]:
    """Everything, with ids and names in place of row numbers: sources, readings, persons, decisions."""
    known = conn.execute(select(sources).order_by(sources.c.place, sources.c.no)).all()
    ids = {r.no: r.id for r in known}
    bearers = _bearers(conn, ids)
    people = {r.no: r.name for r in conn.execute(select(persons))}
    return {
        "sources": [
            (
                r.id,
                r.name,
                r.origin,
                r.read_as,
                r.reader,
                r.failed,
                r.head,
                r.stated,
                ids.get(r.replaced_by or -1),
            )
            for r in known
        ],
        "texts": [(r.id, _hash(raw_of(conn, r.no))) for r in known],
        "layers": {(ids[no], name): layer(conn, no, name) for no, name in _layers(conn)},
        "claims": list(_claims(conn, ids, bearers)),
        "collations": sorted((ids[r.source], r.near, r.data) for r in conn.execute(select(collations))),
        "spots": sorted((bearers[r.name], r.data) for r in conn.execute(select(spots))),
        "doubts": sorted((bearers[r.name], r.mention) for r in conn.execute(select(doubts))),
        "persons": sorted((r.name, r.data) for r in conn.execute(select(persons))),
        "members": sorted((bearers[r.name], people[r.person]) for r in conn.execute(select(members))),
        "sounds": sorted((r.sound, people[r.person]) for r in conn.execute(select(sounds))),
        "left out": left(conn),
        "decisions": judgements(conn),
    }


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _bearers(conn: Connection, ids: dict[int, str]) -> dict[int, tuple[str, str]]:
    return {r.no: (ids[r.source], r.name) for r in conn.execute(select(names))}


def _layers(conn: Connection) -> list[tuple[int, str]]:
    wanted = select(layers.c.source, layers.c.layer).order_by(layers.c.source, layers.c.layer)
    return list(conn.execute(wanted).tuples())


def _claims(
    conn: Connection, ids: dict[int, str], bearers: dict[int, tuple[str, str]]
) -> Iterator[tuple[object, ...]]:
    """The claims in order, but for the numbers of their voices' names."""
    wanted = select(claims).join(sources, sources.c.no == claims.c.source)
    for r in conn.execute(wanted.order_by(sources.c.place, sources.c.no, claims.c.no)):
        claim, voices = claim_of("", r.relation, r.data)
        ends = [bearers[n] for n in (r.subject, r.object, *voices)]
        yield ids[r.source], r.id, claim, ends, r.confidence, r.dated, r.first_day, r.last_day
