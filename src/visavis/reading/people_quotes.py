"""Quotations in a unit and who speaks them, so that `I` and `you` inside them mean the right person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from visavis.model.names import words

QUOTED = re.compile(
    r"“[^“”]{2,}[”]?|\"[^\"]{2,}\"?|‘[^‘’]{12,}’(?!\w)"
    r"|(?<![\w'])'(?=[A-Z])[^'\"]{3,}(?:(?<=\w)'(?=\w)[^'\"]*)*(?<=[\w,.!?;-])'(?!\w)"
)
CLOSES = ("”", '"', "’", "'")
ANNOUNCED = 30  # tokens before a quotation in which the verb that leads up to it may stand
LEADS = (":", "--", "—", ":--", ":—")  # what stands between words that announce a quotation and the quotation
VOCATIVE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "compound", "dative", "attr"})

BETWEEN = 7  # tokens between two quotations of one speech


@dataclass(frozen=True, slots=True)
class Quote:
    """
    A quotation, tokens `[start, end)`; `sayer` and `hearer` are the words for who speaks to whom.

    `called` is the name that stands in it as a call (`No, Ada, I am not`). One that is not `closed` goes on
    in the next paragraph.
    """

    start: int
    end: int
    sayer: Token | None
    hearer: Token | None
    called: Token | None = None
    closed: bool = True


def quotes(doc: Doc) -> list[Quote]:
    """The quotations of one parse, in order."""
    text = doc.text
    if not any(mark in text for mark in "\"“‘'"):
        return []
    out: list[Quote] = []
    for match in QUOTED.finditer(text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None and len(span) > 3:
            verb = saying(doc, span.start, span.end)
            sayer = child(verb, "nsubj") if verb is not None else None
            if verb is None and out and goes_on(doc, out[-1], span.start):
                sayer = out[-1].sayer
            heard = hearer(verb) if verb is not None else None
            closed = match.group().endswith(CLOSES) and len(match.group()) > 1
            out.append(Quote(span.start, span.end, sayer, heard, called(doc, span.start, span.end), closed))
    return out


def goes_on(doc: Doc, before: Quote, start: int) -> bool:
    """Whether only who says it stands between two quotations: `"He lied," Ada said. "He hated her."`."""
    between = doc[before.end : start]
    return before.sayer is not None and len(between) <= BETWEEN and before.end <= before.sayer.i < start


def called(doc: Doc, start: int, end: int) -> Token | None:
    """The name that is a call in a quotation: between commas, or at its beginning or end."""
    for token in doc[start + 1 : end]:
        if token.pos_ != "PROPN" or token.dep_ in VOCATIVE:
            continue
        left = token.i - 1
        while left > start and doc[left].pos_ == "PROPN" and doc[left].head == token:
            left -= 1
        opens = left == start or doc[left].text == "," or doc[left].lower_ in ("dear", "o", "oh")
        behind = doc[token.i + 1].text if token.i + 1 < end else '"'
        if opens and behind in (",", ";", ".", "!", "?", '"', "”", "’", "'", "--", "—"):
            return token
    return None


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
    """The verb of saying of a sentence whose colon announces the quotation, else the last verb before it."""
    if start < 2 or doc[start - 1].text not in LEADS:
        return None
    if doc[start - 1].text.startswith(":"):
        for token in doc[doc[start - 1].sent.start : start]:
            if token.lemma_.lower() in words()["verbs.saying"] and child(token, "nsubj") is not None:
                return token
    for token in reversed(list(doc[max(0, start - ANNOUNCED) : start])):
        if token.pos_ in ("VERB", "AUX") and child(token, "nsubj") is not None:
            return token
        if token.text in (".", "!", "?"):
            break
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
