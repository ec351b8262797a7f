"""Sources in a case: their text in pieces, their identity, their versions."""

from __future__ import annotations

import hashlib
import json
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from sqlalchemy import Connection, and_, func, or_, select, update

from visavis.case.store import Store
from visavis.case.store_codec import pack, unpack
from visavis.case.store_schema import claims, left_out, pieces, sources
from visavis.model.errors import CaseError
from visavis.model.shingles import sketch, words_of
from visavis.model.source import Skipped, Source

PIECE = 1200  # characters of a piece of text, more or less: what a search shows a part of
_BREAK = re.compile(r"\n\s*\n|(?<=[.?!])\s+|\s+")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a source that was to be added: `new`, `changed`, `held`; and its name in the case."""

    how: str
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A source of a case, without its text."""

    no: int
    id: str
    name: str
    chars: int
    words: int
    source: Source  # `raw` is empty
    read_as: str | None
    reader: str | None
    failed: str | None
    replaced: bool

    @property
    def state(self) -> str:
        """`read`, `waits` (to be read), `failed`, or `replaced` (by a newer version)."""
        if self.replaced:
            return "replaced"
        return "failed" if self.failed else "read" if self.read_as else "waits"


def identity(source: Source) -> str:
    """
    Hash of a source's content, its name and what is stated of it; where the file lies is no part of it.

    >>> one = Source("a.txt", "Ada met Ben.", path="here/a.txt")
    >>> identity(one) == identity(replace(one, path="there/a.txt")), identity(one) == identity(
    ...     replace(one, date="1900"))
    (True, False)
    """
    own = {f.name: getattr(source, f.name) for f in fields(source) if f.name not in ("raw", "path")}
    told = {name: value for name, value in own.items() if value not in (None, "", ())}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:24]


def keep_source(store: Store, source: Source) -> Kept:
    """
    Put a source into the case, in one transaction, to be read later.

    A text that is held already stays as it is. A file that was held with another content gets a new version,
    which takes its place and name. A name that another source bears is told apart by the path.
    """
    origin = None if source.path is None else str(Path(source.path).absolute())
    with store.write() as conn:
        now = sources.c.replaced_by.is_(None)
        before = None
        if origin is not None:
            before = conn.execute(select(sources).where(now, sources.c.origin == origin)).first()
        named = source if before is None else replace(source, name=before.name)
        ident = identity(named)
        held = conn.execute(
            select(sources.c.name).where(sources.c.id == ident, or_(now, sources.c.no == _no(before)))
        ).scalar()
        if held is not None:
            return Kept("held", held)
        if before is None:
            named = replace(source, name=_free_name(conn, source))
        _forget_left_out(conn, origin)
        place = before.place if before is not None else 1 + _last_place(conn)
        no = _insert(conn, named, origin, place)
        if before is not None:
            conn.execute(update(sources).where(sources.c.no == before.no).values(replaced_by=no))
        return Kept("new" if before is None else "changed", named.name)


def _no(row: object) -> int:
    return int(getattr(row, "no", -1))


def _last_place(conn: Connection) -> int:
    return int(conn.execute(select(func.coalesce(func.max(sources.c.place), 0))).scalar_one())


def _free_name(conn: Connection, source: Source) -> str:
    """The source's name, or its path, or its name with its hash: the first that is free."""
    tried = [source.name, source.path or source.name, f"{source.name} [{source.sha256[:8]}]"]
    for name in tried:
        if not conn.execute(select(sources.c.no).where(sources.c.name == name)).first():
            return name
    return f"{tried[-1]} {_last_place(conn) + 1}"


def _insert(conn: Connection, source: Source, origin: str | None, place: int) -> int:
    ident = identity(source)
    old = conn.execute(select(sources.c.no).where(sources.c.id == ident)).scalar()
    if old is not None:  # an earlier version has come back: it stands again, and is read anew
        values = {"replaced_by": None, "place": place, "origin": origin, "read_as": None}
        conn.execute(update(sources).where(sources.c.no == old).values(**values))
        return int(old)
    row = {
        "id": ident, "place": place, "name": source.name, "origin": origin, "sha256": source.sha256,
        "chars": len(source.raw), "words": len(words_of(source.raw)), "stated": pack(replace(source, raw="")),
        "sketch": array("I", sorted(sketch(source.raw))).tobytes(),
    }  # fmt: skip
    no = conn.execute(sources.insert().values(**row)).inserted_primary_key[0]  # type: ignore[index]
    conn.execute(pieces.insert(), [_piece(no, start, text) for start, text in cut(source.raw)])
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql(
            "INSERT INTO piece_words(rowid, text) SELECT no, text FROM pieces WHERE source = ?", (no,)
        )
    return int(no)


def _piece(no: int, start: int, text: str) -> dict[str, object]:
    escaped = bool(_UNSTORABLE.search(text))
    return {"source": no, "start": start, "escaped": escaped, "text": json.dumps(text) if escaped else text}


