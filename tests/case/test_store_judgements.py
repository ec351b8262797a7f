"""A person's decisions are kept in their order, and nothing is ever taken away."""

from case.kept import filled
from invented import TOWN
from visavis.case.store import open_case
from visavis.case.store_judgements import judge, judgements
from visavis.model.judgement import Judgement, standing

MERGE = Judgement(
    "merge", (("chronicle.txt", "Emil Keel"), ("hearing.txt", "Mr. Keel")), who="ada", why="seal"
)


def test_decisions_come_back_in_order_and_undo_is_a_row_of_its_own(new_case):
    where = new_case()
    store = filled(where, TOWN)
    first = judge(store, MERGE)
    alias = judge(store, Judgement("alias", MERGE.members, form="The Miller", when="1900-01-01"))
    undone = judge(store, Judgement("undo", undoes=first.id))
    store.close()
    again = open_case(where)
    with again.read() as conn:
        assert judgements(conn) == (first, alias, undone)
        assert standing(judgements(conn)) == (alias,)
    assert (first.n, first.members, first.who, first.why) == (1, MERGE.members, "ada", "seal")
    again.close()
