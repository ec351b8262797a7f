"""Copies of one text among the sources of a call: found by content, and each mends the other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.model.layers import Turn
from visavis.model.source import Source
from visavis.reading.collate import collate, with_turns
from visavis.reading.pipeline import ALONE, read

WHOLE = (
    "The quarrel of the two brothers began over a mill. In October 1827, Pelham's tenants refused the "
    "new rent and carried their corn to the old stones across the ford. Aldous wrote to the magistrate "
    "that nobody had warned him. The letter was answered in the spring of 1828. At that time the river "
    "stood high and no cart could pass. Pelham offered to share the toll towards the end of 1829, the "
    "year in which their mother died at Harrow. Aldous refused him twice before the whole parish. The "
    "two were seen together at the fair in May 1831, but they did not speak, and the younger left before "
    "noon. Their cousin tried to reconcile them and brought both to one table at the inn, where they "
    "signed a paper that neither of them kept afterwards."
)
TORN = (
    WHOLE.replace("October 1827, Pelham", "OctoberPelham")
    .replace("spring of 1828. At", "spring of At")
    .replace("end of 1829, the", "end ofthe")
    .replace("May 1831, but", "Maybut")
)
OTHER = (
    "The brothers Pelham and Aldous fell out over a mill, as every child in the parish knows. Their "
    "tenants paid no rent for a year. The magistrate, who had been warned by letters from both, kept to "
    "his house. In 1829 the mother died, and at her grave they stood apart. It is told that a cousin "
    "brought them to the inn, where they drank and signed something. Nobody has seen the paper. The mill "
    "was sold to a stranger from the coast, and the ford was bridged when the railway came through the "
    "valley a generation later."
)
ASKED = (
    "THE CHAIRMAN: Did you carry the letter to the bridge on the evening of the fair?\n\nTHORNE: I "
    "carried it as far as the bridge and gave it to the miller's boy.\n\nTHE CHAIRMAN: Who told you to "
    "give it to the boy and not to the miller himself?\n\nTHORNE: My master told me so, because he "
    "feared that the miller would burn it.\n\nTHE CHAIRMAN: Was anybody else present when your master "
    "gave you that order?\n\nTHORNE: His sister stood at the window, but I cannot say whether she heard "
    "what was said between us."
)


def pair(one: str, two: str):
    sources = [Source("torn.txt", one), Source("whole.txt", two)]
    found = collate(sources)
    return [read(s, "repairs", collated=found.get(i, ALONE)) for i, s in enumerate(sources)]


def test_lost_years_come_from_the_copy():
    torn, whole = pair(TORN, WHOLE)
    given = [e for e in torn.repairs if e.kind == "lost-year"]
    assert [e.reads for e in given] == [
        "October 1827, Pelham",
        "of 1828. At",
        "of 1829, the",
        "May 1831, but",
    ]
    for e in given:
        assert "whole.txt" in e.why
        assert torn.source.raw[e.start : e.end] == e.was
    assert not whole.repairs


def test_the_why_names_the_span_in_the_copy_as_given():
    torn, _ = pair(TORN, WHOLE.replace(". ", ".\r\n"))
    first = next(e for e in torn.repairs if e.kind == "lost-year")
    start, end = map(int, first.why.split(" at ")[-1].split(";")[0].split("–"))
    assert WHOLE.replace(". ", ".\r\n")[start:end].strip() == "1827,"


def test_the_date_is_completed_from_the_copy():
    sources = [Source("torn.txt", TORN), Source("whole.txt", WHOLE)]
    reading = read(sources[0], "dates", collated=collate(sources)[0])
    found = {d.edtf: d for d in reading.dates}
    assert {"1827-10", "1828-21", "1831-05"} <= set(found)
    assert found["1827-10"].basis == "completed"
    assert "whole.txt" in found["1827-10"].why
    assert all(d.text == TORN[d.start : d.end] for d in reading.dates)


def test_the_same_words_in_their_own_place_stay_stated():
    sources = [Source("torn.txt", TORN + " All this was printed in 1840."), Source("whole.txt", WHOLE)]
    reading = read(sources[0], "dates", collated=collate(sources)[0])
    assert next(d for d in reading.dates if d.edtf == "1840").basis == "stated"


def test_two_texts_on_one_topic_are_no_copies():
    assert collate([Source("a.txt", WHOLE), Source("b.txt", OTHER)]) == {}


def test_a_quoted_sentence_is_no_copy():
    quoting = f"{OTHER} {WHOLE.split('. ')[1]}. {OTHER.replace('mill', 'house')}"
    assert collate([Source("a.txt", WHOLE), Source("b.txt", quoting)]) == {}


def test_a_part_inside_a_longer_page_is_a_copy():
    found = collate([Source("a.txt", f"{OTHER}\n\n{TORN}\n\n{OTHER[::-1]}"), Source("b.txt", WHOLE)])
    copy = found[0].copies[0]
    assert copy.start == len(OTHER) + 2
    assert copy.end <= len(OTHER) + 2 + len(TORN)


def test_words_that_only_the_copy_garbles_are_not_taken_over():
    garbled = WHOLE.replace("magistrate", "magistiate").replace("spring of 1828", "spring of 18Z8")
    torn, _ = pair(TORN, garbled)
    assert not any("magistiate" in (e.reads or "") or "18Z8" in (e.reads or "") for e in torn.repairs)


def test_a_misread_word_is_set_right_from_the_copy():
    torn, _ = pair(TORN.replace("magistrate", "magrstrafe"), WHOLE)
    assert any(e.kind == "ocr" and e.reads == "magistrate" and "whole.txt" in e.why for e in torn.repairs)


def test_a_sound_text_takes_nothing_from_a_longer_edition():
    longer = WHOLE.replace("Aldous refused him twice", "Aldous, who was proud, refused him twice")
    short, long = pair(WHOLE, longer)
    assert not short.repairs
    assert not long.repairs


def test_speakers_come_from_a_labelled_copy():
    bare = ASKED.replace("THE CHAIRMAN: ", "").replace("THORNE: ", "")
    torn, whole = pair(bare, ASKED)
    spoken = [(t.speaker, torn.source.raw[t.start : t.end]) for t in torn.turns]
    assert [s for s, _ in spoken] == [t.speaker for t in whole.turns]
    assert [text for _, text in spoken] == bare.split("\n\n")


def test_a_speaker_keeps_the_name_that_this_text_gives():
    own = [Turn(0, 9, "Edmund Thorne", False), Turn(10, 19, "questioner", False)]
    given = [Turn(0, 9, "Thorne"), Turn(10, 19, "Chairman")]
    assert [t.speaker for t in with_turns(own, given, [(0, 19)])] == ["Edmund Thorne", "Chairman"]


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, len(WHOLE.split()) - 1), max_size=12))
def test_any_words_lost_leave_every_offset_true(gone):
    said = WHOLE.split()
    torn, whole = pair(" ".join(w for i, w in enumerate(said) if i not in gone), WHOLE)
    for e in (*torn.repairs, *whole.repairs):
        raw = torn.source.raw if e in torn.repairs else WHOLE
        assert raw[e.start : e.end] == e.was


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["word", "word"], ["\n" * 9, "x"]])
def test_little_text_is_no_copy(texts):
    assert collate([Source(f"{i}.txt", t) for i, t in enumerate(texts)]) == {}
