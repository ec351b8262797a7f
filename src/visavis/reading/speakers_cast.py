"""
Who the speakers of an unlabelled transcript are: names where the text gives them, roles where not.

Witnesses are told apart by who is called upon (`Accused Hale, do you confirm this?`), by whose examination
a heading announces, and by who cannot be meant because the words speak of him as a third person. The one who
asks has the office or name by which he is addressed, or by which the reporter says who asks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from visavis.model.sentences import sentences
from visavis.model.voice_words import voice_words
from visavis.model.words import words
from visavis.reading.speakers_decoder import ANSWERS, ASKS
from visavis.reading.speakers_names import called_witnesses, fullest, known, usual_case

_CAP = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
_PARTY = r"(?:[Aa]ccused|[Dd]efendant|[Ww]itness|[Pp]risoner|[Cc]omrade|[Cc]itizen)"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Mme|Colonel|General|Captain|Major|Lieutenant|Sergeant|Professor|Senator|"
    r"Ambassador)\.?"
)
_SUMMONS = re.compile(
    rf"(?:^|[,.?!;:…] ?)(?:and |but |now |please,? |well,? )?(?:{_PARTY} (?P<party>{_CAP})|"
    rf"(?P<titled>{_TITLE} {_CAP}))(?=[,?.!;]| do you| did you)"
    rf"|^(?:(?:And|But|Now|Well|Please|How|So),? (?:then,? )?)?(?P<bare>{_CAP}), (?=(?:did|do|does|was|"
    rf"were|is|are|have|had|can|you|please|tell|what|how|who|when|why|where)\b)"
    rf"|(?:, |^)(?P<last>{_CAP})\?$|, (?P<middle>{_CAP}), (?=(?:can|did|do|have|were|confirm|you)\b)"
)
_OFFICE_WORD = (
    r"(?:Prosecutor|Procurator|President|Chairman|Chairwoman|Judge|Speaker|Attorney(?:[ -]General)?|"
    r"Commissioner|Senator)"
)
_TO_OFFICE = re.compile(
    rf"\b(?:Citizen|Comrade|Mr\.?|Madam|the)(?: the)? (?P<office>(?:State |Public |Lord |Deputy |"
    rf"Vice[- ])?{_OFFICE_WORD})\b(?=[,.?!:])"
)
_TO_NAME = re.compile(rf"(?:^|, )(?P<name>{_TITLE} {_CAP})(?=[,.?!])")
_ASKED_BY = re.compile(
    rf"\b(?:(?:questions?(?: put)?(?: to (?:\w+ ){{1,2}}?)?|[Qq]uestioned|[Aa]sked|[Ee]xamined|"
    rf"[Ii]nterrogated) ?(?:by|of|from) |(?:[Rr]eply|[Aa]nswer|[Rr]eplying|[Aa]nswering) to )"
    rf"(?:the )?(?:Comrade |Citizen )?(?P<name>(?:State |Public )?{_OFFICE_WORD}|"
    rf"{_TITLE} {_CAP}|{_CAP})"
    rf"|(?:Comrade |Mr\. ?)(?P<asks>{_CAP}) (?:then |further |again )?(?:asks|asked|questions|"
    rf"questioned|inquires)\b"
)
_SELF = re.compile(rf"\b(?:My name is|I am|I,) (?P<name>{_CAP}(?: {_CAP}| [A-Z]\.){{1,3}})")
_NOT_NAMES = frozenset(
    {"court", "party", "yes", "no", "god", "sir", "madam", "gentlemen", "comrades", "citizens"}
)


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch that one side speaks: its span, its words, whether the speaker changed within the side."""

    start: int
    end: int
    side: int
    text: str
    changed: bool  # the side is the same as before, the speaker another
    probability: float
    told: str = ""  # what the reporter says just before
    label: str = ""  # a single label that was left standing
    presides: bool = False
    follows: bool = False  # goes on with what the main witness was saying, after another's short answer


