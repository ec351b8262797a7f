"""From a date and what the sources hold to who stood where on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from visavis.answer.dossier import Options, made
from visavis.answer.held import heads_of, holdings
from visavis.answer.stood import clashes, stances
from visavis.answer.weigh import Surroundings, aside, told, weighed
from visavis.case.completing import LOST, completed, tie_of
from visavis.case.copies import copies_of
from visavis.case.day import Span, answer, asked, span_of
from visavis.case.memory import Memory
from visavis.model.dossier import Evidence, Open
from visavis.model.lasting import lasting
from visavis.model.standing import CANNOT_TELL, Clash, Holding, Stance, Standing

YEAR = 365.2425
MOST_UNDATED = 3000  # claims without a date that are looked at; nobody can tell of them anyhow
MOST_PLACED = 500  # people of whom they are looked for
ENDING = frozenset({"harms", "succeeds"})  # what may have ended an office or a seat, whenever


def at(date: str, memory: Memory, options: Options) -> Standing:
    """
    Offices, bodies and stances on `date` (EDTF), each with its answer for time and its claims.

    >>> from visavis.case.memory import remember
    >>> at("1925-04", remember([]), Options()).found
    False

    Raises QueryError where the date has no year, or an option cannot be understood.
    """
    day = asked(date)
    found_then = of_then(day, memory)
    kept, left = weighed_claims(memory, options, found_then)
    kinds = kinds_of(kept, memory)
    by_id = {e.id: e for e in kept}
    held = holdings(kept, kinds, day)
    offices: list[Holding] = []
    bodies: list[Holding] = []
    for h in held:
        (offices if is_office_of(h, by_id) else bodies).append(h)
    stood = stances(kept, kinds, day)
    found = [*_two_holders(offices), *clashes(stood, by_id, day, copies_of(memory.heads))]
    cited = _cited([h.claims for h in held], [s.claims for s in stood], [c.claims for c in found])
    return Standing(
        date=day.edtf,
        offices=tuple(offices),
        bodies=tuple(bodies),
        stances=tuple(stood),
        clashes=tuple(found),
        claims=tuple(told(by_id[i]) for i in cited),
        open=(*left, *_undated(stood), *_passed_over(found_then, memory)),
        made_with=made(memory, replace(options, at=day.edtf)),
    )


def of_then(day: Span, memory: Memory) -> list[Evidence]:
    """
    The claims that tell who stood where on `day`, in order of the sources: what is told of the years around
    it, and of whoever is placed there what has no date.
    """
    known, years = lasting(), YEAR
    stood = memory.within(day.first - (known.stance_years + 1) * years, day.last)
    first, last = day.first - (known.longest_office + 1) * years, day.last + (known.office_years + 1) * years
    held = memory.within(first, last, known.lasts | ENDING)
    undated = memory.undated(MOST_UNDATED, _placed((*stood, *held), day), ENDING)
    place = {doc: n for n, doc in enumerate(memory.searched)}
    found = {e.id: e for e in (*stood, *held, *undated)}.values()
    return sorted(found, key=lambda e: (place.get(e.claim.doc, 0), e.claim.start, e.claim.end, e.id))


def _placed(evidence: Iterable[Evidence], day: Span) -> list[str]:
    """Those of whom most is told at a date."""
    told_of: Counter[str] = Counter()
    for e in evidence:
        span = span_of(e.claim)
        if span and not span.vague and answer(span, day):
            told_of.update((e.claim.subject, e.claim.object))
    return sorted(told_of, key=lambda n: (-told_of[n], n))[:MOST_PLACED]


def _passed_over(found: Sequence[Evidence], memory: Memory) -> list[Open]:
    """What has no date and was not looked at, counted."""
    n = memory.dateless - sum(span_of(e.claim) is None for e in found)
    why = f"of others than those placed at that date, or less sure than the first {MOST_UNDATED}"
    return [Open(f"{n} claim{'s' * (n != 1)} without a date", why)] if n else []


def _cited(*parts: Sequence[tuple[str, ...]]) -> dict[str, None]:
    return dict.fromkeys(i for part in parts for ids in part for i in ids)


def _undated(stood: Sequence[Stance]) -> list[Open]:
    n = sum(s.answer == CANNOT_TELL for s in stood)
    why = "what is told of them has no date, so nobody can tell"
    return [Open(f"how {n} pair{'s' * (n != 1)} stood", why)] if n else []


def weighed_claims(
    memory: Memory, options: Options, some: Iterable[Evidence]
) -> tuple[list[Evidence], list[Open]]:
    """
    Of some claims those that the options leave (not their window of time), weighed, lost years completed from
    other tellings; and what the options set aside, counted.

    >>> from visavis.case.memory import remember
    >>> weighed_claims(remember([]), Options(), [])
    ([], [])
    """
    around = Surroundings(memory.heads)
    tests = [(word, aside(word, memory)) for word in options.without]
    kept, counts = [], dict.fromkeys((f"set aside: --without {w}" for w, _ in tests), 0)
    low = f"less sure than {options.min_confidence:g} (--min-confidence)"
    for e in (weighed(e, around) for e in some):
        word = next((w for w, test in tests if test(e)), None)
        if word is not None:
            counts[f"set aside: --without {word}"] += 1
        elif e.claim.confidence < options.min_confidence:
            counts[low] = counts.get(low, 0) + 1
        else:
            kept.append(e)
    left = [Open(f"{n} claim{'s' * (n != 1)} of the sources", why) for why, n in counts.items() if n]
    return _with_years(kept, memory, around), left


def _with_years(kept: list[Evidence], memory: Memory, around: Surroundings) -> list[Evidence]:
    """The claims with lost years completed from whatever tells the same event, when it was."""
    lost = [e for e in kept if LOST.match(e.claim.time or "")]
    if not lost:
        return kept
    ties: dict[object, list[Evidence]] = {tie_of(e.claim): [] for e in lost}
    theirs = {n for e in lost for n in (e.claim.subject, e.claim.object)}
    for e in memory.among(theirs):
        if tie_of(e.claim) in ties:
            ties[tie_of(e.claim)].append(weighed(e, around))
    mended = {e.id: completed([e], ties[tie_of(e.claim)])[0] for e in lost}
    return [mended.get(e.id, e) for e in kept]


def kinds_of(evidence: Sequence[Evidence], memory: Memory) -> Mapping[str, str]:
    """The kinds of everybody whom some claims are about."""
    return memory.kinds({n for e in evidence for n in (e.claim.subject, e.claim.object)})


def is_office_of(held: Holding, by_id: Mapping[str, Evidence]) -> bool:
    """Whether the first claim behind a holding names an office (not a body)."""
    return by_id[held.claims[0]].claim.relation == "holds"


def _two_holders(offices: list[Holding]) -> list[Clash]:
    """Offices for which several are named at once."""
    found = []
    for held in heads_of(offices).values():
        who = ", ".join(dict.fromkeys(h.who for h in held))
        ids = tuple(dict.fromkeys(h.claims[0] for h in held))
        if len(ids) > 1:
            found.append(Clash(held[0].what, f"several are named for it on this date: {who}", ids))
    return found
