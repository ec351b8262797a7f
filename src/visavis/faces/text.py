"""A dossier for the terminal: coloured and wrapped to its width, or plain text where it is piped."""

from __future__ import annotations

from visavis.answer.words import date_words, leaning, named, shortened
from visavis.faces.pages import Page, PlainPage
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
from visavis.model.dossier import Dossier, Evidence, Unanswered

COLOUR = {"+": "green", "-": "red", "0": "yellow", "?": "yellow"}


def to_text(answer: Dossier | Unanswered, limit: int = 30) -> str:
    """The answer as plain text of 88 columns, without colour codes."""
    page = PlainPage()
    show(answer, page, limit)
    return "\n".join(page.lines) + "\n"


def show(answer: Dossier | Unanswered, page: Page, limit: int = 30) -> None:
    """Print the answer on a page, at most `limit` direct claims beside those that the rest cites."""
    if isinstance(answer, Unanswered):
        _unanswered(answer, page)
        return
    picked = shown(answer, limit)
    page.title(heading(answer))
    _names(answer, page)
    if not answer.found:
        _nothing(answer, page, picked)
    else:
        _summary(answer, page, picked)
        _phases(answer, page, picked)
        page.head("What the sources say")
        page.para(LEGEND, "dim", 2)
        for e in picked.direct:
            _claim(e, page, picked)
        if picked.left_out:
            page.para(f"… and {picked.left_out} weaker ones (--limit shows more, --format json all).", "dim")
    _both(picked, page)
    _indirect(picked, page)
    _together(answer, page, picked)
    _accounts(answer, page, picked)
    _around(answer, page, picked)
    _open(answer, page)
    page.head("Made with")
    for line in made_lines(answer):
        page.para(line, "dim")


def _names(d: Dossier, page: Page) -> None:
    for p in (d.a, d.b):
        if p and called(p):
            page.para(f"{p.name}, also: {', '.join(called(p))}", "dim", 0, 2)


def _summary(d: Dossier, page: Page, picked: Shown) -> None:
    page.gap()
    for s in d.summary:
        marks = picked.marks(s.claims) if s is not d.summary[-1] or d.b is None else ""
        page.parts([(s.text, ""), (f" {marks}" if marks else "", "dim")], 0, 2)


def _phases(d: Dossier, page: Page, picked: Shown) -> None:
    if not d.phases:
        return
    page.head("Phases")
    for p in d.phases:
        if p.gap:
            page.para(f"(the sources are silent {date_words(p.gap)})", "dim italic", 2, 2)
        when = date_words(p.edtf) if p.edtf else "undated"
        marks = picked.marks(p.turning or p.claims)
        page.parts(
            [(f"{p.sign} {p.label}, ", f"bold {COLOUR[p.sign]}"), (when, "bold"),
             (f"  {'turning with ' if p.turning and marks else ''}{marks}", "dim")], 2, 2,
        )  # fmt: skip
        page.para(p.why, "dim", 4)


def _claim(e: Evidence, page: Page, picked: Shown) -> None:
    leans = leaning(e.claim)
    colour = COLOUR[leans]
    number = f"{picked.number[e.id]:>3} "
    page.parts(
        [(number, "dim"), (f"{leans} ", f"bold {colour}"), (says_of(e), f"{colour}")], 0, 6
    )  # fmt: skip
    _quote(e, page)
    page.para(f"{e.says} · {e.cite} · strength {e.weight:.2f} · {e.id}", "dim", 6, 2)


def _quote(e: Evidence, page: Page) -> None:
    before, quote, behind = quoted(e)
    opened, closed = ("‹", "›") if before + behind else ("", "")
    page.parts([(f"“{before}", "dim"), (f"{opened}{quote}{closed}", ""), (f"{behind}”", "dim")], 6)


def _both(picked: Shown, page: Page) -> None:
    if picked.both:
        page.head(BOTH)
    for e in picked.both:
        _claim(e, page, picked)


