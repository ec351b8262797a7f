"""Change: where the tie turned, for and later against or the other way. No contradiction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from visavis.case.accounts_events import near
from visavis.case.accounts_odds import both_ways, clash
from visavis.case.copies import Copies
from visavis.case.when import When, apart, when
from visavis.model.calendar import civil
from visavis.model.date_saying import brief_date
from visavis.model.dossier import Account, Evidence
from visavis.model.edtf import year_text

DATED = frozenset({"stated", "completed"})
SURE = 0.4  # how sure a claim must be to show a turn
YEAR = 366  # days; a stated time may be as wide as this, an inferred one as a season
SEASON = 93
FAR = 2 * YEAR  # from here on an inferred date may be wrong by a year and the order stays
CITED = 8  # claims that one account cites

Timed = tuple[When, Evidence]


def changes(pair: Sequence[Evidence], known: Copies) -> Iterator[tuple[float, Account]]:
    """Accounts of change, each with its weight: certainly later, in another year, or both within a year."""
    told = [e for e in pair if e.claim.confidence >= SURE]
    for (w, e), (v, f) in pairwise(_dated(told)):
        turned = e.claim.sign != f.claim.sign and apart(w, v) and _year(w) != _year(v)
        if turned and _sure_of_order(w, e, v, f):
            turn = "for to against" if e.claim.sign == "+" else "against to for"
            first, then = (f"{x.claim.relation} ({brief_date(at.edtf)})" for at, x in ((w, e), (v, f)))
            why = f"from {turn}: {first}, then {then}"
            yield e.weight * f.weight, Account("change", (e.id, f.id), why)
    yield from _within_a_year(told, known)


def _dated(told: Iterable[Evidence]) -> list[Timed]:
    """Claims for and against with a narrow time, in order of time."""
    signed = [e for e in told if e.claim.modality == "asserted" and e.claim.sign != "0"]
    dated = [(w, e) for e in signed if (w := when(e.claim)) and w.width <= (YEAR if w.stated else SEASON)]
    return sorted(dated, key=lambda p: (p[0].middle or 0.0, p[1].id))


def _sure_of_order(w: When, e: Evidence, v: When, f: Evidence) -> bool:
    """Whether sources date both claims, or one of them and the other lies years away."""
    dated = _told_when([e]), _told_when([f])
    return all(dated) or (any(dated) and not near(w, v, FAR))


def _told_when(some: Iterable[Evidence]) -> bool:
    """Whether a source itself dates one of some claims, or two sources' order dates them alike."""
    told = list(some)
    return any(e.claim.time_basis in DATED for e in told) or len({e.claim.doc for e in told}) > 1


def _year(time: When) -> str:
    return year_text(civil(round(time.middle or 0.0))[0])


def _within_a_year(pair: Sequence[Evidence], known: Copies) -> Iterator[tuple[float, Account]]:
    """For and against of one year that exclude nothing: one account a year."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for one, two in both_ways(pair):
        if not clash(one, two, known):
            found[_year(min(one[0], two[0], key=lambda x: (x.width, x.edtf)))] += [one[1], two[1]]
    for time, some in sorted(found.items()):
        members = sorted({e.id: e for e in some}.values(), key=lambda e: (-e.weight, e.id))
        plus, minus = ([e for e in members if e.claim.sign == sign][: CITED // 2] for sign in "+-")
        if not (_told_when(plus) and _told_when(minus)):
            continue
        kinds = " and ".join(", ".join(sorted({e.claim.relation for e in side})) for side in (plus, minus))
        why = f"for and against within one year ({time}): {kinds}; a turn, whose order the dates do not tell"
        shown = (*plus, *minus)
        yield plus[0].weight * minus[0].weight, Account("change", tuple(e.id for e in shown), why)
