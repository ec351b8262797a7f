"""`They` who are two persons named apart: what the sentence says of two, and who the two are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Token

from visavis.model.names import fold, words
from visavis.reading.people_nouns import Noun
from visavis.reading.people_pronouns import WE, YOU, I, Mark, clause

ASIDE = I | WE | YOU
NEAR = 1  # sentences before the pronoun's own in which the two may be named


def of_two(pronoun: Token) -> bool:
    """Whether the clause says that they are two: `both`, `each other`, `between them`, `they quarrelled`."""
    if pronoun.dep_ == "poss":
        return fold(pronoun.head.lemma_) in words()["pairs.nouns"]
    if pronoun.head.lower_ == "between" or pronoun.head.head.lower_ in ("both", "two"):
        return True
    verb = clause(pronoun)
    if any(c.dep_ == "attr" and fold(c.lemma_) in words()["pairs.roles"] for c in verb.children):
        return True
    near = [t for t in verb.subtree if clause(t) == verb]
    text = " ".join(t.lower_ for t in near)
    mutual = verb.lemma_.lower() in words()["pairs.verbs"] and not any(
        c.dep_ == "dobj" for c in verb.children
    )
    return mutual or any(f" {sign} " in f" {text} " for sign in sorted(words()["pairs.signs"]))


def names_two(noun: Noun) -> bool:
    """Whether a description says no more than that they are two: `the two`, `both men`, `the two friends`."""
    first, *rest = [t.lower_ for t in noun.root.doc[noun.start : noun.end]]
    if first == "both":
        return len(rest) < 2
    return first in ("the", "these") and (
        rest in (["two"], ["pair"]) or (rest[0] == "two" and len(rest) == 2)
    )


def the_two(
    pronoun: Mark,
    recent: Sequence[Mark],
    people: Callable[[int], Sequence[int]],
    groups: bool = True,
    near: int = NEAR,
) -> tuple[int, int] | None:
    """
    The two persons, by number, whom the pronoun's sentence and the one before (or `near`) speak of.

    `people` gives the persons whom a number stands for, none for a group that is not made of such. None where
    they are more or fewer, or, where `groups` count, a group stands after the first of them.
    """
    for far in range(near + 1):
        some = [m for m in recent if 0 <= pronoun.sentence - m.sentence <= far and third(m)]
        meant = [people(m.who) if m.who is not None else () for m in some]
        found = distinct(n for numbers in meant for n in numbers)
        if len(found) == 2:
            first = next(i for i, numbers in enumerate(meant) if numbers)
            other = any(m.who is not None and not n for m, n in zip(some[first:], meant[first:], strict=True))
            return None if groups and other else (found[0], found[1])
        if len(found) > 2:
            return None
    return None


def third(mark: Mark) -> bool:
    """Whether a mention is no `I` or `you`."""
    return mark.form != "pronoun" or mark.root.lower_ not in ASIDE


def distinct(numbers: Iterable[int]) -> list[int]:
    """
    Numbers without those that stood before, in order.

    >>> distinct([4, 2, 4])
    [4, 2]
    """
    return list(dict.fromkeys(numbers))
