"""Zip archives: what is in them, with a guard against those that are made to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from visavis.model.errors import DamagedSource, LockedSource, SourceError, TooLarge
from visavis.reading.ingest_taken import whole

MEMBERS = 100_000  # entries of an archive
ALL = 2**31  # bytes of all entries unpacked; some two thousand books
RATIO = 200  # times that an entry may grow when unpacked; text grows three to ten times
SMALL = 2**20  # bytes up to which an entry may grow as it likes
ENCRYPTED = 0x1


class Member(NamedTuple):
    """One file of an archive: its path in there, and its bytes, or why they are not given."""

    name: str
    data: bytes | None
    why: str = ""


class Archive:
    """
    A zip archive in memory; every reading is bounded.

    Raises `DamagedSource` where the bytes are none, `TooLarge` where it holds too much.
    """

    def __init__(self, data: bytes, name: str, limit: int, what: str = "a zip archive") -> None:
        self.name, self.limit, self.what = name, limit, what
        with whole(name, what):
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            self.entries = {i.filename: i for i in self.zip.infolist() if not i.is_dir()}
        if len(self.entries) > MEMBERS or sum(i.file_size for i in self.entries.values()) > ALL:
            raise TooLarge(
                f"{name}: holds {len(self.entries)} files and more than can be read at once. Unpack it, and "
                "give the folder."
            )

    def read(self, entry: str) -> bytes:
        """The bytes of an entry; raises a `SourceError` where it is missing, locked, too large or broken."""
        info = self.entries.get(entry)
        if info is None:
            raise DamagedSource(
                f"{self.name}: is {self.what}, but lacks its part {entry}. Get the file anew."
            )
        if why := self.refused(info):
            kind = LockedSource if info.flag_bits & ENCRYPTED else TooLarge
            raise kind(f"{self.name}: {why}")
        with whole(self.name, self.what), self.zip.open(info) as stream:
            data = stream.read(self.limit + 1)
        if len(data) > self.limit:
            raise TooLarge(f"{self.name}: {too_large(self.limit)}")
        return data

    def refused(self, info: zipfile.ZipInfo) -> str | None:
        """Why an entry is not unpacked; None where it is."""
        if info.flag_bits & ENCRYPTED:
            return "is locked with a password. Unpack it, and give what was in it."
        if info.file_size > self.limit:
            return too_large(self.limit)
        if info.file_size > SMALL and info.file_size > RATIO * max(1, info.compress_size):
            times = info.file_size // max(1, info.compress_size)
            return (
                f"would grow {times} times when unpacked, as an archive made to do harm does. Unpack it "
                "yourself if you trust it."
            )
        return None


def too_large(limit: int) -> str:
    """The words for what is over the limit."""
    return f"is larger than {limit / 2**20:.0f} MB when unpacked. Cut it into parts."


def members(archive: Archive) -> Iterator[Member]:
    """
    The files of an archive in order of their paths, each with its bytes or the reason why it has none.

    Nothing is written to disk; a path that would lead out of the archive is refused all the same, since
    no honest archive holds one.
    """
    for path in sorted(archive.entries):
        if why := outside(path):
            yield Member(path, None, why)
            continue
        try:
            yield Member(path, archive.read(path))
        except SourceError as e:
            yield Member(path, None, str(e).removeprefix(f"{archive.name}: "))


def outside(path: str) -> str | None:
    r"""
    Why a path of an archive is refused; None where it stays inside.

    >>> outside("letters/one.txt"), outside("../one.txt"), outside("C:\\one.txt") is None
    (None, 'its path leads out of the archive. Unpack it yourself if you trust it.', False)
    """
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if path.startswith(("/", "\\")) or ".." in parts or path[1:2] == ":":
        return "its path leads out of the archive. Unpack it yourself if you trust it."
    return None
