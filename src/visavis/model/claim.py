"""A claim: one statement, made by somebody in one source, that ties a person or group to another."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from visavis.model.errors import LayerError

SIGN = {
    "allied": "+", "friend": "+", "supports": "+", "appoints": "+", "mentors": "+",
    "opposes": "-", "rivals": "-", "accuses": "-", "harms": "-",
    "commands": "0", "succeeds": "0", "meets": "0", "kin": "0", "member": "0", "holds": "0",
}  # fmt: skip
SYMMETRIC = frozenset({"allied", "friend", "rivals", "meets", "kin"})
MODALITIES = ("asserted", "denied", "alleged", "planned", "asked", "hypothetical")
NARRATOR = "narrator"
ENCODER = "encoder"  # the rule of a claim that no frame shows, only the encoder


@dataclass(frozen=True, slots=True)
class Claim:
    """
    One claim. Make it with `cut`, which slices the quote out of the raw source.

    >>> raw = "In 55 BC Caesar supported Pompey."
    >>> c = cut("page.txt", raw, (9, 32), subject="Caesar", object="Pompey", relation="supports")
    >>> c.quote, c.sign, c.voice
    ('Caesar supported Pompey', '+', ('narrator',))
    """

    doc: str
    start: int
    end: int
    quote: str
    subject: str
    object: str
    relation: str
    modality: str = "asserted"
    voice: tuple[str, ...] = (NARRATOR,)
    time: str | None = None  # EDTF, what the source says
    bounds: str | None = None  # EDTF interval inferred from order and context
    time_basis: str | None = None  # stated, completed, bounded, lost, or None without any time
    rule: str = ""
    confidence: float = 0.5  # probability that a careful reader finds this claim here
    subject_span: tuple[int, int] | None = None
    object_span: tuple[int, int] | None = None
    place: str | None = None  # printed page and line, `12:4–9`, where the source carries their numbers

    def __post_init__(self) -> None:
        if self.relation not in SIGN:
            raise LayerError(f"claim with the unknown relation {self.relation!r}")
        if self.modality not in MODALITIES:
            raise LayerError(f"claim with the unknown modality {self.modality!r}")
        if not self.voice or not self.subject or not self.object:
            raise LayerError(f"claim at {self.start} lacks a voice, a subject or an object")
        if self.end - self.start != len(self.quote) or not self.quote:
            raise LayerError(f"claim at {self.start}: quote and span differ in length")

    @property
    def sign(self) -> str:
        """`+`, `-` or `0`, fixed by the relation."""
        return SIGN[self.relation]

    @property
    def id(self) -> str:
        """Hash of what identifies the claim, its place included; the same at every reading."""
        pair = (
            sorted([self.subject, self.object]) if self.relation in SYMMETRIC else [self.subject, self.object]
        )
        what = [self.doc, self.start, self.end, self.relation, *pair, self.modality, *self.voice]
        return hashlib.sha256(json.dumps(what, ensure_ascii=False).encode()).hexdigest()[:16]

    def line(self) -> dict[str, Any]:
        """The claim as a line of the `claims` layer (see the interface of `visavis read`)."""
        return {
            "doc": self.doc, "id": self.id, "start": self.start, "end": self.end, "quote": self.quote,
            "subject": self.subject, "object": self.object, "relation": self.relation, "sign": self.sign,
            "modality": self.modality, "voice": list(self.voice), "time": self.time, "bounds": self.bounds,
            "time_basis": self.time_basis, "rule": self.rule, "confidence": round(self.confidence, 3),
            "subject_span": list(self.subject_span) if self.subject_span else None,
            "object_span": list(self.object_span) if self.object_span else None, "place": self.place,
        }  # fmt: skip


def cut(doc: str, raw: str, span: tuple[int, int], **fields: Any) -> Claim:
    """A claim whose quote is sliced from `raw` at `span` (code points, end exclusive)."""
    start, end = span
    return Claim(doc=doc, start=start, end=end, quote=raw[start:end], **fields)
