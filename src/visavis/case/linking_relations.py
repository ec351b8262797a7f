"""Which sources are about the same people, and who stands beside whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

from visavis.case.linking_known import Known, common_given
from visavis.case.linking_sets import Group

LOOKED_AT = 40  # members of a set whose company is looked at
FEW = 8  # a source with fewer family names is small
FEWEST = 20  # a name beside all of a few is still company
SOURCES = 8  # sources of a set that are compared with another


def company_of(known: Sequence[Known], group: Group) -> set[str]:
    """Sounds of the names beside which the members of a set stand."""
    return {sound for m in group.members[:LOOKED_AT] for sound in known[m].company}


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
        self._beside = Counter(sound for k in known for sound in k.company)
        self._all = FEWEST + sum(bool(k.company) for k in known)
        self._names: dict[str, str] = {}
        for k in sorted(known, key=lambda k: (-k.mentions, k.entity.name)):
            if k.entity.kind == "person" and not k.local:
                self._names.setdefault(k.sound, k.entity.name)
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

    def company(self, i: int, group: Group) -> tuple[float, str]:
        """
        How much the company of a single name has in common with that of a set, and who of it is the rarest:
        the sum over shared names of how seldom they stand beside anybody (in nats, after K. Sparck Jones's
        inverse document frequency, 1972).
        """
        own = {self.known[i].sound, *(self.known[m].sound for m in group.members[:LOOKED_AT])}
        shared = (self.known[i].company & company_of(self.known, group)) - own
        if not shared:
            return 0.0, ""
        rarest = min(shared, key=lambda s: (s not in self._names, self._beside[s], s))
        return sum(log(self._all / self._beside[s]) for s in shared), self._names.get(rarest, rarest)

    def company_of_both(self, i: int, group: Group) -> int:
        """How many names stand beside the single name or beside the set, whichever has fewer."""
        return min(len(self.known[i].company), len(company_of(self.known, group)))
