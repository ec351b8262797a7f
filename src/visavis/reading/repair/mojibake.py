"""Letters read in the wrong encoding, and signs left in the code of web pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from visavis.model.offsets import Edit, Patch
from visavis.reading.repair.page import Page

# what UTF-8 read as a Western encoding begins with, or a sign that stands for bytes lost
SUSPECT = re.compile(
    r"[ÂÃâÄÅÆÎÏÐÑØÙÚãåæçèéêëìíîï][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ€]+(?:[^\S\n]?[ÂÃâ€œ™][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ€]*)*"
)
LOST_BYTE = re.compile(
    "â€(?![\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ€])"
)  # its third byte has no letter in Windows
INVISIBLE = re.compile(
    "(?<![^\\x00-\u024f])[\u200b-\u200d\u2060\ufeff]+(?![^\\x00-\u024f])"
)  # of use in other scripts
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,5});")


def mojibake(page: Page) -> Iterator[Edit]:
    """Set letters right that were read in the wrong encoding: `cafÃ©` reads `café`, `&amp;` reads `&`."""
    if SUSPECT.search(page.raw):
        yield from misread(page)
    for m in INVISIBLE.finditer(page.raw):
        why = "A sign without width stands here; it is part of no word."
        yield Edit(m.start(), m.end(), m.group(), "", "mojibake", why, (Patch(m.start(), m.end(), ""),))
    for m in ENTITY.finditer(page.raw):
        sign = html.unescape(m.group())
        if sign != m.group() and len(sign) == 1:
            yield set_right(page, m, sign, "is the code of a web page for this sign")


def misread(page: Page) -> Iterator[Edit]:
    """Stretches that ftfy decodes anew."""
    from ftfy import fix_encoding  # heavy, and seldom needed

    for m in SUSPECT.finditer(page.raw):
        fixed = LOST_BYTE.sub("”", fix_encoding(m.group()))
        if fixed != m.group():
            yield set_right(page, m, fixed, "was read in the wrong encoding")


def set_right(page: Page, m: re.Match[str], reading: str, what: str) -> Edit:
    """The stretch replaced."""
    return Edit(
        m.start(), m.end(), m.group(), reading, "mojibake", f"“{m.group()}” {what}: {reading!r}.",
        (Patch(m.start(), m.end(), reading),),
    )  # fmt: skip
