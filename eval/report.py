"""From scores to figures and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from eval.judge import LEVELS, measures
from eval.scoring import CONFIDENCES, Score, by_kind

Figures = dict[str, float]
HEAD = ("document", "gold", "found", "tie P", "R", "F1", "sign F1", "relation P", "R", "F1", "full F1",
        "time", "of", "voice", "invented", "reach", "names")  # fmt: skip


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Plain columns, the first one flush left; figures with three decimals."""
    cells = [list(head), *([f"{c:.3f}" if isinstance(c, float) else "–" if c is None else str(c) for c in r]
                           for r in rows)]  # fmt: skip
    wide = [max(len(r[i]) for r in cells) for i in range(len(head))]
    first = [r[0].ljust(wide[0]) for r in cells]
    rest = [[c.rjust(w) for c, w in zip(r[1:], wide[1:], strict=True)] for r in cells]
    text = ["  ".join([a, *b]) for a, b in zip(first, rest, strict=True)]
    return "\n".join([text[0], "-" * len(text[0]), *text[1:]])


def mean(values: Iterable[float | None]) -> float | None:
    """The mean of what is there; None of nothing."""
    some = [v for v in values if v is not None]
    return sum(some) / len(some) if some else None


def claim_row(name: str, s: Score) -> list[Any]:
    c = s.claims
    return [name, c["gold"], c["predicted"], c["tie"]["precision"], c["tie"]["recall"], c["tie"]["f1"],
            c["sign"]["f1"], c["relation"]["precision"], c["relation"]["recall"], c["relation"]["f1"],
            c["full"]["f1"], c["time"]["accuracy"], c["time"]["of"], c["voice"]["accuracy"],
            c["invented_years"], s.layers["reach"]["share"], s.layers["names"]["share"]]  # fmt: skip


def claim_table(scores: list[Score]) -> str:
    """A row per document, the mean last; of what may not be looked at only the mean."""
    rows = [claim_row(s.doc.name, s) for s in scores]
    summed = (1, 2, 12, 14)
    full = [r for r, s in zip(rows, scores, strict=True) if not s.empty]
    last = ["mean", *(sum(r[i] for r in full) if i in summed else mean(r[i] for r in full)
                      for i in range(1, len(HEAD)))]  # fmt: skip
    shown = [] if scores[0].doc.secret else rows
    return table(HEAD, [*shown, last])


def figures(name: str, scores: list[Score]) -> Figures:
    """The figures of one set that floors can hold, by dotted name."""
    out: dict[str, float | None] = {}
    empty = [s for s in scores if s.empty]
    if empty:
        out[f"{name}.false_per_document"] = sum(len(s.spurious) for s in empty) / len(empty)
    claims = [s for s in scores if s.claims and not s.empty]
    if claims:
        for level in LEVELS:
            for part in ("precision", "recall", "f1"):
                out[f"{name}.{level}.{part}"] = mean(s.claims[level][part] for s in claims)
        for part in ("time", "voice"):
            right = [(s.claims[part]["accuracy"], s.claims[part]["of"]) for s in claims]
            of = sum(n for _, n in right)
            out[f"{name}.{part}.accuracy"] = sum((a or 0) * n for a, n in right) / of if of else None
        invented = sum(s.claims["invented_years"] for s in claims)
        out[f"{name}.invented_share"] = invented / max(1, sum(len(s.matched) for s in claims))
        need = sum(s.layers["reach"]["of"] for s in claims)
        out[f"{name}.reach"] = sum(s.layers["reach"]["both"] for s in claims) / max(1, need)
        people = sum(s.layers["names"]["of"] for s in claims)
        out[f"{name}.names"] = sum(s.layers["names"]["found"] for s in claims) / max(1, people)
    out |= layer_figures(name, scores)
    return {k: round(v, 4) for k, v in out.items() if v is not None}


def layer_figures(name: str, scores: list[Score]) -> dict[str, float | None]:
    out: dict[str, float | None] = {}
    for layer, keys in PARTS.items():
        some = [s.layers[layer] for s in scores if layer in s.layers]
        for label, get in keys.items() if some else ():
            out[f"{name}.{layer}.{label}"] = mean(get(x) for x in some)
    return out


