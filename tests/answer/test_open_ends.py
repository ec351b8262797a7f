"""What stays open: a date that its own source doubts."""

from visavis.answer.dossier import ask
from visavis.case.memory import remember
from visavis.model.claim import cut
from visavis.model.layers import Reading
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
