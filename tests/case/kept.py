"""Cases filled by hand, without a parser, and their content for comparison."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from visavis.case.store import Store, open_case
from visavis.case.store_link import link_case
from visavis.case.store_readings import put_reading
from visavis.case.store_schema import sources
from visavis.case.store_sources import keep_source
from visavis.model.layers import Reading


def keep(store: Store, readings: Iterable[Reading]) -> None:
    """Put readings into a case as if they had been read there."""
    for r in readings:
        named = keep_source(store, r.source)
        with store.write() as conn:
            now = sources.c.replaced_by.is_(None)
            no = conn.execute(select(sources.c.no).where(sources.c.name == named.name, now)).scalar_one()
            put_reading(conn, no, r, f"key of {r.source.sha256}", "by hand")
    link_case(store)


def filled(where: str, readings: Iterable[Reading]) -> Store:
    """A new case that holds some readings."""
    store = open_case(where, create=True)
    keep(store, readings)
    return store
