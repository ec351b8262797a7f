"""Descriptions: noun phrases that stand for a person, a group or an office without naming anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from visavis.model.names import fold, words

PREDICATE_VERBS = frozenset({"be", "become", "remain"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "said"})
LEFT = frozenset({"amod", "compound", "nummod", "nmod", "quantmod", "advmod", "case", "punct"})


STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss", "agent", "conj"})


@dataclass(frozen=True, slots=True)
class Noun:
    """
    A describing noun phrase, tokens `[start, end)` of its parse.

    `owner` is the word whose the person or group is (`his` supporters, friends of `Cato`); `tail` the
    words without article and owner; `kind` person, group or office; `gender` from the noun.
    """

    start: int
    end: int
    root: Token
    kind: str
    tail: str
    owner: Token | None
    definite: bool
    gender: str | None

    @property
    def plural(self) -> bool:
        """Whether `they` may mean it."""
        return self.kind == "group"

    @property
    def lemma(self) -> str:
        """The folded lemma of the noun, with what hyphens join to it."""
        return compound(self.root)

    @property
    def is_owned_behind(self) -> bool:
        """Whether the owner stands behind the noun (`friends of Cato`)."""
        return self.owner is not None and self.owner.i > self.root.i


def chain(token: Token) -> tuple[int, int]:
    """The tokens that hyphens join to a noun without a blank (`commander-in-chief`), as token borders."""
    doc, left, right = token.doc, token.i, token.i + 1
    while (
        left > 1
        and doc[left - 1].text == "-"
        and not (doc[left - 1].whitespace_ or doc[left - 2].whitespace_)
    ):
        left -= 2
    while (
        right + 1 < len(doc)
        and doc[right].text == "-"
        and not (doc[right].whitespace_ or doc[right - 1].whitespace_)
    ):
        right += 2
    return left, right


def compound(token: Token) -> str:
    """The folded lemma of a noun, whole where hyphens join it to other words (`vice-president`)."""
    left, right = chain(token)
    words_ = token.doc[left:right]
    return fold("".join(t.lemma_ if t == token else t.lower_ for t in words_))


def kind_of(token: Token) -> str | None:
    """What a noun means by the word lists: `person`, `group`, `office`; None for other nouns."""
    lexicon = words()
    low, lemma = fold(token.text), compound(token)
    if not (lemma in lexicon.noun_gender or lemma in lexicon["offices.words"]):
        lemma = fold(token.lemma_)
    if low in lexicon["groups.plurals"]:
        return "group"
    is_person = lemma in lexicon.noun_gender or lemma in lexicon["offices.words"]
    if token.tag_ in ("NNS", "NNPS") and (is_person or lemma.endswith(("ist", "ite"))):
        return "group"
    if lemma in lexicon["groups.words"]:
        return "group" if token.text[:1].isupper() or determined(token) or list(token.lefts) else None
    if token.tag_ == "NNS" and doers(token):
        return "group"
    if lemma in lexicon["offices.words"] and predicative(token):
        return "office"
    return "person" if is_person or is_title(token) or does(token) else None


def is_title(token: Token) -> bool:
    """Whether a title stands alone for its bearer: `the Abbé`, `the Colonel`."""
    low = fold(token.text)
    title = low in words().title_gender and low not in BARE
    return title and token.text[:1].isupper() and len(low) > 2 and determined(token)


BARE = frozenset(
    {"sir", "miss", "madam", "madame", "mister", "right", "grand", "crown", "private", "elder", "master"}
)
AGENT_ONE = re.compile(r"[a-z]{4,}(?:er|or|ist)$")


def does(token: Token) -> bool:
    """Whether an unlisted noun means somebody by its ending, since it does what persons do."""
    if not AGENT_ONE.match(token.lower_) or f"{token.lower_}s" in words()["groups.things"]:
        return False
    return determined(token) and token.dep_ == "nsubj" and token.head.lemma_.lower() in words()["verbs.human"]


AGENT = re.compile(r"[a-z]{3,}(?:ers|ors|ists|ants|ians|men|women|ees)$")


def doers(token: Token) -> bool:
    """Whether an unlisted plural means people: by its ending, where somebody's, or where it acts."""
    if not AGENT.match(token.lower_) or token.lower_ in words()["groups.things"]:
        return False
    verb = token.head.lemma_.lower()
    acts = token.dep_ in ("nsubj", "nsubjpass", "agent") and verb in words()["verbs.human"]
    acts = acts or (token.dep_ in ("dobj", "dative") and verb in words()["verbs.done_to"])
    told = ("the", "these", "those", "some", "many", "few", "several", "all")
    return acts or any(c.dep_ in ("poss", "nummod") or c.lower_ in told for c in token.children)


