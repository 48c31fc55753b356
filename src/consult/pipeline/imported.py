"""`consult import`: a consultation of another tool becomes a folder that `consult run` takes."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consult.domain.consultation import Chapter, Consultation, Question, QuestionKind
from consult.domain.errors import ConsultError, Problem
from consult.intake.themefinder import Imported, ImportedQuestion, read_frame, read_layout
from consult.settings.load import FILE_NAME, check_settings
from consult.settings.model import (
    CodebookSettings,
    LimitSettings,
    Settings,
    SourceSettings,
    SurveyMapping,
)
from consult.settings.naming import id_from
from consult.settings.template import render_settings

TABLE, CODEBOOK, ORIGINAL = "responses.csv", "codebook.csv", "original"
ID_COLUMN = "Response ID"
_CHAPTER = Chapter(id="ch1", number="1")
_DIVIDERS = (";", "|", "¦")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What was brought over, and where it lies."""

    folder: Path
    responses: int
    questions: tuple[Question, ...]
    themes: int
    files: int
    problems: tuple[Problem, ...]

    @property
    def needs_person(self) -> bool:
        """Whether any record could not be brought over."""
        return bool(self.problems)

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        return {
            "folder": str(self.folder),
            "responses": self.responses,
            "questions": [
                {"id": q.id, "number": q.number, "kind": q.kind.value.lower(), "text": q.text}
                for q in self.questions
            ],
            "themes": self.themes,
            "files": self.files,
            "problems": [
                {"code": p.code.value, "where": p.where, "message": p.message}
                for p in self.problems
            ],
        }

    def as_lines(self) -> list[str]:
        """Return the facts for people."""
        lines = [f"{self.responses} responses to {len(self.questions)} questions:"]
        lines += [f"  {q.number:<4} {q.kind.value.lower():<7} {q.text}" for q in self.questions]
        if self.themes:
            lines.append(f"{self.themes} themes are assigned from {self.folder / CODEBOOK}.")
        lines.append(f"The {self.files} files that came are in {self.folder / ORIGINAL}.")
        lines += [f"{p.code.value}  {p.where}: {p.message}" for p in self.problems]
        lines.append(f"Look at {self.folder / FILE_NAME}, then: consult check {self.folder}")
        return lines


