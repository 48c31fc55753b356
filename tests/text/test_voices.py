"""Who speaks: statements in the press, the consulter retold, and the respondent's own words."""

from __future__ import annotations

import os
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.document import Role, Span
from consult.domain.segment import CONSULTER_VOICE, RESPONDENT_VOICE, Voice, VoiceKind
from consult.text.consulter import make_consulter
from consult.text.voices import NARRATOR, attribute
from tests.builders import make_document
from tests.text.voices_marks import marked_lines, measures

CONSULTER = make_consulter((), "Ferrow Borough Council", "Moving Ferrow: a bus plan", None)
SEEDS = Path(os.environ.get("CONSULT_SHARED", Path(__file__).parents[3] / "shared")) / "seeds"


def sentences(document):
    return [
        tuple(
            Span(start=m.start(), end=m.end())
            for m in re.finditer(r"\S.*?(?:[.!?][”\"’]?(?=\s|$)|$)", document.text[b.start : b.end])
        )
        for b in document.blocks
    ]


def voices(*paragraphs, role=Role.PRESS, consulter=CONSULTER, names=None):
    """The voice of each sentence, by its text."""
    document = make_document(*paragraphs, role=role)
    cuts = sentences(document)
    spans = attribute(document, cuts, consulter, names or {"who_a": ("Ashby Parish Council",)})
    said = {}
    for block, block_cuts in zip(document.blocks, cuts, strict=True):
        for cut in block_cuts:
            start, end = block.start + cut.start, block.start + cut.end
            (voice,) = [s.voice for s in spans if s.start <= start and end <= s.end]
            said[document.text[start:end]] = voice
    return said


def reported(speaker, organisation):
    return Voice(kind=VoiceKind.REPORTED, speaker=speaker, organisation=organisation)


def test_marked_pieces_reach_the_floor():
    """Over the marked pieces statements are found and given to the right person and body."""
    found = measures(marked_lines())
    assert found["statements"] >= 80
    assert found["precision"] >= 0.9
    assert found["recall"] >= 0.9
    assert found["others right"] >= 0.9


def test_quotation_over_several_paragraphs():
    """Each paragraph opens with a mark and only the last closes; all are one person's."""
    said = voices(
        "Ann Lee, chair of the Hill Trust (HT), said the plan was right.",
        "“It helps nurses.",
        "“It helps shops.",
        "“HT fully supports it.”",
        "The weather was fine.",
    )
    assert list(said.values()) == [reported("Ann Lee", "Hill Trust")] * 4 + [NARRATOR]


def test_acronyms_and_surnames_come_back_to_the_full_name():
    """A body's acronym and a person's surname are the ones named before."""
    said = voices(
        "Ann Lee, chair of the Hill Trust (HT), welcomed the plan.",
        "HT warned that money was short.",
        "Lee said: “We will help.”",
    )
    assert list(said.values()) == [
        reported("Ann Lee", "Hill Trust"),
        reported(None, "Hill Trust"),
        reported("Ann Lee", "Hill Trust"),
    ]


def test_the_ledgers_name_is_used():
    """An organisation that also responds is called as in the ledger."""
    names = {"who_b": ("The Hill Trust for Nature", "Hill Trust", "HT")}
    said = voices("Ann Lee of the Hill Trust urged caution.", names=names)
    assert list(said.values()) == [reported("Ann Lee", "The Hill Trust for Nature")]


def test_single_quoted_headlines_are_no_speech():
    """A headline or term in single marks does not make a statement."""
    said = voices("The ‘bus of the future’ was shown in the square.")
    assert list(said.values()) == [NARRATOR]


def test_the_paper_retold_is_the_consulters_until_another_source():
    """Narration goes on retelling the paper; a named source ends it."""
    said = voices(
        "The plan says that buses are empty after eight.",
        "This has cost a million pounds a year.",
        "Ann Lee, of the Hill Trust, disagreed with the figures.",
        "Snow fell all day.",
    )
    assert list(said.values()) == [
        CONSULTER_VOICE,
        CONSULTER_VOICE,
        reported("Ann Lee", "Hill Trust"),
        NARRATOR,
    ]


