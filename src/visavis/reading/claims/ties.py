"""Ties: the frames of the lexicon found in a parse, with whom they tie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from spacy.tokens import Token

from visavis.model.claim import SYMMETRIC
from visavis.model.lexicon import Frame, Lexicon, Slot
from visavis.reading.claims import grammar as g
from visavis.reading.claims.cast import Arg, Cast, one_of

THROUGH = frozenset(
    {"opposes", "supports", "accuses", "rivals", "mentors", "harms"}
)  # a deed stands for its doer here

MANY = 4  # of more people said to have met, agreed or quarrelled, the words tie no pair


@dataclass(frozen=True, slots=True)
class Tie:
    """A frame found: `anchor` is its word, `a` and `b` the claim's subject and object."""

    relation: str
    rule: str
    anchor: Token
    a: Arg
    b: Arg
    weight: int = 0
    planned: bool = False  # the frame itself says that it was not done yet
    label: str | None = None  # the object's words where it is an office


def pairs(frame: Frame, anchor: Token, ones: Sequence[Arg], others: Sequence[Arg]) -> Iterator[Tie]:
    """A tie for every subject with every object, nobody with himself."""
    for a in ones:
        for b in others:
            if a.name != b.name:
                yield Tie(frame.relation, frame.rule, anchor, a, b, frame.weight)


def among(frame: Frame, anchor: Token, several: Sequence[Arg]) -> Iterator[Tie]:
    """The ties of a symmetric frame among several that it is said of together."""
    for a, b in combinations(several if len(several) <= MANY else (), 2):
        if a.name != b.name:
            yield Tie(frame.relation, frame.rule, anchor, one_of(a, b), one_of(b, a), frame.weight)


def args(cast: Cast, tokens: Sequence[Token], frame: Frame, only: str = "") -> list[Arg]:
    """Whom `tokens` stand for in a frame; with `only`, no other kind."""
    through = frame.relation in THROUGH
    return fitting([a for t in tokens for a in cast.stand_for(t, through)], only)


def fitting(found: Sequence[Arg], only: str) -> list[Arg]:
    """Those of the kind `only`; all where it is empty."""
    return [a for a in found if only in ("", a.kind)]


# verbs


def verb_ties(cast: Cast, lexicon: Lexicon, verb: Token) -> Iterator[Tie]:
    """The ties that a verb shows; of two frames for the same pair the more demanding one."""
    taken: set[tuple[str, str]] = set()
    for frame in lexicon.of("verb", verb.lemma_.lower()):
        words = g.literals(verb, frame.needs)
        if words is None or other_verb(verb, frame):
            continue
        a = args(cast, place(verb, frame.a, words), frame, frame.a.only)
        b = args(cast, place(verb, frame.b, words), frame, frame.b.only)
        found = list(pairs(frame, verb, a, b))
        if not b and mutual(frame, lexicon):
            found = list(together(cast, frame, verb, a))
        for tie in (*found, *helped_against(cast, frame, verb, b)):
            if (tie.a.name, tie.b.name) not in taken and (tie.b.name, tie.a.name) not in taken:
                yield tie
        taken |= {(t.a.name, t.b.name) for t in found}


def helped_against(cast: Cast, frame: Frame, verb: Token, helped: Sequence[Arg]) -> Iterator[Tie]:
    """`aided him against Trotsky`: who is helped against somebody opposes him too."""
    if frame.relation in ("supports", "allied") and helped:
        against = [a for t in g.after(verb, "against") for a in cast.stand_for(t)]
        for one in helped:
            for other in against:
                if one.name != other.name:
                    yield Tie("opposes", f"{frame.rule} against", verb, one, other, frame.weight)


def other_verb(verb: Token, frame: Frame) -> bool:
    """Whether a particle makes it another verb than the frame's: `picked up` is not `picked`."""
    asked = {*frame.needs, frame.a.kind, frame.b.kind}
    return any(p.lower_ not in asked for p in g.children(verb, "prt"))


def mutual(frame: Frame, lexicon: Lexicon) -> bool:
    """Whether the verb may be said of several together: `A and B quarrelled`, `A and B met`."""
    if frame.relation not in SYMMETRIC:
        return False
    return frame.b.kind == "with" or (frame.b.kind == "obj" and frame.lemma in lexicon.words["mutual"])


