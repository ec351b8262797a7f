"""
What a correct dossier must contain, and how much of it `ask` shows: `python -m eval.dossiers [TOPIC...]`.

For each topic of the shared points: its documents are read once, its query is asked, and the points whose
words stand at or near the evidence of a direct claim are counted. Whole books are read: minutes a topic.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from eval.documents import SHARED, lines

POINTS = SHARED / "gold" / "points.jsonl"


def topics() -> dict[str, str]:
    """The query of each topic that has points and documents."""
    found = {p["topic"]: p["query"] for p in lines(POINTS)}
    return {t: q for t, q in sorted(found.items()) if (SHARED / "sources" / t).is_dir()}


def score(topic: str, query: str) -> dict[str, float]:
    """Points, claims and recall of one topic, with the seconds it took."""
    from visavis.answer.dossier import ask
    from visavis.case.memory import remember
    from visavis.faces.json_face import to_json
    from visavis.model.dossier import Unanswered
    from visavis.reading.ingest import load_all
    from visavis.reading.pipeline import read

    start = perf_counter()
    found = load_all([str(SHARED / "sources" / topic)])
    answer = ask(query, remember((read(s) for s in found.sources), found.skipped))
    if isinstance(answer, Unanswered):
        wanted = ", ".join(f"{n.asked} ({', '.join(n.candidates[:4])})" for n in answer.names)
        print(f"{topic}: {answer.kind}: {wanted}", file=sys.stderr)
        points = sum(p["topic"] == topic for p in lines(POINTS))
        return {
            "points": points,
            "claims": 0,
            "recall": 0.0,
            "recall_at_40": 0.0,
            "s": perf_counter() - start,
        }
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        file.write(to_json(answer))
        file.flush()
        tool = SHARED / "tools" / "score_dossier.py"
        command = [sys.executable, str(tool), str(POINTS), topic, file.name, "--json"]
        told = subprocess.run(command, capture_output=True, check=True, text=True)
    row: dict[str, float] = {k: v for k, v in json.loads(told.stdout).items() if k != "topic"}
    return {**row, "s": perf_counter() - start}


def main() -> int:
    """Print a row for each topic and the means; 0 also where the shared data is absent (said so)."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("topic", nargs="*", help="all, if none is named")
    a = ap.parse_args()
    if not Path(POINTS).exists():
        print(f"skipped: {POINTS} is absent (set VISAVIS_SHARED to the shared folder)")
        return 0
    known = topics()
    rows = {t: score(t, known[t]) for t in a.topic or known}
    print(f"{'topic':22}{'points':>8}{'claims':>8}{'recall':>8}{'at 40':>8}{'s':>7}")
    for t, r in rows.items():
        print(
            f"{t:22}{r['points']:8.0f}{r['claims']:8.0f}{r['recall']:8.2f}{r['recall_at_40']:8.2f}{r['s']:7.0f}"
        )
    for name in ("recall", "recall_at_40"):
        print(f"mean {name} {sum(r[name] for r in rows.values()) / len(rows):.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
