"""Sources, survey mappings and respondents in consultation.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from consult.domain.consultation import Question
from consult.domain.document import Role
from consult.domain.errors import SettingsError
from consult.domain.ledger import Consent, RespondentKind
from consult.settings.model import RespondentSettings, SourceSettings, SurveyMapping
from consult.settings.table import Table


def read_source(table: Table) -> SourceSettings:
    """Return the source that one [[sources]] table describes, with its survey mapping."""
    source = SourceSettings(
        files=_glob(table, "files", table.text("files", required=True)),
        role=table.choice("role", Role, Role.RESPONSE),
        channel=table.text("channel", "folder") or "folder",
        respondent=table.optional_text("respondent") or None,
        kind=table.choice("kind", RespondentKind, RespondentKind.UNKNOWN),
        consent=table.choice("consent", Consent, Consent.UNKNOWN),
        survey=_survey(table.table("survey")),
    )
    if source.survey and source.role is not Role.RESPONSE:
        table.fail("survey", 'needs `role = "response"`')
    table.finish()
    return source


def with_options(source: SourceSettings, questions: Iterable[Question]) -> SourceSettings:
    """Return the source with the options of those questions whose cells hold several of them."""
    if source.survey is None or not source.survey.multiple:
        return source
    several = {source.survey.questions[column] for column in source.survey.multiple}
    options = {q.id: q.options for q in questions if q.id in several and q.options}
    return replace(source, survey=replace(source.survey, options=MappingProxyType(options)))


def _glob(table: Table, key: str, pattern: str) -> str:
    parts = PurePosixPath(pattern.replace("\\", "/")).parts
    if ".." in parts or pattern.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", pattern):
        table.fail(key, f"must stay below the input folder, without `..`, not {pattern!r}")
    return pattern


def _survey(table: Table | None) -> SurveyMapping | None:
    if table is None:
        return None
    content = table.text("id_from", "column") == "content"
    survey = SurveyMapping(
        id_column=table.text("id_column", required=not content),
        id_from="content" if content else "column",
        questions=table.text_map("questions"),
        multiple=_dividers(table),
        checkboxes=table.text_map("checkboxes"),
        header_rows=table.whole("header_rows", 1, least=1, most=5),
        dates="month-first" if table.text("dates") == "month-first" else "day-first",
        received_column=table.optional_text("received_column") or None,
        name_column=table.optional_text("name_column") or None,
        organisation_column=table.optional_text("organisation_column") or None,
        kind_column=table.optional_text("kind_column") or None,
        kinds=table.choice_map("kinds", RespondentKind),
        consent_column=table.optional_text("consent_column") or None,
        consents=table.choice_map("consents", Consent),
        attributes=table.text_map("attributes"),
        ignore=table.texts("ignore"),
    )
    _check_survey(table, survey)
    table.finish()
    return survey


def _dividers(table: Table) -> Mapping[str, str]:
    """Return what divides cells with several options, without white space; never nothing."""
    dividers = table.text_map("multiple")
    for header, divider in dividers.items():
        if not divider:
            table.fail("multiple", f'says nothing for {header!r}; name the divider, such as ";"')
    return dividers


def _check_survey(table: Table, survey: SurveyMapping) -> None:
    for key, known in (("id_from", ("column", "content")), ("dates", ("day-first", "month-first"))):
        if table.text(key, known[0]) not in known:
            table.fail(key, f'must be "{known[0]}" or "{known[1]}"')
    if survey.id_from == "content" and survey.id_column:
        table.fail("id_column", 'has no effect beside `id_from = "content"`; remove one of the two')
    if not survey.questions:
        table.fail("questions", 'must map at least one column: "Column header" = "q1"')
    _check_columns(table, survey)
    for values, column in (("kinds", "kind_column"), ("consents", "consent_column")):
        if getattr(survey, values) and not getattr(survey, column):
            table.fail(values, f"has no effect without `{column}`")


def _check_columns(table: Table, survey: SurveyMapping) -> None:
    used = {survey.id_column, *survey.questions, *survey.attributes}
    twice = sorted(used & set(survey.ignore))
    if twice:
        table.fail("ignore", f"names {twice[0]!r}, which is mapped elsewhere")
    if survey.id_column in survey.questions:
        table.fail("id_column", f"{survey.id_column!r} is mapped to a question too")
    for key in ("multiple", "checkboxes"):
        stray = sorted(set(getattr(survey, key)) - set(survey.questions))
        if stray:
            table.fail(key, f"names {stray[0]!r}, which `questions` does not map")
    both = sorted(set(survey.multiple) & set(survey.checkboxes))
    if both:
        table.fail("checkboxes", f"names {both[0]!r}, which `multiple` names too")


def read_respondents(tables: list[Table]) -> tuple[RespondentSettings, ...]:
    """Return the respondents; a name or alias stands for one respondent only."""
    respondents = tuple(_respondent(table) for table in tables)
    _check_respondents(respondents)
    return respondents


def _respondent(table: Table) -> RespondentSettings:
    respondent = RespondentSettings(
        name=table.text("name", required=True),
        kind=table.choice("kind", RespondentKind, RespondentKind.UNKNOWN),
        consent=table.choice("consent", Consent, Consent.UNKNOWN),
        aliases=table.texts("aliases"),
        attributes=table.text_map("attributes"),
        files=tuple(_glob(table, "files", g) for g in table.texts("files")),
    )
    table.finish()
    return respondent


def _check_respondents(respondents: tuple[RespondentSettings, ...]) -> None:
    seen: dict[str, str] = {}
    for respondent in respondents:
        for name in (respondent.name, *respondent.aliases):
            key = " ".join(name.casefold().split())
            if key in seen and seen[key] != respondent.name:
                raise SettingsError(
                    "SETTINGS_VALUE",
                    f"consultation.toml: [[respondents]] calls both {seen[key]!r} and "
                    f"{respondent.name!r} {name!r}; one name means one respondent.",
                )
            seen[key] = respondent.name
    names = [" ".join(r.name.casefold().split()) for r in respondents]
    for respondent, name in zip(respondents, names, strict=True):
        if names.count(name) > 1:
            raise SettingsError(
                "SETTINGS_VALUE",
                f"consultation.toml: [[respondents]] lists {respondent.name!r} twice; "
                "put both entries together.",
            )
