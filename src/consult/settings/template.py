"""The commented consultation.toml that `consult init` writes and a person corrects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime, time
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from consult.analysis.options import WordTable
from consult.coding.options import asks_who_is_against, takes_positions
from consult.domain.coding import Position
from consult.domain.consultation import Consultation, Proposition, Question, QuestionKind
from consult.domain.ids import make_id
from consult.domain.ledger import Consent, RespondentKind
from consult.settings.channels_template import render_channels
from consult.settings.guess import TABLES
from consult.settings.model import (
    AnalysisSettings,
    CodebookSettings,
    CollectingSettings,
    CountingSettings,
    LimitSettings,
    ModelSettings,
    PaperSettings,
    ReadingSettings,
    RespondentSettings,
    ScheduleSettings,
    Settings,
    SourceSettings,
    SurveyMapping,
)
from consult.settings.toml import toml_list, toml_text, toml_value

_SECTIONS: tuple[tuple[str, str, type], ...] = (
    (
        "counting",
        "How responses are counted; each choice is printed in the report.",
        CountingSettings,
    ),
    (
        "words",
        "What the quantity words mean, as shares of those who answered a question.",
        WordTable,
    ),
    (
        "models",
        'Which models are used: "bundled", a folder, or a model\'s name; "large" for stance and'
        " point_reader.",
        ModelSettings,
    ),
    ("analysis", "Thresholds; docs/method.md says how each was chosen.", AnalysisSettings),
    ("schedule", "When the flows run: cron lines in the time zone above.", ScheduleSettings),
    (
        "reading",
        "What readers may call upon: OCR for scans, LibreOffice for DOC, RTF and PPT.",
        ReadingSettings,
    ),
    ("collecting", "How what arrives is collected.", CollectingSettings),
    ("limits", "What one file may cost before it is refused.", LimitSettings),
)


def render_settings(
    consultation: Consultation,
    *,
    timezone: str = "Europe/London",
    language: str = "en",
    paper: PaperSettings | None = None,
    sources: Sequence[SourceSettings] = (),
    respondents: Sequence[RespondentSettings] = (),
    places: Mapping[str, str] = {},
    option_positions: Mapping[str, Mapping[str, Position]] = {},
    settings: Settings | None = None,
) -> str:
    """Return the text of a consultation.toml that loads to what was given.

    ``places`` says for a proposition's id where it was found, which becomes a comment. Tables
    that keep their defaults are written as comments; with ``settings`` their values stand.
    Every string is escaped, whatever it holds. With ``questions = "extract"`` in ``paper``,
    chapters, questions and propositions are left to run time.
    """
    paper = paper or PaperSettings()
    ignore = settings.ignore if settings else ()
    parts = [_head(consultation, timezone, language, ignore), _paper(paper)]
    if paper.questions == "listed":
        parts.append(_chapters(consultation))
        parts.append(_questions(consultation, option_positions))
        parts.append(_propositions(consultation.propositions, places))
    parts.append(_sources(sources))
    mailboxes, buckets = (settings.mailboxes, settings.buckets) if settings else ((), ())
    parts.append(render_channels(mailboxes, buckets, _source))
    parts.append(_respondents(respondents))
    for name, about, kind in _SECTIONS:
        parts.append(_section(name, about, getattr(settings, name) if settings else kind()))
        if name == "analysis":
            parts.append(_codebook(settings.codebook if settings else CodebookSettings()))
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(consultation: Consultation, timezone: str, language: str, ignore: Sequence[str]) -> str:
    lines = [
        "# Settings of one consultation. Lines that begin with # are comments or defaults.",
        "# `consult check` says what is wrong; an unknown key is an error, so typing slips show.",
        "",
        "[consultation]",
        f"id = {toml_text(consultation.id)}",
        f"title = {toml_text(consultation.title)}",
        f"organisation = {toml_text(consultation.organisation)}",
        "# Days in the time zone below; a closing day lasts to its end.",
        _moment("opened", consultation.opened, timezone, time.min),
        _moment("closes", consultation.closed, timezone, time.max),
        f"timezone = {toml_text(timezone)}",
        f"language = {toml_text(language)}",
        "# Every name by which the consulting body, its paper and its spokespeople are called.",
        "# Their words, quoted or summarised in a response, are nobody's view.",
        f"names = {toml_list(consultation.consulter_names)}",
        "# Globs of files in the input folder that did not arrive from anybody, such as notes.",
        f"{'' if ignore else '# '}ignore = {toml_list(ignore)}",
    ]
    return "\n".join(lines)


def _moment(key: str, moment: datetime | None, timezone: str, of_day: time) -> str:
    if moment is None:
        return f"# {key} = 2026-01-31"
    local = moment.astimezone(ZoneInfo(timezone))
    if local.time() == of_day:
        return f"{key} = {local.date().isoformat()}"
    return f"{key} = {moment.isoformat()}"


def _paper(paper: PaperSettings) -> str:
    file = f"file = {toml_text(paper.file)}" if paper.file else '# file = "paper.docx"'
    return "\n".join(
        [
            "[paper]",
            file,
            '# "listed": the questions below; "extract": read them from the paper at every run.',
            f"questions = {toml_text(paper.questions)}",
        ]
    )


def _chapters(consultation: Consultation) -> str:
    tables = []
    for chapter in consultation.chapters:
        lines = [
            "[[chapters]]",
            f"id = {toml_text(chapter.id)}",
            f"number = {toml_text(chapter.number)}",
        ]
        if chapter.title:
            lines.append(f"title = {toml_text(chapter.title)}")
        tables.append("\n".join(lines))
    return "\n\n".join(tables)


def _questions(consultation: Consultation, positions: Mapping[str, Mapping[str, Position]]) -> str:
    about = (
        '# kind is "open", "closed" (with options) or "demographic". paired_with ties a closed\n'
        "# question to the open one that asks for its reasons."
    )
    tables = [
        _question(question, positions.get(question.id, {})) for question in consultation.questions
    ]
    return "\n\n".join([about, *tables]) if tables else ""


def _question(question: Question, positions: Mapping[str, Position]) -> str:
    lines = [
        "[[questions]]",
        f"id = {toml_text(question.id)}",
        f"chapter = {toml_text(question.chapter_id)}",
        f"number = {toml_text(question.number)}",
        f"text = {toml_text(question.text)}",
        f"kind = {toml_text(question.kind.value.lower())}",
    ]
    if question.options:
        lines.append(f"options = {toml_list(question.options)}")
    if question.paired_with:
        lines.append(f"paired_with = {toml_text(question.paired_with)}")
    if positions:
        lines.append("[questions.positions]")
        lines.extend(f"{toml_text(o)} = {toml_text(p.value.lower())}" for o, p in positions.items())
    elif question.kind is QuestionKind.CLOSED and (
        asks_who_is_against(question.text) or not takes_positions(question.options)
    ):
        lines.append("# [questions.positions]   # option = position, where options are attitudes")
        lines.append(f'# {toml_text(question.options[0])} = "agree"')
    return "\n".join(lines)


def _propositions(propositions: Sequence[Proposition], places: Mapping[str, str]) -> str:
    about = (
        "# What people can agree or disagree with. Correct the words, delete what nobody would\n"
        "# contest, add what is missing; an open question may have none. A closed question\n"
        "# should have one only, since its options are read as positions on it."
    )
    tables = []
    for proposition in propositions:
        lines = ["[[propositions]]"]
        place = " ".join(places.get(proposition.id, "").split())
        if place:
            lines.append(f"# {_comment(place)}")
        if proposition.id != make_id("prop", proposition.text, *proposition.question_ids):
            lines.append(f"id = {toml_text(proposition.id)}")
        lines.append(f"questions = {toml_list(proposition.question_ids)}")
        lines.append(f"text = {toml_text(proposition.text)}")
        tables.append("\n".join(lines))
    return "\n\n".join([about, *tables])


_SOURCES = """\
# Files that arrive together, as a glob below the input folder: "letters/*.docx", "**/*.pdf".
# role: "response", "press" (statements belong to who is quoted), "evidence" (never counted).
# respondent, kind ("organisation", "individual") and consent ("publish", "anonymous",
# "private") may be given where they are the same for every file of the glob."""

