"""Sources of an invented town, with the claims that a careful reader finds in them, made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from visavis.case.memory import Memory, remember
from visavis.model.claim import Claim, cut
from visavis.model.layers import Circumstance, Entity, Mention, Reading
from visavis.model.offsets import Edit
from visavis.model.source import Source


def claim(doc: str, raw: str, quote: str, subject: str, relation: str, obj: str, **more: Any) -> Claim:
    """A claim of the first place where `quote` stands in `raw`."""
    start = raw.index(quote)
    more.setdefault("confidence", 0.8)
    return cut(doc, raw, (start, start + len(quote)), subject=subject, relation=relation, object=obj, **more)


def reading(
    doc: str, raw: str, entities: list[Entity], claims: list[tuple[Any, ...]], **more: Any
) -> Reading:
    """A reading, mentions wherever an alias stands, claims as `(quote, s, r, o, {...})`."""
    mentions = []
    for e in entities:
        for form in (e.name, *e.aliases):
            at = raw.find(form)
            while at >= 0:
                mentions.append(Mention(at, at + len(form), form, e.kind, e.name))
                at = raw.find(form, at + 1)
    made = [claim(doc, raw, *row[:4], **(row[4] if len(row) > 4 else {})) for row in claims]
    source = {k: more.pop(k) for k in ("title", "author", "date", "circumstances") if k in more}
    return Reading(
        Source(doc, raw, **source),
        entities=tuple(entities),
        mentions=tuple(mentions),
        claims=tuple(made),
        **more,
    )


ODA = Entity("Oda Lindqvist", "person", ("Lindqvist",), "f")
TARN = Entity("Bror Tarnow", "person", ("Tarnow",), "m")
KEEL = Entity("Emil Keel", "person", ("Keel",), "m")
GUILD = Entity("the Salt Guild", "group", ())

CHRONICLE = reading(
    "chronicle.txt",
    "In 1871 Oda Lindqvist and Bror Tarnow founded the harbour bank together. In May 1873 Tarnow defended "
    "Lindqvist before the council. Emil Keel had joined the Salt Guild. Tarnow led the Salt Guild from 1876. "
    "In 1878 Lindqvist quarrelled bitterly with Tarnow over the dues. In October, Tarnow drove Lindqvist out "
    "of the bank. Keel praised Lindqvist. Lindqvist fought the Salt Guild until 1880. Tarnow dismissed Keel.",
    [ODA, TARN, KEEL, GUILD],
    [
        ("Oda Lindqvist and Bror Tarnow founded the harbour bank together", "Oda Lindqvist", "allied",
         "Bror Tarnow", {"time": "1871", "time_basis": "stated"}),
        ("Tarnow defended Lindqvist before the council", "Bror Tarnow", "supports", "Oda Lindqvist",
         {"time": "1873-05", "time_basis": "stated"}),
        ("Emil Keel had joined the Salt Guild", "Emil Keel", "member", "the Salt Guild"),
        ("Tarnow led the Salt Guild from 1876", "Bror Tarnow", "commands", "the Salt Guild",
         {"time": "1876/.."}),
        ("Lindqvist quarrelled bitterly with Tarnow over the dues", "Oda Lindqvist", "rivals", "Bror Tarnow",
         {"time": "1878", "time_basis": "stated"}),
        ("Tarnow drove Lindqvist out of the bank", "Bror Tarnow", "harms", "Oda Lindqvist",
         {"time": "XXXX-10", "bounds": "1878/1879", "time_basis": "bounded"}),
        ("Keel praised Lindqvist", "Emil Keel", "supports", "Oda Lindqvist"),
        ("Lindqvist fought the Salt Guild", "Oda Lindqvist", "opposes", "the Salt Guild",
         {"time": "../1880"}),
        ("Tarnow dismissed Keel", "Bror Tarnow", "harms", "Emil Keel"),
    ],
)  # fmt: skip

LOST = CHRONICLE.source.raw.index("October, Tarnow")
CHRONICLE = replace(
    CHRONICLE, repairs=(Edit(LOST, LOST + 7, "October", None, "lost-year", "a year stood here"),)
)

HEARING = reading(
    "hearing.txt",
    "MR. KEEL. I was with the bank. Tarnow defended Lindqvist before the council in May of 1873, as I saw. "
    "Ferrer told me that Tarnow never quarrelled with Lindqvist in 1878. I feared Tarnow.",
    [
        Entity("Tarnow", "person", ("Tarnow",)),
        Entity("Lindqvist", "person", ("Lindqvist",)),
        Entity("Mr. Keel", "person", ("MR. KEEL",), "m"),
        Entity("Ferrer", "person"),
    ],
    [
        ("Tarnow defended Lindqvist before the council in May of 1873", "Tarnow", "supports", "Lindqvist",
         {"time": "1873-05", "time_basis": "stated", "voice": ("Mr. Keel",)}),
        ("Tarnow never quarrelled with Lindqvist in 1878", "Tarnow", "rivals", "Lindqvist",
         {"time": "1878", "modality": "denied", "voice": ("Mr. Keel", "Ferrer"), "time_basis": "stated"}),
    ],
    circumstances=("under oath",),
)  # fmt: skip

CONFESSION = reading(
    "confession.txt",
    "Statement of Bror Tarnow, taken in the town gaol. I hated Lindqvist from 1877 and lied about her.",
    [Entity("Bror Tarnow", "person", ("I",)), Entity("Lindqvist", "person", ("her",))],
    [
        ("I hated Lindqvist from 1877", "Bror Tarnow", "opposes", "Lindqvist",
         {"time": "1877/..", "voice": ("Bror Tarnow",), "time_basis": "stated"}),
    ],
)  # fmt: skip
CONFESSION = Reading(
    CONFESSION.source,
    entities=CONFESSION.entities,
    mentions=CONFESSION.mentions,
    claims=CONFESSION.claims,
    circumstances=(
        Circumstance(0, len(CONFESSION.source.raw), "in custody", "“taken in the town gaol” (25–48)"),
    ),
)

TOWN = (CHRONICLE, HEARING, CONFESSION)


def town() -> Memory:
    """All three sources, joined."""
    return remember(TOWN)
