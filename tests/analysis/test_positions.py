"""Positions fold by respondent from ticks and texts."""

from consult.analysis.findings import find
from consult.domain.coding import Position
from tests.analysis.world import LANES, World


def lanes(world, question_id="q1"):
    found = next(q for q in find(world.corpus()).questions if q.question_id == question_id)
    return next(p for p in found.propositions if p.proposition_id == LANES.id)


def test_a_respondent_stands_once_however_often_it_speaks():
    world = World()
    who = world.who("Ann")
    world.says(who, "Lanes help me.", Position.AGREE)
    world.says(who, "Lanes help my son.", Position.AGREE)
    world.tick(who, "Agree")

    result = lanes(world)

    assert (result.base, result.positions) == (1, {Position.AGREE: (who,)})


def test_a_tick_and_a_text_fold_together():
    world = World()
    ann, ben, cleo = (world.who(n) for n in ("Ann", "Ben", "Cleo"))
    world.tick(ann, "Agree")
    world.says(ann, "Yes, only if buses keep running.", Position.AGREE_WITH_CONDITIONS)
    world.tick(ben, "Agree")
    world.says(ben, "It would ruin my street.", Position.DISAGREE)
    world.tick(cleo, "Neither")
    world.says(cleo, "Hard to say.", Position.UNCLEAR)

    assert lanes(world).positions == {
        Position.AGREE_WITH_CONDITIONS: (ann,),
        Position.MIXED: (ben,),
        Position.NEITHER: (cleo,),
    }


def test_those_who_do_not_speak_to_a_proposition_are_not_in_its_base():
    world = World()
    ann, ben = world.who("Ann"), world.who("Ben")
    world.says(ann, "Lanes help me.", Position.AGREE)
    world.says(ben, "Where is my bin?")

    assert lanes(world, "q2").base == 1


def test_unclear_is_shown():
    world = World()
    ann = world.who("Ann")
    world.says(ann, "Lanes, well.", Position.UNCLEAR)

    assert lanes(world).positions == {Position.UNCLEAR: (ann,)}


def test_what_a_person_decided_outweighs_the_machine():
    world = World()
    segment = world.says(world.who("Ann"), "Lanes, oh great.", Position.AGREE)
    world.stance(segment, Position.DISAGREE, coder="person:analyst")

    assert list(lanes(world).positions) == [Position.DISAGREE]


def test_a_position_counts_for_whoever_speaks_and_nobody_else():
    world = World()
    ann, ben = world.who("Ann"), world.who("Ben")
    segment = world.says(ann, "Lanes help me.", Position.AGREE)
    wrong = world.stance_codings[-1]
    from dataclasses import replace

    world.stance_codings.append(replace(wrong, respondent_id=ben))
    world.says(ben, "Where is my bin?")

    assert lanes(world).positions == {Position.AGREE: (segment.respondent_id,)}
