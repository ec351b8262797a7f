"""Text out of a web page: blocks are chosen, menus dropped, paragraphs set apart by blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from visavis.reading.ingest_bytes import Decoded, decode

NAMES = (".html", ".htm", ".xhtml")
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
SILENT = ("script", "style", "noscript", "template", "svg", "nav", "form", "button", "iframe")
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark q s samp small span"
    " strike strong sub sup time tt u var wbr hi ref del lb graphic".split()
)
LAST = "2100-12-31"  # a page's date is taken as stated; the day of reading plays no part


class Page(NamedTuple):
    """The text of a page and what it states about itself."""

    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None


def is_html(data: bytes, suffix: str) -> bool:
    """
    Whether bytes are a web page, by the file's name or by their start.

    >>> is_html(b"<!DOCTYPE html><p>Hello", ""), is_html(b"Chapter 1", ".txt")
    (True, False)
    """
    return suffix.lower() in NAMES or bool(_START.match(data[:2048]))


def decode_html(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """The markup as text: in the encoding given or stated by the page, else as any other text."""
    stated = _CHARSET.search(data[:4096])
    if encoding is None and stated:
        try:
            return Decoded(data.decode(stated[1].decode("ascii")), stated[1].decode("ascii").lower())
        except (LookupError, UnicodeDecodeError):
            pass  # the page is wrong about itself
    return decode(data, name, encoding)


def page(markup: str) -> Page:
    """The text of a page: what trafilatura takes for its content, or all of it where it finds none."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    try:
        # bytes, since markup may begin with a declaration of another encoding
        tree = document_fromstring(
            markup.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except ParserError:
        return Page("")
    name = title(tree)
    for head in tree.findall("head"):
        head.drop_tree()
    whole = paragraphs(tree)
    found = content(markup)
    # a page of nothing but links or very short has no "content"; then all its words are better than none
    return found if found and len(found.text) * 20 > len(whole) else Page(whole, name)


def content(markup: str) -> Page | None:
    """What trafilatura finds; None where it finds nothing."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(
        logging.CRITICAL
    )  # what it finds not is told by the return value
    dates = {"extensive_search": False, "original_date": True, "max_date": LAST}
    found: Any = bare_extraction(
        markup, with_metadata=True, include_comments=False, favor_recall=True, date_extraction_params=dates
    )
    if found is None or found.body is None:
        return None
    return Page(paragraphs(found.body), found.title or None, found.author or None, found.date or None)


def title(tree: Any) -> str | None:
    """The page's title."""
    return " ".join((tree.findtext(".//title") or "").split()) or None


def paragraphs(tree: Any) -> str:
    """
    The words of a tree; each block a paragraph, blank lines between them, blanks inside run together.

    >>> from lxml.html import fromstring
    >>> paragraphs(fromstring("<div><h1>A  head</h1>Some <b>words</b>.<p>More.</p></div>"))
    'A head\\n\\nSome words.\\n\\nMore.'
    """
    lines = (" ".join(block.split()) for block in "".join(_pieces(tree)).split("\0"))
    return "\n\n".join(line for line in lines if line)


def _pieces(tree: Any) -> Iterator[str]:
    """The texts of a tree in order, a NUL at each border of a block; without recursion, pages nest deep."""
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
            continue
        if not isinstance(node.tag, str) or node.tag in SILENT:
            continue  # a comment, or what nobody reads
        border = "" if node.tag in INLINE else "\0"
        if node.tag in ("br", "lb"):
            border = " "
        after: list[Any] = [border + (node.text or "")]
        for child in node:
            after += [child, child.tail or ""]
        waiting += reversed([*after, border])
