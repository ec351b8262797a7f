"""From claims to the ties of the signed network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from visavis.answer.network import has_name, is_described, says_nothing
from visavis.answer.weigh import value
from visavis.case.day import NEVER, Span, answer, span_of
from visavis.model.dossier import Evidence
from visavis.model.lasting import lasting
from visavis.model.names import words
from visavis.model.signed import Days, Tie

SAID = frozenset({"asserted", "alleged", "planned"})  # denials, questions and ifs tie nobody
EVEN = 0.1  # a pair whose weighted mean leans less than this way stands both ways
Pair = tuple[str, str]


def pair_of(e: Evidence) -> Pair:
    """The two of a claim, in order of name."""
    return min(e.claim.subject, e.claim.object), max(e.claim.subject, e.claim.object)


def tying(evidence: Iterable[Evidence], kinds: Mapping[str, str]) -> list[Evidence]:
    """
    The claims that tie two persons or groups of the network: with a name of their own (`some friends` has
    none), and not only called one after the other.
    """
    out = []
    for e in evidence:
        c = e.claim
        named = all(is_actor(n, kinds.get(n, "person")) for n in (c.subject, c.object))
        if named and c.subject != c.object and c.modality in SAID and not says_nothing(c):
            out.append(e)
    return out


def is_actor(name: str, kind: str) -> bool:
    """
    Whether it is a person or a group with a name of its own.

    >>> [is_actor(n, "person") for n in ("Ada", "German chief", "Commissar")], is_actor("Two Guilds", "group")
    ([True, False, False], False)
    """
    if name.lower() in words()["offices.words"]:
        return False  # an office, whoever holds it
    if kind == "group":
        return has_name(name) and lasting().is_body(name)
    return kind == "person" and has_name(name) and not is_described(name)


def placed(evidence: Iterable[Evidence], window: Span | None) -> tuple[list[Evidence], int, int]:
    """Claims whose time touches a window, how many lie outside, and how many no date places."""
    if window is None:
        return list(evidence), 0, 0
    kept, outside, undated = [], 0, 0
    for e in evidence:
        span = span_of(e.claim)
        if span is None or (span.vague and answer(span, window)):
            undated += 1
        elif answer(span, window):
            kept.append(e)
        else:
            outside += 1
    return kept, outside, undated


def ties(evidence: Sequence[Evidence]) -> list[Tie]:
    """
    One tie for each pair and sign, the weightiest first; weights are sums and positive.

    >>> from visavis.model.claim import Claim
    >>> said = Claim("d", 0, 1, "x", "Ada", "Ben", "friend", time="1920/1922")
    >>> [(t.sign, t.weight, len(t.spells)) for t in ties([Evidence(said, "1", 0.5)])]
    [('+', 0.5, 1)]
    """
    by: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    for e in evidence:
        by[(*pair_of(e), e.claim.sign)].append(e)
    found = [_tie(*key, sorted(some, key=lambda e: (-e.weight, e.id))) for key, some in by.items()]
    return sorted(found, key=lambda t: (-t.weight, t.a, t.b, t.sign))


def _tie(a: str, b: str, sign: str, said: Sequence[Evidence]) -> Tie:
    return Tie(
        a,
        b,
        sign,
        max(round(sum(e.weight for e in said), 4), 0.0001),
        tuple(dict.fromkeys(e.id for e in said)),
        tuple(sorted({e.claim.relation for e in said})),
        spells(span for e in said if (span := span_of(e.claim)) and not span.vague),
    )


def spells(spans: Iterable[Span]) -> tuple[Days, ...]:
    """Stretches of days, overlapping ones joined, in order; open ends are None."""
    out: list[tuple[float, float]] = []
    for first, last in sorted((s.first, s.last) for s in spans):
        if out and first <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return tuple((None if a == -NEVER else int(a), None if b == NEVER else int(b)) for a, b in out)


def signs(evidence: Iterable[Evidence]) -> dict[Pair, float]:
    """
    How each pair leans: the weight of its signed claims with the sign of their mean. Pairs that stand both
    ways are left out.
    """
    mass: dict[Pair, float] = defaultdict(float)
    lean: dict[Pair, float] = defaultdict(float)
    for e in evidence:
        if e.claim.sign in "+-" and e.weight:
            mass[pair_of(e)] += e.weight
            lean[pair_of(e)] += e.weight * value(e.claim)
    kept = sorted(p for p in mass if abs(lean[p]) >= EVEN * mass[p])
    return {p: round(mass[p] if lean[p] > 0 else -mass[p], 6) for p in kept}
