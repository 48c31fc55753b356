"""Plain text or Markdown to blocks: headings, numbered paragraphs, lists, slides, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from consult.domain.document import BlockKind, Locator
from consult.text.canonical import CanonicalBuilder, CanonicalText, Piece
from consult.text.furniture import furniture_of, is_salutation, is_sign_off
from consult.text.headings import is_heading, is_named_part, is_title_case, is_title_shaped
from consult.text.letters import bare_signature
from consult.text.lines import Line, Lines, read_lines, running_lines
from consult.text.markdown import plain_pieces, plain_text

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"(?:[-*_=]\s?){3,}\Z")
_UNDERLINE = re.compile(r"(?:=+|-{3,})\Z")
_BULLET = re.compile(r"\\?(?:[*•◦▪‣●○■✓➢➤\uf0b7\uf0a7·+-]|[–—])\s+(?=\S)|[–•-](?=[A-Z])")
_LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{2,4})\)\s+(?=\S)")
_NUMBERED = re.compile(
    r"(?:\*\*|__)?(\d{1,3}(?:\.\d{1,3}){0,3}\\?[.)]?|\(\d{1,3}\))(?:\*\*|__)?\s+(?=\S)"
)
_BOX = re.compile(r"[☐☑☒□◻◽❏❑]|\[\s?[xX]?\s?\]\s")
_QUOTED = re.compile(r"(?:>\s?)+")
_TABLE_ROW = re.compile(r"\|.*\|\Z")
_TABLE_RULE = re.compile(r"\|[\s:|-]+\|\Z")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)\Z")
_FENCE = re.compile(r"(?:```|~~~)")
_COMPLETE = re.compile(r"[.!?:;…][\"'”’)\]*_]*\Z")
_CONTINUES = re.compile(r"[*_]{0,2}[a-z]")
_CUT_FROM = 60
_WRAP_FROM, _WRAP_TO = 45, 120
_OVER_PARAGRAPH = 80
_TITLE_PAGE, _LETTER_HEAD, _LETTER_FOOT = 4, 12, 9
_TEXTUAL = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_CONTINUED = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


@dataclass(slots=True)
class _Draft:
    """A block in the making: its lines without their labels and marks."""

    kind: BlockKind
    lines: list[tuple[str, int]]
    part: int
    gap: int
    indent: int = 0
    label: str | None = None
    level: int | None = None
    hard: bool = False
    """A heading that its marks make one, whatever follows."""

    @property
    def text(self) -> str:
        return " ".join(text for text, _ in self.lines)


def structure(source: str) -> CanonicalText:
    """Return the canonical text and blocks of decoded plain text or Markdown.

    Headings, numbered paragraphs (their number in ``locator.number_label``), list items with
    their lead, quoted lines and table rows are told apart; figures, captions, page numbers,
    addresses, greetings and page chrome become FURNITURE. A paragraph cut by a page break or an
    empty line is whole again. Marks of Markdown do not stand in the text; ``source_map`` leads
    to offsets of ``source``. Slides and pages count from 1 where form feeds (or, between
    slides, wide gaps) divide them; otherwise ``locator.paragraph`` counts blocks. Any input
    gives a result, in linear time.
    """
    lines = read_lines(source)
    drafts = _join_cuts(_drafts(lines), slides=lines.parts == "slides")
    _settle_headings(drafts, slides=lines.parts == "slides")
    _set_letter_frame(drafts)
    return _lay_out(drafts, lines.parts)


def _drafts(read: Lines) -> list[_Draft]:
    drafts: list[_Draft] = []
    running = running_lines(read.lines) if read.parts == "pages" else frozenset()
    wrap = _wrap_width(read.lines)
    for stanza in _stanzas(read.lines):
        furniture = furniture_of([line.text for line in stanza])
        for index, line in enumerate(stanza):
            if _FENCE.match(line.text) or _TABLE_RULE.match(line.text):
                continue
            if _RULE.match(line.text):
                if _UNDERLINE.match(line.text) and index and _alone(drafts[-1:], line):
                    drafts[-1].kind, drafts[-1].hard = BlockKind.HEADING, True
                    drafts[-1].level = 1 if line.text[0] == "=" else 2
                continue
            if furniture[index] or line.text in running or _IMAGE.match(line.text):
                drafts.append(_draft(line, BlockKind.FURNITURE))
                continue
            draft = _classified(line, slide=read.parts == "slides")
            previous = drafts[-1] if drafts and index else None
            if previous and _same_block(previous, draft, line, wrap):
                previous.lines.extend(draft.lines)
            else:
                drafts.append(draft)
    return drafts


def _stanzas(lines: Sequence[Line]) -> list[list[Line]]:
    stanzas: list[list[Line]] = []
    for line in lines:
        if line.gap or line.first or not stanzas:
            stanzas.append([])
        stanzas[-1].append(line)
    return stanzas


def _wrap_width(lines: Sequence[Line]) -> int:
    """Return the width at which lines are broken, or 0 when each line is a paragraph."""
    pairs = [(line, after) for line, after in pairwise(lines) if not (after.gap or after.first)]
    open_pairs = [(line, after) for line, after in pairs if not _is_marked(after.text)]
    flowing = sum(after.text[0].islower() for _, after in open_pairs)
    if flowing < 2 or flowing * 3 < len(open_pairs):
        return 0
    if max(len(line.text) for line in lines) > _WRAP_TO * 2:
        return 0
    broken = sorted(len(line.text) + line.indent for line, _ in open_pairs)
    width = broken[len(broken) * 9 // 10]
    return width if _WRAP_FROM <= width <= _WRAP_TO else 0


def _is_marked(text: str) -> bool:
    """Return whether a line begins a block of its own by a bullet, number, box or mark."""
    return any(mark.match(text) for mark in (_BULLET, _LETTERED, _NUMBERED, _HASHES, _BOX))


def _alone(last: Sequence[_Draft], line: Line) -> bool:
    return bool(last) and len(last[0].lines) == 1 and last[0].kind in _TEXTUAL and not line.gap


def _draft(line: Line, kind: BlockKind, skip: int = 0, *, label: str | None = None) -> _Draft:
    return _Draft(
        kind=kind,
        lines=[(line.text[skip:], line.start + skip)],
        part=line.part,
        gap=line.gap,
        indent=line.indent,
        label=label,
    )


def _classified(line: Line, *, slide: bool) -> _Draft:
    text = line.text
    if found := _HASHES.match(text):
        draft = _draft(line, BlockKind.HEADING, found.end())
        draft.level, draft.hard = len(found.group(1)), True
        return _labelled(draft)
    if slide and line.first and is_title_shaped(plain_text(text), words=18):
        draft = _draft(line, BlockKind.HEADING)
        draft.level, draft.hard = 1, True
        return draft
    if text[0] == ">" and (found := _QUOTED.match(text)) and found.end() < len(text):
        return _draft(line, BlockKind.QUOTATION, found.end())
    if text[0] == "|" and _TABLE_ROW.match(text) and len(text) > 2:
        draft = _draft(line, BlockKind.TABLE_ROW, 1)
        draft.lines = [(text[1:-1], line.start + 1)]
        return draft
    if found := _BULLET.match(text) or _LETTERED.match(text):
        return _draft(line, BlockKind.LIST_ITEM, found.end())
    if _BOX.match(text):
        return _draft(line, BlockKind.LIST_ITEM)
    return _labelled(_draft(line, BlockKind.PARAGRAPH))


def _labelled(draft: _Draft) -> _Draft:
    """Take a number such as ``17.``, ``4)`` or ``2.3`` off the front of a block."""
    text, start = draft.lines[0]
    found = _NUMBERED.match(text)
    if not found:
        return draft
    label, rest = found.group(1).replace("\\", ""), text[found.end() :]
    bare = label[-1].isdigit()
    begins = rest.lstrip("*_“‘\"'([")[:1]
    if bare and not (("." in label or draft.hard) and begins.isupper()):
        return draft
    draft.label = label
    draft.lines = [(rest, start + found.end())]
    return draft


def _same_block(previous: _Draft, draft: _Draft, line: Line, wrap: int) -> bool:
    """Return whether a line goes on with the block of the line right above it."""
    if previous.kind is BlockKind.QUOTATION and draft.kind is BlockKind.QUOTATION:
        return True
    plain = draft.kind is BlockKind.PARAGRAPH and draft.label is None
    if not plain or previous.hard or previous.kind not in _CONTINUED:
        return False
    last = previous.lines[-1][0]
    if _CONTINUES.match(line.text) and not _COMPLETE.search(last):
        return True
    if previous.kind is BlockKind.LIST_ITEM and line.indent > previous.indent:
        return True
    first_word = len(line.text.split(maxsplit=1)[0])
    return wrap > 0 and previous.indent + len(last) + 1 + first_word > wrap * 0.85


def _join_cuts(drafts: list[_Draft], *, slides: bool) -> list[_Draft]:
    """Make whole again what an empty line, a page break or a page number cut in mid-sentence."""
    joined: list[_Draft] = []
    last: _Draft | None = None
    for draft in drafts:
        if draft.kind is BlockKind.FURNITURE:
            joined.append(draft)
            continue
        if last and not (slides and draft.part != last.part) and _was_cut(last, draft):
            last.lines.extend(draft.lines)
            continue
        joined.append(draft)
        last = draft
    return joined


def _was_cut(previous: _Draft, draft: _Draft) -> bool:
    if draft.kind is not BlockKind.PARAGRAPH or draft.label or previous.kind not in _CONTINUED:
        return False
    text = previous.text
    begun = previous.label or plain_text(text[:40]).lstrip("“‘\"'([")[:1].isupper()
    return (
        bool(begun)
        and len(text) >= _CUT_FROM
        and not _COMPLETE.search(text)
        and bool(_CONTINUES.match(draft.text))
        and (len(draft.text) >= _CUT_FROM or bool(_COMPLETE.search(draft.text)))
    )


def _settle_headings(drafts: Sequence[_Draft], *, slides: bool) -> None:
    """Make headings of the lines that stand alone and look like titles of what follows."""
    content = [d for d in drafts if d.kind is not BlockKind.FURNITURE]
    candidates = [
        _is_candidate(draft, after, slides=slides, at_top=index < _TITLE_PAGE)
        for index, (draft, after) in enumerate(zip(content, [*content[1:], None], strict=False))
    ]
    for index, draft in enumerate(content):
        run = candidates[index : index + 3]
        if candidates[index] and (index < _TITLE_PAGE or slides or run != [True] * 3):
            draft.kind = BlockKind.HEADING
    outer = any(is_named_part(d.text) or d.hard for d in content if d.kind is BlockKind.HEADING)
    for draft in content:
        if draft.kind is BlockKind.HEADING and draft.level is None:
            if is_named_part(plain_text(draft.text)):
                draft.level = 1
            elif draft.label:
                draft.level = draft.label.strip("().").count(".") + 1 + outer
            else:
                draft.level = 1 + outer


def _is_candidate(draft: _Draft, after: _Draft | None, *, slides: bool, at_top: bool) -> bool:
    if draft.kind is not BlockKind.PARAGRAPH or len(draft.lines) > 1 or after is None:
        return False
    text = plain_text(draft.text)
    if not text or (
        slides and not (is_title_case(text) and is_title_shaped(text, words=18 if at_top else 8))
    ):
        return False
    bold = draft.text.startswith("**") and draft.text.endswith("**")
    if bold and is_title_shaped(text):
        return True
    close = after.part == draft.part and not after.gap
    if close and len(after.text) < _OVER_PARAGRAPH and not after.label:
        over_list = after.kind is BlockKind.LIST_ITEM and is_heading(text, before_numbered=False)
        return is_named_part(text) or over_list
    if draft.label:
        deeper = after.label is None or after.label.startswith(draft.label.rstrip("."))
        return deeper and is_heading(text, before_numbered=False)
    return is_heading(text, before_numbered=after.label is not None and not close, at_top=at_top)


def _set_letter_frame(drafts: Sequence[_Draft]) -> None:
    """Set apart the greeting, what closes a letter, and a brand name over a footer."""
    greeted = False
    for draft in drafts[:_LETTER_HEAD]:
        if draft.kind in _TEXTUAL and not draft.label and is_salutation(draft.text):
            draft.kind = BlockKind.FURNITURE
            greeted = True
    for index in range(len(drafts) - 1, max(len(drafts) - _LETTER_FOOT, -1), -1):
        draft = drafts[index]
        if draft.kind in _TEXTUAL and is_sign_off(draft.text):
            for below in drafts[index:]:
                below.kind = BlockKind.FURNITURE
            return
        named = is_title_shaped(draft.text) and draft.kind in _TEXTUAL
        if draft.kind is not BlockKind.FURNITURE and (draft.label or not named):
            break
    signed = bare_signature([draft.text for draft in drafts])
    # A lone name closes what greets somebody, or has an office; else it may be a heading or brand.
    told = greeted or any("," in draft.text for draft in drafts[signed : signed + 1])
    plain = all(d.kind in _TEXTUAL and not (d.label or d.hard) for d in drafts[signed:])
    if plain and len(drafts) - signed >= (1 if told else 2):
        for draft in drafts[signed:]:
            draft.kind = BlockKind.FURNITURE
        return
    _set_brand(drafts)


def _set_brand(drafts: Sequence[_Draft]) -> None:
    """Set apart a name that stands alone over what closes the document."""
    end = len(drafts)
    while end and drafts[end - 1].kind is BlockKind.FURNITURE:
        end -= 1
    if 1 < end < len(drafts):
        last = drafts[end - 1]
        short = is_title_shaped(last.text, words=6) and is_title_case(last.text)
        if last.kind in _TEXTUAL and not (last.label or last.hard) and short:
            last.kind = BlockKind.FURNITURE


def _lay_out(drafts: Sequence[_Draft], parts: str) -> CanonicalText:
    builder = CanonicalBuilder()
    lists = _Lists()
    labels: list[str | None] = []
    for draft in drafts:
        lead, level = None, draft.level
        if draft.kind is BlockKind.LIST_ITEM:
            lead, level = lists.enter(draft)
        label = draft.label
        if lead is not None and label is None:
            label = labels[lead]
        locator = Locator(
            page=draft.part if parts == "pages" else None,
            slide=draft.part if parts == "slides" else None,
            paragraph=None if parts == "slides" else len(labels) + 1,
            number_label=label,
        )
        index = builder.add(draft.kind, _pieces(draft), locator, level=level, lead=lead)
        if index is not None:
            labels.append(label)
            lists.follow(draft, index)
    return builder.build()


class _Lists:
    """Which block leads into the list that is going on, and how deep its items stand."""

    def __init__(self) -> None:
        self._lead: int | None = None
        self._part = 0
        self._open: list[tuple[int, int]] = []
        """The indent of each open level and its latest item's index."""
        self._leads_in = False

    def enter(self, draft: _Draft) -> tuple[int | None, int]:
        """Return the lead and the level of an item, 1 for the outermost."""
        if not self._open and draft.part != self._part:
            self._lead = self._lead if self._leads_in else None
        while self._open and draft.indent < self._open[-1][0]:
            self._open.pop()
        deeper = bool(self._open) and draft.indent - self._open[-1][0]
        nested = deeper >= 2 or (deeper == 1 and self._leads_in)
        if not self._open or nested:
            self._open.append((draft.indent, -1))
        parent = self._open[-2][1] if len(self._open) > 1 else self._lead
        return parent, len(self._open)

    def follow(self, draft: _Draft, index: int) -> None:
        """Take note of a block that was laid out, at its index."""
        if draft.kind is BlockKind.FURNITURE:
            return
        self._leads_in = draft.text.rstrip("*_ ").endswith(":")
        self._part = draft.part
        if draft.kind is BlockKind.LIST_ITEM:
            self._open[-1] = (self._open[-1][0], index)
            return
        self._open = []
        self._lead = None if draft.kind is BlockKind.HEADING else index


def _pieces(draft: _Draft) -> list[Piece]:
    pieces: list[Piece] = []
    for text, start in draft.lines:
        if pieces:
            pieces.append(Piece(" "))
        pieces.append(Piece(text, start))
    image = draft.kind is BlockKind.FURNITURE and _IMAGE.match(draft.text)
    if image:
        text, start = draft.lines[0]
        return [Piece(text[2 : text.index("]")], start + 2)]
    return plain_pieces(pieces)
