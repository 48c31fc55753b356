"""What is written in a language that no model knows waits for people, told once a document."""

from __future__ import annotations

from dataclasses import replace

from consult.domain.errors import ProblemCode, Severity
from consult.pipeline.languages import wait_for_people
from tests.builders import make_document, make_segment

WELSH = ("Cadwch y felin ar agor.", "Mae angen mainc wrth y bont.", "Diolch am ofyn i ni.")


def segments(name):
    document = make_document(*WELSH, name=name)
    return [replace(make_segment(document, text), language="cy") for text in WELSH]


def test_a_document_is_told_once_with_the_number_of_its_passages():
    """Whatever the order of the segments."""
    foreign = [*segments("a"), *segments("b")]

    problems = wait_for_people(foreign[::-1])

    assert problems == wait_for_people(foreign)
    assert [p.where for p in problems] == sorted({s.document_id for s in foreign})
    assert {(p.code, p.severity) for p in problems} == {
        (ProblemCode.LANGUAGE_UNKNOWN, Severity.WARNING)
    }
    assert all(p.message.startswith("3 passages in 'cy'") for p in problems)


def test_what_a_person_coded_waits_no_longer():
    """Two of three leave one; all of them leave no problem."""
    one, two, three = segments("a")

    (left,) = wait_for_people([one, two, three], {one.id, three.id})

    assert left.message.startswith("1 passage in 'cy'")
    assert wait_for_people([one, two, three], {one.id, two.id, three.id}) == ()


def test_two_languages_in_one_document_are_two_problems():
    """A French quotation in a Welsh letter is for somebody else to code."""
    one, two, three = segments("a")

    told = [p.message for p in wait_for_people([one, two, replace(three, language="fr")])]

    assert [words.partition(",")[0] for words in told] == [
        "2 passages in 'cy'",
        "1 passage in 'fr'",
    ]
