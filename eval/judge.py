"""
Our own judge: claims after the definitions of the claims' specification, reach of the mentions, lost years.

Used for our own set where the shared tools are absent. Names must match an alias exactly, which is
stricter than the shared judge.
"""

from __future__ import annotations

import re
from typing import Any

from visavis.model.edtf import Edtf

Line = dict[str, Any]
SYMMETRIC = {"allied", "friend", "rivals", "meets", "kin"}
LEVELS = ("tie", "sign", "relation", "full")
OVERLAP = 0.3  # share of the shorter evidence that both must have


class Names:
    """Canonical names with their aliases, compared without case and blanks around."""

    def __init__(self, entities: list[Line]) -> None:
        self.alias: dict[str, set[str]] = {}
        for e in entities:
            for form in (e["entity"], *e.get("aliases", [])):
                self.alias.setdefault(self._plain(form), set()).add(e["entity"])

    @staticmethod
    def _plain(name: str) -> str:
        return " ".join(name.casefold().split()).removeprefix("the ")

    def same(self, gold: str, predicted: str | None) -> bool:
        """Whether `predicted` is a form of the gold name."""
        if not predicted:
            return False
        plain = self._plain(predicted)
        return plain == self._plain(gold) or gold in self.alias.get(plain, ())


def agreement(gold: Line, pred: Line, names: Names) -> dict[str, Any] | None:
    """On what two claims agree; None where they are not about the same tie at the same place."""
    shared = min(gold["end"], pred["end"]) - max(gold["start"], pred["start"])
    shorter = max(1, min(gold["end"] - gold["start"], pred["end"] - pred["start"]))
    if shared / shorter < OVERLAP:
        return None
    pair, other = (gold["subject"], gold["object"]), (pred["subject"], pred["object"])
    straight = all(map(names.same, pair, other))
    if not straight and not all(map(names.same, pair, other[::-1])):
        return None
    relation = gold["relation"] == pred["relation"] and (straight or gold["relation"] in SYMMETRIC)
    said, heard = gold.get("voice") or ["narrator"], pred.get("voice") or ["narrator"]
    voice = len(said) == len(heard) and all(map(names.same, said, heard))
    full = relation and voice and gold.get("modality", "asserted") == pred.get("modality", "asserted")
    when, then = gold.get("time"), pred.get("time")
    return {
        "tie": True,
        "sign": gold["sign"] == pred["sign"],
        "relation": relation,
        "full": full,
        "voice": voice,
        "time": bool(when) and when == then,
        "invented": bool(re.search(r"\d{4}", then or "")) and not re.search(r"\d{4}", when or ""),
        "overlap": shared / shorter,
    }


def pairing(gold: list[Line], predicted: list[Line], names: Names) -> list[tuple[int, int, dict[str, Any]]]:
    """Gold and predicted claims one to one, the pairs that agree most first."""
    pairs = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            a = agreement(g, p, names)
            if a and (a["relation"] or not g.get("optional")):
                rank = (a["full"], a["relation"], a["sign"], not g.get("optional"), a["overlap"])
                pairs.append((rank, i, j, a))
    pairs.sort(key=lambda x: (x[0], -x[1], -x[2]), reverse=True)
    out: list[tuple[int, int, dict[str, Any]]] = []
    for _, i, j, a in pairs:
        if all(i != x and j != y for x, y, _ in out):
            out.append((i, j, a))
    return out


def score(
    gold: list[Line], predicted: list[Line], names: Names
) -> tuple[Any, list[Any], list[Line], list[Line]]:
    """Figures, matched claims, missed and spurious ones, in the form of the shared tool."""
    pairs = pairing(gold, predicted, names)
    matched = [(gold[i], predicted[j], a) for i, j, a in pairs]
    counted = [m for m in matched if not m[0].get("optional")]
    free = len(matched) - len(counted)
    out: dict[str, Any] = {
        "gold": sum(not g.get("optional") for g in gold),
        "predicted": len(predicted) - free,
    }
    for level in LEVELS:
        out[level] = measures(sum(a[level] for _, _, a in counted), out["predicted"], out["gold"])
    related = [(g, a) for g, _, a in counted if a["relation"]]
    for what, some in (
        ("time", [a["time"] for g, a in related if g.get("time")]),
        ("voice", [a["voice"] for _, a in related]),
    ):
        out[what] = {"of": len(some), "accuracy": sum(some) / len(some) if some else None}
    out["invented_years"] = sum(a["invented"] for _, _, a in matched)
    used_g, used_p = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    missed = [g for i, g in enumerate(gold) if i not in used_g and not g.get("optional")]
    return out, matched, missed, [p for j, p in enumerate(predicted) if j not in used_p]


def measures(hit: int, predicted: int, gold: int) -> dict[str, Any]:
    """Precision, recall and F1 of so many hits."""
    p, r = hit / max(1, predicted), hit / max(1, gold)
    return {"hit": hit, "precision": p, "recall": r, "f1": 2 * p * r / (p + r) if hit else 0.0}


