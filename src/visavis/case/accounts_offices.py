"""Beginnings of one office that are told with other years: an election in 1622 and in 1623."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from visavis.case.accounts_events import Text
from visavis.case.accounts_voices import independent
from visavis.case.copies import Copies
from visavis.case.names import fold
from visavis.case.when import When, apart, when
from visavis.model.date_saying import brief_date
from visavis.model.dossier import Account, Evidence
from visavis.model.sentences import sentences
from visavis.model.weights import weights

YEAR = 366  # days; what is dated to a year or finer is compared
FEW = 3  # years by which two dates of one beginning may differ
AROUND = 300  # characters around a claim in which its sentence begins and ends


def other_years(
    beside: Sequence[Evidence], names: frozenset[str], known: Copies, text: Text
) -> Iterator[tuple[float, Account]]:
    """Accounts of one's beginning in an office under two dates; `names` are those whose offices are meant."""
    by: dict[tuple[str, str], list[tuple[When, Evidence]]] = defaultdict(list)
    for e in beside:
        w = when(e.claim)
        told = e.claim.relation == "holds" and e.claim.modality == "asserted" and e.claim.subject in names
        if told and w and w.stated and w.width <= YEAR and _begins(e, text):
            by[e.claim.subject, fold(e.claim.object)].append((w, e))
    for (name, _), some in sorted(by.items()):
        for (w, e), (v, f) in combinations(some, 2):
            near = abs((w.middle or 0.0) - (v.middle or 0.0)) <= FEW * YEAR
            if near and apart(w, v) and independent(e.claim, f.claim, known):
                dates = f"{brief_date(w.edtf)} by one and {brief_date(v.edtf)} by the other"
                why = f"that {name} became {e.claim.object} is dated {dates}"
                yield e.weight * f.weight, Account("contradict", (e.id, f.id), why)


def _begins(e: Evidence, text: Text) -> bool:
    """Whether the sentence of a claim has a word for beginning an office."""
    first = max(0, e.claim.start - AROUND)
    around = text(e.claim.doc, first, e.claim.end + AROUND)
    start, end = e.claim.start - first, e.claim.end - first
    own = " ".join(around[s:t] for s, t in sentences(around) if s < end and start < t)
    return bool(_pattern(weights().beginning).search(own))


@lru_cache(maxsize=2)
def _pattern(part: str) -> re.Pattern[str]:
    return re.compile(part, re.IGNORECASE)
