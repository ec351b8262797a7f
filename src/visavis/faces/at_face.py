"""Who stood where at a date, as a report or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from visavis.answer.words import claim_words, date_words, named
from visavis.faces.report import Line, Report, Section, section
from visavis.faces.show import made_of
from visavis.model.standing import CANNOT_TELL, CERTAINLY, HEARD, POSSIBLY, Clash, Holding, Stance, Standing

RULE = (
    "“Certainly”: the source's own words place it there, or tell of it before and after. “Possibly”: its "
    "time touches the date, or it was last heard before with no end told. “Cannot tell”: no date, or too "
    "long ago."
)
GROUPS = (  # title, answer, whether it is only last heard
    ("certainly", CERTAINLY, False),
    ("possibly", POSSIBLY, False),
    ("possibly, last heard before", POSSIBLY, True),
    ("cannot tell", CANNOT_TELL, None),
)


def at_report(found: Standing, limit: int = 30) -> Report:
    """
    The answer as a report, at most `limit` lines under each answer for time (a third of it for what nobody
    can tell).
    """
    sections = [
        *_parts("Who held which office", found.offices, _holding, limit),
        *_parts("Who sat in which body or faction, or led it", found.bodies, _holding, limit),
        *_parts("Who stood with whom, and against whom", found.stances, _stance_of(found), limit),
        *_clashes(found),
        *_open(found),
    ]
    return Report(
        title=f"Who stood where {date_words(found.date)}",
        opening=(_opening(found), RULE),
        sections=tuple(sections),
        claims=found.by_id(),
        made=tuple(made_of(found.made_with)),
    )


def at_json(found: Standing) -> str:
    """The answer as a JSON object: the same parts, the claims in full."""
    line: dict[str, Any] = {"date": found.date}
    for name, lines in (("offices", found.offices), ("bodies", found.bodies), ("stances", found.stances)):
        line[name] = [_fields(one) for one in lines]
    line["contradictions"] = [_fields(c) for c in found.clashes]
    line["claims"] = [e.line() for e in found.claims]
    line["open"] = [{"what": o.what, "why": o.why} for o in found.open]
    line["made_with"] = dict(found.made_with)
    return json.dumps(line, ensure_ascii=False, indent=1) + "\n"


def _fields(one: Holding | Stance | Clash) -> dict[str, Any]:
    return {**asdict(one), "claims": list(one.claims)}


def _opening(found: Standing) -> str:
    if not found.found:
        docs = ", ".join(s["name"] for s in found.made_with.get("sources", [])) or "no source"
        return f"The sources place nothing {date_words(found.date)}. Searched: {docs}."
    parts = [
        (len([x for x in some if x.answer != CANNOT_TELL]), word)
        for some, word in ((found.offices, "office"), (found.bodies, "place in a body"))
    ]
    parts.append((len({(s.a, s.b) for s in found.stances if s.answer != CANNOT_TELL}), "pair"))
    told = ", ".join(f"{n} {_plural(word, n)}" for n, word in parts)
    clash = f"; {len(found.clashes)} contradictions" if found.clashes else ""
    return f"The sources place {told} at that date{clash}."


def _plural(word: str, n: int) -> str:
    return word if n == 1 else word.replace("place", "places") if word.startswith("place") else f"{word}s"


def _parts(title: str, found: Sequence[Any], line: Callable[[Any], Line], limit: int) -> Iterator[Section]:
    if not found:
        return
    yield Section(title, ())
    for name, answer, heard in GROUPS:
        some = [x for x in found if x.answer == answer and heard in (None, x.basis == HEARD)]
        if some:
            most = max(3, limit // 3) if answer == CANNOT_TELL else limit
            yield section(name, [line(x) for x in some], most, 2)


def _holding(h: Holding) -> Line:
    how = "at the head of " if h.leads else ""
    return Line(named(h.who), f"{how}{h.what}", h.why, h.claims)


def _stance_of(found: Standing) -> Callable[[Stance], Line]:
    by_id = found.by_id()

    def line(s: Stance) -> Line:
        sign = s.sign if s.sign in ("+", "-") else "0"
        more = f", and {len(s.claims) - 1} more" if len(s.claims) > 1 else ""
        words = claim_words(by_id[s.claims[0]].claim) + more
        return Line(f"{named(s.a)} and {named(s.b)}", words, s.why, s.claims, sign)

    return line


def _clashes(found: Standing) -> Iterator[Section]:
    if found.clashes:
        yield Section(
            "Contradictions, side by side", tuple(Line(c.what, c.why, "", c.claims) for c in found.clashes)
        )


def _open(found: Standing) -> Iterator[Section]:
    if found.open:
        yield Section("Open", tuple(Line(o.what, o.why) for o in found.open))
