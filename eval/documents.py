"""The documents to be measured: our own small set, and the shared gold where it is present."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

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


def _folder(name: str, folder: Path, only: set[str] | None = None) -> Iterator[Document]:
    for text in sorted(folder.glob("*.txt")):
        if only is None or text.stem in only:
            gold = {x: p for x in LAYERS if (p := folder / f"{text.stem}.{x}.jsonl").exists()}
            yield Document(name, text.stem, text, gold)


def documents(shared: Path, sets: tuple[str, ...]) -> list[Document]:
    """All documents of the wanted sets, in a fixed order; shared ones only where `shared` exists."""
    found = list(_folder("own", OWN))
    gold = shared / "gold"
    if gold.is_dir():
        split = json.loads((gold / "split.json").read_text(encoding="utf-8"))
        page = {x: p for x in LAYERS if (p := gold / f"{PAGE}.{x}.jsonl").exists()}
        found += [Document("page", "page", shared / "sources" / f"{PAGE}.txt", page)]
        found += _folder("dev", gold / "dev")
        for half in ("look", "score_only"):
            found += _folder(half, gold / "train", set(split[half]))
        found += _folder("negative", gold / "negative")
        found += _folder("speakers", gold / "speakers")
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
