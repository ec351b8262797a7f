"""What a process is told before it does anything heavy."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest

from visavis.faces.process import OBJECTS, settle


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_small_matrices_take_one_thread_and_the_collector_looks_seldom(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    settle()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert gc.get_threshold()[0] == OBJECTS


def test_a_number_of_threads_that_was_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    settle()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"
