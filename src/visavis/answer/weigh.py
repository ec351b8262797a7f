"""How much each claim counts, in whose words it stands, and under what circumstances they were said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from math import prod

from visavis.answer.query import match
from visavis.answer.words import chain_words
from visavis.case.memory import Memory
from visavis.case.names import key
from visavis.case.when import when
from visavis.model.claim import NARRATOR, Claim
from visavis.model.dossier import Evidence
from visavis.model.errors import QueryError
from visavis.model.layers import Circumstance, Reading
from visavis.model.weights import weights


class Surroundings:
    """The circumstances of each source, found by place."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._whole = {r.source.name: tuple(r.source.circumstances) for r in readings}
        self._found: dict[str, list[Circumstance]] = {}
        self._starts: dict[str, list[int]] = {}
        self._reach: dict[str, list[int]] = {}
        for r in readings:
            found = sorted(r.circumstances, key=lambda c: (c.start, c.end, c.what))
            self._found[r.source.name] = found
            self._starts[r.source.name] = [c.start for c in found]
            self._reach[r.source.name] = [*accumulate((c.end for c in found), max)]

    def at(self, doc: str, place: int, voice: str) -> tuple[str, ...]:
        """What touches the words of `voice` at a place: stated of the source, then read out of it."""
        found, reach = self._found.get(doc, []), self._reach.get(doc, [])
        i, here = bisect_right(self._starts.get(doc, []), place) - 1, []
        while i >= 0 and reach[i] > place:  # none before reaches further
            if place < found[i].end and _touches(found[i], voice):
                here.append(found[i].what)
            i -= 1
        return tuple(dict.fromkeys((*self._whole.get(doc, ()), *here[::-1])))


def _touches(circumstance: Circumstance, voice: str) -> bool:
    """Whether a circumstance holds for a voice: for all, or for one whose last name is among its names."""
    families = {key(w).family for w in circumstance.who}
    return not families or key(voice).family in families or voice == "unknown speaker"


def circumstances_of(claim: Claim, around: Surroundings) -> tuple[str, ...]:
    """Circumstances that touch the words of a claim; the text's own voice has only `translated`."""
    found = around.at(claim.doc, claim.start, claim.voice[0])
    if claim.voice[0] == NARRATOR and len(claim.voice) == 1:
        return tuple(c for c in found if c == "translated")
    return found


def factors_of(claim: Claim, circumstances: Iterable[str], two: frozenset[str]) -> list[tuple[float, str]]:
    """What makes a claim count more or less, each with its name."""
    table, voice = weights(), claim.voice
    found = [
        (claim.confidence, "confidence"),
        (table.tells[claim.relation], claim.relation),
        (table.counts[claim.modality], claim.modality),
    ]
    found += [(table.circumstance.get(c, 1.0), c) for c in circumstances]
    found += [(table.voice["hop"], "hearsay")] * (len(voice) - 1)
    if voice[0] in two:
        found.append((table.voice["own"], "own interest"))
    if voice[0] == "unknown speaker":
        found.append((table.voice["unknown"], "speaker unknown"))
    dated = "dated" if when(claim) else "undated"
    return [*found, (table.time[dated], dated)]


def weighed(evidence: Evidence, around: Surroundings, two: frozenset[str] = frozenset()) -> Evidence:
    """The same evidence with its weight and circumstances; what is shown gets its words from `told`."""
    circumstances = circumstances_of(evidence.claim, around)
    weight = prod([factor for factor, _ in factors_of(evidence.claim, circumstances, two)])
    e = evidence  # made by hand: `replace` takes as long as all the rest, and this is done for every claim
    return Evidence(
        e.claim,
        e.id,
        min(weight, 1.0),
        e.direct,
        e.says,
        circumstances,
        e.through,
        e.why,
        e.completed,
        e.both,
    )


def told(evidence: Evidence, two: frozenset[str] = frozenset()) -> Evidence:
    """Weighed evidence with its sayer in words and the reason of its weight."""
    claim, circumstances = evidence.claim, evidence.circumstances
    named = [
        (f, f"{n} {f:.2f}" if n == "confidence" else n) for f, n in factors_of(claim, circumstances, two)
    ]
    e = evidence
    says = chain_words(claim.voice, () if claim.voice == (NARRATOR,) else circumstances)
    why = " · ".join(f"{name} ×{factor:.2f}" for factor, name in named if factor != 1.0) or "full weight"
    return Evidence(claim, e.id, e.weight, e.direct, says, circumstances, e.through, why, e.completed, e.both)


def value(claim: Claim) -> float:
    """Where a claim places the two, from -1 (against) to +1 (for)."""
    table = weights()
    return table.value[claim.relation] * table.turns[claim.modality]


def aside(word: str, memory: Memory) -> Callable[[Evidence], bool]:
    """
    What `--without WORD` sets aside: `duress` and other circumstances, `hearsay`, or a voice's name.

    Raises QueryError where the word is none of these in the sources at hand.
    """
    wanted = word.casefold().strip()
    if wanted == "hearsay":
        return lambda e: len(e.claim.voice) > 1 or e.claim.modality == "alleged"
    names = weights().without.get(wanted, (wanted,))
    known = wanted in weights().without or wanted in weights().circumstance
    persons = frozenset() if known else voices(word, memory)
    if not known and not persons:
        raise QueryError(
            f'--without "{word}": no such circumstance, and nobody of that name in the sources. '
            f"Circumstances: {', '.join(sorted({'hearsay', *weights().without, *weights().circumstance}))}."
        )
    return lambda e: any(c in names for c in e.circumstances) or any(v in persons for v in e.claim.voice)


def voices(word: str, memory: Memory) -> frozenset[str]:
    """Joined names that a `--without NAME` means; empty where it means nobody."""
    if word.casefold() in {"narrator", "author", "unknown speaker"}:
        return frozenset({word.casefold()})
    return frozenset(p.name for p in match(word, memory).persons)