def together(cast: Cast, frame: Frame, verb: Token, ones: Sequence[Arg]) -> Iterator[Tie]:
    """`A and B met`: the subjects among themselves, where the verb has no object of its own."""
    if verb.lemma_ == "be" or g.children(verb, "dobj", "ccomp", "xcomp"):
        return
    several = ones or args(cast, g.grammatical_subjects(verb), frame)
    yield from among(frame, verb, several)


def place(verb: Token, slot: Slot, words: Sequence[Token]) -> list[Token]:
    """The tokens that stand in a slot of a verb's frame."""
    if slot.kind == "subj":
        return g.subjects(verb)
    if slot.kind == "obj":
        return [t for t in g.objects(verb) if t not in words]
    if slot.kind == "iobj":
        named = [t for w in words for t in g.children(w, "compound", "nmod", "nsubj") if t.i > verb.i]
        return named or [t for t in g.dative(verb) or g.objects(verb) if t not in words]
    if slot.kind == "poss":
        return [p for w in words if w.lemma_.lower() == slot.word for p in owners(w)]
    found = [p for w in (verb, *words) for p in g.after(w, slot.kind)]
    return found or [p for t in g.after(verb, "as") for p in g.after(t, slot.kind)]


def owners(noun: Token) -> list[Token]:
    """Whose `noun` it is: `Caesar's side`, `the side of Caesar`."""
    return g.children(noun, "poss") or g.after(noun, "of") or g.namely(noun)


def joint_ties(cast: Cast, lexicon: Lexicon, verb: Token) -> Iterator[Tie]:
    """`A and B formed a party`: two who do one deed act together; two who travel are in one place."""
    words, lemma = lexicon.words, verb.lemma_.lower()
    if lemma == "be":
        yield from present_ties(cast, verb)
    alone = words["solitary"] | words["think"] | words["plan"] - words["joint"]
    if g.passive(verb) or verb.dep_ == "relcl" or lemma in alone:
        return
    if g.children(verb, "neg") or (
        lexicon.of("verb", lemma) and lexicon.of("verb", lemma)[0].relation == "rivals"
    ):
        return
    for subject in g.children(verb, "nsubj"):
        joined = [c.lower_ for c in g.children(subject, "cc")]
        doers = [a for a in cast.stand_for(subject) if a.form != "description"]
        if joined != ["and"] or len(doers) != 2 or doers[0].token.i == doers[1].token.i:
            continue
        a, b = doers
        if a.name != b.name:
            yield Tie("meets" if lemma in words["travel"] else "allied", "joint:subject", verb, a, b)


def present_ties(cast: Cast, verb: Token) -> Iterator[Tie]:
    """`Lee, Grant and I were on this call`: who speaks met the others."""
    somewhere = [p for p in g.children(verb, "prep") if p.lower_ in ("on", "at", "in")]
    if not somewhere and not any(t.lower_ in ("present", "there", "together") for t in verb.children):
        return
    for subject in g.children(verb, "nsubj"):
        people = [a for a in cast.stand_for(subject) if a.kind == "person"]
        speaker = next((a for a in people if a.token.lower_ in ("i", "myself", "himself", "herself")), None)
        for other in people if speaker and len(people) > 1 else ():
            if speaker and other.name != speaker.name:
                yield Tie("meets", "joint:present", verb, speaker, other)


def third_ties(cast: Cast, lexicon: Lexicon, verb: Token) -> Iterator[Tie]:
    """`Harris introduced Lee to Walker`, `sent Lee to Walker`: the two who are brought together meet."""
    if verb.lemma_.lower() not in lexicon.words["together"]:
        return
    ones = [a for t in g.objects(verb) for a in cast.stand_for(t) if a.kind == "person"]
    behind = [t for w in ("to", "before") for t in g.after(verb, w)]
    others = [a for t in behind for a in cast.stand_for(t) if a.kind == "person"]
    for a in ones:
        for b in others:
            if a.name != b.name:
                yield Tie("meets", f"third:{verb.lemma_.lower()}", verb, a, b)


