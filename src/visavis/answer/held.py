"""
Offices and seats at a date. They hold until one hears otherwise: between a statement and a later one, or a
stated end, they are held; without an end they are `last heard`, and after some years nobody can tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from visavis.answer.network import has_name, is_described, is_office, says_nothing
from visavis.answer.stood import when_words
from visavis.case.day import Span, answer, limited, span_of
from visavis.case.names import fold
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence
from visavis.model.lasting import head, lasting
from visavis.model.names import words as lists
from visavis.model.standing import (
    ANSWERS,
    BASES,
    BETWEEN,
    CANNOT_TELL,
    CERTAINLY,
    HEARD,
    POSSIBLY,
    TIME,
    UNDATED,
    Holding,
)  # fmt: skip
from visavis.model.weights import weights

YEAR = 365.2425
OF_WHAT = re.compile(r"\b(?:of|to|for|in|at)\b")  # behind an office's own words
BEGINS, HOLDS, ENDS = "begins", "holds", "ends"


@dataclass(frozen=True, slots=True)
class Word:
    """What one claim says of an office or a seat: that it `begins`, `holds` or `ends`, and when."""

    says: str
    evidence: Evidence
    span: Span | None

    @property
    def dated(self) -> bool:
        """Whether its time says more than that it was some time after or before something else."""
        return self.span is not None and not self.span.vague

    @property
    def first(self) -> float:
        """First day on which it may have been; before all days where it is undated."""
        return self.span.first if self.span else float("-inf")

    @property
    def last(self) -> float:
        """Last day on which it may have been; after all days where it is undated."""
        return self.span.last if self.span else float("inf")

    @property
    def when(self) -> str:
        """Its time in words."""
        if self.span is None:
            return "undated"
        return when_words(self.span) if self.dated else f"some time {when_words(self.span)}"


@dataclass(frozen=True, slots=True)
class Held:
    """The answer for one seat: the answer for time, what it rests on, why, and the words behind it."""

    answer: str
    basis: str
    why: str
    words: tuple[Word, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the claims behind it, those of an end last."""
        ranked = sorted(self.words, key=lambda w: (w.says == ENDS, -w.evidence.weight, w.evidence.id))
        return tuple(dict.fromkeys(w.evidence.id for w in ranked))


def holdings(evidence: Sequence[Evidence], kinds: Mapping[str, str], day: Span) -> list[Holding]:
    """
    Who was in which office or body on `day`, the surest and weightiest first.

    `kinds` tells persons, groups and offices apart. What had certainly ended or not begun is left out.
    """
    ends = _Ends(evidence)
    found = []
    for (who, key, leads), words in _told(evidence, kinds).items():
        held = _held([*words, *ends.of(who, key)], day, _is_named(key, words))
        if held:
            what, weight = _name(words), max(w.evidence.weight for w in words)
            nameless = not (has_name(who) and (has_name(what) or _is_office(words)))
            rank = (ANSWERS.index(held.answer), BASES.index(held.basis), nameless, -weight, fold(what), who)
            found.append((rank, Holding(who, what, held.answer, held.basis, held.why, held.ids, leads)))
    return [holding for _, holding in sorted(found, key=lambda row: row[0])]


def _is_named(key: str, words: Sequence[Word]) -> bool:
    """
    Whether an office or body has a name of its own, by which it is carried on from another time: a body
    written large, an office of several words (`Mayor of Ost`) or one that is kept for life (`Pope`).
    """
    written_large = _name(words) != key
    large = written_large and (not _is_office(words) or key in lasting().for_life)
    return len(key.split()) > 1 or large


def _is_office(words: Iterable[Word]) -> bool:
    return any(w.evidence.claim.relation == "holds" for w in words)


def _told(evidence: Sequence[Evidence], kinds: Mapping[str, str]) -> dict[tuple[str, str, bool], list[Word]]:
    """What is said of each seat (who, its words, whether at its head); a shortened name joins the full."""
    told: dict[tuple[str, str, bool], list[Word]] = defaultdict(list)
    for e in evidence:
        if e.claim.modality in ("asserted", "alleged", "denied") and _is_seat(e.claim, kinds):
            told[(e.claim.subject, _key(e.claim.object), e.claim.relation == "commands")].append(_word(e))
    by_who: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for who, key, leads in told:
        by_who[who, leads].append(key)
    out: dict[tuple[str, str, bool], list[Word]] = defaultdict(list)
    for (who, key, leads), words in told.items():
        longer = [k for k in by_who[who, leads] if k.startswith(f"{key} ")]
        full = longer[0] if len(longer) == 1 and len(key.split()) > 1 else key
        out[who, full, leads] += words
    return out


