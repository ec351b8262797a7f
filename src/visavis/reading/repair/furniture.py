"""What belongs to a printed page and not to its text: page numbers, running heads, numbers of lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise

from visavis.model.offsets import LINE_NUMBER, PAGE_NUMBER, Edit, Patch
from visavis.model.repair_words import word_set
from visavis.reading.repair.keywords import Line, lines
from visavis.reading.repair.page import Page

PAGE_MARK = re.compile(r"\[\s?(?:Pg|pg|Page|page|p\.|P\.)\s?[\dxvi]{1,6}\s?\]|\{(?:p\.? ?)?\d{1,4}\}")
NUMBER = re.compile(r"[-–—~*.\s]*(?:(?P<page>[Pp]age|PAGE|[Pp]\.)\s?)?(?P<n>\d{1,4})[-–—~*.\s]*")
YEARS = 1000  # a higher number alone on a line is a year that heads a part
HEAD = re.compile(r"(?:(?P<first>\d{1,4})\W+(?=\D))?(?P<key>\D*?)(?:\W+(?P<last>\d{1,4}))?\W*")
NUMBERED = re.compile(r"(?P<n>\d{1,3})[^\S\n]{1,12}(?=\S)")
SPOKEN = re.compile(r"(?:[QA]|QUESTION|ANSWER)[.:]?\s+\S")
STEP = 4  # pages that may lie between two numbers found
APART = 200  # characters between two page numbers
OFTEN = 3
SHORT = 70  # characters; a longer line is no running head
HALF = 30  # characters; a line of running text is longer
RUN = 12  # lines numbered one after the other
MANY = 20


def furniture(page: Page) -> Iterator[Edit]:
    """
    Take out page numbers, running heads and line numbers, and join the paragraph that they broke.

    A number alone on a line counts only in a row of rising numbers, a running head only where it comes back.
    """
    for m in PAGE_MARK.finditer(page.raw):
        if page.raw[m.start()] == "[" or page.raw[: m.start()].rpartition("\n")[2].strip():
            yield inline(page, m)
    found = lines(page.raw)
    numbers = page_numbers(found)
    heads = running_heads(page.raw, found, numbers)
    taken = sorted([(x, PAGE_NUMBER) for x in numbers] + [(x, "a running head") for x in heads],
                   key=lambda t: t[0].start)  # fmt: skip
    yield from removed(page, found, taken)
    yield from line_numbers(page, found)


def inline(page: Page, m: re.Match[str]) -> Edit:
    """A page mark inside the text, with the space that stood before it."""
    start = m.start()
    if start and page.raw[start - 1] == " " and page.raw[m.end() : m.end() + 1] in {" ", "\n", ""}:
        start -= 1
    return Edit(
        start, m.end(), page.raw[start : m.end()], "", "furniture",
        f"“{m.group()}” is {PAGE_NUMBER}, not part of the sentence.", (Patch(start, m.end(), ""),),
    )  # fmt: skip


def page_numbers(found: list[Line]) -> list[Line]:
    """Lines that are numbers of pages: in a row of at least three that rise in small steps, well apart."""
    able = [
        (x, int(m["n"]))
        for x in found
        if (m := NUMBER.fullmatch(x.text)) and (m["page"] or int(m["n"]) < YEARS)
    ]
    rows: list[list[tuple[Line, int]]] = []
    for line, n in able:
        if rows and 0 < n - rows[-1][-1][1] <= STEP and line.start - rows[-1][-1][0].start > APART:
            rows[-1].append((line, n))
        else:
            rows.append([(line, n)])
    index = {x.start: i for i, x in enumerate(found)}
    return [
        x
        for row in rows
        for x, _ in row
        if len(row) >= OFTEN
        or breaks(found, index[x.start], index[x.start])
        or all(numbered(found, index[y.start]) for y, _ in row)
    ]


def numbered(found: list[Line], i: int) -> bool:
    """Whether the `i`-th line says `Page 12` and the lines below it are numbered from one on."""
    m = NUMBER.fullmatch(found[i].text)
    below = [NUMBERED.match(x.text) for x in found[i + 1 : i + 3]]
    return bool(m and m["page"]) and [b and b["n"] for b in below] == ["1", "2"]


def running_heads(raw: str, found: list[Line], numbers: list[Line]) -> list[Line]:
    """Short lines that come back with another page's number in them, or beside page numbers."""
    is_number = {x.start for x in numbers}
    beside = near(found, is_number)
    by_key: dict[str, list[tuple[Line, int | None]]] = defaultdict(list)
    for i, line in enumerate(found):
        m = HEAD.fullmatch(line.text) if len(line.text) < SHORT else None
        if not m or "[" in line.text or line.start in is_number or not headed(m["key"]):
            continue
        n = m["first"] or m["last"]
        if n or i in beside:
            by_key[m["key"].strip(" .-—–[]").casefold()].append((line, int(n) if n else None))
    return [line for key, row in by_key.items() if is_head(key, row) for line, _ in row]


