"""Result tables of closed questions."""

from consult.analysis.findings import find
from consult.domain.ledger import Answer
from tests.analysis.world import World


def table(world, question_id="q1"):
    return next(q for q in find(world.corpus()).questions if q.question_id == question_id).closed


def test_options_stand_in_the_order_of_the_paper_with_zeros():
    world = World()
    for name, option in (("Ann", "Disagree"), ("Ben", "Agree"), ("Cleo", "agree ")):
        world.tick(world.who(name), option)

    assert table(world).options == (("Agree", 2), ("Neither", 0), ("Disagree", 1))
    assert table(world).base == 3


def test_answers_that_are_no_option_follow_and_are_not_lost():
    world = World()
    world.tick(world.who("Ann"), "Perhaps")

    assert table(world).options[-1] == ("Perhaps", 1)


def test_the_last_response_of_a_respondent_counts_and_only_once():
    world = World()
    who = world.who("Ann")
    world.tick(who, "Agree", day=1)
    world.tick(who, "Disagree", day=2)

    assert table(world).options == (("Agree", 0), ("Neither", 0), ("Disagree", 1))
    assert table(world).base == 1


def test_several_options_of_one_response_count_each_once():
    world = World()
    response = world.tick(world.who("Ann"), "Agree")
    for option in ("Neither", "Neither"):
        world.answers.append(Answer(response_id=response.id, question_id="q1", value=option))

    assert table(world).options == (("Agree", 1), ("Neither", 1), ("Disagree", 0))
    assert table(world).base == 1


def test_an_open_question_has_no_table_and_a_blank_tick_is_no_answer():
    world = World()
    world.tick(world.who("Ann"), "  ")

    assert table(world, "q2") is None
    assert table(world).base == 0
