"""Betweenness, judged by networkx."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.answer.between import betweenness

PAIRS = st.lists(
    st.tuples(st.integers(0, 14), st.integers(0, 14)).filter(lambda p: p[0] != p[1]), max_size=30
)


def graph_of(pairs: list[tuple[int, int]]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(f"n{i:02}" for i in range(15))
    graph.add_edges_from((f"n{a:02}", f"n{b:02}") for a, b in pairs)
    return graph


@given(PAIRS)
def test_all_ways_are_those_of_networkx(pairs: list[tuple[int, int]]) -> None:
    graph = graph_of(pairs)
    assert betweenness({n: list(graph[n]) for n in graph}) == pytest.approx(nx.betweenness_centrality(graph))


@given(PAIRS, st.integers(2, 6))
def test_ways_between_the_best_connected_are_those_of_networkx(
    pairs: list[tuple[int, int]], most: int
) -> None:
    graph = graph_of(pairs)
    best = sorted(graph, key=lambda n: (-graph.degree(n), n))[:most]
    expected = nx.betweenness_centrality_subset(graph, best, best, normalized=True)
    assert betweenness({n: list(graph[n]) for n in graph}, most) == pytest.approx(expected)
