"""
Learn the weights of the dialogue decoder from labelled transcripts whose labels are taken away.

    python scripts/train_dialogue.py ../shared             writes src/visavis/model/data/dialogue.json
    python scripts/train_dialogue.py ../shared --cross-validate   leaves each trial out once and scores it

Data: every text under `sources/`, `gold/dev` and `gold/train` of the folder given in which labels are found.
No name and no word of a subject is a feature, see `visavis.reading.speakers_cues`. The same data give the
same weights. Without the data the script says so and stops.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from visavis.model.labels import labels
from visavis.model.offsets import Clean
from visavis.reading.segment import segment
from visavis.reading.speakers_cues import features, hear
from visavis.reading.speakers_decoder import STEPS, Model
from visavis.reading.speakers_labelled import labelled_turns

OUT = Path(__file__).parent.parent / "src/visavis/model/data/dialogue.json"
CHAIR = re.compile(r"(?i)\b(president|chairman|court|clerk|commandant|foreman|judge|prosecutor|questioner)\b")


@dataclass
class Spoken:
    speaker: str
    text: str


@dataclass
class Stripped:
    """A transcript without labels: its text and the turns in it."""

    name: str
    text: str
    turns: list[tuple[int, int, str]]
    sides: dict[str, int]


def measured(root: Path) -> set[str]:
    """Runs of eight words of the texts on which turns are measured; what shares them is not learnt from."""
    files = [*sorted((root / "gold/speakers").glob("*.txt"))]
    files += [
        p
        for p in sorted((root / "sources").glob("*.txt"))
        if (root / "gold" / f"{p.stem}.turns.jsonl").exists()
    ]
    return {run for p in files for run in runs(p.read_text("utf-8"))}


def runs(text: str) -> list[str]:
    words = re.findall(r"[a-z]+", text.lower())
    return [" ".join(words[i : i + 8]) for i in range(len(words) - 7)]


def transcripts(root: Path) -> dict[str, list[Spoken]]:
    """What is said in every labelled text under `root`, by the name of the text."""
    files = [
        p for part in ("sources", "gold/dev", "gold/train") for p in sorted((root / part).rglob("*.txt"))
    ]
    out = {}
    for path in files:
        clean = Clean.of(path.read_bytes().decode("utf-8").replace("\r\n", "\n"))
        printed = labels(clean.text)
        if len(printed) < 4:
            continue
        turns = labelled_turns(clean.text, segment(clean), printed)
        spoken = [Spoken(t.speaker, speech(clean.text, t)) for t in turns if t.label]
        spoken = [s for s in spoken if s.text]
        if len({s.speaker for s in spoken}) >= 2 and len(spoken) >= 6:
            out[path.stem] = spoken
    return out


def speech(text, turn) -> str:
    """The words of a turn without its label, on one line, without quotation marks around all of it."""
    said = " ".join(text[turn.label[1] : turn.end].split())
    inner = said[1:-1]
    return inner if said[:1] in '"“' and said[-1:] in '"”' and not re.search('["“”]', inner) else said


def sides(spoken: list[Spoken]) -> dict[str, int]:
    """Of each speaker the side: 0 for who asks or presides, 1 for who answers."""
    asked, all_ = Counter(), Counter()
    for s in spoken:
        all_[s.speaker] += 1
        asked[s.speaker] += s.text.rstrip(' "”').endswith("?")
    most = max(asked[k] / all_[k] for k in all_)
    return {k: 0 if CHAIR.search(k) or asked[k] / all_[k] >= max(0.25, 0.55 * most) else 1 for k in all_}


def strip(name: str, spoken: list[Spoken], seed: int) -> Stripped:
    """Labels taken away, turns run together, paragraphs broken anywhere, some short turns dropped."""
    chance = random.Random(f"{name}/{seed}")
    joined = chance.choice([0.3, 0.5, 0.7])
    pieces, turns, at = [], [], 0
    for s in spoken:
        if len(s.text) < 25 and chance.random() < 0.12 and pieces:
            continue
        gap = "" if not pieces else " " if chance.random() < joined else "\n\n"
        said = re.sub(
            r"([.?!]) (?=[A-Z])", lambda m: m[1] + ("\n\n" if chance.random() < 0.1 else " "), s.text
        )
        pieces += [gap, said]
        turns.append((at + len(gap), at + len(gap) + len(said), s.speaker))
        at += len(gap) + len(said)
    return Stripped(name, "".join(pieces), turns, sides(spoken))


def example(doc: Stripped):
    """Features of each sentence and the true steps (None where the truth is no step)."""
    names = list(doc.sides)
    heard, _ = hear(doc.text, 0, len(doc.text), names)
    found = features(heard)
    owner, k = [], 0
    for h in heard:
        while k + 1 < len(doc.turns) and doc.turns[k + 1][0] <= h.start:
            k += 1
        owner.append(doc.turns[k][2])
    steps, last = [], None
    for who in owner:
        side = doc.sides[who]
        old = doc.sides[last] if last else side
        steps.append(STEPS.index((old, side, last is not None and who != last)))
        last = who
    return doc.name, found, steps, (heard, owner)


# Where learning starts from, and what it is drawn back to: cues whose sense needs no data. The number speaks
# for the side that asks (below zero: for the side that answers).
PRIOR = {
    "c:?": 0.8,
    "c:wh-end": 0.5,
    "c:tag": 0.6,
    "c:asking": 0.5,
    "c:to-party": 0.8,
    "c:presiding": 1.2,
    "c:summons": 2.5,
    "c:inverted": 0.8,
    "c:acknowledges": 0.8,
    "c:of-you": 0.4,
    "c:1=orders": 0.6,
    "c:to-office": -1.2,
    "c:hedge": -0.5,
    "c:first-past": -0.4,
    "c:confirm": -0.3,
    "c:reported": -1.5,
}


def train(examples, rounds=30, l2=8.0, least=5, even=150):
    """
    Weights that make the true chains probable (conditional likelihood, Adam, fixed order).

    A trial with many more than `even` turns counts for less, so that no single one rules.
    """
    count = Counter(f for _, found, _, _ in examples for some in found for f in some)
    index = {f: i for i, f in enumerate(sorted(f for f, n in count.items() if n >= least))}
    docs = []
    for _, found, steps, _ in examples:
        pairs = [(r, index[f]) for r, some in enumerate(found) for f in some if f in index]
        rows, cols = np.array(pairs).T
        docs.append((rows, cols, len(found), np.array(steps)))
    steps_of = Counter()
    for name, _, steps, _ in examples:
        steps_of[group(name)] += sum(STEPS[k][2] for k in steps)
    docs = [
        (*d, min(1.0, (even / (1 + steps_of[group(e[0])])) ** 0.5))
        for d, e in zip(docs, examples, strict=True)
    ]
    prior = np.zeros((len(index), len(STEPS)))
    for f, asks in PRIOR.items():
        if f in index:
            prior[index[f]] = [-asks / 2 if new else asks / 2 for _, new, _ in STEPS]
    w, m, v = prior.copy(), np.zeros_like(prior), np.zeros_like(prior)
    total = sum(n * weight for _, _, n, _, weight in docs)
    step = 0
    for round_ in range(rounds):
        rate = 0.05 * (1 - round_ / rounds) + 0.002
        for rows, cols, n, steps, weight in docs:
            scores = np.zeros((n, len(STEPS)))
            np.add.at(scores, rows, w[cols])
            slope = marginals(scores)
            slope[np.arange(n), steps] -= 1
            grad = np.zeros_like(w)
            np.add.at(grad, cols, slope[rows] * weight)
            grad += 2 * l2 * (w - prior) * n * weight / total
            step += 1
            m = 0.9 * m + 0.1 * grad
            v = 0.999 * v + 0.001 * grad * grad
            w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return Model(
        {f: [round(float(x), 3) for x in w[i]] for f, i in index.items() if np.abs(w[i]).max() > 0.02}
    )


def marginals(scores):
    """Probability of each step at each sentence (scaled forward and backward sums)."""
    n = len(scores)
    matrices = np.zeros((n, 2, 2, 2))
    top = scores.max(axis=1, keepdims=True)
    for k, (old, new, begins) in enumerate(STEPS):
        matrices[:, old, new, int(begins)] = np.exp(scores[:, k] - top[:, 0])
    both = matrices.sum(axis=3)
    fwd, bwd = np.ones((n + 1, 2)), np.ones((n + 1, 2))
    for i in range(n):
        a = fwd[i] @ both[i]
        fwd[i + 1] = a / a.sum()
    for i in range(n - 1, -1, -1):
        b = both[i] @ bwd[i + 1]
        bwd[i] = b / b.sum()
    joint = fwd[:-1, :, None, None] * matrices * bwd[1:, None, :, None]
    joint /= joint.sum(axis=(1, 2, 3), keepdims=True)
    return np.stack([joint[:, old, new, int(begins)] for old, new, begins in STEPS], axis=1)


def score(model: Model, doc: Stripped) -> tuple[float, float]:
    """Share of turns whose side is right, and F1 of the beginnings of turns, on one stripped transcript."""
    _, found, _, (heard, _) = example(doc)
    got = model.decode(found)
    begins = {h.start for h, d in zip(heard, got, strict=True) if d.begins}
    true, last = set(), None
    for start, _, who in doc.turns:
        if who != last:
            true.add(start)
        last = who
    hit = len(begins & true)
    f1 = 2 * hit / max(1, len(begins) + len(true))
    weight, right = {}, 0
    for h, d in zip(heard, got, strict=True):
        k = next((i for i, t in enumerate(doc.turns) if t[0] <= h.start < t[1]), None)
        if k is not None:
            weight.setdefault(k, Counter())[d.side] += h.end - h.start
    for k, sizes in weight.items():
        right += sizes.most_common(1)[0][0] == doc.sides[doc.turns[k][2]]
    return right / max(1, len(weight)), f1


def group(name: str) -> str:
    """Texts of one trial belong together: the weights scored on one never saw the others."""
    if name.startswith(("examination", "zinoviev", "t-smirnov", "u-examination", "bukharin")):
        return "moscow"
    if "wilde" in name:
        return "wilde"
    if "paine" in name or "mohrenschildt" in name:
        return "warren"
    return name


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--copies", type=int, default=5)
    args = parser.parse_args()
    if not (args.shared / "sources").is_dir():
        print(f"{args.shared}: no labelled transcripts here; the weights stay as they are.")
        return 0
    said = transcripts(args.shared)
    if not args.cross_validate:
        kept_out = measured(args.shared)
        shared = {n: sum(r in kept_out for s in spoken for r in runs(s.text)) for n, spoken in said.items()}
        said = {n: spoken for n, spoken in said.items() if shared[n] < 20}
        print("not learnt from, because measured on:", ", ".join(n for n, k in shared.items() if k >= 20))
    docs = {name: [strip(name, spoken, k) for k in range(args.copies)] for name, spoken in said.items()}
    print(f"{len(docs)} transcripts, {sum(len(s) for s in said.values())} turns")
    ready = {name: [example(d) for d in some] for name, some in docs.items()}
    if args.cross_validate:
        for held in sorted({group(n) for n in docs}):
            learnt = train([e for n, some in ready.items() if group(n) != held for e in some])
            for name in (n for n in docs if group(n) == held):
                got = [score(learnt, d) for d in docs[name]]
                side, begins = np.mean(got, axis=0)
                print(f"{name:40} turns {len(said[name]):4} side {side:.3f} begins {begins:.3f}")
        return 0
    learnt = train([e for some in ready.values() for e in some])
    OUT.write_text(
        json.dumps({"weights": learnt.weights}, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8"
    )
    print(f"{OUT}: {len(learnt.weights)} features")
    return 0


if __name__ == "__main__":
    sys.exit(main())
