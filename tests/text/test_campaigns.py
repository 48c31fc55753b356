"""Campaigns: copies of one text, and each sender's own words."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.document import BlockKind, Span
from consult.domain.segment import CampaignKind
from consult.text.alignment import Supplied, align
from consult.text.campaigns import CampaignText, find_campaigns, near_duplicates
from consult.text.shingles import fold, places
from tests.builders import make_document

LETTER = (
    "Dear Sir or Madam,\n\nI am writing to object to the closure of the evening buses in our "
    "valley. The buses take nurses home after their shifts and bring young people back from "
    "training. Without them many of us would have to give up work or college. Please keep the "
    "evening timetable and ask the people who use it before you decide anything.\n\n"
    "Yours faithfully,\n"
)
OTHER = (
    "The car park by the station should be free for the first hour. Shops have lost customers "
    "since charges came in, and visitors now drive to the retail park instead. A free hour costs "
    "the council little and would bring people back into the town centre."
)


def sent(name, text, who=None):
    return CampaignText(
        document_id=f"doc_{name}",
        response_id=f"resp_{name}",
        respondent_id=who or f"who_{name}",
        text=text,
    )


def test_identical_but_for_name():
    """Copies that differ in the name below are one identical campaign; others stay out."""
    texts = [
        sent(n, LETTER + name)
        for n, name in zip("abcd", ["Ann Lee", "B. Hale", "C", "Di"], strict=True)
    ]
    (campaign,) = find_campaigns([*texts, sent("x", OTHER)])
    assert campaign.kind is CampaignKind.IDENTICAL
    assert [m.document_id for m in campaign.members] == ["doc_a", "doc_b", "doc_c", "doc_d"]
    assert all(m.identical and not m.own for m in campaign.members)
    assert campaign.template_document_id == "doc_c", (
        "the copy with the fewest words beside the text"
    )


def test_own_words_are_cut_apart_exactly():
    """What one sender adds is that sender's own, sentence by sentence, and nothing else is."""
    own = "My mother cannot drive and the bus is her only way to the hospital."
    mixed = LETTER.replace("Please keep", own + " Please keep")
    texts = [
        sent("a", LETTER + "Ann"),
        sent("b", mixed + "Bo"),
        sent("c", LETTER + "Cy"),
        sent("d", LETTER),
    ]
    (campaign,) = find_campaigns(texts)
    assert campaign.kind is CampaignKind.VARIED
    member = campaign.members[1]
    assert not member.identical
    assert [mixed[s.start : s.end] for s in member.own] == [own]
    assert [m.identical for m in campaign.members] == [True, False, True, True]


def test_a_filled_blank_is_not_own_words():
    """A place or a number put into the organiser's gap leaves the copy identical."""
    texts = [
        sent(n, LETTER.replace("our valley", place))
        for n, place in zip("abc", ["Upper Hill", "the Marsh", "Ford End Green"], strict=True)
    ]
    (campaign,) = find_campaigns(texts)
    assert campaign.kind is CampaignKind.IDENTICAL


def test_a_copy_with_half_missing_is_not_identical():
    """Dropping the organiser's sentences makes a variant even without own words."""
    short = LETTER.replace("Without them many of us would have to give up work or college. ", "")
    (campaign,) = find_campaigns([sent("a", LETTER), sent("b", LETTER), sent("c", short)])
    assert [m.identical for m in campaign.members] == [True, True, False]
    assert campaign.members[2].own == ()


def test_one_respondent_twice_is_no_campaign():
    """The same person's two documents, or two people's, are too few."""
    twice = [sent("a", LETTER, "who_1"), sent("b", LETTER, "who_1"), sent("c", LETTER, "who_2")]
    assert find_campaigns(twice) == ()
    assert len(find_campaigns(twice, minimum_members=2)) == 1


def test_short_answers_are_never_a_campaign():
    """Hundreds may say "I agree with the plan" on their own."""
    texts = [sent(str(n), "I agree with the plan and think it is good.") for n in range(50)]
    assert find_campaigns(texts) == ()


def test_headings_and_furniture_are_not_compared():
    """Only the body counts, and own words lie inside it."""
    texts = []
    for number in range(3):
        document = make_document(
            f"Reference {number} of the portal, exported on day {number} by somebody at the desk",
            *LETTER.split("\n\n"),
            kinds=(BlockKind.FURNITURE, *[BlockKind.PARAGRAPH] * 3),
            name=str(number),
        )
        texts.append(
            CampaignText(
                document_id=document.id,
                response_id=f"r{number}",
                respondent_id=f"w{number}",
                text=document.text,
                blocks=document.blocks,
            )
        )
    (campaign,) = find_campaigns(texts)
    assert campaign.kind is CampaignKind.IDENTICAL


