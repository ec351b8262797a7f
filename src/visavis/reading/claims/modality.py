"""Modality: whether a clause says that something is, was not, was planned, asked, supposed or alleged."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from visavis.reading.claims import grammar as g

Words = Mapping[str, frozenset[str]]
ORDER = ("asked", "hypothetical", "denied", "planned", "alleged")  # the first that holds is the modality
LIKELY = frozenset({"will", "shall", "'ll", "’ll", "should", "must", "ought"})
DUE = frozenset({"should", "must", "ought"})  # with `have`: what was not done, or is only inferred
UNREAL = frozenset({"might", "may", "could", "would", "'d"})
RESTART = frozenset({"ccomp", "relcl", "parataxis"})  # above these only what governs the whole clause counts


def presupposed(anchor: Token) -> bool:
    """Whether a word is mentioned and not said of anybody: `his wife came`, but not `she was his wife`."""
    if anchor.dep_ in ("attr", "oprd", "acomp"):
        return False
    if anchor.dep_ == "conj":
        return presupposed(anchor.head)
    return not (anchor.dep_ == "pobj" and anchor.head.lower_ in ("as", "for"))


def modality(anchor: Token, words: Words, reported: bool = False, bound: bool = True) -> str:
    """
    The modality of the clause that `anchor` stands in; one of `MODALITIES`.

    `reported`: the clause is somebody's indirect speech, where `would` is a plan and not a memory.
    `bound`: a noun shares the fate of what its verb wants, plans or refuses.
    """
    found: set[str] = set()
    verb = g.clause_verb(anchor)
    if anchor.i != verb.i:
        found |= noun_marks(anchor, verb, words, bound)
    found |= clause_marks(verb, words, reported)
    if question(anchor):
        found.add("asked")
    if "planned" in found and "denied" in found and "planned-below" in found:
        found.discard("denied")
    return next((m for m in ORDER if m in found), "asserted")


def question(token: Token) -> bool:
    """Whether the sentence is a question, and `token` no part of a clause that it takes for granted."""
    sent = token.sent
    last = next((t for t in reversed(list(sent)) if t.text not in "\"'”’)»"), None)
    return last is not None and last.text == "?"


def noun_marks(anchor: Token, verb: Token, words: Words, bound: bool) -> set[str]:
    """Marks between a noun and its verb: `no alliance`, `a plan for an alliance`, `demanded his removal`."""
    found = set()
    token = anchor
    for _ in range(g.DEPTH):
        if any(c.lower_ in ("no", "neither") and c.dep_ in ("det", "neg", "preconj") for c in token.children):
            found.add("denied")
        if any(
            c.lower_ in ("alleged", "supposed", "rumoured", "rumored", "so-called") for c in token.children
        ):
            found.add("alleged")
        if any(
            c.lower_ in ("proposed", "planned", "intended", "possible", "attempted") for c in token.children
        ):
            found.add("planned")
        if token.head.i in (verb.i, token.i):
            break
        token = token.head
        if token.lower_ == "without":
            found.add("denied")
        if token.pos_ == "NOUN":
            found |= governed_by_noun(token, words)
    if bound and token.dep_ in ("dobj", "nsubjpass", "pobj", "ccomp"):
        found |= governing(verb, words) if verb.i != anchor.i else set()
    return found


def clause_marks(verb: Token, words: Words, reported: bool) -> set[str]:
    """Marks on the verb itself and on what governs it."""
    found = own_marks(verb, words, reported)
    token = verb
    for up in g.ancestors(verb):
        if above := g.extraposed(token):
            found |= content(token, above, words) - ({"alleged"} if g.by_whom(above, token) else set())
            break
        if token.dep_ in ("relcl", "parataxis", "ccomp") and not small(token):
            found |= content(token, up, words) if token.dep_ == "ccomp" else set()
            found |= {"denied"} if nobody(token, up) else set()
            break
        marks, last = step(token, up, words, reported)
        found |= marks
        if last:
            break
        token = up
    return found


def content(token: Token, up: Token, words: Words) -> set[str]:
    """What the verb above says of a whole clause: `denied that`, `it is said that`, `moved that he be`."""
    found = denial(up, words)
    if any(c.lower_ == "it" for c in g.children(up, "nsubjpass")) and not g.agents(up):
        found |= governing(up, words) & ({"alleged", "planned"} if _modal(token) else {"alleged"})
    if g.children(up, "nsubj") and up.lemma_ == "be":
        found |= truth(up, words)
    found |= doubted(up, words) | unproven(up, words)
    if subjunctive(token) and up.lemma_.lower() in words["plan"] | {"move"}:
        found.add("planned")
    return found


def denial(up: Token, words: Words) -> set[str]:
    """`denied that`, `does not believe that`, `is not satisfied that`; `never said that` is only alleged."""
    lemma, negated = up.lemma_.lower(), negative(up, words)
    if lemma in words["deny"]:
        return set() if negated else {"denied"}
    if not negated:
        return set()
    if lemma in words["think"] or lemma in words["accept"] or up.lower_ in words["accept"]:
        return {"denied"}
    return {"alleged"} if lemma in words["say"] else set()


def negative(word: Token, words: Words) -> bool:
    """Whether a verb is negated, or the verb of an adjective."""
    said = [word, word.head] if word.dep_ in ("acomp", "attr") else [word]
    return any(c.dep_ not in ("nsubj", "nsubjpass") and negates(c, words) for v in said for c in v.children)


def doubted(up: Token, words: Words) -> set[str]:
    """`nobody believed that`, `I doubt that`, `legend has it that`."""
    subjects = g.children(up, "nsubj")
    told = any(c.lemma_.lower() in words["rumour"] for c in subjects)
    told |= up.lemma_.lower() in words["say"] | words["think"] and any(anybody(c, words) for c in subjects)
    unbelieved = up.lemma_.lower() in words["think"] and any(negates(c, words) for c in subjects)
    found = {"alleged"} if told or unbelieved else set()
    return found | ({"hypothetical"} if up.lemma_.lower() == "doubt" else set())


def anybody(subject: Token, words: Words) -> bool:
    """Whether a subject is nobody in particular: `people say`, `some have written`; not `some of them`."""
    named = [c for c in subject.children if c.dep_ not in ("amod", "advmod", "punct")]
    return subject.lower_ in words["anybody"] and not named


def unproven(up: Token, words: Words) -> set[str]:
    """`there is no evidence to suggest that`, `nothing shows that`: the clause below is denied."""
    if up.pos_ == "NOUN":
        return {"denied"} if up.lemma_.lower() in words["proof"] and _no(up) else set()
    if up.lemma_.lower() not in words["prove"]:
        return set()
    sources = g.children(up, "nsubj") or ([up.head] if up.dep_ in ("acl", "relcl") else [])
    nothing = any(t.lower_ == "nothing" for t in sources)
    return (
        {"denied"}
        if nothing or any(t.lemma_.lower() in words["proof"] and _no(t) for t in sources)
        else set()
    )


def truth(being: Token, words: Words) -> set[str]:
    """`it is not true that`, `it is false that`: the clause below is denied."""
    said = {c.lower_ for c in g.children(being, "acomp")}
    negated = bool(g.children(being, "neg"))
    return {"denied"} if said & words["true" if negated else "false"] else set()


def subjunctive(verb: Token) -> bool:
    """`that he be removed`, `that he leave`: a bare form with a subject of its own."""
    aux = g.children(verb, "aux", "auxpass")
    bare = [c for c in aux if c.lower_ == "be"] if aux else [verb] if verb.tag_ == "VB" else []
    return bool(bare) and len(aux) < 2 and bool(g.children(verb, "nsubj", "nsubjpass"))


def nobody(token: Token, up: Token) -> bool:
    """`It was not Lee who left`: the clause below is denied of him who is named."""
    named = token.dep_ == "relcl" and (up.lower_ == "it" or up.dep_ == "attr")
    being = up.head if named else up
    it = any(c.lower_ == "it" for c in g.children(being, "nsubj"))
    return being.lemma_ == "be" and it and bool(g.children(being, "neg") and g.children(being, "attr"))


def step(token: Token, up: Token, words: Words, reported: bool) -> tuple[set[str], bool]:
    """What `up`, the head of `token`, does to the clause below, and whether nothing above it matters."""
    dep = token.dep_
    if dep == "advcl":
        return adverbial(token, words), True
    if up.pos_ in ("VERB", "AUX", "ADJ") and dep in ("xcomp", "ccomp", "acomp", "oprd"):
        if ahead(token, up):
            return {"planned"} | own_marks(up, words, reported), False
        above, own = governing(up, words), own_marks(up, words, reported)
        helpless = up.lemma_ == "help" and token.tag_ == "VBG"  # `could not help admiring`
        if "denied" in own and (helpless or "denied" in above):  # `could not refuse to`
            above, own = above - {"denied"}, own - {"denied"}
        return above | own, False
    if up.pos_ == "NOUN" and dep in ("acl", "pcomp", "prep"):
        infinitive = dep == "acl" and token.tag_ == "VB"
        own = own_marks(g.clause_verb(up), words, reported) if infinitive else set()
        return governed_by_noun(up, words) | own, True
    if up.pos_ == "ADP" or up.lower_ == "without":
        return behind_preposition(up, words, reported), True
    if dep == "conj" and up.pos_ in ("VERB", "AUX"):
        return shared(token, up, words, reported), False
    return set(), True


def ahead(verb: Token, up: Token) -> bool:
    """`was going to leave`, `was about to leave`, `is to leave`; not `was to`, as often said of what came."""
    if not any(c.lower_ == "to" for c in g.children(verb, "aux")):
        return False
    if up.lower_ in ("was", "were"):  # `was to have married`
        return _perfect(verb)
    going = up.lower_ == "going" and up.tag_ == "VBG" and verb.dep_ == "xcomp"
    return going or up.lower_ in ("about", "am", "is", "are", "'m", "’m", "'s", "’s", "'re", "’re")


def behind_preposition(prep: Token, words: Words, reported: bool) -> set[str]:
    """`without meeting him`, `prevented from meeting him`, `the idea of meeting him`."""
    instead = prep.i > 0 and (prep.nbor(-1).lower_, prep.lower_) in (("instead", "of"), ("far", "from"))
    if prep.lower_ == "without" or instead:
        return {"denied"}
    above = prep.head
    if prep.lower_ == "with" and above.pos_ == "VERB" and above.lemma_.lower() in words["accuse"]:
        return {"alleged"} if g.passive(above) else set()  # `was charged with attacking him`
    if above.lower_ in ("guilty", "innocent"):
        return {"denied"} if (above.lower_ == "innocent") != negative(above, words) else set()
    unmoved = prep.lower_ == "in" and above.lemma_.lower() in g.MOTIVES  # `no motive in attacking him`
    if prep.lower_ not in ("from", "against", "of", "at", "for", "to", "on") and not unmoved:
        return set()
    if above.pos_ not in ("VERB", "ADJ"):
        return governed_by_noun(above, words)
    own = own_marks(above, words, reported) & {"denied"} if above.pos_ == "VERB" else set()
    if prep.lower_ == "of" and (
        thought := next((t for t in g.children(above, "dobj") if t.lemma_ in g.THOUGHTS), None)
    ):
        return {"planned"} if not (own or scant(thought)) else {"denied"}  # `had no idea of mocking him`
    return governing(above, words) | own


def scant(noun: Token) -> bool:
    """`no idea`, `little thought`."""
    return _no(noun) or any(c.lower_ in ("little", "no") for c in noun.children)


def small(token: Token) -> bool:
    """Whether a complement has no finite verb of its own: `made him leave`, `ordered him to go`."""
    return token.tag_ in ("VB", "VBG", "VBN") and not any(
        c.dep_ == "mark" or (c.dep_ == "aux" and c.lower_ != "to") for c in token.children
    )


def shared(token: Token, first: Token, words: Words, reported: bool) -> set[str]:
    """Marks that a joined verb shares with the first: the auxiliaries before both."""
    if g.children(token, "nsubj", "nsubjpass", "aux", "auxpass"):
        return set()
    marks = own_marks(first, words, reported)
    if "denied" in marks and any(c.lower_ == "but" for c in first.children):
        marks.discard("denied")
    return marks if token.tag_ in ("VB", "VBN", "VBG") else set()


def own_marks(verb: Token, words: Words, reported: bool) -> set[str]:
    """Marks among the verb's own children."""
    found = {"denied"} if _after_nor(verb) else set()
    for c in verb.children:
        low = c.lower_
        if negates(c, words):
            found.add("denied")
        elif c.dep_ == "aux" and low in LIKELY:
            found.add("hypothetical" if low in DUE and _perfect(verb) else "planned")
        elif c.dep_ == "aux" and low in UNREAL:
            found |= unreal(verb, c, words, reported)
        elif hearsay(c, verb, words):
            found.add("alleged")
        elif supposes(c, words):
            found.add("hypothetical")
    if _modal(verb) and _conditional(verb):
        found.add("hypothetical")
    return found


