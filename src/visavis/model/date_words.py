"""The words of calendar time: months, seasons, numbers, feasts, and what tells a year from a number."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from visavis.model.errors import LexiconError


@dataclass(frozen=True, slots=True)
class DateWords:
    """What `dates.toml` says, by written form (in lower case); load it with `date_words()`."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]
    parts: dict[str, str]
    decades: dict[str, int]
    feasts: dict[str, str]
    movable: dict[str, int]
    weekday_feasts: dict[str, list[int]]
    counted: frozenset[str]
    counting: frozenset[str]
    flashback: frozenset[str]
    leading: frozenset[str]
    function: frozenset[str]
    deaths: frozenset[str]
    tried: frozenset[str]
    adverbs: frozenset[str]
    meetings: frozenset[str]
    letters: frozenset[str]

    def number(self, text: str) -> int | None:
        """
        A whole number in digits or words, cardinal or ordinal.

        >>> w = date_words()
        >>> [w.number(t) for t in ("two", "twenty-five", "twenty-first", "23d", "two hundred", "many")]
        [2, 25, 21, 23, 200, None]
        """
        digits = re.fullmatch(r"(\d+)\s?(?:st|nd|rd|th|d)?", text)
        if digits:
            return int(digits[1])
        hundreds = re.fullmatch(r"(\w+)\s+(hundred|thousand)|(hundred|thousand)", text.lower())
        if hundreds:
            times = self.numbers.get(hundreds[1] or "a")
            return times and times * (100 if "hundred" in text.lower() else 1000)
        words = [self.numbers.get(w) or self.ordinals.get(w) for w in re.split(r"[\s-]+", text.lower())]
        if len(words) == 1:
            return words[0]
        tens, ones = (*words, None, None)[:2]
        return tens + ones if tens and ones and tens >= 20 and ones < 10 and len(words) == 2 else None


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """
    The words of the data file, checked; raises LexiconError where a form stands twice.

    >>> date_words().months["sept"], date_words().seasons["autumn"]
    (9, 23)
    """
    data = tomllib.loads((files("visavis.model") / "data" / "dates.toml").read_text("utf-8"))
    return DateWords(
        months=_numbered(data, "months", 1),
        weekdays=_numbered(data, "weekdays", 0),
        seasons=data["seasons"],
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        units=_forms(data, "units"),
        parts=_forms(data, "parts"),
        decades=data["decades"],
        feasts={k.lower(): v for k, v in data["feasts"].items()},
        movable={k.lower(): v for k, v in data["movable"].items()},
        weekday_feasts={k.lower(): v for k, v in data["weekday_feasts"].items()},
        counted=frozenset(data["words"]["counted"]),
        counting=frozenset(data["words"]["counting"]),
        flashback=frozenset(data["words"]["flashback"]),
        leading=frozenset(data["words"]["leading"]),
        function=frozenset(data["words"]["function"]),
        deaths=frozenset(data["words"]["deaths"]),
        tried=frozenset(data["words"]["tried"]),
        adverbs=frozenset(data["words"]["adverbs"]),
        meetings=frozenset(data["words"]["meetings"]),
        letters=frozenset(data["words"]["letters"]),
    )


def alternatives(words: Iterable[str]) -> str:
    """
    A pattern of any of the words, the longest first.

    >>> alternatives(["Sep", "Sept"])
    'Sept|Sep'
    """
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _forms(data: dict[str, dict[str, list[str]]], table: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for name, forms in data[table].items():
        for form in dict.fromkeys([name, *forms]):
            if out.setdefault(form.lower(), name) != name:
                raise LexiconError(f"dates.toml: {form!r} stands under {out[form.lower()]!r} and {name!r}.")
    return out


def _numbered(data: dict[str, dict[str, list[str]]], table: str, first: int) -> dict[str, int]:
    order = list(data[table])
    return {form: order.index(name) + first for form, name in _forms(data, table).items()}
