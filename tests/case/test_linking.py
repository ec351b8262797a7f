"""Who is who across sources: joined only where one explanation remains."""

import random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.case.linking import APPLIED, link, linked
from visavis.case.linking_context import Context
from visavis.case.linking_judged import check
from visavis.model.errors import JudgementError
from visavis.model.judgement import Judgement
from visavis.model.layers import Entity


def joined(*entities: tuple[str, str] | tuple[str, str, str]) -> list[set[str]]:
    """Sets of `doc:name` that were joined, those of more than one member."""
    people = link((doc, Entity(name, *(rest or ["person"])), 1) for doc, name, *rest in entities)
    return [{f"{d}:{n}" for d, n in p.members} for p in people if len(p.members) > 1]


TOGETHER = [
    [("a", "Ada Brown"), ("b", "Ada Brown")],
    [("a", "Ada Brown"), ("b", "Brown")],
    [("a", "Nikolai Ivanovich Zorin"), ("b", "N. I. Zorin")],
    [("a", "Nikolai Zorin"), ("b", "Comrade Zorin")],
    [("a", "Jean-Luc Morel"), ("b", "Jean Luc Morel")],
    [("a", "Zhukovsky"), ("b", "Жуковский")],
    [("a", "Sofia Zhukova"), ("b", "Sofia Joukova")],
    [("a", "the Salt Guild", "group"), ("b", "Salt Guild", "group")],
    [("a", "Pope Urban VIII"), ("b", "Urban VIII")],
    [("a", "Brown"), ("b", "Brown")],
    [("a", "Ada Brown"), ("b", "Brown"), ("c", "Meeting Brown")],
    [("a", "ADA BROWN"), ("b", "Ada Brown")],
    [("a", "BROWN Brown"), ("b", "Ada Brown")],
    [("a", "Ada Brown"), ("b", "Ada Brown Holm")],
    [("a", "Ada Brown"), ("b", "Brown"), ("b", "Brown's head")],
    [("a", "Josef Zorin"), ("b", "Joseph Zorin")],
    [("a", "Wm. Holm"), ("b", "William Holm")],
    [("a", "Lev Zorin"), ("b", "Comrades Zorin")],
    [("a", "Ada Lovell Brown"), ("b", "Lovell Brown"), ("c", "Ada Brown")],
    [("a", "Ada Holmstedt"), ("b", "Ada Holmsted")],
    [("a", "Meeting Zorin"), ("b", "Zorin")],
    [("a", "Zorin, Lev"), ("b", "Lev Zorin")],
    [("a", "Lev Borisovich"), ("a", "L. B. Zorin")],
    [("a", "United Salt Workers", "group"), ("b", "USW", "group")],
    [("a", "Salt Labour Party", "group"), ("b", "Salt Labor Party", "group")],
    [("a", "Morovists", "group"), ("b", "Morovist", "group")],
    [("a", "people of Morovia", "group"), ("b", "Morovian people", "group")],
    [("a", "the so-called Salt Guild", "group"), ("b", "Salt Guild", "group")],
    [("a", "Zorinist-Revolutionaries", "group"), ("b", "Zorinist-Revolutionists", "group")],
    [("a", "Third Congress", "group"), ("b", "Third Salt Congress", "group")],
    [("a", "Gaius Terentius"), ("b", "Gaius Terence")],
    [("a", "Gaius Myrtho"), ("b", "Gaius Murtho")],
    [("a", "C. IVLIVS HOLM"), ("b", "Gaius Julius Holm")],
    [("a", "Poland Zorin"), ("b", "Zorin")],
    [("a", "C. Holm Stark"), ("b", "Gaius Holm Stark")],
    [("a", "Josef Zorin"), ("b", "Joseph Zorin Holm")],
    [("a", "Nicolai Zorin"), ("b", "Nikolai Zorin")],
    [("a", "Ada Orloff"), ("b", "Ada Orlov")],
    [("a", "Paul d'Orval"), ("b", "Orval")],
    [("a", "Lord Ashbury"), ("b", "the Marquis of Ashbury")],
    [("a", "Ashbury"), ("a", "V. Ashbury")],
]
APART = [
    [("a", "Mr. Paine"), ("b", "Mrs. Paine")],
    [("a", "Ada Brown"), ("b", "Carl Brown")],
    [("a", "Ada Brown"), ("b", "Carl Brown"), ("c", "Brown")],
    [("a", "Ada Brown"), ("a", "Brown"), ("b", "Carl Stone")],
    [("a", "Urban VII"), ("b", "Urban VIII")],
    [("a", "author"), ("b", "author")],
    [("a", "unknown speaker"), ("b", "unknown speaker")],
    [("a", "his brother"), ("b", "his brother")],
    [("a", "Ada Brown's wife"), ("b", "Ada Brown's wife")],
    [("a", "Salt", "group"), ("b", "Salt")],
    [("a", "Mrs. Ada Brown"), ("b", "Mr. Brown")],
    [("a", "J. Brown"), ("b", "John Brown"), ("c", "James Brown")],
    [("a", "Henry"), ("b", "Henry")],
    [("a", "Henry"), ("b", "Henry Holm")],
    [("a", "Carl A. Brown"), ("b", "Carl B. Brown")],
    [("a", "Mrs. Wilfred Brown"), ("b", "Mr. Wilfred Brown")],
    [("a", "Thomas Morton"), ("b", "Thomas Norton")],
    [("a", "Anna Lukina"), ("b", "Anna Lukin")],
    [("a", "Ada Brown"), ("a", "Ada Brown Holm")],
    [("a", "Lev Borisovich"), ("a", "L. B. Zorin"), ("a", "L. B. Holm")],
    [("a", "Morovists", "group"), ("b", "Morovites", "group")],
    [("a", "Central Council", "group"), ("b", "Central Salt Council", "group")],
    [("a", "Caius Marius"), ("b", "Mary")],
    [("a", "G. Brown"), ("b", "John Brown")],
    [("a", "Johnson"), ("b", "Johnston")],
    [("a", "Duchess of Padua"), ("b", "Padua")],
    [("a", "Ada Brown"), ("b", "aide of Ada Brown")],
    [("a", "Ada Brown"), ("b", "important aide of Ada Brown")],
    [("a", "Carl Holm"), ("a", "Carl Holm the Younger")],
]


