"""What a scorer sees of a tie: its frame, its ends and their distance, never a name."""

from __future__ import annotations

from spacy.tokens import Token

from visavis.reading.claims import grammar as g
from visavis.reading.claims.cast import Arg
from visavis.reading.claims.settle import owned
from visavis.reading.claims.ties import Tie
from visavis.reading.units import Unit

STEPS = (2, 5, 10, 20)  # tokens between the ends, in classes


def features(tie: Tie, unit: Unit, modality: str, voices: int) -> tuple[str, ...]:
    """
    The features of a tie that has its modality; `voices` is the length of its chain of voices.

    Each is `name=value`; their order is fixed, none depends on who is meant.
    """
    pos = tie.rule.split(":")[0]
    a, b = end(tie.a), end(tie.b)
    apart = abs(tie.a.token.i - tie.b.token.i)
    return (
        f"pos={pos}", f"a={a}", f"b={b}", f"ends={a},{b}", f"relation={tie.relation}", f"rule={tie.rule}",
        f"modality={modality}", f"weight={min(tie.weight, 4)}", f"voices={min(voices, 3)}",
        f"apart={sum(apart > s for s in STEPS)}", f"clause={clause(tie.anchor)}",
        f"near={reach(tie.a, tie.anchor)}{reach(tie.b, tie.anchor)}",
        f"owned={owned(tie.a.name, tie.b.name)}", f"kind={unit.passage.kind}",
        f"turn={unit.turn is not None}",
    )  # fmt: skip


def end(arg: Arg) -> str:
    """The form and kind of one end: `name/person`; of pronouns whether they are the first person's."""
    form = arg.form
    if form == "pronoun":
        form = "i" if arg.token.lower_ in ("i", "me", "my", "we", "us", "our") else "pronoun"
        form = "relative" if arg.token.lower_ in g.RELATIVE else form
    if form == "description" and arg.token.tag_ in ("NNS", "NNPS"):
        form = "plural"
    return f"{form}/{arg.kind}"


def clause(anchor: Token) -> str:
    """What the anchor's verb is in its sentence: its root, a relative clause, an infinitive."""
    return g.clause_verb(anchor).dep_ if anchor.pos_ in ("VERB", "AUX") else anchor.dep_


def reach(arg: Arg, anchor: Token) -> int:
    """How far an end is from the anchor in the tree: 0 above or below it, 1 two steps away, 2 farther."""
    if arg.token.head.i == anchor.i or anchor.head.i == arg.token.i:
        return 0
    return 1 if arg.token.head.head.i == anchor.i else 2
