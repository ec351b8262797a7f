"""What `pip install .` brings: everything that the product needs, and nothing else."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (made,) = out.glob("*.whl")
    return made


def test_the_package_holds_every_file_of_the_product_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    files = {p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file()}
    wanted = {f for f in files if "__pycache__" not in f and ".egg-info" not in f}
    assert wanted <= names
    assert {n.split("/")[0] for n in names - wanted} == {wheel.name.split("-py3")[0] + ".dist-info"}


def test_the_command_runs_from_the_package_alone(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "page.txt").write_text("Anna Reed [ edit ] accused Bruno Weiss.")
    told = subprocess.run(
        [sys.executable, "-m", "visavis", "read", "page.txt", "--layer", "repairs"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert '"kind": "edit-mark"' in told.stdout
