"""
Accounts: which claims about one tie agree, contradict one another, copy one another, or show a change.

Two claims agree only where different voices stand behind them and neither is a copy of the other. Opposite
signs at different times are a change, no contradiction.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from visavis.case.copies import NONE, Copies
from visavis.case.details import Text, at_odds
from visavis.case.when import When, apart, together, when
from visavis.model.calendar import civil
from visavis.model.claim import SYMMETRIC, Claim
from visavis.model.date_saying import brief_date
from visavis.model.dossier import Account, Evidence
from visavis.model.edtf import year_text
from visavis.model.weights import phrases, weights

SHINGLE = 4  # words in a shingle
COPY = 0.7  # share of the smaller quote's shingles found in the other, from which it is a copy
SHORT = 8  # quotes of fewer words than this are no evidence of copying across documents
COMPARED = 300  # the strongest dated claims that are compared each with each
MOST = 40  # accounts shown of each kind
STATES = frozenset({"allied", "friend", "rivals", "kin", "member", "holds", "mentors", "commands", "opposes"})
LASTING = frozenset({"allied", "friend", "opposes"})  # states for and against; a rupture is a deed of one day
ONCE = frozenset({"harms", "appoints", "succeeds"})  # deeds of which two between the same two are rare
UNNAMED = frozenset({"narrator", "author", "unknown speaker"})
MONTH = 31  # days
SEASON = 93  # days; an inferred time wider than this dates no event
SLIP = 3  # days by which two dates of one event may differ where the same word tells it
MET = 2  # others whom two claims must share to tell one event
AROUND = 160  # characters of the text around a claim in which its company stands: a sentence
SURE = 0.35  # how sure both must be where only the state itself shows that they speak of one thing
CITED = 8  # claims that one account cites
SLACK = 366  # days; what is dated finer than this is said of one time

Timed = tuple[When, Evidence]


def accounts(
    pair: Sequence[Evidence],
    known: Copies = NONE,
    beside: Iterable[Evidence] = (),
    text: Text | None = None,
    both: Sequence[Evidence] = (),
) -> tuple[Account, ...]:
    """
    The accounts among the evidence about one pair: contradictions first, then agreement, copies, changes.

    `known` are the stretches of sources that are copies of others: their words are one witness. `beside` is
    the evidence about each of the two: who was there shows that two claims tell one event. With `text`, which
    gives a source's words between two offsets, details around the claims are compared, those of `both` too.

    >>> one = Evidence(Claim("a", 0, 1, "x", "Ada", "Ben", "friend", voice=("Carl",)), "1", 0.5)
    >>> two = Evidence(Claim("a", 9, 10, "y", "Ada", "Ben", "friend", modality="denied"), "2", 0.5)
    >>> [a.kind for a in accounts([one, two])]
    ['contradict']
    """
    copies = copied(pair, known)
    heads = {e.id: e.id for e in pair}
    for group in copies:
        heads.update({e.id: group[0].id for e in group})
    originals = [e for e in pair if heads[e.id] == e.id]
    return (
        *_denials(originals, known)[:MOST],
        *_clashes(originals, known)[:MOST],
        *_other_dates(originals, known, Company(beside))[:MOST],
        *_ranked(at_odds((*originals, *both), text, known) if text else ())[:MOST],
        *_agreements(originals, known)[:MOST],
        *[_copy(group) for group in copies][:MOST],
        *_changes(originals, known)[:MOST],
    )


def words(quote: str) -> list[str]:
    """A quote's words, folded, for comparison."""
    return re.findall(r"\w+", quote.casefold())


def shingles(quote: str) -> frozenset[tuple[str, ...]]:
    """Runs of four words of a quote; the whole where it is shorter."""
    found = words(quote)
    return frozenset(tuple(found[i : i + SHINGLE]) for i in range(max(1, len(found) - SHINGLE + 1)))


def copied(pair: Sequence[Evidence], known: Copies = NONE) -> list[list[Evidence]]:
    """Groups of claims of one relation whose words are the same, at different places: one witness each."""
    by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    sets = [shingles(e.claim.quote) for e in pair]
    head = list(range(len(pair)))
    by_text: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, e in enumerate(pair):
        same = by_text[(known.origin(e.claim), *_tie(e.claim))]
        head[i] = next((j for j in same[:COMPARED] if _of_one_text(e.claim, pair[j].claim)), i)
        if head[i] != i:
            continue
        same.append(i)
        if len(sets[i]) + SHINGLE - 1 < SHORT:
            continue
        near = sorted({j for s in sets[i] for j in by_shingle[s]})
        head[i] = next((j for j in near if _is_copy(e.claim, pair[j].claim, sets[i], sets[j])), i)
        if head[i] == i:
            for s in sets[i]:
                by_shingle[s].append(i)
    groups: dict[int, list[Evidence]] = defaultdict(list)
    for i, e in enumerate(pair):
        groups[head[i]].append(e)
    return [g for g in groups.values() if len(g) > 1]


