"""Questions to a dependency parse: who is a verb's subject, its object, what stands behind a preposition."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from visavis.model.lexicon import words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
LITERAL = frozenset({
    "prt", "prep", "dobj", "pobj", "advmod", "attr", "acomp", "oprd", "npadvmod", "amod", "dative",
    "nsubjpass", "pcomp", "compound",
})  # fmt: skip
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
GROUP = frozenset({"aux", "auxpass", "neg", "advmod"})  # what stands before a verb in its group
ELLIPTIC = frozenset({"when", "while", "if", "though", "although", "unless", "once"})  # `when asked`
CAUSE = frozenset(
    {"have", "get", "cause", "order", "command", "direct", "procure", "decree", "demand", "want", "move"}
)
THOUGHTS = frozenset({"idea", "intention", "thought", "notion", "hope", "plan", "design", "view", "dream"})
MOTIVES = frozenset(
    {"motive", "reason", "interest", "ground", "occasion", "inducement", "temptation", "desire", "wish"}
)
HENCE = frozenset({"thereby", "thus"})
ORDERS = frozenset({"order", "command", "instruction", "direction", "decree"})
BARE = frozenset({"help", "let", "make", "see", "hear", "watch", "bid"})  # before an infinitive without `to`
DEPTH = 12  # steps up a tree; deeper chains are errors of the parse


def mend_lemmas(doc: Doc, known: frozenset[str]) -> None:
    """Give verbs that the parser's lemmatiser gets wrong (`hated` → `hat`) the lemma that is in `known`."""
    for t in doc:
        if t.pos_ == "VERB" and t.lemma_.lower() not in known:
            better = next((s for s in stems(t.lower_) if s in known), None)
            if better:
                t.lemma_ = better


def mend_offices(doc: Doc) -> None:
    """In `appointed her director` she is the one appointed, where the parser makes the director hers."""
    for her in doc:
        noun, verb = her.head, her.head.head
        appointed = (
            her.lower_ == "her"
            and her.i + 1 == noun.i == verb.i + 2
            and noun.dep_ == "dobj"
            and verb.lemma_.lower() in words()["appointing"]
            and noun.lower_ in words()["office"]
        )
        if appointed:
            her.head, noun.dep_, her.dep_ = verb, "oprd", "dobj"


def mend_participles(doc: Doc) -> None:
    """In `he used the words that she wrote, thereby offending him` she offends: the nearest verb counts."""
    for t in doc:
        if t.tag_ != "VBG" or t.dep_ != "advcl" or not any(c.lower_ in HENCE for c in children(t, "advmod")):
            continue
        first = min(c.i for c in t.subtree)
        before = [v for v in doc[t.sent.start : first] if v.pos_ == "VERB" and t.head.is_ancestor(v)]
        if t.head.i < t.i and before:
            t.head = before[-1]


def mend_helped(doc: Doc) -> None:
    """In `while there, he helped Lee write it` Lee is helped, where the parser takes him for who writes."""
    for t in doc:
        up = t.head
        if t.lemma_ not in BARE or t.dep_ != "advcl" or up.i < t.i or up.tag_ not in ("VB", "VBP"):
            continue
        for c in children(up, "nsubj"):
            if min(x.i for x in c.subtree) == t.i + 1 and not children(t, "dobj", "ccomp", "xcomp"):
                c.head, c.dep_ = t, "dobj"


