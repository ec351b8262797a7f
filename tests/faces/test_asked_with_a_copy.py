"""A damaged page and a whole copy of it, asked together: the answer has the year, and one witness."""

import json

from click.testing import CliRunner

from visavis.faces.cli import app

WHOLE = (
    "Nora Vale and Edwin Frost built the northern line together for six years. In October 1871, "
    "Nora Vale accused Edwin Frost of fraud before the board. The board met again in the spring of 1872. "
    "At that time the shares had fallen and nobody would lend the company money. Edwin Frost supported "
    "Nora Vale towards the end of 1873, the year of the great flood, and the two signed the plan for the "
    "second bridge with the county."
)


def test_the_year_of_a_claim_comes_from_the_copy(tmp_path):
    torn = WHOLE.replace("October 1871, Nora", "OctoberNora").replace("spring of 1872. At", "spring of At")
    (tmp_path / "torn.txt").write_text(torn, "utf-8")
    (tmp_path / "whole.txt").write_text(WHOLE, "utf-8")
    result = CliRunner().invoke(app, ["ask", "Nora Vale and Edwin Frost", str(tmp_path), "--format", "json"])
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    accused = [c for c in answer["claims"] if c["relation"] == "accuses" and c["doc"] == "torn.txt"]
    assert [c["time"] for c in accused] == ["1871-10"]
    assert accused[0]["quote"] == torn[accused[0]["start"] : accused[0]["end"]]
    assert not [a for a in answer["accounts"] if a["kind"] == "agree"]
    assert [a for a in answer["accounts"] if a["kind"] == "copy"]
