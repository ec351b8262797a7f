"""Readings in a case: the layers of a source, its names and its claims, replaced as a whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, select, update

from visavis.case.memory import Linkable, left_open, linkable, lost, unique, words_around
from visavis.case.spots import AUTHOR, spots_of
from visavis.case.store_codec import pack, unpack
from visavis.case.store_days import days_of
from visavis.case.store_schema import claims, doubts, facts, layers, members, names, sources, spots
from visavis.case.store_spots import put_spots
from visavis.model.claim import Claim
from visavis.model.layers import Reading

KEPT = ("repairs", "passages", "turns", "mentions", "dates")  # layers kept as they are
VOICES = 7  # where the numbers of the voices' names stand in a claim's parts
HEAD = ("circumstances", "copies", "skipped")  # what an answer wants of every source


def put_reading(conn: Connection, no: int, reading: Reading, read_as: str, reader: str) -> None:
    """Put the reading of the source with the number `no` in the place of an earlier one."""
    drop_reading(conn, no)
    entries = linkable(reading)
    numbers = _put_names(conn, no, reading, entries)
    made = unique(reading.claims)
    if made:
        conn.execute(claims.insert(), [_row(no, c, numbers) for c in made])
    _put_doubts(conn, no, reading, numbers)
    put_spots(conn, spots_of(reading.mentions, reading.passages, reading.source.author), numbers)
    kept: dict[str, object] = {name: getattr(reading, name) for name in KEPT}
    kept |= {"entities": reading.entities, "linkable": entries, "losses": lost(reading)}
    conn.execute(layers.insert(), [{"source": no, "layer": n, "data": pack(v)} for n, v in kept.items() if v])
    head = pack(tuple(getattr(reading, name) for name in HEAD))
    values = {"read_as": read_as, "reader": reader, "failed": None, "head": head}
    conn.execute(update(sources).where(sources.c.no == no).values(**values))


def put_failure(conn: Connection, no: int, why: str, read_as: str, reader: str) -> None:
    """Keep that a source could not be read, and why."""
    drop_reading(conn, no)
    values = {"read_as": read_as, "reader": reader, "failed": why}
    conn.execute(update(sources).where(sources.c.no == no).values(**values))


def drop_reading(conn: Connection, no: int) -> None:
    """Take away all that was read out of a source; the source itself stays, to be read anew."""
    own = select(names.c.no).where(names.c.source == no)
    for table in (doubts, spots):
        conn.execute(delete(table).where(table.c.name.in_(own)))
    conn.execute(delete(members).where(members.c.name.in_(own)))
    conn.execute(delete(facts).where(facts.c.name == "linked"))  # who is who is to be made anew
    for table in (claims, names, layers):
        conn.execute(delete(table).where(table.c.source == no))
    conn.execute(update(sources).where(sources.c.no == no).values(read_as=None, head=None, failed=None))


def _put_names(conn: Connection, no: int, reading: Reading, entries: Linkable) -> dict[str, int]:
    """The names of a source, with their numbers: everybody, then whoever only a claim names."""
    known = dict.fromkeys(entity.name for _, entity, _ in entries.entries)
    author = reading.source.author
    alias = {AUTHOR: author} if author in known and AUTHOR not in known else {}
    for c in reading.claims:
        known |= dict.fromkeys(alias.get(n) or n for n in (c.subject, c.object, *c.voice))
    if not known:
        return {}
    conn.execute(names.insert(), [{"source": no, "name": n} for n in known])
    found = {
        n: int(at) for at, n in conn.execute(select(names.c.no, names.c.name).where(names.c.source == no))
    }
    return found | {a: found[n] for a, n in alias.items() if n}


def _row(no: int, c: Claim, numbers: dict[str, int]) -> dict[str, object]:
    data = [
        c.start, c.end, c.quote, c.subject, c.object, c.modality, c.voice, [numbers[v] for v in c.voice],
        c.time, c.bounds, c.time_basis, c.rule, c.confidence, c.subject_span, c.object_span, c.place,
    ]  # fmt: skip
    first, last = days_of(c)
    return {
        "source": no, "id": c.id, "subject": numbers[c.subject], "object": numbers[c.object],
        "relation": c.relation, "confidence": c.confidence, "dated": bool(c.time or c.bounds),
        "first_day": first, "last_day": last, "data": json.dumps(data, separators=(",", ":")),
    }  # fmt: skip


def claim_of(doc: str, relation: str, data: str) -> tuple[Claim, list[int]]:
    """A claim under the names of its own source, and the numbers of its voices' names."""
    parts = json.loads(data)
    return claim_from(doc, relation, parts), parts[VOICES]


