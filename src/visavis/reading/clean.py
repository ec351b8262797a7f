"""Repairs: find the wounds of a text, mend them, and keep the way back."""

from __future__ import annotations

from visavis.model.offsets import Clean


def clean(raw: str) -> Clean:
    """Repair `raw`; the result holds the text to read on, every repair, and the way back."""
    return Clean.of(raw)
