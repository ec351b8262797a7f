"""`visavis sources`: what a case was made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from visavis.faces.case_options import case_option, opened
from visavis.faces.plain import harmless

if TYPE_CHECKING:
    from visavis.case.store_sources import Row

FORMS = click.Choice(["text", "json"])


@click.command(short_help="List the sources of a case, and what was left out.")
@case_option
@click.option("--older", is_flag=True, help="Also versions that newer ones have replaced.")
@click.option("--format", "form", type=FORMS, default="text", show_default=True, help="How they are listed.")
def sources(case: str | None, older: bool, form: str) -> None:
    """
    List the sources of a case, and what was left out, with the reasons.

    \b
    Example: visavis sources --case town.visavis
    """
    for line in listed(case, older, form):
        click.echo(line if form == "json" else harmless(line))


def listed(case: str | None, older: bool, form: str) -> Iterator[str]:
    """Lines of text, or one JSON object a line."""
    from visavis.case.store_sources import claim_counts, left, rows

    store = opened(case)
    with store.read() as conn:
        found, counts, out = rows(conn, older), claim_counts(conn), left(conn)
    store.close()
    for r in found:
        yield _json(r, counts.get(r.no, 0)) if form == "json" else _text(r, counts.get(r.no, 0))
    for s in out:
        told = {"name": s.doc, "state": "left out", "why": s.why}
        yield json.dumps(told, ensure_ascii=False) if form == "json" else f"{s.doc}: left out: {s.why}"
    if not found and form == "text":
        yield "no sources yet. Add some: visavis add SOURCE..."


def _text(r: Row, claims: int) -> str:
    stated = [f"{name} {value}" for name, value in (("by", r.source.author), ("of", r.source.date)) if value]
    about = "".join(f", {s}" for s in (*stated, *r.source.circumstances))
    if r.state == "failed":
        return f"{r.name}: not read: {r.failed}"
    told = f"{claims} claims" if r.state == "read" else r.state
    return f"{r.name}: {r.words} words, {told}{about}  [{r.id[:8]}]"


def _json(r: Row, claims: int) -> str:
    s = r.source
    line = {
        "name": r.name, "id": r.id, "sha256": s.sha256, "state": r.state, "why": r.failed, "path": s.path,
        "title": s.title, "author": s.author, "date": s.date, "kind": s.kind,
        "circumstances": list(s.circumstances), "chars": r.chars, "words": r.words, "claims": claims,
        "reader": r.reader,
    }  # fmt: skip
    return json.dumps(line, ensure_ascii=False)
