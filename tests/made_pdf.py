"""PDFs made by hand, small and exact: lines of text at given places, and what files state of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Line = tuple[float, float, str]  # x and y from the page's lower left corner, words
WIDTH, HEIGHT = 420, 595


@dataclass
class Made:
    """What a PDF is to hold."""

    pages: list[Sequence[Line]]
    size: float = 11
    info: dict[str, str] = field(default_factory=dict)
    labels: str = ""  # the array of a page-label tree: `0 << /S /r >> 2 << /S /D >>`
    locked: bool = False

    def bytes(self) -> bytes:
        """The file."""
        count = len(self.pages)
        labels = f" /PageLabels << /Nums [{self.labels}] >>" if self.labels else ""
        kids = " ".join(f"{10 + 2 * i} 0 R" for i in range(count))
        objects = {
            1: f"<< /Type /Catalog /Pages 2 0 R{labels} >>".encode(),
            2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
            4: b"<< " + b" ".join(b"/%s %s" % (k.encode(), string(v)) for k, v in self.info.items()) + b" >>",
        }
        if self.locked:
            objects[5] = (
                b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <"
                + b"41" * 32
                + b"> /U <"
                + b"42" * 32
                + b"> >>"
            )
        for i, lines in enumerate(self.pages):
            objects[10 + 2 * i] = (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {11 + 2 * i} 0 R "
                "/Resources << /Font << /F1 3 0 R >> >> >>"
            ).encode()
            stream = b"".join(
                b"BT /F1 %.1f Tf %.1f %.1f Td %s Tj ET\n" % (self.size, x, y, string(text))
                for x, y, text in lines
            )
            objects[11 + 2 * i] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        return assembled(objects, self.locked)


def string(text: str) -> bytes:
    """A string as PDF writes it."""
    data = text.encode("cp1252")
    for sign in (b"\\", b"(", b")"):
        data = data.replace(sign, b"\\" + sign)
    return b"(" + data + b")"


def assembled(objects: dict[int, bytes], locked: bool) -> bytes:
    """Objects, the table of where they stand, and the trailer."""
    out, places = bytearray(b"%PDF-1.5\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    encrypt = b" /Encrypt 5 0 R /ID [<00><00>]" if locked else b""
    out += b"trailer << /Size %d /Root 1 0 R /Info 4 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        encrypt,
        table,
    )
    return bytes(out)


def column(lines: Sequence[str], x: float = 50, top: float = 540, pitch: float = 14) -> list[Line]:
    """Lines under one another; one that begins with a blank is indented, an empty one leaves a gap."""
    return [
        (x + 14 * line.startswith(" "), top - pitch * i, line.strip()) for i, line in enumerate(lines) if line
    ]
