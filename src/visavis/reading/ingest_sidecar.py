"""Sidecars: what a person states about `page.txt` in `page.txt.toml`."""

from __future__ import annotations

import datetime
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from visavis.model.errors import EdtfError, SourceError

TEXTS = ("title", "author", "addressee", "date", "kind", "encoding")
KNOWN = (*TEXTS, "circumstances")
SLIP = 0.8  # likeness from which an unknown key is taken for a misspelt one; `origin` is none


def sidecar(path: Path) -> dict[str, Any]:
    """
    The statements of the sidecar beside `path`, checked; empty where there is none.

    Keys: `title`, `author`, `addressee` (of a single letter), `date` (EDTF), `kind`, `encoding`, and
    `circumstances` (a list of texts).
    Other keys are for people and change nothing. Raises `SourceError` naming file, key and what to do.
    """
    beside = path.with_name(path.name + ".toml")
    if not beside.is_file():
        return {}
    try:
        return statements(beside.read_bytes(), str(beside))
    except OSError as e:
        raise SourceError(f"{beside}: cannot be read ({e.strerror}).") from None


def statements(data: bytes, where: str) -> dict[str, Any]:
    """
    What a sidecar's bytes state, checked; `where` is what a message calls it.

    >>> statements(b'title = "Evening session"', "page.txt.toml")
    {'title': 'Evening session'}
    """
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as e:
        raise SourceError(f"{where}: is no TOML ({e}). Correct it, or take it away.") from None
    return {key: checked(where, key, value) for key, value in values.items() if known(where, key)}


def known(where: str, key: str) -> bool:
    """Whether the key is one of ours; raises where it looks like one of ours misspelt."""
    near = get_close_matches(key.lower(), KNOWN, 1, SLIP)
    if key not in KNOWN and near:
        raise SourceError(f"{where}: unknown key {key!r}. Did you mean {near[0]!r}?")
    return key in KNOWN


def checked(where: str, key: str, value: Any) -> Any:
    """
    The value of a key in the form that a `Source` takes.

    >>> checked("page.txt.toml", "date", 1938), checked("page.txt.toml", "circumstances", ["under oath"])
    ('1938', ('under oath',))
    """
    if key == "circumstances":
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise SourceError(
                f'{where}: circumstances must be a list of texts, ["under oath", "translated"].'
            )
        return tuple(v.strip() for v in value)
    if key == "date" and isinstance(value, datetime.datetime):
        value = value.date()
    if key == "date" and isinstance(value, datetime.date):
        value = value.isoformat()
    elif key == "date" and isinstance(value, int) and not isinstance(value, bool):
        value = f"{value:05d}" if value < 0 else f"{value:04d}"
    if not isinstance(value, str) or not value.strip():
        raise SourceError(f'{where}: {key} must be a text between quotes, {key} = "...".')
    return date(where, value.strip()) if key == "date" else value.strip()


def date(where: str, text: str) -> str:
    """The date as it is where it is EDTF; raises `SourceError` where not."""
    from visavis.model.edtf import Edtf

    try:
        return Edtf.parse(text).text
    except EdtfError as e:
        raise SourceError(f'{where}: date: {e} Write "1938-03-05", "1938", or "1938~" for about.') from None
