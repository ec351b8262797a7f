"""A dossier as Markdown, quotes as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from visavis.answer.words import date_words, leaning, named, shortened
from visavis.faces.show import (
    BOTH,
    GROUPS,
    LEGEND,
    OFFICES,
    PEOPLE,
    TOGETHER,
    Shown,
    heading,
    made_lines,
    quoted,
    says_of,
    shown,
    together_words,
)
from visavis.model.dossier import Dossier, Evidence, Unanswered


def to_markdown(answer: Dossier | Unanswered, limit: int = 30) -> str:
    """The answer as Markdown; every statement carries footnotes with the quote, its sayer and its place."""
    if isinstance(answer, Unanswered):
        return "\n".join(_unanswered(answer)) + "\n"
    return "\n".join(_dossier(answer, shown(answer, limit))) + "\n"


def escaped(text: str) -> str:
    """
    Text whose Markdown signs are shown as they are.

    >>> escaped("a *b* [1]")
    'a \\\\*b\\\\* \\\\[1\\\\]'
    """
    return _literal(" ".join(text.split()))


def _literal(line: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", line)


def notes(picked: Shown, ids: tuple[str, ...], most: int = 5) -> str:
    """Footnote marks for the shown ones among `ids`."""
    return "".join(f"[^{picked.number[i]}]" for i in [i for i in ids if i in picked.number][:most])


def _dossier(d: Dossier, picked: Shown) -> Iterator[str]:
    yield f"# {escaped(heading(d))}"
    yield ""
    if not d.found:
        docs = ", ".join(s["name"] for s in d.made_with.get("sources", []))
        yield f"Nothing was found about the two. Searched: {escaped(docs)}."
        yield ""
    for s in d.summary:
        yield f"{escaped(s.text)}{notes(picked, s.claims)}"
        yield ""
    yield from _phases(d, picked)
    yield from _list("What the sources say", picked.direct, picked)
    if picked.direct:
        yield f"*{escaped(LEGEND)}*\n"
    if picked.left_out:
        yield f"… and {picked.left_out} weaker ones.\n"
    yield from _list(BOTH, picked.both, picked)
    yield from _list("Indirect: through a group or an office", picked.indirect, picked)
    yield from _list("The nearest things known", d.nearby, picked)
    yield from _together(d, picked)
    yield from _rest(d, picked)
    yield "## Made with\n"
    yield from (f"- {escaped(line)}" for line in made_lines(d))
    yield ""
    for e in dict.fromkeys((*picked.direct, *picked.both, *picked.indirect, *d.nearby, *picked.cited)):
        yield _footnote(e, picked)


def _footnote(e: Evidence, picked: Shown) -> str:
    source = f"{escaped(e.says)}; {escaped(e.cite)} (`{e.id}`)"
    return f"[^{picked.number[e.id]}]: “{_quote(e)}” — {source}"


def _quote(e: Evidence) -> str:
    before, quote, behind = (_literal(part) for part in quoted(e))
    return f"{before}**{quote}**{behind}" if before + behind else quote


def _phases(d: Dossier, picked: Shown) -> Iterator[str]:
    if not d.phases:
        return
    yield "## Phases\n"
    yield "| when | how | why |"
    yield "| --- | --- | --- |"
    for p in d.phases:
        if p.gap:
            yield f"| {date_words(p.gap)} | *silence of the sources* | |"
        when = date_words(p.edtf) if p.edtf else "undated"
        yield f"| {when} | {p.sign} **{p.label}** | {escaped(p.why)}{notes(picked, p.turning or p.claims)} |"
    yield ""


def _list(title: str, evidence: tuple[Evidence, ...], picked: Shown) -> Iterator[str]:
    if not evidence:
        return
    yield f"## {title}\n"
    for e in evidence:
        through = f"; through: {escaped(e.through)}" if e.through else ""
        yield f"- `{leaning(e.claim)}` {escaped(says_of(e))}{through}[^{picked.number[e.id]}]"
    yield ""


def _together(d: Dossier, picked: Shown) -> Iterator[str]:
    if picked.together:
        yield f"## {TOGETHER}\n"
        yield f"{escaped(together_words(d, picked))}\n"
        yield from (f"- “{escaped(shortened(t.quote, 400))}” ({escaped(t.cite)})" for t in picked.together)
        yield ""


def _rest(d: Dossier, picked: Shown) -> Iterator[str]:
    if d.accounts:
        yield "## Accounts side by side\n"
        yield from (f"- **{a.kind}**: {escaped(a.why)}{notes(picked, a.claims)}" for a in d.accounts)
        yield ""
    if d.people or d.groups or d.offices:
        yield "## Around\n"
        b = f", {{}} to {d.b.name}" if d.b else "{}"
        for t in d.people[:PEOPLE]:
            to_b = b.format(t.to_b) if d.b else ""
            to_both = f"{t.to_a} to {escaped(d.a.name)}{escaped(to_b)}"
            yield f"- {escaped(named(t.name))}: {to_both}{notes(picked, t.claims)}"
        for g in d.groups[:GROUPS]:
            members = f": {', '.join(g.members)}" if g.members else ""
            yield f"- {escaped(g.name)} (group){escaped(members)}{notes(picked, g.claims)}"
        for o in d.offices[:OFFICES]:
            when = f" ({date_words(o.edtf)})" if o.edtf else ""
            yield f"- {escaped(o.holder)} held: {escaped(o.office)}{when}{notes(picked, o.claims)}"
        yield ""
    if d.open:
        yield "## Open\n"
        for o2 in d.open:
            where = f" ({o2.span[0]}:{o2.span[1]}–{o2.span[2]})" if o2.span else ""
            yield f"- {escaped(o2.what)}: {escaped(o2.why)}{escaped(where)}"
        yield ""


def _unanswered(u: Unanswered) -> Iterator[str]:
    for n in u.names:
        yield f"“{escaped(n.asked)}” " + (
            "may mean several:" if u.kind == "ambiguous" else "is nobody in these sources."
        )
        yield ""
        yield from (f"- {escaped(c)}" for c in n.candidates)
        yield ""
    yield f"Searched: {escaped(', '.join(u.searched))}."