def _is_seat(claim: Claim, kinds: Mapping[str, str]) -> bool:
    """Whether a claim puts somebody into a named office or body, or over a body with a name of its own."""
    if claim.relation not in lasting().lasts or not is_office(_plain(claim.object)) or says_nothing(claim):
        return False
    holder = kinds.get(claim.subject, "person")
    if claim.relation == "holds" and not (holder == "person" and _in_words(claim)):
        return False
    if is_described(claim.subject):
        return False  # `the German chief`, `the Revolution`: nobody is told to hold it
    if claim.relation == "member" and not _is_body(claim.object, kinds.get(claim.object, "group")):
        return False
    if claim.relation == "commands":
        own = claim.object != claim.object.lower() and head(claim) in lasting().leads
        return own and kinds.get(claim.object) == "group" and kinds.get(claim.subject, "person") == "person"
    return True


def _is_body(name: str, kind: str) -> bool:
    """Whether one can sit in what is named so: no person, no people, nobody counted, no officers."""
    return kind != "person" and lasting().is_body(name) and not _officers(name)


def _in_words(claim: Claim) -> bool:
    """Whether the quote has the words for the office: a reader may have taken it for another near by."""
    said = fold(claim.quote).split()
    front = fold(OF_WHAT.split(_plain(claim.object), maxsplit=1)[0]).split()
    return all(w == "the" or any(s.startswith(w) for s in said) for w in front)


def _plain(name: str) -> str:
    """An office's or body's name without the source that tells it from namesakes."""
    return name.split(" (", maxsplit=1)[0]


def _officers(name: str) -> bool:
    """Whether a name is of several in office (`the consuls`, `Ada's lieutenants`) and of no body."""
    last = fold(name.split(" of ", maxsplit=1)[0]).split()[-1:]
    return any(w.endswith("s") and w[:-1] in lists()["offices.words"] for w in last)


def _key(name: str) -> str:
    return " ".join(w for w in fold(_plain(name)).split() if w not in ("the", "of"))


def _word(e: Evidence) -> Word:
    span = span_of(e.claim)
    span = limited(span, lasting().office_years) if span and not span.vague else span
    if span and span.last - span.first > lasting().longest_office * YEAR:
        span = replace(span, stated=False)  # a lifetime rather than a term of office
    if span and not span.stated and lasting().now.search(e.claim.quote):
        span = None  # `the present Mayor`: of the time of telling, not of what is told around it
    if e.claim.modality == "denied" or lasting().ends(e.claim):
        return Word(ENDS, e, span)
    return Word(BEGINS if lasting().begins(e.claim) else HOLDS, e, span)


def _name(words: Iterable[Word]) -> str:
    """The office's or body's name, the fullest of the weightiest claims."""
    return max(((_plain(w.evidence.claim.object), w.evidence.weight) for w in words), key=_fullness)[0]


def _fullness(named: tuple[str, float]) -> tuple[int, float]:
    return len(named[0]), named[1]


