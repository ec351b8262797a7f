"""`visavis claims`: the claims of a case, narrowed by who, what, when and where."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from visavis.faces.case_options import asked, case_option
from visavis.faces.plain import harmless

if TYPE_CHECKING:
    from visavis.case.store_memory import CaseMemory
    from visavis.model.dossier import Evidence


@click.command(short_help="List the claims of a case.")
@case_option
@click.option("--about", multiple=True, metavar="NAME", help="Only claims about NAME; twice: about both.")
@click.option("--relation", multiple=True, metavar="WORD", help="Only this relation (harms, allied, ...).")
@click.option("--source", "docs", multiple=True, metavar="NAME", help="Only claims of this source.")
@click.option("--voice", metavar="NAME", help="Only what NAME says.")
@click.option(
    "--modality", metavar="WORD", help="Only asserted, denied, alleged, planned, asked or hypothetical."
)
@click.option("--since", metavar="DATE", help="Only what may have held at DATE or later.")
@click.option("--until", metavar="DATE", help="Only what may have held at DATE or before.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only claims at least so sure."
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How they are listed.",
)  # fmt: skip
def claims(case: str | None, form: str, limit: int | None, **narrowing: object) -> None:
    """
    List the claims of a case in the order of its sources.

    Exit status: 0 found, 1 nothing found.

    \b
    Examples:
      visavis claims --about bukharin --about stalin --until 1928
      visavis claims --relation harms --source trial.txt --format json
    """
    shown = 0
    for e in found(case, **narrowing):  # type: ignore[arg-type]
        click.echo(json.dumps(_line(e), ensure_ascii=False) if form == "json" else harmless(_text(e)))
        shown += 1
        if shown == limit:
            break
    if not shown:
        click.echo("no claims like that in this case", err=True)
    sys.exit(0 if shown else 1)


def found(
    case: str | None, about: tuple[str, ...] = (), relation: tuple[str, ...] = (), docs: tuple[str, ...] = (),
    voice: str | None = None, **rest: object,
) -> Iterator[Evidence]:  # fmt: skip
    """The claims that pass; raises QueryError where a name or a date means nothing in the case."""
    with asked(case) as memory:
        names = [_names(n, memory) for n in about]
        _check(relation, docs, memory)
        voices = _names(voice, memory) if voice else frozenset()
        tests = list(_tests(**rest))  # type: ignore[arg-type]
        for e in memory.where(names, relation, docs):
            if (not voice or voices & set(e.claim.voice)) and all(test(e) for test in tests):
                yield e


def _check(relations: tuple[str, ...], docs: tuple[str, ...], memory: CaseMemory) -> None:
    from visavis.model.claim import SIGN
    from visavis.model.errors import QueryError

    for word in relations:
        if word not in SIGN:
            raise QueryError(f'--relation "{word}": no such relation. There are: {", ".join(SIGN)}.')
    for name in docs:
        if name not in memory.searched:
            raise QueryError(f'--source "{name}": no such source in this case. `visavis sources` lists them.')


def _names(asked_name: str, memory: CaseMemory) -> frozenset[str]:
    """Joined names that a name may mean; the voices that are nobody's name are taken as they are."""
    from visavis.answer.query import match
    from visavis.model.errors import QueryError

    if asked_name in ("narrator", "unknown speaker"):
        return frozenset({asked_name})
    found = match(asked_name, memory).persons
    if not found:
        raise QueryError(
            f'"{asked_name}": nobody of that name in this case. `visavis people` lists everybody.'
        )
    return frozenset(p.name for p in found)


def _tests(
    modality: str | None = None, since: str | None = None, until: str | None = None, min_confidence: float = 0
) -> Iterator[Callable[[Evidence], bool]]:
    from visavis.answer.dossier import Options, in_time
    from visavis.model.claim import MODALITIES
    from visavis.model.errors import QueryError

    if modality and modality not in MODALITIES:
        raise QueryError(f'--modality "{modality}": there are {", ".join(MODALITIES)}.')
    if modality:
        yield lambda e: e.claim.modality == modality
    if since or until:
        inside = in_time(Options(since=since, until=until))
        yield lambda e: inside(e.claim)
    if min_confidence:
        yield lambda e: e.claim.confidence >= min_confidence


def _line(e: Evidence) -> dict[str, object]:
    return {**e.claim.line(), "id": e.id}


def _text(e: Evidence) -> str:
    from visavis.answer.words import claim_words, time_words

    time = time_words(e.claim)
    said = f"{e.id}  {claim_words(e.claim)}" + (f", {time}" if time else "")
    return f"{said}\n    {e.cite}  “{_one_line(e.claim.quote)}”"


def _one_line(quote: str) -> str:
    return " ".join(quote.split())
