"""Electronic books: the chapters of an EPUB in the order of its spine."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from visavis.model.errors import LockedSource, SourceError
from visavis.reading.ingest_html import decode_html, paragraphs
from visavis.reading.ingest_taken import HERE, MARK, Script, Taken, person, whole
from visavis.reading.ingest_xml import first, local, text_of, tree
from visavis.reading.ingest_zip import Archive

WHAT = "an e-book (EPUB)"
TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
FONTS = frozenset(  # ways of hiding fonts that leave the text open
    ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]
)


def epub(data: bytes, name: str, limit: int) -> Taken:
    """
    The text of an e-book: every document of the spine, with chapters and, where it keeps them, printed pages.

    Navigation and covers are passed over. Title and author come from the book's own record; its date is that
    of the electronic edition and is not taken. Raises `LockedSource` under copy protection, `DamagedSource`
    or `TooLarge`.
    """
    archive = Archive(data, name, limit, WHAT)
    refuse_protected(archive)
    container = tree(archive.read("META-INF/container.xml"), name, WHAT)
    root = first(container, "rootfile")
    with whole(name, WHAT):
        opf = unquote(root.get("full-path"))
        book = tree(archive.read(opf), name, WHAT)
    script, notes = Script(), []
    titles = chapter_titles(archive, book, opf)
    for entry in spine(book, opf):
        try:
            add_chapter(script, archive.read(entry), titles.get(entry))
        except SourceError as e:
            notes.append(f"{entry}: {str(e).removeprefix(f'{name}: ')}")
    text, places = script.taken()
    if not text and notes:
        raise SourceError(f"{name}: {notes[0]}")
    return Taken(
        text, text_of(first(book, "title")) or None, author(book), kind="book", places=places,
        notes=tuple(notes),
    )  # fmt: skip


def refuse_protected(archive: Archive) -> None:
    """Raise where the book's text is encrypted (DRM); hidden fonts do no harm."""
    if "META-INF/encryption.xml" not in archive.entries:
        return
    found = tree(archive.read("META-INF/encryption.xml"), archive.name, WHAT)
    ways = [n.get("Algorithm") for n in found.iter() if local(n) == "EncryptionMethod"]
    if [w for w in ways if w not in FONTS]:
        raise LockedSource(
            f"{archive.name}: is {WHAT} under copy protection (DRM). Give an edition without it, or a text."
        )


def author(book: Any) -> str | None:
    """Who wrote the book: the first creator whose role is that of an author, or is not told."""
    for node in book.iter():
        if local(node) == "creator" and node.get(f"{OPF}role", "aut") == "aut":
            return person(text_of(node))
    return None


def spine(book: Any, opf: str) -> list[str]:
    """The paths of the documents to be read, in order; navigation is none."""
    items = {n.get("id"): n for n in book.iter() if local(n) == "item" and n.get("href") and n.get("id")}
    wanted = [items[i] for n in book.iter() if local(n) == "itemref" and (i := n.get("idref")) in items]
    return list(dict.fromkeys(
        joined(opf, n.get("href")) for n in wanted
        if "nav" not in (n.get("properties") or "").split() and "html" in (n.get("media-type") or "html")
    ))  # fmt: skip


def joined(base: str, href: str) -> str:
    """The path in the archive that a link in the file `base` leads to, without its fragment."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href.partition("#")[0])))


def chapter_titles(archive: Archive, book: Any, opf: str) -> dict[str, str]:
    """The title of each document by the book's table of contents, the first that points to it."""
    out: dict[str, str] = {}
    for node in book.iter():
        kind = (node.get("media-type") or "") if local(node) == "item" else ""
        is_nav = "nav" in (node.get("properties") or "").split() if kind else False
        path = joined(opf, node.get("href") or "") if kind else ""
        if not (is_nav or kind == "application/x-dtbncx+xml") or path not in archive.entries:
            continue
        try:
            toc = tree(archive.read(path), archive.name, WHAT)
        except SourceError:
            continue  # a table of contents is a help; the text is there without it
        for target, title in entries(toc):
            out.setdefault(joined(path, target), title)
    return out


def entries(toc: Any) -> Iterator[tuple[str, str]]:
    """Links of a table of contents with their words, of either edition of the format."""
    for node in toc.iter():
        kind = local(node)
        if kind == "navPoint":
            content, label = first(node, "content"), first(node, "navLabel")
            if content is not None and text_of(label):
                yield content.get("src") or "", text_of(label)
        elif kind == "a" and node.get("href") and text_of(node):
            yield node.get("href"), text_of(node)


def add_chapter(script: Script, data: bytes, title: str | None) -> None:
    """The paragraphs of one document, with the places that begin in it."""
    from lxml.html import HTMLParser, document_fromstring

    markup = decode_html(data, "chapter").text.replace(MARK, "")
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    with whole("chapter", "a page of the book"):
        page = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    body = page.find(".//body")
    if body is None or not "".join(body.itertext()).strip():
        return  # a cover
    begun = [script.place(title, "chapter")] if title else []
    for node in body.iter():
        label = page_label(node)
        if label:
            script.begun.append((label, "page"))
            for child in list(node):
                node.remove(child)
            node.text = MARK
    script.add(("".join(begun)) + paragraphs(body).replace(MARK, HERE))


def page_label(node: Any) -> str | None:
    """The number of the printed page that begins at an element; None where none does."""
    if not isinstance(node.tag, str):
        return None
    kinds = [*(node.get("epub:type") or "").split(), node.get("role")]
    if "pagebreak" not in kinds and "doc-pagebreak" not in kinds:
        return None
    label = node.get("title") or node.get("aria-label") or text_of(node)
    return label.strip(" .[]").removeprefix("Page ").removeprefix("page ") or None
