"""Whatever a text holds, every question to it gets an answer in every format."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from tests.reading.test_whole import TEXTS

from visavis.answer.dossier import Options, ask
from visavis.case.memory import remember
from visavis.faces.putting import FORMATS, written
from visavis.model.source import Source
from visavis.reading.pipeline import read


@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_can_be_asked(raw: str) -> None:
    if not raw.strip():
        return
    memory = remember([read(Source("page.txt", raw))], ())
    names = [e.name for e in read(Source("page.txt", raw)).entities if e.kind in ("person", "group")]
    for query in ("Anna Reed and Bruno Weiss", "Bruno", " and ".join((names or ["Anna"])[:2])):
        found = ask(query, memory, Options())
        for form in FORMATS:
            if form != "html":
                assert written(found, form, 30).strip()
        for claim in json.loads(written(found, "json", 30)).get("claims", []):
            assert raw[claim["start"] : claim["end"]] == claim["quote"]


def test_no_face_lets_a_source_steer_the_terminal_or_turn_its_reading_round() -> None:
    raw = "Anna \x1b[31mReed accused Bruno\u202e Weiss of theft. Anna Reed \u202ehated Bruno Weiss."
    found = ask("Anna Reed and Bruno Weiss", remember([read(Source("page.txt", raw))], ()), Options())
    for form in ("text", "markdown", "html"):
        assert not {"\x1b", "\u202e"} & set(written(found, form, 30))
    assert all(
        raw[c["start"] : c["end"]] == c["quote"] for c in json.loads(written(found, "json", 9))["claims"]
    )
