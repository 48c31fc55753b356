"""Findings to artefacts: all of a run's files appear at once, or none."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from consult.domain.errors import ReportError
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
        ReportError: ``DISK_FULL``, or ``OUTPUTS_WRITE`` when the folder can't be written; what was
            published before stays.
    """
    from consult.report.briefing import render_briefing
    from consult.report.html import render_html
    from consult.report.view import build

    target = workspace.run_folder(result.run.id)
    partial = target.with_name(f".partial-{result.run.id}")
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
    with _room_for(partial):
        _clear_leftovers(workspace.output_folder)
        partial.mkdir(parents=True)
        for _, step in steps:
            step()
            progress.advance()
        _put_in_place(partial, target)
        _point(workspace.latest, target.name)
    progress.end(f"report, briefing and results in {target.name}")
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


@contextmanager
def _room_for(partial: Path) -> Iterator[None]:
    """Turn what a disk refuses into words, and leave nothing half written behind."""
    try:
        yield
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise ReportError(
            "DISK_FULL" if full else "OUTPUTS_WRITE",
            f"cannot write results under {partial.parent}: {error.strerror or error}; make room or "
            "give the folder write permission, then `consult report`: the run itself is kept, and "
            "what was published before stays.",
        ) from error


def _put_in_place(partial: Path, target: Path) -> None:
    """Rename a finished folder to its name; one that was there goes once the new one stands."""
    if not target.exists():
        partial.replace(target)
        return
    before = target.with_name(f".partial-before-{target.name}")
    target.replace(before)
    try:
        partial.replace(target)
    except OSError:
        before.replace(target)
        raise
    shutil.rmtree(before)


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
