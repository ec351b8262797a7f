"""Agreement: one tie told by several independent witnesses, of one event or of one lasting state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from visavis.case.accounts_events import Around, alike
from visavis.case.accounts_voices import independent
from visavis.case.copies import Copies
from visavis.case.when import When, apart, when
from visavis.model.claim import ENCODER, SYMMETRIC, Claim
from visavis.model.dossier import Account, Evidence
from visavis.model.weights import phrases

STATES = frozenset({"allied", "friend", "rivals", "member", "holds"})
LASTING = frozenset({"friend", "member", "holds"})  # of which an undated telling may mean a dated one
ONCE = frozenset({"harms", "appoints", "succeeds"})  # deeds of which two between the same two are rare
SURE = 0.4  # how sure a claim must be to confirm another
COMPARED = 300  # claims of one tie that are compared
DAY, MONTH, YEAR = 2, 31, 366  # days up to which a time is one day, month or year
ERA = 3 * YEAR  # how wide the time of a state may be
SHARED = 3  # rare words around two claims that show one event
CITED = 6  # claims that one account cites


def agreements(pair: Sequence[Evidence], known: Copies, around: Around) -> Iterator[tuple[float, Account]]:
    """Accounts of agreement, each with its weight."""
    for members in _ties(pair).values():
        left = sorted(members, key=lambda e: (-e.weight, e.id))[:COMPARED]
        while left:
            seed, *others = left
            told = [e for e in others if one_matter(seed, e, around)]
            voices = _independent([seed, *told], known)
            taken = {seed.id, *(e.id for e in told if len(voices) > 1)}
            left = [e for e in left if e.id not in taken]
            if len(voices) > 1:
                yield sum(e.weight for e in voices), _account(voices)


def _ties(pair: Sequence[Evidence]) -> dict[tuple[object, ...], list[Evidence]]:
    """The claims that may confirm one another, by relation and direction."""
    ties: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    for e in pair:
        c = e.claim
        if c.modality == "asserted" and c.confidence >= SURE:
            ends = () if c.relation in SYMMETRIC else (c.subject, c.object)
            ties[(c.relation, *ends)].append(e)
    return ties


def _independent(told: Sequence[Evidence], known: Copies) -> list[Evidence]:
    """One claim of each witness, each independent of all before it."""
    out: list[Evidence] = []
    for e in told:
        if all(independent(e.claim, f.claim, known) for f in out):
            out.append(e)
    return out


def one_matter(one: Evidence, two: Evidence, around: Around) -> bool:
    """
    Whether two claims of one tie speak of one thing: a deed that both date to the day, or the year where it
    is rarely done twice; a state at times that may be the same; or a deed that the words show to be one. What
    only the encoder sees confirms nothing but a date.
    """
    c, w, v = one.claim, when(one.claim), when(two.claim)
    if apart(w, v):
        return False
    if c.relation not in STATES and w and v and w.stated and v.stated and _within(w, v, _span(c)):
        return True
    if ENCODER in (c.rule, two.claim.rule):
        return False
    if c.relation == "kin":
        return _same_word(c, two.claim)
    return (c.relation in STATES and _of_one_time(c, two.claim, w, v)) or _told_alike(one, two, around)


def _span(claim: Claim) -> int:
    """How many days the time of a deed may have to be that of one deed."""
    return YEAR if claim.relation in ONCE else DAY


def _of_one_time(one: Claim, two: Claim, w: When | None, v: When | None) -> bool:
    """
    Whether a state is told of one time. Without any date, two texts must tell it; of friendship and office
    one date is enough; and what shows an alliance by a deed done together tells of that deed alone.
    """
    if w is not None and v is not None:
        return _within(w, v, ERA)
    if one.doc == two.doc or (w is not v and one.relation not in LASTING):
        return False
    return one.relation != "allied" or _same_word(one, two) or not (_a_deed(one) or _a_deed(two))


def _a_deed(claim: Claim) -> bool:
    """Whether a verb shows the tie, or what two did together."""
    return claim.rule.startswith(("verb:", "joint:"))


def _told_alike(one: Evidence, two: Evidence, around: Around) -> bool:
    """Whether the words of two claims show one event; without dates more of them must."""
    w, v = when(one.claim), when(two.claim)
    shared = len(around.shared(one, two))
    if w and v and _within(w, v, YEAR):
        return alike(one, two, 1) or shared >= SHARED
    verb = one.claim.rule.startswith("verb:") and _same_word(one.claim, two.claim)
    return alike(one, two) or (verb and shared >= SHARED)


def _within(one: When | None, two: When | None, days: int) -> bool:
    return all(w is None or w.width <= days for w in (one, two))


def _same_word(one: Claim, two: Claim) -> bool:
    """Whether one word shows both claims: a brother and a wife are both family, and no agreement."""
    return bool(one.rule) and one.rule.split(" (")[0] == two.rule.split(" (")[0]


def _account(voices: Sequence[Evidence]) -> Account:
    docs = {e.claim.doc for e in voices}
    where = f"{len(docs)} source{'s' * (len(docs) > 1)}"
    why = f"{len(voices)} independent voices in {where} say: {_said(voices[0].claim)}"
    return Account("agree", tuple(e.id for e in voices[:CITED]), why)


def _said(claim: Claim) -> str:
    """The tie of a claim in plain words."""
    did = phrases().relation[claim.relation]["did"]
    both = claim.relation in SYMMETRIC
    return f"{claim.subject} and {claim.object} {did}" if both else f"{claim.subject} {did} {claim.object}"
