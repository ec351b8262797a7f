"""
Learn what tells a person's name: logistic regression over the evidence that `people_kinds` gathers.

    PYTHONPATH=src:. python scripts/train_kinds.py [--check]

Needs the shared gold and public sets (`VISAVIS_SHARED`, by default ../shared). Names that gold lists as
persons are positive, all others negative; so are those of LitBank (CC BY) and of GUM but for its letters
(CC BY), where every person is marked. Of eval/readings only names that they list count. `--check` says the
accuracy by cross-validation over documents and writes nothing. The weights go to
`src/visavis/model/data/people_kinds.toml`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scripts.readings import readings

from eval.documents import SHARED, Document, documents, gold, lines
from visavis.model.names import fold, split
from visavis.model.source import Source
from visavis.reading.clean import Clean, clean
from visavis.reading.ingest import load, read_file
from visavis.reading.people_kinds import Features, features
from visavis.reading.people_names import Habits, found
from visavis.reading.segment import segment
from visavis.reading.speakers import speakers
from visavis.reading.units import Unit, pipeline, units

OUT = Path(__file__).resolve().parents[1] / "src/visavis/model/data/people_kinds.toml"
SETS = ("page", "dev", "look", "score_only")
PULL = 1.0  # strength of the pull towards zero; 0.3 to 3 give the same accuracy within half a point
# what is expected before any data, so that rare evidence keeps its sense
EXPECTED = {
    "initial": 2.0, "first name before": 2.0, "titled": 2.0, "ever titled": 2.0, "ever who": 2.0,
    "called": 3.0, "numeral": 1.0, "ever courtesy": 4.0, "known place": -2.0, "owns a relative": 1.0,
    "beside a person's noun": 2.0, "common word": -1.0, "some word": -0.5, "saint": 1.0, "particle": 1.0,
    "of somebody": 1.0, "of a place": -1.0, "according to": 1.0,
}  # fmt: skip
LEAN = 0.15  # log odds added to all: gold leaves persons out who tie nothing, and a person missed costs more
Row = tuple[int, Features, float]  # document, evidence, person or not


def parse(doc: Document) -> list[Unit]:
    return parsed_source(next(iter(load(str(doc.text)))))


def parsed_source(source: Source) -> list[Unit]:
    cleaned = clean(source.raw)
    passages = segment(cleaned)
    return units(pipeline(), cleaned.text, passages, speakers(cleaned, passages))


def rows(
    number: int, lines_: Sequence[dict[str, Any]], parsed: Sequence[Unit], complete: bool = True
) -> list[Row]:
    """
    One row a name of the document; names that no person bears are negative.

    Where the lines are not `complete`, only names that they know of are rows.
    """
    persons: set[str] = set()
    others: set[str] = set()
    for e in lines_:
        if "entity" not in e:
            continue
        for form in (e["entity"], *e["aliases"]):
            name = split(form)
            if e["kind"] != "person":
                others.add(fold(form.removeprefix("the ")))
                continue
            persons |= {fold(form), " ".join(name.words)}
            if form[:1].isupper() and len(name.words) > 1:
                persons |= {name.family, name.given[0]}
    habits = Habits.of(parsed)
    names = found(parsed, habits)
    evidence = features(parsed, names, habits)
    answers = {k: k in persons or k.replace(" ", "") in persons for k in evidence}
    return [
        (number, e, float(answers[k])) for k, e in evidence.items() if complete or answers[k] or k in others
    ]


def marked(number: int, lines_: Sequence[dict[str, Any]], read: tuple[Clean, list[Unit]]) -> list[Row]:
    """One row a name of a document whose every person is marked."""
    cleaned, parsed = read
    spans = [(x["start"], x["end"]) for x in lines_ if "start" in x and x["form"] == "name"]
    habits = Habits.of(parsed)
    names = found(parsed, habits)
    times, persons = Counter(r.key for r in names), Counter[str]()
    for run in names:
        unit = parsed[run.unit]
        start, end = cleaned.map.to_source(*unit.span(unit.doc[run.start : run.end]))
        persons[run.key] += any(a < end and start < b for a, b in spans)
    evidence = features(parsed, names, habits)
    return [(number, e, float(2 * persons[k] > times[k])) for k, e in evidence.items()]


def of_bench(number: int) -> list[Row]:
    """The rows of the public sets, documents numbered from `number` on."""
    out: list[Row] = []
    for name in ("litbank", "gum"):
        for path in sorted((SHARED / "bench" / name).glob("*.mentions.jsonl")):
            if not path.name.startswith("GUM_letter"):
                source = read_file(path.with_name(path.name.replace(".mentions.jsonl", ".txt")))
                cleaned = clean(source.raw)
                passages = segment(cleaned)
                parsed = units(pipeline(), cleaned.text, passages, speakers(cleaned, passages))
                out += marked(number, lines(path), (cleaned, parsed))
                number += 1
    return out


def matrix(table: Sequence[Row], names: Sequence[str]) -> Any:
    return np.array([[1.0, *(e.get(n, 0.0) for n in names)] for _, e, _ in table])


def learn(x: Any, y: Any, expected: Any) -> Any:
    """Weights by Newton's method on the likelihood, penalised for leaving what is expected."""
    w = np.zeros(x.shape[1])
    pull = np.full(x.shape[1], PULL)
    pull[0] = 1e-3
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + pull * (w - expected)
        hessian = (x.T * (p * (1 - p))) @ x + np.diag(pull)
        w = w - np.linalg.solve(hessian, gradient)
    return w


