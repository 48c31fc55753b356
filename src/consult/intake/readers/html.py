"""HTML: its words by block, without scripts, styles and navigation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from consult.domain.document import BlockKind, Locator
from consult.domain.errors import Problem, ProblemCode
from consult.intake.readers.archive import local
from consult.intake.readers.decoding import decode
from consult.intake.readers.drafts import Draft, frame_letter, lay_out
from consult.intake.readers.refusal import Refusal, warning
from consult.intake.reading import Part, Reading
from consult.intake.sniff import MEDIA_TYPES, Kind

READER = "html@1"
# fmt: off
_SILENT = frozenset((
    "script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object",
    "embed", "canvas", "audio", "video", "select", "button", "input", "textarea", "map",
))
# fmt: on
_APART = {"nav": "navigation", "footer": "footer", "figcaption": "caption"}
_QUOTED_CLASS = re.compile(
    r"\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix|moz-forward)", re.IGNORECASE
)
# fmt: off
_BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "header", "body", "html", "center", "form",
    "fieldset", "figure", "address", "details", "summary", "dl", "dt", "dd", "blockquote",
    "pre", "ul", "ol", "li", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
))
# fmt: on
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INNER_SPACE = re.compile(r"[ \t\r\n\f]+")
_DEPTH = 250


def read_html(data: bytes, *, name: str) -> Reading:
    """Return the text of a page or saved form, headings and lists kept, markup and scripts gone.

    Nothing that it links to is fetched. Navigation, feet and asides are FURNITURE.

    Raises:
        Refusal: NO_TEXT when no words are in it.
    """
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared=declared[1].decode("ascii") if declared else None)
    drafts, title = html_drafts(decoded.text)
    drafts = frame_letter(drafts)
    text = lay_out(drafts)
    if not text.text.strip():
        raise Refusal(ProblemCode.NO_TEXT, "the page holds no words; ask for a text version.")
    problems: tuple[Problem, ...] = ()
    if decoded.guessed:
        problems = (
            warning(
                ProblemCode.CHARSET_GUESSED,
                name,
                f"the page does not say its charset; it was read as {decoded.charset}. Look at "
                "accented letters.",
            ),
        )
    return Reading(
        media_type=MEDIA_TYPES[Kind.HTML],
        parts=(
            Part(
                key="",
                name=name,
                media_type=MEDIA_TYPES[Kind.HTML],
                reader=READER,
                text=text.text,
                blocks=text.blocks,
                title=title,
            ),
        ),
        problems=problems,
    )


def html_drafts(source: str, *, part: str | None = None) -> tuple[list[Draft], str]:
    """Return the drafts of an HTML text in order, and its title; ``part`` goes to each locator."""
    source = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", source.replace("\x00", ""))
    if not source.strip():
        return [], ""
    try:
        root = lxml_html.document_fromstring(
            source, parser=lxml_html.HTMLParser(no_network=True, huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return [], ""
    title = root.findtext(".//title") or ""
    walker = _Walker(part=part)
    walker.walk(root, _Place(), 0)
    walker.flush()
    return walker.drafts, " ".join(title.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """What the elements above say about the words here."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    part: str | None = None
    lists: int = 0
    verbatim: bool = False
    ordinal: str | None = None


