"""
The relationship as a sequence of dated stretches, out of weighed and uncertainly dated claims.

Every claim gets a place on the axis of time: the middle of its stated interval, else of the bounds that the
order of events allows, else a place between the dated neighbours in its own document (and it is said that
it was placed so). The signed weights along the axis are then cut into stretches by exact dynamic
programming: the cut that minimises the weighted squared distance to the stretches' means plus a cost for
each stretch (optimal partitioning, Jackson et al. 2005).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from visavis.answer.weigh import value
from visavis.answer.words import list_words
from visavis.case.when import When, when
from visavis.model.calendar import civil
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence, Phase
from visavis.model.edtf import between, year_text
from visavis.model.weights import weights

SURE_WIDTH = 366 * 12  # an interval wider than this places nothing
MIXED = 0.25  # share of the lesser side from which a stretch is mixed
NARROW = 366 * 2  # days; what is dated finer tells when a stretch begins and ends
LOOSE = 10  # years by which what only the order of the text places may lengthen a stretch
STRAY = 30  # years; a date further than this from all others places nothing ...
FEW = 3  # dates of a pair that say in which years its ties lie
SEVERAL = 6  # ... where at least so many are dated
THIN = 0.05  # of all placed claims: fewer without a stated date are no stretch of their own
BINS = 300  # at most so many places enter the cut; finer places are put together
YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Placed:
    """Evidence with its place (a day number; None without any) and how the place was found."""

    evidence: Evidence
    day: float | None
    when: When | None
    by_order: bool = False
    stray: bool = False

    @property
    def weight(self) -> float:
        """
        Its weight; less where a wide date or only the order of the text places it, and little where it says
        neither for nor against: that two met or wrote tells that they were in touch, friends and
        enemies alike.
        """
        quiet = weights().phase["quiet"] if self.evidence.claim.sign == "0" else 1.0
        return max(1e-6, self.evidence.weight * quiet * weights().phase[self.basis])

    @property
    def basis(self) -> str:
        """What places it, as the table's row: `order` of the text, an `inferred`, `wide` or `stated` date."""
        if self.by_order or self.when is None:
            return "order"
        return "inferred" if not self.when.stated else "wide" if self.when.width > NARROW else "stated"


def placed(pair: Sequence[Evidence], everything: Iterable[Evidence] = ()) -> list[Placed]:
    """
    Places of the pair's evidence on the axis of time, in order of time and then of text.

    `everything` (all evidence of the same sources) gives dated neighbours to the undated.
    """
    neighbours = _Neighbours([*pair, *everything])
    out = []
    low, high = _course(pair)
    for e in pair:
        time = when(e.claim)
        if time is not None and _places(time) and e.claim.modality != "asked":  # a question dates nothing
            out.append(Placed(e, time.middle, time))
        else:
            day = neighbours.day(e.claim, time)
            inside = day is not None and low <= day <= high
            out.append(Placed(e, day if inside else None, time, by_order=True))
    key = lambda p: (p.day is None, p.day or 0.0, p.evidence.claim.doc, p.evidence.claim.start, p.evidence.id)  # noqa: E731
    return sorted(out, key=key)


def _course(pair: Sequence[Evidence]) -> tuple[float, float]:
    """The days between which the order of a text may place: the dates of the pair and some years around."""
    days = sorted(
        w.middle for e in pair if (w := when(e.claim)) and _places(w) and w.stated and w.middle is not None
    )
    if len(days) > FEW:
        gaps = [float("inf"), *(b - a for a, b in pairwise(days)), float("inf")]
        days = [
            d for d, *near in zip(days, gaps, gaps[1:], strict=False) if min(near) <= STRAY * YEAR
        ] or days
    if len(days) < FEW:
        return float("-inf"), float("inf")
    return min(days) - LOOSE * YEAR, max(days) + LOOSE * YEAR


def _places(time: When) -> bool:
    """Whether a time is narrow enough to give a place; a stated `1877/..` places at its known end."""
    return time.width <= SURE_WIDTH if time.closed else time.stated


