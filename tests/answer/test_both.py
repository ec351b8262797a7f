"""What one clause says of both at once is found again; what two clauses say is not."""

from invented import town
from visavis.answer.both import of_both
from visavis.answer.dossier import ask
from visavis.case.memory import remember
from visavis.faces.html import to_html
from visavis.faces.json_face import plain
from visavis.faces.markdown import to_markdown
from visavis.faces.text import to_text
from visavis.model.claim import Claim, cut
from visavis.model.dossier import Dossier, Evidence
from visavis.model.layers import Entity, Reading
from visavis.model.source import Source

RAW = "Ada and Ben belonged to the Guild. The court fined Ada. The court fined Ben."


def told(who: str, quote: str, relation: str, third: str, **more: object) -> Evidence:
    start = RAW.index(quote)
    ends = {"subject": third, "object": who} if relation == "harms" else {"subject": who, "object": third}
    claim = cut("a.txt", RAW, (start, start + len(quote)), relation=relation, confidence=0.9, **ends, **more)
    return Evidence(claim, claim.id, 0.5)


def test_one_clause_about_both_is_one_claim_under_both_names():
    one = told("Ada", "Ada and Ben belonged to the Guild", "member", "Guild")
    two = told("Ben", "Ben belonged to the Guild", "member", "Guild")
    (found,) = of_both([one, two], "Ada", "Ben")
    assert (found.claim.subject, found.claim.object, found.id, found.both) == (
        "Ada and Ben",
        "Guild",
        one.id,
        two.id,
    )


def test_two_clauses_stay_two():
    one = told("Ada", "The court fined Ada", "harms", "court")
    two = told("Ben", "The court fined Ben", "harms", "court")
    assert of_both([one, two], "Ada", "Ben") == []


def test_another_part_or_voice_is_not_the_same():
    one = told("Ada", "Ada and Ben belonged to the Guild", "allied", "Guild", voice=("Carl",))
    two = told("Ben", "Ada and Ben belonged to the Guild", "allied", "Guild")
    assert of_both([one, two], "Ada", "Ben") == []


def answered() -> Dossier:
    names = ("Ada", "Ben", "Guild", "court")
    entities = tuple(Entity(n, "person" if n in ("Ada", "Ben") else "group", (n,), None) for n in names)
    quote = "Ada and Ben belonged to the Guild"
    claims = tuple(told(who, quote, "member", "Guild").claim for who in ("Ada", "Ben"))
    tie = cut("a.txt", RAW, (0, 11), subject="Ada", object="Ben", relation="allied", confidence=0.9)
    reading = Reading(Source("a.txt", RAW), entities=entities, claims=(*claims, tie))
    found = ask("Ada and Ben", remember([reading]))
    assert isinstance(found, Dossier)
    return found


def test_it_stands_apart_on_every_face_and_in_no_phase():
    d = answered()
    both = next(e for e in d.claims if e.both)
    assert both.direct
    assert both.id not in {i for p in d.phases for i in p.claims}
    for face in (to_text, to_markdown, to_html):
        assert "Of both at once" in face(d)
    assert "Ada and Ben belonged to Guild" in " ".join(to_text(d).split())
    line = next(c for c in plain(d)["claims"] if "both" in c)
    assert (line["subject"], line["object"], line["direct"]) == ("Ada and Ben", "Guild", True)


def test_weights_of_the_answer_never_rise():
    for d in (answered(), ask("Lindqvist and Tarnow", town())):
        assert isinstance(d, Dossier)
        direct = [c["weight"] for c in plain(d)["claims"] if c["direct"]]
        assert direct == sorted(direct, reverse=True)


def test_an_office_of_each_says_nothing_of_both():
    c = [Claim("d", 0, 9, "x" * 9, who, "editor", "holds") for who in ("Ada", "Ben")]
    assert of_both([Evidence(x, x.id, 0.5) for x in c], "Ada", "Ben") == []
