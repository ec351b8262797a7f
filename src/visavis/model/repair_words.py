"""The word lists of the repairs, read from `data/repairs.toml` and checked."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from visavis.model.errors import LexiconError


@lru_cache(maxsize=1)
def repair_words() -> dict[str, dict[str, tuple[str, ...]]]:
    """
    The lists by section and name, as written.

    >>> repair_words()["time"]["seasons"][:2]
    ('spring', 'summer')
    """
    text = files("visavis.model").joinpath("data", "repairs.toml").read_text("utf-8")
    return checked(tomllib.loads(text))


def checked(sections: dict[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    """
    Each list as a tuple; raises LexiconError for what is no list of words, or says one twice.

    >>> checked({"time": {"months": ["May", "May"]}})
    Traceback (most recent call last):
    visavis.model.errors.LexiconError: repairs.toml: 'May' stands twice in time.months. Remove one of the two.
    """
    out: dict[str, dict[str, tuple[str, ...]]] = {}
    for section, lists in sections.items():
        out[section] = {}
        for name, words in lists.items():
            where = f"repairs.toml: {section}.{name}"
            if not isinstance(words, list) or not all(
                isinstance(w, str) and w.strip() == w != "" for w in words
            ):
                raise LexiconError(f"{where} must be a list of words")
            twice = next((w for i, w in enumerate(words) if w in words[:i]), None)
            if twice is not None:
                raise LexiconError(
                    f"repairs.toml: '{twice}' stands twice in {section}.{name}. Remove one of the two."
                )
            out[section][name] = tuple(words)
    return out


@lru_cache(maxsize=64)
def word_set(section: str, name: str) -> frozenset[str]:
    """
    One list as a set.

    >>> "may" in word_set("time", "months"), "May" in word_set("time", "months")
    (False, True)
    """
    return frozenset(repair_words()[section][name])
