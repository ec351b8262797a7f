"""Time: the date that governs the clause of a tie, and whether it dates the tie or only bounds it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from visavis.model.claim import ENCODER
from visavis.model.clause_date import ClauseDate, clause_date, running_date
from visavis.model.layers import DateMention
from visavis.model.lexicon import words
from visavis.reading.claims import grammar as g
from visavis.reading.claims.choosing import chosen
from visavis.reading.claims.datings import datings, here, tense
from visavis.reading.claims.modality import presupposed
from visavis.reading.claims.ties import Tie
from visavis.reading.units import Unit

DEEDS = frozenset({"meets", "harms", "opposes", "accuses", "appoints", "supports", "allied", "commands"})
ASIDE = frozenset({"relcl", "acl", "appos"})  # a clause on a noun is not dated by the sentence around it
CARRIED = 1  # sentences over which a tale stands at its last date; at 2 three are invented for one right
CARRIED_LOST = 12  # one whose year is lost invents none


@dataclass(frozen=True, slots=True)
class When:
    """The time of a claim, as the source says it and as it can be inferred."""

    edtf: str | None = None
    bounds: str | None = None
    basis: str | None = None
    closed: bool = False  # whether a clause of its own says until when

    def as_bounds(self) -> When:
        """
        What this tells of something told close by: bounds only, and none of a year that is lost.

        >>> When("1924-05", None, "stated").as_bounds().bounds
        '1924-05'
        >>> When("XXXX-05", "../1936-05", "lost").as_bounds().bounds
        '../1936-05'
        """
        whole = self.edtf if self.edtf and "XXXX" not in self.edtf else self.bounds
        return When(None, whole, "bounded" if whole else None)

    def before(self) -> When:
        """
        Bounds that end where these do: of what lay before the tale.

        >>> When(None, "1930-03", "bounded").before().bounds
        '../1930-03'
        """
        end = self.bounds.split("/")[-1] if self.bounds else None
        return When(None, f"../{end}", "bounded") if end and end != ".." else When()


def inside(unit: Unit, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates of a unit, with offsets inside its text; `dates` in the order of the text."""
    first = bisect_left(dates, unit.start, key=lambda d: d.start)
    last = bisect_left(dates, unit.end, key=lambda d: d.start)
    return [replace(d, start=d.start - unit.start, end=d.end - unit.start) for d in dates[first:last]]


def when(tie: Tie, unit: Unit, dates: Sequence[DateMention], quoted: bool = False, voices: int = 1) -> When:
    """
    The date that governs the tie's clause; `dates` are those of the unit, with offsets inside its text.

    A date of the clause or its sentence is the claim's time. One of an earlier sentence of the same
    paragraph governs the deeds that a tale goes on with; of all else it tells bounds only. `quoted`: the
    tie stands in somebody's words, which the tale's date does not reach; `voices` counts whose they are.
    Where a learned choice among all these dates is sure of another one, it has its way.
    """
    text = unit.text
    kin = tie.relation == "kin"  # whose child somebody is, he is from birth
    told = [d for d in dates if not lifetime(text, d) and not recorded(text, d)]
    dates = [d for d in told if not of_birth(text, d, kin)]
    if not dates:
        return When()
    time = by_rules(tie, unit, dates, quoted)
    if entry(text, dates) or time.closed:
        return time
    found, none = datings(here(tie, text, quoted, voices, time.edtf), dates)
    best = chosen(found, none, time.edtf)
    return When(best.edtf, best.bounds, best.basis) if best else time


def by_rules(tie: Tie, unit: Unit, dates: Sequence[DateMention], quoted: bool) -> When:
    """The time that a tie's grammar gives it."""
    time = anchored(tie, unit, dates, quoted)
    if time.edtf is None and tie.rule == ENCODER and not time.closed:
        more = [anchored(replace(tie, anchor=x.token), unit, dates, quoted) for x in (tie.b, tie.a)]
        return next((t for t in more if t.edtf), time)
    return time


def anchored(tie: Tie, unit: Unit, dates: Sequence[DateMention], quoted: bool) -> When:
    """The time that the clause of a tie's anchor has."""
    text, sent = unit.text, tie.anchor.sent
    led = [d for d in dates if leads_joined(d, tie.anchor)]
    found = clause_date(text, led or dates, clause_span(tie.anchor), (sent.start_char, sent.end_char))
    if found is not None:
        time = until(time_of(found), found, tie.anchor)
        if away := parted(found, tie.anchor):
            return away
        return time if governs(found, tie, unit) or entry(text, dates) else time.as_bounds()
    if entry(text, dates):
        return When(dates[0].edtf, dates[0].bounds, dates[0].basis)
    before = running_date(text, dates, sent.start_char, 0)
    if before is None:
        return When()
    carried = tells(tie) and not quoted and close(before, tie.anchor) and not apart(tie)
    told = time_of(before)
    return told if carried else told.as_bounds().before() if looks_back(tie.anchor) else told.as_bounds()


