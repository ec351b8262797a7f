"""The fast splitter of sentences."""

import pytest

from visavis.model.sentences import outside_quotes, sentences


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He met Mr. Hale. They spoke.", ["He met Mr. Hale.", "They spoke."]),
        ("It was I. N. Oram who came. Yes.", ["It was I. N. Oram who came.", "Yes."]),
        ("See vol. 3, p. 16. It is there.", ["See vol. 3, p. 16.", "It is there."]),
        ("He came at 5 p.m. The clerk left.", ["He came at 5 p.m.", "The clerk left."]),
        ("What? No! Never.", ["What?", "No!", "Never."]),
        ('"Go." He went.', ['"Go."', "He went."]),
        ("He left---- What was it?", ["He left----", "What was it?"]),
        ("A line\n\nanother line", ["A line", "another line"]),
        ("He died.[12] She lived.", ["He died.[12]", "She lived."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, wanted):
    assert [text[a:b] for a, b in sentences(text)] == wanted


def test_a_lost_quotation_mark_does_not_turn_the_rest_inside_out():
    text = 'He said: "I went. The court heard it. "Why so?" she asked. Nobody knew. "Who can tell" was all.'
    found = outside_quotes(text, sentences(text))
    assert found[-2:] == ["Nobody knew.", " was all."]
