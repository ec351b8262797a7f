"""Who is who in a case: derived tables, made anew in one transaction when what they rest on changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, select

import visavis
from visavis.case.memory import Linkable, sounds_of, who_is_who
from visavis.case.store import Store, fact, state
from visavis.case.store_bulk import drop_all, put_all
from visavis.case.store_codec import pack
from visavis.case.store_judgements import judgements
from visavis.case.store_readings import layer_of_all
from visavis.case.store_schema import members, names, persons, sounds
from visavis.case.store_sources import Row, rows
from visavis.model.dossier import Person


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
    _put(conn, persons_of(conn, read), read)
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
    """Keep the persons; what is kept already is left as it is, under the number that it has."""
    kept = {r.name: r for r in conn.execute(select(persons))}
    there = {p.name for p in found}
    drop_all(conn, persons, "no", [r.no for name, r in kept.items() if name not in there])
    free = count(max((r.no for r in kept.values()), default=-1) + 1)
    numbers, fresh, changed = {}, [], []
    for p in found:
        data, was = pack(p), kept.get(p.name)
        numbers[p.name] = was.no if was else next(free)
        if was is None or was.data != data:
            changed.append(p)
            fresh.append((numbers[p.name], p.name, p.kind, p.mentions, data))
    drop_all(conn, persons, "no", [kept[p.name].no for p in changed if p.name in kept])
    put_all(conn, persons, ("no", "name", "kind", "mentions", "data"), fresh)
    _put_members(conn, found, numbers, read)
    _put_sounds(conn, changed, numbers)


def _put_members(
    conn: Connection, found: Sequence[Person], numbers: Mapping[str, int], read: Sequence[Row]
) -> None:
    """Whose each name is."""
    where, of_names = {r.name: r.no for r in read}, _numbers(conn)
    belong: dict[int, int] = {}
    for p in found:
        for doc, name in p.members:
            no = of_names.get((where[doc], name)) if doc in where else None
            if no is not None:
                belong[no] = numbers[p.name]
    kept = dict(conn.execute(select(members.c.name, members.c.person)).tuples().all())
    drop_all(conn, members, "name", [n for n, person in kept.items() if belong.get(n) != person])
    put_all(conn, members, ("name", "person"), [x for x in belong.items() if kept.get(x[0]) != x[1]])


def _put_sounds(conn: Connection, changed: Sequence[Person], numbers: Mapping[str, int]) -> None:
    """What the names of persons who are new or have changed sound like; nobody is left who is gone."""
    known = set(numbers.values()) - {numbers[p.name] for p in changed}
    gone = set(conn.execute(select(sounds.c.person).distinct()).scalars()) - known
    drop_all(conn, sounds, "person", sorted(gone))
    put_all(
        conn,
        sounds,
        ("sound", "person"),
        [(s, numbers[p.name]) for p in changed for s in sorted(sounds_of(p))],
    )


def _numbers(conn: Connection) -> dict[tuple[int, str], int]:
    found = conn.execute(select(names.c.source, names.c.name, names.c.no))
    return {(source, name): no for source, name, no in found}
