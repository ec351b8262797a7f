"""
Betweenness: how much of the shortest ways between others leads over somebody (Freeman 1977), by Brandes's
algorithm ("A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25, 2001).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

MANY = 600  # above so many, only the ways between the best-connected of them count


def betweenness(near: Mapping[str, Collection[str]], most: int = MANY) -> dict[str, float]:
    """
    For each name its share, from 0 to 1; `near` tells who is tied to whom, both ways.

    >>> betweenness({"A": ["B"], "B": ["A", "C"], "C": ["B"]})
    {'A': 0.0, 'B': 1.0, 'C': 0.0}
    """
    ends = sorted(near, key=lambda n: (-len(near[n]), n))[:most]
    core = _core(near, frozenset(ends))
    number = {name: i for i, name in enumerate(core)}
    ways = [sorted(number[b] for b in core[a]) for a in core]
    asked = sorted(number[n] for n in ends)
    share = [0.0] * len(core)
    for start in asked:
        _add(ways, start, asked, share)
    pairs = (len(near) - 1) * (len(near) - 2) or 1
    return {n: share[number[n]] / pairs if n in number else 0.0 for n in near}


def _core(near: Mapping[str, Collection[str]], ends: frozenset[str]) -> dict[str, set[str]]:
    """All but dead ends: no way between two of `ends` leads over somebody whose only tie leads back."""
    core = {name: set(near[name]) for name in sorted(near)}
    todo = [n for n in core if len(core[n]) < 2 and n not in ends]
    while todo:
        name = todo.pop()
        for other in core.pop(name):
            core[other].discard(name)
            if len(core[other]) == 1 and other not in ends:
                todo.append(other)
    return core


def _add(ways: Sequence[Sequence[int]], start: int, ends: Sequence[int], share: list[float]) -> None:
    """Add to `share` what the shortest ways from `start` to the other `ends` lead over each point."""
    far, count = [-1] * len(ways), [0] * len(ways)
    far[start], count[start], order = 0, 1, [start]
    for at in order:  # grows while it is walked
        step, here = far[at] + 1, count[at]
        for other in ways[at]:
            if far[other] < 0:
                far[other] = step
                order.append(other)
            if far[other] == step:
                count[other] += here
    led = [0.0] * len(ways)
    wanted = bytearray(len(ways))
    for end in ends:
        wanted[end] = 1
    for at in reversed(order[1:]):
        part, back = (led[at] + wanted[at]) / count[at], far[at] - 1
        share[at] += led[at]
        if part:
            for other in ways[at]:
                if far[other] == back:
                    led[other] += count[other] * part
