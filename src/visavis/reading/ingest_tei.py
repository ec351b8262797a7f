"""Scholarly editions (TEI): the reading text, its pages, its speakers, and what the header states."""

from __future__ import annotations

from typing import Any

from visavis.model.errors import EmptySource
from visavis.reading.ingest_html import paragraphs
from visavis.reading.ingest_taken import HERE, MARK, Script, Taken, person, stated_date
from visavis.reading.ingest_xml import XML, first, local, text_of, tree

WHAT = "a TEI edition"
BLOCKS = frozenset(
    "text front body back group div div1 div2 div3 div4 div5 div6 div7 head p ab lg sp u opener closer"
    " salute"
    " signed dateline byline trailer postscript argument epigraph titlePage docTitle docAuthor docDate"
    " docDate docImprint titlePart list item row table castList castItem stage listBibl bibl note"
    " floatingText".split()
)
WITHIN = frozenset("p ab l head salute signed".split())  # inside these, all is part of the sentence
# what the editor set aside: running heads, struck-out words, forms that the edition corrects
UNSEEN = frozenset("teiHeader fw del surplus graphic figDesc facsimile sourceDoc standOff".split())
CHOSEN = ("corr", "reg", "expan")  # of what an edition offers in two forms
SPEECH = frozenset(["sp", "u", "said"])


def tei(data: bytes, name: str, limit: int) -> Taken:
    """
    The reading text of an edition: corrected, regularised and written out in full where it offers both.

    Running heads and struck-out words are left out; a note follows its paragraph. `pb` begins a page. The
    speaker of `sp` and `u`, and of a `said` that is a paragraph, stands before the speech as a label.
    The date is that of the letter, else of the source edited; the author of a letter is its sender.

    Raises `DamagedSource` where the XML is not well formed, `EmptySource` where it holds no text.
    """
    root = tree(data.replace(MARK.encode(), b""), name, WHAT)
    texts = [n for n in root.iter() if local(n) == "text" and not inside(n, frozenset(["text"]))]
    if not texts:
        raise EmptySource(f"{name}: is a TEI header without a text.")
    names, script = people(root), Script()
    for one in texts:
        prepared(one, names, script)
        script.add(paragraphs(one).replace(MARK, HERE))
    text, places = script.taken()
    letter = first(root, "correspAction") is not None
    to = first(root, "correspAction[@type='received']", "persName") if letter else None
    return Taken(
        text, title(root), author(root), date(root), "letter" if letter else None, places,
        addressee=spoken(to) or None if to is not None else None,
    )  # fmt: skip


def xml(data: bytes, name: str, limit: int) -> Taken:
    """The words of any other XML, each element a paragraph. Raises `DamagedSource`."""
    root = tree(data, name, "XML")
    for node in root.iter():
        if isinstance(node.tag, str):
            node.tag = local(node)
    return Taken(paragraphs(root))


def people(root: Any) -> dict[str, str]:
    """Names by the ids that `who` points to: of persons and of roles."""
    out: dict[str, str] = {}
    for node in root.iter():
        key = node.get(f"{XML}id") if isinstance(node.tag, str) else None
        if key and local(node) in ("person", "castItem", "role", "personGrp"):
            called = first(node, "persName")
            if called is None:
                called = first(node, "role")
            words = spoken(called if called is not None else node)
            if words:
                out.setdefault(key, words)
    return out


def spoken(node: Any) -> str:
    """A name in the order in which it is said: forename before surname."""
    fore, sur = first(node, "forename"), first(node, "surname")
    if fore is not None and sur is not None:
        return f"{text_of(fore)} {text_of(sur)}"
    return person(text_of(node)) or ""


