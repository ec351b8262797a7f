"""
Build the word lists of `visavis.model.words` from the data of three packages.

    python scripts/build_words.py SYMSPELLPY_DIR WORDSEGMENT_DIR SCOWL_DIR OUT_DIR

SYMSPELLPY_DIR and WORDSEGMENT_DIR are the unpacked wheels' package folders (symspellpy 6.10, MIT;
wordsegment 1.3, Apache-2.0), SCOWL_DIR is `/usr/share/dict/scowl` of the Debian package `scowl`
(permissive, SCOWL 2020.12.07). The result is the same whenever the inputs are.
"""

from __future__ import annotations

import math
import sys
import zlib
from array import array
from collections import Counter
from itertools import pairwise, product
from pathlib import Path

STEP = 0.08664  # a weight's step, eight to each factor of two
PAIRS = 2.31e13  # pairs counted in the source, whose numbers are given times 64
WEB_WORDS = 1.025e12  # words counted in the source of the frequencies
NAMES_FROM_WEB = 45_000  # further down the list web rubbish outweighs surnames
GLUE = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "a",
        "in",
        "for",
        "is",
        "on",
        "that",
        "by",
        "with",
        "at",
        "as",
        "it",
        "was",
        "from",
        "or",
        "his",
        "he",
        "an",
        "be",
        "not",
        "which",
        "who",
        "were",
        "had",
        "their",
        "her",
        "has",
        "but",
        "they",
        "you",
        "we",
        "she",
        "when",
        "where",
        "this",
        "are",
    ]
)


def counts(path: Path) -> dict[str, int]:
    pairs = (line.split() for line in path.read_text("utf-8-sig").splitlines())
    return {p[0]: int(p[-1]) for p in pairs if len(p) == 2}


def scowl(folder: Path, kinds: tuple[str, ...], limit: int) -> set[str]:
    out: set[str] = set()
    for path in sorted(folder.iterdir()):
        name, size = path.name.rsplit(".", 1)
        if name.split("-", 1)[-1] in kinds and int(size) <= limit:
            out |= set(path.read_text("latin-1").split())
    return {w for w in out if w.isalpha()}


def is_glued(word: str, common: dict[str, int]) -> bool:
    """Whether a word of the web is two words run together, such as `ofthe`."""
    for i in range(1, len(word)):
        left, right = word[:i], word[i:]
        if (left in GLUE and common.get(right, 10**6) < 20_000 and len(right) > 1) or (
            right in GLUE and common.get(left, 10**6) < 20_000 and len(left) > 1
        ):
            return True
    return False


def weights(numbers: list[int]) -> bytes:
    """One byte a word, eight steps for each halving of its share of the web's words, and a line's end."""
    steps = (round(8 * math.log2(WEB_WORDS / max(n, 1000))) for n in numbers)
    return bytes(max(11, min(255, s)) for s in steps) + b"\n"


def pairs(path: Path, index: dict[str, int]) -> bytes:
    """Word pairs as sorted 32-bit keys (first << 16 | second), as differences, then their weights."""
    rows = []
    for line in path.read_text("utf-8-sig").splitlines():
        a, b, n = line.split()
        if index.get(a, 1 << 16) < 1 << 16 and index.get(b, 1 << 16) < 1 << 16:
            rows.append((index[a] << 16 | index[b], round(8 * math.log2(PAIRS / int(n)))))
    rows.sort()
    keys = [k for k, _ in rows]
    steps = array("I", [keys[0], *(b - a for a, b in pairwise(keys))])
    planes = b"".join(steps.tobytes()[i::4] for i in range(4))  # bytes of one place together pack better
    return len(keys).to_bytes(4, "little") + planes + bytes(w for _, w in rows)


def shapes(names: list[str]) -> bytes:
    """Cost of each letter after two others in a name, one byte a triple; "`" stands for the name's border."""
    triples, doubles, ends = Counter[str](), Counter[str](), Counter[str]()
    for name in names:
        framed = "``" + name + "`"
        for i in range(2, len(framed)):
            triples[framed[i - 2 : i + 1]] += 1
            doubles[framed[i - 2 : i]] += 1
            ends[framed[i]] += 1
    letters = "`abcdefghijklmnopqrstuvwxyz"
    total = sum(ends.values())
    out = bytearray()
    for a, b, c in product(letters, repeat=3):
        share = (triples[a + b + c] + 8 * ends[c] / total) / (doubles[a + b] + 8)
        out.append(max(0, min(255, round(-math.log(share) / STEP))))
    return bytes(out)


def main(symspell: Path, segment: Path, scowl_dir: Path, out: Path) -> None:
    count = counts(symspell / "frequency_dictionary_en_82_765.txt")
    web = counts(segment / "unigrams.txt")
    proper = scowl(scowl_dir, ("upper", "proper-names"), 95)
    plain = scowl(scowl_dir, ("words",), 70)
    lower = {w for w in set(count) | plain if w.isascii() and w.isalpha() and w == w.lower()}
    lower -= {w.lower() for w in proper} - plain
    lower = {w for w in lower if len(w) > 1 or w in {"a", "i", "o"}} | {"i"}
    order = sorted(lower, key=lambda w: (-web.get(w, count.get(w, 0)), w))
    index = {w: i for i, w in enumerate(order)}
    names = {w.lower() for w in proper if w.isascii() and len(w) > 2} | set(count)
    names -= set(order)
    rest = (w for w in sorted(web, key=lambda w: (-web[w], w)) if w not in index and w not in names)
    fresh = [w for w in rest if len(w) > 3 and not is_glued(w, index)][:NAMES_FROM_WEB]
    every = sorted((n for n in names | set(fresh) if n.isalpha()), key=lambda w: (-web.get(w, 0), w))
    out.mkdir(parents=True, exist_ok=True)
    for name, data in (
        ("words", weights([web.get(w, count.get(w, 0)) for w in order]) + "\n".join(order).encode()),
        ("names", "\n".join(every).encode()),
        ("shapes", shapes(every)),
        ("pairs", pairs(symspell / "frequency_bigramdictionary_en_243_342.txt", index)),
    ):
        packed = zlib.compress(data, 9)
        (out / f"{name}.zlib").write_bytes(packed)
        print(f"{name}: {len(data):,} bytes, packed {len(packed):,}")
    print(len(order), "words,", len(every), "names")


if __name__ == "__main__":
    main(*(Path(a) for a in sys.argv[1:5]))
