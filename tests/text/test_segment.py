"""Segments: one block, one voice, one point; and nothing of a document is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.document import BlockKind, Role, Span
from consult.domain.segment import CONSULTER_VOICE, RESPONDENT_VOICE, VoiceKind, VoiceSpan
from consult.text.segment import segment
from tests.builders import make_document


def sentences(document):
    """Sentences that end in a full stop, for tests without a model."""
    return [
        tuple(
            Span(start=m.start(), end=m.end())
            for m in re.finditer(r"\S[^.!?]*[.!?]?", document.text[b.start : b.end].rstrip())
        )
        for b in document.blocks
    ]


def cut(document, voices=None):
    voices = voices or [VoiceSpan(start=0, end=len(document.text), voice=RESPONDENT_VOICE)]
    return segment(
        document,
        sentences(document),
        voices,
        lambda v: "who_a" if v.kind is VoiceKind.RESPONDENT else None,
    )


def texts(document):
    return [s.text for s in cut(document).segments]


def test_contrast_begins_a_point():
    """What comes after "However" is another segment than the praise before it."""
    document = make_document(
        "The plan for the market square is welcome and long overdue. "
        "However, the loss of the bus stop would shut out everybody who cannot drive."
    )
    assert len(texts(document)) == 2


@pytest.mark.parametrize("opener", ["Alongside this", "In parallel", "Secondly", "In addition"])
def test_a_move_to_another_matter_begins_a_point(opener):
    """Moves between matters part segments."""
    document = make_document(
        f"The library should open on Sundays for families. {opener}, the pool needs a new roof."
    )
    assert len(texts(document)) == 2


@pytest.mark.parametrize(
    "follow", ["This means nurses walk home.", "For example, nurses walk home.", "It is unfair."]
)
def test_a_follow_up_stays(follow):
    """A sentence and what it means or exemplifies are one point."""
    document = make_document(f"There is no bus after six o'clock in the evening. {follow}")
    assert len(texts(document)) == 1


def test_a_long_paragraph_gives_several():
    """Ten sentences on ten matters are not one segment, and none has more than four."""
    matters = "bus library pool school market river hall bridge clinic park".split()  # noqa: SIM905
    document = make_document(
        " ".join(
            f"The town {m} has been left without proper money for many years." for m in matters
        )
    )
    found = texts(document)
    assert len(found) >= 4
    assert all(t.count(".") <= 4 for t in found)


def test_fragments_join_their_neighbour():
    """ "Yes." is no point without what follows, nor is a last word without what was said."""
    assert texts(make_document("Yes. The library should open on Sundays for families.")) == [
        "Yes. The library should open on Sundays for families."
    ]
    assert len(texts(make_document("The library should open on Sundays. Please. Thanks."))) == 1


def test_a_voice_change_parts_segments():
    """Words of the consulter never share a segment with the respondent's, and are nobody's."""
    document = make_document("The report says buses cost too much. This is plainly wrong for us.")
    middle = document.text.index("This")
    voices = [
        VoiceSpan(start=0, end=middle, voice=CONSULTER_VOICE),
        VoiceSpan(start=middle, end=len(document.text), voice=RESPONDENT_VOICE),
    ]
    first, second = cut(document, voices).segments
    assert (first.voice, first.respondent_id) == (CONSULTER_VOICE, None)
    assert (second.voice, second.respondent_id) == (RESPONDENT_VOICE, "who_a")


def test_context_is_headings_then_lead_in():
    """A list item knows its headings and the sentence that leads into the list."""
    document = make_document("# Transport", "We ask for:", "- a bus every hour on Sundays")
    item = cut(document).segments[-1]
    assert [document.text[s.start : s.end] for s in item.context] == ["Transport", "We ask for:"]
    assert item.text == "a bus every hour on Sundays"


def test_answers_keep_their_question_and_filler_is_set_apart():
    """An answer carries the form's question; a cross-reference is set apart by name."""
    document = make_document("See above", "None", kinds=(BlockKind.ANSWER, BlockKind.ANSWER))
    assert [a.reason for a in cut(document).set_apart] == ["filler:cross_reference", "filler:none"]


