"""
Adding to a case: keep the sources, find copies among them, read what is new, make out who is who.

Each step is made of transactions that can be repeated: whoever is interrupted, or killed, runs it again, and
what is done already is not done twice.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import Connection, select

from visavis.case.store import Store, state
from visavis.case.store_codec import pack, unpack
from visavis.case.store_link import fingerprint, link_case
from visavis.case.store_readings import drop_reading, put_failure, put_reading
from visavis.case.store_schema import collations, sources
from visavis.case.store_sources import Kept, Row, keep_left_out, keep_source, rows, whole
from visavis.case.store_workers import Comparison, Job, do_all
from visavis.model.layers import Reading
from visavis.model.shingles import candidates
from visavis.model.source import Skipped, Source
from visavis.reading.collate import Collated
from visavis.reading.pipeline import ALONE, FULL, QUICK

Step = Callable[[Source], None]
Wanted = tuple[Job, str]  # a source to be read, and the key under which its reading is kept


@dataclass(slots=True)
class Added:
    """What adding did."""

    kept: list[Kept] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    older_reader: int = 0  # sources that another version of the program read

    def of(self, how: str) -> list[str]:
        """Names of the sources that were `new`, `changed` or `held`."""
        return [k.name for k in self.kept if k.how == how]


@cache
def reader() -> str:
    """Fingerprint of the program's part that reads: version and a hash of its files."""
    return fingerprint("reading/**/*", "model/**/*")


def add(store: Store, given: Iterable[Source], skipped: Iterable[Skipped] = (), again: bool = False) -> Added:
    """Put sources into a case, to be read by `read_waiting`; with `again` all that is there is read anew."""
    done = Added(kept=[keep_source(store, s) for s in given])
    keep_left_out(store, skipped)
    if again:
        with store.write() as conn:
            for row in rows(conn):
                drop_reading(conn, row.no)
    return done


def read_waiting(
    store: Store, wanted: Sequence[Wanted], jobs: int, done: Added, step: Step = lambda source: None
) -> Added:
    """
    Read what `to_read` has found with `jobs` processes, each reading kept as it comes, and make out who is
    who. `step` is called with every source that is done.
    """
    keys = {job.key: (key, job.source) for job, key in wanted}
    for no, found in do_all([job for job, _ in wanted], jobs):
        key, source = keys[no]
        assert not isinstance(found, Collated)
        _keep(store, no, found, key, done)
        step(source)
    link_case(store)
    with store.read() as conn:
        done.older_reader = sum(r.reader not in (None, reader()) for r in rows(conn))
    return done


def _keep(store: Store, no: int, found: Reading | str, key: str, done: Added) -> None:
    with store.write() as conn:
        there = conn.execute(select(sources.c.name).where(sources.c.no == no)).scalar()
        if there is None:  # forgotten meanwhile
            return
        if isinstance(found, str):
            put_failure(conn, no, found, key, reader())
            done.failed.append((there, found))
        else:
            put_reading(conn, no, found, key, reader())
            done.read.append(there)


def to_read(store: Store, model: str, jobs: int = 1) -> list[Wanted]:
    """
    What must be read, each with the key under which its reading is kept; copies are found first, with `jobs`
    processes. Where `model` says neither `QUICK` nor `FULL`, the case is read as it was asked to be last.
    """
    model = reader_of(store, model)
    with store.read() as conn:
        known = rows(conn)
        near = neighbours(conn, known)
    _compare(store, known, near, jobs)
    out = []
    with store.read() as conn:
        held = {no: unpack(data) for no, data in conn.execute(select(collations.c.source, collations.c.data))}
        for row in known:
            collated = held.get(row.no, ALONE)
            key = read_key(row, collated, model)
            if row.read_as != key:
                out.append((Job(row.no, whole(conn, row), collated, model), key))
    return out


def reader_of(store: Store, model: str) -> str:
    """The parser's name, with `QUICK` behind it where a case is read without the encoder; this is kept."""
    asked = next((x for x in (QUICK, FULL) if model.endswith(x)), None)
    if asked:
        with store.write() as conn:
            state(conn, "reader", asked)
    kept = asked or store.fact("reader")
    return model.removesuffix(asked or "") + (QUICK if kept == QUICK else "")


def read_key(row: Row, collated: Collated, model: str) -> str:
    """Hash of all that a reading depends on but for the program: the source, its copies, the parser."""
    copies = (
        hashlib.sha256(repr(collated).encode("utf-8", "backslashreplace")).hexdigest()
        if collated.copies
        else ""
    )
    return hashlib.sha256(f"{row.id} {copies} {model}".encode()).hexdigest()[:24]


def neighbours(conn: Connection, known: Sequence[Row]) -> dict[int, tuple[Row, ...]]:
    """For each source (by number) those that share most with it, best first."""
    found = dict(conn.execute(select(sources.c.no, sources.c.sketch)).tuples().all())
    near = candidates([array("I", found[r.no]) for r in known])
    return {known[i].no: tuple(known[j] for j in others) for i, others in near.items()}


def _compare(store: Store, known: Sequence[Row], near: dict[int, tuple[Row, ...]], jobs: int) -> None:
    """Keep what copies give one another; what was compared with the same ones before is left alone."""
    ids = {no: " ".join(r.id for r in others) for no, others in near.items()}
    with store.read() as conn:
        held = dict(conn.execute(select(collations.c.source, collations.c.near)).tuples().all())
        fresh = [r for r in known if r.no in near and held.get(r.no) != ids[r.no]]
        tasks = [Comparison(r.no, whole(conn, r), tuple(whole(conn, o) for o in near[r.no])) for r in fresh]
    stale = [no for no in held if no not in near]
    if stale:
        with store.write() as conn:
            conn.execute(collations.delete().where(collations.c.source.in_(stale)))
    for no, found in do_all(tasks, jobs):
        given = found if isinstance(found, Collated) else ALONE
        with store.write() as conn:
            conn.execute(collations.delete().where(collations.c.source == no))
            conn.execute(collations.insert().values(source=no, near=ids[no], data=pack(given)))
