"""The scripts that learn weights say so where their data are absent, and change nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(("script", "data"), [("train_dialogue", "dialogue"), ("train_register", "register")])
def test_without_data_the_weights_stay_as_they_are(script, data, tmp_path):
    weights = ROOT / f"src/visavis/model/data/{data}.json"
    before = weights.read_bytes()
    run = [sys.executable, str(ROOT / f"scripts/{script}.py"), str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "stay as they are" in done.stdout
    assert weights.read_bytes() == before
