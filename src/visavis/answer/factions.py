"""
Factions of a signed graph: groups with many ties for each other and few against, found by signed modularity
(Gómez, Jensen and Arenas, "Analysis of community structure in networks of correlated data", Physical Review E
80, 2009), moving one after the other and then whole groups (Blondel et al., 2008), always in the same order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import networkx as nx

from visavis.model.signed import Faction

Node = TypeVar("Node", bound=Hashable)
SURE = 1e-9  # a gain smaller than this is none
ROUNDS = 100


def divided(graph: nx.Graph) -> list[list[str]]:
    """
    The groups of a graph, the weightiest first; whoever stands alone is a group of one.

    >>> g = nx.Graph()
    >>> for a, b, s in (("A", "B", 1), ("C", "D", 1), ("A", "C", -1), ("B", "D", -1)):
    ...     g.add_edge(a, b, sign=s, weight=1.0)
    >>> divided(g)
    [['A', 'B'], ['C', 'D']]
    """
    groups = [[name] for name in sorted(graph, key=lambda n: (-graph.degree(n, weight="weight"), n))]
    while True:
        level = _Level(graph, groups)
        joined = level.settled()
        merged: dict[int, list[str]] = defaultdict(list)
        for n, group in enumerate(groups):
            merged[joined[n]] += group
        if len(merged) == len(groups):
            return _ranked(graph, groups)
        groups = [merged[k] for k in sorted(merged)]


def _ranked(graph: nx.Graph, groups: Sequence[list[str]]) -> list[list[str]]:
    weight = {n: float(graph.degree(n, weight="weight")) for n in graph}
    inner = [sorted(g, key=lambda n: (-weight[n], n)) for g in groups]
    return sorted(inner, key=lambda g: (len(g) == 1, -sum(weight[n] for n in g), g))


class _Level:
    """Groups of one level as points, the ties between them summed."""

    def __init__(self, graph: nx.Graph, groups: Sequence[Sequence[str]]) -> None:
        at = {name: n for n, group in enumerate(groups) for name in group}
        self.ties: list[dict[int, float]] = [defaultdict(float) for _ in groups]
        self.mass = {1: [0.0] * len(groups), -1: [0.0] * len(groups)}
        for a, b, e in graph.edges(data=True):
            one, two = at[a], at[b]
            self.mass[e["sign"]][one] += e["weight"]
            self.mass[e["sign"]][two] += e["weight"]
            if one != two:
                self.ties[one][two] += e["sign"] * e["weight"]
                self.ties[two][one] += e["sign"] * e["weight"]
        self.total = {sign: sum(m) or 1.0 for sign, m in self.mass.items()}

    def settled(self) -> list[int]:
        """The group of each point after no move gains anything more."""
        home = list(range(len(self.ties)))
        held = {sign: list(m) for sign, m in self.mass.items()}
        for _ in range(ROUNDS):
            moved = [self._moved(n, home, held) for n in range(len(home))]
            if not any(moved):
                break
        return home

    def _moved(self, n: int, home: list[int], held: Mapping[int, list[float]]) -> bool:
        """Move a point to where it gains most; whether it moved."""
        was = home[n]
        near: dict[int, float] = defaultdict(float)
        for other, weight in self.ties[n].items():
            near[home[other]] += weight
        for sign, mass in self.mass.items():
            held[sign][was] -= mass[n]
        stay = self._worth(n, near[was], was, held)
        best = max(sorted(near), key=lambda k: (round(self._worth(n, near[k], k, held), 12), -k))
        if self._worth(n, near[best], best, held) <= stay + SURE:
            best = was
        home[n] = best
        for sign, mass in self.mass.items():
            held[sign][best] += mass[n]
        return best != was

    def _worth(self, n: int, ties: float, group: int, held: Mapping[int, list[float]]) -> float:
        chance = {s: self.mass[s][n] * held[s][group] / self.total[s] for s in (1, -1)}
        return ties - chance[1] + chance[-1]


def factions(graph: nx.Graph, least: int = 2) -> list[Faction]:
    """
    The groups of at least `least` members, numbered from 1, with their pairs for and against.

    >>> g = nx.Graph()
    >>> g.add_edge("A", "B", sign=1, weight=1.0)
    >>> factions(g)[0].inside
    (1, 0)
    """
    groups = [g for g in divided(graph) if len(g) >= least]
    at = {name: n for n, group in enumerate(groups, 1) for name in group}
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for a, b, sign in graph.edges(data="sign"):
        if a in at and b in at:
            for key in {(at[a], at[b]), (at[b], at[a])}:
                counts[key][sign < 0] += 1
    return [
        Faction(
            n,
            tuple(group),
            (counts[n, n][0], counts[n, n][1]),
            {m: (c[0], c[1]) for (k, m), c in sorted(counts.items()) if k == n and m != n},
        )
        for n, group in enumerate(groups, 1)
    ]
