"""The truth of the demo agrees with its sources, and its files with what the sources give."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from consult.domain.coding import Position
from consult.domain.ledger import Consent
from consult.settings.load import load_settings
from tests.demo.truth import (
    DEMO,
    ROW_KEY,
    TRUTH,
    accepted,
    builder,
    source_texts,
    survey_rows,
    text_of,
)

BUILT_FOLDERS = ("survey", "letters", "email", "slides", "text", "press", "evidence")
PLACED = ["hard", "paragraphs", "single_points", "filler", "no_filler", "other_language"]
PLACED += ["voices", "not_an_answer"]


def _keys_of_responses() -> set[str]:
    files = {
        key for key in source_texts() if key.split("/")[0] in ("letters", "slides", "text", "email")
    }
    return set(survey_rows()) | files - {TRUTH["special"]["set_apart"]}


def test_rebuilding_gives_the_shipped_bytes(tmp_path):
    """The files that are committed are those that the sources give, no more and no fewer."""
    written = {p.relative_to(tmp_path).as_posix() for p in builder().build(tmp_path)}
    shipped = {
        p.relative_to(DEMO).as_posix()
        for folder in BUILT_FOLDERS
        for p in (DEMO / folder).iterdir()
    }
    assert written == shipped | {"paper.docx"}
    for name in sorted(written):
        assert (tmp_path / name).read_bytes() == (DEMO / name).read_bytes(), name


def test_rebuilding_twice_gives_the_same_times(tmp_path):
    """Modification times are those of the story, in time for the closing day but for none."""
    closed = load_settings(DEMO).consultation.closed
    for path in builder().build(tmp_path):
        if path.parent.name in ("letters", "slides", "text", "email"):
            assert path.stat().st_mtime < closed.timestamp(), path.name


def test_counts_follow_from_the_sources():
    """Responses, respondents and channels are what the sources hold."""
    counts, special = TRUTH["counts"], TRUTH["special"]
    keys = _keys_of_responses()
    assert len(survey_rows()) == counts["rows"]
    assert len(keys) == counts["responses"] == sum(TRUTH["states"].values())
    assert len(keys) == sum(TRUTH["channels"].values()) >= 60
    assert len(keys) - counts["rows"] == counts["response_files"]
    same_person = len(special["duplicates"]) - 1 + len(special["two_channels"]) - 1
    assert counts["respondents"] == len(keys) - same_person
    assert counts["respondents_with_valid"] == counts["respondents"] - TRUTH["states"]["BLANK"]
    copies = len(TRUTH["campaigns"]["identical"]["members"]) - 1
    assert counts["campaign_collapsed"] == counts["respondents_with_valid"] - copies
    assert len(TRUTH["organisations"]["names"]) == counts["organisations"]


def test_channels_follow_from_the_settings():
    """Every response file belongs to exactly one source, whose channel the truth counts."""
    settings = load_settings(DEMO)
    channels = Counter(
        source.channel
        for source in settings.sources
        for path in DEMO.glob(source.files)
        for _ in [path]
        if not source.survey and path.relative_to(DEMO).as_posix() in _keys_of_responses()
    )
    channels["online survey"] = sum(key.startswith("HB") for key in survey_rows())
    channels["easy-read form"] = sum(key.startswith("ER") for key in survey_rows())
    assert channels == TRUTH["channels"]


def test_settings_name_every_column_of_the_surveys():
    """No column of either form is left unmapped, and no mapped column is missing."""
    build, settings = builder(), load_settings(DEMO)
    surveys = [source.survey for source in settings.sources if source.survey]
    shown = [set(build.ONLINE_COLUMNS.values()), set(build.EASY_READ_COLUMNS.values())]
    for survey, columns in zip(surveys, shown, strict=True):
        named = {*survey.questions, *survey.attributes, *survey.ignore, survey.id_column}
        named |= {survey.received_column, survey.name_column, survey.organisation_column}
        assert named | {survey.consent_column} == columns
    with (DEMO / "survey" / "online-survey.csv").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    assert list(read[0]) == list(build.ONLINE_COLUMNS.values())
    assert len(read) == TRUTH["channels"]["online survey"]


def test_questions_and_propositions_stand_in_the_paper():
    """Nothing in consultation.toml is put into the paper's mouth."""
    paper = (DEMO / "sources" / "paper.md").read_text(encoding="utf-8")
    consultation = load_settings(DEMO).consultation
    assert [q.number for q in consultation.questions] == [str(n) for n in range(1, 10)]
    for question in consultation.questions:
        assert f"**Question {question.number}.** {question.text}" in paper
        for option in question.options:
            assert f"- {option}\n" in paper
    for proposition in consultation.propositions:
        assert proposition.text in paper


