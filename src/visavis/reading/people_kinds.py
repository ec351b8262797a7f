"""What a name names: person, group, place, office or none of these, settled once for the whole source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc, Token

from visavis.model.names import first_names, fold, words
from visavis.reading.people_names import Habits, Run
from visavis.reading.units import Unit

LABELS = {"PERSON": "person", "ORG": "group", "NORP": "group", "GPE": "place", "LOC": "place", "FAC": "place"}
PLACED = frozenset(
    {"in", "at", "near", "from", "into", "towards", "through", "throughout", "across", "to", "outside"}
)
Score = dict[str, float]


def head(doc: Doc, run: Run) -> Token:
    """The syntactic head of a name."""
    return doc[run.start : run.end].root


def evidence(unit: Unit, run: Run) -> Score:
    """What one place in the text says about the kind of a name."""
    doc = unit.doc
    score: Score = defaultdict(float)
    top = head(doc, run)
    lexicon = words()
    labels = [LABELS.get(t.ent_type_, "other" if t.ent_type_ else "") for t in doc[run.start : run.end]]
    for label in labels:
        if label:
            score[label] += 1.6 / len(labels)
    if run.titled:
        score["person"] += 3
    verb = top.head
    if top.dep_ in ("nsubj", "nsubjpass") and verb.lemma_.lower() in lexicon["verbs.human"]:
        score["person"] += 1.2
    if top.dep_ == "dobj" and verb.lemma_.lower() in lexicon["verbs.done_to"]:
        score["person"] += 0.8
    if top.dep_ == "pobj" and verb.lower_ in PLACED:
        score["place"] += 0.6
    if top.dep_ == "poss":
        score["person"] += 0.8 if verb.lemma_.lower() in lexicon.noun_gender else 0.3
    for child in top.children:
        if child.dep_ == "relcl" and any(g.lower_ in ("who", "whom", "whose") for g in child.subtree):
            score["person"] += 2
        if child.dep_ == "appos" and fold(child.lemma_) in lexicon.noun_gender:
            score["person"] += 1.5
    if top.dep_ == "appos" and fold(verb.lemma_) in lexicon.noun_gender:
        score["person"] += 1.5
    if run.start and doc[run.start - 1].lower_ in ("the", "a", "an"):
        score["person"] -= 1.5
        score["group"] += 0.3
    return score


def by_words(key: str, text: str) -> Score:
    """What the words of a name say about its kind."""
    lexicon = words()
    score: Score = defaultdict(float)
    parts = key.split()
    last = parts[-1]
    if len(parts) > 1 and parts[0] in first_names():
        score["person"] += 2
    elif len(parts) == 1 and last in first_names():
        score["person"] += 0.8
    if len(parts) > 1 and any(len(p) == 1 for p in parts[:-1]):
        score["person"] += 1.5
    if last in lexicon["groups.words"] or last in lexicon["groups.plurals"]:
        score["group"] += 3
    if last in lexicon["places.words"] and len(parts) > 1:
        score["place"] += 3
    if last in lexicon["others.words"]:
        score["other"] += 3
    if last in lexicon["offices.words"] or last in lexicon.title_gender:
        score["office"] += 4
    if last.endswith(("ites", "ists", "ians", "ans")):
        score["group"] += 2
    if text.isupper() and 2 <= len(text) <= 5 and len(parts) == 1:
        score["group"] += 1
    return score


def settle(units: Sequence[Unit], found: Iterable[Run], habits: Habits) -> dict[str, str]:
    """The kind of every name of the source, by its key; `other` for what is none of the four kinds."""
    total: dict[str, Score] = {}
    count: dict[str, int] = defaultdict(int)
    for run in found:
        score = total.setdefault(run.key, defaultdict(float))
        count[run.key] += 1
        for kind, value in evidence(units[run.unit], run).items():
            score[kind] += value
        count_text = units[run.unit].doc[run.start : run.end].text
        if count[run.key] == 1:
            for kind, value in by_words(run.key, count_text).items():
                score[f"+{kind}"] = value
    merged = {key: _mean(score, count[key]) for key, score in total.items()}
    _share(merged)
    return {key: _best(score) for key, score in merged.items()}


def _mean(score: Mapping[str, float], count: int) -> Score:
    out: Score = defaultdict(float)
    for kind, value in score.items():
        out[kind.lstrip("+")] += value if kind.startswith("+") else value / count**0.7
    return out


def _share(scores: dict[str, Score]) -> None:
    """A short form takes part in the evidence of the full forms that end or begin with it."""
    for key, score in scores.items():
        parts = key.split()
        if len(parts) > 1 and _best(score) == "person":
            for short in (parts[-1], parts[0]):
                if short in scores and len(short) > 1:
                    scores[short]["person"] += 1.5


def _best(score: Mapping[str, float]) -> str:
    kinds = ("person", "group", "place", "office", "other")
    return (
        max(kinds, key=lambda k: (score.get(k, 0.0), -kinds.index(k)))
        if any(v > 0 for v in score.values())
        else "other"
    )
