"""Who bears a single name: full names by family name (or byname), and by first name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from visavis.case.linking_known import Known, common_given
from visavis.case.linking_sets import Sets
from visavis.case.names import skeleton
from visavis.model.names import first_names, given_forms

MOST = 24  # bearers of one name that are looked at, the most named first; those of the same source always
USUAL = 0.15  # share of family names with several bearers in an ordinary source
PROMINENT = 40  # mentions from which a single name hardly means a namesake, family names shared or not
LEAST = 0.02
FEW = 25  # family names, fewer of which tell little
CROWDED = 0.12  # most that is taken
CROWDING = 1.2  # how much of what is above that is taken from the grade of a single name


class Bearers:
    """Sets with full names as they are when this is made; sets that grow since are followed."""

    def __init__(self, known: Sequence[Known], sets: Sets) -> None:
        self.sets = sets
        self.sounds: dict[str, set[str]] = defaultdict(set)
        self.words = {
            skeleton(t) for k in known if k.entity.kind == "person" and not k.local for t in k.key.tokens
        }
        self._crowds: dict[str, float] = {}
        families: dict[str, set[int]] = defaultdict(set)
        firsts: dict[str, set[int]] = defaultdict(set)
        self.here: dict[tuple[str, str], set[int]] = defaultdict(set)
        for i, k in enumerate(known):
            if k.entity.kind != "person" or k.local:
                continue
            self.sounds[k.doc].add(k.sound)
            if k.full:
                first, others = skeleton(k.key.tokens[0]), _called(k)
                firsts[usual_sound(k.key.tokens[0])].add(sets.root(i))
                for sound in others:
                    families[sound].add(sets.root(i))
                for sound in (first, *others):
                    self.here[k.doc, sound].add(i)
            elif sets.of(i).full and not common_given(
                k.key.family
            ):  # a source says that somebody is called so
                families[k.sound].add(sets.root(i))
                self.here[k.doc, k.sound].add(i)
        self.family = {sound: self._ranked(roots) for sound, roots in families.items()}
        self.first = {sound: self._ranked(roots) for sound, roots in firsts.items()}

    def _ranked(self, roots: set[int]) -> list[int]:
        return sorted(roots, key=lambda r: (-self.sets.of(r).full, r))

    def crowded(self, doc: str, mentions: int) -> float:
        """
        What the share of family names in a source that have several bearers takes from the grade of a single
        name, meant for somebody with so many mentions: little, where the case is full of that one.
        """
        return self._crowd(doc) if mentions < PROMINENT else min(LEAST, self._crowd(doc))

    def _crowd(self, doc: str) -> float:
        if doc not in self._crowds:
            borne = [len(self.family[s]) for s in self.sounds[doc] & self.family.keys()]
            share = sum(n > 1 for n in borne) / max(FEW, len(borne))
            self._crowds[doc] = round(min(CROWDED, CROWDING * max(0.0, share - USUAL)), 2)
        return self._crowds[doc]

    def clan(self, sound: str) -> bool:
        """Whether all women of a family bear a name here (`Keelia`, where somebody is called `Keelius`)."""
        return sound.endswith("a") and sound[:-1] + "us" in self.words

    def of(self, sound: str, doc: str, against: int) -> list[int]:
        """Roots of those whose family name it is, and who may be the set of `against` in `doc`."""
        return self._fitting(self.family.get(sound, []), sound, doc, against)

    def given(self, name: str, doc: str, against: int) -> list[int]:
        """Roots of those whose first name it is, or a form of it (`Robbie`, `Robert`)."""
        return self._fitting(self.first.get(usual_sound(name), []), skeleton(name), doc, against)

    def _fitting(self, ranked: Sequence[int], sound: str, doc: str, against: int) -> list[int]:
        own = self.here.get((doc, sound), set()) if ranked else set()
        roots = {self.sets.root(i) for i in (*ranked[:MOST], *own)}
        return sorted(r for r in roots if not self.sets.against(r, against))


def usual_sound(given: str) -> str:
    """
    The sounds of a first name in its usual form.

    >>> usual_sound("bobby") == usual_sound("robert")
    True
    """
    return skeleton(given_forms().get(given, given))


def _called(k: Known) -> set[str]:
    """Sounds of a full name's family name, and of what else its source calls it (a byname, a middle name)."""
    if len(k.key.tokens) < 2 or "of" in k.key.tokens:  # `Ada of Holm` is not called `Holm`
        return set()
    given = {
        skeleton(t) for n, t in enumerate(k.key.given) if common_given(t) or (not n and t in first_names())
    }
    return {k.sound} | (k.called - given)
