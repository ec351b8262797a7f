"""The signed network over time: stretches of years, and the pairs whose sign turned between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from visavis.answer.balance import balance, graph_of, triads
from visavis.answer.factions import divided
from visavis.answer.ties import Pair, pair_of, signs
from visavis.case.day import Span, answer, asked, span_of
from visavis.model.calendar import civil
from visavis.model.dossier import Evidence
from visavis.model.edtf import year_text
from visavis.model.signed import Slice, Turn

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
MOST = 12  # slices
YEAR = 365.2425
EDGE = 0.02  # share of the claims at either end of time that set no slice of their own
FEWEST = 3  # ties of a slice that is shown


def slices(evidence: Sequence[Evidence]) -> tuple[tuple[Slice, ...], tuple[Turn, ...]]:
    """Slices of equal years with balance and factions, and the pairs that turned, the weightiest first."""
    dated = [(e, s) for e in evidence if e.claim.sign in "+-" and (s := span_of(e.claim)) and not s.open]
    windows = _windows([s for _, s in dated])
    if not windows:
        return (), ()
    step = (windows[0][1].last - windows[0][1].first) * 1.1
    narrow = [(e, s) for e, s in dated if s.last - s.first <= max(step, YEAR)]
    parts = [(edtf, [e for e, s in narrow if answer(s, window)]) for edtf, window in windows]
    shown = [_slice(edtf, some) for edtf, some in parts]
    return tuple(s for s in shown if s.plus + s.minus >= FEWEST), tuple(_turns(parts))


def _windows(spans: Sequence[Span]) -> list[tuple[str, Span]]:
    """Stretches of years that cover nearly all of the claims' times."""
    middles = sorted((s.first + s.last) / 2 for s in spans)
    if not middles:
        return []
    cut = int(len(middles) * EDGE)
    first, last = (civil(round(m))[0] for m in (middles[cut], middles[-1 - cut]))
    step = next((s for s in STEPS if (last - first) // s < MOST), STEPS[-1])
    starts = range(first - first % step, last + 1, step)[:MOST]
    names = [_years(y, y + step - 1) for y in starts]
    return [(edtf, asked(edtf)) for edtf in names]


def _years(first: int, last: int) -> str:
    return year_text(first) if first == last else f"{year_text(first)}/{year_text(last)}"


def _slice(edtf: str, evidence: Sequence[Evidence]) -> Slice:
    graph = graph_of(signs(evidence))
    plus = sum(s > 0 for _, _, s in graph.edges(data="sign"))
    sides = [g for g in divided(graph) if len(g) > 1]
    return Slice(
        edtf,
        plus,
        graph.number_of_edges() - plus,
        balance(graph, triads(graph)),
        tuple(tuple(g[:4]) for g in sides[:4]),
    )


def _turns(parts: Iterable[tuple[str, Sequence[Evidence]]]) -> list[Turn]:
    """Pairs whose sign changed, at each change, the weightiest first."""
    last: dict[Pair, tuple[str, float, str]] = {}
    found: list[tuple[float, Turn]] = []
    for edtf, evidence in parts:
        by: dict[Pair, list[Evidence]] = defaultdict(list)
        for e in evidence:
            by[pair_of(e)].append(e)
        for pair, lean in signs(evidence).items():
            claim = _strongest(by[pair], "+" if lean > 0 else "-")
            was = last.get(pair)
            if was and (was[1] > 0) != (lean > 0) and was[2] != claim:
                turn = Turn(*pair, _sign(was[1]), _sign(lean), was[0], edtf, (was[2], claim))
                found.append((min(abs(was[1]), abs(lean)), turn))
            last[pair] = (edtf, lean, claim)
    return [t for _, t in sorted(found, key=lambda f: (-f[0], f[1].a, f[1].b, f[1].then))]


def _strongest(some: Sequence[Evidence], sign: str) -> str:
    return min((e for e in some if e.claim.sign == sign), key=lambda e: (-e.weight, e.id)).id


def _sign(lean: float) -> str:
    return "+" if lean > 0 else "-"
