"""Ties shown by what somebody is called: roles (`his secretary X`), offices, memberships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from visavis.model.claim import SYMMETRIC
from visavis.model.lexicon import Frame, Lexicon
from visavis.reading.claims import grammar as g
from visavis.reading.claims.cast import Arg, Cast
from visavis.reading.claims.letters import closes, signed
from visavis.reading.claims.ties import Tie, among, fitting, pairs

DROPPED = frozenset({
    "det", "poss", "relcl", "appos", "punct", "cc", "conj", "acl", "advcl", "predet", "preconj", "advmod",
    "npadvmod", "parataxis",
})  # fmt: skip
COMMON = frozenset({"our", "its", "their"})  # `our campaign manager` is an office, `my captain` a role
BEFORE = frozenset({"then", "now", "late", "formerly", "afterwards", "sometime", "once", "later"})
HAVE = frozenset({"have", "leave", "lose", "bear", "beget", "bury", "find", "raise", "produce"})
EMPTY = frozenset(
    {"then", "former", "late", "new", "old", "first", "present", "current", "future", "next", "ex"}
)


def role_ties(cast: Cast, lexicon: Lexicon, noun: Token) -> Iterator[Tie]:
    """`Pompey's widow, Cornelia`; `Cornelia was the widow of Pompey`; `my secretary Tseitlin`."""
    for frame in lexicon.of("role", fellow(noun)):
        ones = referents(cast, lexicon, noun)
        others = [a for t in partners(noun, frame) for a in cast.stand_for(t)]
        ends = (ones, others) if frame.pattern.startswith("A") else (others, ones)
        a, b = fitting(ends[0], frame.a.only), fitting(ends[1], frame.b.only)
        found = [t for t in pairs(frame, noun, a, b) if not built_on(t.a, t.b)]
        if not others and frame.relation in SYMMETRIC and noun.tag_ in ("NNS", "NNPS"):
            found = list(among(frame, noun, ones))
        elif not others and frame.relation == "opposes" and noun.tag_ == "NNS" and noun.dep_ == "attr":
            found = [replace(t, relation="rivals") for t in among(frame, noun, ones)]  # `they were enemies`
        if found:
            yield from signed(found) if closes(noun, lexicon.words) else found
            return


def fellow(noun: Token) -> str:
    """The lemma of a noun, with `fellow-` where that stands before it."""
    lemma, at = noun.lemma_.lower(), noun.i - 1
    at -= at > 0 and noun.doc[at].text == "-"
    return f"fellow-{lemma}" if at >= 0 and noun.doc[at].lower_ == "fellow" else lemma


def built_on(one: Arg, other: Arg) -> bool:
    """Whether one end is only a description made of the other, a group: `the leaders of the Party`."""
    short, long = sorted((one, other), key=lambda a: a.span[1] - a.span[0])
    inside = long.span[0] <= short.span[0] and short.span[1] <= long.span[1]
    return inside and short.kind == "group" and long.form == "description"


def partners(noun: Token, frame: Frame) -> list[Token]:
    """Whose widow, secretary, ally: the possessor, or who stands behind the frame's preposition."""
    slot = frame.b if frame.a.kind in ("poss", "subj") else frame.a
    found = g.children(noun, "poss") + g.after(noun, slot.kind)
    if not found and slot.kind == "of":
        found = g.after(noun, "to")  # `sister to Lee`
    if not found and noun.dep_ in ("compound", "nmod"):
        found = g.children(noun.head, "poss")
    found = found or g.namely(noun)
    if frame.relation in ("kin", "allied") or g.children(noun, "appos"):
        found = found or having(noun)
    if not found and noun.dep_ == "conj":
        return partners(noun.head, frame) if noun.head.pos_ == "NOUN" else []
    return found


def having(noun: Token) -> list[Token]:
    """Who has one: `she had a brother, Lee`, `he left a wife`, `she is survived by a brother`."""
    verb = noun.head
    if any(c.lower_ in ("no", "any") for c in noun.children) or g.children(verb, "neg"):
        return []
    if noun.dep_ == "dobj" and verb.lemma_ in HAVE and not g.passive(verb):
        return g.grammatical_subjects(verb)
    by = noun.dep_ == "pobj" and verb.dep_ == "agent" and verb.head.lemma_ == "survive"
    return g.grammatical_subjects(verb.head) if by else []


