"""A case keeps whether it is read quickly."""

from pathlib import Path

from visavis.case.store import open_case
from visavis.case.store_adding import add, reader_of, to_read
from visavis.model.source import Source
from visavis.reading.pipeline import FULL, QUICK


def test_a_case_is_read_as_it_was_asked_to_be_last(tmp_path: Path) -> None:
    store = open_case(str(tmp_path / "town.visavis"), create=True)
    assert reader_of(store, "p") == "p"
    assert reader_of(store, "p" + QUICK) == "p" + QUICK
    assert reader_of(store, "p") == "p" + QUICK
    assert reader_of(store, "p" + FULL) == "p"
    assert reader_of(store, "p") == "p"
    store.close()


def test_what_was_read_quickly_is_read_anew_when_asked_to(tmp_path: Path) -> None:
    store = open_case(str(tmp_path / "town.visavis"), create=True)
    add(store, [Source("page.txt", "Anna Reed accused Bruno Weiss.")])
    (quick,) = to_read(store, "p" + QUICK)
    (full,) = to_read(store, "p" + FULL)
    assert quick[1] != full[1]
    assert quick[0].model == "p" + QUICK
    store.close()
