"""The run on the real documents, point by point, seen through its public files.

Of the documents only paragraph numbers, names and anchors of at most four words stand here.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.demo.finished import FinishedRun, Place

pytestmark = [pytest.mark.seeds, pytest.mark.e2e, pytest.mark.model]

LETTER, ARTICLE = "adcs-response.txt", "press-case-for-change-published.txt"
SLIDES, EVIDENCE = "trafford-briefing.txt", "care-crisis-review.txt"
AGREES = {"AGREE", "AGREE_WITH_CONDITIONS"}
RECOUNTED, THEIR_OWN = (2, 9, 11, 13, 14, 15), (16, 17, 18, 19)
MARKDOWN = re.compile(r"\*\*|__|\]\(|\\[\\`*_{}\[\]()#+.!-]|^#+ |^[-*] |^\d+\\?\. ", re.MULTILINE)


@pytest.fixture(scope="module")
def run(seeds_run) -> FinishedRun:
    return FinishedRun(seeds_run)


@pytest.fixture(scope="module")
def chapter_of(run) -> dict[str, str]:
    """Question -> the number of its chapter."""
    return {q["question_id"]: q["chapter_number"] for q in run.rows("questions")}


def segments_of(run, key) -> list[dict]:
    """The segments of a document, in order."""
    (item,) = [i for i in run.items.values() if i["source_key"] == key]
    inside = [s for s in run.segments.values() if s["document_id"] in item["document_ids"]]
    return sorted(inside, key=lambda s: s["start"])


def paragraph(run, number) -> list[dict]:
    """The segments of one numbered paragraph of the letter, with its bullets."""
    label = f"{number}."
    return [s for s in segments_of(run, LETTER) if s["locator"]["number_label"] == label]


def said_at(run, key, anchor) -> list[dict]:
    """The segments that hold an anchor, of which there is at least one."""
    (item,) = [i for i in run.items.values() if i["source_key"] == key]
    (document_id,) = item["document_ids"]
    start = run.documents[document_id]["text"].index(anchor)
    found = run.segments_at(Place(document_id, start, start + len(anchor)))
    assert found, anchor
    return found


def chapters_answered(run, chapter_of, number) -> Counter[str]:
    """How often a paragraph's segments answer a question of each chapter."""
    return Counter(
        chapter_of[c["question_id"]]
        for s in paragraph(run, number)
        for c in run.coded(s["segment_id"], "question")
    )


def respondent(run, name) -> str:
    (who,) = [i for i, r in run.respondents.items() if r["name"] == name]
    return who


def positions_of(run, name, anchor) -> dict[str, str]:
    """Text -> position that a respondent takes in it on the propositions that hold an anchor."""
    who = respondent(run, name)
    wanted = {
        p["proposition_id"]
        for q in run.rows("questions")
        for p in q["propositions"]
        if anchor in p["text"]
    }
    assert wanted, anchor
    return {
        run.segments[c["segment_id"]]["text"]: c["position"]
        for c in run.codings
        if c["kind"] == "stance" and c["respondent_id"] == who and c["proposition_id"] in wanted
    }


# Reading


def test_all_numbered_paragraphs_keep_their_label(run):
    """The letter's 42 paragraphs are there under their numbers, in order."""
    labels = [s["locator"]["number_label"] for s in segments_of(run, LETTER)]
    assert list(dict.fromkeys(labels)) == [f"{n}." for n in range(1, 43)]


@pytest.mark.parametrize(("number", "bullets"), [(5, 6), (6, 4), (35, 6)])
def test_bullets_belong_to_the_paragraph_that_leads_into_them(run, number, bullets):
    """Each bullet has the paragraph's number and its lead-in as context."""
    segments = paragraph(run, number)
    lead, *items = dict.fromkeys(s["locator"]["paragraph"] for s in segments)
    assert len(items) == bullets
    spoken = [s for s in segments if s["locator"]["paragraph"] == lead]
    begin, end = spoken[0]["start"], spoken[-1]["end"]
    for segment in segments:
        if segment["locator"]["paragraph"] != lead:
            (*_, last) = segment["context"]
            assert begin <= last["start"] < last["end"] <= end


@pytest.mark.parametrize(
    ("number", "anchor"),
    [
        (16, "intended to focus on"),
        (24, "reinforcing key aspects of"),
        (28, "can be supported to"),
        (33, "It should be noted"),
    ],
)
def test_paragraphs_cut_by_a_page_break_are_whole(run, number, anchor):
    """The words before and after the break stand in one segment of one paragraph."""
    assert len({s["locator"]["paragraph"] for s in paragraph(run, number)}) == 1
    (segment,) = said_at(run, LETTER, anchor)
    assert segment["locator"]["number_label"] == f"{number}."


def test_a_list_cut_by_a_page_break_is_whole(run):
    """The last two bullets of paragraph 35 stand on the next page."""
    for anchor in ("redirect the funding", "reform of some statutory"):
        for segment in said_at(run, LETTER, anchor):
            assert segment["locator"]["number_label"] == "35."