def adrift(pair: Iterable[Evidence]) -> frozenset[str]:
    """The sources of the evidence that no time of its own places: its dated neighbours are wanted."""
    times = ((e.claim.doc, when(e.claim)) for e in pair)
    return frozenset(doc for doc, time in times if time is None or not _places(time))


class _Neighbours:
    """The dated claims of each document, in order of the text."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        found: dict[str, dict[int, float]] = defaultdict(dict)
        for e in evidence:
            time = when(e.claim)
            if time is not None and _places(time) and time.middle is not None:
                found[e.claim.doc].setdefault(e.claim.start, time.middle)
        self._at = {doc: sorted(days.items()) for doc, days in found.items()}

    def day(self, claim: Claim, limits: When | None) -> float | None:
        """A day between the nearest dated claims; None where the text runs backwards there."""
        line = self._at.get(claim.doc, [])
        i = bisect_left(line, (claim.start, float("-inf")))
        before = line[i - 1][1] if i else None
        after = line[i][1] if i < len(line) else None
        if before is None or after is None or before > after or after - before > 30 * YEAR:
            return None
        share = (claim.start - line[i - 1][0]) / max(1, line[i][0] - line[i - 1][0])
        day = before + share * (after - before)
        if limits and limits.first is not None:
            day = max(day, limits.first)
        return min(day, limits.last) if limits and limits.last is not None else day


def plausible(pair: Sequence[Evidence]) -> list[Evidence]:
    """
    The evidence without inferred times far from all that the sources state of the pair: the day of an edition
    or another life's year, next to which a sentence happened to stand.
    """
    low, high = _course(pair)
    return [e if _inside(when(e.claim), low, high) else _undated_now(e) for e in pair]


def _inside(time: When | None, low: float, high: float) -> bool:
    return time is None or time.stated or time.middle is None or low <= time.middle <= high


def _undated_now(e: Evidence) -> Evidence:
    basis = "lost" if e.claim.time else None
    return replace(e, claim=replace(e.claim, bounds=None, time_basis=basis))


def phases(pair: Sequence[Evidence], everything: Iterable[Evidence] = ()) -> tuple[Phase, ...]:
    """
    Phases of the pair's direct evidence, in order of time; what no date or order places comes last.
    """
    all_placed = _without_strays(placed(pair, everything))
    dated = [p for p in all_placed if p.day is not None]
    undated = [p for p in all_placed if p.day is None]
    stretches = _joined(_supported(_cut(dated)))
    out: list[Phase] = []
    for i, stretch in enumerate(stretches):
        before = stretches[i - 1] if i else None
        out.append(_phase(stretch, before, out[-1] if out else None))
    if undated:
        out += _undated(undated)
    return tuple(out)


def _without_strays(some: Sequence[Placed]) -> list[Placed]:
    """
    The same, but what is dated half a lifetime away from all others is not placed: such a date is hardly one
    of the tie (the day of an edition, a slip). Where few are dated, none can be called a stray.
    """
    days = sorted(p.day for p in some if p.day is not None and not p.by_order)
    if len(days) < SEVERAL:
        return list(some)
    gaps = [float("inf"), *(b - a for a, b in pairwise(days)), float("inf")]
    strays = {d for i, d in enumerate(days) if min(gaps[i], gaps[i + 1]) > STRAY * YEAR}
    return [replace(p, day=None, stray=True) if p.day in strays and not p.by_order else p for p in some]


def _cut(dated: Sequence[Placed]) -> list[list[Placed]]:
    """The places cut into stretches at the changes of sign and strength."""
    if not dated:
        return []
    bins = _bins(dated)
    telling = [p.weight for p in dated if p.evidence.claim.sign != "0"] or [p.weight for p in dated]
    usual = sum(telling) / len(telling)
    borders = best_cut(
        [sum(p.weight * value(p.evidence.claim) for p in b) / sum(p.weight for p in b) for b in bins],
        [sum(p.weight for p in b) / usual for b in bins],  # what is unsure throughout is cut like the sure
        weights().phase["penalty"],
        int(weights().phase["most"]),
    )
    return [[p for b in bins[start:end] for p in b] for start, end in borders]


def _bins(dated: Sequence[Placed]) -> list[list[Placed]]:
    """Places of one day together; more, where there are too many days."""
    days: dict[float, list[Placed]] = defaultdict(list)
    for p in dated:
        days[p.day or 0.0].append(p)
    bins = [days[d] for d in sorted(days)]
    size = -(-len(bins) // BINS)
    return [[p for b in bins[i : i + size] for p in b] for i in range(0, len(bins), size)]


def best_cut(
    values: Sequence[float], masses: Sequence[float], penalty: float, most: int
) -> list[tuple[int, int]]:
    """
    Cut `values` (weighted by `masses`) into at most `most` stretches `[start, end)` of least cost.

    Cost: weighted squared distance to each stretch's mean, plus `penalty` for each stretch.

    >>> best_cut([0.9, 0.8, -0.9, -1.0], [1, 1, 1, 1], 0.3, 5)
    [(0, 2), (2, 4)]
    """
    n = len(values)
    mass = [0.0, *accumulate(masses)]
    first = [0.0, *accumulate(v * m for v, m in zip(values, masses, strict=True))]
    second = [0.0, *accumulate(v * v * m for v, m in zip(values, masses, strict=True))]

    def cost(i: int, j: int) -> float:
        m = mass[j] - mass[i]
        return max(0.0, second[j] - second[i] - (first[j] - first[i]) ** 2 / m) if m > 0 else 0.0

    best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(float("inf"), 0)] * n]
    for k in range(1, min(most, n) + 1):
        row = [(float("inf"), 0)]
        for j in range(1, n + 1):
            row.append(min((best[k - 1][i][0] + cost(i, j) + penalty, i) for i in range(j)))
        best.append(row)
    k = min(range(1, len(best)), key=lambda c: (round(best[c][n][0], 9), c))
    borders, j = [], n
    while k:
        i = best[k][j][1]
        borders.append((i, j))
        k, j = k - 1, i
    return borders[::-1]


def _supported(stretches: list[list[Placed]]) -> list[list[Placed]]:
    """
    The same without thin ones: a few claims among many, none of them dated by the source to a year or two,
    are no stretch of their own, but part of the neighbour they are nearer to.
    """
    out, many = list(stretches), sum(map(len, stretches))
    while len(out) > 1:
        thin = next((i for i, s in enumerate(out) if _thin(s, many)), None)
        if thin is None:
            break
        near = [i for i in (thin - 1, thin + 1) if 0 <= i < len(out)]
        best = min(near, key=lambda i: (abs(mean(out[i]) - mean(out[thin])), i))
        first, second = sorted((thin, best))
        out[first : second + 1] = [[*out[first], *out[second]]]
    return out


def _thin(stretch: Sequence[Placed], many: int) -> bool:
    few = len(stretch) <= THIN * many
    return few and not any(p.basis == "stated" for p in stretch)


def _joined(stretches: list[list[Placed]]) -> list[list[Placed]]:
    """Neighbouring stretches of one label made one."""
    out: list[list[Placed]] = []
    for s in stretches:
        if out and named(out[-1]) == named(s):
            out[-1] = [*out[-1], *s]
        else:
            out.append(s)
    return out


def mean(stretch: Sequence[Placed]) -> float:
    """The weighted mean of a stretch's values, between -1 and 1; 0 without any weight."""
    mass = sum(p.weight for p in stretch)
    return sum(p.weight * value(p.evidence.claim) for p in stretch) / mass if mass else 0.0


