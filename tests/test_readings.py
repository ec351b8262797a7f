"""Readings: the compact notes of a reader, and what is stored of them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location(
    "readings", Path(__file__).parents[1] / "scripts" / "readings.py"
)
assert SPEC and SPEC.loader
readings = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(readings)

NOTES = """# letter.txt
a person Anna Berg = Anna; the widow
b group the Guild
1 a opposes b denied ?
"""


def test_notes_are_stored_as_names_and_offsets_without_words(tmp_path, monkeypatch):
    monkeypatch.setattr(readings, "HOME", tmp_path)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").write_text("Anna never spoke against the Guild. It rained.", "utf-8")
    notes = tmp_path / "notes"
    notes.write_text(NOTES, "utf-8")
    readings.keep(notes)
    _head, anna, guild, claim = map(
        json.loads, (tmp_path / "own" / "letter.jsonl").read_text("utf-8").splitlines()
    )
    assert anna == {"entity": "Anna Berg", "kind": "person", "aliases": ["Anna", "the widow"]}
    assert guild["kind"] == "group"
    assert (claim["start"], claim["end"]) == (0, 35)
    assert (claim["subject"], claim["relation"], claim["object"]) == ("Anna Berg", "opposes", "the Guild")
    assert claim["modality"] == "denied" and claim["optional"] and "quote" not in claim
    ((name, text, lines),) = readings.readings()
    assert name == "letter" and text.startswith("Anna") and lines[-1]["sign"] == "-"


@pytest.mark.parametrize(
    "line, said",
    [
        ("1 a likes b", "likes"),
        ("1 a opposes c", "'c'"),
        ("x thing Y", "thing"),
        ("1 a opposes b perhaps", "perhaps"),
    ],
)
def test_a_note_that_cannot_be_read_is_named_with_its_line(tmp_path, line, said):
    notes = tmp_path / "notes"
    notes.write_text(NOTES + line + "\n", "utf-8")
    with pytest.raises(ValueError, match=r"notes:5: .*" + said):
        list(readings.parsed(notes))


def test_a_text_that_changed_is_not_read_with_old_offsets(tmp_path, monkeypatch):
    monkeypatch.setattr(readings, "HOME", tmp_path)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "x.txt").write_text("changed", "utf-8")
    (tmp_path / "own" / "x.jsonl").write_text(
        json.dumps({"text": "own/x.txt", "sha256": "0"}) + "\n", "utf-8"
    )
    with pytest.raises(ValueError, match="not the text that was read"):
        list(readings.readings())
