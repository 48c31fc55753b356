"""Reported statements stand beside the base, and a repeated one counts once."""

import pytest

from consult.analysis.findings import find
from consult.analysis.options import FindingOptions
from consult.analysis.overlap import repeated_statements
from consult.domain.coding import Position
from consult.domain.finding import FindingKind
from consult.domain.ledger import Consent
from consult.domain.segment import Voice, VoiceKind
from tests.analysis.world import ORGANISATION, World
from tests.builders import make_document, make_segment

SAID = (
    "Cycle lanes on main roads would give children a safe way to school, "
    "and the council must look at the causes of traffic as well as its symptoms."
)
SHORTENED = (
    "“Cycle lanes on main roads would give children a safe way to school. The council must "
    "look at the causes of traffic,” she said."
)


def of(findings, question_id):
    return next(q for q in findings.questions if q.question_id == question_id)


def test_a_reported_statement_stands_beside_the_base():
    world = World()
    club = world.who("Club", ORGANISATION)
    (segment,) = world.reported(club, "The club said that lanes would be welcome.")
    world.answers_question(segment, "q2")
    world.stance(segment, Position.AGREE)

    found = of(find(world.corpus()), "q1")

    assert (found.base, found.findings) == (0, ())
    (finding,) = found.reported
    assert finding.kind is FindingKind.AGREEMENT
    assert finding.statement == (
        "One organisation (Club, 1 of 1) is reported to agree that "
        "the council should build cycle lanes on main roads."
    )


def test_differing_reported_views_are_said_to_be_reported():
    world = World()
    for name, position in (("Club", Position.AGREE), ("Forum", Position.DISAGREE)):
        (segment,) = world.reported(world.who(name, ORGANISATION), f"{name} spoke.", name=name)
        world.answers_question(segment, "q2")
        world.stance(segment, position)

    statements = [f.statement for f in of(find(world.corpus()), "q1").reported]

    assert statements[-1].endswith("of 2 respondents reported, 1 agrees and 1 disagrees.")


def test_the_name_of_who_speaks_does_not_make_two_texts_differ():
    world = World()
    club = world.who("Club", ORGANISATION)
    own = world.says(club, "Slow streets, safe crossings and shaded benches help older people.")
    said = "A. Speaker of the club said slow streets, safe crossings and shaded benches help."
    (segment,) = world.reported(club, said)

    assert repeated_statements({segment.id: (club, segment)}, {own.id: (club, own)})


def test_reported_statements_join_the_base_where_the_setting_counts_them():
    world = World()
    club = world.who("Club", ORGANISATION)
    (segment,) = world.reported(club, "The club said that lanes would be welcome.")
    world.answers_question(segment, "q2")
    world.stance(segment, Position.AGREE)

    found = of(find(world.corpus(), FindingOptions(reported="count")), "q1")

    assert (found.base, found.reported) == (1, ())
    assert found.received.responses == 0


def test_what_a_respondent_also_says_in_its_own_response_counts_once():
    world = World()
    club = world.who("Club", ORGANISATION)
    own = world.says(club, SAID)
    (repeated, new) = world.reported(club, SHORTENED, "The club urged the mayor to resign at once.")
    for segment in (repeated, new):
        world.answers_question(segment, "q2")

    findings = find(world.corpus())
    (finding,) = of(findings, "q2").reported

    assert "resign" in finding.statement
    assert [e.subject_id for e in findings.exclusions] == [repeated.id]
    assert own.id in findings.exclusions[0].reason


def test_the_same_words_of_another_respondent_are_no_repetition():
    world = World()
    world.says(world.who("Club", ORGANISATION), SAID)
    (segment,) = world.reported(world.who("Other club", ORGANISATION), SHORTENED)
    world.answers_question(segment, "q2")

    findings = find(world.corpus())

    assert findings.exclusions == ()
    assert len(of(findings, "q2").reported) == 1


def test_the_same_matter_in_other_words_is_no_repetition():
    world = World()
    club = world.who("Club", ORGANISATION)
    own = world.says(club, SAID)
    (segment,) = world.reported(
        club, "Traffic symptoms matter; main roads need lanes for children."
    )

    assert repeated_statements({segment.id: (club, segment)}, {own.id: (club, own)}) == {}


def test_a_passage_cut_into_two_segments_is_found_across_them():
    world = World()
    club = world.who("Club", ORGANISATION)
    first, second = SAID.split(", and ")
    own = world.letter(club, first + ".", "And " + second)
    (segment,) = world.reported(club, SHORTENED)

    found = repeated_statements({segment.id: (club, segment)}, {s.id: (club, s) for s in own})

    assert found[segment.id] in {s.id for s in own}


def test_reported_statements_outside_the_questions_are_kept():
    world = World()
    world.reported(world.who("Club", ORGANISATION), "The club would like a fountain.")

    (finding,) = of(find(world.corpus()), None).reported

    assert finding.kind is FindingKind.OUTSIDE_THE_QUESTIONS
    assert "fountain" in finding.statement


def test_every_reported_statement_of_a_speaker_is_quoted():
    world = World()
    club = world.who("Club", ORGANISATION)
    segments = world.reported(club, *[f"The club wants thing number {n}." for n in range(9)])
    for segment in segments:
        world.answers_question(segment, "q3")

    (finding,) = of(find(world.corpus()), "q3").reported

    assert len(finding.quote_ids) == 9


def _letter_that_tells(told, consent):
    """Return a world in which Ann Lee's letter says only what a club holds."""
    world = World()
    club, ann = world.who("Club", ORGANISATION), world.who("Ann Lee", consent=consent)
    name = "letter of Ann Lee"
    world.response(ann, name)
    document = make_document(told, name=name, respondent_id=ann)
    world.documents.append(document)
    voice = Voice(kind=VoiceKind.REPORTED, organisation="Club")
    segment = make_segment(document, told, respondent_id=club, voice=voice)
    world.segments.append(segment)
    world.answers_question(segment, "q2")
    world.stance(segment, Position.AGREE)
    return world


@pytest.mark.parametrize(
    ("consent", "shown"),
    [(Consent.PUBLISH, True), (Consent.ANONYMOUS, True), (Consent.PRIVATE, False)],
)
def test_what_a_private_letter_tells_of_others_is_not_shown(consent, shown):
    """The words are its author's however public the body is that they tell of."""
    told = "The Hill Club says that lanes would be welcome to everybody."

    result = find(_letter_that_tells(told, consent).corpus())

    (finding,) = of(result, "q1").reported
    assert bool(finding.quote_ids) is shown
    assert [q.text for q in result.quotes] == ([told] if shown else [])


def test_what_an_anonymous_letter_tells_of_others_is_not_shown_with_its_name():
    """Nor where it gives away who wrote it."""
    told = "The Hill Club told Ann Lee that lanes would be welcome."

    assert find(_letter_that_tells(told, Consent.ANONYMOUS).corpus()).quotes == ()
