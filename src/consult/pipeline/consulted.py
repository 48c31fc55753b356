"""What is consulted on: the paper, its questions, propositions and the pages before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from consult.analysis.names import fold_name
from consult.coding.paper import PaperOutline, extract_questions
from consult.coding.propositions import propose_propositions
from consult.domain.consultation import Consultation, Proposition
from consult.domain.document import BlockKind, Document, Role, Span
from consult.domain.errors import Problem, ProblemCode, SettingsError, Severity
from consult.domain.ids import make_id
from consult.domain.ledger import Item
from consult.domain.ports import Embedder, SentenceSplitter
from consult.intake.reading import Arrival, Reading
from consult.pipeline.engines import Engines
from consult.pipeline.kept import KeptEmbedder
from consult.pipeline.readings import ReadArrival
from consult.pipeline.received import PAPER_CHANNEL
from consult.pipeline.workspace import Workspace
from consult.settings.load import with_extracted
from consult.settings.model import Settings
from consult.store.store import Store

_PASSAGE_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """Settings that hold every question, and the paper that they come from, if there is one."""

    settings: Settings
    item: Item | None
    paper: Document | None
    passages: Mapping[str, tuple[str, ...]]
    """The paragraphs of the paper by id of the chapter that they lead to, in its order."""
    problems: tuple[Problem, ...]


def consult_on(
    workspace: Workspace,
    store: Store,
    read: ReadArrival,
    engines: Engines,
) -> Consulted:
    """Return the consultation with its paper read and, where the settings say so, extracted.

    Raises:
        SettingsError: ``PAPER_MISSING`` or ``PAPER_UNREADABLE`` when the paper named in the
            settings cannot be used, ``PAPER_NO_QUESTIONS`` when questions should be extracted
            and it holds none.
    """
    settings = workspace.settings
    if settings.paper.file is None:
        if settings.paper.questions == "extract":
            raise SettingsError(
                "PAPER_MISSING", '[paper] questions = "extract" needs [paper] file = "…".'
            )
        return Consulted(settings=settings, item=None, paper=None, passages={}, problems=())
    item, paper = read_paper(workspace, settings.paper.file, store, read)
    outline = extract_questions(paper)
    problems: tuple[Problem, ...] = ()
    if settings.paper.questions == "extract":
        settings = _extracted(
            settings, paper, outline, engines.splitter, KeptEmbedder(engines.embedder, store)
        )
        problems = (_proposed(settings.paper.file or "", outline),)
    return Consulted(
        settings=settings,
        item=item,
        paper=paper,
        passages=_passages(paper, outline, settings.consultation),
        problems=problems,
    )


def read_paper(
    workspace: Workspace,
    file: str,
    store: Store,
    read: ReadArrival,
) -> tuple[Item, Document]:
    """Return the consultation paper as an item of the ledger and a document.

    Raises:
        SettingsError: ``PAPER_MISSING`` or ``PAPER_UNREADABLE``.
    """
    path = workspace.input_folder / file
    if not path.is_file():
        raise SettingsError("PAPER_MISSING", f"the consultation paper {path} is not there.")
    data = path.read_bytes()
    sha256 = store.raw.put(data)
    arrival = Arrival(channel=PAPER_CHANNEL, source_key=file, name=path.name, data=data)
    reading = read(arrival, None)
    item = Item(
        id=make_id("item", PAPER_CHANNEL, file, sha256),
        channel=PAPER_CHANNEL,
        source_key=file,
        name=path.name,
        sha256=sha256,
        size=len(data),
        received=None,
        media_type=reading.media_type,
    )
    return item, document_of(reading, file, item.id)


def document_of(reading: Reading, file: str, item_id: str) -> Document:
    """Return the consultation paper that a reader made of its file.

    Raises:
        SettingsError: ``PAPER_UNREADABLE`` with the reader's reason.
    """
    if not reading.parts:
        why = reading.problems[0].message if reading.problems else "nothing was found in it"
        raise SettingsError("PAPER_UNREADABLE", f"the consultation paper {file}: {why}")
    part = reading.parts[0]
    return Document(
        id=make_id("doc", item_id, part.key),
        item_id=item_id,
        respondent_id=None,
        role=Role.PAPER,
        media_type=part.media_type,
        reader=part.reader,
        text=part.text,
        blocks=part.blocks,
        language=part.language,
        source_map=part.source_map,
        title=part.title,
    )


def propose(
    paper: Document, outline: PaperOutline, splitter: SentenceSplitter, embedder: Embedder
) -> tuple[Proposition, ...]:
    """Return the propositions that the paper's claims and yes/no questions suggest."""

    def sentences(text: str) -> list[Span]:
        return list(splitter.split([text])[0])

    def similarity(left: list[str], right: list[str]) -> npt.NDArray[np.float64]:
        near = embedder.encode(left) @ embedder.encode(right).T
        return near.astype(np.float64)

    return propose_propositions(paper, outline, sentences=sentences, similarity=similarity)


def _extracted(
    settings: Settings,
    paper: Document,
    outline: PaperOutline,
    splitter: SentenceSplitter,
    embedder: Embedder,
) -> Settings:
    if not outline.questions:
        raise SettingsError(
            "PAPER_NO_QUESTIONS",
            f"{settings.paper.file} asks no questions that could be told from its text; list them "
            'in consultation.toml and set [paper] questions = "listed".',
        )
    return with_extracted(
        settings,
        outline.chapters,
        outline.questions,
        propose(paper, outline, splitter, embedder),
    )


def _proposed(file: str, outline: PaperOutline) -> Problem:
    return Problem(
        code=ProblemCode.QUESTIONS_EXTRACTED,
        where=file,
        message=(
            f"{len(outline.questions)} questions and their propositions were read from the paper "
            "by machine; look at them, and list them in consultation.toml to fix them "
            "(`consult init` writes them down)."
        ),
        severity=Severity.WARNING,
    )


def _passages(
    paper: Document, outline: PaperOutline, consultation: Consultation
) -> dict[str, tuple[str, ...]]:
    """Return the paper's paragraphs by chapter of the consultation, without the questions."""
    chapter_ids = _same_chapters(outline, consultation)
    asked = {index for blocks in outline.question_blocks for index in blocks}
    found: dict[str, list[str]] = {}
    for index, (block, chapter) in enumerate(
        zip(paper.blocks, outline.block_chapters, strict=True)
    ):
        text = paper.text[block.start : block.end]
        prose = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        telling = prose and index not in asked and len(text.split()) >= _PASSAGE_WORDS
        if telling and chapter in chapter_ids:
            found.setdefault(chapter_ids[chapter], []).append(text)
    return {chapter: tuple(texts) for chapter, texts in sorted(found.items())}


def _same_chapters(outline: PaperOutline, consultation: Consultation) -> dict[str | None, str]:
    """Map the outline's chapters to the consultation's, by number or by title."""
    by_number = {c.number: c.id for c in consultation.chapters}
    by_title = {fold_name(c.title): c.id for c in consultation.chapters if c.title}
    same: dict[str | None, str] = {}
    for chapter in outline.chapters:
        title = fold_name(chapter.title) if chapter.title else ""
        known = by_title.get(title) or by_number.get(chapter.number)
        if known:
            same[chapter.id] = known
    return same
