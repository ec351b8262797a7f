"""Quotations in a unit and who speaks them, so that `I` and `you` inside them mean the right person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from visavis.model.names import words

QUOTED = re.compile(r"“[^“”]{2,}[”]?|\"[^\"]{2,}\"?|‘[^‘’]{12,}’(?!\w)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, tokens `[start, end)`; `sayer` and `hearer` are the words for who speaks to whom."""

    start: int
    end: int
    sayer: Token | None
    hearer: Token | None


def quotes(doc: Doc) -> list[Quote]:
    """The quotations of one parse, in order."""
    text = doc.text
    if not any(mark in text for mark in '"“‘'):
        return []
    out = []
    for match in QUOTED.finditer(text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None and len(span) > 3:
            verb = saying(doc, span.start, span.end)
            sayer = child(verb, "nsubj") if verb is not None else None
            out.append(Quote(span.start, span.end, sayer, hearer(verb) if verb is not None else None))
    return out


def saying(doc: Doc, start: int, end: int) -> Token | None:
    """The verb of saying that a quotation hangs on: close behind it, else close before it."""
    behind = doc[end : min(len(doc), end + 8)]
    before = doc[max(0, start - 14) : start]
    for token in behind:
        if token.lemma_.lower() in words()["verbs.saying"] and child(token, "nsubj") is not None:
            return token
        if token.text in (".", "!", "?", ";") or token.is_quote:
            break
    for token in reversed(list(before)):
        if token.text in (".", "!", "?") or token.is_quote:
            break
        if token.lemma_.lower() in words()["verbs.saying"] and child(token, "nsubj") is not None:
            return token
    return announcing(doc, start)


def announcing(doc: Doc, start: int) -> Token | None:
    """The first verb of saying of a sentence whose colon announces the quotation, however far before it."""
    if not start or doc[start - 1].text not in (":", ":--", ":—"):
        return None
    for token in doc[doc[start - 1].sent.start : start]:
        if token.lemma_.lower() in words()["verbs.saying"] and child(token, "nsubj") is not None:
            return token
    return None


def child(verb: Token, dep: str) -> Token | None:
    """The child with the dependency `dep`; a verb joined by `and` takes it from the first one."""
    found = next((c for c in verb.children if c.dep_ == dep), None)
    if found is None and verb.dep_ == "conj" and dep == "nsubj":
        return child(verb.head, dep)
    return found


def hearer(verb: Token) -> Token | None:
    """To whom is spoken: `told him`, `said to Cato`."""
    for c in verb.children:
        if c.dep_ in ("dobj", "dative", "iobj") and c.lemma_ != "it":
            return next((x for x in c.children if x.dep_ == "pobj"), c)
        if c.dep_ == "prep" and c.lower_ == "to":
            return next((x for x in c.children if x.dep_ == "pobj"), None)
    return None