def referents(cast: Cast, lexicon: Lexicon, noun: Token) -> list[Arg]:
    """Who is called `noun`: by apposition, as a predicate, behind `as`, before a name, or the noun's own."""
    own = cast.own(noun)
    if not own or own[0].kind == "group":  # `members of the club, like Harris`
        own = cast.examples(noun) or own
    named = [a for t in called(cast, lexicon, noun) for a in meant(cast, noun, t)]
    return named if named and (not own or own[0].form == "description") else own


def meant(cast: Cast, noun: Token, token: Token) -> list[Arg]:
    """Whom a word is said of: of a singular one set beside a name, that name alone."""
    beside = noun.dep_ in ("appos", "compound", "nmod") or token.head.i == noun.i
    alone = beside and noun.tag_ not in ("NNS", "NNPS")
    return (cast.one(token) or cast.noble(token)) if alone else cast.stand_for(token)


def called(cast: Cast, lexicon: Lexicon, noun: Token) -> Sequence[Token]:
    """The tokens of who is called by a noun."""
    head = noun.head
    apposed = [t for t in g.children(noun, "appos") if cast.own(t) or cast.noble(t)]
    if apposed:
        return apposed
    if noun.dep_ == "appos":
        return beside(noun)
    if noun.dep_ in ("compound", "nmod") and head.i != noun.i:
        return [head] if cast.own(head) else []
    if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN") and not cast.own(head):
        return called(cast, lexicon, head)
    if noun.dep_ in (
        "attr",
        "oprd",
        "dobj",
        "ccomp",
        "xcomp",
        "acomp",
        "npadvmod",
        "advmod",
        "nsubj",
        "ROOT",
    ):
        return predicated(lexicon, noun, head)
    return behind_word(cast, lexicon, noun) if noun.dep_ == "pobj" else []


def behind_word(cast: Cast, lexicon: Lexicon, noun: Token) -> Sequence[Token]:
    """Who is called by a noun behind a preposition: `one of`, `as`, `the office of`, `promoted to`."""
    prep, above = noun.head.lower_, noun.head.head
    lemma = above.lemma_.lower()
    if prep == "of" and lemma in lexicon.words["part"]:
        return called(cast, lexicon, above)
    if prep == "of" and lemma in lexicon.words["post"]:
        return raised(above)
    if prep == "as":
        return described(lexicon, above)
    if prep == "to" and not g.children(noun, "det"):
        return promoted(lexicon, above)
    if prep == "among" and lemma == "be":
        return [t for t in g.children(above, "nsubj", "attr") if t.i > noun.i]
    return []


def promoted(lexicon: Lexicon, word: Token) -> list[Token]:
    """`he was promoted to major general`, `his promotion to field marshal`."""
    if word.lemma_.lower() not in lexicon.words["promote"]:
        return []
    return g.objects(word) if word.pos_ == "VERB" else g.children(word, "poss") or g.after(word, "of")


def raised(post: Token) -> list[Token]:
    """Who comes to a post: `he was raised to the office of`, `he held the post of`."""
    verb = post.head.head if post.dep_ == "pobj" else post.head
    if verb.pos_ != "VERB":
        return g.children(post, "poss")
    if post.dep_ == "pobj" and post.head.lower_ in ("to", "into"):
        return g.objects(verb) or g.grammatical_subjects(verb)
    held = post.dep_ == "dobj" and verb.lemma_ in (
        "hold",
        "have",
        "take",
        "fill",
        "occupy",
        "assume",
        "accept",
    )
    return g.grammatical_subjects(verb) if held else []


def beside(noun: Token) -> list[Token]:
    """What a noun is set beside: of several joined ones the last before it, unless it is plural."""
    joined = [t for t in g.conjoined(noun.head) if t.i < noun.i]
    if noun.tag_ in ("NNS", "NNPS") or len(joined) < 2:
        return [noun.head]
    return joined[-1:]


