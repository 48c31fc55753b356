"""The rendered consultation.toml loads to what was given, whatever the words are."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from consult.domain.consultation import Chapter, Consultation, Proposition, Question, QuestionKind
from consult.domain.document import Role
from consult.domain.ids import make_id
from consult.domain.ledger import Consent, RespondentKind
from consult.settings.guess import guess_sources
from consult.settings.load import load_settings
from consult.settings.model import (
    CountingSettings,
    PaperSettings,
    RespondentSettings,
    Settings,
    SourceSettings,
    SurveyMapping,
)
from consult.settings.template import render_settings

WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30).map(
    lambda text: text.strip() or "x"
)


def reload(text: str) -> Settings:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "consultation.toml"
        file.write_bytes(text.encode("utf-8"))
        return load_settings(file)


def consultation(title: str, question: str, claim: str, options: tuple[str, ...]) -> Consultation:
    return Consultation(
        id="parks",
        title=title,
        organisation="Ambleby Council",
        opened=datetime(2026, 6, 1, 8, 30, tzinfo=UTC),
        closed=datetime(2026, 7, 31, 22, 59, 59, 999999, tzinfo=UTC),
        chapters=(Chapter(id="ch1", number="1", title=title), Chapter(id="ch2", number="2")),
        questions=(
            Question(
                id="q1",
                chapter_id="ch1",
                number="1.1",
                text=question,
                kind=QuestionKind.CLOSED,
                options=options,
                paired_with="q2",
            ),
            Question(id="q2", chapter_id="ch2", number="7", text="Why?", paired_with="q1"),
        ),
        propositions=(
            Proposition(
                id=make_id("prop", claim, "q1", "q2"),
                chapter_id="ch1",
                question_ids=("q1", "q2"),
                text=claim,
            ),
        ),
        consulter_names=(title,),
    )


@given(WORDS, WORDS, WORDS, st.lists(WORDS, min_size=2, max_size=4, unique=True))
def test_what_is_rendered_loads_to_the_same(
    title: str, question: str, claim: str, options: list[str]
) -> None:
    """Quotes, line breaks, control characters and emoji survive the file."""
    given_ = consultation(title, question, claim, tuple(options))
    settings = reload(render_settings(given_, places={given_.propositions[0].id: claim}))
    assert settings.consultation == given_


@given(WORDS, WORDS)
def test_sources_and_respondents_load_to_the_same(name: str, column: str) -> None:
    """A survey mapping with any headers comes back as it was."""
    sources = (
        SourceSettings(files="letters/*.pdf", respondent=name, kind=RespondentKind.ORGANISATION),
        SourceSettings(
            files="survey.csv",
            channel="online survey",
            survey=SurveyMapping(
                id_column=f"{column} id",
                questions={f"{column} q": "q1"},
                consent_column=column,
                consents={name: Consent.PUBLISH},
                attributes={f"{column} a": name},
                ignore=(f"{column} i",),
            ),
        ),
    )
    respondents = (RespondentSettings(name=name, files=("a*",), attributes={column: name}),)
    given_ = consultation("t", "Should we?", "c", ("Yes", "No"))
    settings = reload(render_settings(given_, sources=sources, respondents=respondents))
    assert settings.sources == sources
    assert settings.respondents == respondents


def test_extracting_leaves_the_questions_out() -> None:
    """With questions = "extract" the file names the paper and lists nothing."""
    text = render_settings(
        consultation("t", "q?", "c", ("Yes", "No")),
        paper=PaperSettings(file="paper.docx", questions="extract"),
    )
    assert "[[questions]]" not in text
    assert reload(text).paper.file == "paper.docx"


def test_defaults_are_shown_as_comments_and_places_too() -> None:
    """A person sees every default and where each proposition was found."""
    given_ = consultation("t", "q?", "A claim.", ("Yes", "No"))
    text = render_settings(given_, places={given_.propositions[0].id: "page 3\nline 2"})
    assert '# campaign_identical = "one"' in text
    assert "# page 3 line 2" in text
    assert '# collect = "*/15 * * * *"' in text
    assert reload(text).counting == Settings(folder=Path(), consultation=given_).counting


def test_changed_tables_are_written_as_values() -> None:
    """Given settings, what differs from a default stands without the comment mark."""
    given_ = consultation("t", "q?", "c", ("Yes", "No"))
    changed = Settings(
        folder=Path(), consultation=given_, counting=CountingSettings(late="exclude")
    )
    text = render_settings(given_, settings=changed)
    assert reload(text).counting.late == "exclude"


def test_sources_are_guessed_by_folder_and_kind() -> None:
    """Each folder and suffix is a source, tables stand alone, press is told by its name."""
    found = guess_sources(
        [
            "letters/a.docx",
            "letters/b.docx",
            "survey.csv",
            "press/story.txt",
            "consultation.toml",
            "paper.docx",
            ".hidden.txt",
        ],
        paper="paper.docx",
    )
    assert [(s.files, s.role, s.channel) for s in found] == [
        ("letters/*.docx", Role.RESPONSE, "letters"),
        ("press/*.txt", Role.PRESS, "press"),
        ("survey.csv", Role.RESPONSE, "online survey"),
    ]
