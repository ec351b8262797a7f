"""Letters inside a source: who signs them and to whom they go, so that `I` and `you` in them are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from visavis.model.mail_heads import mail_head
from visavis.model.names import fold, words
from visavis.reading.people_names import Habits, runs
from visavis.reading.units import Unit

CLOSING = re.compile(
    r"\b(?:(?:obedient|humble|faithful) servants?|yours,? (?:very |most )?(?:truly|sincerely|faithfully|ever|"
    r"affectionately|respectfully|cordially|fraternally)|(?:sincerely|faithfully|affectionately|respectfully|ever|"
    r"cordially) yours|(?:your|thy) (?:affectionate|loving|sincere|faithful|devoted|obliged) \w+|adieu|"
    r"your (?:\w+ ){0,2}(?:friend|brother|sister|son|daughter|father|mother|cousin|nephew|niece|uncle|aunt|"
    r"husband|wife|servant|comrade)(?=,|\s*\Z)|"
    r"with (?:best|kind|warm)(?:est)? (?:regards|wishes|love)|sincerely|yours)\b",
    re.IGNORECASE,
)
SALUTATION = re.compile(r"^\W*(?:my )?(?:very )?(?:dear(?:est)?\b|sir\b|gentlemen\b|madam\b)", re.IGNORECASE)
HEAD = re.compile(
    r"^[\W_]*(?:letter\s+[ivxlcdm\d]+[\W_]+)?(?P<writer>[^\W\d_][\w.’' ]*?)?[\W_]*(?<![^\W_])to(?![^\W_])"
    r"(?P<reader>.+)",
    re.IGNORECASE | re.DOTALL,
)
LINE = re.compile(r"\n|\s{3,}|,|(?<=\w\w\w\w)\.(?:\s|$)")  # where the first line of an address ends
GREETING = re.compile(
    r"(?:^|[\n.])\W*(?:my )?(?:very )?(?:dear(?:est)?\b|sir[\s,:.—-]|gentlemen\b|madam\b)", re.IGNORECASE
)
TITLE = re.compile(r"([^\W\d_]+)\.?\s*$")
SPOKEN = re.compile(r"\b(?:you|your|I|my|me)\b")
QUOTE = ('"', "“", "‘", "'")
SHORT = 90  # characters of a line that says who writes to whom
LAST = 150  # characters of a unit in which a closing formula may stand
SPARE = 14  # letters of an address line beside the name: `To`, a title
LONGEST = 200  # units of one letter
FORMULA = frozenset(
    "a affectionate affectionately always am and be believe brother c cordially cousin daughter dear "
    "devoted ever etc faithful faithfully father for friend good great haste honor honour humble "
    "humbly husband i in loving madam me most mother mr my nephew obedient obliged of old regard "
    "regards remain respect respectful respectfully s servant servants sincere sincerely sir sister "
    "son the to truly uncle very wife with yours your you".split()
)  # words of a closing formula, and of what stands between it and the name
OTHER = 2  # other words there, at most
PLACE = 60  # characters of a unit behind the signature: a place, a date, an office
WORD = re.compile(r"[^\W\d_]+")
FEW = 30  # units before a signature that belong to it where nothing shows how its letter begins


@dataclass(frozen=True, slots=True)
class Letter:
    """
    One letter: units `[start, end)`, the names of its writer and of its reader where it gives them. `head` is
    the unit whose first name is the writer's, where a line above the letter gives it.
    """

    start: int
    end: int
    writer: str | None
    reader: str | None
    head: int | None = None


def letters(units: Sequence[Unit], habits: Habits) -> list[Letter]:
    """The letters of a source that are signed, or headed by a line that says to whom they go, in order."""
    signed = outside(signed_letters(units, habits), mailed := list(mailed_letters(units)))
    inside = {n: i for i, letter in enumerate(signed) for n in range(letter.start, letter.end)}
    out = signed[:]
    for letter in outside(headed(units, habits), mailed):
        own = inside.get(letter.start)
        if own is None:
            out.append(letter)
        elif out[own].reader is None:
            out[own] = replace(out[own], reader=letter.reader)
    return sorted([*mailed, *out], key=lambda x: (x.start, x.end))


def mailed_letters(units: Sequence[Unit]) -> Iterator[Letter]:
    """The printed electronic letters of a source, each from its head (`From:`, `Sent:`) to the next."""
    lines = [(n, u) for n, u in enumerate(units) if u.turn is None and u.passage.kind != "letter"]
    blocks = [list(b) for _, b in groupby(lines, key=lambda line: line[1].passage.start)]
    heads = [(b, head) for b in blocks if (head := mail_head("\n".join(u.text for _, u in b)))]
    for i, (block, head) in enumerate(heads):
        following = heads[i + 1][0][0][0] if i + 1 < len(heads) else len(units)
        yield Letter(block[-1][0] + 1, following, head.writer, head.reader)


def outside(some: Iterable[Letter], mailed: Sequence[Letter]) -> list[Letter]:
    """The letters that do not stand under the head of an electronic one, which tells the writer better."""
    return [x for x in some if not any(m.start < x.end and x.start < m.end for m in mailed)]


def headed(units: Sequence[Unit], habits: Habits) -> Iterator[Letter]:
    """The letters under a line such as `TO ADA BROWN.` or `BEN HALE to ADA BROWN.`, to the next heading."""
    heads = [n for n, u in enumerate(units) if is_head(u) and n + 1 < len(units)]
    for n, following in pairwise([*heads, len(units)]):
        writer, reader = heading(units[n], habits)
        if reader and any(letterlike(u, writer is not None) for u in units[n + 1 : n + 4]):
            end = ending(units, n + 1, min(following, n + LONGEST))
            yield Letter(n + 1, end, writer, reader, n if writer else None)


def ending(units: Sequence[Unit], start: int, most: int) -> int:
    """The unit behind a letter that begins at `start`: its quotation or passage ends there, or a heading."""
    quoted = units[start].text.lstrip("_ ")[:1] in QUOTE
    kind = units[min(start + 1, most - 1)].passage.kind
    for n in range(start + 1, most):
        own = units[n].passage.kind
        outside = units[n].text.lstrip("_ ")[:1] not in QUOTE if quoted else own not in (kind, "boilerplate")
        if own == "heading" or (outside and units[n - 1].passage.kind != "boilerplate"):
            return n
        kind = kind if own == "boilerplate" else own
    return most


def is_head(unit: Unit) -> bool:
    """Whether a unit may be a line that says to whom a letter goes: short, its names in capitals."""
    text = unit.text
    return (
        unit.turn is None
        and len(text) <= SHORT
        and HEAD.match(text) is not None
        and sum(c.isupper() for c in text) > 2 * sum(c.islower() for c in text)
    )


def heading(unit: Unit, habits: Habits) -> tuple[str | None, str | None]:
    """The names of writer and reader in a letter's head."""
    found = HEAD.match(unit.text)
    if found is None:
        return None, None
    writer = titled(unit, habits, *found.span("writer")) if found["writer"] else None
    return writer, titled(unit, habits, *found.span("reader"))