def test_chained_letters_are_parted():
    """Letters that share only a neighbour do not fall into one heap."""
    listed = "park river market square hall school bridge station museum harbour"
    places = listed.split()
    first = [f"The {w} of the town needs care and money from us all each year." for w in places]
    texts = [sent(f"{n}{k}", " ".join(first[n : n + 6])) for n in (0, 2, 4) for k in range(3)]
    for campaign in find_campaigns(texts):
        assert len({m.document_id[4] for m in campaign.members}) < 3


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_order_of_the_texts_is_nothing(randomness):
    """Shuffled input gives equal campaigns."""
    extra = "I take the last bus twice a week to see my father in the home."
    texts = [sent(str(n), LETTER + (f"\n{extra}" if n % 3 == 0 else "")) for n in range(9)]
    texts += [sent(f"o{n}", OTHER) for n in range(4)]
    before = find_campaigns(texts)
    randomness.shuffle(texts)
    assert find_campaigns(texts) == before
    assert len(before) == 2


@given(st.text(max_size=200))
def test_every_folded_word_has_its_place(text):
    """Words and places are told apart by nothing, so that they go together one to one."""
    spans = [Span(start=0, end=len(text))]
    folded = fold(text, spans)
    assert [fold(text[a:b], [Span(start=0, end=b - a)]) for a, b in places(text, spans)] == [
        [word] for word in folded
    ]


@given(
    st.lists(
        st.sampled_from(["We", "like", "buses.", "Trains", "fail!", "\n", "Why?"]), max_size=40
    )
)
def test_own_spans_are_in_order_inside_the_text(words):
    """Own spans are trimmed, in order and never overlap."""
    text = " ".join(words)
    own = align(text, [Span(start=0, end=len(text))], Supplied([["we", "like", "trains"]])).own
    assert all(
        s.start < s.end and text[s.start : s.end].strip() == text[s.start : s.end] for s in own
    )
    assert all(a.end <= b.start for a, b in pairwise(own))


def test_words_fold_case_marks_and_apostrophes():
    """Curly and straight apostrophes, case and marks do not tell copies apart."""
    one = fold("It’s OUR bus!", [Span(start=0, end=13)])
    assert one == fold("it's our, bus", [Span(start=0, end=13)]) == ["its", "our", "bus"]


def test_many_identical_letters_are_quick():
    """A thousand copies are compared once."""
    rng = random.Random(1)
    texts = [sent(f"{n:04}", LETTER + rng.choice(["Ann", "Bo", "Cy"])) for n in range(1000)]
    (campaign,) = find_campaigns(texts)
    assert len(campaign.members) == 1000


@pytest.mark.parametrize("text", ["", "   ", "!!!"])
def test_empty_texts(text):
    """A text without words takes part in nothing."""
    assert find_campaigns([sent(n, text) for n in "abc"]) == ()
    assert list(near_duplicates([sent("a", LETTER), sent("b", LETTER)])) == [("doc_a", "doc_b")]


def test_a_template_that_nobody_sent_bare():
    """Each sender added something; the shared core is the organiser’s all the same."""
    core = (
        "I support lower speeds on every street where people live. Slower cars mean fewer people "
        "hurt, quieter homes and children who can play outside. Please bring it in this year."
    )
    own = [
        "My son was knocked off his bicycle outside the chapel last March.",
        "Signs alone will not do on the steep hill behind the dairy, so please build humps.",
        "The surgery needs a crossing too, since I wait ten minutes with my frame.",
    ]
    texts = [sent(str(n), f"{core} {words}") for n, words in enumerate(own)]
    (campaign,) = find_campaigns(texts)
    assert campaign.kind is CampaignKind.VARIED
    found = [texts[n].text[s.start : s.end] for n, m in enumerate(campaign.members) for s in m.own]
    assert found == own


@pytest.mark.parametrize("text", ["." * 100_000, '."' * 50_000, "\n" * 100_000, "a. " * 33_000])
def test_hostile_copies_take_linear_time(text):
    """A hundred thousand characters of marks are laid against a letter at once."""
    whole = f"{LETTER}{text}{LETTER}"
    aligned = align(
        whole,
        [Span(start=0, end=len(whole))],
        Supplied([fold(LETTER, [Span(start=0, end=len(LETTER))])]),
    )
    assert aligned.kept == 1
