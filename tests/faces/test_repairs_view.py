"""`visavis repairs`: what a reader sees of the damage."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from visavis.faces.cli import app
from visavis.faces.repairs_view import repairs_text
from visavis.model.layers import Reading
from visavis.model.source import Source
from visavis.reading.clean import clean
from visavis.reading.pipeline import read

PAGE = Path(__file__).parents[2] / "examples" / "bukharin-and-stalin-relationship.txt"


def view(raw: str) -> list[str]:
    return list(repairs_text(Reading(Source("page.txt", raw), clean(raw).edits)))


def test_command_shows_counts_and_every_repair_of_a_page() -> None:
    result = CliRunner().invoke(app, ["repairs", str(PAGE)])
    assert result.exit_code == 0
    heading = result.output.splitlines()[0]
    edits = read(Source(PAGE.name, PAGE.read_text("utf-8")), until="repairs").repairs
    assert heading.startswith(f"{PAGE.name}: {len(edits)} repairs (")
    assert result.output.count("\n@@ ") == len(edits)


def test_text_without_damage_says_so() -> None:
    assert view("Cato left Rome.") == ["page.txt: 0 repairs"]


def test_a_wound_that_is_only_marked_shows_its_mark() -> None:
    lines = view("The peace held throughout and the early part of the reign.")
    assert "+ The peace held throughout [year lost] and the early part of the reign." in lines


def test_a_repair_that_changes_nothing_has_no_second_line() -> None:
    raw = "\n\n".join(
        ["cato and brutus", "Cato left Rome.", "cato and brutus", "He died.", "cato and brutus"]
    )
    assert not [line for line in view(raw) if line.startswith("+")]


def test_lines_are_counted_from_one() -> None:
    assert any(line.startswith("@@ line 3, ") for line in view("Cato left.\n\nHe came ofBrutus at last."))


def test_missing_file_gets_the_message_that_helps() -> None:
    result = CliRunner().invoke(app, ["repairs", "no-such-page.txt"])
    assert result.exit_code != 0
    assert "no-such-page.txt" in str(result.exception or result.output)
