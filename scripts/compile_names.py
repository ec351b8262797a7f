"""
Compile first names with their gender, and family names, into `firstnames.txt` and `familynames.txt`
under `src/visavis/model/data/`.

Run with the MIT-licensed package `Faker` installed (it is not a dependency of the product):

    python scripts/compile_names.py

Names in other scripts are romanised by anyascii. A name that both genders bear is written under `mf`.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from anyascii import anyascii

OUT = Path(__file__).resolve().parents[1] / "src/visavis/model/data/firstnames.txt"
FAMILIES = OUT.with_name("familynames.txt")
SKIPPED = {"zh_CN", "zh_TW", "ja_JP", "ko_KR", "th_TH", "en_TH", "vi_VN"}  # romanised without vowels or order
SOURCE = "compiled by scripts/compile_names.py from Faker (MIT, © 2012 Daniele Faraglia)\n"


def given(provider: type, gender: str) -> set[str]:
    """One-word names of a locale's provider for `male` or `female`."""
    names: set[str] = set()
    for attribute in dir(provider):
        if attribute.startswith("first_names") and attribute.endswith(f"_{gender}"):
            names |= set(getattr(provider, attribute))
    romanised = (anyascii(n.strip()).title() for n in names)
    return {n for n in romanised if re.fullmatch(r"[A-Z][a-z]{2,}", n)}


def family(provider: type) -> set[str]:
    """One-word family names of a locale's provider."""
    names: set[str] = set()
    for attribute in dir(provider):
        if attribute.startswith("last_names"):
            names |= set(getattr(provider, attribute))
    romanised = (anyascii(n.strip()).title() for n in names)
    return {n for n in romanised if re.fullmatch(r"[A-Z][a-z]{3,}", n)}


def main() -> None:
    import faker.providers.person as persons

    families: set[str] = set()
    male: set[str] = set()
    female: set[str] = set()
    for module in iter_modules(persons.__path__):
        if module.name not in SKIPPED:
            provider = import_module(f"faker.providers.person.{module.name}").Provider
            male |= given(provider, "male")
            female |= given(provider, "female")
            families |= family(provider)
    FAMILIES.write_text(f"# Family names, {SOURCE}" + " ".join(sorted(families)) + "\n")
    lists = {"m": male - female, "f": female - male, "mf": male & female}
    OUT.write_text(
        f"# First names by gender, {SOURCE}"
        + "".join(f"{k} {' '.join(sorted(v))}\n" for k, v in lists.items()),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
