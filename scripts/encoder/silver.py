"""
More material for the encoder, which nobody noted: the frames' own examples, and what frames find in books.

    PYTHONPATH=src:. python scripts/encoder/silver.py FOLDER VOCABULARY

Each frame stands in the lexicon with a sentence that shows it. And wherever a frame is found in the shared
sources (stretches of gold are left out) the encoder can learn to see the same without being told. Writes one
pickle a source into FOLDER. What is found is learnt from before gold and readings, never judged by.
"""

from __future__ import annotations

import json
import pickle
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parent)]

from data import Line  # noqa: E402
from readings import gold_shingles, whole  # noqa: E402

from eval.documents import SHARED  # noqa: E402
from visavis.model.layers import SILENT_KINDS, Mention, Passage  # noqa: E402
from visavis.model.source import Source  # noqa: E402
from visavis.reading.claims import claims  # noqa: E402
from visavis.reading.claims.encoder.marks import runs  # noqa: E402
from visavis.reading.claims.encoder.pairs import Group, class_of, groups  # noqa: E402
from visavis.reading.clean import clean  # noqa: E402
from visavis.reading.dates import dates  # noqa: E402
from visavis.reading.encoder.pieces import WordPieces  # noqa: E402
from visavis.reading.people import people  # noqa: E402
from visavis.reading.segment import segment  # noqa: E402
from visavis.reading.speakers import speakers  # noqa: E402
from visavis.reading.units import Unit, pipeline, units  # noqa: E402

LONG, EVERY = 8000, 12  # characters of a stretch of a book; of so many one is taken
SURE = 0.3  # least confidence of a draft to be learnt from
FRAMES = Path(__file__).resolve().parents[2] / "src/visavis/model/data/frames"
MARK = re.compile(r"\[([^|\]]+)\|([AB])\]")


def example_runs(cut: WordPieces) -> Iterator[Line]:
    """The frames' examples as runs."""
    nlp = pipeline()
    for path in sorted(FRAMES.glob("*.toml")):
        for table in tomllib.loads(path.read_text("utf-8")).values():
            for pattern, sentence in table.items():
                made = example(nlp, pattern, sentence, path.stem, cut)
                if made:
                    yield made


def example(nlp: Any, pattern: str, sentence: str, relation: str, cut: WordPieces) -> Line | None:
    """One frame's example as a run; None where it shows no two people."""
    text, at, mentions = "", 0, []
    for m in MARK.finditer(sentence):
        text += sentence[at : m.start()]
        start, at = len(text), m.end()
        text += m.group(1)
        kind = "group" if f"{m.group(2)}:group" in pattern else "person"
        mentions.append(Mention(start, len(text), m.group(1), kind, m.group(2)))
    text += sentence[at:]
    if {m.name for m in mentions} != {"A", "B"}:
        return None
    unit = Unit(0, len(text), nlp(text), Passage(0, len(text), "narrative"))
    for run in runs(unit, mentions, cut):
        for g in groups(run, {}, []):
            sure = {class_of(relation, back=g.names[0] != "A"): "asserted"}
            return {"ids": run.ids, "told": 0, "groups": [noted(g, sure)]}
    return None


def noted(g: Group, sure: dict[int, str]) -> Line:
    """A group as numbers, with the classes that it shows."""
    pairs = [(p.places, p.path, p.turn, p.traits, p.distance) for p in g.pairs]
    return {"names": g.names, "pairs": pairs, "ruled": (), "strict": (sure, {}, []), "loose": (sure, {}, [])}


def book_runs(path: Path, known: set[str], cut: WordPieces) -> Iterator[Line]:
    """What frames find in stretches of a book."""
    text = whole(path)
    for k in range(1, len(text) // LONG, EVERY):
        piece = text[k * LONG : (k + 1) * LONG]
        words = re.findall(r"\w+", piece.lower())
        if any(" ".join(words[j : j + 8]) in known for j in range(len(words) - 8)):
            continue
        yield from found_runs(Source(path.name, piece), cut)


def found_runs(source: Source, cut: WordPieces) -> Iterator[Line]:
    """What frames find in a text, as runs."""
    cleaned = clean(source.raw)
    passages = segment(cleaned)
    parsed = units(pipeline(), cleaned.text, passages, speakers(cleaned, passages))
    who = people(parsed, source)
    drafts = claims(parsed, who.entities, who.mentions, dates(cleaned, parsed, source), source, least=SURE)
    parts = {e.name: e.parts for e in who.entities if e.parts}
    ordered = sorted(who.mentions, key=lambda m: m.start)
    for unit in parsed:
        inside = [d for d in drafts if unit.start <= d.start < unit.end]
        if unit.passage.kind in SILENT_KINDS or not inside:
            continue
        modality = {frozenset((d.subject, d.object)): d.modality for d in inside}
        for run in runs(unit, ordered, cut):
            rows = []
            for g in groups(run, parts, inside):
                sure = {k: modality[frozenset(g.names)] for k in g.ruled}
                rows.append(noted(g, sure))
            if any(r["loose"][0] for r in rows):
                yield {"ids": run.ids, "told": run.told, "groups": rows}


def main() -> int:
    folder, vocabulary = Path(sys.argv[1]), Path(sys.argv[2])
    cut = WordPieces(json.loads(vocabulary.read_text("utf-8"))["model"]["vocab"])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "examples.pickle").write_bytes(pickle.dumps(list(example_runs(cut))))
    known = gold_shingles()
    for path in sorted((SHARED / "sources").glob("*/*.txt")):
        file = folder / f"{path.parent.name}-{path.stem}.pickle"
        if not file.exists():
            file.write_bytes(pickle.dumps(list(book_runs(path, known, cut))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
