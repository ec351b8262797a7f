"""Mentions and entities: who is named, described or meant, inside one source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visavis.model.layers import Entity, Mention
from visavis.model.source import Source
from visavis.reading.units import Unit


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of one source, and every place where they are meant (cleaned-text offsets, in order)."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]


def people(units: Sequence[Unit], source: Source) -> People:
    """Find the mentions of persons, groups, offices and places, and who is meant by each."""
    found = [
        Mention(*unit.span(e), e.text, "person" if e.label_ == "PERSON" else "group", e.text)
        for unit in units
        for e in unit.doc.ents
        if e.label_ in ("PERSON", "ORG", "NORP")
    ]
    names = {m.name: m.kind for m in found if m.name}
    return People(tuple(Entity(n, k, (n,)) for n, k in names.items()), tuple(found))
