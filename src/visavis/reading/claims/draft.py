"""A claim before it is cut from the raw source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """Fields of `Claim` with offsets of the cleaned text, and what `settle` and a scorer may use."""

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
    features: tuple[str, ...] = ()
    clause: int = -1  # offset of the verb of its clause
