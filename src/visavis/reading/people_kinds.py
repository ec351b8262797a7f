"""
What a name names: person, group, place or none of these, settled once for the whole source.

Every place where a name stands adds to its evidence: the parser's label, titles, verbs, prepositions,
appositions. Whether it is a person is a weighted sum whose weights `scripts/train_kinds.py` learned from
annotated sources (logistic regression); what is no person is told apart by rules.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from visavis.model.names import NUMERAL, family_names, first_names, fold, split, words
from visavis.model.words import words as english
from visavis.reading.people_names import COURTEOUS, ELIDED, SAINTS, Habits, Run, opens
from visavis.reading.units import Unit

LABELS = {"PERSON": "person", "ORG": "org", "NORP": "norp", "GPE": "place", "LOC": "place", "FAC": "place"}
PLACED = frozenset({"in", "at", "near", "through", "throughout", "across", "into", "outside", "within"})
MOVED = frozenset({"to", "from", "toward", "towards"})
RARE = ("titled", "courtesy", "he behind", "who", "human subject", "label person", "owns a relative")
NOT_LONE = (
    *("the", "a", "in", "plural", "compound", "loose", "only opens", "lower case too"),
    *("letters", "people's ending", "known place", "place word", "group word", "other word"),
    *("label none", "label thing"),
)
COMMON, RANKED = 4000, 40_000  # ranks in the list of English words
ARTICLES = 0.2  # share of places with an article, above which a trade that is a family name too is the trade
AHEAD = 30  # tokens behind a subject in which `he` or `she` may take it up
SPEAKS = 5.0  # log odds that a name is a person's, added where a speaker is called so
PERSON = 0.2  # log odds; lower finds more persons and takes more groups and places for some
LONE = -0.2  # the same for a single word that no list knows and nothing but the label speaks against
LONE_PLACE = -0.1  # and where the parser mostly takes it for a place
RATHER_PERSON = -0.5  # the same where no other kind is likely either
Features = dict[str, float]


def here(unit: Unit, run: Run) -> Features:
    """What one place in the text says about a name; each value 0 or 1, or a share."""
    doc = unit.doc
    found: Features = defaultdict(float)
    size = run.end - run.start
    for token in doc[run.start : run.end]:
        label = LABELS.get(token.ent_type_, "thing" if token.ent_type_ else "none")
        found[f"label {label}"] += 1 / size
    top = doc[run.start : run.end].root
    found.update(grammar(top))
    found["plural"] = float(top.tag_ in ("NNPS", "NNS"))
    found["opens"] = float(opens(doc[run.start]))
    before = doc[run.whole - 1].lower_ if run.whole else ""
    behind = doc[run.end].lower_ if run.end < len(doc) else ""
    found["the"] = float(before == "the")
    found["a"] = float(before in ("a", "an"))
    found["of before"] = float(before == "of")
    found["of behind"] = float(behind == "of")
    found["comma behind"] = float(behind == ",")
    found["possessive"] = float(behind in ("'s", "’s", "'", "’"))
    found["he behind"] = float(top.dep_ in ("nsubj", "nsubjpass") and taken_up(doc, run.end))
    found["titled"] = float(run.titled or before == "dear")
    lead = fold(doc[run.start - 1].text) if run.titled else before
    found["courtesy"] = float(lead in COURTEOUS or lead == "dear")
    return found


def taken_up(doc: Doc, at: int) -> bool:
    """Whether `he` or `she` follows before any other person's name does."""
    for token in doc[at : at + AHEAD]:
        if token.ent_type_ == "PERSON":
            return False
        if token.lower_ in ("he", "his", "him", "himself", "she", "her", "herself"):
            return True
    return False


