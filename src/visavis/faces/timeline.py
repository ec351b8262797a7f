"""The phases and claims of a dossier along time, drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from visavis.answer.words import claim_words, date_words, shortened
from visavis.case.when import When, parsed, when
from visavis.model.calendar import civil
from visavis.model.dossier import Dossier, Evidence, Phase
from visavis.model.edtf import year_text

WIDTH, MARGIN, BAR, LANE, GAP = 900, 64, 26, 16, 8
YEAR = 365.2425
MOST = 120  # claims drawn; the strongest
LANES = 6  # rows of marks for one sign; what finds no room shares the last
ROWS = (("+", "for"), ("0", "neither"), ("-", "against"))
CLASS = {"+": "p", "-": "m", "0": "z"}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A claim with where it is drawn: from `x` to `end`, in a lane of its sign."""

    evidence: Evidence
    when: When
    x: float
    end: float
    lane: int


def timeline(d: Dossier, number: Mapping[str, int] | None = None) -> str:
    """
    Phases as bars over the claims as marks: for above, against below. Empty where nothing has a date.

    A mark spans all the days that the claim may mean, dashed where they are inferred; its number (out of
    `number`, by id) is that of the claim in the page and leads there. Marks give way to one another.
    """
    dated = [(e, w) for e in d.claims if e.direct and not e.both and (w := when(e.claim)) and w.closed][:MOST]
    spans = [(p, s) for p in d.phases if (s := _span(p))]
    days = [float(x) for _, s in spans for x in s]
    days += [float(x) for _, w in dated for x in (w.first, w.last) if x is not None]
    if not days:
        return ""
    scale = _Scale(min(days), max(*days, min(days) + YEAR))
    bars = list(_stacked(spans, scale))
    marks, tops, height = _laid(dated, scale, 4 + BAR * (1 + max((row for *_, row in bars), default=0)))
    parts = [
        "<title>Phases and claims along time</title>",
        f"<desc>{escape(_told(spans))} The same stands below as text.</desc>",
        *_axis(scale, tops, height),
        *(_bar(p, x, end, row) for p, x, end, row in bars),
        *(_drawn(m, tops, number or {}) for m in marks),
    ]
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img">{"".join(parts)}</svg>'


class _Scale:
    """From days to places across the picture."""

    def __init__(self, low: float, high: float) -> None:
        pad = (high - low) * 0.03
        self.low, self.high = low - pad, high + pad

    def __call__(self, day: float) -> float:
        share = (day - self.low) / (self.high - self.low)
        return round(MARGIN + min(max(share, 0.0), 1.0) * (WIDTH - MARGIN - 20), 1)


def _told(spans: Sequence[tuple[Phase, tuple[int, int]]]) -> str:
    return "; ".join(f"{p.label} {date_words(p.edtf)}" for p, _ in spans if p.edtf) + "." if spans else ""


def _span(p: Phase) -> tuple[int, int] | None:
    date = parsed(p.edtf) if p.edtf else None
    if date is None or (date.earliest is None and date.latest is None):
        return None
    first = date.earliest if date.earliest is not None else date.latest
    last = date.latest if date.latest is not None else date.earliest
    return (first, last) if first is not None and last is not None else None


def _stacked(
    spans: Sequence[tuple[Phase, tuple[int, int]]], scale: _Scale
) -> Iterator[tuple[Phase, float, float, int]]:
    """Each phase from its left to its right end, in a row in which it overlaps none."""
    free: list[float] = []
    for p, (first, last) in spans:
        x, end = scale(first), max(scale(first) + 3, scale(last))
        row = next((n for n, until in enumerate(free) if until <= x), len(free))
        free += [0.0] * (row + 1 - len(free))
        free[row] = end
        yield p, x, end, row


def _laid(
    dated: Sequence[tuple[Evidence, When]], scale: _Scale, top: int
) -> tuple[list[_Mark], dict[str, int], int]:
    """The marks in lanes in which none overlaps another, the top of each sign's lanes, and the height."""
    marks: list[_Mark] = []
    tops: dict[str, int] = {}
    top += 20
    for sign, _ in ROWS:
        free = [float("-inf")]
        own = [(scale(w.first or 0), scale(w.last or 0), e, w) for e, w in dated if e.claim.sign == sign]
        for x, end, e, w in sorted(own, key=lambda m: (m[0], m[1], m[2].id)):
            lane = min(next((n for n, until in enumerate(free) if until < x), len(free)), LANES - 1)
            free += [float("-inf")] * (lane + 1 - len(free))
            free[lane] = max(free[lane], end + 28)
            marks.append(_Mark(e, w, x, end, lane))
        tops[sign] = top
        top += len(free) * LANE + GAP
    return marks, tops, top + 22


def _bar(p: Phase, x: float, end: float, row: int) -> str:
    words = escape(f"{p.label}, {date_words(p.edtf)}" if p.edtf else p.label)
    y, fits = 4 + row * BAR, 7 * len(p.label) + 8 <= end - x
    label = f'<text x="{x + 5}" y="{y + 16}">{escape(p.label)}</text>' if fits else ""
    return (
        f'<g><title>{words}</title><rect class="bar {CLASS[p.sign]}" x="{x}" y="{y}" width="{end - x:.1f}" '
        f'height="{BAR - 4}" rx="4"/>{label}</g>'
    )


def _drawn(m: _Mark, tops: Mapping[str, int], number: Mapping[str, int]) -> str:
    e, x = m.evidence, (m.x + m.end) / 2
    y = tops[e.claim.sign] + m.lane * LANE
    words = escape(f"{claim_words(e.claim)} ({m.when.edtf}): “{shortened(e.claim.quote, 100)}”")
    dash = "" if m.when.stated else ' stroke-dasharray="3 3"'
    size = 2.5 + 3.5 * e.weight
    n = number.get(e.id)
    side = max(m.end, x + size) + 3
    label = f'<text class="note" x="{side:.1f}" y="{y}" dy=".35em">{n}</text>' if n else ""
    mark = (
        f'<g class="{CLASS[e.claim.sign]}"><title>{words}</title>'
        f'<line x1="{m.x}" x2="{m.end}" y1="{y}" y2="{y}" stroke-width="2"{dash}/>'
        f'<circle cx="{x:.1f}" cy="{y}" r="{size:.1f}"/>{label}</g>'
    )
    return f'<a href="#c{n}">{mark}</a>' if n else mark


def _axis(scale: _Scale, tops: Mapping[str, int], height: int) -> Iterator[str]:
    for sign, name in ROWS:
        y = tops[sign] - 12
        yield f'<text x="4" y="{y + 12}" dy=".35em">{name}</text>'
        yield f'<line class="axis" x1="{MARGIN}" x2="{WIDTH - 20}" y1="{y}" y2="{y}"/>'
    first, last = civil(round(scale.low))[0], civil(round(scale.high))[0]
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if (last - first) / s <= 12), 1000)
    for year in range(first - first % step, last + 1, step):
        date = parsed(year_text(year))
        if date and date.earliest is not None and scale.low <= date.earliest <= scale.high:
            x = scale(date.earliest)
            yield f'<line class="axis" x1="{x}" x2="{x}" y1="{tops["+"] - 12}" y2="{height - 18}"/>'
            name = str(year) if year > 0 else f"{1 - year} BC"
            yield f'<text x="{x}" y="{height - 4}" text-anchor="middle">{name}</text>'
