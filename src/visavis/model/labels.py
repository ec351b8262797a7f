"""
Printed labels of speakers: `Name:`, `Mr. HOLLIS.`, `THE PRESIDENT:`, `ATTORNEY--`, `Q.`, `BY MR. X:`.

Candidates are found by form; they are believed where the document uses them as a transcript does: again and
again, by more than one speaker or with speech behind them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from visavis.model.voice_words import voice_words


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label: its span (offsets of the text given), whom it names, and how it is set."""

    start: int
    end: int
    name: str  # as printed, without marks and brackets
    style: str  # "colon", "dot", "dash", "qa", "by"
    line: bool  # stands at the beginning of a line
    aside: str = ""  # what stands in brackets behind the name (`to Rykov`, `Leeds`)

    @property
    def key(self) -> str:
        """What labels of the same speaker share: the name in lower case, without stops."""
        return " ".join(self.name.replace(".", " ").replace("’", "'").lower().split())


_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:[ ]?[APap]\.?[Mm]\.?)?"
_DAY = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ ])"
_TIME = rf"(?:[\[(]?{_DAY}?{_CLOCK}[\])]?[ \t]*[-–]?[ \t]*)"
_SHORT = (
    r"(?:(?:[A-Z]|(?i:Mr|Mrs|Ms|Messrs|Dr|Prof|Sen|Rep|Gen|Col|Capt|Maj|Lieut|Lt|Sgt|Rev|Hon|St|Jr|Sr))\.)"
)
_WORD = r"(?:[dl][’'])?[A-ZÀ-ÖØ-Þ]\w*(?:[’'-]\w+)*"
_PIECE = rf"(?:{_SHORT}|{_WORD}|(?:le|la)[ ][a-zà-ÿ]{{4,}}|of|the|de|von|van|der|den|zu|du|la|le|di|da|for)"
_NAME = rf"(?:(?:{_SHORT}|{_WORD})(?:[ ]{{1,2}}{_PIECE}){{0,7}}?(?:[ ]\d{{1,2}})?)"
_ASIDE = r"(?:[ ]?(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]))?"
_LINE = re.compile(
    rf"""^[ \t>]*(?:\d{{1,3}}[ \t]{{1,24}})?(?P<label>{_TIME}?[_*]{{0,3}}(?P<name>{_NAME})[_*]{{0,3}}
    (?P<aside>{_ASIDE})[_*]{{0,3}}(?P<sep>\.?[ ]?(?:--|—)|:|;|\.(?=[ _*]))[_*]{{0,3}}
    (?:[ ]\(\d{{1,2}}:\d\d(?::\d\d)?\))?)(?P<rest>[^\n]*)""",
    re.VERBOSE | re.MULTILINE,
)
_FLOW = re.compile(
    rf"""(?:(?<=[.?!"'”’)\]…—-][ ])|(?<=[.?!"'”’)\]…—-]\n)|(?<=[ ]\[))
    (?P<label>(?P<name>{_NAME})(?P<aside>{_ASIDE})
    (?P<sep>[:;]))(?=[ ]?\S)""",
    re.VERBOSE,
)
_CAPS_FLOW = re.compile(
    rf"(?<=[\w.,] )(?P<label>(?P<name>(?:THE )?[A-Z][A-Z.'’-]{{3,}}(?: [A-Z.'’-]+){{0,3}})"
    rf"(?P<aside>{_ASIDE}):)(?= \S)"
)
_QA = re.compile(
    r"^[ \t>]*(?:\d{1,3}[ \t]{1,24})?(?P<label>(?P<name>Q|A|QUESTION|ANSWER|Question|Answer)"
    r"(?:[.:](?=[ \t—-])|[ \t]{2,}|[.:]?(?:--|—)))[ \t]*\S",
    re.MULTILINE,
)
_BY = re.compile(
    r"^[ \t>]*(?:\d{1,3}[ \t]{1,24})?(?P<label>(?:EXAMINATION |RESUMED )?BY "
    r"(?P<name>(?:MR|MRS|MS|MISS|DR|SENATOR|JUDGE|THE)\.? [A-Z][A-Z.'’ -]+?)[:.]?)[ \t]*$",
    re.MULTILINE,
)
_CHAT = re.compile(
    rf"^[ \t]*(?P<label>(?:{_TIME})?<[ @+]?(?P<name>[^\W\d_][\w .'’-]{{0,30}})>)(?=[ \t]+\S)", re.MULTILINE
)
# the name and the time alone on a line, what is said on the next
_STAMP = re.compile(
    rf"^[ \t]*(?P<label>(?:{_TIME}(?P<name>{_NAME})|(?P<name2>{_NAME})[ \t]+[\[(]?{_CLOCK}[\])]?))"
    r"[ \t]*$(?=\n[^\n]*\S)",
    re.MULTILINE,
)
_ROMAN = re.compile(r"(?=.)c{0,4}(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})")
_SPEECH = re.compile(r"\b(?:I|you|your|my|we|me)\b|\?")
_FEWEST = 3  # lines of a chat
_PART = 3  # letters of the shortest word in the name of a part
_LOWER = re.compile(r"\b[a-z]{2,}")
_REACH = 400  # characters behind a label in which speech must show
_BRIEF = 150  # characters between two labels of a quick exchange
_GAP = 12_000  # one speech is seldom longer; labels farther apart belong to different transcripts


