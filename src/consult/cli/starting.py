"""Commands before the first run: init and check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from consult.cli.answering import FINE, PERSON_NEEDED, answer, errors, workspace
from consult.cli.app import app
from consult.cli.parameters import AsJson, Folder, Input, Outputs


@app.command(epilog="Example: consult init raw/parks --paper paper.docx")
def init(
    folder: Annotated[Path, typer.Argument(help="The folder to start a consultation in.")],
    *,
    paper: Annotated[
        str | None, typer.Option(help="The consultation paper, relative to FOLDER.")
    ] = None,
    force: Annotated[bool, typer.Option(help="Replace a consultation.toml.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read the paper, propose questions and propositions, write a consultation.toml."""
    with errors(as_json):
        from consult.pipeline.initialise import initialise

        started = initialise(folder, paper=paper, force=force)
        answer(as_json, started.summary(), started.as_lines())
    raise typer.Exit(PERSON_NEEDED if started.needs_person else FINE)


@app.command(epilog="Example: consult check raw/parks")
def check(
    folder: Folder,
    *,
    input_folder: Input = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """Say what a run would read, and whether the store and the last run are sound."""
    with errors(as_json):
        from consult.pipeline.check import check_workspace

        checked = check_workspace(workspace(folder, input_folder, outputs))
        answer(as_json, checked.summary(), checked.as_lines())
    raise typer.Exit(PERSON_NEEDED if checked.needs_person else FINE)
