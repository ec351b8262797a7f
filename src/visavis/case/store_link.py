"""Who is who in a case: derived tables, made anew in one transaction when what they rest on changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection, delete, select

import visavis
from visavis.case.memory import Linkable, sounds_of, who_is_who
from visavis.case.store import Store, fact, state
from visavis.case.store_codec import pack
from visavis.case.store_judgements import judgements
from visavis.case.store_readings import layer_of_all
from visavis.case.store_schema import members, names, persons, sounds
from visavis.case.store_sources import Row, rows
from visavis.model.dossier import Person

BATCH = 5000


def link_case(store: Store) -> bool:
    """Make who is who anew where sources, readings or judgements have changed; whether that was so."""
    with store.write() as conn:
        return link_in(conn)


def link_in(conn: Connection) -> bool:
    """The same inside a transaction."""
    read = [r for r in rows(conn) if r.read_as and not r.failed]
    rests_on = _rests_on(conn, read)
    if fact(conn, "linked") == rests_on:
        return False
    found = persons_of(conn, read)
    for table in (persons, members, sounds):
        conn.execute(delete(table))
    _put(conn, found, read)
    state(conn, "linked", rests_on)
    return True


def fingerprint(*patterns: str) -> str:
    """The program's version and a hash of those of its files that the patterns find."""
    root, digest = Path(visavis.__file__).parent, hashlib.sha256()
    for file in sorted({f for p in patterns for f in root.glob(p) if f.is_file() and f.suffix != ".pyc"}):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes())
    return f"{visavis.__version__}-{digest.hexdigest()[:12]}"


def persons_of(conn: Connection, read: Sequence[Row]) -> tuple[Person, ...]:
    """Everybody in the sources `read`, joined anew, a person's judgements applied."""
    kept = layer_of_all(conn, "linkable", [r.no for r in read])
    return who_is_who([kept.get(r.no) or Linkable() for r in read], judgements(conn))


def _rests_on(conn: Connection, read: Sequence[Row]) -> str:
    """Hash of what who is who is made of."""
    program = fingerprint(
        "case/link*.py",
        "case/memory.py",
        "case/names.py",
        "model/names.py",
        "model/data/*names*",
        "model/data/people.toml",
    )
    parts = [program, [(r.id, r.name, r.read_as, r.reader) for r in read], [j.id for j in judgements(conn)]]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:24]


def _put(conn: Connection, found: Sequence[Person], read: Sequence[Row]) -> None:
    people = [
        {"no": i, "name": p.name, "kind": p.kind, "mentions": p.mentions, "data": pack(p)}
        for i, p in enumerate(found)
    ]
    where = {r.name: r for r in read}
    numbers = _numbers(conn)
    belong: dict[int, int] = {}
    for i, p in enumerate(found):
        for doc, name in p.members:
            no = numbers.get((where[doc].no, name)) if doc in where else None
            if no is not None:
                belong[no] = i
    heard = [{"sound": s, "person": i} for i, p in enumerate(found) for s in sorted(sounds_of(p))]
    _insert(conn, persons, people)
    _insert(conn, members, [{"name": n, "person": i} for n, i in belong.items()])
    _insert(conn, sounds, heard)


def _numbers(conn: Connection) -> dict[tuple[int, str], int]:
    found = conn.execute(select(names.c.source, names.c.name, names.c.no))
    return {(source, name): no for source, name, no in found}


def _insert(conn: Connection, table: object, lines: Iterable[dict[str, object]]) -> None:
    kept = list(lines)
    for at in range(0, len(kept), BATCH):
        conn.execute(table.insert(), kept[at : at + BATCH])  # type: ignore[attr-defined]
