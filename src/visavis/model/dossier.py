"""A dossier: the answer to a question, every part of it made of claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from visavis.model.claim import Claim
from visavis.model.errors import LayerError

LABELS = (
    "close", "allied", "working together", "neutral", "strained", "opposed", "hostile", "broken", "unknown",
)  # fmt: skip
ACCOUNTS = ("agree", "contradict", "copy", "change")


@dataclass(frozen=True, slots=True)
class Person:
    """
    Somebody (or a group, an office) across the sources of one call.

    `members` are the (source, name there) pairs that were joined; `why` says for each joining what spoke
    for it.
    """

    name: str
    kind: str = "person"
    aliases: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    mentions: int = 0
    gender: str | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    A claim as it is used in an answer: names as joined across sources, weighed, with its sayer in words.

    `id` is the claim's id in its own source (the joined names would give another one). `direct` is False
    for a tie through a group or an office, named in `through`. `completed` cites the claim of another source
    that gives the year which the own source has lost. A claim with `both` ties the two to a third in one
    clause. `sentence` is what stands around the quote in the source.
    """

    claim: Claim
    id: str
    weight: float = 0.0
    direct: bool = True
    says: str = "the text"
    circumstances: tuple[str, ...] = ()
    through: str | None = None
    why: str = ""
    completed: str | None = None  # where the year is from that the source has lost
    both: str | None = None  # id of the claim that says the same of the other one asked, in the same words
    yearless: bool = False  # its words give a month or a day, and no year that the source could have lost
    adds: float | None = None  # what it adds to the claims shown before it; None where it is not ranked
    sentence: str = (
        ""  # raw text of the sentence around the quote, from `sentence_start`; empty: not looked up
    )
    sentence_start: int = 0

    @property
    def parts(self) -> tuple[str, str, str]:
        """
        What stands in the sentence before the quote, the quote, and what stands behind it.

        >>> claim = Claim("a.txt", 4, 10, "harmed", "Ada", "Ben", "harms")
        >>> Evidence(claim, "x", sentence="Ada harmed Ben.").parts
        ('Ada ', 'harmed', ' Ben.')
        """
        at, end = self.claim.start - self.sentence_start, self.claim.end - self.sentence_start
        if not self.sentence:
            return "", self.claim.quote, ""
        return self.sentence[:at], self.claim.quote, self.sentence[end:]

    @property
    def cite(self) -> str:
        """Where the quote stands: `page.txt:12–40` (code points), with the printed page and line if known."""
        printed = f", {self.claim.place}" if self.claim.place else ""
        return f"{self.claim.doc}:{self.claim.start}–{self.claim.end}{printed}"

    def line(self) -> dict[str, Any]:
        """The claim's layer line with what the answer adds to it."""
        ranked = self.weight if self.adds is None else self.adds
        added = {"weight": round(ranked, 4), "strength": round(self.weight, 4), "direct": self.direct,
                 "says": self.says, "circumstances": list(self.circumstances), "why": self.why}  # fmt: skip
        start = self.sentence_start
        around = {"start": start, "end": start + len(self.sentence), "text": self.sentence}
        more = {
            "sentence": around if self.sentence else None,
            "through": self.through,
            "completed_from": self.completed,
            "both": self.both,
        }
        told = {k: v for k, v in more.items() if v is not None}
        return {**self.claim.line(), "id": self.id, **added, **told}


def _cited(what: object, claims: tuple[str, ...]) -> None:
    if not claims:
        raise LayerError(f"{type(what).__name__} without a claim: everything in a dossier is made of claims")


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    A sentence of the summary, with the ids of the claims it is made of: never none.

    >>> Sentence("They met.", ())
    Traceback (most recent call last):
    visavis.model.errors.LayerError: Sentence without a claim: everything in a dossier is made of claims
    """

    text: str
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        _cited(self, self.claims)


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the relationship; `edtf` is None where no date could be found, `turning` starts it."""

    edtf: str | None
    sign: str
    label: str
    claims: tuple[str, ...]
    why: str
    turning: tuple[str, ...] = ()
    gap: str | None = None  # EDTF of a silence of the sources before this phase

    def __post_init__(self) -> None:
        if self.label not in LABELS:
            raise LayerError(f"phase with the unknown label {self.label!r}; known: {', '.join(LABELS)}")
        _cited(self, self.claims)


