"""From a file, a folder or standard input to sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from visavis.model.errors import EmptySource, SourceNotFound
from visavis.model.source import Source


def load(path: str) -> Iterator[Source]:
    """The sources under `path`: a file, a folder (walked in order of names), or `-` for standard input."""
    if path == "-":
        yield Source("-", sys.stdin.buffer.read().decode("utf-8", "replace"))
        return
    where = Path(path)
    if not where.exists():
        raise SourceNotFound(f"{path}: no such file or folder. Check the path.")
    files = [where] if where.is_file() else sorted(p for p in where.rglob("*.txt") if p.is_file())
    for file in files:
        raw = file.read_bytes().decode("utf-8", "replace")
        if not raw.strip():
            raise EmptySource(f"{file}: holds no text.")
        yield Source(file.name, raw, str(file))
