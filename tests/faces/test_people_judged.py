"""Decisions about who is who from the command line: kept, followed, taken back, refused."""

import json

import pytest
from click.testing import CliRunner

from visavis.faces.cli import app

TOWN = "In 1871 Oda Lindqvist supported Bror Tarnow. In 1873 Bror Tarnow praised Oda Lindqvist.\n"
MILL = "Bror Tarnow met Ida Lindqvist in 1880. Ida Lindqvist hated Emil Keel.\n"


def run(*args):
    result = CliRunner().invoke(app, list(args))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def told(*args):
    """The message of the error that a call ends in."""
    result = CliRunner().invoke(app, list(args))
    return str(result.exception)


@pytest.fixture
def case(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VISAVIS_CASE", raising=False)
    (tmp_path / "town.txt").write_text(TOWN, encoding="utf-8")
    (tmp_path / "mill.txt").write_text(MILL, encoding="utf-8")
    assert run("add", "town.txt", "mill.txt").exit_code == 0
    return tmp_path


def people():
    lines = run("people", "--format", "json").output.splitlines()
    return {p["name"]: {m["doc"] for m in p["members"]} for p in map(json.loads, lines)}


def test_a_merge_holds_and_is_undone(case):
    before = people()
    assert "are one" in run("people", "merge", "Oda Lindqvist", "Ida Lindqvist", "--why", "a slip").output
    merged = people()
    assert len(merged) == len(before) - 1
    assert {"town.txt", "mill.txt"} in merged.values()
    assert "a slip" in run("people", "judgements").output
    assert "undone: merge" in run("people", "undo").output
    assert people() == before
    assert [line.split()[1] for line in run("people", "judgements").output.splitlines()] == ["undone", "undo"]


def test_a_merge_holds_for_sources_to_come(case):
    run("people", "merge", "Oda Lindqvist", "Ida Lindqvist")
    (case / "note.txt").write_text("Ida Lindqvist praised Emil Keel in 1881.", encoding="utf-8")
    run("add", "note.txt")
    assert {"town.txt", "mill.txt", "note.txt"} in people().values()


def test_a_split_parts_what_the_machine_joined(case):
    assert people()["Bror Tarnow"] == {"town.txt", "mill.txt"}
    assert "is another" in run("people", "split", "Bror Tarnow", "mill.txt").output
    assert people()["Bror Tarnow (mill.txt)"] == {"mill.txt"}
    refused = told("people", "merge", "Bror Tarnow (mill.txt)", "Bror Tarnow")
    assert "are two by judgement" in refused
    run("people", "undo")
    assert people()["Bror Tarnow"] == {"town.txt", "mill.txt"}


def test_an_alias_can_be_asked(case):
    run("people", "alias", "Oda Lindqvist", "the Countess")
    (case / "note.txt").write_text("Emil Keel praised Countess Varga in 1881.", encoding="utf-8")
    run("add", "note.txt")
    assert "alias the Countess of Oda Lindqvist" in run("people", "judgements").output


def test_why_names_every_joining(case):
    assert "because Bror Tarnow" in run("people", "why", "Tarnow").output


def test_suggestions_carry_grade_and_reason(case):
    (case / "note.txt").write_text(
        "Comrade Lindqvist hated Olaf Stone. Olaf Stone attacked Lindqvist in 1881.", encoding="utf-8"
    )
    run("add", "note.txt")
    (line, *_) = run("people", "suggestions", "--format", "json").output.splitlines()
    found = json.loads(line)
    assert found["grade"] <= 0.72
    assert found["why"] == "one of several who bear the name"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("merge", "Nobody Known", "Emil Keel"), "nobody in this case is called"),
        (("merge", "Lindqvist", "Emil Keel"), "may be several"),
        (("merge", "Tarnow", "Bror Tarnow"), "are one already"),
        (("split", "Bror Tarnow", "nowhere.txt"), "stands not in"),
        (("split", "Bror Tarnow", "town.txt", "mill.txt"), "not all"),
        (("undo",), "none to undo"),
        (("undo", "abc"), "no judgement has an id"),
        (("alias", "Emil Keel", " "), "without a form"),
    ],
)
def test_what_cannot_be_decided_says_why(case, args, message):
    assert message in told("people", *args)
