"""
A damage generator: takes clean text and breaks it as scrapers and scanners do, with the truth beside it.

    broken = damage("Cato left Rome in May 1790. He died.", {"lost-year": 1.0}, seed=1)
    broken.text, broken.wounds

Each kind is a function from clean text to the changes that could be made; `damage` draws some of them with a
fixed seed, applies them, and says where they stand in the broken text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from visavis.model.words import words

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
LEADS = (
    rf"(?:{MONTHS})|\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})|[Ii]n|[Ii]n (?:early|late)|[Dd]uring|[Tt]hroughout"
    r"|(?:early|late)|[Ss]ince|[Uu]ntil|the (?:end|beginning|close|start|months|years) of"
    r"|(?:spring|summer|autumn|winter|conference|congress|war|revolution|elections?) of"
)
YEAR = re.compile(
    rf"(?P<lead>\b(?:{LEADS}),? )(?P<year>(?:1[0-9]|20)\d\d)(?P<after>, (?=\w)|\. (?=[A-Z])| (?=\w))"
)
WORD = re.compile(r"(?<![\w’'-])[A-Za-z]{3,}(?![\w’'-])")
CLAUSES = ("he", "she", "they", "we", "was", "were")  # what shows that a bare preposition lost its year
# what scanners print for what stood there: the classic confusions of printed type
SCANNED = (
    "h b,b h,e c,c e,n u,u n,n ri,m rn,rn m,d cl,cl d,w vv,li h,h li,th tli,th tb,i l,l i,t l,o c,a o,s f,"
    "f t,ff fi,in m,m in,he lie,g q,y v,r i,I 1,l 1,w ry,not riot,and arid,the tlie,had bad,he be,was ryas"
)


@dataclass(frozen=True, slots=True)
class Change:
    """Replace `text[start:end]` of the clean text by `new`."""

    start: int
    end: int
    new: str
    kind: str


@dataclass(frozen=True, slots=True)
class Wound:
    """What was done: the span in the broken text, the kind, and what stood there."""

    start: int
    end: int
    kind: str
    true: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken text with its wounds in order."""

    text: str
    wounds: tuple[Wound, ...]

    def mended(self) -> str:
        """The clean text again, by undoing every wound."""
        out, at = [], 0
        for w in self.wounds:
            out += [self.text[at : w.start], w.true]
            at = w.end
        return "".join([*out, self.text[at:]])


def damage(text: str, rates: Mapping[str, float], seed: int = 0) -> Broken:
    """Break `text`: of the places where a kind could strike, the share `rates[kind]` is struck."""
    draw = random.Random(seed)
    drawn = [c for kind, rate in rates.items() for c in KINDS[kind](text, draw) if draw.random() < rate]
    out: list[str] = []
    wounds: list[Wound] = []
    at = length = 0
    for c in sorted(drawn, key=lambda c: (c.start, c.end)):
        if c.start < at or (wounds and c.start < at + 1):
            continue
        out += [text[at : c.start], c.new]
        length += c.start - at
        wounds.append(Wound(length, length + len(c.new), c.kind, text[c.start : c.end]))
        length += len(c.new)
        at = c.end
    return Broken("".join([*out, text[at:]]), tuple(wounds))


def glued(text: str, draw: random.Random) -> Iterator[Change]:
    """Spaces between words that go, a comma with them, where the result is no word or name of its own."""
    for m in re.finditer(r"(?<![\w’'-])([A-Za-z]+)(,? )([A-Za-z]+)(?![\w’'-])", text):
        one = m.group(1) + m.group(3)
        if len(one) >= 5 and not words().knows(one):
            yield Change(*m.span(2), "", "glued")


def lost_years(text: str, draw: random.Random) -> Iterator[Change]:
    """
    Years that go as links do: the words run together, unless a new sentence began.

    A year after a bare preposition that leaves good English behind (`in 1867 to`) is spared: nobody could see
    that it is gone.
    """
    for m in YEAR.finditer(text):
        lead, after = m.group("lead"), m.group("after")
        following = text[m.end("after") :].split(None, 1)[:1]
        if inside_brackets(text, m.start()) or (bare(lead) and after == " " and following[0] not in CLAUSES):
            continue
        start = m.start("year") - lead.endswith(", ") - 1
        open_end = lead.strip().lower().endswith(("of", "throughout")) and draw.random() < 0.5
        new = " " if after == ". " or (after == " " and open_end) else ""
        yield Change(start, m.end("after"), new, "lost-year")


def bare(lead: str) -> bool:
    return lead.strip().lower() in ("in", "since", "until")


def inside_brackets(text: str, at: int) -> bool:
    line = text[max(0, at - 200) : at]
    return line.rfind("(") > line.rfind(")") or line.rfind("[") > line.rfind("]")


def scanned(text: str, draw: random.Random) -> Iterator[Change]:
    """One confusion of letters in a word; the result may be another word."""
    table = [tuple(p.split(" ")) for p in SCANNED.split(",")]
    for m in WORD.finditer(text):
        word = m.group()
        able = [(true, seen) for true, seen in table if true in word]
        if not able or draw.random() < 0.5:
            continue
        true, seen = draw.choice(able)
        at = draw.choice([i for i in range(len(word)) if word.startswith(true, i)])
        new = word[:at] + seen + word[at + len(true) :]
        if new.lower() != word.lower():
            yield Change(m.start(), m.end(), new, "ocr")


def footnoted(text: str, draw: random.Random) -> Iterator[Change]:
    """Numbers of notes after sentences and commas."""
    for i, m in enumerate(re.finditer(r"(?<=[a-z][.,;])(?= )", text)):
        yield Change(m.start(), m.start(), f"[{i % 400 + 1}]", "footnote-mark")


def hyphened(text: str, draw: random.Random) -> Iterator[Change]:
    """Long words broken at a line's end."""
    for m in re.finditer(r"(?<![\w-])[a-z]{7,}(?= [a-z])", text):
        at = m.start() + draw.randint(3, len(m.group()) - 3)
        yield Change(at, at, "-\n", "hyphen")


def misread(text: str, draw: random.Random) -> Iterator[Change]:
    """Letters beyond ASCII, read in the wrong encoding."""
    for m in re.finditer(r"[’“”—–éèüöäçñæ]", text):
        broken = m.group().encode().decode("cp1252", "ignore")
        yield Change(m.start(), m.end(), broken, "mojibake")


def numbered(text: str, draw: random.Random) -> Iterator[Change]:
    """Page numbers on lines of their own between two lines of text."""
    page = draw.randint(2, 300)
    for i, m in enumerate(re.finditer(r"(?<=[a-z,])\n(?=[a-z])", text)):
        if i % 8 == 7:
            page += 1
            yield Change(m.start(), m.end(), f"\n\n{page}\n\n", "furniture")


def strewn(text: str, draw: random.Random) -> Iterator[Change]:
    """The page's keyword between paragraphs."""
    for m in re.finditer(r"(?<=[.!?]\n)(?=\n\S)", text):
        yield Change(m.start(), m.start(), "\nwhat they were to one another\n", "stray-keyword")


KINDS: dict[str, Callable[[str, random.Random], Iterator[Change]]] = {
    "glued": glued,
    "lost-year": lost_years,
    "ocr": scanned,
    "footnote-mark": footnoted,
    "hyphen": hyphened,
    "mojibake": misread,
    "furniture": numbered,
    "stray-keyword": strewn,
}
