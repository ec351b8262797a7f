"""Rich text (RTF): the words between the commands."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from visavis.reading.ingest_taken import Taken, person, plain

TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)"
)
BREAKS = {
    "par": "\n\n", "sect": "\n\n", "page": "\n\n", "row": "\n\n", "line": "\n", "cell": " ", "tab": " ",
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "emspace": " ", "enspace": " ", "bullet": "•",
}  # fmt: skip
SIGNS = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n\n", b"\r": "\n\n"}
# groups whose words are not the text's; those behind `\*` are left out in any case
SILENT = frozenset(
    "fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl generator info pict object header"
    " headerl headerr headerf footer footerl footerr footerf fldinst themedata datastore"
    " xmlnstbl filetbl nonshppict bkmkstart bkmkend annotation atnid atnauthor xe tc".split()
)


@dataclass(slots=True)
class Group:
    """What holds between two braces: whether its words are read, how many letters stand for a `\\u`."""

    silent: bool = False
    skip: int = 1
    field: str | None = None  # which property of the document its words are


@dataclass(slots=True)
class Reader:
    """Goes over the commands once and keeps the words."""

    encoding: str = "cp1252"
    out: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    about: dict[str, str] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=lambda: [Group()])
    to_skip: int = 0
    starred: bool = False

    def put(self, text: str) -> None:
        """Words of the group at hand."""
        group = self.groups[-1]
        if group.field:
            self.about[group.field] = self.about.get(group.field, "") + text
        elif not group.silent:
            self.out.append(text)

    def flush(self) -> None:
        """Letters given as bytes, once all of a run is there: some encodings take two for one."""
        if self.pending:
            self.put(self.pending.decode(self.encoding, "replace"))
            self.pending.clear()

    def letters(self, data: bytes) -> None:
        """Bytes of text, those skipped that only repeat a `\\u` for old programs."""
        skipped = min(self.to_skip, len(data))
        self.to_skip -= skipped
        self.pending += data[skipped:]

    def brace(self, sign: bytes) -> None:
        """A group begins or ends."""
        self.flush()
        self.to_skip = 0
        if sign == b"{":
            g = self.groups[-1]
            self.groups.append(Group(g.silent, g.skip, g.field))
        elif len(self.groups) > 1:
            self.groups.pop()

    def word(self, name: str, number: int | None) -> None:
        """A command."""
        group = self.groups[-1]
        if name == "u" and number is not None:
            self.flush()
            self.put(chr(number % 65536))
            self.to_skip = group.skip
            return
        self.flush()
        if self.starred or name in SILENT:
            group.silent = True
        if name in ("title", "author") and group.silent:
            group.field = name
        elif name == "uc":
            group.skip = number or 0
        elif name == "ansicpg" and number:
            self.encoding = known(f"cp{number}")
        elif name == "mac":
            self.encoding = "mac_roman"
        elif name in BREAKS:
            self.put(BREAKS[name])


def rtf(data: bytes, name: str, limit: int) -> Taken:
    r"""
    The text of a rich-text file; its heads, feet, pictures and comments are left out.

    >>> rtf(rb"{\rtf1\ansi{\fonttbl{\f0 Times;}}Anna met Andr\'e9.\par \u8220\'93Oh!\u8221\'94}", "a", 9).text
    'Anna met André.\n\n“Oh!”'
    """
    reader = Reader()
    at = 0
    while m := TOKEN.match(data, at):
        at = m.end()
        if m["word"] == b"bin":
            at += max(0, int(m["number"] or 0))
        elif m["word"]:
            reader.word(m["word"].decode(), int(m["number"]) if m["number"] else None)
        elif m["hex"]:
            reader.letters(bytes([int(m["hex"], 16)]))
        elif m["text"]:
            reader.letters(m["text"])
        elif m["brace"]:
            reader.brace(m["brace"])
        elif m["sign"]:
            reader.flush()
            reader.put(SIGNS.get(m["sign"], ""))
        reader.starred = m["sign"] == b"*"
    reader.flush()
    text = "".join(reader.out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = re.sub(r"\n{3,}", "\n\n", plain(text))
    about = {k: plain(v) for k, v in reader.about.items()}
    writer = person(about.get("author"))
    return Taken(text, about.get("title") or None, writer if writer and " " in writer else None)


def known(encoding: str) -> str:
    """The encoding where there is one of that name; the western one of Windows where not."""
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"
