"""Run the product over documents, the pipeline loaded once a process."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from eval.documents import LAYERS, Document

Layers = dict[str, list[dict[str, Any]]]
READ = ("mentions", *(x for x in LAYERS if x != "lost-years"))


def predict(text: Path, until: str = "claims", quick: bool = False) -> Layers:
    """Every layer of the text as plain rows, each with `doc`; `quick` leaves the encoder out."""
    from visavis.faces.lines import rows
    from visavis.reading.ingest import load
    from visavis.reading.pipeline import PARSER, QUICK, read

    source = next(iter(load(str(text))))
    reading = read(source, until, PARSER + QUICK if quick else PARSER)
    return {x: [{"doc": text.name, **r} for r in rows(reading, x)] for x in READ}


def predictions(docs: list[Document], until: str, jobs: int, quick: bool = False) -> Iterator[Layers]:
    """The layers of every document, in order; `jobs` processes, each with its own pipeline."""
    work = partial(predict, until=until, quick=quick)
    texts = [d.text for d in docs]
    if jobs <= 1:
        yield from map(work, texts)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, texts)
