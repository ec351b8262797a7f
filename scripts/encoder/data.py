"""
The material of the encoder: gold and readings, read up to the frames' drafts, as plain numbers.

    PYTHONPATH=src:. python scripts/encoder/data.py FOLDER VOCABULARY

Writes one pickle a document into FOLDER, named by the hash of text and notes; what is there stays. Needs the
shared gold (`VISAVIS_SHARED`, by default ../shared). VOCABULARY is the encoder's tokenizer.json.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from readings import readings  # noqa: E402

from eval.documents import SHARED, documents, gold, tool  # noqa: E402
from visavis.model.layers import SILENT_KINDS  # noqa: E402
from visavis.model.source import Source  # noqa: E402
from visavis.reading.claims import claims  # noqa: E402
from visavis.reading.claims.encoder.marks import Run, runs  # noqa: E402
from visavis.reading.claims.encoder.pairs import Group, Pair, class_of, groups  # noqa: E402
from visavis.reading.claims.encoder.pairs import names as named  # noqa: E402
from visavis.reading.clean import clean  # noqa: E402
from visavis.reading.dates import dates  # noqa: E402
from visavis.reading.encoder.pieces import WordPieces  # noqa: E402
from visavis.reading.people import people  # noqa: E402
from visavis.reading.pipeline import cut_out  # noqa: E402
from visavis.reading.segment import segment  # noqa: E402
from visavis.reading.speakers import speakers  # noqa: E402
from visavis.reading.units import pipeline, units  # noqa: E402

SETS = ("page", "dev", "look", "score_only", "negative")
Line = dict[str, Any]
Same = Callable[[str, str], bool]
judge: Any = tool(SHARED, "score_claims")


def everything() -> Iterator[tuple[str, str, str, list[Line]]]:
    """Set, name, text and lines of all documents."""
    for doc in documents(SHARED, SETS):
        yield doc.set, doc.name, doc.text.read_bytes().decode("utf-8"), gold(doc, "claims")
    for name, text, lines in readings():
        yield "reading", name, text, lines


def material(part: str, name: str, text: str, lines: list[Line], cut: WordPieces) -> Line:
    """A document as plain data."""
    source = Source(f"{name}.txt", text)
    cleaned = clean(source.raw)
    passages = segment(cleaned)
    parsed = units(pipeline(), cleaned.text, passages, speakers(cleaned, passages))
    who = people(parsed, source)
    when = dates(cleaned, parsed, source)
    drafts = claims(parsed, who.entities, who.mentions, when, source, least=0.0)
    said = [cut_out(d, cleaned, source).line() for d in drafts]
    for line in lines:
        if "relation" in line:
            line["doc"] = f"{name}.txt"
    wanted, entities = [x for x in lines if "relation" in x], [x for x in lines if "entity" in x]
    same: Same = cache(judge.Names(entities).same)
    _, matched, _, _ = judge.score(wanted, said, judge.Names(entities))
    truth = {p["id"]: (None if g.get("optional") else float(a["relation"])) for g, p, a in matched}
    parts = {e.name: e.parts for e in who.entities if e.parts}
    ordered = sorted(who.mentions, key=lambda m: m.start)
    out: Line = {"set": part, "name": name, "gold": wanted, "entities": entities, "runs": []}
    out["drafts"] = [
        {**line, "features": d.features, "truth": truth.get(line["id"], 0.0)}
        for d, line in zip(drafts, said, strict=True)
    ]
    for unit in parsed:
        if unit.passage.kind in SILENT_KINDS:
            continue
        inside = [d for d in drafts if unit.start <= d.start < unit.end]
        for run in runs(unit, ordered, cut):
            found = list(groups(run, parts, inside))
            if found:
                out["runs"].append(plain(run, found, wanted, same, cleaned.map.to_source, parts))
    return out


def plain(
    run: Run, found: Sequence[Group], wanted: Sequence[Line], same: Same, to_source: Any, parts: Any
) -> Line:
    """A run and its groups as numbers, with what gold says of them."""
    spans = [to_source(*run.unit.span(s)) for s in run.sentences]
    near = [[g for g in wanted if shown(g, span)] for span in spans]
    present: list[dict[str, bool]] = [{} for _ in spans]  # who is meant, and whether by pronouns alone
    for m in run.marked:
        for n in named(m.mention, parts) if m.mention.name else ():
            said = present[m.sentence]
            said[n] = said.get(n, True) and m.mention.form == "pronoun"
    rows = []
    for g in found:
        here = near[g.sentence]
        strict = target(g.names, here, same, present[g.sentence])
        meant = {**(present[g.sentence - 1] if g.sentence else {}), **present[g.sentence]}
        loose = target(g.names, here, supposed(here, same, present[g.sentence]), meant)
        pairs = [(p.places, p.path, p.turn, p.traits, p.distance) for p in g.pairs]
        evidence = [to_source(*stretch(run, p)) for p in g.pairs]
        rows.append({"names": g.names, "span": spans[g.sentence], "evidence": evidence, "pairs": pairs,
                     "ruled": g.ruled, "strict": strict, "loose": loose})  # fmt: skip
    return {"ids": run.ids, "told": run.told, "groups": rows}


def stretch(run: Run, p: Pair) -> tuple[int, int]:
    """The words that show a pair (cleaned text): both ends, and the word where the way turns."""
    low, high = run.unit.span(p.top)
    return min(low, p.one.start, p.other.start), max(high, p.one.end, p.other.end)


def supposed(near: Sequence[Line], same: Same, present: dict[str, bool]) -> Same:
    """
    Who is who in a sentence where one pronoun was given to somebody whom gold does not tie there.

    Where gold ties exactly one whom the reading does not see in the sentence, and the reading sees exactly
    one by pronouns alone whom gold does not tie there, the two are taken for one.
    """
    ends = {e for g in near for e in (g["subject"], g["object"])}
    unseen = [e for e in sorted(ends) if not any(same(e, n) for n in present)]
    idle = [n for n, pronoun in present.items() if pronoun and not any(same(e, n) for e in ends)]
    if len(unseen) != 1 or len(idle) != 1:
        return same
    return lambda e, n: same(e, n) or (e == unseen[0] and n == idle[0])


def shown(line: Line, span: tuple[int, int]) -> bool:
    """Whether a gold claim's evidence stands in a sentence."""
    shared = min(line["end"], span[1]) - max(line["start"], span[0])
    return shared >= max(5, 0.3 * min(line["end"] - line["start"], span[1] - span[0]))


