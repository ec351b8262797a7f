"""The commands `at` and `network`: parse, call, print. Heavy imports happen inside the commands."""

from __future__ import annotations

import sys

import click

from visavis.faces import options
from visavis.faces.case_options import case_option


@click.command(short_help="Who held what and stood with and against whom on a date.")
@click.argument("date")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@case_option
@options.output()
@options.evidence
@options.limit(30, "Lines shown of each kind.")
@options.model
def at(
    date: str,
    sources: tuple[str, ...],
    case: str | None,
    form: str | None,
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

    sys.exit(run_at(date, (sources, case), options.form_of(form, output), output, limit, **narrowing))


@click.command(short_help="The signed network over time: balance, factions, brokers.")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@case_option
@options.output(
    ("text", "markdown", "html", "json", "gexf", "graphml", "csv", "svg"),
    "Write to FILE; csv makes two, FILE-nodes and FILE-edges.",
)
@options.window
@options.evidence
@options.limit(15, "Lines shown of each kind.")
@options.model
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
