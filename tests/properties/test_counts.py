"""Whatever a consultation holds: counts are conserved, order changes nothing, all recomputes."""

from dataclasses import fields, replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from consult.analysis.counts import tally
from consult.analysis.findings import find
from consult.analysis.options import FindingOptions, WordTable
from consult.analysis.recompute import recompute
from consult.analysis.standing import counts
from consult.analysis.wording import lint, quantity_word
from consult.domain.coding import Position
from consult.domain.document import Role
from consult.domain.ledger import Consent, Mark, RespondentKind, ResponseState
from consult.domain.run import Corpus
from tests.analysis.world import LANES, PARKING, World

WORDS = ("lanes", "help", "However", "we", "“never”", "must", "trees", "3 of 4", "Ann", "100%")
PARAGRAPHS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
STATES = st.sampled_from((*[ResponseState.VALID] * 6, *ResponseState))
OPTIONS = st.builds(
    FindingOptions,
    campaign_identical=st.sampled_from(("none", "one", "each")),
    late=st.sampled_from(("include", "exclude")),
    reported=st.sampled_from(("show", "count")),
    words=st.builds(WordTable, small_base=st.integers(0, 12)),
    single_point_up_to=st.integers(0, 3),
    quotes_per_finding=st.integers(1, 4),
)


@st.composite
def worlds(draw):
    """A consultation with campaigns, reports, ticks, themes and every state and consent."""
    world = World()
    people = [
        world.who(
            f"Name {n}",
            draw(st.sampled_from(RespondentKind)),
            draw(st.sampled_from(Consent)),
            {"area": draw(st.sampled_from(("North", "South")))},
        )
        for n in range(draw(st.integers(1, 7)))
    ]
    for number in range(draw(st.integers(0, 14))):
        add_letter(draw, world, draw(st.sampled_from(people)), number)
    for number in range(draw(st.integers(0, 6))):
        option = draw(st.sampled_from(("Agree", "Neither", "Disagree", "Other")))
        world.tick(draw(st.sampled_from(people)), option, day=number + 1)
    add_themes(draw, world)
    if draw(st.booleans()):
        add_campaign(draw, world, people)
    return world


def add_letter(draw, world, who, number):
    text = draw(PARAGRAPHS) + f" {number}."
    if draw(st.integers(0, 5)) == 0:
        (segment,) = world.reported(who, text, name=f"article {number}")
    else:
        role = draw(st.sampled_from((*[Role.RESPONSE] * 5, Role.EVIDENCE)))
        marks = draw(st.sampled_from(((), (), (Mark.LATE,), (Mark.RESTRICTED,))))
        name = f"letter {number}"
        (segment,) = world.letter(who, text, name=name, role=role, state=draw(STATES), marks=marks)
    for question_id in draw(st.sets(st.sampled_from(("q1", "q2", "q3")))):
        world.answers_question(segment, question_id)
        proposition = PARKING if question_id == "q3" else LANES
        if draw(st.booleans()):
            position = draw(st.sampled_from(Position))
            world.stance(segment, position, question_id=question_id, proposition=proposition)
    for act in draw(st.sets(st.sampled_from(("ask", "evidence_challenge", "condition")))):
        world.does(segment, **{act: text.split(" ")[0]})


def add_themes(draw, world):
    for number in range(draw(st.integers(0, 4))):
        question_id = draw(st.sampled_from(("q2", "q3", None)))
        coded = {c.segment_id for c in world.question_codings if c.question_id == question_id}
        asked = {c.segment_id for c in world.question_codings}
        choice = [
            s
            for s in world.segments
            if (s.id in coded if question_id else s.id not in asked) and draw(st.booleans())
        ]
        if choice:
            world.theme(f"theme {number}", question_id, *choice)


def add_campaign(draw, world, people):
    text = "Please drop the lanes from the plan."
    senders = draw(st.lists(st.sampled_from(people), min_size=1, max_size=5, unique=True))
    copies = [world.says(who, text, name=f"copy {who}") for who in senders]
    world.campaign(copies)


def shuffled(corpus: Corpus, seed: int) -> Corpus:
    """The same corpus with every tuple of records in another order."""
    random = Random(seed)
    changes = {}
    for field in fields(corpus):
        value = getattr(corpus, field.name)
        if isinstance(value, tuple):
            changes[field.name] = tuple(random.sample(value, len(value)))
    return replace(corpus, **changes)