def _tie(claim: Claim) -> tuple[str, ...]:
    ends = (claim.subject, claim.object)
    return (claim.relation, claim.modality, *(sorted(ends) if claim.relation in SYMMETRIC else ends))


def _of_one_text(one: Claim, two: Claim) -> bool:
    """Whether two claims of one tie, from different copies of a text, share most of their quotes' words."""
    mine, theirs = set(words(one.quote)), set(words(two.quote))
    return one.doc != two.doc and len(mine & theirs) >= COPY * max(len(mine), len(theirs))


def _is_copy(
    one: Claim, two: Claim, mine: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]
) -> bool:
    if one.relation != two.relation or one.modality != two.modality:
        return False
    if one.doc == two.doc and one.start < two.end and two.start < one.end:
        return False  # one place read twice
    return len(mine & theirs) >= COPY * min(len(mine), len(theirs))


def _copy(group: Sequence[Evidence]) -> Account:
    where = ", ".join(dict.fromkeys(e.claim.doc for e in group))
    why = f"the same words at {len(group)} places ({where}): one witness, not {len(group)}"
    return Account("copy", tuple(e.id for e in group), why)


def same_tie(one: Claim, two: Claim) -> bool:
    """Whether two claims say the same relation in the same direction."""
    if one.relation != two.relation:
        return False
    return one.relation in SYMMETRIC or (one.subject, one.object) == (two.subject, two.object)


def witness(claim: Claim, known: Copies = NONE) -> tuple[str, ...]:
    """Whose word a claim is: the voice, and for a text's own voice the text, the first of its copies."""
    first = claim.voice[0]
    return (
        (first,) if first not in ("narrator", "author", "unknown speaker") else (first, known.origin(claim))
    )


def _ranked(found: Iterable[tuple[float, Account]]) -> list[Account]:
    return [a for _, a in sorted(found, key=lambda f: (-f[0], f[1].claims))]


def _denials(pair: Sequence[Evidence], known: Copies) -> list[Account]:
    """Asserted here, denied there, of one tie at times that may be the same: one account for each denial."""
    said = [e for e in pair if e.claim.modality in ("asserted", "alleged")][: 10 * COMPARED]
    out = []
    for no in (e for e in pair if e.claim.modality == "denied"):
        against = [e for e in said if _denied_by(e, no, known)]
        if against:
            first, *rest = sorted(against, key=lambda e: (-e.weight, e.claim.doc, e.claim.start, e.id))
            more = f", and {len(rest)} more statement{'s' * (len(rest) != 1)}" if rest else ""
            when_told = _same_time(when(first.claim), when(no.claim))
            why = f"{first.says} so{more}; {no.says} the contrary{when_told}"
            ids = (first.id, no.id, *(e.id for e in rest[: CITED - 2]))
            out.append((first.weight * no.weight, Account("contradict", ids, why)))
    return _ranked(out)


def _denied_by(yes: Evidence, no: Evidence, known: Copies) -> bool:
    """Whether `no` denies what `yes` asserts; a text's own voice is not taken to contradict itself."""
    one, two = yes.claim, no.claim
    if not same_tie(one, two) or apart(when(one), when(two)) or _one_place(one, two):
        return False
    if witness(one, known) == witness(two, known) and one.voice[0] in UNNAMED:
        return False
    return _one_matter(yes, no)


def _one_matter(yes: Evidence, no: Evidence) -> bool:
    """
    Whether an assertion and a denial speak of one thing: a state, a stated time, or shared words. That one
    meeting was denied says nothing of another, nor does one resistance denied; and two texts without a time
    may tell of two, where nobody's word stands against another's.
    """
    one, two = when(yes.claim), when(no.claim)
    stated = one is not None and two is not None and one.stated and two.stated and together(one, two)
    state = yes.claim.relation in STATES - {"opposes", "rivals"}
    sworn = any(len(e.claim.voice) > 1 or e.claim.voice[0] not in UNNAMED for e in (yes, no))
    sure = min(yes.claim.confidence, no.claim.confidence) >= SURE
    return (state and sworn and sure) or stated or _one_deed(yes, no) or alike(yes, no, 2)


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


