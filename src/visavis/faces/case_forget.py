"""`visavis forget`: take a source out of a case, with all that came of it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from visavis.faces import options
from visavis.faces.case_options import case_option, opened
from visavis.faces.plain import harmless


@click.command(short_help="Take a source out of a case, with all that came of it.")
@click.argument("source")
@case_option
@options.model
def forget(source: str, case: str | None, model: str) -> None:
    """
    Take SOURCE (its name, its path, or the beginning of its id) out of a case, completely.

    Its text, its claims, the decisions that name it: no word of it stays in the case. Sources that it mended
    as their copy are read anew without it. The file that it came from is not touched.

    \b
    Example: visavis forget letter.txt
    """
    for line in forgotten(source, case, model):
        click.echo(harmless(line))


def forgotten(source: str, case: str | None, model: str) -> Iterator[str]:
    """Do it, and say in lines what was done."""
    from visavis.case.store_forget import forget as drop
    from visavis.case.store_forget import scrub

    store = opened(case)
    gone = drop(store, source)
    scrub(store)
    versions = f" in {gone.versions} versions" if gone.versions > 1 else ""
    yield f"forgotten: {gone.name}{versions}"
    if gone.decisions:
        yield f"{gone.decisions} decisions about who is who named it, and went with it"
    if gone.anew:
        from visavis.case.store_adding import Added, read_waiting, to_read

        read_waiting(store, to_read(store, model), 1, Added())
        scrub(store)
        yield f"read anew without it: {', '.join(gone.anew)}"
    store.close()
