"""A report as Markdown, quotes as footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.answer.words import claim_words, shortened
from visavis.faces.markdown import escaped
from visavis.faces.report import Line, Report


def report_markdown(report: Report) -> str:
    """
    The report as Markdown.

    >>> print(report_markdown(Report("Nobody", ("Nothing was found.",), (), {})), end="")
    # Nobody
    <BLANKLINE>
    Nothing was found.
    """
    return "\n".join(_lines(report)).rstrip("\n") + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.title)}"
    yield ""
    for sentence in report.opening:
        yield escaped(sentence)
        yield ""
    for s in report.sections:
        yield f"{'#' * (s.level + 1)} {escaped(s.title)}"
        yield ""
        yield from (_line(line, report) for line in s.lines)
        if s.more:
            yield f"- {s.more}"
        yield ""
    if report.made:
        yield "## Made with"
        yield ""
        yield from (f"- {escaped(line)}" for line in report.made)
        yield ""
    for number, e in report.notes:
        said = f"{escaped(claim_words(e.claim))}; {escaped(e.says)}; {escaped(e.cite)} (`{e.id}`)"
        yield f"[^{number}]: “{escaped(shortened(e.claim.quote, 600))}” — {said}"


def _line(line: Line, report: Report) -> str:
    sign = f"`{line.sign}` " if line.sign else ""
    text = f": {escaped(line.text)}" if line.text else ""
    why = f" ({escaped(line.why)})" if line.why else ""
    marks = "".join(f"[^{n}]" for n in report.marks(line.claims))
    return f"- {sign}**{escaped(line.lead)}**{text}{why}{marks}"
