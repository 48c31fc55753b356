"""Who is in a question's base, who stands beside it, and who is silent."""

import pytest

from consult.analysis.findings import find
from consult.analysis.options import FindingOptions
from consult.domain.consultation import Question, QuestionKind
from consult.domain.document import Role
from consult.domain.ledger import Answer, Consent, Mark, ResponseState
from consult.domain.segment import CONSULTER_VOICE
from tests.analysis.world import ORGANISATION, World


def of(findings, question_id):
    return next(q for q in findings.questions if q.question_id == question_id)


def test_those_who_write_or_tick_are_in_the_base():
    world = World()
    writer, ticker, silent = world.who("Ann"), world.who("Ben"), world.who("Cleo")
    world.says(writer, "Lanes help me.", question_id="q1")
    world.tick(ticker, "Agree")
    world.letter(silent, "Good morning to everyone.")

    found = of(find(world.corpus()), "q1")

    assert found.base_respondent_ids == tuple(sorted([writer, ticker]))
    assert (found.base, found.silent_individuals) == (2, 1)


def test_explaining_a_closed_question_is_speaking_to_it_but_ticking_explains_nothing():
    world = World()
    writer, ticker = world.who("Ann"), world.who("Ben")
    world.says(writer, "Lanes help me.", question_id="q2")
    world.tick(ticker, "Agree")

    findings = find(world.corpus())

    assert of(findings, "q1").base == 2
    assert of(findings, "q2").base_respondent_ids == (writer,)


@pytest.mark.parametrize("state", [s for s in ResponseState if s is not ResponseState.VALID])
def test_only_valid_responses_count(state):
    world = World()
    who = world.who("Ann")
    world.says(who, "Lanes help me.", state=state)

    findings = find(world.corpus())

    assert [q.base for q in findings.questions] == [0, 0, 0, 0]
    assert findings.quotes == ()


@pytest.mark.parametrize(("late", "base"), [("include", 1), ("exclude", 0)])
def test_late_responses_are_in_or_out_by_setting(late, base):
    world = World()
    world.says(world.who("Ann"), "Lanes help me.", marks=(Mark.LATE,))

    assert of(find(world.corpus(), FindingOptions(late=late)), "q2").base == base


def test_evidence_and_the_paper_never_count():
    world = World()
    who = world.who("Institute", ORGANISATION)
    for role in (Role.EVIDENCE, Role.PAPER):
        (segment,) = world.letter(who, "Lanes help everyone.", name=role.value, role=role)
        world.answers_question(segment, "q2")

    findings = find(world.corpus(), FindingOptions(reported="count"))

    assert all(q.base == 0 and not q.reported for q in findings.questions)


def test_the_consulting_bodys_words_are_nobodys_view():
    world = World()
    who = world.who("Ann")
    world.says(who, "The paper says lanes help.", voice=CONSULTER_VOICE)

    assert of(find(world.corpus()), "q2").base == 0


def test_a_filler_answer_has_no_segment_and_is_not_in_the_base():
    world = World()
    who = world.who("Ann")
    world.letter(who, "Lanes are mentioned elsewhere.")
    world.answers.append(
        Answer(
            response_id=world.responses[0].id,
            question_id="q3",
            document_id=world.documents[0].id,
            start=40,
            end=50,
        )
    )

    assert of(find(world.corpus()), "q3").base == 0


def test_organisations_that_do_not_speak_to_a_question_are_named_as_silent():
    world = World()
    speaker, other = world.who("Ann"), world.who("Bus Users", ORGANISATION)
    world.says(speaker, "Lanes help me.")
    world.letter(other, "We like libraries.")

    found = of(find(world.corpus()), "q2")

    assert found.silent_organisation_ids == (other,)
    assert found.silent_individuals == 0


def campaign_world():
    world = World()
    text = "We urge you to drop the lanes."
    same = [world.says(world.who(f"Sender {n}"), text) for n in range(4)]
    edited = world.says(world.who("Editor"), text + " My shop would suffer.")
    world.campaign(same, [edited])
    world.says(world.who("Other"), "Lanes help me.")
    return world, [s.respondent_id for s in same]


@pytest.mark.parametrize(("convention", "base"), [("none", 2), ("one", 3), ("each", 6)])
def test_identical_campaign_texts_count_by_the_convention(convention, base):
    world, _ = campaign_world()

    found = of(find(world.corpus(), FindingOptions(campaign_identical=convention)), "q2")

    assert found.base == len(found.base_respondent_ids) == base
    assert (found.received.respondents, found.received.campaign_collapsed) == (6, 3)


def test_a_tick_of_ones_own_takes_a_sender_out_of_the_campaign():
    world, same = campaign_world()
    world.tick(same[2], "Disagree")

    found = of(find(world.corpus(), FindingOptions(campaign_identical="none")), "q1")

    assert same[2] in found.base_respondent_ids
    assert not set(found.base_respondent_ids) & {same[0], same[1], same[3]}


def test_what_senders_say_about_themselves_does_not_take_them_out_of_the_campaign():
    about = Question(
        id="q4",
        chapter_id="ch1",
        number="1.4",
        text="Where do you live?",
        kind=QuestionKind.DEMOGRAPHIC,
        options=("Here", "There"),
    )
    world, same = campaign_world()
    world.questions = (*world.questions, about)
    world.tick(same[1], "Here", question_id="q4")

    findings = find(world.corpus())

    assert of(findings, "q4").base == 1
    assert of(findings, None).received.campaign_collapsed == 3


def test_whoever_may_be_quoted_stands_for_a_campaign():
    world = World()
    text = "We urge you to drop the lanes."
    people = [world.who(f"Sender {n}", consent=Consent.PRIVATE) for n in range(3)]
    people.append(world.who("Open sender"))
    world.campaign([world.says(p, text) for p in people])

    found = of(find(world.corpus()), "q2")

    assert found.base_respondent_ids == (people[3],)


def test_an_attachment_belongs_to_the_response_that_it_came_with():
    world = World()
    who = world.who("Ann")
    segment = world.says(who, "Lanes help me.")
    parent = world.items[0].id
    document = world.documents[0]
    child = "item_child"
    from dataclasses import replace

    world.documents[0] = replace(document, item_id=child)
    world.items.append(replace(world.items[0], id=child, parent_id=parent))

    found = of(find(world.corpus()), "q2")

    assert found.base_respondent_ids == (segment.respondent_id,)