@pytest.mark.parametrize("entities", TOGETHER, ids=str)
def test_one_person_under_two_names(entities):
    assert len(joined(*entities)) == 1


@pytest.mark.parametrize("entities", APART, ids=str)
def test_namesakes_stay_apart(entities):
    assert joined(*entities) == []


def test_every_joining_is_explained_and_graded():
    people = link([("a", Entity("Ada Brown", "person"), 1), ("b", Entity("Brown", "person"), 1)])
    assert people[0].why == (
        "Brown (b) = Ada Brown (a): the only bearer of the name; few people in these sources (0.76)",
    )


def test_names_given_to_persons_are_distinct():
    people = link([("a", Entity("author", "person"), 1), ("b", Entity("author", "person"), 1)])
    assert [p.name for p in people] == ["author (a)", "author (b)"]


def test_the_best_attested_full_name_is_shown():
    people = link(
        (doc, Entity(name, "person", aliases), 5)
        for doc, name, aliases in [
            ("a", "Trial of Ada Brown", ("Ada Brown",)), ("b", "Ada Brown", ()), ("c", "Brown", ()),
        ]
    )  # fmt: skip
    assert [p.name for p in people] == ["Ada Brown"]


def test_a_namesake_named_most_keeps_the_plain_name():
    people = link([("a", Entity("Ada's aunt", "person"), 9), ("b", Entity("Ada's aunt", "person"), 1)])
    assert [p.name for p in people] == ["Ada's aunt", "Ada's aunt (b)"]


