"""Mentions and entities: who is named, described or meant, inside one source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Span, Token

from visavis.model.layers import Entity, Mention
from visavis.model.names import fold, split, words
from visavis.model.source import Source
from visavis.reading import people_pronouns as pronouns
from visavis.reading.people_addressed import addressed
from visavis.reading.people_gender import learn
from visavis.reading.people_inverted import inverted
from visavis.reading.people_kin import related
from visavis.reading.people_kinds import settle
from visavis.reading.people_letters import letters, mailed_letters
from visavis.reading.people_names import Habits, Run, found
from visavis.reading.people_nouns import nouns
from visavis.reading.people_pronouns import Mark
from visavis.reading.people_quotes import quotes
from visavis.reading.people_reign import renamed
from visavis.reading.people_resolve import Resolver, Said
from visavis.reading.people_statements import statements
from visavis.reading.people_who import People as Persons
from visavis.reading.people_who import Who, gather
from visavis.reading.people_writer import letters_of
from visavis.reading.units import Unit


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of one source, and every place where they are meant (cleaned-text offsets, in order)."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    speakers: Mapping[str, str] = field(default_factory=dict)  # canonical names of those who speak in turns


def people(units: Sequence[Unit], source: Source) -> People:
    """
    Find the mentions of persons, groups, offices and places, and who is meant by each.

    A pronoun or description that more than one candidate fits equally well has no name and keeps the
    candidates. `they` who are several named persons are a group entity whose `parts` those are.
    """
    habits = Habits.of(units)
    names = inverted(units, found(units, habits))
    writing = {x for m in mailed_letters(units) for x in (m.writer, m.reader) if x}
    speakers = sorted(writing | {t for u in units if u.turn for t in (u.turn.speaker, u.turn.addressee) if t})
    kinds = settle(units, names, habits, speakers)
    sentences = numbered(units)
    everybody, marks = named(units, names, kinds, sentences, speakers)
    join(marks, everybody, renamed(units, marks, everybody.all))
    learn(units, marks, everybody)
    taken: list[set[int]] = [set() for _ in units]
    for mark in marks:
        taken[mark.unit] |= set(range(mark.start, mark.end))
    for number, unit in enumerate(units):
        marks += pronoun_marks(number, unit, sentences[number])
        marks += noun_marks(number, unit, sentences[number], taken[number])
    marks.sort(key=lambda m: (m.unit, m.start, m.end))
    Resolver(units, everybody, said(units, habits, source)).run(marks)
    return result(units, marks, everybody)


def said(units: Sequence[Unit], habits: Habits, source: Source) -> Said:
    """Who speaks where in a source; its writer is `author` unless its metadata or its dialogues name one."""
    writer = source.author or addressed(units) or "author"
    written = [*statements(units, habits), *letters(units, habits)]
    by_unit = {n: letter for letter in written for n in range(letter.start, letter.end)}
    of_letters = writer if source.addressee else letters_of(source, writer)
    return Said([quotes(u.doc) for u in units], by_unit, writer, source.addressee, of_letters)


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
    """The words of a run with its titles, but without an office of several words or what it is called by."""
    title = not run.titled or fold(unit.doc[run.whole].text) in words().title_gender
    start = run.whole if title else run.start
    return run.text or " ".join(re.sub(r"¬\s*", "", unit.doc[start : run.end].text).split())


def named(
    units: Sequence[Unit],
    names: Sequence[Run],
    kinds: dict[str, str],
    sentences: list[list[int]],
    speakers: Sequence[str],
) -> tuple[Persons, list[Mark]]:
    """Everybody who is named, and where."""
    forms = Counter(shown(units[r.unit], r) for r in names if kinds[r.key] == "person")
    first: dict[str, int] = {}
    headed = [units[run.unit].passage.kind == "heading" for run in names]
    for over in (False, True):  # a headline gives the family name alone, before the text gives it in full
        for place, run in enumerate(names):
            if headed[place] == over:
                first.setdefault(shown(units[run.unit], run), place)
    forms.update(dict.fromkeys(speakers, 0))
    everybody, who = gather(forms, first, kin(units, names, kinds))
    marks: list[Mark] = []
    last: dict[int, int] = {}
    times: Counter[int] = Counter()
    for place, run in enumerate(names):
        kind = kinds[run.key]
        unit = units[run.unit]
        root = unit.doc[run.start : run.end].root
        if kind == "person":
            near = who[shown(unit, run)]
            bearer = nearest(near, last, times)
            last[bearer.number] = place
            times[bearer.number] += 1
        elif kind in ("group", "place"):
            bearer = everybody.other(run.key, kind)
            bearer.forms[" ".join(unit.doc[run.start : run.end].text.split())] += 1
        else:
            continue
        bearer.is_named = True
        start = run.whole if kind == "person" else run.start
        sentence = sentences[run.unit][root.i]
        if kind == "person" and (office := title(unit, run)) is not None:
            held = everybody.other(office.text, "office").number
            place_of = (run.unit, office.start, office.end, office.root, sentence)
            marks.append(Mark(*place_of, "office", "description", held))
        marks.append(
            Mark(run.unit, start, run.end, root, sentence, kind, "name", bearer.number, gender=bearer.gender)
        )
    return everybody, marks


def join(marks: Sequence[Mark], everybody: Persons, later: Mapping[int, Who]) -> None:
    """Make one of those who are named by an earlier and a later name; `later` gives the earlier one's."""
    for mark in marks:
        if mark.who is not None and mark.who in later and mark.kind == "person":
            mark.who = later[mark.who].number
    for number, who in later.items():
        who.forms += everybody.all[number].forms
        for form in everybody.all[number].forms:
            everybody.known(who, form)
        everybody.all[number].forms = Counter({everybody.all[number].name: 0})


