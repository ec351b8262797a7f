"""The signed network as rows of plain values: what every export of it writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from visavis.answer.words import shortened
from visavis.model.calendar import civil
from visavis.model.dossier import Evidence
from visavis.model.signed import Days, SignedNetwork, Tie

Row = dict[str, str | float | int]
NODE = ("id", "label", "kind", "weight", "faction", "betweenness")
EDGE = (
    "id", "source", "target", "weight", "sign", "value", "relations", "first", "last", "spells", "claims",
    "quotes", "says", "places",
)  # fmt: skip
BREAK = " | "  # between the values of several claims


def nodes(found: SignedNetwork) -> list[Row]:
    """A row for each actor; `faction` is 0 for who belongs to none."""
    return [
        {"id": a.name, "label": a.name, "kind": a.kind, "weight": a.weight, "faction": a.faction or 0,
         "betweenness": a.betweenness}
        for a in found.actors
    ]  # fmt: skip


def edges(found: SignedNetwork) -> Iterator[Row]:
    """
    A row for each tie: `weight` is positive, `sign` and `value` (1, -1, 0) stand beside it, and every claim
    with its id, quote, sayer and place.
    """
    by_id = found.by_id()
    for n, tie in enumerate(found.ties):
        yield _edge(f"e{n}", tie, by_id)


def _edge(name: str, tie: Tie, by_id: Mapping[str, Evidence]) -> Row:
    said = [by_id[i] for i in tie.claims]
    firsts, lasts = [a for a, _ in tie.spells], [b for _, b in tie.spells]
    return {
        "id": name,
        "source": tie.a,
        "target": tie.b,
        "weight": tie.weight,
        "sign": tie.sign,
        "value": {"+": 1, "-": -1, "0": 0}[tie.sign],
        "relations": ", ".join(tie.relations),
        "first": "" if not firsts or None in firsts else day(min(d for d in firsts if d is not None)),
        "last": "" if not lasts or None in lasts else day(max(d for d in lasts if d is not None)),
        "spells": spells_text(tie.spells),
        "claims": " ".join(tie.claims),
        "quotes": BREAK.join(shortened(e.claim.quote, 300) for e in said),
        "says": BREAK.join(e.says for e in said),
        "places": BREAK.join(e.cite for e in said),
    }


def day(number: int) -> str:
    """
    A day number as an ISO date (astronomical years).

    >>> day(702381)
    '1924-01-21'
    """
    year, month, of_month = civil(number)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{of_month:02d}"


def spells_text(spells: Sequence[Days]) -> str:
    """
    Stretches of days as ISO intervals, open ends `..`.

    >>> spells_text([(702381, None)])
    '1924-01-21/..'
    """
    ends = ((".." if a is None else day(a), ".." if b is None else day(b)) for a, b in spells)
    return ", ".join(f"{a}/{b}" for a, b in ends)
