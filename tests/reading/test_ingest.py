"""What becomes a source, what does not, and what is said about it."""

import io
import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.model import errors
from visavis.model.source import Skipped, Source
from visavis.reading.ingest import everything, load, load_all, source
from visavis.reading.ingest_bytes import decode
from visavis.reading.ingest_html import page
from visavis.reading.ingest_language import foreign, languages

FRENCH = "Le roi est mort et la reine ne sait pas que son fils est dans la ville avec les soldats. " * 5
ENGLISH = "The king is dead, and the queen does not know that her son is in the town with the men. " * 5


def one(path: Path) -> Source:
    (found,) = load(str(path))
    return found


# --- encodings -----------------------------------------------------------------------------------------

ENCODED = [
    ("plain", "Anna met Bruno.", "utf-8"),
    ("accents in UTF-8", "Émile met Zoë.", "utf-8"),
    ("typographic quotes of Windows", "“Émile’s café – closed”, she said.", "cp1252"),
    ("one accent in a long text", "The men went home. " * 40 + "Then André came.", "cp1252"),
    ("an old Mac", "Émile’s café was closed; Zoë had said so to André, “for ever”.", "mac_roman"),
    ("DOS", "The café was closed, as André had told Zoë; the élite stayed away.", "cp437"),
    (
        "Cyrillic of Windows",
        "Анна встретила Бруно в городе, и они говорили до утра о войне и мире.",
        "cp1251",
    ),
    ("UTF-16 without a mark", "Anna met Bruno in the town.", "utf-16-le"),
    ("UTF-16 the other way", "Anna met Bruno in the town.", "utf-16-be"),
    ("UTF-16 with a mark", "Émile met Zoë.", "utf-16"),
    ("UTF-32 with a mark", "Émile met Zoë.", "utf-32"),
]


@pytest.mark.parametrize(("label", "text", "encoding"), ENCODED, ids=[x[0] for x in ENCODED])
def test_a_text_reads_the_same_from_any_encoding(label: str, text: str, encoding: str) -> None:
    if encoding == "cp1251":
        text = text * 3  # a guess needs some text
    assert decode(text.encode(encoding), "page.txt").text == text


def test_the_mark_of_a_utf8_file_is_a_character_like_any_other() -> None:
    assert decode(b"\xef\xbb\xbfAnna", "page.txt").text == "\ufeffAnna"


def test_a_broken_byte_costs_one_character_and_is_told() -> None:
    data = "Émile, Zoë, René, Chloé and André met.".encode() + b" \xff"
    text, encoding = decode(data, "page.txt")
    assert text.endswith("met. \ufffd") and encoding == "utf-8, 1 broken byte replaced"


def test_bytes_without_any_sense_are_undecodable_and_say_what_was_tried() -> None:
    noise = random.Random(7).randbytes(3000).translate(None, bytes(range(32)))
    with pytest.raises(errors.UndecodableSource, match=r"noise\.txt: .*UTF-8.*cp1252.*Save it as UTF-8"):
        decode(noise, "noise.txt")


@given(st.text(min_size=1))
def test_utf8_comes_back_as_it_was_newlines_included(text: str) -> None:
    assert decode(text.encode("utf-8", "ignore"), "x").text == text.encode("utf-8", "ignore").decode()


def test_line_ends_are_left_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "dos.txt").write_bytes(b"Anna met Bruno.\r\nThey spoke.\r")
    assert one(tmp_path / "dos.txt").raw == "Anna met Bruno.\r\nThey spoke.\r"


# --- what is no text -----------------------------------------------------------------------------------

