"""
Readings: who stands how to whom in more texts, written down by a reader. To train on, not to measure with.

    PYTHONPATH=src:. python scripts/readings.py pick [TOPIC]        stretches of the sources left to read
    PYTHONPATH=src:. python scripts/readings.py show STRETCH…       their sentences, numbered
    PYTHONPATH=src:. python scripts/readings.py keep FILE…          store what was read in them

A STRETCH is `topic/source.txt:OFFSET` of the shared sources (`VISAVIS_SHARED`, by default ../shared) or the
path of a text in eval/readings/own. FILE holds what was read, a few characters a claim:

    # wilde-douglas/trial-of-oscar-wilde.txt:10240
    a person Oscar Wilde = Wilde; the prisoner
    b group the jury
    12 b harms a
    13 a opposes b denied ?

that is: entities with their other names, then claims (number of the sentence, subject, relation, object; a
modality unless asserted; `?` for one that counts neither way). What is stored are names, offsets and a hash
of the text, never its words.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, NoReturn

from eval.documents import SHARED
from visavis.model.claim import SIGN
from visavis.model.source import Source
from visavis.reading.clean import clean
from visavis.reading.segment import segment
from visavis.reading.speakers import speakers
from visavis.reading.units import pipeline, units

HOME = Path(__file__).resolve().parents[1] / "eval" / "readings"
LONG = 3500  # characters of a stretch
PHASES = (2, 4, 1, 3, 0)  # of five stretches that follow each other, which is offered first
KINDS = ("person", "group", "office")
MODALITIES = ("asserted", "denied", "alleged", "planned", "asked", "hypothetical")
Line = dict[str, Any]


def text_of(stretch: str) -> str:
    """The words of a stretch. Raises ValueError where there are none."""
    name, _, start = stretch.rpartition(":")
    if not start.isdigit():
        path = HOME / "own" / Path(stretch).name
        if not path.is_file():
            raise ValueError(f"{stretch}: no such text in {HOME / 'own'}")
        return path.read_text("utf-8")
    path = SHARED / "sources" / name
    if not path.is_file():
        raise ValueError(f"{stretch}: {path} is not there; set VISAVIS_SHARED")
    return whole(path)[int(start) : int(start) + LONG]


def whole(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def sentences(text: str, name: str) -> list[tuple[int, int]]:
    """The sentences of a text as the pipeline cuts them, as offsets into the raw text."""
    source = Source(name, text)
    cleaned = clean(source.raw)
    passages = segment(cleaned)
    parsed = units(pipeline(), cleaned.text, passages, speakers(cleaned, passages))
    spans = [cleaned.map.to_source(*u.span(s)) for u in parsed for s in u.doc.sents if s.text.strip()]
    return [(a, b) for a, b in spans if b > a]


def gold_shingles() -> set[str]:
    """Words of the gold's texts in runs of eight: no stretch may share one."""
    out: set[str] = set()
    for path in sorted((SHARED / "gold").glob("*/*.txt")):
        words = re.findall(r"\w+", whole(path).lower())
        out.update(" ".join(words[k : k + 8]) for k in range(0, len(words) - 8))
    return out


def pointed(path: Path) -> list[tuple[int, int]]:
    """Where the points lie that a dossier is measured by; no stretch may hold one."""
    lines = (json.loads(x) for x in whole(SHARED / "gold" / "points.jsonl").splitlines() if x.strip())
    return [(p["start"], p["end"]) for p in lines if p["doc"] == path.stem]


