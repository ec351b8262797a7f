"""Commands under `visavis people` by which a person decides who is who, and sees what may be one."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import click

from visavis.faces.case_options import asked, case_option, opened
from visavis.faces.case_people import FORMS, people
from visavis.model.errors import JudgementError, QueryError
from visavis.model.judgement import Judgement, Member, standing

if TYPE_CHECKING:
    from visavis.case.linking import Suggestion
    from visavis.case.memory import Memory
    from visavis.model.dossier import Person

Command = TypeVar("Command", bound=Callable[..., object])


def decision_options(command: Command) -> Command:
    """The options of every decision: the case, why, and by whom."""
    by = click.option("--by", metavar="WHO", help="Who decides.  [default: the user's name]")
    why = click.option("--why", default="", metavar="TEXT", help="The reason, kept with the decision.")
    return case_option(why(by(command)))


@people.command()
@click.argument("one", metavar="NAME")
@click.argument("two", metavar="NAME")
@decision_options
@click.pass_context
def merge(context: click.Context, /, one: str, two: str, case: str | None, **about: str | None) -> None:
    """
    Decide that two names are one person (or one group).

    Sources that come later keep to it. `visavis people undo` takes it back.

    \b
    Example: visavis people merge "Ada Brown" "Miss Brown" --why "same signature"
    """
    place = case or context.obj
    with asked(place) as memory:
        a, b = person(one, memory), person(two, memory)
    if a == b:
        raise JudgementError(f'"{one}" and "{two}" are one already: {a.name}.')
    kept = _decide(place, Judgement("merge", (*a.members, *b.members)), about)
    _told(kept, f"{a.name} and {b.name} are one")


@people.command()
@click.argument("name")
@click.argument("docs", metavar="SOURCE[:NAME]...", nargs=-1, required=True)
@decision_options
@click.pass_context
def split(
    context: click.Context, /, name: str, docs: tuple[str, ...], case: str | None, **about: str | None
) -> None:
    """
    Decide that who is called NAME in some sources is another than in the rest.

    SOURCE is the name of a source (as `visavis sources` lists it); with :NAME only that name of it is meant.

    \b
    Examples:
      visavis people split "Ada Brown" letter.txt
      visavis people split "Ada Brown" "letter.txt:Miss Brown" diary.txt
    """
    place = case or context.obj
    with asked(place) as memory:
        found = person(name, memory)
    mine = members_of(found, docs)
    others = tuple(m for m in found.members if m not in mine)
    if not others:
        raise JudgementError(f"that is all of {found.name}: name some of the sources, not all.")
    kept = _decide(place, Judgement("split", mine, others), about)
    _told(kept, f"{found.name} of {', '.join(docs)} is another than the one of the rest")


@people.command()
@click.argument("name")
@click.argument("form")
@decision_options
@click.pass_context
def alias(context: click.Context, /, name: str, form: str, case: str | None, **about: str | None) -> None:
    """
    Decide that FORM is a name of NAME, in every source, those to come included.

    \b
    Example: visavis people alias "Ada Brown" Countess
    """
    place = case or context.obj
    with asked(place) as memory:
        found = person(name, memory)
    kept = _decide(place, Judgement("alias", found.members, form=form), about)
    _told(kept, f"{form} is a name of {found.name}")


@people.command()
@click.argument("ident", metavar="[ID]", required=False)
@decision_options
@click.pass_context
def undo(context: click.Context, /, ident: str | None, case: str | None, **about: str | None) -> None:
    """
    Take a decision back: the one whose id begins with ID, or the last. Undoing an undo restores it.

    \b
    Example: visavis people undo 4ebf35
    """
    from visavis.case.store_review import to_undo

    place = case or context.obj
    store = opened(place)
    with store.read() as conn:
        undone = to_undo(conn, ident)
    store.close()
    kept = _decide(place, Judgement("undo", undoes=undone.id), about)
    _told(kept, f"undone: {said(undone)}")


@people.command()
@case_option
@click.option("--format", "form", type=FORMS, default="text", show_default=True, help="How they are listed.")
@click.pass_context
def judgements(context: click.Context, /, case: str | None, form: str) -> None:
    """
    List the decisions about who is who in their order, those taken back among them.

    \b
    Example: visavis people judgements
    """
    from visavis.case.store_judgements import judgements as kept

    store = opened(case or context.obj)
    with store.read() as conn:
        rows = kept(conn)
    store.close()
    for line in judged(rows, form):
        click.echo(line)


def judged(rows: tuple[Judgement, ...], form: str) -> Iterator[str]:
    """Decisions in lines of text, or one JSON object a line."""
    held = {j.id for j in standing(rows)}
    for j in rows:
        state = "undo" if j.what == "undo" else "holds" if j.id in held else "undone"
        if form == "json":
            line = {
                "id": j.id, "what": j.what, "state": state, "members": j.members, "others": j.others,
                "form": j.form, "undoes": j.undoes, "who": j.who, "when": j.when, "why": j.why,
            }  # fmt: skip
            yield json.dumps(line, ensure_ascii=False)
        else:
            about = " ".join(x for x in (j.when[:10], j.who) if x)
            yield f"{j.id}  {state:6}  {said(j)}  ({about}{': ' + j.why if j.why else ''})"
    if not rows and form == "text":
        yield "no decisions yet. Make one: visavis people merge NAME NAME"


@people.command()
@click.argument("name", required=False)
@case_option
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many, surest first."
)
@click.option("--format", "form", type=FORMS, default="text", show_default=True, help="How they are listed.")
@click.pass_context
def suggestions(context: click.Context, /, name: str | None, case: str | None, limit: int, form: str) -> None:
    """
    List who may be one person but is not joined, with a grade and the reasons; with NAME only those about it.

    \b
    Example: visavis people suggestions Brown
    """
    lines = list(suggested(case or context.obj, name, limit, form))
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("no suggestions", err=True)
        sys.exit(1)


def suggested(case: str | None, name: str | None, limit: int, form: str) -> Iterator[str]:
    """Suggestions in lines of text, or one JSON object a line."""
    from visavis.case.store_review import review

    wanted: set[Member] = set()
    if name:
        with asked(case) as memory:
            wanted = {m for p in candidates(name, memory) for m in p.members}
    store = opened(case)
    with store.read() as conn:
        found = review(conn)
    store.close()
    named = {m: p for p in found.persons for m in p.members}
    some = [s for s in found.suggestions if not name or {s.one, s.two} & wanted]
    some.sort(key=lambda s: (-s.grade, -min(named[s.one].mentions, named[s.two].mentions), s.one, s.two))
    for s in some[:limit]:
        yield _suggestion(s, named[s.one], named[s.two], form)
    yield from (f"note: {n}" for n in found.notes if form == "text")


def _suggestion(s: Suggestion, one: Person, two: Person, form: str) -> str:
    if form == "json":
        line = {
            "one": one.name, "two": two.name, "grade": round(s.grade, 2), "why": s.why, "against": s.against,
            "members": [list(s.one), list(s.two)],
        }  # fmt: skip
        return json.dumps(line, ensure_ascii=False)
    against = f"; but {s.against}" if s.against else ""
    merged = f'visavis people merge "{one.name}" "{two.name}"'
    return f"{s.grade:.2f}  {two.name} may be {one.name}: {s.why}{against}\n      {merged}"


@people.command()
@click.argument("name")
@case_option
@click.pass_context
def why(context: click.Context, /, name: str, case: str | None) -> None:
    """
    Say why names were joined to one person, each joining with its grade and reasons.

    \b
    Example: visavis people why Brown
    """
    place = case or context.obj
    with asked(place) as memory:
        found = candidates(name, memory)
    for p in found:
        click.echo(f"{p.name}: {len(p.members)} name{'s' * (len(p.members) != 1)} in these sources")
        for doc, own in p.members:
            click.echo(f"  {own} ({doc})")
        for line in p.why:
            click.echo(f"  because {line}")
    for line in suggested(place, name, 5, "text"):
        click.echo(line)


def candidates(name: str, memory: Memory) -> tuple[Person, ...]:
    """Everybody whom a name may mean. Raises QueryError where it is nobody's."""
    from visavis.answer.query import match

    exact = memory.person(name)
    found = (exact,) if exact else match(name, memory).persons
    if not found:
        raise QueryError(f'nobody in this case is called "{name}". visavis people lists who is in it.')
    return found


