"""A picture of the pages as a file of its own."""

from __future__ import annotations

from visavis.faces.gexf import FORBIDDEN

STYLE = """<style>
svg { --ink: #1d1d1f; --paper: #fdfcf9; --line: #d9d5cc; --for: #1f7a3f; --against: #b3261e;
  --neither: #8a6d00; }
@media (prefers-color-scheme: dark) { svg { --ink: #e8e6e1; --paper: #17171a; --line: #3a3a40; --for: #6fcf97;
  --against: #ff8a80; --neither: #e3c14c; } }
svg { background: var(--paper); } text { fill: var(--ink); font: 12px sans-serif; }
.p { stroke: var(--for); fill: var(--for); } .m { stroke: var(--against); fill: var(--against); }
.z { stroke: var(--neither); fill: var(--neither); } .arc, .axis { stroke: var(--line); }
</style>"""


def alone(svg: str) -> str:
    """
    The picture with its own style and namespace; an empty one where there is none.

    >>> alone('<svg viewBox="0 0 1 1"></svg>')[:45]
    '<svg xmlns="http://www.w3.org/2000/svg" viewB'
    """
    drawn = svg or '<svg viewBox="0 0 1 1" role="img"><title>Nothing to draw</title></svg>'
    start, rest = drawn.split(">", 1)
    named = start.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return FORBIDDEN.sub("\ufffd", f"{named}>{STYLE}{rest}\n")