@lru_cache(maxsize=4)
def labels(text: str) -> tuple[Label, ...]:
    """
    The labels of speakers in `text`, in order; none where the text is no labelled transcript.

    Offsets are those of `text`; `end` is behind the mark that closes the label.

    >>> text = "Mr. HALE. Did you see him?\\nMrs. MOTT. I did not.\\nMr. HALE. Never?\\nMrs. MOTT. Never."
    >>> [(found.name, text[found.start : found.end]) for found in labels(text)][:2]
    [('Mr. HALE', 'Mr. HALE.'), ('Mrs. MOTT', 'Mrs. MOTT.')]
    >>> labels("London: Murray, 1880. Oxford: Clarendon, 1881. London: Murray, 1882.")
    ()
    """
    found = [*_candidates(text)]
    believed = _believed(text, found)
    examined = _questions_and_answers(text)
    if examined:  # counsel may object, and the court rule, only once
        region = range(examined[0].start, examined[-1].end)
        counsel = (c for c in found if c.line and c.start in region and _strong(c) and _office(c))
        believed += [c for c in counsel if not c.key.startswith("by ")]
    return tuple(_without_overlap([*believed, *examined, *_stamped(text)]))


def _stamped(text: str) -> list[Label]:
    """Labels of chats and machine-made transcripts: names in angle brackets, a name and a time on a line."""
    out: list[Label] = []
    for pattern, style in ((_CHAT, "chat"), (_STAMP, "stamp")):
        some = [
            Label(*m.span("label"), (m["name"] or m.groupdict().get("name2") or "").strip(), style, line=True)
            for m in pattern.finditer(text)
        ]
        some = [label for label in some if style == "chat" or _may_name(label)]
        counts = Counter(label.key for label in some)
        if len(some) >= _FEWEST and counts and max(counts.values()) >= 2:
            out += some
    return out


def _candidates(text: str) -> Iterable[Label]:
    for m in _LINE.finditer(text):
        style = {":": "colon", ";": "colon", ".": "dot"}.get(m["sep"], "dash")
        label = _label(m, style, line=True)
        if label and _line_form(label, m["rest"]):
            yield label
    for pattern in (_FLOW, _CAPS_FLOW):
        for m in pattern.finditer(text):
            label = _label(m, "colon", line=False)
            if label:
                yield label


def _label(m: re.Match[str], style: str, *, line: bool) -> Label | None:
    """The candidate that `m` found; None where its words cannot name a speaker."""
    name = m["name"].strip(" _*")
    start, end = m.span("label")
    if not line and (inside := _tail(name)) != name:
        start += len(name) - len(inside)
        name = inside
    label = Label(
        start, end, name.rstrip(".") if style != "dot" else name, style, line, m["aside"].strip(" ()[]")
    )
    return label if name and _may_name(label) else None


def _tail(name: str) -> str:
    """The part of `Yes. Hale` that may be a label: what follows the last full stop that ends a sentence."""
    words = name.split(" ")
    for i in range(len(words) - 1, 0, -1):
        before = words[i - 1]
        if (
            before.endswith(".")
            and len(before) > 2
            and before[:-1].lower() not in voice_words().abbreviations
        ):
            return " ".join(words[i:])
    return name


