"""Layers as JSON lines, the form that `visavis read --layer` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator

from visavis.model.layers import Reading


def lines(reading: Reading, layer: str) -> Iterator[str]:
    """The lines of one layer, each a JSON object with `doc`, the source's file name."""
    doc = reading.source.name
    for row in rows(reading, layer):
        yield json.dumps({"doc": doc, **row}, ensure_ascii=False)


def rows(reading: Reading, layer: str) -> Iterator[dict[str, object]]:
    """The same as plain dicts, without `doc`."""
    if layer == "repairs":
        for e in reading.repairs:
            yield {
                "start": e.start,
                "end": e.end,
                "was": e.was,
                "reads": e.reads,
                "kind": e.kind,
                "why": e.why,
            }
    elif layer == "passages":
        for p in reading.passages:
            yield {"start": p.start, "end": p.end, "kind": p.kind, "origin": p.origin}
    elif layer == "turns":
        for t in reading.turns:
            yield {"start": t.start, "end": t.end, "speaker": t.speaker, "sure": t.sure}
    elif layer == "mentions":
        for m in reading.mentions:
            row: dict[str, object] = {"start": m.start, "end": m.end, "text": m.text, "kind": m.kind,
                                      "name": m.name, "form": m.form}  # fmt: skip
            yield row if m.name else {**row, "candidates": list(m.candidates)}
    elif layer == "dates":
        for d in reading.dates:
            yield {"start": d.start, "end": d.end, "text": d.text, "edtf": d.edtf, "bounds": d.bounds,
                   "basis": d.basis, "why": d.why}  # fmt: skip
    else:
        yield from (c.line() for c in reading.claims)
