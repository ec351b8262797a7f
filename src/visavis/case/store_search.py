"""Full-text search over the sources of a case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from visavis.model.errors import CaseError

_POSSESSIVE = re.compile(r"['’]s\b")  # `Ada's` is looked for as `Ada`
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_MARK, _END = "\ue000", "\ue001"  # around what was found; private characters that no source holds on purpose
_BESIDE = re.compile(rf"{_END}(\s+){_MARK}")  # words beside one another, each marked
AROUND = 90  # characters shown on each side

_SQLITE = text(
    "SELECT s.name, p.start, p.escaped, highlight(piece_words, 0, :mark, :end) "
    "FROM piece_words JOIN pieces p ON p.no = piece_words.rowid JOIN sources s ON s.no = p.source "
    "WHERE piece_words MATCH :words AND s.replaced_by IS NULL "
    "ORDER BY bm25(piece_words), s.place, p.start LIMIT :most"
)
_POSTGRES = text(
    "SELECT s.name, p.start, p.escaped, ts_headline('english'::regconfig, p.text, q, :options) "
    "FROM pieces p JOIN sources s ON s.no = p.source, "
    "websearch_to_tsquery('english'::regconfig, :words) q "
    "WHERE to_tsvector('english'::regconfig, p.text) @@ q AND s.replaced_by IS NULL "
    "ORDER BY ts_rank(to_tsvector('english'::regconfig, p.text), q) DESC, s.place, p.start LIMIT :most"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A place where words stand: source, offsets of the first of them, and the text around, marked."""

    doc: str
    start: int
    end: int
    before: str
    words: str
    after: str


def search(conn: Connection, words: str, most: int = 20) -> Iterator[Found]:
    """
    The places where all of `words` stand near one another, the best first; "quoted words" stand together.

    Raises CaseError where there is no word to look for.
    """
    plain = _POSSESSIVE.sub("", words)
    terms = [" ".join(re.findall(r"\w+", phrase or word)) for phrase, word in _TERM.findall(plain)]
    terms = [t for t in terms if t]
    if not terms:
        raise CaseError(f'"{words}": no word to search for.')
    given = {"words": " ".join(f'"{t}"' for t in terms), "most": most}
    if conn.dialect.name == "sqlite":
        found = conn.execute(_SQLITE, {**given, "mark": _MARK, "end": _END})
    else:
        options = f"HighlightAll=true, StartSel={_MARK}, StopSel={_END}"
        found = conn.execute(_POSTGRES, {**given, "options": options})
    for doc, start, escaped, marked in found:
        yield _found(doc, start, json.loads(marked) if escaped else marked)


def _found(doc: str, start: int, marked: str) -> Found:
    """The place of the first mark in a piece that begins at `start`."""
    before, _, rest = _BESIDE.sub(r"\1", marked).partition(_MARK)
    words, _, after = rest.partition(_END)
    after = after.replace(_MARK, "").replace(_END, "")
    at = start + len(before)
    return Found(doc, at, at + len(words), _line(before[-AROUND:]), words, _line(after[:AROUND]))


def _line(part: str) -> str:
    return re.sub(r"\s+", " ", part)
