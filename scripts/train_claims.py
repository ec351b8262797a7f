"""
Learn how likely a found claim is true: logistic regression over the features of drafts.

    PYTHONPATH=src:. python scripts/train_claims.py [--check | --learning-curve]

Needs the shared gold (`VISAVIS_SHARED`, by default ../shared). A draft that gold holds with its relation is
positive, one it holds as optional is left out, all others are negative. `--check` prints precision, recall
and F1 by cross-validation over documents and writes nothing; `--learning-curve` prints how the scorer gains
from more documents, judged in the same way. The weights go to
`src/visavis/model/data/claim_weights.toml`.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.documents import SHARED, Document, documents, gold, tool
from visavis.reading.claims import Draft, claims
from visavis.reading.clean import clean
from visavis.reading.dates import dates
from visavis.reading.ingest import load
from visavis.reading.people import people
from visavis.reading.pipeline import cut_out
from visavis.reading.segment import segment
from visavis.reading.speakers import speakers
from visavis.reading.units import pipeline, units

OUT = Path(__file__).resolve().parents[1] / "src/visavis/model/data/claim_weights.toml"
SETS = ("page", "dev", "look", "score_only")
PULL = 2.0  # strength of the pull towards zero; 1 to 4 give the same F1 within half a point
RARE = 6  # a feature seen less often counts nothing
LEAST = 0.15  # as `visavis ask` holds back by default
Row = tuple[int, Draft, float | None]  # document, draft, true or not; None where it does not count


def rows(number: int, doc: Document) -> tuple[list[Row], int]:
    """The drafts of a document, judged, and how many claims gold requires there."""
    source = next(iter(load(str(doc.text))))
    cleaned = clean(source.raw)
    passages = segment(cleaned)
    parsed = units(pipeline(), cleaned.text, passages, speakers(cleaned, passages))
    who = people(parsed, source)
    found = claims(parsed, who.entities, who.mentions, dates(cleaned, parsed, source), source, least=0.0)
    lines = [cut_out(d, cleaned, source).line() for d in found]
    known = gold(doc, "claims")
    judge = tool(SHARED, "score_claims")
    assert judge is not None, f"{SHARED} has no tools"
    names = judge.Names([x for x in known if "entity" in x])
    wanted = [x for x in known if "relation" in x]
    _, matched, _, _ = judge.score(wanted, lines, names)
    truth: dict[str, float | None] = {p["id"]: (None if g.get("optional") else float(a["relation"]))
                                      for g, p, a in matched}  # fmt: skip
    judged: list[Row] = [(number, d, truth.get(x["id"], 0.0)) for d, x in zip(found, lines, strict=True)]
    return judged, sum(not c.get("optional") for c in wanted)


def matrix(table: Sequence[Row], names: Sequence[str]) -> Any:
    place = {n: i + 1 for i, n in enumerate(names)}
    x = np.zeros((len(table), len(names) + 1))
    x[:, 0] = 1.0
    for row, (_, d, _) in enumerate(table):
        for f in d.features:
            if f in place:
                x[row, place[f]] = 1.0
    return x


def learn(x: Any, y: Any) -> Any:
    """Weights by Newton's method on the penalised likelihood."""
    w = np.zeros(x.shape[1])
    pull = np.full(x.shape[1], PULL)
    pull[0] = 1e-3
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x.T * (p * (1 - p))) @ x + np.diag(pull)
        w = w - np.linalg.solve(hessian, x.T @ (p - y) + pull * w)
    return w


def frequent(table: Sequence[Row]) -> list[str]:
    count = Counter(f for _, d, _ in table for f in d.features)
    return sorted(f for f, n in count.items() if n >= RARE)


def check(table: Sequence[Row], required: Sequence[int]) -> None:
    """Precision, recall and mean F1 of documents at thresholds, every document held out with a tenth."""
    guess = np.zeros(len(table))
    for k in range(10):
        train = [r for r in table if r[0] % 10 != k and r[2] is not None]
        names = frequent(train)
        w = learn(matrix(train, names), np.array([r[2] for r in train], dtype=float))
        held = [i for i, r in enumerate(table) if r[0] % 10 == k]
        guess[held] = 1 / (1 + np.exp(-matrix([table[i] for i in held], names) @ w))
    for least in (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7):
        kept = [r for r, g in zip(table, guess, strict=True) if g >= least and r[2] is not None]
        print(f"{least:.2f}", *(f"{v:.3f}" for v in figures(kept, required)))


def learning_curve(table: Sequence[Row], required: Sequence[int]) -> None:
    """Mean F1 of documents and the scorer's loss (nats a draft) by the number of documents learned from."""
    judged = [r for r in table if r[2] is not None]
    for size in (5, 10, 20, 40, 80):
        kept: list[Row] = []
        loss, count = 0.0, 0
        for k in range(10):
            learned_from = set([n for n in range(len(required)) if n % 10 != k][:size])
            train = [r for r in judged if r[0] in learned_from]
            held = [r for r in judged if r[0] % 10 == k]
            names = frequent(train)
            w = learn(matrix(train, names), np.array([r[2] for r in train], dtype=float))
            p = np.clip(1 / (1 + np.exp(-matrix(held, names) @ w)), 1e-6, 1 - 1e-6)
            y = np.array([r[2] for r in held], dtype=float)
            loss -= float(np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)))
            count += len(held)
            kept += [r for r, g in zip(held, p, strict=True) if g >= LEAST]
        print(size, f"{figures(kept, required)[2]:.3f}", f"{loss / count:.3f}")


def figures(kept: Sequence[Row], required: Sequence[int]) -> tuple[float, float, float]:
    """Precision and recall over all, and the mean F1 of documents."""
    hits, all_of = Counter(r[0] for r in kept if r[2]), Counter(r[0] for r in kept)
    each = [2 * hits[i] / max(1, all_of[i] + n) for i, n in enumerate(required)]
    return hits.total() / max(1, all_of.total()), hits.total() / sum(required), float(np.mean(each))


def write(names: Sequence[str], w: Any, texts: Sequence[Path]) -> None:
    digest = hashlib.sha256(b"".join(t.read_bytes() for t in texts)).hexdigest()
    head = f"# Written by scripts/train_claims.py out of gold whose texts have the sha256 {digest}.\n"
    body = "".join(f'"{n}" = {v:.3f}\n' for n, v in zip(["bias", *names], w, strict=True) if round(v, 3))
    OUT.write_text(f"{head}[weights]\n{body}", "utf-8")


def main() -> int:
    table: list[Row] = []
    required: list[int] = []
    docs = list(documents(SHARED, SETS))
    for number, doc in enumerate(docs):
        judged, n = rows(number, doc)
        table += judged
        required.append(n)
    if "--check" in sys.argv:
        check(table, required)
        return 0
    if "--learning-curve" in sys.argv:
        learning_curve(table, required)
        return 0
    used = [r for r in table if r[2] is not None]
    names = frequent(used)
    write(
        names, learn(matrix(used, names), np.array([r[2] for r in used], dtype=float)), [d.text for d in docs]
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
