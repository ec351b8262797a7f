"""
Count the errors of claims by kind over the documents that may be looked at.

    PYTHONPATH=src:. python scripts/claim_errors.py [--list KIND]

Needs the shared gold (`VISAVIS_SHARED`, by default ../shared). Prints the commonest kinds with their
counts; with `--list` the errors whose kind contains KIND. Optional claims of the gold count neither way.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from eval.documents import SHARED, documents, gold
from eval.predict import predictions
from eval.scoring import Line, judges, score

SETS = ("page", "dev", "look")  # never score_only
Error = tuple[str, str]  # kind, and the claim in one line


def said(claim: Line) -> str:
    """
    A claim in one line.

    >>> said({"relation": "meets", "subject": "A", "object": "B", "quote": "A met B"})
    'meets(A > B) asserted | A met B'
    """
    how = claim.get("modality", "asserted")
    quote = " ".join(claim["quote"].split())
    return f"{claim['relation']}({claim['subject']} > {claim['object']}) {how} | {quote}"


def resolved(claim: Line, mentions: list[Line], names: Any) -> int:
    """How many of a gold claim's two ends are resolved mentions of its evidence."""
    near = [m for m in mentions if m["start"] < claim["end"] and claim["start"] < m["end"] and m.get("name")]
    return sum(any(names.same(claim[end], m["name"]) for m in near) for end in ("subject", "object"))


def wrong(wanted: Line, got: Line, agrees: dict[str, Any]) -> Iterator[str]:
    """In what a claim that ties the right two differs from the gold."""
    if not agrees["relation"]:
        same = wanted["relation"] == got["relation"]
        yield "direction turned" if same else f"relation {wanted['relation']} read as {got['relation']}"
        return
    modal = wanted.get("modality", "asserted"), got.get("modality", "asserted")
    if modal[0] != modal[1]:
        yield f"modality {modal[0]} read as {modal[1]}"
    if not agrees["voice"]:
        yield f"voice of {len(wanted['voice'])} read as one of {len(got['voice'])}"


def errors() -> Iterator[Error]:
    """Every error of every document, its kind and its claim."""
    docs = [d for d in documents(SHARED, SETS) if "claims" in d.gold]
    for doc, found in zip(docs, predictions(docs, "claims", 1), strict=True):
        names = judges(doc, SHARED)[0].Names([x for x in gold(doc, "claims") if "entity" in x])
        result = score(doc, found, SHARED)
        for g in result.missed:
            ends = ("no end", "one end", "both ends")[resolved(g, found["mentions"], names)]
            yield f"missed {g['relation']}, {ends} resolved", said(g)
        for p in result.spurious:
            yield f"too much {p['relation']} by {p['rule'].split(':')[0]}", said(p)
        for g, p, a in result.matched:
            if not g.get("optional"):
                yield from ((kind, f"{said(g)} <> {said(p)}") for kind in wrong(g, p, a))


def main() -> int:
    if not (SHARED / "gold").is_dir():
        print(f"{SHARED}: no gold there. Set VISAVIS_SHARED to the shared folder.", file=sys.stderr)
        return 2
    found = list(errors())
    if sys.argv[1:2] == ["--list"]:
        wanted = " ".join(sys.argv[2:])
        print("\n".join(f"{kind}: {line}" for kind, line in found if wanted in kind))
        return 0
    for kind, n in Counter(kind for kind, _ in found).most_common(30):
        print(f"| {kind} | {n} |")
    print(f"{len(found)} errors")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
