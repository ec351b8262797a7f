"""Minutes as claims: the day at the head of a meeting's minutes is the day of what its items tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from visavis.model.layers import DateMention
from visavis.reading.units import Unit

HEAD = 200  # characters of a unit that says when a meeting was held
HELD = re.compile(r"\b(?:held|meetings?|minutes|session|sitting)\b", re.I)
MINUTED = re.compile(r"\W*(?:present\s*[:.—-]|in attendance\b|minutes\s+of\b|apologies\b)", re.I)


def minuted(units: Sequence[Unit]) -> bool:
    """Whether a source holds a meeting's minutes: it says so, or who was present."""
    return any(MINUTED.match(u.text) for u in units)


def sitting(unit: Unit, dates: Sequence[DateMention]) -> DateMention | None:
    """
    The day of the meeting that a unit is the head of; `dates` are those of the unit.

    `Held at the Town Hall on 9 March 1910` is one, short and with a whole day.
    """
    if len(unit.text) > HEAD or not HELD.search(unit.text):
        return None
    days = [d for d in dates if d.edtf and d.edtf[1:].count("-") == 2 and "/" not in d.edtf]
    return days[0] if days else None
