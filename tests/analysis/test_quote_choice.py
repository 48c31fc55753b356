"""Quotes are exact, clear, cleared, and from different respondents."""

from dataclasses import replace

import pytest

from consult.analysis.clarity import clarity
from consult.analysis.options import FindingOptions
from consult.analysis.quote_choice import Candidate, choose, key_sentence, quote_span
from consult.analysis.standing import take_stand
from consult.domain.document import Span
from consult.domain.ledger import Consent, Mark, ResponseState
from tests.analysis.world import ORGANISATION, World

LONG = (
    "The plan has been discussed for years in many meetings that led nowhere at all. "
    "Nobody asked the traders. "
    "Lanes on main roads would help children cycle to school. "
    "My own journey would change little."
)


def choice(world, *segments, limit=4, **kwargs):
    options = FindingOptions(quotes_per_finding=limit)
    standing = take_stand(world.corpus(), options)
    candidates = [Candidate(spoken=standing.own[s.id]) for s in segments if s.id in standing.own]
    return choose(candidates, standing, options, **kwargs)


def test_a_quote_is_one_to_three_sentences_that_hold_the_focus():
    start = LONG.index("Nobody")
    span = quote_span(LONG, Span(start=start, end=start + 6))
    text = LONG[span.start : span.end]

    assert text.startswith("Nobody asked the traders.")
    assert text.count(".") == 3


def test_without_a_focus_the_sentence_nearest_to_the_point_is_kept():
    span = quote_span(LONG, None, "The council should build cycle lanes on main roads.")

    assert "Lanes on main roads would help" in LONG[span.start : span.end]


def test_a_similarity_may_find_the_sentence():
    last = quote_span(
        "One. " * 40 + LONG, None, "x", lambda _, texts: [t == texts[-1] for t in texts]
    )

    assert (("One. " * 40) + LONG)[last.start : last.end].endswith("change little.")


def test_quotes_come_from_different_respondents_where_others_exist():
    world = World()
    club, ann = world.who("Club", ORGANISATION), world.who("Ann")
    segments = [
        world.says(club, f"The club finds that lanes help riders of kind number {n}.")
        for n in range(3)
    ]
    segments.append(world.says(ann, "Lanes help me."))

    quotes = choice(world, *segments)

    assert sorted(q.respondent_id for q in quotes) == sorted([club, ann])


def test_kinds_of_respondent_take_turns():
    world = World()
    people = [world.who(f"Person {n}") for n in range(4)]
    clubs = [world.who(f"Club {n}", ORGANISATION) for n in range(2)]
    segments = [
        world.says(who, f"Lanes would help every rider on road number {n} in our town.")
        for n, who in enumerate([*people, *clubs])
    ]

    quotes = choice(world, *segments)

    assert len([q for q in quotes if q.respondent_id in clubs]) == 2


def test_a_lone_respondent_may_give_several_quotes():
    world = World()
    who = world.who("Ann")
    segments = [world.says(who, f"Lanes help me in way number {n}.") for n in range(6)]

    assert len(choice(world, *segments, limit=3)) == 3


def test_the_same_words_are_quoted_once():
    world = World()
    segments = [world.says(world.who(f"P{n}"), "We want lanes on every road.") for n in range(3)]

    assert len(choice(world, *segments)) == 1


@pytest.mark.parametrize(
    ("consent", "text", "quoted"),
    [
        (Consent.PRIVATE, "Lanes help me.", False),
        (Consent.ANONYMOUS, "Lanes help me.", True),
        (Consent.ANONYMOUS, "I, Robin Reed, want lanes.", False),
        (Consent.PUBLISH, "I, Robin Reed, want lanes.", True),
    ],
)
def test_only_what_may_be_shown_is_quoted(consent, text, quoted):
    world = World()
    segment = world.says(world.who("Robin Reed", consent=consent), text)

    assert bool(choice(world, segment)) is quoted


@pytest.mark.parametrize("mark", [Mark.RESTRICTED, Mark.SAFEGUARDING])
def test_a_marked_response_counts_but_is_not_quoted(mark):
    world = World()
    segment = world.says(world.who("Ann"), "Lanes help me.", marks=(mark,))

    assert choice(world, segment) == ()


@pytest.mark.parametrize("mark", [Mark.RESTRICTED, Mark.SAFEGUARDING])
def test_what_a_marked_response_lent_to_another_is_not_quoted_there(mark):
    """Merged into a response without a mark, its words count with that one's and are not shown."""
    world = World()
    ann = world.who("Ann")
    own = world.says(ann, "Trees help me.")
    lent = world.says(ann, "Lanes help me.", marks=(mark,))
    whole, part = world.responses
    world.responses = [
        replace(whole, item_ids=(*whole.item_ids, *part.item_ids)),
        replace(part, state=ResponseState.MERGED),
    ]

    assert [q.segment_id for q in choice(world, own, lent)] == [own.id]


