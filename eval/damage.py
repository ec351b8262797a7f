"""How well the repairs undo the damage that `tests/damage.py` does: `python -m eval.damage [FILE...]`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.damage import Broken, Wound, damage

from visavis.model.offsets import Clean, Edit
from visavis.reading.clean import clean

DEV = Path(__file__).parents[2] / "shared" / "gold" / "dev"
# shares of the places that are struck; each kind is measured apart, several times
RATES = {
    "glued": 0.03,
    "lost-year": 1.0,
    "ocr": 0.03,
    "footnote-mark": 0.2,
    "hyphen": 0.1,
    "mojibake": 1.0,
    "furniture": 1.0,
    "stray-keyword": 1.0,
}
MENDED = frozenset({"glued", "ocr", "hyphen", "mojibake"})  # found is right only where the reading is


def texts(files: Sequence[str] = ()) -> dict[str, str]:
    """The texts to break, by name: the files given, or the development stretches beside the repository."""
    paths = [Path(f) for f in files] or sorted(DEV.glob("*.txt"))
    return {p.stem: p.read_text("utf-8") for p in paths}


def run(files: Sequence[str] = (), seeds: int = 3) -> dict[str, dict[str, Any]]:
    """
    Precision, recall and number of wounds for each kind, over all texts and `seeds` drawings, and under
    `undamaged` the repairs of the texts as they are, in number and per 20,000 characters.
    """
    clean_texts = texts(files)
    found = {kind: tally(clean_texts, kind, rate, seeds) for kind, rate in RATES.items()}
    size = sum(map(len, clean_texts.values()))
    edits = Counter(e.kind for t in clean_texts.values() for e in clean(t).edits)
    return {**found, "undamaged": {"edits": dict(edits), "characters": size}}


def tally(clean_texts: Mapping[str, str], kind: str, rate: float, seeds: int) -> dict[str, Any]:
    """One kind: what was struck, what was reported beyond what the clean text has, what of it is right."""
    hit = reported = struck = 0
    for name in sorted(clean_texts):
        native = Counter((e.kind, e.was) for e in clean(clean_texts[name]).edits)
        for seed in range(seeds):
            broken = damage(clean_texts[name], {kind: rate}, seed)
            result = clean(broken.text)
            right = {id(e) for w in broken.wounds for e in [mender(result, broken, w)] if e}
            hit += len(right)
            struck += len(broken.wounds)
            reported += sum(id(e) in right or not taken(native, e) for e in result.edits)
    return {"precision": share(hit, reported), "recall": share(hit, struck), "wounds": struck}


def mender(result: Clean, broken: Broken, wound: Wound) -> Edit | None:
    """The repair that undoes a wound: of its kind, over it, with the true reading where one is asked for."""
    for e in result.edits:
        over = e.kind == wound.kind and touches(e, wound)
        if over and (wound.kind not in MENDED or wound.true in reading(result, broken, wound)):
            return e
    return None


def touches(edit: Edit, wound: Wound) -> bool:
    """Whether a repair changes something in the wound's place, or marks it."""
    spans = [(p.start, p.end) for p in edit.patches] if wound.kind in MENDED else [(edit.start, edit.end)]
    return any(start <= wound.end and wound.start <= end for start, end in spans)


def reading(result: Clean, broken: Broken, wound: Wound) -> str:
    """What the repaired text has in the wound's place, with a little around it where nothing was put in."""
    start, end = result.map.to_text(max(0, wound.start - 1), min(len(broken.text), wound.end + 1))
    text = result.text[start:end]
    if wound.kind == "hyphen":
        return "" if "-" in text or "\n" in text else text
    return text.replace(", ", " ") if wound.true != ", " else text.replace(", ", " ").replace(" ", ", ")


def taken(native: Counter[tuple[str, str]], edit: Edit) -> bool:
    """Whether the clean text has this repair as well, one that is not the generator's."""
    return native[edit.kind, edit.was] > 0


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def main() -> None:
    table = run(sys.argv[1:])
    print(f"{'kind':14} {'precision':>9} {'recall':>9} {'wounds':>7}")
    for kind, row in table.items():
        if kind != "undamaged":
            p, r = (f"{row[k]:.3f}" if row[k] is not None else "-" for k in ("precision", "recall"))
            print(f"{kind:14} {p:>9} {r:>9} {row['wounds']:7}")
    print("undamaged:", table["undamaged"])


if __name__ == "__main__":
    main()