def _may_name(label: Label) -> bool:
    words = voice_words()
    if label.key in words.never or label.key.isdigit() or len(label.name) > 60:
        return False
    if "by" in label.key.split() or label.key.startswith("for the "):
        return False  # `BY MR. HALE:` tells who asks from there on, `For the Plaintiff:` who appears
    first, last = label.key.split()[0], label.key.split()[-1]
    if last.isdigit():  # `Speaker 2`, `Juror No. 8`; not `Table 2`
        return first in words.roles
    if label.key.startswith(("dear ", "my dear ")) or _ROMAN.fullmatch(last):
        return False
    bare_title = first == last and last in words.titles and last not in words.roles
    if bare_title and label.line and label.name.isupper() and last not in words.abbreviations:
        bare_title = False  # the part of a play: `DUKE.`
    return label.name[0].isupper() and last not in words.particles and not bare_title


def _line_form(label: Label, rest: str) -> bool:
    """Whether a candidate at the beginning of a line is set as its style demands."""
    if label.style == "colon":
        return len(label.name.split()) <= (9 if _strong(label) else 6)
    caps = [w for w in re.findall(r"[\w’'-]+", label.name) if len(w) > 1 and w.isupper()]
    if label.style == "dot":
        return bool(caps) and bool(rest.strip()) and (_titled(label) or _is_part(label, rest))
    return bool(caps) or (_titled(label) and len(label.name.split()) <= 4)


def _is_part(label: Label, rest: str) -> bool:
    """Whether a name in capitals, closed by a stop and without initials, may be a part in a play."""
    known = voice_words()
    names = label.key.split()
    short = any(len(w) < _PART or w in known.abbreviations for w in names)
    return label.name.isupper() and len(names) <= 3 and not short and bool(_LOWER.search(rest))


def _titled(label: Label) -> bool:
    first = label.key.split()[0]
    return first in voice_words().titles or first == "the" or first in voice_words().roles


def _strong(label: Label) -> bool:
    """Whether the form alone speaks for a label: capitals, a title, an office."""
    letters = [w for w in re.findall(r"[\w’'-]+", label.name) if len(w) > 2]
    return bool(letters) and (all(w.isupper() for w in letters) or _office(label))


def _office(label: Label) -> bool:
    """Whether a title or an office stands in the label."""
    return _titled(label) or label.key.split()[-1] in voice_words().roles


def _believed(text: str, found: list[Label]) -> list[Label]:
    """Candidates that the document uses as labels: those of a run, repeated names first."""
    return [label for run in _runs(sorted(found, key=lambda c: c.start)) for label in _of_run(text, run)]


def _runs(found: list[Label]) -> Iterable[list[Label]]:
    """Candidates that stand near enough to each other to belong to one transcript."""
    run: list[Label] = []
    for label in found:
        if run and label.start - run[-1].end > _GAP:
            yield run
            run = []
        run.append(label)
    if run:
        yield run


def _of_run(text: str, run: list[Label]) -> list[Label]:
    core = _exchange(text, run) or _monologue(text, run)
    if not core:
        return []
    keys = {c.key for c in core}
    style, line = Counter((c.style, c.line) for c in core).most_common(1)[0][0]
    single = [c for c in run if c.key not in keys and c.style == style and c.line >= line]
    more = [c for c in run if c.key in keys and c not in core]
    missed = [] if line else _unpunctuated(text, core)
    return [*core, *more, *missed, *(c for c in single if _strong(c) or _known_name(text, c))]


def _unpunctuated(text: str, core: list[Label]) -> list[Label]:
    """Labels of known speakers that follow words without a full stop, as where a speech breaks off."""
    names = sorted({re.escape(c.name) for c in core}, key=lambda n: (-len(n), n))
    known = re.compile(rf"(?<=[\w:;,’'] )(?P<label>(?P<name>{'|'.join(names)})(?P<aside>{_ASIDE}):)(?=[. ])")
    starts = {c.start for c in core}
    out = []
    for m in known.finditer(text, core[0].start, core[-1].end):
        before = text[max(0, m.start() - 40) : m.start()].split()
        if m.start() not in starts and before and before[-1].lower() not in voice_words().before_names:
            out.append(Label(*m.span("label"), m["name"], "colon", False, m["aside"].strip(" ()[]")))
    return out