def target(
    pair: tuple[str, str], near: Sequence[Line], same: Same, present: Mapping[str, bool]
) -> tuple[dict[int, str], dict[int, str], list[int]]:
    """
    Classes that gold requires of a pair, those that it allows (with modality), and those that are open.

    Open are classes of claims whose ends the reading does not see both: a pronoun may be resolved wrongly.
    """
    sure: dict[int, str] = {}
    maybe: dict[int, str] = {}
    unsure: set[int] = set()
    for g in near:
        ends = (g["subject"], g["object"])
        straight = same(ends[0], pair[0]) and same(ends[1], pair[1])
        crossed = same(ends[0], pair[1]) and same(ends[1], pair[0])
        if straight or crossed:
            (maybe if g.get("optional") else sure)[class_of(g["relation"], back=not straight)] = g["modality"]
            continue
        seen = [any(same(e, n) for n in present) for e in ends]
        if all(seen):
            continue
        for k in (0, 1):
            if not any(seen) or same(ends[seen.index(True)], pair[k]):
                back = any(seen) and k != seen.index(True)
                unsure.add(class_of(g["relation"], back))
    return sure, maybe, sorted(unsure - set(sure))


def main() -> int:
    folder, vocabulary = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    cut = WordPieces(json.loads(vocabulary.read_text("utf-8"))["model"]["vocab"])
    for part, name, text, lines in everything():
        notes = json.dumps([part, name, text, lines], sort_keys=True).encode()
        file = folder / f"{part}-{name}-{hashlib.sha256(notes).hexdigest()[:12]}.pickle"
        if not file.exists():
            file.write_bytes(pickle.dumps(material(part, name, text, lines, cut)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
