"""DOCX: every word accounted for, as text or set apart with its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from consult.domain.document import BlockKind, Locator
from consult.domain.errors import Problem, ProblemCode
from consult.intake.readers.archive import OfficePackage, attribute, child, descendants, local
from consult.intake.readers.docx_styles import (
    Numbering,
    Style,
    is_on,
    number_of,
    read_numbering,
    read_styles,
)
from consult.intake.readers.drafts import Draft, frame_letter, lay_out
from consult.intake.readers.office_figures import figure_drafts, figure_ids
from consult.intake.readers.refusal import Refusal, warning
from consult.intake.reading import Part, Reading
from consult.intake.sniff import MEDIA_TYPES, Kind
from consult.settings.model import LimitSettings

READER = "docx@2"
# fmt: off
_TRANSPARENT = frozenset((
    "ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "dir",
    "bdo", "oMath", "oMathPara", "txbxContent", "r", "e", "num", "den", "sup", "sub", "deg",
    "fName", "d",
))
# fmt: on
_DELETED = frozenset(
    ("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sdtPr")
)
_SPACES = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_QUOTE_STYLES = frozenset(("quote", "intense quote", "block text"))
_APART_STYLES = {"caption": "caption", "table of figures": "contents", "toc heading": "contents"}
_BOLD_HEADING_LEVEL = 7
_HEADING_LENGTH = 120
_PROSE_WORDS = 25
_NOTES = (
    ("footnotes", "footnote", "footnote"),
    ("endnotes", "endnote", "endnote"),
    ("comments", "comment", "comment"),
)
_NO_LOCATOR = Locator()


def read_docx(data: bytes, *, name: str, limits: LimitSettings) -> Reading:
    """Return the text of a DOCX with headings, lists, tables and what stands apart.

    In the text: content controls, tracked insertions, hyperlinks, text boxes (once), nested
    tables. Apart as FURNITURE with ``locator.part``: headers, footers, footnotes, endnotes,
    comments, captions, contents and hidden text. Not in it: tracked deletions. Lists carry their
    printed labels from numbering.xml.

    Raises:
        Refusal: as :class:`OfficePackage`; NO_TEXT when no words are in it.
    """
    package = OfficePackage(data, limits)
    main = next(
        (target for kind, target in package.relations("").values() if kind == "officeDocument"),
        "word/document.xml",
    )
    root = package.xml(main)
    relations = list(package.relations(main).values())

    def part(kind: str) -> etree._Element | None:
        target = next((t for k, t in relations if k == kind), None)
        return package.xml_or_none(target) if target else None

    by_id = package.relations(main)
    walker = _Walker(
        styles=read_styles(part("styles")),
        numbering=read_numbering(part("numbering")),
        figures=lambda identity, place: list(figure_drafts(package, by_id.get(identity), place)),
    )
    body = child(root, "body")
    if body is None:
        raise Refusal(ProblemCode.CORRUPT, "the document has no body; ask for the file again.")
    walker.blocks(body)
    drafts = frame_letter(walker.drafts)
    for kind, element, label in _NOTES:
        drafts += _notes(part(kind), element, label, walker)
    for kind in ("header", "footer"):
        for target in sorted(t for k, t in relations if k == kind):
            margin = package.xml_or_none(target)
            if margin is not None:
                drafts += walker.apart(margin, kind)
    package.close()
    text = lay_out(drafts)
    if not text.text.strip():
        raise Refusal(ProblemCode.NO_TEXT, "the document holds no words; ask what was meant.")
    title = next((d.text for d in drafts if d.kind is BlockKind.HEADING), "")
    return Reading(
        media_type=MEDIA_TYPES[Kind.DOCX],
        parts=(
            Part(
                key="",
                name=name,
                media_type=MEDIA_TYPES[Kind.DOCX],
                reader=READER,
                text=text.text,
                blocks=text.blocks,
                title=" ".join(title.split()),
            ),
        ),
        problems=_hidden(walker, name),
    )


def _hidden(walker: _Walker, name: str) -> tuple[Problem, ...]:
    if not walker.hidden:
        return ()
    return (
        warning(
            ProblemCode.HIDDEN_TEXT,
            name,
            f"{walker.hidden} stretches of hidden text were set apart and are not analysed; "
            "look whether the sender meant them to be read.",
        ),
    )


def _notes(root: etree._Element | None, element: str, label: str, walker: _Walker) -> list[Draft]:
    drafts: list[Draft] = []
    if root is None:
        return drafts
    for note in root:
        separator = attribute(note, "type") in {"separator", "continuationSeparator"}
        if local(note) == element and not separator:
            drafts += walker.apart(note, label)
    return drafts


@dataclass(slots=True)
class _Inline:
    """What the runs of one paragraph came to."""

    text: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    """The relation ids of its diagrams and charts."""
    bold: int = 0
    plain: int = 0


@dataclass(slots=True)
class _Walker:
    """Walks blocks in reading order and collects drafts."""

    styles: dict[str, Style]
    numbering: Numbering
    figures: Callable[[str, Locator], list[Draft]]
    drafts: list[Draft] = field(default_factory=list)
    hidden: int = 0
    _count: int = 0

    def blocks(self, container: etree._Element, locator: Locator = _NO_LOCATOR) -> None:
        for element in container:
            name = local(element)
            if name == "p":
                self._paragraph(element, locator)
            elif name == "tbl":
                self._table(element)
            elif name == "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    self.blocks(content, locator)
            elif name == "AlternateContent":
                self.blocks(_alternative(element), locator)
            elif name in _TRANSPARENT:
                self.blocks(element, locator)

    def apart(self, container: etree._Element, part: str) -> list[Draft]:
        """Return the paragraphs of a container as furniture, without counting or numbering."""
        inner = _Walker(styles=self.styles, numbering=Numbering(), figures=self.figures)
        inner.blocks(container)
        self.hidden += inner.hidden
        return [
            Draft(kind=BlockKind.FURNITURE, text=d.text, locator=Locator(part=part))
            for d in inner.drafts
        ]

    def _paragraph(self, element: etree._Element, locator: Locator) -> None:
        properties = child(element, "pPr")
        style = self._style(properties)
        inline = _Inline()
        self._inline(element, inline, hidden=style.hidden)
        text = "".join(inline.text)
        self._count += 1
        locator = replace(locator, paragraph=self._count)
        if text.strip():
            self.drafts.append(self._draft(text, locator, style, properties, inline))
        hidden = "".join(inline.hidden)
        if hidden.strip():
            self.hidden += 1
            self.drafts.append(
                Draft(
                    kind=BlockKind.FURNITURE, text=hidden, locator=replace(locator, part="hidden")
                )
            )
        for box in inline.boxes:
            self.blocks(box, locator)
        for identity in inline.figures:
            self.drafts += self.figures(identity, locator)

    def _style(self, properties: etree._Element | None) -> Style:
        if properties is None:
            return self.styles.get("Normal", Style())
        named = child(properties, "pStyle")
        key = attribute(named, "val") if named is not None else None
        return self.styles.get(key or "Normal", Style())

    def _draft(
        self,
        text: str,
        locator: Locator,
        style: Style,
        properties: etree._Element | None,
        inline: _Inline,
    ) -> Draft:
        number = (number_of(properties) if properties is not None else None) or style.number
        label = self.numbering.label(*number) if number else None
        if label and label[1]:
            locator = replace(locator, number_label=label[1])
        name = style.name.strip().lower()
        apart = "contents" if name.startswith("toc ") else _APART_STYLES.get(name)
        if apart:
            return Draft(kind=BlockKind.FURNITURE, text=text, locator=replace(locator, part=apart))
        if style.heading:
            return Draft(kind=BlockKind.HEADING, text=text, locator=locator, level=style.heading)
        if label is not None and number is not None:
            return self._listed(text, locator, label, number[1])
        if name in _QUOTE_STYLES:
            return Draft(kind=BlockKind.QUOTATION, text=text, locator=locator)
        bold = inline.bold > 0 and inline.plain == 0 and not style.bold
        if bold and _is_heading_like(text):
            return Draft(
                kind=BlockKind.HEADING, text=text, locator=locator, level=_BOLD_HEADING_LEVEL
            )
        return Draft(kind=BlockKind.PARAGRAPH, text=text, locator=locator)

    def _listed(self, text: str, locator: Locator, label: tuple[str, str], depth: int) -> Draft:
        """Numbered prose at the outermost level is a labelled paragraph; the rest are items."""
        form, printed = label
        leads_in = bool(self.drafts) and self.drafts[-1].text.rstrip().endswith(":")
        after_item = bool(self.drafts) and self.drafts[-1].kind is BlockKind.LIST_ITEM
        numbered = form in {"decimal", "decimalZero"} and any(c.isdigit() for c in printed)
        if numbered and depth == 0 and not leads_in and not after_item and len(text.split()) > 12:
            return Draft(kind=BlockKind.PARAGRAPH, text=text, locator=locator)
        return Draft(kind=BlockKind.LIST_ITEM, text=text, locator=locator, level=depth + 1)

    def _inline(self, element: etree._Element, out: _Inline, *, hidden: bool) -> None:
        for node in element:
            name = local(node)
            if name in _DELETED:
                continue
            if name == "t" or name in _SPACES:
                said = _SPACES.get(name, node.text or "")
                (out.hidden if hidden else out.text).append(said)
            elif name == "AlternateContent":
                self._inline(_alternative(node), out, hidden=hidden)
            elif name == "r":
                self._run(node, out, hidden=hidden)
            elif name in {"drawing", "pict", "object"}:
                out.boxes += _outermost_boxes(node)
                out.figures += figure_ids(node)
            elif name in _TRANSPARENT or len(node):
                self._inline(node, out, hidden=hidden)

    def _run(self, run: etree._Element, out: _Inline, *, hidden: bool) -> None:
        properties = child(run, "rPr")
        concealed = hidden or (properties is not None and is_on(properties, "vanish"))
        before = len(out.text)
        self._inline(run, out, hidden=concealed)
        letters = sum(c.isalnum() for part in out.text[before:] for c in part)
        if properties is not None and is_on(properties, "b"):
            out.bold += letters
        else:
            out.plain += letters

    def _table(self, table: etree._Element) -> None:
        for number, row in enumerate(_rows(table), start=1):
            cells = [self._cell(c, number, i) for i, c in enumerate(_cells(row), start=1)]
            filled = [c for c in cells if c]
            if len(filled) <= 1 or any(_is_prose(c) for c in filled):
                for cell in filled:
                    self.drafts += cell
                continue
            text = " | ".join(" ".join(d.text.strip() for d in cell) for cell in filled)
            self._count += 1
            self.drafts.append(
                Draft(
                    kind=BlockKind.TABLE_ROW,
                    text=text,
                    locator=Locator(paragraph=self._count, row=number),
                )
            )

    def _cell(self, cell: etree._Element, row: int, column: int) -> list[Draft]:
        kept, self.drafts = self.drafts, []
        self.blocks(cell, Locator(row=row, column=column))
        drafts, self.drafts = self.drafts, kept
        return drafts


def _is_prose(cell: list[Draft]) -> bool:
    """Whether a cell is written in rather than filled in: such tables are forms or layout."""
    return len(cell) > 1 or len(cell[0].text.split()) > _PROSE_WORDS


def _is_heading_like(text: str) -> bool:
    line = text.strip()
    return (
        len(line) <= _HEADING_LENGTH
        and "\n" not in line
        and not line.endswith((".", ",", ";", ":"))
        and any(c.isalpha() for c in line)
    )


def _alternative(element: etree._Element) -> etree._Element:
    """Return the branch of mc:AlternateContent that holds words, the first choice preferred."""
    branches = [b for b in element if local(b) in {"Choice", "Fallback"}]
    with_words = (b for b in branches if any(t.text for t in descendants(b, "t")))
    return next(with_words, branches[0] if branches else element)


def _outermost_boxes(node: etree._Element) -> list[etree._Element]:
    """Return the text boxes in a drawing that are in no other, one branch of alternatives each."""
    boxes: list[etree._Element] = []
    stack = [node]
    while stack:
        here = stack.pop(0)
        name = local(here)
        if name == "txbxContent":
            boxes.append(here)
        elif name == "AlternateContent":
            stack.insert(0, _alternative(here))
        else:
            stack[:0] = list(here)
    return boxes


def _through_wrappers(container: etree._Element, wanted: str) -> list[etree._Element]:
    found: list[etree._Element] = []
    for element in container:
        name = local(element)
        if name == wanted:
            found.append(element)
        elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            found += _through_wrappers(element, wanted)
    return found


def _rows(table: etree._Element) -> list[etree._Element]:
    rows = _through_wrappers(table, "tr")
    return [r for r in rows if not _is_deleted_row(r)]


def _is_deleted_row(row: etree._Element) -> bool:
    return child(row, "trPr", "del") is not None


def _cells(row: etree._Element) -> list[etree._Element]:
    return _through_wrappers(row, "tc")
