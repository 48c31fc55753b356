"""consultation.toml: every key, every error, and what follows from the questions."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from consult.domain.coding import Position
from consult.domain.consultation import Chapter, Question, QuestionKind
from consult.domain.document import Role
from consult.domain.errors import SettingsError
from consult.domain.ledger import Consent, RespondentKind
from consult.settings.load import load_settings, with_extracted
from consult.settings.model import Settings

HEAD = """
[consultation]
id = "streets"
title = "Better streets"
organisation = "Ambleby Council"
"""
QUESTIONS = """
[[questions]]
id = "q1"
text = "Do you agree that the limit should be lower?"
options = ["Yes", "No", "Not sure"]
paired_with = "q2"

[[questions]]
id = "q2"
text = "Please give your reasons."
"""
EXTRACT = '[paper]\nfile = "paper.docx"\nquestions = "extract"\n'


def load(tmp_path: Path, text: str) -> Settings:
    (tmp_path / "consultation.toml").write_text(text, encoding="utf-8")
    return load_settings(tmp_path)


def failure(tmp_path: Path, text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, text)
    return caught.value


def test_the_least_that_is_needed(tmp_path: Path) -> None:
    """A head and questions are enough; everything else has a default."""
    settings = load(tmp_path, HEAD + QUESTIONS)
    consultation = settings.consultation
    assert consultation.chapters == (Chapter(id="ch1", number="1"),)
    assert [(q.number, q.kind, q.paired_with) for q in consultation.questions] == [
        ("1.1", QuestionKind.CLOSED, "q2"),
        ("1.2", QuestionKind.OPEN, "q1"),
    ]
    assert settings.timezone == "Europe/London"
    assert settings.folder == tmp_path
    assert load_settings(tmp_path / "consultation.toml") == settings


def test_every_table_is_read(tmp_path: Path) -> None:
    """Sources, surveys, respondents and the tables of plain values reach their fields."""
    settings = load(
        tmp_path,
        HEAD
        + 'names = ["the council", "Better streets"]\nlanguage = "cy"\n'
        + QUESTIONS
        + """
[[sources]]
files = "letters/*.docx"
channel = "letters"
consent = "publish"
kind = "organisation"
respondent = "Ambleby Cyclists"

[[sources]]
files = "survey.csv"
[sources.survey]
id_column = "ID"
kind_column = "You are"
kinds = { "A person" = "individual" }
consent_column = "Publish?"
consents = { "Yes" = "publish", "No name" = "Anonymous" }
questions = { "Agree?" = "q1", "Why?" = "q2" }
attributes = { "Ward" = "ward" }
ignore = ["IP address"]

[[sources]]
files = "press/*.txt"
role = "press"

[[respondents]]
name = "Ambleby Cyclists"
kind = "organisation"
aliases = ["A. Cyclists"]
attributes = { size = "small" }
files = ["letters/cyclists*.docx"]

