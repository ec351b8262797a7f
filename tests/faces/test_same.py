"""The same input gives the same bytes, whatever order Python keeps its sets in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "examples" / "bukharin-and-stalin-relationship.txt"
ASKED = [
    ["ask", "bukharin and stalin relationship", str(PAGE), "--format", "json"],
    ["read", str(PAGE), "--layer", "mentions"],
]


@pytest.mark.parametrize("args", ASKED, ids=["ask", "mentions"])
def test_two_runs_give_the_same_bytes(args: list[str]) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-m", "visavis", *args],
            env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True, timeout=120,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] and runs[0] == runs[1]
