"""Progress on standard error, only in a terminal and only where the work is long."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Protocol

from visavis.model.source import Source

LONG = 100_000  # characters from which a bar is worth its place


class Step(Protocol):
    """What is called when one source has been read."""

    def __call__(self, source: Source) -> None:
        """Move the bar past `source`."""


@contextmanager
def reading(sources: Sequence[Source]) -> Iterator[Step]:
    """A bar over `sources` that moves by their length; silent where nobody watches or it would flash by."""
    total = sum(len(s.raw) for s in sources)
    if not sys.stderr.isatty() or total < LONG:
        yield lambda source: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    bar = Progress(
        SpinnerColumn(), TextColumn("reading"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.description}, left:"), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    with bar:
        task = bar.add_task(f"0 of {len(sources)} sources", total=total)
        done = count(1)

        def step(source: Source) -> None:
            told = f"{next(done)} of {len(sources)} sources"
            bar.update(task, advance=len(source.raw), description=told)

        yield step
