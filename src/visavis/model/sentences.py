"""A fast splitter of sentences for the stages that stand before the parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from visavis.model.voice_words import voice_words

# What may end a sentence, what may close after it, the blanks, and what may open the next one.
_BREAK = re.compile(
    r"""(?:\n[ \t]*\n\s*)|(?:
        (?P<mark>(?:[.?!…]|(?<=\w)[;,]?-{2,}|(?<=\w)—)(?:[ ]?[.?!…]){0,12})["'”’)\]_*]*(?:\[\d{1,3}\])*
        (?P<gap>\s+)
        (?=["'“‘(\[_*—.-]*[ ]?(?P<next>[^\W_]+))
    )""",
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[\w.’'&-]*\Z")


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = voice_words()
    return words.abbreviations, words.maybe_abbreviations, words.openers


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """
    Spans of the sentences of `text[start:end]`, in order, without surrounding blanks.

    A blank line ends a sentence too. Initials, titles and other abbreviations do not. One pass, no model:
    what a sentence may begin with decides where a full stop is doubtful.

    >>> text = "Mr. A. B. Lee came at 5 p.m. on Monday. Did he stay? Yes, sir. He said so----"
    >>> [text[a:b] for a, b in sentences(text)]
    ['Mr. A. B. Lee came at 5 p.m. on Monday.', 'Did he stay?', 'Yes, sir.', 'He said so----']
    """
    end = len(text) if end is None else end
    out: list[tuple[int, int]] = []
    at = start
    for m in _BREAK.finditer(text, start, end):
        if m["mark"] is not None and not _ends(text, m):
            continue
        stop = m.start("gap") if m["mark"] is not None else m.start()
        _add(text, at, stop, out)
        at = m.end()
    _add(text, at, end, out)
    return out


# Words behind which a sentence cannot stop, and a new one that begins: the rest was lost.
_BROKEN_OFF = re.compile(
    r"\b(?:an?|the|very|more|my|your|his|their)(?: \w+(?:ed|ous|ive|ful|ic|able|ible|less))? (?=(?:I|We|"
    r"You|He|She|They) (?:am|are|is|was|"
    r"were|have|had|has|do|did|think|believe|know|must|would|will|can|shall|could|said|want|ask)\b)"
)


def broken_off(text: str, start: int, end: int) -> list[int]:
    """
    Offsets at which a sentence begins although the one before it was never finished.

    >>> broken_off("Are you interested in a detailed I think so.", 0, 44)
    [33]
    """
    return [
        m.end()
        for m in _BROKEN_OFF.finditer(text, start, end)
        if m[0].split()[0] in ("a", "an") or " " in m[0].strip()
    ]


def _add(text: str, start: int, end: int, out: list[tuple[int, int]]) -> None:
    piece = text[start:end]
    left, right = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    if left < right:
        out.append((left, right))


def _ends(text: str, m: re.Match[str]) -> bool:
    """Whether the mark that `m` found ends a sentence."""
    mark, following = m["mark"], m["next"]
    if "\n\n" in m["gap"]:
        return True
    if not (following[0].isupper() or following[0].isdigit()):
        return False
    if mark[0] in "-—":
        return following[0].isupper() and (len(mark) > 2 or "\n" in m["gap"])
    if mark != ".":
        return True
    return _stop_ends(text, m.start("mark"), following)


def _stop_ends(text: str, at: int, following: str) -> bool:
    """Whether the single full stop at `at` ends a sentence, `following` being the next word."""
    hard, soft, openers = _lists()
    found = _WORD_BEFORE.search(text, max(0, at - 24), at)
    word = found.group().lstrip("'’-") if found else ""
    low = word.lower()
    if len(word) == 1 and word.isupper():
        return _letter_ends(text, at, following, openers)
    if low in hard:
        return False
    if low in soft or "." in word:
        return following.lower() in openers and not (low in ("no", "nos") and following[0].isdigit())
    before = text[max(0, at - len(word) - 1) : at - len(word)]
    return not (word.isdigit() and len(word) <= 2 and before in ("", "\n"))  # `12.` numbers a paragraph


def _letter_ends(text: str, at: int, following: str, openers: frozenset[str]) -> bool:
    """After a single capital (`J.`, but also the pronoun `I.`)."""
    if text[at - 1] != "I":
        return False
    return following.lower() in openers and len(following) > 1


_QUOTE = re.compile(r"[\"“”]")


def _quotes_open(text: str, mark: re.Match[str], inside: bool) -> bool:
    """Whether a quotation is open behind a mark; a straight one says so by the side on which a blank is."""
    if mark.group() != '"':
        return mark.group() == "“"
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    left, right = not before or before.isspace() or before in "(—-", not after or after.isspace()
    return left if left != right else not inside


def outside_quotes(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """
    Of each sentence, the words outside double quotation marks; an open quotation runs on into the next one.

    A mark that was lost does not turn the rest of a text inside out.

    >>> text = 'He said: "I went. I came." Then he left.'
    >>> outside_quotes(text, sentences(text))
    ['He said: ', '', 'Then he left.']
    """
    out, inside = [], False
    for i, (start, end) in enumerate(spans):
        if i and "\n\n" in text[spans[i - 1][1] : start]:
            inside = False
        pieces, at = [], start
        for m in _QUOTE.finditer(text, start, end):
            if not inside:
                pieces.append(text[at : m.start()])
            inside = _quotes_open(text, m, inside)
            at = m.end()
        if not inside:
            pieces.append(text[at:end])
        out.append("".join(pieces))
    return out