@pytest.mark.parametrize("question", ["q1", "q4", "q7", "q9"])
def test_closed_tables_follow_from_the_rows(question):
    """The table of each closed question counts the boxes ticked, each option in its order."""
    table = dict(TRUTH["closed"][question])
    base = table.pop("base")
    ticked = Counter(row[question] for row in survey_rows().values() if question in row)
    options = load_settings(DEMO).consultation.question(question).options
    assert tuple(table) == options
    assert table == {option: ticked[option] for option in options}
    assert base == sum(ticked.values())


def test_consent_follows_from_the_rows():
    """The strictest consents of the forms are those that the truth names."""
    meanings = {
        text: consent
        for source in load_settings(DEMO).sources
        if source.survey
        for text, consent in source.survey.consents.items()
    }
    said = {key: meanings.get(row.get("consent", "")) for key, row in survey_rows().items()}
    for consent in (Consent.PRIVATE, Consent.ANONYMOUS):
        assert sorted(k for k, c in said.items() if c is consent) == sorted(
            TRUTH["consent"][consent.value]
        )


def test_campaign_members_hold_the_organisers_text():
    """Copies hold the text word for word; the identical ones hold no other answer."""
    texts = builder().campaign_texts()
    for name, campaign in TRUTH["campaigns"].items():
        holding = sorted(k for k in _keys_of_responses() if texts[name] in text_of(k))
        assert holding == sorted(campaign["members"])
    for key, own in TRUTH["campaigns"]["varied"]["own_words"].items():
        assert own in text_of(key)
    for key in TRUTH["campaigns"]["identical"]["members"]:
        if ROW_KEY.match(key):
            answered = {k for k in survey_rows()[key] if k[0] == "q" and k[1:].isdigit()}
            assert answered == {"q5", "q9"}
    both = [m for c in ("identical", "varied") for m in TRUTH["campaigns"][c]["members"]]
    assert sorted(both) == sorted(TRUTH["marks"]["campaign"])


@pytest.mark.parametrize("table", PLACED)
def test_every_truth_stands_where_it_says(table):
    """The words of each truth are words of the source that its key names."""
    for entry in TRUTH[table]:
        words = entry.get("words") or entry["starts"]
        question = entry.get("question")
        stands = text_of(entry["key"], question if ROW_KEY.match(entry["key"]) else None)
        assert words in stands, entry
        if table in ("filler", "no_filler"):
            assert words == stands


def test_single_points_are_made_once():
    """No other response uses the words of a single point."""
    for words in ("guide dog", "swift", "signal box"):
        assert sum(words in text_of(key) for key in _keys_of_responses()) == 1


def test_positions_are_positions_of_respondents_on_propositions():
    """Each gold position names a known response, proposition and position."""
    propositions = {p.id for p in load_settings(DEMO).consultation.propositions}
    assert set(TRUTH["positions"]) == propositions
    for gold in TRUTH["positions"].values():
        assert set(gold) <= _keys_of_responses()
        for position in gold.values():
            assert all(part in set(Position) for part in accepted(position))
        assert TRUTH["special"]["duplicates"][1] not in gold


def test_survey_positions_belong_to_rows_that_answer():
    """A row has a gold position only where it has text for one of the proposition's questions."""
    consultation = load_settings(DEMO).consultation
    for proposition in consultation.propositions:
        for key in TRUTH["positions"][proposition.id]:
            if not ROW_KEY.match(key) or key in TRUTH["special"]["two_channels"]:
                continue
            answers = [survey_rows()[key].get(q, "") for q in proposition.question_ids]
            assert any(
                answer and consultation.question(q).kind == "OPEN"
                for q, answer in zip(proposition.question_ids, answers, strict=True)
            ), (proposition.id, key)


def test_hard_sentences_are_many_and_of_many_kinds():
    """At least twenty sentences are hard, for at least ten reasons, on every proposition."""
    hard = TRUTH["hard"]
    assert len(hard) >= 20
    assert len({entry["why"] for entry in hard}) >= 10
    assert {entry["proposition"] for entry in hard} == set(TRUTH["positions"])
    for entry in hard:
        assert all(part in set(Position) for part in accepted(entry["position"]))


def test_a_long_letter_is_among_them():
    """One organisation's letter has about a thousand words and goes over a page."""
    import pypdfium2

    assert len(text_of("letters/haverbrook-access-forum.pdf").split()) >= 950
    letter = pypdfium2.PdfDocument(DEMO / "letters" / "haverbrook-access-forum.pdf")
    assert len(letter) >= 2
    letter.close()
