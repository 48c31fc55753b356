"""The consultation in consultation.toml: who asks, when, and the listed questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo

from consult.domain.coding import Position
from consult.domain.consultation import Chapter, Consultation, Proposition, Question, QuestionKind
from consult.domain.ids import make_id
from consult.settings.model import PaperSettings
from consult.settings.naming import id_from
from consult.settings.table import Table

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a person listed: chapters, questions, propositions and positions of options."""

    chapters: tuple[Chapter, ...] = ()
    questions: tuple[Question, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    positions: Mapping[str, Mapping[str, Position]]
    """Question id -> option -> position, only as far as the file gives them."""


def read_listed(root: Table, paper: PaperSettings) -> Listed:
    """Return what the file lists, or nothing when the paper is read at every run."""
    chapters, questions = root.tables("chapters"), root.tables("questions")
    propositions = root.tables("propositions")
    if paper.questions == "extract":
        if chapters or questions or propositions:
            root.fail(
                "chapters, questions, propositions",
                'cannot stand beside `questions = "extract"` in [paper]; remove one or the other',
            )
        if not paper.file:
            root.fail("file", 'of [paper] must name the paper when `questions = "extract"`')
        return Listed(positions={})
    if not questions:
        root.fail(
            "questions",
            'is missing: list [[questions]], or set `questions = "extract"` and `file` in [paper]',
        )
    read = _chapters(chapters)
    positions: dict[str, Mapping[str, Position]] = {}
    asked = _questions(questions, read, positions)
    return Listed(
        chapters=read,
        questions=asked,
        propositions=_propositions(propositions, asked),
        positions=positions,
    )


def read_consultation(head: Table, zone: tzinfo, listed: Listed, folder_name: str) -> Consultation:
    """Return the consultation; without an id it is called by its folder, dates are UTC."""
    identifier = head.text("id", id_from(folder_name))
    if not _ID.match(identifier):
        head.fail("id", f"must be letters, digits, dots and hyphens, not {identifier!r}")
    opened = _utc(head.moment("opened"), zone, time.min)
    closed = _utc(head.moment("closes"), zone, time.max)
    if opened and closed and closed < opened:
        head.fail("closes", "must not come before `opened`")
    consultation = Consultation(
        id=identifier,
        title=head.text("title", required=True),
        organisation=head.text("organisation", required=True),
        opened=opened,
        closed=closed,
        chapters=listed.chapters,
        questions=listed.questions,
        propositions=listed.propositions,
        consulter_names=head.texts("names"),
    )
    head.finish()
    return consultation


def _utc(moment: date | datetime | None, zone: tzinfo, of_day: time) -> datetime | None:
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, of_day)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)


def _chapters(tables: list[Table]) -> tuple[Chapter, ...]:
    if not tables:
        return (Chapter(id="ch1", number="1"),)
    chapters: list[Chapter] = []
    for order, table in enumerate(tables, start=1):
        chapter = Chapter(
            id=_new_id(table, f"ch{order}", [c.id for c in chapters]),
            number=table.text("number", str(order)),
            title=table.optional_text("title") or None,
        )
        table.finish()
        chapters.append(chapter)
    return tuple(chapters)


def _new_id(table: Table, default: str, taken: list[str]) -> str:
    identifier = table.text("id", default)
    if not _ID.match(identifier):
        table.fail("id", f"must be letters, digits, dots and hyphens, not {identifier!r}")
    if identifier in taken:
        table.fail("id", f"{identifier!r} is used twice")
    return identifier


def _questions(
    tables: list[Table],
    chapters: tuple[Chapter, ...],
    positions: dict[str, Mapping[str, Position]],
) -> tuple[Question, ...]:
    questions: list[Question] = []
    within: dict[str, int] = {}
    for order, table in enumerate(tables, start=1):
        chapter = _chapter_of(table, chapters)
        within[chapter.id] = within.get(chapter.id, 0) + 1
        options = table.texts("options")
        question = Question(
            id=_new_id(table, f"q{order}", [q.id for q in questions]),
            chapter_id=chapter.id,
            number=table.text("number", f"{chapter.number}.{within[chapter.id]}"),
            text=table.text("text", required=True),
            kind=table.choice(
                "kind", QuestionKind, QuestionKind.CLOSED if options else QuestionKind.OPEN
            ),
            options=options,
            paired_with=table.optional_text("paired_with") or None,
        )
        _check_options(table, question)
        given = table.choice_map("positions", Position)
        for option in given:
            if option not in options:
                table.fail("positions", f"names {option!r}, which is none of the options")
        if given:
            positions[question.id] = given
        table.finish()
        questions.append(question)
    return _paired(tables, questions)


def _chapter_of(table: Table, chapters: tuple[Chapter, ...]) -> Chapter:
    wanted = table.optional_text("chapter")
    if wanted is None:
        if len(chapters) == 1:
            return chapters[0]
        table.fail("chapter", f"is missing; known: {', '.join(c.id for c in chapters)}")
    for chapter in chapters:
        if chapter.id == wanted:
            return chapter
    return table.fail("chapter", f"names {wanted!r}; known: {', '.join(c.id for c in chapters)}")


def _check_options(table: Table, question: Question) -> None:
    if len(set(question.options)) < len(question.options):
        table.fail("options", "gives an option twice")
    if question.kind is QuestionKind.CLOSED and len(question.options) < 2:
        table.fail("options", "must list at least two options of a closed question")
    if question.kind is QuestionKind.OPEN and question.options:
        table.fail("options", 'stand under an open question; set `kind = "closed"`')


def _paired(tables: list[Table], questions: list[Question]) -> tuple[Question, ...]:
    """Check `paired_with` and make it hold both ways."""
    partner: dict[str, str] = {}
    known = [q.id for q in questions]
    for table, question in zip(tables, questions, strict=True):
        other = question.paired_with
        if other is None:
            continue
        if other not in known or other == question.id:
            table.fail("paired_with", f"names {other!r}, which is no other question's id")
        for one, two in ((question.id, other), (other, question.id)):
            if partner.setdefault(one, two) != two:
                table.fail("paired_with", f"pairs {one!r} with two questions")
    return tuple(replace(q, paired_with=partner.get(q.id)) for q in questions)


def _propositions(tables: list[Table], questions: tuple[Question, ...]) -> tuple[Proposition, ...]:
    chapter_of = {q.id: q.chapter_id for q in questions}
    propositions: list[Proposition] = []
    for table in tables:
        about = table.texts("questions")
        if not about:
            table.fail("questions", "must name at least one question's id")
        for question_id in about:
            check_question(table, "questions", question_id, chapter_of)
        text = table.text("text", required=True)
        propositions.append(
            Proposition(
                id=_new_id(table, make_id("prop", text, *about), [p.id for p in propositions]),
                chapter_id=chapter_of[about[0]],
                question_ids=about,
                text=text,
            )
        )
        table.finish()
    return tuple(propositions)


def check_question(table: Table, key: str, question_id: str, known: Mapping[str, str]) -> None:
    """Check that a question id is known; raises ``SETTINGS_VALUE`` listing those that are."""
    if question_id not in known:
        table.fail(key, f"names {question_id!r}, which is no question's id ({', '.join(known)})")
