"""What must always hold between a raw text and its cleaned form."""

from hypothesis import given
from hypothesis import strategies as st

from visavis.model.offsets import OffsetMap, Patch


@st.composite
def patched(draw: st.DrawFn) -> OffsetMap:
    raw = draw(st.text(max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(raw)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return OffsetMap(raw, [Patch(a, b, draw(st.text(max_size=3))) for a, b in pairs])


@given(patched())
def test_a_kept_character_finds_its_way_back(m: OffsetMap) -> None:
    touched = {k for p in m.patches for k in range(p.start, p.end)}
    for k, char in enumerate(m.raw):
        if k not in touched:
            at, after = m.to_text(k, k + 1)
            assert m.text[at:after] == char
            assert m.to_source(at, after) == (k, k + 1)


@given(patched(), st.integers(0, 80), st.integers(0, 80))
def test_every_span_of_the_text_stands_inside_the_raw_source(m: OffsetMap, a: int, b: int) -> None:
    start, end = min(a, b, len(m.text)), min(max(a, b), len(m.text))
    low, high = m.to_source(start, end)
    assert 0 <= low <= high <= len(m.raw)


def test_without_patches_nothing_moves() -> None:
    m = OffsetMap("Cicero praised Pompey.")
    assert m.to_source(0, 6) == (0, 6) == m.to_text(0, 6)
