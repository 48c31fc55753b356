"""A codebook that is given at the start: the themes of its files, as people's."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from consult.coding.decided_themes import FixedTheme
from consult.domain.consultation import Question, QuestionKind
from consult.domain.errors import SettingsError
from consult.domain.ids import make_id
from consult.settings.cells import as_written
from consult.settings.model import Settings
from consult.settings.qdc import read_qdc

OUTSIDE = "outside"
"""What a question's cell says of a theme outside the questions."""
COLUMNS = ("question", "label", "definition", "parent", "id", "examples")
EXAMPLE_DIVIDER = "|"
_OTHER_NAMES = {
    "description": "definition",
    "parent_id": "parent",
    "topic_id": "id",
    "theme_key": "id",
    "key": "id",
    "topic_label": "label",
    "theme_name": "label",
    "name": "label",
    "topic_description": "definition",
    "theme_description": "definition",
    "question_id": "question",
    "topic": "label",
}
_BYTES = 20_000_000
_THEMES = 20_000
_DEPTH = 50
_THEME_ID = re.compile(r"theme_[0-9a-f]{16}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTheme:
    """A theme as a file gives it; ``place`` says where, for messages."""

    place: str
    question: str
    label: str
    definition: str = ""
    parent: str = ""
    """The id or label of another theme; a label that no theme has makes one."""
    id: str = ""
    examples: tuple[str, ...] = ()


def load_codebook(settings: Settings) -> tuple[FixedTheme, ...]:
    """Return the themes that the settings give, in order of id; none without a file.

    A theme keeps an id of consult's own; any other id, or else the label, makes one together with
    its question. A theme without a question stands under every open question.

    Raises:
        SettingsError: ``CODEBOOK_FILE`` when a file is missing, cannot be read, or a theme has no
            label, an unknown question, or the id of another.
    """
    asked = settings.codebook
    found: dict[str, FixedTheme] = {}
    for question, name in [("", asked.file), *asked.questions.items()]:
        if not name:
            continue
        given = _read(settings.folder / name, name)
        if question:
            given = tuple(replace(theme, question=question) for theme in given)
        for theme in _fixed(given, name, settings.consultation.questions):
            if theme.id in found:
                raise _wrong(name, f"the theme “{theme.label}” stands there twice")
            found[theme.id] = theme
    return tuple(found[i] for i in sorted(found))


def _fixed(
    given: Iterable[GivenTheme], name: str, questions: tuple[Question, ...]
) -> Iterator[FixedTheme]:
    by_question: dict[str | None, list[GivenTheme]] = {}
    for theme in given:
        for question_id in _questions_of(theme, name, questions):
            by_question.setdefault(question_id, []).append(theme)
    for question_id, themes in by_question.items():
        ids: dict[str, str] = {}
        for theme in themes:
            own = _id_of(theme.id or theme.label, question_id)
            for key in (theme.label.casefold(), theme.id.casefold() if theme.id else ""):
                if key:
                    ids.setdefault(key, own)
        parents = {theme.parent for theme in themes if theme.parent}
        for label in sorted(p for p in parents if p.casefold() not in ids):
            ids[label.casefold()] = _id_of(label, question_id)
            yield _theme(GivenTheme(place="", question="", label=label), question_id, name, ids)
        fixed = [_theme(theme, question_id, name, ids) for theme in themes]
        _check_tree(fixed, name)
        yield from fixed


def _theme(
    given: GivenTheme, question_id: str | None, name: str, ids: Mapping[str, str]
) -> FixedTheme:
    own = _id_of(given.id or given.label, question_id)
    parent = ids.get(given.parent.casefold()) if given.parent else None
    return FixedTheme(
        id=own,
        question_id=question_id,
        label=given.label,
        definition=given.definition,
        parent_id=parent,
        origin=f"codebook:{name}",
        named=True,
        examples=given.examples,
    )


def _check_tree(themes: Sequence[FixedTheme], name: str) -> None:
    above = {theme.id: theme.parent_id for theme in themes}
    for theme in themes:
        walked, now = 0, above.get(theme.id)
        while now is not None and walked <= _DEPTH:
            walked, now = walked + 1, above.get(now)
        if walked > _DEPTH:
            raise _wrong(name, f"the parents of “{theme.label}” lead in a circle or too far")


def _id_of(key: str, question_id: str | None) -> str:
    return key if _THEME_ID.match(key) else make_id("theme", question_id or "", "given", key)


def _questions_of(
    theme: GivenTheme, name: str, questions: tuple[Question, ...]
) -> tuple[str | None, ...]:
    said = theme.question
    open_ids = [q.id for q in questions if q.kind is QuestionKind.OPEN]
    if not said:
        return tuple(open_ids)
    if said.casefold() == OUTSIDE:
        return (None,)
    for question in questions:
        if said in (question.id, question.number):
            # What is said to a closed question is said to the open one beside it.
            paired = question.paired_with
            closed = question.kind is QuestionKind.CLOSED
            return (paired if closed and paired in open_ids else question.id,)
    raise _wrong(
        name,
        f"{theme.place} names the question {said!r}; there are {', '.join(open_ids)}, {OUTSIDE}, "
        "or nothing for all of them",
    )


def _read(file: Path, name: str) -> tuple[GivenTheme, ...]:
    try:
        if file.stat().st_size > _BYTES:
            raise _wrong(name, f"it has more than {_BYTES:,} bytes")
        data = file.read_bytes()
    except OSError as error:
        raise _wrong(name, f"it cannot be read: {error.strerror}") from error
    themes = tuple(_READERS[file.suffix.lower()](data, name))
    if not themes or len(themes) > _THEMES:
        raise _wrong(name, f"it has {len(themes):,} themes; a codebook has 1 to {_THEMES:,}")
    for theme in themes:
        if not theme.label:
            raise _wrong(name, f"{theme.place} has no label")
    return themes


def _csv(data: bytes, name: str) -> Iterator[GivenTheme]:
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _wrong(name, f"it is no CSV in UTF-8: {error}") from error
    head = [_column(cell) for cell in rows[0]] if rows else []
    unknown = [cell for cell in head if cell not in COLUMNS]
    if "label" not in head or unknown or len(set(head)) < len(head):
        raise _wrong(
            name,
            f"it needs a column label and may have {', '.join(c for c in COLUMNS if c != 'label')};"
            f" it has {', '.join(rows[0]) if rows else 'no header'}",
        )
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            if len(row) > len(head):
                raise _wrong(name, f"row {number} has more cells than the header")
            cells = {name: as_written(cell) for name, cell in zip(head, row, strict=False)}
            yield _given(cells, f"row {number}")


def _column(cell: str) -> str:
    name = cell.strip().casefold().replace(" ", "_")
    return _OTHER_NAMES.get(name, name)


def _json(data: bytes, name: str) -> Iterator[GivenTheme]:
    """Yield the themes of a list of records, of ThemeFinder for instance."""
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _wrong(name, "it is not JSON in UTF-8") from error
    if isinstance(raw, dict):
        raw = next((raw[k] for k in ("theme_nodes", "themes") if isinstance(raw.get(k), list)), raw)
    if not isinstance(raw, list) or not all(isinstance(record, dict) for record in raw):
        raise _wrong(name, "it is no list of themes")
    for number, record in enumerate(raw, start=1):
        cells: dict[str, Any] = {}
        for key, value in record.items():
            column = _column(str(key))
            if column in COLUMNS and value is not None:
                cells.setdefault(column, value)
        label = cells.get("label")
        if isinstance(label, str) and "definition" not in cells and ":" in label:
            cells["label"], _, cells["definition"] = label.partition(":")
        if str(cells.get("parent", "")) == "0":
            del cells["parent"]
        yield _given(cells, f"theme {number}")


def _qdc(data: bytes, name: str) -> Iterator[GivenTheme]:
    try:
        codes = read_qdc(data)
    except ValueError as error:
        raise _wrong(name, str(error)) from error
    for number, code in enumerate(codes, start=1):
        yield GivenTheme(
            place=f"code {number}",
            question=code.question,
            label=_words(code.name),
            definition=_words(code.description),
            parent=code.parent,
            id=code.id,
        )


_READERS: Mapping[str, Callable[[bytes, str], Iterator[GivenTheme]]] = {
    ".csv": _csv,
    ".json": _json,
    ".qdc": _qdc,
}


def _given(cells: Mapping[str, Any], place: str) -> GivenTheme:
    examples = cells.get("examples", "")
    listed = examples if isinstance(examples, list) else str(examples).split(EXAMPLE_DIVIDER)
    return GivenTheme(
        place=place,
        question=_words(cells.get("question", "")),
        label=_words(cells.get("label", "")),
        definition=_words(cells.get("definition", "")),
        parent=_words(cells.get("parent", "")),
        id=_words(cells.get("id", "")),
        examples=tuple(dict.fromkeys(text for e in listed if (text := _words(e)))),
    )


def _words(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return " ".join(text.split())


def _wrong(name: str, why: str) -> SettingsError:
    return SettingsError("CODEBOOK_FILE", f"the codebook {name}: {why}.")
