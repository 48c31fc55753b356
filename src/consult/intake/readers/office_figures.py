"""Words in the figures of office files: diagrams say something, charts name what they measure."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from consult.domain.document import BlockKind, Locator
from consult.intake.readers.archive import OfficePackage, attribute, descendants, local
from consult.intake.readers.drafts import Draft


def figure_ids(drawing: etree._Element) -> list[str]:
    """Return the relation ids of the diagrams and charts in a drawing, in order."""
    found = []
    for element in drawing.iter():
        name = local(element)
        identity = None
        if name == "relIds":
            identity = attribute(element, "dm")
        elif name == "chart":
            identity = attribute(element, "id")
        if identity:
            found.append(identity)
    return found


def figure_drafts(
    package: OfficePackage, relation: tuple[str, str] | None, locator: Locator
) -> Iterator[Draft]:
    """Yield the words of a figure: a diagram's as list items, a chart's set apart as ``chart``.

    A chart's words name what it measures (title, axes, series, categories); its numbers are
    those of a picture and are left to the original.
    """
    if relation is None or relation[1] not in package:
        return
    kind, target = relation
    if kind == "diagramData":
        for text in _paragraphs(package.xml(target)):
            yield Draft(kind=BlockKind.LIST_ITEM, text=text, locator=locator, level=1)
    elif kind == "chart":
        words = list(_chart_words(package.xml(target)))
        if words:
            place = Locator(slide=locator.slide, paragraph=locator.paragraph, part="chart")
            yield Draft(kind=BlockKind.FURNITURE, text=" | ".join(words), locator=place)


def _paragraphs(root: etree._Element) -> Iterator[str]:
    for paragraph in descendants(root, "p"):
        text = "".join(e.text or "" for e in descendants(paragraph, "t")).strip()
        if text:
            yield text


def _chart_words(root: etree._Element) -> Iterator[str]:
    """Yield each of a chart's words once: its titles, then names of series and categories."""
    seen: set[str] = set()
    named = (
        str(e.text or "").strip() for c in descendants(root, "strCache") for e in c.iter("{*}v")
    )
    for text in (*_paragraphs(root), *named):
        if text and any(c.isalpha() for c in text) and text not in seen:
            seen.add(text)
            yield text