def stems(word: str) -> list[str]:
    """
    Forms that a regular verb's inflected form may come from.

    >>> stems("hated"), stems("quarrelled")
    (['hate', 'hat'], ['quarrelle', 'quarrell', 'quarrel'])
    """
    if word.endswith("gave"):  # `never forgave`, which the parser takes for a base form
        return [word.removesuffix("gave") + "give"]
    for ending in ("ed", "ing", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            double = [stem[:-1]] if stem[-1] == stem[-2] else []
            y = [stem[:-1] + "y"] if stem.endswith("i") else []
            return [stem + "e", stem, *double, *y]
    return []


def children(token: Token, *deps: str) -> list[Token]:
    """The children of `token` with one of the dependency labels `deps`, in the order of the text."""
    return [c for c in token.children if c.dep_ in deps]


def namely(noun: Token) -> list[Token]:
    """Whose a noun is by a name before it: `Trotsky supporters`, `the Wilson telegram`."""
    return [] if noun.pos_ != "NOUN" else [c for c in children(noun, "compound", "nmod") if c.pos_ == "PROPN"]


def conjoined(token: Token) -> list[Token]:
    """`token` and what is joined to it by `and`, `or` or a comma, in the order of the text."""
    out, todo = [], [token]
    while todo:
        now = todo.pop(0)
        out.append(now)
        todo += [c for c in now.children if c.dep_ == "conj" and len(out) + len(todo) < 20]
    return out


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above `token`, nearest first, at most `DEPTH`."""
    for _ in range(DEPTH):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def passive(verb: Token) -> bool:
    """Whether a verb is passive: `was expelled`, `expelled by`, `having been shot`."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "conj" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return verb.head.pos_ in ("VERB", "AUX") and passive(verb.head)
    if any(c.dep_ == "aux" for c in verb.children):
        return False
    return verb.dep_ in ("acl", "advcl", "amod", "ccomp", "oprd", "acomp", "conj", "ROOT", "dep") or bool(
        children(verb, "agent")
    )


def agents(verb: Token) -> list[Token]:
    """Those by whom: objects of a passive's `by`, owners of the hands it was done at."""
    found = [p for by in _by(verb) for p in children(by, "pobj")]
    found = [o for p in found for o in (_ordered(p) or [p])]
    hands = [p for at in children(verb, "prep") if at.lower_ == "at" for p in children(at, "pobj")]
    hands = [h for h in hands if h.lower_ in ("hands", "hand", "instance", "instigation", "behest")]
    return found or [o for h in hands for o in (children(h, "poss") or after(h, "of"))]


def _by(verb: Token) -> list[Token]:
    """Each `by` of a passive: `trusted by Lee, and even by Grant`."""
    first = [c for c in children(verb, "agent", "prep") if c.lower_ == "by"]
    return first + [c for by in first for c in children(by, "conj") if c.lower_ == "by"]


def _ordered(noun: Token) -> list[Token]:
    """Whose order it is where something is done by one: `shot by order of Grant`, `by Grant's command`."""
    if noun.lower_ not in ("order", "orders", "command", "direction", "decree", "sentence", "hand", "hands"):
        return []
    return children(noun, "poss") or after(noun, "of")


def grammatical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """
    The subject of a verb, its own or the one it shares with what governs it.

    Shared subjects: joined verbs, infinitives under control or raising, participles, clauses on a noun. A
    verb right behind a semicolon speaks of the person last spoken of: `A life of Lee; was shot in May`.
    """
    own = [c for c in children(verb, *SUBJECTS) if c.dep_ != "csubj"]
    own = cleft(verb, own) or own
    stop = semicolon_before(verb)
    if stop is not None and not any(c.i > stop.i or c.pos_ in ("PROPN", "PRON") for c in own):
        return spoken_of(verb, stop)
    if own or depth > DEPTH:
        return own
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "acl" and verb.tag_ == "VB":  # `a plot to kill`: whose plot it is
        return children(head, "poss") or holder(head) or [head]
    if verb.dep_ == "relcl" and passive(verb) and any(c.lower_ in ELLIPTIC for c in verb.children):
        return grammatical_subjects(
            next((t for t in ancestors(head) if t.pos_ in ("VERB", "AUX")), head), depth + 1
        )
    if verb.dep_ in ("acl", "relcl", "amod"):
        return [head] if head.pos_ in ("NOUN", "PROPN", "PRON") else []
    if verb.dep_ in ("xcomp", "ccomp", "oprd") and head.pos_ in ("VERB", "AUX"):
        return _controller(head, depth)
    if verb.dep_ == "pcomp" and head.dep_ in ("prep", "agent"):
        return _behind_preposition(verb, head, depth)
    joined = verb.dep_ in ("conj", "advcl", "dep", "parataxis") and head.pos_ in ("VERB", "AUX", "ADJ")
    said = verb.dep_ in ("acomp", "attr") and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
    return grammatical_subjects(head, depth + 1) if joined or said or _bare(verb, head) else []


def cleft(verb: Token, own: list[Token]) -> list[Token]:
    """Who did it, of `It was he who paid`; empty where no such clause stands."""
    being = verb.head
    who = verb.dep_ in ("ccomp", "relcl") and len(own) == 1 and own[0].lower_ in ("who", "that")
    it = who and being.lemma_ == "be" and any(c.lower_ == "it" for c in children(being, "nsubj"))
    return [c for c in children(being, "attr") if c.i < verb.i] if it else []


def _bare(verb: Token, head: Token) -> bool:
    """Whether an infinitive stands at an adjective: `eager to help`."""
    return verb.dep_ == "xcomp" and head.pos_ == "ADJ"


def semicolon_before(verb: Token) -> Token | None:
    """The semicolon right before a finite verb and its auxiliaries and adverbs; None where none stands."""
    first = verb
    while first.i > verb.sent.start and first.nbor(-1) in verb.children and first.nbor(-1).dep_ in GROUP:
        first = first.nbor(-1)
    if not any(t.tag_ in FINITE for t in verb.doc[first.i : verb.i + 1]):
        return None
    return first.nbor(-1) if first.i > verb.sent.start and first.nbor(-1).text == ";" else None


def spoken_of(verb: Token, stop: Token) -> list[Token]:
    """The subject of the clause before a semicolon where it is a name or a pronoun, else the last person."""
    for clause in (c for c in (*verb.children, verb.head) if c.i < stop.i and c.pos_ in ("VERB", "AUX")):
        found = children(clause, "nsubj", "nsubjpass")
        if any(t.pos_ in ("PROPN", "PRON") for t in found):
            return found
    before = [
        t for t in verb.sent if t.i < stop.i and t.pos_ == "PROPN" and t.dep_ not in ("compound", "nmod")
    ]
    return [t for t in before if t.ent_type_ == "PERSON"][-1:]


def _controller(head: Token, depth: int) -> list[Token]:
    """Who carries out the infinitive below `head`: its object, else its subject."""
    objects = children(head, "dobj", "dative")
    if objects and head.lemma_ != "promise":
        return objects[:1]
    return grammatical_subjects(head, depth + 1)


def _behind_preposition(verb: Token, prep: Token, depth: int) -> list[Token]:
    """The subject of `by expelling`, `for betraying`, `accused of killing`."""
    governor = prep.head
    if governor.pos_ in ("VERB", "AUX"):
        objects = children(governor, "dobj")
        if prep.lower_ == "of" and any(t.lemma_ in THOUGHTS for t in objects):  # `had no idea of mocking him`
            return grammatical_subjects(governor, depth + 1)
        if objects and prep.lower_ in ("of", "from", "for", "with"):
            return objects[:1]
        return grammatical_subjects(governor, depth + 1)
    if governor.pos_ in ("NOUN", "PROPN"):
        owners = children(governor, "poss")
        return owners or holder(governor)
    return grammatical_subjects(governor, depth + 1) if governor.pos_ == "ADJ" else []


def holder(noun: Token) -> list[Token]:
    """The subject of the verb that `noun` depends on as object: who has, makes, holds it."""
    for up in ancestors(noun):
        if up.pos_ in ("VERB", "AUX"):
            return [] if passive(up) else grammatical_subjects(up)
        if up.dep_ in ("nsubj", "nsubjpass") or up.pos_ not in ("ADP", "NOUN"):
            return []
    return []


def subjects(verb: Token) -> list[Token]:
    """Who does it: the subject of an active verb, the agent of a passive one or who causes it."""
    return (agents(verb) or causers(verb)) if passive(verb) else grammatical_subjects(verb)


def extraposed(verb: Token) -> Token | None:
    """
    The verb that `It was suggested to the court by Lee that Grant shot him` hangs on, where the parser hangs
    the clause on a noun between; else None.
    """
    root = verb.sent.root
    it = any(c.lower_ == "it" for c in children(root, "nsubjpass"))
    if verb.dep_ != "relcl" or verb.i < root.i or not it:
        return None
    that = next((c for c in verb.children if c.lower_ == "that" and c.i < verb.i), None)
    if that is None or not children(verb, "nsubj", "nsubjpass"):
        return None
    return root if that.dep_ == "mark" or len(children(verb, "dobj")) > 1 else None


def by_whom(above: Token, verb: Token) -> list[Token]:
    """Whom the words between a passive verb and a clause behind it name as its agent."""
    between = above.doc[above.i + 1 : verb.i]
    return agents(above) or [p for by in between if by.lower_ == "by" for p in children(by, "pobj")]


def causers(verb: Token) -> list[Token]:
    """Who has it done: `Lee had him shot`, `ordered that he be shot`, `gave orders that he be shot`."""
    up = verb.head
    if (
        verb.dep_ in ("acl", "ccomp", "relcl")
        and up.pos_ == "NOUN"
        and up.lemma_ in ORDERS
        and ordering(verb)
    ):
        return children(up, "poss") or after(up, "of") or holder(up)
    if verb.dep_ not in ("ccomp", "xcomp", "oprd") or up.pos_ != "VERB" or up.lemma_ not in CAUSE:
        return []
    tensed = [c for c in children(verb, "aux", "auxpass") if c.tag_ in FINITE]
    return [] if tensed or passive(up) else grammatical_subjects(up)


def ordering(verb: Token) -> bool:
    """Whether a clause says what shall be done: `that he be shot`, `that he should be shot`."""
    tensed = [
        c
        for c in children(verb, "aux", "auxpass")
        if c.tag_ in FINITE and c.lower_ not in ("should", "shall")
    ]
    return not tensed


def objects(verb: Token) -> list[Token]:
    """To whom it is done: the object of an active verb, the subject of a passive one."""
    if passive(verb):
        if verb.dep_ == "amod":
            return [verb.head]
        return (
            [*grammatical_subjects(verb), *children(verb, "dobj")]
            if not agents(verb)
            else grammatical_subjects(verb)
        )
    own = children(verb, "dobj", "attr", "dative") if verb.lemma_ != "be" else []
    own = [t for t in own if t.pos_ != "ADP"] + _small_clause(verb)
    if own:
        return own
    shared = _shared_object(verb)
    return shared or gap(verb)


def _small_clause(verb: Token) -> list[Token]:
    """Of whom the complement is said: `appointed Brutus governor`, `ordered Sheridan to advance`."""
    out = []
    for c in children(verb, "ccomp", "oprd", "xcomp"):
        bare = c.tag_ == "VBP" and verb.lemma_ in BARE  # `helped him write`, taken for a finite verb
        if c.pos_ in ("NOUN", "PROPN", "ADJ") or c.tag_ in ("VB", "VBG", "VBN") or bare:
            marked = [t for t in children(c, "mark", "aux") if t.lower_ != "to"]
            out += [] if marked else children(c, "nsubj", "nsubjpass")
    return out


def _shared_object(verb: Token) -> list[Token]:
    """The object that a verb shares with the next one joined to it: `arrested and shot the consul`."""
    for c in children(verb, "conj"):
        if c.pos_ == "VERB" and c.i - verb.i <= 3 and not children(c, *SUBJECTS):
            return children(c, "dobj")
    return []


def gap(verb: Token) -> list[Token]:
    """The noun that a relative clause without a pronoun is about: `the man Stalin expelled`."""
    if verb.dep_ != "relcl" or not children(verb, "nsubj"):
        return []
    inside = [t.lower_ for t in verb.subtree if t.i < verb.i + 8]
    return [] if any(w in RELATIVE for w in inside) else [verb.head]


def dative(verb: Token) -> list[Token]:
    """Whom something is given to: `gave Brutus help`, `gave help to Brutus`, `Brutus was given help`."""
    found = children(verb, "dative")
    found = [p for t in found for p in (children(t, "pobj") or [t])]
    if passive(verb):
        found += grammatical_subjects(verb)
    to = [p for prep in children(verb, "prep") if prep.lower_ == "to" for p in children(prep, "pobj")]
    rest = [c for c in children(verb, "dobj", "nsubj", "ccomp") if c.i > verb.i and c.dep_ == "dobj"]
    return found or to or rest[:1]


def after(token: Token, word: str) -> list[Token]:
    """The objects of the preposition `word` at `token`: `with Pompey`, `with whom`, `the man he met with`."""
    out: list[Token] = []
    for prep in token.children:
        if prep.dep_ in ("prep", "agent", "dative", "prt", "mark", "advmod") and prep.lower_ == word:
            out += children(prep, "pobj") or _deeper(prep) or _stranded(token, prep)
            out += [p for c in children(prep, "conj") if c.lower_ == word for p in children(c, "pobj")]
    return out


def _deeper(prep: Token) -> list[Token]:
    """`out of`, `away from`: the object stands one preposition further down."""
    return [p for c in children(prep, "prep") for p in children(c, "pobj")]


def _stranded(verb: Token, prep: Token) -> list[Token]:
    if verb.dep_ == "relcl" and not list(prep.children):
        return [verb.head]
    return []


def literals(token: Token, wanted: tuple[str, ...]) -> list[Token] | None:
    """The tokens that stand for the frame's further words, near below `token`; None where one lacks."""
    out: list[Token] = []
    pool = [*_near(token, 3), *children(token, "ccomp", "xcomp", "oprd", "advcl")]
    for word in wanted:
        hit = next((t for t in pool if stands_for(t, word) and t not in out), None)
        if hit is None:
            return None
        out.append(hit)
    return out


def stands_for(token: Token, word: str) -> bool:
    """Whether a token is a frame's `word`: `OFFICE` any office, `THING` no word said, `TO` an infinitive."""
    if word == "THING":
        return token.dep_ == "dobj" and token.pos_ == "NOUN" and token.lemma_.lower() not in words()["spoken"]
    if word == "TO":
        return token.tag_ == "VB" and any(c.lower_ == "to" for c in children(token, "aux"))
    if word == "OFFICE":
        return token.lemma_.lower() in words()["office"]
    return word in (token.lower_, token.lemma_.lower()) and not temporal(token)


def temporal(prep: Token) -> bool:
    """Whether a preposition only says when: `In May he instructed Lee to pay` is no teaching."""
    return prep.dep_ == "prep" and any(c.ent_type_ in ("DATE", "TIME") for c in children(prep, "pobj"))


def _near(token: Token, depth: int) -> Iterator[Token]:
    for c in token.children:
        if c.dep_ in LITERAL:
            yield c
            if depth > 1:
                yield from _near(c, depth - 1)


def clause_verb(token: Token) -> Token:
    """The verb whose clause `token` stands in; the sentence's root where there is none."""
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
        return token
    up = token
    for up in ancestors(token):
        if up.pos_ in ("VERB", "AUX") and up.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return up
    return up


def first_of(verb: Token) -> Token:
    """The first of verbs that are joined: `came` of `He came and, having eaten, left`."""
    for _ in range(DEPTH):
        if verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX"):
            break
        verb = verb.head
    return verb