NAME = st.sampled_from(
    "Ada Brown/Brown/A. Brown/Carl Brown/Mrs. Brown/Mr. Brown/Ada/Stone/Ada Stone/author/the mayor".split("/")
)


@given(st.lists(st.tuples(st.sampled_from("abc"), NAME), unique=True, max_size=10))
def test_everybody_is_in_exactly_one_person_and_genders_agree(found):
    people = link((d, Entity(n, "person"), 1) for d, n in found)
    assert sorted(m for p in people for m in p.members) == sorted(found)
    assert len({p.name for p in people}) == len(people)
    for p in people:
        titles = {n.split(".")[0] for _, n in p.members if n.startswith("Mr")}
        assert len(titles) < 2


def test_lives_of_different_centuries_are_two():
    context = {("a", "Ada Brown"): Context((1750, 1790)), ("b", "Ada Brown"): Context((1890, 1920))}
    entities = [(d, Entity("Ada Brown", "person"), 3) for d in "ab"]
    assert len(link(entities, context=context)) == 2
    assert len(link(entities)) == 1


def test_company_in_common_speaks_for_a_given_name():
    entities = [(d, Entity(n, "person"), 3) for d, n in (("a", "Julia"), ("b", "Julia"))]
    beside = {("a", "Julia"): Context(near=("Olaf Tarnow",)), ("b", "Julia"): Context(near=("Tarnow",))}
    assert len(link(entities, context=beside)) == 1
    assert len(link(entities)) == 2


def test_what_is_unsure_is_suggested_with_its_reasons():
    found = linked((d, Entity(n, "person"), 1) for d, n in (("a", "Henry Holm"), ("b", "Henry")))
    (one,) = found.suggestions
    assert (one.one, one.two) == (("a", "Henry Holm"), ("b", "Henry"))
    assert one.grade < APPLIED
    assert one.line().startswith("Henry (b) = Henry Holm (a)? a given name alone")


def test_what_is_forbidden_says_so():
    found = linked((d, Entity(n, "person"), 1) for d, n in (("a", "Mr. Paine"), ("b", "Mrs. Paine")))
    assert [s.against for s in found.suggestions if s.against] == []
    assert len(found.persons) == 2


def test_initials_of_one_brother_are_not_the_other():
    names = ["Paul Zorin", "Valentin Zorin", "V. P. Zorin"]
    assert joined(*[(d, n) for d, n in zip("abc", names, strict=True)]) == [
        {"b:Valentin Zorin", "c:V. P. Zorin"}
    ]


def test_a_given_name_spelt_out_is_shown():
    people = link(
        (d, Entity(n, "person", (n, "Zorin")), 5)
        for d, n in (("a", "L. Zorin"), ("b", "L. Zorin"), ("c", "Leo Zorin"))
    )
    assert [p.name for p in people] == ["Leo Zorin"]


def test_a_common_noun_is_the_longer_name_that_begins_with_a_people():
    there = ["Roman Senate", "Roman", "Ada Brown", "Carl Stone", "Olaf Holm"]
    entities = [(d, Entity(n, "group" if "R" in n else "person"), 3) for d in "ab" for n in there]
    (senate,) = [p for p in link([*entities, ("c", Entity("Senate", "group"), 3)]) if "Senate" in p.name]
    assert len(senate.members) == 3
    other = [(d, Entity(e.name.replace("Roman Senate", "Former Senate"), e.kind), n) for d, e, n in entities]
    found = [p for p in link([*other, ("c", Entity("Senate", "group"), 3)]) if "Senate" in p.name]
    assert len(found) == 2


def test_a_word_taken_along_is_not_shown():
    (one,) = link([("a", Entity("Rue Ada Brown", "person", ("Ada Brown", "Rue Ada Brown")), 3)])
    assert one.name == "Ada Brown"


def everyone(found):
    return [(d, Entity(n, "person"), 1 + i) for i, (d, n) in enumerate(sorted(found))]


FOUND = st.lists(st.tuples(st.sampled_from("abc"), NAME), unique=True, max_size=10)


