"""Letters: from the date line or the salutation to the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from visavis.model.mail_heads import mail_head
from visavis.reading.segment_blocks import Block

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE_LINE = re.compile(
    rf"^\s*_?(?:[A-ZÀ-Þ][\w’'.-]*,? ){{0,6}}(?:{_MONTH},? (?:the )?{_DAY}|{_DAY} (?:of )?{_MONTH})"
    r"[,.]? ?(?:\d{4})?[.,]?_?\s*$",
    re.IGNORECASE,
)
_FRIEND = r"friend|brother|sister|father|mother|son|daughter|uncle|aunt|cousin|comrade|colleague|sir|madam"
_SALUTATION = re.compile(
    r"^\s*_?(?:(?:(?:MY |My |Most |MOST )?(?:VERY )?(?:DEAR(?:EST)?|Dear(?:est)?|HONOU?RED|Honou?red|"
    r"ESTEEMED|Esteemed|RESPECTED|Respected)|(?:My|MY|Most|MOST) (?:very |own )?dear(?:est)?)"
    rf"(?: (?:[A-ZÀ-Þ][\w’'.-]*|{_FRIEND})){{0,5}}|SIR|Sir|MADAM|Madam|GENTLEMEN|Gentlemen|My [Ll]ord|"
    r"MY LORD|Comrades?|Your (?:Majesty|Excellency|Holiness))"
    r"(?:[,:;.!]?_?(?:--|—|–)|[,:!]_?(?=\s|$))"
)
_ADDRESS = re.compile(
    r"^\s*_?(?:[A-ZÀ-Þ][A-ZÀ-Þ.’' ]+ )?TO (?:THE )?[A-ZÀ-Þ][A-ZÀ-Þ.,’' -]{2,60}\.?(?:\[\d+\])?_?\s*$"
)
_CLOSING = re.compile(
    r"\b(?:[Yy]ours?(?:,| (?:very |most |ever |most )*(?:truly|sincerely|faithfully|affectionate(?:ly)?|"
    r"respectfully|obedient(?:ly)?|humble|"
    r"devoted(?:ly)?|friend|fraternally|etc|&c|ever|own))|obedient(?:,)? (?:and )?(?:humble )?servant|"
    r"I have the hono(?:u)?r to be|"
    r"I am,? (?:dear |my dear |with )|I remain,? |Believe me|Adieu|Farewell|[Ss]incerely,|"
    r"[Rr]espectfully,|[Yy]our (?:\w+ ){0,2}(?:friend|brother|sister|son|daughter|cousin|nephew|niece),|"
    r"With (?:kind|best|warm|warmest) (?:regards|wishes))"
)
_SIGNATURE = re.compile(
    r"^\s*_?(?:[A-ZÀ-Þ][A-ZÀ-Þ’'.-]*[.,]? ?){1,5}_?\.?\s*$|^\s*_?(?:[A-Z][\w’'.-]*,? ?){1,4}\.?_?\s*$"
)
_OPENING = 4  # blocks in which a letter shows that it is one
_GREETING = re.compile(r"\bGREETINGS?\b|\bS(?:AL|\. D)\.|\b[Gg]reetings?\.?$")
_TO_YOU, _OF_ME = re.compile(r"\byou(?:r|rs)?\b"), re.compile(r"\b(?:I|my|me)\b")
_NAMED = re.compile(
    r"^\s*_?(?![IVXLC]+\. )(?:[A-ZÀ-Þ][\w’'-]*\.? ){1,3}[A-ZÀ-Þ][\w’'-]+\.?_?\s*$"
)  # a name alone on its line
_LONGEST = 400  # blocks: a letter without a signature ends at the next heading, or here


def letters(found: Sequence[Block], labelled: Sequence[bool]) -> list[bool]:
    """
    Which blocks belong to letters.

    >>> from visavis.reading.segment_blocks import blocks
    >>> letter = "Leeds, May 3, 1850.\\n\\nDear Sir,--I came.\\n\\nYours truly,\\n\\nA. HALE"
    >>> letters(blocks("He wrote:\\n\\n" + letter + "\\n\\nIt was a lie."), [False] * 6)
    [False, True, True, True, True, False]
    """
    out = mailed(found, labelled)
    i = 0
    while i < len(found):
        body = _opens(found, labelled, i)
        if body is None:
            i += 1
            continue
        end = _end(found, labelled, body)
        if _ADDRESS.match(found[i].text) and not _is_letter(found[i:end]):
            i += 1
            continue
        for k in range(i, end):
            out[k] = out[k] or (found[k].shape != "boilerplate" and not _ADDRESS.match(found[k].text))
        i = max(end, i + 1)
    return out


def mailed(found: Sequence[Block], labelled: Sequence[bool]) -> list[bool]:
    """Which blocks are words under the head of a printed electronic letter (`From:`, `Sent:`, `To:`)."""
    out, inside = [], False
    for block, speaks in zip(found, labelled, strict=True):
        head = mail_head(block.text) is not None
        inside = head or (inside and not speaks)
        out.append(inside and not head and block.shape == "text")
    return out


def _opens(found: Sequence[Block], labelled: Sequence[bool], i: int) -> int | None:
    """Where the body of a letter begins that opens with block `i`; None where none does."""
    if labelled[i] or found[i].shape == "boilerplate":
        return None
    text = found[i].text
    if _SALUTATION.match(text):
        return i
    head = text.split("\n")[0]
    if (
        _DATE_LINE.match(text)
        or _ADDRESS.match(text)
        or (_DATE_LINE.match(head) and _SALUTATION.search(text))
    ):
        for k in range(i, min(i + 4, len(found))):
            if not labelled[k] and _SALUTATION.search(found[k].text):
                return k
            if k > i and found[k].shape == "text" and not _DATE_LINE.match(found[k].text):
                return k if _ADDRESS.match(text) else None
    return None


def _is_letter(some: Sequence[Block]) -> bool:
    """Whether blocks under a line in capitals (`ANNA HALE TO BEN MOTT`) greet or address one, or close."""
    first = some[:_OPENING]
    greeted = any(
        _SALUTATION.search(b.text) or _DATE_LINE.match(b.text) or _GREETING.search(b.text) for b in first
    )
    spoken_to = any(_TO_YOU.search(b.text) and _OF_ME.search(b.text) for b in first)
    return greeted or spoken_to or any(_CLOSING.search(b.text) for b in some[-2:])


def _end(found: Sequence[Block], labelled: Sequence[bool], body: int) -> int:
    """The index behind the letter whose body begins at `body`."""
    for k in range(body, min(body + _LONGEST, len(found))):
        block = found[k]
        if labelled[k] or (
            k > body and _opens(found, labelled, k) is not None and not _SALUTATION.match(block.text)
        ):
            return k
        if k > body and block.shape == "heading" and not _small(block):
            return k
        if k > body and _NAMED.match(block.text) and (k + 1 == len(found) or found[k + 1].shape == "text"):
            return k + 1
        if _CLOSING.search(block.text[-260:]):
            return _behind_signature(found, k)
    return min(body + _LONGEST, len(found))


def _small(block: Block) -> bool:
    """Whether a heading inside a letter is none: a date line, a signature, a postscript."""
    return bool(_DATE_LINE.match(block.text) or _SIGNATURE.match(block.text)) and not block.text.isupper()


def _behind_signature(found: Sequence[Block], k: int) -> int:
    """The index behind the signature that follows the closing in block `k`."""
    end = k + 1
    while end < min(k + 4, len(found)) and len(found[end].text) < 60 and _SIGNATURE.match(found[end].text):
        end += 1
    if end < len(found) and re.match(r"\s*_?P\.? ?S\b", found[end].text):
        end += 1
    return end
