"""
Score every layer against the gold, and fail below the floors.

    python -m eval                           everything that is there
    python -m eval --only dev,page           some sets
    python -m eval --only dev --errors 20    what was missed, too much, or otherwise wrong
    python -m eval --by rule                 precision per rule (or per relation)
    python -m eval --accept --raise-floors   take this state as the one to keep
"""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from eval import keeping, report, timing
from eval.documents import LAYERS, SETS, SHARED, documents, tool
from eval.predict import predictions
from eval.scoring import Score, score

BEFORE_PARSER = {"repairs", "passages", "turns"}


def options(argv: list[str] | None = None) -> argparse.Namespace:
    ap = argparse.ArgumentParser(
        "eval", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("--shared", type=Path, default=SHARED)
    ap.add_argument("--only", default=",".join(SETS), help=f"sets, with commas: {', '.join(SETS)}")
    ap.add_argument("--doc", help="only documents whose name contains this")
    ap.add_argument(
        "--layer", choices=LAYERS, help="only this layer's tables (and no parse where it needs none)"
    )
    ap.add_argument("--errors", type=int, default=0, metavar="N", help="show up to N of each kind of error")
    ap.add_argument("--by", choices=("relation", "rule"), help="precision per relation or rule")
    ap.add_argument("--curve", action="store_true", help="precision and recall by least confidence")
    ap.add_argument("--jobs", type=int, default=1, help="processes")
    ap.add_argument("--quick", action="store_true", help="read without the encoder")
    ap.add_argument("--timing", action="store_true", help="seconds a stage, beside the parse")
    ap.add_argument("--accept", action="store_true", help="write the claims found as the new baseline")
    ap.add_argument(
        "--raise-floors", action="store_true", help="lift floors to these figures; never lowers one"
    )
    chosen = ap.parse_args(argv)
    unknown = [s for s in chosen.only.split(",") if s not in SETS]
    if unknown:
        ap.error(f"unknown set {', '.join(unknown)}; known: {', '.join(SETS)}")
    if chosen.accept and (chosen.layer or chosen.doc or chosen.quick):
        ap.error("--accept needs whole sets with all their claims: leave --layer, --doc and --quick out")
    return chosen


def run(o: argparse.Namespace) -> dict[str, list[Score]]:
    """Read and score the chosen documents; by set."""
    docs = [d for d in documents(o.shared, tuple(o.only.split(","))) if not o.doc or o.doc in d.name]
    if o.layer:
        docs = [d for d in docs if o.layer in d.gold]
    until = (
        o.layer if o.layer in BEFORE_PARSER else "dates" if o.layer in ("dates", "lost-years") else "claims"
    )
    if o.timing:
        timing.warm()
    out: dict[str, list[Score]] = {}
    with timing.stopwatch() if o.timing and o.jobs == 1 else nullcontext() as seconds:
        for doc, found in zip(docs, predictions(docs, until, o.jobs, o.quick), strict=True):
            out.setdefault(doc.set, []).append(score(doc, found, o.shared))
    if seconds is not None:
        print(timing.shares(seconds), end="\n\n")
    return out


def show(name: str, scores: list[Score], o: argparse.Namespace) -> None:
    """The tables of one set."""
    print(f"=== {name}")
    claims = [s for s in scores if s.claims]
    if name == "negative":
        for s in scores:
            print(f"{s.doc.name:36}{len(s.spurious)} false")
        print(f"{'false per document':36}{sum(len(s.spurious) for s in scores) / len(scores):.3f}")
    elif claims and o.layer in (None, "claims"):
        print(report.claim_table(claims))
        gained, lost = keeping.gained_and_lost(name, claims)
        print(f"against the baseline: {len(gained)} gained, {len(lost)} lost")
        for sign, some in (("+", gained), ("-", lost)):
            print("".join(f"  {sign} {x}\n" for x in some[: o.errors] if not x.startswith("(")), end="")
    if o.layer != "claims" and name != "negative":
        print(report.layer_table(scores))
    if o.by:
        print(report.kind_table(claims, o.by))
    if o.curve and name != "negative":
        print(report.curve(claims))
    if o.errors and o.layer in (None, "claims"):
        print(report.errors(claims, o.errors))
    if o.errors and o.layer not in (None, "claims"):
        print(layer_errors(scores, o.layer, o.errors))
    print()


def layer_errors(scores: list[Score], layer: str, limit: int) -> str:
    """What a lower layer missed and found too much, where it may be looked at."""
    out: list[str] = []
    for s in scores:
        if not s.doc.secret and layer in s.layers:
            out.append(f"== {s.doc.name}")
            for tag in ("_missed", "_spurious"):
                out += [f"{tag[1:]:9}{x}"[:240] for x in s.layers[layer].get(tag, [])[:limit]]
    return "\n".join(out)


def main(argv: list[str] | None = None) -> int:
    o = options(argv)
    if tool(o.shared, "score_claims") is None:
        print(f"The shared gold is not at {o.shared} (set VISAVIS_SHARED or --shared): "
              "only our own small set is measured.\n")  # fmt: skip
    sets = run(o)
    if not sets:
        print("Nothing to measure.")
        return 0
    now: report.Figures = {}
    for name, scores in sets.items():
        show(name, scores, o)
        if not o.layer and not o.doc:
            now |= report.figures(name, scores)
    if o.raise_floors:
        print(f"{keeping.raise_floors(now)} floors lifted")
    if o.accept:
        keeping.accept(sets)
        print(f"baseline written for {', '.join(sets)}")
    failed = keeping.broken(now)
    for sentence in failed:
        print(f"BELOW THE FLOOR: {sentence}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
