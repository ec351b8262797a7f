"""Words that are gone for good: sentences cut short, gaps where a link stood. They are only marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from visavis.model.offsets import Edit
from visavis.model.repair_words import repair_words
from visavis.reading.repair.page import GAP, Page

UNFINISHED = "the|an|and|or|but|their|its|my|our|your|than|because|whose"
ENDS_EARLY = re.compile(
    rf"\b[A-Za-z’']+{GAP}(?P<last>{UNFINISHED})\.(?=\s*\n\s*\n|\s*\Z|{GAP}[A-Z])"
    r"|\b[a-zA-Z]{5,} (?P<abbreviation>[ei])\.(?=\s*\n\s*\n|\s*\Z)"
)
CUT_CLAUSE = re.compile(
    rf"\b(?:(?:as|so) far as|which|that|if|when|because|where) I\.(?!\s+[A-Z]\.)(?=\s*\n|\s*\Z|{GAP}[A-Z])"
)
GAP_BEFORE_STOP = re.compile(
    r"\b(?:[Tt]he|an|of|in|on|by|with|from|and|or|to|at|for|as|between|into|during|since|whose|his|her|their)"
    r"[^\S\n]+[.,;](?!\s?\.)(?=[\s\"”’)]|\Z)"
)
CUT, GONE = "[sentence cut]", "[words lost]"


@lru_cache(maxsize=1)
def nothing_between() -> re.Pattern[str]:
    """Two small words that never meet."""
    lists = repair_words()["cuts"]
    governed = f"(?:{'|'.join(lists['governors'])}){GAP}(?:{'|'.join(lists['after_governor'])})"
    determined = f"(?:{'|'.join(lists['articles'])}){GAP}(?:{'|'.join(lists['after_article'])})"
    return re.compile(rf"(?<![\w’'-])(?:{governed}|{determined})(?![\w’'-])")


def cuts(page: Page) -> Iterator[Edit]:
    """
    Mark sentences that stop in the middle, and gaps between words. Nothing is filled in.

    `He came to the.` is cut short; in `the Senate's .` and `the of Rome` words are lost.
    """
    for m in ENDS_EARLY.finditer(page.raw):
        yield marked(
            m,
            "truncated",
            f"No sentence ends with “{m['last'] or m['abbreviation']}”: it is cut short here.",
            CUT,
        )
    for m in CUT_CLAUSE.finditer(page.raw):
        yield marked(m, "truncated", f"“{m.group()}” begins a clause that is cut short here.", CUT)
    if not page.spaced:
        for m in GAP_BEFORE_STOP.finditer(page.raw):
            yield marked(m, "lost-word", "A space stands before the stop, where a link's words were.", GONE)
    for m in nothing_between().finditer(page.raw):
        one, two = m.group().split()
        why = f"“{one}” has nothing before “{two}”: a link's words are lost."
        yield marked(m, "lost-word", why, GONE)


def marked(m: re.Match[str], kind: str, why: str, mark: str) -> Edit:
    """A wound without a reading."""
    return Edit(m.start(), m.end(), m.group(), None, kind, why, (), mark)