def prepared(text: Any, names: dict[str, str], script: Script) -> None:
    """Make of an edition what `paragraphs` reads: blocks, breaks, marks of places, and plain words."""
    for node in [n for n in text.iter() if local(n) in UNSEEN]:
        drop(node)
    for node in [n for n in text.iter() if local(n) == "choice"]:
        choose(node)
    for node in [n for n in text.iter() if local(n) == "note" and inside(n, WITHIN)]:
        behind(node)
    for node in [n for n in text.iter() if local(n) in SPEECH]:
        labelled(node, names)
    nodes = [(n, local(n) in BLOCKS and not inside(n, WITHIN)) for n in text.iter()]
    for node, block in nodes:
        plain(node, block, script)


def plain(node: Any, block: bool, script: Script) -> None:
    """One element in its plain form: `p` for a block, `br` for a break, `span` for words in a line."""
    kind = local(node)
    if kind == "pb":
        label = (node.get("n") or "").strip()
        node.text = MARK if label else ""
        if label:
            script.begun.append((label, "page"))
    elif kind == "gap":
        node.text = "[…]"
    elif kind == "lb" and node.get("break") == "no":
        joined(node)
        kind = "w"
    if kind:
        for key in list(node.attrib):
            del node.attrib[key]
        node.tag = "p" if block else "br" if kind in ("lb", "l") else "span"


def joined(node: Any) -> None:
    """The halves of a word that a line end parts, put together."""
    before, parent = node.getprevious(), node.getparent()
    if before is not None:
        before.tail = (before.tail or "").rstrip()
    elif parent is not None:
        parent.text = (parent.text or "").rstrip()
    node.tail = (node.tail or "").lstrip()


def inside(node: Any, kinds: frozenset[str]) -> bool:
    """Whether a node lies in an element of one of these kinds (of the edition, or made plain already)."""
    return any(local(a) in kinds for a in node.iterancestors())


def drop(node: Any) -> None:
    """Take an element out, its tail left."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    parent.remove(node)


def choose(node: Any) -> None:
    """Of the forms that an edition offers for the same words, keep the one to be read."""
    forms = [c for c in node if local(c)]
    kept = next((c for c in forms if local(c) in CHOSEN), forms[0] if forms else None)
    node.text = ""
    for child in list(node):
        child.tail = ""
        if child is not kept:
            node.remove(child)


def behind(note: Any) -> None:
    """Move a note behind the paragraph that it interrupts."""
    block = next(a for a in note.iterancestors() if local(a) in WITHIN)
    drop(note)
    note.tail = None
    block.addnext(note)


def labelled(node: Any, names: dict[str, str]) -> None:
    """Put the speaker's name before a speech, as transcripts print it."""
    if local(node) == "said" and inside(node, WITHIN):
        return  # a quotation in a sentence that tells who speaks
    speaker = next((c for c in node if local(c) == "speaker"), None)
    ids = (node.get("who") or "").replace("#", " ").split()
    called = names.get(ids[0]) if ids else None
    name = called or (text_of(speaker).rstrip(" .:") if speaker is not None else ids[0] if ids else "")
    if speaker is not None:
        drop(speaker)
    first_words = next((n for n in node.iter() if local(n) in ("p", "ab", "l", "s", "seg")), node)
    if name:
        first_words.text = f"{name}: {(first_words.text or '').lstrip()}"


def title(root: Any) -> str | None:
    """The main title of the edition."""
    return text_of(first(root, "titleStmt", "title")) or None


def author(root: Any) -> str | None:
    """Who wrote the text: the sender of a letter, else the author that the header names."""
    for path in (("correspAction", "persName"), ("titleStmt", "author"), ("sourceDesc", "author")):
        if (node := first(root, *path)) is not None and text_of(node):
            return spoken(node) or None
    return None


def date(root: Any) -> str | None:
    """When the text arose: the letter's date, else that of the text's making, else of the source edited."""
    for path in (("correspAction", "date"), ("creation", "date"), ("sourceDesc", "date")):
        node = first(root, *path)
        if node is None:
            continue
        for value in (node.get("when"), node.get("notBefore"), node.get("from"), text_of(node)):
            if found := stated_date(value):
                return found
    return None