def test_no_paragraph_is_cut_inside_a_sentence(run):
    """Segments of the letter begin like sentences and, bullets apart, end like them."""
    segments = segments_of(run, LETTER)
    first = {n: next(iter(paragraph(run, n)))["locator"]["paragraph"] for n in range(1, 43)}
    leads = set(first.values())
    for segment in segments:
        if segment["locator"]["paragraph"] in leads:
            assert not segment["text"][0].islower(), segment["segment_id"]
            assert segment["text"].rstrip("’'\"”)")[-1] in ".!?:", segment["segment_id"]


def test_markdown_marks_stand_in_no_segment_and_no_quote(run):
    """Links keep their text and lose their address; emphasis and escapes are gone."""
    for row in (*run.segments.values(), *run.quotes.values()):
        assert not MARKDOWN.search(row["text"]), row["start"]
    (linked,) = said_at(run, LETTER, "policy timeline illustrating")
    assert "http" not in linked["text"]


def test_figures_and_captions_are_no_opinions(run):
    """The slides' big numbers and what is said under charts are in no segment that is coded."""
    for segment in segments_of(run, SLIDES):
        for figure in ("284,400", "90,700", "53,800", "81,900", "chart above", "chart below"):
            assert figure not in segment["text"] or not run.codings_of.get(segment["segment_id"])


def test_every_slide_has_its_number_and_heading(run):
    """A slide is its title and what stands under it."""
    for segment in segments_of(run, SLIDES):
        assert segment["locator"]["slide"]
        assert segment["context"]


# Voices


@pytest.mark.parametrize(
    ("anchor", "speaker", "organisation"),
    [
        ("highlighted concerns the ADCS", "Charlotte Ramsden", "ADCS"),
        ("There are fundamental issues", "Charlotte Ramsden", "ADCS"),
        ("which may be beyond", "Charlotte Ramsden", "ADCS"),
        ("an important part to", "Charlotte Ramsden", "ADCS"),
        ("was right to highlight", "Anna Feuchtwang", "National Children’s Bureau"),
        ("This isn’t simply", "Anna Feuchtwang", "National Children’s Bureau"),
        ("an important acknowledgement", "Anna Feuchtwang", "National Children’s Bureau"),
        ("NCB fully supports", "Anna Feuchtwang", "National Children’s Bureau"),
        ("cannot avoid tackling", "Anna Feuchtwang", "National Children’s Bureau"),
        ("agreed with the report’s", "Teresa Heritage", "Local Government Association"),
        ("We also urge", "Teresa Heritage", "Local Government Association"),
        ("Inspection, media and government", "Teresa Heritage", "Local Government Association"),
        ("welcomed the review’s focus", "Carol Homden", "Coram"),
        ("It is disappointing", "Carol Homden", "Coram"),
        ("is a key omission", "Carol Homden", "Coram"),
        ("no silver bullet", "Carol Homden", "Coram"),
    ],
)
def test_statements_in_the_article_are_their_speakers(run, anchor, speaker, organisation):
    """Quoted or reported, over one paragraph or several: speaker and organisation are named."""
    for segment in said_at(run, ARTICLE, anchor):
        voice = segment["voice"]
        assert (voice["kind"], voice["speaker"]) == ("REPORTED", speaker)
        assert voice["organisation"] == organisation
        assert segment["respondent_id"] == respondent(run, organisation)


def test_what_the_article_says_of_the_review_is_the_review(run):
    """All that stands before the first answer to it is the consulting body's, and nobody's view."""
    answer = said_at(run, ARTICLE, "In its response")[0]["start"]
    before = [s for s in segments_of(run, ARTICLE) if s["start"] < answer]
    assert len(before) > 20
    for segment in before:
        assert segment["voice"]["kind"] == "CONSULTER", segment["start"]
        assert segment["respondent_id"] is None
        assert not run.codings_of.get(segment["segment_id"])


def test_headlines_in_quotation_marks_are_no_speech(run):
    """The article's single-quoted headlines are no segment of anybody."""
    for headline in (
        "Start of the conversation",
        "Review must understand",
        "Migrant children ignored",
    ):
        assert not [s for s in segments_of(run, ARTICLE) if headline in s["text"]]


@pytest.mark.parametrize("slide", RECOUNTED)
def test_what_a_slide_recounts_of_the_review_is_the_review(run, slide):
    """Aims, areas and recommendations, mostly without marks of quotation."""
    segments = [s for s in segments_of(run, SLIDES) if s["locator"]["slide"] == slide]
    assert segments
    for segment in segments:
        assert segment["voice"]["kind"] == "CONSULTER", segment["start"]


@pytest.mark.parametrize(
    "anchor", ["Poverty and inequality", "New and emerging threats", "Immigration and asylum"]
)
def test_factors_that_the_report_names_are_the_report(run, anchor):
    """A list of what the report acknowledges is the report's, marks of quotation or not."""
    for segment in said_at(run, SLIDES, anchor):
        assert segment["voice"]["kind"] == "CONSULTER"


