"""Who writes the letters of a source that nobody signs: the one whose letters the title says it collects."""

from __future__ import annotations

import re

from visavis.model.names import fold, words
from visavis.model.source import Source

NOBODY = frozenset({"various", "anonymous", "unknown", "anon", "none"})
KINDS = r"(?i:letters|correspondence|writings|papers|works|miscellanies|dispatches|despatches|speeches)"
NAME = r"(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w’'-]+"
COLLECTED = re.compile(
    rf"\b{KINDS}\b(?:(?!\bof\b)[^:;]){{0,40}}?\b(?:of|from)\s+(?P<name>{NAME})|\A(?P<first>{NAME})(?::\s+|[’']s\s+)(?:\w+\s+)?{KINDS}\b"
)
LIFE = re.compile(r"\b(?:life|lives|biography|memoir of)\b", re.IGNORECASE)
TELLS = re.compile(r"\b(?:life|lives|biography|history|encyclop\w+|trial)\b", re.IGNORECASE)
WORDS = (1, 5)  # words of a name


def letters_of(source: Source, writer: str) -> str:
    """
    Who writes the letters of a source whose writer is not named in them: `author` where it is no book of one
    writer's, but tells of somebody.

    >>> letters_of(Source("a.txt", "x", title="Letters of Ada Brown", author="Ben Hale"), "Ben Hale")
    'Ada Brown'
    >>> letters_of(Source("a.txt", "x", title="The Life of Ada Brown", author="Ben Hale"), "Ben Hale")
    'author'
    """
    told = f"{source.title or ''} {source.kind or ''}"
    return collected(source.title) or ("author" if TELLS.search(told) else writer)


def proper(name: str) -> str | None:
    """
    A name as it stands, None where it is none.

    >>> proper("Ada Brown"), proper("Anonymous"), proper("Ada Brown and Ben Hale"), proper("a lady")
    ('Ada Brown', None, None, None)
    """
    parts = name.split()
    particles = words()["parts.particles"]
    if fold(name) in NOBODY or not WORDS[0] <= len(parts) <= WORDS[1]:
        return None
    return name if all(p[0].isupper() or p in particles for p in parts) else None


def collected(title: str | None) -> str | None:
    """
    Whose letters a book of this title collects, so that he writes those that nobody signs.

    >>> collected("Letters and Papers of Ada Brown, vol. 2"), collected("The Life and Letters of Ada Brown")
    ('Ada Brown', None)
    >>> collected("Letters between Ada Brown and Ben Hale")
    """
    found = COLLECTED.search(title or "")
    if found is None or LIFE.search(title or ""):
        return None
    return proper(found["name"] or found["first"] or "")
