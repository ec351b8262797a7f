"""
Years that a scraper lost: links to years went out of the text, and what stood around them ran together.

Each rule names the words that a year belongs to (a month, a season, `early`, `the end of`) and what shows
that it is gone: the next word glued on, a sentence that begins without a full stop, a preposition left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from visavis.model.offsets import Edit, Patch
from visavis.model.repair_words import repair_words, word_set
from visavis.model.words import words
from visavis.reading.repair.clauses import clause_at
from visavis.reading.repair.page import GAP, WORD, Page, plain, wound

MARK = "[year lost]"
AFTER_MONTH = 40_000  # the same after a month's name, with which few words begin
STILL_DATED = re.compile(r"\s*[,.;]\s*(?:\d|A\. ?D)")
POSSESSIVE = re.compile(r"['’]s\Z")
COMMON = 4000  # rank; a word so common may be what was glued on


def among(word: str, section: str, *names: str) -> bool:
    """Whether a word is in one of the lists."""
    return any(word in word_set(section, n) for n in names)


@lru_cache(maxsize=1)
def patterns() -> dict[str, re.Pattern[str]]:
    """The rules' patterns, made of the word lists."""
    time = repair_words()["time"]
    months, seasons = "|".join(time["months"]), "|".join(time["seasons"])
    events = "|".join(time["events"])
    parts, spans = "|".join(time["parts"]), "|".join(time["spans"])
    prepositions, stranded = "|".join(time["prepositions"]), "|".join(time["stranded"])
    lead = rf"(?:(?P<lead>(?i:{prepositions}|on|to|and|{parts}|the)|\d{{1,2}}(?:st|nd|rd|th)?){GAP})"
    grammar = repair_words()["grammar"]
    second = "|".join((*grammar["determiners"], *time["subjects"], *time["ungoverned"], *grammar["finite"]))
    day = rf"(?:{GAP}\d{{1,2}}(?:st|nd|rd|th)?)?"
    before_season = rf"\b(?i:{prepositions}|towards?|late|early){GAP}the{GAP}"
    return {
        "month": re.compile(rf"\b{lead}?(?P<kept>(?:{months}){day})(?=_?[A-Za-z]|{GAP}[A-Z])"),
        "part": re.compile(
            rf"(?P<lead>(?:\b(?i:{prepositions}|the)|and){GAP})(?P<kept>(?:{parts})-?)"
            rf"(?=[A-Za-z]{{2}}|{GAP}[A-Z])"
        ),
        "span": re.compile(rf"\b(?P<kept>(?:{spans}){GAP}of)(?=[A-Za-z]|{GAP}[A-Za-z]|{GAP}?[,.;])"),
        "season": re.compile(rf"{before_season}(?P<kept>(?:{seasons}){GAP}of)(?={GAP}(?:the|an?)\b)"),
        "event": re.compile(rf"\b(?P<kept>(?:{events}){GAP}(?:of|in))(?=[A-Z][a-z]|the\b)"),
        "glued": re.compile(rf"\b(?P<kept>(?i:{prepositions}))(?=_?[A-Z][a-z]|(?:{second})\b)"),
        "range": re.compile(rf"\b(?P<kept>(?i:from){GAP}?to|(?i:between){GAP}?and)\b"),
        "blank": re.compile(rf"\b(?P<kept>(?:{months}|(?<=[Ii]n )(?:{parts})))(?=[^\S\n]+[,.;](?!\.))"),
        "stranded": re.compile(rf"\b(?P<kept>(?i:{stranded}))(?={GAP}(?:and|or)\b)"),
        "opened": re.compile(rf"\b(?P<kept>{prepositions})(?={GAP}[A-Z])"),
        "comma": re.compile(r"\b(?P<kept>(?i:in|since|during|throughout|until|by))(?=[^\S\n]+,)"),
    }  # fmt: skip


def lost_years(page: Page) -> Iterator[Edit]:
    """
    Mark the places where a year is gone, and put back the break between the words that ran together.

    `In MayCato left` is read as `In May, Cato left`; the year itself is not guessed.
    """
    for name, rule in RULES.items():
        for m in patterns()[name].finditer(page.raw):
            found = rule(page, m)
            if found:
                yield found


