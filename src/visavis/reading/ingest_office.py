"""Documents of word processors: DOCX and ODT, which are archives of XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from visavis.reading.ingest_taken import Script, Taken, person
from visavis.reading.ingest_xml import first, local, text_of, tree
from visavis.reading.ingest_zip import Archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# words that a reader of the page does not see: struck out by a reviewer, moved away, instructions, comments
UNSEEN = frozenset(
    "del moveFrom delText instrText pPr rPr sectPr tblPr annotation tracked-changes Fallback".split()
)
BETWEEN = {"tab": " ", "s": " ", "br": "\n", "cr": "\n", "line-break": "\n", "noBreakHyphen": "-",
           "lastRenderedPageBreak": "\f"}  # fmt: skip


def docx(data: bytes, name: str, limit: int) -> Taken:
    """
    The text of a Word document: paragraphs, tables, text boxes, foot- and endnotes, in order.

    Insertions under review are read, deletions are not; heads and feet of pages, comments and hidden words
    are not. Pages begin where the program that saved the file last broke them (it marks them in the file).
    Raises `DamagedSource`, `LockedSource` or `TooLarge`.
    """
    archive = Archive(data, name, limit, "a Word document (DOCX)")
    main = next(
        (e for e in archive.entries if e.startswith("word/document") and e.endswith(".xml")),
        "word/document.xml",
    )
    body = tree(archive.read(main), name, archive.what)
    script = Script()
    page, broken = 1, next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
    for i, block in enumerate(blocks(body, "p")):
        first_page, *others = words(block).split("\f")
        piece = (script.place("1") if broken and not i else "") + first_page
        for other in others:
            page += 1
            piece += script.place(str(page)) + other
        script.add(piece)
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in archive.entries:
            for block in blocks(tree(archive.read(part), name, archive.what), "p"):
                script.add(words(block))
    text, places = script.taken()
    core = "docProps/core.xml"
    about = tree(archive.read(core), name, archive.what) if core in archive.entries else None
    title, author = stated(about)
    return Taken(text, title, author, places=places)


def odt(data: bytes, name: str, limit: int) -> Taken:
    """
    The text of an OpenDocument text: headings, paragraphs, notes. Raises as `docx` does.
    """
    archive = Archive(data, name, limit, "an OpenDocument text (ODT)")
    body = first(tree(archive.read("content.xml"), name, archive.what), "body")
    script = Script()
    for block in blocks(body, "p", "h") if body is not None else ():
        script.add(words(block))
    about = tree(archive.read("meta.xml"), name, archive.what) if "meta.xml" in archive.entries else None
    title, author = stated(about)
    return Taken(script.taken()[0], title, author)


def stated(about: Any) -> tuple[str | None, str | None]:
    """Title and author of a document's own properties; an author only where it looks like a person's name."""
    if about is None:
        return None, None
    author = person(text_of(first(about, "creator")) or text_of(first(about, "initial-creator")))
    return text_of(first(about, "title")) or None, author if author and " " in author else None


def blocks(root: Any, *names: str) -> Iterator[Any]:
    """
    The paragraphs of a tree in order; one inside another (in a text box, a note) comes after the one that
    holds it.
    """
    for node in root.iter():
        if local(node) in names and not unseen(node):
            yield node


def unseen(node: Any) -> bool:
    """Whether a paragraph lies in something that a reader of the page does not see."""
    return any(local(a) in UNSEEN for a in node.iterancestors())


def words(block: Any) -> str:
    """The words of one paragraph, without those of paragraphs in it; a form feed where a page begins."""
    out: list[str] = []
    waiting: list[Any] = [block]
    while waiting:  # without recursion, since documents nest deep
        node = waiting.pop()
        if isinstance(node, str):
            out.append(node)
            continue
        word = isinstance(node.tag, str) and node.tag.startswith(W)
        if node is not block and not word:  # in OpenDocument, words stand behind elements too
            waiting.append(node.tail or "")
        kind = local(node)
        if not kind or kind in UNSEEN or (node is not block and kind in ("p", "h")) or hidden(node):
            continue
        out.append(BETWEEN.get(kind, ""))
        out.append((node.text or "") if kind == "t" or not word else "")
        waiting += reversed(node)
    return "".join(out)


def hidden(node: Any) -> bool:
    """Whether a run is set as hidden."""
    mark = node.find(f"{W}rPr/{W}vanish") if local(node) == "r" else None
    return mark is not None and mark.get(f"{W}val") not in ("0", "false")