def label(middle: float) -> str:
    """
    The label of a stretch by its mean (see `[phase] labels` in `weights.toml`).

    >>> label(0.9), label(0.0), label(-0.7)
    ('close', 'neutral', 'opposed')
    """
    return next((name for bound, name in weights().labels if middle >= bound), "hostile")


def named(stretch: Sequence[Placed]) -> str:
    """The label of a stretch: by its mean, but what is for and against at once is strained, not neutral."""
    middle = mean(stretch)
    sides = [p.weight * value(p.evidence.claim) for p in stretch]
    good, bad = sum(s for s in sides if s > 0), -sum(s for s in sides if s < 0)
    mixed = min(good, bad) > MIXED * (good + bad) > 0
    return "strained" if mixed and abs(middle) < 0.45 else label(middle)


def sign_of(middle: float) -> str:
    """`+`, `-`, or `0` where it is near nothing."""
    return "+" if middle > 0.12 else "-" if middle < -0.12 else "0"


def _sign(middle: float, name: str) -> str:
    """The sign of a stretch: what is strained is for nobody, though more may be told for than against."""
    return "0" if name == "strained" and middle > 0 else sign_of(middle)


def _phase(stretch: Sequence[Placed], before: Sequence[Placed] | None, last: Phase | None) -> Phase:
    middle = mean(stretch)
    name = named(stretch)
    breaking = [p for p in stretch if p.evidence.claim.relation in ("rivals", "harms")]
    if last and last.sign == "+" and name in ("opposed", "hostile") and _share(breaking, stretch) > 0.6:
        name = "broken"
    turning = _turning(stretch, last) if last else ()
    return Phase(
        edtf=_reach(stretch),
        sign=_sign(middle, name),
        label=name,
        claims=tuple(p.evidence.id for p in _strongest(stretch)),
        why=_why(stretch, middle),
        turning=turning,
        gap=_gap(before, stretch),
    )


