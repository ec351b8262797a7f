"""
Learn how the evidence for whom a pronoun means is weighed, from readings of pronouns.

    PYTHONPATH=src:. python scripts/train_pronouns.py FOLDER [--trained TRAINED] [--write]

FOLDER is what `scripts/encoder/whom.py` wrote, TRAINED what `scripts/encoder/train.py --whom` wrote: only the
readings held out there are learnt from where the encoder is asked too. A conditional logistic regression over
the candidates of each pronoun and nobody (McFadden 1974); judged by ten parts of the documents, each by the
nine others. --write stores the weights in model/data/people_pronouns.toml.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).resolve().parents[1] / "src" / "visavis" / "model" / "data" / "people_pronouns.toml"
HEAD = """# How the evidence for a candidate of a pronoun is weighed: by `pronoun` without the encoder, else
# by `seen`. Learnt by `scripts/train_pronouns.py` from the readings in `eval/readings/pronouns`.
"""
PULL = 0.3  # strength of the pull of a weight towards zero
KINDS = ("he", "she", "they")
PARTS = 10
Case = tuple[list[dict[str, float]], list[bool]]  # of a pronoun: its candidates' evidence, who is right


def cases(folder: Path, scores: dict[str, Any] | None) -> dict[str, list[Case]]:
    """The pronouns of every document that have a candidate."""
    out: dict[str, list[Case]] = {}
    for path in sorted(folder.glob("*.pickle")):
        document = pickle.loads(path.read_bytes())
        name = document["name"]
        if scores is not None and name not in scores:
            continue
        for number, p in enumerate(document["pronouns"]):
            told = []
            for k, (_, found, _) in enumerate(p["candidates"]):
                known = {**found, f"for {KINDS[p['kind']]}": 1.0}
                if scores is not None:
                    score = scores[name][number][k]
                    known |= {"unseen": 1.0} if score is None else {"encoder": score}
                told.append(known)
            if told:
                out.setdefault(name, []).append((told, [r for _, _, r in p["candidates"]]))
    return out


def arrays(some: Sequence[Case], names: Sequence[str]) -> tuple[Any, ...]:
    """Candidates and nobody as rows, with the number of their pronoun and whether they are right."""
    column = {n: i for i, n in enumerate(names)}
    rows = [(k, f, r) for k, (told, right) in enumerate(some) for f, r in zip(told, right, strict=True)]
    rows += [(k, {}, not any(right)) for k, (_, right) in enumerate(some)]
    x = np.zeros((len(rows), len(names)))
    for i, (_, found, _) in enumerate(rows):
        for n, v in found.items():
            x[i, column[n]] = v
    return x, np.array([k for k, _, _ in rows]), np.array([r for _, _, r in rows], float), len(some)


def fit(some: Sequence[Case], names: Sequence[str]) -> Any:
    """The weights, by gradient steps of a size of their own for each (Rprop, Riedmiller and Braun 1993)."""
    x, of, right, count = arrays(some, names)
    w, step, before = np.zeros(len(names)), np.full(len(names), 0.05), np.zeros(len(names))
    for _ in range(300):
        z = x @ w
        top = np.full(count, -np.inf)
        np.maximum.at(top, of, z)
        grown = np.exp(z - top[of])
        share = grown / np.bincount(of, grown, count)[of]
        wanted = grown * right
        wanted = wanted / np.maximum(np.bincount(of, wanted, count), 1e-12)[of]
        slope = x.T @ (share - wanted) + PULL * w
        same = np.sign(slope * before)
        step = np.clip(np.where(same > 0, step * 1.2, np.where(same < 0, step * 0.5, step)), 1e-6, 1.0)
        w -= np.sign(slope) * step
        before = slope
    return w


def judged(
    some: Sequence[Case], names: Sequence[str], w: Any, margin: float = 0.0
) -> tuple[int, int, int, int]:
    """Right, said, with a right one among the candidates, all; nobody is said where nothing outweighs him."""
    column = {n: i for i, n in enumerate(names)}
    hit = said = there = 0
    for told, right in some:
        weighed = [sum(w[column[n]] * v for n, v in f.items()) for f in told]
        z = sorted(zip(weighed, right, strict=True), reverse=True)
        there += any(right)
        if z[0][0] >= 0 and (len(z) == 1 or z[0][0] - z[1][0] >= margin):
            said += 1
            hit += z[0][1]
    return hit, said, there, len(some)


def figures(hit: int, said: int, there: int, count: int) -> str:
    p, r = hit / max(1, said), hit / max(1, there)
    f1 = 2 * p * r / max(1e-9, p + r)
    return f"P {p:.3f} R {r:.3f} F1 {f1:.3f} ({hit} of {said}, {there} to find, {count})"


def crossed(of: dict[str, list[Case]], names: Sequence[str]) -> str:
    """The figures of documents by the weights of others."""
    order = sorted(of)
    total = np.zeros(4, int)
    for part in range(PARTS):
        held = order[part::PARTS]
        w = fit([c for d in order if d not in held for c in of[d]], names)
        total += np.array(judged([c for d in held for c in of[d]], names, w))
    return figures(*total.tolist())


def old(of: dict[str, list[Case]], names: Sequence[str], table: str) -> str:
    """The figures of the weights that are stored now."""
    import tomllib

    stored = tomllib.loads(FILE.read_text("utf-8")).get(table, {})
    w = [stored.get(n, 0.0) for n in names]
    shift = 100.0 if not any(n.startswith("for ") for n in stored) else 0.0
    column = [n.startswith("for ") for n in names]
    w = [v + shift * c for v, c in zip(w, column, strict=True)]
    return figures(*judged([c for some in of.values() for c in some], names, w, 0.1 if shift else 0.0))


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--trained", type=Path)
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    tables = {"pronoun": None}
    if args.trained:
        tables["seen"] = pickle.loads((args.trained / "whom.pickle").read_bytes())
    lines = [HEAD]
    for table, scores in tables.items():
        of = cases(args.folder, scores)
        names = sorted({n for some in of.values() for told, _ in some for f in told for n in f})
        print(f"{table}: {len(of)} documents; stored weights: {old(of, names, table)}")
        print(f"  cross-validated: {crossed(of, names)}", flush=True)
        w = fit([c for some in of.values() for c in some], names)
        lines.append(f"[{table}]")
        lines += [f"{json.dumps(n)} = {v:.3f}" for n, v in zip(names, w, strict=True)] + [""]
    if args.write:
        FILE.write_text("\n".join(lines).rstrip() + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
