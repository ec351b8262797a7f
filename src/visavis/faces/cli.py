"""The command line: parse, call, print. Heavy imports happen inside the commands."""

from __future__ import annotations

import io
import sys

import click

from visavis import __version__
from visavis.faces import (
    case_add,
    case_claims,
    case_forget,
    case_judging,  # noqa: F401 - adds its commands to `people`
    case_people,
    case_search,
    case_sources,
    cli_politic,
    doctor,
    options,
)
from visavis.faces.case_options import case_option
from visavis.faces.plain import harmless
from visavis.faces.process import settle
from visavis.model.errors import VisavisError

LAYERS = ("repairs", "passages", "turns", "mentions", "dates", "claims")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def app() -> None:
    """
    How two people stood to one another, when, and who says so.

    \b
    Example: visavis ask "bukharin and stalin relationship" page.txt
    """


COMMANDS = (  # one a line; each is a module of its own
    case_add.add,
    case_sources.sources,
    case_people.people,
    case_people.groups,
    case_claims.claims,
    case_search.search,
    case_forget.forget,
    cli_politic.at,
    cli_politic.network,
    doctor.doctor,
)
for command in COMMANDS:
    app.add_command(command)


@app.command(short_help="Answer how two stood to one another, or who mattered to one.")
@click.argument("query")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@case_option
@options.output()
@options.window
@options.evidence
@click.option("--weights", metavar="FILE", help="Own figures (TOML) for how much a claim counts.")
@options.limit(30, "Direct claims shown (text, markdown).")
@options.model
def ask(
    query: str,
    sources: tuple[str, ...],
    case: str | None,
    form: str | None,
    output: str | None,
    limit: int,
    model: str,
    **narrowing: object,
) -> None:
    """
    Answer QUERY from SOURCE... (files, folders, or - for standard input; nothing is kept), or from a case.
    Read are text, HTML, PDF, DOCX, ODT, EPUB, RTF, Markdown, TEI, letters (EML, mbox) and zips of these.

    QUERY takes two names ("A and B", "A & B", "A vs B", with or without "relationship") or one, or a question
    ("how did A get on with B in 1938?"). Names may be partial, misspelt or transliterated. Exit status:
    0 answered, 1 nothing found, 2 wrong use or unreadable.

    \b
    Examples:
      visavis ask "bukharin and stalin relationship" page.txt
      visavis ask "Caesar vs Pompey" sources/ --format json -o answer.json
      visavis ask "Бухарин" page.txt --without duress
      visavis ask "Caesar vs Pompey" --case rome.visavis
    """
    from visavis.answer.dossier import Options
    from visavis.answer.question import dated_question
    from visavis.faces.putting import put, status

    if not any(narrowing[o] for o in ("at", "since", "until")):
        query, window = dated_question(query)
        narrowing |= window
    given = Options(**narrowing, model=model)  # type: ignore[arg-type]
    if sources:
        from visavis.faces.asking import answer

        found = answer(query, sources, given)
    else:
        from visavis.faces.case_asking import answer_from_case

        found = answer_from_case(query, case, given)
    put(found, options.form_of(form, output), output, limit)
    sys.exit(status(found))


@app.command(short_help="Print one layer of a source as JSON lines.")
@click.argument("source")
@click.option("--layer", type=click.Choice(LAYERS), default="claims", show_default=True, help="Which layer.")
@options.model
def read(source: str, layer: str, model: str) -> None:
    """
    Print one layer of SOURCE (a file, a folder, or - for standard input) as JSON lines.

    \b
    Example: visavis read page.txt --layer dates
    """
    from visavis.faces.asking import readings, sources
    from visavis.faces.lines import lines

    found = sources([source])
    for left in found.skipped:
        click.echo(f"visavis: {left.doc}: not read: {left.why}", err=True)
    for one in readings(found, model, layer):
        for line in lines(one, layer):
            click.echo(line)


@app.command(short_help="Show the damage of a source and how it is read.")
@click.argument("source")
def repairs(source: str) -> None:
    """
    Show the repairs of SOURCE (a file, a folder, or - for standard input) in context, like a diff.

    A line with - is the source as given, one with + is how it is read. The source itself stays as it is.

    \b
    Example: visavis repairs page.txt
    """
    from visavis.faces.asking import readings, sources
    from visavis.faces.repairs_view import repairs_text, show

    found = sources([source])
    for left in found.skipped:
        click.echo(f"visavis: {left.doc}: not read: {left.why}", err=True)
    for one in readings(found, options.MODEL, "repairs"):
        if sys.stdout.isatty():
            show(repairs_text(one))
        else:
            click.echo(harmless("\n".join(repairs_text(one))))


@app.command()
@click.argument("what", metavar="RULE|CLAIM-ID")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@case_option
@options.model
def explain(what: str, sources: tuple[str, ...], case: str | None, model: str) -> None:
    """
    Say what a rule is, or why a claim stands.

    RULE is a frame (verb:expel), a word (expel) or a relation (harms). CLAIM-ID is an id that ask or read
    prints, or its beginning; SOURCE... are then the sources it came from, else the case is asked.

    \b
    Examples:
      visavis explain "verb:fall out with"
      visavis explain 2c377ca2052096e8 page.txt
      visavis explain 2c377ca2052096e8 --case town.visavis
    """
    from visavis.faces.case_options import is_there
    from visavis.faces.explain import explain_claim, explain_rule, looks_like_id

    if looks_like_id(what) and sources:
        from visavis.faces.asking import readings
        from visavis.faces.asking import sources as load

        told = explain_claim(what, list(readings(load(sources), model)))
    elif looks_like_id(what) and (case or is_there(case)):
        from visavis.faces.case_asking import readings_of_claim

        told = explain_claim(what, readings_of_claim(what, case))
    else:
        told = explain_rule(what)
    for line in told:
        click.echo(harmless(line))


def main() -> None:
    """Run the command line; known errors become a message and exit status 2."""
    settle()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal that lacks a letter still gets the rest
    try:
        app(standalone_mode=True)
    except VisavisError as e:
        click.echo(f"visavis: {e}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
