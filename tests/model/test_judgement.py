"""Decisions about who is who: whole or refused, undone and redone, never changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.model.errors import JudgementError
from visavis.model.judgement import Judgement, last_to_undo, standing

A, B, C = ("a", "Ada"), ("b", "Ada"), ("c", "Ada")


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (("join", (A, B)), "unknown kind"),
        (("merge", (A,)), "fewer than two"),
        (("merge", (A, A)), "fewer than two"),
        (("split", (A,)), "some of the person's sources"),
        (("split", (A, B), (B, C)), "on both sides"),
        (("alias", (A,)), "without a form"),
        (("alias", (), (), "Countess"), "alias of nobody"),
        (("undo",), "undo of nothing"),
    ],
)
def test_a_judgement_that_lacks_something_is_refused(parts, told):
    with pytest.raises(JudgementError, match=told):
        Judgement(*parts)


def test_the_order_of_members_makes_no_other_judgement():
    assert Judgement("merge", (A, B)).id == Judgement("merge", (B, A)).id
    assert Judgement("merge", (A, B), n=1).id != Judgement("merge", (A, B), n=2).id


def test_an_undo_without_an_id_means_the_last_that_holds():
    one, two = Judgement("merge", (A, B), n=1), Judgement("merge", (B, C), n=2)
    undo = Judgement("undo", undoes=two.id, n=3)
    assert last_to_undo([one, two]) == two
    assert last_to_undo([one, two, undo]) == one


@given(st.lists(st.integers(0, 8), max_size=12))
def test_undo_and_redo_never_lose_a_row(choices):
    rows = [Judgement("merge", (A, B), n=0), Judgement("merge", (B, C), n=1)]
    for n, choice in enumerate(choices, 2):
        undone = standing(rows)
        rows.append(Judgement("undo", undoes=rows[choice % len(rows)].id, n=n))
        rows.append(Judgement("undo", undoes=rows[-1].id, n=n + 100))
        rows[-1:] = [Judgement("undo", undoes=rows[-2].id, n=len(rows) + 100)]
        assert standing(rows) == undone
