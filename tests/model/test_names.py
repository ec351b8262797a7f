"""Parts of names and the comparing of forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.model.names import first_names, fold, gender, may_be, split, words


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Petrov", "Anna Petrov"),
        ("Comrade Petrov", "Ivan Petrov"),
        ("I. Petrov", "Ivan Sergeyevich Petrov"),
        ("Ivan Petrov", "Ivan S. Petrov"),
        ("Henry", "Henry VIII"),
        ("Walter", "Walter of Coventry"),
        ("Berquin", "Louis de Berquin"),
    ],
)
def test_a_shorter_form_fits_the_full_name(short: str, full: str) -> None:
    assert may_be(short, full)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr. Hollis", "Mrs. Hollis"),
        ("Henry VII", "Henry VIII"),
        ("Boris Petrov", "Ivan Petrov"),
        ("Petrov", "Ivan Orlov"),
        ("Lady Anne Hollis", "Lord Anne Hollis"),
    ],
)
def test_two_names_are_kept_apart(one: str, other: str) -> None:
    assert not may_be(one, other)


def test_a_title_tells_the_gender_before_the_first_name_does() -> None:
    assert gender("Mrs. Robert Hollis") == "f"
    assert gender("Robert Hollis") == "m"


def test_word_lists_are_loaded_and_folded() -> None:
    assert "m" in set(words().title_gender.values())
    assert all(name == name.lower() for name in first_names())


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(fold(text))) == fold(fold(text))


@given(st.text(max_size=40))
def test_any_text_can_be_taken_apart(text: str) -> None:
    name = split(text)
    assert all(isinstance(w, str) for w in name.words)
