"""Blocks of a text: its paragraphs, each with the shape that its lines show."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from visavis.model.mail_heads import mail_head
from visavis.model.voice_words import voice_words

_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_EDIT_MARK = re.compile(r"\[ ?edit ?(?:\| ?edit source ?)?\]", re.IGNORECASE)
_BULLET = re.compile(r"[ \t]*(?:[*•·▪◦►‣|]|-(?![-\w])|\d{1,3}[.)](?=\s)|\[\d{1,4}\]|\^)")
_BULLET_ONLY = re.compile(r"[ \t]*[*•·▪◦►‣|-][ \t]*(?:\S[ \t]*)?")
_MARKUP = re.compile(
    r"(?:Category|File|Image|Template|Portal):\S|\|\s*(?:thumb|right|left|\d+px)\b|^\||\|$|^-{3,}|\[\[|\]\]|"
    r"^Jump to|\[Illustration|\[Transcriber|https?://|www\.|%[0-9A-F]{2}",
    re.MULTILINE,
)
_CATALOGUE = re.compile(r"[\s*•-]*(?:Category|File|Image|Template|Portal):\S")
_REFERENCE = re.compile(
    r"\bISBN\b|\bUniversity Press\b|\bRetrieved\b|\bArchived\b|\bdoi\b|\bpp?\. ?\d|\bvol\. ?\w|\bet al\b|"
    r"\bed\.\)|\beds?\.|\(\d{4}\)|\b\d{4}\)\.|,\s(?:1[5-9]|20)\d\d[a-z]?[.,]|\bIbid\b|\bop\. cit|\bNo\. ?\d|"
    r"& (?:Co|Sons)\b|\bPress\b|_[^_\n]{6,90}_|\bPublish|\bJournal\b|\bReview\b|\btrans(?:lated)?\b",
)
_LICENCE = re.compile(
    r"Project\s+Gutenberg|\btrademark\b|\bcopyright|\blicense\b|\blicence\b|electronic\s+works?|\bdonations?\b|"
    r"\brefund\b|\bwarrant(?:y|ies)\b|\bLIABILITY\b|\bliability\b|\bPGLAF\b|\betexts?\b|\bebooks?\b|"
    r"\broyalt(?:y|ies)\b|tax exempt|Distributed Proofread|Creative Commons|All rights reserved|Terms of Use|"
    r"Privacy Policy|[Cc]ookies?\b",
)
_PUBLISHER = re.compile(r"Project\s+Gutenberg|Wikimedia Foundation")
_INDEX = re.compile(r"[\W_]*(?:GENERAL |[A-Z]+ )?INDEX\b[^\n]{0,30}", re.IGNORECASE)
_PAGED = re.compile(r"\b\d{1,4}(?:[-–]\d+)?(?:[,.]?\s*_?(?:ib\. )?n\._?)?[.,]?\s*$")
ELSE = 4  # blocks in a row that are no entries: the index is over
_START = re.compile(r"^\*{3} ?START OF.{0,200}$", re.MULTILINE)
_END = re.compile(r"^(?:\*{3} ?END OF.{0,200}|End of (?:the )?Project Gutenberg.{0,200})$", re.MULTILINE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|did|does|do|will|would|shall|should|can|could|may|might|must|said|"
    r"am|became|made|came|went|took|gave|held|holds|says?|told|met|found|knew|left|wrote|spoke|saw|brought|sent|led|"
    r"paid|bought|sold|kept|lost|fell|ran|began|swear|\w{3,}ed)\b"
)
_NUMBERED = re.compile(
    r"(?:chapter|book|part|section|letter|act|volume|appendix|no)?\.? ?[ivxlcdm\d]{1,8}[.:]?[—–-]?",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\s*(?:#{1,6} |={2,})")
_CLOSED = re.compile(r"[.?!…:;,][\"'”’)\]_*]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """
    A paragraph (lines without a blank line between them).

    `shape` is `text`, `heading`, `keyword` or `boilerplate`; later readings may refine `text`.
    """

    start: int
    end: int
    text: str
    shape: str = "text"


def blocks(text: str) -> list[Block]:
    """
    The blocks of `text` in order, with their shapes.

    >>> [b.shape for b in blocks("Early life\\n\\nHe was born in Leeds, and died.\\n\\n* Home\\n* Help")]
    ['heading', 'text', 'boilerplate']
    """
    found = [Block(m.start(), m.end(), m.group()) for m in _BLOCK.finditer(text)]
    repeated = _repeated(found)
    shaped = [replace(b, shape=_shape(b, repeated)) for b in found]
    first = next((i for i, b in enumerate(shaped) if b.shape == "keyword"), None)
    if first == 0:  # the first line of a document is its title
        shaped[0] = replace(shaped[0], shape="heading")
    return _between_neighbours(_without_licence(text, _without_index(shaped)))


def words(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _repeated(found: list[Block]) -> frozenset[str]:
    """Short blocks that come again and again, as a scraper's keyword does."""
    short = Counter(_key(b.text) for b in found if b.end - b.start < 90 and "\n" not in b.text)
    lower = {_key(b.text) for b in found if b.end - b.start < 90 and b.text[:1].islower()}
    return frozenset(k for k, n in short.items() if k in lower and len(k.split()) >= 2 and n >= 2)


