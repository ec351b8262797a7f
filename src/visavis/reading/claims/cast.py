"""The cast: which token of a parse stands for whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from visavis.model.layers import Entity, Mention
from visavis.model.lexicon import Lexicon
from visavis.reading.claims.grammar import RELATIVE, after, ancestors, children, conjoined
from visavis.reading.units import Unit

PEOPLE = frozenset({"person", "group"})
ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss", "conj"})


@dataclass(frozen=True, slots=True)
class Arg:
    """One end of a tie: a canonical name, and the token and span of the words that show it."""

    name: str
    kind: str
    token: Token
    span: tuple[int, int]  # cleaned text
    form: str = "name"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks (offsets inside the unit) and who says it, where that is known."""

    start: int
    end: int
    sayer: str | None


class Cast:
    """
    Who is meant by the tokens of one unit.

    `at` maps the head token of every mention with a name to the mention; a mention inside another one
    with the same head gives way to the longer one. `acting` holds the names that do what people do, though
    their mentions are taken for places.
    """

    def __init__(
        self, unit: Unit, mentions: Iterable[Mention], parts: Mapping[str, tuple[str, ...]], lexicon: Lexicon
    ) -> None:
        self.unit = unit
        self.parts = parts
        self.lexicon = lexicon
        self.acting: frozenset[str] = frozenset()
        self.called: Mapping[str, str] = {}  # whom single names mostly mean
        self.quoted: Sequence[Quotation] = ()
        self.writer: str | None = None  # of a letter
        self.at: dict[int, Mention] = {}
        self.inside: dict[int, Mention] = {}
        for m in sorted(mentions, key=lambda m: m.end - m.start):
            span = unit.tokens(m.start, m.end)
            if span is None or numeral(span):
                continue
            for t in span:
                self.inside.setdefault(t.i, m)
            if m.name:
                self.at[head_of(span, m.form).i] = m

    def own(self, token: Token) -> list[Arg]:
        """Whom the mention headed by `token` names; nobody where there is none."""
        m = self.at.get(token.i)
        if m is None or m.name is None or reflexive(token):
            return []
        kind = m.kind
        if kind == "place" and m.name in self.acting:
            kind = "person"
        if kind not in PEOPLE:
            return []
        names = self.parts.get(m.name, ()) if m.form != "name" else ()
        return [Arg(n, kind, token, (m.start, m.end), m.form) for n in names or (m.name,)]

    def stand_for(self, token: Token, through: bool = False) -> list[Arg]:
        """Whom `token` and what is joined to it stand for; with `through`, a deed stands for its doer."""
        out: list[Arg] = []
        for t in conjoined(token):
            out += self._one(t, through)
        return out

    def one(self, token: Token) -> list[Arg]:
        """Whom `token` alone stands for, without what is joined to it."""
        return self._one(token, False)

    def _one(self, token: Token, through: bool) -> list[Arg]:
        if token.lower_ in RELATIVE and token.pos_ in ("PRON", "DET", "SCONJ"):
            head = antecedent(token)
            return self.stand_for(head) if head is not None else []
        own = self.own(token)
        if own and own[0].form == "name":
            return own
        if own and (token.lemma_.lower() in self.lexicon.words["part"]) and (some := self.examples(token)):
            return some  # `criticised by many, including Lee`
        return self._named_beside(token) or own or self._office(token) or self._other(token, through)

    def _named_beside(self, token: Token) -> list[Arg]:
        """The name that says who is meant: `his brother, John`, `he, Wilde`, `Brutus governor`."""
        if token.tag_ in ("NNS", "NNPS") and token.i in self.at:
            return []
        for apposed in children(token, "appos", *(("npadvmod",) if token.tag_ == "PRP" else ())):
            named = self.own(apposed) or self.noble(apposed)
            if named and (named[0].form == "name" or token.i not in self.at):
                return self.stand_for(apposed) if token.i not in self.at else named
        if token.pos_ == "NOUN" and not children(token, "det", "poss"):
            return [a for c in children(token, "compound", "nmod") for a in self.own(c) if a.kind == "person"]
        return []

    def noble(self, token: Token) -> list[Arg]:
        """Somebody named by his title: `his friend, the Prince of Orange`."""
        m = self.at.get(token.i)
        if m is None or m.kind != "office" or not m.name or not after(token, "of"):
            return []
        noble = token.lemma_.lower() in self.lexicon.words["noble"]
        return [Arg(m.name, "person", token, (m.start, m.end), "name")] if noble else []

    def _office(self, token: Token) -> list[Arg]:
        """An office for him who holds it, where it stands for somebody: `he told the Pope`."""
        m = self.at.get(token.i)
        if m is None or m.kind != "office" or not m.name or token.dep_ not in ARGUMENT:
            return []
        return [Arg(m.name, "person", token, (m.start, m.end), "description")]

    def _other(self, token: Token, through: bool) -> list[Arg]:
        """The whole of which some are meant, those given as examples, the doer of a deed."""
        lemma, words = token.lemma_.lower(), self.lexicon.words
        out: list[Arg] = []
        if lemma in words["part"]:
            out = [a for p in after(token, "of") for a in self.stand_for(p)]
        if lemma in words["part"] or token.tag_ in ("NNS", "NNPS"):
            out += self.examples(token)
        if out or not through or token.pos_ != "NOUN":
            return out
        if lemma in words["plea"] and token.head.lemma_.lower() in words["ruling"]:
            return []  # who dismisses somebody's appeal does not dismiss him
        abstract = lemma.endswith(tuple(words["abstract"])) and not harmful(self.lexicon, lemma)
        owned = bool(children(token, "poss") or after(token, "of")) and not harmful(self.lexicon, lemma)
        return self._doer(token) if lemma in words["through"] or abstract or owned else []

    def examples(self, token: Token) -> list[Arg]:
        """Those of many who are named as examples: `many, including Harris and Lee`."""
        words = sorted(self.lexicon.words["examples"])
        above = (token, token.head, token.head.head) if token.head.dep_ == "agent" else (token, token.head)
        behind = [p for w in words for t in above for p in after(t, w)]
        behind += [p for p in after(token, "as") if any(c.lower_ == "such" for c in p.head.children)]
        return [a for p in behind for a in self.stand_for(p)]

    def _doer(self, token: Token) -> list[Arg]:
        """Whose deed it is: the possessor, or who stands behind `of` or `by`."""
        owners = children(token, "poss")
        behind = after(token, "of") + after(token, "by")
        return [a for t in owners or behind for a in self.stand_for(t, through=t in behind)]