def titled(unit: Unit, habits: Habits, at: int, to: int) -> str | None:
    """The last name of a unit between two offsets of its text, with the titles before it."""
    found = None
    for start, end in runs(unit, habits):
        if at <= unit.doc[start].idx and unit.doc[start:end].end_char <= to:
            found = (start, end)
    if found is None:
        return None
    name = " ".join(unit.doc[found[0] : found[1]].text.split())
    before = TITLE.search(unit.text[at : unit.doc[found[0]].idx])
    if before and fold(before[1]) in words().title_gender:
        return f"{before[1]}. {name}"
    return None if fold(name) in words().title_gender else name


def letterlike(unit: Unit, two: bool) -> bool:
    """Whether a unit is part of a letter: it greets somebody, or under the names of `two` speaks to one."""
    text = unit.text[:LAST]
    spoken = two and unit.turn is None and SPOKEN.search(text) is not None
    return unit.passage.kind == "letter" or spoken or GREETING.search(text) is not None


def signed_letters(units: Sequence[Unit], habits: Habits) -> Iterator[Letter]:
    """The letters with a closing formula and a signature, in order."""
    after = 0
    for number, unit in enumerate(units):
        if unit.turn is not None:
            continue
        text = unit.text
        closing = CLOSING.search(text, max(0, len(text) - LAST))
        if closing is None:
            continue
        signer, end = signature(units, number, closing.end(), habits)
        if signer:
            start = beginning(units, after, number)
            yield Letter(start, end, signer, reader(units, start, end, habits))
            after = end


