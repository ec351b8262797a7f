"""Who else mattered: third persons, groups and offices around the two, and ties through groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from visavis.answer.weigh import value
from visavis.case.memory import around
from visavis.case.names import fold
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence, Group, Office, Person, Third
from visavis.model.names import words
from visavis.model.weights import weights

BELONGS = frozenset({"member", "commands", "holds", "appoints"})  # how somebody is tied to his group
TIES = frozenset({"+", "-"})
MOST_INDIRECT = 40
OFFICE = 0.45  # confidence below which a claim lists no office; of 31 below it in one book, 22 were none


def pair_of(evidence: Iterable[Evidence], a: str, b: str) -> list[Evidence]:
    """The evidence that ties `a` and `b` directly, in either direction."""
    return [e for e in evidence if {e.claim.subject, e.claim.object} == {a, b}]


def other(evidence: Evidence, name: str) -> str:
    """The other end of a claim about `name`."""
    return evidence.claim.object if evidence.claim.subject == name else evidence.claim.subject


def tie_sign(evidence: Sequence[Evidence]) -> str:
    """How the weight of some evidence leans: `+`, `-` or `0`."""
    mass = sum(e.weight for e in evidence)
    lean = sum(e.weight * value(e.claim) for e in evidence)
    return "0" if not mass or abs(lean) < 0.1 * mass else "+" if lean > 0 else "-"


def ties(about: Mapping[str, Sequence[Evidence]], name: str) -> dict[str, list[Evidence]]:
    """The evidence about `name` by the other end."""
    out: dict[str, list[Evidence]] = defaultdict(list)
    for e in about.get(name, ()):
        if other(e, name) != name:
            out[other(e, name)].append(e)
    return out


def thirds(
    about: Mapping[str, Sequence[Evidence]], a: str, b: str | None, kinds: Mapping[str, str], most: int = 24
) -> tuple[Third, ...]:
    """Persons tied to the two (to both first), the weightiest first."""
    to_a, to_b = ties(about, a), ties(about, b) if b else {}
    ranked = []
    for name in sorted({*to_a, *to_b} - {a, b}):
        if kinds.get(name, "person") != "person" or not (has_name(name) or name.startswith("author (")):
            continue  # `man`, `heir`, `first son` tell nobody who it was
        one, two = to_a.get(name, []), to_b.get(name, [])
        weight = sum(e.weight for e in (*one, *two))
        third = Third(name, tie_sign(one), tie_sign(two), _by_turns(one, two)[:12])
        ranked.append((not (one and two) and b is not None, -weight, name, third))
    return tuple(r[-1] for r in sorted(ranked, key=lambda r: r[:3])[:most])


def _by_turns(one: Sequence[Evidence], two: Sequence[Evidence]) -> tuple[str, ...]:
    """Ids of both, the strongest of each in turn."""
    ranked = [sorted(some, key=lambda e: (-e.weight, e.id)) for some in (one, two)]
    turns = [e.id for both in zip_longest(*ranked) for e in both if e is not None]
    return tuple(dict.fromkeys(turns))


def groups(
    about: Mapping[str, Sequence[Evidence]], names: Sequence[str], kinds: Mapping[str, str], most: int = 16
) -> tuple[Group, ...]:
    """Groups that the two are tied to, with the members that the sources name."""
    found: dict[str, float] = defaultdict(float)
    tied = [ties(about, name) for name in names]
    for ends in tied:
        for end, evidence in ends.items():
            member = any(e.claim.relation == "member" for e in evidence)
            if end not in names and (kinds.get(end) == "group" or (member and kinds.get(end) != "person")):
                found[end] += sum(e.weight for e in evidence)
    out = []
    for group in sorted(found, key=lambda g: (-found[g], g)):
        belonging = [e for e in about[group] if e.claim.relation == "member" and e.claim.object == group]
        shown = belonging or [e for ends in tied for e in ends.get(group, [])]
        said = {e.claim.subject for e in belonging if e.claim.modality == "asserted"}
        members = tuple(sorted(m for m in said if has_name(m) or m in names))
        if not members and (not has_name(group) or all(says_nothing(e.claim) for e in shown)):
            continue
        out.append(Group(group, members, tuple(dict.fromkeys(e.id for e in shown))[:12]))
        if len(out) == most:
            break
    return tuple(out)


def says_nothing(claim: Claim) -> bool:
    """Whether one end is only called after the other: `Ada's supporters` supported Ada."""
    long, short = sorted((claim.subject, claim.object), key=len, reverse=True)
    return long.startswith((f"{short}'s ", f"{short}’s ", f"{short}' ")) or long.endswith(f" of {short}")


def has_name(name: str) -> bool:
    """
    Whether a name is one and no description: it has a capital letter, or is in a script without them.

    >>> has_name("Ada Brown"), has_name("many other women"), has_name("-Brownite"), has_name("毛澤東")
    (True, False, False, True)
    """
    plain = name.split(" (", maxsplit=1)[0]  # what tells namesakes apart is no part of the name
    return plain[:1].isalnum() and (plain != plain.lower() or plain == plain.upper())


def is_described(name: str) -> bool:
    """
    Whether a person is called by a description, whatever capitals are in it: its last word is a common one,
    or it says what somebody is of something.

    >>> [is_described(n) for n in ("German chief", "physician of Ost", "Cato the younger", "Ada (a.txt)")]
    [True, True, False, False]
    """
    plain = name.split(" (", maxsplit=1)[0]
    if plain[:1].islower() and " of " in plain:
        return True
    last = plain.split()[-1:]
    return any(w[0].islower() and w not in words()["parts.bynames"] for w in last)


def is_office(name: str) -> bool:
    """Whether a name says which office: not `successor`, `most prominent leader`, a cut `editor of _`."""
    parts = fold(name).split()
    whole = name.rstrip()[-1:].isalnum() and parts[-1:] not in (["of"], ["the"])
    return bool(parts) and whole and not set(parts) & weights().vague


def offices(
    about: Mapping[str, Sequence[Evidence]], names: Sequence[str], most: int = 16
) -> tuple[Office, ...]:
    """
    Offices that the sources say were held by `names`, with the time they state, never an inferred one: those
    that tell most, none that says less than another.
    """
    found: dict[tuple[str, str, str | None], list[str]] = defaultdict(list)
    for name in names:
        for e in about.get(name, ()):
            c = e.claim
            if (
                c.relation == "holds"
                and c.subject == name
                and c.modality == "asserted"
                and c.confidence >= OFFICE
                and is_office(c.object)
            ):
                found[(name, c.object, c.time)].append(e.id)
    held = [Office(holder, office, edtf, tuple(ids)) for (holder, office, edtf), ids in found.items()]
    strong = {e.id: e.weight for name in names for e in about.get(name, ())}
    best = sorted(held, key=lambda o: (-_office_worth(o, strong), o.holder, o.office, o.edtf or ""))
    kept = [o for n, o in enumerate(best) if not any(_within(o, p) for p in best[:n])][:most]
    return tuple(o for o in held if o in kept)


def _office_worth(o: Office, weights_of: Mapping[str, float]) -> float:
    """How much an office tells: what it is an office of, when, and how sure its claims are."""
    told = sum(weights_of.get(i, 0.0) for i in o.claims)
    return told * (2.0 if len(fold(o.office).split()) > 1 else 1.0) * (1.5 if o.edtf else 1.0)


def _within(one: Office, two: Office) -> bool:
    """Whether an office says no more than another of its holder: `leader` beside `leader of the guild`."""
    words, more = set(fold(one.office).split()), set(fold(two.office).split())
    return one.holder == two.holder and words <= more and one.edtf in (None, two.edtf)


@dataclass(frozen=True, slots=True)
class _Way:
    group: str
    tie: Evidence
    belonging: Evidence


def indirect(
    about: Mapping[str, Sequence[Evidence]], a: Person, b: Person, kinds: Mapping[str, str]
) -> tuple[Evidence, ...]:
    """
    Ties through a group: each a signed claim about one of the two and a group that the other leads, or what a
    group that the other belongs to does to the one; `through` names the group and what shows it.
    """
    best: dict[str, Evidence] = {}
    for one, two in ((a.name, b.name), (b.name, a.name)):
        for way in _ways(about, one, two, kinds):
            how = f"{two} {_belongs(way.belonging)} {way.group} ({way.belonging.cite})"
            weight = way.tie.weight * way.belonging.weight * 0.5
            if way.tie.id not in best or best[way.tie.id].weight < weight:
                best[way.tie.id] = replace(way.tie, weight=weight, direct=False, through=how)
    kept = [e for e in best.values() if e.weight >= weights().least_indirect]
    ranked = sorted(kept, key=lambda e: (-e.weight, e.claim.doc, e.claim.start, e.id))
    return tuple(ranked[:MOST_INDIRECT])


def _belongs(e: Evidence) -> str:
    return {"member": "belonged to", "commands": "led", "holds": "held an office of"}.get(
        e.claim.relation, "stood over"
    )


def _ways(
    about: Mapping[str, Sequence[Evidence]], one: str, two: str, kinds: Mapping[str, str]
) -> Iterable[_Way]:
    belonging = _by_body(_belonging(about, two))
    for group, evidence in ties(about, one).items():
        if kinds.get(group) not in ("group", "office"):
            continue
        body = _body(group)
        exact, near = belonging.get(body, ()), _shorter_or_longer(belonging, body)
        for e in evidence if exact or near else ():
            same = [*exact, *(b for b in near if b.claim.doc == e.claim.doc)]
            own = [b for b in same if _leads(b.claim) or e.claim.subject == group]
            if e.claim.sign in TIES and own:
                yield _Way(group, e, max(own, key=lambda x: (_leads(x.claim), x.weight, x.id)))


def _leads(claim: Claim) -> bool:
    """Whether a claim shows that somebody leads a group: commands it, or holds no junior office of it."""
    if claim.relation == "holds":
        return not weights().juniors & set(fold(claim.object).split())
    return claim.relation == "commands"


def _body(group: str) -> tuple[str, ...]:
    """The words of a group's name without those for its head (`the Party leadership`: party)."""
    words = tuple(w for w in fold(group).split() if w not in ("the", "of"))
    return tuple(w for w in words if w not in weights().heads) or words