def test_a_finding_named_afterwards_is_given_back():
    """ "That was a key conclusion of the plan" makes the paragraph before the consulter's."""
    said = voices(
        "Buses run empty half of the evening.", "That was a key conclusion of the council’s plan."
    )
    assert list(said.values()) == [CONSULTER_VOICE, CONSULTER_VOICE]


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan says that evening buses are empty.",
        "According to the plan, evening buses are empty.",
        "The proposal is that evening buses are booked.",
        "The plan states: “Fares for everybody under nineteen will be halved.”",
    ],
)
def test_summaries_in_a_response_are_the_consulters(sentence):
    """What a response only retells is nobody's view."""
    assert voices(sentence, role=Role.RESPONSE)[sentence] == CONSULTER_VOICE


@pytest.mark.parametrize(
    "sentence",
    [
        "We welcome the plan’s recognition that nurses need buses.",
        "While the plan takes the view that buses are empty, this is not so in Ashby.",
        "The plan suggests a conflict between fares and routes, however these go together.",
        "The plan calls for more buses, Ashby Parish Council believes this must go further.",
        "The plan rightly says that buses matter.",
        "The plan fails to mention nurses.",
        "The plan should be withdrawn.",
        "The plan describes buses as empty, but how can we get home?",
    ],
)
def test_a_position_keeps_the_sentence_the_respondents(sentence):
    """A sentence that takes a position on what it retells stays the respondent's."""
    assert voices(sentence, role=Role.RESPONSE)[sentence] == RESPONDENT_VOICE


def test_quoted_terms_make_no_statement_in_a_response():
    """Terms in quotation marks are nobody's words, though people and a verb's noun stand by."""
    listed = "Replace “targeted help” and “visits in need”, giving families with children support."
    letter = "Ann Lee, who joined us in May, told our wardens: “If I can’t park I can’t come.”"
    said = voices(listed, letter, role=Role.RESPONSE)
    assert said == {listed: RESPONDENT_VOICE, letter: reported("Ann Lee", None)}


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        (
            'One of the women at our Hexley centre put it so: "I was told to swim. I own no boat."',
            "One of the women at our Hexley centre",
        ),
        (
            "One of our members in Port Low told us: “The stairs are steep. I have one leg.”",
            "One of our members in Port Low",
        ),
        ("A nurse at the clinic said: “We wait for hours. Nobody comes.”", "A nurse"),
    ],
)
def test_a_quotation_of_two_sentences_is_one_speakers(paragraph, speaker):
    """Its second sentence is not the respondent's claim, with a mark that closes nothing."""
    told = voices(f"We agree with the plan. {paragraph} We want a ferry.", role=Role.RESPONSE)
    first, *quoted, last = told.values()
    assert first == last == RESPONDENT_VOICE
    assert [voice.kind for voice in quoted] == [VoiceKind.REPORTED] * 2
    assert all((voice.speaker or "").startswith(speaker) for voice in quoted)


@pytest.mark.parametrize(
    "paragraph",
    [
        "We oppose what the board calls “progress. At last.” as it helps nobody who walks.",
        "Our slogan is “Mend it. Do not end it.” and we mean it.",
    ],
)
def test_a_quotation_within_an_argument_leaves_it_the_respondents(paragraph):
    """The words quoted are part of what the respondent says."""
    assert set(voices(paragraph, role=Role.RESPONSE).values()) == {RESPONDENT_VOICE}


