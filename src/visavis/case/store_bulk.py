"""Many rows at once: what SQLAlchemy does for each value of a row takes longer than the database needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, delete

BATCH = 5000
MANY = 500  # values in one question to the database
Row = tuple[object, ...]


def put_all(conn: Connection, table: Table, columns: Sequence[str], lines: Iterable[Row]) -> None:
    """
    Insert rows, each a value for each of `columns` in their order, of types that the database's driver takes
    as they are (numbers, text, bytes, null).
    """
    rows = list(lines)
    compiled = table.insert().compile(dialect=conn.dialect, column_keys=list(columns))
    order = compiled.positiontup
    for at in range(0, len(rows), BATCH):
        some = [dict(zip(columns, row, strict=True)) for row in rows[at : at + BATCH]]
        given = [tuple(line[name] for name in order) for line in some] if order else some
        conn.exec_driver_sql(str(compiled), given)


def drop_all(conn: Connection, table: Table, column: str, values: Iterable[object]) -> None:
    """Delete the rows in which a column has one of some values."""
    rest = list(values)
    for at in range(0, len(rest), MANY):
        conn.execute(delete(table).where(table.c[column].in_(rest[at : at + MANY])))