def grammar(top: Token) -> Features:
    """What the syntax says about the head of a name."""
    lexicon = words()
    found: Features = {}
    joined = top
    while joined.dep_ == "conj":
        joined = joined.head
    dep, verb = joined.dep_, joined.head
    lemma = verb.lemma_.lower()
    found["human subject"] = float(dep in ("nsubj", "nsubjpass") and lemma in lexicon["verbs.human"])
    found["subject"] = float(dep in ("nsubj", "nsubjpass"))
    found["human object"] = float(dep in ("dobj", "dative") and lemma in lexicon["verbs.done_to"])
    found["object"] = float(dep in ("dobj", "dative"))
    found["in"] = float(dep == "pobj" and verb.lower_ in PLACED)
    found["to"] = float(dep == "pobj" and verb.lower_ in MOVED)
    found["by or with"] = float(dep == "pobj" and verb.lower_ in ("by", "with"))
    found["according to"] = float(dep == "pobj" and verb.lower_ == "to" and verb.head.lower_ == "according")
    of = fold(verb.head.lemma_) if dep == "pobj" and verb.lower_ == "of" else ""
    mine = fold(verb.lemma_) if dep == "poss" else ""
    found["of somebody"] = float(of in lexicon["evidence.somebodys"] or mine in lexicon["evidence.somebodys"])
    found["of a place"] = float(of in lexicon["evidence.somewheres"] or of in lexicon["offices.words"])
    found["owns a relative"] = float(dep == "poss" and fold(verb.lemma_) in lexicon.noun_gender)
    found["compound"] = float(top.dep_ in ("compound", "nmod", "amod"))
    found["loose"] = float(top.dep_ in ("ROOT", "npadvmod", "dep"))
    found["joined to a person"] = float(any(t.ent_type_ == "PERSON" for t in top.conjuncts))
    found["joined to a place"] = float(any(t.ent_type_ == "GPE" for t in top.conjuncts))
    found["who"] = float(any(c.dep_ == "relcl" and has_who(c) for c in top.children))
    found["called"] = float(top.dep_ in ("oprd", "dobj", "attr", "appos") and lemma in ("name", "call"))
    found["beside a person's noun"] = float(
        any(c.dep_ == "appos" and fold(c.lemma_) in lexicon.noun_gender for c in top.children)
        or (top.dep_ == "appos" and fold(top.head.lemma_) in lexicon.noun_gender)
    )
    return found


def has_who(clause: Token) -> bool:
    """Whether a relative clause begins with `who`, `whom` or `whose`."""
    return any(t.lower_ in ("who", "whom", "whose") for t in clause.doc[clause.left_edge.i : clause.i])


def by_words(key: str, text: str, habits: Habits) -> Features:
    """What the words of a name say about its kind."""
    lexicon, parts = words(), key.split()
    last, names = parts[-1], first_names()
    own = [p for p in parts if p not in lexicon["parts.particles"]] or parts
    return {
        "two words": float(len(parts) == 2),
        "more words": float(len(parts) > 2),
        "first name before": float(len(parts) > 1 and parts[0] in names),
        "family name": float(last in family_names()),
        "first name alone": float(len(parts) == 1 and last in names),
        "initial": float(len(parts) > 1 and len(last) > 2 and len(parts[0].strip(".")) == 1),
        "particle": float(len(own) < len(parts) or bool(ELIDED.match(last))),
        "numeral": float(len(parts) > 1 and bool(NUMERAL.match(last.upper()))),
        "group word": float(last in lexicon["groups.words"] or last in lexicon["groups.plurals"]),
        "place word": float(last in lexicon["places.words"]),
        "other word": float(last in lexicon["others.words"]),
        "people's ending": float(last.endswith(("ites", "ists", "ians", "ans", "ese", "ish"))),
        "known place": float(key in lexicon["places.known"]),
        "letters": float(text.isupper() and len(parts) == 1 and 2 <= len(text) <= 5),
        "lower case too": float(any(habits.lower[p] for p in own if own[0] not in SAINTS)),
        "only opens": float(not any(habits.capital[p] for p in parts)),
        **by_dictionary(own),
    }


def by_dictionary(parts: Sequence[str]) -> Features:
    """Whether the last word of a name is an English word, and how common; words that are names too apart."""
    known = english()
    last = parts[-1]
    if parts[0] in SAINTS:
        return {"saint": 1.0}
    rank = known.rank(last)
    name = last in first_names() or last in family_names()
    return {
        "common word": float(rank < COMMON and not name),
        "some word": float(COMMON <= rank < RANKED and not name),
        "common word and name": float(rank < COMMON and name),
        "no word": float(not known.knows(last)),
        "begins with a common word": float(
            len(parts) > 1 and known.rank(parts[0]) < COMMON and parts[0] not in first_names()
        ),
    }


def features(units: Sequence[Unit], found: Iterable[Run], habits: Habits) -> dict[str, Features]:
    """The evidence on every name by its key: means over its places, and what its words and kin say."""
    total: dict[str, Features] = {}
    count: dict[str, int] = defaultdict(int)
    for run in found:
        count[run.key] += 1
        score = total.setdefault(run.key, defaultdict(float))
        for name, value in here(units[run.unit], run).items():
            score[name] += value
        if count[run.key] == 1:
            text = units[run.unit].doc[run.start : run.end].text
            total[run.key].update({f"+{k}": v for k, v in by_words(run.key, text, habits).items()})
    out = {k: _averaged(score, count[k]) for k, score in total.items()}
    kin(out)
    return out


