"""
A case: sources, what was read out of them, and a person's judgements, in one SQLite file or a database.

Every change is one transaction: a program that is killed leaves the case as it was before, or after.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, inspect, select
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from visavis.case.store_schema import CASE_MARK, MIGRATIONS, facts
from visavis.model.errors import CaseError

DEFAULT = "case.visavis"
PATIENCE = 30  # seconds to wait for another program that is writing


class Store:
    """An open case. `read()` and `write()` give a connection in a transaction of its own."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine, self.name = engine, name

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with told(self.name), self.engine.connect() as conn, conn.begin():
            yield conn

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is kept, or nothing."""
        with told(self.name), self.engine.connect() as conn:
            writing = conn.execution_options(writing=True)
            with writing.begin():
                yield writing

    @contextmanager
    def no_transaction(self) -> Iterator[Connection]:
        """A connection for what the database does outside transactions only."""
        with told(self.name), self.engine.connect() as conn:
            yield conn.execution_options(isolation_level="AUTOCOMMIT")

    @property
    def is_file(self) -> bool:
        """Whether the case is a file of its own (SQLite)."""
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def fact(self, name: str) -> str | None:
        """A fact about the case as a whole."""
        with self.read() as conn:
            return fact(conn, name)


def fact(conn: Connection, name: str) -> str | None:
    """A fact about the case as a whole, such as its `version`; None where it is not stated."""
    found = conn.execute(select(facts.c.value).where(facts.c.name == name)).scalar()
    return None if found is None else str(found)


def state(conn: Connection, name: str, value: str) -> None:
    """State a fact about the case."""
    conn.execute(facts.delete().where(facts.c.name == name))
    conn.execute(facts.insert().values(name=name, value=value))


def open_case(where: str, create: bool = False) -> Store:
    """
    The case in a file, or at a database's URL; with `create` it is made where there is none.

    Raises CaseError where there is no case, it cannot be opened, or a newer program made it.
    """
    url = address(where)
    if url.get_backend_name() == "sqlite":
        _check_file(where, Path(url.database or ""), create)
    try:
        engine = create_engine(url, poolclass=NullPool)
    except (NoSuchModuleError, ModuleNotFoundError) as e:
        raise CaseError(
            f"{where}: no driver for this database is installed ({e}). For PostgreSQL: "
            "pip install 'visavis[postgres]'."
        ) from None
    if engine.dialect.name == "sqlite":
        _as_we_want_it(engine)
    store = Store(engine, shown(where))
    _migrate(store, create)
    return store


def address(where: str) -> URL:
    """
    The URL of a case: a path is a SQLite file, PostgreSQL is spoken to by psycopg.

    >>> address("town.visavis").drivername, address("postgresql://localhost/town").drivername
    ('sqlite', 'postgresql+psycopg')
    """
    if "://" not in where:
        return URL.create("sqlite", database=where)
    try:
        url = make_url(where)
    except ArgumentError:
        raise CaseError(f"{shown(where)}: no URL of a database. Write postgresql://USER@HOST/NAME.") from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise CaseError(f"{shown(where)}: a case is a SQLite file or a PostgreSQL database.")
    return url


def shown(where: str) -> str:
    """
    A case's name without the password.

    >>> shown("postgresql://ada:secret@host/town")
    'postgresql://ada:***@host/town'
    """
    head, sep, rest = where.partition("://")
    user, at, host = rest.rpartition("@")
    if not (sep and at and ":" in user):
        return where
    return f"{head}://{user.split(':', 1)[0]}:***@{host}"


def _check_file(where: str, file: Path, create: bool) -> None:
    if file.is_dir():
        raise CaseError(f"{where}: is a folder. Name a file: --case {where.rstrip('/')}/{DEFAULT}")
    if file.exists():
        return
    if not create:
        raise CaseError(
            f"{where}: there is no case here. Make one with: visavis add SOURCE... --case {where}  "
            '(or ask files directly: visavis ask "A and B" SOURCE...).'
        )
    if not file.parent.is_dir():
        raise CaseError(f"{where}: there is no folder {file.parent} to put the case into. Make it first.")


def _as_we_want_it(engine: Engine) -> None:
    """SQLite: transactions that hold what they promise, deleted words overwritten, foreign keys checked."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves
        cursor = connection.cursor()
        for pragma in (f"busy_timeout = {PATIENCE * 1000}", "secure_delete = ON", "foreign_keys = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(conn: Connection) -> None:
        options = conn.get_execution_options()
        if options.get("isolation_level") != "AUTOCOMMIT":
            conn.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")


def _migrate(store: Store, create: bool) -> None:
    """Take an older case to today's tables, one step after the other; refuse what is no case."""
    with store.read() as conn:
        version = _version(conn, store.name, create)
    if version == len(MIGRATIONS):
        return
    with store.write() as conn:
        version = _version(conn, store.name, create)  # another program may have been quicker
        for step in MIGRATIONS[version:]:
            step(conn)
        state(conn, "version", str(len(MIGRATIONS)))


def _version(conn: Connection, name: str, create: bool) -> int:
    """The version of the tables; 0 in an empty database."""
    there = set(inspect(conn).get_table_names())
    if conn.dialect.name == "sqlite" and there:
        mark = conn.exec_driver_sql("PRAGMA application_id").scalar()
        if mark != CASE_MARK:
            raise CaseError(f"{name}: is a database of another program, no case. Choose another --case.")
    if "facts" not in there:
        if there:
            raise CaseError(f"{name}: holds tables of another program. Give the case a database of its own.")
        if not create:
            raise CaseError(
                f"{name}: is empty, no case yet. Add sources: visavis add SOURCE... --case {name}"
            )
        return 0
    version = int(fact(conn, "version") or 0)
    if version > len(MIGRATIONS):
        raise CaseError(
            f"{name}: was made by a newer version of this program (its tables have version {version}, "
            f"this program knows {len(MIGRATIONS)}). Update the program: pip install -U visavis."
        )
    return version


ADVICE = (
    ("file is not a database", "is no case (another kind of file). Choose another --case."),
    ("malformed", "is damaged. Restore a copy of the file."),
    ("locked", "another program is writing to it. Wait until it is done, and try again."),
    ("readonly", "may not be written to. Check who may write the file and its folder."),
    ("full", "the disk is full. Make room, and run the same command again: nothing is lost."),
    ("unable to open", "cannot be opened. Check the path, and who may read and write there."),
    ("disk i/o", "the disk does not take or give the data. Check it, and run the same command again."),
    ("connection", "the database does not answer. Is it running, and is the URL right?"),
    ("permission denied", "the database's user may not do that. Ask its owner for the right."),
)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn a database's errors into a CaseError that says what to do."""
    try:
        yield
    except DBAPIError as e:
        said = str(e.orig).strip()
        advice = next((a for sign, a in ADVICE if sign in said.lower()), None)
        short = said.splitlines()[0] if said else type(e).__name__
        raise CaseError(f"{name}: {advice} ({short})" if advice else f"{name}: {short}") from e
