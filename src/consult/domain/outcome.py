"""What a stage returns: done, excluded and problems, which together are what went in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from consult.domain.errors import IntegrityError, Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Something left out, with its reason, who left it out, and when."""

    subject_id: str
    stage: str
    reason: str
    actor: str = "consult"
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCount:
    """How many things a stage was given and what became of them."""

    stage: str
    given: int
    done: int
    excluded: int
    problems: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[T]):
    """The result of one stage, in which nothing vanishes.

    ``given`` counts what went in. Each thing ends in ``done`` (by being covered by at least one
    of its records), in ``excluded``, or among ``failed``; ``notes`` are problems that cost nothing.
    """

    stage: str
    given: int
    done: tuple[T, ...]
    done_count: int
    excluded: tuple[Exclusion, ...] = ()
    failed: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    def checked(self) -> Outcome[T]:
        """Return self when the sums agree.

        Raises:
            IntegrityError: ``STAGE_SUM`` when given differs from done + excluded + failed.
        """
        total = self.done_count + len(self.excluded) + len(self.failed)
        if total != self.given:
            raise IntegrityError(
                "STAGE_SUM",
                f"stage {self.stage!r} was given {self.given} but accounts for {total} "
                f"({self.done_count} done, {len(self.excluded)} excluded, "
                f"{len(self.failed)} failed); this is a defect of consult, please report it.",
            )
        return self

    def count(self) -> StageCount:
        """Return the counts of this outcome, as they stand in run.json and the report."""
        return StageCount(
            stage=self.stage,
            given=self.given,
            done=self.done_count,
            excluded=len(self.excluded),
            problems=len(self.failed),
        )
