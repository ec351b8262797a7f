"""What the sources of one call hold together: their readings, who is who in them, and all their claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from visavis.case.linking import link
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence, Person
from visavis.model.layers import Entity, Reading
from visavis.model.source import Skipped

AUTHOR = "author"  # a first-person writer whose name the text does not give


@dataclass(frozen=True, slots=True)
class Memory:
    """Readings, persons, and every claim under the joined names (with the id of its own source)."""

    readings: tuple[Reading, ...]
    persons: tuple[Person, ...]
    evidence: tuple[Evidence, ...]
    skipped: tuple[Skipped, ...] = ()  # sources that could not be read at all

    def person(self, name: str) -> Person | None:
        """The person of a joined name."""
        return next((p for p in self.persons if p.name == name), None)

    @property
    def searched(self) -> tuple[str, ...]:
        """Names of the sources."""
        return tuple(r.source.name for r in self.readings)


def remember(readings: Iterable[Reading], skipped: Iterable[Skipped] = ()) -> Memory:
    """
    Join the readings of several sources; an empty call gives an empty memory.

    >>> remember([]).evidence
    ()
    """
    kept = distinct(readings)
    persons = link(e for r in kept for e in everybody(r))
    names = {member: p.name for p in persons for member in p.members}
    for r in kept:  # who wrote the source is known: `author` is that person
        doc, author = r.source.name, r.source.author
        if author and (doc, author) in names:
            names[doc, AUTHOR] = names[doc, author]
    evidence = tuple(Evidence(renamed(c, names), c.id) for r in kept for c in unique(r.claims))
    return Memory(kept, persons, evidence, tuple(skipped))


def distinct(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Readings with source names made distinct: a second `page.txt` of other content shows its path."""
    seen: dict[str, Reading] = {}
    for r in readings:
        name = r.source.name
        if name not in seen:
            seen[name] = r
        elif seen[name].source.sha256 != r.source.sha256:  # the very same text given twice is one source
            other = r.source.path or f"{name} [{r.source.sha256[:8]}]"
            seen[other] = _under(r, other)
    return tuple(seen.values())


def _under(reading: Reading, name: str) -> Reading:
    source = replace(reading.source, name=name)
    return replace(reading, source=source, claims=tuple(replace(c, doc=name) for c in reading.claims))


def unique(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without doubles of one id, in order; the surer of two stays."""
    best: dict[str, Claim] = {}
    for c in claims:
        if c.id not in best or best[c.id].confidence < c.confidence:
            best[c.id] = c
    return list(best.values())


def everybody(reading: Reading) -> list[tuple[str, Entity, int]]:
    """Entities of a reading with the number of their mentions, those that only claims name included."""
    doc, author = reading.source.name, reading.source.author
    counts = Counter(m.name for m in reading.mentions if m.name)
    known = {e.name: e for e in reading.entities}
    kinds = {m.name: m.kind for m in reading.mentions if m.name}
    for c in reading.claims:
        for name in (c.subject, c.object, *c.voice):
            kind = "office" if name == c.object and c.relation == "holds" else kinds.get(name, "person")
            if name not in known and name != "narrator":
                known[name] = Entity(name, kind, (name,))
    if author and AUTHOR in known:
        writer = known.pop(AUTHOR)
        known.setdefault(author, replace(writer, name=author, aliases=()))
        counts[author] += counts[AUTHOR]
    return [(doc, e, counts[e.name]) for e in known.values()]


def renamed(claim: Claim, names: dict[tuple[str, str], str]) -> Claim:
    """The claim with subject, object and voice under their joined names."""

    def name(given: str) -> str:
        return names.get((claim.doc, given), given)

    return replace(
        claim,
        subject=name(claim.subject),
        object=name(claim.object),
        voice=tuple(name(v) for v in claim.voice),
    )


def around(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """Evidence by everybody it is about."""
    out: dict[str, list[Evidence]] = defaultdict(list)
    for e in evidence:
        out[e.claim.subject].append(e)
        if e.claim.object != e.claim.subject:
            out[e.claim.object].append(e)
    return out