def _clashes(pair: Sequence[Evidence], known: Copies) -> list[Account]:
    """For and against at one time, from different witnesses."""
    out = []
    for (w, e), (v, f) in _both_ways(pair):
        if _differ(e, f, known) and _clash(w, e, v, f):
            both = f"{e.claim.relation} against {f.claim.relation}"
            times = " and ".join(dict.fromkeys((brief_date(w.edtf), brief_date(v.edtf))))
            why = f"{both} at one time ({times}), by different voices"
            out.append((e.weight * f.weight, Account("contradict", (e.id, f.id), why)))
    return _ranked(out)


def _both_ways(pair: Sequence[Evidence]) -> list[tuple[Timed, Timed]]:
    """Each claim for with each against it that touch in time and are dated to a year or finer."""
    told = [e for e in pair if e.claim.modality == "asserted" and e.claim.sign != "0"]
    dated = [(w, e) for e in told if (w := when(e.claim)) and w.closed and w.width <= SLACK][:COMPARED]
    plus, minus = ([p for p in dated if p[1].claim.sign == sign] for sign in "+-")
    return [(p, m) for p in plus for m in minus if together(p[0], m[0])]


def _clash(w: When, e: Evidence, v: When, f: Evidence) -> bool:
    """
    Whether for and against exclude one another: within one month, or two states within one year. Praise and a
    rupture within one year are a turn.
    """
    lasting = {e.claim.relation, f.claim.relation} <= LASTING
    return lasting or (w.width <= MONTH and v.width <= MONTH)


def _differ(one: Evidence, two: Evidence, known: Copies) -> bool:
    return witness(one.claim, known) != witness(two.claim, known)


def _other_dates(pair: Sequence[Evidence], known: Copies, company: Company) -> list[Account]:
    """One event told with different dates: the same tie, shared words or company, dates apart but near."""
    closed = [(e, w) for e in pair if (w := when(e.claim)) and w.closed]
    dated = [(e, w) for e, w in closed if w.width <= (SLACK if w.stated else SEASON)][:COMPARED]
    out = []
    for i, (e, w) in enumerate(dated):
        for f, v in dated[i + 1 :]:
            at_odds = same_tie(e.claim, f.claim) and apart(w, v) and _near(w, v)
            if (
                at_odds
                and _differ(e, f, known)
                and (shared := _one_event(e, f, w.stated and v.stated, company))
            ):
                dates = f"{brief_date(w.edtf)} by one and {brief_date(v.edtf)} by the other"
                why = f"what seems one event{shared} is dated {dates}"
                out.append((e.weight * f.weight, Account("contradict", (e.id, f.id), why)))
    return _ranked(out)


def _one_event(one: Evidence, two: Evidence, stated: bool, company: Company) -> str | None:
    """What shows that two claims tell one event, in words; None where nothing does."""
    there = sorted(company.of(one.claim) & company.of(two.claim))
    if len(there) >= MET:
        return f" (in the company of {', '.join(there[:4])})"
    if stated and alike(one, two):
        return " (in much the same words)"
    return " (called the same, a few days apart)" if _a_slip(one, two) else None


def _a_slip(one: Evidence, two: Evidence) -> bool:
    """Whether two claims are shown by one word, and stated of days that lie a few days apart."""
    c, d = one.claim, two.claim
    w, v = when(c), when(d)
    if w is None or v is None or not (w.stated and v.stated) or w.width or v.width or not c.rule:
        return False
    one_way = (c.subject, c.object) == (d.subject, d.object)
    return one_way and c.rule == d.rule and 0 < abs((w.first or 0) - (v.first or 0)) <= SLIP


class Company:
    """Who else is tied to one of the two around a place of a source: what tells one event from another."""

    def __init__(self, beside: Iterable[Evidence]) -> None:
        self._at: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for e in beside:
            self._at[e.claim.doc].append((e.claim.start, e.claim.subject, e.claim.object))
        for places in self._at.values():
            places.sort()

    def of(self, claim: Claim) -> frozenset[str]:
        """Names of those told of within `AROUND` characters of a claim, without its own two."""
        places = self._at.get(claim.doc, [])
        here = places[
            bisect_left(places, (claim.start - AROUND,)) : bisect_left(places, (claim.end + AROUND,))
        ]
        return frozenset(n for _, *ends in here for n in ends) - {claim.subject, claim.object}


def _near(one: When, two: When) -> bool:
    return abs((one.middle or 0.0) - (two.middle or 0.0)) < 2 * SLACK