def one_of(arg: Arg, other: Arg) -> Arg:
    """One of two whom the same word means, `they`: a person, though the word is a group's."""
    return replace(arg, kind="person") if arg.span == other.span else arg


def harmful(lexicon: Lexicon, lemma: str) -> bool:
    """Whether a noun is a deed against its owner (`his removal`): who opposes that supports him."""
    return any(f.relation in ("harms", "opposes", "accuses") for f in lexicon.of("noun", lemma))


def reflexive(token: Token) -> bool:
    """Whether a token points back at its own subject: `found himself`, not `the two, myself among them`."""
    if token.dep_ == "appos" and children(token, "prep"):
        return False
    return token.lower_.endswith(("self", "selves")) and token.dep_ in ("dobj", "dative", "npadvmod", "appos")


def numeral(span: Span) -> bool:
    """Whether an `I` is a number, `Charles I`: behind a capital, with no verb after it."""
    if span.text != "I" or span.start == 0:
        return False
    after = span.doc[span.end].pos_ if span.end < len(span.doc) else "PUNCT"
    return span.doc[span.start - 1].pos_ == "PROPN" and after not in ("VERB", "AUX", "ADV")


def head_of(span: Span, form: str) -> Token:
    """The head word of a mention; of a name no verb, whatever the parser says."""
    root = span.root
    if form == "name" and root.pos_ in ("VERB", "AUX", "ADP"):
        return next((t for t in reversed(list(span)) if t.pos_ == "PROPN"), root)
    return root


def antecedent(token: Token) -> Token | None:
    """
    The noun that a relative pronoun stands for; None where it is no relative pronoun.

    `It was Lee who left`: who it was.
    """
    for up in ancestors(token):
        if up.dep_ in ("relcl", "acl"):
            cleft = up.head.lower_ == "it" and up.head.dep_ == "nsubj"
            return next(iter(children(up.head.head, "attr")), None) if cleft else up.head
        if up.dep_ == "ccomp" and up.head.lemma_ == "be" and token.lower_ == "who":
            return next(iter(children(up.head, "attr")), None)
    return None


def acting(cast: Cast) -> set[str]:
    """The names of places that do and have what only people do and have: want, refuse; a wife."""
    words = cast.lexicon.words
    verbs = words["say"] | words["think"] | words["plan"] | words["deny"] | words["fail"] | words["human"]
    return {
        m.name
        for i, m in cast.at.items()
        if m.kind == "place" and m.name and personal(cast, cast.unit.doc[i], verbs)
    }


def personal(cast: Cast, token: Token, verbs: frozenset[str]) -> bool:
    """Whether only somebody, and no place, stands where `token` stands."""
    head = token.head
    if token.dep_ == "nsubj":
        return head.pos_ == "VERB" and head.lemma_.lower() in verbs
    if token.dep_ == "pobj" and head.dep_ == "agent":
        return bool(cast.lexicon.of("verb", head.head.lemma_.lower()))
    if token.dep_ == "poss":
        return _kin(cast, head) or head.lemma_.lower() in cast.lexicon.words["body"]
    return token.dep_ in ("appos", "nsubj") and _kin(cast, head)


def _kin(cast: Cast, noun: Token) -> bool:
    """Whether a noun names what somebody is to a person: wife, friend."""
    return any(f.relation in ("kin", "friend") for f in cast.lexicon.of("role", noun.lemma_.lower()))


def single_names(mentions: Sequence[Mention]) -> dict[str, str]:
    """Whom a single name, in small letters, mostly means in a source; none where it means several alike."""
    meant: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        if m.name and m.form == "name" and m.kind == "person" and m.text.isalpha():
            meant[m.text.casefold()][m.name] += 1
    best = {word: names.most_common(1)[0] for word, names in meant.items()}
    return {word: name for word, (name, most) in best.items() if 2 * most > meant[word].total()}


def casts(
    units: Sequence[Unit], mentions: Sequence[Mention], entities: Sequence[Entity], lexicon: Lexicon
) -> list[Cast]:
    """A cast for every unit; mentions in the order of the text (cleaned offsets)."""
    parts = {e.name: e.parts for e in entities if e.parts}
    ordered = sorted(mentions, key=lambda m: m.start)
    out, i = [], 0
    for unit in units:
        while i < len(ordered) and ordered[i].end <= unit.start:
            i += 1
        j = i
        while j < len(ordered) and ordered[j].start < unit.end:
            j += 1
        out.append(Cast(unit, ordered[i:j], parts, lexicon))
    names = frozenset(n for cast in out for n in acting(cast))
    called = single_names(ordered)
    for cast in out:
        cast.acting, cast.called = names, called
    return out