[counting]
campaign_identical = "none"
consent_missing_individual = "private"
[words]
small_base = 5
[models]
threads = 2
[analysis]
stance_minimum = 0.7
[schedule]
analyse = "0 7 * * 1-5"
[limits]
seconds = 60
""",
    )
    letters, survey, press = settings.sources
    assert (letters.channel, letters.consent) == ("letters", Consent.PUBLISH)
    assert (letters.kind, letters.respondent) == (RespondentKind.ORGANISATION, "Ambleby Cyclists")
    assert survey.survey is not None
    assert dict(survey.survey.questions) == {"Agree?": "q1", "Why?": "q2"}
    assert survey.survey.consents["No name"] is Consent.ANONYMOUS
    assert survey.survey.kinds["A person"] is RespondentKind.INDIVIDUAL
    assert survey.survey.ignore == ("IP address",)
    assert press.role is Role.PRESS
    assert settings.respondents[0].attributes["size"] == "small"
    assert settings.counting.campaign_identical == "none"
    assert settings.counting.consent_missing_individual is Consent.PRIVATE
    assert (settings.words.small_base, settings.models.threads) == (5, 2)
    assert (settings.models.matcher, settings.models.point_matcher) == ("embedder", "bundled")
    assert (settings.analysis.stance_minimum, settings.limits.seconds) == (0.7, 60.0)
    assert settings.schedule.analyse == "0 7 * * 1-5"
    assert settings.consultation.consulter_names == ("the council", "Better streets")
    assert settings.language == "cy"


@pytest.mark.parametrize(
    ("written", "opened", "closed"),
    [
        ("opened = 2026-06-01\ncloses = 2026-07-31", (2026, 5, 31, 23), (2026, 7, 31, 22)),
        ('opened = "2026-01-10"\ncloses = "2026-01-31"', (2026, 1, 10, 0), (2026, 1, 31, 23)),
        (
            "opened = 2026-06-01T09:00:00\ncloses = 2026-07-31T17:00:00Z",
            (2026, 6, 1, 8),
            (2026, 7, 31, 17),
        ),
    ],
)
def test_dates_are_local_and_kept_as_utc(
    tmp_path: Path, written: str, opened: tuple[int, ...], closed: tuple[int, ...]
) -> None:
    """Summer time is applied, and a closing day lasts to its end."""
    consultation = load(tmp_path, f"{HEAD}{written}\n{QUESTIONS}").consultation
    assert consultation.opened == datetime(*opened, tzinfo=UTC)
    assert consultation.closed is not None
    assert consultation.closed.replace(minute=0, second=0, microsecond=0) == datetime(
        *closed, tzinfo=UTC
    )


def test_a_closed_question_gets_its_statement_and_its_options_positions(tmp_path: Path) -> None:
    """The restatement serves the reasons too, and options are read by their words."""
    settings = load(tmp_path, HEAD + QUESTIONS)
    (proposition,) = settings.consultation.propositions
    assert proposition.text == "The limit should be lower."
    assert proposition.question_ids == ("q1", "q2")
    assert dict(settings.option_positions["q1"]) == {
        "Yes": Position.AGREE,
        "No": Position.DISAGREE,
        "Not sure": Position.UNCLEAR,
    }


def test_given_propositions_and_positions_win(tmp_path: Path) -> None:
    """Nothing is restated where a proposition stands; one position can be overridden."""
    text = (
        HEAD
        + '[[questions]]\nid = "q1"\ntext = "Should we?"\noptions = ["Yes", "No", "Maybe"]\n'
        + '[questions.positions]\n"Maybe" = "agree with conditions"\n'
        + '[[propositions]]\nquestions = ["q1"]\ntext = "The limit is too high."\n'
    )
    settings = load(tmp_path, text)
    assert [p.text for p in settings.consultation.propositions] == ["The limit is too high."]
    assert settings.option_positions["q1"]["Maybe"] is Position.AGREE_WITH_CONDITIONS
    assert settings.option_positions["q1"]["Yes"] is Position.AGREE


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (HEAD + "tittle = 'x'" + QUESTIONS, "SETTINGS_UNKNOWN_KEY", "did you mean `title`"),
        (HEAD + QUESTIONS + "[conting]\n", "SETTINGS_UNKNOWN_KEY", "`counting`"),
        (HEAD + QUESTIONS + "[words]\nfew = 1\n", "SETTINGS_UNKNOWN_KEY", "[words]"),
        (HEAD, "SETTINGS_VALUE", "[[questions]]"),
        ("[consultation]\ntitle = 'x'\n" + QUESTIONS, "SETTINGS_VALUE", "`organisation`"),
        (HEAD + "timezone = 'Mars'" + QUESTIONS, "SETTINGS_VALUE", "Europe/London"),
        (HEAD + "opened = 'soon'" + QUESTIONS, "SETTINGS_VALUE", "`opened`"),
        (
            HEAD + "opened = 2026-02-01\ncloses = 2026-01-01" + QUESTIONS,
            "SETTINGS_VALUE",
            "before `opened`",
        ),
        (HEAD + QUESTIONS + '[models]\nmatcher = ""\n', "SETTINGS_VALUE", "`matcher`"),
        (HEAD + QUESTIONS + '[models]\npoint_matcher = ""\n', "SETTINGS_VALUE", "`point_matcher`"),
        (HEAD + QUESTIONS.replace("q2", "q1"), "SETTINGS_VALUE", "twice"),
        (HEAD + QUESTIONS.replace('with = "q2"', 'with = "q9"'), "SETTINGS_VALUE", "q9"),
        (
            HEAD + QUESTIONS + '[[propositions]]\nquestions = ["q7"]\ntext = "x"\n',
            "SETTINGS_VALUE",
            "q1, q2",
        ),
        (HEAD + QUESTIONS + '[[sources]]\nfiles = "../x"\n', "SETTINGS_VALUE", "below"),
        (
            HEAD + QUESTIONS + '[[sources]]\nfiles = "x"\nrole = "pres"\n',
            "SETTINGS_VALUE",
            'did you mean "press"',
        ),
        (
            HEAD
            + QUESTIONS
            + '[[sources]]\nfiles = "s.csv"\n[sources.survey]\nid_column = "ID"\n'
            + 'questions = { "A" = "q9" }\n',
            "SETTINGS_VALUE",
            "q9",
        ),
        (HEAD + QUESTIONS + "[words]\nmany_up_to = 0.2\n", "SETTINGS_VALUE", "rise"),
        (HEAD + QUESTIONS + "[limits]\npages = true\n", "SETTINGS_VALUE", "whole number"),
        (HEAD + QUESTIONS + '[reading]\nocr = "maybe"\n', "SETTINGS_VALUE", "auto, off"),
        (HEAD + QUESTIONS + '[reading]\nocr_languages = "eng -x"\n', "SETTINGS_VALUE", "eng+cym"),
        (HEAD + QUESTIONS + '[schedule]\nanalyse = "daily"\n', "SETTINGS_VALUE", "five fields"),
        (HEAD + EXTRACT + QUESTIONS, "SETTINGS_VALUE", "extract"),
        (HEAD + '[paper]\nquestions = "extract"\n', "SETTINGS_VALUE", "paper"),
        ("[consultation\n", "SETTINGS_SYNTAX", "line 1"),
    ],
)
def test_errors_say_what_to_correct(tmp_path: Path, text: str, code: str, words: str) -> None:
    """The code is stable, and the message names the key, its table and the way out."""
    error = failure(tmp_path, text)
    assert error.code == code
    assert words in error.message


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    """Without a consultation.toml the message names the command."""
    with pytest.raises(SettingsError, match="consult init FOLDER") as caught:
        load_settings(tmp_path)
    assert caught.value.code == "SETTINGS_MISSING"


def test_the_digest_follows_the_settings_only(tmp_path: Path) -> None:
    """Comments, order and place change nothing; any value does."""
    first = load(tmp_path, HEAD + QUESTIONS).sha256
    assert load(tmp_path, "# hello\n" + HEAD + QUESTIONS).sha256 == first
    other = tmp_path / "elsewhere"
    other.mkdir()
    assert load(other, HEAD + QUESTIONS).sha256 == first
    assert load(tmp_path, HEAD + QUESTIONS + "[limits]\nrows = 9\n").sha256 != first


def test_extracted_questions_complete_the_settings(tmp_path: Path) -> None:
    """What is read from the paper at run time gets statements and positions, and checks."""
    settings = load(
        tmp_path,
        HEAD
        + EXTRACT
        + '[[sources]]\nfiles = "s.csv"\n[sources.survey]\nid_column = "ID"\n'
        + 'questions = { "A" = "q1" }\n',
    )
    assert settings.consultation.questions == ()
    question = Question(
        id="q1",
        chapter_id="ch1",
        number="1",
        text="Should we mow?",
        kind=QuestionKind.CLOSED,
        options=("Yes", "No"),
    )
    chapters = (Chapter(id="ch1", number="1"),)
    done = with_extracted(settings, chapters, (question,), ())
    assert [p.text for p in done.consultation.propositions] == ["We should mow."]
    assert done.option_positions["q1"]["No"] is Position.DISAGREE
    with pytest.raises(SettingsError, match="q1"):
        with_extracted(settings, chapters, (), ())


def test_loading_takes_no_time(tmp_path: Path) -> None:
    """A hundred questions load in well under a tenth of a second."""
    many = "".join(f'[[questions]]\nid = "q{n}"\ntext = "Should we mow {n}?"\n' for n in range(100))
    load(tmp_path, HEAD + many)
    started = time.perf_counter()
    load_settings(tmp_path)
    assert time.perf_counter() - started < 0.1
