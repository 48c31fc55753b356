"""Findings per question: their kinds, their homes, their order."""

from dataclasses import replace

import pytest

from consult.analysis.findings import find
from consult.analysis.options import FindingOptions
from consult.analysis.recompute import recompute
from consult.domain.coding import TICK_CODER, Position, ThemeStatus
from consult.domain.consultation import Proposition
from consult.domain.finding import FindingKind
from consult.domain.ledger import Consent
from consult.domain.outcome import Exclusion
from consult.domain.quote import Quote
from tests.analysis.world import LANES, MODEL, ORGANISATION, PARKING, World
from tests.builders import make_document, make_segment


def of(findings, question_id):
    return next(q for q in findings.questions if q.question_id == question_id)


def kinds(found):
    return [f.kind for f in found.findings]


def run(world, **kwargs):
    return find(world.corpus(), FindingOptions(**kwargs), world.acts)


def test_questions_come_in_the_order_of_the_paper_and_outside_last():
    assert [q.question_id for q in run(World()).questions] == ["q1", "q2", "q3", None]


def test_agreement_and_disagreement_are_apart_and_views_differ_between_them():
    world = World()
    people = [world.who(f"Person {n}") for n in range(3)]
    world.says(people[0], "Lanes help me.", Position.AGREE)
    world.says(people[1], "Lanes harm shops.", Position.DISAGREE)
    world.says(people[2], "Lanes harm buses too.", Position.DISAGREE)

    found = of(run(world), "q1")
    by_kind = {f.kind: f for f in found.findings}

    assert kinds(found) == [
        FindingKind.AGREEMENT,
        FindingKind.DISAGREEMENT,
        FindingKind.VIEWS_DIFFER,
    ]
    assert by_kind[FindingKind.AGREEMENT].respondent_ids == (people[0],)
    assert by_kind[FindingKind.DISAGREEMENT].respondent_ids == tuple(sorted(people[1:]))
    assert by_kind[FindingKind.VIEWS_DIFFER].respondent_ids == tuple(sorted(people))
    assert "1 agrees and 2 disagree" in by_kind[FindingKind.VIEWS_DIFFER].statement


def test_one_respondent_with_mixed_views_is_no_difference_between_respondents():
    world = World()
    who = world.who("Ann")
    world.says(who, "Lanes help me.", Position.AGREE)
    world.says(who, "Lanes harm my mother.", Position.DISAGREE)

    found = of(run(world), "q1")

    assert found.findings == ()
    assert found.propositions[0].positions == {Position.MIXED: (who,)}


def test_conditional_support_is_its_own_finding_with_its_condition():
    world = World()
    segment = world.says(
        world.who("Ann"), "Fine, provided that buses keep running.", Position.AGREE_WITH_CONDITIONS
    )
    world.does(segment, condition="provided that buses keep running")

    (finding,) = of(run(world), "q1").findings

    assert finding.kind is FindingKind.CONDITION
    assert finding.statement.endswith(": “provided that buses keep running”.")


def test_proposition_findings_stand_under_the_closed_question_of_a_pair_only():
    world = World()
    world.says(world.who("Ann"), "Lanes help me.", Position.AGREE)

    findings = run(world)

    assert kinds(of(findings, "q1")) == [FindingKind.AGREEMENT]
    assert kinds(of(findings, "q2")) == []
    assert of(findings, "q2").propositions[0].base == 1


def test_a_theme_is_a_point_a_challenge_or_an_ask_by_what_its_respondents_do():
    world = World()
    made = {}
    for label in ("point", "challenge", "ask"):
        made[label] = [
            world.says(
                world.who(f"{label} {n}"), f"Number {n} says this {label}.", question_id="q3"
            )
            for n in range(4)
        ]
        world.theme(label, "q3", *made[label])
    for segment in made["challenge"]:
        world.does(segment, evidence_challenge="says this")
    for segment in made["ask"][:3]:
        world.does(segment, ask="says this")

    found = of(run(world), "q3")

    assert kinds(found) == [FindingKind.EVIDENCE_CHALLENGE, FindingKind.ASK, FindingKind.POINT]
    assert "challenge how the evidence was read" in found.findings[0].statement
    assert "3 of them as an ask" in found.findings[1].statement
    assert all(len(f.respondent_ids) == 4 and f.base == 12 for f in found.findings)


