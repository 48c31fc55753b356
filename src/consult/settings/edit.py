"""Editing consultation.toml without touching what a person wrote around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any

import tomlkit
from tomlkit.items import AoT, Item, Table
from tomlkit.toml_document import TOMLDocument

from consult.domain.consultation import Chapter, Question
from consult.domain.errors import SettingsError
from consult.settings.model import SurveyMapping


def with_survey(
    text: str,
    survey: SurveyMapping,
    *,
    source: int | None,
    files: str,
    channel: str = "online survey",
    force: bool = False,
) -> str:
    """Return the text of a consultation.toml with a survey mapping, all else as it stands.

    ``source`` counts the [[sources]] from 0; None adds one for ``files``.

    Raises:
        SettingsError: ``SURVEY_MAPPED`` when the source has a mapping already, unless ``force``.
    """
    document = tomlkit.parse(text)
    if source is None:
        entry = tomlkit.table()
        entry.add("files", files)
        entry.add("channel", channel)
        entry.add("survey", _survey(survey))
        _append(document, "sources", entry)
        return tomlkit.dumps(document)
    entry = _tables(document, "sources")[source]
    if "survey" in entry:
        if not force:
            raise SettingsError(
                "SURVEY_MAPPED",
                f"the source {entry['files']!r} in consultation.toml has a mapping already; edit "
                "it there, or replace it with --force.",
            )
        entry.remove("survey")
    entry.add("survey", _survey(survey))
    return tomlkit.dumps(document)


def with_questions(text: str, chapters: Sequence[Chapter], questions: Sequence[Question]) -> str:
    """Return the text of a consultation.toml with chapters and questions at its end."""
    document = tomlkit.parse(text)
    for chapter in chapters if "chapters" not in document else ():
        entry = tomlkit.table()
        entry.add("id", chapter.id)
        entry.add("number", chapter.number)
        _append(document, "chapters", entry)
    for question in questions:
        entry = tomlkit.table()
        for key in ("id", "number", "text"):
            entry.add(key, getattr(question, key))
        entry.add("kind", question.kind.value.lower())
        if question.options:
            entry.add("options", _list(question.options))
        if question.paired_with:
            entry.add("paired_with", question.paired_with)
        _append(document, "questions", entry)
    return tomlkit.dumps(document)


def has_questions(text: str) -> bool:
    """Return whether a consultation.toml lists questions, or reads them from the paper."""
    document = tomlkit.parse(text).unwrap()
    paper = document.get("paper")
    reads = isinstance(paper, dict) and paper.get("questions") == "extract"
    return bool(document.get("questions")) or reads


def _tables(document: TOMLDocument, key: str) -> AoT:
    found = document[key]
    if not isinstance(found, AoT):
        raise SettingsError(
            "SETTINGS_VALUE",
            f"consultation.toml writes `{key}` in one line; write each under a line [[{key}]].",
        )
    return found


def _append(document: TOMLDocument, key: str, entry: Table) -> None:
    if key in document:
        _tables(document, key).append(entry)
    else:
        tables = tomlkit.aot()
        tables.append(entry)
        document.add(key, tables)


def _survey(survey: SurveyMapping) -> Table:
    table = tomlkit.table()
    written = [item for item in fields(survey) if item.name != "options"]
    for item in written:
        value: Any = getattr(survey, item.name)
        if isinstance(value, tuple) and value:
            table.add(item.name, _list(value))
        elif isinstance(value, str | int) and value not in (item.default, ""):
            table.add(item.name, value)
    for item in written:
        value = getattr(survey, item.name)
        if isinstance(value, Mapping) and value:
            inner = tomlkit.table()
            for name, meant in value.items():
                inner.add(name, meant.value.lower() if isinstance(meant, StrEnum) else meant)
            table.add(item.name, inner)
    table.add(tomlkit.nl())
    return table


def _list(values: Sequence[str]) -> Item:
    array = tomlkit.array()
    array.extend(values)
    return array.multiline(sum(map(len, values)) > 70)