@pytest.mark.parametrize("slide", THEIR_OWN)
def test_implications_are_the_council_speaking(run, slide):
    """What it means for us, and what we do next, is the respondent's own voice."""
    segments = [s for s in segments_of(run, SLIDES) if s["locator"]["slide"] == slide]
    assert segments
    for segment in segments:
        assert segment["voice"]["kind"] == "RESPONDENT", segment["start"]
        assert segment["respondent_id"] == respondent(run, "Trafford Council")


def test_nothing_inside_the_evidence_counts(run):
    """Whoever speaks there: no coding, no quote, nobody's view."""
    inside = segments_of(run, EVIDENCE)
    assert inside
    document_ids = {s["document_id"] for s in inside}
    assert not [s for s in inside if s["respondent_id"] or run.codings_of.get(s["segment_id"])]
    assert not [q for q in run.quotes.values() if q["document_id"] in document_ids]


@pytest.mark.parametrize("anchor", ["There are fundamental issues", "root causes and solutions"])
def test_a_point_in_the_response_and_in_the_article_counts_once(run, anchor):
    """The article's copy is left out with a reason that names the response's segment."""
    letter = {s["segment_id"] for s in segments_of(run, LETTER)}
    apart = {e["subject_id"]: e["reason"] for e in run.rows("exclusions")}
    for segment in said_at(run, ARTICLE, anchor):
        assert any(own in apart.get(segment["segment_id"], "") for own in letter)
    for question in run.questions:
        for finding in (*question["findings"], *question["reported"]):
            assert len(finding["respondent_ids"]) == len(set(finding["respondent_ids"]))


def test_only_those_who_responded_are_in_a_base(run):
    """Whom the article reports stands beside the base."""
    ours = {respondent(run, "ADCS"), respondent(run, "Trafford Council")}
    for question in run.questions:
        assert set(question["base_respondent_ids"]) <= ours


# Questions


def test_the_paper_asks_sixteen_questions_in_five_groups(run):
    """One, four, four, three and four; group titles only where the paper has them."""
    questions = run.rows("questions")
    groups = Counter(q["chapter_number"] for q in questions)
    assert [groups[n] for n in sorted(groups)] == [1, 4, 4, 3, 4]
    titles = {q["chapter_number"]: q["chapter_title"] for q in questions}
    assert [bool(titles[n]) for n in sorted(titles)] == [False, False, True, True, True]
    assert sum(q["text"].count("?") == 2 for q in questions) >= 2
    for question in questions:
        for text in (question["text"], *(p["text"] for p in question["propositions"])):
            assert "(!" not in text
            assert "(?" not in text


@pytest.mark.parametrize("number", [36, 37, 38])
def test_the_market_in_care_answers_chapter_four(run, chapter_of, number):
    """It stands under another chapter's heading, and the words overrule it."""
    answered = chapters_answered(run, chapter_of, number)
    assert answered["4"] > max((n for c, n in answered.items() if c != "4"), default=0)


def test_secure_homes_answer_chapter_four(run, chapter_of):
    """They do so beside what is said there of departments that should act together."""
    assert chapters_answered(run, chapter_of, 39)["4"]


@pytest.mark.parametrize("number", [24, 27, 28])
def test_kinship_and_teenagers_answer_chapter_three(run, chapter_of, number):
    """They stand under another chapter's heading, and the words overrule it."""
    answered = chapters_answered(run, chapter_of, number)
    assert answered["3"] > max((n for c, n in answered.items() if c != "3"), default=0)


@pytest.mark.parametrize("number", [1, 2])
def test_an_introduction_answers_nothing(run, chapter_of, number):
    """Who we are is not forced to any question."""
    assert not chapters_answered(run, chapter_of, number)


def test_a_later_briefing_is_in_a_base_only_where_it_speaks_to_it(run):
    """Most of what the council says of the final report is outside the questions."""
    own = [s for s in segments_of(run, SLIDES) if s["voice"]["kind"] == "RESPONDENT"]
    answering = [s for s in own if run.coded(s["segment_id"], "question")]
    assert len(answering) <= len(own) / 2
    council = respondent(run, "Trafford Council")
    for question in run.questions:
        if question["question_id"] is not None:
            coded = {
                c["question_id"] for s in answering for c in run.coded(s["segment_id"], "question")
            }
            assert (council in question["base_respondent_ids"]) == (
                question["question_id"] in coded
            )


# Stance: the right position or none, never the opposite


def test_a_continuum_is_no_tension(run):
    """Protection and support are parts of one whole to ADCS: no agreement that they pull apart."""
    assert not AGREES & set(positions_of(run, "ADCS", "tension between the").values())
    assert not AGREES & set(positions_of(run, "ADCS", "inherent tension").values())


def test_separating_help_from_protection_is_not_agreed_with(run):
    """ADCS warns against severing them: it does not agree that doing both impedes."""
    assert not AGREES & set(positions_of(run, "ADCS", "is impeded in").values())


def test_the_market_in_care_is_not_defended(run):
    """ADCS agrees that it is broken."""
    assert "DISAGREE" not in positions_of(run, "ADCS", "placement market").values()


def test_social_workers_without_cases_are_not_called_misused(run):
    """ADCS warns of jumping to that conclusion."""
    assert not AGREES & set(positions_of(run, "ADCS", "staggering misuse").values())
