"""The cast: which token of a parse stands for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from visavis.model.layers import Entity, Mention
from visavis.reading.claims.grammar import RELATIVE, ancestors, children, conjoined
from visavis.reading.units import Unit

PEOPLE = frozenset({"person", "group"})


@dataclass(frozen=True, slots=True)
class Arg:
    """One end of a tie: a canonical name, and the token and span of the words that show it."""

    name: str
    kind: str
    token: Token
    span: tuple[int, int]  # cleaned text
    form: str = "name"


class Cast:
    """
    Who is meant by the tokens of one unit.

    `at` maps the head token of every mention with a name to the mention; a mention inside another one
    with the same head gives way to the longer one.
    """

    def __init__(
        self,
        unit: Unit,
        mentions: Iterable[Mention],
        parts: Mapping[str, tuple[str, ...]],
        through: frozenset[str],
        part: frozenset[str],
    ):
        self.unit = unit
        self.parts = parts
        self.through = through
        self.part = part
        self.at: dict[int, Mention] = {}
        self.inside: dict[int, Mention] = {}
        for m in sorted(mentions, key=lambda m: m.end - m.start):
            span = unit.tokens(m.start, m.end)
            if span is None:
                continue
            for t in span:
                self.inside.setdefault(t.i, m)
            if m.name:
                self.at[span.root.i] = m

    def own(self, token: Token) -> list[Arg]:
        """Whom the mention headed by `token` names; nobody where there is none."""
        m = self.at.get(token.i)
        if m is None or m.name is None or m.kind not in PEOPLE:
            return []
        names = self.parts.get(m.name, ()) if m.form != "name" else ()
        return [Arg(n, m.kind, token, (m.start, m.end), m.form) for n in names or (m.name,)]

    def stand_for(self, token: Token, through: bool = False) -> list[Arg]:
        """Whom `token` and what is joined to it stand for; with `through`, a deed stands for its doer."""
        out: list[Arg] = []
        for t in conjoined(token):
            out += self._one(t, through)
        return out

    def _one(self, token: Token, through: bool) -> list[Arg]:
        if token.lower_ in RELATIVE and token.pos_ in ("PRON", "DET", "SCONJ"):
            head = antecedent(token)
            return self.stand_for(head) if head is not None else []
        own = self.own(token)
        if own:
            return own
        for apposed in children(token, "appos"):
            if self.own(apposed):
                return self.stand_for(apposed)
        if (
            token.pos_ == "NOUN"
        ):  # `appointed Brutus governor`, where the parser takes the name into the title
            named = [
                a for c in children(token, "compound", "nmod") for a in self.own(c) if a.kind == "person"
            ]
            if named and not children(token, "det", "poss"):
                return named
        if token.lemma_.lower() in self.part:
            return [
                a
                for of in children(token, "prep")
                if of.lower_ == "of"
                for p in children(of, "pobj")
                for a in self.stand_for(p)
            ]
        return self._doer(token) if through and token.lemma_.lower() in self.through else []

    def _doer(self, token: Token) -> list[Arg]:
        """Whose deed it is: the possessor, or who stands behind `of` or `by`."""
        owners = children(token, "poss")
        behind = [
            p for of in children(token, "prep") if of.lower_ in ("of", "by") for p in children(of, "pobj")
        ]
        return [a for t in owners or behind for a in self.stand_for(t, through=t in behind)]


def antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for; None where it is no relative pronoun."""
    for up in ancestors(token):
        if up.dep_ in ("relcl", "acl"):
            return up.head
    return None


def casts(
    units: Sequence[Unit],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    through: frozenset[str],
    part: frozenset[str],
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
        out.append(Cast(unit, ordered[i:j], parts, through, part))
    return out
