"""What people do not allow to be shown is in nothing that is published, by whatever way it came."""

from __future__ import annotations

import html
import re

import pytest

from consult.pipeline.progress import Silent
from consult.report.briefing import briefing_data
from consult.report.options import ReportOptions
from consult.report.view import build
from tests.e2e import fakes
from tests.e2e.fakes import make_pond, open_pond, run_pond, write

SURVEY = """
[[questions]]
id = "q3"
chapter = "c1"
number = "3"
text = "How often do you visit the pond?"
kind = "closed"
options = ["Daily", "Never"]

[[sources]]
files = "survey/*.csv"
channel = "survey"

[sources.survey]
id_column = "id"
name_column = "name"
organisation_column = "org"
consent_column = "consent"
consents = { "Yes" = "publish", "No" = "private" }
questions = { "often" = "q3", "pond" = "q2" }
"""
ROWS = """id,name,org,consent,often,pond
1,Dan Poe,,Yes,Daily,Lanterns would be kinder to bats on the footpath.
2,Eva Lin,,No,"Weekly, call Eva Lin at 4 Zebra Lane",Ban the Xylophone kennels.
3,,Mill Owners Society,No - keep confidential,Daily,The Wombatine turbine must stay shut for us.
"""
PRIVATE = ("Zebra Lane", "Eva Lin", "Xylophone", "Wombatine", "Mill Owners")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A run over the three letters and an export in which two rows are not to be shown."""
    folder = tmp_path_factory.mktemp("private")
    pond = make_pond(folder)
    (folder / "pond" / "consultation.toml").write_text(fakes.SETTINGS + SURVEY, encoding="utf-8")
    (pond.input_folder / "survey").mkdir()
    write(pond.input_folder / "survey" / "export.csv", ROWS, at=1_770_000_100)
    return run_pond(open_pond(folder), Silent())


def shown(path):
    page = re.sub(
        r"<(style|script)\b.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("words", PRIVATE)
def test_private_words_are_for_analysts_alone(finished, words):
    """Not in a table, a theme's label, a statement, a quote or a list of names."""
    analyst = build(finished.result, ReportOptions())

    assert words in shown(finished.published.report)
    assert words not in shown(finished.published.public_report)
    assert words not in str(briefing_data(analyst))


def test_what_may_not_be_shown_is_counted_all_the_same(finished):
    """The public reads how many chose, wrote something else, or made a point."""
    public = re.sub(r"\s+", " ", shown(finished.published.public_report))

    assert "Other answers 1" in public
    assert "Daily 2" in public
    assert "a point whose words may not be shown" in public
