"""The command that brings in what is new: collect."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from consult.cli.answering import FINE, PERSON_NEEDED, answer, errors, workspace
from consult.cli.app import app
from consult.cli.parameters import AsJson, Folder, Input, Outputs
from consult.domain.errors import ConsultError

if TYPE_CHECKING:
    from consult.pipeline.collect import Collected
    from consult.pipeline.looking import Look

_HELD = "LEASE_HELD"


@app.command(
    epilog=(
        "Examples:\n\n    consult collect raw/parks --dry-run\n\n"
        "    consult collect raw/parks --watch --every 60"
    )
)
def collect(
    folder: Folder,
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Go on collecting until Ctrl-C.")] = False,
    every: Annotated[
        float, typer.Option("--every", min=1, help="Seconds between two looks of --watch.")
    ] = 30,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what lies at each channel; take nothing.")
    ] = False,
    input_folder: Input = None,
    outputs: Outputs = None,
    as_json: AsJson = False,
) -> None:
    """Bring what is new in folder, mailboxes and buckets into the store, and read nothing yet."""
    if dry_run and watch:
        raise typer.BadParameter("--dry-run looks once; leave --watch out.")
    with errors(as_json):
        if dry_run:
            from consult.pipeline.looking import look

            seen = look(workspace(folder, input_folder, outputs), settled=True)
            answer(as_json, _seen(seen), _seen_lines(seen))
            raise typer.Exit(PERSON_NEEDED if seen.problems else FINE)
        if watch:
            _watch(folder, input_folder, outputs, every, as_json=as_json)
            return
        collected = _collect(folder, input_folder, outputs)
        answer(as_json, _facts(collected), _lines(collected))
    raise typer.Exit(PERSON_NEEDED if _needs_person(collected) else FINE)


def _collect(folder: Path, input_folder: Path | None, outputs: Path | None) -> Collected:
    from consult.pipeline.collect import collect_channels
    from consult.pipeline.progress import Silent

    opened = workspace(folder, input_folder, outputs)
    with opened.open_store() as store, store.lease("consult collect"):
        return collect_channels(opened, store, Silent())


def _watch(
    folder: Path, input_folder: Path | None, outputs: Path | None, every: float, *, as_json: bool
) -> None:
    """Collect again and again; say something when something changed. Ctrl-C ends it quietly."""
    said: list[str] = []
    try:
        while True:
            try:
                collected = _collect(folder, input_folder, outputs)
            except ConsultError as error:
                if error.code != _HELD:
                    raise
            else:
                lines = _changes(collected)
                if collected.new or lines != said:
                    answer(as_json, _facts(collected), _lines(collected))
                said = lines
            time.sleep(every)
    except KeyboardInterrupt:
        return


def _needs_person(collected: Collected) -> bool:
    outcome = collected.outcome
    return bool(outcome.failed or outcome.notes)


def _facts(collected: Collected) -> dict[str, Any]:
    outcome = collected.outcome
    return {
        "given": outcome.given,
        "done": outcome.done_count,
        "new": len(collected.new),
        "channels": [
            {
                "channel": c.channel,
                "given": c.given,
                "new": c.new,
                "known": c.known,
                "excluded": c.excluded,
                "failed": c.failed,
            }
            for c in collected.channels
        ],
        "excluded": [{"where": e.subject_id, "reason": e.reason} for e in outcome.excluded],
        "problems": [
            {"code": p.code.value, "where": p.where, "message": p.message}
            for p in (*outcome.failed, *outcome.notes)
        ],
    }


def _lines(collected: Collected) -> list[str]:
    lines = [
        f"{c.channel or '(no source)'}: {c.given} there, {c.new} new, {c.known} known, "
        f"{c.excluded} left, {c.failed} with problems"
        for c in collected.channels
    ]
    return [*(lines or ["Nothing is there."]), *_changes(collected)]


def _changes(collected: Collected) -> list[str]:
    outcome = collected.outcome
    return [
        *(f"left  {e.subject_id}: {e.reason}" for e in outcome.excluded),
        *(f"{p.code.value}  {p.where}: {p.message}" for p in (*outcome.failed, *outcome.notes)),
    ]


def _seen(seen: Look) -> dict[str, Any]:
    return {
        "places": [
            {
                "channel": p.channel,
                "where": p.where,
                "found": p.found,
                "new": p.new,
                "changed": p.changed,
                "too_large": p.too_large,
            }
            for p in seen.places
        ],
        "waiting": list(seen.waiting),
        "unmatched": list(seen.unmatched),
        "problems": [
            {"code": p.code.value, "where": p.where, "message": p.message} for p in seen.problems
        ],
    }


def _seen_lines(seen: Look) -> list[str]:
    return [
        *(
            f"{p.channel}: {p.found} at {p.where}, {p.new} would be new"
            + (f", {p.changed} changed since" if p.changed else "")
            + (f", {p.too_large} too large" if p.too_large else "")
            for p in seen.places
        ),
        *(f"waits, still being written  {key}" for key in seen.waiting),
        *(f"taken by no source  {key}" for key in seen.unmatched),
        *(f"{p.code.value}  {p.where}: {p.message}" for p in seen.problems),
    ]