def hearsay(aside: Token, verb: Token, words: Words) -> bool:
    """Whether words set into the clause of `verb` say that it is hearsay: `reportedly`, `it is said`."""
    if aside.dep_ == "advmod":
        return aside.lower_ in words["alleged"]
    if aside.dep_ not in ("parataxis", "ccomp") or aside.i > verb.i:
        return False
    it = any(c.lower_ == "it" for c in g.children(aside, "nsubjpass"))
    return it and not g.agents(aside) and aside.lemma_.lower() in words["say"] | words["think"]


def supposes(child: Token, words: Words) -> bool:
    """Whether a verb's child makes it a guess or a condition: `perhaps`, `nearly`, `if`."""
    guess = child.dep_ == "advmod" and child.lower_ in words["guess"]
    return guess or (child.dep_ == "mark" and child.lower_ in words["condition"])


def negates(child: Token, words: Words) -> bool:
    """Whether a verb's child negates it: `not`, `never`, `nobody`, `no man`."""
    low = child.lower_
    if _only(child):
        return False
    if child.dep_ == "neg":
        return True
    if child.dep_ == "dobj":  # `had no quarrel with him`
        return _no(child) and child.head.lemma_.lower() in words["light"] | {"have", "bear", "feel", "make"}
    if child.lower_ == "longer" and child.dep_ == "advmod":
        return any(c.lower_ == "no" for c in child.children)
    if child.dep_ in ("nsubj", "nsubjpass"):
        return low in ("nobody", "none", "neither") or _no(child)
    return child.dep_ in ("advmod", "preconj", "cc") and low in words["never"]


