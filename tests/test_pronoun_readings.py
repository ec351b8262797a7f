"""Pronouns of the readings: what is stored of a reader's notes, and what is refused."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[1] / "scripts"
TEXT = "Anna met Bruno before he left. They quarrelled over her mill, and it was theirs."
NOTES = "# mill\nx person Carl = the miller\n1b 2a+b 3x 4-\n"


@pytest.fixture
def pronouns(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.delitem(sys.modules, "readings", raising=False)
    spec = importlib.util.spec_from_file_location("pronouns", SCRIPTS / "pronouns.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    readings = sys.modules["readings"]
    for where in (module, readings):
        monkeypatch.setattr(where, "HOME", tmp_path)
    monkeypatch.setattr(module, "FOLDER", tmp_path / "pronouns")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mill.txt").write_text(TEXT, "utf-8")
    notes = tmp_path / "first"
    notes.write_text("# mill.txt\na person Anna\nb person Bruno\n1 a meets b\n", "utf-8")
    readings.keep(notes)
    return module


def test_every_pronoun_is_stored_with_who_is_meant(pronouns, tmp_path):
    notes = tmp_path / "notes"
    notes.write_text(NOTES, "utf-8")
    pronouns.keep(notes)
    ((name, text, lines),) = pronouns.pronouns()
    assert (name, text) == ("mill", TEXT)
    meant = [(TEXT[x["start"] : x["end"]], x["names"]) for x in lines if "names" in x]
    assert meant == [("he", ["Bruno"]), ("They", ["Anna", "Bruno"]), ("her", ["Carl"]), ("theirs", [])]
    assert list(pronouns.pick("")) == []
    assert TEXT not in (tmp_path / "pronouns" / "mill.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    "line, said",
    [
        ("1b 2a+b 3a", r"4 pronouns.*\[4\]"),
        ("1b 2a+b 3q 4-", "3: nobody has the key 'q'"),
        ("1b 2:a", "'2:a'"),
    ],
)
def test_notes_that_lack_a_pronoun_or_a_key_are_refused(pronouns, tmp_path, line, said):
    notes = tmp_path / "notes"
    notes.write_text(f"# mill\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=said):
        pronouns.keep(notes)
    assert not (tmp_path / "pronouns").exists()


def test_what_is_shown_has_keys_and_numbers(pronouns, capsys):
    assert json.dumps(list(pronouns.pick("mi"))) == '["mill"]'
    pronouns.show("mill")
    out = capsys.readouterr().out
    assert "a person Anna" in out and "before he[1] left. They[2]" in out
