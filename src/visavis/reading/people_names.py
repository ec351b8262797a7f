"""Names as they stand in the text: capitalised runs, cut out of a parse, before their bearers are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from visavis.model.names import NUMERAL, Words, family_names, first_names, fold, words
from visavis.model.words import words as english
from visavis.reading.units import Unit

INITIAL = re.compile(r"^[A-Z]\.?$|^(?:[A-Z]\.){2,4}$")
WORD = re.compile(
    r"^_*[^\W\d_](?:[^\W_]|['’.&-](?=[^\W\d_]|$))*¬?_*$"
)  # letters, with `'`, `.` and `-` inside
LINE = 40  # characters; a line that is shorter ends of its own will, as in a table
INDENT = 12  # blanks; more of them part the columns of a table
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Run:
    """A name in the text: tokens `[start, end)` of unit `unit`; titles before it begin at `whole`."""

    unit: int
    whole: int
    start: int
    end: int
    key: str  # the folded words, without titles
    text: str = ""  # the whole name, where the words stand further on (`Mr. and Mrs. Gray`)

    @property
    def titled(self) -> bool:
        """Whether a title stands before it."""
        return self.whole < self.start


@dataclass(slots=True)
class Habits:
    """How the source writes its words: seen in lower case, seen as a name inside a sentence."""

    lower: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, units: Sequence[Unit]) -> Habits:
        """Count the words of the parsed units."""
        habits = cls()
        for unit in units:
            for token in unit.doc:
                if token.is_alpha and not token.is_upper:
                    if token.is_lower:
                        habits.lower[token.lower_] += 1
                    elif not opens(token) and token.pos_ == "PROPN":
                        habits.capital[token.lower_] += 1
        return habits


def opens(token: Token) -> bool:
    """Whether a capital letter says nothing here: the first word of a sentence, a line or a quotation."""
    if token.is_sent_start:
        return True
    before = token.nbor(-1)
    marked = before.is_quote or before.text in (":", "--", "—", "-", "[", "(", "*", "_")
    return bool(marked or (before.is_sent_start and before.is_punct))


ELIDED = re.compile(r"^_*(?:d|l|dell|dall|all|al|el)['’-][^\W\d_]")  # `d'Epinay`, `al-Rashid`


def is_capital(token: Token) -> bool:
    """Whether the word begins with a capital letter, if only behind an elided particle (`d'Epinay`)."""
    return token.text.lstrip("_")[:1].isupper() or elided(token)


def elided(token: Token) -> bool:
    """Whether a particle without its vowel begins the word (`d'Epinay`, `D'Alembert`)."""
    cut = ELIDED.match(token.lower_)
    return cut is not None and token.text[cut.end() - 1].isupper()


def shouts(doc: Doc) -> bool:
    """Whether a stretch is set in capitals, so that these tell nothing."""
    letters = [t for t in doc if t.is_alpha and len(t) > 1]
    return len(letters) > 2 and sum(t.is_upper for t in letters) > 0.7 * len(letters)


def is_name(token: Token, habits: Habits, shouted: bool) -> bool:
    """Whether a token can be part of a name."""
    if not is_capital(token) or not WORD.match(token.text) or token.lower_ in words()["parts.never"]:
        return False
    if fold(token.text) in words()["calendar.words"] and token.ent_type_ != "PERSON":
        return False
    if is_preposition(token) or peoples(token):
        return False
    if INITIAL.match(token.text):
        return token.text not in ("I", "A", "O")
    known = habits.capital[token.lower_] > 0
    if leads(token) or elided(token):
        return True
    if token.pos_ in FUNCTION:
        return known and (token.ent_type_ == "PERSON" or (token.pos_ == "INTJ" and token.ent_type_ in NAMED))
    if shouted:
        return known or fold(token.text) in first_names() or token.ent_type_ in NAMED
    return at_opening(token, habits, known) if opens(token) else inside(token, known)


def peoples(token: Token) -> bool:
    """Whether a word is the first of an office's name: `People's Commissar`."""
    doc, at = token.doc, token.i + 2
    if token.text not in ("People", "Peoples") or at >= len(doc) or doc[at - 1].tag_ != "POS":
        return False
    return fold(doc[at].text) in words()["offices.words"]


def is_preposition(token: Token) -> bool:
    """Whether the word opens a foreign title, a first name behind it (`Von Karl Berg`: by Karl Berg)."""
    doc, at = token.doc, token.i + 1
    if token.lower_ not in words()["parts.prepositions"] or at + 1 >= len(doc) or not opens(token):
        return False
    return fold(doc[at].text) in first_names() and is_capital(doc[at + 1])


def leads(token: Token) -> bool:
    """Whether a title stands before a capitalised word, or that word behind a title (`Madame Rey`)."""
    low, doc = fold(token.text), token.doc
    if low == "st" or low in words()["titles.m"] or low in words()["titles.f"]:
        at = token.i + 1
        while at < len(doc) - 1 and at < token.i + 4 and doc[at].text in words()["parts.particles"]:
            at += 1
        if at < len(doc) and is_capital(doc[at]):
            return bool(WORD.match(doc[at].text)) and doc[at].lower_ not in words()["parts.never"]
    return (
        bool(token.i) and fold(doc[token.i - 1].text) in COURTEOUS | {"st"} and is_capital(doc[token.i - 1])
    )


COURTEOUS = frozenset(
    {
        "mr",
        "mrs",
        "miss",
        "ms",
        "sir",
        "madame",
        "mme",
        "mlle",
        "lady",
        "lord",
        "dr",
        "comrade",
        "messrs",
        "madam",
        "monsieur",
        "mademoiselle",
        "mdlle",
        "mgr",
        "monsignor",
        "signor",
        "signora",
        "herr",
        "frau",
        "abbe",
    }
)


def at_opening(token: Token, habits: Habits, known: bool) -> bool:
    """Whether the first word of a sentence is a name, though it would be written large anyway."""
    common = habits.lower[token.lower_] > habits.capital[token.lower_]
    if common or (token.pos_ != "PROPN" and not known):
        given = token.ent_type_ == "PERSON" and fold(token.text) in first_names()
        return not common and (given or bare_subject(token))
    return True


def bare_subject(token: Token) -> bool:
    """Whether a singular noun is a subject without any article, as a name is (`Parol toured Spain`)."""
    alone = token.tag_ == "NN" and not any(c.i < token.i for c in token.children)
    return alone and token.dep_ == "nsubj" and token.head.tag_ in ("VBD", "VBZ") and token.ent_type_ in NAMED


def inside(token: Token, known: bool) -> bool:
    """Whether a word written large inside a sentence is a name (`an Italian singer` has none)."""
    return known or token.pos_ in ("PROPN", "NOUN", "X") or (token.pos_ != "ADJ" and token.ent_type_ in NAMED)


FUNCTION = frozenset({"PRON", "DET", "AUX", "SCONJ", "CCONJ", "INTJ", "ADP", "PART", "ADV"})


def joins(doc: Doc, at: int) -> int:
    """Tokens that join two parts of one name at `at` (`-`, `de`, `von der`): how many, 0 where none."""
    particles = words()["parts.particles"]
    if doc[at].text in ("-", "–") and not doc[at].whitespace_ and at and not doc[at - 1].whitespace_:
        return 1
    size = 0
    while at + size < len(doc) and doc[at + size].text in particles and size < 3:
        size += 1
    if size and at + size < len(doc) and doc[at + size].text in ("'", "’") and doc[at].text == "de":
        size += 1  # `Carlo de' Medici`
    return size