def _indirect(picked: Shown, page: Page) -> None:
    if not picked.indirect:
        return
    page.head("Indirect: through a group or an office")
    for e in picked.indirect:
        _claim(e, page, picked)
        page.para(f"through: {e.through}", "italic", 6, 2)


def _together(d: Dossier, page: Page, picked: Shown) -> None:
    if picked.together:
        page.head(TOGETHER)
        page.para(together_words(d, picked), "dim")
        for t in picked.together:
            page.parts([(f"“{shortened(t.quote, 400)}”", ""), (f" · {t.cite}", "dim")], 2, 2)


def _accounts(d: Dossier, page: Page, picked: Shown) -> None:
    if not d.accounts:
        return
    page.head("Accounts side by side")
    colours = {"contradict": "red", "agree": "green", "change": "magenta", "copy": "yellow"}
    for a in d.accounts[:16]:
        marks = picked.marks(a.claims, 8)
        page.parts([(f"{a.kind}: ", f"bold {colours[a.kind]}"), (a.why, ""), (f" {marks}", "dim")], 2, 2)
    if len(d.accounts) > 16:
        page.para(f"… and {len(d.accounts) - 16} more (--format json).", "dim", 2)


def _around(d: Dossier, page: Page, picked: Shown) -> None:
    if not (d.people or d.groups or d.offices):
        return
    page.head("Around them" if d.b else "Around")
    b = d.b.name if d.b else ""
    for t in d.people[:PEOPLE]:
        to_b = f", {t.to_b} to {b}" if b else ""
        page.parts(
            [
                (named(t.name), "bold"),
                (f"  {t.to_a} to {d.a.name}{to_b} ", ""),
                (picked.marks(t.claims), "dim"),
            ],
            2,
            2,
        )
    for g in d.groups[:GROUPS]:
        members = f": {', '.join(g.members[:8])}" if g.members else ""
        page.parts([(g.name, "bold"), (f" (group){members} ", ""), (picked.marks(g.claims), "dim")], 2, 2)
    for o in d.offices[:OFFICES]:
        when = f" ({date_words(o.edtf)})" if o.edtf else ""
        page.parts(
            [(o.holder, "bold"), (f" held: {o.office}{when} ", ""), (picked.marks(o.claims), "dim")], 2, 2
        )
    if picked.cited:
        page.head("Quotes for those around")
        for e in picked.cited:
            _claim(e, page, picked)


def _open(d: Dossier, page: Page) -> None:
    if not d.open:
        return
    page.head("Open")
    for o in d.open:
        where = f" · {o.span[0]}:{o.span[1]}–{o.span[2]}" if o.span else ""
        page.parts([(f"{o.what}: ", ""), (o.why, "dim"), (where, "dim")], 2, 2)


def _nothing(d: Dossier, page: Page, picked: Shown) -> None:
    docs = [s["name"] for s in d.made_with.get("sources", [])]
    who = f"how {d.a.name} and {d.b.name} stood to one another" if d.b else f"how anybody stood to {d.a.name}"
    page.gap()
    page.para(f"Nothing was found that says {who}.", "bold")
    page.para(f"Searched: {', '.join(docs)}.", "", 0, 2)
    if d.nearby:
        page.head("The nearest things known")
        for e in d.nearby:
            _claim(e, page, picked)


def _unanswered(u: Unanswered, page: Page) -> None:
    for n in u.names:
        if u.kind == "ambiguous":
            page.para(f"“{n.asked}” may mean several:", "bold")
        else:
            page.para(
                f"“{n.asked}” is nobody in these sources." + (" The nearest names:" if n.candidates else ""),
                "bold",
            )
        for c in n.candidates:
            page.para(f"· {c}", "", 2, 2)
    page.para(f"Searched: {', '.join(u.searched)}.", "dim", 0, 2)
    if u.kind == "ambiguous":
        page.para("Ask again with the fuller name.")