_SURVEY = """\
# A table of answers, one row a response; a column neither mapped nor ignored is a problem.
# `consult map FILE --write` proposes this part and writes it here.
# [sources.survey]
# id_column = "Response ID"                # or id_from = "content" where there is no id
# received_column = "Submitted"
# name_column = "Name"
# organisation_column = "Organisation"
# kind_column = "Are you responding as"
# kinds = { "An individual" = "individual", "An organisation" = "organisation" }
# consent_column = "May we publish your answers?"
# consents = { "Yes" = "publish", "Yes, without my name" = "anonymous", "No" = "private" }
# questions = { "Column header" = "q1", "Which of these? [Bus]" = "q2" }
# multiple = { "Column header" = ";" }                 # cells that hold several options
# checkboxes = { "Which of these? [Bus]" = "Bus" }     # a column for each option
# attributes = { "Which ward do you live in?" = "ward" }
# ignore = ["IP address"]"""


def _sources(sources: Sequence[SourceSettings]) -> str:
    tables = [_source(source) for source in sources]
    if not tables:
        tables = ['# [[sources]]\n# files = "letters/*.docx"\n# channel = "letters"']
    return "\n\n".join([_SOURCES, *tables])


def _source(source: SourceSettings, table: str = "sources") -> str:
    lines = [
        f"[[{table}]]",
        f"files = {toml_text(source.files)}",
        f"role = {toml_text(source.role.value.lower())}",
        f"channel = {toml_text(source.channel)}",
    ]
    if source.respondent:
        lines.append(f"respondent = {toml_text(source.respondent)}")
    if source.kind is not RespondentKind.UNKNOWN:
        lines.append(f"kind = {toml_text(source.kind.value.lower())}")
    if source.consent is not Consent.UNKNOWN:
        lines.append(f"consent = {toml_text(source.consent.value.lower())}")
    if source.survey:
        lines.extend(_survey(source.survey, table))
    elif PurePosixPath(source.files).suffix.lower() in TABLES:
        lines.append(_SURVEY)
    return "\n".join(lines)


