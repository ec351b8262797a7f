"""What a reader of a format gives: the text taken out of a file, what it states of itself, and its places."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from visavis.model.errors import DamagedSource
from visavis.model.source import Place

HERE = "\0"  # stands in a text for the beginning of a place until its offset is known
MARK = "\ue0ff"  # the same in markup, which knows no NUL; of the private use area
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, LookupError,
    ValueError, RuntimeError, TypeError, AttributeError, OverflowError, SyntaxError,
)  # fmt: skip
# what the libraries that take files apart raise where a file is broken; lxml's errors are SyntaxErrors
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Taken:
    """The text of a file, what the file states about itself, and what of it was not read, with reasons."""

    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None  # EDTF
    kind: str | None = None
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
    addressee: str | None = None  # of a single letter


@dataclass(slots=True)
class Script:
    """
    A text under way: blocks with blank lines between them, and the places that begin in them.

    >>> script = Script()
    >>> script.add("One.")
    >>> script.add(f"Two {script.place('8')} three.")
    >>> script.taken()
    ('One.\\n\\nTwo three.', (Place(start=10, label='8', unit='page'),))
    """

    blocks: list[str] = field(default_factory=list)
    begun: list[tuple[str, str]] = field(default_factory=list)

    def place(self, label: str, unit: str = "page") -> str:
        """The mark to put into the text where a place of this name begins."""
        self.begun.append((label, unit))
        return HERE

    def add(self, block: str) -> None:
        """One more paragraph; nothing where it is blank and no place begins in it."""
        if block := tidy(block):
            self.blocks.append(block)

    def taken(self) -> tuple[str, tuple[Place, ...]]:
        """The text and its places, their marks gone."""
        return placed("\n\n".join(self.blocks), self.begun)


def placed(marked: str, begun: list[tuple[str, str]]) -> tuple[str, tuple[Place, ...]]:
    """A text without its marks, and the places that they stood for, in order."""
    first, *rest = marked.split(HERE)
    pieces, length, starts = [first], len(first), []
    for piece in rest:
        end = pieces_end(pieces)
        kept = piece.lstrip(" \n") if end == "\n" else piece.lstrip(" ") if end == " " else piece
        starts.append(length)
        pieces.append(kept)
        length += len(kept)
    text = "".join(pieces)
    shift = len(text) - len(text.lstrip())
    whole = text.strip()
    places = zip(starts, begun, strict=True)
    return whole, tuple(Place(min(max(0, at - shift), len(whole)), *b) for at, b in places)


def pieces_end(pieces: list[str]) -> str:
    """The last character of the text that pieces make up; a line end where they are all empty."""
    return next((p[-1] for p in reversed(pieces) if p), "\n")


def tidy(text: str) -> str:
    r"""
    Lines with single blanks, line ends as `\n`, control characters gone.

    >>> tidy("Anna \t met\r\n  Bruno\x07 ")
    'Anna met\nBruno'
    """
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def plain(text: str) -> str:
    """`tidy` text without any mark of a place, where a format has none."""
    return tidy(text.replace(HERE, ""))


@contextmanager
def whole(name: str, what: str) -> Iterator[None]:
    """Errors of a library over a broken file as a `DamagedSource` that says what to do."""
    try:
        yield
    except BROKEN as e:
        why = " ".join(str(e).split())[:120] or type(e).__name__
        raise DamagedSource(
            f"{name}: is {what}, but broken or cut off ({why}). Get the file anew, or save it as text."
        ) from None


def person(text: str | None) -> str | None:
    """
    A name as it is spoken: `Reed, Anna, 1801-1870` is Anna Reed.

    >>> person("Reed, Anna, 1801-1870"), person("Anna Reed"), person("Acme, Inc. and Sons")
    ('Anna Reed', 'Anna Reed', 'Acme, Inc. and Sons')
    """
    name = " ".join((text or "").split()).strip(" ,;")
    name = re.sub(
        r",?\s*\(?(?:b\.\s*|d\.\s*|c\.\s*)?\d{3,4}\??(?:\s*[-–]\s*(?:c\.\s*)?\d{0,4}\??)?\)?\.?$", "", name
    )
    found = re.fullmatch(r"(?P<last>[^\W\d_][\w’'\- ]{0,40}),\s*(?P<first>[^\W\d_][\w.’'\- ]{0,60})", name)
    if found and " and " not in name and len(found["last"].split()) <= 3 and len(found["first"].split()) <= 4:
        name = f"{found['first']} {found['last']}"
    return name or None


def stated_date(text: str | None) -> str | None:
    """
    A date that a file states, as EDTF; None where it is none.

    >>> stated_date("1938-03-05T10:00:00Z"), stated_date("1938"), stated_date("long ago")
    ('1938-03-05', '1938', None)
    """
    found = re.match(r"\s*(-?\d{4}(?:-\d{2}(?:-\d{2})?)?)(?!\d)", text or "")
    if not found:
        return None
    from visavis.model.edtf import Edtf
    from visavis.model.errors import EdtfError

    try:
        return Edtf.parse(found[1]).text
    except EdtfError:
        return None
