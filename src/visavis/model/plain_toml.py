"""
TOML in a tenth of the time, where all of a file is plain: what the largest data files are made of.

Plain are tables of one word and lines `"key" = "text"` or `key = ["text", "text"]` without escapes, comments
on lines of their own, and blank lines. Whatever else stands in a file, `tomllib` reads all of it.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

_TABLE = re.compile(r"^\[(\w+)\]\n", re.M | re.A)
_PAIR = re.compile(r'^"([^"\\\n]+)" = "([^"\\\n]*)"\n', re.M)
_LIST = re.compile(r'^(\w+) = \["([^\]\\\n]*)"\]\n', re.M | re.A)
_OTHER = re.compile(r"(?:#[^\n]*)?\n")  # comments and blank lines
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # TOML allows none of them


def loads(text: str) -> dict[str, Any]:
    """
    What `tomllib.loads` gives for `text`, and the same errors.

    >>> loads('[verbs]\\n"A oust B" = "[Pym|A] ousted [Hale|B]."\\n')
    {'verbs': {'A oust B': '[Pym|A] ousted [Hale|B].'}}
    >>> loads('say = ["say", "tell"]\\n'), loads('n = 1')
    ({'say': ['say', 'tell']}, {'n': 1})
    """
    head, *parts = _TABLE.split(text)
    found = plain(head)
    tables = dict(zip(parts[::2], map(plain, parts[1::2]), strict=True))
    distinct = 2 * len(tables) == len(parts) and not (tables.keys() & (found or {}).keys())
    if found is None or None in tables.values() or not distinct or _CONTROL.search(text):
        return tomllib.loads(text)
    return {**found, **tables}


def plain(text: str) -> dict[str, Any] | None:
    """The pairs or lists of one table; None where a line is not plain or a key stands twice."""
    pairs: list[tuple[str, Any]] = [*_PAIR.findall(text)]
    left = _PAIR.sub("", text) if pairs else text
    for key, inside in _LIST.findall(left):
        words = inside.split('", "')
        if any('"' in w for w in words):
            return None
        pairs.append((key, words))
    left = _LIST.sub("", left)
    found = dict(pairs)
    return found if len(found) == len(pairs) and not _OTHER.sub("", left) else None
