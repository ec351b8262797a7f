"""
Accounts: which claims about one tie agree, contradict one another, copy one another, or show a change.

Two claims agree only where different witnesses stand behind them, both speak of one thing, and neither is a
copy of the other. Opposite signs at different times are a change, no contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from visavis.case.accounts_agreeing import agreements
from visavis.case.accounts_charges import answers, charges
from visavis.case.accounts_copied import copied, copy_account
from visavis.case.accounts_events import Around, Company, Text
from visavis.case.accounts_odds import clashes, denials, other_dates
from visavis.case.accounts_offices import other_years
from visavis.case.accounts_turning import changes
from visavis.case.copies import NONE, Copies
from visavis.case.details import at_odds
from visavis.model.dossier import Account, Evidence

ANSWERS = 2  # charges with their answers that are shown
FAMILY = 150  # claims about the families of the two that are compared
MOST = 40  # accounts shown of each kind


def accounts(
    pair: Sequence[Evidence],
    known: Copies = NONE,
    beside: Sequence[Evidence] = (),
    text: Text | None = None,
    both: Sequence[Evidence] = (),
) -> tuple[Account, ...]:
    """
    The accounts among the evidence about one pair: contradictions first, then agreement, copies, changes.

    `known` are the stretches of sources that are copies of others: their words are one witness. `beside` is
    the evidence about each of the two: who was there shows that two claims tell one event, and their offices
    may be told with other years. With `text`, which gives a source's words between two offsets, the words
    around the claims are compared, those of `both` too.

    >>> from visavis.model.claim import Claim
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
    names = frozenset(n for e in pair for n in (e.claim.subject, e.claim.object))
    around = Around((*originals, *both), text)
    rejected = dict(charges(originals, text)) if text else {}
    standing = [e for e in originals if e.id not in rejected]
    odd = _ranked(
        [*at_odds(around, known), *at_odds(Around(_family(beside, names), text), known, of_one_tie=True)]
    )
    return (
        *_ranked(denials(originals, known, around)),
        *_ranked(clashes(originals, known)),
        *_once((*_ranked(other_dates(originals, known, Company(beside))), *_unlike(odd))),
        *_ranked(rejected.values()),
        *_ranked(answers(originals, around))[:ANSWERS],
        *_ranked(other_years(beside, names, known, text) if text else ()),
        *_ranked(agreements(standing, known, around)),
        *[copy_account(group) for group in copies][:MOST],
        *_ranked(changes(standing, known)),
    )


def _family(beside: Iterable[Evidence], names: frozenset[str]) -> list[Evidence]:
    """The evidence about whoever is family to each of the two: of their child, their wife and daughter."""
    kin = [(e, {e.claim.subject, e.claim.object}) for e in beside if e.claim.relation == "kin"]
    ties: dict[str, set[str]] = defaultdict(set)
    for _, ends in kin:
        for third in ends - names:
            ties[third] |= ends & names
    both = {third for third, own in ties.items() if own >= names}
    told = [e for e, ends in kin if ends & both and ends & names]
    return sorted(told, key=lambda e: (-e.weight, e.id))[:FAMILY]


def _ranked(found: Iterable[tuple[float, Account]]) -> list[Account]:
    return [a for _, a in sorted(found, key=lambda f: (-f[0], f[1].claims))][:MOST]


def _unlike(found: Iterable[Account]) -> list[Account]:
    """The accounts without those that end as one before: the same details are at odds once."""
    return list({a.why.rpartition(") is told")[2]: a for a in reversed([*found])}.values())[::-1]


def _once(found: Iterable[Account]) -> list[Account]:
    """The accounts without those of the same claims as one before."""
    return list({frozenset(a.claims): a for a in reversed([*found])}.values())[::-1]
