"""Findings to artefacts: all of a run's files appear at once, or none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from consult.domain.run import RunResult
from consult.pipeline.progress import Progress
from consult.pipeline.workspace import Workspace
from consult.report.contract import write_contract
from consult.report.options import options_from

REPORT = "report.html"
PUBLIC_REPORT = "report-public.html"
BRIEFING = "briefing.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Where the artefacts of a run stand."""

    folder: Path
    report: Path
    public_report: Path
    briefing: Path
    result_files: tuple[Path, ...]


def publish(workspace: Workspace, result: RunResult, progress: Progress) -> Published:
    """Write the result files, reports and briefing of a run, and point ``latest`` at them.

    Everything is built beside the final folder and renamed when it is whole, so that a reader
    sees the old run or the new one, never half. Quotes and numbers are checked while building.

    Raises:
        IntegrityError, ReportError: when an artefact contradicts the store; nothing is written.
    """
    from consult.report.briefing import render_briefing
    from consult.report.html import render_html
    from consult.report.view import build

    target = workspace.run_folder(result.run.id)
    partial = target.with_name(f".partial-{result.run.id}")
    _clear_leftovers(workspace.output_folder)
    partial.mkdir(parents=True)
    analysts = options_from(workspace.settings, "analyst")
    public = options_from(workspace.settings, "public")
    steps: list[tuple[str, Callable[[], object]]] = [
        ("result files", lambda: write_contract(result, partial)),
        (REPORT, lambda: _write(partial / REPORT, render_html(build(result, analysts)))),
        (
            PUBLIC_REPORT,
            lambda: _write(partial / PUBLIC_REPORT, render_html(build(result, public))),
        ),
        (BRIEFING, lambda: render_briefing(build(result, public), partial / BRIEFING)),
    ]
    progress.begin("publish", len(steps))
    for _, step in steps:
        step()
        progress.advance()
    if target.exists():
        shutil.rmtree(target)
    partial.replace(target)
    _point(workspace.latest, target.name)
    progress.end(f"report, briefing and result files in {target.name}")
    return published(workspace, result.run.id)


def published(workspace: Workspace, run_id: str) -> Published:
    """Return where the artefacts of a published run stand."""
    folder = workspace.run_folder(run_id)
    return Published(
        folder=folder,
        report=folder / REPORT,
        public_report=folder / PUBLIC_REPORT,
        briefing=folder / BRIEFING,
        result_files=tuple(sorted([*folder.glob("*.json"), *folder.glob("*.jsonl")])),
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _clear_leftovers(folder: Path) -> None:
    """Remove what a killed run left half written; the lease says that nobody writes it now."""
    for leftover in folder.glob(".partial-*"):
        shutil.rmtree(leftover)


def _point(link: Path, name: str) -> None:
    fresh = link.with_name(".latest-new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(name)
    fresh.replace(link)
