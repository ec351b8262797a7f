"""The repairs of a source in context, like a diff: what stood there, how it reads now, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from visavis.model.layers import Reading
from visavis.model.offsets import Edit

CONTEXT = 40  # characters on either side


def repairs_text(reading: Reading) -> Iterator[str]:
    """
    The repairs of one source as plain lines: a heading with the counts, then each in context.

    >>> from visavis.model.source import Source
    >>> from visavis.reading.clean import clean
    >>> page = Source("page.txt", "In MayCato left.[2]")
    >>> for line in repairs_text(Reading(page, clean(page.raw).edits)):
    ...     print(line)
    page.txt: 2 repairs (1 footnote-mark, 1 lost-year)
    <BLANKLINE>
    @@ line 1, characters 0-10: lost-year
    - In MayCato left.[2]
    + In May [year lost], Cato left.[2]
      “May” runs into “Cato”, so the year that stood here is lost; it is not filled in.
    <BLANKLINE>
    @@ line 1, characters 16-19: footnote-mark
    - In MayCato left.[2]
    + In MayCato left.
      “[2]” pointed to a footnote; it is no part of the sentence.
    """
    yield heading(reading)
    line = at = 0
    for edit in reading.repairs:
        line += reading.source.raw.count("\n", at, edit.start)
        at = edit.start
        before, after = context(reading.source.raw, edit)
        yield ""
        yield f"@@ line {line + 1}, characters {edit.start}-{edit.end}: {edit.kind}"
        yield f"- {flat(before + edit.was + after)}"
        if edit.shown != edit.was:
            yield f"+ {flat(before + edit.shown + after)}"
        yield f"  {edit.why}"


def heading(reading: Reading) -> str:
    """The source's name, and how many repairs of each kind it has."""
    counts = Counter(e.kind for e in reading.repairs)
    total = f"{len(reading.repairs)} repair{'s' * (len(reading.repairs) != 1)}"
    kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    return f"{reading.source.name}: {total}{f' ({kinds})' if kinds else ''}"


def context(raw: str, edit: Edit) -> tuple[str, str]:
    """What stands around a wound in its paragraph, cut at words."""
    left, right = raw[max(0, edit.start - CONTEXT) : edit.start], raw[edit.end : edit.end + CONTEXT]
    before = left.rsplit("\n\n", 1)[-1]
    after = right.split("\n\n", 1)[0]
    if len(before) == CONTEXT:
        before = "…" + before.partition(" ")[2]
    if len(after) == CONTEXT:
        after = after.rpartition(" ")[0] + "…"
    return before, after


def flat(text: str) -> str:
    """One line; a break put in by a repair is shown as ¶."""
    return " ".join(text.replace("\n\n", " ¶ ").split())


def show(lines: Iterator[str]) -> None:
    """Print the lines on a terminal in colours."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    styles = {"-": "red", "+": "green", "@": "cyan", " ": "dim"}
    for i, line in enumerate(lines):
        console.print(Text(line, style="bold" if not i else styles.get(line[:1], "")))
