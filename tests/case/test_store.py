"""The store on both kinds of database: versions, identity, search, forgetting."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from case.kept import filled, keep
from invented import CHRONICLE, CONFESSION, HEARING, TOWN
from visavis.case import store as store_module
from visavis.case.store import open_case, state
from visavis.case.store_content import content
from visavis.case.store_forget import forget, scrub
from visavis.case.store_judgements import judge, judgements
from visavis.case.store_memory import CaseMemory
from visavis.case.store_schema import MIGRATIONS, NO_DAY, claims, facts, persons, sounds, spots
from visavis.case.store_search import search
from visavis.case.store_sources import cut, find, identity, keep_left_out, keep_source, left, raw_of, rows
from visavis.model.errors import CaseError
from visavis.model.judgement import Judgement
from visavis.model.source import Skipped, Source


@pytest.fixture
def town(new_case):
    store = filled(new_case(), TOWN)
    yield store
    store.close()


def test_texts_come_back_as_they_were(new_case):
    odd = "Ä line.\r\n\r\nNo\u2028line; \x00 and \ud83d half a sign. " + "Long words follow. " * 500
    store = open_case(new_case(), create=True)
    keep_source(store, Source("odd.txt", odd))
    with store.read() as conn:
        assert raw_of(conn, rows(conn)[0].no) == odd
    store.close()


@given(st.text(max_size=4000))
def test_a_text_is_cut_without_loss(raw):
    parts = list(cut(raw))
    assert "".join(text for _, text in parts) == raw
    assert all(raw[start : start + len(text)] == text for start, text in parts)


def test_opening_again_gives_the_same(new_case):
    where = new_case()
    store = filled(where, TOWN)
    with store.read() as conn:
        before = content(conn)
    store.close()
    again = open_case(where)
    with again.read() as conn:
        assert content(conn) == before
    again.close()


def test_two_cases_with_the_same_sources_have_the_same_content(new_case):
    found = []
    for _ in range(2):
        store = filled(new_case(), TOWN)
        with store.read() as conn:
            found.append(content(conn))
        store.close()
    assert found[0] == found[1]


def test_a_case_of_an_older_program_is_brought_up_to_date(new_case, monkeypatch):
    where = new_case()
    with monkeypatch.context() as older:
        older.setattr(store_module, "MIGRATIONS", MIGRATIONS[:1])
        store = open_case(where, create=True)
        assert store.fact("version") == "1"
        store.close()
    store = open_case(where)
    assert store.fact("version") == str(len(MIGRATIONS))
    keep(store, TOWN)
    with store.read() as conn:
        assert [f.words for f in search(conn, "gaol")] == ["gaol"]
    store.close()


def test_where_names_stand_is_found_out_for_an_older_case(new_case):
    where = new_case()
    store = filled(where, TOWN)
    with store.write() as conn:
        held = content(conn)
        conn.execute(spots.delete())
        conn.execute(update(facts).where(facts.c.name == "version").values(value="2"))
    store.close()
    store = open_case(where)
    with store.read() as conn:
        assert content(conn) == held
    assert held["spots"]
    store.close()


def test_the_days_of_claims_are_found_out_for_an_older_case(new_case):
    where = new_case()
    store = filled(where, TOWN)
    with store.write() as conn:
        held = content(conn)
        conn.exec_driver_sql("DROP INDEX claims_of_days")
        conn.exec_driver_sql("ALTER TABLE claims DROP COLUMN first_day")
        conn.exec_driver_sql("ALTER TABLE claims DROP COLUMN last_day")
        conn.execute(update(facts).where(facts.c.name == "version").values(value="3"))
    store.close()
    store = open_case(where)
    with store.read() as conn:
        assert content(conn) == held
        assert conn.execute(select(func.count()).where(claims.c.last_day < NO_DAY)).scalar_one()
    store.close()


def test_a_case_of_a_newer_program_is_refused(new_case):
    where = new_case()
    store = open_case(where, create=True)
    with store.write() as conn:
        conn.execute(update(facts).where(facts.c.name == "version").values(value="99"))
    store.close()
    with pytest.raises(CaseError, match=r"newer version of this program.*pip install -U"):
        open_case(where)


def test_a_transaction_that_fails_leaves_nothing(town):
    with town.read() as conn:
        before = content(conn)
    with pytest.raises(RuntimeError), town.write() as conn:
        state(conn, "half", "done")
        conn.execute(facts.delete())
        raise RuntimeError
    with town.read() as conn:
        assert content(conn) == before
    assert town.fact("half") is None


def test_ids_of_claims_stay_when_a_source_is_read_anew(town):
    with town.read() as conn:
        before = content(conn)["claims"]
    keep(town, TOWN)
    with town.read() as conn:
        assert content(conn)["claims"] == before


def test_where_a_source_lies_is_no_part_of_what_it_is():
    source = CHRONICLE.source
    assert identity(replace(source, path="elsewhere/chronicle.txt")) == identity(source)
    assert identity(replace(source, circumstances=("under oath",))) != identity(source)
    assert identity(Source(source.name, source.raw + " ")) != identity(source)


def test_the_same_text_from_elsewhere_is_held(town):
    moved = replace(CHRONICLE.source, path="other/chronicle.txt")
    assert keep_source(town, moved).how == "held"


def test_a_changed_file_takes_the_place_of_the_older_version(new_case):
    store = open_case(new_case(), create=True)
    first = Source("a.txt", "Ada met Ben.", path="a.txt")
    assert keep_source(store, first).how == "new"
    assert keep_source(store, Source("b.txt", "Ben met Ada.", path="b.txt")).how == "new"
    assert keep_source(store, Source("a.txt", "Ada left Ben.", path="a.txt")).how == "changed"
    with store.read() as conn:
        assert [(r.name, raw_of(conn, r.no)) for r in rows(conn)] == [
            ("a.txt", "Ada left Ben."),
            ("b.txt", "Ben met Ada."),
        ]
        assert len(rows(conn, older=True)) == 3
    assert keep_source(store, first).how == "changed"
    with store.read() as conn:
        assert raw_of(conn, rows(conn)[0].no) == "Ada met Ben."
    store.close()


def test_what_was_left_out_is_told_until_it_is_read(new_case):
    store = open_case(new_case(), create=True)
    why = Skipped("a.txt", 0, 0, "holds no text")
    keep_left_out(store, [why])
    keep_left_out(store, [why])
    with store.read() as conn:
        assert left(conn) == (why,)
    keep_source(store, Source("a.txt", "Ada met Ben.", path="a.txt"))
    with store.read() as conn:
        assert left(conn) == ()
    store.close()


def test_a_source_that_waits_is_said_to_wait(town):
    keep_source(town, Source("late.txt", "Ada met Ben."))
    with town.read() as conn:
        assert [s.doc for s in CaseMemory(conn).skipped] == ["late.txt"]
        assert "late.txt" not in CaseMemory(conn).searched


@pytest.mark.parametrize(
    ("words", "docs"),
    [
        ("quarrels", ["chronicle.txt", "hearing.txt"]),
        ('"harbour bank"', ["chronicle.txt"]),
        ('"bank harbour"', []),
        ("tarnow gaol", ["confession.txt"]),
        ("zeppelin", []),
        ("O'Neill AND NOT (x", []),
        ("Tarnow's gaol", ["confession.txt"]),
    ],
)
def test_words_are_found(town, words, docs):
    raws = {r.source.name: r.source.raw for r in TOWN}
    with town.read() as conn:
        found = list(search(conn, words))
    assert sorted({f.doc for f in found}) == docs
    assert all(raws[f.doc][f.start : f.end] == f.words for f in found)


@pytest.mark.parametrize("words", ["harbour bank", '"harbour bank"'])
def test_words_beside_one_another_are_shown_as_one_place(town, words):
    with town.read() as conn:
        (found,) = search(conn, words)
    assert found.words == "harbour bank"


def test_a_search_for_nothing_is_refused(town):
    with town.read() as conn, pytest.raises(CaseError, match="no word"):
        list(search(conn, '"" ...'))


def test_forgetting_leaves_what_was_never_told(town, new_case):
    assert forget(town, "confession.txt").versions == 1
    scrub(town)
    other = filled(new_case(), (CHRONICLE, HEARING))
    with town.read() as conn, other.read() as never:
        one, two = content(conn), content(never)
        assert list(search(conn, "gaol")) == []
    assert one == two
    assert town.fact("scrub") is None
    other.close()


def test_no_byte_of_a_forgotten_source_is_left(tmp_path):
    where = str(tmp_path / "x.visavis")
    store = filled(where, TOWN)
    judge(
        store, Judgement("merge", (("confession.txt", "Bror Tarnow"), ("hearing.txt", "Tarnow")), why="seal")
    )
    assert b"town gaol" in (tmp_path / "x.visavis").read_bytes()
    assert forget(store, "confession.txt").decisions == 1
    scrub(store)
    with store.read() as conn:
        assert judgements(conn) == ()
    store.close()
    assert not [
        w for w in (b"gaol", b"hated", b"confession", b"seal") if w in (tmp_path / "x.visavis").read_bytes()
    ]


def test_an_unknown_source_is_told_with_the_nearest_name(town):
    with town.read() as conn, pytest.raises(CaseError, match=r"Nearest: confession\.txt"):
        find(conn, "confesion.txt")
    with town.read() as conn:
        assert [r.name for r in find(conn, CONFESSION.source.sha256[:10])] == ["confession.txt"]


def test_who_is_who_made_out_step_by_step_is_that_made_out_at_once(town, new_case):
    steps = open_case(new_case(), create=True)
    for r in TOWN:
        keep(steps, [r])
    with town.read() as conn, steps.read() as other:
        assert content(conn) == content(other)
    steps.close()


def test_persons_that_stay_the_same_keep_their_rows(new_case):
    store = filled(new_case(), TOWN[:-1])
    with store.read() as conn:
        before = {r.name: r for r in conn.execute(select(persons))}
    keep(store, TOWN[-1:])
    with store.read() as conn:
        after = {r.name: r for r in conn.execute(select(persons))}
        heard = set(conn.execute(select(sounds.c.person)).scalars())
    stayed = {name for name, row in before.items() if after.get(name) == row}
    assert stayed < set(after)
    assert stayed
    assert all(after[name].no == row.no for name, row in before.items() if name in after)
    assert heard == {row.no for row in after.values()}
    store.close()
