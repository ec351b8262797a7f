"""Marks that stood in a page beside its words: links to edit a section, numbers of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from visavis.model.offsets import Edit, Patch
from visavis.reading.repair.page import Page

EDIT = re.compile(r"\[\s*edit(?:\s+source|\s*\|\s*edit source|\s*\|\s*history)?\s*\]", re.I)
NOTE = re.compile(
    r"\[_?\s*(?:\d{1,3}(?:\s?[,;:–-]\s?\d{1,3})*|[a-z]{1,2}|[A-Z]|[*†‡§¶]{1,3}"
    r"|(?i:note|nb|n|fn|footnote|lower-alpha|upper-alpha)\.?\s?\d{1,3}|\^\s?[\w-]{1,12}"
    r"|(?:[a-z-]+ ){0,2}(?:citations?|sources?|quotation|page|clarification|year|verification)"
    r" (?:needed|required)[^\]\n]{0,40}|dubious[^\]\n]{0,30}|failed verification|not in citation given"
    r"|(?:who|when|which|where|why|by whom|according to whom)\?|(?:permanent )?dead link)\s*_?\]"
    r"(?::\s?\d{1,4}(?:[–-]\d{1,4})?)?",
)
RAISED = re.compile(
    r"(?<=[a-z]{3}[.,;])\d{1,3}(?=\s+[A-Z\"“])|(?<=[a-z]{3}[.,;][\"”’])\d{1,3}(?=\s+[A-Z])|[¹²³⁰⁴-⁹]+"
    r"|(?<=[a-z]{3},)\d{1,3}(?=\s+[a-z])|(?<=[a-z]{3})\^\d{1,3}(?:\^|(?!\w))|(?<=[a-z]{3}[.,;])\^\d{1,3}(?:\^|(?!\w))"
    r"|(?<=\b(?:in|of|by|to)\s1\d{3}[.,;])\d{1,3}(?=\s+[A-Za-z\"“]|\s*\Z)"
)
SIGN = re.compile(
    r"(?:(?<=[a-z]{2})|(?<=[\w\"”’)\]][.,;:!?])|(?<=[.,;!?][\"”’]))(?:[*†‡]{1,3}(?![\w*])|\(\d{1,3}\)(?!\w))"
)
APART = re.compile(r"(?<=[\w.,;:!?\"”’])[^\S\n]+(\(\d{1,3}\)|[*†‡]{1,3})(?=[\s.,;:!?]|\Z)(?!\s*[*†‡])")
LABEL = re.compile(r"^[^\S\n]*(\(\d{1,3}\)|[*†‡]{1,3})(?=[^\S\n]*[\w\"“])", re.M)
OPENED = re.compile(r"(?<![\w*])\*{1,3}(?=[\w\"“])")  # where emphasis begins
CLOSED = re.compile(r"(?<=[\w.,;:!?\"”])\*{1,3}(?![\w*])")
RUN = 5  # numbers that grow through a text are no list: a list stands in one sentence
SPREAD = 400  # characters from one such number to the next
TITLE_WORDS = 12  # a heading run into a paragraph is shorter


def edit_marks(page: Page) -> Iterator[Edit]:
    """
    Take out links to edit a section, and set the heading that stood before one apart.

    `The peace. Later wars[ edit ] In May he left` reads in three paragraphs; a mark on its own line goes.
    """
    raw = page.raw
    for m in EDIT.finditer(raw):
        line = raw.rfind("\n", 0, m.start()) + 1
        title = heading_before(raw, line, m.start())
        after = re.compile(r"[^\S\n]*(?=\S)").match(raw, m.end())
        patches = [Patch(m.start(), after.end(), "\n\n") if after else Patch(m.start(), m.end(), "")]
        if line < title < m.start():
            patches.insert(0, Patch(title - 1, title, "\n\n"))
        yield Edit(
            title, m.end(), raw[title : m.end()], "", "edit-mark",
            "A link to edit the section stood here, beside the section's heading; it is no part of the text.",
            tuple(patches),
        )  # fmt: skip


def heading_before(raw: str, line: int, mark: int) -> int:
    """Where the heading before an edit mark begins: after the last sentence of the line, or at its start."""
    ends = [m.end() for m in re.finditer(r"[.!?][\"'”’)]*[^\S\n](?=\S)", raw[line:mark])]
    at = line + (ends[-1] if ends else 0)
    return at if len(raw[at:mark].split()) <= TITLE_WORDS else mark


def footnote_marks(page: Page) -> Iterator[Edit]:
    """
    Take out what points to footnotes: `[10]`, `[a]`, `[note 3]`, `[citation needed]`, `left.(5)`, `left,*`.

    A number that begins a line labels the note itself and stays. So do a number in round brackets and a sign
    that stand apart from the word before them, where no line begins with the same one.
    """
    raw = page.raw
    for start, end in pointers(raw):
        if not raw[raw.rfind("\n", 0, start) + 1 : start].strip():
            continue
        blank = raw[start - 1] in " \t" and (end == len(raw) or raw[end] in " \t\n")
        left = start - blank  # of the two spaces around it one goes along
        yield Edit(
            left, end, raw[left:end], "", "footnote-mark",
            f"“{raw[start:end]}” pointed to a footnote; it is no part of the sentence.",
            (Patch(left, end, ""),),
        )  # fmt: skip


def pointers(raw: str) -> Iterator[tuple[int, int]]:
    """The marks of a text, kind by kind, without the blank before them."""
    yield from (m.span() for m in NOTE.finditer(raw) if noted(raw, m))
    yield from (m.span() for m in RAISED.finditer(raw))
    yield from (m.span() for m in SIGN.finditer(raw) if not closing(raw, m))
    far = list(APART.finditer(raw))
    labels = {m.group(1) for m in LABEL.finditer(raw)}
    rising = grows([(m.start(1), int(m.group(1)[1:-1])) for m in far if m.group(1)[0] == "("])
    yield from (m.span(1) for m in far if m.group(1) in labels or (rising and m.group(1)[0] == "("))


def grows(numbers: Sequence[tuple[int, int]]) -> bool:
    """
    Whether numbers (place, value) grow all through a text, far from one another: those of notes or pages.

    >>> grows([(n * 900, n) for n in range(1, 7)]), grows([(n * 40, n) for n in range(1, 7)])
    (True, False)
    """
    if len(numbers) < RUN or numbers[-1][0] - numbers[0][0] < SPREAD * len(numbers):
        return False
    return all(a[1] < b[1] for a, b in pairwise(numbers))


def closing(raw: str, m: re.Match[str]) -> bool:
    """Whether a star ends what another one before it in the paragraph began to emphasise: `*not*`."""
    if m.group()[0] != "*":
        return False
    before = raw[max(0, raw.rfind("\n\n", 0, m.start())) : m.start()]
    return len(OPENED.findall(before)) > len(CLOSED.findall(before))


def noted(raw: str, m: re.Match[str]) -> bool:
    """Whether a bracket is a mark, and not a letter that an editor put, as in `[h]e went` or `[a] man`."""
    inside = m.group().strip("[]_ ")
    if m.start() == 0 or not (inside.isalpha() and len(inside) <= 2):
        return True
    before, after = raw[m.start() - 1], raw[m.end() : m.end() + 1]
    return not before.isspace() and not after.isalnum()
