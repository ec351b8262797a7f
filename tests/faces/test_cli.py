"""The command line: what it prints, where, and with which exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from click.testing import CliRunner, Result

from visavis.faces import cli

TEXT = (
    "In 1871 Oda Lindqvist supported Bror Tarnow. In 1873 Tarnow praised Lindqvist. "
    "In 1878 Tarnow attacked Lindqvist and expelled her from the bank. Emil Keel met Bror Tarnow in 1879.\n"
)


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "town.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def run(*args: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, args, input=given)


def main(*args: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "visavis", *args], input=given, capture_output=True, check=False
    )


def test_ask_answers_with_status_0(page):
    result = run("ask", "Lindqvist and Tarnow relationship", page)
    assert result.exit_code == 0, result.output
    assert "Oda Lindqvist and Bror Tarnow" in result.output
    assert "\x1b" not in result.output


def test_quotes_of_the_json_stand_in_the_source(page):
    found = json.loads(run("ask", "Tarnow & Lindqvist", page, "--format", "json").output)
    assert found["claims"]
    for c in (*found["claims"], *found["around"]["claims"]):
        assert TEXT[c["start"] : c["end"]] == c["quote"]


@pytest.mark.parametrize(("name", "begins"), [("a.html", "<!doctype html>"), ("a.json", "{"), ("a.md", "# ")])
def test_the_suffix_of_the_output_tells_the_format(page, tmp_path, name, begins):
    out = tmp_path / name
    run("ask", "Tarnow & Lindqvist", page, "--quick", "-o", str(out))
    assert out.read_text("utf-8").lower().startswith(begins)


def test_output_file(page, tmp_path):
    out = tmp_path / "answer.md"
    result = run("ask", "Tarnow & Lindqvist", page, "--format", "markdown", "-o", str(out))
    assert (result.exit_code, result.output) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("# ")


def test_several_sources_and_standard_input(page):
    more = "Mr. Tarnow and Miss Lindqvist quarrelled in 1880. Miss Lindqvist denounced Mr. Tarnow.\n"
    result = run("ask", "Tarnow, Lindqvist", page, "-", "--format", "json", given=more)
    found = json.loads(result.output)
    assert found["searched"] == ["town.txt", "-"]
    assert {c["doc"] for c in found["claims"]} == {"town.txt", "-"}


def test_a_folder_with_a_file_that_cannot_be_read(page):
    Path(page).with_name("picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    result = run("ask", "Tarnow, Lindqvist", str(Path(page).parent))
    assert result.exit_code == 0
    assert "picture.png" in " ".join(result.output.split())


def test_nothing_found_is_status_1_and_says_what_was_searched(page):
    result = run("ask", "Keel and Lindqvist", page)
    assert result.exit_code == 1
    assert "town.txt" in result.output


def test_unknown_name_is_status_1(page):
    result = run("ask", "Lindstrom and Tarnow", page)
    assert result.exit_code == 1
    assert "Oda Lindqvist" in result.output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("ask", "A and B", "no-such-file.txt"), "no-such-file.txt"),
        (("ask", "A and B"), "no SOURCE given"),
        (("ask", "Tarnow", "and", "Lindqvist", "PAGE"), "in quotes"),
        (("ask", "", "PAGE"), "names nobody"),
        (("ask", "Tarnow", "PAGE", "--at", "soon"), "--at"),
        (("ask", "Tarnow", "PAGE", "--without", "moonlight"), "no such circumstance"),
        (("ask", "Tarnow", "PAGE", "--model", "no_such_model"), "no spaCy pipeline"),
        (("ask", "Tarnow", "PAGE", "-o", "/no/such/folder/x"), "cannot be written"),
        (("ask", "Tarnow and Bror Tarnow", "PAGE"), "both names mean"),
        (("explain", "zzyzx"), "no rule"),
        (("explain", "abcdef123456", "PAGE"), "no claim with the id"),
    ],
)
def test_wrong_use_gets_a_message_and_status_2(args, said, page, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["visavis", *(page if a == "PAGE" else a for a in args)])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err


def test_empty_input_as_a_process():
    result = main("ask", "A and B", "-")
    assert result.returncode == 2
    assert b"holds no text" in result.stderr


def test_a_source_cannot_steer_the_terminal(tmp_path):
    file = tmp_path / "bad.txt"
    file.write_text(
        "In 1871 Mr. Tarnow \x1b[31mpraised\x1b[0m Miss Lindqvist. Mr. Tarnow met Miss Lindqvist.\n"
    )
    assert "\x1b" not in run("ask", "Tarnow and Lindqvist", str(file)).output


def test_a_terminal_without_the_letters(page):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "visavis", "ask", "Tarnow and Lindqvist", page]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr


def test_html_is_one_page_that_fetches_nothing(page, tmp_path):
    out = tmp_path / "answer.html"
    assert run("ask", "Tarnow, Lindqvist", page, "--format", "html", "-o", str(out)).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "http" not in text
    assert "<script" not in text
    assert "prefers-color-scheme: dark" in text


def test_read_prints_json_lines(page):
    lines = run("read", page, "--layer", "claims").output.splitlines()
    assert lines
    assert all(TEXT[c["start"] : c["end"]] == c["quote"] for c in map(json.loads, lines))


def test_explain_a_claim_marks_its_arguments(page):
    claim = json.loads(run("read", page).output.splitlines()[0])
    told = run("explain", claim["id"], page).output
    assert "«" in told
    assert "|A]" in told
    assert claim["rule"] in told


def test_explain_a_word_a_rule_and_a_relation():
    assert "example" in run("explain", "expel").output
    assert "shows harms" in run("explain", "verb:expel").output
    assert "shown by" in run("explain", "harms").output


@pytest.mark.parametrize("command", ["ask", "read", "explain"])
def test_help_has_an_example(command):
    assert f"visavis {command} " in run(command, "--help").output


def seconds(*args: str) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, *args], capture_output=True, check=True)
    return perf_counter() - start


def test_help_is_as_quick_as_a_bare_start():
    bare = median(seconds("-c", "import click") for _ in range(5))
    helped = median(seconds("-m", "visavis", "--help") for _ in range(5))
    assert helped < 3 * bare + 0.1


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom visavis.faces.cli import app\n"
        "CliRunner().invoke(app, ['ask', '--help'])\n"
        "heavy = ('spacy', 'rich', 'rapidfuzz', 'numpy', 'trafilatura', 'networkx')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
