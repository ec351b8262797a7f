"""
Contradiction: one tie asserted and denied, for and against at one time, one event under two dates. Where the
two may speak of different things nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from visavis.case.accounts_events import Around, Company, alike, near
from visavis.case.accounts_voices import independent, other_words, unnamed, witness
from visavis.case.copies import Copies
from visavis.case.when import When, apart, together, when
from visavis.model.claim import SYMMETRIC, Claim
from visavis.model.date_saying import brief_date
from visavis.model.dossier import Account, Evidence
from visavis.model.weights import weights

DENIABLE = frozenset(
    {"allied", "friend", "kin", "member", "holds", "mentors", "commands"}
)  # lasting: one thing
LASTING = frozenset({"allied", "friend", "opposes"})  # states for and against; a rupture is a deed of one day
ONCE = frozenset({"harms", "appoints", "succeeds"})  # deeds of which two between the same two are rare
NOUNS = frozenset({"noun", "role", "letter"})  # rules whose words name a tie or a person
OWNED = re.compile(r"\b(?:my|our|your|his|her|their)\b|\w['’]s\b", re.IGNORECASE)
BEFORE = 120  # characters before a denial in which the word that denies may stand
COMPARED = 300  # the strongest dated claims that are compared each with each
CITED = 8  # claims that one account cites
SURE = 0.45  # how sure both must be where only the state itself shows that they speak of one thing
MONTH, SEASON, YEAR = 31, 93, 366  # days
SLIP = 3  # days by which two dates of one event may differ where the same word tells it
MET = 2  # others whom two claims must share to tell one event
SHARED = 3  # rare words around two claims that show one event

Timed = tuple[When, Evidence]


def denials(pair: Sequence[Evidence], known: Copies, around: Around) -> Iterator[tuple[float, Account]]:
    """Asserted here, denied there, of one tie at times that may be the same: one account for each denial."""
    said = [e for e in pair if e.claim.modality in ("asserted", "alleged")][: 10 * COMPARED]
    for no in (e for e in pair if e.claim.modality == "denied" and _negative(e.claim, around)):
        against = [e for e in said if _denied_by(e, no, known, around)]
        if against:
            first, *rest = sorted(against, key=lambda e: (-e.weight, e.claim.doc, e.claim.start, e.id))
            more = f", and {len(rest)} more statement{'s' * (len(rest) != 1)}" if rest else ""
            when_told = _same_time(when(first.claim), when(no.claim))
            why = f"{first.says} so{more}; {no.says} the contrary{when_told}"
            ids = (first.id, no.id, *(e.id for e in rest[: CITED - 2]))
            yield first.weight * no.weight, Account("contradict", ids, why)


def _negative(claim: Claim, around: Around) -> bool:
    """
    Whether the words of a denial, or those of its clause before them, hold a word that denies. What `my
    friend` or `our friendship` takes for granted, no word before it denies.
    """
    granted = claim.rule.partition(":")[0] in NOUNS and OWNED.search(claim.quote) is not None
    told = claim.quote if granted else around.before(claim, BEFORE)
    return told is None or bool(re.search(weights().denying, told, re.IGNORECASE))


def same_tie(one: Claim, two: Claim) -> bool:
    """
    Whether two claims say the same relation in the same direction.

    >>> met = Claim("d", 0, 1, "x", "Ada", "Ben", "meets")
    >>> same_tie(met, Claim("d", 0, 1, "x", "Ben", "Ada", "meets"))
    True
    """
    if one.relation != two.relation:
        return False
    return one.relation in SYMMETRIC or (one.subject, one.object) == (two.subject, two.object)


def _denied_by(yes: Evidence, no: Evidence, known: Copies, around: Around) -> bool:
    """Whether `no` denies what `yes` asserts; a text's own voice is not taken to contradict itself."""
    one, two = yes.claim, no.claim
    if not same_tie(one, two) or apart(when(one), when(two)) or _one_place(one, two):
        return False
    same = witness(one, known) == witness(two, known)
    if same and witness(one, known)[0] == "text":
        return False
    if one.relation == "meets" or (same and one.relation not in DENIABLE):  # of two days, both may be true
        return _stated(yes, no) or _one_deed(yes, no)
    return _one_matter(yes, no) or len(around.shared(yes, no)) >= SHARED


def _one_matter(yes: Evidence, no: Evidence) -> bool:
    """
    Whether an assertion and a denial speak of one thing: a state, a stated time, or shared words. That one
    meeting was denied says nothing of another, nor does one resistance denied; and two texts without a time
    may tell of two, where nobody's word stands against another's.
    """
    state = yes.claim.relation in DENIABLE
    sworn = any(len(e.claim.voice) > 1 or not unnamed(e.claim.voice[0]) for e in (yes, no))
    sure = min(yes.claim.confidence, no.claim.confidence) >= SURE
    return (state and sworn and sure) or _stated(yes, no) or _one_deed(yes, no) or alike(yes, no, 2)


