"""Documents, respondents and segments for tests, made by hand without a model."""

from __future__ import annotations

from consult.domain.document import Block, BlockKind, Document, Locator, Role
from consult.domain.ids import make_id
from consult.domain.ledger import Respondent, RespondentKind
from consult.domain.segment import RESPONDENT_VOICE, Segment, Voice


def make_document(
    *paragraphs: str,
    name: str = "letter",
    role: Role = Role.RESPONSE,
    respondent_id: str | None = "who_a",
    kinds: tuple[BlockKind, ...] | None = None,
) -> Document:
    """A document of paragraphs; a line starting with ``# `` is a heading, ``- `` a list item."""
    text, blocks, lead = "", [], None
    for number, given in enumerate(paragraphs, start=1):
        paragraph, kind = given, BlockKind.PARAGRAPH
        if paragraph.startswith("# "):
            kind, paragraph = BlockKind.HEADING, paragraph[2:]
        elif paragraph.startswith("- "):
            kind, paragraph = BlockKind.LIST_ITEM, paragraph[2:]
        if kinds:
            kind = kinds[number - 1]
        if text:
            text += "\n\n"
        start = len(text)
        text += paragraph
        blocks.append(
            Block(
                kind=kind,
                start=start,
                end=len(text),
                locator=Locator(paragraph=number),
                level=1 if kind is BlockKind.HEADING else None,
                lead=lead if kind is BlockKind.LIST_ITEM else None,
            )
        )
        if kind is not BlockKind.LIST_ITEM:
            lead = len(blocks) - 1
    return Document(
        id=make_id("doc", name),
        item_id=make_id("item", name),
        respondent_id=respondent_id,
        role=role,
        media_type="text/plain",
        reader="test@1",
        text=text,
        blocks=tuple(blocks),
        language="en",
    )


def make_respondent(name: str, kind: RespondentKind = RespondentKind.INDIVIDUAL) -> Respondent:
    return Respondent(id=make_id("who", name), name=name, kind=kind)


def make_segment(
    document: Document,
    text: str,
    *,
    respondent_id: str | None = "who_a",
    voice: Voice = RESPONDENT_VOICE,
    question_id: str | None = None,
) -> Segment:
    """The segment of ``document`` that holds exactly ``text``."""
    start = document.text.index(text)
    return Segment(
        id=make_id("seg", document.id, str(start), str(start + len(text))),
        document_id=document.id,
        respondent_id=respondent_id,
        start=start,
        end=start + len(text),
        text=text,
        locator=Locator(paragraph=1),
        voice=voice,
        question_id=question_id,
        language="en",
    )
