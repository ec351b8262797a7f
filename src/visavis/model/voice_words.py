"""The closed word lists that the readers of passages and turns share, from `data/voices.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from visavis.model.errors import LexiconError


@dataclass(frozen=True, slots=True)
class VoiceWords:
    """Word lists in lower case; see the comments of the data file for what each is for."""

    abbreviations: frozenset[str]
    maybe_abbreviations: frozenset[str]
    openers: frozenset[str]
    common: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    never: frozenset[str]
    ranks: frozenset[str]
    particles: frozenset[str]
    before_names: frozenset[str]
    title_words: frozenset[str]
    dialogue: dict[str, frozenset[str]]


def _words(table: dict[str, Any], key: str) -> frozenset[str]:
    words = table.get(key)
    if not isinstance(words, list) or not all(isinstance(w, str) and w == w.lower() for w in words):
        raise LexiconError(f"voices.toml: {key!r} must be a list of words in lower case.")
    return frozenset(words)


@cache
def voice_words() -> VoiceWords:
    """
    The lists, read once and checked; raises LexiconError where the data file is not as it should be.

    >>> "mr" in voice_words().titles, "president" in voice_words().roles
    (True, True)
    """
    data = tomllib.loads(files("visavis.model").joinpath("data/voices.toml").read_text("utf-8"))
    labels = data["labels"]
    return VoiceWords(
        abbreviations=_words(data, "abbreviations"),
        maybe_abbreviations=_words(data, "maybe_abbreviations"),
        openers=_words(data, "openers"),
        common=_words(data, "common"),
        titles=_words(labels, "titles"),
        roles=_words(labels, "roles"),
        never=_words(labels, "never"),
        ranks=_words(labels, "ranks"),
        particles=_words(labels, "particles"),
        before_names=_words(labels, "before_names"),
        title_words=_words(labels, "title_words"),
        dialogue={key: _words(data["dialogue"], key) for key in data["dialogue"]},
    )
