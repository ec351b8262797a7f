"""`visavis add`: keep sources in a case and read them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from visavis.faces import options
from visavis.faces.case_options import case_option, opened

if TYPE_CHECKING:
    from visavis.case.store_adding import Added
    from visavis.model.source import Skipped


@click.command(short_help="Keep sources in a case: read once, asked often.")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@case_option
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes that read.  [default: one a core]"
)
@click.option("--again", is_flag=True, help="Read anew what is there already (after an update, say).")
@options.model
def add(sources: tuple[str, ...], case: str | None, jobs: int | None, again: bool, model: str) -> None:
    """
    Keep SOURCE... (files, folders, or - for standard input) in a case, and read them.

    What is there already and has not changed is passed over. Interrupted or killed, run it again: it goes on
    where it was. Without SOURCE it reads what still waits to be read.

    \b
    Examples:
      visavis add letters/ trial.txt
      visavis add page.txt --case town.visavis
      visavis add --case postgresql://ada@localhost/town letters/
    """
    for line in added(sources, case, jobs, again, model):
        click.echo(line)


def added(paths: Sequence[str], case: str | None, jobs: int | None, again: bool, model: str) -> Iterator[str]:
    """Do it, and say in lines what was done."""
    from visavis.case.store_adding import add as keep
    from visavis.case.store_adding import read_waiting, to_read
    from visavis.case.store_workers import cores
    from visavis.faces.progress import reading
    from visavis.reading.ingest import Loaded, load_all

    found = load_all(paths) if paths else Loaded((), ())
    store = opened(case, create=bool(paths))
    done = keep(store, found.sources, found.skipped, again)
    many = jobs or cores()
    try:
        wanted = to_read(store, model, many)
        with reading([job.source for job, _ in wanted]) as step:
            read_waiting(store, wanted, many, done, step)
    except KeyboardInterrupt:
        click.echo(
            f"visavis: interrupted. What was read is kept; go on with: visavis add{_case(case)}", err=True
        )
        sys.exit(130)
    finally:
        store.close()
    yield from _told(done, found.skipped)


def _case(case: str | None) -> str:
    return f" --case {case}" if case else ""


def _told(done: Added, skipped: Sequence[Skipped]) -> Iterator[str]:
    """What was done, in lines."""
    for how, word in (("new", "added"), ("changed", "changed, the new version answers now")):
        yield from (f"{word}: {name}" for name in done.of(how))
    held = len(done.of("held"))
    if held:
        yield f"{held} there already, unchanged"
    yield from (f"not read: {name}: {why}" for name, why in done.failed)
    yield from (f"left out: {s.doc}: {s.why}" for s in skipped)
    given = {*done.of("new"), *done.of("changed")}
    anew = [name for name in done.read if name not in given]
    if anew:
        yield f"{len(anew)} read that waited, or anew because a copy of them came or went"
    yield f"{len(done.read)} source{'s' * (len(done.read) != 1)} read"
    if done.older_reader:
        yield (
            f"{done.older_reader} were read by another version of this program: "
            "visavis add --again reads all anew."
        )
