"""Who a sentence is given to, by the form in which somebody is said to say something."""

from __future__ import annotations

import pytest

from consult.domain.document import Role
from consult.domain.segment import CONSULTER_VOICE, RESPONDENT_VOICE
from consult.text.consulter import make_consulter
from tests.text.test_voices import reported, voices

BEFORE = "“It will be a fine thing,” said Owen Pryce, chairman of the Hill Trust."


def said_last(*paragraphs: str, role: Role = Role.PRESS):
    """The voice of the last sentence."""
    return list(voices(*paragraphs, role=role).values())[-1]


@pytest.mark.parametrize(
    ("sentence", "speaker", "organisation"),
    [
        ("“I’ll be gone by then,” said an usher who would not be named.", "an usher", None),
        ("“Not again,” sighed a baker who has traded here for years.", "a baker", None),
        ("Tilly, Year 9, thinks it would be “fine”.", "Tilly", None),
        ("Omar in Year 11 isn’t so sure: he uses the bus to get home.", "Omar", None),
        ("“I’ve never had a spare foot,” grumbles Reg.", "Reg", None),
        ("“He kept a rucksack by the door,” recalled his widow, Jean.", "Jean", None),
        ("Respite Now will be asking for one thing above all: two weeks off.", None, "Respite Now"),
        (
            "Carers in Uniform, which helps families, would like postings to be counted.",
            None,
            "Carers in Uniform",
        ),
        ("Crews Together reports no delays.", None, "Crews Together"),
        ("Bolt, the studio behind Castle Clash, said that it would leave.", None, "Bolt"),
        ("Skyhop, the airport’s biggest customer, said it could grow.", None, "Skyhop"),
        (
            "Ada Finch, director, Vectis Motion: the limit is not right.",
            "Ada Finch",
            "Vectis Motion",
        ),
        (
            "Kate Mbeki, assistant head at Thornfield Academy, on phones: it is down by a third.",
            "Kate Mbeki",
            "Thornfield Academy",
        ),
        (
            "Mick Hale, operations director at RRC member Skip Recycling, adds: “I’d back it.”",
            "Mick Hale",
            "Skip Recycling",
        ),
        (
            "Morag Shand, leader of Uig Mountain Rescue, remembered being pulled out by him.",
            "Morag Shand",
            "Uig Mountain Rescue",
        ),
        (
            "The Winter Swimmers’ League is now demanding tests all year.",
            None,
            "Winter Swimmers’ League",
        ),
        ("That is not how Jowan Pascoe sees it.", "Jowan Pascoe", None),
        ("Jowan Pascoe, of Clean Tides, sees it differently.", "Jowan Pascoe", "Clean Tides"),
        (
            "The chairman summed up the meeting as “fury, politely expressed”.",
            "Owen Pryce",
            "Hill Trust",
        ),
        ("‘Nobody!’ hoots Demelza Rowe, up to her neck. ‘Tell my knees.’", "Demelza Rowe", None),
        ("Quiet Towns would have us believe that both cannot live together.", None, "Quiet Towns"),
        (
            "Cllr Jon Pirie undertook to ask officers but personally thought it long overdue.",
            "Jon Pirie",
            None,
        ),
        ("Ann Li (Plot 3) begs to differ: she’d have settled for half.", "Ann Li", None),
        (
            "RRC Director of External Affairs Lorna Tait comments: “Somebody will be hurt.”",
            "Lorna Tait",
            "RRC",
        ),
        (
            "She has had three infections this winter and blames the outfall.",
            "Owen Pryce",
            "Hill Trust",
        ),
        (
            "Aisling Roe, who owns the Lake Hotel, expects to take on more staff.",
            "Aisling Roe",
            "Lake Hotel",
        ),
        (
            "Fostering Voices, which represents 48,000 families, feared that more would leave.",
            None,
            "Fostering Voices",
        ),
        ("Charity GambleSafe hailed the move as “a step forward”.", None, "GambleSafe"),
        ("Its survey of 9,000 people found that few would pay more.", None, "Hill Trust"),
        ("The system, in his own words, is “cheap at the wrong end”.", "Owen Pryce", "Hill Trust"),
        ("A harder line comes from the Guild of Couriers.", None, "Guild of Couriers"),
        (
            "A letter was read out from the Crews’ Federation, which stated that it took hours.",
            None,
            "Crews’ Federation",
        ),
        ("The Business Forum was alone in supporting it outright.", None, "Business Forum"),
        ("One nurse, who asked not to be named, said she paid to park.", "One nurse", None),
        (
            "Alice Chukwu KC, of Temple Chambers, fears that it ends in court.",
            "Alice Chukwu",
            "Temple Chambers",
        ),
        (
            "In a poll by Parents’ Forum Wales, 68 per cent thought it useful.",
            None,
            "Parents’ Forum Wales",
        ),
        (
            "The Scottish Conservatives’ education spokesman, Murray Roe, said it was unclear.",
            "Murray Roe",
            "Scottish Conservatives",
        ),
        (
            "Ms Kerr read out an email from a Year 12 student: “I’d have to choose.”",
            "a Year 12 student",
            None,
        ),
        ("My mum, who had come for the biscuits, said: “There was a porter.”", "My mum", None),
        ("Its head, Iain Roe, had “real reservations” about the scale.", "Iain Roe", "Hill Trust"),
        (
            "Niall Roe, whose team at the Borders Institute bred it, said: “We could end it.”",
            "Niall Roe",
            "Borders Institute",
        ),
        (
            "Meadowgate, the supermarket chain, has already said it will not stock it.",
            None,
            "Meadowgate",
        ),
        (
            "Dominic Roe, priest at St Anselm’s, fears for the homeless.",
            "Dominic Roe",
            "St Anselm’s",
        ),
        ("Charity Hog Watch UK reckons 30,000 are hurt.", None, "Hog Watch UK"),
        (
            "Gary Stubbs, 58, of Basildon, warned: “Next they’ll take my roses.”",
            "Gary Stubbs",
            None,
        ),
        ("The Youth Forum sought assurances that halls would count.", None, "Youth Forum"),
        (
            "Eskil Roe, from the Institute of Marine Studies in Oban, said it cost more.",
            "Eskil Roe",
            "Institute of Marine Studies",
        ),
        (
            "The SNP’s Alasdair Roe, whose seat has farms, called for “balance”.",
            "Alasdair Roe",
            "SNP",
        ),
        ("An email was read from the Hoteliers’ Group, which feared it.", None, "Hoteliers’ Group"),
        ("Barnardo’s said that it was a start.", None, "Barnardo’s"),
        ("- Calder Chamber doesn’t, and has said that it is money wasted.", None, "Calder Chamber"),
    ],
)
def test_who_says_it(sentence, speaker, organisation):
    """Whoever is named is given the sentence, in full, and with the body they speak for."""
    voice = said_last(BEFORE, sentence)
    assert (voice.speaker, voice.organisation) == (speaker, organisation)


