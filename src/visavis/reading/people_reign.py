"""
Offices that one holds at a time: `the Pope` and `his Holiness` are the pope last spoken of by name.

A source speaks of a few bearers of such an office. `the King` is the one whom it keeps naming there, a
footnote's other king aside: each mention speaks for its bearer, the less the further back it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from visavis.model.names import fold, split
from visavis.model.names import words as names
from visavis.reading.people_pronouns import Mark
from visavis.reading.people_who import Who
from visavis.reading.units import Unit

FADES = 120  # mentions after which a mention of a bearer speaks half as loud
RESOLVED = 0.5  # how loud a mention is that names the office alone, against the bearer's name
FAINT = 0.02  # whoever is heard less than this has not been spoken of for long
ADJACENT = re.compile(
    r",?\s+\(?(?:afterwards?|later|subsequently|alias|the\s+future|better\s+known\s+as)\s+$", re.IGNORECASE
)
CROWNED = re.compile(
    r"\b(?:(?:under|by|with|(?:tak|assum|adopt|receiv)\w+|took)\s+the\s+(?:name|title|style)\s+of"
    r"|throne\s+as)\s+$",
    re.IGNORECASE,
)
LATER = re.compile(
    r"\b(?:afterwards?|later|subsequently|eventually|the\s+future|was\s+to\s+(?:be|become))\b", re.IGNORECASE
)
FORE = 4  # tokens before a name in which such a word stands
BEHIND = 120  # characters before a reign's name in which the old name may stand


class Reign:
    """
    The bearers of such offices in one source, and whom each office means as it is read on.

    >>> martin, linus = Who(0, "person"), Who(1, "person")
    >>> martin.forms.update(["Pope Martin XII"]), linus.forms.update(["Pope Linus V"])
    (None, None)
    >>> reign = Reign([martin, linus])
    >>> for n, who in enumerate([linus, martin, martin]): reign.seen(who, n)
    >>> reign.meant("pope", 5) is martin, reign.meant("king", 5)
    (True, None)
    """

    def __init__(self, people: Iterable[Who]) -> None:
        self._titles: dict[int, frozenset[str]] = {}
        self._heard: dict[str, dict[int, tuple[float, int, Who]]] = defaultdict(dict)
        self._first: dict[int, int] = {}  # at which mention a bearer stands first
        self.learn(people)

    def learn(self, people: Iterable[Who]) -> None:
        """Whose names carry such an office."""
        alone = names()["offices.alone"]
        for who in people:
            held = frozenset(t for f in who.forms for t in split(f).titles if t in alone)
            if who.kind == "person" and held and any(split(f).words for f in who.forms):
                self._titles[who.number] = held

    def known(self, number: int | None) -> bool:
        """Whether somebody, by number, is called by such an office."""
        return number in self._titles

    def seen(self, who: Who, place: int, loud: float = 1.0) -> None:
        """Somebody is mentioned, by name or by office; `place` counts the mentions."""
        self._first.setdefault(who.number, place)
        for office in self._titles.get(who.number, ()):
            score, last, _ = self._heard[office].get(who.number, (0.0, place, who))
            self._heard[office][who.number] = (score * _fades(place - last) + loud, place, who)

    def meant(self, office: str, place: int, new: bool = False) -> Who | None:
        """
        The bearer of an office who is spoken of most around here, or of `the new` one the one spoken of last
        for the first time; None where nobody is.
        """
        office = SAME.get(office, office)
        heard = [(s * _fades(place - last), n, who) for n, (s, last, who) in self._heard[office].items()]
        heard = [h for h in heard if h[0] >= FAINT]
        if not heard:
            return None
        return max(heard, key=lambda h: (self._first[h[1]], h[1]) if new else h[:2])[2]

    def styled(self, who: Who, place: int) -> Who | None:
        """Whom `Holiness` or `Majesty` means, where somebody is called nothing else."""
        offices = {o for f in who.forms if split(f).words for o in STYLES.get(split(f).words[-1], ())}
        if not offices or any(fold(f) not in STYLES for f in who.forms):
            return None
        return next((w for o in sorted(offices) if (w := self.meant(o, place))), None)


def foretold(doc: Doc, start: int) -> bool:
    """
    Whether a name at a token speaks of what somebody was to be (`who afterwards became Pope Leo XX`).

    >>> from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), ["he", "later", "became", "Pope", "Leo", "here", "by", "Pope", "Paul"])
    >>> foretold(doc, 3), foretold(doc, 7)
    (True, False)
    """
    return bool(LATER.search(doc[max(0, start - FORE) : start].text))


def holds_now(doc: Doc, start: int, end: int) -> bool:
    """
    Whether a name between two tokens speaks of its bearer as who holds such an office now: neither under an
    older title (`Cardinal Orsi`), nor foretold.
    """
    titles = split(doc[start:end].text).titles
    alone = not titles or bool(set(titles) & names()["offices.alone"])
    return alone and not foretold(doc, start)


SAME = {"pontiff": "pope"}
STYLES = {"holiness": ("pope",), "majesty": ("emperor", "empress", "king", "queen", "tsar")}


def _fades(far: int) -> float:
    return float(0.5 ** (far / FADES))


def renamed(units: Sequence[Unit], marks: Sequence[Mark], people: Sequence[Who]) -> dict[int, Who]:
    """
    Who is who under a later name: `the Duke, afterwards Louis XX`, `Cardinal Orsi ... under the name of
    Leo XX`. For the number of the later name whose name was the earlier one.
    """
    found: dict[int, Who] = {}
    before: list[Mark] = []
    for mark in marks:
        if mark.kind != "person" or mark.form != "name" or mark.who is None:
            continue
        before = [m for m in before if m.sentence == mark.sentence]
        early = _early(units[mark.unit], before, mark, people)
        if early is not None and mark.who not in found and early.number not in found:
            found[mark.who] = early
        before.append(mark)
    return found


def _early(unit: Unit, before: Sequence[Mark], mark: Mark, people: Sequence[Who]) -> Who | None:
    """Whose later name a mark is, by the words between the two."""
    doc = unit.doc
    if any(t.tag_ == "POS" for t in doc[mark.end - 1 : mark.end + 1]):
        return None  # `Brenner, afterwards Gray's friend` tells no name
    end = doc[mark.start].idx
    for old in reversed(before):
        start = doc[old.end - 1].idx + len(doc[old.end - 1])
        if old.who is None or old.who == mark.who or old.unit != mark.unit or end - start > BEHIND:
            continue
        one, two = people[old.who], people[mark.who or 0]
        if any(split(f).numeral for f in one.forms):
            continue
        crowned = any(split(f).numeral for f in two.forms) and CROWNED.search(doc.text[start:end])
        if crowned or ADJACENT.fullmatch(doc.text[start:end]):
            return one
    return None
