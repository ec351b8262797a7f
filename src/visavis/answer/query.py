"""A question in words to the persons it means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from visavis.answer.question import bare_question
from visavis.answer.tied import Pair, clear, tied
from visavis.case.memory import Memory, forms_of
from visavis.case.names import POSSESSIVE, fold, key, skeleton
from visavis.model.dossier import Asked, Person, Unanswered
from visavis.model.errors import QueryError

NEAR = 82  # rapidfuzz ratio from which a misspelt name counts as meant; below, it is only offered
HEARD = 4  # what a likeness of sounds is worth less than one of letters
BODY = 15  # what a group's likeness is worth less: who is asked for is mostly somebody
OFFER = 55  # from here a name is offered among the nearest
TIED = 3  # claims that a pair needs, and how many times as many as any other pair, to be taken among several
DOMINANT = 10  # a namesake mentioned this many times more often is taken, and said

DESCRIBED = re.compile(POSSESSIVE.pattern + r"| and ")  # several, or somebody described by another's name
_SPLITS = (
    r"\s+(?:vs?\.?|versus)\s+", r"\s*&\s*", r"\s+(?:[–—-]|--)\s+", r"\s*[–—]\s*", r"\s+and\s+", r"\s*,\s*",
    r"\s+with\s+",
)  # fmt: skip


def pairs(query: str) -> Iterator[tuple[str, ...]]:
    """
    Ways to read a question as two names, or one, the likeliest first.

    >>> list(pairs("Ada & Ben"))
    [('Ada', 'Ben'), ('Ada & Ben',)]

    Raises QueryError where no name is left.
    """
    text = bare_question(query)
    if not re.search(r"\w", text):
        raise QueryError(f'"{query}" names nobody. Ask for two names ("A and B relationship") or one ("A").')
    for split in _SPLITS:
        for cut in re.finditer(split, text, re.IGNORECASE):
            one, two = text[: cut.start()].strip(), text[cut.end() :].strip()
            if re.search(r"\w", one) and re.search(r"\w", two):
                yield one, two
    yield (text,)


@dataclass(frozen=True, slots=True)
class Match:
    """Whom an asked name may mean, best first; `tier` 0 is the exact name, 3 a misspelling."""

    asked: str
    persons: tuple[Person, ...]
    tier: int
    note: str = ""


def _families(person: Person) -> set[str]:
    """The last names of all full forms of a name; the last word where there is no full one."""
    keys = [key(f) for f in (person.name, *forms_of(person)) if fold(f)]
    return {k.family for k in [k for k in keys if not k.bare] or keys}


def _alone(person: Person) -> set[str]:
    """The single names by which somebody is called."""
    return {k.family for k in (key(f) for f in forms_of(person) if fold(f)) if k.bare}


class Names:
    """All names of a memory, folded once, to be asked many times."""

    def __init__(self, persons: Sequence[Person]) -> None:
        self.persons = persons
        self._forms = [sorted({f for n in forms_of(p) if (f := fold(n))}) for p in persons]

    def match(self, asked: str) -> Match:
        """Whom `asked` means: exact, part of a name, transliterated, or misspelt, whichever comes first."""
        return self._first(asked, (self._exact, self._partial, self._sounds, self._near))

    def named(self, asked: str) -> Match:
        """Whom `asked` means, misspellings left aside."""
        return self._first(asked, (self._exact, self._partial, self._sounds))

    def bearing(self, name: str) -> list[Person]:
        """Persons whose last name, or name alone, is the folded `name`."""
        persons = [p for p in self.persons if p.kind == "person"]
        return [p for p in persons if skeleton(name) in {skeleton(f) for f in _families(p) | _alone(p)}]

    def _first(self, asked: str, tests: Sequence[Callable[[str, int], bool]]) -> Match:
        want = fold(asked).removeprefix("the ")
        for tier, test in enumerate(tests):
            found = [p for i, p in enumerate(self.persons) if test(want, i)]
            if found:
                return _settled(asked, self._fitting(asked, found), tier)
        return Match(asked, (), 4)

    def _fitting(self, asked: str, found: list[Person]) -> list[Person]:
        """Those found whose gender fits, and whose last name it is, where there are any."""
        wanted = key(asked)
        kept = [p for p in found if not wanted.gender or p.gender in (wanted.gender, None)] or found
        if not POSSESSIVE.search(asked):  # `Brown` is not `Brown's mother`
            kept = [p for p in kept if not POSSESSIVE.search(p.name)] or kept
        persons = [p for p in kept if p.kind == "person" and wanted.bare]
        named = [p for p in persons if wanted.family in _families(p)]
        return named or kept

    def _exact(self, want: str, i: int) -> bool:
        return any(want == f.removeprefix("the ") for f in self._forms[i])

    def _partial(self, want: str, i: int) -> bool:
        tokens = set(key(want).tokens)
        return any(tokens <= set(f.split()) for f in self._forms[i])

    def _sounds(self, want: str, i: int) -> bool:
        tokens = {skeleton(t) for t in key(want).tokens}
        return any(tokens <= {skeleton(t) for t in f.split()} for f in self._forms[i])

    def _near(self, want: str, i: int) -> bool:
        return self.score(want, i) >= NEAR

    def score(self, want: str, i: int) -> float:
        """
        How near `want` is to the person's nearest form, 0 to 100: each asked word against its best, by
        letters or by sounds.
        """
        from rapidfuzz.fuzz import ratio

        words = key(want).tokens
        heard = [skeleton(w) for w in words]
        best = 0.0
        for form in self._forms[i]:
            tokens = form.split()
            by_letters = sum(max(ratio(w, t) for t in tokens) for w in words) / len(words)
            sounds = [skeleton(t) for t in tokens]
            by_sounds = sum(max(ratio(w, t) for t in sounds) for w in heard) / len(words)
            best = max(best, ratio(want, form), by_letters, by_sounds - HEARD)
        return best

    def nearest(self, asked: str, most: int = 6) -> tuple[str, ...]:
        """The nearest names, best first, for a name that nobody has."""
        want = fold(asked)
        named = [
            (i, p)
            for i, p in enumerate(self.persons)
            if p.kind in ("person", "group") and p.name[:1].isupper() and not DESCRIBED.search(p.name)
        ]
        scored = [(self.score(want, i) - BODY * (p.kind != "person"), p) for i, p in named] if want else []
        good = sorted((s for s in scored if s[0] >= OFFER), key=lambda s: (-s[0], -s[1].mentions, s[1].name))
        return tuple(p.name for _, p in good[:most])


def match(asked: str, memory: Memory, misspelt: bool = True) -> Match:
    """
    Whom `asked` means in a memory: looked up by the sound of its words; only where nobody is called so,
    and `misspelt` allows it, all names are gone through for the nearest.
    """
    want = fold(asked).removeprefix("the ")
    found = Names(memory.called({skeleton(t) for t in key(want).tokens})).named(asked)
    return found if found.persons or not misspelt else Names(memory.persons).match(asked)


def _settled(asked: str, found: list[Person], tier: int) -> Match:
    """The match, narrowed to one where persons go before offices and one is named far more often."""
    order = {"person": 0, "group": 1}
    ranked = sorted(found, key=lambda p: (order.get(p.kind, 2), -p.mentions, p.name))
    best = [p for p in ranked if p.kind == ranked[0].kind]
    if len(best) > 1 and best[0].mentions >= DOMINANT * max(1, best[1].mentions):
        others = ", ".join(p.name for p in best[1:6])
        note = f'"{asked}" is taken for {best[0].name}, named most often; it fits also: {others}'
        return Match(asked, (best[0],), tier, note)
    if tier == 3 and len(best) == 1:
        return Match(asked, tuple(best), tier, f'"{asked}" is taken for {best[0].name}')
    return Match(asked, tuple(best), tier)


def resolve(query: str, memory: Memory) -> tuple[Match, ...] | Unanswered:
    """
    The persons a question means: two matches, or one, each with exactly one person; else why not.

    Raises QueryError where the question names nobody, or names one person twice.
    """
    *readings, (alone,) = pairs(query)
    splits = [tuple(match(n, memory) for n in reading) for reading in readings]
    known = [t for t in splits if all(m.persons for m in t)]
    settled = [t for t in known if all(len(m.persons) == 1 for m in t)]
    apart = [t for t in settled if t[0].persons != t[1].persons]
    whole = (match(alone, memory, misspelt=not known),)  # two known names are no misspelling of one
    if not splits and not any(p.kind == "person" for p in whole[0].persons):
        side_by_side = _side_by_side(alone, memory)
        if side_by_side:
            return side_by_side
    if _means_one(whole[0], known, apart):
        return whole
    if settled:
        return _two(query, min(apart or settled, key=lambda t: max(m.tier for m in t)))
    by_ties = _by_ties(known[0], memory) if known else None
    return by_ties or _unsettled(query, [*known, *splits, whole][0], memory)


def _side_by_side(alone: str, memory: Memory) -> tuple[Match, ...] | None:
    """Two names without a word between them (`Pompey Caesar`), where nobody bears both; None without such."""
    tokens = alone.split()
    for n in range(1, len(tokens)):
        found = tuple(match(" ".join(t), memory, misspelt=False) for t in (tokens[:n], tokens[n:]))
        one, two = (m.persons for m in found)
        if one and two and one[0].kind == two[0].kind == "person" and not set(one) & set(two):
            if len(one) == len(two) == 1:
                return found
            return _by_ties(found, memory)
    return None


def _by_ties(pair: tuple[Match, ...], memory: Memory) -> tuple[Match, ...] | None:
    """
    The pair among several candidates that the sources tie far more often than any other, or most often where
    each source ties one pair clearly (who asks means that one of each); None without one.
    """
    one, two = ({p.name for p in m.persons} for m in pair)
    by_doc = tied(one, two, memory.ends(one))
    counts = sum(by_doc.values(), Counter[Pair]())
    ranked = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    second = ranked[1][1] if len(ranked) > 1 else 0
    if not ranked or ranked[0][1] < TIED:
        return None
    if ranked[0][1] < TIED * second and not all(clear(pairs) for pairs in by_doc.values()):
        return None
    return tuple(_taken(m, name) for m, name in zip(pair, ranked[0][0], strict=True))


def _taken(match: Match, name: str) -> Match:
    """The match narrowed to the person of that name; what else it fits is said."""
    person = next(p for p in match.persons if p.name == name)
    others = [p.name for p in match.persons if p.name != name]
    if not others:
        return match
    note = f'"{match.asked}" is taken for {name}, whom these sources tie to the other by far most often'
    return Match(match.asked, (person,), match.tier, f"{note}; it fits also: {', '.join(others[:5])}")


def _means_one(whole: Match, known: list[tuple[Match, ...]], apart: list[tuple[Match, ...]]) -> bool:
    """Whether the question as a whole is one name (with `and` or a comma in it, perhaps)."""
    if len(whole.persons) != 1:
        return False
    if whole.tier:
        return not known
    exact = [t for t in known if all(m.tier == 0 and m.persons[0].kind == "person" for m in t)]
    return not exact and not any(_well_known(t) for t in apart)


def _unsettled(query: str, tried: tuple[Match, ...], memory: Memory) -> Unanswered:
    """Why a question's names could not be settled, with whom they may mean."""
    unknown = [m for m in tried if not m.persons]
    asked = unknown or [m for m in tried if len(m.persons) > 1]
    names = Names(memory.persons if unknown else ())
    return Unanswered(
        query,
        "unknown" if unknown else "ambiguous",
        tuple(Asked(m.asked, tuple(p.name for p in m.persons) or names.nearest(m.asked)) for m in asked),
        memory.searched,
    )


def _well_known(pair: tuple[Match, ...]) -> bool:
    """Whether both names are persons' or groups' own names, or parts of persons' names."""
    return all(m.tier == 0 or (m.tier == 1 and m.persons[0].kind == "person") for m in pair)


def _two(query: str, matches: tuple[Match, ...]) -> tuple[Match, ...]:
    if len(matches) == 2 and matches[0].persons == matches[1].persons:
        name = matches[0].persons[0].name
        raise QueryError(f'"{query}": both names mean {name} in these sources. Ask for two different names.')
    return matches