def lost(page: Page, m: re.Match[str], end: int, patches: list[Patch], what: str) -> Edit:
    """The wound from the words that lead to the year, to `end`."""
    why = f"{what}, so the year that stood here is lost; it is not filled in."
    start = m.start() + len(m.group()) - len(m.group().lstrip())
    if m.re.groupindex.get("lead") and (m["lead"] or "").strip() == "and":
        start = m.start("kept")  # `lateand earlythere`: the `and` belongs to another wound
    return wound(page, (start, end), "lost-year", why, patches, MARK)


def glued_rest(page: Page, at: int, common: int = COMMON) -> str:
    """What is glued on at `at`: a name, or a word too common to belong to the word before; "" if neither."""
    found = WORD.match(page.raw, at + (page.raw[at : at + 1] == "_"))
    rest = found.group() if found else ""
    if not rest or page.raw[at - 1].isspace():
        return ""
    if rest[0].isupper():
        return rest if len(rest) > 1 or rest in "AI" else ""
    plain_word = POSSESSIVE.sub("", rest)
    small = among(plain_word, "glue", "closed")
    known = small or (words().rank(plain_word) < common and len(plain_word) > 2)
    return rest if known and not among(plain_word, "time", "month_ends") else ""


def whole_word(page: Page, start: int, at: int) -> bool:
    """Whether the word that begins at `start` and goes on past `at` is a word or name of its own."""
    found = WORD.match(page.raw, start)
    text = POSSESSIVE.sub("", found.group()) if found else ""
    return words().is_name(text) or (not page.raw[at].isupper() and words().is_word(text))


def month(page: Page, m: re.Match[str]) -> Edit | None:
    """`In MayCato's men`, `in Aprilover`, `in June Badly shaken, he`, `died on 21 May Cato was`."""
    at = m.end()
    start = m.start("kept")
    rest = glued_rest(page, at, AFTER_MONTH)
    kept = m.group("kept")
    if rest:
        alone = not m.group("lead") and rest[0].islower() and kept in ("May", "March")
        if alone or whole_word(page, start, at):
            return None
        return lost(page, m, at + len(rest), [Patch(at, at, ", ")], f"“{kept}” runs into “{rest}”")
    if not m.group("lead") or kept_is_name(page, m):
        return None
    following = page.words_from(at, 1)
    if not following or not page.raw[at].isspace() or clause_initial(page, m.start()):
        return None
    next_start, next_end, text = following[0]
    if not opens(page, next_start, text):
        return None
    return lost(
        page, m, next_end, [Patch(at, at, ".")], f"A sentence begins with “{text}” right after “{kept}”"
    )


def kept_is_name(page: Page, m: re.Match[str]) -> bool:
    """Whether `May`, `March`, `August` or `April` is a person's name, or a verb, here."""
    lead = m.group("lead").lower()
    return lead in {"and", "to", "the"}


def clause_initial(page: Page, at: int) -> bool:
    """Whether the words at `at` begin a sentence or a clause, so that no sentence can end with them."""
    i = bisect_left(page.starts, at) - 1
    while i >= 0:
        start, end, text = page.words[i]
        if not plain(page.raw[end:at]) or page.opens_sentence(at):
            return True
        low = text.lower()
        if among(low, "grammar", "clause_starts"):
            return True
        lead = among(low, "time", "leads", "prepositions", "spans", "parts")
        if not (lead or low[0].isdigit() or low.endswith("day")):
            return False
        i, at = i - 1, start
    return True


def opens(page: Page, at: int, text: str) -> bool:
    """Whether a sentence begins at `at` with the capital word `text` after no full stop."""
    if page.raw[at - 1] == "\n" and not page.wrapped:
        return False
    low = text.lower()
    following = page.words_from(at, 2)
    titled = len(following) > 1 and following[1][2][0].isupper() and low in {"the", "a", "an", "his", "her"}
    if among(low, "grammar", "openers") and not titled:
        return True
    if text.endswith("ly") and words().is_word(text) and not words().is_name(text):
        return True
    return clause_at(page, at)