def cut(raw: str) -> Iterator[tuple[int, str]]:
    """
    A text in pieces with their offsets, cut behind paragraphs, else sentences, else words.

    >>> [text for _, text in cut("Ada came.")]
    ['Ada came.']
    """
    start = 0
    while start < len(raw):
        end = start + PIECE
        if end < len(raw):
            breaks = list(_BREAK.finditer(raw, start + PIECE // 2, end))
            whole = [m for m in breaks if "\n\n" in m[0].replace(" ", "")] or [
                m for m in breaks if m.start() and raw[m.start() - 1] in ".?!"
            ]
            end = (whole or breaks)[-1].end() if breaks else end
        yield start, raw[start:end]
        start = end


def keep_left_out(store: Store, skipped: Iterable[Skipped]) -> None:
    """Keep what could not be read, with the reason; what is known already is not doubled."""
    with store.write() as conn:
        for one in skipped:
            found = conn.execute(select(left_out.c.no, left_out.c.why).where(left_out.c.doc == one.doc)).all()
            if one.why in [why for _, why in found]:
                continue
            if found:  # another reason than before
                conn.execute(left_out.delete().where(left_out.c.doc == one.doc))
            values = {"doc": one.doc, "start": one.start, "end": one.end, "why": one.why}
            conn.execute(left_out.insert().values(**values, origin=str(Path(one.doc).absolute())))


def _forget_left_out(conn: Connection, origin: str | None) -> None:
    """What is read now was left out before."""
    if origin is not None:
        conn.execute(left_out.delete().where(left_out.c.origin == origin))


COLUMNS = (
    sources.c.no, sources.c.id, sources.c.name, sources.c.chars, sources.c.words, sources.c.stated,
    sources.c.read_as, sources.c.reader, sources.c.failed, sources.c.replaced_by,
)  # fmt: skip


def rows(conn: Connection, older: bool = False) -> list[Row]:
    """The sources of a case in their order; with `older` also versions that others have replaced."""
    wanted = select(*COLUMNS).order_by(sources.c.place, sources.c.no)
    if not older:
        wanted = wanted.where(sources.c.replaced_by.is_(None))
    return [
        Row(r.no, r.id, r.name, r.chars, r.words, unpack(r.stated), r.read_as, r.reader, r.failed,
            r.replaced_by is not None)
        for r in conn.execute(wanted)
    ]  # fmt: skip


def raw_of(conn: Connection, no: int) -> str:
    """The text of a source, as it was given."""
    wanted = select(pieces.c.escaped, pieces.c.text).where(pieces.c.source == no).order_by(pieces.c.start)
    return "".join(json.loads(text) if escaped else text for escaped, text in conn.execute(wanted))


def part_of(conn: Connection, no: int, start: int, end: int) -> str:
    """The text of a source between two offsets."""
    columns = (pieces.c.start, pieces.c.escaped, pieces.c.text)
    inside = (pieces.c.source == no, pieces.c.start > start - PIECE, pieces.c.start < end)
    found = conn.execute(select(*columns).where(*inside).order_by(pieces.c.start)).all()
    if not found:
        return ""
    text = "".join(json.loads(text) if escaped else text for _, escaped, text in found)
    return text[max(0, start - found[0][0]) : max(0, end - found[0][0])]


def whole(conn: Connection, row: Row) -> Source:
    """A source with its text."""
    return replace(row.source, raw=raw_of(conn, row.no))


def find(conn: Connection, what: str) -> list[Row]:
    """
    The sources (all versions) that a name, a path, or the beginning of an id or hash means.

    Raises CaseError where nothing is called so, or several sources are.
    """
    known = rows(conn, older=True)
    origin = str(Path(what).absolute())
    ids = {no for (no,) in conn.execute(select(sources.c.no).where(sources.c.origin == origin))}
    found = [r for r in known if what in (r.name, r.source.path) or r.no in ids]
    if not found and len(what) >= 6:
        found = [r for r in known if r.id.startswith(what) or r.source.sha256.startswith(what)]
    called = sorted({r.name for r in found})
    if len(called) > 1:
        raise CaseError(f'"{what}" means several sources: {", ".join(called)}. Give one name of these.')
    if not found:
        from difflib import get_close_matches

        near = get_close_matches(what, [r.name for r in known], 3, 0.5)
        hint = f" Nearest: {', '.join(near)}." if near else " `visavis sources` lists them."
        raise CaseError(f'no source called "{what}" in this case.{hint}')
    return [r for r in known if r.name == called[0]]


def waiting(conn: Connection) -> int:
    """How many sources wait to be read."""
    there = and_(sources.c.replaced_by.is_(None), sources.c.read_as.is_(None))
    return int(conn.execute(select(func.count()).select_from(sources).where(there)).scalar_one())


def claim_counts(conn: Connection) -> dict[int, int]:
    """The number of claims of each source by its number."""
    wanted = select(claims.c.source, func.count()).group_by(claims.c.source)
    return dict(conn.execute(wanted).tuples().all())


def left(conn: Connection) -> tuple[Skipped, ...]:
    """What was met and left out, with the reasons, in the order it was met."""
    columns = (left_out.c.doc, left_out.c.start, left_out.c.end, left_out.c.why)
    return tuple(Skipped(*row) for row in conn.execute(select(*columns).order_by(left_out.c.no)))
