"""A sentence whose subject stands before it is quoted together with that."""

import pytest

from consult.analysis.context import leans
from consult.analysis.findings import find
from consult.analysis.options import FindingOptions
from consult.analysis.quote_choice import Candidate, choose, key_sentence
from consult.analysis.standing import take_stand
from consult.domain.document import Span
from consult.domain.ledger import Consent
from consult.domain.quote import Quote
from consult.domain.segment import Voice, VoiceKind
from tests.analysis.world import World
from tests.builders import make_document, make_segment


@pytest.mark.parametrize(
    "sentence",
    [
        "This should be reviewed.",
        "We question whether they are a sound basis for decisions.",
        "But somebody has to look after them.",
        "Nobody has thought about them.",
        "Both may turn out to be right.",
        "Unless they are exempt we cannot support it.",
        "Eleven of our members can use none of these.",
        "It should be listed and put to use.",
        "We could only support this if bees were let through.",
    ],
)
def test_a_sentence_leans_on_what_it_does_not_name(sentence):
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I would use the tram if it came more often.",
        "We ask that the ferry runs on Sundays.",
        "The orchard needs pruning and nobody does it.",
        "People will tell you that nobody swims there.",
        "It is important that the weir is repaired.",
        "We think it is important that the weir is repaired.",
        "I believe it would be wrong to close the weir.",
        "Both banks should be mown.",
    ],
)
def test_a_sentence_that_names_its_subject_does_not_lean(sentence):
    assert not leans(sentence)


def paragraph(world, who, *sentences, voices=None):
    """One block with a segment for each sentence."""
    world.response(who, f"letter of {who}")
    document = make_document(" ".join(sentences), name=f"letter of {who}", respondent_id=who)
    world.documents.append(document)
    own = Voice(kind=VoiceKind.RESPONDENT)
    made = [
        make_segment(document, s, respondent_id=who, voice=voice)
        for s, voice in zip(sentences, voices or [own] * len(sentences), strict=True)
    ]
    world.segments.extend(made)
    return made


def quote_of(world, segment):
    standing = take_stand(world.corpus(), FindingOptions())
    candidate = Candidate(spoken=standing.own[segment.id])
    (quote,) = choose([candidate], standing, FindingOptions())
    return quote


def test_a_leaning_segment_is_quoted_with_the_sentence_before_it():
    world = World()
    figures = "Your figures for visitors are six years old."
    doubt = "We question whether they are a sound basis for decisions."
    _, segment = paragraph(world, world.who("Ann"), figures, doubt)

    quote = quote_of(world, segment)
    said = key_sentence(quote.text, Span(start=len(figures) + 1, end=len(quote.text)))

    assert (quote.text, quote.segment_id) == (f"{figures} {doubt}", segment.id)
    assert said == Span(start=0, end=len(quote.text))


def test_what_somebody_else_says_is_not_taken_along():
    """The words of the consulting body before an answer are not the answer's."""
    world = World()
    doubt = "We question whether they are a sound basis for decisions."
    _, segment = paragraph(
        world,
        world.who("Ann"),
        "The paper says that visits doubled.",
        doubt,
        voices=[Voice(kind=VoiceKind.CONSULTER), Voice(kind=VoiceKind.RESPONDENT)],
    )

    assert quote_of(world, segment).text == doubt


def test_an_answer_is_quoted_with_what_it_answers():
    """Who only passes on what others say goes on to say something to it."""
    world = World()
    said, answer = "It is tempting to read the figure as proof of failure.", "I would be careful."
    _, second = paragraph(world, world.who("Ann"), said, answer)

    assert quote_of(world, second).text == f"{said} {answer}"


def test_what_is_only_passed_on_is_no_point_of_its_own():
    """It is told with its answer; alone, it would be told as its author's view."""
    world = World()
    said, answer = "People say that the weir is a danger to boats.", "We never saw an accident."
    made = paragraph(world, world.who("Ann"), said, answer)
    for one in made:
        world.answers_question(one, "q3")
        world.theme(f"theme of {one.id}", "q3", one)

    told = [f.statement for q in find(world.corpus()).questions for f in q.findings]

    assert [said in one and answer in one for one in told if said in one] == [True]


def test_what_leans_itself_makes_nothing_plain():
    world = World()
    *_, segment = paragraph(
        world, world.who("Ann"), "It never was.", "They all say so.", "Nobody asked them."
    )

    assert quote_of(world, segment).text == "Nobody asked them."


def test_a_statement_says_the_counted_sentence_and_not_the_one_before_it():
    """What a quote takes along is there for its subject."""
    world = World()
    ann, bob = world.who("Ann", consent=Consent.PRIVATE), world.who("Bob")
    said = world.says(ann, "A weir would make the way to school longer.", question_id="q3")
    bins = "The bins behind the market hall should be emptied every single day."
    before, after = paragraph(world, bob, bins, "It will make the way to school longer.")
    world.answers_question(before, "q3")
    world.answers_question(after, "q3")
    theme = world.theme("way to school", "q3", said, after)
    document = next(d for d in world.documents if d.id == said.document_id)
    key = Quote.cut(document, said.start, said.end, segment_id=said.id, respondent_id=ann)

    result = find(world.corpus(), key_points={theme.id: key})

    told = [f.statement for q in result.questions for f in q.findings if len(f.respondent_ids) == 2]
    assert told
    assert all("It will make the way to school longer." in statement for statement in told)