def predicated(lexicon: Lexicon, noun: Token, verb: Token) -> list[Token]:
    """`X became his ally`, `they elected X consul`, `X was elected consul`."""
    words, lemma = lexicon.words, verb.lemma_.lower()
    if noun.dep_ == "ROOT":
        return []
    if noun.dep_ == "nsubj" and lemma in ("be", "include", "number"):
        named = [t for t in g.children(verb, "attr", "dobj") if t.pos_ == "PROPN"]
        return [] if g.children(verb, "neg") else named
    if lemma in words["copula"] and noun.dep_ in ("attr", "dobj", "oprd", "acomp"):
        return g.grammatical_subjects(verb)
    if lemma not in words["called"] and not (noun.dep_ == "xcomp" and lemma in words["promote"]):
        return []
    if g.passive(verb):
        return g.grammatical_subjects(verb)
    if noun.dep_ in ("nsubj", "ccomp"):
        return []
    return [t for t in g.children(verb, "dobj", "dative", "nsubj") if t.i != noun.i and verb.i < t.i < noun.i]


def described(lexicon: Lexicon, verb: Token) -> list[Token]:
    """`served as consul`, `appointed him as consul`, `regarded Pompey as his friend`."""
    if verb.pos_ not in ("VERB", "AUX"):
        return [verb] if verb.pos_ == "PROPN" else g.children(verb, "poss")
    if verb.lemma_.lower() in lexicon.words["called"] or g.children(verb, "dobj"):
        return (
            g.objects(verb)
            if verb.lemma_.lower() in lexicon.words["called"]
            else g.grammatical_subjects(verb)
        )
    return g.grammatical_subjects(verb)


# offices


def office_ties(cast: Cast, lexicon: Lexicon, noun: Token) -> Iterator[Tie]:
    """`X was elected consul`, `Yagoda, General Commissar`, `as General Secretary of the Party`."""
    lemma = noun.lemma_.lower()
    mention = cast.at.get(noun.i)
    is_office = mention is not None and mention.kind == "office"
    if lemma in lexicon.words["no_office"] or (not is_office and lemma not in lexicon.words["office"]):
        return
    within = cast.inside.get(noun.i)
    if not is_office and within is not None and cast.at.get(noun.i) is not within and within.kind != "office":
        return
    behind = before_comma(cast, noun)
    if not is_office and not behind and (cast.own(noun) or _personal(cast, noun)):
        return
    named = mention.name if is_office and mention else None
    label = named if named and not leads_with_adverb(noun) else title(noun)
    if noun.dep_ in ("compound", "nmod"):
        label = before_name(noun)
    elif noun.pos_ == "VERB":  # `promoted to captain`, taken for a verb
        label = noun.text
    if not label:
        return
    span = cast.unit.span(noun.doc[min(t.i for t in phrase(noun)) : max(t.i for t in phrase(noun)) + 1])
    office = Arg(label, "office", noun, span, "description")
    for token in behind or called(cast, lexicon, noun):
        for holder in meant(cast, noun, token):
            if (holder.kind == "person" or holder.form == "name") and holder.name != label:
                yield Tie("holds", f"office:{lemma}", noun, holder, office)


def before_comma(cast: Cast, noun: Token) -> list[Token]:
    """
    The name right before an office that the parser put elsewhere: `Harris, then Secretary of State, left`.

    The office must begin with a word of time.
    """
    first = phrase(noun)[0]
    while first.i > noun.sent.start + 1 and (first.nbor(-1).lower_ in BEFORE or first.nbor(-1).dep_ == "det"):
        first = first.nbor(-1)
    timed = any(t.lower_ in BEFORE for t in noun.doc[first.i : noun.i])
    if first.i < 2 or first.nbor(-1).text != "," or not timed:
        return []
    name = noun.doc[first.i - 2]
    holder = cast.own(name)
    return [name] if holder and holder[0].form == "name" and holder[0].kind == "person" else []


def leads_with_adverb(noun: Token) -> bool:
    """Whether a word of time stands before the office: `afterwards ambassador`, `former minister`."""
    return any((c.dep_ == "advmod" or c.lower_ in EMPTY) and c.i < noun.i for c in noun.children)