def person(name: str, memory: Memory) -> Person:
    """The one whom a name means. Raises QueryError where there are several, or none."""
    found = candidates(name, memory)
    if len(found) > 1:
        told = "; ".join(f'"{p.name}"' for p in found[:6])
        raise QueryError(f'"{name}" may be several: {told}. Name one of them in full.')
    return found[0]


def members_of(found: Person, docs: tuple[str, ...]) -> tuple[Member, ...]:
    """The members of a person that `SOURCE` or `SOURCE:NAME` mean. Raises JudgementError where it is none."""
    mine: list[Member] = []
    for wanted in docs:
        some = [(d, n) for d, n in found.members if wanted in (d, f"{d}:{n}")]
        if not some:
            told = ", ".join(sorted({d for d, _ in found.members}))
            raise JudgementError(f'{found.name} stands not in "{wanted}", but in {told}.')
        mine += some
    return tuple(mine)


def said(j: Judgement) -> str:
    """A decision in words."""
    names = " = ".join(f"{n} ({d})" for d, n in j.members[:4]) + (" = …" if len(j.members) > 4 else "")
    others = ", ".join(f"{n} ({d})" for d, n in j.others[:3]) + (", …" if len(j.others) > 3 else "")
    if j.what == "split":
        return f"split {names} from {others}"
    if j.what == "alias":
        return f"alias {j.form} of {names}"
    return f"undo {j.undoes}" if j.what == "undo" else f"merge {names}"


def _decide(case: str | None, judgement: Judgement, about: dict[str, str | None]) -> Judgement:
    from visavis.case.store_review import decide

    store = opened(case)
    try:
        return decide(store, _signed(judgement, about))
    finally:
        store.close()


def _signed(judgement: Judgement, about: dict[str, str | None]) -> Judgement:
    """The decision with who makes it, when, and why."""
    from datetime import UTC, datetime

    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name
        user = ""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return replace(judgement, who=about.get("by") or user, when=when, why=about.get("why") or "")


def _told(kept: Judgement, what: str) -> None:
    click.echo(f"{what}. Judgement {kept.id}; to take it back: visavis people undo {kept.id}")
