"""Dates: every expression of calendar time, valued as EDTF with its doubt."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.model.layers import DateMention
from visavis.model.offsets import Clean
from visavis.model.source import Source
from visavis.reading.units import Unit


def dates(clean: Clean, units: Sequence[Unit], source: Source) -> tuple[DateMention, ...]:
    """Expressions of calendar time in the cleaned text (its offsets), lost years included, in order."""
    return ()
