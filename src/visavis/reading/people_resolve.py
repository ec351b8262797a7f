"""Whom pronouns and descriptions mean, settled in the order of the text."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from spacy.tokens import Span, Token

from visavis.model.names import fold, split, words
from visavis.reading import people_pronouns as pronouns
from visavis.reading import people_rank as rank
from visavis.reading.people_kin import named_relative, of_family, relative
from visavis.reading.people_letters import Letter
from visavis.reading.people_nouns import DIFFERENT, Noun, modifier, modifies, told_apart
from visavis.reading.people_pairs import names_two, of_two, the_two
from visavis.reading.people_pronouns import Mark
from visavis.reading.people_quotes import LEADS, Quote
from visavis.reading.people_reign import RESOLVED, Reign, foretold, holds_now
from visavis.reading.people_talk import conversation
from visavis.reading.people_who import People, Who
from visavis.reading.units import Unit


@dataclass(frozen=True, slots=True)
class Said:
    """Who speaks where: quotations by unit, letters by unit, and the writer of all the rest."""

    quotes: Sequence[Sequence[Quote]]
    letters: Mapping[int, Letter]
    writer: str
    reader: str | None = None  # of a source that is one letter
    letters_of: str = "author"  # who writes the letters whose writer is not named


RECALLED = 250  # mentions after which a role alone no longer means its last bearer
TWO_NEAR = 3  # sentences before `the two men` in which they may be named
ALONE = frozenset({"two", "both", "pair"})  # which name nobody where it is open who the two are
LOOK_BACK = 25  # tokens before a quotation in which its speaker may be the subject
FIRST_OR_SECOND = pronouns.I | pronouns.WE | pronouns.YOU


class Resolver:
    """
    Reads the marks of a source in order and settles the open ones.

    `people` is extended by those whom no name names: `Stalin's supporters`, `author`, `the witness`.
    """

    def __init__(self, units: Sequence[Unit], people: People, said: Said) -> None:
        self.units = units
        self.people = people
        self.said = said
        self.recent: deque[Mark] = deque(maxlen=rank.WINDOW)
        self.at: dict[tuple[int, int], Mark] = {}
        self.own: dict[tuple[int, str], Who] = {}  # descriptions with an owner
        self.last: dict[int, int] = {}  # at which mention somebody was last spoken of
        self.roles: dict[str, Who] = {}  # last bearer of a role or title, by its noun
        self.groups: dict[str, Who] = {}  # last group, by its head noun
        self.total: Counter[int] = Counter()
        self.described: dict[tuple[str, str], Who] = {}
        self.bare: Counter[str] = Counter()  # roles that were named without any other word
        self.numbers: dict[str, int] = {}  # of those who speak and are spoken to, by name
        self.reign = Reign(people.all)
        self.place = 0  # mentions read so far

    def run(self, marks: Sequence[Mark]) -> None:
        """Settle every mark; those of names are only remembered."""
        self.at = {(m.unit, m.root.i): m for m in marks if m.form == "name"}
        for place, mark in enumerate(marks):
            self.place = place
            if mark.form == "pronoun":
                self.pronoun(mark, marks, place)
            elif mark.noun is not None:
                self.described_ahead(mark, mark.noun, marks, place)
                if mark.who is None:
                    self.description(mark, mark.noun)
            else:
                self.remember(mark)
            if mark.who is not None:
                self.at[mark.unit, mark.root.i] = mark
                if mark.kind in ("person", "group"):
                    self.recent.append(mark)
                    self.total[mark.who] += 1
                    self.last[mark.who] = place
        self.talk(marks)

    def talk(self, marks: Sequence[Mark]) -> None:
        """Settle `I` and `you` of the quotations, now that all who are said to speak are known."""
        first = pronouns.I | pronouns.WE
        inside: dict[int, list[Mark]] = {}
        for mark in marks:
            if mark.form == "pronoun" and mark.who is None and mark.root.lower_ in first | pronouns.YOU:
                inside.setdefault(mark.unit, []).append(mark)
        for spoken in conversation(self.said.quotes, self.meant, self.subject_before, self.announced):
            for mark in inside.get(spoken.unit, ()):
                if spoken.quote.start <= mark.start < spoken.quote.end and not self.units[mark.unit].turn:
                    mark.who = spoken.sayer if mark.root.lower_ in first else spoken.hearer

    def announced(self, unit: int) -> bool:
        """Whether the unit before one ends as words do that lead up to a quotation."""
        before = self.units[unit - 1]
        return unit > 0 and before.turn is None and before.text.rstrip().endswith(LEADS)

    def subject_before(self, unit: int, token: int | None) -> int | None:
        """The person who is the last subject before a token or the end, in its sentence or the one before."""
        doc = self.units[unit].doc
        token = len(doc) if token is None else token
        for at in range(token - 1, max(-1, token - LOOK_BACK), -1):
            mark = self.at.get((unit, at))
            if mark and mark.who is not None and pronouns.role(doc[at]) == "subject":
                return mark.who if self.people.all[mark.who].kind == "person" else None
        return None

    # names

    def remember(self, mark: Mark) -> None:
        """Keep what a name's titles tell: after `Prince Orlo`, `the prince` may be he."""
        if mark.who is None:
            return
        who = self.people.all[mark.who]
        if (meant := self.reign.styled(who, self.place)) is not None:
            who, mark.who = meant, meant.number
        doc = self.units[mark.unit].doc
        if holds_now(doc, mark.start, mark.end):
            self.reign.seen(who, self.place)
        if who.kind == "person" and not foretold(doc, mark.start):
            name = doc[mark.start : mark.end]
            for title in (*split(name.text).titles, *offices(name)):
                self.roles[title] = who
        elif who.kind == "group":
            self.groups[fold(mark.root.lemma_)] = who

    # pronouns

    def pronoun(self, mark: Mark, marks: Sequence[Mark], place: int) -> None:
        """Settle whom one pronoun means."""
        word = mark.root.lower_
        if word in pronouns.I | pronouns.WE:
            mark.who = self.first_person(mark)
        elif word in pronouns.YOU:
            mark.who = self.second_person(mark)
        elif word in pronouns.WHO:
            mark.who = self.antecedent(mark)
        else:
            later = [
                m for m in marks[place + 1 : place + 9] if m.sentence == mark.sentence and m.form == "name"
            ]
            wanted = None if word in pronouns.THEY else "m" if word in pronouns.HE else "f"
            talking = self.talking(mark)
            fits = self.several if wanted is None else self.single(wanted, talking)
            scene = rank.Scene(self.recent, later, self.total, self.named, self.gendered(wanted))
            mark.who, mark.candidates = rank.choose(mark, scene, fits)
            if wanted and (kin := named_relative(mark.root, later)) and kin.who is not None:
                near = [self.people.all[m.who] for m in self.recent if m.who is not None]
                owner = of_family(self.people.all[kin.who], near, wanted)
                mark.who = owner.number if owner else mark.who
            if word in pronouns.THEY:
                self.joined(mark)
                self.pair(mark)
            else:
                self.learn(mark, "m" if word in pronouns.HE else "f")

    def learn(self, mark: Mark, gender: str) -> None:
        """The gender of somebody who alone can be meant by `he` or `she`."""
        mark.gender = gender
        if mark.who is not None and len(mark.candidates) == 1:
            who = self.people.all[mark.who]
            who.gender = who.gender or gender

    def named(self, who: int) -> bool:
        """Whether somebody has a name, and is not only described."""
        return self.people.all[who].is_named

    def gendered(self, want: str | None) -> Callable[[int], float]:
        """How far somebody's gender speaks for `want`: from 1 for it to -1 against it; 0 is unknown."""

        def agrees(number: int) -> float:
            who = self.people.all[number]
            if told := who.gender or who.leaning:
                return 1.0 if want == told else -1.0
            return 0.0 if who.likely is None else 0.5 if want == who.likely else -0.5

        return agrees

    def single(self, want: str, talking: Collection[int | None] = ()) -> rank.Fits:
        """A test for mentions of one person of the gender `want`, who is none of those `talking`."""

        def fits(mark: Mark) -> bool:
            who = self.people.all[mark.who] if mark.who is not None else None
            third = mark.root.lower_ not in FIRST_OR_SECOND
            if not who or who.number in talking:
                return False
            if not third or who.kind != "person" or (who.gender or who.likely) not in (None, want):
                return False
            return not (want == "m" and who.gender is None and who.leaning == "f")

        return fits

    def several(self, mark: Mark) -> bool:
        """Whether `they` may mean a mention: a group, or the first of several persons joined by `and`."""
        if mark.who is None or mark.root.lower_ in FIRST_OR_SECOND:
            return False
        return self.people.all[mark.who].kind == "group" or len(self.company(mark)) > 1

    def company(self, mark: Mark) -> list[Who]:
        """The persons joined with the mention by `and`, it being the first of them."""
        joined = mark.root.conjuncts
        if not joined or mark.root.dep_ == "conj":
            return []
        marks = [self.at.get((mark.unit, t.i)) for t in (mark.root, *joined)]
        people = [self.people.all[m.who] for m in marks if m is not None and m.who is not None]
        several = len({p.number for p in people}) > 1
        return people if several and all(p.kind == "person" for p in people) else []

    def joined(self, mark: Mark) -> None:
        """`they` who are several persons joined by `and` become a group whose parts are those."""
        if mark.who is None or self.people.all[mark.who].kind == "group":
            return
        meant = (m for m in reversed(self.recent) if m.who == mark.who and len(self.company(m)) > 1)
        first = next(meant, None)
        mark.who = self.people.together(self.company(first)).number if first else None

    def pair(self, mark: Mark) -> None:
        """`They` of whom the clause says what is said of two are the two named last, where no group is."""
        if of_two(mark.root) and (two := the_two(mark, self.recent, self.persons)):
            mark.who = self.people.together(self.people.all[n] for n in two).number

    def persons(self, number: int) -> tuple[int, ...]:
        """The persons whom a number stands for: himself, or those of whom a group is made."""
        who = self.people.all[number]
        return (number,) if who.kind == "person" else tuple(p.number for p in who.parts)

    def quote(self, mark: Mark) -> Quote | None:
        """The quotation that a mark stands in."""
        return next((q for q in self.said.quotes[mark.unit] if q.start <= mark.start < q.end), None)

    def talking(self, mark: Mark) -> tuple[int | None, int | None]:
        """Who speaks where a mark stands, and to whom; None where that is not known."""
        quote, turn = self.quote(mark), self.units[mark.unit].turn
        letter = self.said.letters.get(mark.unit) if turn is None else None
        if quote and not (letter and quote.sayer is None and quote.start <= 1):
            return self.meant(mark.unit, quote.sayer), self.meant(mark.unit, quote.hearer)
        if letter:
            writer = self.writer(letter, letter.writer) if letter.writer else None
            return writer, self.number(letter.reader)
        return (self.number(turn.speaker), self.number(turn.addressee)) if turn else (None, None)

    def number(self, name: str | None) -> int | None:
        """The number of the person called `name`."""
        if name is None:
            return None
        if name not in self.numbers:
            self.numbers[name] = self.people.called(name).number
        return self.numbers[name]

    def meant(self, unit: int, token: Token | None) -> int | None:
        """Who was found at a token."""
        mark = self.at.get((unit, token.i)) if token is not None else None
        return mark.who if mark else None

    def first_person(self, mark: Mark) -> int | None:
        """The speaker of the quotation, else of the turn, else the writer."""
        quote = self.quote(mark)
        if quote and quote.sayer is not None:
            return self.meant(mark.unit, quote.sayer)
        turn = self.units[mark.unit].turn
        letter = self.said.letters.get(mark.unit)
        if quote and not turn:
            return self.of_letter(mark, quote, letter.writer if letter else None, letter)
        if letter and not turn and mark.root.lower_ in pronouns.WE and of_two(mark.root):
            return self.both(letter)
        if letter and letter.writer and not turn:
            return self.writer(letter, letter.writer)
        in_letter = letter is not None or self.units[mark.unit].passage.kind == "letter"
        writer = self.said.letters_of if in_letter else self.said.writer
        return self.people.called(turn.speaker if turn else writer).number

    def second_person(self, mark: Mark) -> int | None:
        """To whom the quotation or the turn is spoken, where that is known."""
        quote = self.quote(mark)
        letter = self.said.letters.get(mark.unit)
        if quote:
            heard = self.meant(mark.unit, quote.hearer)
            return (
                heard if heard is not None else self.of_letter(mark, quote, letter.reader if letter else None)
            )
        turn = self.units[mark.unit].turn
        hearer = turn.addressee if turn else letter.reader if letter else self.said.reader
        return self.people.called(hearer).number if hearer else None

    def of_letter(self, mark: Mark, quote: Quote, name: str | None, by: Letter | None = None) -> int | None:
        """The writer or reader of a letter that is printed as one quotation; None inside other quotations."""
        if not name or quote.start > 1 or quote.sayer is not None:
            return None
        return self.writer(by, name) if by else self.people.called(name).number

    def both(self, letter: Letter) -> int:
        """Writer and reader of a letter together, the writer alone where he writes to nobody who is named."""
        name = letter.writer or self.said.letters_of
        two = [
            self.writer(letter, name),
            *([self.people.called(letter.reader).number] if letter.reader else []),
        ]
        return self.people.together(self.people.all[n] for n in two).number if len(set(two)) > 1 else two[0]

    def writer(self, letter: Letter, name: str) -> int:
        """Who wrote a letter: whom the line above it means, as far as it has one, else who is called so."""
        tokens = self.units[letter.head].doc if letter.head is not None else ()
        marks = (self.at.get((letter.head or 0, t.i)) for t in tokens)
        first = next((m.who for m in marks if m is not None and m.who is not None), None)
        return first if first is not None else self.people.called(name).number

    def antecedent(self, mark: Mark) -> int | None:
        """Whom `who` means: the noun that its clause hangs on."""
        verb = mark.root
        while verb.dep_ != "relcl" and verb.head != verb:
            verb = verb.head
        found = self.meant(mark.unit, verb.head) if verb.dep_ == "relcl" else None
        return found if found is not None else self.just_before(mark)

    def just_before(self, mark: Mark) -> int | None:
        """The person or group whose mention ends before `who`, or before the comma before it."""
        doc = self.units[mark.unit].doc
        end = mark.start - (mark.start > 0 and doc[mark.start - 1].text == ",")
        last = self.recent[-1] if self.recent else None
        near = last is not None and (last.unit, last.end) == (mark.unit, end) and last.form != "pronoun"
        return last.who if last is not None and near else None

    # descriptions

    def description(self, mark: Mark, noun: Noun) -> None:
        """Settle whom a noun phrase means: the name beside it, its owner's ..., or one known by the role."""
        if noun.kind == "office":
            mark.who = self.anew(noun.tail, "office").number
            self.holder(mark, noun)
            return
        if noun.tail in ("former", "latter"):
            mark.who = self.of_two(noun.tail)
            return
        if noun.kind == "group" and names_two(noun):
            two = the_two(mark, self.recent, self.persons, groups=False, near=TWO_NEAR)
            if two:
                mark.who = self.people.together(self.people.all[n] for n in two).number
                mark.form = "pronoun"
            if two or noun.root.lower_ in ALONE:
                return
        beside = self.beside(mark)
        if (reigning := self.reigning(noun)) is not None and not self.reign.known(beside):
            self.reign.seen(reigning, self.place, RESOLVED)
            mark.who = reigning.number
            return
        if beside is not None and noun.kind == "person":
            mark.who = beside
            self.own_name(mark, noun, beside)
            self.roles[noun.lemma] = self.people.all[beside]
        elif noun.kind == "group" and noun.owner is not None and noun.owner.lower_ in pronouns.WE:
            mark.who = self.group(noun).number  # `our forces` are no one man's
        elif (owner := self.meant(mark.unit, noun.owner or modifier(noun.root))) is not None:
            alone = noun if noun.owner else replace(noun, tail=noun.root.text)  # `a Gray supporter`
            mark.who = self.owned(owner, alone).number
        elif noun.kind == "group":
            mark.who = self.group(noun).number
        else:
            mark.who = self.by_role(noun).number
        if noun.root.lower_ == "one":
            mark.who = self.part(mark, noun).number

    def reigning(self, noun: Noun) -> Who | None:
        """Whom `the Pope` or `the King` means, where no other word tells which."""
        *before, _ = fold(noun.tail).split() or [""]
        if not noun.definite or noun.owner is not None or before not in ([], ["new"]):
            return None
        return self.reign.meant(noun.lemma, self.place, new=bool(before))

    def described_ahead(self, mark: Mark, noun: Noun, marks: Sequence[Mark], place: int) -> None:
        """Settle the owner of a noun first where it is a description behind it (`wife of the general`)."""
        if not noun.is_owned_behind:
            return
        for later in marks[place + 1 : place + 4]:
            if later.unit == mark.unit and later.root == noun.owner and later.noun is not None:
                self.description(later, later.noun)
                if later.who is not None:
                    self.at[later.unit, later.root.i] = later

    def of_two(self, which: str) -> int | None:
        """`the latter` is the last of the two named last, `the former` the other one."""
        last: list[int] = []
        for mark in reversed(self.recent):
            if mark.form == "name" and mark.who is not None and mark.who not in last:
                last.append(mark.who)
            if len(last) == 2:
                return last[0] if which == "latter" else last[1]
        return None

    def holder(self, mark: Mark, noun: Noun) -> None:
        """Who holds the office is known by it later on."""
        token = mark.root
        while token.dep_ == "conj":
            token = token.head
        subject = token.head
        if token.dep_ in ("attr", "oprd"):
            subject = next((c for c in token.head.children if c.dep_ in ("nsubj", "nsubjpass")), token)
        who = self.meant(mark.unit, subject)
        if who is not None and self.people.all[who].kind == "person":
            self.roles[noun.lemma] = self.people.all[who]

    def beside(self, mark: Mark) -> int | None:
        """The person named beside the noun: in apposition, behind it, or by `is`."""
        root = mark.root
        near = [c for c in root.children if c.dep_ in ("appos", "compound", "nmod") and not modifies(c)]
        near += [c for v in root.children if v.lower_ in ("named", "called") for c in v.children]
        if root.dep_ in ("appos", "compound", "nmod"):
            near.append(root.head)
        if root.dep_ == "attr" and root.head.lemma_ == "be" and not negated(root.head):
            near += [c for c in root.head.children if c.dep_ == "nsubj"]
        for token in near:
            who = self.meant(mark.unit, token)
            if who is not None and self.people.all[who].kind == "person":
                return who
        return None

    def own_name(self, mark: Mark, noun: Noun, who: int) -> None:
        """`Berg's wife, Anna Lind`: his wife is she from now on; the noun tells the gender."""
        owner = self.meant(mark.unit, noun.owner)
        if owner is not None:
            self.own[owner, noun.lemma] = self.people.all[who]
        one = self.people.all[who]
        one.gender = one.gender or noun.gender

    def owned(self, owner: int, noun: Noun) -> Who:
        """Somebody's ...: the same words with the same owner mean the same."""
        key = owner, noun.lemma if noun.kind == "person" else fold(noun.tail)
        if key not in self.own and noun.kind == "person":
            kin = relative(self.people.all[owner], noun.root, noun.gender, self.people.all)
            if kin is not None:
                self.own[key] = kin
        if key not in self.own:
            who = self.people.add(noun.kind, noun.tail)
            who.owner, who.gender, who.plural = self.people.all[owner], noun.gender, noun.kind == "group"
            self.own[key] = who
        self.own[key].is_of = self.own[key].is_of or noun.is_owned_behind
        return self.own[key]

    def part(self, mark: Mark, noun: Noun) -> Who:
        """`one of his enemies`: somebody without a name, called so with the owner's name in place."""
        owner = self.meant(mark.unit, noun.owner)
        who = self.people.add("person", noun.tail)
        if owner is not None and noun.owner is not None:
            rest = noun.root.doc[noun.owner.i + 1 : noun.end]
            tail = " ".join(t.text for t in rest if t.tag_ != "POS")
            who.forms = Counter({f"one of {self.people.all[owner].name}'s {tail}": 1})
        return who

    def group(self, noun: Noun) -> Who:
        """A group: `the committee` is the last one that was called so, if any."""
        lemma = noun.lemma
        bare = len(noun.tail.split()) == 1
        if bare and noun.definite and lemma in self.groups:
            return self.groups[lemma]
        who = self.anew(noun.tail, "group")
        self.groups[lemma] = who
        return who

    def by_role(self, noun: Noun) -> Who:
        """
        A person by the role: the last one who bore it, else somebody known by it alone.

        Where `the King` is one, `the French King` is another; and `the new governor` is always another.
        """
        lemma, apart = noun.lemma, told_apart(noun)
        if apart is None and noun.definite:
            self.bare[lemma] += 1
        if apart is not None and (apart in DIFFERENT or self.bare[lemma]):
            lemma = fold(noun.tail)
        known = self.roles.get(lemma) if noun.definite else None
        if known is not None and self.place - self.last.get(known.number, self.place) <= RECALLED:
            return known
        who = self.anew(noun.tail, "person")
        who.gender = who.gender or noun.gender
        self.roles[lemma] = who
        return who

    def anew(self, words_: str, kind: str) -> Who:
        """Who is called by these words, made where they are new."""
        key = kind, fold(words_)
        if key not in self.described:
            self.described[key] = self.people.named_so(words_, kind) or self.people.add(kind, words_)
        return self.described[key]


def offices(name: Span) -> list[str]:
    """The offices and trades that lead a name (`Coroner Peavey`), folded."""
    held, trades = words()["offices.words"], words().noun_gender
    return list(takewhile(lambda w: w in held or w in trades, (fold(t.text) for t in name[:-1])))


def negated(verb: Token) -> bool:
    """Whether `not` or `never` stands with the verb."""
    return any(c.dep_ == "neg" for c in verb.children)
