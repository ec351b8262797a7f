"""The quick reader of plain TOML gives what the standard library gives, errors too."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from visavis.model.plain_toml import loads

DATA = sorted(
    (f for where in ("data", "data/frames") for f in (files("visavis.model") / where).iterdir()
     if f.name.endswith(".toml")), key=lambda f: f.name
)  # fmt: skip
LINE = st.one_of(
    st.sampled_from(
        [
            "[one]",
            "[two]",
            "[one.two]",
            "# a word",
            "",
            "k = 1",
            'k = "a"',
            'k = ["a", "b"]',
            'k = ["a" , "b"]',
            "k = ['a', 'b']",
            'k = ["a]", "b"]',
            'k = ["a", "b",]',
            'k = ["a#", "b"] # c',
            'l = ["a", 1]',
            "l = []",
            'l = [""]',
            '"A x B" = "y"',
            '"A x B" = "y" # z',
            '"A x B" = "\\\\u0041"',
            '"one" = "q"',
            'one = ["x"]',
            '"" = "y"',
            'x = """a',
            '"""',
        ]
    ),
    st.text(max_size=12),
)


@pytest.mark.parametrize("file", DATA, ids=lambda f: f.name)
def test_the_data_files_read_the_same(file: object) -> None:
    text = file.read_text("utf-8")  # type: ignore[attr-defined]
    assert loads(text) == tomllib.loads(text)


@given(st.lists(LINE, max_size=6))
@example(["[one]", 'k = ["a"]', "[one]"])
@example(['k = ["a"]', "[k]"])
@example(['k = ["a"]', '"k" = "b"'])
@example(['k = ["a\tb"]', '"A" = "\x01"'])
@example(['k = ["a"]\r'])
@example(["[é]", 'k = ["a"]'])
@example(['é = ["a"]'])
def test_any_text_reads_the_same(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    assert outcome(loads, text) == outcome(tomllib.loads, text)


def outcome(read: Callable[[str], object], text: str) -> object:
    try:
        return read(text)
    except tomllib.TOMLDecodeError as e:
        return str(e)
