"""The answer about an invented town: everything in it is made of claims, and says where it is from."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented import TOWN, town
from visavis.answer.dossier import Options, ask
from visavis.case.memory import remember
from visavis.faces.html import to_html
from visavis.faces.json_face import plain, to_json
from visavis.faces.markdown import to_markdown
from visavis.faces.text import to_text
from visavis.model.claim import MODALITIES, SIGN, cut
from visavis.model.dossier import LABELS, Dossier, Unanswered
from visavis.model.errors import QueryError
from visavis.model.layers import Entity, Reading
from visavis.model.source import Source


def answered(query: str, **options: object) -> Dossier:
    found = ask(query, town(), Options(**options))  # type: ignore[arg-type]
    assert isinstance(found, Dossier)
    return found


def relations(d: Dossier) -> list[str]:
    return sorted(e.claim.relation for e in d.claims if e.direct)


def test_sources_are_joined_and_all_direct_claims_shown():
    d = answered("Lindqvist and Tarnow relationship")
    assert (d.a.name, d.b.name if d.b else None) == ("Oda Lindqvist", "Bror Tarnow")
    assert relations(d) == ["allied", "harms", "opposes", "rivals", "rivals", "supports", "supports"]
    assert {e.claim.doc for e in d.claims} == {"chronicle.txt", "hearing.txt", "confession.txt"}


def test_phases_go_from_alliance_to_break_in_order():
    labels = [p.label for p in answered("Lindqvist and Tarnow").phases]
    assert labels[0] in ("allied", "close")
    assert labels[-1] in ("opposed", "hostile", "broken")


def test_turning_claims_start_the_later_phase():
    d = answered("Lindqvist and Tarnow")
    known = d.by_id()
    assert all(known[i].claim.sign == "-" for i in d.phases[-1].turning)
    assert d.phases[-1].turning


def test_lost_year_is_said_honestly():
    d = answered("Lindqvist and Tarnow")
    assert any("is lost (XXXX-10)" in o.what and "1878/1879" in o.why for o in d.open)
    assert "in October of a year lost in the source" in " ".join(to_text(d).split())


def test_witness_and_text_agree():
    agree = [a for a in answered("Lindqvist and Tarnow").accounts if a.kind == "agree"]
    assert len(agree) == 1
    assert "2 independent voices in 2 sources say: Bror Tarnow supported Oda Lindqvist" in agree[0].why


def test_denial_contradicts_the_text():
    contradict = [a for a in answered("Lindqvist and Tarnow").accounts if a.kind == "contradict"]
    assert any("Emil Keel (under oath) says that Ferrer said" in a.why for a in contradict)


def test_change_is_no_contradiction():
    d = answered("Lindqvist and Tarnow")
    changes = [a for a in d.accounts if a.kind == "change"]
    assert len(changes) == 1
    assert not any(set(changes[0].claims) == set(a.claims) for a in d.accounts if a.kind == "contradict")


def test_tie_through_a_group_that_the_other_leads_stands_apart():
    d = answered("Lindqvist and Tarnow")
    indirect = [e for e in d.claims if not e.direct]
    assert [e.claim.object for e in indirect] == ["the Salt Guild"]
    assert "Bror Tarnow led the Salt Guild" in (indirect[0].through or "")
    assert indirect[0].id not in {i for p in d.phases for i in p.claims}


def test_third_person_with_sign_to_each():
    keel = next(t for t in answered("Lindqvist and Tarnow").people if t.name == "Emil Keel")
    assert (keel.to_a, keel.to_b) == ("+", "-")


def test_without_duress_leaves_the_text_and_the_oath():
    d = answered("Lindqvist and Tarnow", without=("duress",))
    assert "confession.txt" not in {e.claim.doc for e in d.claims}
    assert any("--without duress" in o.why for o in d.open)


def test_without_hearsay():
    assert "denied" not in {
        e.claim.modality for e in answered("Tarnow, Lindqvist", without=("hearsay",)).claims
    }


def test_without_a_name():
    d = answered("Tarnow, Lindqvist", without=("Keel",))
    assert "hearing.txt" not in {e.claim.doc for e in d.claims}


def test_without_nonsense_is_refused():
    with pytest.raises(QueryError, match="no such circumstance"):
        answered("Tarnow, Lindqvist", without=("moonlight",))


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ({"until": "1873"}, ["allied", "supports", "supports"]),
        ({"at": "1871"}, ["allied"]),
        ({"since": "1878"}, ["harms", "opposes", "rivals", "rivals"]),
    ],
)
def test_window_of_time(window, expected):
    assert relations(answered("Lindqvist and Tarnow", **window)) == expected


def test_window_that_is_no_date_is_refused():
    with pytest.raises(QueryError, match="--at"):
        answered("Lindqvist and Tarnow", at="last spring")


def test_low_confidence_is_held_back_and_said():
    d = answered("Lindqvist and Tarnow", min_confidence=0.9)
    assert not d.found
    assert any("held back" in o.what for o in d.open)


def test_nothing_found_tells_the_way_over_others():
    d = ask("Ferrer and Keel", town())
    assert isinstance(d, Dossier)
    assert not d.found
    assert "Nothing was found" in to_text(d)
    assert "hearing.txt" in to_text(d)


def test_one_name_shows_everybody_who_mattered():
    d = answered("Tarnow")
    assert d.b is None
    assert [t.name for t in d.people] == ["Oda Lindqvist", "Emil Keel"]
    assert d.summary


def test_group_can_be_asked():
    d = answered("Lindqvist and the Salt Guild")
    assert relations(d) == ["opposes"]


def test_made_with_states_version_sources_and_options():
    made = answered("Lindqvist and Tarnow", min_confidence=0.3).made_with
    assert [s["name"] for s in made["sources"]] == ["chronicle.txt", "hearing.txt", "confession.txt"]
    assert all(len(s["sha256"]) == 64 for s in made["sources"])
    assert made["options"]["min_confidence"] == 0.3


def test_same_input_same_output():
    assert to_json(ask("Lindqvist & Tarnow", town())) == to_json(ask("Lindqvist & Tarnow", remember(TOWN)))


PHASE = {"edtf", "sign", "label", "claims", "why"}
CLAIM = {
    "doc", "id", "start", "end", "quote", "subject", "object", "relation", "sign", "modality", "voice",
    "time", "bounds", "time_basis", "rule", "confidence", "subject_span", "object_span", "weight", "direct",
}  # fmt: skip


def check_schema(d: dict) -> None:
    assert {
        "query",
        "a",
        "b",
        "summary",
        "phases",
        "claims",
        "accounts",
        "around",
        "open",
        "made_with",
    } <= set(d)
    ids = {c["id"] for c in (*d["claims"], *d["around"]["claims"], *d["nearby"])}
    around = [x for k in ("people", "groups", "offices") for x in d["around"][k]]
    for part in (*d["summary"], *d["phases"], *d["accounts"], *around):
        assert part["claims"]
        assert set(part["claims"]) <= ids
    for phase in d["phases"]:
        assert set(phase) >= PHASE
        assert phase["label"] in LABELS
        assert phase["sign"] in "+-0"
    for c in d["claims"]:
        assert set(c) >= CLAIM
        assert c["sign"] == SIGN[c["relation"]]
    weights = [c["weight"] for c in d["claims"] if c["direct"]]
    assert weights[:1] == sorted(weights, reverse=True)[:1]
    assert [c["direct"] for c in d["claims"]] == sorted((c["direct"] for c in d["claims"]), reverse=True)
    for o in d["open"]:
        assert set(o) == {"what", "why", "span"}


@pytest.mark.parametrize(
    "query", ["Lindqvist and Tarnow", "Keel", "Ferrer and Keel", "the Salt Guild vs Tarnow"]
)
def test_json_keeps_its_promise(query):
    check_schema(json.loads(to_json(ask(query, town()))))


def test_json_of_an_unknown_name():
    found = plain(ask("Zzyzx and Tarnow", town()))
    assert found["unknown"] == [{"asked": "Zzyzx", "candidates": []}]
    assert found["searched"] == ["chronicle.txt", "hearing.txt", "confession.txt"]


@pytest.mark.parametrize("render", [to_text, to_markdown])
def test_text_and_markdown_show_quote_sayer_and_place(render):
    page = " ".join(render(ask("Lindqvist and Tarnow", town())).replace("\\", "").split())
    assert "Tarnow drove Lindqvist out of the bank" in page
    assert "Bror Tarnow (in custody) says" in page
    assert "confession.txt:50–77" in page


def test_plain_text_has_no_colour_and_fits():
    page = to_text(ask("Lindqvist and Tarnow", town()))
    assert "\x1b" not in page
    assert max(map(len, page.splitlines())) <= 100


def well_formed(page: str) -> bool:
    """Whether every element of a page that we write is closed in order."""
    open_tags: list[str] = []
    for closing, tag, alone in re.findall(r"<(/?)([a-z][a-z0-9]*)[^<>]*?(/?)>", page):
        if tag == "meta" or alone:
            continue
        if not closing:
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag:
            return False
    return not open_tags


def test_html_escapes_sources_and_links_every_mark():
    raw = "Ada <b>& Ben</b> met Cora."
    met = cut("<d>.txt", raw, (0, 25), subject="Ada <b>", object="Ben", relation="meets", time="1820")
    entities = (Entity("Ada <b>", "person"), Entity("Ben", "person"))
    memory = remember([Reading(Source("<d>.txt", raw), entities=entities, claims=(met,))])
    page = to_html(ask("Ada and Ben", memory))
    assert well_formed(page)
    assert "Ada <b>" not in page
    assert set(re.findall(r'href="#(\w+)"', page)) <= set(re.findall(r'id="(\w+)"', page))
    assert "<svg" in page


NAMES = ["Ada", "Ben", "Cora", "Dan"]
RAW = "Ada and Ben met Cora and Dan near the mill, and they spoke of it for years afterwards. " * 3


@st.composite
def claims(draw):
    start = draw(st.integers(0, len(RAW) - 20))
    one, two = draw(st.sampled_from([(a, b) for a in NAMES for b in NAMES if a != b]))
    year = draw(
        st.one_of(st.none(), st.integers(1800, 1830).map(str), st.just("XXXX-10"), st.just("../1810"))
    )
    bounds = draw(st.sampled_from([None, "1801/1804", "1810/.."]))
    return cut(
        "d.txt", RAW, (start, start + draw(st.integers(1, 20))), subject=one, object=two,
        relation=draw(st.sampled_from(sorted(SIGN))), modality=draw(st.sampled_from(MODALITIES)),
        voice=draw(st.sampled_from([("narrator",), ("Ada",), ("Cora", "Dan")])), time=year, bounds=bounds,
        confidence=draw(st.floats(0, 1)),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), max_size=25))
def test_whatever_the_claims_the_answer_cites_quotes_that_stand_in_the_source(found):
    entities = tuple(Entity(n, "person", (n,)) for n in NAMES)
    memory = remember([Reading(Source("d.txt", RAW), entities=entities, claims=tuple(found))])
    answer = ask("Ada and Ben", memory)
    check_schema(plain(answer))
    assert isinstance(answer, Dossier)
    for e in answer.by_id().values():
        assert RAW[e.claim.start : e.claim.end] == e.claim.quote
        assert 0 <= e.weight <= 1
    to_text(answer)
    to_markdown(answer)
    assert well_formed(to_html(answer))


def test_ambiguous_name_lists_candidates():
    raw = "Ruth Hale met Carl Hale."
    entities = (Entity("Ruth Hale", "person", (), "f"), Entity("Carl Hale", "person", (), "m"))
    found = ask("Hale", remember([Reading(Source("d.txt", raw), entities=entities)]))
    assert isinstance(found, Unanswered)
    assert found.kind == "ambiguous"
    assert found.names[0].candidates == ("Carl Hale", "Ruth Hale")
