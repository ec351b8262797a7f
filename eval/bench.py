"""
Run the layers over the public sets in the shared folder's `bench/`, in one process, and score them there.

    python -m eval.bench dates wikiwars gum
    python -m eval.bench mentions gum litbank hipe2022-en
    python -m eval.bench gap --first 300

Answers are written to `out/bench/SET/`; nothing of the sets enters the repository.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.documents import SHARED, lines

OUT = Path("out") / "bench"


def answer_set(folder: Path, layer: str, out: Path) -> None:
    """The layer of every text of a set, as the benchmark's own scorer wants it."""
    from visavis.faces.lines import lines as written
    from visavis.reading.ingest import read_file
    from visavis.reading.pipeline import read

    out.mkdir(parents=True, exist_ok=True)
    for gold in sorted(folder.glob(f"*.{layer}.jsonl")):
        name = gold.name.removesuffix(f".{layer}.jsonl")
        reading = read(read_file(folder / f"{name}.txt"), layer)
        text = "\n".join(written(reading, layer))
        (out / gold.name).write_text(text + "\n", encoding="utf-8")


def answer_gap(gold: Path, first: int | None) -> Iterator[dict[str, Any]]:
    """Whether each candidate is whom the pronoun means: both resolved to one canonical name."""
    from visavis.model.source import Source
    from visavis.reading.pipeline import read

    for line in lines(gold)[:first]:
        mentions = read(Source(line["id"], line["text"]), "mentions").mentions
        start = line["start"]
        meant = {m.name for m in mentions if m.start <= start < m.end and m.form == "pronoun"} - {None}
        same = [
            any(m.name in meant for m in mentions if m.start < c["end"] and c["start"] < m.end)
            for c in line["candidates"]
        ]
        yield {"id": line["id"], "coref": same}


def only_names(found: Path, out: Path) -> None:
    """The answers without pronouns and descriptions, as the tools that they are compared with give them."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(found.glob("*.mentions.jsonl")):
        kept = [json.dumps(x) for x in lines(path) if x["form"] == "name"]
        (out / path.name).write_text("\n".join(kept) + "\n", encoding="utf-8")


def scored(bench: Path, *args: str) -> None:
    subprocess.run([sys.executable, str(bench / "score.py"), *args], check=True)


def main() -> int:
    ap = argparse.ArgumentParser("eval.bench", description=__doc__,
                                 formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    ap.add_argument("layer", choices=("dates", "mentions", "gap"))
    ap.add_argument("sets", nargs="*")
    ap.add_argument("--first", type=int, help="gap: only so many passages")
    ap.add_argument("--shared", type=Path, default=SHARED)
    o = ap.parse_args()
    bench = o.shared / "bench"
    if not bench.is_dir():
        print(f"The public sets are not at {bench} (set VISAVIS_SHARED or --shared): nothing to measure.")
        return 0
    if o.layer == "gap":
        gold, out = bench / "gap" / "gap-dev.jsonl", OUT / "gap.jsonl"
        OUT.mkdir(parents=True, exist_ok=True)
        some = OUT / "gap.gold.jsonl"
        some.write_text("\n".join(map(json.dumps, lines(gold)[: o.first])) + "\n", encoding="utf-8")
        answers = answer_gap(gold, o.first)
        out.write_text("\n".join(map(json.dumps, answers)) + "\n", encoding="utf-8")
        scored(bench, "gap", str(some), str(out))
    for name in o.sets:
        print(f"=== {name}", flush=True)
        answer_set(bench / name, o.layer, OUT / name)
        scored(bench, o.layer, str(bench / name), str(OUT / name))
        if o.layer == "mentions":
            only_names(OUT / name, OUT / f"{name}.names")
            scored(bench, o.layer, str(bench / name), str(OUT / f"{name}.names"), "--names")
    return 0


if __name__ == "__main__":
    sys.exit(main())
