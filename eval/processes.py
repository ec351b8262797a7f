"""Processes of the product, and of others beside it, run and measured."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock and of the processor, and the peak memory (MiB) of a process."""

    clock: float
    processor: float
    memory: float


def cost(*command: str, most: int = 0) -> Cost:
    """
    Run Python with the arguments `command` to its end and measure it; what it prints is lost.

    An exit status above `most` ends everything. Modules are compiled once and kept, as an installation does.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = perf_counter()
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        clock = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if not 0 <= process.returncode <= most:
        raise SystemExit(f"{' '.join(command[:4])}: exit status {process.returncode}")
    return Cost(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
