"""Commands that do the main job: run and report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from consult.cli.answering import FINE, PERSON_NEEDED, answer, errors, shown, workspace
from consult.cli.app import app
from consult.cli.parameters import AsJson, Folder, Input, Outputs


@app.command(epilog="Example: consult run tests/seeds --input ../shared/seeds")
def run(
    folder: Folder,
    *,
    input_folder: Input = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """Collect, read, code and publish: from the folder to the report and the briefing."""
    with errors(as_json):
        from consult.pipeline.progress import Silent
        from consult.pipeline.run import run_all
        from consult.report.summary import summary, summary_lines
        from consult.terminal import TerminalProgress

        progress = Silent() if as_json else TerminalProgress()
        finished = run_all(workspace(folder, input_folder, outputs), progress)
        facts: dict[str, Any] = {
            **summary(finished.result),
            "report": str(finished.published.report),
            "briefing": str(finished.published.briefing),
            "folder": str(finished.published.folder),
        }
        lines = [
            *summary_lines(finished.result),
            "",
            f"Report:    {shown(finished.published.report)}",
            f"Public:    {shown(finished.published.public_report)}",
            f"Briefing:  {shown(finished.published.briefing)}",
        ]
        answer(as_json, facts, lines)
    raise typer.Exit(PERSON_NEEDED if finished.needs_person else FINE)


@app.command(epilog="Example: consult report raw/demo --run outputs/demo/latest")
def report(
    folder: Folder,
    *,
    run_folder: Annotated[
        Path | None, typer.Option("--run", help="The run; the newest unless given.")
    ] = None,
    input_folder: Input = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """Build a run's report and briefing again from the store, checking every quote."""
    with errors(as_json):
        from consult.pipeline.progress import Silent
        from consult.pipeline.run import republish
        from consult.terminal import TerminalProgress

        result = republish(
            workspace(folder, input_folder, outputs),
            run_folder.resolve().name if run_folder else None,
            Silent() if as_json else TerminalProgress(),
        )
        facts = {"report": str(result.report), "briefing": str(result.briefing)}
        answer(
            as_json,
            facts,
            [f"Report:    {shown(result.report)}", f"Briefing:  {shown(result.briefing)}"],
        )