def test_a_lone_challenge_inside_a_theme_is_told_apart():
    world = World()
    segments = [
        world.says(world.who(f"P{n}"), f"Parking number {n} is dear.", question_id="q3")
        for n in range(3)
    ]
    world.theme("dear", "q3", *segments)
    world.does(segments[0], evidence_challenge="Parking number 0 is dear.")

    found = of(run(world), "q3")

    assert kinds(found) == [FindingKind.EVIDENCE_CHALLENGE, FindingKind.POINT]
    assert [len(f.respondent_ids) for f in found.findings] == [1, 3]


def test_a_lone_respondents_ask_inside_a_point_is_told_apart():
    world = World()
    who = world.who("Ann")
    point = world.says(who, "Parking is dear here and nobody comes.", question_id="q3")
    ask = world.says(who, "You should halve the price of parking.", question_id="q3")
    world.theme("dear", "q3", point, ask)
    world.does(ask, ask="You should halve the price of parking.")

    found = of(run(world), "q3")
    quoted = {q.id: q.segment_id for q in run(world).quotes}

    assert kinds(found) == [FindingKind.ASK, FindingKind.POINT]
    assert [[quoted[i] for i in f.quote_ids] for f in found.findings] == [[ask.id], [point.id]]


def test_the_words_of_an_ask_are_those_of_somebody_who_asks():
    world = World()
    segments = [
        world.says(world.who(f"P{n}"), f"Parking costs far too much on day {n}.", question_id="q3")
        for n in range(1)
    ]
    asking = world.says(world.who("Asker"), "Halve it now, please.", question_id="q3")
    also = world.says(world.who("Also"), "Please halve the price of it all.", question_id="q3")
    world.theme("dear", "q3", *segments, asking, also)
    for segment in (asking, also):
        world.does(segment, ask=segment.text)

    (finding,) = of(run(world), "q3").findings

    assert "3 of 3 respondents raise this point, 2 of them as an ask for action" in (
        finding.statement
    )
    assert finding.statement.endswith(("please.”", "all.”"))


def test_a_matter_that_one_of_two_asks_for_is_told_once():
    """Whoever tells what is broken and whoever asks to mend it want one thing."""
    world = World()
    told = world.says(world.who("Teller"), "The lift has been broken since May.", question_id="q3")
    asked = world.says(world.who("Asker"), "Mend the lift in the hall.", question_id="q3")
    world.theme("lift", "q3", told, asked)
    world.does(asked, ask=asked.text)

    (finding,) = of(run(world), "q3").findings

    assert finding.kind is FindingKind.ASK
    assert finding.statement == (
        "2 of 2 respondents raise this point, 1 of them as an ask for action: "
        "“Mend the lift in the hall.”"
    )
    assert len(finding.quote_ids) == 2


def test_an_item_of_a_list_is_told_with_what_leads_into_it():
    world = World()
    who = world.who("Ann")
    document = make_document(
        "We want every child to be able to say:",
        "- I have somewhere warm to sleep at night",
        name="list",
        respondent_id=who,
    )
    world.response(who, "list")
    lead, item = (
        make_segment(document, document.text[b.start : b.end], respondent_id=who)
        for b in document.blocks
    )
    world.documents.append(document)
    for segment in (lead, item):
        world.segments.append(segment)
        world.answers_question(segment, "q3")
        world.theme(segment.text, "q3", segment)

    findings = run(world)
    (finding,) = of(findings, "q3").findings

    assert finding.statement == (
        "One individual (1 of 1) says: “We want every child to be able to say: … "
        "I have somewhere warm to sleep at night”."
    )
    assert len(of(findings, "q3").unclustered_quote_ids) == 1
    assert recompute(findings.questions, world.corpus(), None, findings.quotes) == []


