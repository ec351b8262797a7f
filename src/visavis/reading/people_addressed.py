"""The name of a first-person writer who never gives it: the one by which others call him in his dialogues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from visavis.model.names import first_names, fold, words
from visavis.reading.people_quotes import QUOTED
from visavis.reading.units import Unit

LEAST = 2  # calls by one name, and one to a hundred times `I`
OWN = 3  # times that the writer says `I` outside of quotations, in a book once in `FEW` paragraphs
FEW = 6
CALLED = 0.8  # share of a name's places that are calls; a title page or a signature may give it too
I = re.compile(r"\bI\b(?!\.)")  # noqa: E741
CALL = re.compile(r"(?:\A[“\"'‘]|,\s|\b(?:dear|old)\s)(?P<name>[A-Z][a-z]+)(?=[,.!?;—]|--|[”\"’']?\Z)")


def addressed(units: Sequence[Unit]) -> str | None:
    """
    The writer's name, where others call him by it in quotations, and a first person tells the rest.

    A given name of one word, called `LEAST` times at least, that hardly stands but as a call; None where no
    name or several are like that, or where few say `I` outside of quotations and of speakers' turns.
    """
    calls: Counter[str] = Counter()
    every: Counter[str] = Counter()
    own = 0
    for text in (u.text for u in units if u.turn is None):
        quoted = [m.span() for m in QUOTED.finditer(text)]
        own += sum(not any(a <= m.start() < b for a, b in quoted) for m in I.finditer(text))
        every.update(re.findall(r"\b[A-Z][a-z]+\b", text))
        for a, b in quoted:
            calls.update(m["name"] for m in CALL.finditer(text[a:b]))
    roles = {*words().title_gender, *words().noun_gender}
    given = [n for n in sorted(calls) if fold(n) in first_names() and fold(n) not in roles]
    some = [n for n in given if calls[n] >= max(LEAST, own / 100) and calls[n] >= CALLED * every[n]]
    return some[0] if len(some) == 1 and own >= max(OWN, len(units) / FEW) else None
