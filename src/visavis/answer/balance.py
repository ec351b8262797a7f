"""
Structural balance of a signed graph: balanced and unbalanced triads, and how many ties stand in the way of
two camps (Cartwright and Harary, "Structural balance", 1956; the frustration index or line index).
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from visavis.model.signed import Balance, Triad

Signs = Mapping[tuple[str, str], float]  # the weight of a pair (names in order), its sign before it
Ties = dict[str, dict[str, float]]  # by name: those tied to it, for (positive) or against
EXACT = 18  # so many are divided in every way, after all with two ties or fewer are taken out
STARTS = 24  # divisions from which the best is searched among more
SURE = 1e-9  # a difference smaller than this is none


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
    Triads by kind, and the frustration: exact for up to 18 in a block after all with two ties or fewer
    are taken out, else the best division found beside a
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
        part = _part(graph, sorted(block))
        side, exact = _divided(part)
        wrong = _against(part, side)
        against += wrong
        least += len(wrong) if exact else min(len(wrong), _disjoint(part))
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


def _divided(part: nx.Graph) -> tuple[dict[str, int], bool]:
    """A division in two with few ties against it, and whether it is proven to be the best."""
    ties = _ties(part)
    removed = _reduced(ties)
    side: dict[str, int] = {}
    exact = True
    for names in _pieces(ties):
        small = len(names) <= EXACT
        side |= _walked(ties, names) if small else _searched(ties, names)
        exact &= small
    for name, near in reversed(removed):
        side[name] = 1 if sum(v * side[other] for other, v in near) >= 0 else -1
    return side, exact


def _ties(part: nx.Graph) -> Ties:
    """What a tie counts: one, with its sign, and a little more for its weight, which breaks draws."""
    total = 2 * sum(w for _, _, w in part.edges(data="weight")) or 1.0
    ties: Ties = {name: {} for name in sorted(part)}
    for a, b, e in sorted(part.edges(data=True), key=lambda t: (t[0], t[1])):
        ties[a][b] = ties[b][a] = e["sign"] * (1 + e["weight"] / total)
    return ties


def _reduced(ties: Ties) -> list[tuple[str, list[tuple[str, float]]]]:
    """
    Take out whoever has two ties or fewer, in place: of two, the weaker goes on as a tie between the others
    with the product of the signs; ties against each other cancel. Who was taken out, with the ties then had.
    """
    removed = []
    todo = sorted(ties)
    while todo:
        name = todo.pop()
        if name not in ties or len(ties[name]) > 2:
            continue
        near = sorted(ties.pop(name).items())
        removed.append((name, near))
        for other, _ in near:
            del ties[other][name]
        if len(near) == 2:
            (a, one), (b, two) = near
            joined = ties[a].get(b, 0.0) + (1 if one * two > 0 else -1) * min(abs(one), abs(two))
            _set(ties, a, b, joined)
        todo += [other for other, _ in near]
    return removed


def _set(ties: Ties, a: str, b: str, value: float) -> None:
    if abs(value) > SURE:
        ties[a][b] = ties[b][a] = value
    else:
        ties[a].pop(b, None)
        ties[b].pop(a, None)


def _pieces(ties: Ties) -> list[list[str]]:
    """What still hangs together."""
    graph = nx.Graph()
    graph.add_nodes_from(ties)
    graph.add_edges_from((a, b) for a in ties for b in ties[a])
    return sorted(sorted(piece) for piece in nx.connected_components(graph))


def _gain(ties: Ties, side: Mapping[str, int], name: str) -> float:
    """By how much the cost falls when one changes sides."""
    return -sum(v * side[name] * side[other] for other, v in ties[name].items())


def _walked(ties: Ties, names: list[str]) -> dict[str, int]:
    """The best of all divisions in two, walked in Gray code so that each step moves one."""
    side = dict.fromkeys(names, 1)
    best, now, least = dict(side), 0.0, 0.0
    for step in range(1, 2 ** (len(names) - 1)):
        name = names[1 + (step & -step).bit_length() - 1]
        now -= _gain(ties, side, name)
        side[name] = -side[name]
        if now < least - SURE:
            best, least = dict(side), now
    return best


def _searched(ties: Ties, names: list[str]) -> dict[str, int]:
    """The best division found: from the trees of the best-connected, moving whoever gains most."""
    roots = sorted(names, key=lambda n: (-len(ties[n]), n))[:STARTS]
    found = [_moved(ties, _spanned(ties, root)) for root in roots]
    return min(found, key=lambda side: round(_cost(ties, side), 9))


def _cost(ties: Ties, side: Mapping[str, int]) -> float:
    return sum(abs(v) for a in side for b, v in ties[a].items() if a < b and v * side[a] * side[b] < 0)


def _spanned(ties: Ties, root: str) -> dict[str, int]:
    """A division that agrees with a spanning tree."""
    side, todo = {root: 1}, deque([root])
    while todo:
        name = todo.popleft()
        for other, value in sorted(ties[name].items()):
            if other not in side:
                side[other] = side[name] * (1 if value > 0 else -1)
                todo.append(other)
    return side


def _moved(ties: Ties, side: dict[str, int]) -> dict[str, int]:
    names = sorted(side)
    moved = True
    while moved:
        moved = False
        for name in names:
            if _gain(ties, side, name) > SURE:
                side[name] = -side[name]
                moved = True
    return side


def _part(graph: nx.Graph, names: Sequence[str]) -> nx.Graph:
    """The graph between some names, in their order: a subgraph's own is that of a set, which is luck."""
    part = nx.Graph()
    part.add_nodes_from(names)
    inside = graph.subgraph(names).edges(data=True)
    part.add_edges_from(sorted(((min(a, b), max(a, b), e) for a, b, e in inside), key=lambda t: t[:2]))
    return part


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
