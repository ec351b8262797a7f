"""What `visavis network` writes can be read back, with all claims."""

import csv
import json
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented import town
from visavis.answer.dossier import Options
from visavis.answer.signed import network
from visavis.case.memory import AtHand
from visavis.faces.exports import csv_edges, csv_nodes, graphml, network_json
from visavis.faces.gexf import SPACE, gexf
from visavis.faces.politic import exported, format_of
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence, Person

TOWN = network(town(), Options())
IDS = {i for t in TOWN.ties for i in t.claims}
SPELL = f"{{{SPACE}}}spell"


def of(*claims: Claim, names: tuple[str, ...] = ("Ada", "Ben")):
    evidence = tuple(Evidence(c, c.id) for c in claims)
    return network(AtHand((), tuple(Person(n) for n in names), evidence), Options())


def test_gexf_is_read_by_networkx_with_all_ties_and_claims() -> None:
    graph = nx.read_gexf(BytesIO(gexf(TOWN).encode()))
    assert set(graph) == {a.name for a in TOWN.actors}
    assert graph.number_of_edges() == len(TOWN.ties)
    edges = [data for *_, data in graph.edges(data=True)]
    assert {i for data in edges for i in data["claims"].split()} == IDS
    assert all(data["weight"] > 0 and data["sign"] in ("+", "-", "0") for data in edges)
    assert all(data["quotes"] for data in edges)


def test_gexf_keeps_to_its_schema() -> None:
    root = ET.fromstring(gexf(TOWN))
    graph = root.find(f"{{{SPACE}}}graph")
    assert graph is not None
    assert (root.tag, root.get("version")) == (f"{{{SPACE}}}gexf", "1.2")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    nodes = {n.get("id") for n in root.iter(f"{{{SPACE}}}node")}
    ids = [e.get("id") for e in root.iter(f"{{{SPACE}}}edge")]
    assert len(ids) == len(set(ids))
    declared = {a.get("id") for a in root.iter(f"{{{SPACE}}}attribute")}
    assert {v.get("for") for v in root.iter(f"{{{SPACE}}}attvalue")} <= declared
    for edge in root.iter(f"{{{SPACE}}}edge"):
        assert {edge.get("source"), edge.get("target")} <= nodes
        assert [child.tag.split("}")[1] for child in edge] in (["attvalues"], ["attvalues", "spells"])
    starts = [s.get("start") for s in root.iter(SPELL)]
    assert "1871-01-01" in starts


def test_gexf_of_old_times_counts_decimal_years() -> None:
    found = of(Claim("d", 0, 1, "x", "Ada", "Ben", "allied", time="-0054/.."))
    root = ET.fromstring(gexf(found))
    graph = root.find(f"{{{SPACE}}}graph")
    assert graph is not None
    assert graph.get("timeformat") == "double"
    assert [dict(s.attrib) for s in root.iter(SPELL)] == [{"start": "-54.000"}]


def test_an_undated_tie_has_no_spells() -> None:
    found = of(Claim("d", 0, 1, "x", "Ada", "Ben", "allied"))
    assert not list(ET.fromstring(gexf(found)).iter(SPELL))


def test_graphml_is_read_back_the_same() -> None:
    graph = nx.read_graphml(BytesIO(graphml(TOWN).encode()), force_multigraph=True)
    assert set(graph) == {a.name for a in TOWN.actors}
    signs = sorted(data["sign"] for *_, data in graph.edges(data=True))
    assert signs == sorted(t.sign for t in TOWN.ties)
    assert {i for *_, data in graph.edges(data=True) for i in data["claims"].split()} == IDS


def test_csv_tables_fit_together() -> None:
    nodes = {row["Id"] for row in csv.DictReader(StringIO(csv_nodes(TOWN)))}
    rows = list(csv.DictReader(StringIO(csv_edges(TOWN))))
    assert {row["Source"] for row in rows} | {row["Target"] for row in rows} <= nodes
    assert {i for row in rows for i in row["claims"].split()} == IDS
    assert all(float(row["Weight"]) > 0 for row in rows)


def test_json_carries_every_claim_that_it_cites() -> None:
    found = json.loads(network_json(TOWN))
    known = {c["id"] for c in found["claims"]}
    parts = [*found["edges"], *found["brokers"], *found["turns"]]
    assert {i for part in parts for i in part["claims"]} <= known
    assert {e["sign"] for e in found["edges"]} <= {"+", "-", "0"}


ODD = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=12)


@given(ODD, ODD)
@settings(max_examples=60)
def test_any_name_and_quote_survive_every_export(name: str, quote: str) -> None:
    other, named = f"B{name}", f"A{name}"
    found = of(Claim("d", 0, len(quote), quote, named, other, "allied"), names=(named, other))
    for form in ("gexf", "graphml", "svg", "html"):
        exported(found, form, 5)
    assert nx.read_gexf(BytesIO(gexf(found).encode("utf-8"))).number_of_edges() == len(found.ties)
    graph = nx.read_graphml(BytesIO(graphml(found).encode("utf-8")))
    assert graph.number_of_edges() == len(found.ties)
    assert len(list(csv.reader(StringIO(csv_edges(found))))) == 1 + len(found.ties)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_summary_names_both_and_quotes(form: str) -> None:
    page = exported(TOWN, form, 15)
    for words in ("Oda Lindqvist", "Bror Tarnow", "founded the harbour bank together"):
        assert words in page


def test_the_picture_is_well_formed_and_says_what_it_shows() -> None:
    root = ET.fromstring(exported(TOWN, "svg", 15))
    texts = ["".join(t.itertext()) for t in root.iter("{http://www.w3.org/2000/svg}title")]
    assert texts[0] == "The signed network of the 4 weightiest"
    assert exported(TOWN, "svg", 15) == exported(TOWN, "svg", 15)


@pytest.mark.parametrize(
    ("form", "output", "wanted"),
    [
        (None, None, "text"),
        (None, "a.gexf", "gexf"),
        (None, "a.GRAPHML", "graphml"),
        (None, "a.html", "html"),
        (None, "a.unknown", "text"),
        ("csv", "a.txt", "csv"),
    ],
)
def test_the_suffix_says_the_format_where_none_is_named(
    form: str | None, output: str | None, wanted: str
) -> None:
    assert format_of(form, output) == wanted


def test_the_title_names_the_window() -> None:
    found = network(town(), Options(since="1873", until="1878-05"))
    assert exported(found, "text", 5).startswith("The signed network from 1873 to May 1878\n")