NO_TEXT = [
    (b"%PDF-1.4 text", errors.DamagedSource, "a PDF, but broken"),
    (b"PK\x03\x04 ... word/document.xml", errors.DamagedSource, r"Word document \(DOCX\)"),
    (b"PK\x03\x04mimetypeapplication/epub+zip", errors.DamagedSource, "e-book"),
    (b"PK\x03\x04 whatever", errors.DamagedSource, "zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1", errors.UnsupportedFormat, "old Office file .* save it as text"),
    (b"\x1f\x8b\x08", errors.UnsupportedFormat, "unpack it"),
    (b"\x89PNG\r\n\x1a\n", errors.BinarySource, "picture"),
    (b"\x7fELF\x02", errors.BinarySource, "program"),
    (b"abc\x00def" * 9, errors.BinarySource, "NUL"),
    (b"", errors.EmptySource, "holds no text"),
    (b" \n\t", errors.EmptySource, "holds no text"),
    (b"\xef\xbb\xbf", errors.EmptySource, "holds no text"),
    ("\u3000\u00a0".encode(), errors.EmptySource, "holds no text"),
    (b"<html><script>x()</script></html>", errors.EmptySource, "holds no text"),
]


@pytest.mark.parametrize(("data", "error", "message"), NO_TEXT)
def test_what_is_no_text_says_what_it_seems_to_be(
    data: bytes, error: type[errors.SourceError], message: str, tmp_path: Path
) -> None:
    path = tmp_path / "page"
    path.write_bytes(data)
    with pytest.raises(error, match=message):
        list(load(str(path)))


def test_a_missing_file_lists_near_names(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("Anna met Bruno.")
    with pytest.raises(errors.SourceNotFound, match=r"Near names there: letters\.txt"):
        list(load(str(tmp_path / "leters.txt")))


@pytest.mark.parametrize("path", ["nowhere/at/all.txt", "", "  ", "a\0b", "x" * 5000])
def test_a_path_that_leads_nowhere_is_told(path: str) -> None:
    with pytest.raises(errors.SourceNotFound):
        list(load(path))


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("x" * 101)
    with pytest.raises(errors.TooLarge, match="larger"):
        list(load(str(tmp_path / "big.txt"), limit=100))


@pytest.mark.skipif(not Path("/dev/zero").exists() or os.name != "posix", reason="needs /dev/zero")
def test_a_device_without_end_is_too_large() -> None:
    with pytest.raises(errors.TooLarge):
        list(load("/dev/zero", limit=1000))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Anna met Bruno.")
    (tmp_path / "secret.txt").chmod(0)
    with pytest.raises(errors.SourceError, match="cannot be read"):
        list(load(str(tmp_path / "secret.txt")))


# --- folders -------------------------------------------------------------------------------------------


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "b" / "page.txt").write_text("Bruno met Carla.")
    (tmp_path / "page.txt").write_text("Anna met Bruno.")
    (tmp_path / "page.txt.toml").write_text('title = "A page"\ndate = 1938')
    (tmp_path / "notes").write_text("A note.")
    (tmp_path / "data.jsonl").write_text("{}")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "page.fr.txt").write_text(FRENCH)
    (tmp_path / "up").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    return tmp_path


def test_a_folder_gives_its_texts_in_order_and_a_reason_for_all_else(pile: Path) -> None:
    found = load_all([str(pile)])
    assert [s.raw for s in found.sources] == ["Bruno met Carla.", "A note.", "Anna met Bruno."]
    why = {Path(s.doc).name: s.why for s in found.skipped}
    assert set(why) == {".git", "data.jsonl", "empty.txt", "photo.jpg", "page.fr.txt", "up", "gone.txt"}
    assert "hidden" in why[".git"] and "data" in why["data.jsonl"] and "picture" in why["photo.jpg"]
    assert "French" in why["page.fr.txt"] and "link" in why["up"] and "nowhere" in why["gone.txt"]
    assert why["empty.txt"] == "holds no text."


def test_sources_of_one_name_are_told_apart_by_their_path(pile: Path) -> None:
    names = [s.name for s in load_all([str(pile)]).sources]
    assert names == [str(pile / "b" / "page.txt"), "notes", str(pile / "page.txt")]


def test_a_file_named_twice_is_read_once(pile: Path) -> None:
    assert len(load_all([str(pile / "page.txt"), str(pile / "page.txt")]).sources) == 1


def test_a_folder_without_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(errors.EmptySource, match="no file to read"):
        load_all([str(tmp_path)])


