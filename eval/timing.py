"""Seconds a stage, as a ratio to the parse in the same run."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

STAGES = ("clean", "segment", "speakers", "units", "people", "dates", "claims")
PARSE = "units"


@contextmanager
def stopwatch() -> Iterator[Counter[str]]:
    """While open, every stage of the pipeline adds the seconds it takes to the counter given."""
    seconds: Counter[str] = Counter()
    changed: list[tuple[Any, str, Any]] = []
    for stage in STAGES:
        home = importlib.import_module(f"visavis.reading.{stage}")
        pipeline = importlib.import_module("visavis.reading.pipeline")
        for module in (home, pipeline):
            if hasattr(module, stage) and callable(getattr(module, stage)):
                plain = getattr(module, stage)
                changed.append((module, stage, plain))
                setattr(module, stage, _timed(plain, stage, seconds))
    try:
        yield seconds
    finally:
        for module, stage, plain in changed:
            setattr(module, stage, plain)


def _timed(plain: Callable[..., Any], stage: str, seconds: Counter[str]) -> Callable[..., Any]:
    def timed(*args: Any, **options: Any) -> Any:
        start = perf_counter()
        try:
            return plain(*args, **options)
        finally:
            seconds[stage] += perf_counter() - start

    return timed


def warm() -> None:
    """Load the pipeline, so that loading is no part of the parse."""
    from visavis.reading.units import pipeline

    pipeline()("A warm start.")


def shares(seconds: Counter[str]) -> str:
    """One line a stage."""
    parse = seconds[PARSE] or 1e-9
    rows = [f"{s:10}{seconds[s]:8.2f} s  {seconds[s] / parse:6.2f} of the parse" for s in STAGES]
    before = sum(seconds[s] for s in STAGES[:3]) / parse
    who_and_when = (seconds["people"] + seconds["dates"]) / parse
    rows.append(
        f"before the parser {before:.2f} (aim: under 0.20); people and dates {who_and_when:.2f} (0.50)"
    )
    return "\n".join(rows)
