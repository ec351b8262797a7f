"""Files of other formats than text: what is taken out, how it is cited, what is said of broken ones."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.made_files import LETTER, PROSE, WHOLE, docx, epub, odt, tei, zipped
from tests.made_pdf import Made, column

from visavis.model import errors
from visavis.model.source import Skipped, Source
from visavis.reading.clean import clean
from visavis.reading.ingest import load_all
from visavis.reading.ingest_mail import parted
from visavis.reading.ingest_open import opened, source
from visavis.reading.pipeline import read


def sources(name: str, data: bytes) -> dict[str, Source]:
    return {one.name: one for one in opened(name, data) if isinstance(one, Source)}


def reasons(name: str, data: bytes) -> dict[str, str]:
    return {one.doc: one.why for one in opened(name, data) if isinstance(one, Skipped)}


# --- all of them ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("suffix", ["", ".txt", ".dat"])
def test_a_file_is_known_by_its_content_whatever_its_name(kind: str, suffix: str) -> None:
    if kind == "md":
        return  # only a name tells Markdown from text
    raw = "".join(source(f"file{suffix}", WHOLE[kind]).raw.split())
    assert "".join(PROSE.split()) in raw or "praisedBrunoWeiss" in raw


@pytest.mark.parametrize("kind", WHOLE)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_broken_file_is_read_or_told_and_nothing_else(kind: str, data: st.DataObject) -> None:
    whole = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(0, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)) | st.just(len(whole)))
    try:
        for one in opened(f"file.{kind}", bytes(whole[:cut])):
            if isinstance(one, Source):
                assert "\0" not in one.raw and all(0 <= p.start <= len(one.raw) for p in one.places)
    except errors.SourceError as e:
        assert str(e).startswith(f"file.{kind}")


@pytest.mark.parametrize("start", [b"\x01K\x00\x00", b"\xff\xfea\x00\x00\x00"])
def test_bytes_that_only_look_wide_are_no_text(start: bytes) -> None:
    """Every second byte is NUL, as in UTF-16, and so are whole letters."""
    with pytest.raises(errors.SourceError, match="is no text"):
        list(opened("file.txt", start + b"a\0" * 20))


@pytest.mark.parametrize(
    "start", [b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf", b"From a@b.c Mon 1998\nTo: x\n", b"<TEI>"]
)
@settings(max_examples=60, deadline=None)
@given(rest=st.binary(max_size=400))
def test_any_bytes_after_a_known_start_are_read_or_told(start: bytes, rest: bytes) -> None:
    with contextlib.suppress(errors.SourceError):
        list(opened("file", start + rest))


def test_what_a_sidecar_states_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(PROSE, title="Draft", author="Anna Reed"))
    (tmp_path / "a.docx.toml").write_text('title = "The speech"\ndate = 1998')
    (found,) = load_all([str(tmp_path / "a.docx")]).sources
    assert (found.title, found.author, found.date) == ("The speech", "Anna Reed", "1998")


def test_the_same_file_gives_the_same_text_at_every_reading() -> None:
    for kind, data in WHOLE.items():
        assert list(opened(f"a.{kind}", data)) == list(opened(f"a.{kind}", data))


# --- PDF -----------------------------------------------------------------------------------------------

FILL = [
    "The clerk came to the office in the morning and took the letters that",
    "lay there on the table, and he carried them to the house of the mayor",
    "who was not at home; and so he went back to the office and waited for",
    "an hour or two until the bell rang and the men came out of the church.",
]


ENDS = ["with the seven letters in his bag he", "past the long bridge and the old mill he", "when the snow lay deep upon the hills he",
        "for the sake of his brother and sister he", "with a lantern and two old black dogs he", "as on the day before that he"]  # fmt: skip


def book(first: int, pages: int) -> bytes:
    """Pages with a running head and a number below; a sentence goes on from each page to the next."""
    made = []
    for n in range(first, first + pages):
        lines = list(column(["went down to the river, and nobody saw him.", *FILL * 5, ENDS[n % 6]], top=530))
        if n == first + 1:
            lines[4] = (50, 474, "out again. Harriet Lowe praised Thomas Ames that day. The clerk")
        made.append([(150, 570, "THE QUARREL OF THE HOUSES"), *lines, (205, 30, str(n))])
    return Made(made).bytes()


def places(one: Source, words: str) -> set[str | None]:
    return {c.place for c in read(one).claims if words in c.quote}


def test_a_claim_out_of_a_pdf_is_cited_by_its_printed_page() -> None:
    one = source("a.pdf", book(31, 4))
    assert [p.label for p in one.places] == ["31", "32", "33", "34"]
    assert places(one, "Harriet Lowe praised Thomas Ames") == {"p. 32"}


def test_without_printed_numbers_pages_are_counted() -> None:
    made = Made([column(FILL * 3)] * 3).bytes()
    assert [p.label for p in source("a.pdf", made).places] == ["1", "2", "3"]


def test_the_labels_of_the_file_name_its_pages() -> None:
    made = Made([column(FILL * 3)] * 4, labels="0 << /S /r >> 2 << /S /D /St 5 >>").bytes()
    assert [p.label for p in source("a.pdf", made).places] == ["i", "ii", "5", "6"]


def test_a_place_begins_where_its_page_does() -> None:
    one = source("a.pdf", Made([column(["Anna came."]), column(["Bruno went."])]).bytes())
    assert [one.raw[p.start :][:5] for p in one.places] == ["Anna ", "Bruno"]


def test_running_heads_and_numbers_do_not_break_the_sentence() -> None:
    text = clean(source("a.pdf", book(31, 5)).raw).text
    assert text.count("QUARREL") == 1, "on the first page, where no number stands before it, it is a title"
    assert text.count("he\nwent down to the river") == 4


def test_paragraphs_are_told_by_indents_gaps_and_short_lines() -> None:
    first, second = [*FILL, "and slept."], [" It rained all day, and nobody saw the sun or any", *FILL[1:]]
    for lines in (
        [*first, *second],
        [*first, "", *(x.strip() for x in second)],
        [*first, *(x.strip() for x in second)],
    ):
        raw = source("a.pdf", Made([column(lines)]).bytes()).raw
        assert raw.count("\n\n") == 1 and "and slept.\n\nIt rained" in raw


def test_two_columns_are_read_one_after_the_other_however_they_are_set() -> None:
    left = ["The clerk came to the office", "in the morning and took all", "letters that lay on the gov-",
            "ernment table, and went out.", "He was seen by many people", "who stood about in the road"]  # fmt: skip
    right = ["and Anna Reed praised Ames", "before the whole council, so", "that he thanked her for it",
             "in the evening of that day.", "Then all of them went home", "and nobody spoke of it again."]  # fmt: skip
    one, two = column(left, 40), column(right, 230)
    across = [line for row in zip(one, two, strict=True) for line in row]
    for page in ([*one, *two], across):
        raw = source("a.pdf", Made([page]).bytes()).raw
        assert raw == "\n".join([*left[:4], *left[4:], *right]), raw


def test_a_word_broken_at_a_line_end_keeps_its_hyphen_in_the_text_taken_out() -> None:
    one = source("a.pdf", Made([column(["He saw the govern-", "ment fall."])]).bytes())
    assert one.raw == "He saw the govern-\nment fall."


BAD_PDF = [
    (Made([[], []]).bytes(), errors.ScannedSource, r"its 2 pages .*ocrmypdf"),
    (Made([column([PROSE])], locked=True).bytes(), errors.LockedSource, "is a PDF locked with a password"),
    (b"%PDF-1.4 text", errors.DamagedSource, "is a PDF, but broken"),
]


@pytest.mark.parametrize(("data", "error", "message"), BAD_PDF)
def test_a_pdf_that_cannot_be_read_says_why(
    data: bytes, error: type[errors.SourceError], message: str
) -> None:
    with pytest.raises(error, match=r"a\.pdf: " + message):
        list(opened("a.pdf", data))


def test_names_that_programs_made_up_are_no_titles() -> None:
    one = source(
        "a.pdf", Made([column([PROSE])], info={"Title": "Microsoft Word - x.doc", "Author": "xerox"}).bytes()
    )
    assert (one.title, one.author, one.date) == (None, None, None)


# --- e-books -------------------------------------------------------------------------------------------


def test_a_book_is_cited_by_its_chapters() -> None:
    one = source(
        "a.epub", epub({"The Peace": "<h1>The Peace</h1><p>It rained.</p>", "The Quarrel": f"<p>{PROSE}</p>"})
    )
    assert (one.title, one.author, one.date, one.kind) == ("Two Houses", "Anna Reed", None, "book")
    assert one.raw == f"The Peace\n\nIt rained.\n\n{PROSE}"
    assert places(one, "praised Thomas Ames") == {"“The Quarrel”"}


def test_a_book_that_keeps_printed_pages_is_cited_by_them() -> None:
    mark = '<span epub:type="pagebreak" id="p{0}" title="{0}"/>'
    one = source("a.epub", epub({"One": f"<p>{mark.format(12)}It rained. And {mark.format(13)}{PROSE}</p>"}))
    assert places(one, "praised Thomas Ames") == {"p. 13"}
    assert one.raw == f"It rained. And {PROSE}"


def test_a_protected_book_is_told() -> None:
    with pytest.raises(errors.LockedSource, match="copy protection"):
        list(opened("a.epub", epub({"One": "<p>x</p>"}, protected=True)))


# --- word processors -----------------------------------------------------------------------------------


def test_a_word_document_gives_paragraphs_and_tables() -> None:
    one = source("a.docx", docx("Anna came.", "Bruno\twent.", title="Two", author="user"))
    assert one.raw == "Anna came.\n\nBruno went.\n\nYear\n\nClerk"
    assert (one.title, one.author) == ("Two", None)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str) -> bytes:
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
                   "word/footnotes.xml": f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p>"
                   "</w:footnote></w:footnotes>"})  # fmt: skip


def test_insertions_are_read_and_deletions_and_hidden_words_are_not() -> None:
    body = (
        "<w:p><w:r><w:t>Anna </w:t></w:r><w:del><w:r><w:delText>hated</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>praised</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> xx</w:t></w:r>"
        "<w:r><w:t> Bruno.</w:t></w:r></w:p>"
    )
    assert source("a.docx", word(body)).raw == "Anna praised Bruno.\n\nA note."


def test_a_word_document_that_marks_its_pages_is_cited_by_them() -> None:
    brk = "<w:r><w:lastRenderedPageBreak/></w:r>"
    one = source(
        "a.docx", word(f"<w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p>{brk}<w:r><w:t>Two.</w:t></w:r></w:p>")
    )
    assert [(p.label, one.raw[p.start :][:3]) for p in one.places] == [("1", "One"), ("2", "Two")]


def test_an_open_document_gives_its_paragraphs() -> None:
    one = source("a.odt", odt("Anna <text:span>met</text:span> Bruno<text:s/>here.", "She left."))
    assert one.raw == "Anna met Bruno here.\n\nShe left."


# --- editions ------------------------------------------------------------------------------------------


def test_an_edition_gives_its_reading_text_with_pages_and_notes() -> None:
    one = source("a.xml", tei(
        "<pb n='7'/><fw>THE PEACE 7</fw><head>A Speech</head><p>Anna <choice><sic>prased</sic><corr>praised</corr></choice>"
        "<note>So the copy.</note> Bruno be<lb break='no'/>\n fore <del>all</del> the <pb n='8'/>council.</p>"))  # fmt: skip
    assert one.raw == "A Speech\n\nAnna praised Bruno before the council.\n\nSo the copy."
    assert [(p.label, one.raw[p.start :][:4]) for p in one.places] == [("7", "A Sp"), ("8", "coun")]


def test_the_header_states_title_author_and_date() -> None:
    header = (
        "<fileDesc><titleStmt><title>Speeches</title><author>Reed, Anna, 1801-1870</author></titleStmt>"
        "<sourceDesc><bibl><date when='1838-03-05'>March</date></bibl></sourceDesc></fileDesc>"
    )
    one = source("a.xml", tei("<p>I came.</p>", header))
    assert (one.title, one.author, one.date, one.kind) == ("Speeches", "Anna Reed", "1838-03-05", None)


def test_a_letter_in_an_edition_is_its_senders_of_its_day() -> None:
    header = (
        "<fileDesc><titleStmt><title>Letters</title><author>A. Editor</author></titleStmt></fileDesc>"
        "<profileDesc><correspDesc><correspAction type='sent'><persName>Anna Reed</persName>"
        "<date when='1838-03-05'/></correspAction>"
        "<correspAction type='received'><persName>Ames, Thomas</persName></correspAction></correspDesc></profileDesc>"
    )
    one = source("a.xml", tei("<p>I came.</p>", header))
    assert (one.author, one.addressee, one.date, one.kind) == (
        "Anna Reed", "Thomas Ames", "1838-03-05", "letter",
    )  # fmt: skip


def test_the_words_of_a_letter_are_its_writers_and_you_is_its_reader() -> None:
    head = b"From: Anna Reed <a@b.c>\nTo: Thomas Ames <t@b.c>\nMessage-ID: <1@b.c>\n\n"
    (claim,) = read(source("a.eml", head + b"You betrayed Bruno Weiss in 1996.\n")).claims
    assert (claim.subject, claim.object, claim.voice) == ("Thomas Ames", "Bruno Weiss", ("Anna Reed",))


def test_speakers_of_an_edition_become_turns() -> None:
    header = "<profileDesc><particDesc><person xml:id='AR'><persName>Anna Reed</persName></person></particDesc></profileDesc>"
    said = "".join(
        f"<sp who='#AR'><p>Did you see {x} there, I ask you?</p></sp><sp><speaker>Mr. Ames.</speaker><p>I saw {x}.</p></sp>"
        for x in ("him", "her", "them")
    )
    one = source("a.xml", tei(said, header))
    assert one.raw.startswith("Anna Reed: Did you see him there, I ask you?\n\nMr. Ames: I saw him.")
    assert [t.speaker for t in read(one, "turns").turns] == ["Anna Reed", "Mr. Ames"] * 3


def test_entities_that_grow_without_bound_do_no_harm() -> None:
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "lol" * 9}">' for i in range(10))
    with pytest.raises(errors.SourceError, match=r"a\.xml: is"):
        list(opened("a.xml", f"<!DOCTYPE TEI [{bomb}]><TEI><text><p>&a9;</p></text></TEI>".encode()))


def test_nothing_is_fetched_for_an_edition(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words")
    entity = f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    try:
        found = source("a.xml", f"{entity}<TEI><text><p>Anna &x; came.</p></text></TEI>".encode()).raw
    except errors.SourceError:
        return
    assert "secret" not in found


# --- letters -------------------------------------------------------------------------------------------


def test_a_letter_and_what_it_quotes_have_each_their_writer() -> None:
    found = sources("a.eml", LETTER)
    assert list(found) == ["a.eml", "a.eml#quoted-1"]
    own, quoted = found.values()
    assert own.raw == "Anna Reed to Thomas Ames, 5 March 1998\n\nI never praised Bruno Weiss."
    assert (own.author, own.date, own.title, own.kind) == ("Anna Reed", "1998-03-05", "The café", "letter")
    assert quoted.raw == "You praised Bruno Weiss\nbefore the council."
    assert (quoted.author, quoted.date) == ("Thomas Ames", "1998-03-04")
    assert quoted.addressee == own.author


def test_a_mailbox_reads_what_one_letter_quotes_of_another_once() -> None:
    first = (
        b"From b@c.d Wed Mar  4 09:00:00 1998\nFrom: Thomas Ames <ames@leeds.org>\nTo: Anna Reed <a@leeds.org>\n"
        b"Date: Wed, 4 Mar 1998 09:00:00 +0000\n\nYou praised Bruno Weiss before the council.\n>From here on.\n\n"
    )
    box = first + b"From a@b.c Thu Mar  5 10:00:00 1998\n" + LETTER.replace(b"\r\n", b"\n")
    found = sources("box", box)
    assert list(found) == ["box#1", "box#2", "box#2#quoted-1"] or list(found) == ["box#1", "box#2"]
    assert found["box#1"].raw.endswith("From here on.")


def test_attachments_are_read_as_files_and_pictures_are_told() -> None:
    import email.message

    m = email.message.EmailMessage()
    m["From"], m["To"], m["Message-ID"] = "Anna Reed <a@b.c>", "Bruno Weiss <b@b.c>", "<2@b.c>"
    m.set_content("See below.")
    m.add_attachment(docx(PROSE), maintype="application", subtype="octet-stream", filename="speech.docx")
    m.add_attachment(b"\xff\xd8\xff\xe0", maintype="image", subtype="jpeg", filename="face.jpg")
    inner = email.message.EmailMessage()
    inner["From"] = "Carla Beck <c@b.c>"
    inner["Subject"] = "Old"
    inner["Message-ID"] = "<3@b.c>"
    inner.set_content("I saw them both.")
    m.add_attachment(inner)
    found = sources("a.eml", m.as_bytes())
    assert list(found) == ["a.eml", "a.eml/speech.docx", "a.eml/enclosed.eml"]
    assert found["a.eml/enclosed.eml"].author == "Carla Beck"
    assert "picture" in reasons("a.eml", m.as_bytes())["a.eml/face.jpg"]


def test_a_message_under_an_old_head_is_its_own_writers() -> None:
    body = b"I refuse.\n\n-----Original Message-----\nFrom: Bruno Weiss\nSent: 4 March 1998 10:00\nTo: Anna\n\nWill you come?\n"
    found = sources("a.eml", b"From: Anna Reed <a@b.c>\nTo: b@b.c\n\n" + body)
    assert [(s.author, s.date, s.raw.split("\n\n")[-1]) for s in found.values()] == [
        ("Anna Reed", None, "I refuse."),
        ("Bruno Weiss", "1998-03-04", "Will you come?"),
    ]


# --- Markdown, RTF -------------------------------------------------------------------------------------


def test_markdown_gives_its_words_without_marks() -> None:
    text = "---\ntitle: Two\nauthor: Reed, Anna\ndate: 1998-03-05\n---\n# Men\n\n- *Anna* met\n- [Bruno](x.html)[^1]\n\n> He left.\n\n|a|b|\n|-|-|\n|c|d|\n"
    one = source("a.md", text.encode())
    assert one.raw == "Men\n\nAnna met\n\nBruno\n\nHe left.\n\na b\n\nc d"
    assert (one.title, one.author, one.date) == ("Two", "Anna Reed", "1998-03-05")


def test_rich_text_gives_its_words() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1251\uc1{\fonttbl{\f0 Times;}}{\info{\title Two}{\author Anna Reed}}{\*\gen x}"
        rb"{\header HEAD}\pard Anna \b met\b0  \'c0\par {\i Bruno}\line and \u269?\emdash x\{y\}.{\pict 0123}}"
    )
    one = source("a.rtf", data)
    assert one.raw == "Anna met А\n\nBruno\nand č—x{y}."
    assert (one.title, one.author) == ("Two", "Anna Reed")


# --- archives ------------------------------------------------------------------------------------------


def test_an_archive_is_walked_like_a_folder() -> None:
    made = zipped({
        "b/two.txt": "Bruno met Carla.", "a.txt": "Anna met Bruno.", "a.txt.toml": 'author = "Carla Beck"',
        "x.json": "{}", "__MACOSX/a.txt": "x", "f.jpg": b"\xff\xd8\xff", "in.zip": zipped({"c.md": "# Carla"}),
        "../up.txt": "x", "/root.txt": "x", "empty.txt": "",
    })  # fmt: skip
    found = sources("box.zip", made)
    assert list(found) == ["box.zip/a.txt", "box.zip/b/two.txt", "box.zip/in.zip/c.md"]
    assert found["box.zip/a.txt"].author == "Carla Beck"
    why = reasons("box.zip", made)
    assert "data" in why["box.zip/x.json"] and "hidden" in why["box.zip/__MACOSX/a.txt"]
    assert "leads out" in why["box.zip/../up.txt"] and "leads out" in why["box.zip//root.txt"]
    assert "picture" in why["box.zip/f.jpg"] and "no text" in why["box.zip/empty.txt"]


def test_an_entry_that_would_grow_without_measure_is_refused() -> None:
    assert "do harm" in reasons("a.zip", zipped({"a.txt": b"a" * 5_000_000}))["a.zip/a.txt"]
    assert "larger than 1 MB" in next(
        one.why
        for one in opened("a.zip", zipped({"a.txt": PROSE * 9999}), limit=2**20)
        if isinstance(one, Skipped)
    )


def test_archives_in_archives_end_somewhere() -> None:
    made = zipped({"a.txt": "Anna met Bruno."}, zipfile.ZIP_STORED)
    for _ in range(9):
        made = zipped({"in.zip": made}, zipfile.ZIP_STORED)
    assert "too many archives" in next(iter(reasons("a.zip", made).values()))


def test_a_locked_entry_is_told() -> None:
    made = bytearray(zipped({"a.txt": "Anna met Bruno."}, zipfile.ZIP_STORED))
    made[6] |= 1
    made[made.find(b"PK\x01\x02") + 8] |= 1
    assert "password" in reasons("a.zip", bytes(made))["a.zip/a.txt"]


def test_an_archive_without_anything_to_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"f.jpg": b"\xff\xd8\xff"}))
    with pytest.raises(errors.SourceError, match=r"nothing in there could be read \(.*picture"):
        load_all([str(tmp_path / "a.zip")])


@pytest.mark.parametrize(
    ("line", "writer"),
    [
        ("On Sun, Sep 15, 2002 at 11:40 AM, Ada Hale <ada@elm.org> wrote:", "Ada Hale"),
        ("On Sun, Sep 15, 2002 at 6:40 PM Ada Hale wrote:", "Ada Hale"),
        ("Ada Hale <ada@elm.org> wrote on 15 September 2002:", "Ada Hale"),
    ],
)
def test_who_wrote_what_a_letter_quotes(line: str, writer: str) -> None:
    own, (quoted,) = parted(f"No.\n\n{line}\n> I refuse.\n")
    assert (own.strip(), quoted.text, quoted.writer) == ("No.", "I refuse.", writer)


def test_a_head_without_a_mark_above_it_parts_a_quoted_letter() -> None:
    own, (quoted,) = parted("No.\n\nFrom: Hale, Ada\nSent: Monday, May 3, 1999 5:00 PM\nTo: Ben\n\nYes.\n")
    assert (own.strip(), quoted.text, quoted.writer, quoted.date) == ("No.", "Yes.", "Ada Hale", "1999-05-03")


def test_a_document_inside_an_archive_does_not_make_it_that_document() -> None:
    letter = b"From: Ada Hale <a@b.c>\nTo: Ben <b@b.c>\nSubject: No\nDate: Thu, 5 Mar 1998 10:00:00 +0000\n\nI refuse.\n"
    for name, inner in (
        ("deep/a.docx", docx("Anna met Bruno at the mill.")),
        ("b.epub", epub({"One": PROSE})),
    ):
        packed = zipped({"a.eml": letter, name: inner}, zipfile.ZIP_STORED)
        assert {"a.eml", name} <= {one.removeprefix("all.zip/") for one in sources("all.zip", packed)}
