"""The command line: parse, call, print. Heavy imports happen inside the commands."""

from __future__ import annotations

import sys

import click

from visavis import __version__
from visavis.model.errors import VisavisError

LAYERS = ("repairs", "passages", "turns", "mentions", "dates", "claims")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def app() -> None:
    """How two people stood to one another, when, and who says so."""


@app.command()
@click.argument("source")
@click.option("--layer", type=click.Choice(LAYERS), default="claims", show_default=True)
def read(source: str, layer: str) -> None:
    """
    Print one layer of SOURCE (a file, a folder, or - for standard input) as JSON lines.

    Example: visavis read page.txt --layer dates
    """
    from visavis.faces.lines import lines
    from visavis.reading.ingest import load
    from visavis.reading.pipeline import read as read_source

    for one in load(source):
        for line in lines(read_source(one, layer), layer):
            click.echo(line)


def main() -> None:
    """Run the command line; known errors become a message and exit status 2."""
    try:
        app(standalone_mode=True)
    except VisavisError as e:
        click.echo(f"visavis: {e}", err=True)
        sys.exit(2)