def test_what_only_leads_into_a_list_is_quoted_only_where_there_is_nothing_else():
    world = World()
    who = world.who("Ann")
    lead = world.says(who, "We want these three things for every street in the town:")
    item = world.says(who, "trees")

    assert [q.segment_id for q in choice(world, lead, item)] == [item.id]
    assert [q.segment_id for q in choice(world, lead)] == [lead.id]


def test_what_was_shown_is_quoted_again_only_where_there_is_nothing_else():
    world = World()
    ann, ben = world.who("Ann"), world.who("Ben")
    segments = [world.says(ann, "Lanes help me."), world.says(ben, "Lanes help us.")]
    (first, *_) = choice(world, segments[0])

    assert [q.respondent_id for q in choice(world, *segments, shown=[first])] == [ben, ann]
    more = world.says(ann, "Lanes slow the lorries down.")
    fresh = choice(world, *segments, more, shown=[first])
    assert {q.segment_id for q in fresh} == {segments[1].id, more.id}
    assert choice(world, segments[0], shown=[first]) == (first,)
    assert len(choice(world, *segments, shown=[first], again=True)) == 2


def test_marks_of_quotation_without_a_partner_are_left_out():
    text = "“Lanes help children to cycle to school every day. They do,” she said."
    span = key_sentence(text)

    assert text[span.start : span.end] == "Lanes help children to cycle to school every day."


def test_reported_words_are_said_without_who_said_them():
    text = "“Lanes help children to cycle to school every day,” said its chair, Ann Other."
    reported, own = key_sentence(text, reported=True), key_sentence(text)
    rest = text.removeprefix("“")
    closing = key_sentence(rest, reported=True)

    assert text[reported.start : reported.end] == "Lanes help children to cycle to school every day"
    assert rest[closing.start : closing.end] == "Lanes help children to cycle to school every day"
    assert (own.start, own.end) == (0, len(text))


def test_clarity_prefers_what_stands_alone():
    clear = "Cycle lanes on main roads would help children to ride to school safely."

    assert clarity(clear) > clarity("This is it.")
    assert clarity(clear) > clarity("However, " + clear.lower())
    assert clarity("") == 0.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '"No child should need two buses to get to school," said its founder, Rob Lane.',
            "No child should need two buses to get to school",
        ),
        ("The Forum, a group, said that it would fight the plan.", "it would fight the plan."),
        ("The Forum said the plan would cost us jobs.", "the plan would cost us jobs."),
    ],
)
def test_reported_words_are_parted_from_who_said_them_whatever_the_marks(text, words):
    span = key_sentence(text, reported=True)
    assert text[span.start : span.end] == words


def test_the_key_sentence_is_the_one_in_focus_or_the_clearest():
    start = LONG.index("My own")
    clearest, focused = key_sentence(LONG), key_sentence(LONG, Span(start=start, end=start + 2))

    assert LONG[focused.start : focused.end] == "My own journey would change little."
    assert LONG[clearest.start : clearest.end].startswith(("The plan", "Lanes"))


def test_a_sentence_comes_with_the_one_that_names_its_subject():
    text = "The town needs a plan for lanes. This should be paid for by the county."
    focus = Span(start=text.index("This"), end=len(text))

    assert key_sentence(text, focus) == Span(start=0, end=len(text))
    assert quote_span(text, focus) == Span(start=0, end=len(text))


def test_what_others_say_comes_with_what_is_said_to_it():
    text = "People say that parents want the dearest school. We wanted the nearest one."

    assert key_sentence(text, Span(start=0, end=10)) == Span(start=0, end=len(text))


def test_a_clear_sentence_stays_alone_and_so_does_one_behind_a_question():
    clear = "Lanes are good. The town needs a plan for lanes that the county pays for."
    asked = "Who pays for lanes? It should be the county that pays, and nobody else."
    start, behind = clear.index("The town"), asked.index("It should")

    assert key_sentence(clear, Span(start=start, end=start + 3)).start == start
    assert key_sentence(asked, Span(start=behind, end=behind + 3)).start == behind


def test_indirect_speech_is_said_without_its_speaker():
    text = "Ann Other, chair of the Riders, said the lanes had been badly planned from the start."
    span, mixed = key_sentence(text, reported=True), text.replace("said", "welcomed lanes but said")

    assert text[span.start : span.end] == "the lanes had been badly planned from the start."
    assert key_sentence(mixed, reported=True) == Span(start=0, end=len(mixed))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Question 3: There is nowhere to moor a boat.", "There is nowhere to moor a boat."),
        ("Q4. Moor the boats elsewhere.", "Moor the boats elsewhere."),
        ("Question 3 is hard to answer.", "Question 3 is hard to answer."),
    ],
)
def test_the_number_of_a_question_is_no_part_of_what_is_said(text, said):
    span = key_sentence(text)

    assert text[span.start : span.end] == said
