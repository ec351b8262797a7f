"""`visavis search`: where words stand in the sources of a case."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from visavis.faces.case_options import case_option, opened
from visavis.faces.plain import harmless


@click.command(short_help="Find words in the sources of a case.")
@click.argument("words", nargs=-1, required=True)
@case_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Places shown.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How they are listed.",
)  # fmt: skip
def search(words: tuple[str, ...], case: str | None, limit: int, form: str) -> None:
    """
    Find WORDS in the sources of a case: all of them near one another; "quoted words" stand together.

    Exit status: 0 found, 1 nothing found.

    \b
    Examples:
      visavis search platform opposition
      visavis search '"right opposition"' --format json
    """
    lines = list(found(" ".join(words), case, limit, form))
    for line in lines:
        click.echo(line if form == "json" else harmless(line))
    if not lines:
        click.echo(f"nothing found for {' '.join(words)}", err=True)
    sys.exit(0 if lines else 1)


def found(words: str, case: str | None, limit: int, form: str) -> Iterator[str]:
    """Lines of text, or one JSON object a line."""
    from visavis.case.store_search import search as look

    store = opened(case)
    with store.read() as conn:
        for f in look(conn, words, limit):
            if form == "json":
                line = {"doc": f.doc, "start": f.start, "end": f.end, "words": f.words,
                        "before": f.before, "after": f.after}  # fmt: skip
                yield json.dumps(line, ensure_ascii=False)
            else:
                yield f"{f.doc}:{f.start}–{f.end}  …{f.before}«{f.words}»{f.after}…"
    store.close()
