"""Commands for the ledger: what came in, what a person decides, and whether all of it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from consult.cli.answering import FINE, PERSON_NEEDED, answer, errors, workspace
from consult.cli.app import app
from consult.cli.parameters import AsJson, Folder, Input, Outputs

if TYPE_CHECKING:
    from consult.pipeline.workspace import Workspace


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


@app.command(
    epilog="Example: consult resolve raw/demo proposal_0123456789abcdef --as merged "
    '--by "Kim Ash" --reason "asked by telephone"'
)
def resolve(
    folder: Folder,
    subject: Annotated[
        str | None,
        typer.Argument(help="A proposal, response or respondent by its id; all proposals if none."),
    ] = None,
    *,
    answered: Annotated[
        str | None,
        typer.Option(
            "--as",
            help="confirmed, separate, duplicate, superseded, merged, valid, invalid, blank, "
            "out-of-scope, withdrawn, quarantined, waiting or erased.",
        ),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who decides.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; it is shown in the report.")] = "",
    other: Annotated[
        str | None, typer.Option("--of", help="The response that SUBJECT stands behind.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="The name of who sent it.")] = None,
    kind: Annotated[str | None, typer.Option(help="individual, organisation or unknown.")] = None,
    consent: Annotated[
        str | None, typer.Option(help="publish, anonymous, private or unknown.")
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            "--from", help="A CSV with columns id, as, by, reason, of, name, kind, consent."
        ),
    ] = None,
    input_folder: Input = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """List what waits for a decision, or decide it.

    A decision is appended with who made it, when and why, and holds in every run from then on;
    both originals stay, and a later decision takes it back. "withdrawn" leaves counts and quotes;
    "erased" removes the words for good, with every report that holds them.
    """
    with errors(as_json):
        from consult.pipeline.resolve import Order, sender_of
        from consult.pipeline.resolving import orders_from, resolve_orders

        opened = workspace(folder, input_folder, outputs)
        if subject is None and table is None:
            needed = _list(opened, as_json)
        else:
            orders = orders_from(table, by, reason) if table else []
            if subject is not None:
                sent = sender_of(name, kind, consent)
                orders.append(
                    Order(
                        subject=subject,
                        answer=answered,
                        by=by,
                        reason=reason,
                        other=other,
                        sent=sent,
                    )
                )
            done = resolve_orders(opened, orders)
            answer(as_json, done.summary(), done.as_lines())
            needed = False
    raise typer.Exit(PERSON_NEEDED if needed else FINE)


def _list(opened: Workspace, as_json: Any) -> bool:
    from consult.pipeline.resolving import list_proposals

    waiting = list_proposals(opened)
    answer(as_json, waiting.summary(), waiting.as_lines())
    return bool(waiting.proposals)