def headed(key: str) -> bool:
    """Whether the words of a line can be a running head: no chapter, and no reference with its number."""
    found = set(re.findall(r"[^\W\d_]+", key.casefold()))
    return (
        bool(found)
        and not found & word_set("lines", "divisions")
        and not key.rstrip().endswith(("[", "{", "("))
    )


def near(found: list[Line], starts: set[int]) -> set[int]:
    """Indices of the lines right before or after one that begins at one of `starts`."""
    at = [i for i, x in enumerate(found) if x.start in starts]
    return {j for i in at for j in (i - 1, i + 1)}


def is_head(key: str, row: list[tuple[Line, int | None]]) -> bool:
    """Whether lines with the same words are a running head: often there, with rising numbers."""
    numbers = [n for _, n in row if n is not None]
    rising = all(a < b for a, b in pairwise(numbers))
    far = all(b.start - a.start > APART for (a, _), (b, _) in pairwise(row))
    return len(row) >= OFTEN and len(key) > 3 and rising and far and not any(x.running for x, _ in row)


def removed(page: Page, found: list[Line], taken: list[tuple[Line, str]]) -> Iterator[Edit]:
    """Lines taken out; where they broke a sentence, the blank lines around them as well."""
    index = {x.start: i for i, x in enumerate(found)}
    gone = {x.start for x, _ in taken}
    for _, group in groupby(taken, key=lambda t: block(index[t[0].start], found, gone)):
        row = list(group)
        first, last = index[row[0][0].start], index[row[-1][0].start]
        start, end, text = gap(page.raw, found, first, last)
        for k, (line, what) in enumerate(row):
            left = start if k == 0 else line.start
            right = end if k == len(row) - 1 else row[k + 1][0].start
            why = f"This line is {what}, not part of the text."
            patch = Patch(left, right, text if k == 0 else "")
            yield Edit(line.start, line.end, line.text, "", "furniture", why, (patch,))


def block(i: int, found: list[Line], gone: set[int]) -> int:
    """Index of the first of the lines taken out that stand together with the `i`-th."""
    while i > 0 and found[i - 1].start in gone:
        i -= 1
    return i


def gap(raw: str, found: list[Line], first: int, last: int) -> tuple[int, int, str]:
    """What to replace around the lines `first` to `last`, and by what."""
    if breaks(found, first, last):
        return found[first - 1].end, found[last + 1].start, "\n"
    return found[first].start, found[last].end, ""


def breaks(found: list[Line], first: int, last: int) -> bool:
    """Whether the lines `first` to `last` stand in the middle of a sentence."""
    if not 0 < first <= last < len(found) - 1:
        return False
    before, after = found[first - 1], found[last + 1]
    return len(before.text) > HALF and before.text[-1] not in '.!?:;"”’)' and after.text[0].islower()


def line_numbers(page: Page, found: list[Line]) -> Iterator[Edit]:
    """Numbers before lines, as depositions have them: rising by one from line to line, over a page."""
    marked = [(x, m) for x in found if (m := NUMBERED.match(x.text))]
    runs: list[list[tuple[Line, re.Match[str]]]] = []
    place = {x.start: i for i, x in enumerate(found)}
    for line, m in marked:
        last = runs[-1][-1] if runs else None
        if last and int(m["n"]) == int(last[1]["n"]) + 1 and place[line.start] - place[last[0].start] <= 2:
            runs[-1].append((line, m))
        else:
            runs.append([(line, m)])
    long = [r for r in runs if len(r) >= RUN and int(r[0][1]["n"]) == 1]
    if sum(map(len, long)) < MANY or not all(flowing(r) or asked(r) for r in long):
        return
    for line, m in (pair for run in long for pair in run):
        end = line.start + m.end()
        yield Edit(
            line.start, end, page.raw[line.start : end], "", "furniture",
            f"“{m['n']}” is {LINE_NUMBER}, not part of the text.", (Patch(line.start, end, ""),),
        )  # fmt: skip


def asked(run: list[tuple[Line, re.Match[str]]]) -> bool:
    """Whether numbered lines are questions and answers: many of them begin with `Q.` or `A.`."""
    marks = [SPOKEN.match(x.text, m.end()) for x, m in run]
    return sum(mark is not None for mark in marks) * 3 > len(run)


def flowing(run: list[tuple[Line, re.Match[str]]]) -> bool:
    """Whether numbered lines are running text, not a list: many go on into the next one."""
    open_ends = sum(not x.text.endswith((".", "!", "?", ":", ";")) for x, _ in run)
    small = sum(x.text[m.end() : m.end() + 1].islower() for x, m in run)
    return open_ends * 3 > len(run) and small * 5 > len(run)