def test_the_last_clauses_of_a_long_lead_stand_before_an_item():
    world = World()
    who = world.who("Ann")
    document = make_document(
        "Our wish for the harbour goes back to the day on which the first lamp was lit there by "
        "the keepers of the old lighthouse on the far side of the bay, so every child should say:",
        "- I have somewhere warm to sleep at night",
        name="list",
        respondent_id=who,
    )
    world.response(who, "list")
    world.documents.append(document)
    for block in document.blocks:
        segment = make_segment(document, document.text[block.start : block.end], respondent_id=who)
        world.segments.append(segment)
        world.answers_question(segment, "q3")
        world.theme(segment.text, "q3", segment)

    findings = run(world)
    (finding,) = of(findings, "q3").findings

    assert finding.statement.endswith(
        "“… so every child should say: … I have somewhere warm to sleep at night”."
    )
    assert recompute(findings.questions, world.corpus(), None, findings.quotes) == []


def test_a_theme_that_findings_on_propositions_already_quote_is_not_repeated():
    world = World()
    quoted = world.says(
        world.who("Ann"), "Parking is cheap.", Position.AGREE, question_id="q3", proposition=PARKING
    )
    world.theme("cheap", "q3", quoted)
    other = world.says(world.who("Ben"), "Trees are missing.", question_id="q3")
    world.theme("trees", "q3", other)

    found = of(run(world), "q3")

    assert kinds(found) == [FindingKind.AGREEMENT, FindingKind.POINT]
    assert "Trees are missing." in found.findings[1].statement


@pytest.mark.parametrize(("filler", "told"), [(0, 1), (12, 2)])
def test_a_point_is_told_already_only_where_a_quote_shows_its_own_words(filler, told):
    """A quote of another sentence of the same segment says nothing of it."""
    world = World()
    condition, ask = "provided that buses run.", "You should move the market."
    between = " ".join(["Shops by the station stay open late in summer."] * filler)
    segment = world.says(
        world.who("Ann"),
        " ".join(filter(None, ("Fine,", condition, between, ask))),
        Position.AGREE_WITH_CONDITIONS,
        question_id="q3",
        proposition=PARKING,
    )
    world.does(segment, condition=condition, ask=ask)

    found = run(world)
    quoted = {q.id: q.text for q in found.quotes}
    findings = of(found, "q3").findings

    assert len(findings) == told
    assert any(ask in quoted[i] for f in findings for i in f.quote_ids)


def test_a_rare_point_is_kept_and_marked():
    world = World()
    for n in range(30):
        world.says(world.who(f"Person {n}"), f"Usual thing {n}.", question_id="q3")
    rare = world.says(world.who("Keeper"), "Swifts nest in the car park roof.", question_id="q3")
    world.theme("usual", "q3", *world.segments[:30])
    world.theme("swifts", "q3", rare)

    usual, single = of(run(world), "q3").findings

    assert (usual.single_point, single.single_point) == (False, True)
    assert "Swifts nest in the car park roof." in single.statement


def test_where_hardly_anybody_answered_nobody_stands_apart():
    world = World()
    only = world.says(world.who("Keeper"), "Swifts nest in the car park roof.", question_id="q3")
    world.theme("swifts", "q3", only)

    (finding,) = of(run(world), "q3").findings

    assert not finding.single_point


def test_of_equally_many_the_clearest_words_come_first():
    world = World()
    texts = (
        "It is.",
        "This shuts them out of it.",
        "Swifts nest in the roof of the old car park.",
    )
    for n, text in enumerate(texts):
        segment = world.says(world.who(f"Person {n}"), text, question_id="q3")
        world.theme(f"theme {n}", "q3", segment)

    statements = [f.statement for f in of(run(world), "q3").findings]

    assert [texts[2] in statements[0], texts[0] in statements[2]] == [True, True]


def test_what_no_theme_holds_is_listed():
    world = World()
    segment = world.says(world.who("Ann"), "Trees are missing.", question_id="q3")

    findings = run(world)
    (quote_id,) = of(findings, "q3").unclustered_quote_ids

    assert {q.id: q.segment_id for q in findings.quotes}[quote_id] == segment.id


