"""Who sent something: found in its words, with evidence, and nobody rather than the wrong one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.document import BlockKind
from consult.text.aliases import short_names
from consult.text.organisations import is_organisation, name_at, person
from consult.text.signatures import read_signature
from consult.text.who import SURE, Who, find_who
from tests.builders import make_document
from tests.intake.reading_of import read_bytes
from tests.text.who_letters import Letter, letters

PRECISION, RECALL = 0.95, 0.9


def sender_of(letter: Letter) -> Who:
    """Who sent a letter of the corpus, read as its format would be."""
    part = read_bytes(letter.words.encode(), f"{letter.id}.{letter.suffix}").parts[0]
    header = part.sender.evidence.partition("From: ")[2] if part.sender else ""
    return find_who(part.text, part.blocks, header=header)


def who_in(*paragraphs: str, **more) -> Who:
    document = make_document(*paragraphs)
    return find_who(document.text, document.blocks, **more)


def bare(name: str) -> str:
    """A name without title and article, for comparing with the truth."""
    words = name.lower().replace("councillor", "cllr").split()
    return " ".join(w for w in words if w not in {"the", "cllr", "mrs", "dr", "professor"})


@pytest.mark.parametrize("corpus", ["letters", "later", "last"])
def test_hardly_ever_the_wrong_name_and_seldom_none(corpus):
    """Over invented letters with known senders: precision of the names given, recall of all."""
    given_names = right = known = 0
    for letter in letters(corpus):
        who = sender_of(letter)
        same = bare(who.name) == bare(letter.name) and who.kind.value in {letter.kind, "UNKNOWN"}
        given_names += bool(who.name)
        known += bool(letter.name)
        right += bool(who.name) and same

    assert right / given_names >= PRECISION
    assert right / known >= RECALL


def test_the_evidence_stands_where_it_says():
    """Quote and span are the words of the document; the strongest comes first."""
    for letter in letters():
        part = read_bytes(letter.words.encode(), f"{letter.id}.{letter.suffix}").parts[0]
        who = find_who(part.text, part.blocks)
        strengths = [e.strength for e in who.evidence]
        assert strengths == sorted(strengths, reverse=True)
        for evidence in who.evidence:
            assert part.text[evidence.start : evidence.end] == evidence.quote


def test_a_weak_ground_proposes_and_names_nobody():
    """A file's name alone is no sender, but worth showing to a person."""
    who = who_in("We agree with it all.", file_name="letters/harbour-users-association.docx")

    assert who.name == ""
    assert [(e.name, e.ground) for e in who.evidence] == [
        ("Harbour Users Association", "file name")
    ]
    assert who.evidence[0].strength < SURE


@pytest.mark.parametrize(
    ("top", "opening", "name"),
    [
        (
            "Ledgerly: response to consultation paper LC3/7",
            "Ledgerly is an online lender with 90,000 customers.",
            "Ledgerly",
        ),
        (
            "Tollan Rowe response to the call for evidence",
            "Tollan Rowe is an independent publisher of maps. We print in Hexley.",
            "Tollan Rowe",
        ),
        (
            "Brightwater, the charity for swimmers",
            "Brightwater supports 12,000 people who swim outdoors.",
            "Brightwater",
        ),
        ("Oakenby", "Thank you for asking. Oakenby serves 3.1 million customers.", "Oakenby"),
    ],
)
def test_a_name_on_top_that_the_text_says_is_a_bodys_names_the_sender(top, opening, name):
    """Neither alone is enough: a name may be anything's, and "X is a bank" told of another."""
    body = "We agree with the second proposal."
    found = who_in(top, opening, body)
    assert (found.name, found.kind.value) == (name, "ORGANISATION")
    assert found.strength >= SURE
    assert not who_in("Answers to the questions", opening.replace(name, "Ox"), body).name
    assert who_in(top, body).strength < SURE


@pytest.mark.parametrize(
    ("top", "opening"),
    [
        ("Harbour Plan: response to the consultation", "The Harbour Plan is a mistake."),
        ("Mona Leck: response to the consultation", "Mona Leck is a partner in a firm of masons."),
        ("Mona Leck: response to the consultation", "Mona Leck is a charity worker in Hexley."),
        ("Ferries", "Ferries serve the islands. Ferries are a service that all need."),
        ("Cash, a lifeline", "Cash supports 12 weeks of trade."),
    ],
)
def test_a_plan_or_a_person_on_top_is_no_body(top, opening):
    """What the text says of the name must be what is said of bodies."""
    assert who_in(top, opening, "I agree.").kind.value != "ORGANISATION"


def test_two_bodies_of_equal_weight_name_nobody():
    """When a letter is signed for two bodies, both are proposed and a person decides."""
    who = who_in(
        "We agree.",
        "Yours sincerely,",
        "On behalf of the Mill Trust",
        "On behalf of the Harbour Forum",
    )

    assert who.name == ""
    assert {e.name for e in who.evidence} == {"Mill Trust", "Harbour Forum"}


