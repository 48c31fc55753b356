"""The bucket channel, in memory and on a disk; no network, no credentials."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import fsspec
import pytest

from consult.intake.bucket import list_bucket
from consult.intake.offering import ChannelError, NotNow
from consult.settings.model import BucketSettings, SourceSettings


@pytest.fixture
def bucket():
    """The address of an empty bucket in memory."""
    return f"memory://{uuid4().hex}/replies"


def put(bucket, **objects):
    files = fsspec.filesystem("memory")
    for name, data in objects.items():
        files.pipe(f"{bucket}/{name.replace('__', '/')}.txt", data)


def of(url, files="**", channel="uploads"):
    return BucketSettings(url=url, source=SourceSettings(files=files, channel=channel))


def test_objects_go_to_the_first_table_that_takes_them(bucket):
    """In order of path below the address; the rest is listed, and what is hidden is not there."""
    put(bucket, a=b"one", deep__b=b"two", c=b"three")
    fsspec.filesystem("memory").pipe(f"{bucket}/.hidden/x.txt", b"no")
    fsspec.filesystem("memory").pipe(f"{bucket}-other/y.txt", b"no")
    tables = [of(bucket, "a*"), of(bucket, "deep/**", "deep"), of("memory://elsewhere")]

    listing = list_bucket(bucket, tables)

    assert [(o.source_key, o.source.channel) for o in listing.arrivals] == [
        (f"{bucket}/a.txt", "uploads"),
        (f"{bucket}/deep/b.txt", "deep"),
    ]
    assert listing.unmatched == (f"{bucket}/c.txt",)
    arrival = listing.arrivals[1].load()
    assert (arrival.name, arrival.data, arrival.channel) == ("b.txt", b"two", "deep")
    assert arrival.received is not None
    assert arrival.received.tzinfo is UTC


def test_a_folder_on_disk_is_a_bucket_too(tmp_path):
    """The same through another store, whose times are numbers."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ä b.txt").write_bytes(b"words")
    url = (tmp_path / "in").as_uri()

    (found,) = list_bucket(url, [of(url)]).arrivals

    assert found.source_key == f"{url}/ä b.txt"
    assert found.load().data == b"words"
    assert found.received < datetime.now(UTC)


def test_what_changed_or_went_since_it_was_listed_is_not_taken(bucket):
    """Never half of two versions."""
    put(bucket, a=b"one", b=b"two")
    first, second = list_bucket(bucket, [of(bucket)]).arrivals
    put(bucket, a=b"one and more")
    fsspec.filesystem("memory").rm(second.path)

    for thing, gone in ((first, False), (second, True)):
        with pytest.raises(NotNow) as raised:
            thing.load()
        assert raised.value.gone is gone


def test_a_store_that_cannot_be_asked_says_so(bucket, monkeypatch):
    """No such place, a client that is not installed, and whatever a client raises of its own."""
    for url, said in ((bucket, "nothing at this address"), ("gs://x", "consult[buckets]")):
        with pytest.raises(ChannelError) as raised:
            list_bucket(url, [of(url)])
        assert raised.value.code == "BUCKET_UNREACHABLE"
        assert said in raised.value.message

    put(bucket, a=b"one")
    (thing,) = list_bucket(bucket, [of(bucket)]).arrivals

    def broken(*_, **__):
        raise RuntimeError("the cloud rains")

    monkeypatch.setattr(type(thing.files), "cat_file", broken)
    with pytest.raises(ChannelError, match="the cloud rains"):
        thing.load()


def test_only_a_tag_and_a_time_together_speak_for_bytes(bucket, monkeypatch):
    """Memory gives no tag, so its objects are always fetched; one that does can be recognised."""
    put(bucket, a=b"one")
    (plain,) = list_bucket(bucket, [of(bucket)]).arrivals
    assert plain.likeness == ""

    files = type(plain.files)
    find = files.find
    told = {"ETag": '"abc"', "LastModified": datetime(2026, 3, 1, 9, tzinfo=UTC)}
    monkeypatch.setattr(
        files, "find", lambda *a, **k: {p: {**i, **told} for p, i in find(*a, **k).items()}
    )
    (tagged,) = list_bucket(bucket, [of(bucket)]).arrivals
    assert tagged.likeness == '"abc"|3|2026-03-01 09:00:00+00:00'
    assert tagged.received == told["LastModified"]


def test_a_prefix_that_nobody_has_used_yet_is_empty(monkeypatch):
    """The bucket is there, and before the first upload nothing is wrong."""
    memory = type(fsspec.filesystem("memory"))
    monkeypatch.setattr(memory, "exists", lambda _, path: path == "quill")
    monkeypatch.setattr(memory, "_strip_protocol", lambda path: path.removeprefix("memory://"))
    url = "memory://quill/replies"

    listing = list_bucket(url, [of(url)])

    assert (listing.arrivals, listing.unmatched) == ((), ())