def predicative(token: Token) -> bool:
    """Whether a noun says what somebody is or becomes, rather than stands for somebody."""
    top = token
    while top.dep_ == "conj":
        top = top.head
    if top.dep_ in ("attr", "oprd"):
        return True
    if top.dep_ == "pobj" and top.head.lower_ in ("as", "to", "of", "for"):
        above = top.head.head
        office = fold(above.lemma_) in (
            "office",
            "post",
            "position",
            "title",
            "rank",
            "election",
            "candidate",
        )
        return top.head.lower_ == "as" or office
    return top.dep_ == "appos" or (top.dep_ == "dobj" and not determined(top))


def determined(token: Token) -> bool:
    """Whether an article or a possessor stands with the noun."""
    return any(c.dep_ in ("det", "poss") for c in token.children)


def left_edge(token: Token) -> int:
    """First token of the phrase before its noun: article, possessor and adjectives, unbroken."""
    at = token.i
    while at:
        before = token.doc[at - 1]
        top = before
        while top.head not in (token, top) and top.i < token.i:
            top = top.head
        inside = top.head == token and top.dep_ in LEFT | {"det", "poss", "predet"}
        if not inside or before.is_space or before.text in (",", ";", ":", '"', "(", "--"):
            break
        at -= 1
    return at


BEHIND = {
    "to": frozenset({"ambassador", "envoy", "delegate", "secretary"}),
    "for": frozenset({"commissar", "minister", "secretary", "under-secretary", "commissioner"}),
}  # which offices have what stands behind these words


def right_edge(token: Token) -> int:
    """End of the phrase: with `of ...` directly behind it, so far as that is a plain name or noun."""
    doc: Doc = token.doc
    left, at = chain(token)
    if at >= len(doc) or doc[at].lower_ not in ("of", *BEHIND) or not left <= doc[at].head.i < at:
        return at
    if doc[at].lower_ != "of" and fold(token.lemma_) not in BEHIND[doc[at].lower_]:
        return at
    inner = next((c for c in doc[at].children if c.dep_ == "pobj"), None)
    if inner is None or inner.i - at > 6 or inner.pos_ == "PRON":
        return at
    if doc[at].lower_ == "for" and not inner.text[:1].isupper():
        return at
    return right_edge(inner) if inner.i + 1 < len(doc) else inner.i + 1


def owner_of(token: Token, kind: str) -> Token | None:
    """Whose: the possessor, or the word behind `of` where the noun tells a relation (`friends of Cato`)."""
    for child in token.children:
        if child.dep_ == "poss" and not (kind == "office" and child.text == "People"):
            return child  # `People's Commissar` is one word
    related = any(compound(token) in words()[f"relations.{g}"] for g in ("any", "m", "f"))
    if kind == "office" or not related:
        return None
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None


def modifies(name: Token) -> bool:
    """Whether a name only says whose somebody is: `a Gray supporter`, but not `his secretary Gray`."""
    noun = name.head
    if name.i > noun.i or name.dep_ not in ("compound", "nmod", "amod") or noun.pos_ != "NOUN":
        return False
    related = any(noun.lemma_.lower() in words()[f"relations.{g}"] for g in ("any", "m", "f"))
    return related and any(c.lower_ in ("a", "an", "some", "another", "the") for c in noun.children)


def modifier(noun: Token) -> Token | None:
    """The name in front of a noun that says whose somebody is."""
    return next((c for c in noun.children if modifies(c)), None)


