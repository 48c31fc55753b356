"""What lies at every channel, without taking, marking or writing anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consult.domain.errors import Problem
from consult.domain.ids import sha256_hex
from consult.intake.bucket import list_bucket
from consult.intake.folder import find_arrivals
from consult.intake.mailbox import open_mailbox
from consult.intake.offering import ChannelError, NotNow, Offered
from consult.intake.settling import settle
from consult.pipeline.collect import not_arrivals, unreached
from consult.pipeline.workspace import Workspace
from consult.settings.model import SourceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What lies at one source, mailbox or bucket."""

    channel: str
    where: str
    """The glob of a source, or the address of a mailbox or bucket with its glob."""
    found: int
    new: int
    """Of these, how many the ledger knows nothing of from the same place."""
    too_large: int = 0
    changed: int = 0
    """Files of the folder that are known with other bytes; they would be taken again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a look at every channel saw."""

    places: tuple[Place, ...]
    """In the order of the settings: sources, mailboxes, buckets."""
    waiting: tuple[str, ...]
    unmatched: tuple[str, ...]
    """Source keys of what no source takes."""
    problems: tuple[Problem, ...]
    """Channels that could not be reached."""


def look(workspace: Workspace, *, settled: bool = False) -> Look:
    """Return what lies at every channel and how much of it is new.

    With ``settled``, files that are still written are told as waiting, which may take the
    seconds of [collecting]. Mailboxes are opened read-only.
    """
    settings = workspace.settings
    known = _known(workspace)
    limit = settings.limits.file_bytes
    found = find_arrivals(workspace.input_folder, settings.sources, exclude=not_arrivals(workspace))
    listing = settle(found, settings.collecting.settle_seconds) if settled else found
    places: list[Place] = []
    unmatched = list(listing.unmatched)
    problems: list[Problem] = []

    def see(
        where: str, source: SourceSettings, things: Iterable[Offered], *, files: bool = False
    ) -> None:
        there = list(things)
        places.append(
            Place(
                channel=source.channel,
                where=where,
                found=len(there),
                new=sum((t.source.channel, t.source_key) not in known for t in there),
                too_large=sum(t.size > limit for t in there),
                changed=sum(_is_changed(t, known, limit) for t in there) if files else 0,
            )
        )

    for source in settings.sources:
        see(source.files, source, [f for f in listing.arrivals if f.source is source], files=True)
    for mailbox in settings.mailboxes:
        try:
            with open_mailbox(mailbox, settings.folder, read_only=True) as box:
                see(mailbox.place, mailbox.source, [m for m in box.messages() if not m.deleted])
        except ChannelError as error:
            problems.append(unreached(error, mailbox.place))
    for url in dict.fromkeys(bucket.url for bucket in settings.buckets):
        try:
            objects = list_bucket(url, settings.buckets)
        except ChannelError as error:
            problems.append(unreached(error, url))
            continue
        unmatched.extend(objects.unmatched)
        for bucket in settings.buckets:
            if bucket.url == url:
                taken = [o for o in objects.arrivals if o.source is bucket.source]
                see(f"{url}/{bucket.source.files}", bucket.source, taken)
    return Look(
        places=tuple(places),
        waiting=tuple(sorted([*listing.waiting, *(f.source_key for f in listing.unsettled)])),
        unmatched=tuple(unmatched),
        problems=tuple(problems),
    )


def _is_changed(thing: Offered, known: Mapping[tuple[str, str], set[str]], limit: int) -> bool:
    """Whether a known place holds bytes that are not kept from there."""
    kept = known.get((thing.source.channel, thing.source_key))
    if kept is None or thing.size > limit:
        return False
    try:
        return sha256_hex(thing.load().data) not in kept
    except (NotNow, OSError):
        return False


def _known(workspace: Workspace) -> dict[tuple[str, str], set[str]]:
    """Return the places that the ledger knows, with the digests of what came from each."""
    known: dict[tuple[str, str], set[str]] = {}
    if (workspace.output_folder / "store").is_dir():
        with workspace.open_store() as store:
            for item in store.ledger.items():
                known.setdefault((item.channel, item.source_key), set()).add(item.sha256)
    return known
