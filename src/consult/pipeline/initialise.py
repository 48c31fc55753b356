"""Starting a consultation: read its paper, propose what is asked, and write it down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consult.coding.paper import PaperOutline, extract_questions
from consult.domain.consultation import Consultation, Proposition, QuestionKind
from consult.domain.document import BlockKind, Document
from consult.domain.errors import SettingsError
from consult.intake.folder import find_arrivals
from consult.intake.sandbox import ReaderPool
from consult.pipeline.consulted import document_of, propose
from consult.pipeline.engines import Engines
from consult.report.places import place_of
from consult.report.words import plural
from consult.settings.guess import guess_sources
from consult.settings.load import FILE_NAME, check_settings, with_extracted
from consult.settings.model import LimitSettings, PaperSettings, Settings, SourceSettings
from consult.settings.naming import id_from
from consult.settings.template import render_settings

_PAPER_WORDS = ("paper", "consultation", "proposal", "green-paper", "document")
_BODY = re.compile(
    r"(?:[A-Z][a-z]+ ){1,4}(?:Council|Authority|Commission|Agency|Executive|Trust|Board|University)"
    r"|(?:Department|Ministry|Office) (?:for|of) [A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+){0,4}"
)
_READABLE = {".docx", ".pdf", ".md", ".txt", ".html", ".htm", ".odt", ".pptx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A consultation.toml that was written, and what a person should look at in it."""

    file: Path
    paper: str
    chapters: tuple[tuple[str, str | None, int], ...]
    """(number, title, questions) of every chapter."""
    questions: int
    closed: int
    propositions: int
    sources: tuple[str, ...]

    @property
    def needs_person(self) -> bool:
        """Always: what a machine proposes, a person corrects."""
        return True

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        return {
            "file": str(self.file),
            "paper": self.paper,
            "chapters": [
                {"number": number, "title": title, "questions": count}
                for number, title, count in self.chapters
            ],
            "questions": self.questions,
            "closed": self.closed,
            "propositions": self.propositions,
            "sources": list(self.sources),
        }

    def as_lines(self) -> list[str]:
        """Return the facts for people."""
        lines = [
            f"{plural(self.questions, 'question')} ({self.closed} closed) in "
            f"{plural(len(self.chapters), 'chapter')}, "
            f"{plural(self.propositions, 'proposition')}, read from {self.paper}:"
        ]
        lines.extend(
            f"  {number}. {title or '(no title in the paper)'}: {plural(count, 'question')}"
            for number, title, count in self.chapters
        )
        lines.append(f"Written to {self.file}. Look at its questions, propositions and sources,")
        lines.append(f"then: consult check {self.file.parent}")
        return lines


def initialise(folder: Path, *, paper: str | None = None, force: bool = False) -> Started:
    """Write a commented consultation.toml into ``folder`` from the paper that lies there.

    Raises:
        SettingsError: ``SETTINGS_EXIST`` unless ``force``; ``PAPER_MISSING`` when no paper is
            there or several might be it; ``PAPER_UNREADABLE``; ``PAPER_NO_QUESTIONS``.
    """
    target = folder / FILE_NAME
    if target.exists() and not force:
        raise SettingsError(
            "SETTINGS_EXIST", f"{target} is there already; edit it, or replace it with --force."
        )
    if not folder.is_dir():
        raise SettingsError(
            "INPUT_MISSING", f"there is no folder {folder}; make it and put the paper in it."
        )
    file = paper or _only_paper(folder)
    document = _read(folder, file)
    outline = extract_questions(document)
    if not outline.questions:
        raise SettingsError(
            "PAPER_NO_QUESTIONS",
            f"no questions could be told from {file}; name another with --paper, or write "
            f"{FILE_NAME} by hand (raw/demo/consultation.toml shows how).",
        )
    settings = _proposed(folder, file, document, outline)
    text = render_settings(
        settings.consultation,
        paper=settings.paper,
        sources=settings.sources,
        places=_places(document, settings.consultation.propositions),
    )
    check_settings(text, folder)
    target.write_text(text, encoding="utf-8")
    consultation = settings.consultation
    return Started(
        file=target,
        paper=file,
        chapters=tuple(
            (c.number, c.title, sum(q.chapter_id == c.id for q in consultation.questions))
            for c in consultation.chapters
        ),
        questions=len(consultation.questions),
        closed=sum(q.kind is QuestionKind.CLOSED for q in consultation.questions),
        propositions=len(consultation.propositions),
        sources=tuple(source.files for source in settings.sources),
    )


def _proposed(folder: Path, file: str, paper: Document, outline: PaperOutline) -> Settings:
    engines = Engines(
        Settings(folder=folder, consultation=_empty(folder, paper), limits=LimitSettings())
    )
    propositions = propose(paper, outline, engines.splitter, engines.embedder)
    settings = Settings(
        folder=folder,
        consultation=_empty(folder, paper),
        paper=PaperSettings(file=file),
        sources=_sources(folder, file),
    )
    return with_extracted(settings, outline.chapters, outline.questions, propositions)


def _empty(folder: Path, paper: Document) -> Consultation:
    return Consultation(
        id=id_from(folder.resolve().name),
        title=_title(paper) or folder.resolve().name,
        organisation=_organisation(paper.text) or "The consulting body",
        opened=None,
        closed=None,
        chapters=(),
        questions=(),
    )


def _title(paper: Document) -> str:
    headings = [b for b in paper.blocks if b.kind is BlockKind.HEADING]
    first = headings[0] if headings else None
    return paper.title or (paper.text[first.start : first.end] if first else "")


def _organisation(text: str) -> str | None:
    """Return the public body that the paper names most, the first of equals."""
    names = Counter(" ".join(name.split()) for name in _BODY.findall(text))
    return max(names, key=lambda name: names[name]) if names else None


def _only_paper(folder: Path) -> str:
    """Return the one file of the folder that is likely the consultation paper."""
    files = sorted(p.name for p in folder.iterdir() if p.suffix.lower() in _READABLE)
    named = [name for name in files if any(word in name.lower() for word in _PAPER_WORDS)]
    likely = named if len(named) == 1 else files
    if len(likely) != 1:
        raise SettingsError(
            "PAPER_MISSING",
            f"{'several files' if likely else 'no file'} in {folder} might be the consultation "
            f"paper{': ' + ', '.join(likely) if likely else ''}; name it with --paper FILE.",
        )
    return likely[0]


def _read(folder: Path, file: str) -> Document:
    from consult.intake.reading import Arrival

    path = folder / file
    if not path.is_file():
        raise SettingsError("PAPER_MISSING", f"the consultation paper {path} is not there.")
    arrival = Arrival(
        channel="paper", source_key=file, name=path.name, data=path.read_bytes(), received=None
    )
    with ReaderPool(LimitSettings()) as pool:
        reading = pool.read(arrival)
    return document_of(reading, file, item_id="paper")


def _sources(folder: Path, paper: str) -> tuple[SourceSettings, ...]:
    listing = find_arrivals(folder, (), exclude=(paper,))
    return guess_sources(listing.unmatched)


def _places(paper: Document, propositions: tuple[Proposition, ...]) -> Mapping[str, str]:
    """Say for every proposition that is a claim of the paper where it stands."""
    places = {}
    for proposition in propositions:
        if proposition.start is None:
            places[proposition.id] = "the question, said as a statement"
            continue
        places[proposition.id] = place_of(paper, proposition.start) or "the paper"
    return places
