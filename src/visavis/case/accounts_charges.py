"""
Charges and their rejection: what a source tells and rejects in the next words (`She charges me with having
opposed him. I remember no such thing.`), and what it tells at arm's length in inverted commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from visavis.case.accounts_events import Around, Text
from visavis.case.accounts_voices import sayers
from visavis.model.claim import Claim
from visavis.model.dossier import Account, Evidence
from visavis.model.sentences import sentences
from visavis.model.weights import weights

BEHIND = 320  # characters behind a claim in which its rejection stands
DENIED = 160  # characters before a claim in which its sayer may deny it
NEXT = 2  # sentences behind a claim that are looked at: the rest of its own, and the next
SHOWN = 160  # characters of a rejection that are told
RELAYED = 2  # voices of a claim that one tells of another's word
TOLD = frozenset({"asserted", "alleged"})


def charges(pair: Sequence[Evidence], text: Text) -> Iterator[tuple[str, tuple[float, Account]]]:
    """By id, the account of each claim that its source rejects in the next words, with its weight."""
    for e in pair:
        if e.claim.modality in TOLD and (why := _why(e, text)):
            yield e.id, (e.weight, Account("contradict", (e.id,), why))


def answers(pair: Sequence[Evidence], around: Around) -> Iterator[tuple[float, Account]]:
    """
    Accounts of a charge and its answer: what one of the two says that the other did or said against them, and
    words of the other's own that deny it (`I could never have said that I would ruin you`), by the same word.
    """
    told = [e for e in pair if e.claim.sign == "-" and e.claim.rule.startswith("verb:")]
    charged = [e for e in told if sayers(e.claim)[:1] == (e.claim.object,) and e.claim.modality != "denied"]
    for no in (e for e in told if sayers(e.claim)[:1] == (e.claim.subject,) and _denies(e.claim, around)):
        against = [e for e in charged if _same(e.claim, no.claim)]
        if against:
            first = max(against, key=lambda e: (e.weight, e.id))
            words = " ".join((around.before(no.claim, DENIED) or no.claim.quote).split())
            why = f"{no.claim.object} charges {no.claim.subject} with it, who denies it: “{words}”"
            yield first.weight * no.weight, Account("contradict", (first.id, no.id), why)


def _denies(claim: Claim, around: Around) -> bool:
    """Whether a claim is denied, or `never` and the like stand before it in its clause."""
    told = around.before(claim, DENIED)
    found = told is not None and re.search(weights().rejecting["before"][0], told.removesuffix(claim.quote))
    return claim.modality == "denied" or bool(found)


def _same(one: Claim, two: Claim) -> bool:
    return (one.subject, one.object, one.rule) == (two.subject, two.object, two.rule)


def _why(e: Evidence, text: Text) -> str:
    """What shows that a claim is rejected, in words; nothing where nothing does."""
    c = e.claim
    forms = [
        kind
        for kind, fits in (("own", _relayed(c)), ("theirs", _a_charge(c)), ("quoted", c.sign == "0"))
        if fits
    ]
    for kind in forms:
        words = _after(c, text)
        found = _pattern(weights().rejecting[kind]).search(words)
        if found and kind == "quoted":
            return f"told here, and another word for it set at arm's length: “{_shown(words, found)}”"
        if found and kind == "own":
            return f"{sayers(c)[0]} tells what {sayers(c)[-1]} says, and rejects it: “{_shown(words, found)}”"
        if found:
            return f"told as a charge, and rejected in the next words: “{_shown(words, found)}”"
    return ""


def _relayed(c: Claim) -> bool:
    """Whether a named voice tells what another said of it."""
    names = sayers(c)
    return len(names) >= RELAYED and names[0] in (c.subject, c.object)


def _a_charge(c: Claim) -> bool:
    return c.relation == "accuses" or (c.sign == "-" and bool(sayers(c)))


def _after(c: Claim, text: Text) -> str:
    """The rest of a claim's sentence and the next one."""
    behind = text(c.doc, c.end, c.end + BEHIND)
    ends = [end for _, end in sentences(behind)][:NEXT]
    return behind[: ends[-1]] if ends else behind


def _shown(words: str, found: re.Match[str]) -> str:
    """The sentence of a rejection, on one line."""
    start, end = next(((s, e) for s, e in sentences(words) if s <= found.start() < e), found.span())
    told = " ".join(words[start:end].split()).strip("“”\"' ")
    return told if len(told) <= SHOWN else f"{told[:SHOWN].rsplit(' ', 1)[0]} …"


@lru_cache(maxsize=8)
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in parts))
