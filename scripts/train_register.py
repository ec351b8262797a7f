"""
Learn the weights that tell a hearing without labels from a narrative.

    python scripts/train_register.py ../shared          writes src/visavis/model/data/register.json

Narratives are the texts under `sources/`, `gold/dev` and `gold/train` without labels; hearings are the
labelled ones with their labels taken away, without those on which passages and turns are measured. Without
the data the script says so and stops.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

import numpy as np
from train_dialogue import measured, runs, strip, transcripts

from visavis.model.cues import cues
from visavis.model.labels import labels
from visavis.reading.segment_blocks import blocks
from visavis.reading.segment_register import features, read_sentences

OUT = Path(__file__).parent.parent / "src/visavis/model/data/register.json"
STRETCH = 12_000  # characters taken from each of several places of a narrative


def narratives(root: Path):
    """Stretches of narrative text, by the name of their source."""
    paths = [
        p for part in ("sources", "gold/dev", "gold/train") for p in sorted((root / part).rglob("*.txt"))
    ]
    for path in paths:
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        if path.parent.name == "sources" or labels(text):
            continue
        chance = random.Random(path.stem)
        starts = [0] if len(text) < 2 * STRETCH else [chance.randrange(len(text) - STRETCH) for _ in range(4)]
        for at in starts:
            yield path.stem, text[at : at + STRETCH]


def marked(text, spans):
    """Features of the sentences of some blocks."""
    return features([cues(r.text, r.bare) for r in read_sentences(text, spans)])


def examples(root: Path):
    """Pairs of features and truth (1: hearing), each with its weight."""
    kept_out = measured(root)
    out = []
    for name, text in narratives(root):
        spans = [(b.start, b.end) for b in blocks(text) if b.shape == "text"]
        out.append((name, marked(text, spans), 0))
    for name, spoken in transcripts(root).items():
        if sum(r in kept_out for s in spoken for r in runs(s.text)) >= 20:
            continue
        for k in range(3):
            doc = strip(name, spoken, k)
            spans = [(b.start, b.end) for b in blocks(doc.text)]
            out.append((name, marked(doc.text, spans), 1))
    return out


def train(found, rounds=300, l2=1e-3, least=10):
    """Logistic regression by gradient descent; both classes weigh the same, a text has at most 1500."""
    rows = [(some, y) for _, feats, y in found for some in feats[:1500]]
    names = {}
    for some, _ in rows:
        for f in some:
            names[f] = names.get(f, 0) + 1
    index = {f: i for i, f in enumerate(sorted(f for f, n in names.items() if n >= least))}
    r = np.array([k for k, (some, _) in enumerate(rows) for f in some if f in index])
    c = np.array([index[f] for some, _ in rows for f in some if f in index])
    y = np.array([label for _, label in rows], dtype=float)
    share = np.where(y == 1, 0.5 / y.sum(), 0.5 / (len(y) - y.sum()))
    w, m, v = (np.zeros(len(index)) for _ in range(3))
    for step in range(1, rounds + 1):
        z = np.bincount(r, w[c], len(y))
        slope = (1 / (1 + np.exp(-z)) - y) * share
        grad = np.bincount(c, slope[r], len(index)) + 2 * l2 * w
        m, v = 0.9 * m + 0.1 * grad, 0.999 * v + 0.001 * grad * grad
        w -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    right = ((np.bincount(r, w[c], len(y)) > 0) == (y == 1)) @ share
    print(f"{len(rows)} sentences, {int(y.sum())} spoken; right on them: {right:.3f}")
    return {f: round(float(w[i]), 3) for f, i in index.items() if abs(w[i]) > 0.01}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    args = parser.parse_args()
    if not (args.shared / "sources").is_dir():
        print(f"{args.shared}: no texts here; the weights stay as they are.")
        return 0
    weights = train(examples(args.shared))
    OUT.write_text(
        json.dumps({"weights": weights}, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8"
    )
    print(f"{OUT}: {len(weights)} features")
    return 0


if __name__ == "__main__":
    sys.exit(main())