def _share(some: Sequence[Placed], of: Sequence[Placed]) -> float:
    mass = sum(p.weight for p in of)
    return sum(p.weight for p in some) / mass if mass else 0.0


def _strongest(stretch: Sequence[Placed]) -> list[Placed]:
    return sorted(
        stretch, key=lambda p: (-p.weight * (0.3 + abs(value(p.evidence.claim))), p.day or 0.0, p.evidence.id)
    )


def _turning(stretch: Sequence[Placed], last: Phase) -> tuple[str, ...]:
    """The claims that start a phase: the earliest third of those that speak its language, strongest first."""
    middle = mean(stretch)
    same = [p for p in stretch if value(p.evidence.claim) * middle > 0 and not p.by_order]
    early = same[: max(1, len(same) // 3)]
    return tuple(p.evidence.id for p in _strongest(early)[:3])


def _reach(stretch: Sequence[Placed]) -> str | None:
    """
    From the first to the last date of a stretch: the sources' own words where they say it, else bounds. What
    only the order of the text places further out tells about when it began or ended.
    """
    stated = [p.when for p in stretch if p.when and not p.by_order]
    if not stated:
        days = [p.day for p in stretch if p.day is not None]
        return _about(min(days), max(days)) if days else None
    sure = [w for w in stated if w.stated and w.width <= NARROW] or [w for w in stated if w.stated] or stated
    low = min(sure, key=lambda w: (w.middle if w.first is None else w.first, w.width))
    high = max(sure, key=lambda w: (w.middle if w.last is None else w.last, -w.width))
    start, end = _end(low, 0), _end(high, -1)
    loose = [civil(round(p.day))[0] for p in stretch if p.by_order and p.day is not None]
    first, last = (civil(d)[0] if d is not None else None for d in (low.first, high.last))
    before = [y for y in loose if first is not None and first - LOOSE <= y < first - 1]
    behind = [y for y in loose if last is not None and last + 1 < y <= last + LOOSE]
    start = f"{year_text(min(before))}~" if before else start
    end = f"{year_text(max(behind))}~" if behind else end
    return start if start == end else f"{start}/{end}"


def _about(first: float, last: float) -> str:
    """Two days that the order of the text gives, as years that are about right: no more is known."""
    years = [year_text(civil(round(day))[0]) + "~" for day in (first, last)]
    return years[0] if years[0] == years[1] else "/".join(years)


def _end(time: When, which: int) -> str:
    """One end of a time as it is written; the other where this one is open."""
    ends = time.edtf.split("/")
    return ends[which] if ends[which] not in ("", "..") else ends[-1 - which]


def _gap(before: Sequence[Placed] | None, stretch: Sequence[Placed]) -> str | None:
    """The silence before a stretch, where it is longer than the table allows."""
    ends = [p.when.last for p in before or () if p.when and p.when.last is not None]
    starts = [p.when.first for p in stretch if p.when and p.when.first is not None]
    if not ends or not starts or min(starts) - max(ends) < weights().phase["gap_years"] * YEAR:
        return None
    return str(between(max(ends) + 1, min(starts) - 1))


def _why(stretch: Sequence[Placed], middle: float) -> str:
    """What speaks for the phase: how many claims, of which relations, and how they were placed."""
    counts: dict[str, int] = defaultdict(int)
    for p in stretch:
        counts[
            f"{'denied ' if p.evidence.claim.modality == 'denied' else ''}{p.evidence.claim.relation}"
        ] += 1
    kinds = [f"{n} {name}" for name, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))]
    why = f"{list_words(kinds[:4])}; weighted mean {middle:+.2f}"
    if named(stretch) == "strained" and middle > -0.12:
        why += ", both for and against"
    by_order = sum(p.by_order for p in stretch)
    if by_order:
        why += f"; {by_order} of {len(stretch)} placed by the order of the text only"
    strays = [p.when.edtf for p in stretch if p.stray and p.when]
    if strays:
        why += f"; the dates {list_words(strays[:3])} stand too far from all others to place anything"
    inferred = sum(1 for p in stretch if p.when and not p.when.stated and not p.by_order and not p.stray)
    if inferred:
        why += f"; {inferred} dated by inference"
    return why


