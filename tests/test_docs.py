"""What the documents promise must be there, and what is there must be documented."""

import re
from pathlib import Path

import click
import pytest

from visavis.faces.cli import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def commands(group: click.Group, before: str = "visavis") -> list[tuple[str, click.Command]]:
    """Every command with the words that call it, those inside groups too."""
    out: list[tuple[str, click.Command]] = []
    for name, command in sorted(group.commands.items()):
        out.append((f"{before} {name}", command))
        if isinstance(command, click.Group):
            out += commands(command, f"{before} {name}")
    return [(words, command) for words, command in out if not command.hidden]


COMMANDS = commands(app)


@pytest.mark.parametrize("words", [words for words, _ in COMMANDS])
def test_every_command_is_documented(words: str) -> None:
    assert re.search(rf"{words}(?![\w-])", TEXT), f"`{words}` stands neither in README.md nor in docs/"


@pytest.mark.parametrize(("words", "command"), COMMANDS)
def test_every_command_and_option_explains_itself(words: str, command: click.Command) -> None:
    assert command.help, f"`{words} --help` says nothing"
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    assert not [o.name for o in options if not o.help], f"options of `{words}` without a word of help"


def test_every_command_that_the_documents_name_exists() -> None:
    known = {words.split()[1] for words, _ in COMMANDS}
    named = set(re.findall(r"^\s*(?:\$ )?visavis ([a-z]+)", TEXT, re.MULTILINE))
    assert named <= known, f"documented and not there: {', '.join(sorted(named - known))}"


def test_every_link_inside_the_repository_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("note", sorted((ROOT / "changelog.d").glob("*.md")), ids=lambda p: p.name)
def test_a_changelog_note_is_one_line_under_a_known_kind(note: Path) -> None:
    assert re.fullmatch(r"\+[a-z0-9-]+\.(added|changed|fixed)\.md", note.name)
    assert len(note.read_text(encoding="utf-8").strip().splitlines()) == 1


def test_every_quote_of_the_readme_stands_in_the_page() -> None:
    page = (ROOT / "examples" / "bukharin-and-stalin-relationship.txt").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"```text\n(.*?)```", readme, re.DOTALL)
    assert shown
    quotes = re.findall(r"^      “(.*?)”$", shown[1], re.MULTILINE | re.DOTALL)
    assert quotes
    for quote in quotes:
        words = re.sub("[‹›]", "", " ".join(quote.split()))  # the marks around the words of the claim
        assert words.strip("… ") in " ".join(page.split()), quote
