"""Sentences with marked people, read by the claims stage alone: frames are tested, not people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from visavis.model.layers import DateMention, Entity, Mention, Passage, Turn
from visavis.model.source import Source
from visavis.reading.claims import Draft, claims
from visavis.reading.units import Unit, pipeline

MARK = re.compile(r"\[([^\]|]+)\|([^\]:]+)(?::([^\]]+))?\]")


def marked(text: str) -> tuple[str, list[Mention], list[Entity]]:
    """
    The plain text of `[words|NAME]` or `[words|NAME:kind]`, its mentions and entities.

    `NAME` is the canonical name; `=` means the words themselves. Raises where nothing is marked.
    """
    plain, mentions, entities, last = "", [], {}, 0
    for m in MARK.finditer(text):
        plain += text[last : m.start()]
        name = m[1] if m[2] == "=" else m[2]
        kind = m[3] or "person"
        low = m[1].lower()
        form = "pronoun" if low in PRONOUNS else "name" if m[1][0].isupper() else "description"
        mentions.append(Mention(len(plain), len(plain) + len(m[1]), m[1], kind, name, form))
        entities.setdefault(name, Entity(name, kind, (name,)))
        plain += m[1]
        last = m.end()
    if not mentions:
        raise ValueError(f"no mark in {text!r}")
    return plain + text[last:], mentions, list(entities.values())


PRONOUNS = frozenset({
    "i", "me", "my", "he", "him", "his", "she", "her", "they", "them", "their", "we", "us", "our", "you",
    "it",
})  # fmt: skip


def read_all(
    sentences: Sequence[tuple[str, list[Mention], list[Entity]]],
    kind: str = "narrative",
    speakers: Sequence[str | None] = (),
    dates: Sequence[Sequence[DateMention]] = (),
) -> list[tuple[Draft, ...]]:
    """Drafts of each marked sentence, all parsed in one batch."""
    docs = list(pipeline().pipe([s[0] for s in sentences]))
    out = []
    for i, ((text, mentions, entities), doc) in enumerate(zip(sentences, docs, strict=True)):
        who = speakers[i] if i < len(speakers) else None
        turn = Turn(0, len(text), who) if who else None
        unit = Unit(0, len(text), doc, Passage(0, len(text), kind), turn)
        when = dates[i] if i < len(dates) else ()
        out.append(claims([unit], entities, mentions, when, Source("t.txt", text), least=0.0))
    return out
