"""Whom a role alone means: its last bearer, as long as he is spoken of."""

import pytest

from visavis.model.source import Source
from visavis.reading.pipeline import read

OTHERS = "Ada Rey met Otto Lang. Otto Lang thanked Ada Rey. "


@pytest.mark.parametrize(("between", "meant"), [(2, "Karl Brenner"), (90, "president")])
def test_a_role_is_forgotten_with_its_bearer(between: int, meant: str) -> None:
    raw = f"Karl Brenner was the president. {OTHERS * between}Then the president wept."
    mentions = read(Source("case", raw), until="mentions").mentions
    assert [m.name for m in mentions if m.start > raw.index("Then")] == [meant]
