"""PPTX: slides in their order, titles as headings, notes apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from consult.domain.document import BlockKind, Locator
from consult.domain.errors import Problem, ProblemCode
from consult.intake.readers.archive import OfficePackage, attribute, child, descendants, local
from consult.intake.readers.drafts import Draft, lay_out
from consult.intake.readers.office_figures import figure_drafts, figure_ids
from consult.intake.readers.refusal import Refusal, warning
from consult.intake.reading import Part, Reading
from consult.intake.sniff import MEDIA_TYPES, Kind
from consult.settings.model import LimitSettings

READER = "pptx@2"
_TITLES = frozenset(("title", "ctrTitle"))
_MARGINS = {"dt": "date", "ftr": "footer", "hdr": "header", "sldNum": "page number"}
_BAND = 200_000
"""Shapes whose tops differ by less (EMU; 0.2 inch) stand side by side."""


def read_pptx(data: bytes, *, name: str, limits: LimitSettings) -> Reading:
    """Return the slides of a deck: title, then shapes from top to bottom, then notes apart.

    Bullets are list items that hang on the lead-in line above them or on the slide's title;
    figures without words, notes, comments, dates, feet and hidden slides are FURNITURE.

    Raises:
        Refusal: as :class:`OfficePackage`; TOO_LARGE above the page limit; NO_TEXT.
    """
    package = OfficePackage(data, limits)
    main = next(
        (target for kind, target in package.relations("").values() if kind == "officeDocument"),
        "ppt/presentation.xml",
    )
    slides = _slides(package, main)
    if len(slides) > limits.pages:
        raise Refusal(
            ProblemCode.TOO_LARGE,
            f"the deck has {len(slides)} slides, more than {limits.pages}; ask for it in parts.",
        )
    drafts: list[Draft] = []
    hidden = 0
    for number, target in enumerate(slides, start=1):
        root = package.xml(target)
        concealed = root.get("show") == "0"
        hidden += concealed
        found = list(_slide(package, root, target, number))
        drafts += [_apart(d, "hidden slide") for d in found] if concealed else found
        drafts += _notes(package, target, number)
    package.close()
    text = lay_out(drafts)
    if not text.text.strip():
        raise Refusal(ProblemCode.NO_TEXT, "the deck holds no words; ask for a text version.")
    problems: tuple[Problem, ...] = ()
    if hidden:
        problems = (
            warning(
                ProblemCode.HIDDEN_TEXT,
                name,
                f"{hidden} hidden slides were set apart and are not analysed; look at them.",
            ),
        )
    title = next((d.text for d in drafts if d.kind is BlockKind.HEADING), "")
    return Reading(
        media_type=MEDIA_TYPES[Kind.PPTX],
        parts=(
            Part(
                key="",
                name=name,
                media_type=MEDIA_TYPES[Kind.PPTX],
                reader=READER,
                text=text.text,
                blocks=text.blocks,
                title=" ".join(title.split()),
            ),
        ),
        problems=problems,
    )


def _slides(package: OfficePackage, main: str) -> list[str]:
    root = package.xml(main)
    relations = package.relations(main)
    listed = child(root, "sldIdLst")
    ids = [_relation_id(e) for e in listed] if listed is not None else []
    return [relations[i][1] for i in ids if i in relations and relations[i][0] == "slide"]


def _relation_id(element: etree._Element) -> str:
    """The r:id of a slide, which also has a plain id."""
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), "")


@dataclass(slots=True, kw_only=True)
class _Shape:
    element: etree._Element
    placeholder: str | None
    top: int
    left: int
    order: int


def _slide(
    package: OfficePackage, root: etree._Element, target: str, number: int
) -> Iterator[Draft]:
    tree = child(root, "cSld", "spTree")
    if tree is None:
        return
    shapes = list(_shapes(tree))
    titles = [s for s in shapes if s.placeholder in _TITLES]
    for shape in titles:
        text = "\n".join(t for t, _, _ in _paragraphs(shape.element)).strip()
        if text:
            yield Draft(kind=BlockKind.HEADING, text=text, locator=Locator(slide=number), level=1)
    rest = sorted(
        (s for s in shapes if s.placeholder not in _TITLES),
        key=lambda s: (s.top // _BAND, s.left, s.order),
    )
    for shape in rest:
        yield from _shape(shape, number)
    relations = package.relations(target)
    for identity in figure_ids(tree):
        yield from figure_drafts(package, relations.get(identity), Locator(slide=number))


def _shapes(tree: etree._Element, top: int = 0, left: int = 0) -> Iterator[_Shape]:
    """Yield shapes with words, groups opened; a placeholder without a place stands at the top."""
    for order, element in enumerate(tree):
        name = local(element)
        if name == "AlternateContent":
            branch = next((b for b in element if local(b) in {"Choice", "Fallback"}), None)
            if branch is not None:
                yield from _shapes(branch, top, left)
        elif name == "grpSp":
            y, x = _place(element, "grpSpPr") or (top, left)
            for shape in _shapes(element, y, x):
                shape.top, shape.left, shape.order = y, x, order * 1000 + shape.order
                yield shape
        elif name in {"sp", "graphicFrame", "cxnSp"}:
            y, x = _place(element, "spPr") or (top, left)
            yield _Shape(
                element=element, placeholder=_placeholder(element), top=y, left=x, order=order
            )


def _place(element: etree._Element, properties: str) -> tuple[int, int] | None:
    frame = child(element, properties, "xfrm")
    frame = frame if frame is not None else child(element, "xfrm")
    offset = child(frame, "off") if frame is not None else None
    if offset is None:
        return None
    try:
        return int(offset.get("y", "0")), int(offset.get("x", "0"))
    except ValueError:
        return None


def _placeholder(element: etree._Element) -> str | None:
    for names in (("nvSpPr", "nvPr", "ph"), ("nvGraphicFramePr", "nvPr", "ph")):
        found = child(element, *names)
        if found is not None:
            return found.get("type", "body")
    return None


def _shape(shape: _Shape, number: int) -> Iterator[Draft]:
    locator = Locator(slide=number)
    if shape.placeholder in _MARGINS:
        text = "\n".join(t for t, _, _ in _paragraphs(shape.element))
        if text.strip():
            part = _MARGINS[shape.placeholder or ""]
            yield Draft(
                kind=BlockKind.FURNITURE, text=text, locator=Locator(slide=number, part=part)
            )
        return
    tables = list(descendants(shape.element, "tbl"))
    for table in tables:
        yield from _table(table, number)
    if tables:
        return
    paragraphs = [p for p in _paragraphs(shape.element) if p[0].strip()]
    listed = shape.placeholder is not None and shape.placeholder != "subTitle"
    for text, level, bullet in paragraphs:
        if not any(c.isalpha() for c in text):
            yield Draft(
                kind=BlockKind.FURNITURE, text=text, locator=Locator(slide=number, part="figure")
            )
        elif bullet or (
            bullet is None
            and listed
            and len(paragraphs) > 1
            and not (level == 0 and text.rstrip().endswith(":"))
        ):
            yield Draft(kind=BlockKind.LIST_ITEM, text=text, locator=locator, level=level + 1)
        else:
            yield Draft(kind=BlockKind.PARAGRAPH, text=text, locator=locator)


def _paragraphs(element: etree._Element) -> list[tuple[str, int, bool | None]]:
    """Return (text, level, has a bullet or None where inherited) for each paragraph of a shape."""
    body = child(element, "txBody")
    if body is None:
        return []
    return [_paragraph(p) for p in body if local(p) == "p"]


def _paragraph(paragraph: etree._Element) -> tuple[str, int, bool | None]:
    text = "".join(
        "\n" if local(e) == "br" else (e.text or "") for e in paragraph.iter("{*}t", "{*}br")
    )
    properties = child(paragraph, "pPr")
    if properties is None:
        return text, 0, None
    level = attribute(properties, "lvl") or "0"
    bullet: bool | None = None
    if child(properties, "buNone") is not None:
        bullet = False
    elif any(child(properties, b) is not None for b in ("buChar", "buAutoNum", "buBlip")):
        bullet = True
    return text, int(level) if level.isdigit() else 0, bullet


def _table(table: etree._Element, number: int) -> Iterator[Draft]:
    for index, row in enumerate((r for r in table if local(r) == "tr"), start=1):
        cells = [" ".join(_texts(c)) for c in row if local(c) == "tc"]
        filled = [c for c in cells if c.strip()]
        if filled:
            yield Draft(
                kind=BlockKind.TABLE_ROW,
                text=" | ".join(filled),
                locator=Locator(slide=number, row=index),
            )


def _texts(element: etree._Element) -> list[str]:
    texts = [_paragraph(p)[0].strip() for p in descendants(element, "p")]
    return [t for t in texts if t]


def _notes(package: OfficePackage, target: str, number: int) -> Iterator[Draft]:
    for kind, part in package.relations(target).values():
        if kind not in {"notesSlide", "comments"} or part not in package:
            continue
        root = package.xml(part)
        label = "notes" if kind == "notesSlide" else "comment"
        if kind == "comments":
            texts = [e.text or "" for e in root.iter("{*}text", "{*}t")]
        else:
            tree = child(root, "cSld", "spTree")
            shapes = _shapes(tree) if tree is not None else iter(())
            texts = [
                text
                for shape in shapes
                if shape.placeholder not in _MARGINS
                for text, _, _ in _paragraphs(shape.element)
            ]
        for text in texts:
            if text.strip():
                yield Draft(
                    kind=BlockKind.FURNITURE, text=text, locator=Locator(slide=number, part=label)
                )


def _apart(draft: Draft, part: str) -> Draft:
    return Draft(
        kind=BlockKind.FURNITURE,
        text=draft.text,
        locator=Locator(slide=draft.locator.slide, part=part),
    )
