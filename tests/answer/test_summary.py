"""Which claim of a phase the summary tells: the clearest, turns before everyday dealings."""

from visavis.answer.summary import clearness
from visavis.model.claim import ENCODER, Claim
from visavis.model.dossier import Evidence, Phase

PHASE = Phase("1820", "+", "allied", ("x",), "1 allied")


def told(quote: str, **more: str) -> float:
    claim = Claim("a", 0, len(quote), quote, "Ada", "Ben", "allied", **more)
    return clearness(Evidence(claim, claim.id, 0.5), PHASE)


def test_a_turn_is_clearer_than_an_everyday_dealing():
    plain = told("Ada walked beside Ben", rule="verb:walk")
    assert told("Ada made peace with Ben", rule="noun:peace with") > plain
    assert told("Ada went along with Ben", rule="verb:go with") < plain


def test_what_only_the_encoder_sees_is_less_clear():
    assert told("Ada walked beside Ben", rule=ENCODER) < told("Ada walked beside Ben", rule="verb:walk")


def test_two_words_tell_little():
    assert told("their walk") < told("their long walk home")
