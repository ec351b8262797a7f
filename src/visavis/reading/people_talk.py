"""Who speaks the quotations that nobody is said to speak: the same as before, or the other of two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from visavis.reading.people_quotes import Quote

NEAR = 3  # units within which a conversation goes on
Meant = Callable[[int, Token | None], int | None]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation of a unit with who speaks and who is spoken to, by number; None where open."""

    unit: int
    quote: Quote
    sayer: int | None
    hearer: int | None


Before = Callable[[int, int | None], int | None]


def conversation(
    quotes: Sequence[Sequence[Quote]], meant: Meant, before: Before, announced: Callable[[int], bool]
) -> Iterator[Spoken]:
    """
    Every quotation with its speaker and hearer, in order.

    `meant` says who stands at a token; `before` who is the subject last named in a unit before a token, or
    before its end; `announced` whether the unit before one leads up to a quotation.
    """
    last: list[Spoken] = []  # quotations with a known speaker, newest last
    for unit, some in enumerate(quotes):
        for quote in some:
            known = [s for s in last if unit - s.unit <= NEAR]
            called = meant(unit, quote.called)
            sayer = meant(unit, quote.sayer)
            if sayer is None and quote.sayer is None:
                sayer = unsaid(unit, quote, known, before, announced, lambda n: bool(quotes[n]))
                if sayer is not None and sayer == called:
                    sayer = next((s.sayer for s in reversed(known) if s.sayer != called), None)
            hearer = meant(unit, quote.hearer)
            if hearer is None and called != sayer:
                hearer = called
            if hearer is None and sayer is not None:
                hearer = next((s.sayer for s in reversed(known) if s.sayer != sayer), None)
            spoken = Spoken(unit, quote, sayer, hearer)
            if sayer is not None:
                last = [*known[-8:], spoken]
            yield spoken


def unsaid(
    unit: int,
    quote: Quote,
    known: Sequence[Spoken],
    before: Before,
    announced: Callable[[int], bool],
    quoted: Callable[[int], bool],
) -> int | None:
    """Who speaks a quotation without a verb of saying."""
    if known and known[-1].unit == unit:
        return known[-1].sayer
    if quote.start > 1:
        return before(unit, quote.start)
    if known and known[-1].unit == unit - 1 and not known[-1].quote.closed:
        return known[-1].sayer
    if unit and announced(unit):
        return before(unit - 1, None)
    if known and known[-1].unit == unit - 1:  # a new paragraph that begins with a quotation: the other one
        return known[-1].hearer
    if known and known[-1].unit == unit - 2 and quoted(unit - 1):  # and the next one again: the first
        return known[-1].sayer
    return before(unit - 1, None) if unit and not quoted(unit - 1) else None
