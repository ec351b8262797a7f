"""The summary: plain sentences, each made from claims and carrying their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from visavis.answer.rank import both_named
from visavis.answer.salience import acts, daily
from visavis.answer.weigh import value
from visavis.answer.words import claim_words, date_words, list_words, named, shortened, when_words
from visavis.case.when import when
from visavis.model.claim import ENCODER, NARRATOR
from visavis.model.dossier import Account, Evidence, Person, Phase, Sentence
from visavis.model.weights import phrases, weights

ASKED = "it is asked"  # as `phrases.toml` says a question
OWN = "the texts' own voice"
OUTLINE = 6  # phases told in the opening sentence
CLEAR = 0.4  # confidence below which a claim makes a sentence only where its phase has no better
ACT, EVERYDAY = 1.5, 0.7  # how many times clearer a turn is, and an everyday dealing
SHORT = 4  # phases up to which each gets two sentences


def summary(
    a: Person,
    b: Person,
    pair: Sequence[Evidence],
    phases: Sequence[Phase],
    accounts: Sequence[Account],
    beside: Sequence[Evidence] = (),
) -> tuple[Sentence, ...]:
    """
    Sentences on the pair: how it went, one on the clearest claim of each phase, what is disputed.

    `beside` are claims that the accounts cite beside the pair's.
    """
    if not pair:
        return ()
    by_id = {e.id: e for e in (*beside, *pair)}
    told = [outline(a, b, phases, by_id)] if phases else []
    used: set[str] = set()
    short = len(phases) <= SHORT
    for phase in sorted(phases, key=lambda p: p.edtf is None)[: OUTLINE + 1]:
        chosen = _of_phase(phase, by_id, used, 2 if short else 1)
        used |= {e.id for e in chosen}
        told += [told_by(e) for e in chosen]
    return (*told, *disputed(accounts, by_id), sayers(pair))


def outline(
    a: Person, b: Person, phases: Sequence[Phase], by_id: Mapping[str, Evidence] = MappingProxyType({})
) -> Sentence:
    """How the relationship went, from phase to phase; a time that no statement of a phase gives says so."""
    words = phrases().label
    dated = [p for p in phases if p.edtf][:OUTLINE]
    undated = [p for p in phases if not p.edtf][: OUTLINE - len(dated)]
    steps = [f"{words[p.label]} {date_words(p.edtf)}{_guessed(p, by_id)}" for p in dated if p.edtf]
    loose = [f"{words[p.label]}, undated" for p in undated]
    cited = [c for p in (*dated, *undated) for c in (p.turning or p.claims)[:3]]
    course = "; also ".join(", then ".join(some) for some in (steps, loose) if some)
    text = f"{a.name} and {b.name} appear {course}."
    return Sentence(text, tuple(dict.fromkeys(cited)))


def _guessed(phase: Phase, by_id: Mapping[str, Evidence]) -> str:
    """What is to be said of a time that only the place in the text gives."""
    known = [by_id[i].claim for i in phase.claims if i in by_id]
    return (
        ""
        if not known or any(when(c) for c in known if c.modality != "asked")
        else " (guessed from the order of the text)"
    )


def _of_phase(phase: Phase, by_id: Mapping[str, Evidence], used: set[str], most: int) -> list[Evidence]:
    """The claims of a phase worth a sentence: the clearest, and the clearest that says something else."""
    wanted = [
        by_id[i] for i in dict.fromkeys((*phase.turning, *phase.claims)) if i in by_id and i not in used
    ]
    wanted = [e for e in wanted if e.claim.confidence >= CLEAR] or wanted
    chosen: list[Evidence] = []
    for e in sorted(wanted, key=lambda e: (-clearness(e, phase), e.id)):
        if all(e.claim.relation != c.claim.relation for c in chosen):
            chosen.append(e)
        if len(chosen) == most:
            break
    key = lambda e: (w.middle or 0.0) if (w := when(e.claim)) else 0.0  # noqa: E731
    return sorted(chosen, key=key)


def clearness(e: Evidence, phase: Phase) -> float:
    """How well one claim tells of its phase: weighty, of its sign, both named, dated, a turn, not short."""
    time = when(e.claim)
    told = e.weight * (0.3 + abs(value(e.claim))) * (1.5 if both_named(e) else 1.0)
    told *= 1.5 if time is not None and time.stated else 1.0
    told *= 1.3 if e.id in phase.turning else 1.0
    told *= 0.6 if phase.sign not in ("0", e.claim.sign) else 1.0
    told *= ACT if acts(e.claim) else EVERYDAY if daily(e.claim) else 1.0
    told *= weights().worth["encoder"] if e.claim.rule == ENCODER else 1.0
    return told * (0.5 if len(e.claim.quote.split()) < 4 else 1.0)


def told_by(e: Evidence) -> Sentence:
    """One claim as a sentence: when, who stood how to whom, in whose words, with the quote."""
    time = when_words(e)
    clause = claim_words(e.claim)
    said = f"{time}, {clause}" if time else clause
    told = said if e.claim.voice == (NARRATOR,) else f"{e.says} that {said}"
    if clause.startswith(ASKED):
        says = f"{e.says[:-4]}asks" if e.says.endswith(" says") else f"{e.says.removesuffix('said')}asked"
        told = f"{says}{clause.removeprefix(ASKED)}{f', {time}' if time else ''}"
    quote = shortened(e.claim.quote).removesuffix(".")
    return Sentence(f"{told[0].upper()}{told[1:]}: “{quote}”.", (e.id,))


def disputed(accounts: Sequence[Account], by_id: Mapping[str, Evidence]) -> tuple[Sentence, ...]:
    """A sentence for each of the first contradictions."""
    out = []
    told = [a for a in accounts if a.kind == "contradict" and by_id.keys() >= set(a.claims[:2])]
    for account in told[:2]:
        if len(account.claims) == 1 or "seems one event" in account.why:
            out.append(Sentence(f"It is disputed: {account.why}.", account.claims))
            continue
        one, two = (by_id[i] for i in account.claims[:2])
        plain = one.says == two.says and one.claim.doc != two.claim.doc
        sayers = [f"{e.claim.doc} says" if plain else e.says for e in (one, two)]
        sides = [f"{s} “{shortened(e.claim.quote, 90)}”" for s, e in zip(sayers, (one, two), strict=True)]
        out.append(Sentence(f"It is disputed: {sides[0]}, but {sides[1]}.", account.claims))
    return tuple(out)


def sayers(pair: Sequence[Evidence]) -> Sentence:
    """How many statements there are and whose they are."""
    counts: dict[str, int] = {}
    for e in pair:
        counts[e.claim.voice[0]] = counts.get(e.claim.voice[0], 0) + 1
    ranked = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    names = [f"{OWN if v == NARRATOR else named(v)} ({n})" for v, n in ranked[:5]]
    if len(ranked) > 5:
        names.append(f"{len(ranked) - 5} more")
    docs = len({e.claim.doc for e in pair})
    asked = sum(e.claim.modality == "asked" for e in pair)
    kinds = ((len(pair) - asked, "direct statement"), (asked, "question"))
    said = [f"{n} {word}{'s' * (n != 1)}" for n, word in kinds if n]
    head = f"{' and '.join(said)} in {docs} source{'s' * (docs != 1)}"
    return Sentence(f"{head}, told by {list_words(names)}.", tuple(e.id for e in pair))


def nearest_summary(
    person: Person, ends: Mapping[str, Sequence[Evidence]], most: int = 6
) -> tuple[Sentence, ...]:
    """Sentences on one person: the strongest claim with each of those who mattered most."""
    ranked = sorted(ends.items(), key=lambda p: (-sum(e.weight for e in p[1]), p[0]))
    out = []
    for _, evidence in ranked[:most]:
        best = max(evidence, key=lambda e: (e.weight * (0.3 + abs(value(e.claim))), e.id))
        out.append(told_by(best))
    return tuple(out)
