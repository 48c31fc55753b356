"""consultation.toml to frozen Settings: strict, fast, and plain about what to correct."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from consult.coding.options import has_both_sides, positions_of_options, takes_positions
from consult.coding.restate import restate_question
from consult.domain.coding import Position
from consult.domain.consultation import Chapter, Proposition, Question, QuestionKind
from consult.domain.errors import SettingsError
from consult.domain.ids import make_id
from consult.settings import sections
from consult.settings.channels import check_channels, collecting, read_bucket, read_mailbox
from consult.settings.model import CountingSettings, PaperSettings, Settings
from consult.settings.questions import check_question, read_consultation, read_listed
from consult.settings.sources import read_respondents, read_source, with_options
from consult.settings.table import Table

FILE_NAME = "consultation.toml"


def load_settings(path: Path) -> Settings:
    """Return the settings in a consultation's folder, or in a consultation.toml itself.

    Dates are read in the consultation's time zone and kept as UTC; a closing date without a
    time lasts to the end of its day. A closed question that takes agreement gets a proposition
    by restating it where the file gives none.

    Raises:
        SettingsError: ``SETTINGS_MISSING`` without a file, ``SETTINGS_SYNTAX`` when it is not
            TOML, ``SETTINGS_UNKNOWN_KEY`` and ``SETTINGS_VALUE`` naming table and key.
    """
    file = path / FILE_NAME if path.is_dir() else path
    return _settings(_parse(file), file)


def check_settings(text: str, folder: Path) -> Settings:
    """Return the settings that a text would be as the consultation.toml of a folder.

    Nothing is written, so that a text can be tried before anything is.

    Raises:
        SettingsError: as :func:`load_settings` does.
    """
    file = folder / FILE_NAME
    return _settings(_loads(text.encode("utf-8"), file), file)


def _settings(raw: dict[str, Any], file: Path) -> Settings:
    root = Table(raw, "")
    head = root.table("consultation") or Table({}, "[consultation]")
    zone = _zone(head)
    language = head.text("language", "en")
    if not (len(language) == 2 and language.isascii() and language.islower()):
        head.fail("language", f"must be a two-letter code such as en, not {language!r}")
    ignore = head.texts("ignore")
    paper = (root.table("paper") or Table({}, "[paper]")).section(PaperSettings)
    listed = read_listed(root, paper)
    mailboxes = tuple(read_mailbox(table) for table in root.tables("mailboxes"))
    buckets = tuple(read_bucket(table) for table in root.tables("buckets"))
    settings = Settings(
        folder=file.parent,
        consultation=read_consultation(head, zone, listed, file.absolute().parent.name),
        timezone=zone.key,
        language=language,
        ignore=ignore,
        paper=paper,
        sources=tuple(read_source(table) for table in root.tables("sources")),
        mailboxes=mailboxes,
        buckets=buckets,
        respondents=read_respondents(root.tables("respondents")),
        counting=_section(root, "counting").section(CountingSettings),
        words=sections.words(_section(root, "words")),
        models=sections.models(_section(root, "models")),
        analysis=sections.analysis(_section(root, "analysis")),
        codebook=sections.codebook(_section(root, "codebook")),
        schedule=sections.schedule(_section(root, "schedule")),
        reading=sections.reading(_section(root, "reading")),
        collecting=collecting(_section(root, "collecting")),
        limits=sections.limits(_section(root, "limits")),
        option_positions=MappingProxyType(dict(listed.positions)),
    )
    root.finish()
    check_channels(settings.sources, mailboxes, buckets)
    if paper.questions == "listed":
        settings = _complete(settings)
    return replace(settings, sha256=_digest(settings))


def with_extracted(
    settings: Settings,
    chapters: tuple[Chapter, ...],
    questions: tuple[Question, ...],
    propositions: tuple[Proposition, ...],
) -> Settings:
    """Return settings whose consultation has what was read from the paper at run time.

    Does what loading does for listed questions: restated propositions, positions of options,
    and the check that every survey column leads to a question. The digest stays that of the
    file; the paper itself is an input of the run.

    Raises:
        SettingsError: ``SETTINGS_VALUE`` when a survey names a question that was not found.
    """
    consultation = replace(
        settings.consultation, chapters=chapters, questions=questions, propositions=propositions
    )
    return _complete(replace(settings, consultation=consultation))


def _parse(file: Path) -> dict[str, Any]:
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise SettingsError(
            "SETTINGS_MISSING",
            f"there is no {FILE_NAME} at {file}; `consult init FOLDER` writes one.",
        ) from None
    except OSError as error:
        raise SettingsError(
            "SETTINGS_MISSING", f"{file} cannot be read: {error.strerror}."
        ) from error
    return _loads(data, file)


def _loads(data: bytes, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(
            "SETTINGS_SYNTAX", f"{file.name} is not TOML in UTF-8: {error}."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            "SETTINGS_SYNTAX", f"{file.name} is not valid TOML: {error}."
        ) from error


def _section(root: Table, key: str) -> Table:
    return root.table(key) or Table({}, f"[{key}]")


def _zone(head: Table) -> ZoneInfo:
    name = head.text("timezone", "Europe/London")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return head.fail("timezone", f"must be a zone such as Europe/London, not {name!r}")


def _complete(settings: Settings) -> Settings:
    """Add what follows from the questions: restated propositions and positions of options."""
    consultation = settings.consultation
    known = {q.id: q.chapter_id for q in consultation.questions}
    told = [(f"[[sources]] number {n}", s) for n, s in enumerate(settings.sources, start=1)]
    told += [(f"[[buckets]] number {n}", b.source) for n, b in enumerate(settings.buckets, start=1)]
    for place, source in told:
        if source.survey:
            table = Table({}, f"survey of {place}")
            for column, question_id in source.survey.questions.items():
                check_question(table, f'questions."{column}"', question_id, known)
    table = Table({}, "[codebook]")
    for question_id in settings.codebook.questions:
        check_question(table, f'questions."{question_id}"', question_id, known)
    questions = consultation.questions
    settings = replace(
        settings,
        sources=tuple(with_options(s, questions) for s in settings.sources),
        buckets=tuple(
            replace(b, source=with_options(b.source, questions)) for b in settings.buckets
        ),
    )
    propositions = list(consultation.propositions)
    stated = {question_id for p in propositions for question_id in p.question_ids}
    for question in consultation.questions:
        restated = _restated(question) if question.id not in stated else None
        if restated:
            propositions.append(restated)
            stated.update(restated.question_ids)
    positions: dict[str, Mapping[str, Position]] = {}
    for question in consultation.questions:
        given = settings.option_positions.get(question.id, {})
        if question.kind is QuestionKind.CLOSED and question.id in stated:
            plain = positions_of_options(question.options, question.text)
            merged = {o: given.get(o, plain.get(o)) for o in question.options}
            meant = {option: position for option, position in merged.items() if position}
            # A scale of which one side alone is understood would make a one-sided table.
            read = meant if has_both_sides(meant.values()) else given
            positions[question.id] = MappingProxyType(dict(read))
        elif given:
            positions[question.id] = given
    return replace(
        settings,
        consultation=replace(consultation, propositions=tuple(propositions)),
        option_positions=MappingProxyType(positions),
    )


def _restated(question: Question) -> Proposition | None:
    if question.kind is not QuestionKind.CLOSED or not takes_positions(question.options):
        return None
    text = restate_question(question.text)
    if text is None:
        return None
    about = (question.id, question.paired_with) if question.paired_with else (question.id,)
    return Proposition(
        id=make_id("prop", text, *about),
        chapter_id=question.chapter_id,
        question_ids=about,
        text=text,
    )


def _digest(settings: Settings) -> str:
    """Return the SHA-256 of all settings but the folder, in hexadecimal."""
    plain = _plain(settings)
    del plain["folder"], plain["sha256"]
    canonical = json.dumps(plain, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value
