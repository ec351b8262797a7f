"""An answer to where it is wanted: a file, or standard output."""

from __future__ import annotations

import sys
from pathlib import Path

from visavis.faces.plain import harmless
from visavis.model.dossier import Dossier, Unanswered
from visavis.model.errors import QueryError

FORMATS = ("text", "markdown", "html", "json")


def written(found: Dossier | Unanswered, form: str, limit: int) -> str:
    """The answer in a format (one of `FORMATS`)."""
    if form == "json":
        from visavis.faces.json_face import to_json

        return to_json(found) + "\n"
    if form == "markdown":
        from visavis.faces.markdown import to_markdown

        return harmless(to_markdown(found, limit))
    if form == "html":
        from visavis.faces.html import to_html

        return harmless(to_html(found, limit))
    from visavis.faces.text import to_text

    return to_text(found, limit)


def put(found: Dossier | Unanswered, form: str, output: str | None, limit: int) -> None:
    """Write the answer to the file `output`, or to standard output: coloured where that is a terminal."""
    if output:
        try:
            Path(output).write_text(written(found, form, limit), encoding="utf-8")
        except OSError as e:
            raise QueryError(f"{output}: cannot be written ({e.strerror}). Choose another -o FILE.") from e
    elif form == "text" and sys.stdout.isatty():
        from visavis.faces.pages import terminal
        from visavis.faces.text import show

        show(found, terminal(), limit)
    else:
        sys.stdout.write(written(found, form, limit))


def status(found: Dossier | Unanswered) -> int:
    """0 where the sources answer, 1 where they say nothing or the names could not be settled."""
    return 0 if isinstance(found, Dossier) and found.found else 1