def leads_joined(date: DateMention, anchor: Token) -> bool:
    """Whether a date leads the joined clause of `anchor`: `He left in 1880, and in May 1881 fell ill`."""
    verb = g.clause_verb(anchor)
    span = anchor.doc.char_span(date.start, date.end, alignment_mode="expand")
    if span is None or verb.dep_ != "conj" or not verb.sent.start < span.start < span.end <= verb.i:
        return False
    left = span.start - 1
    while left > verb.sent.start and anchor.doc[left].pos_ in ("ADP", "DET", "ADV"):
        left -= 1
    between = anchor.doc[span.end : verb.i]
    return (anchor.doc[left].dep_ == "cc" or anchor.doc[left].text == ";") and not any(
        t.pos_ == "VERB" or t.dep_ == "cc" for t in between
    )


FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
UNTIL = frozenset({"till", "until", "before"})


def until(time: When, date: ClauseDate, anchor: Token) -> When:
    """The time of what lasted till the clause of the date: `He was governor till he was removed in 1647`."""
    span = anchor.doc.char_span(date.mention.start, date.mention.end, alignment_mode="expand")
    verb = g.clause_verb(span.root) if span is not None else anchor
    ends = verb.dep_ == "advcl" and verb.head.i == g.clause_verb(anchor).i
    marks = {c.lower_ for c in g.children(verb, "mark", "advmod", "prep")} if ends else set()
    if not marks & UNTIL or time.edtf is None or "/" in time.edtf:
        return time
    return replace(time, edtf=f"../{time.edtf}", closed=True)


def parted(date: ClauseDate, anchor: Token) -> When | None:
    """
    What a date tells of a clause that its own clause sets apart in time; None where it does not.

    A clause that tells what will be from one that was: `On 3 May he fell ill, but you shall hear`. One joined
    to a clause that ends with the date: `He heard nothing until 1932, but said that Lee had helped`.
    """
    span = anchor.doc.char_span(date.mention.start, date.mention.end, alignment_mode="expand")
    verb = g.clause_verb(anchor)
    other = g.clause_verb(span.root) if span is not None else verb
    if other.i == verb.i or span is None:
        return None
    if any(c.lower_ in FUTURE for c in g.children(verb, "aux")) and tense(other) in ("past", "had"):
        known = (time_of(date).as_bounds().bounds or "..").split("/")[0]
        return When(None, f"{known}/..", "bounded", closed=True) if known != ".." else When(closed=True)
    joined = any(v.dep_ == "conj" and g.first_of(v).i == other.i for v in (verb, *g.ancestors(verb)))
    ended = (date.edtf or "").startswith("../") and other.i < span.start < verb.i
    return When(closed=True) if joined and ended else None


def looks_back(anchor: Token) -> bool:
    """Whether a clause tells of what lay before its tale (`they had been close`)."""
    verb = anchor if anchor.pos_ in ("VERB", "AUX") else anchor.head
    had = any(c.lower_ in ("had", "'d", "’d") and c.dep_ in ("aux", "auxpass") for c in verb.children)
    return had and verb.tag_ == "VBN"


ENTRY = re.compile(r"\s*(?:--?|[–—:])\s*\S")


def entry(text: str, dates: Sequence[DateMention]) -> bool:
    """
    Whether a paragraph is a chronicle's entry, whose date leads it and dates all of it: `11 August--He left.`

    >>> entry("11 August--He left. She wept.", [DateMention(0, 9, "11 August", "XXXX-08-11")])
    True
    >>> entry("On 11 August he left.", [DateMention(3, 12, "11 August", "XXXX-08-11")])
    False
    """
    return not text[: dates[0].start].strip(' *_[("') and ENTRY.match(text, dates[0].end) is not None


def time_of(date: ClauseDate) -> When:
    """A governing date as the time of a claim."""
    return When(date.edtf, date.mention.bounds, date.mention.basis)


