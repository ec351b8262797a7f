"""The words around the names of a question, read from `data/question_words.toml` and checked."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from visavis.model.errors import LexiconError
from visavis.model.plain_toml import loads

LISTS = ("openers", "circles", "going_on", "verbs", "states", "before", "after")
Phrases = frozenset[tuple[str, ...]]  # each as its words


@cache
def question_words() -> dict[str, Phrases]:
    """
    The lists by name, each entry as a tuple of its words.

    >>> ("get", "on") in question_words()["verbs"]
    True
    """
    text = files("visavis.model").joinpath("data", "question_words.toml").read_text("utf-8")
    return checked(loads(text))


def checked(lists: dict[str, Any]) -> dict[str, Phrases]:
    """
    The lists as sets of phrases; raises LexiconError for a list that is missing or no list of words.

    >>> checked({"openers": ["Who"]})
    Traceback (most recent call last):
    visavis.model.errors.LexiconError: question_words.toml: 'openers' must be a list of words in lower case.
    """
    for name in LISTS:
        words = lists.get(name)
        if not isinstance(words, list) or not all(isinstance(w, str) and w == w.lower() for w in words):
            raise LexiconError(f"question_words.toml: {name!r} must be a list of words in lower case.")
    return {name: frozenset(tuple(w.split()) for w in lists[name]) for name in LISTS}