def nouns(doc: Doc, taken: set[int]) -> Iterator[Noun]:
    """The describing phrases of one parse, but for words that belong to names (`taken`)."""
    lexicon = words()
    for token in doc:
        if token.lower_ in ("former", "latter") and token.i and doc[token.i - 1].lower_ == "the":
            if token.dep_ in STANDING:
                yield Noun(token.i - 1, token.i + 1, token, "person", token.lower_, None, True, None)
            continue
        if token.i not in taken and two_alone(token):
            start = token.i - (token.i > 0 and token.lower_ != "both")
            yield Noun(start, token.i + 1, token, "group", token.lower_, None, True, None)
            continue
        if token.i not in taken and people_of(token):
            yield Noun(token.i - 1, token.i + 1, token, "group", token.text, None, True, None)
            continue
        if token.pos_ not in ("NOUN", "PROPN") or token.i in taken or token.ent_type_ in ("DATE", "TIME"):
            continue
        first, last = chain(token)
        if token.head != token and first <= token.head.i < last:
            continue  # the `vice` of a `vice-president`
        kind = kind_of(token)
        if kind is None or several(token):
            continue
        start, end = left_edge(token), right_edge(token)
        if kind == "group" and (one := one_of(token, start)) is not None:
            yield Noun(
                one.i,
                end,
                one,
                "person",
                " ".join(doc[one.i : end].text.split()),
                owner_of(token, kind),
                False,
                None,
            )
        owner = owner_of(token, kind)
        if kind == "person" and not described(token, owner):
            continue
        if owner is not None and owner.i > token.i:
            end = chain(token)[1]
        definite = any(doc[i].lower_ in DEFINITE for i in range(start, token.i)) or owner is not None
        gender = lexicon.noun_gender.get(compound(token)) or lexicon.noun_gender.get(fold(token.lemma_))
        yield Noun(start, end, token, kind, tail(doc, start, end, owner), owner, definite, gender)


def one_of(token: Token, start: int) -> Token | None:
    """The `one` of `one of his enemies`."""
    of = token.head
    if token.dep_ != "pobj" or of.lower_ != "of" or of.head.lower_ != "one" or of.i != start - 1:
        return None
    return of.head if of.head.i < of.i else None  # `of these two, one being ...` is another phrase


def people_of(token: Token) -> bool:
    """Whether `the English`, `the Scots` means the people."""
    if token.ent_type_ != "NORP" or not token.i or token.nbor(-1).lower_ != "the":
        return False
    return token.dep_ in STANDING


def two_alone(token: Token) -> bool:
    """Whether `the two`, `the pair` or `both` stands for two persons, with no noun behind it."""
    if token.dep_ not in STANDING or any(c.dep_ == "prep" for c in token.children):
        return False
    if token.lower_ == "both":
        return token.dep_ in ("nsubj", "nsubjpass")
    bare = all(c.dep_ == "det" for c in token.lefts)
    the = token.i > 0 and token.nbor(-1).lower_ in ("the", "these")
    return the and bare and token.lower_ in ("two", "pair")


def several(token: Token) -> bool:
    """Whether joined names stand before a bare noun: `Were Brown and Jones partners?` tells what two are."""
    return not determined(token) and any(
        c.dep_ in LEFT and c.pos_ == "PROPN" and any(n.dep_ == "conj" for n in c.children)
        for c in token.children
    )


def described(token: Token, owner: Token | None) -> bool:
    """Whether a person's noun stands for one person: with an article or owner, or bare as a title is."""
    return owner is not None or determined(token) or token.text[:1].isupper() or token.dep_ == "appos"


def tail(doc: Doc, start: int, end: int, owner: Token | None) -> str:
    """The words of the phrase without article and possessor."""
    if owner is not None and owner.i < end - 1 and owner.i >= start:
        start = owner.i + 1
        if doc[start].tag_ == "POS":
            start += 1
    while start < end - 1 and (doc[start].pos_ in ("DET", "PRON", "PUNCT") or doc[start].dep_ == "det"):
        start += 1
    return " ".join(doc[start:end].text.split())


DIFFERENT = frozenset({"new", "other", "another", "next", "former", "second", "third", "future", "previous"})


def told_apart(noun: Noun) -> str | None:
    """The word before a noun that says which one is meant: a people's (`French`) or one of DIFFERENT."""
    for token in noun.root.doc[noun.start : noun.root.i]:
        inside = token.head == noun.root and token.dep_ in ("amod", "compound", "nmod")
        if inside and (token.lower_ in DIFFERENT or (token.text[:1].isupper() and token.ent_type_ == "NORP")):
            return token.lower_
    return None
