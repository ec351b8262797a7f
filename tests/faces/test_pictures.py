"""The pictures of a dossier: well formed, titled, nothing over anything else, and the same each time."""

import re
from xml.etree import ElementTree as ET

import pytest

from invented import town
from visavis.answer.dossier import Options, ask
from visavis.faces.around import around
from visavis.faces.html import to_html
from visavis.faces.timeline import timeline
from visavis.model.claim import Claim
from visavis.model.dossier import Dossier, Evidence, Person, Phase, Third

TWO = ask("Lindqvist and Tarnow", town(), Options())
ONE = ask("Tarnow", town(), Options())
assert isinstance(TWO, Dossier)
assert isinstance(ONE, Dossier)


def crowd(many: int) -> Dossier:
    """Two with many around them, some of whom have long names."""
    people, claims = [], []
    for n in range(many):
        name = f"{'Wilhelmina ' * (n % 4)}Person Number {n}"
        for at, end in enumerate(("Ada", "Ben") if n % 3 else ("Ada",)):
            c = Claim("a.txt", n * 10 + at, n * 10 + at + 1, "x", name, end, "friend", time=str(1900 + n))
            claims.append(Evidence(c, c.id, 0.5))
        people.append(Third(name, "+", "-", (claims[-1].id,)))
    return Dossier(
        "Ada and Ben", Person("Ada"), Person("Ben"), people=tuple(people), around_claims=tuple(claims)
    )


def dated(*times: str) -> Dossier:
    claims = [
        Evidence(Claim("a.txt", n, n + 1, "x", "Ada", "Ben", "friend", time=t), f"c{n}", 0.5)
        for n, t in enumerate(times)
    ]
    phases = tuple(Phase(e.claim.time, "+", "allied", (e.id,), "") for e in claims)
    return Dossier("Ada and Ben", Person("Ada"), Person("Ben"), phases=phases, claims=tuple(claims))


@pytest.mark.parametrize("picture", [timeline(TWO), around(TWO), around(ONE), around(crowd(30))])
def test_a_picture_is_well_formed_and_says_what_it_shows(picture: str) -> None:
    root = ET.fromstring(picture)
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == ["title", "desc"]
    assert all((child.text or "").strip() for child in list(root)[:2])


def test_no_two_names_around_stand_at_one_place() -> None:
    root = ET.fromstring(around(crowd(40)))
    places = [(t.get("text-anchor"), t.get("x"), t.get("y")) for t in root.iter("text")]
    assert len(places) == len(set(places))
    names = [t for t in root.iter("text") if t.get("class") != "two"]
    assert all(len(t.text or "") <= 50 for t in names)


def test_marks_of_one_time_give_way_to_one_another() -> None:
    root = ET.fromstring(timeline(dated(*["1924"] * 5)))
    circles = [(c.get("cx"), c.get("cy")) for c in root.iter("circle")]
    assert len(circles) == len(set(circles)) == 5


def test_phases_that_overlap_stand_in_rows_of_their_own() -> None:
    root = ET.fromstring(timeline(dated("1920/1930", "1925/1928", "1931")))
    bars = {r.get("y") for r in root.iter("rect")}
    assert len(bars) == 2


def test_a_mark_leads_to_its_claim() -> None:
    page = to_html(TWO)
    linked = set(re.findall(r'<a href="#c(\d+)"><g', page))
    assert linked
    assert all(f'id="c{n}"' in page for n in linked)


def test_nothing_to_draw_gives_no_picture() -> None:
    nobody = Dossier("Ada and Ben", Person("Ada"), Person("Ben"))
    assert (timeline(nobody), around(nobody)) == ("", "")


def test_pages_fetch_nothing_and_hold_no_script() -> None:
    page = to_html(TWO)
    assert not re.search(r"<script|<link|src=|url\(|@import|https?://(?!www\.w3\.org)", page)


def test_pictures_are_the_same_each_time() -> None:
    assert to_html(TWO) == to_html(ask("Lindqvist and Tarnow", town(), Options()))