@dataclass(frozen=True, slots=True)
class Account:
    """Claims that agree, contradict one another, copy one another, or show a change, and why we think so."""

    kind: str
    claims: tuple[str, ...]
    why: str

    def __post_init__(self) -> None:
        if self.kind not in ACCOUNTS:
            raise LayerError(f"account of the unknown kind {self.kind!r}; known: {', '.join(ACCOUNTS)}")
        _cited(self, self.claims)


@dataclass(frozen=True, slots=True)
class Third:
    """Somebody else who mattered to the two."""

    name: str
    to_a: str
    to_b: str
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        _cited(self, self.claims)


@dataclass(frozen=True, slots=True)
class Group:
    """A group around the two and who the sources say belongs to it."""

    name: str
    members: tuple[str, ...]
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        _cited(self, self.claims)


@dataclass(frozen=True, slots=True)
class Office:
    """An office held by one of the two."""

    holder: str
    office: str
    edtf: str | None
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        _cited(self, self.claims)


@dataclass(frozen=True, slots=True)
class Open:
    """What could not be settled or read; `span` is (source, start, end) where it has a place."""

    what: str
    why: str
    span: tuple[str, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """
    Words of a source that name both, though no claim was read out of them: `quote` is what stands at
    `[start, end)`, `a` and `b` are where the two names stand.
    """

    doc: str
    start: int
    end: int
    quote: str
    a: tuple[int, int]
    b: tuple[int, int]

    @property
    def cite(self) -> str:
        """
        Where the words stand.

        >>> Together("a.txt", 0, 9, "Ada, Ben.", (0, 3), (5, 8)).cite
        'a.txt:0–9'
        """
        return f"{self.doc}:{self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class Dossier:
    """
    The whole answer about two (`b` is None when one name was asked).

    Raises LayerError where a part cites a claim that the dossier does not carry.
    """

    query: str
    a: Person
    b: Person | None
    summary: tuple[Sentence, ...] = ()
    phases: tuple[Phase, ...] = ()
    claims: tuple[Evidence, ...] = ()
    accounts: tuple[Account, ...] = ()
    people: tuple[Third, ...] = ()
    groups: tuple[Group, ...] = ()
    offices: tuple[Office, ...] = ()
    open: tuple[Open, ...] = ()
    around_claims: tuple[Evidence, ...] = ()  # what people, groups and offices cite beside `claims`
    nearby: tuple[Evidence, ...] = ()  # where nothing is known of the two: the nearest things known
    together: tuple[Together, ...] = ()  # words that name both and of which no claim was read
    places: int = 0  # how many places there are where both are named close together without a claim
    made_with: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = self.by_id()
        for part, cited in self.cited():
            missing = [i for i in cited if i not in known]
            if missing:
                raise LayerError(f"{part} cites {missing[0]}, which the dossier does not carry")

    def cited(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The ids that each part cites, with the part's kind."""
        yield from (("a sentence", s.claims) for s in self.summary)
        yield from (("a phase", p.claims) for p in self.phases)
        yield from (("an account", a.claims) for a in self.accounts)
        yield from (("a person around", t.claims) for t in self.people)
        yield from (("a group around", g.claims) for g in self.groups)
        yield from (("an office around", o.claims) for o in self.offices)

    @property
    def found(self) -> bool:
        """Whether the sources say anything about the two directly."""
        return any(e.direct and not e.both for e in self.claims)

    def by_id(self) -> dict[str, Evidence]:
        """Every piece of evidence of the dossier by its id; direct ones win over indirect twins."""
        return {e.id: e for e in (*self.around_claims, *self.nearby, *reversed(self.claims))}


@dataclass(frozen=True, slots=True)
class Asked:
    """A name of the question that fits several or nobody, and whom it may mean."""

    asked: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The question's names could not be settled: `kind` is `ambiguous` or `unknown`."""

    query: str
    kind: str
    names: tuple[Asked, ...]
    searched: tuple[str, ...]
    made_with: Mapping[str, Any] = field(default_factory=dict)