def _shape(block: Block, repeated: frozenset[str]) -> str:
    text = block.text
    if len(text) < 90 and _key(text) in repeated:
        return "keyword"
    if is_heading(text) and not _CATALOGUE.match(text):
        return "heading"
    return "boilerplate" if _is_list(text) or _is_markup(text) or _is_reference(text) else "text"


def is_heading(text: str) -> bool:
    """
    Whether a block is set as a heading: one or two short lines, not closed like a sentence, or capitals.

    >>> [is_heading(t) for t in ("CHAPTER IV.", "Death and legacy[edit]", "He died.", "Yes, and then he----")]
    [True, True, False, False]
    """
    lines = text.strip().split("\n")
    bare = _EDIT_MARK.sub("", text).strip(" #=*_\t\n")
    found = _WORD.findall(bare)
    if not found:
        return len(text) < 80
    if (
        len(lines) > 3
        or len(found) > 16
        or len(bare) > 140
        or (text.lstrip()[:1] in "*•|" and len(found) > 2)
    ):
        return False
    letters = [c for c in bare if c.isalpha()]
    capitals = len(letters) > 2 and all(c.isupper() for c in letters)
    marked = _NUMBERED.fullmatch(bare) or _EDIT_MARK.search(text) or _MARKED.match(text)
    return capitals or bool(marked) or _unclosed_title(bare, found, lines)


def _unclosed_title(bare: str, found: list[str], lines: list[str]) -> bool:
    if _CLOSED.search(bare) or bare.endswith(("-", "—", '"', "”")) or bare[0] in "\"“'‘(":
        return False
    if len(lines) > 1 or not is_title_word(bare) or bare[0].islower() or len(found) > 14:
        return False
    big = [w for w in found if w.lower() not in voice_words().title_words]
    capital = sum(w[0].isupper() or w[0].isdigit() for w in big)
    return capital >= 0.7 * len(big) or (len(found) <= 9 and not _PRONOUN.search(bare))


_PRONOUN = re.compile(r"\b(?:I|you|he|she|we|they|it)\b")


def _is_list(text: str) -> bool:
    """Bulleted or many short lines without sentences: menus, links, tables of contents."""
    lines = [line for line in text.split("\n") if line.strip()]
    bulleted = [line for line in lines if _BULLET.match(line)]
    if len(bulleted) >= max(1, 0.5 * len(lines)) and len(lines) > 1:
        return sum(_is_sentence(line) for line in lines) < 0.5 * len(lines)
    if len(lines) == 1:
        return bool(_BULLET.match(text)) and not _is_sentence(text)
    short = sum(len(line) < 45 and not _CLOSED.search(line.rstrip()) for line in lines)
    return len(lines) >= 5 and short >= 0.8 * len(lines) and not _is_sentence(" ".join(lines))


