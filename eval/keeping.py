"""What must not get worse: floors that only rise, and the claims found at the last accepted state."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from eval.report import Figures
from eval.scoring import Score, identity

FLOORS = Path(__file__).parent / "floors.toml"
BASELINE = Path(__file__).parent / "baseline.json"
MARGIN = 0.005  # below the figure of today: one document's rounding, not a lost claim
MARGIN_OF_FEW = 0.05  # of shares among a few dozen claims, where each weighs so much
MARGIN_ABOVE = {"false_per_document": 0.07, "invented_share": 0.01}  # one false claim in fifteen documents
CEILINGS = ("false_per_document", "invented_share")  # here less is better


def is_kept(name: str) -> bool:
    """Precision and recall may be traded for one another: of claims the F1 is kept."""
    return not (name.endswith((".precision", ".recall")) and name.count(".") == 2 and ".repairs." not in name)


def is_ceiling(name: str) -> bool:
    return name.endswith(CEILINGS)


def floors() -> Figures:
    """Figure by name, from `floors.toml`."""
    if not FLOORS.exists():
        return {}
    tables = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    return {f"{name}.{key}": float(v) for name, table in tables.items() for key, v in table.items()}


def broken(now: Figures) -> list[str]:
    """A sentence for each figure of today that is worse than its floor."""
    out = []
    for name, limit in sorted(floors().items()):
        if name in now and is_ceiling(name) and now[name] > limit:
            out.append(f"{name} is {now[name]:.4f}, its ceiling {limit:.4f}")
        elif name in now and not is_ceiling(name) and now[name] < limit:
            out.append(f"{name} is {now[name]:.4f}, its floor {limit:.4f}")
    return out


def raise_floors(now: Figures) -> int:
    """Lift floors to today's figures, less a margin; none is ever lowered. Returns how many moved."""
    old = floors()
    new = dict(old)
    for name, value in now.items():
        if not is_kept(name):
            continue
        if is_ceiling(name):
            new[name] = min(old.get(name, 1.0), round(value + MARGIN_ABOVE[name.rpartition(".")[2]], 4))
        else:
            less = MARGIN_OF_FEW if name.endswith(".accuracy") else MARGIN
            new[name] = max(old.get(name, 0.0), round(max(0.0, value - less), 4))
    FLOORS.write_text(_toml(new), encoding="utf-8")
    return sum(new[k] != old.get(k) for k in new)


def _toml(values: Figures) -> str:
    out = [
        "# Written by `python -m eval --raise-floors`; a run fails where a figure is worse than here.",
        f"# What counts mistakes is a ceiling: {', '.join(CEILINGS)}.",
    ]
    for name in sorted({k.partition(".")[0] for k in values}):
        out.append(f"\n[{name}]")
        out += [
            f'"{k.partition(".")[2]}" = {v}' for k, v in sorted(values.items()) if k.partition(".")[0] == name
        ]
    return "\n".join(out) + "\n"


def baseline() -> dict[str, list[str]]:
    """Hashes of the gold claims that were found at the last accepted state, by set."""
    found: dict[str, list[str]] = (
        json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    )
    return found


def gained_and_lost(name: str, scores: list[Score]) -> tuple[list[str], list[str]]:
    """The claims found now and not then, and then and not now; only counted where they may not be seen."""
    from eval.report import told

    then = set(baseline().get(name, []))
    every = {identity(s.doc, g): f"{s.doc.name} {told(g)}" for s in scores for g in s.gold}
    now = {identity(s.doc, g) for s in scores for g in s.hits}
    gained = [every[x] for x in sorted(now - then)]
    lost = [every[x] for x in sorted(then - now) if x in every]
    secret = any(s.doc.secret for s in scores)
    return (["(not shown)"] * len(gained), ["(not shown)"] * len(lost)) if secret else (gained, lost)


def accept(sets: dict[str, list[Score]]) -> None:
    """Write today's hits as the baseline of the sets that were run; the others stay."""
    new = baseline()
    for name, scores in sets.items():
        new[name] = sorted(identity(s.doc, g) for s in scores for g in s.hits)
    BASELINE.write_text(json.dumps(new, indent=0, sort_keys=True) + "\n", encoding="utf-8")
