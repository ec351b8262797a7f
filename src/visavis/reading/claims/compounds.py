"""Two names joined before a noun: `the Brown-Keel alliance` ties Brown and Keel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from visavis.model.claim import SYMMETRIC
from visavis.model.lexicon import Lexicon
from visavis.reading.claims.cast import Arg, Cast
from visavis.reading.claims.ties import Tie

JOINED = re.compile(r"([^\W\d_][\w’'.]*)\s?[-–—/]\s?([^\W\d_][\w’'.]*)\s+(?:[a-z]+\s+)?$")
PLAIN = " (names joined)"  # behind the rule: such words leave no doubt to judge
LISTED = " (listed)"  # neither do those of a numbered list
BEFORE = 60  # characters before the noun in which the two names stand


def compound_ties(cast: Cast, lexicon: Lexicon, noun: Token) -> Iterator[Tie]:
    """The tie of two persons whose last names stand joined before a noun for a tie of two."""
    frames = [f for f in lexicon.of("noun", noun.lemma_.lower()) if f.relation in SYMMETRIC]
    if not frames or not cast.called or not any("Fin" in t.morph.get("VerbForm", []) for t in noun.sent):
        return  # a title or an entry of a list claims nothing
    text, at = cast.unit.text, noun.idx
    found = JOINED.search(text, max(0, at - BEFORE), at)
    names = [cast.called.get(word.casefold()) for word in found.groups()] if found else []
    if found is None or None in names or names[0] == names[1]:
        return
    a, b = (
        Arg(name or "", "person", noun, (cast.unit.start + found.start(i), cast.unit.start + found.end(i)))
        for i, name in enumerate(names, 1)
    )
    yield Tie(frames[-1].relation, frames[-1].rule + PLAIN, noun, a, b, frames[-1].weight)
