"""Lines that a scraper strews between the paragraphs of a page: its keyword, titles of other pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from visavis.model.offsets import Edit
from visavis.model.repair_words import word_set
from visavis.reading.repair.page import WORD, Page

OFTEN = 3  # a keyword stands so often
LONG = 14  # words; a longer line is no keyword
PHRASE = re.compile(r"[^\W\d_][\w'’ &-]*")  # words alone, no sign among them
SITE = re.compile(r"\s[-–—|•·]\s(?:[A-Z][\w.]*\s?){1,4}$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, its offsets without the blanks around it."""

    start: int
    end: int
    text: str
    alone: bool  # a blank line, or the text's edge, on either side

    @property
    def running(self) -> bool:
        """Whether it looks like text that runs on: long, or ending as a sentence does."""
        return len(self.text) > 90 or self.text.rstrip("\"'”’)").endswith((".", "!", "?"))


def lines(raw: str) -> list[Line]:
    """The lines of a text that are not blank."""
    spans = [m.span() for m in re.finditer(r"[^\n]+", raw) if not m.group().isspace()]
    out = []
    for i, (start, end) in enumerate(spans):
        text = raw[start:end]
        above = not i or raw.count("\n", spans[i - 1][1], start) > 1
        below = i + 1 == len(spans) or raw.count("\n", end, spans[i + 1][0]) > 1
        left = start + len(text) - len(text.lstrip())
        out.append(Line(left, left + len(text.strip()), text.strip(), above and below))
    return out


def stray_keywords(page: Page) -> Iterator[Edit]:
    """
    Mark the page's keyword between paragraphs of running text, and titles of pages that share its words.

    A line in small letters that comes back at least three times is a keyword; a page without one has none of
    its headings touched. Nothing is changed: the lines stay for the next stage to set apart.
    """
    all_lines = lines(page.raw)
    short = [x for x in all_lines if x.alone and not x.running and len(WORD.findall(x.text)) <= LONG]
    keywords = keys(short)
    if not keywords:
        return
    topic = {w for k in keywords for w in k.split()} - word_set("lines", "small")
    body = next((x.start for x in all_lines if x.running), len(page.raw))
    seen: set[str] = set()
    for line in short:
        key = line.text.casefold()
        if key in keywords:
            if key in seen or line.start > body:
                yield stray(line, "the page's keyword, repeated between its paragraphs")
            seen.add(key)
        elif line.start > body and is_title(line.text, topic):
            yield stray(line, "the title of a page that the scraper put between paragraphs")


def keys(short: list[Line]) -> set[str]:
    """
    Keywords, without regard to capitals: lines that stand often, at least twice in small letters alone.

    Twice is enough for a line of three words, or for one that repeats the page's title.
    """
    often = Counter(x.text.casefold() for x in short)
    small = Counter(x.text.casefold() for x in short if x.text == x.text.lower() and " " in x.text)
    title = short[0].text.casefold() if short and short[0].start == 0 else ""
    return {k for k, n in small.items() if PHRASE.fullmatch(k) and is_key(k, often[k], n, k == title)}


def is_key(key: str, often: int, small: int, title: bool) -> bool:
    """Whether a line that stands so often, and so often in small letters, is a keyword."""
    if often >= OFTEN or title:
        return small >= (1 if title else OFTEN - 1)
    return small >= OFTEN - 1 and len(key.split()) >= 3


def is_title(text: str, topic: set[str]) -> bool:
    """Whether a short line names the page's topic, or ends with a site's name."""
    return bool({w.casefold() for w in WORD.findall(text)} & topic) or bool(SITE.search(text))


def stray(line: Line, what: str) -> Edit:
    """The line marked; it reads as nothing."""
    return Edit(
        line.start,
        line.end,
        line.text,
        "",
        "stray-keyword",
        f"This line is {what}; it belongs to no sentence.",
    )
