"""Review of who is who in a case: decisions checked and kept, suggestions worked out."""

from __future__ import annotations

from sqlalchemy import Connection

from visavis.case.linking import Linked, linked
from visavis.case.linking_judged import check
from visavis.case.memory import Linkable
from visavis.case.store import Store
from visavis.case.store_judgements import judge, judgements
from visavis.case.store_link import link_case
from visavis.case.store_readings import layer_of_all
from visavis.case.store_sources import rows
from visavis.model.errors import JudgementError
from visavis.model.judgement import Judgement, last_to_undo


def decide(store: Store, judgement: Judgement) -> Judgement:
    """
    Keep a decision and make who is who anew; the decision with its number is given back.

    Raises JudgementError where it contradicts one that holds.
    """
    with store.read() as conn:
        check(judgement, judgements(conn))
    kept = judge(store, judgement)
    link_case(store)
    return kept


def to_undo(conn: Connection, ident: str | None) -> Judgement:
    """
    The decision whose id begins so, or the last that holds. Raises JudgementError where there is none.
    """
    held = judgements(conn)
    if ident is None:
        last = last_to_undo(held)
        if last is None:
            raise JudgementError("no judgement holds in this case, so there is none to undo.")
        return last
    found = [j for j in held if j.id.startswith(ident)]
    if len(found) != 1:
        many = (
            f"{len(found)} judgements have ids that begin" if found else "no judgement has an id that begins"
        )
        raise JudgementError(f'{many} with "{ident}". visavis people judgements lists them.')
    return found[0]


def review(conn: Connection) -> Linked:
    """Who is who in a case, worked out anew with suggestions and notes; nothing is kept."""
    read = [r.no for r in rows(conn) if r.read_as and not r.failed]
    kept = layer_of_all(conn, "linkable", read)
    some: list[Linkable] = [kept.get(no) or Linkable() for no in read]
    context = {member: c for one in some for member, c in one.context.items()}
    return linked((e for one in some for e in one.entries), judgements(conn), context)
