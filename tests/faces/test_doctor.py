"""What `visavis doctor` says of a machine."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from visavis import __version__
from visavis.faces import doctor
from visavis.faces.cli import app


def run(*options: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["doctor", *options])
    return result.exit_code, result.output


def test_where_all_is_there_it_fits_on_one_screen() -> None:
    status, said = run()
    assert status == 0 and "MISS" not in said
    assert len(said.splitlines()) <= 24 and max(map(len, said.splitlines())) <= 100
    assert said.startswith(f"Visavis {__version__}") and "PDF" in said and "SQLite" in said


def test_what_is_missing_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    there = doctor.version_of
    monkeypatch.setattr(doctor, "version_of", lambda name: None if name == "pypdfium2" else there(name))
    status, said = run()
    assert status == 1
    assert "MISS  PDF                    pypdfium2 is missing: install Visavis anew" in said


def test_without_an_extra_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    there = doctor.version_of
    monkeypatch.setattr(doctor, "version_of", lambda name: None if name == "psycopg" else there(name))
    status, said = run()
    assert status == 0 and 'psycopg is missing: pip install "visavis[postgres]"' in said


def test_it_tries_to_read_and_lists_the_data() -> None:
    status, said = run("--try", "--hashes")
    assert status == 0 and "its claim is found" in said
    assert "model/data/languages.toml" in said and "model/data/frames/" in said


def test_the_hash_of_the_data_is_the_same_at_every_call() -> None:
    assert doctor.data_hashes() == doctor.data_hashes() and doctor.data().good
