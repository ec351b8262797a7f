"""How the product does on readings of pronouns, counted by outcome."""

from __future__ import annotations

from collections import Counter

import pytest

from eval.pronouns import outcome, settled, table
from visavis.model.layers import Mention

TEXT = "Aurelia Stone wrote to Benedict Marsh for years. She never forgave him. They say it rained."
LINES = [
    {"start": TEXT.index("She"), "text": "She", "names": ["Aurelia Stone"]},
    {"start": TEXT.index("him"), "text": "him", "names": ["Aurelia Stone"]},
    {"start": TEXT.index("They"), "text": "They", "names": [], "open": True},
]


class Names:
    """Names that are the same where they are equal."""

    def same(self, one: str, other: str) -> bool:
        return one == other


@pytest.mark.parametrize(
    "name, meant, said",
    [
        ("Ada", ["Ada"], "right"),
        ("Ada", ["Bo", "Ada"], "right"),
        ("Ada", ["Bo"], "to another"),
        (None, ["Bo"], "to nobody"),
        (None, [], "nobody"),
        ("Ada", [], "nobody, told"),
    ],
)
def test_a_pronoun_is_right_where_one_of_those_meant_is_told(name, meant, said):
    mention = Mention(0, 2, "he", "person", name, "pronoun")
    assert outcome(mention, meant, lambda a, b: a == b) == said


def test_pronouns_that_a_reader_leaves_open_are_not_counted():
    assert settled("letters", TEXT, LINES, Names()) == Counter({("she", "right"): 1, ("he", "to another"): 1})


def test_the_table_adds_the_kinds_up():
    lines = table(Counter({("he", "right"): 3, ("she", "to nobody"): 1, ("they", "nobody, told"): 2}))
    assert lines.splitlines()[-1].split() == ["all", "4", "0.750", "0.000", "0.250", "2", "of", "2"]
