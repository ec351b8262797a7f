"""From what the sources hold to the signed network: its ties, balance, factions, brokers and turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import networkx as nx

from visavis.answer.at import kinds_of, weighed_claims
from visavis.answer.balance import balance, graph_of, triads
from visavis.answer.between import betweenness
from visavis.answer.dossier import Options, made
from visavis.answer.factions import factions
from visavis.answer.slices import slices
from visavis.answer.ties import placed, signs, ties, tying
from visavis.answer.weigh import told
from visavis.case.day import NEVER, Span, asked
from visavis.case.memory import Memory
from visavis.model.dossier import Evidence, Open
from visavis.model.signed import Actor, Broker, Faction, SignedNetwork, Tie

MOST_TENSE = 60
MOST_BROKERS = 40


def network(memory: Memory, options: Options) -> SignedNetwork:
    """
    The signed network of everybody, or of the window of time that the options ask for.

    >>> from visavis.case.memory import remember
    >>> network(remember([]), Options()).ties
    ()

    Raises QueryError where an option cannot be understood.
    """
    asked_for = window(options)
    there = memory.within(asked_for.first, asked_for.last, undated=True) if asked_for else memory.evidence
    kept, left = weighed_claims(memory, options, there)
    kinds = kinds_of(kept, memory)
    named = tying(kept, kinds)
    said, outside, undated = placed(named, asked_for)
    outside += memory.size - len(there)
    left += _left(len(kept) - len(named), outside, undated)
    found = ties(said)
    graph = graph_of(signs(said))
    groups = factions(graph)
    between = _betweenness(graph)
    three = triads(graph)
    over_time = slices(said)
    cited = dict.fromkeys(i for t in found for i in t.claims)
    by_id = {e.id: e for e in said}
    return SignedNetwork(
        actors=_actors(found, kinds, groups, between),
        ties=tuple(found),
        balance=balance(graph, three),
        tense=tuple(t for t in three if not t.balanced)[:MOST_TENSE],
        factions=tuple(groups),
        brokers=_brokers(graph, groups, between, said),
        slices=over_time[0],
        turns=over_time[1],
        claims=tuple(told(by_id[i]) for i in cited),
        open=tuple(left),
        made_with=made(memory, options),
    )


def window(options: Options) -> Span | None:
    """
    The days that `at`, `since` and `until` allow; None without them.

    >>> window(Options(since="1920")).last == NEVER
    True
    """
    given = [asked(text) if text else None for text in (options.at, options.since, options.until)]
    if not any(given):
        return None
    at, since, until = given
    first = max((s.first for s in (at, since) if s), default=-NEVER)
    last = min((s.last for s in (at, until) if s), default=NEVER)
    return Span(first, last)


def _left(nameless: int, outside: int, undated: int) -> list[Open]:
    """What is not in the network, counted, with the reason."""
    reasons = (
        (nameless, "ties nobody with a name to another: offices, denials, questions, ifs, descriptions"),
        (outside, "outside the time asked for"),
        (undated, "without a date that places it in the time asked for"),
    )
    return [Open(f"{n} claim{'s' * (n != 1)} of the sources", why) for n, why in reasons if n]


def _betweenness(graph: nx.Graph) -> dict[str, float]:
    """How often each lies on the shortest ways between others, along ties for one another."""
    friends: dict[str, list[str]] = {name: [] for name in graph}
    for a, b, sign in graph.edges(data="sign"):
        if sign > 0:
            friends[a].append(b)
            friends[b].append(a)
    return betweenness(friends)


def _actors(
    found: Sequence[Tie], kinds: Mapping[str, str], groups: Sequence[Faction], between: Mapping[str, float]
) -> tuple[Actor, ...]:
    weight: dict[str, float] = defaultdict(float)
    for t in found:
        weight[t.a] += t.weight
        weight[t.b] += t.weight
    faction = {name: f.number for f in groups for name in f.members}
    actors = [
        Actor(n, kinds.get(n, "person"), round(w, 4), faction.get(n), round(between.get(n, 0.0), 6))
        for n, w in weight.items()
    ]
    return tuple(sorted(actors, key=lambda a: (-a.weight, a.name)))


def _brokers(
    graph: nx.Graph, groups: Sequence[Faction], between: Mapping[str, float], said: Sequence[Evidence]
) -> tuple[Broker, ...]:
    """Who has ties for members of another faction than his own, the most between first."""
    faction = {name: f.number for f in groups for name in f.members}
    claims = _claims_for(said)
    found = []
    for name in graph:
        friends = [b for b in graph[name] if graph[name][b]["sign"] > 0 and b in faction]
        others = sorted({faction[b] for b in friends} - {faction.get(name)})
        if others and between.get(name):
            far = sorted(
                (b for b in friends if faction[b] in others), key=lambda b: -graph[name][b]["weight"]
            )
            ids = tuple(dict.fromkeys(i for b in far for i in claims[min(name, b), max(name, b)][:1]))
            found.append(Broker(name, round(between[name], 6), tuple(others), ids))
    return tuple(sorted(found, key=lambda b: (-b.betweenness, b.name))[:MOST_BROKERS])


def _claims_for(said: Sequence[Evidence]) -> dict[tuple[str, str], list[str]]:
    """Ids of the claims for one another, by pair, the weightiest first."""
    out: dict[tuple[str, str], list[str]] = defaultdict(list)
    for t in ties([e for e in said if e.claim.sign == "+"]):
        out[t.a, t.b] += t.claims
    return out