def test_what_is_nobodys_view_is_not_listed():
    """It is accounted for among the exclusions, with its reason."""
    world = World()
    signed = world.says(world.who("Ann"), "Ann", question_id="q3")
    world.says(world.who("Bo"), "Trees are missing.", question_id="q3")
    left_out = Exclusion(subject_id=signed.id, stage="code", reason="only its author's name")

    findings = find(replace(world.corpus(), exclusions=(left_out,)), FindingOptions(), world.acts)

    (quote_id,) = of(findings, "q3").unclustered_quote_ids
    assert {q.id: q.text for q in findings.quotes}[quote_id] == "Trees are missing."


def test_segments_that_no_theme_holds_still_give_asks_and_challenges():
    world = World()
    segment = world.says(world.who("Ann"), "You must plant trees.", question_id="q3")
    world.does(segment, ask="You must plant trees.")

    found = of(run(world), "q3")

    assert kinds(found) == [FindingKind.ASK]
    assert found.unclustered_quote_ids == ()


def test_points_outside_the_questions_are_out_of_everybody():
    world = World()
    (segment,) = world.letter(world.who("Ann"), "The library should open on Sundays.")
    world.theme("library", None, segment)
    world.says(world.who("Ben"), "Lanes help me.")

    found = of(run(world), None)

    assert kinds(found) == [FindingKind.OUTSIDE_THE_QUESTIONS]
    assert found.findings[0].base == found.base == 2
    assert found.findings[0].statement.startswith("Outside the questions, one individual (1 of 2)")


def test_asks_outside_the_questions_stay_outside():
    """Also where one act of a theme would be told apart inside a question."""
    world = World()
    (first,) = world.letter(world.who("Ann"), "The library should open on Sundays.")
    (second,) = world.letter(world.who("Ben"), "Your figures on the library do not add up.")
    world.does(first, ask=first.text)
    world.does(second, evidence_challenge=second.text)
    world.theme("library", None, first, second)

    found = of(run(world), None)

    assert set(kinds(found)) == {FindingKind.OUTSIDE_THE_QUESTIONS}
    assert all(f.statement.startswith("Outside the questions") for f in found.findings)


def test_a_rejected_theme_tells_nothing_and_its_segments_are_listed():
    from dataclasses import replace

    world = World()
    segment = world.says(world.who("Ann"), "Trees are missing.", question_id="q3")
    theme = world.theme("trees", "q3", segment)
    world.themes[0] = replace(theme, status=ThemeStatus.REJECTED)

    found = of(run(world), "q3")

    assert found.findings == ()
    assert len(found.unclustered_quote_ids) == 1


def test_private_words_count_and_are_shown_nowhere():
    world = World()
    segment = world.says(
        world.who("Ann", consent=Consent.PRIVATE),
        "Secret trees are missing.",
        Position.AGREE,
        question_id="q3",
        proposition=PARKING,
    )
    world.theme("trees", "q3", segment)

    findings = run(world)
    found = of(findings, "q3")

    assert findings.quotes == ()
    assert [f.respondent_ids for f in found.findings] == [(segment.respondent_id,)] * 2
    assert all("ecret" not in f.statement for f in found.findings)


def test_the_key_point_of_a_theme_leads_its_statement_and_is_among_the_quotes():
    world = World()
    segments = [
        world.says(world.who(f"P{n}"), f"Trees matter to number {n} of us a lot.", question_id="q3")
        for n in range(3)
    ]
    theme = world.theme("trees", "q3", *segments)
    document = next(d for d in world.documents if d.id == segments[2].document_id)
    key = Quote.cut(
        document,
        segments[2].start,
        segments[2].end,
        segment_id=segments[2].id,
        respondent_id=segments[2].respondent_id,
    )

    findings = find(world.corpus(), FindingOptions(), key_points={theme.id: key})

    assert segments[2].text in of(findings, "q3").findings[0].statement
    assert key in findings.quotes


def test_findings_come_by_kind_then_most_respondents_first():
    world = World()
    for label, count in (("few", 1), ("more", 3), ("some", 2)):
        segments = [
            world.says(world.who(f"{label} {n}"), f"{label} thing {n}.", question_id="q3")
            for n in range(count)
        ]
        world.theme(label, "q3", *segments)

    assert [len(f.respondent_ids) for f in of(run(world), "q3").findings] == [3, 2, 1]


