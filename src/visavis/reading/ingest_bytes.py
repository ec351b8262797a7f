"""From bytes to text: what a file is by its first bytes, and which encoding its letters are in."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from visavis.model.errors import BinarySource, UndecodableSource, UnsupportedFormat

ZIP = b"PK\x03\x04"
LATER = "is not read; save it as text, PDF or DOCX and give that"
# first bytes, what they mean, and what to do about it (None: it is no text at all)
MAGIC: tuple[tuple[bytes, str, str | None], ...] = (
    (b"%!PS", "PostScript", LATER),
    (b"\xd0\xcf\x11\xe0", "an old Office file (DOC, XLS)", LATER),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a rar archive", "unpack it first"),
    (b"\x89PNG", "a picture (PNG)", None),
    (b"GIF8", "a picture (GIF)", None),
    (b"\xff\xd8\xff", "a picture (JPEG)", None),
    (b"II*\x00", "a picture (TIFF)", None),
    (b"MM\x00*", "a picture (TIFF)", None),
    (b"RIFF", "sound, video or a picture (RIFF)", None),
    (b"OggS", "sound (Ogg)", None),
    (b"ID3", "sound (MP3)", None),
    (b"\x7fELF", "a program (ELF)", None),
    (b"MZ\x90\x00", "a program (Windows)", None),
    (b"SQLite format 3\x00", "a database (SQLite)", None),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WESTERN = ("cp1252", "mac_roman", "cp437")
ODD = 0.1  # share of odd characters from which a western encoding is given up; real text has next to none
CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\v\f\r\x1b"))
NO_TEXT = "{}: is no text (it holds NUL or control bytes). Give a text file."
NOISE = 0.02  # share of control bytes from which it is no text; a stray one or two are in many
FOREIGN = 0.2  # share of bytes above 127 from which a text is in no western encoding


class Decoded(NamedTuple):
    """A text, and the name of the encoding it was in."""

    text: str
    encoding: str


def refuse_binary(data: bytes, name: str) -> None:
    """
    Raise where the bytes are no text: `UnsupportedFormat` for documents, `BinarySource` for the rest.

    >>> refuse_binary(b"%!PS-Adobe-3.0 ...", "page.ps")
    Traceback (most recent call last):
    visavis.model.errors.UnsupportedFormat: page.ps: is PostScript. ...
    """
    for magic, what, advice in MAGIC:
        if data.startswith(magic):
            if advice is None:
                raise BinarySource(f"{name}: is {what}, no text. Give a text file.")
            raise UnsupportedFormat(f"{name}: is {what}. This format {advice}." if advice is LATER
                                    else f"{name}: is {what}; {advice}.")  # fmt: skip
    if data[257:262] == b"ustar":
        raise UnsupportedFormat(f"{name}: is a tar archive; unpack it first.")
    if _marked(data) or _wide(data):
        return
    if b"\0" in data or len(data) - len(data.translate(None, CONTROLS)) > NOISE * len(data):
        raise BinarySource(NO_TEXT.format(name))


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """
    The text of the bytes, exactly as decoded (no newline is changed), and its encoding.

    In this order: `encoding` where it is given, a byte-order mark, UTF-8, UTF-16 without a mark,
    western encodings (the text must look like words), what charset-normalizer finds. The byte-order mark
    of a UTF-8 file stays in the text, as other programs count it. Raises `UndecodableSource`, and
    `BinarySource` where a byte-order mark stands before what holds NUL.

    >>> decode("Müller met André".encode("cp1252"), "letter.txt")
    Decoded(text='Müller met André', encoding='cp1252')
    """
    if encoding:
        return _as_told(data, name, encoding)
    if marked := _marked(data):
        told = _as_told(data, name, marked)
        if "\0" in told.text:
            raise BinarySource(NO_TEXT.format(name))
        return told
    found = _wide(data) or _utf8(data) or _broken_utf8(data) or _western(data) or _guessed(data)
    if found is None:
        raise UndecodableSource(
            f"{name}: its letters are in no encoding that makes words of them; tried UTF-8, UTF-16, "
            f"{', '.join(WESTERN)} and a guess over all others. Save it as UTF-8, or write "
            f'encoding = "..." into {name}.toml.'
        )
    return found


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _as_told(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except LookupError:
        raise UndecodableSource(
            f"{name}: no encoding is called {encoding!r}. Use a name such as utf-8 or cp1252."
        ) from None
    except UnicodeDecodeError as e:
        raise UndecodableSource(
            f"{name}: should be {encoding}, but byte {e.start} is not. Save it as UTF-8."
        ) from None


def _marked(data: bytes) -> str | None:
    """The encoding that a byte-order mark names."""
    return next((encoding for mark, encoding in BOMS if data.startswith(mark)), None)


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in text of the Latin alphabet every second byte is NUL."""
    head = data[:2000]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(head) > 3 and zeros.count(0) > 0.7 * len(zeros):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                return None
            return None if "\0" in text else Decoded(text, encoding)
    return None


def _broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes; each becomes U+FFFD, and the encoding's name says how many."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    right = sum(c > "\x7f" for c in text) - broken
    if right < 4 * broken:
        return None
    return Decoded(text, f"utf-8, {broken} broken byte{'s' if broken > 1 else ''} replaced")


def _western(data: bytes) -> Decoded | None:
    """The first western encoding in which the letters beyond ASCII stand where such letters stand."""
    above = sum(b > 127 for b in data)
    if above > FOREIGN * len(data):
        return None
    for encoding in WESTERN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if oddity(text) * above <= ODD * above:
            return Decoded(text, encoding)
    return None


_ODD = re.compile(
    r"[a-z\u00df-\u00ff][\u00c0-\u00deŠŽŒŸ]"  # a capital inside a word
    r"|\w[‚„†‡ˆ‰]"  # a sign that only begins words, after one
    r"|\w[‹¡¢£¤¥¦¨©ª«¬®¯±²³´¶¸¹º»¼½¾¿√∞≤≥∂∑∏π∫Ω≈∆◊⁄\u2500-\u259f](?=[a-z])"  # a sign inside one
    r"|[\u0080-\u009f\u2500-\u259fΓΘΦδεφµτσΣ]"  # what prose does not contain
)


def oddity(text: str) -> float:
    """
    Share of the characters beyond ASCII that stand where no such character stands in a text.

    >>> oddity("Müller’s café"), oddity("MŸllerÕs cafŽ") > 0.5
    (0.0, True)
    """
    above = sum(c > "\x7f" for c in text)
    return len(_ODD.findall(text)) / above if above else 0.0


def _guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return Decoded(data.decode(best.encoding), best.encoding) if best else None