def governs(date: ClauseDate, tie: Tie, unit: Unit) -> bool:
    """
    Whether a date of the tie's sentence dates the tie.

    Not what is only mentioned (`his wife`), not a clause on a noun where the date stands outside of it, and
    not what stands around the clause with the date: `he met Lee, who had joined in 1921`.
    """
    if tie.rule.startswith(("role:", "office:")) and presupposed(tie.anchor):
        return False
    verb = g.clause_verb(tie.anchor)
    leads = tie.relation == "commands" and verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG")
    if leads:  # `the guards, led by Lee, fled in 1921`
        verb = g.clause_verb(verb.head)
    if date.where != "clause" and verb.dep_ in ASIDE:
        return False
    token = unit.doc.char_span(date.mention.start, date.mention.end, alignment_mode="expand")
    return token is None or reaches(token.root, verb)


def reaches(token: Token, verb: Token) -> bool:
    """Whether a date's token stands in the clause of `verb`, in one above it, or in an adverbial of these."""
    inner = g.clause_verb(token)
    while inner.dep_ in LIFTED and inner.head.i != inner.i:
        inner = g.clause_verb(inner.head)
    return inner.i == verb.i or inner.is_ancestor(verb) or inner.sent != verb.sent


LIFTED = frozenset({"advcl", "pcomp"})  # `he succeeded in removing him in 1932` dates the success


LIFETIME = re.compile(r"[A-Z][\w'’.-]*[*_]{0,2},? \((?:[a-z.]{1,8} )?$")  # `Ada Stone (b. `
SPAN_END = re.compile(r"(?:\s*[-–—]\s*[\w ,.]{4,20})?\)")


def lifetime(text: str, date: DateMention) -> bool:
    """Whether an interval stands in brackets right behind a name: when somebody lived, not when he did it."""
    before = text[max(0, date.start - 40) : date.start]
    if "/" not in f"{date.edtf}{date.bounds}" or SPAN_END.match(text, date.end) is None:
        return False
    return LIFETIME.search(before) is not None or LIFETIME.search(before.rpartition("(")[0] + "(") is not None


BIRTH = re.compile(r"\b[Bb]orn\b[^.;,()\d]{0,40}$")
ONE_END = re.compile(
    r"\((?:[-–—]|[^()]{0,40}\b(?:born|b\.|died|d\.))[^()]{0,40}$"
)  # `(– 1840)`, `(died 1562)`


def of_birth(text: str, date: DateMention, kin: bool = False) -> bool:
    """
    Whether a date says when somebody was born (with `kin` that counts), or stands in the brackets of a life.

    >>> of_birth("Orlow, born in Riga in 1475, left.", DateMention(23, 27, "1475", "1475"))
    True
    >>> of_birth("Moor (died 1840) was king.", DateMention(11, 15, "1840", "1840"))
    True
    """
    before = text[max(0, date.start - 60) : date.start]
    return ONE_END.search(before) is not None or (not kin and BIRTH.search(before) is not None)


RECORDED = re.compile(
    r"\b(?:for|of|covering) (?:the|a|that) (?:period|term|interval|years|months) (?:from|between) "
    r"(?:[\w ,]{3,20} (?:to|through|until|till|and) )?$"
)


def recorded(text: str, date: DateMention) -> bool:
    """Whether a date says what time records tell of: `searched the lists for the period from May to June`."""
    return RECORDED.search(text, max(0, date.start - 70), date.start) is not None


def tells(tie: Tie) -> bool:
    """Whether a tie is a deed told in its place of a tale, and not a state that holds at any time."""
    verb = tie.anchor
    if not (tie.relation in DEEDS and tie.rule.startswith("verb:") and g.first_of(verb).dep_ == "ROOT"):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in g.children(verb, "auxpass"))


def apart(tie: Tie) -> bool:
    """Whether a tie is said to come at another time than what was told before: `afterwards`, `later`."""
    said = {c.lower_ for c in g.children(tie.anchor, "advmod", "npadvmod")}
    return bool(said & words()["apart"])


def close(date: ClauseDate, anchor: Token) -> bool:
    """Whether a date stands at most `CARRIED` sentences before that of `anchor`, a lost year's farther."""
    start = anchor.sent.start
    for _ in range(CARRIED_LOST if "XXXX" in (date.edtf or "") else CARRIED):
        if start == 0:
            return False
        sent = anchor.doc[start - 1].sent
        if sent.start_char <= date.mention.start:
            return True
        start = sent.start
    return False


def clause_span(anchor: Token) -> tuple[int, int]:
    """The characters of the clause that `anchor` stands in, without the clauses inside it."""
    verb = g.clause_verb(anchor)
    tokens = [t for t in verb.subtree if g.clause_verb(t).i == verb.i]
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])
