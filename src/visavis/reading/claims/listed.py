"""Numbered lists of persons behind a verb: `The court sentences: 1) Harris, Adam; 2) Lee, Ben`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from visavis.model.lexicon import Lexicon
from visavis.reading.claims import grammar as g
from visavis.reading.claims.cast import Arg, Cast
from visavis.reading.claims.compounds import LISTED
from visavis.reading.claims.ties import Tie

NUMBER = re.compile(r"(?<![\w.])(\d{1,2})[.)]\)?\s+(?=[^\W\d_])")
LEADING = re.compile(r"[^.;!?]{0,60}\Z")  # what stands between the verb and the first number
VERDICTS = {
    "sentence": "harms", "condemn": "harms", "convict": "harms", "banish": "harms", "expel": "harms",
    "accuse": "accuses", "charge": "accuses", "indict": "accuses", "try": "accuses", "hear": "accuses",
}  # fmt: skip
HEARD = re.compile(r"\bcases?\s+(?:against|of)\b|\bagainst\b", re.IGNORECASE)
FARTHEST = 700  # characters from the verb to the last item that is told


def listed_ties(cast: Cast, lexicon: Lexicon, word: Token) -> Iterator[Tie]:
    """`The court heard the case against: 1. Adam Harris; 2. Ben Lee`: what is done to each who is listed."""
    relation = VERDICTS.get(word.lemma_.lower())
    if relation is None or word.dep_ == "amod":
        return
    ones = judges(cast, lexicon, word)
    for spot in items(cast.unit.text, word.idx + len(word)) if ones else ():
        other = bearer(cast, spot)
        for a in ones[:1]:
            if other is not None and other.name != a.name:
                yield Tie(relation, f"list:{word.lemma_.lower()}{LISTED}", word, a, other)


def items(text: str, start: int) -> list[int]:
    """
    Where the items of a list begin that a word ending at `start` leads up to, numbered from 1; none if one.

    >>> items("condemned: 1. Ada; 2. Ben. 4. Carl", 9)
    [14, 22]
    """
    out: list[int] = []
    for m in NUMBER.finditer(text, start):
        if int(m[1]) != len(out) + 1 or m.start() - start > FARTHEST:
            break
        if not out and not leads(text[start : m.start()]):
            break
        out.append(m.end())
    return out if len(out) > 1 else []


def leads(words: str) -> bool:
    """Whether words between a verb and the number 1 lead up to a list: nothing, `:`, `the case against:`."""
    return LEADING.match(words) is not None and (not words.strip(" :—-") or words.rstrip().endswith(":"))


def bearer(cast: Cast, spot: int) -> Arg | None:
    """Whom an item of a list names at its beginning."""
    at = cast.unit.start + spot
    m = next((m for m in cast.inside.values() if m.start <= at < m.end), None)
    if m is None or m.kind != "person" or not m.name or m.form != "name":
        return None
    span = cast.unit.tokens(m.start, m.end)
    return None if span is None else Arg(m.name, "person", span.root, (m.start, m.end))


def judges(cast: Cast, lexicon: Lexicon, verb: Token) -> Sequence[Arg]:
    """Who judges: the court last named before the verb, else its subject."""
    if verb.lemma_.lower() == "hear" and not HEARD.search(cast.unit.text[verb.idx : verb.idx + 60]):
        return ()
    courts = [
        m
        for m in cast.at.values()
        if m.kind == "group" and m.name and m.form == "name" and m.end <= cast.unit.start + verb.idx
        and any(w in lexicon.words["courts"] for w in m.text.lower().split())
    ]  # fmt: skip
    last = max(courts, key=lambda m: m.start, default=None)
    span = cast.unit.tokens(last.start, last.end) if last else None
    if last is not None and span is not None:
        return [Arg(last.name or "", "group", span.root, (last.start, last.end))]
    return [a for t in (g.subjects(verb) if verb.pos_ == "VERB" else ()) for a in cast.stand_for(t)]