def test_when_nothing_can_be_read_the_reasons_are_told(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(FRENCH)
    with pytest.raises(errors.SourceError, match=r"nothing in there could be read \(page\.txt: .*French"):
        load_all([str(tmp_path)])


def test_reading_a_folder_twice_gives_the_same(pile: Path) -> None:
    assert list(everything(str(pile))) == list(everything(str(pile)))


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Anna met Bruno.")))
    (found,) = load("-")
    assert (found.name, found.raw, found.path) == ("-", "Anna met Bruno.", None)


def test_an_empty_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(errors.EmptySource, match="standard input"):
        list(load("-"))


# --- sidecars ------------------------------------------------------------------------------------------


def stated(tmp_path: Path, toml: str) -> Source:
    (tmp_path / "page.txt").write_text("Anna met Bruno.")
    (tmp_path / "page.txt.toml").write_text(toml)
    return one(tmp_path / "page.txt")


def test_a_sidecar_tells_what_the_text_does_not(tmp_path: Path) -> None:
    found = stated(
        tmp_path,
        'title = "T"\nauthor = "A"\ndate = 1938-03-05\nkind = "trial"\n'
        'circumstances = ["under oath"]\norigin = "a box"',
    )
    assert (found.title, found.author, found.date, found.kind) == ("T", "A", "1938-03-05", "trial")
    assert found.circumstances == ("under oath",)


def test_a_sidecar_may_name_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes("Анна".encode("koi8-r"))
    (tmp_path / "page.txt.toml").write_text('encoding = "koi8-r"')
    assert one(tmp_path / "page.txt").raw == "Анна"


WRONG = [
    ("title = ", "is no TOML"),
    ("title = 7", "title must be a text"),
    ('circumstances = "under oath"', "circumstances must be a list"),
    ("circumstances = [1]", "circumstances must be a list"),
    ('date = "5 March 1938"', "EDTF"),
    ("date = true", "date must be"),
    ('autor = "A"', "Did you mean 'author'"),
    ('encoding = "utf-9"', "no encoding is called"),
    ('encoding = "utf-16"', "should be utf-16"),
    ('kind = " "', "kind must be"),
]


@pytest.mark.parametrize(("toml", "message"), WRONG)
def test_a_wrong_sidecar_names_the_key_and_what_to_do(toml: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(errors.SourceError, match=r"page\.txt.*" + message):
        stated(tmp_path, toml)


# --- web pages -----------------------------------------------------------------------------------------

PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Two men</title>
<meta name="author" content="Jane Roe"><meta property="article:published_time" content="1999-05-02">
<script>var x = "never";</script></head><body><nav><a href="/">Home</a> <a href="/a">About</a></nav>
<article><h1>Two men</h1><p>{ENGLISH}</p><h2>Later</h2><p>Anna met <a href="/b">Bruno</a>&#8217;s
brother.</p><ul><li>First point of the list</li><li>Second point</li></ul></article></body></html>"""


def test_a_page_gives_its_paragraphs_with_blank_lines_between(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    found = one(tmp_path / "page.html")
    assert (
        f"{ENGLISH.strip()}\n\nLater\n\nAnna met Bruno’s brother.\n\nFirst point of the list\n\n" in found.raw
    )
    assert "Home" not in found.raw and "never" not in found.raw
    assert (found.title, found.author, found.date) == ("Two men", "Jane Roe", "1999-05-02")
    assert found.kind == "news"  # it says when it was published


def test_a_page_is_known_by_its_start(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    assert "<p>" not in one(tmp_path / "page.txt").raw


def test_a_page_in_an_old_encoding_says_so_itself() -> None:
    markup = "<html><head><meta charset=windows-1252></head><body><p>Émile met Zoë.</p></body></html>"
    assert source("p.html", markup.encode("cp1252")).raw == "Émile met Zoë."


def test_a_page_without_an_article_gives_all_its_words() -> None:
    assert page("<html><body><b>Anna</b> met<br>Bruno").text == "Anna met\nBruno"


def test_preformatted_lines_stay_lines() -> None:
    typed = "<pre>MR. HALE: Did you\nmeet <i>Anna\nReed</i>?\n\nMR. BOYD: No.</pre>"
    lines = "MR. HALE: Did you\nmeet Anna\nReed?\n\nMR. BOYD: No."
    assert page(f"<html><body>{typed}</body></html>").text == lines
    assert lines in page(f"<html><body><p>{ENGLISH}</p>{typed}<p>{ENGLISH}</p></body></html>").text


@pytest.mark.parametrize(
    "markup", ["", "   ", "<", "<html", "<!-- -->", "\0", "<?xml version='1.0' encoding='x'?>"]
)
def test_broken_markup_is_no_crash(markup: str) -> None:
    assert isinstance(page(markup).text, str)


def test_a_page_nested_a_thousand_deep_is_read() -> None:
    assert "Anna" in page("<div>" * 1000 + "Anna met Bruno" + "</div>" * 1000).text


def test_a_page_nested_deeper_than_can_be_parsed_gives_its_words() -> None:
    assert page("<html><body>" + "<div><b><i>" * 20_000 + "Anna met Bruno").text == "Anna met Bruno"


# --- languages -----------------------------------------------------------------------------------------

SPEECH = {
    "French": FRENCH,
    "German": "Der Mann ist nicht in der Stadt und die Frau hat das Haus mit dem Garten verkauft. " * 5,
    "Spanish": "El rey no sabe que la reina está en la ciudad con los hombres de su hermano. " * 5,
    "Latin": "Gallia est omnis divisa et in partes tres, quarum unam non incolunt sed cum aliis. " * 5,
    "Cyrillic script": "Король умер, и королева не знает, что её сын в городе. " * 6,
}


@pytest.mark.parametrize("language", SPEECH)
def test_another_language_is_told_and_not_read(language: str) -> None:
    assert foreign(SPEECH[language]) == language


@pytest.mark.parametrize(
    "text",
    [ENGLISH, "Le roi est mort.", "Adams, Baker, Clark, Davis, Evans, Frank, Green, Hughes. " * 10,
     ENGLISH + FRENCH, "1 2 3 4 " * 50],
)  # fmt: skip
def test_english_lists_and_mixed_texts_are_read(text: str) -> None:
    assert foreign(text) is None


def test_a_foreign_file_becomes_a_reason(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(FRENCH)
    (found,) = everything(str(tmp_path / "page.txt"))
    assert isinstance(found, Skipped) and "French" in found.why


def test_every_language_has_words_enough_to_be_told() -> None:
    assert all(len(words) > 30 for words in languages().values())


# --- what the head of a plain text states --------------------------------------------------------------

HEADS = [
    ("Title: A Life at Sea\n\nAuthor: Reed, Anna, 1801-1870\n\nI was born.", "Anna Reed", "A Life at Sea"),
    ("An eBook\n\nTitle: Two Lives,\n       Told\nAuthor: Anna Reed\n\nx", "Anna Reed", "Two Lives, Told"),
    ("Title: Letters\n\nAuthor: Anna Reed\n        Ben Moss\n\nx", None, "Letters"),
    ("Title: Tales\nAuthor: Various\n\nx", None, "Tales"),
    ("Title: Tales\nAuthor: Anna Reed and Ben Moss\n\nx", None, "Tales"),
    ("Author: Anna Reed\n\nx", None, None),
    ("Title: Tales\n\n" + "So it went on. " * 80 + "\n\nAuthor: Anna Reed", None, None),
]


@pytest.mark.parametrize(("text", "author", "title"), HEADS)
def test_a_head_states_title_and_author(tmp_path, text, author, title):
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    found = one(path)
    assert (found.author, found.title) == (author, title)
    assert found.raw == text


def test_a_sidecar_wins_over_the_head(tmp_path):
    (tmp_path / "a.txt").write_text("Title: Tales\nAuthor: Anna Reed\n\nx", encoding="utf-8")
    (tmp_path / "a.txt.toml").write_text('author = "Ben Moss"\n', encoding="utf-8")
    assert one(tmp_path / "a.txt").author == "Ben Moss"
