"""What stays open: a date that its own source doubts."""

from visavis.answer.dossier import ask
from visavis.answer.open_ends import yearless
from visavis.case.memory import remember
from visavis.model.claim import cut
from visavis.model.dossier import Evidence
from visavis.model.layers import Reading
from visavis.model.offsets import Edit
from visavis.model.source import Source


def opened(raw: str) -> list[str]:
    start = raw.index("Ada succeeded Ben")
    told = {"subject": "Ada", "object": "Ben", "relation": "succeeds", "time": "1822", "time_basis": "stated"}
    claim = cut("a.txt", raw, (start, start + 17), **told)
    answer = ask("Ada and Ben", remember([Reading(Source("a.txt", raw), claims=(claim,))]))
    return [f"{o.what}: {o.why}" for o in answer.open]


def test_a_date_with_a_doubt_is_open():
    assert opened("It rained. In 1822, if I mistake not, Ada succeeded Ben as mayor.") == [
        "the date of “Ada succeeded Ben” (1822) is given with a doubt: “if I mistake not”"
    ]


def test_a_date_without_is_not():
    assert opened("If I mistake not, it rained. In 1822 Ada succeeded Ben as mayor.") == []


def test_a_year_is_lost_only_where_the_source_shows_the_loss():
    raw = "In OctoberAda met Ben. " + "It rained. " * 60 + "In winter Ada met Ben."
    spans = [(10, 21), (raw.rindex("Ada"), len(raw) - 1)]
    told = {"subject": "Ada", "object": "Ben", "relation": "meets", "time_basis": "lost"}
    times = zip(spans, ("XXXX-10", "XXXX-24"), strict=True)
    claims = tuple(cut("a.txt", raw, span, time=time, **told) for span, time in times)
    wound = Edit(3, 11, "OctoberA", None, "lost-year", "a year stood here")
    memory = remember([Reading(Source("a.txt", raw), claims=claims, repairs=(wound,))])
    assert [e.yearless for e in yearless(memory, (Evidence(c, c.id) for c in claims))] == [False, True]


def test_a_doubted_date_of_an_office_of_one_of_the_two_is_open():
    raw = "In 1822, if I mistake not, Ada succeeded Carl as mayor. Ada met Ben."
    met = cut("a.txt", raw, (56, 67), subject="Ada", object="Ben", relation="meets")
    start = raw.index("Ada succeeded")
    told = {
        "subject": "Ada",
        "object": "Carl",
        "relation": "succeeds",
        "time": "1822",
        "time_basis": "stated",
    }
    claim = cut("a.txt", raw, (start, start + 18), **told)
    answer = ask("Ada and Ben", remember([Reading(Source("a.txt", raw), claims=(claim, met))]))
    assert [o.what for o in answer.open] == ["the date of “Ada succeeded Carl” (1822) is given with a doubt"]
