"""
What the encoder learns of pronouns: the readings of `scripts/pronouns.py`, as plain numbers.

    PYTHONPATH=src:. python scripts/encoder/whom.py FOLDER VOCABULARY

Writes one pickle a reading into FOLDER, named by the hash of text and notes; what is there stays. VOCABULARY
is the encoder's tokenizer.json. Who is whom before a pronoun is as the product reads it without the encoder.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import sys
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from pronouns import pronouns  # noqa: E402

from eval.documents import SHARED, tool  # noqa: E402
from visavis.model.names import fold  # noqa: E402
from visavis.model.source import Source  # noqa: E402
from visavis.reading import people_rank as rank  # noqa: E402
from visavis.reading.clean import clean  # noqa: E402
from visavis.reading.encoder.pieces import WordPieces  # noqa: E402
from visavis.reading.people import people  # noqa: E402
from visavis.reading.people_pronouns import Mark  # noqa: E402
from visavis.reading.people_resolve import Resolver  # noqa: E402
from visavis.reading.people_sight import Sight, kind_of, traits  # noqa: E402
from visavis.reading.segment import segment  # noqa: E402
from visavis.reading.speakers import speakers  # noqa: E402
from visavis.reading.units import pipeline, units  # noqa: E402

Line = dict[str, Any]
judge: Any = tool(SHARED, "score_claims")


class Heard:
    """Listens to the resolver of one source: its marks, and the candidates of every pronoun."""

    def __init__(self) -> None:
        self.marks: Sequence[Mark] = ()
        self.people: Any = None
        self.asked: list[tuple[Mark, list[tuple[int, rank.Features, list[Mark], float]]]] = []

    def listen(self, source: Source, parsed: Any) -> None:
        choose, run = rank.choose, Resolver.run

        def chosen(pronoun: Mark, scene: Any, fits: Any, sight: Any = None) -> Any:
            found = [(w, f, ms, scene.agrees(w)) for w, f, ms in rank.candidates(pronoun, scene, fits)]
            self.asked.append((pronoun, found))
            return choose(pronoun, scene, fits, sight)

        def ran(resolver: Resolver, marks: Sequence[Mark]) -> None:
            self.marks, self.people = marks, resolver.people
            run(resolver, marks)

        rank.choose, Resolver.run = chosen, ran  # type: ignore[assignment,method-assign]
        try:
            people(parsed, source)
        finally:
            rank.choose, Resolver.run = choose, run  # type: ignore[method-assign]


def described(
    text: str, lines: list[Line], parsed: Sequence[Any], cleaned: Any, marks: Sequence[Mark]
) -> dict[int, set[str]]:
    """By number, the entities in whose words somebody is called (`my father`: `author's father`)."""
    by_words: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for words in (line["entity"], *line["aliases"]) if "entity" in line else ():
            by_words[bare(words)].add(line["entity"])
    out: dict[int, set[str]] = defaultdict(set)
    for m in marks:
        if m.form != "pronoun" and m.who is not None:
            unit = parsed[m.unit]
            start, end = cleaned.map.to_source(*unit.span(unit.doc[m.start : m.end]))
            out[m.who] |= by_words.get(bare(text[start:end]), set())
    return out


def bare(words: str) -> str:
    """Words without case and article, to be compared."""
    return " ".join(fold(w) for w in words.split() if w.lower() not in ARTICLES)


ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those"})


def material(name: str, text: str, lines: list[Line], cut: WordPieces) -> Line:
    """A reading as plain data."""
    source = Source(f"{name}.txt", text)
    cleaned = clean(source.raw)
    passages = segment(cleaned)
    parsed = units(pipeline(), cleaned.text, passages, speakers(cleaned, passages))
    heard = Heard()
    heard.listen(source, parsed)
    names = [w.name for w in heard.people.all]
    same = cache(judge.Names([x for x in lines if "entity" in x]).same)
    read = {x["start"]: x for x in lines if "names" in x}

    def told(mark: Mark) -> Line | None:
        unit = parsed[mark.unit]
        return read.get(cleaned.map.to_source(*unit.span(unit.doc[mark.start : mark.end]))[0])

    called = described(text, lines, parsed, cleaned, heard.marks)

    def right(who: int, meant: Sequence[str]) -> bool:
        return any(same(e, names[who]) or e in called.get(who, ()) for e in meant)

    def means(mark: Mark, meant: Sequence[str]) -> bool:
        if mark.form == "pronoun" and (line := told(mark)):
            return bool(set(line["names"]) & set(meant))
        return mark.who is not None and right(mark.who, meant)

    sight = Sight(SimpleNamespace(weights={}, cut=cut), parsed, heard.marks)  # type: ignore[arg-type]
    out: Line = {"name": name, "windows": [sight.ids(k) for k in range(len(sight.windows))], "pronouns": []}
    for pronoun, found in heard.asked:
        line = told(pronoun)
        if line is None or line.get("open"):
            continue
        number, here = sight.place(pronoun)
        meant = line["names"]
        seen = [
            (at, traits(pronoun, m, agrees).nonzero()[0].tolist(), means(m, meant), who)
            for who, _, ms, agrees in found
            for m in ms
            if here is not None and (at := sight.place_in(number, m)) is not None
        ]
        candidates = [(who, f, right(who, meant)) for who, f, _, _ in found]
        out["pronouns"].append({"window": number, "place": here, "kind": kind_of(pronoun), "seen": seen,
                                "candidates": candidates, "meant": meant})  # fmt: skip
    return out


def main() -> int:
    folder, vocabulary = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    cut = WordPieces(json.loads(vocabulary.read_text("utf-8"))["model"]["vocab"])
    for name, text, lines in pronouns():
        notes = json.dumps([name, text, lines], sort_keys=True).encode()
        file = folder / f"{name}-{hashlib.sha256(notes).hexdigest()[:12]}.pickle"
        if not file.exists():
            file.write_bytes(pickle.dumps(material(name, text, lines, cut)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
