"""Who a response comes from, and who is one and the same."""

from pathlib import Path

import pytest

from consult.domain.consultation import Consultation
from consult.domain.ledger import Consent, RespondentKind
from consult.intake.reading import Sender
from consult.pipeline.respondents import Respondents
from consult.pipeline.senders import strictest
from consult.settings.model import RespondentSettings, Settings, SourceSettings

LETTERS = SourceSettings(files="letters/*")
ORGANISATION = RespondentKind.ORGANISATION
INDIVIDUAL = RespondentKind.INDIVIDUAL


def make_respondents(*confirmed: RespondentSettings) -> Respondents:
    consultation = Consultation(
        id="c", title="T", organisation="O", opened=None, closed=None, chapters=(), questions=()
    )
    return Respondents(Settings(folder=Path(), consultation=consultation, respondents=confirmed))


def sent(respondents, key, name, kind, consent=Consent.UNKNOWN):
    return respondents.of_response(key, LETTERS, Sender(name=name, kind=kind), consent, {})[0]


def test_an_organisation_is_one_respondent_however_its_name_is_written():
    """Articles, case and legal endings do not make another organisation."""
    respondents = make_respondents()

    first = sent(respondents, "a", "The Wren Trust Ltd.", ORGANISATION)
    second = sent(respondents, "b", "wren trust", ORGANISATION)

    assert first.id == second.id
    assert len(respondents.all()) == 1


def test_two_people_of_one_name_stay_two_until_a_person_ties_them():
    """A name is no identity; a [[respondents]] entry that names both files is."""
    apart, tied = (
        make_respondents(),
        make_respondents(RespondentSettings(name="Kim Lee", files=("a", "b"))),
    )

    assert sent(apart, "a", "Kim Lee", INDIVIDUAL).id != sent(apart, "b", "Kim Lee", INDIVIDUAL).id
    assert sent(tied, "a", "Kim Lee", INDIVIDUAL).id == sent(tied, "b", "Kim Lee", INDIVIDUAL).id


def test_nobody_known_is_said_so():
    """Without a name anywhere the respondent is its file, and that is told."""
    respondent, known = make_respondents().of_response(
        "letters/x.pdf", LETTERS, None, Consent.UNKNOWN, {}
    )

    assert (respondent.name, known) == ("", False)


def test_organisations_without_a_name_are_not_one():
    """Two rows that only tick "organisation" stay two respondents of that kind."""
    respondents = make_respondents()

    first = sent(respondents, "a", "", ORGANISATION)
    second = sent(respondents, "b", " ", ORGANISATION)

    assert first.id != second.id
    assert {first.kind, second.kind} == {ORGANISATION}


def test_the_strictest_consent_wins():
    """Whoever once says private is private."""
    respondents = make_respondents()
    sent(respondents, "a", "Wren Trust", ORGANISATION, Consent.PUBLISH)
    sent(respondents, "b", "Wren Trust", ORGANISATION, Consent.PRIVATE)

    assert [r.consent for r in respondents.all()] == [Consent.PRIVATE]


@pytest.mark.parametrize(
    ("given", "wins"),
    [
        ((Consent.PUBLISH, Consent.ANONYMOUS), Consent.ANONYMOUS),
        ((Consent.UNKNOWN, Consent.PUBLISH), Consent.PUBLISH),
        ((), Consent.UNKNOWN),
    ],
)
def test_order_of_strictness(given, wins):
    """Private before anonymous before publish; unknown only when nothing is known."""
    assert strictest(given) is wins


def test_a_reported_voice_finds_its_respondent_by_alias():
    """The speaker in an article and the sender of a letter are one respondent."""
    respondents = make_respondents(
        RespondentSettings(name="NAB", kind=ORGANISATION, aliases=("National Allotment Body",))
    )

    speaking = respondents.speaking_for("The National Allotment Body", "Jo Field")

    assert speaking == respondents.all()[0].id


def test_an_abbreviation_in_brackets_is_learnt():
    """ "Name (N.)" in a document makes both one, whichever was known before."""
    respondents = make_respondents()
    letter = sent(respondents, "a", "National Allotment Body", ORGANISATION)

    respondents.learn_alias("National Allotment Body", "NAB")
    respondents.learn_alias("National Allotment Body", "ZQX")

    assert respondents.speaking_for("NAB", None) == letter.id
    assert respondents.speaking_for("ZQX", None) != letter.id


def test_an_organisation_only_heard_of_stands_beside_the_base():
    """It becomes a respondent by its name; a voice without a name is nobody's."""
    respondents = make_respondents()

    heard = respondents.speaking_for("Harbour Users", None)

    assert [r.name for r in respondents.all() if r.id == heard] == ["Harbour Users"]
    assert respondents.speaking_for(None, None) is None


def test_equal_attributes_of_many_people_are_held_once():
    """A long export has few combinations of ward and age, so its people share them."""
    respondents = make_respondents()
    first, second, other = (
        respondents.of_response(key, LETTERS, None, Consent.UNKNOWN, attributes)[0].attributes
        for key, attributes in (
            ("a", {"ward": "North", "age": "40"}),
            ("b", {"age": "40", "ward": "North"}),
            ("c", {"ward": "South"}),
        )
    )

    assert list(first.items()) == [("age", "40"), ("ward", "North")]
    assert second is first
    assert other == {"ward": "South"}
