"""What a file is, by its content first and its name second."""

from __future__ import annotations

import re
from pathlib import PurePath

from visavis.reading.ingest_bytes import ZIP
from visavis.reading.ingest_html import is_html

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
MAIL = (".eml", ".emlx")
_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?.*(?:\r?\n[ \t]+.*)*\r?\n", re.MULTILINE)
_ENVELOPE = frozenset(b"received return-path message-id mime-version delivered-to x-mailer".split())
_ADDRESSED = frozenset(b"from to date subject cc reply-to sender".split())
_FROM = re.compile(rb"From \S+.*\d{4}[^\n]*\n(?:>?[A-Za-z][A-Za-z0-9-]+:[ \t]|X-)")
_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b|<!DOCTYPE\s+(?!html)|<!--|<TEI\b|<teiCorpus\b)", re.IGNORECASE
)
_TEI = re.compile(rb"<(?:\w+:)?(?:TEI|teiCorpus|TEI\.2)\b")
START = 4096
# met on a walk these are taken for data or programs; named by the user, they are read
NO_PROSE = frozenset(
    ".json .jsonl .csv .tsv .toml .yaml .yml .xml .ini .cfg .lock .log .sql .py .js .css .sh .c .h".split()
)

EPUB, DOCX = "META-INF/container.xml", "word/document"  # entries of these formats


def no_prose(name: str) -> bool:
    """
    Whether a file's name tells that it holds data or a program.

    >>> no_prose("notes.JSON"), no_prose("notes.txt")
    (True, False)
    """
    return PurePath(name).suffix.lower() in NO_PROSE


def is_edition(head: bytes) -> bool:
    """Whether a file that begins so is a scholarly edition (TEI), whatever its name."""
    return bool(_XML.match(head) and _TEI.search(head))


def kind_of(data: bytes, suffix: str) -> str:
    """
    The kind of a file: `pdf`, `docx`, `odt`, `epub`, `zip`, `rtf`, `mbox`, `mail`, `tei`, `xml`, `html`,
    `markdown`, or `text` for all else. `suffix` (with its dot) decides only where the content does not.

    >>> kind_of(b"%PDF-1.7", ".txt"), kind_of(b"# A head", ".md"), kind_of(b"Anna met Bruno.", ".doc")
    ('pdf', 'markdown', 'text')
    """
    head = data[:START]
    if b"%PDF-" in head[:1024] and (head.startswith(b"%PDF-") or b"\0" in head or suffix.lower() == ".pdf"):
        return "pdf"
    if data.startswith((ZIP, b"PK\x05\x06")):
        return zipped(data)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _FROM.match(head):
        return "mbox"
    if is_mail(head, suffix):
        return "mail"
    if is_html(data, suffix):
        return "html"
    if _XML.match(head):
        return "tei" if _TEI.search(data[: 16 * START]) else "xml"
    return "markdown" if suffix.lower() in MARKDOWN else "text"


def zipped(data: bytes) -> str:
    """
    What a zip archive is: the formats that are archives have entries of their own. A document in an archive
    says nothing of the archive; only of one that is broken all bytes are looked at.
    """
    names = entries(data)
    if names is None:
        names = {n for n in (EPUB, DOCX, "mimetype") if n.encode() in data}
    if EPUB in names or ("mimetype" in names and b"application/epub+zip" in data[:200]):
        return "epub"
    if any(n.startswith(DOCX) for n in names):
        return "docx"
    odt = "mimetype" in names and b"application/vnd.oasis.opendocument.text" in data[:200]
    return "odt" if odt else "zip"


def entries(data: bytes) -> set[str] | None:
    """The names in a zip archive; None where it cannot be opened."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None


def is_mail(head: bytes, suffix: str) -> bool:
    """
    Whether a file begins with the headers of an electronic letter.

    >>> is_mail(b"From: a@b.c\\nTo: d@e.f\\nMessage-ID: <1@b.c>\\n\\nHello", ".txt")
    True
    >>> is_mail(b"From: Paris\\nTo: London\\n\\nThey went.", ".txt")
    False
    """
    names: set[bytes] = set()
    at = 0
    while m := _HEADER.match(head, at):
        names.add(m[1].lower())
        at = m.end()
    if suffix.lower() in MAIL:
        return bool(names & _ADDRESSED or names & _ENVELOPE)
    return len(names & _ADDRESSED) >= 2 and bool(names & _ENVELOPE)
