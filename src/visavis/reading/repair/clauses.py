"""Small questions about grammar that need no parser: does a clause of its own begin here?"""

from __future__ import annotations

from itertools import pairwise

from visavis.model.repair_words import word_set
from visavis.model.words import words
from visavis.reading.repair.page import Page, plain

REACH = 16  # words of a subject before its verb


def is_finite(word: str) -> bool:
    """Whether a word may be a clause's verb: `was`, `began`, a word in -ed."""
    return word in word_set("grammar", "finite") or (
        word.endswith("ed") and len(word) > 4 and words().is_word(word)
    )


def clause_at(page: Page, at: int, glued: str = "") -> bool:
    """
    Whether a subject and its verb follow from `at` on with no comma between them.

    `glued` is a word, or a word's end, that stands at `at` and is not one of the page's words.

    >>> clause_at(Page("Cato and the friends of Brutus left Rome."), 0)
    True
    >>> clause_at(Page("the war, Cato left Rome."), 0)
    False
    """
    following = page.words_from(at, REACH)
    sequence = [(at, at + len(glued), glued), *following] if glued else following
    for i, (_, end, text) in enumerate(sequence):
        low = text.lower()
        if i and is_finite(low) and not (low.endswith("ed") and after(sequence, i) == "by"):
            return subject(sequence[:i])
        if i + 1 < len(sequence) and not joins(page.raw[end : sequence[i + 1][0]]):
            return False
    return False


def joins(between: str) -> bool:
    """Whether what stands between two words of a subject lets it run on."""
    return plain(between) or between.strip() in {"-", "'s", "’", "'", '"', "“", "”", "_"}


def after(sequence: list[tuple[int, int, str]], i: int) -> str:
    """The word after the `i`-th, in small letters; "" at the end."""
    return sequence[i + 1][2].lower() if i + 1 < len(sequence) else ""


def subject(sequence: list[tuple[int, int, str]]) -> bool:
    """Whether words can be one subject: a pronoun, names, or a noun with its company; adverbs may follow."""
    found = [text.lower() for _, _, text in sequence]
    while len(found) > 1 and (found[-1] in word_set("grammar", "adverbs") or found[-1].endswith("ly")):
        found.pop()
    pronouns, determiners = word_set("grammar", "pronouns"), word_set("grammar", "determiners")
    if len(found) == 1:
        return found[0] in pronouns | determiners or sequence[0][2][0].isupper()
    if found[0] in pronouns:
        return False
    inside = pronouns | word_set("grammar", "relatives")
    return not any(
        low in inside or (low in determiners and before not in word_set("grammar", "links"))
        for before, low in pairwise(found)
    )