def kin(units: Sequence[Unit], names: Sequence[Run], kinds: dict[str, str]) -> set[str]:
    """The full names that first stand for a relative of somebody called by their family name alone."""
    found: dict[str, bool] = {}
    for run in names:
        if kinds[run.key] == "person" and run.end - run.start > 1:
            unit = units[run.unit]
            if (form := shown(unit, run)) not in found:
                root = unit.doc[run.start : run.end].root
                found[form] = related(root, unit.doc[run.end - 1].text)
    return {form for form, is_kin in found.items() if is_kin}


OFTENER = 4  # times more often named in full, so that the bare name is his


def nearest(near: Sequence[Who], last: dict[int, int], times: Counter[int]) -> Who:
    """
    Whom a name means that several bear: the one man among women named less, else the one who is named far
    more often in full (his father is named once), else the one named last.
    """
    men = [w for w in near if w.gender != "f"]
    most = max(near, key=lambda w: (times[w.number], -w.number))
    if len(men) == 1:
        return men[0] if times[men[0].number] >= times[most.number] else most
    full = {w.number: sum(n for f, n in w.forms.items() if len(split(f).words) > 1) for w in near}
    main = max(near, key=lambda w: (full[w.number], -w.number))
    if times[main.number] and all(w is main or full[main.number] >= OFTENER * full[w.number] for w in near):
        return main
    return max(near, key=lambda w: (last.get(w.number, -1), sum(w.forms.values()), -w.number))


def title(unit: Unit, run: Run) -> Span | None:
    """The office in the titles of a name (`State Chairman Liu`), None where they are courtesy."""
    span = unit.doc[run.whole : run.start]
    if not run.titled or fold(span[-1].text) not in words()["offices.words"] - words()["titles.courtesy"]:
        return None
    return None if span[-1].text.endswith(".") else span


def pronoun_marks(number: int, unit: Unit, sentences: list[int]) -> list[Mark]:
    """The personal and relative pronouns of one unit."""
    return [
        Mark(number, t.i, t.i + 1, t, sentences[t.i], "person", "pronoun")
        for t in unit.doc
        if t.lower_ in pronouns.ALL and not letters_only(t)
    ]


def letters_only(token: Token) -> bool:
    """Whether what looks like a pronoun is none: `i` of a list, the `US`, the `I` of `Charles I`."""
    if token.lower_ == "us":
        return token.text == "US" and (token.ent_type_ == "GPE" or token.pos_ == "PROPN")
    if token.lower_ != "i" or token.text != "I":
        return token.lower_ == "i"
    before = token.nbor(-1) if token.i and not token.is_sent_start else None
    return before is not None and before.pos_ == "PROPN" and token.pos_ != "PRON"


def noun_marks(number: int, unit: Unit, sentences: list[int], taken: set[int]) -> list[Mark]:
    """The describing noun phrases of one unit."""
    return [
        Mark(number, n.start, n.end, n.root, sentences[n.root.i], n.kind, "description", noun=n)
        for n in nouns(unit.doc, taken)
    ]


def result(units: Sequence[Unit], marks: Sequence[Mark], everybody: Persons) -> People:
    """Mentions and entities as the other stages read them."""
    names = [w.name for w in everybody.all]
    said_by = {u.turn.speaker for u in units if u.turn}
    texts = [u.doc.text for u in units]
    used: set[int] = set()
    mentions = []
    for mark in marks:
        unit = units[mark.unit]
        start, end = unit.span(unit.doc[mark.start : mark.end])
        text = texts[mark.unit][start - unit.start : end - unit.start]
        kind, name = mark.kind, None
        if mark.who is not None:
            used.add(mark.who)
            kind, name = everybody.all[mark.who].kind, names[mark.who]
        candidates = tuple(names[c] for c in mark.candidates[:5])
        mentions.append(Mention(start, end, text, kind, name, mark.form, candidates))
    entities = tuple(
        Entity(names[n], w.kind, aliases(w.forms), w.gender, tuple(p.name for p in w.parts))
        for n, w in enumerate(everybody.all)
        if n in used or any(f in said_by for f in w.forms)
    )
    return People(entities, tuple(mentions), {s: everybody.called(s).name for s in sorted(said_by)})


def named_turns(units: Sequence[Unit], speakers: Mapping[str, str]) -> list[Unit]:
    """The units with the speakers of their turns under the names that `speakers` gives them."""
    out = []
    for unit in units:
        turn = unit.turn
        name = speakers.get(turn.speaker) if turn else None
        heard = replace(turn, speaker=name) if turn and name else turn
        out.append(unit if heard == turn else replace(unit, turn=heard))
    return out


def aliases(forms: Counter[str]) -> tuple[str, ...]:
    """The forms that stand in the source, in the order of the alphabet."""
    return tuple(sorted(f for f, n in forms.items() if n))
