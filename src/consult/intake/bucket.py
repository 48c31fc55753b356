"""The bucket channel: objects below one address of an object store, by fsspec.

Only the address comes from the settings; credentials are those that the store's own client finds
in the environment. What an object is called never becomes a path here.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from consult.domain.errors import ProblemCode
from consult.intake.folder import compile_glob
from consult.intake.offering import GONE, WRITTEN, ChannelError, NotNow
from consult.intake.reading import Arrival
from consult.settings.model import BucketSettings, SourceSettings

_TIMES = ("LastModified", "last_modified", "updated", "mtime", "created")
_TAGS = ("ETag", "etag", "md5Hash", "content_md5")


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketObject:
    """An object of a bucket; its bytes are fetched when asked for."""

    source_key: str
    """The address of the bucket and the object's path below it."""
    source: SourceSettings
    size: int
    received: datetime | None
    """When it was last written, in UTC, if the store says so."""
    likeness: str
    """What the store says of its bytes; empty unless that tells a tag and a time."""
    path: str
    files: Any
    """The fsspec file system."""

    def load(self) -> Arrival:
        """Return the object's bytes with their envelope.

        Raises:
            NotNow: it has gone, or was written since it was listed.
            ChannelError: the store can no longer be reached.
        """
        with _reported(self.source_key):
            try:
                data: bytes = self.files.cat_file(self.path)
            except FileNotFoundError:
                raise NotNow(GONE, gone=True) from None
        if len(data) != self.size:
            raise NotNow(WRITTEN)
        return Arrival(
            channel=self.source.channel,
            source_key=self.source_key,
            name=PurePosixPath(self.source_key).name,
            data=data,
            received=self.received,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketListing:
    """What lies below one address, each list in order of path."""

    arrivals: tuple[BucketObject, ...]
    unmatched: tuple[str, ...]
    """Source keys of objects that no table takes."""


def list_bucket(url: str, buckets: Sequence[BucketSettings]) -> BucketListing:
    """Return the objects below ``url``, each with the first of the tables whose glob takes it.

    Globs are matched against the path below the address, as those of files are. Hidden objects
    and empty ones that stand for folders are left out.

    Raises:
        ChannelError: ``BUCKET_UNREACHABLE`` when the store does not answer or let us in, has no
            such bucket, or its client is not installed.
    """
    patterns = [(compile_glob(b.source.files), b.source) for b in buckets if b.url == url]
    arrivals: list[BucketObject] = []
    unmatched: list[str] = []
    with _reported(url):
        files, root = _open(url)
        found: Mapping[str, Mapping[str, Any]] = (
            files.find(root, detail=True) if _exists(files, root) else {}
        )
    for path, told in sorted(found.items()):
        below = path.removeprefix(root).lstrip("/")
        if not below or below.endswith("/") or _is_hidden(below):
            continue
        key = f"{url}/{below}"
        source = next((s for pattern, s in patterns if pattern.match(below)), None)
        if source is None:
            unmatched.append(key)
            continue
        arrivals.append(
            BucketObject(
                source_key=key,
                source=source,
                size=int(told.get("size") or 0),
                received=_moment(told),
                likeness=_likeness(told),
                path=path,
                files=files,
            )
        )
    return BucketListing(arrivals=tuple(arrivals), unmatched=tuple(unmatched))


def _open(url: str) -> tuple[Any, str]:
    """Return the file system of an address, without anything kept from an earlier look."""
    core = importlib.import_module("fsspec.core")
    files, root = core.url_to_fs(url, use_listings_cache=False)
    files.invalidate_cache()
    return files, str(root).rstrip("/")


def _exists(files: Any, root: str) -> bool:
    """Tell whether anything is below an address; a bucket without the prefix is only empty.

    Raises:
        FileNotFoundError: there is no such bucket or folder.
    """
    if files.exists(root):
        return True
    bucket = root.partition("/")[0]
    if bucket in {"", root} or not files.exists(bucket):
        raise FileNotFoundError("there is nothing at this address")
    return False


@contextmanager
def _reported(place: str) -> Iterator[None]:
    """Turn whatever a store's client raises into one error with a code; each has its own kinds."""
    try:
        yield
    except (NotNow, ChannelError):
        raise
    except ImportError as error:
        raise ChannelError(
            ProblemCode.BUCKET_UNREACHABLE,
            f"{place} needs a client that is not installed ({str(error)[:200]}); install "
            "consult[buckets], or the client that is named.",
        ) from error
    except Exception as error:
        what = str(error).strip() or type(error).__name__
        raise ChannelError(
            ProblemCode.BUCKET_UNREACHABLE,
            f"{place} cannot be read ({type(error).__name__}: {what[:200]}); look at `url` in "
            "[[buckets]] and at the credentials in the environment. What it holds stays there "
            "and is taken next time.",
        ) from error


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _moment(told: Mapping[str, Any]) -> datetime | None:
    value = next((told[name] for name in _TIMES if told.get(name)), None)
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(int(value), UTC)
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
    except (ValueError, OverflowError, OSError):
        return None
    if not isinstance(value, datetime):
        return None
    moment = value if value.tzinfo else value.replace(tzinfo=UTC)
    return moment.astimezone(UTC).replace(microsecond=0)


def _likeness(told: Mapping[str, Any]) -> str:
    tag = next((str(told[name]) for name in _TAGS if told.get(name)), "")
    time = next((str(told[name]) for name in _TIMES if told.get(name)), "")
    return f"{tag}|{told.get('size')}|{time}" if tag and time else ""
