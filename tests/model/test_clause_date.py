"""Which date governs a clause: cases with the clause in braces and the dates as `[words|EDTF]`."""

import json
import re
from pathlib import Path

import pytest

from visavis.model.clause_date import clause_date, running_date
from visavis.model.layers import DateMention

CASES = Path(__file__).parents[1] / "cases" / "clause_date.jsonl"
MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]|[{}]")


def unmarked(text: str) -> tuple[str, list[DateMention], tuple[int, int]]:
    out, dates, braces, at = "", [], [], 0
    for m in MARK.finditer(text):
        out += text[at : m.start()]
        if m[1]:
            dates.append(DateMention(len(out), len(out) + len(m[1]), m[1], m[2]))
            out += m[1]
        else:
            braces.append(len(out))
        at = m.end()
    return out + text[at:], dates, (braces[0], braces[1])


@pytest.mark.parametrize(
    "case", [json.loads(x) for x in CASES.read_text().splitlines()], ids=lambda c: c["label"]
)
def test_the_date_of_a_clause(case: dict) -> None:
    text, dates, clause = unmarked(case["text"])
    found = clause_date(text, dates, clause, (0, len(text)))
    assert (found and found.edtf, found and found.where) == (case["edtf"], case["where"])


def test_a_narrative_keeps_its_date_but_not_over_a_paragraph() -> None:
    text, dates, _ = unmarked("In [1924|1924] they met.\n\n{They} parted.")
    assert running_date(text, dates, len(text), 0) is not None
    assert running_date(text, dates, len(text), 20) is None