WORDS = 10_000  # ranks in the list of English words; what is commoner is no name before an `'s`
COMMON = 2000  # rank in the list of English words; no syllable of a name is commoner


def syllable(doc: Doc, at: int) -> bool:
    """Whether a given name goes on in small letters behind a hyphen at `at` (`Kim Min-ho`)."""
    if doc[at].text != "-" or at + 1 >= len(doc) or doc[at].whitespace_ or doc[at - 1].whitespace_:
        return False
    rest = doc[at + 1]
    short = rest.is_lower and rest.is_alpha and 2 <= len(rest) <= 5 and len(doc[at - 1]) <= 6
    return short and rest.lower_ not in words()["parts.tails"] and english().rank(rest.lower_) > COMMON


def further(doc: Doc, at: int) -> bool:
    """Whether two more tokens at `at` belong to the name: `-ho` of `Min-ho`, or those of `Workers' Party`."""
    return syllable(doc, at) or belongs(doc, at)


def belongs(doc: Doc, at: int) -> bool:
    """Whether a group's own noun follows the `'s` at `at` of common words (`Workers' Party`)."""
    if doc[at].tag_ != "POS" or at + 1 >= len(doc) or not is_capital(doc[at + 1]):
        return False
    whose, lexicon = fold(doc[at - 1].text), words()
    named = whose in first_names() or whose in family_names() or whose in lexicon.title_gender
    common = english().rank(whose) < WORDS and doc[at - 1].ent_type_ not in ("PERSON", "GPE")
    return common and not named and fold(doc[at + 1].text) in lexicon["groups.words"]


