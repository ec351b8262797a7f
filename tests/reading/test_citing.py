"""Claims out of depositions are cited by the printed page and line."""

from __future__ import annotations

from visavis.model.citing import Leaves
from visavis.model.source import Source
from visavis.reading.pipeline import read

LINES = ("out again. The clerk came to the office in the morning and",
         "took the letters that lay there on the table, and went")  # fmt: skip
HEARD = "Harriet Lowe praised Thomas Ames"


def deposition(pages: int, numbers_below: bool = False) -> str:
    """Pages of 14 numbered lines; the fifth of page 32 says something of two people."""
    out = []
    for page in range(31, 31 + pages):
        lines = [LINES[k % 2] for k in range(14)]
        if page == 32:
            lines[4] = f"out again. {HEARD} that day. The clerk"
        body = "\n".join(f"{k:>2}   {line}" for k, line in enumerate(lines, 1))
        out.append(f"{body}\n\n{page}\n\n" if numbers_below else f"{page}\n\n{body}\n\n")
    return "".join(out)


def places(raw: str) -> set[str | None]:
    return {c.place for c in read(Source("d.txt", raw)).claims if HEARD in c.quote}


def test_a_claim_is_cited_by_page_and_line() -> None:
    assert places(deposition(4)) == {"32:5"}


def test_numbers_under_the_page_count_for_what_stands_above() -> None:
    assert places(deposition(4, numbers_below=True)) == {"32:5"}


def test_without_printed_numbers_there_is_no_place() -> None:
    assert places(f"{HEARD} before all of us.") == {None}


def test_a_book_with_marks_of_pages_is_cited_by_page() -> None:
    raw = f"[Pg 7] In the morning it rained. [Pg 8] At noon {HEARD} before all of us. [Pg 9] Then it rained."
    assert places(raw) == {"p. 8"}


def test_a_quote_over_two_pages_names_both() -> None:
    assert Leaves(pages=((0, 7), (50, 8))).cite(40, 60) == "pp. 7–8"


def questions(first: int) -> str:
    """Numbered lines of questions and answers, the fifth and sixth of which say something."""
    some = ["Q.  Did you work there?", "A.  I did.", "Q.  How long?", "A.  Two years."] * 4
    some[4:6] = ["Q.  Who praised you?", f"A.  {HEARD}."]
    return "\n".join(f"{k:>2}    {line}" for k, line in enumerate(some, first))


def test_short_questions_on_numbered_lines_are_cited_where_only_the_second_page_is_numbered() -> None:
    raw = f"DEPOSITION OF ADA HALE\n\n{questions(1)}\n\nPage 2\n\n{questions(1)}\n"
    found = [c.place for c in read(Source("d.txt", raw)).claims if HEARD in c.quote]
    assert found == ["1:6", "2:6"]
