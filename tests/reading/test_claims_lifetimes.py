"""Years of a life behind a name are no time of a deed."""

import pytest

from visavis.model.layers import DateMention
from visavis.reading.claims.dating import lifetime, of_birth

CASES = [
    ("Ada Stone (1815–1859) fought Paul Drake.", "1815–1859", "1815/1859", True),
    ("King Paul (r. 1628–1658) had sons.", "1628–1658", "1628/1658", True),
    (
        "**Ada Stone** (9 May 1815 – 3 May 1859)[2] fought.",
        "9 May 1815 – 3 May 1859",
        "1815-05-09/1859-05-03",
        True,
    ),
    ("They fought in the long war (1815–1819) at sea.", "1815–1819", "1815/1819", False),
    ("Ada Stone (from 1815 to 1819 a clerk) fell.", "from 1815 to 1819", "1815/1819", False),
    ("Ada Stone (1815) fought Paul Drake.", "1815", "1815", False),
]


@pytest.mark.parametrize(("text", "words", "edtf", "expected"), CASES)
def test_an_interval_in_brackets_behind_a_name(text: str, words: str, edtf: str, expected: bool) -> None:
    start = text.index(words)
    date = DateMention(start, start + len(words), words, edtf, None, "stated", "")
    assert lifetime(text, date) is expected


BIRTHS = [
    ("Ada Stone, born 1815, joined Paul Drake.", "1815", True),
    ("Ada Stone, born in Truro in 1815, joined Paul Drake.", "1815", True),
    ("Ada Stone was born on 9 May 1815 in Truro.", "9 May 1815", True),
    ("Ada Stone (–9 May 1859) was a queen.", "9 May 1859", True),
    ("Ada Stone (died 1859) was a queen.", "1859", True),
    ("Born in Truro, she joined Paul Drake in 1831.", "1831", False),
    ("Born in 1815, she joined Paul Drake in 1831.", "1831", False),
    ("She met Paul Drake (in 1831) at sea.", "1831", False),
]


@pytest.mark.parametrize(("text", "words", "expected"), BIRTHS)
def test_the_date_of_a_birth_or_the_end_of_a_life_in_brackets(text: str, words: str, expected: bool) -> None:
    start = text.index(words)
    date = DateMention(start, start + len(words), words, "1800", None, "stated", "")
    assert of_birth(text, date) is expected
    assert of_birth(text, date, kin=True) is (expected and "orn" not in text)  # a child is one from birth
