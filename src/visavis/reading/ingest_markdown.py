"""Markdown: its words without the marks, and what its front matter states."""

from __future__ import annotations

import re
from typing import Any

from visavis.reading.ingest_taken import Script, Taken, person, stated_date

FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(?P<lines>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
FIELD = re.compile(r"^(title|author|date):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)
SILENT = frozenset(["html_block", "hr"])
NOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:?")


def markdown(text: str) -> Taken:
    """
    The text of a Markdown file: headings, paragraphs, points, rows of tables; links keep their words.

    Raw HTML, link targets and pictures are left out. A front matter may state title, author, date.

    >>> found = markdown("---\\ntitle: Two men\\n---\\n# A head\\n\\nAnna met *[Bruno](x.html)*.\\n")
    >>> found.title, found.text
    ('Two men', 'A head\\n\\nAnna met Bruno.')
    """
    from markdown_it import MarkdownIt

    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front = FRONT.match(text)
    about = {k.lower(): v for k, v in FIELD.findall(front["lines"])} if front else {}
    script = Script()
    row: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text[front.end() :] if front else text):
        if token.type == "inline" and token.level and row is not None:
            row.append(NOTE.sub("", words(token)))
        elif token.type in ("fence", "code_block"):
            script.add(token.content)
        if token.type in ("tr_close", "paragraph_close", "heading_close"):
            script.add(" ".join(row) if token.type == "tr_close" else "\n".join(row))
            row = []
    heading = about.get("title")
    return Taken(
        script.taken()[0], heading or None, person(about.get("author")), stated_date(about.get("date"))
    )


def words(token: Any) -> str:
    """The words of a paragraph's parts."""
    out = []
    for part in token.children or ():
        if part.type in ("text", "code_inline"):
            out.append(part.content)
        elif part.type in ("softbreak", "hardbreak"):
            out.append("\n")
    return "".join(out)
