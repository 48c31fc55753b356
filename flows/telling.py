"""Progress as log lines, and counts as artifacts, so that Prefect's pages say what happened."""

from __future__ import annotations

import time
from collections.abc import Sequence

from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.logging import get_run_logger

from consult.domain.outcome import StageCount
from consult.pipeline.publish import Published


class LogProgress:
    """Each stage as two lines in the run's log: that it began, and what came of it."""

    def __init__(self) -> None:
        self._logger = get_run_logger()
        self._stage = ""
        self._began = 0.0

    def begin(self, stage: str, total: int) -> None:
        """Log the beginning of a stage."""
        self._stage, self._began = stage, time.monotonic()
        self._logger.info("%s: begins, %s to do", stage, total or "an unknown number")

    def advance(self, steps: int = 1) -> None:
        """Say nothing: a line for each step would drown the log."""

    def end(self, message: str) -> None:
        """Log what came of the stage and how long it took."""
        self._logger.info("%s: %s (%.1f s)", self._stage, message, time.monotonic() - self._began)


def show_counts(consultation_id: str, flow: str, counts: Sequence[StageCount]) -> None:
    """Put the counts of every stage into a table artifact; counts only, never text."""
    create_table_artifact(
        key=f"{artifact_key(consultation_id)}-{flow}-counts",
        description=f"What the stages of {flow} were given and what became of it.",
        table=[
            {
                "stage": count.stage,
                "given": count.given,
                "done": count.done,
                "excluded": count.excluded,
                "problems": count.problems,
            }
            for count in counts
        ],
    )


def show_report(consultation_id: str, published: Published) -> None:
    """Link the report and the briefing."""
    for kind, path in (("report", published.report), ("briefing", published.briefing)):
        create_link_artifact(
            key=f"{artifact_key(consultation_id)}-{kind}",
            link=path.as_uri(),
            link_text=f"{kind} of {published.folder.name}",
        )


def artifact_key(consultation_id: str) -> str:
    """Return a consultation's id as Prefect allows it in keys: lower case, digits and dashes."""
    return "".join(c if c.isalnum() else "-" for c in consultation_id.lower()).strip("-")
