"""Who else stands beside a name: what it says of two sources' single names, where many share family names."""

from collections.abc import Mapping

from visavis.case.linking import linked
from visavis.case.linking_context import Context, contexts
from visavis.case.linking_known import known
from visavis.case.linking_relations import Relations
from visavis.case.linking_sets import Sets
from visavis.case.linking_told import Told
from visavis.model.layers import Entity, Mention, Reading
from visavis.model.source import Source

FAMILIES = ("Arden", "Brask", "Corvel", "Dunmoor", "Elgin", "Farrow", "Garth", "Holm", "Ivers", "Jarrow")
GIVEN = ("Ada", "Carl", "Ruth")
Names = list[tuple[str, str]]


def cousins(doc: str) -> Names:
    """A source whose family names have several bearers each."""
    return [(doc, f"{g} {f}") for f in FAMILIES for g in GIVEN]


def told_apart(names: Names, beside: Mapping[tuple[str, str], tuple[str, ...]] | None = None) -> bool:
    """Whether the bearer of `Zorin` in source b is another than `Lev Zorin` in source a."""
    context = {m: Context(beside=s) for m, s in (beside or {}).items()}
    found = linked([(d, Entity(n, "person", (n,)), 4) for d, n in names], context=context)
    at = {m: p.name for p in found.persons for m in p.members}
    return at["b", "Zorin"] != at["a", "Lev Zorin"]


def test_names_around_a_name_are_kept_as_they_sound():
    text = "Ada Brown met Lev Zorin."
    marks = (
        Mention(0, 9, "Ada Brown", "person", "Ada Brown"),
        Mention(14, 23, "Lev Zorin", "person", "Lev Zorin"),
    )
    around = contexts(Reading(Source("d", text), mentions=marks))
    assert around["d", "Ada Brown"].beside == ("zorin",)
    assert around["d", "Lev Zorin"].beside == ("brovn",)


def test_where_cousins_abound_a_single_name_needs_company():
    here = [*cousins("a"), *cousins("b"), ("a", "Lev Zorin"), ("b", "Zorin")]
    mine, others = tuple("klmnopq"), tuple("rstuvwx")
    assert not told_apart([("a", "Lev Zorin"), ("b", "Zorin")])
    assert told_apart(here, {("a", "Lev Zorin"): mine, ("b", "Zorin"): others})
    assert not told_apart(here, {("a", "Lev Zorin"): mine, ("b", "Zorin"): mine})


def test_rare_company_weighs_more_than_common():
    names = [("a", "Ada Brown"), ("b", "Brown"), *(("c", f) for f in FAMILIES)]
    context = {m: Context(beside=("magnus",)) for m in names}
    context["a", "Ada Brown"] = context["b", "Brown"] = Context(beside=("magnus", "keel"))
    some = known([(d, Entity(n, "person", (n,)), 4) for d, n in names], context)
    docs, sets = Relations(some), Sets(some)
    at = {k.member: i for i, k in enumerate(some)}
    weight, who = docs.company(at["b", "Brown"], sets.of(at["a", "Ada Brown"]))
    common, _ = docs.company(at["b", "Brown"], sets.of(at["c", "Holm"]))
    assert who == "keel"
    assert weight > 2 * common > 0


def test_a_name_that_all_women_of_a_family_bear_is_no_given_name():
    names = [("a", "Cornelia Minna"), ("b", "Cornelia"), ("c", "Gaius Cornelius")]
    beside = {m: Context(beside=("keel", "holm")) for m in names[:2]}
    entries = [(d, Entity(n, "person", (n, n.split()[0])), 4) for d, n in names]
    assert len(linked(entries, context=beside).persons) == 3
    assert len(linked(entries[:2], context=beside).persons) == 1


def test_a_name_that_a_source_gives_to_somebody_is_his_elsewhere():
    said = {("a", "Carlo Orsi"): Context(told=(Told("Bruno", 0.9, "Carlo Orsi, known as Bruno"),))}
    names = [("a", "Carlo Orsi"), ("a", "Bruno"), ("b", "Bruno")]
    entries = [(d, Entity(n, "person", (n,)), 9) for d, n in names]
    assert [len(p.members) for p in linked(entries, context=said).persons] == [3]


def test_a_short_form_means_the_bearer_of_the_first_name_of_its_own_source():
    names = [("a", "Robert Zorin"), ("a", "Robbie"), ("a", "Carl Holm")]
    beside = {m: Context(beside=("keel", "holm")) for m in names[:2]}
    entries = [(d, Entity(n, "person", (n,)), 4) for d, n in names]
    assert [p.name for p in linked(entries, context=beside).persons] == ["Carl Holm", "Robert Zorin"]
    other = [*entries, ("a", Entity("Robert Keel", "person", ("Robert Keel",)), 4)]
    apart = linked(other, context=beside)
    assert len(apart.persons) == 4
    assert {s.two for s in apart.suggestions} | {s.one for s in apart.suggestions} >= {("a", "Robbie")}


def test_of_several_bearers_the_one_named_most_by_that_name_counts():
    said = {("a", "Carl Zorin"): Context(told=(Told("Magnus", 0.9, "Carl Zorin, known as Magnus"),))}
    counts = {"Carl Zorin": 2, "Magnus": 90, "Lev Zorin": 3, "Ruth Zorin": 3}
    entries = [("a", Entity(n, "person", (n,)), m) for n, m in counts.items()]
    entries.append(("b", Entity("Zorin", "person", ("Zorin",)), 4))
    assert {len(p.members) for p in linked(entries, context=said).persons} == {1, 2}


def test_somebody_named_often_where_cousins_abound_is_known_by_his_company():
    here = [*cousins("a"), *cousins("b"), ("a", "Zorin"), ("b", "Zorin")]
    context = {
        ("a", "Zorin"): Context(beside=tuple("klmnopq")),
        ("b", "Zorin"): Context(beside=tuple("rstuvwx")),
    }
    for mentions, apart in ((3, False), (9, True)):
        found = linked([(d, Entity(n, "person", (n,)), mentions) for d, n in here], context=context)
        at = {m: p.name for p in found.persons for m in p.members}
        assert (at["a", "Zorin"] != at["b", "Zorin"]) is apart
