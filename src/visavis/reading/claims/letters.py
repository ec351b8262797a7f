"""Letters as claims: who signs one to whom has written to him, on the day that stands at its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from visavis.model.layers import DateMention
from visavis.model.lexicon import Lexicon
from visavis.reading.claims import grammar as g
from visavis.reading.claims.cast import Arg, Cast
from visavis.reading.claims.draft import Draft
from visavis.reading.claims.ties import Tie
from visavis.reading.units import Unit

FOOTNOTE = re.compile(r"\[\d+\]|\d{4}")
SIGNED = " (signed)"
SENT = re.compile(r"[\s>*]*(?:From:.{3,80})?(?:Sent|Date)\*?:")  # the head of an electronic letter
DAY = 10  # characters of a day as EDTF
LINE = 90  # characters of a line that gives a letter's place and day


def closes(noun: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether `servant` stands in the formula that closes a letter: `your obedient servant, Ada Brown`."""
    kept = {c.lower_ for c in noun.subtree}
    return bool(kept & words["yours"] and kept & words["closing"])


def signed(found: Iterable[Tie]) -> Iterator[Tie]:
    """The ties of such a formula: no service, but a letter."""
    for tie in found:
        yield replace(tie, relation="meets", rule=f"{tie.rule}{SIGNED}")


def letter_ties(cast: Cast, lexicon: Lexicon, noun: Token) -> Iterator[Tie]:
    """In a letter `your favour of the 5th`, `a letter from you`: who reads it has written to its writer."""
    if cast.writer is None or noun.lemma_.lower() not in lexicon.words["letters"]:
        return
    behind = [t.lower_ for t in noun.doc[noun.i + 1 : noun.i + 3]]
    if behind[:1] == ["to"] and behind[1:] not in (["me"], ["us"]):
        return  # `your letter to him`
    by = [t for t in (*g.children(noun, "poss"), *g.after(noun, "from")) if t.lower_ in ("you", "your")]
    for one in (a for t in by for a in cast.stand_for(t)):
        if one.name != cast.writer:
            yield Tie(
                "meets", "letter:from", noun, one, Arg(cast.writer, "person", noun, cast.unit.span(noun))
            )


def dateline(unit: Unit, dates: Sequence[DateMention]) -> DateMention | None:
    """The date of a unit that is a letter's date line: short, and ending with a day or a month."""
    if dates and SENT.match(unit.text):
        return next((d for d in dates if d.edtf and len(d.edtf) == DAY), None)
    if len(unit.text) > LINE or not dates:
        return None
    last = dates[-1]
    behind = FOOTNOTE.sub("", unit.text[last.end :])
    return last if last.edtf and "-" in last.edtf[1:] and not behind.strip(" ,._)") else None


def dated(drafts: Iterable[Draft], day: DateMention | None) -> list[Draft]:
    """The drafts, those that a signature gives under the date of their letter."""
    return [
        replace(d, time=day.edtf, bounds=day.bounds, time_basis=day.basis)
        if day and d.rule.endswith(SIGNED) and d.time is None
        else d
        for d in drafts
    ]