def test_a_proposition_in_the_first_person_is_quoted():
    ours = Proposition(
        id="prop_we", chapter_id="ch1", question_ids=("q3",), text="We should plant trees."
    )
    world = World(propositions=(LANES, ours))
    world.says(world.who("Ann"), "Yes.", Position.AGREE, question_id="q3", proposition=ours)

    (finding,) = of(run(world), "q3").findings

    assert finding.statement == ("One individual (1 of 1) agrees with “We should plant trees.”")


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        (PARKING, "One individual (1 of 1), who agrees, says:"),
        (
            replace(PARKING, document_id="doc_paper", start=0, end=34),
            "One individual (1 of 1) says:",
        ),
    ],
)
def test_a_point_names_the_side_of_its_respondents_only_on_what_the_question_asks(asked, subject):
    """Agreement with a claim of the paper that nobody was asked about would hang in the air."""
    world = World(propositions=(LANES, asked))
    ann = world.who("Ann")
    world.says(ann, "Parking is cheap.", Position.AGREE, question_id="q3", proposition=asked)
    point = world.says(ann, "The car park floods.", question_id="q3")
    world.theme("floods", "q3", point)

    told = [f.statement for f in of(run(world), "q3").findings if f.kind is FindingKind.POINT]

    assert [statement.startswith(subject) for statement in told] == [True], told


@pytest.mark.parametrize(
    ("coder", "score", "side"),
    [
        (MODEL, 0.9, ", who disagrees, says"),
        (TICK_CODER, 0.7, " says"),
        (TICK_CODER, 0.9, " says"),
    ],
)
def test_who_writes_for_the_other_side_is_not_introduced_by_the_ticked_one(coder, score, side):
    """The tick counts; words that were read against it are quoted without it."""
    world = World()
    ann = world.who("Ann")
    world.tick(ann, "Disagree")
    segment = world.says(ann, "I am delighted with the lanes.")
    world.stance(segment, Position.UNCLEAR, score=score, coder=coder)
    world.theme("delight", "q2", segment)

    (point,) = [f for f in of(run(world), "q2").findings if f.kind is FindingKind.POINT]

    assert point.statement.startswith(f"One individual (1 of 1){side}: ")


@pytest.mark.parametrize(("score", "side"), [(0.7, ", who disagrees, says"), (0.9, " says")])
def test_other_words_of_such_an_author_lose_the_side_only_where_the_reading_is_sure(score, side):
    world = World()
    ann = world.who("Ann")
    world.tick(ann, "Disagree")
    world.stance(world.says(ann, "I like lanes."), Position.UNCLEAR, score=score, coder=TICK_CODER)
    world.theme("fumes", "q2", world.says(ann, "The fumes are bad for children."))

    (point,) = [f for f in of(run(world), "q2").findings if "fumes" in f.statement]

    assert point.statement.startswith(f"One individual (1 of 1){side}: ")


def test_a_finding_keeps_its_id_when_a_late_response_joins_it():
    world = World()
    world.says(world.who("Ann"), "Lanes help me.", Position.AGREE)
    before = of(run(world), "q1").findings[0]
    world.says(world.who("Ben"), "Lanes help us.", Position.AGREE)
    after = of(run(world), "q1").findings[0]

    assert before.id == after.id
    assert len(after.respondent_ids) == 2


@pytest.mark.parametrize("limit", [1, 2])
def test_no_finding_has_more_quotes_than_the_options_allow(limit):
    world = World()
    for n in range(5):
        world.says(world.who(f"Club {n}", ORGANISATION), f"Lanes help {n}.", Position.AGREE)

    findings = run(world, quotes_per_finding=limit)

    assert all(len(f.quote_ids) <= limit for q in findings.questions for f in q.findings)


def test_a_hostile_name_stays_data():
    world = World()
    name = "Most respondents (100%) <script>\n“of the public”"
    world.says(world.who(name, ORGANISATION), "Lanes help us.", Position.AGREE)

    (finding,) = of(run(world), "q1").findings

    assert finding.statement.startswith("One organisation (Most respondents (100%) <script> “of")
