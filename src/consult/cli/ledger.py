"""Commands for the ledger: what came in, what waits, and whether all of it holds."""

from __future__ import annotations

from typing import Annotated

import typer

from consult.cli.answering import FINE, PERSON_NEEDED, answer, errors, workspace
from consult.cli.app import app
from consult.cli.parameters import AsJson, Folder, Input, Outputs


@app.command(epilog="Example: consult status raw/demo --since 24h")
def status(
    folder: Folder,
    *,
    since: Annotated[
        str, typer.Option(help="yesterday, today, a date, or a span such as 24h, 3d, 1w.")
    ] = "yesterday",
    input_folder: Input = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """Say what came in, what waits for a person and why, and who is at work."""
    with errors(as_json):
        from consult.pipeline.status import status_of

        found = status_of(workspace(folder, input_folder, outputs), since)
        answer(as_json, found.summary(), found.as_lines())
    raise typer.Exit(PERSON_NEEDED if found.needs_person else FINE)


@app.command(epilog="Example: consult audit raw/demo")
def audit(
    folder: Folder,
    *,
    input_folder: Input = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """Check what must always be true of the ledger, the originals and the newest run.

    That two runs give one result is not checked here, for it costs two runs.
    """
    with errors(as_json):
        from consult.pipeline.audit import audit as audit_workspace

        found = audit_workspace(workspace(folder, input_folder, outputs))
        answer(as_json, found.summary(), found.as_lines())
    raise typer.Exit(FINE if found.passed else PERSON_NEEDED)