def summoned(text: str) -> str | None:
    """
    The last one who is called upon by name in a question or an order.

    >>> summoned("I would ask another. Accused Hale, do you confirm this?"), summoned("Did Hale confirm it?")
    ('Hale', None)
    """
    found = None
    for start, end in sentences(text):
        found = called_upon(text[start:end]) or found
    return found


def called_upon(sentence: str) -> str | None:
    """
    Who is called upon in one sentence.

    >>> called_upon("Accused Hale, do you confirm this?")
    'Hale'
    """
    names = (m["party"] or m["titled"] or m["bare"] or m["last"] or m["middle"]
             for m in _SUMMONS.finditer(sentence))  # fmt: skip
    return next((name for name in reversed([*names]) if _may_be_called(name)), None)


def _may_be_called(name: str) -> bool:
    known_words = voice_words()
    last = name.rsplit(maxsplit=1)[-1].lower()
    heads = [known_words.dialogue[k] for k in ("so", "wh", "auxiliaries", "well", "yes", "no", "orders")]
    never = [known_words.openers, known_words.roles, known_words.titles, _NOT_NAMES, *heads]
    adverb = last.endswith("ly") and len(last) > 6
    return not adverb and not last.endswith(("'s", "’s")) and not any(last in some for some in never)


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1] if name else ""


@dataclass(frozen=True, slots=True)
class Cast:
    """The witnesses that may speak (the first is the main one), and the names of those who ask."""

    witnesses: tuple[str, ...]
    questioner: str
    chair: str


def cast(text: str, said: Sequence[Said], before: str = "", narration: str = "") -> Cast:
    """
    The cast of a transcript.

    `before` is what stands before it and between its parts, headings above all; `narration` is all that the
    reporter says in his own words.
    """
    called = (n for s in said if s.side == ASKS and (n := summoned(s.text)))
    asked = Counter(n for n in called if _is_somebody(n, text))
    headed = [_surname(name) for _, name in called_witnesses(before)]
    told = Counter(_told_names(narration))
    names = Counter({_surname(n): c for n, c in asked.items()})
    titled = {_surname(n): n for n in asked if " " in n}
    selves = [_surname(m["name"]) for s in said if s.side == ANSWERS for m in _SELF.finditer(s.text)]
    order = [*headed[:1], *selves[:1]]
    order += [n for n, _ in sorted((names + told).items(), key=lambda x: (-x[1], x[0]))]
    asks = _questioner(text, said, narration)
    left = [s.label for s in said if s.label and s.label not in asked and s.label not in told]
    asks = fullest(text, left[0]) if left and (asks == "questioner" or _is_office(asks)) else asks
    order = [n for n in dict.fromkeys(order) if n.lower() != _surname(asks).lower()][:_MOST]
    chair = "President" if re.search(r"\b(?:Court|Citizen|accused|President)\b", text) else "Chairman"
    return Cast(tuple(fullest(text, titled.get(n, n)) for n in order), asks, chair)


def _is_somebody(name: str, text: str) -> bool:
    """Whether one who is called upon may be a person: a word that only opens sentences is none."""
    last = re.escape(_surname(name))
    if re.search(rf"\b{last.lower()}\b", text):
        return False
    return not words().is_word(_surname(name)) or bool(re.search(rf"[\w,] {last}\b", text))


_PARTY_NAMED = re.compile(rf"(?:accused|witness|defendant) ({_CAP})")
_TOLD = re.compile(
    rf"\b(?:[Tt]he )?(?:accused |witness )?(?P<name>{_CAP})(?: \w+ly| then| again| also|"
    rf" further)?,? (?P<verb>\w+s)\b"
)


def _told_names(told: str) -> list[str]:
    """Who speaks in the reporter's words."""
    verbs = voice_words().dialogue["saying"]
    return [m["name"] for m in _TOLD.finditer(told) if m["verb"] in verbs and _may_be_called(m["name"])]


