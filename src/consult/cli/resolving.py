"""The command with which a person decides what was proposed: resolve."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from consult.cli.answering import FINE, PERSON_NEEDED, answer, errors, shown, workspace
from consult.cli.app import app
from consult.cli.parameters import AsJson, Folder, Input, Outputs
from consult.domain.errors import ConsultError

if TYPE_CHECKING:
    from consult.pipeline.resolve import Order
    from consult.pipeline.waiting import Choice
    from consult.pipeline.workspace import Workspace

_EXAMPLES = """Examples:

consult resolve raw/demo --only respondent --at-least 0.9 --page 2

consult resolve raw/demo proposal_0123456789abcdef --as merged --by "Kim Ash"
--reason "asked by telephone"

consult resolve raw/demo --only same-words --all --as confirmed --by "Kim Ash"
--reason "read all of them" --dry-run

consult resolve raw/demo --only respondent --to senders.csv

consult resolve raw/demo --from senders.csv --by "Kim Ash" --reason "read all of them"
"""


@app.command(epilog=_EXAMPLES)
def resolve(
    folder: Folder,
    subject: Annotated[
        str | None,
        typer.Argument(help="A proposal, response or respondent by its id; a list if none."),
    ] = None,
    *,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            help="Proposals of this kind: safeguarding, same-bytes, same-words, edited, "
            "one-person, officer, withdrawal, campaign or respondent. May be given again.",
        ),
    ] = None,
    at_least: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            help="Proposals of at least this strength: of the evidence for a sender, or the share "
            "of words in common. Those without a measure are left out.",
        ),
    ] = 0.0,
    channel: Annotated[str | None, typer.Option(help="Proposals about this channel.")] = None,
    response: Annotated[
        str | None,
        typer.Option(help="Proposals about a response, by its id or its place (letters/a*)."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=0, help="How many a page has; 0 for all. 20, or all with --json."),
    ] = None,
    page: Annotated[int, typer.Option(min=1, help="Which page.")] = 1,
    target: Annotated[
        Path | None,
        typer.Option("--to", help="Write them as a CSV, to be filled in and given to --from."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Decide all proposals of the one kind, as chosen.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be decided, and decide nothing.")
    ] = False,
    answered: Annotated[
        str | None,
        typer.Option(
            "--as",
            help="confirmed, separate, concern, no-concern, duplicate, superseded, merged, valid, "
            "invalid, blank, out-of-scope, withdrawn, quarantined, waiting or erased.",
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
    both originals stay, and a later decision takes it back. Many at once are appended one by one,
    all or none. "withdrawn" leaves counts and quotes, and a message that only asks for it leaves
    along; "erased" removes the words for good, with every report that holds them.
    """
    with errors(as_json):
        from consult.pipeline.waiting import choice_of

        opened = workspace(folder, input_folder, outputs)
        choice = choice_of(only or [], at_least, channel, response)
        if subject is None and table is None and not everything:
            _refuse(answered, name, kind, consent)
            needed = _list(opened, choice, _Paging(page, limit, target), as_json=as_json)
        else:
            said = _Said(answered, by, reason)
            orders, left_open = _many(opened, choice, table, said, everything=everything)
            if subject is not None:
                from consult.pipeline.resolve import Order, sender_of

                sent = sender_of(name, kind, consent)
                one = Order(
                    subject=subject, answer=answered, by=by, reason=reason, other=other, sent=sent
                )
                orders.append(one)
            _decide(opened, orders, left_open, dry_run=dry_run, as_json=as_json)
            needed = False
    raise typer.Exit(PERSON_NEEDED if needed else FINE)


def _refuse(*answers: str | None) -> None:
    if any(answers):
        raise ConsultError(
            "DECISION_INCOMPLETE",
            "decide about what? Name a proposal or response by its id, or all of one kind with "
            "--only KIND --all.",
        )


@dataclass(frozen=True, slots=True)
class _Paging:
    page: int
    limit: int | None
    target: Path | None


@dataclass(frozen=True, slots=True)
class _Said:
    answer: str | None
    by: str
    reason: str


def _list(opened: Workspace, choice: Choice, paging: _Paging, *, as_json: bool) -> bool:
    from consult.pipeline.waiting import PAGE, list_proposals

    limit = paging.limit if paging.limit is not None else 0 if as_json else PAGE
    waiting = list_proposals(opened, choice, page=paging.page, limit=limit)
    if paging.target is not None:
        paging.target.write_text(waiting.table(), encoding="utf-8-sig", newline="")
        facts = {"written": str(paging.target), "proposals": len(waiting.proposals)}
        answer(as_json, facts, [f"Wrote {shown(paging.target)}: {len(waiting.proposals)} rows."])
        return False
    answer(as_json, waiting.summary(), waiting.as_lines())
    return bool(waiting.totals)


def _many(
    opened: Workspace, choice: Choice, table: Path | None, said: _Said, *, everything: bool
) -> tuple[list[Order], int]:
    """Return the orders of a table or of a whole kind, and how many rows or proposals stay open."""
    if everything and table is None:
        from consult.pipeline.waiting import bulk_orders

        bulk = bulk_orders(opened, choice, said.answer, by=said.by, reason=said.reason)
        return list(bulk.orders), bulk.left_open
    if everything or not choice.is_all:
        raise ConsultError(
            "DECISION_INCOMPLETE",
            "--only and its like choose for a list or for --all; leave them out to decide one by "
            "its id or a table.",
        )
    if table is None:
        return [], 0
    from consult.pipeline.resolving import orders_from

    filled = orders_from(table, said.by, said.reason)
    return list(filled.orders), filled.left_open


def _decide(
    opened: Workspace, orders: list[Order], left_open: int, *, dry_run: bool, as_json: bool
) -> None:
    from consult.pipeline.resolving import resolve_orders

    done = resolve_orders(opened, orders, dry_run=dry_run)
    left = [f"Left open: {left_open}."] if left_open else []
    answer(as_json, {**done.summary(), "left_open": left_open}, [*done.as_lines(), *left])