def signature(units: Sequence[Unit], number: int, at: int, habits: Habits) -> tuple[str | None, int]:
    """The name behind a closing formula, in its unit or alone in the next; and where the letter ends."""
    name = names_in(units[number], habits, at)
    if name:
        before, _, behind = " ".join(units[number].text[at:].split()).partition(name)
        return (name, number + 1) if closes(before) and len(behind) <= PLACE else (None, number)
    if not closes(units[number].text[at:]):
        return None, number
    if number + 1 < len(units) and (name := alone(units[number + 1], habits)):
        return name, number + 2
    return None, number


def closes(text: str) -> bool:
    """
    Whether words behind a closing formula go on with it, and do not tell something.

    >>> closes(", and most humble servant,"), closes(", conjuring them to inform my cousin")
    (True, False)
    """
    return sum(w not in FORMULA for w in map(str.lower, WORD.findall(text))) <= OTHER


def beginning(units: Sequence[Unit], after: int, number: int) -> int:
    """
    First unit of the letter that ends at `number`: its salutation, else what follows the last letter; its own
    unit where that is far.
    """
    first = max(after, number - LONGEST)
    found = next((n for n in range(number, first - 1, -1) if SALUTATION.match(units[n].text)), None)
    if found is not None:
        return found
    return first if units[number].passage.kind == "letter" or number - first <= FEW else number


def reader(units: Sequence[Unit], start: int, end: int, habits: Habits) -> str | None:
    """Whom the salutation names, or a line alone above it or below the signature."""
    text = units[start].text
    if SALUTATION.match(text):
        head = re.split(r"[,:;—]|--", text, maxsplit=1)[0]
        name = names_in(units[start], habits, 0, len(head))
        if name:
            return name
    near = [n for n in (end, start - 1, start - 2) if 0 <= n < len(units)]
    return next(
        (name for n in near if (name := alone(units[n], habits) or addressee(units[n], habits))), None
    )


def addressee(unit: Unit, habits: Habits) -> str | None:
    """Whom the lines below a signature address (`To Major ADA BROWN,` above a place)."""
    if len(unit.text) > SHORT:
        return None
    line = LINE.split(unit.text, maxsplit=1)[0]
    name = names_in(unit, habits, 0, len(line))
    beside = len(re.sub(r"\W", "", line)) - len(re.sub(r"\W", "", name or ""))
    return name if name and " " in name and beside <= SPARE else None


def names_in(unit: Unit, habits: Habits, at: int, to: int | None = None) -> str | None:
    """The first full name of a unit between two offsets of its text, else the first name."""
    limit = len(unit.text) if to is None else to
    spans = (unit.doc[start:end] for start, end in runs(unit, habits))
    names = [" ".join(s.text.split()) for s in spans if at <= s.start_char and s.end_char <= limit]
    return next((n for n in names if " " in n), names[0] if names else None)


def alone(unit: Unit, habits: Habits) -> str | None:
    """The name that is nearly all of a short unit (`To JAMES MADISON, Esq.`)."""
    if len(unit.doc) > 9:
        return None
    found = list(runs(unit, habits))
    words = sum(t.is_alpha for t in unit.doc)
    if not found or found[0][1] - found[0][0] < max(2, words - 2):
        return None
    return " ".join(unit.doc[found[0][0] : found[0][1]].text.split())
