"""Names that only a publisher's notes bear are nobody in a case."""

from visavis.case.memory import remember
from visavis.reading.ingest import load
from visavis.reading.pipeline import read

TEXT = """The Project Gutenberg EBook of The Life of Ada Lindholm, by Ben Moss

This eBook is for the use of anyone anywhere at no cost and with almost no restrictions whatsoever.

*** START OF THIS PROJECT GUTENBERG EBOOK ADA LINDHOLM ***

Ada Lindholm met Carl Brandt in May 1901. Lindholm praised Brandt.

*** END OF THIS PROJECT GUTENBERG EBOOK ADA LINDHOLM ***
"""


def test_who_is_named_in_the_text_stays_and_the_imprint_is_nobody(tmp_path):
    path = tmp_path / "life.txt"
    path.write_text(TEXT, encoding="utf-8")
    memory = remember([*map(read, load(str(path)))])
    names = {p.name for p in memory.persons}
    assert {"Ada Lindholm", "Carl Brandt"} <= names
    assert not [a for p in memory.persons for a in (p.name, *p.aliases) if "EBOOK" in a.upper()]
