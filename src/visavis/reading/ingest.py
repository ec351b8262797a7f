"""
From a file, a folder or standard input to sources.

What cannot be read is never left out in silence: a file named by the user raises an error that says what
to do, a file met in a folder becomes a `Skipped` with the reason.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from visavis.model.errors import EmptySource, SourceError, SourceNotFound, TooLarge
from visavis.model.source import Skipped, Source
from visavis.reading.ingest_kinds import START, is_edition, no_prose
from visavis.reading.ingest_language import foreign
from visavis.reading.ingest_open import LIMIT, STDIN, left_out, opened, printable, source
from visavis.reading.ingest_sidecar import sidecar


@dataclass(frozen=True, slots=True)
class Loaded:
    """The sources found, each with a name of its own, and what was left out, with the reasons."""

    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]


def load(path: str, limit: int = LIMIT) -> Iterator[Source]:
    """
    The sources under `path`: a file, a folder (walked, in order of names), or `-` for standard input.

    Raises a `SourceError` where `path` itself cannot be read. What a folder holds that cannot be read is
    left out here; `load_all` tells it.
    """
    return (one for one in everything(path, limit) if isinstance(one, Source))


def load_all(paths: Iterable[str], limit: int = LIMIT) -> Loaded:
    """
    Everything under several paths, at once.

    Sources of one file name are told apart by their path; a file met twice is read once. Raises a
    `SourceError` where one of `paths` itself cannot be read, or nothing of all that was found.
    """
    named = tuple(paths)
    found = [one for path in named for one in everything(path, limit)]
    sources = _told_apart([one for one in found if isinstance(one, Source)])
    skipped = tuple(one for one in found if isinstance(one, Skipped))
    if not sources and not skipped:
        raise EmptySource(f"{', '.join(named)}: no file to read in there.")
    if not sources:
        reasons = "; ".join(f"{s.doc}: {s.why}" for s in skipped[:3])
        raise SourceError(f"{', '.join(named)}: nothing in there could be read ({reasons}).")
    return Loaded(tuple(sources), skipped)


def everything(path: str, limit: int = LIMIT) -> Iterator[Source | Skipped]:
    """Every source under `path`, and a `Skipped` for all that is none, in order of names."""
    if path == STDIN:
        for one in opened(STDIN, _at_most(sys.stdin.buffer, limit, "standard input"), None, limit):
            yield _english(one) if isinstance(one, Source) else one
        return
    where = Path(path)
    if not path.strip() or not _exists(where):
        raise SourceNotFound(missing(path))
    if where.is_dir():
        yield from walk(where, limit)
    else:
        yield from read_every(where, limit)


def walk(folder: Path, limit: int = LIMIT) -> Iterator[Source | Skipped]:
    """Every file of a folder and of those in it, in order of names; links to folders are not followed."""
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as e:
        yield left_out(folder, f"the folder cannot be read ({e.strerror})")
        return
    for entry in entries:
        try:
            why = passed_over(entry)
        except OSError as e:
            why = f"cannot be looked at ({e.strerror})"
        if why:
            yield left_out(entry, why)
        elif entry.is_dir():
            yield from walk(entry, limit)
        elif not _is_sidecar(entry):
            try:
                yield from read_every(entry, limit)
            except SourceError as e:
                yield left_out(entry, str(e).removeprefix(f"{entry}: "))


def passed_over(entry: Path) -> str | None:
    """Why a file or folder met on a walk is not opened; None where it is."""
    if entry.name.startswith("."):
        return "hidden; name it to have it read"
    if entry.is_symlink() and entry.is_dir():
        return "a link to a folder; name it to have it read"
    if not entry.is_dir() and not entry.is_file():
        return "no regular file" if _exists(entry) else "a link that leads nowhere"
    if no_prose(entry.name) and not _is_sidecar(entry) and not _is_edition(entry):
        return f"{entry.suffix} holds data rather than prose; name it to have it read"
    return None


def read_file(path: Path, limit: int = LIMIT) -> Source:
    """The source in one file, with what its sidecar states. Raises a `SourceError` that says what to do."""
    return source(str(path), bytes_of(path, limit), sidecar(path), limit)


def read_every(path: Path, limit: int = LIMIT) -> Iterator[Source | Skipped]:
    """
    All that one file holds: one source, or those of an archive, a mailbox, a letter with what is attached,
    and a `Skipped` for all in there that is none. Raises a `SourceError` where the file itself is at fault.
    """
    for one in opened(str(path), bytes_of(path, limit), sidecar(path), limit):
        yield _english(one) if isinstance(one, Source) else one


def bytes_of(path: Path, limit: int = LIMIT) -> bytes:
    """The bytes of a file. Raises a `SourceError` where it cannot be read, or is larger than `limit`."""
    try:
        with path.open("rb") as stream:
            if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                _fits(os.fstat(stream.fileno()).st_size, limit, str(path))
            return _at_most(stream, limit, str(path))
    except OSError as e:
        raise SourceError(f"{path}: cannot be read ({e.strerror}). Check who may read it.") from None


def missing(path: str) -> str:
    """The message for a path that leads nowhere, with the nearest names in its folder."""
    if not path.strip():
        return "a source's path is empty. Give a file, a folder, or - for standard input."
    where = Path(path)
    try:
        names = sorted(p.name for p in where.parent.iterdir())
    except OSError:
        return f"{path}: no such file or folder; there is no folder {where.parent} either. Check the path."
    near = get_close_matches(where.name, names, 3, 0.6)
    hint = f"Near names there: {', '.join(map(printable, near))}." if near else "Check the path."
    return f"{path}: no such file or folder. {hint}"


def _english(one: Source) -> Source | Skipped:
    """The source, or the reason where it is in another language: rules for English would misread it."""
    language = foreign(one.raw)
    if language is None:
        return one
    return Skipped(
        one.name, 0, len(one.raw), f"seems to be in {language}; only English is read. Give a translation."
    )


def _told_apart(sources: list[Source]) -> list[Source]:
    """One source a file; those of one name bear their path."""
    once = list({s.path or s.name: s for s in sources}.values())
    names = [s.name for s in once]
    return [replace(s, name=printable(s.path)) if s.path and names.count(s.name) > 1 else s for s in once]


def _is_sidecar(path: Path) -> bool:
    return path.suffix == ".toml" and path.with_suffix("").is_file()


def _is_edition(path: Path) -> bool:
    with path.open("rb") as stream:
        return is_edition(stream.read(START))


def _at_most(stream: Any, limit: int, name: str) -> bytes:
    data: bytes = stream.read(limit + 1)
    _fits(len(data), limit, name)
    return data


def _fits(size: int, limit: int, name: str) -> None:
    if size > limit:
        raise TooLarge(
            f"{name}: is larger than {limit / 2**20:.0f} MB. Cut it into parts, or raise the limit."
        )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a NUL in it, or too long
        return False