def part(page: Page, m: re.Match[str]) -> Edit | None:
    """`In latewith the crises`, `In earlyCato and Brutus`."""
    at = m.end()
    kept, rest = m.group("kept"), glued_rest(page, at)
    if not rest:
        return (
            sentence_after(page, m)
            if among(m.group("lead").strip().lower(), "time", "prepositions")
            else None
        )
    if kept.endswith("-") or whole_word(page, m.start("kept"), at):
        return None
    if not rest[0].isupper() and (
        m.group("lead").strip().lower() == "the" or not among(rest, "glue", "closed")
    ):
        return None
    return lost(page, m, at + len(rest), [Patch(at, at, ", ")], f"“{m.group('kept')}” runs into “{rest}”")


def sentence_after(page: Page, m: re.Match[str]) -> Edit | None:
    """`moved to Rome in early Using his own name, he`: a sentence begins where a year should stand."""
    following = page.words_from(m.end(), 1)
    if not following or not page.raw[m.end()].isspace():
        return None
    _, end, text = following[0]
    low = text.lower()
    opener = low.endswith(("ing", "ly")) and words().is_word(low) and not words().is_name(low)
    if page.opens_sentence(m.start()) or not (opener or among(low, "grammar", "openers")):
        return None
    why = f"A sentence begins with “{text}” right after “{m.group('kept')}”"
    return lost(page, m, end, [Patch(m.end(), m.end(), ".")], why)


def span(page: Page, m: re.Match[str]) -> Edit | None:
    """`the months ofCato`, `the summer of But`, `the years of andRoman rule`, `the end ofthe men were`."""
    at = m.end()
    kept = m.group("kept")
    article = re.compile(r"an?\b").match(page.raw, at)
    rest = article.group() if article else glued_rest(page, at)
    if rest:
        if not runs_into_clause(page, at, rest, kept):
            return None
        return lost(page, m, at + len(rest), [Patch(at, at, ", ")], f"“{kept}” runs into “{rest}”")
    following = page.words_from(at, 2)
    if not following:
        return None
    start, end, text = following[0]
    low = text.lower()
    if (low == "and" or (text.startswith("and") and text[3:4].isupper())) and page.raw[at:start].isspace():
        return and_gap(page, m, start + 3)
    if (
        text[0].isupper()
        and page.raw[at:start].isspace()
        and among(low, "grammar", "openers")
        and opens(page, start, text)
    ):
        return lost(
            page, m, end, [Patch(at, at, ".")], f"A sentence begins with “{text}” right after “{kept}”"
        )
    return None


def runs_into_clause(page: Page, at: int, rest: str, kept: str) -> bool:
    """Whether the word glued on at `at` begins what `of` cannot govern: another clause."""
    low = rest.lower()
    if among(low, "time", "cannot_govern"):
        return True
    following = page.words_from(at + len(rest), 1)
    determined = among(low, "grammar", "determiners")
    if determined and (not following or among(following[0][2].lower(), "time", "not_years") or loose(kept)):
        return False
    return (determined or rest[0].isupper()) and clause_at(page, at, rest)


def loose(kept: str) -> bool:
    """Whether `kept` is a stretch that goes with things other than years: `part of`."""
    return among(kept.split(maxsplit=1)[0], "time", "loose_spans")


def and_gap(page: Page, m: re.Match[str], end: int) -> Edit:
    """Two years gone around `and`; the word glued to `and` is set apart."""
    found = WORD.match(page.raw, end)
    patches = [Patch(end, end, ", ")] if found else []
    return lost(
        page, m, found.end() if found else end, patches, f"“{m.group('kept')}” has nothing before “and”"
    )


def season(page: Page, m: re.Match[str]) -> Edit | None:
    """`In the autumn of the second trial began`: a season of no year, before a clause."""
    following = page.words_from(m.end(), 4)
    if any(among(w[2].lower(), "time", "not_years") for w in following[1:]):
        return None
    at = following[0][0]
    if not clause_at(page, at):
        return None
    return lost(
        page, m, following[1][1], [Patch(m.end(), m.end(), ",")], f"“{m.group('kept')}” names no year"
    )