def import_consultation(source: Path, to: Path, *, question: str | None = None) -> Moved:
    """Bring a folder of i.AI Consult, or a ThemeFinder data frame, into a folder of its own.

    The folder then holds one table with a row for each response, consultation.toml, a codebook
    where there are themes, and the files as they came. Ids are those of the other tool. A data
    frame does not say what was asked: ``question`` does.

    Raises:
        ConsultError: ``IMPORT_TARGET`` when the folder holds anything, ``IMPORT_QUESTION`` without
            the question of a data frame, ``IMPORT_LAYOUT`` when the source is something else.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise ConsultError("IMPORT_TARGET", f"{to} holds something already; name a new folder.")
    if source.is_dir() and to.resolve().is_relative_to(source.resolve()):
        raise ConsultError("IMPORT_TARGET", f"{to} lies in {source} itself; name another folder.")
    limits = LimitSettings()
    if source.is_dir():
        imported = read_layout(source, limits)
    elif source.is_file():
        if not question:
            raise ConsultError(
                "IMPORT_QUESTION",
                f"{source.name} does not say what was asked; give it with --question TEXT.",
            )
        imported = read_frame(source, " ".join(question.split()), limits)
    else:
        raise ConsultError("IMPORT_LAYOUT", f"there is no file or folder {source}.")
    return _write(imported, source if source.is_dir() else source.parent, to)


def _write(imported: Imported, home: Path, to: Path) -> Moved:
    columns = [_columns(question) for question in imported.questions]
    names = list(dict.fromkeys(n for told in imported.respondents.values() for n in told))
    attributes = {_free(name, columns): name for name in names}
    table = _table(imported, columns, attributes)
    survey = SurveyMapping(
        id_column=ID_COLUMN,
        questions={header: q.id for pairs in columns for header, q, _ in pairs},
        multiple={header: divider for pairs in columns for header, _, divider in pairs if divider},
        attributes=attributes,
    )
    questions = tuple(q for pairs in columns for _, q, _ in pairs)
    consultation = Consultation(
        id=id_from(to.resolve().name),
        title=to.resolve().name,
        organisation="The consulting body",
        opened=None,
        closed=None,
        chapters=(_CHAPTER,),
        questions=questions,
    )
    themes = [
        (question.number, theme.label, theme.description, theme.id, theme.parent_id)
        for question in imported.questions
        for theme in question.themes
    ]
    given = Settings(
        folder=to,
        consultation=consultation,
        ignore=(f"{ORIGINAL}/**", CODEBOOK),
        codebook=CodebookSettings(file=CODEBOOK if themes else ""),
    )
    text = render_settings(
        consultation,
        sources=(SourceSettings(files=TABLE, channel="imported survey", survey=survey),),
        settings=given,
    )
    check_settings(text, to)
    to.mkdir(parents=True, exist_ok=True)
    _keep(imported.files, home, to / ORIGINAL)
    _write_csv(to / TABLE, table)
    if themes:
        by_number = {q.number: _open_id(q) for q in imported.questions}
        rows = [[by_number[number], *rest] for number, *rest in themes]
        _write_csv(to / CODEBOOK, [["question", "label", "description", "id", "parent"], *rows])
    (to / FILE_NAME).write_text(text, encoding="utf-8")
    return Moved(
        folder=to,
        responses=len(imported.respondents),
        questions=questions,
        themes=len(themes),
        files=len(imported.files),
        problems=imported.problems,
    )


def _columns(question: ImportedQuestion) -> list[tuple[str, Question, str | None]]:
    """Return (header, question, divider) for the closed and the open half of a question."""
    base = f"q{question.number}"
    closed = len(question.options) >= 2
    both = closed and question.has_text
    found: list[tuple[str, Question, str | None]] = []
    if closed:
        asked = Question(
            id=base,
            chapter_id=_CHAPTER.id,
            number=str(question.number),
            text=question.text,
            kind=QuestionKind.CLOSED,
            options=question.options,
            paired_with=_open_id(question) if both else None,
        )
        found.append((f"Q{question.number} options: {question.text}", asked, _divider(question)))
    if question.has_text or not closed:
        asked = Question(
            id=_open_id(question),
            chapter_id=_CHAPTER.id,
            number=f"{question.number}a" if both else str(question.number),
            text=question.text,
            paired_with=base if both else None,
        )
        found.append((f"Q{asked.number} text: {question.text}", asked, None))
    return found


def _open_id(question: ImportedQuestion) -> str:
    both = len(question.options) >= 2 and question.has_text
    return f"q{question.number}a" if both else f"q{question.number}"


def _divider(question: ImportedQuestion) -> str | None:
    """Return a divider that no option holds, where any response chose several."""
    if all(len(chosen) < 2 for chosen in question.choices.values()):
        return None
    return next((d for d in _DIVIDERS if not any(d in o for o in question.options)), _DIVIDERS[-1])


def _free(name: str, columns: Sequence[Sequence[tuple[str, Question, str | None]]]) -> str:
    """Return a header for an attribute that no other column has."""
    taken = {ID_COLUMN, *(header for pairs in columns for header, _, _ in pairs)}
    header = " ".join(name.split()) or "attribute"
    return f"{header} (respondent)" if header in taken else header


def _table(
    imported: Imported,
    columns: Sequence[Sequence[tuple[str, Question, str | None]]],
    attributes: dict[str, str],
) -> list[list[str]]:
    head = [ID_COLUMN, *attributes, *(header for pairs in columns for header, _, _ in pairs)]
    rows = [head]
    for row_id, told in imported.respondents.items():
        row = [row_id, *(told.get(name, "") for name in attributes.values())]
        for question, pairs in zip(imported.questions, columns, strict=True):
            for _, asked, divider in pairs:
                if asked.kind is QuestionKind.CLOSED:
                    row.append((divider or ";").join(question.choices.get(row_id, ())))
                else:
                    row.append(question.texts.get(row_id, ""))
        rows.append(row)
    return rows


def _write_csv(file: Path, rows: Sequence[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def _keep(files: Sequence[Path], home: Path, target: Path) -> None:
    for file in files:
        place = target / file.relative_to(home)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