def _undated(undated: Sequence[Placed]) -> list[Phase]:
    """Phases of what has no date: cut by the order of the text where one text tells it all, else one."""
    if len({p.evidence.claim.doc for p in undated}) > 1:
        return [_undated_phase(undated, "no date, and no order of the text that gives one")]
    by_text = [replace(p, day=float(p.evidence.claim.start), by_order=False) for p in undated]
    stretches = _joined(_cut(sorted(by_text, key=lambda p: (p.day or 0.0, p.evidence.id))))
    if len(stretches) == 1:
        return [_undated_phase(stretches[0], "no date")]
    return [
        _undated_phase(
            s, f"no date; in the order of the text the {_ordinal(n)} of {len(stretches)} stretches"
        )
        for n, s in enumerate(stretches, 1)
    ]


def _ordinal(n: int) -> str:
    return {1: "1st", 2: "2nd", 3: "3rd"}.get(n, f"{n}th")


def _undated_phase(stretch: Sequence[Placed], start: str) -> Phase:
    middle = mean(stretch)
    informative = any(value(p.evidence.claim) for p in stretch)
    told = [w for w in _why(stretch, middle).split("; ") if "placed by the order" not in w]
    name = named(stretch) if informative else "unknown"
    ids = tuple(p.evidence.id for p in _strongest(stretch))
    return Phase(_limits(stretch), _sign(middle, name), name, ids, "; ".join([start, *told]))


def _limits(stretch: Sequence[Placed]) -> str | None:
    """The interval within which all of a stretch must lie, where every claim has such a limit."""
    firsts = [p.when.first if p.when and not p.stray else None for p in stretch]
    lasts = [p.when.last if p.when and not p.stray else None for p in stretch]
    low = min(f for f in firsts if f is not None) if all(f is not None for f in firsts) else None
    high = max(x for x in lasts if x is not None) if all(x is not None for x in lasts) else None
    return None if low is None and high is None else str(between(low, high))
