"""`visavis explain`: what a frame of the lexicon is, and why a claim stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from visavis.answer.words import chain_words, claim_words, time_words
from visavis.model.claim import ENCODER, SIGN, SYMMETRIC, Claim
from visavis.model.errors import QueryError
from visavis.model.layers import Reading
from visavis.model.lexicon import Frame, lexicon
from visavis.model.weights import weights

REACH = 300  # characters looked through on each side for the sentence around a claim
ID = re.compile(r"[0-9a-f]{6,16}$")


def looks_like_id(what: str) -> bool:
    """
    Whether `what` may be a claim's id or the beginning of one.

    >>> looks_like_id("2c377ca2052096e8"), looks_like_id("verb:expel")
    (True, False)
    """
    return bool(ID.match(what))


def explain_rule(what: str) -> Iterator[str]:
    """
    Lines about a frame (`verb:fall out with`), every frame of a word (`expel`), a relation (`harms`), or the
    `encoder`.

    Raises QueryError where nothing of that name is known.

    >>> next(explain_rule("verb:expel"))
    'verb:expel shows harms (-), subject → object'
    """
    frames = lexicon().frames
    wanted = bare(what.strip().casefold())
    if wanted in SIGN:
        yield from _relation(wanted, [f for f in frames if f.relation == wanted])
        return
    if wanted == ENCODER:
        yield from _encoder()
        return
    found = [f for f in frames if f.rule.casefold() == wanted] or [f for f in frames if _is_of(f, wanted)]
    if not found:
        names = {f.rule for f in frames} | {f.lemma for f in frames} | {ENCODER, *SIGN}
        near = get_close_matches(wanted, sorted(names), 5, 0.6)
        hint = f" Nearest: {', '.join(near)}." if near else ""
        raise QueryError(f'"{what}": no rule, word or relation of that name.{hint}')
    for f in found:
        yield from _frame(f)


def bare(rule: str) -> str:
    """
    A claim's rule without what was done with it, in brackets behind it.

    >>> bare("verb:meet (answered)")
    'verb:meet'
    """
    return rule.partition(" (")[0]


def _is_of(frame: Frame, wanted: str) -> bool:
    return frame.lemma == wanted or frame.rule.split(":", 1)[1].casefold() == wanted


def _direction(relation: str) -> str:
    return "either order" if relation in SYMMETRIC else "subject → object"


def _frame(f: Frame) -> Iterator[str]:
    yield f"{f.rule} shows {f.relation} ({SIGN[f.relation]}), {_direction(f.relation)}"
    yield f"  pattern  {f.pattern}    (A is the claim's subject, B its object)"
    yield f"  example  {f.example}"
    yield f"  from     src/visavis/model/data/frames/{f.relation}.toml"


def _encoder() -> Iterator[str]:
    yield f"{ENCODER}: no frame shows the tie; a small language model reads it out of the whole sentence"
    yield "  names    are hidden from it: it sees that two people stand there, not who they are"
    yield "  sure     as its confidence says: how often such ties were right in texts that it had not seen"
    yield "  without  --quick leaves it out"


def _relation(relation: str, frames: Sequence[Frame]) -> Iterator[str]:
    table = weights()
    yield f"{relation} ({SIGN[relation]}), {_direction(relation)}"
    yield f"  places the two at {table.value[relation]:+.2f} between against (-1) and for (+1)"
    yield f"  tells {table.tells[relation]:.2f} of how they stood"
    yield f"  shown by {len(frames)} frames, such as {', '.join(f.rule for f in frames[:8])}"


def explain_claim(ident: str, readings: Sequence[Reading]) -> Iterator[str]:
    """
    Lines about the claim whose id begins with `ident`: its sentence with the arguments marked, and its frame.

    Raises QueryError where no claim of the readings, or more than one, has that id.
    """
    found = [(r, c) for r in readings for c in r.claims if c.id.startswith(ident)]
    ids = sorted({c.id for _, c in found})
    if len(ids) > 1:
        raise QueryError(f'"{ident}" begins several ids: {", ".join(ids)}. Give more of it.')
    if not found:
        names = ", ".join(r.source.name for r in readings)
        raise QueryError(f'no claim with the id "{ident}" in {names}. Ids depend on the text: ask again.')
    reading, claim = found[0]
    yield from _claim(reading, claim)


def _claim(reading: Reading, c: Claim) -> Iterator[str]:
    time = time_words(c)
    yield f"{c.id}  {claim_words(c)}" + (f", {time}" if time else "")
    yield f"  who says so  {chain_words(c.voice)}"
    yield f"  sentence     {marked(reading.source.raw, c)}"
    yield f"  where        {c.doc}:{c.start}–{c.end} (code points)"
    yield f"  relation     {c.relation} ({c.sign}), {c.modality}"
    yield f"  time         {c.time or 'none'}; bounds {c.bounds or 'none'}; basis {c.time_basis or 'none'}"
    yield f"  confidence   {c.confidence:.2f}"
    yield f"  rule         {c.rule or 'none'}"
    if c.rule == ENCODER:
        yield from ("  " + line for line in _encoder())
    for f in lexicon().frames:
        if f.rule == bare(c.rule or "") and f.relation == c.relation:
            yield from ("  " + line for line in _frame(f))


def marked(raw: str, c: Claim) -> str:
    """
    The sentence around a claim, its evidence in guillemets, its subject and object in brackets.

    >>> marked("It rains. Ada supported Ben well.", Claim("d", 10, 27, "Ada supported Ben", "Ada", "Ben",
    ...        "supports", subject_span=(10, 13), object_span=(24, 27)))
    '«[Ada|A] supported [Ben|B]» well.'
    """
    start, end = sentence(raw, c.start, c.end)
    marks = [(c.start, 2, "«"), (c.end, 1, "»")]
    for span, name in ((c.subject_span, "A"), (c.object_span, "B")):
        if span and start <= span[0] < span[1] <= end:
            marks += [(span[0], 3, "["), (span[1], 0, f"|{name}]")]
    out, at = [], start
    for place, _, mark in sorted(marks):
        out += [raw[at:place], mark]
        at = place
    return " ".join("".join([*out, raw[at:end]]).split())


def sentence(raw: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence around a span: to the nearest full stop or blank line, at most 300 away."""
    before = [m.end() for m in re.finditer(r"[.?!][”\"’)]*\s+|\n\s*\n", raw[max(0, start - REACH) : start])]
    low = max(0, start - REACH) + before[-1] if before else max(0, start - REACH)
    after = re.search(r"[.?!][”\"’)]*(?=\s|$)|\n\s*\n", raw[end : end + REACH])
    high = end + after.end() if after else min(len(raw), end + REACH)
    return low, end if raw[end - 1 : end] in ".?!" else high
