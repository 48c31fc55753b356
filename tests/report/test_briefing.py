"""The briefing: a tagged PDF with cleared words only, the same bytes each time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from consult.domain.errors import ReportError
from consult.report.briefing import briefing_data, render_briefing
from consult.report.paging import paged
from consult.report.parts import ReportView
from tests.report.factory import CANARY_NAME


@pytest.fixture(scope="module")
def pdf(analyst: ReportView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render_briefing(analyst, tmp_path_factory.mktemp("pdf") / "new" / "briefing.pdf")


def _text(path: Path) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_the_briefing_claims_and_carries_its_tags(pdf: Path) -> None:
    """PDF/UA-1 and PDF/A-3a in the metadata, a structure tree, a title and a language."""
    import pypdf

    reader = pypdf.PdfReader(pdf)
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()

    assert "pdfuaid:part" in metadata
    assert "pdfaid:part" in metadata
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("en")
    assert reader.metadata is not None
    assert "river path" in str(reader.metadata.title)


def test_equal_views_make_equal_bytes(analyst: ReportView, pdf: Path, tmp_path: Path) -> None:
    """The document is dated by the consultation and not by the clock."""
    again = render_briefing(analyst, tmp_path / "again.pdf")

    assert again.read_bytes() == pdf.read_bytes()


def test_the_briefing_of_an_analysts_view_is_public_safe(pdf: Path, analyst: ReportView) -> None:
    """Whatever the view, names follow consent and uncleared words stay out."""
    text = _text(pdf)
    data = json.dumps(briefing_data(analyst), ensure_ascii=False)

    assert CANARY_NAME in repr(analyst)
    assert CANARY_NAME not in data
    assert CANARY_NAME not in text
    assert "Quillfeather" not in text


def test_markup_in_a_response_is_printed_as_it_stands(pdf: Path) -> None:
    """Typst markup, templates and tags are words; a sign the font lacks is named."""
    text = " ".join(_text(pdf).split())

    assert "#set page(fill: red)" in text
    assert "{{7*7}}" in text
    assert "<script>alert('x')</script>" in text
    assert "[bicycle]" in text


def test_every_printed_quote_has_its_id(pdf: Path, analyst: ReportView) -> None:
    """An id on paper leads back through the report."""
    text = _text(pdf)
    data = briefing_data(analyst)
    questions = [q for c in data["chapters"] for q in c["questions"]]
    ids = [
        quote["id"]
        for question in questions
        for group in question["groups"]
        for finding in group["findings"]
        for quote in finding["quotes"]
    ]

    assert ids
    assert all(quote_id in text for quote_id in ids)


def test_only_the_packaged_font_is_embedded(pdf: Path) -> None:
    """Fonts of the machine play no part."""
    import pypdf

    names = set()
    for page in pypdf.PdfReader(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            names.add(font.get_object()["/BaseFont"].split("+")[-1])

    assert names
    assert all(name.startswith("NotoSans") for name in names)


def test_a_consultation_without_dates_still_has_a_briefing(
    analyst: ReportView, tmp_path: Path
) -> None:
    """No date is printed rather than today's."""
    undated = replace(analyst, opened="", closed="", dated=None)
    first = render_briefing(undated, tmp_path / "a.pdf").read_bytes()

    assert first == render_briefing(undated, tmp_path / "b.pdf").read_bytes()


def test_what_typst_refuses_is_a_report_error(analyst: ReportView, tmp_path: Path) -> None:
    """The error has a code and leaves no half-written file."""
    broken = replace(analyst, language="not a language")

    with pytest.raises(ReportError, match="BRIEFING"):
        render_briefing(broken, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_a_short_question_shares_a_page_and_a_long_one_does_not() -> None:
    """The first stays with its chapter; others turn the page only when they would not fit.

    On a page that is hardly begun even a long one follows.
    """
    short = {
        "text": "Short?",
        "closed": None,
        "propositions": [],
        "groups": [],
        "reported": [],
    }
    quote = {"length": 2000, "said": False}
    finding = {"statement": "x" * 200, "quotes": [quote, quote]}
    long = {**short, "groups": [{"findings": [finding]}]}

    assert [q["turn"] for q in paged([short, short, short])] == [False, False, False]
    assert [q["turn"] for q in paged([short, long])] == [False, False]
    assert [q["turn"] for q in paged([short, short, short, long])] == [False, False, False, True]
    assert [q["turn"] for q in paged([long, long])] == [False, True]


def test_the_summary_tells_differing_views_once(analyst: ReportView) -> None:
    """Their line has the number of each side, so that asks and points have room beside it."""
    rows = briefing_data(analyst)["summary"]
    found = 0
    for points in (row["points"] for row in rows):
        differs = re.search(r"^Views differ on whether (.*?): of", points[0])
        if differs is not None:
            found += 1
            assert not [p for p in points[1:] if f"agree that {differs[1]}" in p]
    assert found
