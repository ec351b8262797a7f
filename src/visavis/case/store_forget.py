"""Forgetting a source: it and all that came of it leave the case, to the last byte of its words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from visavis.case.store import Store, state
from visavis.case.store_judgements import judgements as decisions
from visavis.case.store_link import link_in
from visavis.case.store_readings import drop_reading
from visavis.case.store_schema import META, collations, facts, judgements, left_out, pieces, sources
from visavis.case.store_sources import find, rows
from visavis.model.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The name of a source that is gone, its versions, decisions that named it, sources to be read anew."""

    name: str
    versions: int
    decisions: int
    anew: tuple[str, ...]


def forget(store: Store, what: str) -> Forgotten:
    """
    Take a source out of the case in one transaction; `what` is its name, path, or the beginning of its id.

    Sources that it mended as their copy hold words of it: they wait to be read anew. Call `scrub` then.
    Raises CaseError where no source, or more than one, is called so.
    """
    with store.write() as conn:
        found = find(conn, what)
        name, ids = found[0].name, {r.id for r in found}
        anew = _mended(conn, ids)
        origins = conn.execute(select(sources.c.origin).where(sources.c.id.in_(ids))).scalars().all()
        conn.execute(update(sources).where(sources.c.id.in_(ids)).values(replaced_by=None))
        for row in found:
            drop_reading(conn, row.no)
            for table in (collations, pieces):
                conn.execute(delete(table).where(table.c.source == row.no))
        conn.execute(delete(sources).where(sources.c.id.in_(ids)))
        conn.execute(delete(left_out).where(left_out.c.origin.in_([o for o in origins if o])))
        undecided = _undecide(conn, name)
        link_in(conn)
        if conn.dialect.name == "sqlite":
            conn.exec_driver_sql("INSERT INTO piece_words(piece_words) VALUES ('rebuild')")
        state(conn, "scrub", "due")
        return Forgotten(name, len(found), undecided, anew)


def _mended(conn: Connection, ids: set[str]) -> tuple[str, ...]:
    """Drop what was read with the help of the sources with these ids; the names of those who wait now."""
    known = {r.no: r for r in rows(conn, older=True)}
    near = conn.execute(select(collations.c.source, collations.c.near)).tuples().all()
    out = []
    for no, others in near:
        if known[no].id not in ids and ids & set(others.split()):
            conn.execute(delete(collations).where(collations.c.source == no))
            drop_reading(conn, no)
            out.append(known[no].name)
    return tuple(out)


def _undecide(conn: Connection, name: str) -> int:
    """Take away the decisions that name a source, and what undid them; how many there were."""
    rows_of = decisions(conn)
    gone = {j.id for j in rows_of if name in _docs(j)}
    while more := {j.id for j in rows_of if j.undoes in gone} - gone:
        gone |= more
    numbers = [j.n for j in rows_of if j.id in gone]
    conn.execute(delete(judgements).where(judgements.c.n.in_(numbers)))
    return len(numbers)


def _docs(judgement: Judgement) -> set[str]:
    return {doc for doc, _ in (*judgement.members, *judgement.others)}


def scrub(store: Store) -> None:
    """Write the database anew without what was deleted, where that is due; it may be repeated."""
    if store.fact("scrub") is None:
        return
    with store.no_transaction() as conn:
        if store.is_file:
            conn.exec_driver_sql("VACUUM")
        else:
            for table in META.sorted_tables:
                conn.exec_driver_sql(f"VACUUM (FULL) {table.name}")
    with store.write() as conn:
        conn.execute(delete(facts).where(facts.c.name == "scrub"))