def reply_ties(cast: Cast, lexicon: Lexicon, verb: Token) -> Iterator[Tie]:
    """`Lee asked Grant to stay, but he refused`: who refuses opposes who asked; who consents supports him."""
    words, lemma = lexicon.words, verb.lemma_.lower()
    sign = "opposes" if lemma in words["refusing"] else "supports" if lemma in words["consenting"] else ""
    if not sign or g.passive(verb) or verb.dep_ not in ("conj", "ROOT", "ccomp", "advcl"):
        return
    ones = [a for t in g.children(verb, "nsubj") or g.grammatical_subjects(verb) for a in cast.stand_for(t)]
    asking = [
        t for t in verb.sent if t.pos_ == "VERB" and t.lemma_.lower() in words["asking"] and t.i != verb.i
    ]
    asking.sort(key=lambda t: abs(t.i - verb.i))
    for asked in asking[:1]:
        for other in (a for t in g.subjects(asked) for a in cast.stand_for(t)):
            for one in ones[:1]:
                if one.name != other.name:
                    yield Tie(sign, f"reply:{lemma}", verb, one, other)


def refusal_ties(cast: Cast, lexicon: Lexicon, verb: Token) -> Iterator[Tie]:
    """`Lee refused to receive Grant`, `to dine with him`: who refuses somebody something opposes him."""
    if verb.lemma_.lower() not in lexicon.words["refusing"] or g.passive(verb):
        return
    ones = [a for t in g.grammatical_subjects(verb) for a in cast.stand_for(t)]
    for inner in g.children(verb, "xcomp"):
        ends = g.objects(inner) + [p for c in g.children(inner, "prep") for p in g.children(c, "pobj")]
        others = [a for t in ends for a in cast.stand_for(t)]
        for one in ones[:1]:
            for other in others[:1]:
                if one.name != other.name:
                    yield Tie("opposes", f"refusal:{inner.lemma_.lower()}", verb, one, other)


def mutual_ties(cast: Cast, lexicon: Lexicon, verb: Token) -> Iterator[Tie]:
    """`Lee and Grant hated each other`, `the two lied to one another`: what is done to each by the other."""
    other = next((t for t in verb.subtree if t.lower_ in ("other", "another") and reciprocal(t)), None)
    if other is None or g.clause_verb(other).i != verb.i:
        return
    several = [a for t in g.grammatical_subjects(verb) for a in cast.stand_for(t)]
    for frame in lexicon.of("verb", verb.lemma_.lower()):
        words = g.literals(verb, frame.needs)
        if words is None or frame.a.kind != "subj" or other_verb(verb, frame):
            continue
        if other in place(verb, frame.b, words):
            ends = list(combinations(several if len(several) <= MANY else (), 2))
            if frame.relation not in SYMMETRIC:
                ends += [(b, a) for a, b in ends]
            yield from (Tie(frame.relation, f"{frame.rule} (mutual)", verb, a, b, frame.weight)
                        for a, b in ends if a.name != b.name)  # fmt: skip
            return


def reciprocal(token: Token) -> bool:
    """Whether a token ends `each other` or `one another`."""
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    return (before, token.lower_) in (("each", "other"), ("one", "another"))


def attended_ties(cast: Cast, lexicon: Lexicon, verb: Token) -> Iterator[Tie]:
    """`a conference attended by himself, Harris and Lee`: the first one named met the others."""
    if verb.lemma_ != "attend" or not g.passive(verb):
        return
    named = [a for t in g.agents(verb) for a in cast.stand_for(t)]
    named += [a for t in g.children(verb, "npadvmod", "conj") for a in cast.stand_for(t)]
    people = [a for a in named if a.kind == "person"]
    for other in people[1:]:
        if other.name != people[0].name:
            yield Tie("meets", "joint:attended", verb, people[0], other)


def couple_ties(cast: Cast, lexicon: Lexicon, token: Token) -> Iterator[Tie]:
    """`Mr. and Mrs. Gray`, `Lord and Lady Gray`: a title alone, joined to his wife's."""
    if token.lower_ not in lexicon.words["husband_titles"] or token.i + 2 >= len(token.doc):
        return
    joined, wife = token.nbor(1), token.nbor(2)
    if joined.lower_ not in ("and", "&") or wife.lower_ not in lexicon.words["wife_titles"]:
        return
    his, hers = cast.inside.get(token.i), cast.inside.get(wife.i)
    if his and hers and his.name and hers.name and his.name != hers.name and " " in hers.text:
        a = Arg(his.name, "person", token, (his.start, his.end))
        yield Tie("kin", "joint:couple", token, a, Arg(hers.name, "person", wife, (hers.start, hers.end)))


