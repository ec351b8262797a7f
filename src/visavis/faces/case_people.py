"""`visavis people` and `visavis groups`: who is in a case, under the joined names."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from visavis.faces.case_options import asked, case_option
from visavis.faces.plain import harmless

FORMS = click.Choice(["text", "json"])
NAMED = "Only who may be called so."


@click.group(
    invoke_without_command=True, short_help="List the people of a case; say who is one and who is not."
)
@case_option
@click.option("--named", metavar="NAME", help=NAMED)
@click.option(
    "--limit", type=click.IntRange(1), default=40, show_default=True, help="How many, most named first."
)
@click.option("--format", "form", type=FORMS, default="text", show_default=True, help="How they are listed.")
@click.pass_context
def people(context: click.Context, case: str | None, named: str | None, limit: int, form: str) -> None:
    """
    List the people of a case, the most often named first, with the names that were joined.

    \b
    Examples:
      visavis people
      visavis people --named bukharin --format json
    """
    context.obj = case
    if context.invoked_subcommand is None:
        _print(listed(case, ("person",), named, limit, form))


@click.command(short_help="List the groups of a case with their members.")
@case_option
@click.option("--named", metavar="NAME", help=NAMED)
@click.option(
    "--limit", type=click.IntRange(1), default=40, show_default=True, help="How many, most named first."
)
@click.option("--format", "form", type=FORMS, default="text", show_default=True, help="How they are listed.")
def groups(case: str | None, named: str | None, limit: int, form: str) -> None:
    """
    List the groups of a case, the most often named first, with who belongs to them.

    \b
    Example: visavis groups --limit 10
    """
    _print(listed(case, ("group",), named, limit, form))


def _print(lines: Iterator[str]) -> None:
    shown = list(lines)
    for line in shown:
        click.echo(harmless(line))
    if not shown:
        click.echo("nobody of that kind in this case", err=True)
        sys.exit(1)


def listed(
    case: str | None, kinds: tuple[str, ...], named: str | None, limit: int, form: str
) -> Iterator[str]:
    """Persons of some kinds in lines of text, or one JSON object a line."""
    from visavis.answer.query import match

    with asked(case) as memory:
        found = match(named, memory).persons if named else memory.persons
        wanted = sorted((p for p in found if p.kind in kinds), key=lambda p: (-p.mentions, p.name))
        for p in wanted[:limit]:
            belong = memory.belonging([p.name]) if p.kind == "group" else ()
            members = sorted({e.claim.subject for e in belong if e.claim.modality == "asserted"})
            if form == "json":
                line = {
                    "name": p.name, "kind": p.kind, "mentions": p.mentions, "aliases": list(p.aliases),
                    "members": [{"doc": doc, "name": name} for doc, name in p.members], "why": list(p.why),
                }  # fmt: skip
                more = {"belong": members} if p.kind == "group" else {}
                yield json.dumps(line | more, ensure_ascii=False)
            else:
                docs = len({doc for doc, _ in p.members})
                times = f"{p.mentions} time{'s' * (p.mentions != 1)}"
                yield f"{p.name}: named {times} in {docs} source{'s' * (docs != 1)}"
                if p.aliases:
                    yield f"  also {', '.join(p.aliases)}"
                if members:
                    yield f"  members: {', '.join(members)}"
    left = len(wanted) - limit
    if left > 0 and form == "text":
        yield f"… and {left} more (--limit)"
