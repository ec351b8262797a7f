"""The encoder's part in reading: how sure each draft is, and ties that no frame knows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from visavis.model.claim import ENCODER
from visavis.model.layers import Mention
from visavis.reading.claims.cast import Arg
from visavis.reading.claims.draft import Draft
from visavis.reading.claims.encoder.marks import runs
from visavis.reading.claims.encoder.net import Net, Verdict
from visavis.reading.claims.encoder.pairs import CLASSES, Group, Pair, class_of, groups, head
from visavis.reading.claims.encoder.sure import alone, heard, likeliest, probability
from visavis.reading.claims.grammar import clause_verb
from visavis.reading.claims.ties import Tie
from visavis.reading.units import Unit

LEAST = 0.15  # with the encoder's say nine in ten drafts below it are wrong


@dataclass(frozen=True, slots=True)
class Judged:
    """Whom the encoder judged in one sentence (its span in cleaned text), and its verdict."""

    span: tuple[int, int]
    group: Group
    verdict: Verdict

    def shows(self, draft: Draft) -> bool:
        """Whether a draft ties the same two in this sentence."""
        return self.near(draft) and {draft.subject, draft.object} == {*self.group.names}

    def near(self, draft: Draft) -> bool:
        """Whether a draft's evidence begins in this sentence."""
        return self.span[0] <= draft.start < self.span[1]


class Judge:
    """The encoder over one source. `mentions` in any order; `parts` holds the members of joint names."""

    least = LEAST

    def __init__(self, net: Net, mentions: Sequence[Mention], parts: Mapping[str, tuple[str, ...]]) -> None:
        self._net = net
        self._mentions = sorted(mentions, key=lambda m: m.start)
        self._starts = [m.start for m in self._mentions]
        self._parts = dict(parts)

    def verdicts(self, unit: Unit, drafts: Sequence[Draft]) -> list[Judged]:
        """The verdicts on all who may be tied in a unit; `drafts` are what the frames found there."""
        out: list[Judged] = []
        inside = self._mentions[bisect_left(self._starts, unit.start) : bisect_left(self._starts, unit.end)]
        for run in runs(unit, inside, self._net.cut):
            found = list(groups(run, self._parts, drafts))
            for g, v in zip(found, self._net(run, found), strict=True):
                out.append(Judged(unit.span(run.sentences[g.sentence]), g, v))
        return out

    def surer(self, drafts: Sequence[Draft], judged: Sequence[Judged]) -> list[Draft]:
        """The drafts of frames with the confidence that frame and encoder give together."""
        return [replace(d, confidence=self._joined(d, judged)) for d in drafts]

    def _joined(self, draft: Draft, judged: Sequence[Judged]) -> float:
        seen = [(j, class_of(draft.relation, draft.subject != j.group.names[0]))
                for j in judged if j.shows(draft)]  # fmt: skip
        j, k = max(seen, key=lambda x: float(x[0].verdict.classes[x[1]]), default=(None, 0))
        known = heard(draft.confidence, k, j.verdict.classes if j else None)
        return probability(self._net.settings["frames"], known)

    def ties(
        self, unit: Unit, judged: Sequence[Judged], drafts: Sequence[Draft]
    ) -> Iterator[tuple[Tie, float]]:
        """
        Ties between two whom no frame ties in their sentence, with their probability.

        An office is made of many words, some of which are offices too: of one holder and sentence one counts.
        """
        weights, least = self._net.settings["alone"], self._net.settings["least"]
        found: list[tuple[float, int, Judged]] = []
        for j in judged:
            k = likeliest(j.group, j.verdict.classes)
            sure = 0.0 if j.group.ruled else probability(weights, alone(j.group, k, j.verdict.classes))
            if sure >= least.get(CLASSES[k][0], least["any"]):
                found.append((sure, k, j))
        held = {(j.span, d.subject) for j in judged for d in drafts if d.relation == "holds" and j.near(d)}
        for sure, k, j in sorted(found, key=lambda f: -f[0]):
            tie = tie_of(unit, j, k)
            if tie.relation != "holds" or (j.span, tie.a.name) not in held:
                yield tie, sure
                held.add((j.span, tie.a.name))


def tie_of(unit: Unit, judged: Judged, k: int) -> Tie:
    """The tie of class `k` that the encoder sees."""
    relation, back = CLASSES[k]
    pair = judged.verdict.best
    a, b = arg(unit, pair.one, judged.group.names[0]), arg(unit, pair.other, judged.group.names[1])
    return Tie(relation, ENCODER, shower(unit, pair), b if back else a, a if back else b)


def shower(unit: Unit, pair: Pair) -> Token:
    """The word that shows a tie: where the way between the two turns; of two joined names, their verb."""
    at = unit.span(pair.top)[0]
    inside = any(m.start <= at < m.end for m in (pair.one, pair.other))
    return clause_verb(pair.top) if inside else pair.top


def arg(unit: Unit, mention: Mention, name: str) -> Arg:
    """One end of a tie."""
    return Arg(name, mention.kind, head(unit, mention), (mention.start, mention.end), mention.form)
