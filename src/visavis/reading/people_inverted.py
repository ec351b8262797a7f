"""Names in numbered lists that begin with the family name: `1. Harris, Adam Evan, born 1883; 2. Lee, Ben`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from visavis.model.names import first_names, fold
from visavis.reading.people_names import Run
from visavis.reading.units import Unit

PATRONYMIC = re.compile(r"(?:vich|vna|ich)$")
NUMBERED = re.compile(r"(?:^|[\s(;,])\d{1,2}\s*[.)]\s*$")
NEAR = 8  # characters before a name in which the number of its item stands


def inverted(units: Sequence[Unit], runs: Sequence[Run]) -> list[Run]:
    """The names of a source; `Harris, Adam` at the head of a list's item is one, `Adam Harris`."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last is not None and last.unit == run.unit and is_inverted(units[run.unit].doc, last, run):
            doc = units[run.unit].doc
            words = [" ".join(doc[r.start : r.end].text.split()) for r in (run, last)]
            out[-1] = Run(run.unit, last.start, last.start, run.end, f"{run.key} {last.key}", " ".join(words))
        else:
            out.append(run)
    return out


def is_inverted(doc: Doc, family: Run, given: Run) -> bool:
    """Whether two names side by side are the family and given names of one who heads an item of a list."""
    if family.end + 1 != given.whole or doc[family.end].text != "," or family.titled or given.titled:
        return False
    first, last = doc[given.start], doc[given.end - 1]
    known = fold(first.text) in first_names() or PATRONYMIC.search(last.lower_) is not None
    at = doc[family.start].idx
    return known and NUMBERED.search(doc.text[max(0, at - NEAR) : at]) is not None
