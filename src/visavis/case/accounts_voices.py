"""Whose word a claim is, and whether two claims are two witnesses' words."""

from __future__ import annotations

from visavis.case.copies import NONE, Copies
from visavis.model.claim import Claim

UNNAMED = ("narrator", "author", "unknown speaker")


def unnamed(voice: str) -> bool:
    """
    Whether a voice has no name of its own; joined ones carry their source in brackets.

    >>> unnamed("author (b.txt)"), unnamed("Author Lind")
    (True, False)
    """
    return voice in UNNAMED or voice.startswith(tuple(f"{v} (" for v in UNNAMED))


def sayers(claim: Claim) -> tuple[str, ...]:
    """
    The named voices of a claim, outermost first.

    >>> sayers(Claim("a", 0, 1, "x", "Ada", "Ben", "meets", voice=("narrator", "Carl")))
    ('Carl',)
    """
    return tuple(v for v in claim.voice if not unnamed(v))


def witness(claim: Claim, known: Copies = NONE) -> tuple[str, ...]:
    """
    Whose word a claim is: the one who is last reported to say so, and for a text's own voice the text, the
    first of its copies.

    >>> witness(Claim("a", 0, 1, "x", "Ada", "Ben", "meets"))
    ('text', 'a')
    """
    names = sayers(claim)
    return ("voice", names[-1]) if names else ("text", known.origin(claim))


def independent(one: Claim, two: Claim, known: Copies = NONE) -> bool:
    """
    Whether two claims are two witnesses' words: no name stands in both chains of sayers, and a text's own
    voice is no second witness beside those whom the same text quotes.

    >>> a, b = (Claim("a", n, n + 1, "x", "Ada", "Ben", "meets", voice=v)
    ...         for n, v in enumerate([("narrator",), ("narrator", "Carl")]))
    >>> independent(a, b)
    False
    """
    mine, theirs = sayers(one), sayers(two)
    if mine and theirs:
        return not set(mine) & set(theirs)
    return known.origin(one) != known.origin(two)


def other_words(one: Claim, two: Claim, known: Copies = NONE) -> bool:
    """
    Whether two claims are not one witness's words: a text may tell what contradicts those whom it quotes.

    >>> a, b = (Claim("a", n, n + 1, "x", "Ada", "Ben", "meets", voice=v)
    ...         for n, v in enumerate([("narrator",), ("narrator", "Carl")]))
    >>> other_words(a, b)
    True
    """
    return witness(one, known) != witness(two, known) and not set(sayers(one)) & set(sayers(two))
