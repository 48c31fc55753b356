"""`consult map`: what the columns of a table are, proposed, checked and written down."""

from __future__ import annotations

import contextlib
import shutil
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from consult.coding.columns.ask import CHAPTER, propose_questions
from consult.coding.columns.profile import TableProfile
from consult.coding.columns.propose import TableProposal, propose_columns
from consult.coding.columns.words import Use
from consult.coding.paper import extract_questions
from consult.domain.consultation import Consultation, Question
from consult.domain.errors import Problem, SettingsError, Severity
from consult.intake.folder import compile_glob
from consult.intake.readers.table_profile import profiles_of
from consult.intake.reading import Arrival
from consult.intake.sandbox import ReaderPool
from consult.pipeline.consulted import document_of
from consult.settings.edit import has_questions, with_questions, with_survey
from consult.settings.load import FILE_NAME, load_settings, with_extracted
from consult.settings.mapping import as_mapped, check_mapping, mapping_of
from consult.settings.model import Settings, SourceSettings, SurveyMapping
from consult.settings.naming import id_from
from consult.settings.template import render_settings

CHANNEL = "online survey"
_EVERYTHING = ("*", "?", "[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """What the columns of one table are, as proposed or as consultation.toml has it."""

    file: str
    """The table, relative to the input folder."""
    settings: Settings
    """With the questions, and with the mapping as the survey of the file's source."""
    survey: SurveyMapping
    table: TableProfile
    proposal: TableProposal
    mapped_before: bool
    """Whether ``survey`` is the mapping of consultation.toml rather than the proposal."""
    source: int | None
    """The [[sources]] that takes the file, from 0, if there is one."""
    new_questions: tuple[Question, ...] = ()
    """Questions told from the headers, where the consultation lists none."""
    problems: tuple[Problem, ...] = ()
    written: Path | None = None

    @property
    def needs_person(self) -> bool:
        """Whether anything is undecided or odd."""
        undecided = any(p.use is Use.UNDECIDED for p in self.proposal.columns)
        return (undecided and not self.mapped_before) or any(
            p.severity is not Severity.INFO for p in self.problems
        )

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        return {
            "file": self.file,
            "sheet": self.table.sheet,
            "header_row": self.table.header_row,
            "header_rows": self.table.header_rows,
            "rows": self.table.rows,
            "shape": self.proposal.shape,
            "mapped_before": self.mapped_before,
            "id_from": self.survey.id_from,
            "columns": [
                {
                    "column": p.column.index + 1,
                    "header": p.column.name,
                    "use": p.use.value,
                    "question_id": p.question_id,
                    "option": p.option,
                    "divider": p.divider,
                    "attribute": p.attribute or None,
                    "filled": p.column.filled,
                    "distinct": p.column.distinct,
                    "reason": p.reason,
                }
                for p in self.proposal.columns
            ],
            "new_questions": [
                {"id": q.id, "number": q.number, "kind": q.kind.value.lower(), "text": q.text}
                for q in self.new_questions
            ],
            "problems": [
                {"code": p.code.value, "where": p.where, "message": p.message}
                for p in self.problems
            ],
            "written": str(self.written) if self.written else None,
        }

    def as_lines(self) -> list[str]:
        """Return the facts for people: a line for every column, then what is odd."""
        table = self.table
        shape = f", as {self.proposal.shape} writes it" if self.proposal.shape else ""
        sheet = f", sheet {table.sheet!r}" if table.sheet else ""
        lines = [
            f"{self.file}{sheet}: {table.rows} rows, {len(table.columns)} columns, "
            f"header in row {table.header_row}{shape}.",
            "",
            f"  {'column':<48}  {'what it is':<16}  why",
        ]
        for p in self.proposal.columns:
            what = {Use.QUESTION: f"question {p.question_id}", Use.ATTRIBUTE: "attribute"}
            name = f"{p.column.index + 1:>3} {_clip(p.column.name or '(no header)', 44)}"
            lines.append(f"  {name:<48}  {what.get(p.use, p.use.value):<16}  {p.reason}")
        if self.survey.id_from == "content":
            lines.append("No column is an id: rows are known by what all their cells say.")
        if self.new_questions:
            lines += ["", f"{len(self.new_questions)} questions told from the headers:"]
            lines += [
                f"  {q.id:<4} {q.kind.value.lower():<7} {_clip(q.text, 60)}"
                + (f"  (reasons for {q.paired_with})" if q.paired_with and not q.options else "")
                for q in self.new_questions
            ]
        lines += ["", *(f"{p.code.value}  {p.where}: {p.message}" for p in self.problems)]
        if self.written:
            lines.append(f"Written to {self.written}. Look at it, then: consult map FILE --dry-run")
        elif self.mapped_before:
            lines.append("So says consultation.toml; --force proposes anew, --dry-run tries it.")
        else:
            lines.append("Nothing is written: --write does so, --dry-run tries it row by row.")
        return [printable(line) for line in lines]


def map_table(
    file: Path, *, folder: Path | None = None, input_folder: Path | None = None, force: bool = False
) -> Mapped:
    """Say what the columns of a table are, from the questions of its consultation.

    ``folder`` is the one with consultation.toml, by default the nearest above ``file``. What
    consultation.toml maps already is checked instead, unless ``force``. Without listed questions
    they are proposed from the headers.

    Raises:
        SettingsError: ``MAP_FILE`` when the file is not there, not below the input folder, or no
            table; and whatever is wrong with consultation.toml.
    """
    if not file.is_file():
        raise SettingsError("MAP_FILE", f"there is no file {file}.")
    home = folder or _home(file)
    base = (input_folder or home).resolve()
    try:
        key = file.resolve().relative_to(base).as_posix()
    except ValueError:
        raise SettingsError(
            "MAP_FILE", f"{file} is not below {base}; put it there, or give --folder or --input."
        ) from None
    settings = _settings(home, base)
    with ReaderPool(settings.limits, reading=settings.reading) as pool:
        reading = pool.read(_arrival(file, key), SurveyMapping())
    try:
        tables = profiles_of(reading)
    except ValueError:
        tables = ()
    if not tables:
        why = f": {reading.problems[0].message}" if reading.problems else "."
        raise SettingsError("MAP_FILE", f"{file} cannot be read as a table{why}")
    return _mapped(key, settings, tables, reading.problems, force=force)


def _mapped(
    key: str,
    settings: Settings,
    tables: Sequence[TableProfile],
    problems: tuple[Problem, ...],
    *,
    force: bool,
) -> Mapped:
    taker = next((s for s in settings.sources if compile_glob(s.files).match(key)), None)
    before = taker.survey if taker and not force else None
    table = sheet_of(tables, before)
    new: tuple[Question, ...] = ()
    consultation = settings.consultation
    if consultation.questions:
        proposal = propose_columns(table, consultation)
    else:
        new, proposal = propose_questions(table, consultation)
        consultation = replace(consultation, chapters=(CHAPTER,), questions=new)
    survey = before or mapping_of(table, proposal)
    if before is not None:
        proposal = as_mapped(proposal, before)
    if before is None and not survey.questions:
        raise SettingsError(
            "MAP_NOTHING", f"no column of {key} looks like an answer to a question; map it by hand."
        )
    source = replace(taker or SourceSettings(files=key, channel=CHANNEL), survey=survey)
    number = next((n for n, s in enumerate(settings.sources) if s is taker), None)
    others = tuple(s for s in settings.sources if s is not taker)
    return Mapped(
        file=key,
        settings=replace(settings, consultation=consultation, sources=(source, *others)),
        survey=survey,
        table=table,
        proposal=proposal,
        mapped_before=before is not None,
        source=number,
        new_questions=new,
        problems=(*problems, *check_mapping(survey, consultation, key, table)),
    )


def write_mapping(mapped: Mapped, *, force: bool = False) -> Mapped:
    """Write a proposal into consultation.toml, leaving the rest of its text as it stands.

    The new text is read back before it takes the place of the old one, all at once.

    Raises:
        SettingsError: ``SURVEY_MAPPED`` when the source has a mapping and ``force`` is not set.
    """
    target = mapped.settings.folder / FILE_NAME
    if mapped.mapped_before:
        raise SettingsError(
            "SURVEY_MAPPED",
            f"consultation.toml has a mapping for {mapped.file} already; edit it there, or replace "
            "it with --force.",
        )
    if not target.exists():
        text = render_settings(
            mapped.settings.consultation,
            timezone=mapped.settings.timezone,
            sources=mapped.settings.sources,
        )
    else:
        text = target.read_bytes().decode("utf-8-sig")
        if mapped.new_questions:
            text = with_questions(text, (CHAPTER,), mapped.new_questions)
        text = with_survey(
            text, mapped.survey, source=mapped.source, files=_glob(mapped.file), force=force
        )
    draft = target.with_name(f".{FILE_NAME}.new")
    try:
        draft.write_bytes(text.encode("utf-8"))
        load_settings(draft)
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()
    return replace(mapped, written=target)


def _glob(key: str) -> str:
    """Return a glob that matches one path only."""
    return "".join(f"[{c}]" if c in _EVERYTHING else c for c in key)


def _home(file: Path) -> Path:
    for parent in file.resolve().parents:
        if (parent / FILE_NAME).is_file():
            return parent
    return file.resolve().parent


def _settings(home: Path, base: Path) -> Settings:
    """Return the settings; without questions where there are none to be had yet."""
    target = home / FILE_NAME
    try:
        text = target.read_text(encoding="utf-8-sig")
        unlisted = not has_questions(text)
    except (OSError, UnicodeDecodeError, ValueError):
        if target.exists():
            return load_settings(target)
        return Settings(folder=home, consultation=_nobody(home, {}))
    if unlisted:
        document = tomllib.loads(text)
        return Settings(folder=home, consultation=_nobody(home, document.get("consultation", {})))
    settings = load_settings(target)
    if settings.paper.questions == "extract" and settings.paper.file:
        return _extracted(settings, base)
    return settings


def _extracted(settings: Settings, base: Path) -> Settings:
    file = settings.paper.file or ""
    with ReaderPool(settings.limits, reading=settings.reading) as pool:
        reading = pool.read(_arrival(base / file, file))
    outline = extract_questions(document_of(reading, file, item_id="paper"))
    return with_extracted(settings, outline.chapters, outline.questions, ())


def _nobody(home: Path, told: dict[str, Any]) -> Consultation:
    return Consultation(
        id=str(told.get("id", id_from(home.resolve().name))),
        title=str(told.get("title", home.resolve().name)),
        organisation=str(told.get("organisation", "The consulting body")),
        opened=None,
        closed=None,
        chapters=(),
        questions=(),
    )


def _arrival(path: Path, key: str) -> Arrival:
    return Arrival(channel=CHANNEL, source_key=key, name=path.name, data=path.read_bytes())


def sheet_of(tables: Sequence[TableProfile], survey: SurveyMapping | None) -> TableProfile:
    """Return the sheet that a mapping is for, or the one with the most cells."""
    wanted = set(survey.questions) if survey else set()
    return max(
        tables,
        key=lambda t: (len(wanted & {c.name for c in t.columns}), t.rows * len(t.columns)),
    )


def printable(line: str) -> str:
    """Return a line without characters that would steer a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in line)


def _clip(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
