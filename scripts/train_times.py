"""
Learn which of the dates around a tie is its time: a choice among them and none, by conditional logit.

    PYTHONPATH=src:. python scripts/train_times.py [--check]

Needs the shared gold (`VISAVIS_SHARED`, by default ../shared). Learns from all claims of `dev` and `look`,
each taken as given (`eval.given`), documents weighing by the root of their claims, optional claims less.
`--check` prints what the choice gains by cross-validation over documents, and on the sets not learnt from,
and writes nothing. The weights go to `src/visavis/model/data/time_weights.toml`.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from eval.documents import SHARED, Document, documents
from eval.given import Given, given, same_time, told
from visavis.reading.claims import choosing, dating
from visavis.reading.claims.datings import Dating

OUT = Path(__file__).resolve().parents[1] / "src/visavis/model/data/time_weights.toml"
LEARNT, OTHERS = ("dev", "look"), ("page", "score_only")
PULL = 8.0  # towards zero; 3 to 10 give the same
RARE = 4  # claims, of three documents at least, that a feature must be seen in
OPTIONAL = 0.6  # what an optional claim weighs
FOLDS = 5
STEPS = 100


@dataclass(frozen=True)
class Case:
    """A claim with its choices; `good` says which of none and the dates is right, none first."""

    given: Given
    found: tuple[Dating, ...]
    options: tuple[tuple[str, ...], ...]
    good: tuple[bool, ...]
    ruled: str | None

    @property
    def wanted(self) -> str | None:
        """The gold's time."""
        time: str | None = self.given.gold.get("time")
        return time

    @property
    def weight(self) -> float:
        """What the claim weighs beside others of its document."""
        return OPTIONAL if self.given.gold.get("optional") else 1.0


def cases(doc: Document) -> Iterator[Case]:
    """The claims of a document with the dates among which the product chooses."""
    seen: list[tuple[Any, ...]] = []

    def keep(found: Sequence[Dating], none: Sequence[str], ruled: str | None) -> None:
        seen.append((tuple(found), tuple(none), ruled))

    with patch.object(dating, "chosen", keep):
        for case in given(doc, *told(doc)):
            found, none, ruled = seen.pop() if seen else ((), ("no",), case.draft.time)
            seen.clear()
            wanted = case.gold.get("time")
            right = [bool(wanted) and same_time(wanted, d.edtf) for d in found]
            yield Case(case, found, (none, *(d.features for d in found)), (not any(right), *right), ruled)


def frequent(table: Sequence[Case]) -> dict[str, int]:
    """The features that are learnt, with their places."""
    claims: Counter[str] = Counter()
    docs: defaultdict[str, set[str]] = defaultdict(set)
    for c in table:
        for f in {f for o in c.options for f in o}:
            claims[f] += 1
            docs[f].add(c.given.doc.name)
    return {
        f: k for k, f in enumerate(sorted(f for f, n in claims.items() if n >= RARE and len(docs[f]) > 2))
    }


@dataclass(frozen=True)
class Matrix:
    """The cases as numbers: for every feature seen its place and option, for every option its claim."""

    place: Any
    option: Any
    claim: Any
    good: Any
    weight: Any

    @staticmethod
    def of(table: Sequence[Case], names: dict[str, int]) -> Matrix:
        """The matrix of `table` over the features `names`."""
        place, option, claim, good, n = [], [], [], [], 0
        for i, c in enumerate(table):
            for fs, right in zip(c.options, c.good, strict=True):
                some = [names[f] for f in fs if f in names]
                place += some
                option += [n] * len(some)
                claim.append(i)
                good.append(right)
                n += 1
        size = Counter(c.given.doc.name for c in table)
        weight = np.array([c.weight / size[c.given.doc.name] ** 0.5 for c in table])
        return Matrix(
            np.array(place), np.array(option), np.array(claim), np.array(good), weight / weight.mean()
        )

    def loss(self, w: Any) -> tuple[float, Any]:
        """The penalised loss at the weights `w`, and its gradient."""
        m = len(self.weight)
        score = np.bincount(self.option, weights=w[self.place], minlength=len(self.claim))
        top = np.full(m, -np.inf)
        np.maximum.at(top, self.claim, score)
        e = np.exp(score - top[self.claim])
        p = e / np.bincount(self.claim, weights=e, minlength=m)[self.claim]
        right = np.maximum(np.bincount(self.claim, weights=p * self.good, minlength=m), 1e-12)
        slope = (p - p * self.good / right[self.claim]) * self.weight[self.claim]
        back = np.bincount(self.place, weights=slope[self.option], minlength=len(w))
        return float(-(self.weight * np.log(right)).sum() + 0.5 * PULL * (w @ w)), back + PULL * w


