"""A source as it was given: its text, where it is from, and under what circumstances it arose."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """Where a page or a chapter of the file begins: the offset in `raw`, and the name it is cited by."""

    start: int
    label: str  # "12", "xiv", "The Quarrel"
    unit: str = "page"  # or "chapter"


@dataclass(frozen=True, slots=True)
class Source:
    """
    One source. `raw` is never changed; every offset of every layer points into it.

    For plain text `raw` is the decoded file. For formats with markup (HTML, PDF, DOCX, ...) it is the text
    taken out of it, so that quotes can be read; `places` then say where its pages and chapters begin.

    >>> page = Source("page.txt", "Cicero praised Pompey.")
    >>> page.raw[0:6], page.sha256[:8]
    ('Cicero', '07fa3c96')
    """

    name: str
    raw: str
    path: str | None = None
    title: str | None = None
    author: str | None = None
    date: str | None = None  # EDTF, the document's own date, never the clock
    kind: str | None = None
    circumstances: tuple[str, ...] = ()
    encoding: str = "utf-8"
    sha256: str = field(default="")
    places: tuple[Place, ...] = ()  # in order of their offsets
    addressee: str | None = None  # whom `you` means where the whole source is one letter

    def __post_init__(self) -> None:
        if not self.sha256:
            digest = hashlib.sha256(self.raw.encode("utf-8", "surrogatepass")).hexdigest()
            object.__setattr__(self, "sha256", digest)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stretch of a source, or a whole source, that was not read, with the reason."""

    doc: str
    start: int
    end: int
    why: str
