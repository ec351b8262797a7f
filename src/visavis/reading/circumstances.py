"""Circumstances: a trial, an oath, a cell, a letter: what the text itself says of how its words arose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from visavis.model.circumstance_words import Sign, circumstance_words
from visavis.model.layers import Circumstance, Passage, Turn
from visavis.model.offsets import Clean
from visavis.model.sentences import outside_quotes, sentences
from visavis.model.source import Source

HEAD = 1500  # characters of a source that count as its head
BETWEEN = ("heading", "keyword", "boilerplate")  # these do not end a transcript
REACH = 60_000  # characters of one passage that are looked at
LOOKED_AT = 300  # sentences of a story by which it is judged who tells it
FEWEST, WORDY = 12, 20  # sentences that must be there, and characters of one that counts
OWN, TITLED, MOSTLY = (
    0.35,
    0.12,
    0.7,
)  # least shares: of sentences with `I`, the same under such a title, of story
_MINE = re.compile(r"\b(?:I|me|[Mm]y|myself)\b")
SHOWN = 3  # places quoted as reasons
STATED = frozenset({"under oath", "confession", "testimony", "on trial"})
LEAD = 400  # characters of words before a transcript that tell who is sworn
ASKS = 0.5  # share of turns with a question from which a speaker is one who asks


@dataclass(frozen=True, slots=True)
class _Found:
    """A place that shows a circumstance (-1: the title); `weight` 2 in headings and titles."""

    start: int
    text: str
    who: str | None
    weight: int


def circumstances(
    clean: Clean, passages: Sequence[Passage], turns: Sequence[Turn], source: Source
) -> tuple[Circumstance, ...]:
    """
    Circumstances of a source, in offsets of the cleaned text, in order; each says what shows it (raw places).

    >>> raw = "Affidavit of Ada Brown. I saw Ben Stone at the mill."
    >>> found = circumstances(Clean.of(raw), [Passage(0, len(raw), "narrative")], [], Source("a.txt", raw))
    >>> [(c.what, c.why) for c in found]
    [('under oath', '“Affidavit” at 0')]
    """
    whole = list(_of_whole(clean, source, turns))
    stated = any(c.what in STATED for c in whole)  # an affidavit is no memoir, though it says `I`
    found = [
        *_of_talk(clean, passages, turns, source),
        *whole,
        *_of_letters(passages),
        *(() if stated else _of_memoir(clean, passages, source)),
    ]
    return tuple(sorted(found, key=lambda c: (c.start, c.end, c.what)))


def _of_talk(
    clean: Clean, passages: Sequence[Passage], turns: Sequence[Turn], source: Source
) -> Iterator[Circumstance]:
    for block in talks(passages):
        start, end = block[0].start, block[-1].end
        inside = [t for t in turns if start <= t.start < end]
        asking = askers(clean.text, inside)
        for sign in (*_signs("talk"), *_signs("titles")):
            spoken = block if sign.where == "talk" else [p for p in block if p.kind in BETWEEN]
            places = [p for passage in spoken for p in _places(sign, clean.text, passage)]
            places += _in_title(sign, source)
            if not places or sum(p.weight for p in places) < sign.least:
                continue
            who = _who(sign, places, inside, asking, clean.text)
            if who or sign.who in ("examined", "all"):
                yield Circumstance(start, end, sign.what, _why(places, clean), who)


def _signs(where: str) -> Iterator[Sign]:
    return (s for s in circumstance_words().signs if s.where == where)


def talks(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Runs of transcript passages with the headings before and between them, and a line before the first."""
    blocks: list[list[Passage]] = []
    waiting: list[Passage] = []
    open_block = False
    for p in passages:
        if p.kind == "transcript":
            if open_block:
                blocks[-1] += [*waiting, p]
            else:
                blocks.append([*waiting, p])
            open_block, waiting = True, []
        elif p.kind in BETWEEN:
            waiting.append(p)
        else:
            waiting = [] if open_block else waiting
            before = [*waiting, p]
            open_block, waiting = False, before if p.end - before[0].start <= LEAD else []
    return blocks


def _in_title(sign: Sign, source: Source) -> list[_Found]:
    found = [m for pattern in sign.patterns for m in pattern.finditer(source.title or "")]
    return [_Found(-1, " ".join(m[0].split()), _named(m), 2) for m in found]


def _places(sign: Sign, text: str, passage: Passage) -> Iterator[_Found]:
    weight = 2 if passage.kind in BETWEEN else 1
    for pattern in sign.patterns:
        for m in pattern.finditer(text, passage.start, passage.end):
            yield _Found(m.start(), " ".join(m[0].split()), _named(m), weight)


def _named(match: re.Match[str]) -> str | None:
    return match.groupdict().get("who")


def askers(text: str, turns: Sequence[Turn]) -> frozenset[str]:
    """Speakers who mostly ask, or bear the title of those who do: they are not the ones examined."""
    said: Counter[str] = Counter(t.speaker for t in turns)
    asked = Counter(t.speaker for t in turns if "?" in text[t.start : t.end])
    officials = circumstance_words().officials
    named = {s for s in said if officials & set(s.casefold().replace(".", "").split())}
    return frozenset(named | {s for s, n in said.items() if asked[s] >= ASKS * n})


