"""
Pronouns: whom `he`, `she` and `they` mean in the readings, as a reader wrote it down. To train on.

    PYTHONPATH=src:. python scripts/pronouns.py pick [WORD]     readings whose pronouns nobody read yet
    PYTHONPATH=src:. python scripts/pronouns.py show READING…   their text, numbered, and who is in it
    PYTHONPATH=src:. python scripts/pronouns.py keep FILE…      store what was read in them

A READING is the name of a file in eval/readings, without `.jsonl`. FILE holds, for each:

    # wilde-trial-10240
    x person Lord Queensberry = the Marquess
    1a 2a 3b 4x 5a+b 6- 7?

that is: people whom the list that `show` prints lacks, each with a key of its own; then the number of every
pronoun and the key of who is meant; `a+b` for several, `-` for nobody (`their` of anybody, of things), `?`
for one that the words leave open. What is stored are names, offsets and a hash of the text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readings import HOME, KINDS, run, text_of

WORDS = re.compile(
    r"\b(?:he|him|his|himself|she|her|hers|herself|they|them|their|theirs|themselves)\b", re.IGNORECASE
)
FOLDER = HOME / "pronouns"
Line = dict[str, Any]


def reading(name: str) -> tuple[str, list[Line]]:
    """Text and entities of a reading. Raises ValueError where there is none."""
    for path in (HOME / "shared" / f"{name}.jsonl", HOME / "own" / f"{name}.jsonl"):
        if path.is_file():
            head, *rows = [json.loads(x) for x in path.read_text("utf-8").splitlines()]
            text = text_of(head["text"])
            if hashlib.sha256(text.encode()).hexdigest() != head["sha256"]:
                raise ValueError(f"{path}: {head['text']} is not the text that was read")
            return text, [r for r in rows if "entity" in r]
    raise ValueError(f"{name}: no such reading in {HOME}")


def keys(entities: list[Line]) -> dict[str, Line]:
    """The entities by key: a to z, then aa, ab, …"""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [*letters, *(x + y for x in letters for y in letters)]
    return dict(zip(names, entities, strict=False))


def pick(word: str) -> Iterator[str]:
    for path in sorted([*HOME.glob("shared/*.jsonl"), *HOME.glob("own/*.jsonl")]):
        if word in path.stem and not (FOLDER / path.name).exists():
            yield path.stem


def show(name: str) -> None:
    text, entities = reading(name)
    print(f"# {name}")
    for key, e in keys(entities).items():
        print(key, e["kind"], e["entity"], "=", "; ".join(e["aliases"]))
    number = iter(range(1, 10_000))
    print(WORDS.sub(lambda m: f"{m[0]}[{next(number)}]", re.sub(r"[ \t]+", " ", text)), "\n")


def parsed(path: Path) -> Iterator[tuple[str, dict[str, Line], dict[int, str]]]:
    """What a file of notes holds: reading, further entities by key, keys by pronoun."""
    name, more, meant = "", {}, {}
    for n, raw in enumerate([*path.read_text("utf-8").splitlines(), "# "], 1):
        line = raw.strip()
        if line.startswith("#"):
            if name:
                yield name, more, meant
            name, more, meant = line[1:].strip(), {}, {}
        elif line[:1].isdigit():
            for word in line.split():
                found = re.fullmatch(r"(\d+)([a-z?+-]+)", word)
                if not found:
                    raise ValueError(f"{path}:{n}: {word!r} is no number and key")
                meant[int(found[1])] = found[2]
        elif line:
            key, kind, names = [*line.split(None, 2), ""][:3]
            first, _, others = names.partition("=")
            if kind not in KINDS or not first.strip():
                raise ValueError(f"{path}:{n}: {line!r} is no `key kind name = names`")
            aliases = [x.strip() for x in others.split(";") if x.strip()]
            more[key] = {"entity": first.strip(), "kind": kind, "aliases": aliases}


def keep(path: Path) -> None:
    for name, more, meant in parsed(path):
        text, entities = reading(name)
        known = keys(entities) | more
        places = list(WORDS.finditer(text))
        if missing := sorted(set(range(1, len(places) + 1)) ^ set(meant)):
            raise ValueError(f"{path}: {name} has {len(places)} pronouns; too few or too many: {missing}")
        head = {"text": name, "sha256": hashlib.sha256(text.encode()).hexdigest()}
        rows: list[Line] = [head, *entities, *more.values()]
        for number, place in enumerate(places, 1):
            key = meant[number]
            row: Line = {"start": place.start(), "end": place.end(), "text": place[0]}
            if key == "?":
                row["open"] = True
            elif unknown := [k for k in key.split("+") if k not in known and key != "-"]:
                raise ValueError(f"{path}: {name}: pronoun {number}: nobody has the key {unknown[0]!r}")
            row["names"] = [known[k]["entity"] for k in key.split("+")] if key not in "?-" else []
            rows.append(row)
        FOLDER.mkdir(parents=True, exist_ok=True)
        out = FOLDER / f"{name}.jsonl"
        out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
        print(f"{out.name}: {len(places)} pronouns")


def pronouns() -> Iterator[tuple[str, str, list[Line]]]:
    """All readings with their pronouns whose text is at hand: name, text, lines (entities, then pronouns)."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        head, *rows = [json.loads(x) for x in path.read_text("utf-8").splitlines()]
        try:
            text, _ = reading(head["text"])
        except (ValueError, OSError):
            if (HOME / "own" / path.name).exists():
                raise
            continue
        yield path.stem, text, rows


if __name__ == "__main__":
    run(__doc__, pick, show, keep)
