"""What text and Markdown share: which claims are shown, and the numbers by which they are cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from visavis.answer.words import claim_words, shortened, when_words
from visavis.model.dossier import Dossier, Evidence, Person, Together
from visavis.model.names import fold, words

PEOPLE, GROUPS, OFFICES = 14, 8, 10  # so many around the two are shown, with their quotes
SIGNS = {"+": "for", "-": "against", "0": "neither"}


@dataclass(frozen=True, slots=True)
class Shown:
    """The claims of a dossier that are shown, in order, each with its number."""

    direct: tuple[Evidence, ...]
    both: tuple[Evidence, ...]  # what one clause says of both at once
    indirect: tuple[Evidence, ...]
    cited: tuple[Evidence, ...]  # neither: cited by people, groups and offices around
    left_out: int
    together: tuple[Together, ...]  # words that name both without a claim
    number: dict[str, int]

    def marks(self, ids: tuple[str, ...], most: int = 4) -> str:
        """Citation marks such as `[1, 4]`; nothing where none of the claims is shown."""
        numbers = [self.number[i] for i in ids if i in self.number]
        more = ", …" if len(numbers) > most else ""
        return f"[{', '.join(map(str, numbers[:most]))}{more}]" if numbers else ""


def shown(d: Dossier, limit: int) -> Shown:
    """
    The first `limit` direct claims, what summary, phases and accounts cite, and the
    indirect.
    """
    direct = [e for e in d.claims if e.direct and not e.both]
    both = [e for e in d.claims if e.both][: max(8, limit // 3)]
    wanted = {i for s in d.summary[:-1] for i in s.claims} | {i for p in d.phases for i in p.turning}
    wanted |= {i for a in d.accounts[:8] for i in a.claims}
    kept = [e for n, e in enumerate(direct) if n < limit or e.id in wanted]
    indirect = [e for e in d.claims if not e.direct][: max(5, limit // 3)]
    known = {e.id: e for e in d.around_claims}
    ids = [i for t in d.people[:PEOPLE] for i in t.claims[:2]]
    ids += [i for g in d.groups[:GROUPS] for i in g.claims[:1]]
    ids += [i for o in d.offices[:OFFICES] for i in o.claims[:1]]
    seen = {e.id for e in (*kept, *both, *indirect, *d.nearby)}
    cited = [known[i] for i in dict.fromkeys(ids) if i in known and i not in seen]
    order = (*kept, *both, *indirect, *d.nearby, *cited)
    number = {i: n for n, i in enumerate(dict.fromkeys(e.id for e in order), 1)}
    beside = d.together[: max(5, limit // 3)]
    return Shown(
        tuple(kept), tuple(both), tuple(indirect), tuple(cited), len(direct) - len(kept), beside, number
    )


def called(p: Person, most: int = 8) -> list[str]:
    """
    What else somebody is called, without titles alone and without what only stands in longer forms' cases.

    >>> called(Person("Ada Lind", aliases=("Comrade", "Comrade Lind", "LIND", "Lind")))
    ['Comrade Lind', 'Lind']
    """
    titles = words().title_gender
    told = [a for a in p.aliases if not all(w in titles for w in fold(a).split())]
    seen: dict[str, str] = {}
    for alias in sorted(told, key=lambda a: (a.isupper(), a)):
        seen.setdefault(alias.casefold(), alias)
    return sorted(seen.values())[:most]


def heading(d: Dossier) -> str:
    """The names of a dossier."""
    return f"{d.a.name} and {d.b.name}" if d.b else d.a.name


def says_of(e: Evidence) -> str:
    """What a claim says in words: time and clause."""
    time = when_words(e)
    clause = claim_words(e.claim)
    return f"{clause} · {time or 'undated'}"


BEFORE, BEHIND = 200, 160  # characters of the sentence shown before and behind the words of a claim


def quoted(e: Evidence) -> tuple[str, str, str]:
    """
    The words before the quote in its sentence, the quote and the words behind it, each on one line.

    >>> from visavis.model.claim import Claim
    >>> claim = Claim("a.txt", 8, 14, "harmed", "Ada", "Ben", "harms")
    >>> quoted(Evidence(claim, "x", sentence="It was\\nAda harmed Ben.", sentence_start=-3))
    ('It was Ada ', 'harmed', ' Ben.')
    """
    before, quote, behind = (" ".join(part.split()) for part in e.parts)
    gaps = [" " if part[-1:].isspace() else "" for part in e.parts]
    lead = " " if e.parts[2][:1].isspace() else ""
    return _tail(before, BEFORE) + gaps[0], shortened(quote, 600), lead + shortened(behind, BEHIND)


def _tail(words: str, most: int) -> str:
    """The last words of a text, behind an ellipsis where it is longer than `most`."""
    return words if len(words) <= most else "… " + words[-most:].partition(" ")[2]


LEGEND = (
    "+ for, - against, 0 neither, ? only asked or supposed. Strength: how much it counts, at most 1. "
    "The words that a claim is read from are marked in their sentence."
)
BOTH = "Of both at once"
TOGETHER = "Also named together"


def together_words(d: Dossier, picked: Shown) -> str:
    """What is to be said of the passages that name both and of which no claim was read."""
    more = f" The nearest {len(picked.together)} of them:" if d.places > len(picked.together) else ""
    places = "one place" if d.places == 1 else f"{d.places} places"
    return f"Words that name both, but out of which no claim between the two was read, at {places}.{more}"


def made_lines(d: Dossier) -> list[str]:
    """What the dossier was made with, a line each: version, sources with hashes, options."""
    return made_of(d.made_with)


def made_of(made: Mapping[str, Any]) -> list[str]:
    """
    What an answer was made with, a line each.

    >>> made_of({"version": "1.0", "options": {"at": "1925"}})
    ['Visavis 1.0', 'options: at 1925']
    """
    lines = [f"Visavis {made.get('version', '?')}"]
    for s in made.get("sources", []):
        title = f" “{s['title']}”" if s.get("title") else ""
        date = f", {s['date']}" if s.get("date") else ""
        lines.append(f"{s['name']}{title}{date}, sha256 {s['sha256'][:16]}…")
        lines += _circumstances(s)
    given = {k: v for k, v in made.get("options", {}).items() if v not in (None, (), [])}
    lines.append("options: " + ", ".join(f"{k} {_option(v)}" for k, v in given.items()))
    return lines


def _circumstances(source: Mapping[str, Any]) -> list[str]:
    """Circumstances stated of a source, and those read out of it, with the reason."""
    lines = [f"· {', '.join(source['circumstances'])} (stated)"] if source["circumstances"] else []
    shown: dict[str, str] = {}
    for c in source["found_circumstances"]:
        who = f" ({', '.join(c['who'][:6])})" if c["who"] else ""
        shown.setdefault(c["what"], f"· {c['what']}{who}: {c['why']}")
    return [*lines, *shown.values()]


def _option(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