def event(page: Page, m: re.Match[str]) -> Edit | None:
    """`For the election ofCato was again`: an event of no year, in words that only lead to a clause."""
    at = m.end()
    rest = glued_rest(page, at)
    if not rest or not introduced(page, m.start()) or not clause_at(page, at, rest):
        return None
    return lost(page, m, at + len(rest), [Patch(at, at, ", ")], f"“{m.group('kept')}” runs into “{rest}”")


def introduced(page: Page, at: int) -> bool:
    """Whether the sentence begins with a preposition a few words before `at`, and has come to no verb yet."""
    before = page.words_before(at, 5)
    opening = [i for i, w in enumerate(before) if page.opens_sentence(w[0])]
    if not opening or not among(before[opening[-1]][2].lower(), "time", "introducers"):
        return False
    return not any(among(w[2].lower(), "grammar", "finite") for w in before[opening[-1] :])


def glued(page: Page, m: re.Match[str]) -> Edit | None:
    """`duringCato and Brutus then formed`, `Inthe Senate opened`: a preposition of time run into a clause."""
    at, kept = m.end(), m.group("kept")
    low, rest = kept.lower(), glued_rest(page, at)
    ranged = page.word_before(m.start()).isdigit()  # `from 1804 untilCato left`
    clausal = among(low, "time", "conjunctions") and not ranged
    if not rest or low == "of" or clausal or whole_word(page, m.start(), at):
        return None
    of_time = ranged or among(low, "time", "stranded") or kept[0].isupper()
    cut_off = among(rest, "grammar", "finite") or among(rest, "time", "ungoverned")
    if not (among(rest, "time", "subjects") or (cut_off and low in ("in", "during", "throughout"))):
        clause = among(rest, "grammar", "determiners") or rest[0].isupper()
        if not of_time or not clause or not clause_at(page, at, rest):
            return None
    return lost(page, m, at + len(rest), [Patch(at, at, ", ")], f"“{kept}” runs into “{rest}”")


def between(page: Page, m: re.Match[str]) -> Edit | None:
    """`from to`, `between and`: two years gone."""
    return lost(page, m, m.end(), [], f"“{m.group('kept')}” has nothing between")


def blank(page: Page, m: re.Match[str]) -> Edit | None:
    """`in May , Cato left`: a gap before the comma."""
    if page.spaced or STILL_DATED.match(page.raw, m.end()):
        return None
    return lost(page, m, m.end(), [], f"“{m.group('kept')}” has a gap before the next mark")


def stranded(page: Page, m: re.Match[str]) -> Edit | None:
    """`the peace held throughout and the late part`."""
    following = page.words_from(m.end(), 2)
    if len(following) < 2 or not among(following[1][2].lower(), "time", "after_stranded"):
        return None
    return lost(page, m, following[0][1], [], f"“{m.group('kept')}” has nothing before “{following[0][2]}”")


def opened(page: Page, m: re.Match[str]) -> Edit | None:
    """`the feud began in But nobody`, `the congress of These men`."""
    kept, before = m.group("kept"), page.word_before(m.start())
    following = page.words_from(m.end(), 2)
    start, end, text = following[0]
    if not before[-2:].isalpha() or page.raw[m.start() - 1] == "-":
        return None
    low = text.lower()
    if not page.raw[m.end() : start].isspace() or not among(low, "grammar", "openers"):
        return None
    if low == "i" or len(following) < 2 or following[1][2][0].isupper() or not opens(page, start, text):
        return None
    spatial = kept in ("by", "before", "after", "about", "around")
    event = among(before, "time", "events")
    if (spatial or among(low, "grammar", "governed")) and not event:
        return None
    return lost(
        page, m, end, [Patch(m.end(), m.end(), ".")], f"A sentence begins with “{text}” right after “{kept}”"
    )


def comma(page: Page, m: re.Match[str]) -> Edit | None:
    """`In , Cato left`: what stood before the comma is gone."""
    if not page.opens_sentence(m.start()):
        return None
    return lost(page, m, m.end(), [], f"“{m.group('kept')}” has nothing before the comma")


RULES = {
    "month": month,
    "part": part,
    "span": span,
    "season": season,
    "event": event,
    "glued": glued,
    "range": between,
    "blank": blank,
    "stranded": stranded,
    "opened": opened,
    "comma": comma,
}
