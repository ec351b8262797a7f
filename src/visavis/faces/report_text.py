"""A report as plain text: wrapped, with the quotes at the end; coloured where it is shown in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from visavis.answer.words import claim_words, shortened
from visavis.faces.plain import harmless
from visavis.faces.report import Line, Report, Section
from visavis.model.dossier import Evidence

WIDTH = 88
COLOUR = {"+": "green", "-": "red", "0": "yellow"}


def report_text(report: Report, colour: bool = False) -> str:
    """
    The report as text of 88 columns.

    >>> print(report_text(Report("Nobody", ("Nothing was found.",), (), {})), end="")
    Nobody
    ══════
    <BLANKLINE>
    Nothing was found.
    """
    parts = [report.title, "═" * min(WIDTH, len(report.title)), ""]
    parts += [wrapped(sentence) for sentence in report.opening]
    for s in report.sections:
        parts += _section(s, report, colour)
    if report.notes:
        parts += ["", _head("What the sources say"), *(_note(n, e) for n, e in report.notes)]
    if report.made:
        parts += ["", _head("Made with"), *(wrapped(line, 2) for line in report.made)]
    return harmless("\n".join(parts)) + "\n" if not colour else "\n".join(parts) + "\n"


def wrapped(text: str, indent: int = 0, hang: int = 2) -> str:
    """Text broken to the width, later lines hanging."""
    first, rest = " " * indent, " " * (indent + hang)
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _head(title: str) -> str:
    return f"{title} ".ljust(WIDTH, "─")


def _section(s: Section, report: Report, colour: bool) -> Iterator[str]:
    yield ""
    yield _head(s.title) if s.level == 1 else f"{s.title}:"
    for line in s.lines:
        yield _line(line, report, colour)
    if s.more:
        yield f"  {s.more}"


def _line(line: Line, report: Report, colour: bool) -> str:
    marks = report.marks(line.claims)
    cited = f" [{', '.join(map(str, marks))}]" if marks else ""
    why = f" ({line.why})" if line.why else ""
    sign = f"{line.sign} " if line.sign else ""
    text = wrapped(f"{sign}{line.lead}{': ' if line.text else ''}{line.text}{why}{cited}", 2, 4)
    if colour and line.sign in COLOUR:
        import click

        return click.style(harmless(text), fg=COLOUR[line.sign])
    return harmless(text)


def _note(number: int, e: Evidence) -> str:
    quote = wrapped(f"{number:>3} “{shortened(e.claim.quote, 400)}”", 0, 4)
    where = wrapped(f"{claim_words(e.claim)} · {e.says} · {e.cite} · {e.id}", 4)
    return harmless(f"{quote}\n{where}")
