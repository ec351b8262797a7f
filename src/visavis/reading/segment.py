"""Passages: where one kind of text ends and another begins."""

from __future__ import annotations

import re

from visavis.model.layers import Passage
from visavis.model.offsets import Clean


def segment(clean: Clean) -> tuple[Passage, ...]:
    """Passages of a cleaned text, in its offsets, in order, covering all that is not blank."""
    return tuple(
        Passage(m.start(), m.end(), "narrative") for m in re.finditer(r"\S(?:.|\n(?!\n))*", clean.text)
    )
