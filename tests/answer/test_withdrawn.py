"""Words taken back are told with their place; nobody's but those whose pressed word the answer rests on."""

from visavis.answer.withdrawn import places, withdrawn
from visavis.case.memory import remember
from visavis.model.claim import cut
from visavis.model.dossier import Evidence
from visavis.model.layers import Entity, Mention, Reading
from visavis.model.source import Source

RAW = "Ada Lind confessed that she met Ben. A month later she withdrew her whole confession before the reeve."


def told(*circumstances: str) -> list[str]:
    mention = Mention(0, 8, "Ada Lind", "person", "Ada Lind")
    claim = cut(
        "a.txt", RAW, (24, 35), subject="Ada Lind", object="Ben", relation="meets", voice=("Ada Lind",)
    )
    entities = (Entity("Ada Lind", "person", ("Ada Lind",), None), Entity("Ben", "person", ("Ben",), None))
    reading = Reading(Source("a.txt", RAW), entities=entities, mentions=(mention,), claims=(claim,))
    memory = remember([reading])
    shown = [Evidence(claim, claim.id, 0.5, circumstances=circumstances)]
    return [f"{o.what}: {o.why}" for o in withdrawn(memory, shown)]


def test_a_confession_taken_back_is_told():
    (line,) = told("confession")
    assert "Ada Lind" in line
    assert "withdrew her whole confession" in line


def test_who_spoke_freely_is_not_asked_about():
    assert told() == []


def test_another_speakers_words_are_not_taken_for_hers():
    text = "LIND: I met Ben. KEEL: I did not tell the truth."
    assert list(places(text, [(0, 4)], "lind")) == []


def test_of_those_asked_for_only_who_speaks_there_is_looked_at():
    raw = f"{RAW} Ben was questioned."
    names = ("Ada Lind", "Ben", "Carl")
    mentions = [Mention(0, 8, "Ada Lind", "person", "Ada Lind")]
    said = [
        cut("a.txt", raw, (24, 35), subject="Ada Lind", object="Ben", relation="meets", voice=(v,))
        for v in ("Ada Lind", "Ben")
    ]
    entities = tuple(Entity(n, "person", (n,), None) for n in names)
    memory = remember(
        [Reading(Source("a.txt", raw), entities=entities, mentions=mentions, claims=tuple(said))]
    )
    shown = [Evidence(said[0], "1", 0.5), Evidence(said[1], "2", 0.5, circumstances=("confession",))]
    assert withdrawn(memory, shown) == ()
    assert [o.what for o in withdrawn(memory, shown, ["Ada Lind"])] == ["Ada Lind may have taken words back"]
    assert withdrawn(memory, shown, ["Carl"]) == ()