def test_none_is_an_answer_to_any_concerns():
    """With the question's wording at hand "None" is coded."""
    block = make_document("None", kinds=(BlockKind.ANSWER,))
    document = type(block)(
        **{f: getattr(block, f) for f in block.__slots__ if f != "blocks"},
        blocks=tuple(
            type(b)(
                **{f: getattr(b, f) for f in b.__slots__ if f != "question_id"}, question_id="q1"
            )
            for b in block.blocks
        ),
    )
    done = segment(
        document,
        sentences(document),
        [VoiceSpan(start=0, end=4, voice=RESPONDENT_VOICE)],
        lambda v: "who_a",
        lambda q: "Do you have any concerns?",
    )
    assert [(s.text, s.question_id) for s in done.segments] == [("None", "q1")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The chart above forecasts spending on buses.", "caption"),
        ("Figure 3: journeys by month", "caption"),
        ("284,400", "figures"),
        ("284,400 journeys made in the six months to September", "figures"),
        ("Dear Sir or Madam,", "salutation"),
        ("Yours faithfully", "salutation"),
    ],
)
def test_what_is_no_opinion_is_set_apart(text, reason):
    """Captions, figures and greetings are set apart with a reason."""
    document = make_document(text, "We want the bus back, please, every evening of the week.")
    assert [a.reason for a in cut(document).set_apart] == [reason]


def test_a_sentence_with_a_number_is_kept():
    """Numbers in a sentence are evidence, not a figure."""
    assert len(texts(make_document("2,000 people signed our petition against the closure."))) == 1


def test_evidence_and_paper_are_nobodys_view():
    """In a paper no segment has a respondent, whoever the voice would be."""
    document = make_document("We propose to close the bus station.", role=Role.PAPER)
    assert [s.respondent_id for s in cut(document).segments] == [None]


WORDS = st.sampled_from(
    ["The", "plan", "fails.", "However,", "we", "agree!", "284,400", "Yes.", "This", "is", "Why?",
     "“so,”", "n/a", "- ", "See above", "Dear Sir", "buses", "—", "…"]
)  # fmt: skip


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=40), min_size=1, max_size=6),
    st.lists(st.sampled_from(list(BlockKind)), min_size=6, max_size=6),
)
@settings(max_examples=200, deadline=None)
def test_no_character_is_lost(paragraphs, kinds):
    """Segments and what is set apart hold each character but white space exactly once."""
    document = make_document(
        *(" ".join(p).strip() or "x" for p in paragraphs), kinds=tuple(kinds[: len(paragraphs)])
    )
    done = cut(document)
    covered = [0] * len(document.text)
    spans = [(s.start, s.end) for s in done.segments]
    spans += [(a.span.start, a.span.end) for a in done.set_apart]
    for start, end in spans:
        for position in range(start, end):
            covered[position] += 1
    assert all(
        count == 1 or (count == 0 and char.isspace())
        for char, count in zip(document.text, covered, strict=True)
    )
    assert len({s.id for s in done.segments}) == len(done.segments)
    assert all(document.text[s.start : s.end] == s.text for s in done.segments)
    assert all(a.reason for a in done.set_apart)


def test_the_label_over_an_answer_is_no_point_of_its_own():
    """Alone, or where the wording behind it is the consulter's; a form's answer may be one."""
    document = make_document("Question 4.", "Question | Your response", "The pier is long.")
    done = cut(document)
    assert [s.text for s in done.segments] == ["The pier is long."]
    assert [a.reason for a in done.set_apart] == ["heading", "heading"]
    asked = make_document("Question 4. How long is it?")
    end = len("Question 4.")
    voices = [
        VoiceSpan(start=0, end=end, voice=RESPONDENT_VOICE),
        VoiceSpan(start=end, end=len(asked.text), voice=CONSULTER_VOICE),
    ]
    assert [s.voice for s in cut(asked, voices).segments] == [CONSULTER_VOICE]


def test_a_note_of_a_source_is_set_apart():
    """It says where a figure comes from, which is nobody's point."""
    document = make_document(
        "¹ Quay annual report 2025, page 31.", "¹ The report of 2025 is wrong."
    )
    done = cut(document)
    assert [s.text for s in done.segments] == ["¹ The report of 2025 is wrong."]
    assert [a.reason for a in done.set_apart] == ["note"]


def test_a_quotation_is_not_cut_in_two():
    """Its second sentence would be told with a mark that closes nothing."""
    for opening, closing in (('"', '"'), ("“", "”")):
        said = f"One of the crew put it so: {opening}I fell in. The ladder had gone.{closing}"
        done = texts(make_document(f"The pier is long and old. {said} The board mended nothing."))
        assert said in done or any(said in one for one in done)
        assert all(one.count(opening) + one.count(closing) in (0, 2, 4) for one in done)
