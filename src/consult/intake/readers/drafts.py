"""Drafts: what a reader found in order, before it is laid out as blocks of one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from consult.domain.document import BlockKind, Locator
from consult.text.canonical import CanonicalBuilder, CanonicalText
from consult.text.labels import LabelKind, TypedLabel, typed_label
from consult.text.letters import letter_frame

_FRAMING = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING))
_EMPTY_LINES = re.compile(r"\n[ \t\r\x0b\x0c]*\n\s*")
_LINE_BY_LINE = frozenset(("address", "sign-off", "signature"))
"""Each line there says another thing: a name, an office, a body."""
_NUMBER_VALUE = re.compile(r"\(?(\d+)[.)]{0,2}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One stretch of a source in reading order; ``text`` may still hold line breaks."""

    kind: BlockKind
    text: str
    locator: Locator
    level: int | None = None
    question_id: str | None = None


def lay_out(drafts: Iterable[Draft]) -> CanonicalText:
    """Lay drafts out as one canonical text, in order.

    Typed bullets and numbers become list items and labels (labels leave the text and stand in
    the locator); empty lines separate blocks; a list item's lead is the last paragraph or heading
    before it, across page furniture, and lends its number label to unnumbered items.
    """
    layout = _Layout()
    for draft in drafts:
        for part in _split(draft):
            layout.add(part)
    return layout.builder.build()


def frame_letter(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with a letter's address, date, greeting and sign-off set apart.

    Only paragraphs and list items take part; what stands apart keeps its words and its place and
    names its reason in ``locator.part``.
    """
    body = [i for i, d in enumerate(drafts) if d.kind is not BlockKind.FURNITURE and d.text.strip()]
    texts = [drafts[i].text for i in body]
    framed = list(drafts)
    for i, reason in zip(body, letter_frame(texts), strict=True):
        draft = framed[i]
        framing = reason == "sign-off" or draft.kind is not BlockKind.HEADING
        if reason and framing and draft.kind in _FRAMING:
            framed[i] = replace(
                draft,
                kind=BlockKind.FURNITURE,
                level=None,
                locator=replace(draft.locator, part=reason),
            )
    return framed


class _Layout:
    """Adds drafts to a builder and remembers what a list hangs on."""

    def __init__(self) -> None:
        self.builder = CanonicalBuilder()
        self._lead: int | None = None
        self._lead_label: str | None = None
        self._last: Draft | None = None
        self._in_numbered_list = False

    def add(self, draft: Draft) -> None:
        if draft.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            draft = _without_words_apart(draft)
        if draft.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            draft = self._labelled(draft)
        lead = None
        if draft.kind is BlockKind.LIST_ITEM:
            lead = self._lead
            if draft.locator.number_label is None and self._lead_label:
                draft = replace(
                    draft, locator=replace(draft.locator, number_label=self._lead_label)
                )
        index = self.builder.add(
            draft.kind,
            draft.text,
            draft.locator,
            level=draft.level,
            lead=lead,
            question_id=draft.question_id,
        )
        if index is None or draft.kind is BlockKind.FURNITURE:
            return
        if draft.kind is not BlockKind.LIST_ITEM:
            leads = draft.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
            self._lead = index if leads else None
            self._lead_label = draft.locator.number_label if leads else None
            self._in_numbered_list = False
        self._last = draft

    def _labelled(self, draft: Draft) -> Draft:
        """Take a typed label off a draft and let it say what the draft is."""
        text = draft.text.lstrip()
        label = typed_label(text)
        if label is None:
            return draft
        if label.kind is LabelKind.NUMBER:
            return self._numbered(draft, text, label)
        kept = label.label if label.kind is LabelKind.LETTER else draft.locator.number_label
        return replace(
            draft,
            kind=BlockKind.LIST_ITEM,
            text=text[label.length :],
            level=draft.level or 1,
            locator=replace(draft.locator, number_label=kept),
        )

    def _numbered(self, draft: Draft, text: str, label: TypedLabel) -> Draft:
        """A number is a list item's after a lead-in ("… are:"), else the paragraph's own."""
        leads_in = self._last is not None and self._last.text.rstrip().endswith(":")
        in_list = self._in_numbered_list and self._last is not None
        item = (
            draft.kind is BlockKind.LIST_ITEM
            or in_list
            or (leads_in and not self._follows_on(label.label))
        )
        self._in_numbered_list = item
        return replace(
            draft,
            kind=BlockKind.LIST_ITEM if item else BlockKind.PARAGRAPH,
            text=text[label.length :],
            level=(draft.level or 1) if item else None,
            locator=replace(draft.locator, number_label=label.label),
        )

    def _follows_on(self, label: str) -> bool:
        """Whether a label is the next of the paragraph labels ("6." after "5.")."""
        before = _NUMBER_VALUE.match(self._lead_label or "")
        here = _NUMBER_VALUE.match(label)
        return bool(before and here and int(here[1]) == int(before[1]) + 1)


def _without_words_apart(draft: Draft) -> Draft:
    """Set rules of dashes, stars and lone marks apart: they divide and say nothing."""
    if any(c.isalnum() for c in draft.text):
        return draft
    part = draft.locator.part
    locator = replace(draft.locator, part="rule" if part in {None, "body"} else part)
    return replace(draft, kind=BlockKind.FURNITURE, level=None, locator=locator)


def _split(draft: Draft) -> list[Draft]:
    """Split a draft at empty lines and before lines that carry a bullet or number."""
    if draft.kind is BlockKind.FURNITURE and draft.locator.part in _LINE_BY_LINE:
        return [replace(draft, text=t) for t in draft.text.split("\n") if t.strip()]
    if "\n" not in draft.text or draft.kind not in {
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.ANSWER,
    }:
        return [draft]
    if draft.kind is BlockKind.ANSWER:
        return [replace(draft, text=t) for t in _answer_parts(draft.text)]
    parts: list[str] = []
    for stretch in _EMPTY_LINES.split(draft.text):
        lines: list[str] = []
        for line in stretch.split("\n"):
            if lines and typed_label(line.lstrip()):
                parts.append("\n".join(lines))
                lines = []
            lines.append(line)
        parts.append("\n".join(lines))
    return [replace(draft, text=part) for part in parts if part.strip()]


def _answer_parts(text: str) -> list[str]:
    """Split a cell at empty lines and before typed bullets, and take the bullets off."""
    parts: list[str] = []
    for stretch in _EMPTY_LINES.split(text):
        lines: list[str] = []
        for line in stretch.split("\n"):
            label = typed_label(line.lstrip())
            bullet = label is not None and label.kind is LabelKind.BULLET
            if bullet and lines:
                parts.append("\n".join(lines))
                lines = []
            lines.append(line.lstrip()[label.length :] if label and bullet else line)
        parts.append("\n".join(lines))
    return [part for part in parts if part.strip()]
