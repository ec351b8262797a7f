"""The phases and claims of a dossier along time, drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from visavis.answer.words import claim_words, date_words, shortened
from visavis.case.when import When, parsed, when
from visavis.model.calendar import civil
from visavis.model.dossier import Dossier, Evidence, Phase

WIDTH, MARGIN, BAR, LANE = 900, 30, 34, 22
YEAR = 365.2425
MOST = 120  # claims drawn; the strongest
ROW = {"+": 0, "0": 1, "-": 2}
CLASS = {"+": "p", "-": "m", "0": "z"}


def timeline(d: Dossier) -> str:
    """
    Phases as bars over the claims as marks: for above, against below. Empty where nothing has a date.

    Every mark carries its words as a title; the same stands in the page as text.
    """
    dated = [(e, w) for e in d.claims if e.direct and (w := when(e.claim)) and w.closed][:MOST]
    spans = [(p, s) for p in d.phases if (s := _span(p))]
    days = [float(x) for _, s in spans for x in s] + [
        float(x) for _, w in dated for x in (w.first, w.last) if x is not None
    ]
    if not days:
        return ""
    low, high = min(days), max(days)
    scale = _Scale(low, max(high, low + YEAR))
    height = BAR + 4 * LANE + 20
    parts = [
        *(_bar(p, s, scale) for p, s in spans),
        *(_mark(e, w, scale) for e, w in dated),
        *_axis(scale, height),
    ]
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="phases and claims along time">'
        f"{''.join(parts)}</svg>"
    )


class _Scale:
    """From days to places across the picture."""

    def __init__(self, low: float, high: float) -> None:
        pad = (high - low) * 0.03
        self.low, self.high = low - pad, high + pad

    def __call__(self, day: float) -> float:
        share = (day - self.low) / (self.high - self.low)
        return round(MARGIN + min(max(share, 0.0), 1.0) * (WIDTH - 2 * MARGIN), 1)


def _span(p: Phase) -> tuple[int, int] | None:
    date = parsed(p.edtf) if p.edtf else None
    if date is None or (date.earliest is None and date.latest is None):
        return None
    first = date.earliest if date.earliest is not None else date.latest
    last = date.latest if date.latest is not None else date.earliest
    return (first, last) if first is not None and last is not None else None


def _bar(p: Phase, span: tuple[int, int], scale: _Scale) -> str:
    x, width = scale(span[0]), max(3.0, scale(span[1]) - scale(span[0]))
    words = escape(f"{p.label}, {date_words(p.edtf)}" if p.edtf else p.label)
    return (
        f'<g><title>{words}</title><rect class="bar {CLASS[p.sign]}" x="{x}" y="4" width="{width:.1f}" '
        f'height="{BAR}" rx="4"/><text x="{x + 4}" y="{BAR - 8}">{escape(p.label)}</text></g>'
    )


def _mark(e: Evidence, w: When, scale: _Scale) -> str:
    x, end = scale(w.first or 0), scale(w.last or 0)
    y = BAR + 16 + ROW[e.claim.sign] * LANE
    words = escape(f"{claim_words(e.claim)} ({w.edtf}): “{shortened(e.claim.quote, 100)}”")
    dash = "" if w.stated else ' stroke-dasharray="3 3"'
    return (
        f'<g class="{CLASS[e.claim.sign]}"><title>{words}</title><line x1="{x}" x2="{end}" y1="{y}" y2="{y}" '
        f'stroke-width="2"{dash}/><circle cx="{(x + end) / 2:.1f}" cy="{y}" r="{2 + 4 * e.weight:.1f}"/></g>'
    )


def _axis(scale: _Scale, height: int) -> Iterator[str]:
    first, last = civil(round(scale.low))[0], civil(round(scale.high))[0]
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if (last - first) / s <= 12), 1000)
    for sign, row in ROW.items():
        y = BAR + 16 + row * LANE
        yield f'<line class="axis" x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{y}" y2="{y}"/>'
        yield f'<text x="6" y="{y + 4}">{sign}</text>'
    for year in range(first - first % step, last + 1, step):
        date = parsed(f"{year:04d}" if year >= 0 else f"-{-year:04d}")
        if date and date.earliest is not None and scale.low <= date.earliest <= scale.high:
            x = scale(date.earliest)
            yield f'<line class="axis" x1="{x}" x2="{x}" y1="{BAR + 6}" y2="{height - 18}"/>'
            name = str(year) if year > 0 else f"{1 - year} BC"
            yield f'<text x="{x}" y="{height - 4}" text-anchor="middle">{name}</text>'