@dataclass(slots=True)
class _Walker:
    part: str | None
    drafts: list[Draft] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _place: _Place = field(default_factory=_Place)
    _count: int = 0

    def walk(self, element: etree._Element, place: _Place, depth: int) -> None:
        name = local(element).lower()
        if name in _SILENT or depth > _DEPTH or _is_hidden(element):
            return
        if name == "table" and _is_data_table(element):
            self.flush()
            self._rows(element, place)
            return
        block = name in _BLOCKS or name in _APART or name in {"tr", "td", "th"}
        here = _inner_place(element, name, place)
        if block:
            self._enter(here)
        if name == "br":
            self._text.append("\n")
        elif name == "img":
            pass
        elif isinstance(element.tag, str):
            self._say(element.text, here)
        for item in element:
            if isinstance(item.tag, str):
                self.walk(item, here, depth + 1)
            self._say(item.tail, here)
        if block:
            self._enter(place)

    def flush(self) -> None:
        text = "".join(self._text)
        self._text = []
        if not text.strip():
            return
        self._count += 1
        place = self._place
        kind = BlockKind.FURNITURE if place.part else place.kind
        self.drafts.append(
            Draft(
                kind=kind,
                text=text.strip("\n"),
                level=place.level if kind in {BlockKind.HEADING, BlockKind.LIST_ITEM} else None,
                locator=Locator(
                    paragraph=self._count,
                    part=place.part or self.part,
                    number_label=place.ordinal,
                ),
            )
        )

    def _enter(self, place: _Place) -> None:
        self.flush()
        self._place = place

    def _say(self, text: str | None, place: _Place) -> None:
        if not text:
            return
        if place.verbatim:
            self._text.append(text.replace("\r\n", "\n"))
        else:
            self._text.append(_INNER_SPACE.sub(" ", text))

    def _rows(self, table: etree._Element, place: _Place) -> None:
        for number, row in enumerate(table.iter("tr"), start=1):
            cells = [_cell_text(c) for c in row if local(c).lower() in {"td", "th"}]
            filled = [c for c in cells if c]
            if filled:
                self._count += 1
                part = place.part or self.part
                self.drafts.append(
                    Draft(
                        kind=BlockKind.FURNITURE if place.part else BlockKind.TABLE_ROW,
                        text=" | ".join(filled),
                        locator=Locator(paragraph=self._count, row=number, part=part),
                    )
                )


def _inner_place(element: etree._Element, name: str, place: _Place) -> _Place:
    from dataclasses import replace

    if name in _APART:
        return replace(place, part=place.part or _APART[name])
    cited = name == "blockquote" and element.get("type", "").lower() == "cite"
    if cited or _QUOTED_CLASS.search(element.get("class", "")[:500]):
        return replace(place, part=place.part or "quoted")
    if len(name) == 2 and name[0] == "h" and name[1].isdigit():
        return replace(place, kind=BlockKind.HEADING, level=int(name[1]))
    if name in {"ul", "ol"}:
        return replace(place, lists=place.lists + 1, kind=BlockKind.PARAGRAPH)
    if name == "li":
        return replace(
            place,
            kind=BlockKind.LIST_ITEM,
            level=max(place.lists, 1),
            ordinal=_ordinal(element),
        )
    if name == "blockquote":
        return replace(place, kind=BlockKind.QUOTATION)
    if name == "pre":
        return replace(place, verbatim=True)
    return place


def _ordinal(item: etree._Element) -> str | None:
    parent = item.getparent()
    if parent is None or local(parent).lower() != "ol":
        return None
    before = sum(1 for s in item.itersiblings(preceding=True) if local(s).lower() == "li")
    start = parent.get("start", "1")
    return f"{before + (int(start) if start.isdecimal() and len(start) < 7 else 1)}."


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_INVISIBLE.search(element.get("style", "")[:2000]))


def _is_data_table(table: etree._Element) -> bool:
    """Whether a table holds figures and short cells; tables for layout hold blocks or tables."""
    inner = table.iterdescendants("table", "p", "div", "ul", "ol", "h1", "h2", "h3", "blockquote")
    if next(inner, None) is not None:
        return False
    rows = [
        [_cell_text(c) for c in r if local(c).lower() in {"td", "th"}] for r in table.iter("tr")
    ]
    several = sum(sum(bool(c) for c in row) > 1 for row in rows)
    longest = max((len(c) for row in rows for c in row), default=0)
    return several >= 1 and longest < 250


def _cell_text(cell: etree._Element) -> str:
    texts = [t for e in cell.iter() for t in _own_text(e, cell)]
    return " ".join(" ".join(texts).split())


def _own_text(element: etree._Element, top: etree._Element) -> list[str]:
    silent = local(element).lower() in _SILENT or not isinstance(element.tag, str)
    own = [] if silent else [element.text or ""]
    return own if element is top else [*own, element.tail or ""]
