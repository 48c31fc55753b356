"""ODT: OpenDocument text, its deletions left out, notes and comments apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from consult.domain.document import BlockKind, Locator
from consult.domain.errors import ProblemCode
from consult.intake.readers.archive import OfficePackage, attribute, child, descendants, local
from consult.intake.readers.drafts import Draft, frame_letter, lay_out
from consult.intake.readers.refusal import Refusal
from consult.intake.reading import Part, Reading
from consult.intake.sniff import MEDIA_TYPES, Kind
from consult.settings.model import LimitSettings

READER = "odt@1"
_NOT_TEXT = frozenset(("tracked-changes", "sequence-decls", "forms", "bookmark-start"))
_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}


def read_odt(data: bytes, *, name: str, limits: LimitSettings) -> Reading:
    """Return the text of an ODT with headings, lists and tables; notes and comments apart.

    Raises:
        Refusal: as :class:`OfficePackage`; NO_TEXT when no words are in it.
    """
    package = OfficePackage(data, limits)
    manifest = package.xml_or_none("META-INF/manifest.xml")
    if manifest is not None and next(descendants(manifest, "encryption-data"), None) is not None:
        raise Refusal(
            ProblemCode.ENCRYPTED,
            "the file is protected by a password; ask the sender for an open copy.",
        )
    body = child(package.xml("content.xml"), "body", "text")
    package.close()
    if body is None:
        raise Refusal(ProblemCode.UNSUPPORTED, "this OpenDocument file is no text; ask for a PDF.")
    walker = _Walker()
    walker.blocks(body, 0)
    drafts = frame_letter(walker.drafts)
    text = lay_out([*drafts, *walker.apart])
    if not text.text.strip():
        raise Refusal(ProblemCode.NO_TEXT, "the document holds no words; ask what was meant.")
    title = next((d.text for d in drafts if d.kind is BlockKind.HEADING), "")
    part = Part(
        key="",
        name=name,
        media_type=MEDIA_TYPES[Kind.ODT],
        reader=READER,
        text=text.text,
        blocks=text.blocks,
        title=" ".join(title.split()),
    )
    return Reading(media_type=MEDIA_TYPES[Kind.ODT], parts=(part,))


@dataclass(slots=True)
class _Walker:
    drafts: list[Draft] = field(default_factory=list)
    apart: list[Draft] = field(default_factory=list)
    _count: int = 0

    def blocks(self, container: etree._Element, lists: int) -> None:
        for element in container:
            name = local(element)
            if name in {"h", "p"}:
                self._paragraph(element, lists)
            elif name == "list":
                self.blocks(element, lists + 1)
            elif name == "table":
                self._table(element)
            elif name not in _NOT_TEXT and not name.endswith("-decls"):
                self.blocks(element, lists)

    def _paragraph(self, element: etree._Element, lists: int) -> None:
        text = self._inline(element)
        if not text.strip():
            return
        self._count += 1
        level: int | None = lists or None
        kind = BlockKind.LIST_ITEM if lists else BlockKind.PARAGRAPH
        if local(element) == "h":
            outline = attribute(element, "outline-level") or "1"
            kind, level = BlockKind.HEADING, int(outline) if outline.isdecimal() else 1
        self.drafts.append(
            Draft(kind=kind, text=text, level=level, locator=Locator(paragraph=self._count))
        )

    def _inline(self, element: etree._Element) -> str:
        out = [element.text or ""]
        for node in element:
            name = local(node)
            if name in {"note", "annotation"}:
                self._set_apart(node, "footnote" if name == "note" else "comment")
            elif name in _SPACES:
                out.append(_SPACES[name])
            elif name == "frame":
                self.blocks(node, 0)
            elif isinstance(node.tag, str):
                out.append(self._inline(node))
            out.append(node.tail or "")
        return "".join(out)

    def _set_apart(self, note: etree._Element, part: str) -> None:
        for paragraph in descendants(note, "p"):
            text = "".join(str(t) for t in paragraph.itertext())
            if text.strip():
                self.apart.append(
                    Draft(kind=BlockKind.FURNITURE, text=text, locator=Locator(part=part))
                )

    def _table(self, table: etree._Element) -> None:
        for number, row in enumerate(descendants(table, "table-row"), start=1):
            cells = [
                " ".join(" ".join(str(t) for t in c.itertext()).split())
                for c in row
                if local(c) == "table-cell"
            ]
            filled = [c for c in cells if c]
            if filled:
                self._count += 1
                self.drafts.append(
                    Draft(
                        kind=BlockKind.TABLE_ROW if len(filled) > 1 else BlockKind.PARAGRAPH,
                        text=" | ".join(filled),
                        locator=Locator(paragraph=self._count, row=number),
                    )
                )
