"""
How much the encoder counts beside the frames, learnt from readings held out, and what it is worth on gold.

    PYTHONPATH=src:. python scripts/encoder/weigh.py FOLDER TRAINED [--write encoder.json]

FOLDER is what data.py wrote, TRAINED what train.py wrote (with --aside, so that some readings were held out).
A frame's draft gets the probability that its own confidence and the encoder give together (logistic
regression); a tie that only the encoder sees gets the encoder's probability, as often as it was right on the
readings. Then the figures of every set of the gold: relation F1 (mean of documents), precision and recall,
and how many of the added ties are right.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from eval.documents import SHARED, tool
from visavis.model.claim import SIGN
from visavis.reading.claims.encoder.pairs import CLASSES, Group, Pair, class_of
from visavis.reading.claims.encoder.sure import alone, heard, likeliest, probability

PULL = 1.0  # strength of the pull of a trait towards zero
ADD = 0.55  # least probability of a tie that only the encoder sees
Line = dict[str, Any]
Added = tuple[dict[str, float], float | None, Line]
judge: Any = tool(SHARED, "score_claims")


class Case:
    """A document with the encoder's scores: its drafts with what the encoder says, and what it would add."""

    def __init__(self, document: Line, scores: Sequence[Sequence[Any]]) -> None:
        self.set, self.name = document["set"], document["name"]
        self.gold, self.names = document["gold"], judge.Names(document["entities"])
        self.drafts = document["drafts"]
        pairs = [(g, p) for r, ps in zip(document["runs"], scores, strict=True)
                 for g, p in zip(r["groups"], ps, strict=True)]  # fmt: skip
        self.known = [self._heard(d, pairs) for d in self.drafts]
        self.added = self._once([self._added(g, p) for g, p in pairs if not g["ruled"]])

    @staticmethod
    def _heard(draft: Line, pairs: Sequence[tuple[Line, Any]]) -> dict[str, float]:
        ends = {draft["subject"], draft["object"]}
        seen = [(p, class_of(draft["relation"], draft["subject"] != g["names"][0])) for g, p in pairs
                if ends == {*g["names"]} and g["span"][0] <= draft["start"] < g["span"][1]]  # fmt: skip
        p, k = max(seen, key=lambda x: float(x[0][x[1]]), default=(None, 0))
        return heard(draft["confidence"], k, p)

    def _added(self, g: Line, p: Any) -> Added:
        """What is known of it, whether it is right (None where it does not count), and the claim."""
        ways = [Pair(None, None, x[0], (), None, 0, x[3], x[4]) for x in g["pairs"]]  # type: ignore[arg-type]
        group = Group(g["names"], 0, tuple(ways))
        k = likeliest(group, p)
        relation, back = CLASSES[k]
        a, b = g["names"][::-1] if back else g["names"]
        sure, maybe, _ = g["strict"]
        start, end = g["evidence"][0]
        line = {"doc": f"{self.name}.txt", "start": start, "end": end, "subject": a, "object": b,
                "relation": relation, "sign": SIGN[relation], "span": g["span"]}  # fmt: skip
        return alone(group, k, p), None if k in maybe else float(k in sure), line

    def _once(self, added: Sequence[Added]) -> list[Added]:
        """Without further offices of one holder in one sentence."""
        held = {(d["subject"], s) for d in self.drafts if d["relation"] == "holds"
                for _, _, x in added if (s := x["span"])[0] <= d["start"] < s[1]}  # fmt: skip
        out = []
        for x in sorted(added, key=lambda x: -x[0]["tie"] - x[0]["class"]):
            key = (x[2]["subject"], x[2]["span"])
            if x[2]["relation"] == "holds":
                if key in held:
                    continue
                held.add(key)
            out.append(x)
        return out

    def claims(self, weights: Line | None, least: float, add: float) -> list[Line]:
        """What would be told: drafts from the confidence `least` on, ties from the probability `add` on."""
        if not weights:
            return [d for d in self.drafts if d["confidence"] >= least]
        kept = [d for d, x in zip(self.drafts, self.known, strict=True)
                if probability(weights["frames"], x) >= least]  # fmt: skip
        return [*kept, *(c for x, _, c in self.added if probability(weights["alone"], x) >= add)]


