"""The layouts of i.AI Consult and ThemeFinder: folders of JSON lines, and data frames.

A consultation there is ``inputs/respondents.jsonl`` and a folder ``question_part_N`` for each
question with ``question.json``, ``responses.jsonl`` (free text) and ``multi_choice.jsonl``
(options); what the tool made of it lies under ``outputs``. A data frame is a table with a response
id and a response.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from consult.coding.columns.ask import in_scale_order
from consult.domain.errors import ConsultError, Problem, ProblemCode, Severity
from consult.intake.readers.refusal import Refusal
from consult.intake.readers.table import TableRow, read_csv, read_xlsx
from consult.settings.model import LimitSettings

_PART = re.compile(r"question_part_(\d{1,6})\Z")
_IDS = ("themefinder_id", "response_id", "respondent_id", "id")
_TEXTS = ("text", "response", "free_text", "answer")
_DEMOGRAPHICS = ("demographic_data", "demographics")
_OPTIONS = ("multi_choice_options", "multiple_choice_options", "options")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTheme:
    """A theme that the other tool found or its users chose."""

    id: str
    label: str
    description: str
    parent_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedQuestion:
    """One question with everything that was answered to it, by response id."""

    number: int
    text: str
    options: tuple[str, ...] = ()
    has_text: bool = True
    texts: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    themes: tuple[ImportedTheme, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A consultation as the other tool kept it."""

    questions: tuple[ImportedQuestion, ...]
    respondents: Mapping[str, Mapping[str, str]]
    """Response id -> demographic data; several values of one kind are joined by "; "."""
    files: tuple[Path, ...]
    """Every file that belongs to it, in order."""
    problems: tuple[Problem, ...] = ()


def read_layout(folder: Path, limits: LimitSettings) -> Imported:
    """Read a folder of i.AI Consult or ThemeFinder.

    ``folder`` is the consultation's own, or its ``inputs``. Of several dated outputs the newest
    themes of each question count; themes that people chose come before those that were found.

    Raises:
        ConsultError: ``IMPORT_LAYOUT`` when the folder has no question parts or a file does not
            hold what its name says.
    """
    inputs = folder / "inputs" if (folder / "inputs").is_dir() else folder
    parts = sorted(
        (int(match[1]), path)
        for path in (inputs.iterdir() if inputs.is_dir() else ())
        if path.is_dir() and (match := _PART.search(path.name))
    )
    if not parts:
        raise _layout(folder, "there is no folder question_part_N in it")
    reader = _Reader(folder, limits)
    respondents: dict[str, Mapping[str, str]] = {}
    for number, record in reader.lines(inputs / "respondents.jsonl"):
        row_id = reader.id_of(record, "inputs/respondents.jsonl", number)
        if row_id:
            respondents.setdefault(row_id, _demographics(record))
    home = folder if inputs != folder else folder.parent
    themes = _newest_themes(home / "outputs", reader)
    questions = tuple(reader.question(number, path, themes) for number, path in parts)
    for question in questions:
        for row_id in (*question.texts, *question.choices):
            respondents.setdefault(row_id, {})
    return Imported(
        questions=questions,
        respondents=respondents,
        files=tuple(sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())),
        problems=tuple(reader.problems),
    )


def read_frame(file: Path, question: str, limits: LimitSettings) -> Imported:
    """Read a data frame with a response id and a response: CSV, XLSX, JSON or JSON lines.

    Raises:
        ConsultError: ``IMPORT_LAYOUT`` when the columns are not there, or the format is another.
    """
    reader = _Reader(file.parent, limits)
    texts: dict[str, str] = {}
    extra: dict[str, dict[str, str]] = {}
    for number, record in reader.frame(file):
        row_id = reader.id_of(record, file.name, number)
        if not row_id:
            continue
        text = _first(record, _TEXTS)
        if row_id in texts:
            reader.twice(file.name, number, row_id)
            continue
        texts[row_id] = _plain(text)
        extra[row_id] = {
            str(k): _plain(v)
            for k, v in record.items()
            if k not in (*_IDS, *_TEXTS) and _plain(v).strip()
        }
    if not texts:
        raise _layout(file, "it has no rows with a response_id and a response")
    return Imported(
        questions=(ImportedQuestion(number=1, text=question, texts=texts),),
        respondents=extra,
        files=(file,),
        problems=tuple(reader.problems),
    )


