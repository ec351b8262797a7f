"""
Bounds from order: a network of events whose time is known only in part.

Each event lies in a window of days; some only in a season or month of a year that is lost. `a` before `b`
means that `a` happened no later than `b`: what bounds `b` from above bounds `a`, what bounds `a` from below
bounds `b`. Bounds are narrowed until nothing changes (bounds propagation over a point algebra, as in Dechter,
Meiri and Pearl, "Temporal constraint networks", 1991), and drawn in to the days that the event's own words
allow.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from visavis.model.calendar import civil, day_number, month_length

ROUNDS = 12  # narrowings of one event before its constraints are taken to contradict each other


@dataclass(frozen=True, slots=True, repr=False)
class Yearly:
    """
    The same days of every year, from month and day to month and day (past 12: in the next year).

    With `whole`, the event fills them to the end (`throughout` a year): its end must lie before the bound.

    >>> autumn = Yearly(9, 1, 11, 30)
    >>> civil(autumn.last(day_number(1938, 3, 5))), civil(autumn.first(day_number(1938, 3, 5)))
    ((1937, 11, 30), (1938, 9, 1))
    """

    month: int
    day: int
    last_month: int
    last_day: int
    whole: bool = False

    def __repr__(self) -> str:
        return f"Yearly({self.month}, {self.day}, {self.last_month}, {self.last_day}, {self.whole})"

    def of(self, year: int) -> tuple[int, int]:
        """First and last day number in a year."""
        end_year, end_month = year + (self.last_month - 1) // 12, (self.last_month - 1) % 12 + 1
        first = day_number(year, self.month, min(self.day, month_length(year, self.month)))
        return first, day_number(end_year, end_month, min(self.last_day, month_length(end_year, end_month)))

    def last(self, bound: int) -> int:
        """The end of the last such stretch that begins (or, being whole, ends) no later than `bound`."""
        year = civil(bound)[0] + 1
        while self.of(year)[1 if self.whole else 0] > bound:
            year -= 1
        return self.of(year)[1]

    def first(self, bound: int) -> int:
        """The beginning of the first such stretch that ends (being whole, begins) no sooner than `bound`."""
        year = civil(bound)[0] - 2
        while self.of(year)[0 if self.whole else 1] < bound:
            year += 1
        return self.of(year)[0]


YEAR = Yearly(1, 1, 12, 31)


@dataclass(frozen=True, slots=True)
class Event:
    """What is known of an event by itself: bounds as day numbers (None: none), and its days of the year."""

    earliest: int | None = None
    latest: int | None = None
    days: Yearly | None = None


Bounds = tuple[int | None, int | None]


def narrowed(events: Sequence[Event], before: Sequence[tuple[int, int]]) -> list[Bounds | None]:
    """
    Bounds of every event after all orders in `before` (pairs of positions, the first no later) are applied.

    None for an event whose bounds contradict each other, and the orders of that event then bind nobody.

    >>> told = [Event(days=Yearly(5, 25, 5, 25)), Event(latest=day_number(1936, 1, 21))]
    >>> civil(narrowed(told, [(0, 1)])[0][1])
    (1935, 5, 25)
    """
    broken: set[int] = set()
    while True:
        bounds, wrong = _propagate(events, [p for p in before if not broken & set(p)])
        if wrong is None:
            return [None if k in broken else b for k, b in enumerate(bounds)]
        broken.add(wrong)


def _propagate(events: Sequence[Event], before: Sequence[tuple[int, int]]) -> tuple[list[Bounds], int | None]:
    """Bounds after propagation, and the first event that they break, if any."""
    low = [_first(e, e.earliest) for e in events]
    high = [_last(e, e.latest) for e in events]
    next_to: list[list[int]] = [[] for _ in events]
    for k, (a, b) in enumerate(before):
        next_to[a].append(k)
        next_to[b].append(k)
    todo = deque(range(len(before)))
    waiting, rounds = set(todo), [0] * len(events)
    while todo:
        k = todo.popleft()
        waiting.discard(k)
        for changed in _apply(events, low, high, *before[k]):
            rounds[changed] += 1
            if rounds[changed] > ROUNDS or _less(high[changed], low[changed]):
                return list(zip(low, high, strict=True)), changed
            fresh = [j for j in next_to[changed] if j not in waiting]
            todo.extend(fresh)
            waiting.update(fresh)
    return list(zip(low, high, strict=True)), None


def _apply(
    events: Sequence[Event], low: list[int | None], high: list[int | None], a: int, b: int
) -> list[int]:
    """Apply that `a` is no later than `b`; the events whose bounds changed."""
    changed = []
    if (top := high[b]) is not None and (high[a] is None or _less(top, high[a])):
        drawn = _last(events[a], top)
        if high[a] is None or _less(drawn, high[a]):
            high[a] = drawn
            changed.append(a)
    if (bottom := low[a]) is not None and (low[b] is None or _less(low[b], bottom)):
        drawn = _first(events[b], bottom)
        if low[b] is None or _less(low[b], drawn):
            low[b] = drawn
            changed.append(b)
    return changed


def _last(event: Event, bound: int | None) -> int | None:
    return event.days.last(bound) if event.days and bound is not None else bound


def _first(event: Event, bound: int | None) -> int | None:
    return event.days.first(bound) if event.days and bound is not None else bound


def _less(one: int | None, two: int | None) -> bool:
    return one is not None and two is not None and one < two