def wraps(doc: Doc, at: int) -> bool:
    """Whether the blanks of a line that is set in stand at `at` (its line end is a blank in the parse)."""
    if not doc[at].is_space or len(doc[at]) > INDENT or at + 1 >= len(doc):
        return False
    if another(doc, at):
        return False
    line = doc[max(0, at - LINE) : at]
    return not any(t.is_space and doc[at].idx - t.idx < LINE for t in line)


def another(doc: Doc, at: int) -> bool:
    """Whether a full name ends before the blanks at `at` and another begins behind them, as in a list."""
    if at < 2 or at + 2 >= len(doc):
        return False
    ends = is_first(doc[at - 2]) and not is_first(doc[at - 1])
    return ends and is_first(doc[at + 1]) and is_capital(doc[at + 2])


def is_first(token: Token) -> bool:
    """Whether a capitalised word is a known first name."""
    return is_capital(token) and fold(token.text) in first_names()


def runs(unit: Unit, habits: Habits) -> Iterator[tuple[int, int]]:
    """Stretches of name tokens of one unit, as token borders."""
    doc, at = unit.doc, 0
    shouted = shouts(doc)
    flags = [is_name(t, habits, shouted) for t in doc]
    flags = [f and not (f and between_names(doc, i, flags, habits)) for i, f in enumerate(flags)]
    while at < len(doc):
        if not flags[at]:
            at += 1
            continue
        end = at + 1
        while end < len(doc):
            if doc[end - 1].text.endswith("¬") or (flags[end] and not breaks(doc, end)):
                end += 1
            elif (size := joins(doc, end)) and end + size < len(doc) and flags[end + size]:
                end += size + 1
            elif (
                belongs(doc, end)
                or syllable(doc, end)
                or (wraps(doc, end) and flags[end + 1] and not breaks(doc, end + 1))
            ):
                end += 2
            elif NUMERAL.match(doc[end].text) and is_capital(doc[end]) and doc[end].text != "I":
                end += 1
                break
            elif byname(doc, end):
                end += 2
                break
            else:
                break
        yield at, end
        at = end


def between_names(doc: Doc, at: int, flags: Sequence[bool], habits: Habits) -> bool:
    """Whether a headline's word stands between two names and is none (`Oscar Attacks Gray`)."""
    if not 0 < at < len(doc) - 1 or not (flags[at - 1] and flags[at + 1] and is_first(doc[at - 1])):
        return False
    word, lexicon = fold(doc[at].text), words()
    known = word in first_names() or word in family_names() or word in lexicon.title_gender
    common = english().rank(word) < WORDS and habits.lower[word] >= max(1, habits.capital[word])
    deed = doc[at].text.endswith(("s", "ed"))
    return common and deed and not known and word not in lexicon["groups.words"]


def byname(doc: Doc, at: int) -> bool:
    """Whether `the Great` or the like follows at `at`."""
    if at + 1 >= len(doc) or doc[at].text != "the" or not is_capital(doc[at + 1]):
        return False
    return fold(doc[at + 1].text) in words()["parts.bynames"]


def breaks(doc: Doc, at: int) -> bool:
    """Whether a new name begins at `at` though no word stands between: a title, or another sentence."""
    low, lexicon = fold(doc[at].text), words()
    short = doc[at].text.endswith(".") and low in lexicon.title_gender and len(low) > 1
    title = (low in COURTEOUS or short) and fold(doc[at - 1].text) not in lexicon.title_gender
    return bool(doc[at].is_sent_start) or title


SAINTS = frozenset({"st", "saint", "ste"})  # part of a name, as in `St. Just`


def titled(doc: Doc, start: int, end: int, lexicon: Words) -> int:
    """Where the name proper begins: after the titles and offices that lead the run."""
    at = start
    while at < end - 1 and doc[at].text != "-":
        low = fold(doc[at].text)
        role = low in lexicon["offices.words"] or low in lexicon["persons.any"]
        initial = INITIAL.match(doc[at].text) and doc[at].text != "M."
        if role or (low in lexicon.title_gender and not initial and low not in SAINTS):
            at += 2 if at + 2 < end - 1 and doc[at + 1].text == "-" else 1  # `Lieutenant-General Gray`
        else:
            break
    return at if at > start else behind_office(doc, start, end, lexicon)


