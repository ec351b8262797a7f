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
_NEWS = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*News\w*Article|LiveBlogPosting)"')
SHORT = 500  # characters of a page below which nothing can be told apart from its content
LAST = "2100-12-31"  # a page's date is taken as stated; the day of reading plays no part


class Page(NamedTuple):
    """The text of a page and what it states about itself."""

    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    kind: str = "html"


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
    keep_lines(tree)
    whole, name = paragraphs(tree) or stripped(markup), title(tree)
    found = content(tree) if len(whole) > SHORT else None
    # a page of nothing but links has no "content"; then all its words are better than none
    if found is None or len(found.text) * 20 <= len(whole):
        return Page(whole, name)
    return found._replace(kind="news") if found.date and is_news(tree) else found


def is_news(tree: Any) -> bool:
    """Whether a page says that it is a news article, which tells of its own time."""
    if tree.xpath("//meta[@property='article:published_time']"):
        return True
    return any(_NEWS.search(s.text or "") for s in tree.xpath("//script[@type='application/ld+json']"))


def stripped(markup: str) -> str:
    r"""
    The words between the tags of a page that is too broken, or nested too deep, to be taken apart.

    >>> stripped("<div><script>x()</script><p>Anna<b> met</b></p><p>Bruno &amp; Carla</p>")
    'Anna met\n\nBruno & Carla'
    """
    from html import unescape

    unseen = "|".join(SILENT)
    markup = re.sub(rf"(?is)<!--.*?-->|<({unseen}|head|title)\b[^>]*>.*?</\1\s*>", " ", markup)
    markup = re.sub(r"(?i)</?(?:p|div|br|li|h[1-6]|tr|td)\b[^<>]*>", "\n\n", markup)
    lines = (" ".join(line.split()) for line in unescape(re.sub(r"<[^<>]*>", "", markup)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def keep_lines(tree: Any) -> None:
    """Make the line ends of preformatted text (transcripts often are) into breaks, which nothing swallows."""
    for block in list(tree.iter("pre")):
        block.tag = "p"
        for node in list(block.iter()):
            if isinstance(node.tag, str) and node.text:
                node.text, breaks = _breaks(node.text)
                for i, br in enumerate(breaks):
                    node.insert(i, br)
            if node is not block and node.tail:
                node.tail, breaks = _breaks(node.tail)
                for br in reversed(breaks):
                    node.addnext(br)


def _breaks(text: str) -> tuple[str, list[Any]]:
    """The first line of a text, and a `br` for each of the others with that line after it."""
    from lxml.html import Element

    first, *rest = text.split("\n")
    breaks = [Element("br") for _ in rest]
    for br, line in zip(breaks, rest, strict=True):
        br.tail = line
    return first, breaks


def content(tree: Any) -> Page | None:
    """What trafilatura finds in a page; None where it finds nothing."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(
        logging.CRITICAL
    )  # what it finds not is told by the return value
    dates = {"extensive_search": False, "original_date": True, "max_date": LAST}
    found: Any = bare_extraction(
        tree, with_metadata=True, include_comments=False, favor_recall=True, date_extraction_params=dates
    )
    if found is None or found.body is None:
        return None
    return Page(paragraphs(found.body), found.title or None, found.author or None, found.date or None)


def title(tree: Any) -> str | None:
    """The page's title."""
    return " ".join((tree.findtext(".//title") or "").split()) or None


def paragraphs(tree: Any) -> str:
    """
    The words of a tree: each block a paragraph, blank lines between them, a break a new line.

    >>> from lxml.html import fromstring
    >>> paragraphs(fromstring("<div><h1>A  head</h1>Some <b>words</b>.<p>More<br>words.</p></div>"))
    'A head\\n\\nSome words.\\n\\nMore\\nwords.'
    """
    lines = (" ".join(line.split()) for line in "".join(_pieces(tree)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _pieces(tree: Any) -> Iterator[str]:
    """The texts of a tree in order, blank lines around blocks; without recursion, since pages nest deep."""
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
            continue
        if not isinstance(node.tag, str) or node.tag in SILENT:
            continue  # a comment, or what nobody reads
        if node.tag == "head" and node.getparent() is not None and node.getparent().tag == "html":
            continue  # trafilatura's `head` is a heading, a page's is none
        border = "\n" if node.tag in ("br", "lb") else "" if node.tag in INLINE else "\n\n"
        after: list[Any] = [border, _flat(node.text)]
        for child in node:
            after += [child, _flat(child.tail)]
        waiting += reversed(after if border == "\n" else [*after, border])


def _flat(text: str | None) -> str:
    """Text of markup, where a line end is a blank."""
    return (text or "").replace("\n", " ").replace("\r", " ")
