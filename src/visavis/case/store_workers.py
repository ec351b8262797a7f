"""Reading on all cores: a process a core, each of which reads one source at a time."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

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


Done = tuple[int, Reading | str]  # the job's key, and the reading or why there is none


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(jobs: Sequence[Job], processes: int) -> Iterator[Done]:
    """
    Read the jobs, the longest first; readings come as they are done.

    One process less than two, or little to read: all is read here. A process that dies (for want of memory,
    say) costs the source it was reading, no other. When this process dies, the others end by themselves.
    """
    ordered = sorted(jobs, key=lambda j: (-len(j.source.raw), j.key))
    if processes < 2 or len(jobs) < 2 or sum(len(j.source.raw) for j in jobs) < SMALL:
        yield from map(_read, ordered)
    else:
        yield from _shared(deque(ordered), min(processes, len(ordered)))


def _read(job: Job) -> Done:
    """One reading, or the reason why there is none."""
    from visavis.reading.pipeline import read

    try:
        return job.key, read(job.source, "claims", job.model, job.collated)
    except ParserError:  # no source can be read
        raise
    except SourceError as e:
        return job.key, str(e)
    except Exception as e:
        return job.key, f"could not be read, by a defect of this program: {type(e).__name__}: {e}"


def _work(end: Connection) -> None:
    """What a process does: read what comes until nothing does."""
    while True:
        try:
            job = end.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            end.send(_read(job))
        except ParserError as e:
            end.send(e)
        except (BrokenPipeError, KeyboardInterrupt):
            return


def _shared(todo: deque[Job], processes: int) -> Iterator[Done]:
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
            job = todo.popleft()
            busy[end] = (process, job.key)
            end.send(job)
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
