"""What the head of a plain text states: the fields `Title:` and `Author:`, as electronic books have them."""

from __future__ import annotations

import re

from visavis.reading.ingest_taken import Taken, person

HEAD = 4000  # characters in which the fields stand
NEAR = 800  # characters from the one field to the other
FIELD = re.compile(
    r"^[ \t]*(?P<name>Title|Author)[ \t]*:[ \t]*(?P<value>\S.*(?:\r?\n[ \t]+\S.*)*)", re.MULTILINE
)
NOBODY = re.compile(
    r"(?i)\b(?:anon(?:ymous)?|unknown|various|unidentified|several|editors?|staff|n/?a|none)\b|&|;|/|\band\b"
)


def with_head(text: str) -> Taken:
    """
    A plain text with the title and the author that its head states; without them where it has no such head.

    The text itself stays as it is. An author is taken where it is one person with a name.

    >>> taken = with_head("An eBook\\n\\nTitle: A Life\\n\\nAuthor: Reed, Anna, 1801-1870\\n\\nI was born.")
    >>> taken.title, taken.author
    ('A Life', 'Anna Reed')
    >>> with_head("He asked for the title: it was long.").title
    """
    found: dict[str, re.Match[str]] = {}
    for m in FIELD.finditer(text, 0, min(HEAD, len(text))):
        found.setdefault(m["name"], m)
    if len(found) < 2 or abs(found["Title"].start() - found["Author"].start()) > NEAR:
        return Taken(text)
    title, author = (found[name]["value"] for name in ("Title", "Author"))
    several = "\n" in author or NOBODY.search(author) is not None
    return Taken(text, " ".join(title.split()), None if several else person(author))
