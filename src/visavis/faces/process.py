"""What a process is told before it does anything heavy."""

from __future__ import annotations

import atexit
import gc
import os

OBJECTS = (
    100_000  # made before the collector looks; swept 10,000–100,000: a start makes 130,000 that all stay
)


def settle() -> None:
    """
    Set what must be set before numpy is imported: it multiplies small matrices only, where several threads
    mostly wait for one another, and where the last bits of a sum would depend on their number. Who sets
    `OPENBLAS_NUM_THREADS` gets what was set.

    The collector of cycles runs more seldom, since nearly all that a start makes stays; and at the end, when
    all goes anyway, it looks at nothing.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(OBJECTS)
    atexit.register(gc.freeze)
