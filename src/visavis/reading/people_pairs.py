"""`They` who are two persons named apart: what the sentence says of two, and who the two are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Token

from visavis.model.names import fold, words
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
    near = [t for t in verb.subtree if clause(t) == verb]
    text = " ".join(t.lower_ for t in near)
    mutual = verb.lemma_.lower() in words()["pairs.verbs"] and not any(
        c.dep_ == "dobj" for c in verb.children
    )
    return mutual or any(f" {sign} " in f" {text} " for sign in sorted(words()["pairs.signs"]))


def the_two(pronoun: Mark, recent: Sequence[Mark], person: Callable[[int], bool]) -> tuple[int, int] | None:
    """
    The two persons, by number, whom the pronoun's sentence and the one before speak of.

    None where they are more or fewer, or a group stands after the first of them.
    """
    for far in range(NEAR + 1):
        some = [m for m in recent if 0 <= pronoun.sentence - m.sentence <= far and third(m)]
        found = distinct(m.who for m in some if m.who is not None and person(m.who))
        if len(found) == 2:
            first = next(i for i, m in enumerate(some) if m.who in found)
            groups = any(m.who is not None and not person(m.who) for m in some[first:])
            return None if groups else (found[0], found[1])
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