def check(table: Sequence[Row], x: Any, y: Any, expected: Any) -> None:
    """Accuracy, precision and recall, every document held out once with a tenth of the others."""
    fold_of = np.array([n % 10 for n, _, _ in table])
    guess = np.zeros(len(y))
    for k in range(10):
        guess[fold_of == k] = x[fold_of == k] @ learn(x[fold_of != k], y[fold_of != k], expected) > 0
    hit = float((guess * y).sum())
    print(f"names {len(y)}  persons {int(y.sum())}  accuracy {(guess == y).mean():.3f}  "
          f"precision {hit / guess.sum():.3f}  recall {hit / y.sum():.3f}")  # fmt: skip


def of_readings() -> Iterator[tuple[list[dict[str, Any]], list[Unit]]]:
    """The lines and the parse of every reading that names persons."""
    for name, text, found_ in readings():
        if any(x.get("kind") == "person" for x in found_):
            yield found_, parsed_source(Source(name, text))


def main(parsed_of: Any = parse, bench_of: Any = of_bench, readings_of: Any = of_readings) -> None:
    docs = [d for d in documents(SHARED, SETS) if "claims" in d.gold]
    if not docs:
        sys.exit(f"No gold under {SHARED}: set VISAVIS_SHARED to the folder that holds gold/.")
    read = [(gold(d, "claims"), parsed_of(d)) for d in docs] + list(readings_of())
    table = [r for n, (x, parsed) in enumerate(read) for r in rows(n, x, parsed, complete=n < len(docs))]
    table += bench_of(len(read))
    names = sorted({k for _, e, _ in table for k in e})
    x, y = matrix(table, names), np.array([r[2] for r in table])
    expected = np.array([0.0, *(EXPECTED.get(n, 0.0) for n in names)])
    check(table, x, y, expected)
    if "--check" in sys.argv:
        return
    w = learn(x, y, expected)
    w[0] += LEAN
    shown = [f'"{n}" = {v:.3f}' for n, v in zip(["bias", *names], w, strict=True) if abs(v) >= 0.02]
    head = "# Log odds that a name is a person's, learned by scripts/train_kinds.py\n[person]\n"
    OUT.write_text(head + "\n".join(shown) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
