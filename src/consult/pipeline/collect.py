"""Sources to originals to ledger: everything that arrived is safe before it is read."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Item, ResponseState
from consult.domain.outcome import Outcome
from consult.intake.bucket import list_bucket
from consult.intake.folder import find_arrivals
from consult.intake.mailbox import Message, open_mailbox
from consult.intake.offering import WRITTEN, ChannelError
from consult.intake.settling import settle
from consult.pipeline.progress import Progress
from consult.pipeline.remembered import MessageMemory, NoMemory, ObjectMemory
from consult.pipeline.taking import Taker
from consult.pipeline.takings import STAGE, ChannelCount, Takings
from consult.pipeline.times import now
from consult.pipeline.workspace import Workspace
from consult.settings.model import BucketSettings, MailboxSettings
from consult.store.store import Store

_NO_SOURCE = "no [[sources]] in consultation.toml matches this file"
_NO_BUCKET = "no [[buckets]] in consultation.toml matches this object"
_DELETED = "marked as deleted in the mailbox"
UNREACHED = frozenset(
    (
        ProblemCode.MAILBOX_UNREACHABLE,
        ProblemCode.MAILBOX_LOGIN,
        ProblemCode.BUCKET_UNREACHABLE,
    )
)
"""Problems of channels that could not be asked; trying again may help but for MAILBOX_LOGIN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What collecting came to, over all channels and for each."""

    outcome: Outcome[Item]
    channels: tuple[ChannelCount, ...]
    """In order of name; what no source takes stands under an empty name."""
    new: tuple[Item, ...]

    @property
    def unreached(self) -> tuple[Problem, ...]:
        """Why channels could not be asked, or only in part."""
        return tuple(p for p in self.outcome.notes if p.code in UNREACHED)


def collect(workspace: Workspace, store: Store, progress: Progress) -> Outcome[Item]:
    """Bring what is new at every channel into the store; return what became of each thing."""
    return collect_channels(workspace, store, progress).outcome


def collect_channels(workspace: Workspace, store: Store, progress: Progress) -> Collected:
    """Bring what is new in the input folder, the mailboxes and the buckets into the store.

    What is known by its channel, place and bytes changes nothing, so collecting can be cut off
    anywhere and done again. What no source names, what is still being written and what has gone
    is excluded with its reason. A channel that cannot be reached is a problem among the notes,
    and the others go on. Messages are marked in their mailbox only once their bytes and rows
    are in the store.
    """
    settings = workspace.settings
    takings = Takings()
    taker = Taker(settings, store, takings)
    _collect_folder(workspace, taker, progress)
    silent: list[str] = []
    for mailbox in settings.mailboxes:
        with _apart(mailbox.place, takings, silent, progress):
            _collect_mailbox(workspace, mailbox, taker, store, progress)
    for url in dict.fromkeys(bucket.url for bucket in settings.buckets):
        with _apart(url, takings, silent, progress):
            _collect_bucket(url, settings.buckets, taker, store, progress)
    _keep_sightings(takings, silent, store)
    return Collected(outcome=takings.outcome(), channels=takings.channels(), new=tuple(takings.new))


def not_arrivals(workspace: Workspace) -> tuple[str, ...]:
    """Return globs of what lies in the input folder but did not arrive.

    That is the paper, what the settings ignore or name, and what consult itself wrote there.
    """
    settings = workspace.settings
    globs = [*([settings.paper.file] if settings.paper.file else []), *settings.ignore]
    globs.extend(glob.escape(m.ca_file) for m in settings.mailboxes if m.ca_file)
    if workspace.output_folder.is_relative_to(workspace.input_folder):
        written = workspace.output_folder.relative_to(workspace.input_folder).as_posix()
        globs.append(f"{glob.escape(written)}/**")
    return tuple(globs)


@contextmanager
def _apart(place: str, takings: Takings, silent: list[str], progress: Progress) -> Iterator[None]:
    """Let one channel fail by itself."""
    try:
        yield
    except ChannelError as error:
        takings.note(unreached(error, place))
        silent.append(place)
        progress.end(f"{place} could not be reached")


def _keep_sightings(takings: Takings, silent: Sequence[str], store: Store) -> None:
    """Keep what was seen and not taken; of a channel that is silent, what was seen before."""
    seen = takings.sightings()
    places = {sighting.source_key for sighting in seen}
    before = [
        sighting
        for sighting in store.sightings.all()
        if sighting.source_key not in places
        and any(_lies_at(sighting.source_key, place) for place in silent)
    ]
    store.sightings.replace([*before, *seen], now())


def _lies_at(source_key: str, place: str) -> bool:
    """Tell whether a thing lies at a channel's place, and not at one whose name begins alike."""
    divider = ";UIDVALIDITY=" if place.startswith("imap:") else "/"
    return source_key.startswith(f"{place.rstrip('/')}{divider}")


