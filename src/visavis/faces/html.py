"""A dossier as one self-contained HTML page: light and dark, printable, nothing fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources

from visavis.answer.words import date_words, leaning, named, shortened
from visavis.faces.around import around
from visavis.faces.show import (
    BOTH,
    GROUPS,
    LEGEND,
    OFFICES,
    PEOPLE,
    TOGETHER,
    Shown,
    called,
    heading,
    made_lines,
    quoted,
    says_of,
    shown,
    together_words,
)
from visavis.faces.timeline import timeline
from visavis.model.dossier import Dossier, Evidence, Unanswered

CLASS = {"+": "p", "-": "m", "0": "z", "?": "z"}


def to_html(answer: Dossier | Unanswered, limit: int = 60) -> str:
    """The answer as a page; every text of a source is escaped."""
    title = heading(answer) if isinstance(answer, Dossier) else answer.query
    body = _dossier(answer, shown(answer, limit)) if isinstance(answer, Dossier) else _unanswered(answer)
    return page(title, body)


def page(title: str, body: Iterable[str]) -> str:
    """
    A whole page out of its title and the parts of its body (escaped already), with the style inside.

    >>> page("Ada & Ben", ["<p>…</p>"]).startswith("<!doctype html>")
    True
    """
    css = resources.files("visavis.faces").joinpath("data", "dossier.css").read_text(encoding="utf-8")
    head = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>\n{css}</style></head><body>"
    )
    return "\n".join([head, *body, "</body></html>"]) + "\n"


def links(picked: Shown, ids: Iterable[str], most: int = 6) -> str:
    """
    Footnote links to the shown ones among `ids`.

    >>> links(Shown((), (), (), (), 0, (), {"ab": 1}), ["ab", "cd"])
    '<sup><a href="#c1">1</a></sup>'
    """
    numbers = [picked.number[i] for i in dict.fromkeys(ids) if i in picked.number][:most]
    marks = " ".join(f'<a href="#c{n}">{n}</a>' for n in numbers)
    return f"<sup>{marks}</sup>" if numbers else ""


def _dossier(d: Dossier, picked: Shown) -> Iterator[str]:
    yield f"<h1>{escape(heading(d))}</h1>"
    for p in (d.a, d.b):
        if p and called(p):
            yield f'<div class="dim">{escape(p.name)}, also: {escape(", ".join(called(p)))}</div>'
    if not d.found:
        docs = ", ".join(s["name"] for s in d.made_with.get("sources", []))
        yield f"<p><strong>Nothing was found about the two.</strong> Searched: {escape(docs)}.</p>"
    yield from (f"<p>{escape(s.text)}{links(picked, s.claims)}</p>" for s in d.summary)
    yield from _phases(d, picked)
    yield from _articles("What the sources say", picked.direct, picked)
    if picked.direct:
        yield f'<p class="dim">{escape(LEGEND)}</p>'
    if picked.left_out:
        yield f'<p class="dim">… and {picked.left_out} weaker ones.</p>'
    yield from _articles(BOTH, picked.both, picked)
    yield from _articles("Indirect: through a group or an office", picked.indirect, picked)
    yield from _articles("The nearest things known", d.nearby, picked)
    yield from _together(d, picked)
    yield from _list("Accounts side by side", _accounts(d, picked))
    yield from _list(
        "Around them" if d.b else "Around",
        _around(d, picked),
        _figure(
            around(d),
            "Solid lines: for; dashed: against; dotted: in touch, or neither."
            + (" Between the two: those tied to both." if d.b else ""),
        ),
    )
    yield from _articles("Quotes for those around", picked.cited, picked)
    yield from _list("Open", _open(d))
    yield from _list("Made with", (escape(line) for line in made_lines(d)))


def _phases(d: Dossier, picked: Shown) -> Iterator[str]:
    if not d.phases:
        return
    yield "<h2>Phases</h2>"
    yield _figure(
        timeline(d, picked.number),
        "Bars: the phases. Marks: the claims, by their numbers; a line spans the days that a claim may mean, "
        "dashed where they are inferred. Larger marks weigh more.",
    )
    yield "<ul>"
    for p in d.phases:
        if p.gap:
            yield f'<li class="dim">the sources are silent {date_words(p.gap)}</li>'
        when = date_words(p.edtf) if p.edtf else "undated"
        cited = links(picked, p.turning or p.claims)
        yield (
            f'<li><strong class="{CLASS[p.sign]}">{p.sign} {escape(p.label)}</strong>, {escape(when)}{cited}'
            f'<div class="dim">{escape(p.why)}</div></li>'
        )
    yield "</ul>"


def _articles(title: str, evidence: Iterable[Evidence], picked: Shown) -> Iterator[str]:
    found = list(dict.fromkeys(evidence))
    if found:
        yield f"<h2>{title}</h2>"
        yield from (_article(e, picked) for e in found)


def _article(e: Evidence, picked: Shown) -> str:
    number = picked.number[e.id]
    through = f'<div class="dim">through: {escape(e.through)}</div>' if e.through else ""
    return (
        f'<article id="c{number}"><span class="dim">{number}</span> '
        f'<strong class="{CLASS[leaning(e.claim)]}">{leaning(e.claim)} {escape(says_of(e))}</strong>'
        f"<blockquote>“{_quote(e)}”</blockquote>{through}"
        f'<div class="dim">{escape(e.says)} · strength {e.weight:.2f}</div>'
        f'<div class="where">{escape(e.cite)} · {e.id}</div></article>'
    )


def _quote(e: Evidence) -> str:
    before, quote, behind = (escape(part) for part in quoted(e))
    return f"{before}<mark>{quote}</mark>{behind}" if before + behind else quote


def _figure(picture: str, caption: str) -> str:
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>" if picture else ""


def _list(title: str, items: Iterable[str], picture: str = "") -> Iterator[str]:
    found = list(items)
    if found:
        yield f"<h2>{title}</h2>{picture}<ul>"
        yield from (f"<li>{item}</li>" for item in found)
        yield "</ul>"


def _together(d: Dossier, picked: Shown) -> Iterator[str]:
    if not picked.together:
        return
    yield f'<h2>{TOGETHER}</h2><p class="dim">{escape(together_words(d, picked))}</p><ul>'
    for t in picked.together:
        words = escape(shortened(t.quote, 600))
        yield f'<li>“{words}” <span class="where">{escape(t.cite)}</span></li>'
    yield "</ul>"


def _accounts(d: Dossier, picked: Shown) -> Iterator[str]:
    for a in d.accounts:
        yield f"<strong>{a.kind}</strong>: {escape(a.why)}{links(picked, a.claims)}"


def _around(d: Dossier, picked: Shown) -> Iterator[str]:
    for t in d.people[:PEOPLE]:
        to_b = f", {t.to_b} to {escape(d.b.name)}" if d.b else ""
        to_both = f"{t.to_a} to {escape(d.a.name)}{to_b}"
        yield f"<strong>{escape(named(t.name))}</strong>: {to_both}{links(picked, t.claims)}"
    for g in d.groups[:GROUPS]:
        members = f": {escape(', '.join(g.members))}" if g.members else ""
        yield f"<strong>{escape(g.name)}</strong> (group){members}{links(picked, g.claims)}"
    for o in d.offices[:OFFICES]:
        when = f" ({escape(date_words(o.edtf))})" if o.edtf else ""
        yield f"<strong>{escape(o.holder)}</strong> held: {escape(o.office)}{when}{links(picked, o.claims)}"


def _open(d: Dossier) -> Iterator[str]:
    for o in d.open:
        where = f' <span class="where">{escape(o.span[0])}:{o.span[1]}–{o.span[2]}</span>' if o.span else ""
        yield f'{escape(o.what)}: <span class="dim">{escape(o.why)}</span>{where}'


def _unanswered(u: Unanswered) -> Iterator[str]:
    yield f"<h1>{escape(u.query)}</h1>"
    for n in u.names:
        told = (
            "may mean several:" if u.kind == "ambiguous" else "is nobody in these sources. The nearest names:"
        )
        yield f"<p>“{escape(n.asked)}” {told}</p><ul>"
        yield from (f"<li>{escape(c)}</li>" for c in n.candidates)
        yield "</ul>"
    yield f'<p class="dim">Searched: {escape(", ".join(u.searched))}.</p>'
