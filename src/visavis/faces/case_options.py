"""What all commands over a case share: where it is, and opening it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from visavis.case.store import Store
    from visavis.case.store_memory import CaseMemory

DEFAULT = "case.visavis"
Command = TypeVar("Command", bound=Callable[..., object])


def case_option(command: Command) -> Command:
    """The option --case, the same everywhere."""
    return click.option(
        "--case",
        metavar="FILE|URL",
        envvar="VISAVIS_CASE",
        show_envvar=True,
        help=f"The case: a file, or a database's URL.  [default: ./{DEFAULT}]",
    )(command)


def where(case: str | None) -> str:
    """The case that is meant: what is given, else the environment's, else the file in this folder."""
    return case or os.environ.get("VISAVIS_CASE") or DEFAULT


def is_there(case: str | None) -> bool:
    """Whether there is a case where one is meant; a database's URL is taken at its word."""
    place = where(case)
    return "://" in place or Path(place).exists()


def opened(case: str | None, create: bool = False) -> Store:
    """The case that is meant, open. Raises CaseError where there is none."""
    from visavis.case.store import open_case

    return open_case(where(case), create)


@contextmanager
def asked(case: str | None) -> Iterator[CaseMemory]:
    """The memory of a case while it is asked. Raises CaseError where there is none."""
    from visavis.case.store_memory import CaseMemory

    store = opened(case)
    with store.read() as conn:
        yield CaseMemory(conn)
    store.close()
