"""What several sources hold together: names joined, files counted once, authors by sidecar."""

from dataclasses import replace

from invented import CHRONICLE, claim, reading, town
from visavis.case.memory import remember
from visavis.model.layers import Entity, Mention

LETTER = "I met Tarnow at the mill."


def letter(author=None):
    people = [Entity("author", "person", ("I",)), Entity("Tarnow", "person")]
    met = ("I met Tarnow", "author", "meets", "Tarnow", {"voice": ("author",)})
    return reading("letter.txt", LETTER, people, [met], author=author)


def test_claims_carry_joined_names_and_keep_their_ids():
    memory = town()
    theirs = {c.id for r in memory.readings for c in r.claims}
    assert {e.id for e in memory.evidence} == theirs
    assert "Tarnow" not in {e.claim.subject for e in memory.evidence}


def test_the_author_is_who_the_sidecar_says():
    memory = remember([CHRONICLE, letter("Emil Keel")])
    met = next(e.claim for e in memory.evidence if e.claim.relation == "meets")
    assert (met.subject, met.object, met.voice) == ("Emil Keel", "Bror Tarnow", ("Emil Keel",))


def test_an_unnamed_author_stays_one():
    met = next(e.claim for e in remember([CHRONICLE, letter()]).evidence if e.claim.relation == "meets")
    assert met.subject == "author"


def test_the_same_text_twice_is_one_source():
    assert remember([CHRONICLE, CHRONICLE]).searched == ("chronicle.txt",)


def test_two_texts_under_one_name_stay_two():
    other = reading("chronicle.txt", "Keel met Tarnow.", [Entity("Keel", "person")], [])
    memory = remember([CHRONICLE, other])
    assert len(set(memory.searched)) == 2


def test_who_is_mostly_called_by_a_single_name_bears_it():
    raw = "Anna Fern Magnus came. " + "Fern spoke. " * 6 + "Tom Fern left."
    people = [Entity("Anna Fern Magnus", "person"), Entity("Tom Fern", "person")]
    found = reading("d.txt", raw, people, [])
    places = [i for i in range(len(raw)) if raw.startswith("Fern spoke", i)]
    called = tuple(Mention(at, at + 4, "Fern", "person", "Anna Fern Magnus") for at in places)
    memory = remember([replace(found, mentions=called)])
    assert "Fern" in next(p for p in memory.persons if "Magnus" in p.name).aliases


def test_one_claim_read_twice_is_one():
    raw = "Keel met Tarnow."
    once = claim("d.txt", raw, "Keel met Tarnow", "Keel", "meets", "Tarnow", confidence=0.3)
    again = claim("d.txt", raw, "Keel met Tarnow", "Keel", "meets", "Tarnow", confidence=0.6)
    twice = reading("d.txt", raw, [], [])
    memory = remember([type(twice)(twice.source, claims=(once, again))])
    assert [e.claim.confidence for e in memory.evidence] == [0.6]
