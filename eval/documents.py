"""The documents to be measured: our own small set, and the shared gold where it is present."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(os.environ.get("VISAVIS_SHARED", "../shared"))
OWN = Path(__file__).parent / "own"
PAGE = "bukharin-and-stalin-relationship"
SETS = ("own", "page", "dev", "look", "score_only", "negative", "speakers")
LAYERS = ("claims", "repairs", "passages", "turns", "dates", "lost-years")

Lines = list[dict[str, Any]]


@dataclass(frozen=True)
class Document:
    """One text with the gold files of its layers. `secret` ones may be scored, never looked at."""

    set: str
    name: str
    text: Path
    gold: dict[str, Path] = field(default_factory=dict)

    @property
    def secret(self) -> bool:
        return self.set == "score_only"


def lines(path: Path) -> Lines:
    """The JSON lines of a file."""
    return [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines() if x.strip()]


def gold(doc: Document, layer: str) -> Lines:
    """The gold lines of a layer. In our own set a line may give its quote alone: its place is looked up."""
    found = lines(doc.gold[layer])
    if doc.set != "own":
        return found
    raw = doc.text.read_bytes().decode("utf-8")
    return [located(x, raw, doc.text.name) if "quote" in x else x for x in found]


def located(line: dict[str, Any], raw: str, name: str) -> dict[str, Any]:
    """The line with the offsets of its quote, which must stand there once, or say which one by `nth`."""
    times, nth = raw.count(line["quote"]), line.get("nth", 1)
    if nth > times or (times > 1 and "nth" not in line):
        raise ValueError(f"{name}: {line['quote']!r} stands there {times} times; give nth, or more words.")
    start = -1
    for _ in range(nth):
        start = raw.index(line["quote"], start + 1)
    whole = {"doc": name, "start": start, "end": start + len(line["quote"]), "was": line["quote"], **line}
    if "relation" in line:
        from visavis.model.claim import SIGN

        whole = {"modality": "asserted", "voice": ["narrator"], "sign": SIGN[line["relation"]], **whole}
    return whole


def _folder(name: str, folder: Path, only: set[str] | None = None) -> Iterator[Document]:
    for text in sorted(folder.glob("*.txt")):
        if only is None or text.stem in only:
            gold = {x: p for x in LAYERS if (p := folder / f"{text.stem}.{x}.jsonl").exists()}
            yield Document(name, text.stem, text, gold)


def documents(shared: Path, sets: tuple[str, ...]) -> list[Document]:
    """All documents of the wanted sets, in a fixed order; shared ones only where `shared` exists."""
    found = list(_folder("own", OWN))
    home = shared / "gold"
    if home.is_dir():
        split = json.loads((home / "split.json").read_text(encoding="utf-8"))
        page = {x: p for x in LAYERS if (p := home / f"{PAGE}.{x}.jsonl").exists()}
        found += [Document("page", "page", shared / "sources" / f"{PAGE}.txt", page)]
        found += _folder("dev", home / "dev")
        for half in ("look", "score_only"):
            found += _folder(half, home / "train", set(split[half]))
        found += _folder("negative", home / "negative")
        found += _folder("speakers", home / "speakers")
    return [d for d in found if d.set in sets]


def tool(shared: Path, name: str) -> ModuleType | None:
    """A scoring module of the shared tools, imported by path; None where it is absent."""
    path = shared / "tools" / f"{name}.py"
    if not path.exists():
        return None
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]
