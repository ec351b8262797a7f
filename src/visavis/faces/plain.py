"""What a source holds must not steer the terminal: control signs and reversed reading are made visible."""

from __future__ import annotations

import re

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    r"""
    A text for a terminal or a page: every sign that steers it, or turns its reading round, shown as `\ufffd`.

    >>> harmless("Ada \x1b[31mmet\u202e Ben") == "Ada \ufffd[31mmet\ufffd Ben"
    True
    """
    return CONTROL.sub("\ufffd", text)
