"""Who a label means: variants of one name, the fullest form the source uses, witnesses who are called."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from visavis.model.labels import Label, spoken_name
from visavis.model.voice_words import voice_words

_CAP = r"[A-ZÀ-ÖØ-Þ]\w*(?:[’'-]\w+)*"
_FULL = rf"(?:{_CAP}\.?[ ]){{0,4}}{_CAP}"
_CALLED = re.compile(
    rf"""(?:(?:TESTIMONY|STATEMENT|DEPOSITION|AFFIDAVIT|EXAMINATION|INTERROGATION|Testimony|Statement|Deposition|
    Examination|Interrogation|examination|interrogation)[ ](?:OF|of)[ ](?:(?:THE|the)[ ])?
    (?:(?:ACCUSED|accused|WITNESS|witness|defendant|DEFENDANT)[ ])?(?P<heading>{_FULL}))
    |(?:[Ii]nterviews?|INTERVIEW)[ ](?:(?:with|WITH)[ ])?(?P<talk>{_FULL})
    |next[ ]witness(?:[ ]called)?[ ]was[ ](?P<next>{_FULL})
    |(?P<was>{_FULL})[ ]was[ ](?:the[ ]next[ ]witness|
    (?:then[ ]|next[ ])?(?:called|sworn|recalled|examined)\b)
    |(?P<sworn>{_FULL}),?[ ](?:having[ ]been|being)[ ](?:first[ ])?(?:duly[ ])?sworn""",
    re.VERBOSE,
)
_EXAMINED = frozenset({"witness", "a", "answer", "deponent"})
_PARTIES = frozenset({"prisoner", "accused", "defendant", "plaintiff", "appellant", "petitioner", "claimant"})
_EXAMINER = frozenset({"q", "question"})
_ROLE_NAMES = {"q": "questioner", "question": "questioner", "a": "witness", "answer": "witness"}


def usual_case(name: str) -> str:
    """A name in capitals as it is usually written: `RUTH HYDE PAINE` is `Ruth Hyde Paine`."""
    return spoken_name(Label(0, 0, name, "colon", True))


def called_witnesses(text: str) -> list[tuple[int, str]]:
    """
    Where the text says whose examination begins, and whose, in order.

    >>> called_witnesses("TESTIMONY OF ANNA MOTT\\n\\nQ. Did you see it?")
    [(0, 'Anna Mott')]
    """
    out = []
    for m in _CALLED.finditer(text):
        name = (m["heading"] or m["talk"] or m["next"] or m["was"] or m["sworn"]).split(",")[0].strip()
        if _is_name(name):
            out.append((m.start(), usual_case(name)))
    return out


def _is_name(name: str) -> bool:
    words = voice_words()
    last = name.rsplit(maxsplit=1)[-1].lower().strip(".")
    return last not in words.roles and last not in words.openers and last not in words.particles


class Naming:
    """
    Names for the labels of one text.

    >>> text = "Nikolai Hale spoke.\\nHALE: I did.\\nTHE CLERK: You?\\nHALE: I."
    >>> Naming(text, ["HALE", "THE CLERK"]).of("HALE")
    'Nikolai Hale'
    """

    def __init__(self, text: str, printed: Sequence[str]) -> None:
        self._text = text
        self._called = called_witnesses(text)
        spoken = Counter(usual_case(name) for name in printed)
        self._merged = _merge(spoken)
        self._full: dict[str, str] = {}
        self._parties: dict[str, str | None] = {}

    def of(self, printed: str) -> str:
        """The canonical name of a printed label."""
        name = usual_case(printed)
        name = self._merged.get(name, name)
        if name not in self._full:
            self._full[name] = fullest(self._text, name)
        return self._full[name]

    def witness_at(self, at: int) -> str | None:
        """The witness last called before the offset `at`."""
        i = bisect_right([start for start, _ in self._called], at)
        return fullest(self._text, self._called[i - 1][1]) if i else None

    def party(self, role: str) -> str | None:
        """
        The one whom the text calls `Anna Mott, the prisoner`; None where it names none, or several.

        >>> Naming("ANNA MOTT, the prisoner, was sworn.", []).party("prisoner")
        'Anna Mott'
        """
        if role not in self._parties:
            pattern = re.compile(rf"(?P<name>{_FULL}), (?:[Tt]he |THE )?(?i:{role})\b")
            found = {usual_case(m["name"]) for m in pattern.finditer(self._text) if _is_name(m["name"])}
            self._parties[role] = fullest(self._text, found.pop()) if len(found) == 1 else None
        return self._parties[role]

    def in_order(self, labels: Iterable[Label]) -> list[str | None]:
        """The speaker of each label; None for a `BY MR. X:` line, which only says who asks from there on."""
        examiner: str | None = None
        out: list[str | None] = []
        for label in labels:
            key = label.key.removeprefix("the ")
            if label.style == "by":
                examiner = self.of(label.name)
                out.append(None)
            elif key in _EXAMINER:
                out.append(examiner or _ROLE_NAMES[key])
            elif key in _PARTIES and (party := self.party(key)):
                out.append(party)
            elif key in _EXAMINED:
                out.append(self.witness_at(label.start) or _ROLE_NAMES.get(key, usual_case(label.name)))
            else:
                out.append(self.of(_holder(label) or label.name))
        return out


def _holder(label: Label) -> str | None:
    """Who holds the office that speaks, where brackets say it: `The PRESIDENT (Mr. Hale)`."""
    first, *others = label.aside.split()[:5] or [""]
    known_words = voice_words()
    titled = first.lower().strip(".") in known_words.titles and bool(others)
    office = any(w in known_words.roles or w in known_words.titles for w in label.key.split()[:2])
    return label.aside if titled and office and all(w[0].isupper() for w in others) else None


def _merge(spoken: Counter[str]) -> dict[str, str]:
    """Shorter forms of a label to the one longer form with their words; slips to the usual form."""
    out: dict[str, str] = {}
    for name in spoken:
        words = set(name.lower().replace(".", "").split())
        longer = [
            o for o in spoken if words < set(o.lower().replace(".", "").split()) and _same_sort(name, o)
        ]
        near = [o for o in spoken if spoken[o] >= 3 * spoken[name] and _one_letter_off(name, o)]
        if len(longer) == 1 or near:
            out[name] = longer[0] if longer else near[0]
    return out


def _same_sort(short: str, long: str) -> bool:
    """Whether the shorter label may be the longer one: not an office that another person shares."""
    last = short.rsplit(maxsplit=1)[-1].lower()
    return last not in voice_words().roles or long.lower().endswith(short.lower())


def _one_letter_off(a: str, b: str) -> bool:
    """Whether one letter changed, lost or gained makes `a` of `b` (names of five letters and more)."""
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1 or a == b:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:]


def fullest(text: str, name: str) -> str:
    """
    The fullest form in which `text` gives a surname: with first names, where they are always the same.

    A name with a title stays as it is unless the text gives the title with a first name.

    >>> fullest("Anna Mott came. Then Mott sat down.", "Mott"), fullest("Lord Ash and Tom Ash.", "Mrs. Ash")
    ('Anna Mott', 'Mrs. Ash')
    """
    words = name.split()
    titles = voice_words().titles
    title = words[0] if len(words) > 1 and words[0].lower().strip(".") in titles else ""
    if len(words) - bool(title) != 1 or words[-1].lower() in voice_words().roles:
        return name
    before = rf"{re.escape(title)}\.?[ ]" if title else ""
    last = f"(?:{re.escape(words[-1])}|{re.escape(words[-1].upper())})"
    pattern = re.compile(rf"(?<![\w-]){before}(?P<first>(?:(?:{_CAP}|[A-Z]\.)[ ]){{1,3}}){last}(?![\w-])")
    found = Counter(f for m in pattern.finditer(text) if (f := _first_names(m["first"])))
    return _chosen(found, name, title, words[-1])


def _first_names(words: str) -> str:
    """The first names at the end of `words`: no titles, offices, or words that open sentences."""
    known = voice_words()
    orders = known.dialogue["orders"]
    out: list[str] = []
    for word in reversed(words.split()):
        low = word.lower().strip(".")
        initial = len(word) == 2 and word.endswith(".")
        stop = any(
            low in some for some in (known.titles, known.roles, known.openers, known.particles, orders)
        )
        if stop and not initial:
            break
        if word.isupper() and not word.endswith(".") and len(word) > 1:
            break
        out.append(word)
    return " ".join(reversed(out))


def _chosen(found: Counter[str], name: str, title: str, surname: str) -> str:
    """The one form that all found forms agree with; `name` itself where they differ."""
    if not found:
        return name
    by_length = sorted(found, key=lambda f: (-len(f), f))
    best = by_length[0]
    if all(_agree(a, best) for a in by_length[1:]):
        return " ".join(w for w in (title, best, surname) if w)
    top, times = found.most_common(1)[0]
    sure = times >= 3 and times >= 0.8 * found.total()
    return " ".join(w for w in (title, top, surname) if w) if sure else name


def _agree(short: str, long: str) -> bool:
    """Whether the shorter first names may be the longer ones: `N.` or `Nikolai` and `Nikolai Ivanovich`."""
    a, b = short.replace(".", "").split(), long.replace(".", "").split()
    return bool(a) and b[0].startswith(a[0]) and len(a) <= len(b)


def known(name: str, names: Sequence[str]) -> str:
    """The canonical one among `names` that ends like `name`; `name` itself where there is none."""
    last = name.rsplit(maxsplit=1)[-1].lower()
    return next((n for n in names if n.split()[-1].lower() == last), name)
