"""Pronouns and the grammar around them: their words, parts and clauses, and what the sentence forbids."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from visavis.reading.people_nouns import Noun

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
I = frozenset({"i", "me", "my", "mine", "myself"})  # noqa: E741
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
YOU = frozenset({"you", "your", "yours", "yourself", "thou", "thee", "thy", "thine", "thyself"})
WHO = frozenset({"who", "whom", "whose"})
ALL = HE | SHE | THEY | I | WE | YOU | WHO
ABSOLUTE = frozenset({"hers", "theirs"})  # what is hers is not she
OBJECTIVE = frozenset({"him", "her", "them"})
SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECT = frozenset({"dobj", "iobj", "dative", "pobj", "obj"})


@dataclass(slots=True)
class Mark:
    """One mention while the source is read."""

    unit: int
    start: int
    end: int
    root: Token
    sentence: int
    kind: str
    form: str
    who: int | None = None
    candidates: tuple[int, ...] = ()
    gender: str | None = None
    noun: Noun | None = None  # of a description


def role(token: Token) -> str:
    """Grammatical part of a mention: subject, object, possessor or other; a conjunct has its head's."""
    while token.dep_ in ("conj", "appos") and token.head != token:
        token = token.head
    if token.dep_ in SUBJECT:
        return "subject"
    if token.dep_ == "pobj" and token.head.head.pos_ in ("NOUN", "PROPN"):
        return "inside"
    if token.dep_ in OBJECT:
        return "object"
    return "possessor" if token.dep_ == "poss" else "other"


def clause(token: Token) -> Token:
    """The verb (or root) of the clause that a token stands in."""
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def subjects(verb: Token) -> list[Token]:
    """The subjects of a verb's own clause."""
    return [c for c in verb.children if c.dep_ in SUBJECT]


SHARED = frozenset({"conj", "pcomp", "advcl"})  # clauses without a subject that mean that of the one above


def actors(verb: Token) -> tuple[Token, ...]:
    """
    The subjects of a verb, those of the clause above where it has none (`Ada came and saw him`).

    `He asked Ada to help him` has another actor, which is left open.
    """
    for _ in range(4):
        own = subjects(verb)
        if own:
            return tuple(own)
        above = clause(verb.head)
        infinite = verb.dep_ == "xcomp" and not any(c.dep_ in ("dobj", "dative") for c in above.children)
        if verb.head == verb or not (infinite or verb.dep_ in SHARED):
            break
        verb = above
    return ()


def bound(one: Mark, two: Mark) -> bool:
    """Whether the sentence's form forbids that the pronoun and the other word mean the same person."""
    if one.unit != two.unit or one.sentence != two.sentence:
        return False
    pronoun, other = one.root, two.root
    if pronoun.lower_ in ABSOLUTE or (pronoun.lower_ == "his" and pronoun.dep_ != "poss"):
        return False
    if pronoun.dep_ == "poss":
        top = pronoun.head
        return other == top or (other.head == top and other.dep_ in ("appos", "compound"))
    if pronoun in other.conjuncts:
        return True
    if pronoun.lower_.endswith("self"):
        return False
    verb = clause(pronoun)
    if verb == clause(other) and other.lower_ in WHO:  # `Ada, whose son she saw`: she is another
        return role(pronoun) in ("subject", "object")
    if verb == clause(other):
        return {role(pronoun), role(other)} in ({"subject", "object"}, {"object"})
    return other in orderers(pronoun) or above(pronoun, other, verb)


def above(pronoun: Token, other: Token, verb: Token) -> bool:
    """Whether the other is the subject that the pronoun's clause borrows: `Ada came to see her`."""
    if pronoun.lower_ not in OBJECTIVE or role(other) != "subject":
        return False
    if pronoun.dep_ in SUBJECT:  # `by having him appointed`
        verb = clause(verb.head)
    return role(pronoun) in ("subject", "object") and clause(other) in {clause(t) for t in actors(verb)}


ORDERING = frozenset({"order", "command", "decree", "direct", "instruction", "direction"})


def orderers(pronoun: Token) -> tuple[Token, ...]:
    """Who orders that somebody be questioned, where the pronoun is that somebody: it is another."""
    verb = clause(pronoun)
    up = verb.head
    if pronoun.dep_ not in SUBJECT or verb.dep_ not in ("ccomp", "acl", "relcl") or up.lemma_ not in ORDERING:
        return ()
    owners = [c for c in up.children if c.dep_ == "poss"] if up.pos_ == "NOUN" else []
    return (*owners, *actors(clause(up)))


def ahead(one: Mark, two: Mark) -> str | None:
    """How the pronoun can lead up to a later subject: from a phrase (`In his youth, Cato`) or a clause."""
    pronoun, other = one.root, two.root
    if one.sentence != two.sentence or role(other) != "subject":
        return None
    own, main = clause(pronoun), clause(other)
    if own == main:
        return "phrase" if pronoun.dep_ == "poss" and not clause_subject(pronoun) else None
    return "clause" if main.is_ancestor(own) else None


def clause_subject(pronoun: Token) -> bool:
    """Whether the pronoun stands in the subject of its own clause (`His brother saw Cato`)."""
    return any(t.dep_ in SUBJECT for t in pronoun.ancestors if clause(t) == clause(pronoun))
