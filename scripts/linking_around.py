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
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from visavis.case.linking_context import contexts
from visavis.model.layers import Reading

HOME = Path("eval/linking")


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
        if not file.is_file():
            print("not kept:", file)
            continue
        reading = as_gold(pickle.loads(file.read_bytes()), some)
        names = {r["name"] for r in some}
        counts = Counter(m.name for m in reading.mentions)
        kinds = {m.name: m.kind for m in reading.mentions if m.form == "name"}
        for (_, name), context in contexts(reading).items():
            some_told = [t for t in context.told if {name, t.other} & names]
            if some_told:
                said = [[t.other, t.grade, t.why] for t in some_told]
                yield {"doc": doc, "name": name, "kind": kinds[name], "n": counts[name], "told": said}


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