def fit(rows: Sequence[tuple[dict[str, float], float]]) -> dict[str, float]:
    """Logistic regression by Newton's method; traits are pulled to zero, what is measured hardly."""
    names = sorted({n for known, _ in rows for n in known})
    x = np.array([[known.get(n, 0.0) for n in names] for known, _ in rows])
    y = np.array([right for _, right in rows])
    pull = np.array([PULL if "=" in n else PULL / 100 for n in names])
    w = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(pull), x.T @ (p - y) + pull * w)
    return {n: round(float(v), 4) for n, v in zip(names, w, strict=True)}


def weigh(cases: Sequence[Case]) -> Line:
    """The weights that the readings held out give."""
    more = [(x, right) for c in cases for x, right, _ in c.added if right is not None]
    return {"frames": fit([r for c in cases for r in drafts_of(c)]), "alone": fit(more)}


def drafts_of(case: Case) -> Iterator[tuple[dict[str, float], float]]:
    """The frames' drafts that count, and whether they are right."""
    for d, x in zip(case.drafts, case.known, strict=True):
        if d["truth"] is not None:
            yield x, d["truth"]


def report(cases: Sequence[Case], weights: Line | None, least: float, add: float) -> str:
    """The figures of one set of documents."""
    f1, hit, said, wanted, false = [], 0, 0, 0, 0
    more, right = 0, 0
    for c in cases:
        r, *_ = judge.score(c.gold, told(c.claims(weights, least, add)), c.names)
        without, *_ = judge.score(c.gold, told(c.claims(weights, least, 9)), c.names)
        if not r["gold"]:
            false += r["predicted"]
            continue
        f1.append(r["relation"]["f1"])
        hit, said, wanted = hit + r["relation"]["hit"], said + r["predicted"], wanted + r["gold"]
        more += r["predicted"] - without["predicted"]
        right += r["relation"]["hit"] - without["relation"]["hit"]
    mean = float(np.mean(f1)) if f1 else 0.0
    precision, recall = hit / max(1, said), hit / max(1, wanted)
    return (f"F1 {mean:.4f}  P {precision:.3f}  R {recall:.3f}  added {more}, right {right}"
            f" ({right / max(1, more):.2f})  false in empty ones {false}")  # fmt: skip


def told(lines: Sequence[Line]) -> list[Line]:
    return [{k: v for k, v in x.items() if k not in ("features", "truth", "span")} for x in lines]


def cases_of(folder: Path, trained: Path) -> Iterator[Case]:
    """All documents that have scores."""
    scores = pickle.loads((trained / "scores.pickle").read_bytes())
    for path in sorted(folder.glob("*.pickle")):
        document = pickle.loads(path.read_bytes())
        key = f"{document['set']}/{document['name']}"
        if key in scores:
            yield Case(document, scores[key])


def reliability(cases: Sequence[Case], weights: Line) -> Iterator[str]:
    """How often what is told with a probability is right."""
    drafts = [(probability(weights["frames"], x), y) for c in cases for x, y in drafts_of(c)]
    more = [(probability(weights["alone"], x), y) for c in cases for x, y, _ in c.added if y is not None]
    for name, rows in (("frames", drafts), ("encoder alone", more)):
        table = []
        for low in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            inside = [y for p, y in rows if low <= p < low + 0.1 or (low == 0.8 and p >= 0.9)]
            table.append(f"{low:.1f}: {np.mean(inside) if inside else 0:.2f} of {len(inside)}")
        yield f"{name}: " + ", ".join(table)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("trained", type=Path)
    ap.add_argument("--least", type=float, nargs="*", default=[0.1, 0.15, 0.2])
    ap.add_argument("--add", type=float, nargs="*", default=[9, 0.5, 0.4, 0.3, 0.25, 0.2])
    ap.add_argument("--sets", default="score_only,dev,page,negative,reading")
    ap.add_argument("--write", type=Path)
    args = ap.parse_args()
    cases = list(cases_of(args.folder, args.trained))
    weights = weigh([c for c in cases if c.set == "reading"])
    print(weights)
    for part in args.sets.split(","):
        some = [c for c in cases if c.set == part]
        print(f"{part}: {len(some)} documents")
        print("  frames alone          ", report(some, None, 0.1, 9))
        for least in args.least:
            for add in args.add:
                print(f"  from {least:.2f}, added {add:4.2f}", report(some, weights, least, add))
        print("\n".join("  " + x for x in reliability(some, weights)), flush=True)
    if args.write:
        origin = json.loads((args.trained / "made.json").read_text("utf-8"))
        settings = {"made": origin, **weights, "least": {"any": ADD}}
        args.write.write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
