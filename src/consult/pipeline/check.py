"""What a run would do, and whether what is kept is sound; nothing is changed by looking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from consult.analysis.options import FindingOptions
from consult.analysis.recompute import recompute
from consult.domain.errors import IntegrityError, Problem, ProblemCode, Severity, StoreError
from consult.domain.run import RunResult
from consult.pipeline.engines import Engines
from consult.pipeline.looking import look
from consult.pipeline.survey_checks import survey_problems
from consult.pipeline.ticked import unread_options
from consult.pipeline.workspace import Workspace
from consult.settings.codebooks import load_codebook
from consult.settings.conventions import options_of
from consult.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found."""

    title: str
    questions: int
    propositions: int
    extract: bool
    sources: tuple[tuple[str, str, int, int], ...]
    """(channel, glob or address, things there, those not collected yet) of every source."""
    runs: int
    problems: tuple[Problem, ...]

    @property
    def needs_person(self) -> bool:
        """Whether anything must be looked at before or after the next run."""
        return any(p.severity is not Severity.INFO for p in self.problems)

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        return {
            "title": self.title,
            "questions": self.questions,
            "propositions": self.propositions,
            "extract": self.extract,
            "sources": [
                {"channel": channel, "files": glob, "found": found, "new": new}
                for channel, glob, found, new in self.sources
            ],
            "runs": self.runs,
            "problems": [
                {"code": p.code.value, "where": p.where, "message": p.message}
                for p in self.problems
            ],
        }

    def as_lines(self) -> list[str]:
        """Return the facts for people."""
        asked = (
            "questions are read from the paper at every run"
            if self.extract
            else f"{self.questions} questions, {self.propositions} propositions"
        )
        lines = [f"{self.title}: {asked}; {self.runs} runs kept."]
        lines.extend(
            f"  {channel}: {found} at {where!r}, {new} not collected yet"
            for channel, where, found, new in self.sources
        )
        if not self.problems:
            lines.append("Nothing needs a person.")
        lines.extend(f"{p.code.value}  {p.where}: {p.message}" for p in self.problems)
        return lines


def check_workspace(workspace: Workspace) -> Checked:
    """Look at settings, sources, originals and the newest run, and say what is wrong.

    Checks that every source matches something, that every file has a source, that the
    originals still have their digests, and that every quote and number of the newest run
    recomputes.

    Raises:
        SettingsError: ``CODEBOOK_FILE`` when a codebook cannot be used.
        ModelError: ``MODEL_MISSING`` when a model that the settings name is not installed.
    """
    settings = workspace.settings
    Engines(settings).require()
    if settings.paper.questions == "listed":
        load_codebook(settings)
    problems: list[Problem] = []
    seen = look(workspace)
    problems.extend(seen.problems)
    runs: tuple[str, ...] = ()
    if (workspace.output_folder / "store").is_dir():
        with workspace.open_store() as store:
            runs = store.runs.ids()
            problems.extend(_store_problems(store, runs, options_of(settings)))
    problems.extend(
        _problem(ProblemCode.EMPTY, place.where, "nothing there matches this source.")
        for place in seen.places
        if not place.found and not place.where.startswith("imap://")
    )
    problems.extend(
        _problem(
            ProblemCode.UNSUPPORTED,
            key,
            "nothing in consultation.toml takes this; it would be left out.",
        )
        for key in seen.unmatched
    )
    problems.extend(survey_problems(workspace))
    problems.extend(unread_options(settings.consultation, settings.option_positions))
    if settings.paper.file and not (workspace.input_folder / settings.paper.file).is_file():
        problems.append(
            _problem(ProblemCode.EMPTY, settings.paper.file, "the consultation paper is not there.")
        )
    consultation = settings.consultation
    return Checked(
        title=consultation.title,
        questions=len(consultation.questions),
        propositions=len(consultation.propositions),
        extract=settings.paper.questions == "extract",
        sources=tuple((p.channel, p.where, p.found, p.new) for p in seen.places),
        runs=len(runs),
        problems=tuple(problems),
    )


def _store_problems(store: Store, runs: tuple[str, ...], options: FindingOptions) -> list[Problem]:
    problems: list[Problem] = []
    for item in store.ledger.items():
        if item.parent_id is not None:
            continue
        try:
            store.raw.get(item.sha256)
        except StoreError as error:
            problems.append(
                Problem(code=ProblemCode.CORRUPT, where=item.source_key, message=error.message)
            )
    if runs:
        problems.extend(run_problems(store.runs.load(runs[-1]), options))
    return problems


def run_problems(result: RunResult, options: FindingOptions) -> list[Problem]:
    """Return what does not hold in a run: quotes out of place, numbers that do not recompute."""
    documents = {d.id: d for d in result.corpus.documents}
    problems: list[Problem] = []
    for quote in result.quotes:
        try:
            quote.check(documents[quote.document_id])
        except IntegrityError as error:
            problems.append(
                Problem(code=ProblemCode.STALE_RUN, where=quote.id, message=error.message)
            )
    problems.extend(recompute(result.findings, result.corpus, options, result.quotes))
    return problems


def _problem(code: ProblemCode, where: str, message: str) -> Problem:
    return Problem(code=code, where=where, message=message, severity=Severity.WARNING)
