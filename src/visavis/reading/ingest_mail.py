"""Electronic letters: EML and mbox, their quoted replies and what is attached to them."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from itertools import groupby
from typing import Any

from visavis.model.errors import SourceError
from visavis.reading.ingest_bytes import decode
from visavis.reading.ingest_html import decode_html, page
from visavis.reading.ingest_taken import BROKEN, Taken, person, plain

FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From \S+.*\d{4}[^\n]*\n(?=>?[A-Za-z][A-Za-z0-9-]+:)")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})\.? (?P<m1>{_MONTH}),? (?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}}),? (?P<y2>\d{{4}}))\b",
    re.IGNORECASE,
)
# the words before a quotation: `On 5 Mar 1998, at 10:00, Anna Reed <a@b.c> wrote:`
WROTE = re.compile(
    r"(?:On\b.{3,160}?(?:\d{4}|\d{1,2}:\d\d(?::\d\d)?(?:[ \u202f]?[AP]\.?M\b\.?)?|[AP]M)"
    r"(?: ?\([^)]*\)| [+-]\d{4})?,? )?"
    r"(?P<who>(?![AP]\.?M\b)(?:[^\d,:<]{3,60}(?:<[^>]*>)?|[^\d:<]{3,80}<[^>]*>)) ?"
    r"(?:wrote|writes|said)(?: on .{3,40})?:",
    re.IGNORECASE,
)
LONGEST = 300  # characters of such a line
ORIGINAL = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:Original Message|Forwarded [Mm]essage|Forwarded by[^\n]{0,80})[ \t]*-*|"
    r"_{10,}|Begin forwarded message:)[ \t]*\n+(?=(?:[ \t]*[*]?(?:From|Sent|Date|To|Subject):)|\Z)"
    r"|^(?=[ \t]*[*]?From:[*]?[^\n]+\n[ \t]*[*]?(?:Sent|Date|To):[^\n]+\n"
    r"[ \t]*[*]?(?:Sent|Date|To|Cc|Subject):)",
    re.MULTILINE,
)
FIELD = re.compile(r"^[ \t]*[*]?(From|Sent|Date|To|Cc|Subject):[*]?[ \t]*(.*)$", re.MULTILINE)
DEEP = 5  # letters inside letters


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What is attached to a letter: its name, its bytes, or why they are not given."""

    name: str
    data: bytes | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one writer in a letter: his own, or those that he quotes."""

    text: str
    writer: str | None = None
    date: str | None = None


def letters_of(data: bytes) -> Iterator[bytes]:
    r"""
    The letters of an mbox, one after another.

    >>> box = b"From a@b.c Thu Mar 5 1998\nTo: x\n\nOne.\n\nFrom a@b.c Fri Mar 6 1998\nTo: y\n\nTwo.\n"
    >>> [one.split(b"\n\n")[1].strip() for one in letters_of(box)]
    [b'One.', b'Two.']
    """
    starts = [m.start() for m in FROM.finditer(data)] or [0]
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        whole = data[start:end]
        head, _, rest = whole.partition(b"\n")
        body = rest if head.startswith(b"From ") else whole
        yield re.sub(rb"^>(>*From )", rb"\1", body, flags=re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mail:
    """An electronic letter: its writer's own words, those that it quotes, and what is attached."""

    own: Taken | None
    quoted: tuple[Taken, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()


def mail(data: bytes) -> Mail:
    r"""
    The letters in an electronic letter, each with its writer as author and its date where they are told.

    A head (who writes to whom, the day) stands before the writer's own words. Nothing is raised: a broken
    letter gives what can be read of it.

    >>> mail(b"From: Anna Reed <a@b.c>\nTo: Bruno Weiss <b@b.c>\nSubject: No\n\nI refuse.\n").own.text
    'Anna Reed to Bruno Weiss\n\nI refuse.'
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    body, enclosed = taken_apart(message)
    own, quoted = parted(body)
    writer, when = sender(header(message, "From")), sent(header(message, "Date"))
    subject = plain(header(message, "Subject")).replace("\n", " ") or None
    to = recipients(header(message, "To"))
    copied = [c for c in recipients(header(message, "Cc")) if c not in to]
    head = plain(head_lines(writer, " and to ".join(", ".join(p[:4]) for p in (to, copied) if p), when))
    one = to[0] if len(to) == 1 else None
    return Mail(
        letter(head, own, subject, writer, when, one) if own.strip() else None,
        tuple(answered_letters(quoted, subject, writer)),
        tuple(enclosed),
    )


def answered_letters(quoted: Sequence[Words], subject: str | None, writer: str | None) -> Iterator[Taken]:
    """The letters that `writer`'s quotes, each to the one who answers it."""
    to = writer
    for words in quoted:
        reader = to if to != words.writer else None
        yield letter("", words.text, subject, words.writer, words.date, reader)
        to = words.writer


def letter(
    head: str, words: str, subject: str | None, writer: str | None, when: str | None, to: str | None = None
) -> Taken:
    """One letter as a source."""
    text = "\n\n".join(filter(None, (head, re.sub(r"\n{3,}", "\n\n", plain(words)))))
    return Taken(text, subject, writer, when, "letter", addressee=to)


def head_lines(writer: str | None, to: str, when: str | None) -> str:
    """The head of a letter: who writes to whom, and the day."""
    day = datetime.fromisoformat(when).strftime("%-d %B %Y") if when and len(when) == 10 else None
    who = f"{writer} to {to}" if writer and to else f"To {to}" if to else f"From {writer}" if writer else None
    return ", ".join(filter(None, (who, day)))


def header(message: EmailMessage, name: str) -> str:
    """A header's words; empty where it is missing or broken."""
    try:
        return str(message.get(name) or "").replace("\0", "")
    except BROKEN:
        return ""


def recipients(addresses: str) -> list[str]:
    """The names in a header of addresses."""
    try:
        found = [sender(f'"{who}" <{where}>' if who else where) for who, where in getaddresses([addresses])]
    except BROKEN:
        return []
    return [name for name in found if name]


def sender(address: str) -> str | None:
    """
    The name in an address: what stands before it, else what its first part spells.

    >>> sender('"Reed, Anna" <areed@leeds.org>'), sender("bruno.weiss@leeds.org"), sender("me@leeds.org")
    ('Anna Reed', 'Bruno Weiss', None)
    """
    if "@" not in address:
        return person(address.strip(" '\"<>"))
    try:
        ((name, where), *_) = getaddresses([address]) or [("", "")]
    except BROKEN:
        return None
    name = re.sub(r"\s*[(\[].*?[)\]]\s*$", "", name).strip(" '\"")
    if name and "@" not in name:
        return person(name)
    parts = re.split(r"[._]", where.partition("@")[0])
    spelt = len(parts) in (2, 3) and all(p.isalpha() for p in parts) and max(map(len, parts)) > 1
    return " ".join(p.capitalize() for p in parts) if spelt else None


def sent(date: str) -> str | None:
    """
    The day of a `Date:` header, in the writer's own time, as EDTF.

    >>> sent("Thu, 5 Mar 1998 23:30:00 -0500"), sent("soon")
    ('1998-03-05', None)
    """
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except BROKEN:
        return None


def taken_apart(message: EmailMessage) -> tuple[str, list[Enclosed]]:
    """The words of a letter, and what is attached to it."""
    try:
        body: Any = message.get_body(("plain", "html"))
    except BROKEN:
        body = None
    if body is None and not message.is_multipart():
        body = message
    words = read_part(body) if body is not None and body.get_content_maintype() == "text" else ""
    rest = [p for p in parts(message) if not (p is body and words) and not alternative(p)]
    return words, [attachment(p) for p in rest]


def parts(message: Any) -> Iterator[Any]:
    """The parts of a letter that hold something, those of a letter enclosed in it left together."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting += reversed(part.get_payload())
        else:
            yield part


def alternative(part: Any) -> bool:
    """Whether a part is the text of the letter itself in another form, or blank."""
    if part.get_content_maintype() != "text":
        return False
    return not part.get_filename() and part.get_content_disposition() != "attachment"


def read_part(part: Any) -> str:
    """The words of a part of text, out of HTML where it is such."""
    data = undone(part)
    try:
        charset = part.get_content_charset()
        if part.get_content_type() == "text/html":
            return page(decode_html(data, "letter", charset).text).text
        return decode(data, "letter", charset).text
    except (SourceError, *BROKEN):  # it is wrong about its letters: what can be read is read
        try:
            return decode(data, "letter").text
        except SourceError:
            return data.decode("utf-8", "replace")


def undone(part: Any) -> bytes:
    """The bytes of a part, its transfer encoding undone; none where that is broken."""
    try:
        data = part.get_payload(decode=True)
    except BROKEN:
        data = None
    return data if isinstance(data, bytes) else b""


def attachment(part: Any) -> Enclosed:
    """What one part encloses."""
    if part.get_content_maintype() == "message" and part.is_multipart():
        inner = part.get_payload()
        data = inner[0].as_bytes() if inner else b""
    else:
        data = undone(part)
    try:
        given = part.get_filename()
    except BROKEN:
        given = None
    kind = "eml" if part.get_content_maintype() == "message" else part.get_content_subtype()
    name = re.sub(r"[/\\\x00-\x1f]", "_", given or f"enclosed.{kind}")
    return Enclosed(name, data or None, "" if data else "holds nothing that can be read.")


def parted(body: str, deep: int = 0) -> tuple[str, list[Words]]:
    """
    A letter's own words, and those that it quotes, each writer's for themselves.

    >>> own, (quoted,) = parted("No.\\n\\nOn 5 March 1998, Bruno Weiss wrote:\\n> Anna lied\\n> to me.\\n")
    >>> own.strip(), quoted
    ('No.', Words(text='Anna lied\\nto me.', writer='Bruno Weiss', date='1998-03-05'))
    """
    body = body.replace("\r\n", "\n")
    if found := ORIGINAL.search(body):
        fields, rest = heading(body[found.end() :])
        own, quoted = parted(body[: found.start()], deep)
        return own, [
            *quoted,
            *whose(rest, fields.get("from"), fields.get("sent") or fields.get("date"), deep),
        ]
    own_lines, blocks, writer, when = [], [], None, None
    for is_quote, group in groupby(body.split("\n"), key=lambda line: line.lstrip().startswith(">")):
        lines = list(group)
        if not is_quote:
            own_lines += lines
            continue
        told, own_lines = attribution(own_lines)
        if told and writer is None:
            writer, when = told
        blocks.append("\n".join(re.sub(r"^\s*> ?", "", line) for line in lines))
    return "\n".join(own_lines), whose("\n\n".join(blocks), writer, when, deep) if blocks else []


def whose(text: str, writer: str | None, when: str | None, deep: int) -> list[Words]:
    """Quoted words with their writer and date, and those quoted in them in turn."""
    own, inner = parted(text, deep + 1) if deep < DEEP else (re.sub(r"(?m)^[ \t>]+", "", text), [])
    day = (sent(when) or day_in(when)) if when else None
    mine = [Words(own.strip(), sender(writer) if writer else None, day)] if own.strip() else []
    return [*mine, *inner]


def heading(text: str) -> tuple[dict[str, str], str]:
    """The fields under a mark such as `Original Message`, and what follows them."""
    fields: dict[str, str] = {}
    at = 0
    while m := FIELD.match(text, at):
        fields.setdefault(m[1].lower(), m[2].strip())
        at = min(m.end() + 1, len(text))
    return fields, text[at:]


def attribution(lines: list[str]) -> tuple[tuple[str, str] | None, list[str]]:
    """The line before a quotation that tells its writer and day, taken out of a letter's own words."""
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    for count in (1, 2):
        last = " ".join(" ".join(kept[-count:]).split()) if len(kept) >= count else ""
        if len(last) < LONGEST and (m := WROTE.fullmatch(last)):
            who = m["who"].strip(" ,:")
            return (who, last), kept[:-count]
    return None, lines


def day_in(text: str) -> str | None:
    """
    A day written out in a line, as EDTF.

    >>> day_in("On Thu, Mar 5, 1998 at 10:00 AM, Bruno wrote:"), day_in("On 1998-03-05 Bruno wrote:")
    ('1998-03-05', '1998-03-05')
    """
    if iso := re.search(r"\b\d{4}-\d\d-\d\d\b", text):
        return iso.group()
    found = DAY.search(text)
    if not found:
        return None
    month = MONTHS.index((found["m1"] or found["m2"])[:3].lower()) + 1
    year, day = int(found["y1"] or found["y2"]), int(found["d1"] or found["d2"])
    try:
        return datetime(year, month, day).date().isoformat()
    except ValueError:
        return None


def paragraphs_of(text: str) -> set[str]:
    """The paragraphs of a letter by their letters alone, so that new line ends change nothing."""
    pieces = (re.sub(r"[\W_]+", "", p).lower() for p in re.split(r"\n\s*\n", text))
    return {p for p in pieces if p}
