"""Where somebody is named, in a case: a row for each name of a source."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from sqlalchemy import Connection, select

from visavis.case.spots import spots_of
from visavis.case.store_codec import unpack
from visavis.case.store_schema import layers, names, sources, spots


def put_spots(conn: Connection, found: Mapping[str, array[int]], numbers: Mapping[str, int]) -> None:
    """Keep the places of one source's names, given with the names' numbers."""
    lines = [{"name": numbers[n], "data": places.tobytes()} for n, places in found.items() if n in numbers]
    if lines:
        conn.execute(spots.insert(), lines)


def fill(conn: Connection) -> None:
    """Keep the places of all names of the sources that were read by an older program."""
    read = select(sources.c.no, sources.c.stated).where(sources.c.read_as.is_not(None))
    for no, stated in conn.execute(read).all():
        own = select(names.c.name, names.c.no).where(names.c.source == no)
        wanted = select(layers.c.layer, layers.c.data).where(
            layers.c.source == no, layers.c.layer.in_(("mentions", "passages"))
        )
        held = {layer: unpack(data) for layer, data in conn.execute(wanted)}
        found = spots_of(held.get("mentions", ()), held.get("passages", ()), unpack(stated).author)
        put_spots(conn, found, {name: int(at) for name, at in conn.execute(own)})
