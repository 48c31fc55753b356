"""Which source of the settings an item belongs to, by its channel and its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from consult.domain.ledger import Item
from consult.intake.folder import compile_glob
from consult.intake.reading import Reading
from consult.settings.model import Settings, SourceSettings


def source_finder(settings: Settings) -> Callable[[Item], SourceSettings | None]:
    """Return a function from an item of the ledger to the source it came from, if any does now.

    Files belong to the first source whose glob takes their path, messages to their mailbox and
    objects to the first table of their bucket. An item whose source has another channel by now
    belongs to none: what lies there is received under the new name.
    """
    folder = [(compile_glob(source.files), source) for source in settings.sources]
    mailboxes = [(f"{m.place};UIDVALIDITY=", m.source) for m in settings.mailboxes]
    buckets = [
        (f"{b.url}/", compile_glob(b.source.files), b.source)
        for b in sorted(settings.buckets, key=lambda b: -len(b.url))
    ]

    def at_place(key: str) -> SourceSettings | None:
        if "://" not in key:
            return next((s for pattern, s in folder if pattern.match(key)), None)
        for place, source in mailboxes:
            if key.startswith(place):
                return source
        for place, pattern, source in buckets:
            if key.startswith(place) and pattern.match(key.removeprefix(place)):
                return source
        return None

    def source_of(item: Item) -> SourceSettings | None:
        source = at_place(item.source_key)
        return source if source is not None and source.channel == item.channel else None

    return source_of


def on_server_time(item: Item, source: SourceSettings, reading: Reading) -> Reading:
    """Return a reading with the channel's own time of receipt, where only that tells what was late.

    A message says of itself when it was written; when it arrived is the mail server's to say.
    """
    if not source.server_time:
        return reading
    parts = tuple(replace(part, received=item.received) for part in reading.parts)
    return replace(reading, parts=parts)
