"""From the bytes of one file to its sources: one, or those of an archive, a mailbox, a letter."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING, Any

from visavis.model.errors import EmptySource, SourceError, UnsupportedFormat
from visavis.model.source import Skipped, Source
from visavis.reading.ingest_bytes import decode, refuse_binary
from visavis.reading.ingest_head import with_head
from visavis.reading.ingest_html import decode_html, page
from visavis.reading.ingest_kinds import is_edition, kind_of, no_prose
from visavis.reading.ingest_sidecar import statements
from visavis.reading.ingest_taken import Taken

if TYPE_CHECKING:
    from visavis.reading.ingest_mail import Mail

LIMIT = 64 * 2**20  # bytes; a long book has one or two MB
STDIN = "-"
DEEP = 4  # archives in archives, letters in letters
Found = Iterator[Source | Skipped]


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of a file, where it is from, and what is stated about it from outside, which wins."""

    path: str
    name: str
    data: bytes
    stated: dict[str, Any]
    limit: int = LIMIT
    deep: int = 0

    @property
    def spoken(self) -> str:
        """What a message calls it."""
        return "standard input" if self.path == STDIN else printable(self.path)

    def inner(self, name: str, data: bytes, between: str = "/", **stated: Any) -> File:
        """A file inside this one."""
        path, whole = f"{self.path}{between}{name}", f"{self.name}{between}{printable(name)}"
        return replace(
            self, path=path, name=whole, data=data, stated=self.stated | stated, deep=self.deep + 1
        )


def source(path: str, data: bytes, stated: dict[str, Any] | None = None, limit: int = LIMIT) -> Source:
    """
    The source in some bytes that came from `path` (`-` for standard input); the first, where they hold more.

    >>> source("letter.txt", b"Cicero praised Pompey.", {"date": "-0054"}).date
    '-0054'
    """
    found = list(opened(path, data, stated, limit))
    first = next((one for one in found if isinstance(one, Source)), None)
    if first is None:
        reasons = "; ".join(f"{s.doc}: {s.why}" for s in found[:3] if isinstance(s, Skipped))
        raise SourceError(f"{printable(path)}: nothing in there could be read ({reasons or 'it is empty'}).")
    return first


def opened(path: str, data: bytes, stated: dict[str, Any] | None = None, limit: int = LIMIT) -> Found:
    """
    Every source in some bytes that came from `path`, and a `Skipped` for all in there that is none.

    `stated` is what a sidecar states; it wins over what the file says of itself. `limit` bounds the bytes of
    each file inside. Raises a `SourceError` where nothing of the file can be read.
    """
    name = STDIN if path == STDIN else printable(Path(path).name)
    yield from inside(File(path, name, data, stated or {}, limit))


def inside(file: File) -> Found:
    """What one file gives, by what it is."""
    if not file.data.strip():
        raise EmptySource(f"{file.spoken}: holds no text.")
    kind = kind_of(file.data, PurePath(file.path).suffix)
    several = {"zip": unpacked, "mbox": letters, "mail": mail}.get(kind)
    if several is None:
        yield from one(file, kind)
    elif file.deep >= DEEP:
        raise UnsupportedFormat(f"{file.spoken}: lies in too many archives, one in the other. Unpack them.")
    else:
        yield from several(file)


def one(file: File, kind: str) -> Found:
    """The source of a file that holds one."""
    taken, encoding = taken_from(file, kind)
    yield made(file, taken, encoding)
    for note in taken.notes:
        yield Skipped(file.name, 0, 0, note)


def made(file: File, taken: Taken, encoding: str = "utf-8") -> Source:
    """The source out of what was taken from a file; what is stated from outside wins."""
    if not any(c.isprintable() and not c.isspace() for c in taken.text):
        raise EmptySource(f"{file.spoken}: holds no text.")
    own = {k: getattr(taken, k) for k in ("title", "author", "addressee", "date", "kind")}
    stated = own | {k: v for k, v in file.stated.items() if k != "encoding"}
    path = None if file.path == STDIN else file.path
    return Source(file.name, taken.text, path, encoding=encoding, places=taken.places, **stated)