def learn(table: Sequence[Case]) -> dict[str, float]:
    """The weights of the features, by gradient descent with the memory of ten steps (L-BFGS)."""
    names = frequent(table)
    m = Matrix.of(table, names)
    w = np.zeros(len(names))
    memory: list[tuple[Any, Any]] = []
    f, g = m.loss(w)
    for _ in range(STEPS):
        way, rate = direction(g, memory), 1.0 if memory else min(1.0, 1 / float(np.abs(g).sum()))
        while True:
            then = w - rate * way
            f2, g2 = m.loss(then)
            if f2 <= f - 1e-4 * rate * (g @ way) or rate < 1e-8:
                break
            rate /= 2
        if (then - w) @ (g2 - g) > 1e-10:
            memory = [*memory, (then - w, g2 - g)][-10:]
        done = abs(f - f2) < 1e-4 * abs(f)
        w, f, g = then, f2, g2
        if done:
            break
    return {n: float(w[k]) for n, k in names.items()}


def direction(g: Any, memory: Sequence[tuple[Any, Any]]) -> Any:
    """The way down that the last steps suggest."""
    q, past = g.copy(), []
    for s, y in reversed(memory):
        a = (s @ q) / (y @ s)
        past.append(a)
        q -= a * y
    if memory:
        s, y = memory[-1]
        q *= (s @ y) / (y @ y)
    for (s, y), a in zip(memory, reversed(past), strict=True):
        q += (a - (y @ q) / (y @ s)) * s
    return q


def year(time: str | None) -> bool:
    """Whether a time names a year."""
    return bool(re.search(r"(?<![\dX])\d{4}", time or ""))


def tell(name: str, table: Sequence[Case], times: Sequence[str | None]) -> str:
    """A line: the share of times that are right, and how many years the gold does not have."""
    dated = [(c, t) for c, t in zip(table, times, strict=True) if c.wanted]
    right = sum(bool(t) and same_time(c.wanted or "", t) for c, t in dated)
    years = sum(year(t) and not year(c.wanted) for c, t in zip(table, times, strict=True))
    return f"{name:24}{right / max(1, len(dated)):.3f} of {len(dated)}, {years} years that the gold has not"


def times(table: Sequence[Case], w: dict[str, float]) -> list[str | None]:
    """The times that the product gives with the weights `w`."""
    with patch.object(choosing, "weights", lambda: w):
        best = [choosing.chosen(c.found, c.options[0], c.ruled) for c in table]
    return [b.edtf if b else c.ruled for b, c in zip(best, table, strict=True)]


def check(table: Sequence[Case], others: Sequence[Case]) -> None:
    """Rules alone beside rules and choice: held out by documents, and on the sets not learnt from."""
    names = sorted({c.given.doc.name for c in table})
    held: dict[int, str | None] = {}
    for k in range(FOLDS):
        out = [c for c in table if names.index(c.given.doc.name) % FOLDS == k]
        w = learn([c for c in table if names.index(c.given.doc.name) % FOLDS != k])
        held |= {id(c): t for c, t in zip(out, times(out, w), strict=True)}
    held |= {id(c): t for c, t in zip(others, times(others, learn(table)), strict=True)}
    for part in (*LEARNT, *OTHERS):
        for own in (False, True):
            some = [c for c in (*table, *others) if c.given.doc.set == part and (c.given.own or not own)]
            label = f"{part}{', found' if own else ''}"
            print(tell(f"{label} by rules", some, [c.ruled for c in some]))
            print(tell(f"{label} chosen", some, [held[id(c)] for c in some]))


def main() -> int:
    docs = [d for d in documents(SHARED, LEARNT) if "claims" in d.gold]
    table = [c for d in docs for c in cases(d)]
    if "--check" in sys.argv:
        check(table, [c for d in documents(SHARED, OTHERS) if "claims" in d.gold for c in cases(d)])
        return 0
    digest = hashlib.sha256(b"".join(d.text.read_bytes() for d in docs)).hexdigest()
    head = f"# Written by scripts/train_times.py out of gold whose texts have the sha256 {digest}.\n"
    body = "".join(f'"{n}" = {v:.3f}\n' for n, v in learn(table).items() if round(v, 3))
    OUT.write_text(f"{head}[weights]\n{body}", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
