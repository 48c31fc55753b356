"""What a notebook uses: ``consult.open("outputs/demo/latest").findings()``."""

from __future__ import annotations

from pathlib import Path

from consult.domain.document import Document
from consult.domain.finding import QuestionFindings
from consult.domain.quote import Quote
from consult.domain.run import RunResult
from consult.pipeline.opened import open_run
from consult.report.trace import Trace, trace


class OpenRun:
    """A finished run, read from its store."""

    def __init__(self, result: RunResult, folder: Path) -> None:
        self.result = result
        self.folder = folder

    def findings(self, question_id: str | None = None) -> tuple[QuestionFindings, ...]:
        """Return the findings of every question in order, or of one, each with its base.

        Raises:
            KeyError: when the consultation has no such question.
        """
        if question_id is None:
            return self.result.findings
        chosen = tuple(f for f in self.result.findings if f.question_id == question_id)
        if not chosen:
            known = [f.question_id for f in self.result.findings if f.question_id]
            raise KeyError(f"no question {question_id!r}; there are {', '.join(known)}")
        return chosen

    def quotes(self) -> tuple[Quote, ...]:
        """Return every quote of the run in order of id."""
        return self.result.quotes

    def documents(self) -> tuple[Document, ...]:
        """Return every document of the run in order of id."""
        return self.result.corpus.documents

    def rows(self) -> list[dict[str, object]]:
        """Return one flat row for each finding, ready for a data frame."""
        return [
            {
                "question_id": question.question_id,
                "kind": finding.kind.value,
                "statement": finding.statement,
                "respondents": len(finding.respondent_ids),
                "base": finding.base,
                "single_point": finding.single_point,
                "quote_ids": list(finding.quote_ids),
                "finding_id": finding.id,
            }
            for question in self.result.findings
            for finding in question.findings
        ]

    def trace(self, quote_id: str) -> Trace:
        """Return a quote's way back to the bytes that arrived; raises KeyError if unknown."""
        return trace(self.result, quote_id)

    def __repr__(self) -> str:
        consultation = self.result.corpus.consultation
        return (
            f"<consult run {self.result.run.id} of {consultation.title!r}: "
            f"{len(self.result.corpus.responses)} responses, "
            f"{sum(len(q.findings) for q in self.result.findings)} findings>"
        )


def open(run: str | Path) -> OpenRun:  # noqa: A001 - consult.open(run) is the interface
    """Open a finished run by its folder, such as ``outputs/demo/latest``.

    Raises:
        StoreError: ``RUN_FOLDER`` or ``RUN_UNKNOWN`` when there is no such run.
    """
    folder = Path(run)
    return OpenRun(open_run(folder), folder.resolve())
