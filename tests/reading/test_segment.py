"""Passages: every kind of text gets its name, and a new source may begin inside a paragraph."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.model.offsets import Clean
from visavis.reading.segment import segment

TOLD = (
    "The mill stood by the river. Its owner had bought it from a widow. He raised the wages twice. "
    "The council thanked him for it. His brother ran the shop. The town grew. Trade followed the canal. "
    "The old bridge fell in the flood, and the council paid for another."
)
HEARD = (
    "I do not know whether you want the whole story. Please go on. I met them at the mill. Who was present? "
    "I was, and two clerks. Did you agree with them? No, I did not. Why did you stay? I was asked to stay. "
    "Did you tell the owner? Yes, I told him in May. What did he say? He said nothing to me."
)
LETTER = "Elm Hall, May 3, 1851.\n\nDear Sir,--I have your note.\n\nI shall come.\n\nYours truly,\n\nP. OAKES"


def kinds(text):
    return [(p.kind, text[p.start : p.end]) for p in segment(Clean.of(text))]


def test_a_hearing_beginning_inside_a_paragraph_is_found():
    found = kinds(f"{TOLD} {HEARD}")
    assert found == [("narrative", TOLD), ("transcript", HEARD)]


def test_headings_inside_a_hearing_do_not_end_it():
    found = kinds(f"{TOLD}\n\n{HEARD}\n\nThe Mill Case - Part Two\n\n{HEARD}")
    assert [k for k, _ in found] == ["narrative", "transcript", "heading", "transcript"]


def test_a_memoir_is_no_hearing():
    memoir = "I was born by the river. My father kept the mill. I loved it. We rose at dawn. " * 6
    assert {k for k, _ in kinds(memoir)} == {"narrative"}


def test_questions_inside_quotation_marks_make_no_hearing():
    text = 'He met the clerk. "Did you go?" he asked. "Yes, I did," said the clerk. They went home. ' * 5
    assert {k for k, _ in kinds(text)} == {"narrative"}


def test_a_line_that_comes_again_and_again_is_a_keyword():
    text = f"Mill history\n\n{TOLD}\n\nmill history\n\n{TOLD}\n\nmill history\n\n{TOLD}"
    assert [k for k, _ in kinds(text)][:4] == ["heading", "narrative", "keyword", "narrative"]


def test_snippets_of_a_search_are_cut_apart():
    snippets = (
        "The mill was the pride of the. Together with his brother, he could then easily The council paid "
        "for another bridge after the great flood of that year. All those who had."
    )
    text = f"{snippets}\n\nThe council paid for another bridge after the great flood of that year. It stood."
    found = [words for kind, words in kinds(text) if kind == "snippet"]
    assert found[2] == "The council paid for another bridge after the great flood of that year."
    assert len(found) == 4


def test_a_heading_run_into_a_paragraph_is_cut_out():
    text = f"{TOLD} Later years[ edit ] In spring the mill closed, and the owner left the town."
    assert [k for k, _ in kinds(text)] == ["narrative", "heading", "narrative"]
    assert kinds(text)[1][1] == "Later years[ edit ]"


def test_a_letter_runs_from_its_date_to_its_signature():
    found = kinds(f"He wrote at once:\n\n{LETTER}\n\n{TOLD}")
    assert [k for k, _ in found] == ["narrative", "letter", "narrative"]
    assert found[1][1] == LETTER


@pytest.mark.parametrize(
    "text",
    [
        "* Home\n* Works by the owner at the library\n* Mill museum",
        "Category:Mills Category:1851 deaths Category:Rivers",
        "-   Hobbs, Ann (1966). _The Mill_, Elm University Press.\n-   Kemp, B. (1970). _Rivers_, Ash Press.",
        "Born| 3 May 1801\nDied| 1851\nOffice| Mayor\nSpouse| Ann\nResting place| Elm",
        "You may copy this ebook under the terms of its license; the trademark and the copyright are held.",
    ],
    ids=["links", "categories", "references", "table", "licence"],
)
def test_what_frames_a_text_is_boilerplate(text):
    assert [k for k, _ in kinds(f"{TOLD}\n\n{text}")] == ["narrative", "boilerplate"]


@given(
    st.lists(
        st.sampled_from(["Did he go?", "I", "\n\n", "Hale:", " ", "* x", "Dear Sir,", ".", "é", "[edit]"])
    )
)
def test_all_that_is_not_blank_is_covered_in_order(parts):
    text = " ".join(parts)
    passages = segment(Clean.of(text))
    covered = {i for p in passages for i in range(p.start, p.end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    assert all(a.end <= b.start for a, b in pairwise(passages))


def test_a_letter_opened_by_my_dear_ends_at_a_bare_signature():
    letter = "Leipzig, 3 December 1887\n\nMy dear Voss,\n\nI have read it. When do you come?\n\nJames Harland"
    found = kinds(f"{TOLD}\n\n{letter}\n\n{TOLD}")
    assert [k for k, _ in found] == ["narrative", "letter", "narrative"]
    assert found[1][1] == letter


def test_a_heading_with_to_in_it_opens_no_letter():
    assert "letter" not in [k for k, _ in kinds(f"ORAL ANSWERS TO QUESTIONS\n\n{TOLD}")]


def test_a_books_index_claims_nothing() -> None:
    entries = (
        "Gray, his quarrel with Holm, i. 23, 45;\n  kills Rey, ii. 3.\n\nHolm, 12, 13.\n\nRey, ii. 4, _n._"
    )
    text = f"Gray met Holm in the spring, and they quarrelled.\n\nINDEX.\n\n{entries}\n"
    kinds = {text[p.start : p.end].split(",", maxsplit=1)[0]: p.kind for p in segment(Clean.of(text))}
    assert kinds["Gray met Holm in the spring"] == "narrative"
    assert "narrative" not in [k for words, k in kinds.items() if words != "Gray met Holm in the spring"]