def claim_from(
    doc: str, relation: str, parts: list[Any], joined: Mapping[int, str] | None = None, *ends: int
) -> Claim:
    """
    A claim from its parts as they are kept; with the numbers of its subject's and object's names also under
    the joined names.
    """
    (start, end, quote, subject, object_, modality, voice, numbers, time, bounds, basis, rule, confidence,
     one, two, place) = parts  # fmt: skip
    if joined is not None:
        subject, object_ = joined.get(ends[0], subject), joined.get(ends[1], object_)
        voice = [joined.get(n, v) for n, v in zip(numbers, voice, strict=True)]
    return Claim(
        doc, start, end, quote, subject, object_, relation, modality, tuple(voice), time, bounds, basis, rule,
        confidence, tuple(one) if one else None, tuple(two) if two else None, place,
    )  # fmt: skip


def _put_doubts(conn: Connection, no: int, reading: Reading, numbers: dict[str, int]) -> None:
    """Mentions left open, with the words around them, and an index of whom they may mean."""
    opened = left_open(reading)
    index = {
        (numbers[name], i): None for i, m in enumerate(opened) for name in m.candidates if name in numbers
    }
    if index:
        conn.execute(doubts.insert(), [{"name": n, "mention": i} for n, i in index])
        data = pack(tuple((m, words_around(reading, m)) for m in opened))
        conn.execute(layers.insert().values(source=no, layer="open", data=data))


def layer(conn: Connection, no: int, name: str) -> Any:
    """One layer of a source; an empty tuple where there is nothing in it."""
    found = conn.execute(select(layers.c.data).where(layers.c.source == no, layers.c.layer == name)).scalar()
    return () if found is None else unpack(found)


def layer_of_all(conn: Connection, name: str, wanted: Iterable[int]) -> dict[int, Any]:
    """One layer of many sources by their numbers."""
    found = conn.execute(select(layers.c.source, layers.c.data).where(layers.c.layer == name))
    numbers = set(wanted)
    return {no: unpack(data) for no, data in found if no in numbers}


def with_head(reading: Reading, head: bytes | None) -> Reading:
    """A reading with its circumstances, copies, and what was skipped."""
    return reading if head is None else replace(reading, **dict(zip(HEAD, unpack(head), strict=True)))


def claims_of(conn: Connection, no: int, doc: str) -> tuple[Claim, ...]:
    """All claims of a source, in order."""
    wanted = select(claims.c.relation, claims.c.data).where(claims.c.source == no).order_by(claims.c.no)
    return tuple(claim_of(doc, relation, data)[0] for relation, data in conn.execute(wanted))


def full(conn: Connection, reading: Reading, no: int) -> Reading:
    """A reading with all its layers, as it was read."""
    kept = {name: layer(conn, no, name) for name in (*KEPT, "entities")}
    return replace(reading, claims=claims_of(conn, no, reading.source.name), **kept)


def holders(conn: Connection, ident: str) -> set[int]:
    """The numbers of the sources that have a claim whose id begins so."""
    wanted = select(claims.c.source).where(claims.c.id >= ident, claims.c.id < ident + "g").distinct()
    return set(conn.execute(wanted).scalars())