def answerers(text: str, turns: Sequence[Turn], asking: frozenset[str]) -> tuple[str, ...]:
    """Speakers who answer those who ask: each but a call of counsel, who speaks behind an answer."""
    out: set[str] = set()
    for before, turn in pairwise(turns):
        if turn.speaker not in asking and before.speaker in asking and "?" in text[before.start : before.end]:
            out.add(turn.speaker)
    return tuple(sorted(out or {t.speaker for t in turns} - asking))


def _who(
    sign: Sign, places: Sequence[_Found], turns: Sequence[Turn], asking: frozenset[str], text: str
) -> tuple[str, ...]:
    """Whose words a circumstance touches; empty where it cannot be told."""
    if sign.who == "all":
        return ()
    if sign.who == "speaker":
        saying = {_speaker(p.start, turns) for p in places} - {None} - asking
        return tuple(sorted(s for s in saying if s))
    named = sorted({p.who for p in places if p.who})
    if named or sign.who == "named":
        return tuple(named if sign.who == "named" else _as_speakers(named, turns))
    return answerers(text, turns, asking) if asking else ()


def _as_speakers(named: Sequence[str], turns: Sequence[Turn]) -> list[str]:
    """Names in the text as those of speakers with the same last word: `Mrs. Lowe` for `MARY LOWE`."""
    speaking = {t.speaker.split()[-1].casefold(): t.speaker for t in turns if t.speaker.split()}
    return sorted(
        {speaking.get(n.rstrip(".").split()[-1].casefold(), n) for n in named if n.rstrip(".").split()}
    )


def _speaker(place: int, turns: Sequence[Turn]) -> str | None:
    i = bisect_right(turns, place, key=lambda t: t.start) - 1
    return turns[i].speaker if i >= 0 and place < turns[i].end else None


def _why(places: Sequence[_Found], clean: Clean) -> str:
    """The strongest different words that show it, with their raw places."""
    first: dict[str, _Found] = {}
    for p in sorted(places, key=lambda p: (-p.weight, p.start)):
        first.setdefault(p.text.casefold(), p)
    shown = list(first.values())[:SHOWN]
    more = len(places) - len(shown)
    told = ", ".join(f"“{p.text}” {_where(p, clean)}" for p in shown)
    return f"{told} and {more} more place{'s' * (more > 1)}" if more > 0 else told


def _where(place: _Found, clean: Clean) -> str:
    return "in the title" if place.start < 0 else f"at {clean.map.to_source(place.start, place.start + 1)[0]}"


def _of_whole(clean: Clean, source: Source, turns: Sequence[Turn]) -> Iterator[Circumstance]:
    """Circumstances of a whole source, shown by its head or its title; not of those who ask in it."""
    if not clean.text:
        return
    head = Passage(0, min(HEAD, len(clean.text)), "narrative")
    asking = askers(clean.text, turns)
    who = answerers(clean.text, turns, asking) if asking else ()
    for sign in _signs("head"):
        places = [*_places(sign, clean.text, head), *_in_title(sign, source)]
        if places and sum(p.weight for p in places) >= sign.least:
            yield Circumstance(0, len(clean.text), sign.what, _why(places, clean), who)


def _of_memoir(clean: Clean, passages: Sequence[Passage], source: Source) -> Iterator[Circumstance]:
    """A story that its teller tells of himself: its sentences say so, or its title and some of them."""
    told = [p for p in passages if p.kind == "narrative"]
    whole = sum(p.end - p.start for p in passages if p.kind not in BETWEEN)
    if not told or sum(p.end - p.start for p in told) < MOSTLY * whole:
        return
    said = list(islice(_told(clean.text, told), LOOKED_AT))
    mine = sum(bool(_MINE.search(s)) for s in said)
    titles = [p for sign in _signs("memoir") for p in _in_title(sign, source) + _headed(sign, clean.text)]
    if len(said) >= FEWEST and mine >= (TITLED if titles else OWN) * len(said):
        why = f"{mine} of its first {len(said)} sentences speak in the first person"
        named = f"{_why(titles, clean)}, and " if titles else ""
        yield Circumstance(told[0].start, told[-1].end, "memoir", named + why)


def _told(text: str, told: Sequence[Passage]) -> Iterator[str]:
    """What stands outside quotation marks in the sentences of narrative passages, one after another."""
    for p in told:
        spans = sentences(text, p.start, min(p.end, p.start + REACH))
        yield from (s for s in outside_quotes(text, spans) if len(s) >= WORDY)


def _headed(sign: Sign, text: str) -> list[_Found]:
    """Lines in the head of a text that bear the sign."""
    head = Passage(0, max(1, min(HEAD, len(text))), "heading")
    return list(_places(sign, text, head))


def _of_letters(passages: Sequence[Passage]) -> Iterator[Circumstance]:
    for p in passages:
        if p.kind == "letter":
            yield Circumstance(p.start, p.end, "letter", "it has the shape of a letter")
