"""Commands over a case: what they keep, what they say, and with which exit status."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from visavis.case.store import open_case
from visavis.case.store_content import content
from visavis.faces.cli import app

TOWN = (
    "In 1871 Oda Lindqvist supported Bror Tarnow. In 1873 Tarnow praised Lindqvist. "
    "In 1878 Tarnow attacked Lindqvist and expelled her from the bank. Emil Keel met Bror Tarnow in 1879.\n"
)
MILL = "Miss Lindqvist denounced Mr. Tarnow in 1880. Tarnow joined the Millwright League. He hated Keel.\n"
QUERY = "Lindqvist and Tarnow"


def run(*args: str, given: str | None = None, env: dict[str, str] | None = None) -> Result:
    return CliRunner(env=env or {}).invoke(app, [str(a) for a in args], input=given)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VISAVIS_CASE", raising=False)
    (tmp_path / "town.txt").write_text(TOWN, encoding="utf-8")
    (tmp_path / "mill.txt").write_text(MILL, encoding="utf-8")
    return tmp_path


@pytest.fixture
def case(folder):
    result = run("add", "town.txt", "mill.txt")
    assert result.exit_code == 0, result.output
    return folder


@pytest.mark.parametrize("form", ["json", "text", "markdown"])
@pytest.mark.parametrize("query", [QUERY, "Tarnow", "Keel and Lindqvist"])
def test_the_answer_is_the_same_as_from_the_sources(case, query, form):
    direct = run("ask", query, "town.txt", "mill.txt", "--format", form)
    kept = run("ask", query, "--format", form)
    assert kept.output == direct.output
    assert kept.exit_code == direct.exit_code


def test_without_a_case_and_a_source_it_says_what_to_do(folder):
    result = subprocess.run([sys.executable, "-m", "visavis", "ask", QUERY], capture_output=True, check=False)
    assert result.returncode == 2
    assert b"visavis add" in result.stderr
    assert not (folder / "case.visavis").exists()


def test_adding_again_reads_nothing(case):
    result = run("add", "town.txt", "mill.txt")
    assert "2 there already" in result.output
    assert "0 sources read" in result.output


def test_one_more_source_is_read_alone(case):
    (case / "note.txt").write_text("Keel praised Lindqvist in 1881.", encoding="utf-8")
    result = run("add", ".")
    assert "added: note.txt" in result.output
    assert "1 source read" in result.output


def test_a_changed_file_is_a_new_version_in_the_old_place(case):
    (case / "town.txt").write_text(TOWN.replace("praised", "insulted"), encoding="utf-8")
    assert "changed, the new version answers now: town.txt" in run("add", "town.txt").output
    names = [json.loads(line)["name"] for line in run("sources", "--format", "json").output.splitlines()]
    assert names == ["town.txt", "mill.txt"]
    assert "praised" not in run("ask", QUERY).output
    assert run("sources", "--older").output.count("town.txt") == 2
    (case / "town.txt").write_text(TOWN, encoding="utf-8")
    assert "changed" in run("add", "town.txt").output
    assert "praised" in run("ask", QUERY).output


def test_two_files_of_one_name_are_told_apart(case):
    (case / "other").mkdir()
    (case / "other" / "town.txt").write_text("Emil Keel praised Oda Lindqvist in 1890.", encoding="utf-8")
    run("add", "other/town.txt")
    assert "other/town.txt" in run("sources").output
    assert "1890" in run("ask", "Keel and Lindqvist").output


def test_what_cannot_be_read_is_kept_with_the_reason(case):
    (case / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    run("add", ".")
    assert "picture.png: left out" in run("sources").output
    assert "picture.png" in run("ask", QUERY).output


def test_standard_input_is_kept(folder):
    run("add", "-", given=TOWN)
    assert run("ask", QUERY).exit_code == 0


def test_the_environment_names_the_case(folder):
    env = {"VISAVIS_CASE": str(folder / "own.visavis")}
    run("add", "town.txt", env=env)
    assert (folder / "own.visavis").exists()
    assert run("ask", QUERY, env=env).exit_code == 0


def test_people_and_groups(case):
    assert run("people").output.startswith("Bror Tarnow: named")
    one = json.loads(run("people", "--named", "lindquist", "--format", "json").output)
    assert one["name"] == "Oda Lindqvist"
    assert {"doc": "town.txt", "name": "Oda Lindqvist"} in one["members"]
    assert "Millwright League" in run("groups").output
    assert "members: Bror Tarnow" in run("groups").output


def test_claims_are_narrowed(case):
    every = [json.loads(line) for line in run("claims", "--format", "json").output.splitlines()]
    assert {c["doc"] for c in every} == {"town.txt", "mill.txt"}
    for c in every:
        assert {"town.txt": TOWN, "mill.txt": MILL}[c["doc"]][c["start"] : c["end"]] == c["quote"]
    both = run("claims", "--about", "Lindqvist", "--about", "Tarnow", "--until", "1873", "--format", "json")
    assert {c["time"] for c in map(json.loads, both.output.splitlines())} == {"1871", "1873"}
    harms = run("claims", "--relation", "harms", "--format", "json").output.splitlines()
    assert {json.loads(line)["relation"] for line in harms} == {"harms"}
    assert run("claims", "--source", "mill.txt", "--since", "1900").exit_code == 1


def test_a_claim_of_the_case_is_explained(case):
    first = json.loads(run("claims", "--format", "json").output.splitlines()[0])
    told = run("explain", first["id"])
    assert told.exit_code == 0, told.output
    assert "«" in told.output
    assert first["id"] in told.output


def test_words_are_found_with_their_place(case):
    line = json.loads(run("search", "expelled", "bank", "--format", "json").output.splitlines()[0])
    assert TOWN[line["start"] : line["end"]] == line["words"]
    assert "town.txt:" in run("search", '"the bank"').output
    assert run("search", "zeppelin").exit_code == 1


def test_a_forgotten_source_leaves_no_word(case):
    for word in (b"Millwright", b"millwright", b"denounced"):
        assert word in (case / "case.visavis").read_bytes() or word == b"millwright"
    result = run("forget", "mill.txt")
    assert result.exit_code == 0, result.output
    left = (case / "case.visavis").read_bytes()
    assert not [w for w in (b"illwright", b"denounced", b"mill.txt", b"leagu", b"hated") if w in left]
    assert run("search", "millwright").exit_code == 1
    direct = run("ask", QUERY, "town.txt", "--format", "json").output
    assert run("ask", QUERY, "--format", "json").output == direct


def test_whom_a_forgotten_copy_mended_is_read_anew(folder):
    whole = (
        "Nora Vale and Edwin Frost built the northern line together for six years. In October 1871, "
        "Nora Vale accused Edwin Frost of fraud before the board. The board met again in the spring of 1872. "
        "At that time the shares had fallen and nobody would lend the company money. Edwin Frost supported "
        "Nora Vale towards the end of 1873, the year of the great flood, and the two signed the plan."
    )
    (folder / "torn.txt").write_text(whole.replace("October 1871, Nora", "OctoberNora"), encoding="utf-8")
    (folder / "whole.txt").write_text(whole, encoding="utf-8")
    run("add", "torn.txt")
    assert "1 read that waited, or anew" in run("add", "whole.txt").output
    assert "1871-10" in run("claims", "--source", "torn.txt", "--format", "json").output
    assert "read anew without it: torn.txt" in run("forget", "whole.txt").output
    assert "1871" not in run("claims", "--source", "torn.txt", "--format", "json").output
    assert b"1871" not in (folder / "case.visavis").read_bytes()


@pytest.mark.parametrize(
    ("bytes_", "said"),
    [(b"no database at all, but words and more words " * 40, "no case"), (b"", "is empty, no case yet")],
)
def test_a_file_that_is_no_case(folder, bytes_, said):
    (folder / "x.visavis").write_bytes(bytes_)
    result = main("sources", "--case", "x.visavis")
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_database_of_another_program_is_refused(folder):
    import sqlite3

    with sqlite3.connect("x.db") as conn:
        conn.execute("CREATE TABLE cars (name TEXT)")
    conn.close()
    result = main("add", "town.txt", "--case", "x.db")
    assert (result.returncode, "another program" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["ask", QUERY, "--case", "nowhere.visavis"], "there is no case here"),
        (["people", "--case", "."], "is a folder"),
        (["add", "town.txt", "--case", "no/such/folder/x"], "there is no folder"),
        (["sources", "--case", "mysql://x/y"], "SQLite file or a PostgreSQL"),
        (["sources", "--case", "postgresql://nobody@127.0.0.1:1/x"], "does not answer"),
        (["forget", "nothing.txt"], "no source called"),
        (["claims", "--relation", "loves"], "no such relation"),
        (["claims", "--about", "Zzyzx"], "nobody of that name"),
    ],
)
def test_wrong_use_is_said_in_words(case, args, said):
    result = main(*args)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_locked_case_is_said_to_be_locked(case, monkeypatch):
    import sqlite3

    monkeypatch.setattr("visavis.case.store.PATIENCE", 0)
    other = sqlite3.connect("case.visavis", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    result = run("sources")
    assert "another program is writing" in str(result.exception)
    other.close()


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may write everything")
def test_a_case_that_may_only_be_read_answers(case):
    (case / "case.visavis").chmod(0o444)
    assert run("ask", QUERY).exit_code == 0
    assert "may not be written to" in main("forget", "town.txt").stderr


def main(*args: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "visavis", *args], capture_output=True, check=False, encoding="utf-8"
    )


def held(case: Path) -> dict[str, object]:
    store = open_case(str(case))
    with store.read() as conn:
        found = content(conn)
    store.close()
    return found


def test_killed_at_any_moment_it_goes_on_and_ends_the_same(folder):
    (folder / "src").mkdir()
    for i in range(6):
        names = TOWN.replace("bank", f"bank of the {i}th street")
        (folder / "src" / f"{i}.txt").write_text(names + MILL * (i + 1), encoding="utf-8")
    started = time.perf_counter()
    assert main("add", "src", "--case", "calm.visavis").returncode == 0
    lasted = time.perf_counter() - started
    chance = random.Random(6)
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-m", "visavis", "add", "src", "--case", "killed.visavis"],
            stdout=subprocess.DEVNULL,
        ) as running:
            time.sleep(chance.uniform(0.3, 1.0) * lasted)
            running.send_signal(signal.SIGKILL)
        if Path("killed.visavis").exists() and Path("killed.visavis").stat().st_size:
            held(Path("killed.visavis"))
    result = main("add", "src", "--case", "killed.visavis")
    assert result.returncode == 0, result.stderr
    assert held(Path("killed.visavis")) == held(Path("calm.visavis"))
    shutil.rmtree("src")


def test_the_commands_work_on_postgresql_too(folder, postgres):
    import psycopg

    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as conn:
        conn.execute("CREATE DATABASE commands")
    env = {"VISAVIS_CASE": f"{postgres}/commands"}
    assert "2 sources read" in run("add", "town.txt", "mill.txt", env=env).output
    direct = run("ask", QUERY, "town.txt", "mill.txt", "--format", "json").output
    assert run("ask", QUERY, "--format", "json", env=env).output == direct
    assert "mill.txt:" in run("search", "denounced", env=env).output
    assert "forgotten: mill.txt" in run("forget", "mill.txt", env=env).output
    assert run("search", "denounced", env=env).exit_code == 1
    with psycopg.connect(f"{postgres}/commands") as conn:
        found = conn.execute("SELECT count(*) FROM pieces WHERE text LIKE '%denounced%'").fetchone()
    assert found == (0,)