def _is_sentence(line: str) -> bool:
    return (
        len(line) > 40
        and bool(_VERB.search(line))
        and bool(re.search(r"[.?!][\"'”’)\]_*]*\s*(?:\[\d+\])*$", line))
    )


def _is_markup(text: str) -> bool:
    marks = len(_MARKUP.findall(text))
    return marks >= 1 and marks * 120 >= len(text)


def _is_reference(text: str) -> bool:
    """Bibliographies and notes that only point elsewhere."""
    marks = len(_REFERENCE.findall(text))
    verbs = len(re.findall(r"\b(?:was|were|had|has|have|is|are|he|she|they|it|I|you)\b", text))
    return marks >= 2 and marks * 70 >= len(text) and verbs <= marks


def _without_index(found: list[Block]) -> list[Block]:
    """A book's index, from its heading on, as boilerplate: entries that end in the numbers of pages."""
    out = list(found)
    inside, other = False, 0
    for i, block in enumerate(found):
        if _INDEX.fullmatch(block.text.strip()):
            inside, other = True, 0
        elif inside and is_index_entry(block.text):
            out[i], other = replace(block, shape="boilerplate"), 0
        elif inside and block.shape == "text":
            other += 1
            inside = other < ELSE
    return out


def is_index_entry(text: str) -> bool:
    """
    Whether most lines or parts of a block end in the numbers of pages, as an index's do.

    >>> is_index_entry("Gray, his quarrel with Holm, i. 23, 45;\\n  his death, ii. 302, _n._")
    True
    >>> is_index_entry("Gray met Holm in 1823; they parted soon.")
    False
    """
    parts = [part for part in re.split(r"[;\n]", text) if part.strip()]
    paged = sum(_PAGED.search(part) is not None for part in parts)
    return paged * 2 > len(parts)


def _without_licence(text: str, found: list[Block]) -> list[Block]:
    """Blocks of the publisher's frame (licences, notices) as boilerplate."""
    start, end = _START.search(text), _END.search(text)
    out = []
    for block in found:
        framed = (start and block.end <= start.end()) or (end and block.start >= end.start())
        marks = len(_LICENCE.findall(block.text))
        named = bool(_PUBLISHER.search(block.text))
        licence = marks >= 2 - named and marks * (400 if named else 160) >= len(block.text)
        out.append(replace(block, shape="boilerplate") if framed or licence else block)
    return out


def _between_neighbours(found: list[Block]) -> list[Block]:
    """Weak blocks, at most three together, between two blocks of boilerplate are boilerplate too."""
    mailed = [mail_head(b.text) is not None for b in found]  # what stands between two of these is a letter
    out = [replace(b, shape="boilerplate") if mail else b for b, mail in zip(found, mailed, strict=True)]
    last = -9
    for i, block in enumerate(found):
        if mailed[i]:
            last = -9
        elif block.shape == "boilerplate":
            between = range(last + 1, i)
            if len(between) <= 3 and all(found[k].shape != "text" or _weak(found[k].text) for k in between):
                for k in between:
                    out[k] = replace(out[k], shape="boilerplate" if out[k].shape == "text" else out[k].shape)
            last = i
    return out


def _weak(text: str) -> bool:
    return (
        bool(_BULLET_ONLY.fullmatch(text) or _BULLET.match(text))
        or len(_LICENCE.findall(text)) >= 1
        or len(text) < 60
    )


def is_title_word(word: str) -> bool:
    """Whether a word may stand in a title: capitalised, a number, or one of the small words."""
    return word[0].isupper() or word[0].isdigit() or word.lower() in voice_words().title_words