def _exchange(text: str, run: list[Label]) -> list[Label]:
    """Labels of names that come again and again and alternate; none where they do not."""
    counts = Counter(c.key for c in run)
    offices = len({c.key for c in run if _strong(c) and c.name.isupper()}) >= 2
    core = [c for c in run if counts[c.key] >= 2 and (c.line or _strong(c) or counts[c.key] >= 3 or offices)]
    speaking = _speaking(text, core)
    spoken = Counter(c.key for c in core if speaking[c])
    brief = Counter(c.key for c, n in pairwise(core) if n.start - c.end < _BRIEF)
    keys = {key for key, n in counts.items() if max(spoken[key], brief[key]) >= 0.3 * n}
    core = [c for c in core if c.key in keys]
    changes = sum(a.key != b.key for a, b in pairwise(core))
    enough = len(core) >= 4 and len({c.key for c in core}) >= 2 and sum(spoken.values()) >= 0.3 * len(core)
    return core if enough and changes >= 0.25 * len(core) else []


def _monologue(text: str, run: list[Label]) -> list[Label]:
    """Labels of one speaker, or of several who speak once each: only where their form is beyond doubt."""
    counts = Counter(c.key for c in run)
    core = [c for c in run if c.line and counts[c.key] >= 3 and (_strong(c) or " " in c.key)]
    core = core or [c for c in run if _office(c) and (c.line or c.name.isupper()) and len(c.key) > 3]
    speaking = _speaking(text, core)
    return core if len(core) >= 3 and sum(speaking.values()) >= 0.5 * len(core) else []


def _known_name(text: str, label: Label) -> bool:
    """Whether the name of a single candidate stands elsewhere in the text too, outside of labels."""
    return len(label.name.split()) <= 3 and text.count(label.name.split()[-1]) >= 3


def _speaking(text: str, run: list[Label]) -> dict[Label, bool]:
    """Of each candidate, whether speech (first or second person, a question) follows it."""
    nexts = [*(c.start for c in run[1:]), len(text)][: len(run)]
    return {
        c: bool(_SPEECH.search(text, c.end, min(n, c.end + _REACH))) for c, n in zip(run, nexts, strict=True)
    }


def _questions_and_answers(text: str) -> list[Label]:
    marks = [Label(*m.span("label"), m["name"], "qa", line=True) for m in _QA.finditer(text)]
    counts = Counter(m.name[0] for m in marks)
    if min(counts["Q"], counts["A"]) < 2:
        return []
    by = [Label(*m.span("label"), m["name"].rstrip(" .:"), "by", line=True) for m in _BY.finditer(text)]
    return [*marks, *by]


def _without_overlap(found: list[Label]) -> list[Label]:
    out: list[Label] = []
    for label in sorted(set(found), key=lambda c: (c.start, not c.line, c.end)):
        if not out or label.start >= out[-1].end:
            out.append(label)
    return out


def spoken_name(label: Label) -> str:
    """
    The name of a label in usual letters: `Mr. HOLLIS` is `Mr. Hollis`, `THE PRESIDENT` is `President`.

    >>> spoken_name(Label(0, 14, "THE PRESIDENT", "colon", True))
    'President'
    >>> spoken_name(Label(0, 10, "Mr. O'HARA", "dot", True))
    "Mr. O'Hara"
    """
    words = label.name.rstrip(" .:").replace("  ", " ").split()
    if words and words[0].lower() == "the" and len(words) > 1:
        words = words[1:]
    rank = words[:1] if len(words) > 1 and words[0].lower() in voice_words().ranks else []  # `DS HALE`
    return " ".join([*rank, *(_usual(w) for w in words[len(rank) :])])


def _usual(word: str) -> str:
    bare = word.strip(".")
    if bare.lower() in voice_words().particles and (bare.isupper() or bare.islower()):
        return word.lower()
    if len(bare) > 1 and bare.isupper() and not re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?\.?", word):
        return re.sub(
            r"[^\W\d_]+",
            lambda m: m.group().capitalize() if len(m.group()) > 1 or m.start() == 0 else m.group(),
            word,
        )
    return word


def renamed(label: Label, name: str) -> Label:
    """The same label under another name."""
    return replace(label, name=name)
