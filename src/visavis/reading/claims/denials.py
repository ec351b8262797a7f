"""A sentence that denies the one before it: `People say that they quarrelled. It is not true.`"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span, Token

from visavis.reading.claims import grammar as g
from visavis.reading.claims.draft import Draft
from visavis.reading.units import Unit

Words = Mapping[str, frozenset[str]]
LONGEST = 9  # tokens; a longer sentence says more than that the one before it is false
TAKEN = frozenset({"it", "this", "that", "these", "such", "all"})
NOTHING = ("nothing of the kind", "nothing of the sort", "no such thing")


def denied_after(drafts: Iterable[Draft], unit: Unit, words: Words) -> list[Draft]:
    """
    The drafts of a unit, those denied that the next sentence calls untrue.

    Only what is told in the unit's own voice, or as hearsay: what a named person says stays his to say.
    """
    sentences = list(unit.doc.sents)
    false = {a.start_char: a for a, b in pairwise(sentences) if untrue(b, words)}
    if not false:
        return list(drafts)
    out = []
    for d in drafts:
        at = d.start - unit.start
        told = any(s.start_char <= at < s.end_char for s in false.values())
        hearsay = len(d.voice) == 1 or d.voice[-1][:1].islower()
        mine = told and hearsay and d.modality in ("asserted", "alleged")
        out.append(replace(d, modality="denied", voice=d.voice[:1]) if mine else d)
    return out


def untrue(sentence: Span, words: Words) -> bool:
    """Whether a short sentence says that what stands before it is false."""
    if len(sentence) > LONGEST:
        return False
    if sentence.text.lower().startswith(NOTHING):
        return True
    root = sentence.root
    if root.lemma_ != "be" or not any(c.lower_ in TAKEN for c in g.children(root, "nsubj")):
        return False
    negated = bool(g.children(root, "neg"))
    return any(calls_false(c, negated, words) for c in g.children(root, "acomp", "attr", "advmod"))


def calls_false(word: Token, negated: bool, words: Words) -> bool:
    """Whether a predicate makes its subject false: `not true`, `not so`, `false`, `a lie`, `not the case`."""
    low = word.lower_
    if negated:
        return low in words["true"] or low in ("so", "truth", "case", "fact")
    return low in words["false"] or word.lemma_.lower() in words["untruth"] or low in words["untruth"]
