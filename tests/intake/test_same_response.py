"""The same response in eleven formats is the same text, stretch by stretch, and the same segments.

Every format gives each heading, paragraph, list item and quotation as one block with equal words;
the scan may differ in two characters of a hundred. Mails have their subject as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from rapidfuzz.distance import Levenshtein

from consult.domain.document import BlockKind, Document, Role, Span
from consult.domain.segment import RESPONDENT_VOICE, VoiceSpan
from consult.intake.aids import find_aids
from consult.intake.reading import Arrival, Part
from consult.intake.sandbox import ReaderPool
from consult.settings.model import LimitSettings, ReadingSettings
from consult.text.segment import segment
from tests.intake import eleven
from tests.intake.reading_of import only, read_bytes, said

FORMATS = {
    "response.txt": lambda: eleven.as_text().encode(),
    "response.docx": eleven.as_docx,
    "response.odt": eleven.as_odt,
    "response.html": eleven.as_html,
    "response.pptx": eleven.as_pptx,
    "response.eml": eleven.as_eml,
    "response.msg": eleven.as_msg,
    "response.csv": eleven.as_csv,
    "response.xlsx": eleven.as_xlsx,
    "response.pdf": eleven.as_pdf,
}
HEADINGS = {text for kind, text in eleven.TEXT if kind == "heading"} | {eleven.TITLE}
SCAN = 0.98


def part_of(name: str) -> Part:
    survey = eleven.MAPPING if name.endswith((".csv", ".xlsx")) else None
    return only(read_bytes(FORMATS[name](), name, survey=survey))


def sentences(text: str) -> tuple[Span, ...]:
    found = re.finditer(r"\S[^.!?]*(?:[.!?]+[”’]?(?:,[^.!?]*[.!?]+)?)?", text)
    return tuple(Span(start=m.start(), end=m.start() + len(m.group().rstrip())) for m in found)


def segments_of(part: Part) -> list[str]:
    """What is coded of a part, but for headings, which a cell of a table cannot mark."""
    document = Document(
        id="doc",
        item_id="item",
        respondent_id="who",
        role=Role.RESPONSE,
        media_type=part.media_type,
        reader=part.reader,
        text=part.text,
        blocks=part.blocks,
    )
    whole = VoiceSpan(start=0, end=len(part.text), voice=RESPONDENT_VOICE)
    cuts: Sequence[Sequence[Span]] = [sentences(part.text[b.start : b.end]) for b in part.blocks]
    found = segment(document, cuts, [whole], lambda _: "who").segments
    return [s.text for s in found if s.text not in HEADINGS]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_what_was_written(name):
    """Block by block, soft hyphens and ligatures gone, curly quotes and emoji kept."""
    stretches = [words for words in said(part_of(name)) if words != eleven.TITLE]
    assert stretches == eleven.expected(printed=name.endswith(".pdf"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_cut_into_the_same_segments(name):
    """Segment by segment; print lacks an emoji and a mathematical letter."""
    printed = name.endswith(".pdf")
    others = segments_of(part_of("response.docx"))
    if printed:
        others = [" ".join(o.translate(eleven.NOT_IN_PRINT).split()) for o in others]
    assert segments_of(part_of(name)) == others
    assert len(others) >= 20


def test_what_a_format_marks_is_kept():
    """Headings, list items and the quotation are known as such where the format says so."""
    for name in ("response.docx", "response.odt", "response.html"):
        part = part_of(name)
        assert set(said(part, BlockKind.HEADING)) == HEADINGS - {eleven.TITLE}
        assert len(said(part, BlockKind.LIST_ITEM)) == 3


@pytest.mark.skipif(
    find_aids(ReadingSettings()).ocr is None,
    reason="Tesseract is not installed (apt-get install tesseract-ocr)",
)
def test_a_scan_says_nearly_the_same():
    """At least 98 of 100 characters, in the same order."""
    arrival = Arrival(channel="test", source_key="scan.pdf", name="scan.pdf", data=eleven.as_scan())
    with ReaderPool(LimitSettings()) as pool:
        part = only(pool.read(arrival))
    read, written = " ".join(said(part)), " ".join(eleven.expected(printed=True))
    assert Levenshtein.normalized_similarity(read, written) >= SCAN
