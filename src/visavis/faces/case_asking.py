"""`visavis ask` without a SOURCE: the answer from a case."""

from __future__ import annotations

from pathlib import Path

from visavis.answer.dossier import Options, ask
from visavis.faces.case_options import asked, where
from visavis.model.dossier import Dossier, Unanswered
from visavis.model.errors import CaseError


def answer_from_case(query: str, case: str | None, options: Options) -> Dossier | Unanswered:
    """
    The answer to `query` out of the case that is meant, the same as from its sources directly.

    Raises CaseError where there is none.
    """
    named = where(case)
    if case is None and "://" not in named and not Path(named).exists():
        raise CaseError(
            f"no SOURCE given, and there is no case {named} here. Name files or folders: "
            '`visavis ask "A and B" page.txt`, or keep them in a case: `visavis add page.txt`.'
        )
    with asked(case) as memory:
        return ask(query, memory, options)