def alike(one: Evidence, two: Evidence, least: int = 3) -> bool:
    """Whether two quotes share at least `least` longer words, no names of the pair nor stock phrases."""
    names = set(words(f"{one.claim.subject} {one.claim.object} {two.claim.subject} {two.claim.object}"))
    shared = {w for w in words(one.claim.quote) if len(w) > 4} & set(words(two.claim.quote))
    return len(shared - names - weights().stock) >= least


def _agreements(pair: Sequence[Evidence], known: Copies) -> list[Account]:
    """One tie told by several independent witnesses of times that may be the same."""
    ties: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    for e in pair:
        c = e.claim
        if c.modality == "asserted":
            ends = () if c.relation in SYMMETRIC else (c.subject, c.object)
            ties[(c.relation, *ends)].append(e)
    out = []
    for members in ties.values():
        for group in _of_one_time(members):
            voices = dict.fromkeys(witness(e.claim, known) for e in group)
            if len(voices) > 1:
                docs = {e.claim.doc for e in group}
                where = f"{len(docs)} source{'s' * (len(docs) > 1)}"
                why = f"{len(voices)} independent voices in {where} say: {_said(group[0].claim)}"
                out.append((sum(e.weight for e in group), Account("agree", tuple(e.id for e in group), why)))
    return _ranked(out)


def _said(claim: Claim) -> str:
    """The tie of a claim in plain words."""
    did = phrases().relation[claim.relation]["did"]
    both = claim.relation in SYMMETRIC
    return f"{claim.subject} and {claim.object} {did}" if both else f"{claim.subject} {did} {claim.object}"


def _of_one_time(members: Sequence[Evidence]) -> list[list[Evidence]]:
    """Dated members in groups whose times touch, in order of time; undated states in a group of their own."""
    dated = sorted(
        ((w, e) for e in members if (w := when(e.claim)) and w.closed and w.width <= 3 * SLACK),
        key=lambda p: (p[0].first or 0, p[0].last or 0, p[1].id),
    )
    groups: list[list[Evidence]] = []
    last: int | None = None
    for w, e in dated:
        if last is not None and w.first is not None and w.first <= last:
            groups[-1].append(e)
            last = min(last, w.last) if w.last is not None else last  # all of a group share a day
        else:
            groups.append([e])
            last = w.last
    undated = [e for e in members if when(e.claim) is None and e.claim.relation in STATES]
    return [*groups, undated] if undated else groups


def _changes(pair: Sequence[Evidence], known: Copies) -> list[Account]:
    """Where the tie turned: for, then certainly later against (or the other way), or both within a year."""
    signed = [e for e in pair if e.claim.modality == "asserted" and e.claim.sign != "0"]
    dated = [(w, e) for e in signed if (w := when(e.claim)) and w.closed and w.width <= 3 * SLACK]
    dated.sort(key=lambda p: (p[0].middle or 0.0, p[1].id))
    out = []
    for (w, e), (v, f) in pairwise(dated):
        if e.claim.sign != f.claim.sign and apart(w, v):
            turn = "for to against" if e.claim.sign == "+" else "against to for"
            first, then = (f"{x.claim.relation} ({brief_date(at.edtf)})" for at, x in ((w, e), (v, f)))
            why = f"from {turn}: {first}, then {then}"
            out.append((e.weight * f.weight, Account("change", (e.id, f.id), why)))
    return _ranked([*out, *_within_a_year(pair, known)])


def _year(time: When) -> str:
    return year_text(civil(round(time.middle or 0.0))[0])


def _within_a_year(pair: Sequence[Evidence], known: Copies) -> Iterable[tuple[float, Account]]:
    """For and against that touch in time and exclude nothing: one account a year."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for (w, e), (v, f) in _both_ways(pair):
        if not (_differ(e, f, known) and _clash(w, e, v, f)):
            found[_year(min(w, v, key=lambda x: (x.width, x.edtf)))] += [e, f]
    for time, some in sorted(found.items()):
        members = sorted({e.id: e for e in some}.values(), key=lambda e: (-e.weight, e.id))
        plus, minus = ([e for e in members if e.claim.sign == sign][: CITED // 2] for sign in "+-")
        kinds = " and ".join(", ".join(sorted({e.claim.relation for e in side})) for side in (plus, minus))
        why = f"for and against within one year ({time}): {kinds}; a turn, whose order the dates do not tell"
        shown = (*plus, *minus)
        yield plus[0].weight * minus[0].weight, Account("change", tuple(e.id for e in shown), why)