def before_name(noun: Token) -> str:
    """
    An office before a name: `the Portuguese commander X`, `Mughal Emperor X`.

    Empty for a bare title (`President X`), which is part of the name.
    """
    run = [noun]
    while run[0].i > noun.sent.start and run[0].nbor(-1).head.i in (noun.i, noun.head.i):
        before = run[0].nbor(-1)
        if before.dep_ not in ("compound", "amod", "nmod") or before.lower_ in EMPTY:
            break
        run.insert(0, before)
    if run[0].lower_ in ("mr", "mr.", "mister"):  # `Mr. Justice Gray`
        return ""
    definite = any(t.dep_ == "det" for t in (*noun.children, *noun.head.children) if t.i < noun.i)
    return str(noun.doc[run[0].i : noun.i + 1].text) if definite or len(run) > 1 else ""


def _personal(cast: Cast, noun: Token) -> bool:
    """Whether the office is somebody's own man: `his captain`, which is a role."""
    return any(
        (p.pos_ == "PRON" and p.lower_ not in COMMON) or any(a.kind == "person" for a in cast.own(p))
        for p in g.children(noun, "poss")
    )


def phrase(noun: Token) -> list[Token]:
    """The tokens of an office's name: the noun, what stands before it, and what `of`, `to`, `for` add."""
    out = [noun]
    for c in noun.children:
        if c.dep_ in DROPPED or c.lower_ in EMPTY:
            continue
        if c.dep_ == "prep" and c.lower_ not in ("of", "to", "for", "in"):
            continue
        out += [c] if c.dep_ != "prep" else [t for t in c.subtree if not _clausal(t, c)]
    return sorted(out, key=lambda t: t.i)


def _clausal(token: Token, top: Token) -> bool:
    """Whether a clause or an apposition begins between `top` and `token`."""
    while token.i != top.i:
        if token.dep_ in ("relcl", "acl", "appos", "advcl", "punct"):
            return True
        token = token.head
    return False


def title(noun: Token) -> str:
    """An office's name in its own words: `General Secretary of the Communist Party`."""
    tokens = phrase(noun)
    run = [tokens[0]]
    for t in tokens[1:]:
        if t.i - run[-1].i > 2:
            break
        run.append(t)
    return " ".join(noun.doc[run[0].i : run[-1].i + 1].text.split()) if noun in run else noun.text


def post_ties(cast: Cast, lexicon: Lexicon, noun: Token) -> Iterator[Tie]:
    """`Milo's tribunate`, `his consulship`: a word for an office with its holder before it."""
    if noun.lemma_.lower() not in lexicon.words["dignity"]:
        return
    post = Arg(noun.text, "office", noun, cast.unit.span(noun), "description")
    for owner in g.children(noun, "poss"):
        for holder in cast.stand_for(owner):
            if holder.kind == "person":
                yield Tie("holds", "post:possessor", noun, holder, post)


# memberships


def member_ties(cast: Cast, lexicon: Lexicon, noun: Token) -> Iterator[Tie]:
    """`the Trotskyite Pyatakov`, `Pyatakov was a Trotskyite`: a group's name said of a person."""
    group = cast.at.get(noun.i)
    if group is None or group.kind != "group" or not group.name or group.form != "name":
        return
    if not noun.lower_.rstrip("s").endswith(tuple(lexicon.words["belonging"])):
        return
    belongs = Arg(group.name, "group", noun, (group.start, group.end))
    if noun.dep_ in ("compound", "nmod", "amod"):
        people = [a for a in cast.stand_for(noun.head) if a.kind == "person"]
    elif noun.dep_ == "attr" and noun.tag_ in ("NN", "NNP", "JJ"):
        people = [
            a for t in g.grammatical_subjects(noun.head) for a in cast.stand_for(t) if a.kind == "person"
        ]
    else:
        return
    for person in people:
        if person.name != belongs.name:
            yield Tie("member", "apposition:member", noun, person, belongs)


def named_member_ties(cast: Cast, lexicon: Lexicon, head: Token) -> Iterator[Tie]:
    """`the Trotskyite Pyatakov` where the whole is taken for a name: its first word is a group's."""
    mention = cast.at.get(head.i)
    if mention is None or mention.form != "name" or mention.kind != "person":
        return
    for token in g.children(head, "compound", "nmod"):
        low = token.lower_
        if low.endswith(("ite", "ist")) and token.text[0].isupper() and head.i - token.i < 3:
            group = Arg(token.text, "group", token, cast.unit.span(token))
            for person in cast.own(head):
                yield Tie("member", "apposition:member", token, person, group)
