"""Heads of printed electronic letters: `From: ... Sent: ... To: ...`, who writes to whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import getaddresses

FIELD = re.compile(
    r"[ \t>*]*(?P<name>From|Sent|Date|To|Cc|CC|Bcc|BCC|Subject|Re|RE|Importance|Attachments?|Reply-To)"
    r"\*?[ \t]*:\*?[ \t]*(?P<value>.*)"
)
BEFORE = re.compile(  # what was a line's end
    r"\s+(?=(?:From|Sent|Date|To|Cc|CC|Bcc|BCC|Subject|Importance|Attachments?)\*?:)"
)
LINE = re.compile(r"[ \t>]*(?:-{2,}[ \w]*-*|_{5,}|Begin forwarded message:|Forwarded message:?)[ \t]*")
INVERTED = re.compile(r"(?P<last>[^\W\d_][\w’'\- ]{0,40}),\s*(?P<first>[^\W\d_][\w.’'\- ]{0,60})")
LONGEST = 2000  # characters of a head


@dataclass(frozen=True, slots=True)
class MailHead:
    """Who wrote a printed electronic letter, and to whom it goes, where that is one; both as names."""

    writer: str | None
    reader: str | None


def mail_head(text: str) -> MailHead | None:
    r"""
    The head that a whole paragraph is, its lines' ends kept or not; None where it is none.

    >>> mail_head("From: Reed, Anna\nSent: Monday, 3 May 1999\nTo: Bruno Weiss <b@w.org>\nSubject: Elm")
    MailHead(writer='Anna Reed', reader='Bruno Weiss')
    >>> mail_head("From: Leeds") is None
    True
    """
    if len(text) > LONGEST or "From" not in text:
        return None
    fields: dict[str, str] = {}
    last = ""
    for line in BEFORE.sub("\n", text).split("\n"):
        if found := FIELD.fullmatch(line):
            last = found["name"].lower()
            fields.setdefault(last, found["value"].strip())
        elif last in ("to", "cc", "bcc", "subject") and line[:1] in " \t":
            fields[last] += " " + line.strip()  # a long list of readers goes on in the next line
        elif not LINE.fullmatch(line):
            return None
    if not ("from" in fields and {"sent", "date"} & set(fields) and {"to", "subject"} & set(fields)):
        return None
    return MailHead(name_of(fields["from"]), single(fields.get("to", "")))


def single(readers: str) -> str | None:
    """The one reader of a letter; None where there are several."""
    many = ";" in readers or (len(getaddresses([readers])) > 1 and "@" in readers)
    return None if many else name_of(readers)


def name_of(sender: str) -> str | None:
    """
    The name of a sender or reader: what stands before the address, else what the address spells.

    >>> name_of('"Reed, Anna" <areed@leeds.org>'), name_of("bruno.weiss@leeds.org"), name_of("me@leeds.org")
    ('Anna Reed', 'Bruno Weiss', None)
    """
    name = re.sub(r"[<\[(][^>\])]*[>\])]?", "", sender).strip(" '\"*;,")
    if not name and (inside := re.search(r"[\w.+-]+@", sender)):
        name = inside.group()
    if "@" in name:
        parts = re.split(r"[._]", name.partition("@")[0])
        spelt = len(parts) in (2, 3) and all(p.isalpha() for p in parts) and max(map(len, parts)) > 1
        return " ".join(p.capitalize() for p in parts) if spelt else None
    name = re.sub(r"\s*/.*|\s+on behalf of .*", "", name)  # `Anna Reed/Legal/Elm`
    found = INVERTED.fullmatch(name)
    return (f"{found['first'].strip()} {found['last']}" if found else name) or None