PARTS: dict[str, dict[str, Any]] = {
    "repairs": {
        "f1": lambda x: x["places"]["f1"],
        "precision": lambda x: x["places"]["precision"],
        "recall": lambda x: x["places"]["recall"],
    },
    "passages": {
        "kind": lambda x: x["kind_by_character"],
        "beginnings": lambda x: x["beginnings"]["f1"],
    },
    "turns": {
        "renamed_by_turn": lambda x: x["renamed_by_turn"],
        "speaker": lambda x: x["speaker_by_character"],
        "beginnings": lambda x: x["beginnings"]["f1"],
    },
    "dates": {
        "f1": lambda x: x["places"]["f1"],
        "valued": lambda x: x["found_and_valued"]["f1"],
    },
    "lost-years": {
        "found": lambda x: x["found"] / x["of"],
        "contained": lambda x: x["contained"] / x["bounded"] if x["bounded"] else None,
        "bounded": lambda x: x["bounded"] / x["of"],
        "tight": lambda x: x["tight"] / x["tight_of"],
    },
}


def layer_table(scores: list[Score]) -> str:
    """The layers below the claims, a row per document that has gold for them."""
    rows = []
    for layer, keys in PARTS.items():
        some = [s for s in scores if layer in s.layers]
        shown = [] if any(s.doc.secret for s in some) else some
        rows += [[layer, s.doc.name, "  ".join(part(k, get(s.layers[layer])) for k, get in keys.items())]
                 for s in shown]  # fmt: skip
        if len(some) > 1:
            text = "  ".join(part(k, mean(get(s.layers[layer]) for s in some)) for k, get in keys.items())
            rows.append([layer, "mean", text])
    rows += [["repairs", s.doc.name, f"{s.repairs} in {s.characters} characters"]
             for s in scores if s.repairs and not s.doc.secret and "repairs" not in s.layers]  # fmt: skip
    return "\n".join(f"{a:11}{b:32}{c}" for a, b, c in rows)


def part(label: str, value: float | None) -> str:
    return f"{label} –" if value is None else f"{label} {value:.3f}"


def kind_table(scores: list[Score], key: str) -> str:
    """Precision by relation or by rule; recall too by relation."""
    rows = []
    for k, predicted, tie, right, gold in by_kind(scores, key):
        recall = right / gold if gold else None
        rows.append([k, predicted, tie, right, right / predicted if predicted else None, gold, recall])
    return table((key, "found", "tie right", "relation right", "precision", "gold", "recall"), rows)


def curve(scores: list[Score]) -> str:
    """Precision and recall of relations over all documents together, at each least confidence."""
    rows = []
    for least in CONFIDENCES:
        some = [s.at[least] for s in scores]
        hit, found, gold = (sum(n) for n in zip(*((x["relation"]["hit"], x["predicted"], x["gold"])
                                                  for x in some), strict=True))  # fmt: skip
        m = measures(hit, found, gold)
        rows.append([least, found, hit, m["precision"], m["recall"], m["f1"]])
    return table(("confidence at least", "found", "right", "precision", "recall", "F1"), rows)


def errors(scores: list[Score], limit: int) -> str:
    """Missed, spurious and disagreeing claims, document by document; never of what may not be looked at."""
    out: list[str] = []
    for s in scores:
        if s.doc.secret or not s.claims:
            continue
        wrong = [(g, p) for g, p, a in s.matched if not a["full"] and not g.get("optional")]
        out.append(f"== {s.doc.name}")
        out += [f"MISSED   {told(g)}" for g in s.missed[:limit]]
        out += [f"SPURIOUS {told(p)}" for p in s.spurious[:limit]]
        out += [f"INVENTED {told(p)}" for _, p, a in s.matched if a["invented"]][:limit]
        out += [f"WANTED   {told(g)}\n   GOT   {told(p)}" for g, p in wrong[:limit]]
    return "\n".join(out)


def told(c: dict[str, Any]) -> str:
    """A claim on one line."""
    voice = " > ".join(c.get("voice") or ["narrator"])
    rule = f" <{c['rule']}>" if c.get("rule") else ""
    quote = " ".join(c["quote"].split())[:140]
    return (f"[{c['start']}:{c['end']}] {c['relation']}({c['subject']} → {c['object']}) {c.get('modality')} "
            f"{voice} {c.get('time')}{rule} | {quote}")  # fmt: skip
