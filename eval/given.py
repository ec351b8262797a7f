"""
Time, voice and modality of every claim of the gold, found or not: how well the product dates and ascribes.

    python -m eval.given                            counts over dev and look, by set
    python -m eval.given --only look --errors time  the cases that came out otherwise, by kind
    python -m eval.given --only score_only          counts alone

The gold's claim is taken as given: its evidence and names; the product says when, in whose voice and how.
A claim that the product finds itself is taken at its word; of another the word is one of its evidence that
the lexicon knows for the relation, else the verb.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eval.documents import SETS, SHARED, Document, documents, gold, tool
from eval.scoring import Line, judges

if TYPE_CHECKING:
    from spacy.tokens import Token

    from visavis.model.offsets import Clean
    from visavis.reading.claims import Draft, Scene
    from visavis.reading.claims.ties import Tie

KINDS = ("time", "voice", "modality")
PARTS = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "role": ("NOUN", "PROPN"), "adj": ("ADJ",)}


@dataclass(frozen=True)
class Given:
    """A claim of the gold, and what the product makes of it; `own` where it finds the tie itself."""

    doc: Document
    gold: Line
    draft: Draft
    own: bool
    voice: bool

    @property
    def time(self) -> str:
        """How the time came out: `right`, `none`, `wrong`, `invented`, or `open` where none is known."""
        wanted, got = self.gold.get("time"), self.draft.time
        if not wanted:
            return "invented" if got else "open"
        return "right" if same_time(wanted, got) else "wrong" if got else "none"

    @property
    def modality(self) -> bool:
        """Whether the modality is the gold's."""
        return bool(self.gold.get("modality", "asserted") == self.draft.modality)


def told(doc: Document) -> tuple[Clean, list[Scene]]:
    """The cleaned text of a document and what the product reads of it up to the claims."""
    from visavis.reading.claims import scenes
    from visavis.reading.clean import clean
    from visavis.reading.dates import dates
    from visavis.reading.ingest import load
    from visavis.reading.people import people
    from visavis.reading.segment import segment
    from visavis.reading.speakers import speakers
    from visavis.reading.units import pipeline, units

    source = next(iter(load(str(doc.text))))
    cleaned = clean(source.raw)
    passages = segment(cleaned)
    parsed = units(pipeline(), cleaned.text, passages, speakers(cleaned, passages))
    who = people(parsed, source)
    when = dates(cleaned, parsed, source)
    return cleaned, list(scenes(parsed, who.entities, who.mentions, when, source))


def given(doc: Document, cleaned: Clean, found: Sequence[Scene]) -> Iterator[Given]:
    """Every claim of a document's gold that stands where the product reads, as the product dates it."""
    from visavis.model.lexicon import lexicon
    from visavis.reading.claims import draft, ties
    from visavis.reading.claims.letters import dated

    lines = gold(doc, "claims")
    names = judges(doc, SHARED)[0].Names([x for x in lines if "entity" in x])
    starts = [s.unit.start for s in found]
    own: dict[int, list[Tie]] = {}
    for g in (x for x in lines if "relation" in x):
        start, end = cleaned.map.to_text(g["start"], g["end"])
        k = bisect_right(starts, start) - 1
        if k < 0 or start >= found[k].unit.end:
            continue
        scene = found[k]
        own.setdefault(k, list(ties(scene.unit, scene.cast, lexicon())))
        near = [
            t for t in own[k] if t.relation == g["relation"] and start <= scene.unit.span(t.anchor)[0] < end
        ]
        mine = [t for t in near if straight(t, g, names)]
        tie = (mine or [*near, supposed(scene, start, end, g)])[0]
        (d,) = dated([draft(tie, scene)], scene.letter_of)
        yield Given(doc, g, d, bool(mine), same_voice(g, d, names))


def straight(tie: Tie, claim: Line, names: Any) -> bool:
    """Whether a tie is about the claim's two, in whatever order."""
    ends, wanted = (tie.a.name, tie.label or tie.b.name), (claim["subject"], claim["object"])
    return any(all(map(names.same, wanted, some)) for some in (ends, ends[::-1]))


def supposed(scene: Scene, start: int, end: int, claim: Line) -> Tie:
    """The tie of a claim that the product does not find, at the word that most likely shows it."""
    from visavis.reading.claims.cast import Arg
    from visavis.reading.claims.ties import Tie

    span = scene.unit.tokens(start, min(end, scene.unit.end))
    assert span is not None
    token, rule = shower(list(span), span.root, claim["relation"])
    a, b = (Arg(claim[x], "person", token, (start, end)) for x in ("subject", "object"))
    return Tie(claim["relation"], rule, token, a, b)


