"""`visavis ask` without a SOURCE: the answer from a case."""

from __future__ import annotations

from visavis.answer.dossier import Options, ask
from visavis.faces.case_options import asked, is_there, opened, where
from visavis.model.dossier import Dossier, Unanswered
from visavis.model.errors import CaseError
from visavis.model.layers import Reading


def answer_from_case(query: str, case: str | None, options: Options) -> Dossier | Unanswered:
    """
    The answer to `query` out of the case that is meant, the same as from its sources directly.

    Raises CaseError where there is none.
    """
    named = where(case)
    if case is None and not is_there(case):
        raise CaseError(
            f"no SOURCE given, and there is no case {named} here. Name files or folders: "
            '`visavis ask "A and B" page.txt`, or keep them in a case: `visavis add page.txt`.'
        )
    with asked(case) as memory:
        return ask(query, memory, options)


def readings_of_claim(ident: str, case: str | None) -> list[Reading]:
    """The readings of the case, each only with its text and claims, that have a claim whose id begins so."""
    from visavis.case.store_readings import claims_of, holders
    from visavis.case.store_sources import rows, whole

    store = opened(case)
    with store.read() as conn:
        held = holders(conn, ident)
        found = [(r.no, whole(conn, r)) for r in rows(conn) if r.no in held]
        readings = [Reading(source, claims=claims_of(conn, no, source.name)) for no, source in found]
    store.close()
    if not readings:
        raise CaseError(f'no claim with the id "{ident}" in {where(case)}. `visavis claims` lists them.')
    return readings
