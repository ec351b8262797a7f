"""The editable tables behind an answer: how much a claim counts, and how a relation is said."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from visavis.model.claim import MODALITIES, SIGN
from visavis.model.dossier import LABELS
from visavis.model.errors import LexiconError


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
    rank: dict[str, float]
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


@lru_cache(maxsize=1)
def weights() -> Weights:
    """
    The weights, read once. Raises LexiconError where the file is incomplete or contradicts itself.

    >>> weights().value["friend"], weights().counts["asserted"]
    (1.0, 1.0)
    """
    data = _table("weights.toml")
    _complete("weights.toml", "relation", data["relation"], tuple(SIGN))
    _complete("weights.toml", "modality", data["modality"], MODALITIES)
    for relation, row in data["relation"].items():
        if (row["value"] > 0.2) != (SIGN[relation] == "+") or (row["value"] < -0.2) != (
            SIGN[relation] == "-"
        ):
            raise LexiconError(
                f"weights.toml: the value of {relation!r} contradicts its sign {SIGN[relation]!r}."
            )
    phase = dict(data["phase"])
    labels = tuple((float(r["from"]), str(r["label"])) for r in phase.pop("labels"))
    if any(name not in LABELS for _, name in labels):
        raise LexiconError(f"weights.toml: [phase] labels must be among {', '.join(LABELS)}.")
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
        rank=data["rank"],
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
