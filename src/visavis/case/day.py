"""Whether something held on a date: certainly, possibly, or certainly not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visavis.case.when import parsed
from visavis.model.claim import Claim
from visavis.model.edtf import Edtf
from visavis.model.errors import QueryError
from visavis.model.standing import CERTAINLY, POSSIBLY

NEVER = float("inf")
WIDE = 20 * 365.2425  # days; inferred limits further apart place nothing at a date


@dataclass(frozen=True, slots=True)
class Span:
    """
    Days in which something lies: it happened on one of them, or, with `whole`, it held throughout.

    `inner` are the days that a `whole` one covers for certain: from the latest day on which it may have
    begun to the earliest on which it may have ended. Empty (first past last) where there are none.
    """

    first: float
    last: float
    whole: bool = False
    inner: tuple[float, float] = (NEVER, -NEVER)
    stated: bool = True
    edtf: str = ""
    completed: bool = False  # the day is the source's, the year another's that tells the same event

    @property
    def open(self) -> bool:
        """Whether it has no limit at one side."""
        return self.first == -NEVER or self.last == NEVER

    @property
    def vague(self) -> bool:
        """Whether only order tells it, and from one side or between limits of a lifetime."""
        return not self.stated and (self.open or self.last - self.first > WIDE)


def limited(span: Span, years: int) -> Span:
    """
    The same with an open end closed some years after its beginning, an open beginning before its end: what is
    said `from 1922 on` is not said of a hundred years later.

    >>> on = limited(span_of(Claim("d", 0, 1, "x", "Ada", "Mayor", "holds", time="1922/..")), 10)
    >>> [answer(on, asked(t)) for t in ("1925", "1940")]
    ['certainly', None]
    """
    reach = years * 365.2425
    begun = span.inner[0] if abs(span.inner[0]) < NEVER else span.first
    last = begun + reach if span.last == NEVER else span.last
    first = last - reach if span.first == -NEVER else span.first
    inner = (NEVER, -NEVER) if span.first == -NEVER else (span.inner[0], min(span.inner[1], last))
    return replace(span, first=first, last=last, inner=inner)


def asked(edtf: str) -> Span:
    """
    The days of a date that is asked for.

    >>> asked("1925-04").last - asked("1925-04").first
    29

    Raises QueryError where it has no year.
    """
    date = parsed(edtf)
    if date is None or (date.earliest is None and date.latest is None):
        raise QueryError(f'"{edtf}" is no date with a year. Write 1925, 1925-04, 1925-04-30 or April 1925.')
    return _span(date, edtf, True)


def span_of(claim: Claim) -> Span | None:
    """
    When a claim holds: its stated time where that has a year, else its bounds; None without either.

    An interval that the source states is taken as held throughout; inferred bounds only say between when.

    >>> c = Claim("d", 0, 1, "x", "Ada", "Mayor", "holds", time="1922/1926")
    >>> (span_of(c).whole, span_of(c).inner[1] - span_of(c).inner[0] > 700)
    (True, True)
    """
    for text, stated in ((claim.time, claim.time_basis != "bounded"), (claim.bounds, False)):
        date = parsed(text) if text else None
        if text and date is not None and (date.earliest is not None or date.latest is not None):
            span = _span(date, text, stated)
            completed = not stated and claim.time_basis == "completed"
            return replace(span, completed=True) if completed else span
    return None


def may_hold(span: Span | None, first: float, last: float) -> bool:
    """
    Whether what lies in `span` may hold on one of the days from `first` to `last`; what has no date may.

    >>> may_hold(None, 1, 2), may_hold(Span(3, 9), 1, 2), may_hold(Span(2, 9), 1, 2)
    (True, False, True)
    """
    return span is None or (span.first <= last and span.last >= first)


def _span(date: Edtf, edtf: str, stated: bool) -> Span:
    first, last = _limits(date)
    if date.kind != "interval" or not stated:
        return Span(first, last, False, stated=stated, edtf=edtf)
    start, end = date.parts
    begun = _limits(start)[1] if start else -NEVER if date.open_start else NEVER
    ended = _limits(end)[0] if end else NEVER if date.open_end else -NEVER
    return Span(first, last, True, (begun, ended), stated, edtf)


def _limits(date: Edtf) -> tuple[float, float]:
    first, last = date.wide()
    return (-NEVER if first is None else first, NEVER if last is None else last)


def answer(span: Span, day: Span) -> str | None:
    """
    Whether what lies in `span` held on some day of `day`; None where it certainly did not.

    >>> [answer(asked(t), asked("1925-04")) for t in ("1925-04-03", "1925", "1924/1926", "1924")]
    ['certainly', 'possibly', 'certainly', None]
    """
    if span.last < day.first or day.last < span.first:
        return None
    covered = span.inner[0] <= day.last and day.first <= span.inner[1] and span.inner[0] <= span.inner[1]
    inside = day.first <= span.first and span.last <= day.last
    return CERTAINLY if span.stated and (covered or inside) else POSSIBLY
