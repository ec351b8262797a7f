"""Claims: who stands how to whom, in whose words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visavis.model.layers import DateMention, Entity, Mention
from visavis.model.source import Source
from visavis.reading.units import Unit


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is cut from the raw source: fields of `Claim`, offsets of the cleaned text."""

    start: int
    end: int
    subject: str
    object: str
    relation: str
    rule: str
    modality: str = "asserted"
    voice: tuple[str, ...] = ("narrator",)
    time: str | None = None
    bounds: str | None = None
    time_basis: str | None = None
    confidence: float = 0.5
    subject_span: tuple[int, int] | None = None
    object_span: tuple[int, int] | None = None


def claims(
    units: Sequence[Unit],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    source: Source,
) -> tuple[Draft, ...]:
    """Claims of one source, in the order of the text."""
    return ()
