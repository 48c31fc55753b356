"""Diagrams and charts in office files: their words are not lost."""

from __future__ import annotations

import io
import zipfile

from consult.domain.document import BlockKind
from tests.intake.makers import docx, paragraph, relations, zipped
from tests.intake.reading_of import apart, only, read_bytes, said

_SPACES = (
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def drawing(inner: str) -> str:
    return f"<w:p><w:r><w:drawing {_SPACES}>{inner}</w:drawing></w:r></w:p>"


def with_figures(body: str) -> bytes:
    """A DOCX whose d1 is a diagram of two points and whose c1 is a bar chart."""
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>"
        for text in ("Ask first", "Then build")
    )
    names = "".join(f"<c:pt><c:v>{name}</c:v></c:pt>" for name in ("Buses", "Trains", "Buses"))
    members = {
        "word/diagrams/d.xml": f"<dgm:dataModel {_SPACES}>{points}</dgm:dataModel>",
        "word/charts/c.xml": (
            f"<c:chartSpace {_SPACES}><c:title>"
            "<a:p><a:r><a:t>Trips a day</a:t></a:r></a:p></c:title>"
            f"<c:strCache>{names}</c:strCache>"
            "<c:numCache><c:pt><c:v>17</c:v></c:pt></c:numCache>"
            "</c:chartSpace>"
        ),
        "word/_rels/document.xml.rels": relations(
            ("d1", "diagramData", "diagrams/d.xml"), ("c1", "chart", "charts/c.xml")
        ),
    }
    with zipfile.ZipFile(io.BytesIO(docx(body))) as plain:
        kept = {n: plain.read(n) for n in plain.namelist() if n not in members}
    return zipped({**kept, **members})


def test_a_diagrams_words_are_items_where_it_stands():
    """What people put into shapes is their answer, in its place between the paragraphs."""
    body = paragraph("Before it.") + drawing('<dgm:relIds r:dm="d1"/>') + paragraph("After it.")
    part = only(read_bytes(with_figures(body), "figures.docx"))
    assert said(part) == ["Before it.", "Ask first", "Then build", "After it."]
    assert [b.kind for b in part.blocks][1:3] == [BlockKind.LIST_ITEM] * 2


def test_a_charts_words_stand_apart():
    """Its title and categories are kept once each and are no sentence of the sender's."""
    body = paragraph("Before it.") + drawing('<c:chart r:id="c1"/>')
    part = only(read_bytes(with_figures(body), "figures.docx"))
    assert said(part) == ["Before it."]
    assert apart(part) == {"chart": ["Trips a day | Buses | Trains"]}


def test_a_figure_without_its_part_costs_nothing():
    """A relation that leads nowhere is passed over."""
    body = paragraph("Before it.") + drawing('<c:chart r:id="none"/>')
    assert only(read_bytes(with_figures(body), "figures.docx")).text == "Before it."
