"""Is a text English? A count of the commonest words, enough to tell a reader that a page is in French."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

from visavis.model.errors import LexiconError

LOOKED_AT = 20_000  # characters, from the middle: the start is often a title page
FEW = 40  # words below which nothing is said
ENGLISH = 0.08  # share of common words below which a text may be foreign; prose has 0.35, lists of names 0.1
FOREIGN = 0.15  # share of another language's common words from which it is


def foreign(text: str) -> str | None:
    """
    The language of a text that is clearly not English; None where it is English or cannot be told.

    >>> foreign("Le roi est mort et la reine ne sait pas que son fils est dans la ville. " * 3)
    'French'
    >>> foreign("The king is dead, and the queen does not know.")
    """
    middle = max(0, len(text) // 2 - LOOKED_AT // 2)
    some = text[middle : middle + LOOKED_AT]
    words = re.findall(r"[^\W\d_]+", some.lower())
    if len(words) < FEW:
        return None
    if script := _script(some):
        return script
    share = {name: sum(w in common for w in words) / len(words) for name, common in languages().items()}
    best = max(share, key=lambda name: (share[name], name))
    return best if share["English"] < ENGLISH and share[best] >= FOREIGN else None


def _script(text: str) -> str | None:
    """The script of a text most of whose letters are not Latin: "Cyrillic script"."""
    letters = [c for c in text if c.isalpha()]
    other = [c for c in letters if c > "\u024f" and not unicodedata.name(c, "LATIN").startswith("LATIN")]
    if len(other) < 0.6 * len(letters):
        return None
    return f"{unicodedata.name(other[len(other) // 2]).split()[0].capitalize()} script"


@lru_cache(maxsize=1)
def languages() -> dict[str, frozenset[str]]:
    """The commonest words of each language, from `model/data/languages.toml`."""
    path = files("visavis.model") / "data" / "languages.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    if "English" not in tables:
        raise LexiconError("languages.toml: lacks English. Put its common words back.")
    return {name: frozenset(table["words"].split()) for name, table in tables.items()}
