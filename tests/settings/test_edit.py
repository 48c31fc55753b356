"""A mapping is put into consultation.toml and nothing else of it changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.errors import SettingsError
from consult.domain.ledger import Consent
from consult.settings.edit import has_questions, with_questions, with_survey
from consult.settings.load import load_settings
from consult.settings.model import SurveyMapping
from tests.intake.shapes import CONSULTATION

TEXT = """\
# A person's note.
[consultation]
title = "The old mill"   # as on the cover
organisation = "Nether Sallow Town Council"

[[questions]]
id = "wish"
text = "What else?"

[[sources]]
files = "letters/*.docx"   # by post

# The survey, mapped on Monday.
[[sources]]
files = "survey.csv"
channel = "online survey"
# id_column = "Response ID"

[counting]
late = "exclude"   # decided by the board
"""
SURVEY = SurveyMapping(
    id_column="Response ID",
    questions={"What else? [1]": "wish"},
    consent_column="May we?",
    consents={"Yes": Consent.PUBLISH},
    ignore=("IP",),
)


def loaded(text, tmp_path):
    file = tmp_path / "consultation.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file)


def test_every_line_of_a_person_stays(tmp_path):
    """Comments, order and other tables are as they were; the mapping reads back as it is."""
    text = with_survey(TEXT, SURVEY, source=1, files="survey.csv")
    kept = iter(text.splitlines())
    assert all(line in kept for line in TEXT.splitlines())
    assert loaded(text, tmp_path).sources[1].survey == SURVEY
    assert loaded(text, tmp_path).sources[0].survey is None


def test_a_mapping_is_replaced_only_by_force(tmp_path):
    """What somebody mapped stays until somebody says otherwise."""
    text = with_survey(TEXT, SURVEY, source=1, files="survey.csv")
    other = SurveyMapping(id_column="No.", questions={"What else?": "wish"})
    with pytest.raises(SettingsError, match="SURVEY_MAPPED"):
        with_survey(text, other, source=1, files="survey.csv")
    forced = with_survey(text, other, source=1, files="survey.csv", force=True)
    assert loaded(forced, tmp_path).sources[1].survey == other


def test_a_file_without_a_source_gets_one(tmp_path):
    """The new source stands after the others."""
    text = with_survey(TEXT, SURVEY, source=None, files="more.csv")
    sources = loaded(text, tmp_path).sources
    assert [source.files for source in sources] == ["letters/*.docx", "survey.csv", "more.csv"]
    assert sources[2].survey == SURVEY


def test_questions_are_added_where_there_are_none(tmp_path):
    """Chapters, options and pairs come with them."""
    bare = TEXT.replace('[[questions]]\nid = "wish"\ntext = "What else?"\n', "")
    assert (has_questions(TEXT), has_questions(bare)) == (True, False)
    text = with_questions(bare, CONSULTATION.chapters, CONSULTATION.questions)
    assert loaded(text, tmp_path).consultation.questions == CONSULTATION.questions


header = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=30
)


@settings(max_examples=40, deadline=None)
@given(header, header, header)
def test_any_header_comes_back(one, other, option):
    """Quotes, brackets, emoji and hashes in a header are only a header."""
    survey = SurveyMapping(
        id_column="id", questions={f"{one} 1": "wish"}, checkboxes={f"{one} 1": option},
        attributes={f"{other} 2": other},
    )  # fmt: skip
    text = with_survey(TEXT, survey, source=1, files="survey.csv")
    import tomllib

    table = tomllib.loads(text)["sources"][1]["survey"]
    assert table["questions"] == dict(survey.questions)
    assert table["checkboxes"] == dict(survey.checkboxes)
    assert table["attributes"] == dict(survey.attributes)
