"""
Seconds of `visavis ask` and `at` on a case, and with a million generated claims more:
`python -m eval.case_speed`.

The generated claims are spread evenly over invented people, among whom are the two that are asked for; as in
real sources, one in four has a date. Both cases are asked in turn in one run, by processes of their own; the
first question of each warms the disk. Seconds of the clock mean nothing on a busy machine: those of the
processor stand beside them.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from eval.processes import ROOT, Cost, cost
from visavis.case.store import open_case
from visavis.case.store_link import link_case
from visavis.case.store_readings import put_reading
from visavis.case.store_sources import keep_source
from visavis.model.claim import SIGN, Claim
from visavis.model.layers import Entity, Mention, Reading
from visavis.model.source import Source

PAGE = ROOT / "examples" / "bukharin-and-stalin-relationship.txt"
QUERY = "bukharin and stalin relationship"
TWO = ("Nikolai Bukharin", "Joseph Stalin")
DATED = 0.26  # share of the claims of real sources that have a date with a year
SYLLABLES = (
    "ba ber bo da dor el fa fen gar hol is jor kel lin mar nor ost per quin ros sten tal um ver wik".split()
)


def people(count: int, chance: random.Random) -> list[str]:
    """Invented full names, and the two."""
    made = dict.fromkeys(
        " ".join("".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))
        for _ in range(2 * count)
    )
    return [*TWO, *list(made)[: count - 2]]


def generated(claims: int, per_source: int, count: int) -> Iterator[Reading]:
    """Sources with claims between people who are drawn anew for each."""
    chance = random.Random(25)
    everybody, relations = people(count, chance), sorted(SIGN)
    for n in range(claims // per_source):
        doc, here = f"generated-{n:05}.txt", chance.sample(everybody, 80)
        lines, made, at = [], [], 0
        for _ in range(per_source):
            one, two = chance.sample(here, 2)
            year = str(chance.randint(1900, 1940))
            quote = f"{one} and {two}, in {year}, as {''.join(chance.choices(SYLLABLES, k=4))} said"
            dated = chance.random() < DATED
            made.append(
                Claim(doc, at, at + len(quote), quote, one, two, chance.choice(relations),
                      time=year if dated else None, time_basis="stated" if dated else None,
                      confidence=round(chance.uniform(0.2, 0.9), 3))
            )  # fmt: skip
            lines.append(quote)
            at += len(quote) + 2
        raw = ". ".join(lines)
        mentions = tuple(Mention(raw.find(n), raw.find(n) + len(n), n, "person", n) for n in here if n in raw)
        entities = tuple(Entity(n, "person", (n,)) for n in here)
        yield Reading(Source(doc, raw), entities=entities, mentions=mentions, claims=tuple(made))


def grow(case: Path, claims: int) -> None:
    store = open_case(str(case))
    for n, reading in enumerate(generated(claims, 1000, 5000)):
        keep_source(store, reading.source)
        with store.write() as conn:
            put_reading(conn, rows_last(conn), reading, "generated", "generated")
        if n % 100 == 99:
            print(f"  {(n + 1) * 1000} claims", flush=True)
    began = perf_counter()
    link_case(store)
    print(f"  who is who: {perf_counter() - began:.1f} s")
    store.close()


def rows_last(conn: object) -> int:
    from sqlalchemy import Connection, func, select

    from visavis.case.store_schema import sources

    assert isinstance(conn, Connection)
    return int(conn.execute(select(func.max(sources.c.no))).scalar_one())


def seconds(case: Path, *asked: str) -> Cost:
    return cost("-m", "visavis", *asked, "--case", str(case), "--format", "json")


def compared(small: Path, big: Path, more: int, runs: int, *asked: str) -> float:
    """Print the seconds of a command on both cases; how many times more the big one takes (processor)."""
    for case in (small, big):
        seconds(case, *asked)  # warms the disk
    found = [(seconds(small, *asked), seconds(big, *asked)) for _ in range(runs)]
    times = 0.0
    for kind in ("clock", "processor"):
        one, two = (median(getattr(r[case], kind) for r in found) for case in (0, 1))
        times = two / one
        on_both = f"on the case {one:.2f} s, with {more} more claims {two:.2f} s: {times:.2f} times that"
        print(f"{asked[0]}, seconds of the {kind}: {on_both}", flush=True)
    return times


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--case", help="the case to start from; else one of the shipped page is made")
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--query", default=QUERY)
    parser.add_argument("--date", default="1925")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--keep", help="keep the grown case there, or use the one that is there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as where:
        small, big = Path(where) / "small.visavis", Path(args.keep or Path(where) / "big.visavis")
        if args.case:
            shutil.copy(args.case, small)
        else:
            add = [sys.executable, "-m", "visavis", "add", str(PAGE), "--case", str(small)]
            subprocess.run(add, check=True, capture_output=True, cwd=ROOT)
        if not big.exists():
            shutil.copy(small, big)
            grow(big, args.claims)
        times = compared(small, big, args.claims, args.runs, "ask", args.query)
        compared(small, big, args.claims, args.runs, "at", args.date)
        print(f"size: {small.stat().st_size / 2**20:.0f} MB, {big.stat().st_size / 2**20:.0f} MB")
    return int(times > 3)


if __name__ == "__main__":
    sys.exit(main())
