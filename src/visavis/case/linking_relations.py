"""Which sources are about the same people, and who stands beside whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from visavis.case.linking_known import Known, common_given, last_sound
from visavis.case.linking_sets import Group

LOOKED_AT = 40  # members of a set whose company is looked at
FEW = 8  # a source with fewer family names is small
SOURCES = 8  # sources of a set that are compared with another


def company_of(known: Sequence[Known], group: Group) -> set[str]:
    """Sounds of the names beside which the members of a set stand."""
    some = (known[m].context.near for m in group.members[:LOOKED_AT])
    return {last_sound(n) for near_by in some for n in near_by}


class Relations:
    """Which sources are about the same people, and who stands beside whom."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.known = known
        self.names: dict[str, set[str]] = defaultdict(set)
        for k in known:
            if (
                k.entity.kind == "person"
                and not k.local
                and len(k.sound) > 3
                and not common_given(k.key.family)
            ):
                self.names[k.doc].add(k.sound)
        self._cache: dict[tuple[str, str], bool] = {}

    def related(self, doc: str, group: Group) -> bool:
        """Whether a source shares names with one of those of a set."""
        docs = sorted(group.docs, key=lambda d: (-group.docs[d], d))[:SOURCES]
        return any(self._alike(*sorted((doc, d))) for d in docs)

    def closeness(self, doc: str, group: Group) -> float:
        """Share of the sources of a set with which a source shares names."""
        docs = sorted(group.docs, key=lambda d: (-group.docs[d], d))[:SOURCES]
        return sum(self._alike(*sorted((doc, d))) for d in docs) / len(docs)

    def _alike(self, one: str, two: str) -> bool:
        if (one, two) not in self._cache:
            a, b = self.names[one], self.names[two]
            shared = len(a & b)
            few = min(len(a), len(b)) < FEW  # so few names tell nothing
            self._cache[one, two] = one == two or few or shared >= max(2, min(12, 0.08 * min(len(a), len(b))))
        return self._cache[one, two]

    def small(self, doc: str, group: Group) -> bool:
        """Whether all these sources name few people, so that another bearer of a name is unlikely."""
        return all(len(self.names[d]) < 3 * FEW for d in (doc, *sorted(group.docs)[:SOURCES]))

    def company(self, i: int, group: Group) -> str:
        """Somebody beside whom both the single name and the set stand; empty where nobody is known."""
        mine = {last_sound(n): n for n in self.known[i].context.near if n and n[0].isupper()}
        if not mine:
            return ""
        shared = sorted(set(mine) & company_of(self.known, group) - {self.known[i].sound})
        return mine[shared[0]] if shared else ""
