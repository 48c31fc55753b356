"""Which segments are coded: views, and no wish about what may be published."""

from consult.domain.segment import Voice, VoiceKind
from consult.pipeline.eligible import eligible
from consult.text.voices import NARRATOR
from tests.builders import make_document, make_segment


def test_a_wish_about_publishing_is_excluded_with_its_reason():
    """It is heeded as consent; told as an ask it would be a finding about the form."""
    wish, point = "Please do not publish my name.", "The weir should stay."
    document = make_document(wish, point)
    segments = [make_segment(document, text, respondent_id="ann") for text in (wish, point)]
    found = eligible(segments, {document.id: document}, "en")
    assert [s.text for s in found.coded] == [point]
    assert [e.subject_id for e in found.excluded] == [segments[0].id]
    assert "published" in found.excluded[0].reason


def test_nobodys_words_are_excluded_with_who_said_them():
    """A narrator's words, and what a person says who neither responded nor speaks for a body."""
    document = make_document("The plan was late.", "It was late, said Ann Lee.")
    narrated = make_segment(document, "The plan was late.", respondent_id=None, voice=NARRATOR)
    person = Voice(kind=VoiceKind.REPORTED, speaker="Ann Lee")
    told = make_segment(document, "It was late, said Ann Lee.", respondent_id=None, voice=person)
    found = eligible([narrated, told], {document.id: document}, "en")
    reasons = [e.reason for e in found.excluded]
    assert "narrator" in reasons[0]
    assert "no response" in reasons[1]


def test_the_title_of_the_paper_is_nobodys_view():
    """As the subject of a letter it only says what the letter is about."""
    titles = ["Lamps for all: proposals on street lights", "the Board"]
    copied = ["Lamps for all", "Re: Lamps for All", "Your consultation: Lamps for all", "The Board"]
    said = ["Lamps for all of us, please", "Lamps for some", "Consultation on it came late"]
    document = make_document(*copied, *said)
    segments = [make_segment(document, text) for text in (*copied, *said)]
    found = eligible(segments, {document.id: document}, "en", titles=titles)
    assert [s.text for s in found.coded] == said
    assert {e.reason for e in found.excluded} == {"only the name of the paper, nobody's view"}


def test_a_name_under_a_letter_is_nobodys_view():
    """Its author's own name or the first of its names; another's name may be an answer."""
    signed, said = ["Gareth", "Gareth Poole."], ["Maureen", "Gareth Street", "Poole?"]
    document = make_document(*signed, *said)
    segments = [make_segment(document, text, respondent_id="who") for text in (*signed, *said)]
    names = {"who": ("Gareth Poole",), "other": ("Maureen Hill",)}
    found = eligible(segments, {document.id: document}, "en", names=names)
    assert [s.text for s in found.coded] == said
    assert {e.reason for e in found.excluded} == {"only its author's name"}


def test_a_copied_question_is_nobodys_view():
    """Whoever copies what is asked over an answer says nothing with it, sentence by sentence."""
    asked = "Do you agree that bands should be national? What risks do you see?"
    said = "What risks do you see in a lottery?"
    copied = "Question 5: Do you agree that bands should be national?"
    document = make_document(f"{copied} What risks do you see?", "The price is low.", said)
    segments = [
        make_segment(document, text)
        for text in (copied, "What risks do you see?", "The price is low.", said)
    ]
    found = eligible(segments, {document.id: document}, "en", [asked])
    assert [s.text for s in found.coded] == ["The price is low.", said]
    assert {e.reason for e in found.excluded} == {"the wording of a question, nobody's view"}