def test_whom_narration_understands_to_act_is_it_afterwards():
    """ "It is understood that X will": the next "it" is X, and no body named before."""
    said = voices(
        BEFORE,
        "It is understood that the Midwives’ Alliance will ballot its members. It described "
        "staffing as “on a knife edge”.",
    )
    assert list(said.values())[-1] == reported(None, "Midwives’ Alliance")


def test_minutes_call_people_by_their_initials():
    """Who was named in full is "MS" afterwards, which is no title there."""
    said = voices(
        "Martin Sage, of the Hill Trust, asked for longer hours.", "MS proposed two hours."
    )
    assert list(said.values())[-1] == reported("Martin Sage", "Hill Trust")


@pytest.mark.parametrize(
    "sentence",
    [
        "Residents of Larkfield are to be asked whether the planters should stay.",
        "Transport lead Cllr Bea Norris said: “It is your street.”",
        "Bea Norris, from the Council, told us: “Send us your stories.”",
        "Mohan Dasari, cabinet member for transport, said: “Doing nothing means queues.”",
    ],
)
def test_whoever_asks_or_leads_is_the_consulter(sentence):
    """Being asked is the consulter's asking, and who leads for it speaks for it."""
    assert said_last("The consultation opened on Monday.", sentence) == CONSULTER_VOICE


