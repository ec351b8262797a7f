"""Relatives: whose son a name stands for, and who of a family is meant by `his wife`."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from visavis.model.names import fold, split
from visavis.reading.people_pronouns import Mark
from visavis.reading.people_who import Who

FAMILY = frozenset(
    {"wife", "husband", "widow", "widower", "son", "daughter", "father", "mother", "brother", "sister",
     "uncle", "aunt", "nephew", "niece", "cousin", "grandfather", "grandson", "grandmother", "granddaughter"}
)  # fmt: skip
ONE_EACH = frozenset({"wife", "husband", "widow"})  # of whom one has one, as a rule


def related(name: Token, family: str) -> bool:
    """
    Whether a name stands for a relative of somebody called `family`, or of one whom a pronoun means
    (`his son Ada Gray`, `Gray is the daughter of Oleg Gray`).
    """
    near = [c for c in name.children if c.dep_ in ("appos", "compound", "nmod")]
    if name.dep_ in ("appos", "compound", "nmod"):
        near.append(name.head)
    for noun in near:
        if fold(noun.lemma_) in FAMILY:
            owners = [c for c in noun.children if c.dep_ == "poss"]
            return any(o.pos_ == "PRON" or o.text == family for o in owners)
    if name.dep_ == "pobj" and name.head.lower_ == "of" and fold(name.head.head.lemma_) in FAMILY:
        return whose(name.head.head, family)
    return False


def whose(noun: Token, family: str) -> bool:
    """Whether the one of whom a noun of kinship is said is called `family` or meant by a pronoun."""
    subjects = [c for c in noun.head.children if c.dep_ in ("nsubj", "nsubjpass")]
    said = [noun.head] if noun.dep_ == "appos" else subjects
    return any(s.text == family or s.pos_ == "PRON" for s in said)


def relative(owner: Who, noun: Token, gender: str | None, people: Iterable[Who]) -> Who | None:
    """
    Whom `his wife` means where nobody says it: the only one of the family and the gender.

    Only relatives of whom one has one; None where several or none are left.
    """
    if fold(noun.lemma_) not in ONE_EACH or gender is None or owner.gender in (None, gender):
        return None
    family = families(owner)
    left = [
        w
        for w in people
        if w.kind == "person"
        and w.is_named
        and w is not owner
        and w.gender == gender
        and families(w) & family
    ]
    return left[0] if len(left) == 1 else None


def named_relative(pronoun: Token, later: Iterable[Mark]) -> Mark | None:
    """The name that says who `his wife` is, among the names behind the pronoun: `his wife, Ada Gray`."""
    noun = pronoun.head
    if pronoun.dep_ != "poss" or fold(noun.lemma_) not in FAMILY:
        return None
    beside = ("appos", "compound", "nmod")
    for mark in later:
        low, high = (mark.root, noun) if mark.root.head == noun else (noun, mark.root)
        if low.head == high and low.dep_ in beside:
            return mark
    return None


def of_family(relative: Who, near: Iterable[Who], gender: str) -> Who | None:
    """Whose relative somebody is: the only one near by of that gender who bears the same family name."""
    own = families(relative)
    some = {
        w.number: w
        for w in near
        if w is not relative and w.kind == "person" and w.gender in (None, gender) and families(w) & own
    }
    return next(iter(some.values())) if len(some) == 1 else None


def families(who: Who) -> set[str]:
    """The family names of somebody, folded; a single word is one only behind a title."""
    names = [split(f) for f in who.forms]
    return {n.family for n in names if n.family and (n.given or n.titles)}
