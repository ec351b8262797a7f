"""No dependency under a licence that would bind those who use Visavis."""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BINDING = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public|Non-?Commercial|NC-)", re.IGNORECASE)
LESSER = re.compile(r"\bL(?:esser )?GPL\w*|GNU (?:Lesser|Library)[\w ]*", re.IGNORECASE)
CHOSEN = {"tld": "MPL-1.1"}  # offered under several licences: the one taken


def locked(name: str) -> list[str]:
    """The packages that a lock file pins."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return sorted(re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE))


def licences(package: str) -> list[str]:
    """Everything a package says about its licence in short; a whole licence text is cut to its title."""
    about = metadata(package)
    stated = [about.get("License-Expression") or "", *(about.get("License") or "").strip().split("\n")[:1]]
    stated += [c for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    return [s for s in stated if s.strip()]


@pytest.mark.parametrize("package", locked("requirements.lock"))
def test_a_dependency_binds_nobody(package: str) -> None:
    try:
        stated = licences(package)
    except PackageNotFoundError:
        pytest.skip(f"{package} is not for this platform")
    assert stated, f"{package} states no licence"
    if package not in CHOSEN:
        assert not [s for s in stated if BINDING.search(LESSER.sub("", s))], stated


@pytest.mark.parametrize("package", sorted(CHOSEN))
def test_a_licence_chosen_among_several_is_offered(package: str) -> None:
    name = CHOSEN[package].split("-")[0]
    assert package in locked("requirements.lock")
    assert any(name in s or "Mozilla" in s for s in licences(package))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_pins_everything_by_hash_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--index-url|--find-links|@ ", text)
    for entry in re.split(r"\n(?=\S)", text):
        if "==" in entry.split("\n")[0]:
            assert "--hash=sha256:" in entry, entry.split("\n")[0]