def _collect_folder(workspace: Workspace, taker: Taker, progress: Progress) -> None:
    settings = workspace.settings
    found = find_arrivals(workspace.input_folder, settings.sources, exclude=not_arrivals(workspace))
    listing = settle(found, settings.collecting.settle_seconds)
    progress.begin(STAGE, len(listing.arrivals))
    taker.take(listing.arrivals, NoMemory(), progress)
    for file in listing.unsettled:
        known = taker.known(file) is not None
        taker.takings.leave(file.source, file.source_key, WRITTEN, counts=not known)
    for key in listing.waiting:
        taker.takings.leave(None, key, WRITTEN)
    for key in listing.unmatched:
        taker.takings.leave(None, key, _NO_SOURCE, ResponseState.OUT_OF_SCOPE)
    progress.end(f"{len(listing.arrivals)} files, {len(taker.takings.new)} new")


def _collect_mailbox(
    workspace: Workspace, mailbox: MailboxSettings, taker: Taker, store: Store, progress: Progress
) -> None:
    takings = taker.takings
    before = len(takings.new)
    with open_mailbox(mailbox, workspace.settings.folder) as box:
        messages = box.messages()
        progress.begin(STAGE, len(messages))
        memory = MessageMemory(store, taker.items(), mailbox.place, box.era)
        memory.expect(messages)
        there = []
        for message in messages:
            if message.deleted and memory.item_of(message) is None:
                takings.leave(
                    message.source, message.source_key, _DELETED, ResponseState.OUT_OF_SCOPE
                )
            else:
                there.append(message)
        refusals: list[str] = []

        def mark(safe: Sequence[Message]) -> None:
            refusal = None if refusals else box.mark(safe)
            if refusal is not None:
                refusals.append(refusal)

        taker.take(there, memory, progress, mark)
    if refusals:
        takings.note(_not_marked(mailbox, refusals[0]))
    progress.end(f"{len(messages)} messages in {mailbox.channel}, {len(takings.new) - before} new")


def _collect_bucket(
    url: str, buckets: Sequence[BucketSettings], taker: Taker, store: Store, progress: Progress
) -> None:
    before = len(taker.takings.new)
    listing = list_bucket(url, buckets)
    progress.begin(STAGE, len(listing.arrivals))
    taker.take(listing.arrivals, ObjectMemory(store, taker.items()), progress)
    for key in listing.unmatched:
        taker.takings.leave(None, key, _NO_BUCKET, ResponseState.OUT_OF_SCOPE)
    new = len(taker.takings.new) - before
    progress.end(f"{len(listing.arrivals)} objects in {url}, {new} new")


def unreached(error: ChannelError, place: str) -> Problem:
    """Return the problem of a channel that could not be asked, or only in part."""
    return Problem(
        code=ProblemCode(error.code), where=place, message=error.message, severity=Severity.ERROR
    )


def _not_marked(mailbox: MailboxSettings, refusal: str) -> Problem:
    return Problem(
        code=ProblemCode.MAILBOX_MARK,
        where=mailbox.place,
        message=(
            f"its messages are safe in the store but could not be marked or moved ({refusal}); "
            "they are not taken twice."
        ),
        severity=Severity.WARNING,
    )
