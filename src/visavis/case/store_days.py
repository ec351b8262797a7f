"""The days of claims as a case keeps them: what may have held in some time is found without reading it."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, and_, bindparam, inspect, select, update
from sqlalchemy.sql.elements import ColumnElement

from visavis.case.day import span_of
from visavis.case.store_schema import NO_DAY, claims
from visavis.model.claim import Claim


def days_of(claim: Claim) -> tuple[int, int]:
    """
    First and last day on which a claim may hold; without a limit, or a date at all, the limits of what is
    kept (`NO_DAY`).

    >>> one, two = days_of(Claim("d", 0, 1, "x", "Ada", "Ben", "meets", time="1924-02"))
    >>> two - one, days_of(Claim("d", 0, 1, "x", "Ada", "Ben", "meets", time="XXXX-02")) == (-NO_DAY, NO_DAY)
    (28, True)
    """
    span = span_of(claim)
    return (limit(span.first), limit(span.last)) if span else (-NO_DAY, NO_DAY)


def limit(day: float) -> int:
    """
    A day number, or no limit, as a column holds it.

    >>> limit(float("inf")) == NO_DAY, limit(-3.0)
    (True, -3)
    """
    return int(max(-NO_DAY, min(NO_DAY, day)))


def within(first: float, last: float) -> tuple[ColumnElement[bool], ...]:
    """
    Claims whose date allows one of the days from `first` to `last`, in two parts: those with a last day, and
    those without. Each is one stretch of an index in which most claims, being without a date, are not.
    """
    c = claims.c
    begun = c.first_day <= limit(last)
    return (
        and_(c.last_day >= limit(first), c.last_day < NO_DAY, begun),
        and_(c.last_day == NO_DAY, c.first_day > -NO_DAY, begun),
    )


def dateless() -> ColumnElement[bool]:
    """Claims that no day is known of."""
    return and_(claims.c.last_day == NO_DAY, claims.c.first_day == -NO_DAY)


def add_days(conn: Connection) -> None:
    """The columns in a case of an older program, filled."""
    from visavis.case.store_readings import claim_of  # it fills these columns itself

    there = {column["name"] for column in inspect(conn).get_columns("claims")}
    for name, default in (("first_day", -NO_DAY), ("last_day", NO_DAY)):
        if name not in there:
            conn.exec_driver_sql(f"ALTER TABLE claims ADD COLUMN {name} INTEGER NOT NULL DEFAULT {default}")
    index = next(i for i in claims.indexes if i.name == "claims_of_days")
    index.create(conn, checkfirst=True)
    change = (
        update(claims)
        .where(claims.c.no == bindparam("at", type_=Integer))
        .values(first_day=bindparam("one"), last_day=bindparam("two"))
    )
    wanted = select(claims.c.no, claims.c.relation, claims.c.data).where(claims.c.dated).order_by(claims.c.no)
    lines = [(no, days_of(claim_of("", relation, data)[0])) for no, relation, data in conn.execute(wanted)]
    if lines:
        conn.execute(change, [{"at": no, "one": one, "two": two} for no, (one, two) in lines])