def behind_office(doc: Doc, start: int, end: int, lexicon: Words) -> int:
    """Where a name begins behind an office of several words (`Defense Minister Gray`), else `start`."""
    for at in range(start + 1, min(end - 1, start + 3)):
        word = fold(doc[at - 1].text)
        if word in first_names() or INITIAL.match(doc[at - 1].text) or doc[at].text == "-":
            return start
        if fold(doc[at].text) in lexicon["offices.words"] - lexicon["offices.surnames"]:
            return at + 1
    return start


def before(doc: Doc, start: int, lexicon: Words) -> int:
    """
    Where titles in small letters before a name begin (`accused Gray`, `cardinal Orsi`).

    `to miss Ada Gray` has none.
    """
    at = start
    while at and doc[at - 1].is_lower and fold(doc[at - 1].text) in lexicon.title_gender:
        if doc[at - 1].tag_ in ("VB", "VBP"):
            break
        at -= 1
    if at < start and accuses(doc[start - 1]):
        return start
    described = at and (
        doc[at - 1].pos_ in ("DET", "ADJ")
        or doc[at - 1].dep_ == "poss"
        or doc[at - 1].tag_ == "POS"
        or doc[at - 1].text == "-"  # `his half-brother Karl`
    )
    return start if described else at


def accuses(token: Token) -> bool:
    """Whether a word that may be a title is the verb of a clause (`many accused Gray of theft`)."""
    return token.tag_ == "VBD" and any(
        c.dep_ in ("nsubj", "nsubjpass") and c.i < token.i for c in token.children
    )


def folded(doc: Doc, start: int, end: int) -> str:
    """The key of a name: its words folded, parts divided by a line's end joined."""
    parts = " ".join(t.text.strip("_") for t in doc[start:end] if t.text != "-" and not t.is_space)
    return " ".join(fold(w) for w in re.sub(r"¬\s*", "", parts).split())


TRAILING = frozenset(
    {"president", "vice-president", "governor", "consul", "esq", "esquire", "chairman", "speaker"}
)


def couple(doc: Doc, at: int, run: Run, unit: int) -> Run | None:
    """The husband of `Mr. and Mrs. Gray`, whose title stands at `at`."""
    known = words().title_gender
    if at + 2 != run.whole or not run.titled or doc[at + 1].lower_ not in ("and", "&"):
        return None
    first, second = known.get(fold(doc[at].text)), known.get(fold(doc[run.whole].text))
    if {first, second} != {"m", "f"}:
        return None
    name = " ".join(doc[run.start : run.end].text.split())
    return Run(unit, at, at, at + 1, run.key, f"{doc[at].text} {name}")


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# where news comes from: `LEEDS, June 18 - `, `LEEDS, Elm. (Reuters) — `
DATELINE = re.compile(
    r"\A\W*[A-Z][A-Z.’' -]{2,30}(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?"
    rf"(?:, {_MONTH} \d{{1,2}}(?:, \d{{4}})?|,? \([A-Z][^()]{{1,30}}\)){{1,2}}\.? ?(?:--?|–|—) ?(?=[A-Z\"“])"
)


def found(units: Sequence[Unit], habits: Habits) -> list[Run]:
    """Every name of the source, in order."""
    lexicon = words()
    out: list[Run] = []
    for number, unit in enumerate(units):
        doc = unit.doc
        sent = DATELINE.match(unit.text) if unit.turn is None else None
        for left, stop in runs(unit, habits):
            if sent and doc[left].idx < sent.end():
                continue  # whence news is sent is nobody
            right = stop
            start = titled(doc, left, right, lexicon)
            while right - start > 1 and fold(doc[right - 1].text) in TRAILING and start == left:
                right -= 1
            whole = before(doc, left, lexicon)
            key = folded(doc, start, right)
            numeral = right - start == 1 and NUMERAL.match(doc[start].text)
            if key not in lexicon["parts.suffixes"] and not numeral and any(c.isalpha() for c in key):
                run = Run(number, whole, start, right, key)
                if whole > 1 and (husband := couple(doc, whole - 2, run, number)):
                    if out and (out[-1].unit, out[-1].start) == (number, whole - 2):
                        out.pop()  # the title, which was taken for a name
                    out.append(husband)
                out.append(run)
    return out
