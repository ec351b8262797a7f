"""Cues of a dialogue: what a sentence shows about who says it, without any name or subject matter."""

from __future__ import annotations

import re
from functools import cache

from visavis.model.voice_words import voice_words

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_CUT = re.compile(r"(?:--+|—|\.\.\.|…|\. \. ?\.|-)[\"”’)]*$")
_MINE = frozenset({"i", "my", "me", "mine", "myself"})
_OURS = frozenset({"we", "our", "us", "ours"})
_YOURS = frozenset({"you", "your", "yours", "yourself"})
_THIRD = frozenset({"he", "she", "they", "him", "her", "them", "his", "their"})
_OFFICE = (
    r"(?:Prosecutor|Procurator|President|Chairman|Chair|Judge|Speaker|Attorney|Counsel|Justice|Senator|"
    r"Commissioner)"
)
_TO_OFFICE = re.compile(
    rf"\b(?:Citizen|Comrade|Mr\.?|Madam)(?: the)? (?:State |Public |Vice[- ])?{_OFFICE}\b(?=[,.?!;])|"
    rf"\b[Cc]itizens? [Jj]udges|"
    rf"^(?:Yes|No|Well|Oh),? {_OFFICE}\b|"
    r"\b[Yy]our (?:[Hh]onou?rs?|[Ll]ordships?|[Gg]race|[Ee]xcellency)\b|\b[Mm]y [Ll]ords?\b|, (?:sir|"
    r"madam|ma['’]am)[,.]"
)
_TO_PARTY = re.compile(
    r"(?:^|[,.?!] ?)(?:[Aa]ccused|[Dd]efendant|[Ww]itness|[Pp]risoner)(?: [A-Z][\w’'-]+)?[,?]|"
    r"(?:^|, )(?:Mr|Mrs|Ms|Miss|Dr|Colonel|General|Captain|Major|Professor)\.? [A-Z][\w’'-]+[,?]|"
    r"^[A-Z][\w’'-]+, (?=\w)|, [A-Z][\w’'-]+\?$"
)
_TAG = re.compile(
    r", (?:(?:did|do|does|was|were|is|are|had|have|has|would|could|will)(?:n['’]t)? (?:you|he|she|it|"
    r"they|there|that)|right|correct|"
    r"is that (?:right|correct|so|true)|is it not|isn['’]t it|am I (?:right|correct)|or not)\?$|^(?:Is|"
    r"Was) that (?:right|so|correct|true)\b"
)
_ASKING = re.compile(
    r"\bI (?:ask|am asking|asked you|put it|would like to (?:ask|question|know)|want to (?:ask|know)|"
    r"should like to|show you|"
    r"hand you|call your attention|request|remind you)\b|\b[Aa]llow me to|\b[Pp]ermit me to|"
    r"\bquestion (?:to|for) the\b|"
    r"\b(?:you|your) (?:testified|stated|said|told|testimony|statement)\b|\b[Pp]lease\b|\bwill you\b|"
    r"\bCan you\b"
)
_HEDGE = re.compile(
    r"\bI (?:do not|don['’]t|cannot|can['’]t|couldn['’]t|could not|did not|didn['’]t|would(?:n['’]t|"
    r" not)?|have no) "
    r"(?:know|remember|recall|recollect|think|believe|say|recollection|idea)\b|"
    r"\bI (?:think|believe|suppose|guess|presume|remember|recall|recollect|imagine|understand|understood)\b|"
    r"\b(?:to the best of my|as far as I|so far as I|in my opinion|if I am not mistaken|if my memory)\b"
)
_FIRST_PAST = re.compile(
    r"\b(?:I|[Ww]e) (?:was|were|had|did|went|came|saw|told|said|met|knew|took|gave|\w{3,}ed)\b"
)
_WH_END = re.compile(
    r"\b(?:in|at|by|with|for|about|of|on|to|from|through|against|under) (?:what|which|whom|whose)\b|"
    r"\b(?:what|who|when|where|how|why)\?"
)
_AUX = r"(?:did|do|does|was|were|is|are|had|have|has|can|could|would|will|should)(?:n['’]t)?"
_INVERTED = re.compile(
    rf"^(?:(?:And|But|Now|So|Well|Then|Or),? (?:then,? )?)?(?:{_AUX} (?:you|he|she|it|they|there|this|these|"
    rf"your|his|her|their|anybody|anyone|any|Mrs?\.?)\b|(?:how (?:long|many|much|often|far|old)|what|"
    rf"which|who|where|why) "
    rf"(?:\w+ ){{0,4}}?{_AUX}\b)",
    re.IGNORECASE,
)
_ACKNOWLEDGES = re.compile(
    r"^(?:I see|Thank you|All right|Go (?:ahead|on)|Fine|OK|Okay|Proceed|Continue)\b[^?]{0,20}$"
)
_OF_YOU = re.compile(
    r"\b[Yy]ou (?:are|were|have|had|admit|deny|say|maintain|said|told|testified|asserted|confirm|claim|"
    r"mean|understood)\b"
)
_REPORTED = re.compile(
    r"\b(?:I|[Hh]e|[Ss]he|[Tt]hey|[Ww]e|person|one) (?:said|asked|replied|told \w+|answered|says),? ?[\"“]"
)
_CONFIRM = re.compile(
    r"^(?:I (?:did|do|was|am|have|had|confirm|deny|admit)|(?:That|This|It) (?:is|was)|Quite|Not )\b"
)
_LENGTHS = ((1, "1"), (2, "2"), (4, "4"), (8, "8"), (15, "15"), (30, "30"))


