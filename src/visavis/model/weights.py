"""
The editable tables behind an answer: how much a claim counts, and how a relation is said.

Who wants other figures writes a TOML file with those rows alone, and asks with it (`using`).
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from visavis.model.claim import MODALITIES, SIGN
from visavis.model.dossier import LABELS
from visavis.model.errors import LexiconError

OWN: ContextVar[tuple[str, str] | None] = ContextVar("own weights", default=None)  # file's name and text


@dataclass(frozen=True, slots=True)
class Weights:
    """The tables of `data/weights.toml`, checked."""

    value: dict[str, float]
    tells: dict[str, float]
    counts: dict[str, float]
    turns: dict[str, float]
    circumstance: dict[str, float]
    voice: dict[str, float]
    time: dict[str, float]
    without: dict[str, tuple[str, ...]]
    heads: frozenset[str]
    juniors: frozenset[str]
    vague: frozenset[str]
    least_indirect: float
    both: float
    stock: frozenset[str]
    common: frozenset[str]
    rejecting: dict[str, tuple[str, ...]]
    disputing: dict[str, tuple[str, ...]]
    beginning: str
    hedging: str
    denying: str
    pressed: frozenset[str]
    withdrawing: tuple[str, ...]
    details: dict[str, dict[str, Any]]
    rank: dict[str, dict[str, float]]
    worth: dict[str, float]
    acts: dict[str, tuple[str, ...]]
    phase: dict[str, float]
    labels: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The tables of `data/phrases.toml`, checked."""

    relation: dict[str, dict[str, str]]
    modality: dict[str, str]
    label: dict[str, str]


def _table(name: str) -> dict[str, Any]:
    text = resources.files("visavis.model").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _complete(name: str, table: str, given: dict[str, Any], wanted: tuple[str, ...]) -> None:
    if set(given) != set(wanted):
        odd = ", ".join(sorted(set(given) ^ set(wanted)))
        raise LexiconError(f"{name}: [{table}] must name each of its keys once; look at: {odd}.")


def weights() -> Weights:
    """
    The weights, with a reader's own figures where `using` gives some. Each table is read once.

    Raises LexiconError where the file is incomplete or contradicts itself.

    >>> weights().value["friend"], weights().counts["asserted"]
    (1.0, 1.0)
    """
    return _weights(OWN.get())


@contextmanager
def using(path: str | None) -> Iterator[str | None]:
    """
    Answer with the figures of a TOML file in place of the package's own: only rows that are changed stand in
    it. Gives what is to be said of it: the file's name and hash; nothing where `path` is None.

    Raises LexiconError where the file cannot be read, or names a row that the tables do not have.
    """
    if path is None:
        yield None
        return
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise LexiconError(f"--weights {path}: cannot be read ({e}).") from None
    token = OWN.set((Path(path).name, text))
    try:
        weights()
        yield f"{Path(path).name}, sha256 {hashlib.sha256(text.encode()).hexdigest()[:16]}"
    finally:
        OWN.reset(token)


def merged(base: Mapping[str, Any], own: Mapping[str, Any], where: str, name: str) -> dict[str, Any]:
    """
    The table `base` with the rows of `own` in place of its own.

    >>> merged({"time": {"dated": 1.0, "undated": 0.8}}, {"time": {"undated": 0.5}}, "", "own.toml")
    {'time': {'dated': 1.0, 'undated': 0.5}}

    Raises LexiconError where `own` has a row that `base` lacks (circumstances may be new) or of another kind.
    """
    out = dict(base)
    for row, given in own.items():
        there = f"{where}.{row}".removeprefix(".")
        if row not in base and where not in ("circumstance", "without"):
            raise LexiconError(f"{name}: there is no {there}. Rows of [{where}]: {', '.join(sorted(base))}.")
        had = base.get(row)
        if isinstance(had, Mapping):
            if not isinstance(given, Mapping):
                raise LexiconError(f"{name}: {there} must be a table.")
            out[row] = merged(had, given, there, name)
        elif had is not None and _kind(had) != _kind(given):
            raise LexiconError(f"{name}: {there} must be a {_kind(had)}.")
        else:
            out[row] = given
    return out


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "truth value"
    return "number" if isinstance(value, int | float) else "list" if isinstance(value, list) else "text"


@lru_cache(maxsize=4)
def _weights(own: tuple[str, str] | None) -> Weights:
    data, name = _table("weights.toml"), "weights.toml"
    if own:
        name, text = own
        try:
            data = merged(data, tomllib.loads(text), "", name)
        except tomllib.TOMLDecodeError as e:
            raise LexiconError(f"{name}: no TOML ({e}).") from None
    return _checked(data, name)


def _checked(data: dict[str, Any], name: str) -> Weights:
    """The tables as figures. Raises LexiconError where they are incomplete or contradict themselves."""
    _complete(name, "relation", data["relation"], tuple(SIGN))
    _complete(name, "modality", data["modality"], MODALITIES)
    for relation, row in data["relation"].items():
        if (row["value"] > 0.2) != (SIGN[relation] == "+") or (row["value"] < -0.2) != (
            SIGN[relation] == "-"
        ):
            raise LexiconError(f"{name}: the value of {relation!r} contradicts its sign {SIGN[relation]!r}.")
    phase = dict(data["phase"])
    labels = tuple((float(r["from"]), str(r["label"])) for r in phase.pop("labels"))
    if any(word not in LABELS for _, word in labels):
        raise LexiconError(f"{name}: [phase] labels must be among {', '.join(LABELS)}.")
    return Weights(
        value={k: v["value"] for k, v in data["relation"].items()},
        tells={k: v["tells"] for k, v in data["relation"].items()},
        counts={k: v["counts"] for k, v in data["modality"].items()},
        turns={k: v["turns"] for k, v in data["modality"].items()},
        circumstance=data["circumstance"],
        voice=data["voice"],
        time=data["time"],
        without={k: tuple(v) for k, v in data["without"].items()},
        heads=frozenset(data["network"]["heads"]),
        juniors=frozenset(data["network"]["juniors"]),
        vague=frozenset(data["network"]["vague"]),
        least_indirect=float(data["network"]["least"]),
        both=float(data["network"]["both"]),
        stock=frozenset(data["accounts"]["stock"]),
        common=frozenset(data["accounts"]["common"]),
        rejecting={k: tuple(v) for k, v in data["rejecting"].items()},
        disputing={k: tuple(v) for k, v in data["disputing"].items()},
        beginning=data["beginning"]["words"],
        hedging=data["hedging"]["words"],
        denying=data["denying"]["words"],
        details=data["details"],
        pressed=frozenset(data["withdrawn"]["pressed"]),
        withdrawing=tuple(data["withdrawn"]["words"]),
        rank=data["rank"],
        worth=data["worth"],
        acts={k: tuple(v) for k, v in data["acts"].items()},
        phase=phase,
        labels=tuple(sorted(labels, reverse=True)),
    )


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """
    The phrases, read once. Raises LexiconError where the file is incomplete.

    >>> phrases().relation["supports"]["did"]
    'supported'
    """
    data = _table("phrases.toml")
    _complete("phrases.toml", "relation", data["relation"], tuple(SIGN))
    _complete("phrases.toml", "modality", data["modality"], MODALITIES)
    _complete("phrases.toml", "label", data["label"], LABELS)
    return Phrases(data["relation"], data["modality"], data["label"])
