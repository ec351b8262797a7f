"""Who stood with and against whom on a date, and where the claims of that date contradict one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from visavis.answer.network import has_name, is_described, says_nothing
from visavis.answer.weigh import told
from visavis.answer.words import date_words
from visavis.case.accounts import accounts
from visavis.case.copies import NONE, Copies
from visavis.case.day import Span, answer, limited, span_of
from visavis.model.dossier import Evidence
from visavis.model.lasting import lasting
from visavis.model.standing import (
    AGAINST,
    ANSWERS,
    BASES,
    CANNOT_TELL,
    DENIED,
    FOR,
    HEARD,
    POSSIBLY,
    TIME,
    UNDATED,
    Clash,
    Stance,
)  # fmt: skip

YEAR = 365.2425
SAID = frozenset({"asserted", "alleged", "planned", "denied"})  # questions and ifs place nobody
TIES = frozenset({FOR, AGAINST})
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Word:
    """One claim about a pair, and what it answers for the date."""

    answer: str
    basis: str
    why: str
    evidence: Evidence

    @property
    def sign(self) -> str:
        """`+`, `-`, or `denied` for a tie that the voice says was not."""
        return DENIED if self.evidence.claim.modality == "denied" else self.evidence.claim.sign

    @property
    def rank(self) -> tuple[int, int]:
        """The surest first."""
        return ANSWERS.index(self.answer), BASES.index(self.basis)


def stances(evidence: Sequence[Evidence], kinds: Mapping[str, str], day: Span) -> list[Stance]:
    """
    How the pairs that the sources speak of stood on `day`: one line a pair and sign, the surest first.

    A tie of the past counts as `last heard` for some years, until its contrary is told.
    """
    found = []
    for (a, b), words in _pairs(evidence, kinds, day).items():
        for sign in (FOR, AGAINST, DENIED):
            said = sorted((w for w in words if w.sign == sign), key=_order)
            if said:
                best = [w for w in said if w.rank == said[0].rank]
                nameless = not all(has_name(n) and not is_described(n) for n in (a, b))
                rank = (*said[0].rank, nameless, -sum(w.evidence.weight for w in best), a, b, sign)
                found.append((rank, _stance(a, b, sign, said, best)))
    return [stance for _, stance in sorted(found, key=lambda row: row[0])]


def _order(w: Word) -> tuple[tuple[int, int], float, str]:
    return w.rank, -w.evidence.weight, w.evidence.id


def _stance(a: str, b: str, sign: str, said: Sequence[Word], best: Sequence[Word]) -> Stance:
    why = ", ".join([*dict.fromkeys(w.why for w in best)][:3])
    ids = tuple(dict.fromkeys(w.evidence.id for w in said))
    return Stance(a, b, sign, best[0].answer, best[0].basis, why, ids)


def _pairs(evidence: Sequence[Evidence], kinds: Mapping[str, str], day: Span) -> dict[Pair, list[Word]]:
    by: dict[Pair, list[Evidence]] = defaultdict(list)
    for e in evidence:
        c = e.claim
        if (
            c.sign in TIES
            and c.modality in SAID
            and c.subject != c.object
            and kinds.get(c.object) != "office"
            and not says_nothing(c)
        ):
            by[(min(c.subject, c.object), max(c.subject, c.object))].append(e)
    return {pair: words for pair, said in by.items() if (words := _words(said, day))}


def _words(said: Sequence[Evidence], day: Span) -> list[Word]:
    """What each claim about one pair answers; of what is only last heard, the latest."""
    out: list[Word] = []
    past: list[tuple[Span, Evidence]] = []
    for e in said:
        span = _span(e)
        if span is None or (span.vague and answer(span, day)):
            why = f"some time {when_words(span)}" if span else "undated"
            out.append(Word(CANNOT_TELL, UNDATED, why, e))
        elif given := answer(span, day):
            out.append(Word(given, TIME, when_words(span), e))
        elif span.last < day.first and e.claim.modality != "denied" and not span.vague:
            past.append((span, e))
    older = past and all(w.answer == CANNOT_TELL for w in out)
    return out + (_last_heard(past, day) if older else [])


def _span(e: Evidence) -> Span | None:
    """When a tie held; what has no end is kept for some years, and is no longer certain."""
    span = span_of(e.claim)
    if span is None or not span.open or span.vague:
        return span
    return replace(limited(span, lasting().stance_years), stated=False)


def when_words(span: Span) -> str:
    """When, in words; what is inferred says so."""
    open_end = span.edtf.endswith("/..") or span.edtf.startswith("../")
    if span.completed:
        return f"{date_words(span.edtf)}, the year from another telling"
    return date_words(span.edtf) + ("" if span.stated or open_end else ", by the order of events")


def _last_heard(past: Sequence[tuple[Span, Evidence]], day: Span) -> list[Word]:
    """The latest of what stood before the date, if it lasts and is not too old; its contrary ends it."""
    latest = max((s.last for s, _ in past), default=float("-inf"))
    if day.first - latest > lasting().stance_years * YEAR:
        return []
    return [
        Word(POSSIBLY, HEARD, f"last heard {when_words(s)}", e)
        for s, e in past
        if s.last == latest and e.claim.relation in lasting().stands
    ]


def clashes(
    found: Sequence[Stance], by_id: Mapping[str, Evidence], day: Span, known: Copies = NONE
) -> list[Clash]:
    """What of the date is told both ways, by pair: a tie asserted and denied, for and against, two dates."""
    by: dict[Pair, list[Evidence]] = defaultdict(list)
    for s in found:
        by[(s.a, s.b)] += [by_id[i] for i in s.claims if _of_the_day(by_id[i], day)]
    out = []
    for (a, b), evidence in by.items():
        if len(evidence) < 2:
            continue  # one claim contradicts nothing
        for account in accounts([told(e) for e in dict.fromkeys(evidence)], known):
            if account.kind == "contradict":
                out.append(Clash(f"{a} and {b}", account.why, account.claims))
    return out


def _of_the_day(e: Evidence, day: Span) -> bool:
    span = _span(e)
    return span is not None and not span.vague and answer(span, day) is not None