def test_who_presents_the_consulters_plans_speaks_for_it():
    """In minutes the councillor who outlines the plans answers for them as well."""
    said = list(
        voices(
            "Cllr Janet Roper outlined the council’s proposals and said that it would be free.",
            "Cllr Roper replied that it would cost £80,000.",
        ).values()
    )
    assert said == [CONSULTER_VOICE, CONSULTER_VOICE]


@pytest.mark.parametrize(
    ("block", "voice"),
    [
        ("“I was a coat. Now I can help.” – Sharon, Wigton Road", ("Sharon, Wigton Road", None)),
        ("“It was home.” (Young person, aged 15)", ("Young person, aged 15", None)),
        ("As Barnardo’s puts it, “care is not a place but a bond”.", (None, "Barnardo’s")),
    ],
)
def test_what_a_letter_quotes_is_whoever_signed_it(block, voice):
    """A quotation and its signature are not the respondent's words."""
    said = voices(block, role=Role.RESPONSE).values()
    assert {(v.speaker, v.organisation) for v in said} == {voice}


def test_what_a_letter_quotes_from_a_page_is_nobodys_signature():
    """A page in brackets signs nothing."""
    said = said_last("“Families will get help early” (page 12)", role=Role.RESPONSE)
    assert said != reported("page 12", None)
    assert said.speaker is None


def test_what_a_letter_quotes_as_your_claim_is_the_consulters():
    """ "Your statement that “…”" quotes whom the letter is written to."""
    said = said_last(
        "We have read your statement that “staff will be moved to platforms and help there”.",
        role=Role.RESPONSE,
    )
    assert said == CONSULTER_VOICE


@pytest.mark.parametrize(
    ("sentence", "speaker", "organisation"),
    [
        (
            "The Society of Ward Nurses backs the cap but not the bar.",
            None,
            "Society of Ward Nurses",
        ),
        ("Our MP, Gareth Pym, has told us that he will not support it.", "Gareth Pym", None),
        ("Mrs Agnes Dooley of Mill Row said that she had not slept.", "Agnes Dooley", None),
        (
            "In its leaflet Calder Airport Ltd claims that 900 jobs need it.",
            None,
            "Calder Airport Ltd",
        ),
    ],
)
def test_what_a_letter_tells_of_somebody_named_is_theirs(sentence, speaker, organisation):
    """A position that a response only passes on is whose it is, without quotation marks too."""
    assert said_last(sentence, role=Role.RESPONSE) == reported(speaker, organisation)


def test_who_was_named_goes_on_in_a_letter():
    """ "She" after somebody else's position is that somebody."""
    said = voices(
        "Ann Roe of Hill Trust said that it was late. She wants another year.", role=Role.RESPONSE
    )
    assert set(said.values()) == {reported("Ann Roe", "Hill Trust")}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Hill Institute found that children wait too long.",
        "Ann Roe rightly says that it is late.",
        "Hill Airport Ltd claims that 900 jobs need it, but there is no evidence of that.",
        "Hill Airport Ltd claims that 900 jobs need it, which is not our experience.",
        "Many parents have told us that it is late.",
        "The charity wants another year.",
        "The Parish Council objects.",
        "All LAs must improve their support, and the framework should say so.",
        "Generally speaking, ILACS inspection reports do not say that.",
        "Through the work of the DfE Programme there is evidence of the value of support.",
        "Children and families have told us that they want to tell their story once.",
    ],
)
def test_what_a_respondent_builds_on_stays_its_own(sentence):
    """Evidence, a rebuttal, agreement and what unnamed people tell are the respondent's point."""
    assert said_last(sentence, role=Role.RESPONSE) == RESPONDENT_VOICE