class _Reader:
    """Reads files and remembers what was wrong with single records."""

    def __init__(self, folder: Path, limits: LimitSettings) -> None:
        self._folder = folder
        self._limits = limits
        self.problems: list[Problem] = []

    def bytes(self, file: Path) -> bytes:
        """Return a file's bytes; none for one that is not there."""
        if not file.is_file():
            return b""
        if file.stat().st_size > self._limits.file_bytes:
            raise _layout(file, "it is larger than [limits] file_bytes allows")
        return file.read_bytes()

    def json(self, file: Path) -> Any:
        """Return what a JSON file holds; None where there is none."""
        data = self.bytes(file)
        try:
            return json.loads(data.decode("utf-8-sig")) if data.strip() else None
        except (ValueError, RecursionError) as error:
            raise _layout(file, "it is not JSON in UTF-8") from error

    def lines(self, file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the records of JSON lines with their line numbers; a bad line costs itself."""
        for number, line in enumerate(self.bytes(file).split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line.decode("utf-8-sig"))
            except (ValueError, RecursionError):
                record = None
            if isinstance(record, dict):
                yield number, record
            else:
                self._problem(_name(file), number, "the line is no JSON object; mend it there.")

    def frame(self, file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the rows of a data frame with their numbers."""
        suffix = file.suffix.lower()
        if suffix == ".jsonl":
            yield from self.lines(file)
        elif suffix == ".json":
            yield from _records(self.json(file), file)
        elif suffix in {".csv", ".tsv", ".xlsx"}:
            reader = read_xlsx if suffix == ".xlsx" else read_csv
            try:
                tables = reader(self.bytes(file), name=file.name, limits=self._limits)
                yield from _table(tables.tables[0].rows if tables.tables else ())
            except Refusal as refusal:
                raise _layout(file, refusal.message) from refusal
        else:
            says = f"a data frame is CSV, XLSX, JSON or JSON lines here, not {suffix or 'this'}"
            raise _layout(file, f"{says}; write it with DataFrame.to_csv")

    def id_of(self, record: Mapping[str, Any], name: str, number: int) -> str:
        """Return the id of a record, or nothing where it has none, which is remembered."""
        row_id = _plain(_first(record, _IDS)).strip()
        if not row_id:
            self._problem(name, number, "the record has no id, so that nobody knows whose it is.")
        return row_id

    def twice(self, name: str, number: int, row_id: str) -> None:
        """Remember that an id stood there before."""
        self._problem(name, number, f"the id {row_id!r} stands there before; the first was taken.")

    def question(
        self, number: int, folder: Path, themes: Mapping[int, tuple[ImportedTheme, ...]]
    ) -> ImportedQuestion:
        """Return one question with its answers."""
        told = self.json(folder / "question.json")
        if not isinstance(told, dict) or not str(told.get("question_text", "")).strip():
            raise _layout(folder / "question.json", "it gives no question_text")
        texts: dict[str, str] = {}
        name = f"{folder.name}/responses.jsonl"
        for line, record in self.lines(folder / "responses.jsonl"):
            row_id = self.id_of(record, name, line)
            if row_id in texts:
                self.twice(name, line, row_id)
            elif row_id:
                texts[row_id] = _plain(_first(record, _TEXTS))
        choices, name = {}, f"{folder.name}/multi_choice.jsonl"
        for line, record in self.lines(folder / "multi_choice.jsonl"):
            row_id = self.id_of(record, name, line)
            if row_id in choices:
                self.twice(name, line, row_id)
            elif row_id:
                choices[row_id] = _list(record.get("options"))
        listed = _list(_first(told, _OPTIONS))
        options = in_scale_order([*listed, *(o for c in choices.values() for o in c)])
        part = str(told.get("question_part_text") or "").strip()
        text = " ".join(f"{told['question_text']} {part}".split())
        return ImportedQuestion(
            number=number,
            text=text,
            options=options,
            has_text=bool(told.get("has_free_text", True)) and (bool(texts) or not options),
            texts=texts,
            choices=choices,
            themes=themes.get(number, ()),
        )

    def _problem(self, name: str, number: int, message: str) -> None:
        self.problems.append(
            Problem(
                code=ProblemCode.ROW_INVALID,
                where=f"{name}, line {number}",
                message=message,
                severity=Severity.WARNING,
            )
        )


def _newest_themes(outputs: Path, reader: _Reader) -> dict[int, tuple[ImportedTheme, ...]]:
    found: dict[int, tuple[ImportedTheme, ...]] = {}
    for kind, name in (("sign_off", "clustered_themes.json"), ("mapping", "themes.json")):
        for file in sorted((outputs / kind).rglob(name)) if outputs.is_dir() else ():
            part = _PART.search(file.parent.name)
            themes = tuple(_themes(reader.json(file)))
            if part and themes:
                found[int(part[1])] = themes
    return found


def _themes(raw: Any) -> Iterator[ImportedTheme]:
    """Yield themes of a list of records, of a tree, or of a table of columns."""
    if isinstance(raw, dict):
        raw = raw.get("theme_nodes") or raw.get("themes") or []
    for record in raw if isinstance(raw, list) else ():
        if not isinstance(record, dict):
            continue
        label = _plain(_first(record, ("topic_label", "theme_name", "name", "label"))).strip()
        about = _plain(_first(record, ("topic_description", "theme_description", "description")))
        whole = _plain(record.get("topic"))
        if not label and ":" in whole:
            label, _, about = (part.strip() for part in whole.partition(":"))
        if label:
            parent = _plain(record.get("parent_id")).strip()
            yield ImportedTheme(
                id=_plain(_first(record, ("topic_id", "theme_key", "key", "id"))).strip(),
                label=label,
                description=about.strip(),
                parent_id="" if parent == "0" else parent,
            )


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _records(raw: Any, file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield rows of a list of records, or of columns by row as pandas writes them."""
    if isinstance(raw, dict) and all(isinstance(v, dict) for v in raw.values()):
        rows = dict.fromkeys(key for column in raw.values() for key in column)
        raw = [{name: column.get(row) for name, column in raw.items()} for row in rows]
    if not isinstance(raw, list):
        raise _layout(file, "it is no list of records")
    for number, record in enumerate(raw, start=1):
        if isinstance(record, dict):
            yield number, record


def _table(rows: Iterable[TableRow]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    names: list[str] | None = None
    for row in rows:
        if names is None:
            names = [" ".join(cell.split()) for cell in row.cells]
            continue
        yield row.number, {n: c for n, c in zip(names, row.cells, strict=False) if n}


def _demographics(record: Mapping[str, Any]) -> Mapping[str, str]:
    told = _first(record, _DEMOGRAPHICS)
    if not isinstance(told, dict):
        return {}
    return {str(name): "; ".join(_list(value)) for name, value in told.items()}


def _first(record: Mapping[str, Any], names: Iterable[str]) -> Any:
    return next((record[name] for name in names if record.get(name) is not None), None)


def _list(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(dict.fromkeys(p for v in values if (p := " ".join(_plain(v).split()))))


def _plain(value: Any) -> str:
    """Return a JSON value as text; whole numbers without ".0", nothing for null."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")


def _layout(where: Path, why: str) -> ConsultError:
    return ConsultError(
        "IMPORT_LAYOUT",
        f"{where} is no consultation of i.AI Consult or ThemeFinder: {why}.",
    )
