"""The two of a dossier among those who mattered to them, drawn as SVG in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from visavis.answer.words import named, shortened
from visavis.model.dossier import Dossier, Third

WIDTH, ROW, TOP = 900, 26, 64
LEFT, RIGHT, MIDDLE = 300, 600, 450  # where the two stand, and those tied to both between them
EACH = 9  # names in a column
LETTERS = 24  # of a name; its title gives the rest
CLASS = {"+": "p", "-": "m", "0": "z"}
DASH = {"+": "", "-": ' stroke-dasharray="6 4"', "0": ' stroke-dasharray="1 4"'}
WORDS = {"+": "for", "-": "against", "0": "neither for nor against"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A name with where it is written, and the ends of it to which lines go."""

    third: Third
    x: float
    y: float
    anchor: str


def around(d: Dossier) -> str:
    """
    The picture; empty where nobody else is known. Lines: solid for, dashed against, dotted neither.

    Left stand those tied to the first alone, right those to the second alone, between them those tied to
    both; each name has a row of its own, so none hides another.
    """
    places = _places(d)
    if not places:
        return ""
    bottom = max(p.y for p in places) + ROW
    middle = (TOP + bottom - ROW) / 2
    people = ", ".join(named(p.third.name) for p in places)
    told = f"Around {d.a.name}{f' and {d.b.name}' if d.b else ''}: {people}"
    parts = [
        "<title>Who stood around them, for and against</title>",
        f"<desc>{escape(told)}. The same stands below as text.</desc>",
        *(line for p in places for line in _lines(d, p, middle)),
        *(_name(p) for p in places),
        *_two(d, middle),
    ]
    return f'<svg viewBox="0 0 {WIDTH} {bottom:.0f}" role="img">{"".join(parts)}</svg>'


def _places(d: Dossier) -> list[_Place]:
    """Who stands where; with one name asked, its people stand left and right of it by turns."""
    if d.b is None:
        shown = d.people[: 2 * EACH]
        return [*_column(shown[::2], 20, "start"), *_column(shown[1::2], WIDTH - 20, "end")]
    a, b = _tied(d, d.a.name), _tied(d, d.b.name)
    both = [t for t in d.people if t.name in a and t.name in b]
    one = [t for t in d.people if t.name in a and t.name not in b]
    two = [t for t in d.people if t.name in b and t.name not in a]
    return [
        *_column(both[:EACH], MIDDLE, "middle"),
        *_column(one[:EACH], 20, "start"),
        *_column(two[:EACH], WIDTH - 20, "end"),
    ]


def _tied(d: Dossier, name: str) -> set[str]:
    """Everybody whom the dossier's claims tie to `name`."""
    ends = [(e.claim.subject, e.claim.object) for e in d.by_id().values()]
    return {two for pair in ends for one, two in (pair, pair[::-1]) if one == name}


def _column(people: Sequence[Third], x: float, anchor: str) -> list[_Place]:
    return [_Place(t, x, TOP + ROW * n, anchor) for n, t in enumerate(people)]


def _room(name: str) -> float:
    """About how wide a name is written."""
    return 7.2 * len(shortened(named(name), LETTERS)) + 10


def _lines(d: Dossier, p: _Place, middle: float) -> Iterator[str]:
    """The lines from a name to the one or the two."""
    half = _room(p.third.name) / (2 if p.anchor == "middle" else 1)
    near, far = (p.x + half, p.x - half)
    if d.b is None:
        yield _line(p, p.third.to_a, d.a.name, (near if p.anchor == "start" else far, MIDDLE), middle)
    elif p.anchor == "middle":
        yield _line(p, p.third.to_a, d.a.name, (far, LEFT), middle)
        yield _line(p, p.third.to_b, d.b.name, (near, RIGHT), middle)
    elif p.anchor == "start":
        yield _line(p, p.third.to_a, d.a.name, (near, LEFT), middle)
    else:
        yield _line(p, p.third.to_b, d.b.name, (far, RIGHT), middle)


def _line(p: _Place, sign: str, to: str, ends: tuple[float, float], middle: float) -> str:
    title = escape(f"{named(p.third.name)} and {named(to)}: {WORDS[sign]}")
    (x1, x2), half = ends, sum(ends) / 2
    return (
        f'<g class="{CLASS[sign]}"><title>{title}</title><path fill="none" stroke-width="2"{DASH[sign]} '
        f'd="M{x1:.0f} {p.y}C{half:.0f} {p.y} {half:.0f} {middle:.0f} {x2} {middle:.0f}"/></g>'
    )


def _name(p: _Place) -> str:
    words = escape(shortened(named(p.third.name), LETTERS))
    return f'<text x="{p.x:.0f}" y="{p.y}" dy=".35em" text-anchor="{p.anchor}">{words}</text>'


def _two(d: Dossier, middle: float) -> Iterator[str]:
    """The two themselves, in boxes over the lines, and the tie between them along the top."""
    for person, x in ((d.a, LEFT if d.b else MIDDLE), (d.b, RIGHT)):
        if person is None:
            continue
        name = shortened(named(person.name), LETTERS)
        room = max(70.0, 7.6 * len(name) + 16)
        box = f'x="{x - room / 2:.0f}" y="{middle - 15:.0f}" width="{room:.0f}" height="30"'
        yield f'<rect class="box" {box} rx="6"/>'
        at = f'x="{x}" y="{middle:.0f}" dy=".35em" text-anchor="middle"'
        yield f'<text class="two" {at}>{escape(name)}</text>'
    if d.b is not None and (direct := [e for e in d.claims if e.direct and not e.both]):
        plus, minus = (sum(e.claim.sign == s for e in direct) for s in "+-")
        rest = len(direct) - plus - minus
        told = f"told of the two: {plus} for, {minus} against, {rest} neither"
        yield (
            f'<path class="arc" fill="none" d="M{LEFT} {middle - 15:.0f}V24H{RIGHT}V{middle - 15:.0f}"/>'
            f'<text x="{MIDDLE}" y="16" text-anchor="middle">{told}</text>'
        )
