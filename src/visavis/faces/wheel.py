"""The weightiest actors of a signed network on a circle, faction by faction, drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import cos, pi, sin

from visavis.answer.words import named, shortened
from visavis.model.signed import Actor, SignedNetwork, Tie

MOST = 44  # actors drawn
RADIUS, ROOM = 250, 190  # of the circle; space around it for the names
SIDE = 2 * (RADIUS + ROOM)
CLASS = {"+": "p", "-": "m"}


def wheel(found: SignedNetwork) -> tuple[str, str]:
    """
    The picture and its caption; both empty where nobody is tied by a sign.

    Actors stand in order of their factions, names read outwards, so that none overlaps another. Ties for are
    solid, against dashed: the picture can be read without colours.
    """
    drawn = _drawn(found)
    if len(drawn) < 2:
        return "", ""
    at = {a.name: _angle(n, len(drawn)) for n, a in enumerate(drawn)}
    ties = [t for t in found.ties if t.sign in CLASS and t.a in at and t.b in at]
    words = ", ".join(named(a.name) for a in drawn[:6])
    parts = [
        f"<title>The signed network of the {len(drawn)} weightiest</title>",
        f"<desc>{escape(words)} and others; {len(ties)} ties for or against, told as text too.</desc>",
        *(_line(t, at) for t in reversed(ties)),
        *_arcs(drawn),
        *(_name(a, at[a.name]) for a in drawn),
    ]
    caption = (
        f"The {len(drawn)} weightiest of {len(found.actors)}, grouped by faction (its number stands inside). "
        "Solid lines: for one another; dashed: against. The wider a line, the more is told."
    )
    return f'<svg class="wheel" viewBox="0 0 {SIDE} {SIDE}" role="img">{"".join(parts)}</svg>', caption


def _drawn(found: SignedNetwork) -> list[Actor]:
    """The weightiest actors with a signed tie to another of them, by faction."""
    signed = [t for t in found.ties if t.sign in CLASS]
    tied = {n for t in signed for n in (t.a, t.b)}
    picked = [a for a in found.actors if a.name in tied][:MOST]
    names = {a.name for a in picked}
    near = {n for t in signed if {t.a, t.b} <= names for n in (t.a, t.b)}
    kept = [a for a in picked if a.name in near]
    return sorted(kept, key=lambda a: (a.faction or 10**6, -a.weight, a.name))


def _angle(n: int, many: int) -> float:
    return 2 * pi * (n + 0.5) / many - pi / 2


def _point(angle: float, radius: float) -> tuple[float, float]:
    middle = SIDE / 2
    return round(middle + radius * cos(angle), 1), round(middle + radius * sin(angle), 1)


def _line(t: Tie, at: dict[str, float]) -> str:
    (x1, y1), (x2, y2) = _point(at[t.a], RADIUS), _point(at[t.b], RADIUS)
    bend = 0 if t.sign == "+" else 40  # so that ties for and against of one pair lie apart
    (cx, cy), width = _point((at[t.a] + at[t.b]) / 2, bend), min(1 + t.weight**0.5, 6)
    dash = ' stroke-dasharray="6 4"' if t.sign == "-" else ""
    how = "for" if t.sign == "+" else "against"
    title = escape(f"{named(t.a)} and {named(t.b)}: {how} one another, {len(t.claims)} claims")
    return (
        f'<g class="{CLASS[t.sign]}"><title>{title}</title><path d="M{x1} {y1}Q{cx} {cy} {x2} {y2}" '
        f'fill="none" stroke-width="{width:.1f}" stroke-opacity=".55"{dash}/></g>'
    )


def _name(a: Actor, angle: float) -> str:
    (x, y), right = _point(angle, RADIUS + 12), cos(angle) >= 0
    turn = angle * 180 / pi + (0 if right else 180)
    anchor = "start" if right else "end"
    size = min(4 + a.weight**0.5, 9)
    (px, py), words = _point(angle, RADIUS), escape(shortened(named(a.name), 26))
    return (
        f'<circle class="z" cx="{px}" cy="{py}" r="{size:.1f}"/>'
        f'<text x="{x}" y="{y}" dy=".35em" text-anchor="{anchor}" '
        f'transform="rotate({turn:.1f} {x} {y})">{words}</text>'
    )


def _arcs(drawn: Sequence[Actor]) -> Iterator[str]:
    """An arc inside the circle for each faction of two or more, with its number."""
    at = 0
    while at < len(drawn):
        end = at
        while end < len(drawn) and drawn[end].faction == drawn[at].faction:
            end += 1
        if drawn[at].faction and end - at > 1:
            yield _arc(_angle(at, len(drawn)), _angle(end - 1, len(drawn)), drawn[at].faction or 0)
        at = end


def _arc(first: float, last: float, number: int) -> str:
    inner, long = RADIUS - 16, int(last - first > pi)
    (x1, y1), (x2, y2), (x, y) = (
        _point(first, inner),
        _point(last, inner),
        _point((first + last) / 2, inner - 16),
    )
    return (
        f'<path class="arc" fill="none" d="M{x1} {y1}A{inner} {inner} 0 {long} 1 {x2} {y2}"/>'
        f'<text class="faction" x="{x}" y="{y}" dy=".35em" text-anchor="middle">{number}</text>'
    )
