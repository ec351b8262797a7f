"""How much of the generator's damage is undone, on a text of our own; the figures may only rise."""

from __future__ import annotations

import pytest

from eval.damage import tally
from visavis.reading.clean import clean

TEXT = """\
In the spring of 1612, Tobias Marlock left the village of his birth and walked to the harbour, where the
ships of the northern company lay at anchor. He had little money and no friends in the town. The master
of the largest ship, a man called Hendrik Vossen, needed a clerk who could write a clear hand, and he
engaged the boy on the same day. In October 1612, Vossen's ship was lost on the sands, and Marlock came
home with nothing but the accounts, which he had saved. The owners were so pleased with the books that
they gave him a place in their own house. There he met Agnes Teller, the daughter of the chief partner,
and her brother Matthias, who became his friend and afterwards his bitterest enemy.

During 1615 Matthias and Marlock then formed a plan to trade with the islands without the knowledge of
the company. The plan was found out in March 1616. Matthias denied everything and accused his friend
before the partners. Marlock was arrested on 4 April 1616, and for two years he lay in the prison of the
castle. He wrote letters to Agnes, but her father kept them from her. When the new governor opened the
prison in 1618, he found the young man ill and half blind, and he ordered that his case should be heard
again. The judges believed the clerk, because the letters of Matthias to the merchants of the islands had
been found in the meantime.

Matthias fled to the south in the summer of 1619. His father never spoke of him again. Marlock was
received in the house as a partner in January 1620, and in the same year he married Agnes. He governed
the company for more than thirty years, and those who served under him said that he was just, though
seldom kind. He would not allow anybody to mention the prison, and he kept the old accounts in an iron
chest beside his bed. In late 1651, with the war at the gates of the town, he burned the chest and
everything that was in it. He died in February 1652. Nobody remembered by then what had been written in
the books, and the partners who followed him lost within ten years what he had gathered in forty. The
house at the harbour was sold, and the last of the ships rotted in the mud where Vossen had once waited
for a clerk."""

# kind, share of places struck, least precision, least recall
FLOORS = [
    ("glued", 0.03, 0.97, 0.9),
    ("lost-year", 1.0, 0.95, 0.9),
    ("ocr", 0.03, 0.95, 0.7),
    ("footnote-mark", 0.5, 1.0, 1.0),
    ("hyphen", 0.3, 0.97, 0.97),
    ("furniture", 1.0, 1.0, 1.0),
]


@pytest.mark.parametrize(("kind", "rate", "precision", "recall"), FLOORS)
def test_damage_is_undone(kind: str, rate: float, precision: float, recall: float) -> None:
    found = tally({"own": TEXT}, kind, rate, seeds=6)
    assert found["wounds"] >= 6
    assert (found["precision"], found["recall"]) >= (precision, recall) and found["recall"] >= recall, found


def test_undamaged_text_stays_as_it_is() -> None:
    result = clean(TEXT)
    assert result.edits == ()
    assert result.text == TEXT
