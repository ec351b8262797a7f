"""A reader's own weights: only what is changed, checked like the package's own, and told in the answer."""

from pathlib import Path

import pytest

from invented import town
from visavis.answer.dossier import Options, ask
from visavis.model.dossier import Dossier
from visavis.model.errors import LexiconError
from visavis.model.weights import using, weights


def written(folder: Path, text: str) -> str:
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_only_the_rows_given_change_and_only_inside(tmp_path):
    usual = weights()
    with using(written(tmp_path, "[circumstance]\nduress = 0.01\n[voice]\nhop = 0.1\n")) as told:
        assert weights().circumstance == {**usual.circumstance, "duress": 0.01}
        assert weights().voice["hop"] == 0.1
        assert weights().value == usual.value
        assert told is not None
        assert told.startswith("own.toml, sha256 ")
    assert weights() == usual


def test_an_answer_is_weighed_with_them(tmp_path):
    own = Options(weights=written(tmp_path, "[relation]\nharms = { tells = 0.01 }\n"))
    usual, other = ask("Lindqvist and Tarnow", town()), ask("Lindqvist and Tarnow", town(), own)
    assert isinstance(usual, Dossier)
    assert isinstance(other, Dossier)
    deeds = [[e.weight for e in d.claims if e.claim.relation == "harms" and e.direct] for d in (usual, other)]
    assert deeds[1][0] == pytest.approx(deeds[0][0] / 100)
    assert other.made_with["options"]["weights"].startswith("own.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[relation]\nloves = { value = 1 }", "there is no relation.loves"),
        ("[voices]\nhop = 1", "there is no voices"),
        ("[voice]\nhop = 'much'", "voice.hop must be a number"),
        ("relation = 3", "relation must be a table"),
        ("[relation]\nharms = { value = 0.9 }", "contradicts its sign"),
        ("[relation", "no TOML"),
    ],
)
def test_a_wrong_table_says_what_is_wrong(tmp_path, text, message):
    with pytest.raises(LexiconError, match=message), using(written(tmp_path, text)):
        pass


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(LexiconError, match="cannot be read"), using(str(tmp_path / "none.toml")):
        pass