def test_he_is_the_body_whose_unnamed_spokesman_spoke():
    """After "a spokesman for X", "he" is X and not whoever was named before."""
    said = voices(
        BEFORE,
        "A spokesman for the Wagering Council said: “It is wrong.”",
        "He said that it cost jobs.",
    )
    assert list(said.values())[-1] == reported(None, "Wagering Council")


def test_a_body_is_known_by_the_first_word_of_its_name():
    """ "Boreas" after "Boreas Offshore" is the same body."""
    said = voices(
        "Shares in wind farm developer Boreas Offshore fell.",
        "“It is late,” Boreas Chief Executive Ingrid Solheim told analysts.",
    )
    assert list(said.values())[-1] == reported("Ingrid Solheim", "Boreas Offshore")


def test_a_lead_tells_of_the_consulters_plans():
    """The first sentence tells what would happen before it says whose plan it is."""
    said = list(
        voices(
            "Visitors to three hospitals could pay £15 a day to park.",
            "Drivers could go elsewhere.",
        ).values()
    )
    assert said[0] == CONSULTER_VOICE


def test_a_lead_that_says_who_warns_is_theirs():
    """A lead that is somebody's claim is not the consulter's plan."""
    said = said_last("Hundreds of jobs could go if it is built, the Dockers’ Union has warned.")
    assert said == reported(None, "Dockers’ Union")


def test_an_officer_whose_office_is_in_the_consulters_name_speaks_for_it():
    """The chief fire officer is a fire authority's."""
    fire = make_consulter((), "Westmere Fire and Rescue Authority", "Community Risk Plan", None)
    said = voices("Chief fire officer Paul Roe said: “It is safe.”", consulter=fire)
    assert set(said.values()) == {CONSULTER_VOICE}


@pytest.mark.parametrize(
    "sentence",
    [
        "“Governors will review the policy every five years,” according to paragraph 22.",
        "Your notice in the window calls this “a refreshed offer”.",
        "Your letter says that the van will come on Tuesdays.",
        "At the meeting your Miss Carver told us that hubs were the future.",
        "According to your leaflet the bus will run every two hours.",
        "In last week’s Gazette your Mr Frayne is quoted as saying that it is “lightly used”.",
    ],
)
def test_what_a_letter_tells_of_your_paper_is_the_consulters(sentence):
    """ "Your leaflet" and "your Mr Lee" are whom the letter is written to."""
    assert said_last(sentence, role=Role.RESPONSE) == CONSULTER_VOICE


def test_a_regulators_paper_is_the_watchdogs():
    """A consulting authority is "the watchdog" in the press."""
    body = make_consulter((), "Fair Credit Authority", "Buy now, pay later", None)
    said = voices("The watchdog said that 11 million people used it.", consulter=body)
    assert set(said.values()) == {CONSULTER_VOICE}


def test_a_minister_named_before_the_office_speaks_for_a_ministry():
    """ "Julian Frome, the care minister" answers for the department, its shadow does not."""
    body = make_consulter((), "Department for Care", "Caps on care costs", None)
    said = list(
        voices(
            "Julian Frome, the care minister, told MPs: “It will work.”",
            "Ann Roe, the shadow care minister, told MPs: “It will not work.”",
            consulter=body,
        ).values()
    )
    assert said[0] == CONSULTER_VOICE
    assert said[1].speaker == "Ann Roe"


def test_he_goes_on_in_a_letter_with_quotation_marks():
    """ "“…,” he said" after somebody's statement is theirs as well."""
    said = voices(
        "Mr Simon Challis explained that pylons would stand in it.",
        "“I’d lose my irrigator,” he said.",
        role=Role.RESPONSE,
    )
    assert {v.speaker for v in said.values()} == {"Simon Challis"}
