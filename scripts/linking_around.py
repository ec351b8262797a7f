"""
What readings tell around the names of the gold of linking, beyond what was frozen with it:

    PYTHONPATH=src:. python scripts/linking_around.py FOLDER TOPIC...

FOLDER holds pickled readings, `TOPIC.SOURCE.pkl`, each made by `visavis.reading.pipeline.read`. Written is
`eval/linking/around/TOPIC.jsonl`: for a name of the gold its source says which other names are the same
one's. Names of today's reading are taken for those of the gold where they are equal or, the one name of the
gold left aside, share a form with it alone.
"""

from __future__ import annotations

import json
import pickle
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from visavis.case.linking_context import contexts
from visavis.model.layers import Mention, Reading
from visavis.model.source import Source

HOME = Path("eval/linking")
FIRST = 200_000  # characters of a source that the gold covers


def main(folder: Path, topics: list[str]) -> None:
    """Write the file of each topic."""
    (HOME / "around").mkdir(exist_ok=True)
    for topic in topics:
        lines = [json.dumps(x, ensure_ascii=False) for x in around(folder, topic)]
        (HOME / "around" / f"{topic}.jsonl").write_text("".join(f"{x}\n" for x in lines), "utf-8")
        print(topic, len(lines))


def around(folder: Path, topic: str) -> Iterator[dict[str, Any]]:
    """The lines of one topic."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for text in (HOME / f"{topic}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(text)
        rows[row["doc"]].append(row)
    for doc, some in rows.items():
        file = folder / f"{topic}.{doc}.txt.pkl"
        if file.is_file():
            reading = as_gold(pickle.loads(file.read_bytes()), some)
        else:
            print("not kept:", file)
            reading = by_strings(doc, Path(f"../shared/sources/{topic}/{doc}.txt"), some)
        names = {r["name"] for r in some}
        counts = Counter(m.name for m in reading.mentions)
        kinds = {m.name: m.kind for m in reading.mentions if m.form == "name"}
        for (_, name), context in contexts(reading).items():
            said = [[t.other, t.grade, t.why] for t in context.told if {name, t.other} & names]
            if said or (name in names and context.beside):
                row = {
                    "doc": doc,
                    "name": name,
                    "kind": kinds.get(name, "person"),
                    "n": counts[name],
                    "told": said,
                }
                yield row | ({"beside": list(context.beside)} if name in names else {})


def by_strings(doc: str, file: Path, rows: list[dict[str, Any]]) -> Reading:
    """The first part of a source, every string that is a name of the gold taken for it."""
    raw = file.read_text("utf-8")[:FIRST]
    forms: dict[str, dict[str, Any]] = {}
    for r in sorted(rows, key=lambda r: r["n"]):
        forms.update(dict.fromkeys((r["name"], *r.get("aliases", ())), r))
    words = sorted((f for f in forms if len(f) > 2), key=lambda f: (-len(f), f))
    found = re.finditer(r"\b(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words) + r")\b", raw)
    mentions = []
    for m in found:
        r = forms[" ".join(m.group().split())]
        kind = r["kind"] if r["kind"] != "office" else "person"
        mentions.append(Mention(m.start(), m.end(), m.group(), kind, r["name"]))
    return Reading(Source(doc, raw), mentions=tuple(mentions))


def as_gold(reading: Reading, rows: list[dict[str, Any]]) -> Reading:
    """A reading with the names of the gold, where it has them."""
    names = {r["name"] for r in rows}
    forms: dict[str, set[str]] = defaultdict(set)
    for r in rows:
        for form in (r["name"], *r.get("aliases", ())):
            forms[form].add(r["name"])
    to: dict[str, str] = {}
    for e in reading.entities:
        found = {n for f in (e.name, *e.aliases) for n in forms.get(f, ())} - ({e.name} & names)
        if e.name in names:
            to[e.name] = e.name
        elif len(found) == 1:
            to[e.name] = found.pop()
    mentions = []
    for m in reading.mentions:
        own = forms.get(" ".join(m.text.split()), set()) if m.form == "name" else set()
        name = own.copy().pop() if len(own) == 1 else to.get(m.name or "", m.name)
        if name:
            mentions.append(replace(m, name=name))
    return replace(reading, mentions=tuple(mentions), claims=())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