def taken_from(file: File, kind: str) -> tuple[Taken, str]:
    """The text of a file and the encoding it was in."""
    told = file.stated.get("encoding")
    if reader := reader_of(kind):
        return reader(file.data, file.spoken, file.limit), "utf-8"
    refuse_binary(file.data, file.spoken)
    if kind == "html":
        markup = decode_html(file.data, file.spoken, told)
        found = page(markup.text)
        return Taken(found.text, found.title, found.author, found.date, found.kind), markup.encoding
    text, encoding = decode(file.data, file.spoken, told)
    if kind == "markdown":
        from visavis.reading.ingest_markdown import markdown

        return markdown(text), encoding
    return with_head(text), encoding


def reader_of(kind: str) -> Callable[[bytes, str, int], Taken] | None:
    """The reader of a format that is no plain text; each is imported only where it is needed."""
    if kind in ("docx", "odt"):
        from visavis.reading import ingest_office

        return ingest_office.docx if kind == "docx" else ingest_office.odt
    if kind in ("tei", "xml"):
        from visavis.reading import ingest_tei

        return ingest_tei.tei if kind == "tei" else ingest_tei.xml
    if kind == "epub":
        from visavis.reading.ingest_epub import epub

        return epub
    if kind == "rtf":
        from visavis.reading.ingest_rtf import rtf

        return rtf
    if kind == "pdf":
        from visavis.reading.ingest_pdf import pdf

        return pdf
    return None


def unpacked(file: File) -> Found:
    """The files of an archive, as those of a folder."""
    from visavis.reading.ingest_zip import Archive, members

    archive = Archive(file.data, file.spoken, file.limit)
    for member in members(archive):
        name, beside = member.name, f"{member.name}.toml"
        if name.endswith(".toml") and name.removesuffix(".toml") in archive.entries:
            continue  # a sidecar
        why = member.why or passed_over(name, member.data or b"")
        if member.data is None or why:
            yield left_out(f"{file.path}/{name}", why or "")
            continue
        try:
            has = beside in archive.entries
            told = statements(archive.read(beside), f"{file.spoken}/{beside}") if has else {}
            yield from inside(file.inner(name, member.data, "/", **told))
        except SourceError as e:
            yield left_out(f"{file.path}/{name}", str(e).removeprefix(f"{file.spoken}/{printable(name)}: "))


def passed_over(name: str, data: bytes) -> str | None:
    """Why a file of an archive is not opened; None where it is."""
    if any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts):
        return "hidden; unpack the archive and name it to have it read"
    if no_prose(name) and not is_edition(data[:4096]):
        return f"{PurePath(name).suffix} holds data rather than prose; unpack it and name it to have it read"
    return None


def tried(file: File) -> Found:
    """What a file inside another gives, or the reason why it gives nothing."""
    try:
        yield from inside(file)
    except SourceError as e:
        yield left_out(file.path, str(e).removeprefix(f"{file.spoken}: "))


def mail(file: File) -> Found:
    """One electronic letter: the writer's words, those quoted from others, and what is attached."""
    from visavis.reading.ingest_mail import mail as read

    yield from lettered(file, read(file.data), frozenset())


def letters(file: File) -> Found:
    """The letters of a mailbox, each a source; what one quotes of another in there is not read twice."""
    from visavis.reading.ingest_mail import letters_of, paragraphs_of
    from visavis.reading.ingest_mail import mail as read

    found = [read(data) for data in letters_of(file.data)]
    told = frozenset(p for letter in found if letter.own for p in paragraphs_of(letter.own.text))
    for number, letter in enumerate(found, 1):
        yield from lettered(file.inner(str(number), b"", "#"), letter, told)


def lettered(file: File, letter: Mail, told: frozenset[str]) -> Found:
    """The sources of one letter; `told` are the paragraphs that other letters hold themselves."""
    from visavis.reading.ingest_mail import paragraphs_of

    if letter.own:
        yield made(file, letter.own)
    elif not letter.quoted and not letter.enclosed:
        yield left_out(file.path, "is a letter without words.")
    for number, quoted in enumerate(letter.quoted, 1):
        if not paragraphs_of(quoted.text) <= told:
            yield made(file.inner(f"quoted-{number}", b"", "#"), quoted)
    for enclosed in letter.enclosed:
        if enclosed.data is None:
            yield left_out(f"{file.path}/{enclosed.name}", enclosed.why)
        else:
            yield from tried(file.inner(enclosed.name, enclosed.data))


def printable(name: str) -> str:
    """A file name with whatever is no Unicode in it replaced."""
    return os.fsencode(name).decode("utf-8", "replace")


def left_out(path: str | Path, why: str) -> Skipped:
    """A whole file or folder that is not read."""
    return Skipped(printable(str(path)), 0, 0, why)