def _after_nor(verb: Token) -> bool:
    """`he did not visit him, nor did he write`: the parser gives `nor` to the first verb."""
    inverted = any(c.dep_ == "aux" and c.lower_ in ("did", "does", "do", "had", "was") for c in verb.children)
    return (
        inverted
        and verb.dep_ == "conj"
        and any(c.lower_ == "nor" and c.i < verb.i for c in g.children(verb.head, "cc"))
    )


def _only(neg: Token) -> bool:
    return neg.i + 1 < len(neg.doc) and neg.nbor(1).lower_ in ("only", "merely", "just", "simply")


def _no(noun: Token) -> bool:
    return any(d.lower_ in ("no", "neither") for d in g.children(noun, "det", "neg"))


def _modal(verb: Token) -> bool:
    return any(c.lower_ in UNREAL for c in g.children(verb, "aux"))


def unreal(verb: Token, aux: Token, words: Words, reported: bool) -> set[str]:
    """What `would`, `might`, `could` mean: a habit or a later event in a tale, else a supposition."""
    if aux.lower_ == "could" and any(c.dep_ == "neg" or able(c, words) for c in verb.children):
        return set()
    if aux.lower_ in ("would", "'d"):
        if any(c.lower_ in words["later"] for c in verb.children):
            return set()
        if reported and not _perfect(verb):
            return {"planned"}
        if not _perfect(verb) and not _conditional(verb):
            return set()
    return {"hypothetical"}