def _survey(survey: SurveyMapping, table: str) -> list[str]:
    """Return the lines of a mapping; what follows from the questions is left out."""
    lines = [f"[{table}.survey]"]
    written = [item for item in fields(survey) if item.name != "options"]
    for item in written:
        value = getattr(survey, item.name)
        if isinstance(value, tuple) and value:
            lines.append(f"{item.name} = {toml_list(value)}")
        elif isinstance(value, str | int) and value not in (item.default, ""):
            lines.append(f"{item.name} = {toml_value(value)}")
    for item in written:
        value = getattr(survey, item.name)
        if isinstance(value, Mapping) and value:
            lines.append(f"[{table}.survey.{item.name}]")
            lines.extend(f"{toml_text(k)} = {toml_value(v)}" for k, v in value.items())
    return lines


def _respondents(respondents: Sequence[RespondentSettings]) -> str:
    about = (
        "# What a person confirmed about a respondent: kind, consent, other names, attributes,\n"
        "# and globs of its files."
    )
    tables = []
    for respondent in respondents:
        lines = ["[[respondents]]", f"name = {toml_text(respondent.name)}"]
        if respondent.kind is not RespondentKind.UNKNOWN:
            lines.append(f"kind = {toml_value(respondent.kind)}")
        if respondent.consent is not Consent.UNKNOWN:
            lines.append(f"consent = {toml_value(respondent.consent)}")
        if respondent.aliases:
            lines.append(f"aliases = {toml_list(respondent.aliases)}")
        if respondent.files:
            lines.append(f"files = {toml_list(respondent.files)}")
        if respondent.attributes:
            lines.append("[respondents.attributes]")
            lines.extend(
                f"{toml_text(k)} = {toml_text(v)}" for k, v in respondent.attributes.items()
            )
        tables.append("\n".join(lines))
    if not tables:
        tables = ['# [[respondents]]\n# name = "Ambleby Cyclists"\n# kind = "organisation"']
    return "\n\n".join([about, *tables])


def _section(name: str, about: str, value: Any) -> str:
    """Return a table of plain values; those that are defaults are comments."""
    assert is_dataclass(value)
    lines = [f"# {about}", f"[{name}]"]
    for item in fields(value):
        chosen = getattr(value, item.name)
        mark = "# " if chosen == item.default else ""
        lines.append(f"{mark}{item.name} = {toml_value(chosen)}")
    return "\n".join(lines)


def _codebook(codebook: CodebookSettings) -> str:
    lines = [
        "# Themes that are given, and people's decisions on themes (`consult codebook`): segments",
        "# go to them first, and what fits none becomes a new candidate. CSV, QDC or JSON.",
        "[codebook]",
        f"file = {toml_text(codebook.file)}" if codebook.file else '# file = "codebook.csv"',
        f"{'' if codebook.sure != CodebookSettings().sure else '# '}sure = {codebook.sure}",
    ]
    if codebook.questions:
        lines.append("[codebook.questions]")
        lines.extend(f"{toml_text(k)} = {toml_text(v)}" for k, v in codebook.questions.items())
    return "\n".join(lines)


def _comment(text: str) -> str:
    return "".join(c for c in text if c.isprintable())