@given(worlds(), OPTIONS, st.integers(0, 2**16))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_records_changes_nothing(world, options, seed):
    corpus = world.corpus()

    first = find(corpus, options, world.acts)
    second = find(shuffled(corpus, seed), options, world.acts)

    assert first == second


@given(worlds(), OPTIONS)
@settings(max_examples=60, deadline=None)
def test_every_number_recomputes_and_every_statement_passes_the_linter(world, options):
    corpus = world.corpus()
    findings = find(corpus, options, world.acts)

    assert recompute(findings.questions, corpus, options, findings.quotes) == []


@given(worlds(), OPTIONS)
@settings(max_examples=60, deadline=None)
def test_counts_are_conserved(world, options):
    corpus = world.corpus()
    heard = {r.respondent_id for r in corpus.responses if counts(r, options)}

    for found in find(corpus, options, world.acts).questions:
        assert found.base == len(set(found.base_respondent_ids))
        assert found.received.campaign_collapsed <= found.received.respondents
        if options.campaign_identical == "each":
            assert found.base == found.received.respondents
        if options.campaign_identical == "one":
            assert found.base == found.received.campaign_collapsed
        silent = len(found.silent_organisation_ids) + found.silent_individuals
        if found.question_id is not None and options.reported == "show":
            assert found.received.respondents + silent == len(heard)
        for result in found.propositions:
            stood = [who for ids in result.positions.values() for who in ids]
            assert len(stood) == len(set(stood)) == result.base
            assert set(stood) <= set(found.base_respondent_ids)


@given(worlds(), OPTIONS)
@settings(max_examples=60, deadline=None)
def test_every_quote_is_exact_and_allowed(world, options):
    corpus = world.corpus()
    findings = find(corpus, options, world.acts)
    documents = {d.id: d for d in corpus.documents}
    private = {r.id for r in corpus.respondents if r.consent is Consent.PRIVATE}
    used = {
        i
        for q in findings.questions
        for i in (
            *q.unclustered_quote_ids,
            *(i for f in (*q.findings, *q.reported) for i in f.quote_ids),
        )
    }

    assert used == {q.id for q in findings.quotes}
    for quote in findings.quotes:
        quote.check(documents[quote.document_id])
        assert quote.respondent_id not in private


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_no_segment_that_answers_a_question_vanishes(world):
    """It stands behind a finding, in the list of what no theme holds, or may not be shown."""
    corpus = world.corpus()
    options = FindingOptions(campaign_identical="each", quotes_per_finding=50)
    findings = find(corpus, options, world.acts)
    respondents = {r.id: r for r in corpus.respondents}
    response_of = {i: r for r in corpus.responses for i in r.item_ids}
    item_of = {d.id: d.item_id for d in corpus.documents if d.role is Role.RESPONSE}
    for found in findings.questions:
        standing = {who for f in found.findings for who in f.respondent_ids}
        listed = {q.respondent_id for q in findings.quotes if q.id in found.unclustered_quote_ids}
        for coding in corpus.question_codings:
            segment = next(s for s in corpus.segments if s.id == coding.segment_id)
            response = response_of.get(item_of.get(segment.document_id, ""))
            if coding.question_id != found.question_id or response is None:
                continue
            if response.state is not ResponseState.VALID or response.marks == (Mark.RESTRICTED,):
                continue
            if respondents[segment.respondent_id].consent is Consent.PRIVATE:
                continue
            assert segment.respondent_id in standing | listed


@given(st.lists(st.tuples(st.sampled_from(("a", "b")), st.sampled_from(ResponseState))))
def test_received_is_the_sum_of_channels_and_of_states(ledger):
    world = World()
    for number, (channel, state) in enumerate(ledger):
        world.response("who_a", f"response {number}", state=state, channel=channel)

    counted = tally(world.responses)

    assert counted.received == len(ledger)
    assert sum(n for _, n in counted.states) == len(ledger)
    assert sum(c.received for c in counted.channels) == len(ledger)


@given(st.integers(1, 400), st.data())
def test_a_word_never_says_more_than_the_number(base, data):
    n = data.draw(st.integers(1, base))
    word = quantity_word(n, base, WordTable())
    statement = f"{word.capitalize()} respondents ({n} of {base}) agree."

    assert word != "most" or 2 * n > base
    assert word != "all" or n == base
    if base >= WordTable().small_base and word != "one":
        assert lint(statement, n, base, WordTable()) == ()
