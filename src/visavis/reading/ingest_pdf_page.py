"""The lines of one page of a PDF, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from visavis.model.errors import SourceError
from visavis.reading.ingest_pdf_lines import Line
from visavis.reading.ingest_taken import plain

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " "}
)
END = re.compile(r"\r\n?|\n|\ufffe(?:\r\n)?")  # U+FFFE stands for a hyphen at a line's end, and for the end
WIDE = 12.0  # points between two words of a line from which it may be two columns
MANY = 4  # lines with such a gap that make a page worth a closer look
Spans = list[tuple[int, int]]


def lines_of(document: Any, i: int) -> tuple[list[Line], bool]:
    """
    The lines of a page in the order of the file, and whether it is a picture without words.

    A page that cannot be taken apart gives none.
    """
    import pypdfium2 as pdfium

    page = text = None
    try:
        page = document[i]
        text = page.get_textpage()
        found = list(read(text))
        return found, not found and pictured(page)
    except (pdfium.PdfiumError, SourceError, ValueError, RuntimeError):
        return [], False
    finally:
        for one in (text, page):
            if one is not None:
                one.close()


def pictured(page: Any) -> bool:
    """Whether a page shows a picture."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return next(iter(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def read(text: Any) -> Iterator[Line]:
    """The lines of a page's text, those cut at wide gaps that may be columns."""
    words = text.get_text_range()
    boxes = Boxes(text, len(words))
    wide = gaps(text) >= MANY
    for start, end, hyphen in spans(words):
        for a, b in cut(words, start, end, boxes) if wide else [(start, end)]:
            if line := one(words, a, b, boxes, hyphen and b == end):
                yield line


def spans(words: str) -> Iterator[tuple[int, int, bool]]:
    r"""
    Where lines begin and end, and whether a word is broken there.

    >>> list(spans("govern\ufffement went\r\nout"))
    [(0, 6, True), (7, 16, False), (18, 21, False)]
    """
    at = 0
    for m in END.finditer(words):
        yield at, m.start(), m.group().startswith("\ufffe")
        at = m.end()
    yield at, len(words), False


class Boxes:
    """Where each character of a page stands."""

    def __init__(self, text: Any, length: int) -> None:
        import ctypes

        from pypdfium2 import raw

        self.raw, self.page = raw, text.raw
        self.same = text.count_chars() == length  # else some characters have no box
        self.box = raw.FS_RECTF()
        self.at = ctypes.byref(self.box)

    def of(self, i: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the character at `i` of the text, in points."""
        where = i if self.same else self.raw.FPDFText_GetCharIndexFromTextIndex(self.page, i)
        if where < 0 or not self.raw.FPDFText_GetLooseCharBox(self.page, where, self.at):
            return 0.0, 0.0, 0.0, 0.0
        return self.box.left, self.box.bottom, self.box.right, self.box.top


def one(words: str, start: int, end: int, boxes: Boxes, hyphen: bool) -> Line | None:
    """The line at `[start, end)` of a page's text; None where it is blank."""
    text = words[start:end]
    if not text.strip():
        return None
    left, bottom, _, top = boxes.of(start + len(text) - len(text.lstrip()))
    _, _, right, _ = boxes.of(start + len(text.rstrip()) - 1)
    shown = plain(text.translate(LIGATURES)) + ("-" if hyphen else "")
    return Line(shown, left, right, bottom, top) if shown else None


def gaps(text: Any) -> int:
    """How many wide gaps stand between pieces of one line."""
    count, before = 0, None
    for k in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(k)
        if before and left - before[0] > WIDE and min(top, before[2]) > max(bottom, before[1]):
            count += 1
        before = (right, bottom, top)
    return count


def cut(words: str, start: int, end: int, boxes: Boxes) -> Spans:
    """A line cut where a wide gap stands between two words."""
    out, at = [], start
    for m in re.finditer(r"(?<=\S)\s+(?=\S)", words[start:end]):
        left, right = boxes.of(start + m.start() - 1)[2], boxes.of(start + m.end())[0]
        if right - left > WIDE:
            out.append((at, start + m.start()))
            at = start + m.end()
    return [*out, (at, end)]
