"""
The tables of a case, and the numbered steps from an empty database to them.

A step that has been published is never changed; a change of the tables is a new step at the end. Evidence is
`sources`, `pieces`, `names` and `claims`: rows are added, and go only with their source (`forget`) or when it
is read anew as a whole. `persons`, `members` and `sounds` are derived from them and may be made anew at any
time.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)  # fmt: skip

META = MetaData()
CASE_MARK = 0x56495356  # "VISV", in the header of the SQLite file
NO_DAY = 2_000_000_000  # a last day without a limit, negative a first one; a database's integers go so far


def _source() -> Column[int]:
    return Column("source", Integer, ForeignKey("sources.no"), nullable=False)


facts = Table("facts", META, Column("name", String, primary_key=True), Column("value", Text, nullable=False))
sources = Table(
    "sources", META,
    Column("no", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),  # hash of content, name, what is stated
    Column("place", Integer, nullable=False, index=True),  # in the order of sources; a new version keeps it
    Column("name", String, nullable=False, index=True),
    Column("origin", Text),  # the absolute path; null for standard input
    Column("sha256", String, nullable=False),
    Column("chars", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("stated", LargeBinary, nullable=False),  # the Source without its text
    Column("sketch", LargeBinary, nullable=False),  # hashes by which copies are found
    Column("replaced_by", Integer, ForeignKey("sources.no"), index=True),
    Column("read_as", String),  # hash of all that the reading depends on; null while it waits to be read
    Column("reader", String),  # fingerprint of the program that read it
    Column("failed", Text),  # why it could not be read
    Column("head", LargeBinary),  # circumstances, copies, and what was skipped
)  # fmt: skip
pieces = Table(
    "pieces", META, Column("no", Integer, primary_key=True), _source(),
    Column("start", Integer, nullable=False),
    Column("escaped", Boolean, nullable=False),  # JSON, where the text holds what a database cannot
    Column("text", Text, nullable=False),
    UniqueConstraint("source", "start"),
)  # fmt: skip
collations = Table(
    "collations", META,
    Column("source", Integer, ForeignKey("sources.no"), primary_key=True),
    Column("near", Text, nullable=False),  # ids of the sources it was compared with
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip
layers = Table(
    "layers", META,
    Column("source", Integer, ForeignKey("sources.no"), primary_key=True),
    Column("layer", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip
names = Table(
    "names", META, Column("no", Integer, primary_key=True), _source(), Column("name", Text, nullable=False),
    UniqueConstraint("source", "name"),
)  # fmt: skip
claims = Table(
    "claims", META, Column("no", Integer, primary_key=True), _source(),
    Column("id", String, nullable=False, index=True),
    Column("subject", Integer, ForeignKey("names.no"), nullable=False, index=True),
    Column("object", Integer, ForeignKey("names.no"), nullable=False, index=True),
    Column("relation", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("dated", Boolean, nullable=False),  # has a time of its own or bounds
    Column("data", Text, nullable=False),  # JSON list of the other fields
    Column("first_day", Integer, nullable=False),  # days on which it may hold, up to NO_DAY
    Column("last_day", Integer, nullable=False),
    Index("claims_of_source", "source", "dated"),
    Index("claims_of_days", "last_day", "first_day"),
)  # fmt: skip
doubts = Table(  # who a mention that was left open may mean; the mentions are in the layer `open`
    "doubts", META,
    Column("name", Integer, ForeignKey("names.no"), primary_key=True),
    Column("mention", Integer, primary_key=True),
)  # fmt: skip
spots = Table(  # where words name somebody: starts and ends, one after the other
    "spots", META,
    Column("name", Integer, ForeignKey("names.no"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip
left_out = Table(
    "left_out", META, Column("no", Integer, primary_key=True), Column("doc", Text, nullable=False),
    Column("start", Integer, nullable=False), Column("end", Integer, nullable=False),
    Column("why", Text, nullable=False), Column("origin", Text),
)  # fmt: skip
judgements = Table(
    "judgements", META, Column("n", Integer, primary_key=True), Column("what", String, nullable=False),
    Column("data", Text, nullable=False),  # JSON: members, others, form, undoes
    Column("who", Text, nullable=False), Column("made", Text, nullable=False),
    Column("why", Text, nullable=False),
)  # fmt: skip
persons = Table(
    "persons", META, Column("no", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip
members = Table(
    "members", META, Column("name", Integer, primary_key=True),
    Column("person", Integer, nullable=False, index=True),
)  # fmt: skip
sounds = Table(
    "sounds", META, Column("sound", String, primary_key=True), Column("person", Integer, primary_key=True)
)
# in the order in which they are emptied
OF_A_SOURCE = (doubts, spots, claims, names, layers, collations, pieces, sources)


def searched_as(column: Column[str]) -> object:
    """PostgreSQL: the words of a piece as its index has them."""
    return func.to_tsvector(text("'english'::regconfig"), column)


def _tables(conn: Connection) -> None:
    META.create_all(conn)
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql(f"PRAGMA application_id = {CASE_MARK}")


def _search(conn: Connection) -> None:
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql(
            "CREATE VIRTUAL TABLE piece_words USING fts5(text, content='pieces', content_rowid='no', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
        conn.exec_driver_sql("INSERT INTO piece_words(piece_words) VALUES ('rebuild')")
    else:
        conn.exec_driver_sql(
            "CREATE INDEX piece_words ON pieces USING gin (to_tsvector('english'::regconfig, text))"
        )


def _spots(conn: Connection) -> None:
    from visavis.case.store_spots import fill

    spots.create(conn, checkfirst=True)
    fill(conn)


def _days(conn: Connection) -> None:
    from visavis.case.store_days import add_days

    add_days(conn)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_tables, _search, _spots, _days)
