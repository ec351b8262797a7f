"""What could not be settled or read: said, with the place, never passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from visavis.answer.words import shortened
from visavis.case.memory import Memory
from visavis.case.pages import Pages
from visavis.case.when import parsed
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence, Open, Person
from visavis.model.offsets import Edit
from visavis.model.sentences import sentences
from visavis.model.weights import weights

LOSSES = {
    "lost-year": "a year is lost",
    "lost-word": "words are lost",
    "truncated": "the sentence breaks off",
}
AROUND = 300  # characters around a claim in which its sentence begins and ends
NEAR = 60  # characters from a claim within which a loss may touch it
TWO = 2  # the likeliest candidates of a pronoun: both must be the two asked
MOST = 12  # open ends shown of each kind


def open_ends(
    memory: Memory,
    two: Sequence[Person],
    pair: Sequence[Evidence],
    low: Sequence[Evidence],
    pages: Pages,
    offices: Sequence[Evidence] = (),
) -> tuple[Open, ...]:
    """
    Lost years of the shown claims, their doubted dates and those of the two's `offices`, pronouns that may
    mean the two, claims held back, what was not read.
    """
    return (
        *_first([*_lost_years(pair), *_wounds(memory, pair)], "years or words lost in the source"),
        *_first(list(_hedged(pages, (*pair, *offices))), "dates given with a doubt"),
        *_first(list(_unresolved(memory, two)), "words that may mean one of the two"),
        *_held_back(low),
        *_unread(memory),
    )


def _first(found: Sequence[Open], what: str) -> Iterator[Open]:
    yield from found[:MOST]
    if len(found) > MOST:
        yield Open(f"{len(found) - MOST} more {what}", "only the first are listed")


def yearless(memory: Memory, evidence: Iterable[Evidence]) -> list[Evidence]:
    """The evidence, marked where its words give a month or day without a year, and no year is lost there."""
    edits: dict[str, list[Edit]] = {}

    def missing(c: Claim) -> bool:
        if not (c.time or "").startswith("X"):
            return False
        if c.doc not in edits:
            edits[c.doc] = [w for w in memory.losses(c.doc) if w.kind == "lost-year"]
        return not any(_near(w, c, AROUND) for w in edits[c.doc])

    return [replace(e, yearless=True) if missing(e.claim) else e for e in evidence]


def _near(wound: Edit, claim: Claim, reach: int = NEAR) -> bool:
    return wound.start < claim.end + reach and claim.start - reach < wound.end


def _lost_years(pair: Sequence[Evidence]) -> Iterator[Open]:
    for e in sorted(pair, key=lambda e: (e.claim.doc, e.claim.start)):
        c = e.claim
        date = parsed(c.time) if c.time else None
        if c.time and c.time.startswith("X") and (date is None or date.earliest is None):
            known = (
                f"{e.completed} tells the same event and gives {c.bounds}"
                if e.completed
                else f"the order of events leaves {c.bounds}"
                if c.bounds
                else "nothing in the source bounds it"
            )
            gone = "is not given" if e.yearless else "is lost"
            yield Open(
                f"the year of “{shortened(c.quote, 80)}” {gone} ({c.time})", known, (c.doc, c.start, c.end)
            )


def _hedged(pages: Pages, pair: Sequence[Evidence]) -> Iterator[Open]:
    """Dates of the shown claims that their own source gives with a doubt (`in 1822, if I mistake not`)."""
    for e in sorted(pair, key=lambda e: (e.claim.doc, e.claim.start)):
        c = e.claim
        if c.time and c.time_basis == "stated":
            first = max(0, c.start - AROUND)
            around = pages(c.doc, first, c.end + AROUND)
            start, end = c.start - first, c.end - first
            own = " ".join(around[s:t] for s, t in sentences(around) if s < end and start < t)
            found = re.search(weights().hedging, own)
            if found:
                what = f"the date of “{shortened(c.quote, 80)}” ({c.time}) is given with a doubt"
                yield Open(what, f"“{found[0]}”", (c.doc, c.start, c.end))


def _wounds(memory: Memory, pair: Sequence[Evidence]) -> Iterator[Open]:
    """Years and words lost in the sentences of the shown claims, where no claim has the loss as its time."""
    docs = {e.claim.doc for e in pair}
    edits = {doc: [e for e in memory.losses(doc) if e.kind in LOSSES] for doc in docs}
    seen: set[tuple[str, int]] = set()
    for e in sorted(pair, key=lambda e: (e.claim.doc, e.claim.start)):
        c = e.claim
        for wound in edits.get(c.doc, ()):
            if _near(wound, c) and (c.doc, wound.start) not in seen and not (c.time or "").startswith("X"):
                seen.add((c.doc, wound.start))
                where = f"“{shortened(wound.was, 40) or '…'}”, near “{shortened(c.quote, 60)}”"
                yield Open(f"{LOSSES[wound.kind]} at {where}", wound.why, (c.doc, wound.start, wound.end))


def _unresolved(memory: Memory, two: Sequence[Person]) -> Iterator[Open]:
    """Mentions left open that may mean one of the two: those two before others, where two were asked."""
    for doc, m, around in memory.doubts(two):
        likeliest = set(m.candidates[:TWO])  # that one of two further down may be meant says little
        if len(two) > 1 and not all(likeliest & {n for d, n in p.members if d == doc} for p in two):
            continue
        what = f"“{m.text}” could mean {' or '.join(m.candidates[:4])}"
        yield Open(what, f"several candidates remain: … {around} …", (doc, m.start, m.end))


def _held_back(low: Sequence[Evidence]) -> Iterator[Open]:
    if low:
        ranked = sorted(low, key=lambda e: (-e.claim.confidence, e.id))
        sample = "; ".join(f"{e.cite} “{shortened(e.claim.quote, 50)}”" for e in ranked[:3])
        yield Open(
            f"{len(low)} claim{'s' * (len(low) != 1)} held back as too unsure",
            f"lower --min-confidence to see them: {sample}",
        )


def _unread(memory: Memory) -> Iterator[Open]:
    for s in memory.skipped:
        yield Open(f"not read: {s.doc}", s.why)
    for reading in memory.heads:
        for s in reading.skipped:
            yield Open(f"not read: {s.doc}", s.why, (s.doc, s.start, s.end) if s.end > s.start else None)
