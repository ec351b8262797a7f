"""Marks that stood in a page beside its words: links to edit a section, numbers of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from visavis.model.offsets import Edit, Patch
from visavis.reading.repair.page import Page

EDIT = re.compile(r"\[\s*edit(?:\s+source|\s*\|\s*edit source|\s*\|\s*history)?\s*\]", re.I)
NOTE = re.compile(
    r"\[_?\s*(?:\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|[a-z]{1,2}|[A-Z]|[*†‡§¶]{1,3}"
    r"|(?:note|nb|n|fn|footnote|lower-alpha|upper-alpha)\.?\s?\d{1,3}"
    r"|(?:[a-z-]+ ){0,2}(?:citations?|sources?|quotation|page|clarification|year|verification)"
    r" (?:needed|required)[^\]\n]{0,40}|dubious[^\]\n]{0,30}|failed verification|not in citation given"
    r"|(?:who|when|which|where|why|by whom|according to whom)\?|(?:permanent )?dead link)\s*_?\]"
    r"(?::\s?\d{1,4}(?:[–-]\d{1,4})?)?",
)
RAISED = re.compile(
    r"(?<=[a-z]{3}[.,;])(?:\d{1,3})(?=\s+[A-Z\"“])|(?<=[a-z]{3}[.,;][\"”’])\d{1,3}(?=\s+[A-Z])|[¹²³⁰⁴-⁹]+"
)
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
    Take out the numbers and letters that point to footnotes: `[10]`, `[a]`, `[note 3]`, `[citation needed]`.

    A number that begins a line labels the note itself and stays.
    """
    raw = page.raw
    for pattern in (NOTE, RAISED):
        for m in pattern.finditer(raw):
            start = m.start()
            if not raw[raw.rfind("\n", 0, start) + 1 : start].strip():
                continue
            if pattern is NOTE and not noted(raw, m):
                continue
            if raw[start - 1] in " \t" and (m.end() == len(raw) or raw[m.end()] in " \t\n"):
                start -= 1  # of the two spaces around it one goes along
            yield Edit(
                start, m.end(), raw[start : m.end()], "", "footnote-mark",
                f"“{m.group()}” pointed to a footnote; it is no part of the sentence.",
                (Patch(start, m.end(), ""),),
            )  # fmt: skip


def noted(raw: str, m: re.Match[str]) -> bool:
    """Whether a bracket is a mark, and not a letter that an editor put, as in `[h]e went` or `[a] man`."""
    inside = m.group().strip("[]_ ")
    if not (inside.isalpha() and len(inside) <= 2):
        return True
    before, after = raw[m.start() - 1], raw[m.end() : m.end() + 1]
    return not before.isspace() and not after.isalnum()
