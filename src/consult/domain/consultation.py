"""What is consulted on: chapters, questions and propositions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class QuestionKind(StrEnum):
    """Whether people answer in words, by options, or about themselves."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"
    DEMOGRAPHIC = "DEMOGRAPHIC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A group of questions; it has a title only where the paper gives one."""

    id: str
    number: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the consultation, with the options of a closed one in their order."""

    id: str
    chapter_id: str
    number: str
    text: str
    kind: QuestionKind = QuestionKind.OPEN
    options: tuple[str, ...] = ()
    paired_with: str | None = None
    """The id of the closed question that this open one explains, or the reverse."""

    def option_of(self, answer: str) -> str | None:
        """Return the option that an answer names, whatever its case and white space, or None."""
        named = _folded(answer)
        return next((option for option in self.options if _folded(option) == named), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What agree and disagree are about: a claim of the paper, or a question said as one."""

    id: str
    chapter_id: str
    question_ids: tuple[str, ...]
    text: str
    document_id: str | None = None
    start: int | None = None
    end: int | None = None
    """Where the claim stands in the paper's canonical text; None for a restated question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """A consultation: who asks, when, and what; questions in the order of the paper."""

    id: str
    title: str
    organisation: str
    opened: datetime | None
    closed: datetime | None
    chapters: tuple[Chapter, ...]
    questions: tuple[Question, ...]
    propositions: tuple[Proposition, ...] = ()
    consulter_names: tuple[str, ...] = ()
    """Every name by which the consulting body, its paper and its spokespeople are called."""

    def question(self, question_id: str) -> Question:
        """Return the question with this id; raises KeyError when there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def propositions_of(self, question_id: str) -> tuple[Proposition, ...]:
        """Return the propositions of one question, in their order."""
        return tuple(p for p in self.propositions if question_id in p.question_ids)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