def _averaged(score: Mapping[str, float], count: int) -> Features:
    """Shares of the places, and for rare but telling evidence also whether it occurs at all."""
    out = {k.lstrip("+"): v if k.startswith("+") else v / count for k, v in score.items()}
    for rare in RARE:
        out[f"ever {rare}"] = min(1.0, score.get(rare, 0.0))
    out["often"] = math.log(count)
    return out


def kin(found: dict[str, Features]) -> None:
    """A short form takes part in what is known of the longer ones that end or begin with it."""
    for key, evidence in found.items():
        parts = key.split()
        if len(parts) > 1:
            person = max(
                evidence["first name before"], evidence["initial"], evidence.get("label person", 0.0)
            )
            for short, how in ((parts[-1], "family of"), (parts[0], "begins")):
                if short in found and len(short) > 1:
                    found[short][how] = max(found[short].get(how, 0.0), person)


@lru_cache(maxsize=1)
def weights() -> Features:
    """The learned weights by feature, with `bias`."""
    text = (files("visavis.model") / "data" / "people_kinds.toml").read_text(encoding="utf-8")
    return {k: float(v) for k, v in tomllib.loads(text)["person"].items()}


def person_score(evidence: Mapping[str, float]) -> float:
    """Log odds that a name is a person's."""
    learned = weights()
    return learned["bias"] + sum(learned.get(k, 0.0) * v for k, v in evidence.items())


def settle(
    units: Sequence[Unit], found: Sequence[Run], habits: Habits, speakers: Sequence[str] = ()
) -> dict[str, str]:
    """
    The kind of every name of the source, by its key; `other` for what is none of the kinds.

    The names of `speakers` are persons' whatever else is known of them.
    """
    speak = {word for s in speakers for word in (fold(s), split(s).family)}
    evidence = features(units, found, habits)
    first = {k: person_score(e) for k, e in evidence.items()}
    company = joined(units, found, first)
    return {
        k: kind_of(k, e, first[k] + company.get(k, 0.0) + SPEAKS * (k in speak)) for k, e in evidence.items()
    }


def joined(units: Sequence[Unit], found: Sequence[Run], first: Mapping[str, float]) -> dict[str, float]:
    """What the names joined by `and` or a comma add: among persons a name is more likely a person's."""
    at = {(r.unit, i): r.key for r in found for i in range(r.start, r.end)}
    added: dict[str, list[float]] = defaultdict(list)
    for run in found:
        for other in units[run.unit].doc[run.start : run.end].root.conjuncts:
            key = at.get((run.unit, other.i))
            if key is not None and key != run.key:
                added[run.key].append(max(-1.5, min(1.5, first[key])))
    return {k: sum(v) / len(v) for k, v in added.items()}


def kind_of(key: str, evidence: Mapping[str, float], score: float) -> str:
    """Person, group, place, other; `noun` for a bare `President` or `King`, which is described, not named."""
    if key in words().title_gender or key in words()["offices.words"]:
        return "noun"
    if key in words().noun_gender and (
        key not in family_names() or evidence["the"] + evidence["a"] > ARTICLES
    ):
        return "noun"
    if score > least(key, evidence):
        return "person"
    kind = not_person(key, evidence)
    open_ = kind == "other"
    return "person" if open_ and score > RATHER_PERSON and not evidence["other word"] else kind


def least(key: str, evidence: Mapping[str, float]) -> float:
    """The log odds above which a name is a person's; an unknown single word needs less."""
    if not lone(key, evidence):
        return PERSON
    return LONE_PLACE if evidence.get("label place", 0.0) >= 0.5 else LONE


def lone(key: str, evidence: Mapping[str, float]) -> bool:
    """Whether a single word carries no sign of a group, a place or a thing but the parser's label."""
    return " " not in key and not any(evidence.get(sign) for sign in NOT_LONE)


def not_person(key: str, evidence: Mapping[str, float]) -> str:
    """Group, place, office or other, for what is no person."""
    lexicon, last = words(), key.rsplit(maxsplit=1)[-1]
    if last in lexicon["offices.words"] or last in lexicon.title_gender:
        return "noun"
    if evidence["other word"]:
        return "other"
    group = evidence.get("label org", 0) + evidence.get("label norp", 0) + 2 * evidence["group word"]
    group += evidence["plural"] + evidence["people's ending"] + 0.5 * evidence["letters"]
    place = (
        evidence.get("label place", 0)
        + 2 * evidence["known place"]
        + 2 * evidence["place word"]
        + 0.5 * evidence["in"]
    )
    thing = 0.8 * evidence.get("label thing", 0) + 0.5 * evidence.get("label none", 0)
    best = max(group, place, thing)
    return "other" if best == thing else "group" if best == group else "place"
