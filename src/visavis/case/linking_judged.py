"""A person's judgements among the joinings: they come first, and no machine's reasons go against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from visavis.case.linking_known import Known, Member
from visavis.case.linking_sets import Sets
from visavis.case.names import fold
from visavis.model.errors import JudgementError
from visavis.model.judgement import Judgement, standing


class Judged:
    """Applies judgements to sets; `notes` say which of them could not be followed, and why."""

    def __init__(self, known: Sequence[Known], sets: Sets) -> None:
        self.known, self.sets = known, sets
        self.at = {k.member: i for i, k in enumerate(known)}
        self.notes: list[str] = []
        self.whys: dict[int, list[str]] = defaultdict(list)

    @cached_property
    def _named(self) -> Mapping[str, Sequence[int]]:
        named: dict[str, list[int]] = defaultdict(list)
        for i, k in enumerate(self.known):
            named[fold(k.entity.name)].append(i)
        return named

    def apply(self, judgements: Iterable[Judgement]) -> None:
        """Follow what holds, the newest first: where two contradict each other the older one gives way."""
        held = standing(judgements)
        for j in reversed(held):
            if j.what == "split":
                self._split(j)
            else:
                self._merge(j)

    def _present(self, members: Sequence[Member]) -> list[int]:
        return [self.at[m] for m in members if m in self.at]

    def _merge(self, j: Judgement) -> None:
        some = self._present(j.members)
        if j.what == "alias":
            some += [i for i in self._named.get(fold(j.form), ()) if i not in some]
        for i in some[1:]:
            if self.sets.kept_apart(some[0], i):
                self.notes.append(_gives_way(j, self.known[some[0]], self.known[i], "apart"))
            elif self.sets.join(some[0], i):
                self.sets.of(i).judged = True
                self.whys[i].append(_why(j, self.known[i], self.known[some[0]]))

    def _split(self, j: Judgement) -> None:
        mine, others = self._present(j.members), self._present(j.others)
        for i in mine[1:]:
            if not self.sets.kept_apart(mine[0], i):
                self.sets.join(mine[0], i)
        for i in mine:
            for other in others:
                if self.sets.root(i) == self.sets.root(other):
                    self.notes.append(_gives_way(j, self.known[i], self.known[other], "one"))
                else:
                    self.sets.keep_apart(i, other)


def _why(j: Judgement, one: Known, two: Known) -> str:
    by = f" by {j.who}" if j.who else ""
    said = f": {j.why}" if j.why else ""
    names = f"{one.entity.name} ({one.doc}) = {two.entity.name} ({two.doc})"
    return f"{names}: judgement {j.id}{by}{said} (1.00)"


def _gives_way(j: Judgement, one: Known, two: Known, how: str) -> str:
    names = f"{one.entity.name} ({one.doc}) and {two.entity.name} ({two.doc})"
    return f"judgement {j.id} ({j.what}) is not followed: a later one keeps {names} {how}"


def check(new: Judgement, rows: Iterable[Judgement]) -> None:
    """
    Refuse a decision that contradicts one that holds.

    Raises JudgementError that names the other, so that it can be undone first.

    >>> one, two = ("a", "Ada"), ("b", "Ada")
    >>> try:
    ...     check(Judgement("split", (one,), (two,), n=1), [Judgement("merge", (one, two))])
    ... except JudgementError as e:
    ...     print(str(e)[:50])
    Ada (a) and Ada (b) are one person by judgement 4e
    """
    rows = list(rows)
    held = standing(rows)
    if new.what == "undo":
        _check_undo(new, rows, held)
        return
    together = _together(held)
    if new.what == "split":
        for a in new.members:
            for b in new.others:
                if together.get(a) is not None and together.get(a) == together.get(b):
                    by = _by(held, a, b)
                    raise JudgementError(
                        f"{_said(a)} and {_said(b)} are one person by judgement {by.id} ({by.what}). "
                        f"Undo that first: visavis people undo {by.id}"
                    )
        return
    parts = {together.get(m, m) for m in new.members}
    for j in held:
        mine = [m for m in j.members if together.get(m, m) in parts]
        theirs = [m for m in j.others if together.get(m, m) in parts]
        if j.what == "split" and mine and theirs:
            raise JudgementError(
                f"{_said(mine[0])} and {_said(theirs[0])} are two by judgement {j.id} (split). "
                f"Undo that first: visavis people undo {j.id}"
            )


def _check_undo(new: Judgement, rows: Sequence[Judgement], held: Sequence[Judgement]) -> None:
    known = {j.id: j for j in rows}
    if new.undoes not in known:
        raise JudgementError(f"no judgement has the id {new.undoes}. visavis people judgements lists them.")
    if known[new.undoes].what != "undo" and new.undoes not in {j.id for j in held}:
        raise JudgementError(f"judgement {new.undoes} is undone already.")


def _together(held: Sequence[Judgement]) -> dict[Member, Member]:
    """The first member of each set that judgements make one, by member."""
    parent: dict[Member, Member] = {}

    def root(m: Member) -> Member:
        while parent.setdefault(m, m) != m:
            m = parent[m]
        return m

    for j in held:
        for m in j.members[1:]:
            a, b = sorted((root(j.members[0]), root(m)))
            parent[b] = a
    return {m: root(m) for m in list(parent)}


def _by(held: Sequence[Judgement], a: Member, b: Member) -> Judgement:
    """The judgement that makes two one, or the last that has one of them in a chain."""
    direct = [j for j in held if {a, b} <= set(j.members)]
    chain = [j for j in held if {a, b} & set(j.members)]
    return (direct or chain)[-1]


def _said(member: Member) -> str:
    return f"{member[1]} ({member[0]})"
