"""
The relationship as a sequence of dated stretches, out of weighed and uncertainly dated claims.

Every claim has a place on the axis of time (see `phases_placed`). The signed weights along the axis are cut
into stretches by exact dynamic programming: the cut that minimises the weighted squared distance to the
stretches' means plus a cost for each stretch (optimal partitioning, Jackson et al. 2005). A stretch that
neither a stated date nor two places of its side uphold is then taken back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from visavis.answer.phases_placed import NARROW, YEAR, Placed, placed, without_strays
from visavis.answer.weigh import value
from visavis.answer.words import list_words
from visavis.case.when import When
from visavis.model.calendar import civil
from visavis.model.dossier import Evidence, Phase
from visavis.model.edtf import between, year_text
from visavis.model.weights import weights

MIXED = 0.25  # share of the lesser side from which a stretch is mixed
EVEN = 0.2  # what leans no further than this to one side may be strained
LOOSE = 10  # years by which what only the order of the text places may lengthen a stretch
FLAT = 0.12  # a mean nearer to nothing than this has no side
PLACE = 1000  # characters of a source that count as one place
TWO = 2.0  # places that uphold a stretch without a stated date ...
ORDERED = 0.25  # ... as such a place counts what only the order of the text places
CELLS = 60  # parts of the course; what lies in one of them is not told apart in time


def phases(pair: Sequence[Evidence], everything: Iterable[Evidence] = ()) -> tuple[Phase, ...]:
    """
    Phases of the pair's direct evidence, in order of time; what no date or order places comes last.
    """
    all_placed = without_strays(placed(pair, everything))
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
    """Places of one time together, in order: no phase is shorter than a small part of the whole course."""
    days = [p.day or 0.0 for p in dated]
    size = max(1.0, (max(days) - min(days)) / CELLS)
    cells: dict[int, list[Placed]] = defaultdict(list)
    for p, day in zip(dated, days, strict=True):
        cells[int((day - min(days)) / size)].append(p)
    return [cells[n] for n in sorted(cells)]


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
    The same without thin ones: what no date of the source upholds, nor two places that speak for its side, is
    no stretch of its own, but part of the neighbour that it is nearer to, where it counts little; of both,
    where it alone parts two of one sign.
    """
    out = list(stretches)
    while len(out) > 1:
        thin = [i for i, s in enumerate(out) if not _upheld(s)]
        if not thin:
            break
        least = min(thin, key=lambda i: (sum(p.weight for p in out[i]), i))
        near = [i for i in (least - 1, least + 1) if 0 <= i < len(out)]
        if len({sign_of(mean(out[i])) for i in near}) > 1:
            near = [min(near, key=lambda i: (abs(mean(out[i]) - mean(out[least])), i))]
        out[least] = [replace(p, doubted=True) for p in out[least]]
        first, last = min(*near, least), max(*near, least)
        out[first : last + 1] = [[p for s in out[first : last + 1] for p in s]]
    return out


def _upheld(stretch: Sequence[Placed]) -> bool:
    """
    Whether a source dates a claim of the stretch's side to a year or two, or at least two places assert it:
    what only the order of the text places counts little.
    """
    middle = mean(stretch)
    if abs(middle) < FLAT:
        return True
    telling = [p for p in stretch if p.evidence.claim.sign != "0" and not p.far]
    side = [p for p in telling if value(p.evidence.claim) * middle > 0]
    places: dict[tuple[str, int], float] = defaultdict(float)
    for p in side:
        spot = p.evidence.claim.doc, p.evidence.claim.start // PLACE
        if p.evidence.claim.modality == "asserted":
            places[spot] = max(places[spot], ORDERED if p.by_order else 1.0)
    return sum(places.values()) >= TWO or any(p.basis == "stated" for p in side)


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
    return "strained" if mixed and -EVEN < middle < EVEN else label(middle)


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
    stretch = _of_its_side(stretch)
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
    loose += [
        y for w in stated if w.stated and w.width > NARROW and w.closed for y in _outside(w, first, last)
    ]
    before = [y for y in loose if first is not None and first - LOOSE <= y < first - 1]
    behind = [y for y in loose if last is not None and last + 1 < y <= last + LOOSE]
    start = f"{year_text(min(before))}~" if before else start
    end = f"{year_text(max(behind))}~" if behind else end
    return start if start == end else f"{start}/{end}"


def _outside(wide: When, first: int | None, last: int | None) -> list[int]:
    """The nearer year of a wide time that lies wholly before the year `first` or behind the year `last`."""
    ends = [civil(d)[0] for d in (wide.first, wide.last) if d is not None]
    if first is not None and ends[-1] < first:
        return ends[-1:]
    return ends[:1] if last is not None and ends[0] > last else []


def _of_its_side(stretch: Sequence[Placed]) -> Sequence[Placed]:
    """What speaks for a stretch's side or for none; all of it where that is nothing, or it has no side."""
    middle = mean(stretch)
    side = [p for p in stretch if p.evidence.claim.sign == "0" or value(p.evidence.claim) * middle > 0]
    return stretch if abs(middle) < FLAT or all(p.by_order for p in side) else side


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