class _Ends:
    """What ends offices and seats without being a claim of them: removals, successors, deaths."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._against: dict[str, list[Evidence]] = defaultdict(list)
        for e in evidence:
            if e.claim.modality == "asserted" and e.claim.relation in ("harms", "succeeds"):
                self._against[e.claim.object].append(e)

    def of(self, who: str, key: str) -> list[Word]:
        """What ends the seat `key` of `who`."""
        return [Word(ENDS, e, span_of(e.claim)) for e in self._against.get(who, ()) if _ended(e.claim, key)]


def _ended(claim: Claim, key: str) -> bool:
    """Whether a deed against somebody, or a successor, ends that seat: a death does, else if it is named."""
    if _is_death(claim):
        return True
    named = set(key.split()) <= set(fold(claim.quote).split())
    return named and (claim.relation == "succeeds" or head(claim) in lasting().removes)


def _is_death(claim: Claim) -> bool:
    return claim.relation == "harms" and head(claim) in lasting().kills


def _held(words: Sequence[Word], day: Span, named: bool) -> Held | None:
    """
    The answer for one seat; None where it had ended or not begun. `named` tells an office or body with a name
    of its own from a bare word (`chairman`), which is not carried on from another time.
    """
    words = [w for w in words if w.dated or w.span is None or answer(w.span, day)]
    over = [w for w in words if w.dated and w.says == ENDS and w.last < day.first]
    ended = max((w.last for w in over), default=float("-inf"))
    alive = [w for w in words if w.says != ENDS and (not w.dated or w.last >= ended)]
    if touching := [(a, w) for w in alive if w.dated and w.span and (a := answer(w.span, day))]:
        return _touching(touching)
    if past := [w for w in alive if w.dated and w.last < day.first]:
        later = [w for w in words if w.dated and w not in past and w not in over]
        return _persisting(past, later, day) if named else None
    if not alive:
        return _only_its_end(words, day)
    undated = not any(w.dated for w in alive)
    return Held(CANNOT_TELL, UNDATED, alive[0].when, tuple(alive)) if undated else None


def _only_its_end(words: Sequence[Word], day: Span) -> Held | None:
    """`the former Mayor`: only that it was over is told; before that nobody can tell."""
    own = [w for w in words if w.evidence.claim.relation in lasting().lasts and not _denied(w)]
    later = [w for w in own if not w.dated or w.first > day.last]
    return Held(CANNOT_TELL, UNDATED, "only its end is told", tuple(later)) if later else None


def _denied(word: Word) -> bool:
    return word.evidence.claim.modality == "denied"


def _touching(found: Sequence[tuple[str, Word]]) -> Held:
    """Claims whose own time touches the date: the surest of them answer."""
    best = min((a for a, _ in found), key=ANSWERS.index)
    times = dict.fromkeys(w.when for a, w in found if a == best)
    return Held(best, TIME, ", ".join([*times][:3]), tuple(w for _, w in found))


def _persisting(past: Sequence[Word], later: Sequence[Word], day: Span) -> Held:
    """Heard of before the date: held until a later word of it, or `last heard` where there is none."""
    last = max(past, key=lambda w: (w.last, w.evidence.weight, w.evidence.id))
    nearest, reach = _next(later, day), lasting().office_years * YEAR
    unsure = tuple(w for w in later if w.says == ENDS and w.first <= day.last)
    if nearest and not unsure and nearest.first - last.last <= reach:
        how = "its end" if nearest.says == ENDS else "again"
        sure = all(w.span and w.span.stated for w in (last, nearest))
        why = f"told {last.when}, {how} {nearest.when}: held between"
        return Held(CERTAINLY if sure else POSSIBLY, BETWEEN, why, (last, nearest))
    if day.first - last.last > reach:
        return Held(CANNOT_TELL, HEARD, f"last heard {last.when}, too long before", (last,))
    return Held(POSSIBLY, HEARD, f"last heard {last.when}", (last, *unsure))


def _next(later: Sequence[Word], day: Span) -> Word | None:
    """
    The next word of a seat after the date; None where there is none, or it begins anew. A death is none: it
    does not tell that the seat was held till then.
    """
    after = [w for w in later if w.first > day.last and not _is_death(w.evidence.claim)]
    nearest = min(after, key=lambda w: (w.first, w.says != BEGINS, w.evidence.id), default=None)
    return None if nearest is None or nearest.says == BEGINS else nearest


def heads_of(found: Iterable[Holding]) -> dict[str, list[Holding]]:
    """
    Offices that at most one can hold, held by several at once for certain, by office.

    >>> one, two = (Holding(w, "Mayor of Ost", CERTAINLY, TIME, "", (w,)) for w in ("Ada", "Ben"))
    >>> [h.who for h in heads_of([one, two])["mayor ost"]]
    ['Ada', 'Ben']
    """
    by: dict[str, list[Holding]] = defaultdict(list)
    for h in found:
        words = _key(h.what).split()
        if h.answer == CERTAINLY and len(words) > 1 and not weights().juniors & set(words):
            by[" ".join(words)].append(h)
    return {key: held for key, held in sorted(by.items()) if len({h.who for h in held}) > 1}
