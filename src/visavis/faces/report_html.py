"""A report as one self-contained HTML page, in the dress of a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from visavis.answer.words import claim_words, shortened
from visavis.faces.html import CLASS, page
from visavis.faces.report import Line, Report
from visavis.model.dossier import Evidence


def report_html(report: Report) -> str:
    """
    The report as a page; every text of a source is escaped.

    >>> "<h1>A &amp; B</h1>" in report_html(Report("A & B", (), (), {}))
    True
    """
    return page(report.title, _body(report))


def _body(report: Report) -> Iterator[str]:
    yield f"<h1>{escape(report.title)}</h1>"
    yield from (f"<p>{escape(sentence)}</p>" for sentence in report.opening)
    if report.picture:
        yield f"<figure>{report.picture}<figcaption>{escape(report.caption)}</figcaption></figure>"
    for s in report.sections:
        level = s.level + 1
        yield f"<h{level}>{escape(s.title)}</h{level}><ul>"
        yield from (_line(line, report) for line in s.lines)
        yield "</ul>"
        if s.more:
            yield f'<p class="dim">{escape(s.more)}</p>'
    if report.notes:
        yield '<h2>What the sources say</h2><ol class="notes">'
        yield from (_note(n, e) for n, e in report.notes)
        yield "</ol>"
    if report.made:
        yield "<h2>Made with</h2><ul>"
        yield from (f"<li>{escape(line)}</li>" for line in report.made)
        yield "</ul>"


def _line(line: Line, report: Report) -> str:
    sign = f"{line.sign} " if line.sign else ""
    text = f": {escape(line.text)}" if line.text else ""
    why = f' <span class="dim">({escape(line.why)})</span>' if line.why else ""
    marks = " ".join(f'<a href="#c{n}">{n}</a>' for n in report.marks(line.claims))
    cited = f"<sup>{marks}</sup>" if marks else ""
    lead = f'<strong class="{CLASS.get(line.sign, "")}">{sign}{escape(line.lead)}</strong>'
    return f"<li>{lead}{text}{why}{cited}</li>"


def _note(number: int, e: Evidence) -> str:
    return (
        f'<li id="c{number}">“{escape(shortened(e.claim.quote, 600))}” '
        f'<span class="dim">{escape(claim_words(e.claim))} · {escape(e.says)}</span> '
        f'<span class="where">{escape(e.cite)} · {e.id}</span></li>'
    )