@given(FOUND, st.randoms(use_true_random=False))
def test_order_makes_no_difference(found, draw):
    entries = everyone(found)
    mixed = list(entries)
    draw.shuffle(mixed)
    assert link(mixed) == link(entries)


@given(FOUND, st.integers(0, 99))
def test_a_merge_undone_leaves_all_as_it_was(found, at):
    entries = everyone(found)
    before = link(entries)
    if len(found) < 2:
        return
    members = [(d, e.name) for d, e, _ in entries]
    one, two = members[at % len(members)], members[(at // 7) % len(members)]
    if one == two:
        return
    merge = Judgement("merge", (one, two), n=1)
    after = link(entries, [merge])
    assert any({one, two} <= set(p.members) for p in after)
    assert link(entries, [merge, Judgement("undo", undoes=merge.id, n=2)]) == before


@given(FOUND, FOUND, st.integers(0, 99))
def test_judgements_hold_when_sources_come(found, more, at):
    if len(found) < 2:
        return
    first = sorted(found)
    one, two = first[at % len(first)], first[(at // 7) % len(first)]
    if one == two:
        return
    later = everyone({*found, *((d + "2", n) for d, n in more)})
    merged = link(later, [Judgement("merge", (one, two))])
    assert any({one, two} <= set(p.members) for p in merged)
    parted = link(later, [Judgement("split", (one,), (two,))])
    assert not any({one, two} <= set(p.members) for p in parted)


def test_an_alias_holds_in_sources_to_come():
    alias = Judgement("alias", (("a", "Ada Brown"),), form="Countess")
    entries = [("a", Entity("Ada Brown", "person"), 2), ("b", Entity("Countess", "person"), 2)]
    (one,) = link(entries, [alias])
    assert one.name == "Ada Brown"
    assert "judgement" in one.why[0]


def test_the_later_of_two_judgements_holds_and_the_other_is_told():
    ada, brown = ("a", "Ada Brown"), ("b", "Brown")
    rows = [Judgement("merge", (ada, brown), n=1), Judgement("split", (ada,), (brown,), n=2)]
    found = linked([("a", Entity("Ada Brown", "person"), 1), ("b", Entity("Brown", "person"), 1)], rows)
    assert len(found.persons) == 2
    assert "is not followed" in found.notes[0]


def test_contradicting_judgements_are_refused_with_the_way_out():
    ada, brown = ("a", "Ada Brown"), ("b", "Brown")
    merge = Judgement("merge", (ada, brown), n=1)
    split = Judgement("split", (ada,), (brown,), n=2)
    with pytest.raises(JudgementError, match=f"visavis people undo {merge.id}"):
        check(split, [merge])
    with pytest.raises(JudgementError, match=f"visavis people undo {split.id}"):
        check(merge, [split])
    with pytest.raises(JudgementError, match="no judgement has the id"):
        check(Judgement("undo", undoes="nothing"), [merge])
    undo = Judgement("undo", undoes=merge.id, n=3)
    check(undo, [merge])
    with pytest.raises(JudgementError, match="undone already"):
        check(undo, [merge, undo])


def test_many_names_are_joined_in_a_moment():
    draw = random.Random(3)
    given = [a + b for a in ("Bor", "Kel", "Mar", "Tor", "Sul") for b in ("in", "a", "es", "od")]
    family = [
        a + b + c
        for a in ("Zor", "Hol", "Tarn", "Lind")
        for b in ("e", "ok", "um")
        for c in ("ski", "ow", "")
    ]
    entries = {
        (
            f"d{i % 50}",
            f"{draw.choice(given)} {draw.choice(family)}{i % 97}" if i % 3 else draw.choice(family),
        )
        for i in range(6000)
    }
    start = process_time()
    link((d, Entity(n, "person"), 2) for d, n in sorted(entries))
    assert process_time() - start < 10


def test_a_byname_that_stands_once_is_not_shown():
    son = Entity("Carl Holm the Younger", "person", ("Carl Holm", "Carl Holm the Younger", "Holm"))
    once = Context(forms=(("Carl Holm", 26), ("Carl Holm the Younger", 1)))
    often = Context(forms=(("Carl Holm", 5), ("Carl Holm the Younger", 2)))
    member = ("a", son.name)
    assert [p.name for p in link([("a", son, 90)], context={member: once})] == ["Carl Holm"]
    assert [p.name for p in link([("a", son, 90)], context={member: often})] == ["Carl Holm the Younger"]


def test_a_number_of_a_heading_is_not_shown():
    some = [("a", Entity("V. Nokios", "person"), 9), ("a", Entity("Nokios", "person"), 90)]
    assert [p.name for p in link(some)] == ["Nokios"]


def test_two_names_that_a_source_gives_one_person_join_others():
    pope = Entity("Clement XX", "person", ("Clement XX", "Carlo Stellini"))
    people = link([("a", pope, 9), ("b", Entity("Carlo Stellini", "person"), 3)])
    assert [len(p.members) for p in people] == [2]
    assert "a source gives both names" in people[0].why[0]


def test_initials_of_a_name_and_patronymic_may_be_of_a_name_spelt_otherwise():
    found = [("a", Entity("Yevgeny Yakovlevich", "person"), 2), ("a", Entity("E. Y. Zorin", "person"), 3)]
    assert [len(p.members) for p in link(found)] == [2]


def test_a_strange_word_before_a_well_known_family_name_is_no_given_name():
    known, stray = Entity("Ada Brown", "person", ("Ada Brown", "Brown")), Entity("Destyno Brown", "person")
    assert [len(p.members) for p in link([("a", known, 90), ("a", stray, 1)])] == [2]
    assert [len(p.members) for p in link([("a", known, 90), ("a", stray, 9)])] == [1, 1]


def test_a_long_group_name_may_leave_out_a_word():
    some = [("a", Entity(n, "group"), 3) for n in ("Morovist-Zembist centre", "Morovist-Zembist salt centre")]
    assert [len(p.members) for p in link(some)] == [2]


def test_a_long_single_name_one_letter_off_needs_company_in_common():
    names = [("a", "Lord Rosenbury"), ("b", "the eccentric Marquis of Rosenberry")]
    beside = {n: Context(near=("Ada Brown",)) for n in names}
    found = [(doc, Entity(name, "person"), 4) for doc, name in names]
    assert [len(p.members) for p in link(found, context=beside)] == [2]
    result = linked(found)
    assert len(result.persons) == 2
    assert "a letter differs" in result.suggestions[0].why


def test_a_family_name_that_stands_first_stays_in_the_name_shown() -> None:
    """`Peng` is a word of English lists too."""
    someone = Entity("Peng Haolin", "person", ("Peng", "Haolin"))
    titled = Entity("Marshal Peng Haolin", "person", ("Peng",))
    assert [p.name for p in link([("a", someone, 3)])] == ["Peng Haolin"]
    assert [p.name for p in link([("a", someone, 3), ("b", titled, 2)])] == ["Peng Haolin"]


def test_a_title_in_another_language_is_not_shown_for_somebody() -> None:
    """`Lettres de Karsten`, named once, where everybody says `Karsten`."""
    title = Entity("Lettres de Karsten", "person", ("Karsten", "Lettres de Karsten"))
    context = {("a", "Lettres de Karsten"): Context(forms=(("Lettres de Karsten", 1),))}
    people = link([("a", title, 40), ("b", Entity("Karsten", "person"), 60)], context=context)
    assert [p.name for p in people] == ["Karsten"]


def test_a_word_before_a_name_that_is_far_more_common_without_it_is_no_name():
    some = [("a", Entity("Rose Ada Brown", "person"), 1), ("b", Entity("Ada Brown", "person"), 9)]
    assert len(link(some)) == 1
    often = [(d, e, 9) for d, e, _ in some]
    assert any("fit" in why or "same name" in why for p in linked(often).persons for why in p.why)
