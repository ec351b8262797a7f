"""The signed network as a report: how balanced, which factions, who brokers, how it turned over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.answer.words import claim_words, date_words, list_words, named
from visavis.faces.report import Line, Report, Section, section
from visavis.faces.show import made_of
from visavis.faces.wheel import wheel
from visavis.model.signed import Balance, Broker, Faction, SignedNetwork, Triad, Turn

SHOWN = 12  # names of a faction
METHOD = (
    "Ties for and against are summed for each pair; who leans neither way is left out of balance and "
    "factions. A triad is balanced where friends of friends are friends and enemies of enemies are friends."
)


def network_report(found: SignedNetwork, limit: int = 15) -> Report:
    """The network in words, at most `limit` lines a section, with a picture of the weightiest actors."""
    sections = [
        *_factions(found, limit),
        *_over_time(found),
        *_turns(found, limit),
        *_tense(found, limit),
        *_brokers(found, limit),
        *_weightiest(found, limit),
        *([Section("Open", tuple(Line(o.what, o.why) for o in found.open))] if found.open else []),
    ]
    picture, caption = wheel(found)
    return Report(
        title="The signed network" + _window(found),
        opening=(_opening(found), *([METHOD] if found.ties else [])),
        sections=tuple(sections),
        claims=found.by_id(),
        made=tuple(made_of(found.made_with)),
        picture=picture,
        caption=caption,
    )


def _window(found: SignedNetwork) -> str:
    given = found.made_with.get("options", {})
    since, until = given.get("since"), given.get("until")
    words = [date_words(given["at"])] if given.get("at") else []
    if since and until:
        words.append(f"from {_point(since)} to {_point(until)}")
    else:
        words += [f"since {_point(since)}"] if since else [f"until {_point(until)}"] if until else []
    return f" {', '.join(words)}" if words else ""


def _point(edtf: str) -> str:
    """A date in words without its preposition."""
    words = date_words(edtf)
    first, _, rest = words.partition(" ")
    return rest if first in ("in", "on", "from") else words


def _opening(found: SignedNetwork) -> str:
    if not found.ties:
        docs = ", ".join(s["name"] for s in found.made_with.get("sources", [])) or "no source"
        return f"The sources tie nobody to anybody{_window(found)}. Searched: {docs}."
    plus, minus = (sum(t.sign == sign for t in found.ties) for sign in "+-")
    return (
        f"{len(found.actors)} persons and groups, {plus} pairs told to be for one another, {minus} against, "
        f"{len(found.ties) - plus - minus} only in touch or by rank. {balance_words(found.balance)}"
    )


def balance_words(b: Balance) -> str:
    """
    A balance in a sentence.

    >>> balance_words(Balance(6, {"+--": 3, "---": 1}, 1, 1))
    '3 of 4 triads are balanced (75 %); 1 of 6 pairs stands against any division into two camps.'
    """
    triads = b.balanced + b.unbalanced
    told = (
        f"{b.balanced} of {triads} triads are balanced ({100 * b.balanced / triads:.0f} %)"
        if triads
        else "no three are all tied by signs"
    )
    if not b.frustration:
        return f"{told}; the signs allow two camps without exception."
    stands = "stands" if b.frustration == 1 else "stand"
    how = "" if b.exact else f" (the best division found; at least {b.least})"
    return f"{told}; {b.frustration} of {b.ties} pairs {stands} against any division into two camps{how}."


def _factions(found: SignedNetwork, limit: int) -> Iterator[Section]:
    if found.factions:
        yield section("Factions", [_faction(f, found) for f in found.factions], limit)


def _faction(f: Faction, found: SignedNetwork) -> Line:
    rest = f" and {len(f.members) - SHOWN} more" if len(f.members) > SHOWN else ""
    ids = [i for name in f.members[1:4] for i in found.between(f.members[0], name)[:1]]
    return Line(
        f"{f.number}", list_words([named(n) for n in f.members[:SHOWN]]) + rest, _stands(f), tuple(ids)
    )


def _stands(f: Faction) -> str:
    """How a faction stands inside and to the others it has most to do with."""
    near = sorted(f.outside.items(), key=lambda kv: (-sum(kv[1]), kv[0]))[:4]
    others = [f"{plus} for and {minus} against {n}" for n, (plus, minus) in near]
    inside = f"inside {f.inside[0]} for, {f.inside[1]} against"
    return "; ".join([inside, *others])


def _over_time(found: SignedNetwork) -> Iterator[Section]:
    if len(found.slices) < 2:
        return
    lines = []
    for s in found.slices:
        sides = "; ".join(list_words([named(n) for n in side]) for side in s.sides[:3])
        counts = f"pairs: {s.plus} for, {s.minus} against; {_short(s.balance)}"
        lines.append(Line(date_words(s.edtf), sides, counts))
    yield Section("Over time", tuple(lines))


def _short(b: Balance) -> str:
    triads = b.balanced + b.unbalanced
    told = f"triads: {b.balanced} of {triads} balanced" if triads else "no triads"
    most = "" if b.exact else "at most "
    return f"{told}; {most}{b.frustration} against two camps" if b.frustration else told


def _turns(found: SignedNetwork, limit: int) -> Iterator[Section]:
    if found.turns:
        yield section("Pairs that turned", [_turn(t) for t in found.turns], limit)


def _turn(t: Turn) -> Line:
    words = {"+": "for", "-": "against"}
    text = f"{words[t.was]} one another {date_words(t.first)}, {words[t.now]} {date_words(t.then)}"
    return Line(f"{named(t.a)} and {named(t.b)}", text, "", t.claims, t.now)


def _tense(found: SignedNetwork, limit: int) -> Iterator[Section]:
    if found.tense:
        yield section("Triads out of balance", [_triad(t, found) for t in found.tense], limit)


def _triad(t: Triad, found: SignedNetwork) -> Line:
    a, b, c = t.names
    pairs = ((a, b), (a, c), (b, c))
    signs = ", ".join(f"{named(x)} {s} {named(y)}" for (x, y), s in zip(pairs, t.signs, strict=True))
    ids = tuple(i for (x, y), s in zip(pairs, t.signs, strict=True) for i in _claim(found, x, y, s))
    return Line(list_words([named(n) for n in t.names]), signs, "", ids)


def _claim(found: SignedNetwork, a: str, b: str, sign: str) -> tuple[str, ...]:
    return next((t.claims[:1] for t in found.ties if {t.a, t.b} == {a, b} and t.sign == sign), ())


def _brokers(found: SignedNetwork, limit: int) -> Iterator[Section]:
    if found.brokers:
        yield section("Brokers between factions", [_broker(b, found) for b in found.brokers], limit)


def _broker(b: Broker, found: SignedNetwork) -> Line:
    own = next((a.faction for a in found.actors if a.name == b.name), None)
    home = f"of faction {own}, " if own else ""
    ends = ", ".join(map(str, b.factions))
    text = f"{home}with ties for members of {ends}"
    return Line(named(b.name), text, f"betweenness {b.betweenness:.3f}", b.claims)


def _weightiest(found: SignedNetwork, limit: int) -> Iterator[Section]:
    """The pairs that the sources say most of."""
    by_id = found.by_id()
    signed = [t for t in found.ties if t.sign != "0"]
    if signed:
        lines = [
            Line(
                f"{named(t.a)} and {named(t.b)}",
                _told(t.claims, by_id),
                f"weight {t.weight:.2f}",
                t.claims,
                t.sign,
            )
            for t in signed[:limit]
        ]
        yield section("The weightiest ties", lines, limit)


def _told(ids: Sequence[str], by_id: dict) -> str:  # type: ignore[type-arg]
    more = f", and {len(ids) - 1} more" if len(ids) > 1 else ""
    return claim_words(by_id[ids[0]].claim) + more