Bodies = Mapping[tuple[str, ...], Sequence[Evidence]]


def _by_body(belonging: Iterable[tuple[tuple[str, ...], Evidence]]) -> Bodies:
    out: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    for body, e in belonging:
        out[body].append(e)
    return out


def _shorter_or_longer(belonging: Bodies, body: tuple[str, ...]) -> list[Evidence]:
    """What shows that one belongs to a body of a shorter or longer name; inside one source they are one."""
    return [
        e
        for name, some in belonging.items()
        if name != body and name and body and (name[-len(body) :] == body or body[-len(name) :] == name)
        for e in some
    ]


def _belonging(about: Mapping[str, Sequence[Evidence]], name: str) -> list[tuple[tuple[str, ...], Evidence]]:
    """What shows that `name` belongs to a group or leads it, with the group's name in words."""
    out: list[tuple[tuple[str, ...], Evidence]] = []
    for e in about.get(name, ()):
        c = e.claim
        if c.relation not in BELONGS or c.subject != name or c.modality != "asserted":
            continue
        out.append((_body(c.object), e))
        if c.relation == "holds" and " of " in c.object:  # `Secretary of the Party of the North`: both
            whole = c.object.split(" of ", 1)[1]
            out += [(body, e) for body in dict.fromkeys((_body(whole), _body(whole.split(" of ")[0])))]
    return out


def paths(
    a: str, b: str, fetch: Callable[[frozenset[str]], Iterable[Evidence]], most: int = 4
) -> tuple[Evidence, ...]:
    """
    Where nothing ties the two directly: the claims of a shortest way between them over others, at most
    `most` long, or none. `fetch` gives the evidence about some names.
    """
    before: dict[str, tuple[str, Evidence]] = {}
    level, seen = [a], {a}
    for _ in range(most):
        if not level or b in seen:
            break
        about, following = around(fetch(frozenset(level))), []
        for name in level:
            for end, evidence in sorted(ties(about, name).items()):
                if end not in seen:
                    seen.add(end)
                    before[end] = (name, max(evidence, key=lambda e: (e.weight, e.id)))
                    following.append(end)
        level = following
    way: list[Evidence] = []
    at = b
    while at in before:
        at, step = before[at]
        way.append(step)
    return tuple(reversed(way))
