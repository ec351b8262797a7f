"""Pages that a text is printed on: in a terminal, coloured, or as plain lines where it is piped."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from visavis.faces.plain import harmless

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

NARROW = re.compile(
    "[\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u200a\u2010-\u2027\u2030-\u205e\u2070-\u22ff"
    "\u2500-\u25ff\ufffd]*"
)  # signs each of which takes one column
PIPED = 88  # columns where there is no terminal
WIDEST = 110  # lines longer than this are hard to read


class Page(Protocol):
    """A few ways to print; every text is literal."""

    def title(self, text: str) -> None:
        """The title, in the middle of a double line."""

    def head(self, text: str) -> None:
        """A heading, at the beginning of a line, below an empty one."""

    def gap(self) -> None:
        """An empty line."""

    def parts(self, parts: Iterable[tuple[str, str]], indent: int = 0, hang: int = 0) -> None:
        """Styled pieces as one wrapped paragraph; lines after the first are indented by `hang` more."""

    def para(self, text: str, style: str = "", indent: int = 0, hang: int = 0) -> None:
        """A paragraph in one style."""


class PlainPage:
    """A page of lines, without styles: they are kept in `lines`."""

    def __init__(self, width: int = PIPED) -> None:
        self.width = width
        self.lines: list[str] = []

    def title(self, text: str) -> None:
        """The title, in the middle of a double line."""
        shown = f" {_short(text, self.width - 4)} "
        left = (self.width - columns(shown)) // 2
        self.lines.append("═" * left + shown + "═" * (self.width - left - columns(shown)))

    def head(self, text: str) -> None:
        """A heading, at the beginning of a line."""
        shown = f"{_short(text, self.width - 2)} "
        self.lines += ["", shown + "─" * (self.width - columns(shown))]

    def gap(self) -> None:
        """An empty line."""
        self.lines.append("")

    def para(self, text: str, style: str = "", indent: int = 0, hang: int = 0) -> None:
        """A paragraph."""
        self.parts([(text, style)], indent, hang)

    def parts(self, parts: Iterable[tuple[str, str]], indent: int = 0, hang: int = 0) -> None:
        """Pieces as one wrapped paragraph."""
        text = harmless("".join(piece for piece, _ in parts))
        for n, line in enumerate(wrapped(text, max(20, self.width - indent - hang))):
            self.lines.append((" " * (indent + (hang if n else 0)) + line).rstrip())


def columns(text: str) -> int:
    """
    How many columns a text takes.

    >>> columns("Ada"), columns("毛澤東")
    (3, 6)
    """
    if NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrapped(text: str, width: int) -> list[str]:
    """
    A text in lines of at most `width` columns.

    >>> wrapped("Ada met Ben.", 8)
    ['Ada met', 'Ben.']
    """
    if not NARROW.fullmatch(text):
        from rich.console import Console
        from rich.text import Text

        return [line.plain.rstrip() for line in Text(text).wrap(Console(width=width), width)]
    if len(text) <= width and "\n" not in text:
        return [text]
    given = text.split("\n")
    return [line for part in given for line in textwrap.wrap(part, width, break_on_hyphens=False) or [""]]


def _short(text: str, most: int) -> str:
    shown = " ".join(harmless(text).split())
    while columns(shown) > most:
        shown = shown[:-2].rstrip() + "…"
    return shown


class RichPage:
    """A page on a console, with its colours and its width."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def title(self, text: str) -> None:
        """The title, in the middle of a double line."""
        self.console.rule(_text(text, "bold"), characters="═", style="dim")

    def head(self, text: str) -> None:
        """A heading, at the beginning of a line."""
        self.console.print()
        self.console.rule(_text(text, "bold cyan"), align="left", characters="─", style="dim")

    def gap(self) -> None:
        """An empty line."""
        self.console.print()

    def para(self, text: str, style: str = "", indent: int = 0, hang: int = 0) -> None:
        """A paragraph in one style."""
        self.parts([(text, style)], indent, hang)

    def parts(self, parts: Iterable[tuple[str, str]], indent: int = 0, hang: int = 0) -> None:
        """Styled pieces as one wrapped paragraph; lines after the first are indented by `hang` more."""
        from rich.text import Text

        whole = Text()
        for piece, style in parts:
            whole.append(harmless(piece), style)
        width = max(20, self.console.width - indent - hang)
        for n, line in enumerate(whole.wrap(self.console, width)):
            line.rstrip()
            self.console.print(Text(" " * (indent + (hang if n else 0))) + line, soft_wrap=True)


def _text(text: str, style: str) -> Text:
    from rich.text import Text

    return Text(harmless(text), style)


def terminal() -> RichPage:
    """A page on the terminal at hand."""
    from rich.console import Console

    console = Console(highlight=False)
    console.width = min(console.width, WIDEST)
    return RichPage(console)
