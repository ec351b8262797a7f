"""Who bears a name: what is gathered from the forms of a source alone."""

from collections import Counter

import pytest

from visavis.reading.people_who import gather

SHARED = [
    # a name of two who met by chance stands for the second
    ({"Silas Brand": 1, "Silas": 12, "Brand": 40, "Ada Brand": 5}, "Silas Brand", ["Ada Brand"]),
    # a grandson's name that begins with the grandfather's
    ({"Adam Stone": 6, "Adam Stone Miller": 1, "Stone": 50}, "Stone", ["Adam Stone"]),
    ({"Adam Stone": 6, "Adam Stone Miller": 1, "Stone": 50}, "Adam Stone", ["Adam Stone"]),
    # a title of a poem that begins with a last name
    ({"Paul Drake": 4, "Drake Sonnet": 1, "Drake": 30}, "Drake", ["Paul Drake"]),
    # words before a name that are none of it
    ({"Paul Drake": 4, "Northern Communist Paul Drake": 1, "Drake": 30}, "Drake", ["Paul Drake"]),
    # a double first name stays one person's
    ({"Jean Luc": 3, "Jean Luc Morel": 2, "Morel": 9}, "Jean Luc", ["Jean Luc Morel"]),
]


@pytest.mark.parametrize(("forms", "asked", "names"), SHARED)
def test_a_form_stands_for_its_bearers(forms: dict[str, int], asked: str, names: list[str]) -> None:
    _, who = gather(Counter(forms))
    assert [w.name for w in who[asked]] == names
