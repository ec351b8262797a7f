"""Answers: `Did you appoint him? -- I did.` makes what was asked the witness's own claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from visavis.reading.claims.draft import Draft
from visavis.reading.units import Unit

SAID = r"(?:I|we|he|she|they|it|that|this)"
VERB = r"(?:did|do|does|was|were|is|am|are|have|has|had|would|will)"
LEAD = r"\A\W*(?:(?:oh|well|sir|why|ah|and)\W+)*"
NO = re.compile(
    rf"{LEAD}(?:no|nay|never|not\s+(?:at\s+all|so|that)|by\s+no\s+means|{SAID}\s+{VERB}(?:\s+not|n['’]t))\b"
    r"(?!\s+(?:remember|recall|recollect|know|think|believe|understand|deny|say|answer|use|put|comment|idea|"
    r"recollection|memory|knowledge|doubt|question|wonder|opinion|way\s+of|reply|answer)\b)",
    re.I,
)
YES = re.compile(
    rf"{LEAD}(?:yes|yea|aye|certainly|of\s+course|undoubtedly|precisely|exactly|correct|quite\s+so|right"
    rf"|(?:that|it|this)\s+(?:is|was|'s|’s)\s+(?:correct|right|true|so|a\s+fact)"
    rf"|I\s+(?:fully\s+)?(?:confirm|admit|corroborate)\b|{SAID}\s+{VERB}\s*(?:[.,;!—-]|\Z))",
    re.I,
)
OPEN = re.compile(r"\b(?:what|when|where|who|whom|whose|why|which|how)\b", re.I)
TAG = re.compile(rf",\s*{VERB}(?:\s+(?:not\s+)?\w+(?:\s+not)?|n['’]t\s+\w+)\s*\?\W*\Z", re.I)
NEGATIVE = re.compile(r"\bnot\b|n['’]t\b|\bnever\b", re.I)


def verdict(answer: str) -> str | None:
    """
    What an answer makes of a question: `asserted`, `denied`, or None where it says neither.

    >>> verdict("I did."), verdict("No, sir; I never saw him."), verdict("I did what I could.")
    ('asserted', 'denied', None)
    """
    if NO.match(answer):
        return "denied"
    return "asserted" if YES.match(answer) else None


def plain(question: str) -> bool:
    """
    Whether yes and no answer a question: none that asks who or when, none with a negation but in its tag.

    >>> plain("You met Lee, did you not?"), plain("When did you meet Lee?"), plain("You did not meet Lee?")
    (True, False, False)
    """
    return not OPEN.search(question) and not NEGATIVE.search(TAG.sub("", question))


def asked_last(unit: Unit, drafts: Sequence[Draft]) -> list[Draft]:
    """Those of a unit's drafts that its last sentence asks, where yes or no answers it."""
    last = list(unit.doc.sents)[-1]
    if not unit.turn or not plain(last.text):
        return []
    return [d for d in drafts if d.modality == "asked" and d.start >= unit.start + last.start_char]


def answered(asked: Sequence[Draft], before: Unit, unit: Unit, own: Sequence[Draft] = ()) -> list[Draft]:
    """
    What a unit's speaker claims by answering the unit before; evidence from question to answer. What `own`,
    the speaker's own words, says with that modality (`No, he never threatened him`) is not said twice.
    """
    if not (asked and unit.turn and before.turn) or unit.turn.speaker == before.turn.speaker:
        return []
    how = verdict(unit.doc.text)
    end = unit.start + next(iter(unit.doc.sents)).end_char
    voice = (unit.turn.speaker or "unknown speaker",)
    said = {(d.relation, frozenset((d.subject, d.object)), d.modality) for d in own}
    return [
        replace(d, end=end, modality=how, voice=voice, rule=f"{d.rule} (answered)")
        for d in asked
        if how and (d.relation, frozenset((d.subject, d.object)), how) not in said
    ]