def shower(tokens: Sequence[Token], root: Token, relation: str) -> tuple[Token, str]:
    """The word among `tokens` that shows a relation, and the rule that would find it."""
    from visavis.model.lexicon import lexicon

    for part, tags in PARTS.items():
        for t in tokens:
            frames = lexicon().of(part, t.lemma_.lower()) if t.pos_ in tags else ()
            if any(f.relation == relation for f in frames):
                return t, f"{part}:{t.lemma_.lower()}"
    return root, ("verb:" if root.pos_ in ("VERB", "AUX") else "noun:") + root.lemma_.lower()


def same_time(wanted: str, got: str | None) -> bool:
    """Whether a time is the gold's, as the shared judge sees it; without it, to the letter."""
    judge = tool(SHARED, "score_claims")
    return bool(judge.time_agrees(wanted, got)) if judge else wanted == got


def same_voice(claim: Line, draft: Draft, names: Any) -> bool:
    """Whether the voices are the same, outermost first."""
    wanted = claim.get("voice") or ["narrator"]
    return len(wanted) == len(draft.voice) and all(
        g.casefold() == p.casefold() or names.same(g, p) for g, p in zip(wanted, draft.voice, strict=True)
    )


def kinds(case: Given, what: str) -> str:
    """The kind of a case's outcome."""
    wanted, got = case.gold, case.draft
    if what == "time":
        return case.time
    if what == "voice":
        n, m = len(wanted.get("voice") or ["narrator"]), len(got.voice)
        return "right" if case.voice else f"{n} as {m}" if n != m else f"{n} as another's"
    how = wanted.get("modality", "asserted")
    return "right" if case.modality else f"{how} as {got.modality}"


def table(cases: Sequence[Given]) -> str:
    """Counts of one set."""
    out = [f"{len(cases)} claims, {sum(c.own for c in cases)} of them found by the frames"]
    for what in KINDS:
        some = Counter(kinds(c, what) for c in cases)
        of = sum(bool(c.gold.get("time")) for c in cases) if what == "time" else len(cases)
        rest = ", ".join(f"{k} {n}" for k, n in some.most_common() if k != "right")
        out.append(f"{what:9}{some['right'] / max(1, of):.3f} of {of}; {rest}")
    return "\n".join(out)


def listing(cases: Sequence[Given], what: str) -> str:
    """The cases that came out otherwise, by kind, with the text around."""
    out = []
    for c in sorted((c for c in cases if not c.doc.secret), key=lambda c: kinds(c, what)):
        kind = kinds(c, what)
        if kind in ("right", "open"):
            continue
        raw = c.doc.text.read_bytes().decode("utf-8")
        start, end = c.gold["start"], c.gold["end"]
        lead, rest = (" ".join(x.split()) for x in (raw[max(0, start - 200) : start], raw[end : end + 80]))
        quote = " ".join(raw[start:end].split())
        wanted, got = (c.gold.get(what), getattr(c.draft, what))
        head = f"{kind} [{c.doc.name} {start}] {c.gold['relation']}({c.gold['subject']} > {c.gold['object']})"
        out.append(f"{head} wanted {wanted} got {got} <{c.draft.rule}> bounds {c.draft.bounds}\n"
                   f"    {lead} [[ {quote} ]] {rest}")  # fmt: skip
    return "\n".join(out)


def main(argv: list[str] | None = None) -> int:
    ap = argparse.ArgumentParser(
        "eval.given", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    ap.add_argument("--only", default="dev,look", help=f"sets, with commas: {', '.join(SETS)}")
    ap.add_argument("--errors", choices=KINDS, help="list what came out otherwise")
    o = ap.parse_args(argv)
    found: dict[str, list[Given]] = {}
    for doc in documents(SHARED, tuple(o.only.split(","))):
        if "claims" in doc.gold:
            found.setdefault(doc.set, []).extend(given(doc, *told(doc)))
    if not found:
        print("Nothing to measure: no gold there.", file=sys.stderr)
        return 2
    for name, cases in found.items():
        print(f"=== {name}: {table(cases)}")
        if o.errors:
            print(listing(cases, o.errors))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