def _questioner(text: str, said: Sequence[Said], narration: str) -> str:
    """The name or office of the one who asks; `questioner` where nothing tells it."""
    named = Counter(
        m["name"] or m["asks"] for m in _ASKED_BY.finditer(narration) if _may_ask(m["name"] or m["asks"])
    )
    addressed = Counter(m["office"] for s in said if s.side == ANSWERS for m in _TO_OFFICE.finditer(s.text))
    by_name = Counter(m["name"] for s in said if s.side == ANSWERS for m in _TO_NAME.finditer(s.text))
    persons = Counter({n: c for n, c in named.items() if not _is_office(n)})
    for some in (persons, by_name, addressed, named):
        if some:
            most = max(some.values())
            best = sorted(
                (n for n, c in some.items() if 2 * c >= most), key=lambda n: (-len(n.split()), -some[n], n)
            )
            return fullest(text, usual_case(best[0]))
    return "questioner"


def _is_office(name: str) -> bool:
    return _surname(name).lower() in voice_words().roles


def _may_ask(name: str) -> bool:
    return _is_office(name) or _may_be_called(name)


_MOST = 16  # witnesses told apart: the most often called; each one more costs time in every stretch
_LONG = 250  # characters: long answers are the main witness's more often than not
_CHANGE, _TO_MAIN, _UNCALLED = -2.5, -1.4, -3.0  # cost of another witness, the main one, within an answer
_CALLED, _THIRD, _SELF_THIRD, _TOLD_BEFORE = 6.0, -2.5, -3.0, 1.2


def assign(said: Sequence[Said], who: Cast) -> list[str]:
    """
    The speaker of each stretch.

    >>> who = Cast(("Hale", "Mott"), "questioner", "President")
    >>> said = [Said(0, 1, 0, "Accused Mott, did you go?", False, 1.0), Said(2, 3, 1, "I did.", False, 1.0)]
    >>> assign(said, who)
    ['questioner', 'Mott']
    """
    witnesses = list(who.witnesses) or ["witness"]
    states = _witness_path(said, witnesses)
    out: list[str] = []
    for s, k in zip(said, states, strict=True):
        if s.label:
            out.append(known(s.label, [who.questioner, *witnesses]))
        elif s.side == ANSWERS:
            out.append(witnesses[k])
        else:
            out.append(who.chair if s.presides else who.questioner)
    return out


def _witness_path(said: Sequence[Said], witnesses: Sequence[str]) -> list[int]:
    """Which witness is under examination at each stretch (the best path, dynamic programming)."""
    n = len(witnesses)
    surnames = [re.compile(rf"\b{re.escape(_surname(w))}\b") for w in witnesses]
    best = [0.0] + [-1.0] * (n - 1)
    back: list[list[int]] = []
    for s in said:
        called = _surname(s.label or (summoned(s.text) if s.side == ASKS else "") or "")
        now, how = [], []
        for k in range(n):
            moves = [best[j] + (0.0 if j == k else _TO_MAIN if k == 0 else _CHANGE) for j in range(n)]
            if s.side == ANSWERS:
                here, other = (-4.0, 1.0) if s.changed or s.follows else (0.0, _UNCALLED)
                moves = [m + (here if j == k else other) for j, m in enumerate(moves)]
            j = max(range(n), key=lambda x: (moves[x], -x))
            now.append(moves[j] + _fits(s, surnames[k], _surname(witnesses[k]), called, main=k == 0))
            how.append(j)
        best = now
        back.append(how)
    k = max(range(n), key=lambda x: (best[x], -x))
    path = []
    for how in reversed(back):
        path.append(k)
        k = how[k]
    return path[::-1]


def _fits(s: Said, surname: re.Pattern[str], name: str, called: str, *, main: bool) -> float:
    """How well a stretch fits the witness with this surname: called upon, or spoken of as a third person."""
    score = 0.0
    if s.side == ANSWERS and main and (s.follows or len(s.text) > _LONG):
        score += 6.0 if s.follows else 1.0
    if s.told and name in (_told_names(s.told) or _PARTY_NAMED.findall(s.told))[-1:]:
        score += _TOLD_BEFORE
    if called:
        return score + (_CALLED if called == name else -_CALLED)
    if surname.search(s.text):
        score += _THIRD if s.side == ASKS else _SELF_THIRD
    return score
