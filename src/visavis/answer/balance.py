"""
Structural balance of a signed graph: balanced and unbalanced triads, and how many ties stand in the way of
two camps (Cartwright and Harary, "Structural balance", 1956; the frustration index or line index).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import networkx as nx

from visavis.model.signed import Balance, Triad

Signs = Mapping[tuple[str, str], float]  # the weight of a pair (names in order), its sign before it
EXACT = 16  # blocks of up to so many are divided in every way


def graph_of(signs: Signs) -> nx.Graph:
    """The pairs as a graph: edges with `sign` (1, -1) and positive `weight`, nodes in order of name."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted({name for pair in signs for name in pair}))
    for (a, b), value in sorted(signs.items()):
        graph.add_edge(a, b, sign=1 if value > 0 else -1, weight=abs(value))
    return graph


def triads(graph: nx.Graph) -> list[Triad]:
    """
    All triads of a graph, the weightiest first.

    >>> [t.balanced for t in triads(graph_of({("A", "B"): 1.0, ("A", "C"): -1.0, ("B", "C"): -1.0}))]
    [True]
    """
    order = {name: n for n, name in enumerate(graph)}
    out = []
    for a in graph:
        later = sorted((b for b in graph[a] if order[b] > order[a]), key=order.__getitem__)
        for i, b in enumerate(later):
            out += [_triad(graph, a, b, c) for c in later[i + 1 :] if c in graph[b]]
    return sorted(out, key=lambda t: (-t.weight, t.names))


def _triad(graph: nx.Graph, a: str, b: str, c: str) -> Triad:
    edges = (graph[a][b], graph[a][c], graph[b][c])
    one, two, three = ("+" if e["sign"] > 0 else "-" for e in edges)
    return Triad((a, b, c), (one, two, three), min(e["weight"] for e in edges))


def balance(graph: nx.Graph, found: Iterable[Triad]) -> Balance:
    """
    Triads by kind, and the frustration: exact for blocks of up to 16, else the best division found beside a
    proven lower bound.

    >>> square = graph_of({("A", "B"): 1.0, ("B", "C"): 1.0, ("C", "D"): 1.0, ("A", "D"): -1.0})
    >>> b = balance(square, [])
    >>> b.frustration, b.exact, len(b.against)
    (1, True, 1)
    """
    kinds = Counter("".join(sorted(t.signs)) for t in found)
    against: list[tuple[str, str]] = []
    least = 0
    for block in _blocks(graph):
        part = graph.subgraph(block)
        side = _divided(part) if len(block) <= EXACT else _searched(part)
        wrong = _against(part, side)
        against += wrong
        least += len(wrong) if len(block) <= EXACT else min(len(wrong), _disjoint(part))
    ranked = sorted(against, key=lambda pair: (-graph.edges[pair]["weight"], pair))
    return Balance(graph.number_of_edges(), dict(sorted(kinds.items())), len(against), least, tuple(ranked))


def _blocks(graph: nx.Graph) -> list[list[str]]:
    """Parts that share no cycle: frustration adds up over them. Those without a tie against are left out."""
    blocks = [sorted(b) for b in nx.biconnected_components(graph) if len(b) > 2]
    return sorted(b for b in blocks if any(s < 0 for _, _, s in graph.subgraph(b).edges(data="sign")))


def _against(part: nx.Graph, side: Mapping[str, int]) -> list[tuple[str, str]]:
    """Pairs whose sign the division contradicts."""
    wrong = [(a, b) for a, b, s in part.edges(data="sign") if s * side[a] * side[b] < 0]
    return [(min(pair), max(pair)) for pair in wrong]


def _divided(part: nx.Graph) -> dict[str, int]:
    """The best of all divisions in two, walked in Gray code so that each step moves one."""
    names = sorted(part)
    side = _spanned(part, names[0])
    best, now = dict(side), _cost(part, side)
    least = now
    for step in range(1, 2 ** (len(names) - 1)):
        name = names[1 + (step & -step).bit_length() - 1]
        now -= _gain(part, side, name)
        side[name] = -side[name]
        if (now[0], round(now[1], 9)) < (least[0], round(least[1], 9)):
            best, least = dict(side), now
    return best


class _Cost(tuple[int, float]):
    """Ties that stand against a division, and their weight."""

    __slots__ = ()

    def __sub__(self, other: tuple[int, float]) -> _Cost:
        return _Cost((self[0] - other[0], self[1] - other[1]))


def _cost(part: nx.Graph, side: Mapping[str, int]) -> _Cost:
    wrong = _against(part, side)
    return _Cost((len(wrong), sum(part.edges[pair]["weight"] for pair in wrong)))


def _gain(part: nx.Graph, side: Mapping[str, int], name: str) -> tuple[int, float]:
    """By how much the cost falls when one changes sides."""
    ties = [(e["sign"] * side[name] * side[other], e["weight"]) for other, e in part[name].items()]
    return -sum(s for s, _ in ties), -sum(s * w for s, w in ties)


def _spanned(part: nx.Graph, root: str) -> dict[str, int]:
    """A division that agrees with a spanning tree."""
    side = {root: 1}
    for a, b in nx.bfs_edges(part, root, sort_neighbors=sorted):
        side[b] = side[a] * part[a][b]["sign"]
    return side


def _searched(part: nx.Graph) -> dict[str, int]:
    """The best division found: from the trees of the best-connected, moving whoever gains most."""
    roots = sorted(part, key=lambda n: (-part.degree(n), n))[:8]
    found = [_moved(part, _spanned(part, root)) for root in roots]
    return min(found, key=lambda side: _cost(part, side))


def _moved(part: nx.Graph, side: dict[str, int]) -> dict[str, int]:
    names = sorted(part)
    moved = True
    while moved:
        moved = False
        for name in names:
            gain = _gain(part, side, name)
            if (gain[0], round(gain[1], 9)) > (0, 0.0):
                side[name] = -side[name]
                moved = True
    return side


def _disjoint(part: nx.Graph) -> int:
    """A lower bound: unbalanced triads that share no tie, each of which costs one."""
    used: set[frozenset[str]] = set()
    count = 0
    for t in triads(part):
        a, b, c = t.names
        ties = {frozenset((a, b)), frozenset((a, c)), frozenset((b, c))}
        if not t.balanced and not ties & used:
            used |= ties
            count += 1
    return count
