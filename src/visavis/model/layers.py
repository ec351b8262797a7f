"""The layers of one source: passages, turns, mentions, dates, and all of them together as a `Reading`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from visavis.model.claim import Claim
from visavis.model.errors import LayerError
from visavis.model.offsets import Edit
from visavis.model.source import Skipped, Source

PASSAGE_KINDS = ("heading", "keyword", "snippet", "narrative", "transcript", "letter", "boilerplate")
SILENT_KINDS = frozenset({"heading", "keyword", "boilerplate"})  # these claim nothing (reading rule 7)
MENTION_KINDS = ("person", "group", "office", "place")


def _span(line: Any) -> None:
    if not 0 <= line.start < line.end:
        raise LayerError(f"{type(line).__name__} with the span [{line.start}, {line.end})")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one kind and one origin."""

    start: int
    end: int
    kind: str
    origin: str | None = None

    def __post_init__(self) -> None:
        _span(self)
        if self.kind not in PASSAGE_KINDS:
            raise LayerError(f"passage of unknown kind {self.kind!r}; known: {', '.join(PASSAGE_KINDS)}")


@dataclass(frozen=True, slots=True)
class Turn:
    """
    What one speaker says at a stretch; `speaker` a canonical name, or a role where no name is given.

    `asides` are the stretches inside the turn that are not the speaker's words: a reporter's narration
    (`Continuing, the witness relates that ...`), stage directions.
    """

    start: int
    end: int
    speaker: str
    sure: bool = True
    addressee: str | None = None  # whom `you` means, where that is known
    label: tuple[int, int] | None = None  # span of the printed label (`Mr. HOLLIS.`), inside the turn
    asides: tuple[tuple[int, int], ...] = ()  # in order, inside the turn

    def __post_init__(self) -> None:
        _span(self)


@dataclass(frozen=True, slots=True)
class Mention:
    """
    Words that stand for somebody: a name, a pronoun, a description. `name` is canonical, None when open.

    `form` is `name`, `pronoun` or `description`. `head` is the offset of its head word.
    """

    start: int
    end: int
    text: str
    kind: str
    name: str | None
    form: str = "name"
    candidates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _span(self)
        if self.kind not in MENTION_KINDS:
            raise LayerError(f"mention of unknown kind {self.kind!r}; known: {', '.join(MENTION_KINDS)}")


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody of one source: canonical name (the fullest form used), kind, and every form it takes."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    gender: str | None = None  # "m", "f", or None when the text does not tell
    parts: tuple[str, ...] = ()  # of a group: its members' canonical names, where the text lists them


@dataclass(frozen=True, slots=True)
class DateMention:
    """
    An expression of calendar time. `edtf` is what the words say, `bounds` what order and context allow.

    `basis` is `stated`, `completed`, `bounded` or `lost`.
    """

    start: int
    end: int
    text: str
    edtf: str | None
    bounds: str | None = None
    basis: str = "stated"
    why: str = ""

    def __post_init__(self) -> None:
        _span(self)
        if self.basis not in ("stated", "completed", "bounded", "lost"):
            raise LayerError(f"date with the unknown basis {self.basis!r}")


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Under what circumstances a source or passage arose (`in custody`, `under oath`), and what shows it."""

    start: int
    end: int
    what: str
    why: str
    who: tuple[str, ...] = ()  # names of those whose words it touches; empty: everybody's


@dataclass(frozen=True, slots=True)
class Copy:
    """A stretch whose words stand in another source as well, at `[other_start, other_end)` of its raw."""

    start: int
    end: int
    other: str  # the other source's name
    other_start: int
    other_end: int
    sha256: str = ""  # the other source's

    def __post_init__(self) -> None:
        _span(self)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read out of one source. All offsets are raw."""

    source: Source
    repairs: tuple[Edit, ...] = ()
    passages: tuple[Passage, ...] = ()
    turns: tuple[Turn, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    copies: tuple[Copy, ...] = ()  # stretches that other sources of the call hold too


Line = TypeVar("Line", Passage, Turn, Mention, DateMention, Circumstance, Copy)


def moved(line: Line, to: Callable[[int, int], tuple[int, int]], raw: str) -> Line:
    """
    The same line with its span taken through `to` (text → raw), its `text` cut anew from `raw`.

    >>> name = Mention(11, 17, "Stalin", "person", "Stalin")
    >>> moved(name, lambda a, b: (a - 1, b - 1), "In OctoberStalin").start
    10
    """
    start, end = to(line.start, line.end)
    changes: dict[str, Any] = {"start": start, "end": end}
    if isinstance(line, Mention | DateMention):
        changes["text"] = raw[start:end]
    if isinstance(line, Turn) and line.label:
        changes["label"] = to(*line.label)
    if isinstance(line, Turn) and line.asides:
        changes["asides"] = tuple(to(*aside) for aside in line.asides)
    return replace(line, **changes)
