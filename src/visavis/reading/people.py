"""Mentions and entities: who is named, described or meant, inside one source."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

from visavis.model.layers import Entity, Mention
from visavis.model.source import Source
from visavis.reading import people_pronouns as pronouns
from visavis.reading.people_kinds import settle
from visavis.reading.people_names import Habits, Run, found
from visavis.reading.people_pronouns import Mark
from visavis.reading.people_who import People as Persons
from visavis.reading.people_who import Who, gather
from visavis.reading.units import Unit


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of one source, and every place where they are meant (cleaned-text offsets, in order)."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]


def people(units: Sequence[Unit], source: Source) -> People:
    """Find the mentions of persons, groups, offices and places, and who is meant by each."""
    habits = Habits.of(units)
    names = found(units, habits)
    kinds = settle(units, names, habits)
    sentences = numbered(units)
    everybody, marks = named(units, names, kinds, sentences)
    marks += [m for n, u in enumerate(units) for m in pronoun_marks(n, u, sentences)]
    marks.sort(key=lambda m: (m.unit, m.start, m.end))
    resolve(marks, everybody, units)
    return result(units, marks, everybody)


def numbered(units: Sequence[Unit]) -> list[list[int]]:
    """For every unit the number of the sentence of each token, counted through the source."""
    out, number = [], 0
    for unit in units:
        row = []
        for token in unit.doc:
            if token.is_sent_start and token.i:
                number += 1
            row.append(number)
        out.append(row)
        number += 1
    return out


def shown(unit: Unit, run: Run) -> str:
    """The words of a run with its titles."""
    return " ".join(unit.doc[run.whole : run.end].text.split())


def named(
    units: Sequence[Unit], names: Sequence[Run], kinds: dict[str, str], sentences: list[list[int]]
) -> tuple[Persons, list[Mark]]:
    """Everybody who is named, and where."""
    forms = Counter(shown(units[r.unit], r) for r in names if kinds[r.key] == "person")
    everybody, who = gather(forms)
    others: dict[str, Who] = {}
    marks: list[Mark] = []
    last: dict[int, int] = {}
    for place, run in enumerate(names):
        kind = kinds[run.key]
        unit = units[run.unit]
        root = unit.doc[run.start : run.end].root
        if kind == "person":
            near = who[shown(unit, run)]
            bearer = max(near, key=lambda w: (last.get(w.number, -1), sum(w.forms.values()), -w.number))
            last[bearer.number] = place
        elif kind in ("group", "place", "office"):
            if run.key not in others:
                others[run.key] = everybody.add(kind, unit.doc[run.start : run.end].text)
            bearer = others[run.key]
            bearer.forms[unit.doc[run.start : run.end].text] += 1
        else:
            continue
        start = run.whole if kind == "person" else run.start
        sentence = sentences[run.unit][root.i]
        marks.append(
            Mark(run.unit, start, run.end, root, sentence, kind, "name", bearer.number, gender=bearer.gender)
        )
    return everybody, marks


def pronoun_marks(number: int, unit: Unit, sentences: list[list[int]]) -> list[Mark]:
    """The personal and relative pronouns of one unit."""
    return [
        Mark(
            number,
            t.i,
            t.i + 1,
            t,
            sentences[number][t.i],
            "person",
            "pronoun",
            plural=t.lower_ in pronouns.THEY | pronouns.WE,
        )
        for t in unit.doc
        if t.lower_ in pronouns.ALL and not (t.lower_ == "i" and t.text != "I")
    ]


def resolve(marks: list[Mark], everybody: Persons, units: Sequence[Unit]) -> None:
    """Settle whom each pronoun means, in the order of the text."""
    recent: deque[Mark] = deque(maxlen=pronouns.WINDOW)
    for at, mark in enumerate(marks):
        if mark.form == "pronoun":
            one(mark, at, marks, recent, everybody, units)
        if mark.who is not None:
            recent.append(mark)


def one(
    mark: Mark,
    at: int,
    marks: Sequence[Mark],
    recent: deque[Mark],
    everybody: Persons,
    units: Sequence[Unit],
) -> None:
    """Settle whom one pronoun means."""
    word = mark.root.lower_
    if word in pronouns.I | pronouns.WE:
        turn = units[mark.unit].turn
        speaker = turn.speaker if turn else "author"
        mark.who = find(everybody, speaker).number
    elif word in pronouns.YOU:
        turn = units[mark.unit].turn
        if turn and turn.addressee:
            mark.who = find(everybody, turn.addressee).number
    elif word in pronouns.WHO:
        mark.who = antecedent(mark, recent)
    elif word in pronouns.HE | pronouns.SHE:
        want = "m" if word in pronouns.HE else "f"
        ahead = [m for m in marks[at + 1 : at + 6] if m.sentence == mark.sentence and m.form == "name"]
        mark.who, mark.candidates = pronouns.choose(mark, list(recent), ahead, single(everybody, want))
        mark.gender = want
        if mark.who is not None and len(mark.candidates) == 1 and everybody.all[mark.who].gender is None:
            everybody.all[mark.who].gender = want


def single(everybody: Persons, want: str) -> pronouns.Fits:
    """A test for mentions of one person of the gender `want`, who is not spoken to or speaking."""

    def fits(mark: Mark) -> bool:
        who = everybody.all[mark.who] if mark.who is not None else None
        third = mark.root.lower_ not in pronouns.I | pronouns.WE | pronouns.YOU
        return bool(who and third and who.kind == "person" and who.gender in (None, want))

    return fits


def antecedent(mark: Mark, recent: deque[Mark]) -> int | None:
    """Whom `who` means: the noun that its clause hangs on."""
    verb = mark.root
    while verb.dep_ != "relcl" and verb.head != verb:
        verb = verb.head
    if verb.dep_ != "relcl":
        return None
    return next((m.who for m in reversed(recent) if m.root == verb.head), None)


def find(everybody: Persons, name: str) -> Who:
    """The person called `name`, made where the source does not name them."""
    near = everybody.fitting(name)
    if near:
        return max(near, key=lambda w: (sum(w.forms.values()), -w.number))
    who = everybody.add("person", name)
    everybody.known(who, name)
    return who


def result(units: Sequence[Unit], marks: Sequence[Mark], everybody: Persons) -> People:
    """Mentions and entities as the other stages read them."""
    for who in everybody.all:
        who.settle()
    used: set[int] = set()
    mentions = []
    for mark in marks:
        unit = units[mark.unit]
        start, end = unit.span(unit.doc[mark.start : mark.end])
        meant = everybody.all[mark.who] if mark.who is not None else None
        if meant:
            used.add(meant.number)
        names = tuple(everybody.all[c].name for c in mark.candidates[:5])
        text = unit.doc.text[start - unit.start : end - unit.start]
        kind, name = (meant.kind, meant.name) if meant else (mark.kind, None)
        mentions.append(Mention(start, end, text, kind, name, mark.form, names))
    entities = tuple(
        Entity(w.name, w.kind, tuple(sorted(f for f in w.forms if w.forms[f])), w.gender, w.parts)
        for w in everybody.all
        if w.number in used
    )
    return People(entities, tuple(mentions))