def sentence(raw: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the borders of its sentences, roughly: full stops, or blank lines."""
    border = re.compile(r"[.?!][\"'”’)]*\s+(?=[\"'“‘(A-Z])|\n\s*\n")
    left = [m.end() for m in border.finditer(raw, max(0, start - 700), start)]
    right = border.search(raw, max(start, end - 1))
    return (left[-1] if left else max(0, start - 700)), (right.start() if right else len(raw))


def reach(raw: str, gold: list[Line], mentions: list[Line], names: Any) -> dict[str, Any]:
    """
    Of the required claims, how many have both ends among the resolved mentions of their sentences.

    This is the most that claims can find; of the persons, how many are found under one canonical name.
    """
    need = [g for g in gold if not g.get("optional")]
    both = 0
    for g in need:
        start, end = sentence(raw, g["start"], g["end"])
        near = {m["name"] for m in mentions if m["name"] and m["start"] < end and start < m["end"]}
        both += all(any(names.same(g[x], n) for n in near) for x in ("subject", "object"))
    return {"of": len(need), "both": both, "share": both / max(1, len(need))}


def names_found(entities: list[Line], mentions: list[Line], raw: str) -> dict[str, Any]:
    """
    Of the gold's persons whose name stands in the text, how many are found under one canonical name.

    A person counts where every mention written exactly as one of its name's forms is a person's, and all
    of them have the same `name`. Roles (`the King`), descriptions and names that stand only as a
    transcript's labels are no names here.
    """
    said: dict[str, set[str]] = {}
    for m in mentions:
        if m["name"] and m["kind"] == "person" and m.get("form", "name") == "name":
            said.setdefault(Names._plain(m["text"]), set()).add(m["name"])
    of = right = 0
    for e in entities:
        forms = {f for f in (e["entity"], *e.get("aliases", [])) if is_name(f) and in_running_text(f, raw)}
        if e.get("kind") == "person" and forms:
            of += 1
            right += len(set().union(*(said.get(Names._plain(f), set()) for f in forms))) == 1
    return {"of": of, "found": right, "share": right / max(1, of)}


def is_name(form: str) -> bool:
    """Whether a form names somebody: capitals throughout, and a word that is no title or role."""
    from visavis.model.names import fold, words

    roles = set(words().title_gender) | set(words().noun_gender) | words()["offices.words"]
    said = re.findall(r"[^\W\d_][\w'’.-]*", form)
    own = [w for w in said if w[:1].isupper() and fold(w) not in roles]
    small = [w for w in said if not w[:1].isupper() and fold(w) not in words()["parts.particles"]]
    return bool(own) and not small and fold(said[0]) not in words()["parts.never"] and "'s " not in form


def in_running_text(form: str, raw: str) -> bool:
    """Whether a form stands anywhere but as the label of a speaker (`Mr. GRAIN.--`, `Zinoviev:`)."""
    return bool(re.search(rf"(?<!\n){re.escape(form)}(?!\w)|\n{re.escape(form)}(?![\w.:])", raw))


def lost_years(gold: list[Line], dates: list[Line]) -> dict[str, Any]:
    """
    Places of a lost year: how many are found as such, bounded, and bounded rightly.

    Bounds are right where they contain the true date, and tight where they lie within the gold's own.
    """
    out = dict.fromkeys(("of", "found", "bounded", "contained", "tight", "tight_of"), 0)
    for g in gold:
        near = [d for d in dates if d["start"] < g["end"] and g["start"] < d["end"]]
        lost = [d for d in near if d["basis"] != "stated" or "XXXX" in (d["edtf"] or "")]
        limits = next((b for d in lost if (b := d["bounds"])), None)
        out["of"] += 1
        out["found"] += bool(lost)
        out["bounded"] += bool(limits)
        out["contained"] += bool(limits) and Edtf.parse(limits).contains(Edtf.parse(g["true"]))
        if g.get("bounds_in_text"):
            out["tight_of"] += 1
            out["tight"] += bool(limits) and Edtf.parse(g["bounds_in_text"]).contains(Edtf.parse(limits))
    return out


def paired(gold: list[Line], pred: list[Line], value: str) -> tuple[list[tuple[Line, Line]], list[Line]]:
    """Overlapping lines one to one, those of the same value first, and what is left of the predicted."""
    both = [(g.get(value) == p.get(value), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(pred)
            if min(g["end"], p["end"]) > max(g["start"], p["start"])]  # fmt: skip
    out: dict[int, int] = {}
    for _, i, j in sorted(both, reverse=True):
        if -i not in out and -j not in out.values():
            out[-i] = -j
    rest = [p for j, p in enumerate(pred) if j not in out.values()]
    return [(gold[i], pred[j]) for i, j in out.items()], rest


def places(gold: list[Line], pred: list[Line], value: str) -> dict[str, Any]:
    """F1 of the places found, and of those found with the right value; optional ones count neither way."""
    pairs, spurious = paired(gold, pred, value)
    must = [(g, p) for g, p in pairs if not g.get("optional")]
    need = [g for g in gold if not g.get("optional")]
    found = len(must) + len(spurious)
    right = sum(g.get(value) == p.get(value) for g, p in must)
    hit = {id(g) for g, _ in must}
    return {
        "places": measures(len(must), found, len(need)),
        "found_and_valued": measures(right, found, len(need)),
        "_missed": [g for g in need if id(g) not in hit],
        "_spurious": spurious,
    }


def repairs(gold: list[Line], pred: list[Line], _names: Names) -> dict[str, Any]:
    return places(gold, pred, "kind")


def dates(gold: list[Line], pred: list[Line], _names: Names) -> dict[str, Any]:
    return places(gold, pred, "edtf")


def turns(gold: list[Line], pred: list[Line], names: Names) -> dict[str, Any]:
    """Share of the turns whose speaker is right, most of the turn counting; and F1 of their beginnings."""
    right = 0
    for g in gold:
        over = [(min(g["end"], p["end"]) - max(g["start"], p["start"]), p["speaker"]) for p in pred]
        length, speaker = max(over, default=(0, ""))
        right += length > 0 and names.same(g["speaker"], speaker)
    near = [any(abs(g["start"] - p["start"]) <= 3 for p in pred) for g in gold]
    share = right / max(1, len(gold))
    return {"renamed_by_turn": share, "speaker_by_character": share,
            "beginnings": measures(sum(near), len(pred), len(gold))}  # fmt: skip
