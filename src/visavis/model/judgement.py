"""
A person's decisions about who is who: rows that are only ever added, and that no machine overrides.

A judgement names members, the (source, name there) pairs that linking joins. What holds now is computed: a
judgement holds while no later row that holds undoes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from visavis.model.errors import JudgementError

DECISIONS = ("merge", "split", "alias", "undo")

Member = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """
    One decision: who made it, when, why.

    - `merge`: all `members` are one person.
    - `split`: `members` are one person, and none of `others` is that person.
    - `alias`: `members` are one person, and so is whoever bears the name `form`, in any source.
    - `undo`: the judgement with the id `undoes` holds no longer (undoing an undo restores it).

    `n` is the row's place in the order of rows. Raises JudgementError where a part is missing.

    >>> one = Judgement("merge", (("b.txt", "Brown"), ("a.txt", "Ada Brown")))
    >>> one.members
    (('a.txt', 'Ada Brown'), ('b.txt', 'Brown'))
    >>> Judgement("alias", one.members)
    Traceback (most recent call last):
    visavis.model.errors.JudgementError: alias without a form: say which name is meant
    """

    what: str
    members: tuple[Member, ...] = ()
    others: tuple[Member, ...] = ()
    form: str = ""
    undoes: str = ""
    n: int = 0
    who: str = ""
    when: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "members", tuple(sorted({(d, n) for d, n in self.members})))
        object.__setattr__(self, "others", tuple(sorted({(d, n) for d, n in self.others})))
        wrong = _wrong(self)
        if wrong:
            raise JudgementError(wrong)

    @property
    def id(self) -> str:
        """Twelve digits of a hash of all that identifies the row."""
        parts = [self.what, self.members, self.others, self.form, self.undoes, self.n]
        text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def _wrong(j: Judgement) -> str:
    """What a judgement lacks; empty where it is whole."""
    if j.what not in DECISIONS:
        return f"judgement of the unknown kind {j.what!r}; known: {', '.join(DECISIONS)}"
    if j.what == "merge" and len(j.members) < 2:
        return "merge of fewer than two names: say which two are one"
    if j.what == "split" and not (j.members and j.others):
        return "split that leaves nobody on one side: name some of the person's sources, not all"
    if set(j.members) & set(j.others):
        doc, name = min(set(j.members) & set(j.others))
        return f"split with {name} ({doc}) on both sides"
    if j.what == "alias" and not j.form.strip():
        return "alias without a form: say which name is meant"
    if j.what == "alias" and not j.members:
        return "alias of nobody: say whose name it is"
    if j.what == "undo" and not j.undoes:
        return "undo of nothing: say which judgement"
    return ""


def standing(rows: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """
    The decisions that hold, in their order; undo rows are taken into account and left out.

    >>> one = Judgement("merge", (("a", "Ada"), ("b", "Ada")), n=1)
    >>> undo = Judgement("undo", undoes=one.id, n=2)
    >>> again = Judgement("undo", undoes=undo.id, n=3)
    >>> len(standing([one])), len(standing([one, undo])), len(standing([one, undo, again]))
    (1, 0, 1)
    """
    ordered = sorted(rows, key=lambda j: (j.n, j.id))
    gone: set[str] = set()
    for j in reversed(ordered):
        if j.what == "undo" and j.id not in gone:
            gone.add(j.undoes)
    return tuple(j for j in ordered if j.what != "undo" and j.id not in gone)


def last_to_undo(rows: Sequence[Judgement]) -> Judgement | None:
    """
    The latest decision that holds: what an undo without an id means; None where nothing holds.

    >>> last_to_undo([Judgement("merge", (("a", "Ada"), ("b", "Ada")), n=1)]).what
    'merge'
    """
    held = standing(rows)
    return held[-1] if held else None
