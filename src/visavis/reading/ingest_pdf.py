"""PDF: the text layer of its pages in reading order, and the numbers by which its pages are cited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from visavis.model.errors import DamagedSource, LockedSource, ScannedSource, SourceError
from visavis.model.source import Place
from visavis.reading.ingest_pdf_lines import Line, arranged, flows
from visavis.reading.ingest_pdf_page import lines_of
from visavis.reading.ingest_taken import Taken, person

WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
NUMBER = re.compile(r"\W*(?:(?:page|p\.)\s*)?(?P<n>\d{1,4})\W*", re.IGNORECASE)
HEAD = re.compile(r"(?P<first>\d{1,4})\s{1,9}\D.*|\D.*?\s(?P<last>\d{1,4})")
ENOUGH = 3  # printed numbers that agree before they are believed
UNCODED = 0.3  # share of letters without a code from which a text layer is of no use
NO_TITLE = re.compile(r"(?i)microsoft word\b.*|untitled.*|.*\.(?:docx?|pdf|tex|dvi|indd|qxd|rtf|odt|txt)")
SHOWN = 8  # page numbers listed in a message


def pdf(data: bytes, name: str, limit: int) -> Taken:
    """
    The text layer of a PDF. Paragraphs are told apart by indents, gaps and short lines; columns are read one
    after the other. Line ends are kept, with the hyphens at them: repairs join words later.

    Pages are cited by the file's page labels, else by the printed numbers where these agree with one another,
    else by their count; a page without a number has its count in brackets. The date of the file is that of
    its making and is not taken.

    Raises `LockedSource`, `ScannedSource` (no text layer, or one of no use) and `DamagedSource`.
    """
    document = opened(data, name)
    try:
        pages, blank = [], []
        for i in range(len(document)):
            lines, picture = lines_of(document, i)
            pages.append(arranged(lines))
            if picture:
                blank.append(i)
        labels = page_labels(document, pages)
        about = metadata(document)
    finally:
        document.close()
    text, places = joined(pages, labels)
    refuse_unreadable(text, name, len(pages), len(blank))
    notes = (scanned_pages([labels[i] for i in blank]),) if blank else ()
    return Taken(text, title(about.get("Title")), author(about.get("Author")), places=places, notes=notes)


def opened(data: bytes, name: str) -> Any:
    """The document; raises where it is locked, broken or without pages."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        if len(document):
            return document
        document.close()
        why = "it holds no page"
    except pdfium.PdfiumError as e:
        if getattr(e, "err_code", None) == WRONG_PASSWORD:
            raise LockedSource(
                f"{name}: is a PDF locked with a password. Save a copy without the password, and give that."
            ) from None
        why = " ".join(str(e).split())[:120]
    raise DamagedSource(
        f"{name}: is a PDF, but broken or cut off ({why}). Get the file anew, or save it as text."
    )


def refuse_unreadable(text: str, name: str, pages: int, scanned: int) -> None:
    """Raise where a PDF holds no words, or none that can be read."""
    letters = [c for c in text if not c.isspace()]
    if not letters:
        seen = "pictures without a text layer" if scanned else "without any text"
        raise ScannedSource(
            f"{name}: its {pages} page{'s are' if pages > 1 else ' is'} {seen}. Run text recognition over it "
            "(for instance ocrmypdf in.pdf out.pdf), and give the result."
        )
    uncoded = sum("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in letters)
    if uncoded > UNCODED * len(letters):
        raise ScannedSource(
            f"{name}: its text layer does not say which letters its signs are. Run text recognition over it "
            "(for instance ocrmypdf --force-ocr in.pdf out.pdf), and give the result."
        )


def scanned_pages(labels: Sequence[str]) -> str:
    """The note on pages that are pictures."""
    shown = ", ".join(labels[:SHOWN]) + (", …" if len(labels) > SHOWN else "")
    which = f"pages {shown} are pictures" if len(labels) > 1 else f"page {shown} is a picture"
    return f"{which} without a text layer. Run text recognition over it (for instance ocrmypdf --skip-text)."


def joined(pages: Sequence[Sequence[list[Line]]], labels: Sequence[str]) -> tuple[str, tuple[Place, ...]]:
    """The paragraphs of all pages as one text; one that goes on over a page's end is not broken there."""
    pieces: list[str] = []
    places: list[Place] = []
    length, last = 0, None
    for paragraphs, label in zip(pages, labels, strict=True):
        for k, lines in enumerate(paragraphs):
            between = "" if last is None else "\n\n" if k or not flows(last, lines[0]) else "\n"
            if not k:
                places.append(Place(length + len(between), label))
            piece = between + "\n".join(line.text for line in lines)
            pieces.append(piece)
            length += len(piece)
            last = lines[-1]
    return "".join(pieces), tuple(places)


def page_labels(document: Any, pages: Sequence[Sequence[list[Line]]]) -> list[str]:
    """What each page is called: the file's own labels, else printed numbers that agree, else the count."""
    counts = [str(i + 1) for i in range(len(pages))]
    own = [label_of(document, i) for i in range(len(pages))]
    if own != counts and all(own):
        return own
    shift = printed_shift([list(printed(p)) for p in pages])
    if shift in (None, 1):
        return counts
    return [str(i + shift) if i + shift > 0 else f"[{i + 1}]" for i in range(len(pages))]


def label_of(document: Any, i: int) -> str:
    """The file's own label of a page; empty where it has none."""
    try:
        return " ".join(str(document.get_page_label(i) or "").split())
    except (ValueError, RuntimeError):
        return ""


def printed(paragraphs: Sequence[list[Line]]) -> Iterator[int]:
    """Numbers that may be the page's, out of its first and last two lines."""
    lines = [line for p in paragraphs for line in p]
    by_height = sorted(lines, key=lambda x: -x.top)
    for line in {id(x): x for x in (*lines[:1], *by_height[:2], *lines[-1:], *by_height[-2:])}.values():
        if m := NUMBER.fullmatch(line.text):
            yield int(m["n"])
        elif len(line.text) < 80 and (m := HEAD.fullmatch(line.text)):
            yield int(m["first"] or m["last"])


def printed_shift(numbers: Sequence[Sequence[int]]) -> int | None:
    """
    By how much printed numbers differ from the pages' places (counted from 0); None where they do not agree.

    >>> printed_shift([[], [], [31], [32, 5], [33], [34]])
    29
    >>> printed_shift([[1], [1], [1]])
    """
    votes = Counter(n - i for i, found in enumerate(numbers) for n in set(found))
    if not votes:
        return None
    shift, count = min(votes.items(), key=lambda v: (-v[1], v[0]))
    told = sum(bool(found) for found in numbers)
    return shift if count >= ENOUGH and count * 2 > told else None


def metadata(document: Any) -> dict[str, str]:
    """What the file states about itself."""
    try:
        return dict(document.get_metadata_dict())
    except (SourceError, ValueError, RuntimeError):
        return {}


def title(text: str | None) -> str | None:
    """
    The stated title, where it is none that a program made up.

    >>> title("Two Men"), title("Microsoft Word - men.doc"), title("men_final.indd")
    ('Two Men', None, None)
    """
    words = " ".join((text or "").split())
    return words if words and not NO_TITLE.fullmatch(words) else None


def author(text: str | None) -> str | None:
    """The stated author, where it looks like a person's name (many files name the one who scanned them)."""
    name = person(text)
    return name if name and re.fullmatch(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,4}", name) else None