@cache
def word_classes() -> dict[str, str]:
    """The class of a word at the head of a sentence."""
    table = voice_words().dialogue
    out = dict.fromkeys(_THIRD, "third") | dict.fromkeys(_MINE | _OURS, "my") | dict.fromkeys(_YOURS, "your")
    for name in ("hedges", "so", "well", "orders", "no", "yes", "auxiliaries", "wh"):
        out |= dict.fromkeys(table[name], name)
    own = "i we you it that this there the yes no and but so not never did what who when where how why which"
    own += " was is do then now well in at"
    return out | {w: w for w in own.split()}


@cache
def _presiding() -> re.Pattern[str]:
    phrases = sorted(voice_words().dialogue["presiding"])
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b", re.IGNORECASE)


def _length(n: int) -> str:
    return next((name for most, name in _LENGTHS if n <= most), "99")


def cues(sentence: str, bare: str) -> tuple[str, ...]:
    """
    The cues of one sentence; `bare` is the sentence without what stands in quotation marks.

    >>> [c for c in cues("Did you see it?", "Did you see it?") if c in ("?", "you", "1=did", "2=you")]
    ['?', 'you', '1=did', '2=you']
    """
    found = [w.lower().replace("’", "'") for w in WORD.findall(bare)]
    kinds = word_classes()
    out = []
    tail = bare.rstrip(" \"”'’)")
    if tail.endswith("?"):
        out.append("?")
    elif tail.endswith("!"):
        out.append("!")
    elif _CUT.search(bare.rstrip()) or sentence.rstrip()[-1:].isalpha():
        out.append("cut")
    words = set(found)
    out += [name for name, some in _PERSONS if not words.isdisjoint(some)]
    out += [name for name, pattern in _PATTERNS if pattern.search(bare)]
    if _presiding().search(bare):
        out.append("presiding")
    head = [kinds.get(w, "-") for w in found[:3]]
    out += [f"{i}={kind}" for i, kind in enumerate(head, 1) if kind != "-" or i == 1]
    out.append("n" + _length(len(WORD.findall(sentence))))
    if len(bare) < len(sentence) - 2:
        out.append("quotes")
        if _REPORTED.search(sentence):
            out.append("reported")
    if any(ch.isdigit() for ch in bare):
        out.append("digits")
    return tuple(out)


_PERSONS = (
    ("I", _MINE),
    ("we", _OURS),
    ("you", _YOURS),
    ("third", _THIRD),
    ("not", frozenset({"not", "no", "never"})),
)
_PATTERNS = (
    ("to-office", _TO_OFFICE),
    ("to-party", _TO_PARTY),
    ("tag", _TAG),
    ("asking", _ASKING),
    ("hedge", _HEDGE),
    ("first-past", _FIRST_PAST),
    ("confirm", _CONFIRM),
    ("wh-end", _WH_END),
    ("inverted", _INVERTED),
    ("acknowledges", _ACKNOWLEDGES),
    ("of-you", _OF_YOU),
)