# nouns for events and states


def noun_ties(cast: Cast, lexicon: Lexicon, noun: Token) -> Iterator[Tie]:
    """The ties that a noun for an event or a state shows: `his alliance with Pompey`."""
    taken: set[frozenset[str]] = set()
    within = cast.inside.get(noun.i)
    if within is not None and within.kind == "group" and within.form == "name" and noun.text[0].isupper():
        return  # part of a name: `the Union of Miners`
    for frame in lexicon.of("noun", noun.lemma_.lower()):
        if not headed(noun, frame):
            continue
        b_tokens, a_tokens = event(noun, frame, lexicon)
        b = args(cast, b_tokens, frame, frame.b.only)
        a = args(cast, a_tokens, frame, frame.a.only)
        found = list(pairs(frame, noun, a, b))
        if not found and frame.relation in SYMMETRIC:
            found = list(among(frame, noun, between(cast, noun, frame, a)))
        fresh = [t for t in found if frozenset((t.a.name, t.b.name)) not in taken]
        yield from (soured(t) for t in fresh) if sour(noun, lexicon) else fresh
        taken |= {frozenset((t.a.name, t.b.name)) for t in found}


def sour(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a bond is said to be bad: `a difficult relationship`, `their friendship cooled`."""
    words = lexicon.words
    if noun.lemma_.lower() not in words["bond"]:
        return False
    verb = noun.head if noun.dep_ in ("nsubj", "nsubjpass", "dobj") else None
    bad = any(c.lemma_.lower() in words["sour"] for c in g.children(noun, "amod"))
    said = verb is not None and any(c.lemma_.lower() in words["sour"] for c in g.children(verb, "acomp"))
    return bad or said or (verb is not None and verb.lemma_.lower() in words["souring"])


def soured(tie: Tie) -> Tie:
    """The tie of a bad bond."""
    return replace(tie, relation="rivals", rule=f"{tie.rule} (sour)")


def between_ties(cast: Cast, lexicon: Lexicon, noun: Token) -> Iterator[Tie]:
    """`the line between Lee and Grant`, where the noun shows no relation of its own: something parts them."""
    lemma = noun.lemma_.lower()
    if lexicon.of("noun", lemma) or lemma not in lexicon.words["parting"]:
        return
    several = [a for p in g.after(noun, "between") for a in cast.stand_for(p)]
    for a, b in combinations(several if len(several) == 2 else (), 2):
        if a.name != b.name:
            yield Tie("rivals", f"between:{lemma}", noun, a, b)


def headed(noun: Token, frame: Frame) -> bool:
    """Whether the words that the frame asks for stand there: the preposition before, others near."""
    before = [w[1:] for w in frame.needs if w.startswith("^")]
    if before and not (noun.dep_ == "pobj" and noun.head.lower_ == before[0]):
        return False
    return g.literals(noun, tuple(w for w in frame.needs if not w.startswith("^"))) is not None


def event(noun: Token, frame: Frame, lexicon: Lexicon) -> tuple[list[Token], list[Token]]:
    """The tokens of B and of A in a noun's frame."""
    verb = support(noun, lexicon)
    if any(w.startswith("^") for w in frame.needs):
        return in_phrase(noun, frame)
    if frame.a.kind != "poss":  # the noun is B's: `B's debt to A`
        return doers(noun, verb, frame, free_of=frame.a.kind != "of"), behind(noun, verb, frame.a.kind)
    if frame.b.kind in ("of", "poss"):
        return deed(noun, verb)
    return behind(noun, verb, frame.b.kind), doers(noun, verb, frame, free_of=True)


def in_phrase(noun: Token, frame: Frame) -> tuple[list[Token], list[Token]]:
    """B and A of `A fought under the command of B`: who stands above the phrase, and who stands in it."""
    above = noun.head.head
    bearer = g.grammatical_subjects(above) if above.pos_ in ("VERB", "AUX") else [above]
    slot = frame.b if frame.a.kind == "poss" else frame.a
    inside = g.after(noun, slot.kind) or (g.children(noun, "poss") if slot.kind == "of" else [])
    return (inside, bearer) if frame.a.kind == "poss" else (bearer, inside)


def deed(noun: Token, verb: Token | None) -> tuple[list[Token], list[Token]]:
    """B and A of a noun made of a verb: `Caesar's murder of B`, `the murder of B by A`, `B's murder by A`."""
    by, of, own = g.after(noun, "by"), g.after(noun, "of"), g.children(noun, "poss")
    if by:
        return (of or own), by
    if own and of:
        return of, own
    return (of or own), (carriers(noun, verb) if verb is not None else [])


def carriers(noun: Token, verb: Token) -> list[Token]:
    """Who takes part in a noun by the verb that carries it; who is given a command has it."""
    given = g.passive(verb) and verb.lemma_ in ("give", "grant", "offer", "assign") and noun.dep_ == "dobj"
    return g.grammatical_subjects(verb) if given else g.subjects(verb)


def behind(noun: Token, verb: Token | None, word: str) -> list[Token]:
    """What stands behind a preposition at the noun, or at the verb that carries the noun."""
    return g.after(noun, word) or (g.after(verb, word) if verb is not None else [])


def doers(noun: Token, verb: Token | None, frame: Frame, free_of: bool) -> list[Token]:
    """Who does it: `Caesar's attack`, `the attack by` or `of Caesar`, `Caesar made an attack`."""
    found = g.children(noun, "poss") or g.after(noun, "by") or (g.after(noun, "of") if free_of else [])
    found = found or g.namely(noun)
    if found:
        return found
    found = g.after(noun, "from") if frame.b.kind != "from" else []
    if found:
        return found
    if verb is not None:
        return carriers(noun, verb)
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        return g.children(noun.head, "poss")
    return [r for c in g.children(noun, "relcl", "acl") for r in g.subjects(c) if r.lower_ not in g.RELATIVE]


def support(noun: Token, lexicon: Lexicon) -> Token | None:
    """The verb that carries the noun: `made an alliance`, `entered into an alliance`, `in company with`."""
    head = noun.head
    while head.pos_ == "NOUN" and noun.dep_ == "conj":
        noun, head = head, head.head
    if noun.dep_ == "pobj" and head.dep_ == "prep":
        if head.head.pos_ in ("VERB", "AUX") and head.head.lemma_ in lexicon.words["light"]:
            return head.head
        return None
    if noun.dep_ in ("dobj", "attr", "nsubjpass", "npadvmod") and head.lemma_ in lexicon.words["light"]:
        return head
    return None


def between(cast: Cast, noun: Token, frame: Frame, ones: Sequence[Arg]) -> list[Arg]:
    """The several whom a symmetric noun ties: `between A and B`, `their quarrel`, `of A and B`."""
    joined = args(cast, [p for w in ("between", "of", "among") for p in g.after(noun, w)], frame)
    if len(joined) > 1:
        return joined
    verb = noun.head if noun.dep_ in ("nsubj", "nsubjpass", "dobj") else None
    if verb is not None:
        joined = args(cast, g.after(verb, "between"), frame)
    return joined if len(joined) > 1 else list(ones)


# adjectives, participles and adverbs


def adjective_ties(cast: Cast, lexicon: Lexicon, word: Token) -> Iterator[Tie]:
    """The ties of an adjective or participle: `loyal to Caesar`, `allied with Pompey`."""
    for frame in lexicon.of("adj", word.lower_):
        if g.literals(word, frame.needs) is None or active(word):
            continue
        slots = {"subj": bearers(word), "poss": bearers(word)}
        a = slots.get(frame.a.kind) or beside(word, frame.a.kind)
        b = slots.get(frame.b.kind) or beside(word, frame.b.kind)
        one, other = args(cast, a, frame, frame.a.only), args(cast, b, frame, frame.b.only)
        found = list(pairs(frame, word, one, other))
        mutual = frame.relation in SYMMETRIC and not b and word.dep_ != "amod"
        yield from found or (among(frame, word, one) if mutual else ())


def beside(word: Token, prep: str) -> list[Token]:
    """
    What stands behind a preposition at an adjective, before its verb (`Towards Lee he was hostile`), or next
    to it though the parse gives it to the verb (`He became intimate with Lee`).
    """
    found = g.after(word, prep)
    if found or word.dep_ != "acomp":
        return found
    close = word.i + 1 < len(word.doc) and word.nbor(1).lower_ == prep
    return [t for t in g.after(word.head, prep) if t.i < word.head.i or (close and t.i > word.i)]


def active(word: Token) -> bool:
    """Whether a participle's form is a verb with an object: `the chairman expelled him from the board`."""
    return word.pos_ == "VERB" and bool(g.children(word, "dobj")) and not g.passive(word)


def bearers(word: Token) -> list[Token]:
    """Of whom an adjective or participle is said."""
    head = word.head
    if word.dep_ in ("amod", "acl", "relcl"):
        return g.grammatical_subjects(word) if word.dep_ == "relcl" else [head]
    if word.dep_ == "conj" and head.pos_ in ("ADJ", "VERB"):
        return g.grammatical_subjects(word) or bearers(head)
    if word.dep_ in ("acomp", "oprd", "advcl", "ccomp", "attr", "prep", "xcomp", "advmod"):
        if word.dep_ in ("oprd", "ccomp") and g.children(head, "dobj"):
            return g.children(head, "dobj")
        own = g.grammatical_subjects(word)
        return own or (g.grammatical_subjects(head) if head.pos_ in ("VERB", "AUX") else [])
    return g.grammatical_subjects(word)


def next_subject(word: Token, head: Token, behind: Sequence[Token]) -> list[Token]:
    """The subject behind a phrase that opens a sentence: `Together with A and B, C could`."""
    if not behind or head.dep_ != "ROOT" or word.i - word.sent.start > 1:
        return []
    last = max(t.i for t in g.conjoined(behind[0]))
    return [t for t in word.doc[last + 1 : last + 5] if t.dep_ in g.SUBJECTS][:1]


def adverb_ties(cast: Cast, lexicon: Lexicon, word: Token) -> Iterator[Tie]:
    """The ties of an adverb or preposition: `together with Crassus, Pompey won`."""
    for frame in lexicon.of("adv", word.lower_):
        slot = frame.a if frame.pattern.startswith("B") else frame.b
        b = g.after(word, slot.kind) if slot.kind not in ("obj", "poss") else g.children(word, "pobj")
        head = word.head
        if head.lower_ == slot.kind:  # `together with X`, where the preposition governs the adverb
            b, head = g.children(head, "pobj"), head.head
        if word.lower_ in lexicon.words["elliptic"] and not lost_verb(head):
            continue
        a = said_of(cast, head) or next_subject(word, head, b)
        ones, others = args(cast, a, frame), args(cast, b, frame)
        if frame.pattern.startswith("B"):
            ones, others = others, ones
        yield from pairs(frame, word, fitting(ones, frame.a.only), fitting(others, frame.b.only))


def lost_verb(head: Token) -> bool:
    """Whether a preposition at `head` stands where a verb is lost: `Lee met Grant, and Meade Sheridan`."""
    return head.pos_ not in ("VERB", "AUX") and head.dep_ == "conj" and head.head.pos_ in ("VERB", "AUX")


def said_of(cast: Cast, head: Token) -> list[Token]:
    """
    Of whom an adverb or preposition at `head` is said: its verb's subject, or the name that it stands at.

    A name joined to a verb stands for a clause of its own: `Lee met Grant, and Meade with Sheridan`. A name
    that has a subject stands where a verb is lost.
    """
    while head.dep_ == "conj" or (head.pos_ == "NOUN" and head.dep_ == "dobj" and not cast.own(head)):
        if head.dep_ == "conj" and (head.pos_ in ("VERB", "AUX") or head.head.pos_ in ("VERB", "AUX")):
            break
        head = head.head
    if head.pos_ in ("VERB", "AUX"):
        return g.grammatical_subjects(head)
    if head.pos_ not in ("NOUN", "PROPN", "PRON"):
        return []
    return g.children(head, "nsubj") or [head]
