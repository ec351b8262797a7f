"""Whatever a user hands over: a message and status 2, never a traceback."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from visavis.faces.cli import main
from visavis.model.source import Source
from visavis.reading.pipeline import read


def run(args: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The message that the command gives, having failed."""
    monkeypatch.setattr(sys, "argv", ["visavis", *args])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    shown = capsys.readouterr()
    assert not shown.out and "Traceback" not in shown.err
    return shown.err


BAD = [
    ("photo.jpg", b"\xff\xd8\xff\xe0", "is a picture"),
    ("book.pdf", b"%PDF-1.4", "is a PDF"),
    ("book.epub", b"PK\x03\x04mimetypeapplication/epub+zip", "is an e-book"),
    ("empty.txt", b"", "holds no text"),
    ("blank.html", b"<html><body></body></html>", "holds no text"),
    ("core", b"\x00\x01\x02" * 99, "is no text"),
    ("page.fr.txt", b"Le roi est mort et la reine ne sait pas que son fils vit. " * 9, "French"),
]


@pytest.mark.parametrize("command", [["read"], ["ask", "Anna and Bruno"]], ids=["read", "ask"])
@pytest.mark.parametrize(("name", "data", "message"), BAD)
def test_a_file_that_cannot_be_read_says_why(
    command: list[str], name: str, data: bytes, message: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / name).write_bytes(data)
    assert message in run([*command, str(tmp_path / name)], capsys, monkeypatch)


def test_a_sidecar_with_a_mistake_names_the_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.txt").write_text("Anna met Bruno.")
    (tmp_path / "page.txt.toml").write_text('date = "last May"')
    said = run(["read", str(tmp_path / "page.txt")], capsys, monkeypatch)
    assert "page.txt.toml: date" in said and "Write" in said


def test_an_unknown_parser_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.txt").write_text("Anna met Bruno.")
    said = run(["read", str(tmp_path / "page.txt"), "--model", "no_such_parser"], capsys, monkeypatch)
    assert "no spaCy pipeline 'no_such_parser'" in said


def test_a_folder_tells_what_it_passes_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.txt").write_text("Anna Reed [ edit ] met Bruno.")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    monkeypatch.setattr(sys, "argv", ["visavis", "read", str(tmp_path), "--layer", "repairs"])
    with pytest.raises(SystemExit) as left:
        main()
    shown = capsys.readouterr()
    assert left.value.code == 0 and "edit-mark" in shown.out
    assert "photo.jpg: not read: is a picture (JPEG)" in shown.err


ODD = {
    "marks of direction": "\u202bAnna Reed\u202c praised\u200f Thomas Ames before the council.",
    "a run of signs": "~" * 5000 + " Anna Reed praised Thomas Ames before the council. " + "^" * 5000,
    "signs and words without a blank": "Anna Reed praised Thomas Ames before the council. " + "a,b;" * 3000,
    "blanks": " " * 50_000 + "Anna Reed praised Thomas Ames before the council.",
    "line ends": "\n" * 50_000 + "Anna Reed praised Thomas Ames before the council.",
    "one long word": "Anna Reed praised Thomas Ames before the council. " + "a" * 100_000,
    "quotation marks": '"' * 9000 + " Anna Reed praised Thomas Ames before the council.",
}


@pytest.mark.parametrize("label", ODD)
def test_a_claim_is_found_beside_odd_characters(label: str) -> None:
    found = read(Source("page.txt", ODD[label])).claims
    assert [(c.subject, c.object) for c in found] == [("Anna Reed", "Thomas Ames")], label