def _perfect(verb: Token) -> bool:
    return any(c.lower_ == "have" for c in g.children(verb, "aux"))


def able(adverb: Token, words: Words) -> bool:
    """Whether `could` with this adverb says what was possible: `could now easily remove him`."""
    return adverb.dep_ == "advmod" and adverb.lower_ in words["able"]


def _conditional(verb: Token) -> bool:
    return any(m.lower_ in ("if", "unless") for c in g.children(verb, "advcl") for m in g.children(c, "mark"))


def governing(up: Token, words: Words) -> set[str]:
    """What a governing verb or adjective does to the clause below it."""
    lemma = up.lemma_.lower()
    found = set()
    if lemma in words["plan"] or up.lower_ in words["plan"]:
        found |= {"planned", "planned-below"}
    if lemma in words["fail"]:
        found.add("denied")
    if lemma in words["deny"]:
        found.add("denied")
    if g.passive(up) and lemma in words["acquit"]:
        found.add("denied")
    if g.passive(up) and lemma in words["say"] | words["think"] | words["accuse"] | {"rumor", "rumour"}:
        found.add("alleged")
    return found


def governed_by_noun(noun: Token, words: Words) -> set[str]:
    """What a governing noun does: `an attempt to`, `the refusal to`, `rumours of`, `no idea of`."""
    lemma = noun.lemma_.lower()
    if lemma in g.THOUGHTS | g.MOTIVES and scant(noun):
        return {"denied"}
    found = set()
    if lemma in words["plan_nouns"]:
        found |= {"planned", "planned-below"}
    if lemma in words["fail_nouns"]:
        found.add("denied")
    if lemma in words["rumour"]:
        found.add("alleged")
    if noun.dep_ in ("dobj", "nsubjpass") and lemma in words["rumour"] | words["content"]:
        refused = noun.head.lemma_.lower() in words["deny"] | words["refute"]
        found |= {"denied"} if refused and not negative(noun.head, words) else set()
    if lemma in words["proof"] and _no(noun):
        found.add("denied")
    if lemma in words["maybe_nouns"]:
        found.add("hypothetical")
    return found


def adverbial(verb: Token, words: Words) -> set[str]:
    """`if he expelled` is supposed, `in order to expel` planned."""
    if verb.head.lemma_.lower() in words["motion"]:  # who went to see him saw him
        return set()
    marks = {c.lower_ for c in g.children(verb, "mark", "advmod")}
    if marks & words["condition"]:
        return {"hypothetical"}
    if verb.tag_ == "VB" and any(c.lower_ == "to" for c in g.children(verb, "aux")):
        return {"planned"}
    return set()