def pick(topic: str) -> Iterator[str]:
    """Stretches of the shared sources not read yet, evenly spaced, apart from what gold or a point uses."""
    known = gold_shingles()
    paths = sorted((SHARED / "sources").glob(f"{topic or '*'}/*.txt"))
    for phase, path in product(PHASES, paths):
        text, name, points = whole(path), f"{path.parent.name}/{path.name}", pointed(path)
        for k in range(phase or 5, len(text) // LONG - 2, 5):
            start = text.find("\n\n", k * LONG)
            start = k * LONG if start < 0 or start > (k + 1) * LONG else start + 2
            words = re.findall(r"\w+", text[start : start + LONG].lower())
            runs = (" ".join(words[j : j + 8]) for j in range(0, max(0, len(words) - 8)))
            if any(a < start + LONG and start < b for a, b in points) or any(r in known for r in runs):
                continue
            if not stored(f"{name}:{start}").exists():
                yield f"{name}:{start}"


def stored(stretch: str) -> Path:
    """Where the reading of a stretch lies."""
    name, _, start = stretch.rpartition(":")
    if start.isdigit():
        return HOME / "shared" / f"{Path(name).stem}-{start}.jsonl"
    return HOME / "own" / f"{Path(stretch).stem}.jsonl"


def show(stretch: str) -> None:
    text = text_of(stretch)
    print(f"# {stretch}")
    for number, (a, b) in enumerate(sentences(text, stretch), 1):
        print(number, " ".join(text[a:b].split()))


def parsed(path: Path) -> Iterator[tuple[str, list[Line], list[tuple[int, Line]]]]:
    """The stretches of a file of readings: entities, and claims with the number of their sentence."""
    stretch, entities, claims, keys = "", [], [], {}
    for n, raw in enumerate([*path.read_text("utf-8").splitlines(), "# "], 1):
        line = raw.strip()
        if line.startswith("#"):
            if stretch:
                yield stretch, entities, claims
            stretch, entities, claims, keys = line[1:].strip(), [], [], {}
        elif line:
            try:
                if line[0].isdigit():
                    claims.append(claim(line, keys))
                else:
                    key, kind, names = line.split(None, 2)
                    first, _, others = names.partition("=")
                    if kind not in KINDS:
                        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
                    keys[key] = first.strip()
                    aliases = [x.strip() for x in others.split(";") if x.strip()]
                    entities.append({"entity": keys[key], "kind": kind, "aliases": aliases})
            except (ValueError, KeyError) as e:
                raise ValueError(f"{path}:{n}: {line!r}: {e}") from e


def claim(line: str, keys: dict[str, str]) -> tuple[int, Line]:
    number, subject, relation, other, *more = line.split()
    if relation not in SIGN:
        raise ValueError(f"relation {relation!r} is none of {', '.join(SIGN)}")
    found: Line = {
        "subject": keys[subject],
        "object": keys[other],
        "relation": relation,
        "modality": "asserted",
    }
    for word in more:
        if word == "?":
            found["optional"] = True
        elif word in MODALITIES:
            found["modality"] = word
        else:
            raise ValueError(f"{word!r} is no modality ({', '.join(MODALITIES)}) and not ?")
    return int(number), found


def keep(path: Path) -> None:
    for stretch, entities, claims in parsed(path):
        text = text_of(stretch)
        spans = sentences(text, stretch)
        head = {"text": stretch, "sha256": hashlib.sha256(text.encode()).hexdigest()}
        rows: list[Line] = [head, *entities]
        for number, found in claims:
            if not 1 <= number <= len(spans):
                raise ValueError(f"{path}: {stretch} has {len(spans)} sentences, not {number}")
            start, end = spans[number - 1]
            rows.append({"start": start, "end": end, **found})
        out = stored(stretch)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
        print(f"{out.name}: {len(entities)} entities, {len(claims)} claims")


def readings() -> Iterator[tuple[str, str, list[Line]]]:
    """
    All readings whose text is at hand: name, text, and lines as gold has them (entities, then claims).

    Raises ValueError where a text is no longer the one that was read.
    """
    for path in sorted([*HOME.glob("shared/*.jsonl"), *HOME.glob("own/*.jsonl")]):
        head, *rows = [json.loads(x) for x in path.read_text("utf-8").splitlines()]
        if path.parent.name == "shared" and not (SHARED / "sources").is_dir():
            continue
        text = text_of(head["text"])
        if hashlib.sha256(text.encode()).hexdigest() != head["sha256"]:
            raise ValueError(f"{path}: {head['text']} is not the text that was read")
        lines = [{"doc": path.stem, "id": f"r{n}", "voice": ["narrator"], "time": None,
                  "sign": SIGN[r["relation"]], **r}
                 if "relation" in r else r for n, r in enumerate(rows)]  # fmt: skip
        yield path.stem, text, lines


def run(
    manual: str | None, pick: Callable[[str], Iterable[str]], show: Callable[[str], None],
    keep: Callable[[Path], None],
) -> NoReturn:  # fmt: skip
    """Do what the command line asks for: pick, show or keep; leave with its exit status."""
    command, *rest = sys.argv[1:] or ["--help"]
    try:
        if command == "pick":
            print(*pick(*rest[:1] or [""]), sep="\n")
        elif command in ("show", "keep") and rest:
            for x in rest:
                show(x) if command == "show" else keep(Path(x))
        else:
            print(manual)
            sys.exit(command != "--help")
    except (ValueError, OSError) as problem:
        sys.exit(str(problem))
    sys.exit(0)


if __name__ == "__main__":
    run(__doc__, pick, show, keep)
