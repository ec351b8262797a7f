"""Files of the formats that are read, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from tests.made_pdf import Made, column

PROSE = (
    "Anna Reed praised Thomas Ames before the whole council, and he thanked her for it. The clerk wrote it "
    "down in the book that lay upon the table of the house."
)


def zipped(files: Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, how)
    return out.getvalue()


def epub(chapters: Mapping[str, str], protected: bool = False) -> bytes:
    """An e-book with a chapter for each title; its words are HTML."""
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/nav.xhtml": "<html xmlns='http://www.w3.org/1999/xhtml'><body><nav><ol>"
        + "".join(f'<li><a href="c%20{i}.xhtml#top">{t}</a></li>' for i, t in enumerate(chapters))
        + "</ol></nav></body></html>",
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>Two Houses</dc:title><dc:creator>Reed, Anna</dc:creator><dc:date>2009</dc:date>"
        "</metadata><manifest>"
        '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        + "".join(
            f'<item id="c{i}" href="c%20{i}.xhtml" media-type="application/xhtml+xml"/>'
            for i in range(len(chapters))
        )
        + '</manifest><spine><itemref idref="n"/>'
        + "".join(f'<itemref idref="c{i}"/>' for i in range(len(chapters)))
        + "</spine></package>",
    }
    if protected:
        files["META-INF/encryption.xml"] = (
            '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
            '<e:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/>'
            "</e:EncryptedData></encryption>"
        )
    for i, words in enumerate(chapters.values()):
        files[f"OEBPS/c {i}.xhtml"] = (
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<head><title>x</title></head><body>{words}</body></html>"
        )
    return zipped(files)


def docx(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    """A Word document."""
    from docx import Document

    made = Document()
    made.core_properties.title, made.core_properties.author = title, author
    for words in paragraphs:
        made.add_paragraph(words)
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Year", "Clerk"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def odt(*paragraphs: str) -> bytes:
    """An OpenDocument text."""
    text = "".join(f"<text:p>{words}</text:p>" for words in paragraphs)
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:x:text:1.0"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:body>{text}</office:body>"
            "</office:document-content>",
        },
        zipfile.ZIP_STORED,
    )


def tei(text: str, header: str = "") -> bytes:
    """A TEI edition of some text."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>'
        f"{header}</teiHeader><text><body>{text}</body></text></TEI>"
    ).encode()


LETTER = (
    b"From: \"Reed, Anna\" <areed@leeds.org>\r\nTo: Thomas Ames <ames@leeds.org>, clerk@leeds.org\r\n"
    b"Date: Thu, 5 Mar 1998 10:00:00 +0000\r\nSubject: =?utf-8?q?The_caf=C3=A9?=\r\nMessage-ID: <1@leeds.org>\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    b"I never praised Bruno Weiss.\r\n\r\nOn 4 March 1998, Thomas Ames <ames@leeds.org> wrote:\r\n"
    b"> You praised Bruno Weiss\r\n> before the council.\r\n"
)  # fmt: skip
WHOLE = {
    "pdf": Made([column([PROSE[:50], PROSE[50:100], "", PROSE[100:]])] * 3, info={"Title": "Men"}).bytes(),
    "docx": docx(PROSE, PROSE),
    "odt": odt(PROSE),
    "epub": epub({"One": f"<p>{PROSE}</p>", "Two": f"<p>{PROSE}</p>"}),
    "rtf": rb"{\rtf1\ansi{\info{\title Men}}" + PROSE.encode() + rb"\par \u8220?Oh\'94}",
    "tei": tei(f"<pb n='7'/><p>{PROSE}</p>"),
    "eml": LETTER,
    "mbox": b"From a@b.c Thu Mar  5 10:00:00 1998\n" + LETTER.replace(b"\r\n", b"\n") + b"\n",
    "md": f"# Men\n\n{PROSE}\n".encode(),
    "html": f"<html><body><p>{PROSE}</p></body></html>".encode(),
    "zip": zipped({"a.txt": PROSE, "b/c.txt": PROSE}),
}