def _stated(yes: Evidence, no: Evidence) -> bool:
    """Whether both state a time, and the two touch."""
    one, two = when(yes.claim), when(no.claim)
    return one is not None and two is not None and one.stated and two.stated and together(one, two)


def _one_deed(yes: Evidence, no: Evidence) -> bool:
    """Whether the same word tells a deed done once, which one of the two themselves asserts or denies."""
    one, two = yes.claim, no.claim
    own = {one.subject, one.object} & {one.voice[-1], two.voice[-1]}
    return bool(own) and one.relation in ONCE and one.rule == two.rule and one.rule.startswith("verb:")


def _same_time(one: When | None, two: When | None) -> str:
    if one and two:
        return f", of times that touch ({brief_date(one.edtf)}, {brief_date(two.edtf)})"
    return ", and no date tells the two apart"


def _one_place(one: Claim, two: Claim) -> bool:
    return one.doc == two.doc and one.start < two.end and two.start < one.end


def clashes(pair: Sequence[Evidence], known: Copies) -> Iterator[tuple[float, Account]]:
    """For and against at one time, from different witnesses."""
    for (w, e), (v, f) in both_ways(pair):
        if clash((w, e), (v, f), known):
            both = f"{e.claim.relation} against {f.claim.relation}"
            times = " and ".join(dict.fromkeys((brief_date(w.edtf), brief_date(v.edtf))))
            why = f"{both} at one time ({times}), by different voices"
            yield e.weight * f.weight, Account("contradict", (e.id, f.id), why)


def both_ways(pair: Sequence[Evidence]) -> list[tuple[Timed, Timed]]:
    """
    Each claim for with each against it that touch in time and are dated to a year or finer.

    >>> both_ways([])
    []
    """
    told = [e for e in pair if e.claim.modality == "asserted" and e.claim.sign != "0"]
    dated = [(w, e) for e in told if (w := when(e.claim)) and w.closed and w.width <= YEAR][:COMPARED]
    plus, minus = ([p for p in dated if p[1].claim.sign == sign] for sign in "+-")
    return [(p, m) for p in plus for m in minus if together(p[0], m[0])]


def clash(one: Timed, two: Timed, known: Copies) -> bool:
    """
    Whether for and against, from two witnesses, exclude one another: stated of one month, or two states
    stated of one and the same year. Praise and a rupture within one year are a turn; so is an alliance of
    that year with a breach in its autumn, and what only order dates.
    """
    (w, e), (v, f) = one, two
    lasting = all(_lasts(x.claim) for x in (e, f)) and (w.first, w.last) == (v.first, v.last)
    told = w.stated and v.stated and other_words(e.claim, f.claim, known)
    return told and (lasting or max(w.width, v.width) <= MONTH)


def _lasts(claim: Claim) -> bool:
    """Whether a claim tells a state for or against of a whole time, not what was done together once."""
    return claim.relation in LASTING and not claim.bounds and not claim.rule.startswith("joint:")


def other_dates(pair: Sequence[Evidence], known: Copies, company: Company) -> Iterator[tuple[float, Account]]:
    """One event told with different dates: the same tie, shared words or company, dates apart but near."""
    closed = [(e, w) for e in pair if (w := when(e.claim)) and w.closed]
    dated = [(e, w) for e, w in closed if w.width <= (YEAR if w.stated else SEASON)][:COMPARED]
    for i, (e, w) in enumerate(dated):
        for f, v in dated[i + 1 :]:
            if not (same_tie(e.claim, f.claim) and apart(w, v) and near(w, v, 2 * YEAR)):
                continue
            shared = _one_event(e, f, company) if w.stated or v.stated else None
            if shared and independent(e.claim, f.claim, known):
                dates = f"{brief_date(w.edtf)} by one and {brief_date(v.edtf)} by the other"
                why = f"what seems one event{shared} is dated {dates}"
                yield e.weight * f.weight, Account("contradict", (e.id, f.id), why)


def _one_event(one: Evidence, two: Evidence, company: Company) -> str | None:
    """What shows that two claims tell one event, in words; None where nothing does."""
    there = sorted(company.of(one.claim) & company.of(two.claim))
    if len(there) >= MET:
        return f" (in the company of {', '.join(there[:4])})"
    w, v = when(one.claim), when(two.claim)
    if w is None or v is None or not (w.stated and v.stated):
        return None
    if alike(one, two):
        return " (in much the same words)"
    return " (called the same, a few days apart)" if _a_slip((w, one), (v, two)) else None


def _a_slip(one: Timed, two: Timed) -> bool:
    """Whether two claims are shown by one word, and stated of days that lie a few days apart."""
    (w, e), (v, f) = one, two
    c, d = e.claim, f.claim
    if w.width or v.width or not c.rule:
        return False
    one_way = (c.subject, c.object) == (d.subject, d.object)
    return one_way and c.rule == d.rule and 0 < abs((w.first or 0) - (v.first or 0)) <= SLIP
