"""
Years lost in one source, completed from another that tells the same event.

Two claims tell one event where the same two stand in the same relation, the month is the same, the bounds of
the lost year allow the other's year, and either both name the day or their quotes share words. Only where
all that tell it give one year is the year completed. `time` stays as the source has it; the date goes into
`bounds` with the basis `completed`, and the evidence names the claim that the year is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from visavis.case.accounts_events import alike
from visavis.case.when import apart, parsed, when
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence

LOST = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?$")
DATED = re.compile(r"(-?\d{4})-(\d\d)(?:-(\d\d))?$")


def completed(pair: Sequence[Evidence], others: Iterable[Evidence] = ()) -> list[Evidence]:
    """
    The evidence with lost years completed where the same evidence, or `others`, gives them.

    >>> def told(doc, time, basis):
    ...     c = Claim(doc, 0, 1, "x", "Ada", "Ben", "meets", time=time, time_basis=basis)
    ...     return Evidence(c, doc)
    >>> found = completed([told("a", "XXXX-10-03", "lost"), told("b", "1924-10-03", "stated")])
    >>> found[0].claim.time, found[0].claim.bounds, found[0].claim.time_basis, found[0].completed
    ('XXXX-10-03', '1924-10-03', 'completed', 'b:0–1')
    """
    dated = [e for e in {e.id: e for e in (*pair, *others)}.values() if DATED.match(e.claim.time or "")]
    return [_completed(e, dated) if LOST.match(e.claim.time or "") else e for e in pair]


def _completed(lost: Evidence, dated: Iterable[Evidence]) -> Evidence:
    """The evidence with its year, where all that tell its event give the same one."""
    telling = list(_telling(lost, dated))
    years = {_year(e.claim) for e in telling}
    if len(years) != 1:
        return lost
    best = max(telling, key=lambda e: (e.claim.doc != lost.claim.doc, e.weight, e.id))
    bounds = years.pop() + (lost.claim.time or "").removeprefix("XXXX")
    claim = replace(lost.claim, bounds=bounds, time_basis="completed")
    return replace(lost, claim=claim, completed=best.cite)


def _telling(lost: Evidence, dated: Iterable[Evidence]) -> Iterator[Evidence]:
    """Dated evidence of the event whose year is lost."""
    month, day = _parts(LOST, lost.claim)[-2:]
    for e in dated:
        its_month, its_day = _parts(DATED, e.claim)[-2:]
        one_day = day is not None and day == its_day
        fits = month == its_month and (one_day or None in (day, its_day))
        one_event = tie_of(lost.claim) == tie_of(e.claim) and (one_day or alike(lost, e, 1))
        if fits and one_event and _allowed(lost.claim, e.claim):
            yield e


def _parts(form: re.Pattern[str], claim: Claim) -> tuple[str | None, ...]:
    found = form.match(claim.time or "")
    return found.groups() if found else (None, None)


def tie_of(claim: Claim) -> tuple[str, frozenset[str]]:
    """
    The relation of a claim and its two ends, either way round.

    >>> tie_of(Claim("d", 0, 1, "x", "Ada", "Ben", "meets")) == ("meets", frozenset({"Ben", "Ada"}))
    True
    """
    return claim.relation, frozenset((claim.subject, claim.object))


def _allowed(lost: Claim, dated: Claim) -> bool:
    """Whether the bounds of a lost year, if there are any, allow a date."""
    if not lost.bounds or parsed(lost.bounds) is None:
        return True
    return not apart(when(replace(lost, time=None)), when(dated))


def _year(claim: Claim) -> str:
    found = DATED.match(claim.time or "")
    return found[1] if found else ""
