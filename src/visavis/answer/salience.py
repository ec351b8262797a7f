"""
What marks a turn: words of deeds that change how two stand, and how alike the words around two claims are.

A marriage, a treaty, a trial turns a course; that one told the other something mostly does not. The words are
those of `[acts]` in `weights.toml`. Likeness is the cosine of the words around two claims, each weighed by
how few of the claims have it (inverse document frequency, Spärck Jones 1972), words cut to their beginnings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from math import log, sqrt

from visavis.model.claim import ENCODER, Claim
from visavis.model.dossier import Evidence
from visavis.model.weights import weights

Text = Callable[[str, int, int], str]

AROUND = 200  # characters on both sides of a claim that tell what it is about
STEM = 5  # letters of a word that are compared: `marri` is in `married` and `marriage`
LONG = 4  # letters from which a word is compared at all
WORD = re.compile(rf"[^\W\d_]{{{LONG},}}")


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """The words as one pattern; what ends in `*` is the beginning of words."""
    whole = sorted(re.escape(w) for w in words if not w.endswith("*"))
    begun = sorted(re.escape(w[:-1]) for w in words if w.endswith("*"))
    return re.compile(rf"\b(?:(?P<begun>{'|'.join(begun)})\w*|(?:{'|'.join(whole)})\b)", re.IGNORECASE)


def acts(claim: Claim) -> frozenset[str]:
    """
    The turning words in a claim's quote, by what is common to their forms.

    >>> sorted(acts(Claim("a", 0, 15, "Ben married Ada", "Ben", "Ada", "kin")))
    ['marri']
    """
    found = _pattern(weights().acts["turning"]).finditer(claim.quote)
    return frozenset((m["begun"] or m[0]).casefold() for m in found)


def daily(claim: Claim) -> bool:
    """
    Whether the word that shows a claim tells of an everyday dealing (`told`, `saw`).

    >>> daily(Claim("a", 0, 1, "x", "Ben", "Ada", "meets", rule="verb:tell"))
    True
    """
    head = claim.rule.partition(":")[2].split(" ", 1)[0]
    return head in weights().acts["daily"]


def shown_by(claim: Claim) -> str:
    """The word that shows a claim, with its relation; all that the encoder alone sees is of one kind."""
    word = claim.rule.removesuffix(" (answered)") or ENCODER
    return f"{claim.relation} {word}"


def tellers(evidence: Iterable[Evidence]) -> Mapping[str, int]:
    """For each turning word, how many sources tell it of the two."""
    docs: dict[str, set[str]] = defaultdict(set)
    for e in evidence:
        for word in acts(e.claim):
            docs[word].add(e.claim.doc)
    return {word: len(some) for word, some in docs.items()}


class Likeness:
    """
    How alike the words around claims are; without `text` nothing is like another.

    >>> words = {0: "the peace of Keel", 1: "peace at Keel", 2: "she wrote letters"}
    >>> told = [Evidence(Claim("a", n, n + 1, "x", "Ada", "Ben", "meets"), str(n), 0.5) for n in words]
    >>> alike = Likeness(told, lambda doc, start, end: words[end - 201])
    >>> round(alike.of(0, 1), 2), alike.of(0, 2)
    (1.0, 0.0)
    """

    def __init__(self, evidence: Sequence[Evidence], text: Text | None) -> None:
        bags = [_bag(e.claim, text) if text else frozenset[str]() for e in evidence]
        counts = Counter(w for bag in bags for w in bag)
        rarity = {w: log(len(bags) / n) ** 2 for w, n in counts.items() if 1 < n < len(bags)}
        self._bags = [{w: rarity[w] for w in sorted(bag & rarity.keys())} for bag in bags]
        self._sizes = [sqrt(sum(log(len(bags) / counts[w]) ** 2 for w in sorted(bag))) or 1.0 for bag in bags]

    def of(self, i: int, j: int) -> float:
        """How alike two claims are, between 0 and 1, by their numbers in the order given."""
        one, two = self._bags[i], self._bags[j]
        shared = sum(r for w, r in one.items() if w in two)
        return shared / (self._sizes[i] * self._sizes[j])


def _bag(claim: Claim, text: Text) -> frozenset[str]:
    found = text(claim.doc, max(0, claim.start - AROUND), claim.end + AROUND)
    return frozenset(w[:STEM].casefold() for w in WORD.findall(found))