def test_the_consulting_body_is_never_the_sender():
    """Its name above a form that it printed itself does not make it a respondent."""
    form = ("Northmoor District Council", "Response form", "We agree with the plan.")

    assert who_in(*form).name == "Northmoor District Council"
    assert who_in(*form, never=["northmoor district council"]).name == ""


def test_views_of_a_plan_are_not_from_it():
    """ "Our views of X" names what they are about, unless X is a body."""
    who = who_in("Hill Trust", "Our views of Streets for All", "We like the benches.")

    assert who.name == "Hill Trust"


def test_an_acronym_goes_by_the_name_that_the_document_explains():
    """The full name names it, the acronym is an alias."""
    who = who_in(
        "# SWD response to the call for evidence",
        "The Society of Well Diggers Ltd. (SWD) is the professional body of those who dig wells.",
    )

    assert (who.name, who.aliases) == ("Society of Well Diggers Ltd.", ("SWD",))


def test_somebody_who_writes_personally_is_no_organisation():
    """An employer under the name stays a rival."""
    who = who_in(
        "I write in a personal capacity.",
        "Yours sincerely",
        "Ada Hill",
        "Director, Mill Trust",
    )

    assert who.name == "Ada Hill"
    assert [rival.name for rival in who.rivals] == ["Mill Trust"]


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("the chair of the National Allotment Body (NAB) said", "NAB", "National Allotment Body"),
        ("Society for the Care of Wells Ltd (SCW) is", "SCW", "Society for the Care of Wells Ltd"),
        ("Department for Rivers (“DfR”) asks", "DfR", "Department for Rivers"),
    ],
)
def test_short_names_are_learnt_from_their_letters(text, short, full):
    """Only as many words as the letters need belong to the name."""
    assert short_names(text) == {short: full}


@pytest.mark.parametrize("text", ["the river (NAB)", "Big Old Oak (XYZ)", "see (PDF) or (UK)"])
def test_letters_that_do_not_fit_explain_nothing(text):
    """Brackets behind other words are no names."""
    assert not short_names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Society for the Care of Wells to the inquiry", "Society for the Care of Wells"),
        ("Hill & Vale LLP – response", "Hill & Vale LLP"),
        ("Wells Response to the paper", "Wells"),
        ("Carers' Circle, which", "Carers' Circle"),
    ],
)
def test_where_a_name_ends(text, name):
    """At small words, marks, and words for papers."""
    span = name_at(text)
    assert span is not None
    assert text[slice(*span)] == name


def test_people_and_bodies_are_told_apart():
    """By honorifics, kinds of bodies, legal forms and offices."""
    assert person("Dr Ada Hill") == "Dr Ada Hill"
    assert person("ADA HILL OBE") == "Ada Hill"
    assert not person("Managing Director")
    assert not person("Hill Trust")
    assert is_organisation("Hill Trust")
    assert is_organisation("Alder & Finch LLP")
    assert not is_organisation("Ada Hill")
    assert not is_organisation("our trust")


def test_a_line_of_a_signature_may_hold_name_office_and_body():
    """Whatever parts them."""
    told = read_signature(["We agree.", "Yours sincerely", "Ada Hill, Director, Mill Trust"])
    assert [(s.what, s.name) for s in told] == [("person", "Ada Hill"), ("body", "Mill Trust")]


@settings(deadline=None)
@given(st.lists(st.text(max_size=60).filter(str.strip), min_size=1, max_size=6))
def test_any_words_at_all_are_survived(paragraphs):
    """Spans stand inside the text, whatever it holds."""
    document = make_document(*paragraphs, kinds=(BlockKind.PARAGRAPH,) * len(paragraphs))
    who = find_who(document.text, document.blocks)
    for evidence in (*who.evidence, *who.rivals):
        assert document.text[evidence.start : evidence.end] == evidence.quote


def test_a_body_that_calls_itself_the_college_goes_by_its_whole_name():
    """What "the College" is short for stands over its letter."""
    who = who_in(
        "# The College of Communication Therapists",
        "Response to the consultation on reforms, May 2026",
        "# About the College",
        "The College is the professional body of 19,000 therapists.",
        "We support the standards.",
        file_name="college-slt.md",
    )
    assert who.name == "College of Communication Therapists"


def test_a_title_over_a_letter_that_says_to_whom_it_goes_is_its_sender():
    """Who signs with an office does so for that body."""
    who = who_in(
        "# Independent Schools Association",
        "To the Department for Schools",
        "Dear Minister,",
        "I write for the 340 schools in our membership.",
        "Yours sincerely,",
        "Philippa Garrod-Hume",
        "Chief Executive",
    )
    assert who.name == "Independent Schools Association"
