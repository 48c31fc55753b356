"""Sources to originals to ledger: everything that arrived is safe before it is read."""

from __future__ import annotations

import mimetypes

from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ids import make_id
from consult.domain.ledger import Item
from consult.domain.outcome import Exclusion, Outcome
from consult.intake.folder import Found, find_arrivals
from consult.pipeline.progress import Progress
from consult.pipeline.times import now
from consult.pipeline.workspace import Workspace
from consult.store.store import Store


def collect(workspace: Workspace, store: Store, progress: Progress) -> Outcome[Item]:
    """Bring what is new in the input folder into the store; return every file's outcome.

    A file that is known by its channel, place and bytes changes nothing, so collecting can be
    cut off anywhere and done again. Files that no source names, or that are still being
    written, are excluded with their reason.
    """
    settings = workspace.settings
    listing = find_arrivals(
        workspace.input_folder, settings.sources, exclude=not_arrivals(workspace)
    )
    progress.begin("collect", len(listing.arrivals))
    known = {(i.channel, i.source_key): i for i in store.ledger.items() if i.parent_id is None}
    items: list[Item] = []
    failed: list[Problem] = []
    for file in listing.arrivals:
        progress.advance()
        if file.size > settings.limits.file_bytes:
            failed.append(_too_large(file, settings.limits.file_bytes))
            continue
        items.append(_keep(file, store, known))
    fresh = store.ledger.receive(items, now())
    progress.end(f"{len(items)} files, {len(fresh)} new")
    excluded = [
        Exclusion(subject_id=key, stage="collect", reason="still being written; taken when whole")
        for key in listing.waiting
    ] + [
        Exclusion(
            subject_id=key,
            stage="collect",
            reason="no [[sources]] in consultation.toml matches this file",
        )
        for key in listing.unmatched
    ]
    return Outcome(
        stage="collect",
        given=len(listing.arrivals) + len(excluded),
        done=tuple(items),
        done_count=len(items),
        excluded=tuple(excluded),
        failed=tuple(failed),
    ).checked()


def not_arrivals(workspace: Workspace) -> tuple[str, ...]:
    """Return globs of what lies in the input folder but did not arrive: the paper, notes."""
    settings = workspace.settings
    return (*([settings.paper.file] if settings.paper.file else []), *settings.ignore)


def _keep(file: Found, store: Store, known: dict[tuple[str, str], Item]) -> Item:
    arrival = file.load()
    sha256 = store.raw.put(arrival.data)
    before = known.get((arrival.channel, arrival.source_key))
    if before is not None and before.sha256 == sha256:
        return before
    return Item(
        id=make_id("item", arrival.channel, arrival.source_key, sha256),
        channel=arrival.channel,
        source_key=arrival.source_key,
        name=arrival.name,
        sha256=sha256,
        size=len(arrival.data),
        received=arrival.received,
        media_type=mimetypes.guess_type(arrival.name)[0] or "application/octet-stream",
    )


def _too_large(file: Found, limit: int) -> Problem:
    return Problem(
        code=ProblemCode.TOO_LARGE,
        where=file.source_key,
        message=(
            f"the file has {file.size} bytes, more than [limits] file_bytes = {limit}; "
            "raise the limit or ask the sender for a smaller file."
        ),
        severity=Severity.ERROR,
    )