def test_words_of_the_paper_are_known_without_marks():
    """Eight words and more that stand in the paper are the consulter's, unmarked too."""
    paper = make_document(
        "Evening buses will be replaced by a bookable minibus from the first of May.",
        role=Role.PAPER,
    )
    consulter = make_consulter((), "Ferrow Borough Council", "Moving Ferrow", paper)
    copied = "Evening buses will be replaced by a bookable minibus from the first of May."
    own = "Evening buses bring nurses home."
    said = voices(copied, own, role=Role.RESPONSE, consulter=consulter)
    assert said == {copied: CONSULTER_VOICE, own: RESPONDENT_VOICE}


def test_slides_that_list_the_papers_recommendations():
    """In a briefing the recommendations are the paper's, implications and "we" the respondent's."""
    said = voices(
        "# Moving Ferrow: summary of key findings and implications",
        "# Key recommendations",
        "- Close the bus station",
        "- We have no site for another",
        "# Implications for us",
        "- Shops would lose trade",
        role=Role.RESPONSE,
    )
    assert said["Close the bus station"] == CONSULTER_VOICE
    assert said["We have no site for another"] == RESPONDENT_VOICE
    assert said["Shops would lose trade"] == RESPONDENT_VOICE


def test_a_letters_own_recommendations_are_its_own():
    """The same heading in an ordinary response is the respondent's."""
    said = voices(
        "# Recommendations", "- Keep the bus station and its toilets open", role=Role.RESPONSE
    )
    assert said["Keep the bus station and its toilets open"] == RESPONDENT_VOICE


def test_evidence_and_paper_have_one_voice():
    """Nothing inside evidence is anybody's; a paper is the consulter's."""
    text = "Ann Lee, chair of the Hill Trust, said the plan was right."
    assert voices(text, role=Role.EVIDENCE)[text] == NARRATOR
    assert voices(text, role=Role.PAPER)[text] == CONSULTER_VOICE


WORDS = st.sampled_from(
    ["“", "”", '"', "‘", "’", "said", "Ann", "Lee,", "of", "the", "Hill", "Trust", "(HT)", "plan",
     "she", "We", "but", "that", ".", ":", "welcomed", "report", "’s", "who", ","]
)  # fmt: skip


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=40), min_size=1, max_size=5),
    st.sampled_from(list(Role)),
)
@settings(max_examples=200, deadline=None)
def test_voices_cover_every_block(paragraphs, role):
    """Whatever stands there, spans are in order, do not overlap and cover each block."""
    document = make_document(*(" ".join(p) for p in paragraphs), role=role)
    spans = attribute(document, sentences(document), CONSULTER, {"who_a": ("Lee",)})
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for block in document.blocks:
        inside = [s for s in spans if block.start <= s.start < block.end]
        assert inside[0].start == block.start
        assert inside[-1].end == block.end


@pytest.mark.parametrize("role", [Role.PRESS, Role.RESPONSE])
@pytest.mark.parametrize(
    "piece", ["said ", "Ann Lee ", "“", "the review ", ", who said, ", "A, ", "of the ", "a-", "'x"]
)
def test_hostile_text_takes_linear_time(role, piece):
    """A hundred thousand characters of anything are read in a second or two."""
    document = make_document(piece * (100_000 // len(piece)), role=role)
    whole = [(Span(start=0, end=len(document.text.rstrip())),)]
    began = time.process_time()
    attribute(document, whole, CONSULTER, {})
    assert time.process_time() - began < 5


@pytest.mark.seeds
def test_the_real_article_names_its_four_bodies():
    """Every statement of the real article goes to one of the four that made them."""
    path = SEEDS / "press-case-for-change-published.txt"
    if not path.exists():
        pytest.skip("the real documents are not here; set CONSULT_SHARED to their folder")
    text = path.read_text(encoding="utf-8")
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", text) if p.strip()]
    consulter = make_consulter((), "Independent Review", "Case for Change", None)
    said = voices(*paragraphs, consulter=consulter)
    bodies = [v.organisation for v in said.values() if v.organisation]
    assert len(set(bodies)) == 4
    assert {v.organisation for v in said.values() if v.speaker} == set(bodies)
