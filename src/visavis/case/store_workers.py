"""Reading on all cores: a process a core, each of which reads one source at a time."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

from visavis.model.errors import ParserError, SourceError
from visavis.model.layers import Reading
from visavis.model.source import Source
from visavis.reading.collate import Collated

SMALL = 60_000  # characters below which starting other processes takes longer than reading here


@dataclass(frozen=True, slots=True)
class Job:
    """A source to be read, with what its copies give it; `key` comes back with the reading."""

    key: int
    source: Source
    collated: Collated
    model: str

    def run(self) -> Reading | str:
        """The reading, or the reason why there is none. Raises ParserError where no source can be read."""
        from visavis.reading.pipeline import read

        try:
            return read(self.source, "claims", self.model, self.collated)
        except ParserError:
            raise
        except SourceError as e:
            return str(e)
        except Exception as e:
            return f"could not be read, by a defect of this program: {type(e).__name__}: {e}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A source to be compared with those that may be copies of it; `key` comes back with what they give."""

    key: int
    source: Source
    others: tuple[Source, ...]

    def run(self) -> Collated | str:
        """What the others give, or the reason why nothing is known of it."""
        from visavis.reading.collate import one

        try:
            return one(self.source, self.others)
        except Exception as e:
            return f"could not be compared, by a defect of this program: {type(e).__name__}: {e}"


Task = TypeVar("Task", Job, Comparison)
Done = tuple[int, Reading | Collated | str]  # the task's key, and what came of it or why nothing did


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def do_all(tasks: Sequence[Task], processes: int) -> Iterator[Done]:
    """
    Do the tasks, those with the longest sources first; what comes of them comes as they are done.

    One process less than two, or little to do: all is done here. A process that dies (for want of memory,
    say) costs the source it was at, no other. When this process dies, the others end by themselves.
    """
    ordered = sorted(tasks, key=lambda t: (-len(t.source.raw), t.key))
    if processes < 2 or len(tasks) < 2 or sum(len(t.source.raw) for t in tasks) < SMALL:
        yield from ((t.key, t.run()) for t in ordered)
    else:
        yield from _shared(deque(ordered), min(processes, len(ordered)))


def _work(end: Connection) -> None:
    """What a process does: read what comes until nothing does."""
    while True:
        try:
            task = end.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            end.send((task.key, task.run()))
        except ParserError as e:
            end.send(e)
        except (BrokenPipeError, KeyboardInterrupt):
            return


def _shared(todo: deque[Task], processes: int) -> Iterator[Done]:
    context = get_context("spawn")
    busy: dict[Connection, tuple[BaseProcess, int]] = {}

    def start() -> None:
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        give(ours, process)

    def give(end: Connection, process: BaseProcess) -> None:
        if todo:
            task = todo.popleft()
            busy[end] = (process, task.key)
            end.send(task)
        else:
            end.close()

    try:
        for _ in range(processes):
            start()
        while busy:
            for end in wait(list(busy)):
                assert isinstance(end, Connection)
                process, key = busy.pop(end)
                try:
                    found = end.recv()
                except (EOFError, OSError):
                    end.close()
                    process.join()
                    yield key, f"could not be read: the process that read it ended ({process.exitcode})"
                    if todo:
                        start()
                    continue
                if isinstance(found, ParserError):
                    raise found
                give(end, process)
                yield found
    finally:
        for end, (process, _) in busy.items():
            process.terminate()
            end.close()
