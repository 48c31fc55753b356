"""What can happen to a store from outside: full disks, foreign files, older versions."""

from __future__ import annotations

import errno
import os
import sqlite3

import pytest
from alembic import command
from sqlalchemy import create_engine, event

from consult.domain.errors import StoreError
from consult.domain.ids import sha256_hex
from consult.domain.ledger import Item
from consult.pipeline.times import now
from consult.store.database import migration_config
from consult.store.store import Store


def item(number: int) -> Item:
    return Item(
        id=f"item_{number:016}",
        channel="folder",
        source_key=f"{number}.txt",
        name=f"{number}.txt",
        sha256=sha256_hex(str(number).encode()),
        size=1,
        received=None,
        media_type="text/plain",
    )


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "DISK_FULL"), (errno.EDQUOT, "DISK_FULL"), (errno.EACCES, "STORE_WRITE")],
)
def test_a_disk_without_room_is_named_and_nothing_half_is_kept(tmp_path, monkeypatch, number, code):
    """The original is not there, no scrap is left, and the next attempt succeeds."""
    with Store(tmp_path) as store:
        kept = store.raw.put(b"before")

        def fail(_descriptor: int) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr("consult.store.raw.os.fsync", fail)
        with pytest.raises(StoreError) as caught:
            store.raw.put(b"too much")
        monkeypatch.undo()
        assert caught.value.code == code
        assert "run again" in caught.value.message
        files = [p.name for p in (tmp_path / "raw").rglob("*") if p.is_file()]
        assert files == [kept]
        assert store.raw.get(store.raw.put(b"too much")) == b"too much"


def test_a_database_that_cannot_grow_stays_sound(tmp_path):
    """SQLite's own refusal becomes DISK_FULL; all of a batch is there or none of it."""
    with Store(tmp_path) as store:
        store.ledger.receive([item(n) for n in range(3)], now())
    with Store(tmp_path) as store:
        limit = lambda connection, _: connection.execute("PRAGMA max_page_count=1")  # noqa: E731
        event.listen(store._engine, "connect", limit)
        store._engine.dispose()
        with pytest.raises(StoreError) as caught:
            store.ledger.receive([item(n) for n in range(3000)], now())
        assert caught.value.code == "DISK_FULL"
    with sqlite3.connect(tmp_path / "store.sqlite") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Store(tmp_path) as store:
        assert len(store.ledger.items()) == 3
        store.ledger.receive([item(n) for n in range(3000)], now())
        assert len(store.ledger.items()) == 3000


def test_a_file_that_is_no_store_is_refused(tmp_path):
    """Whatever lies in its place is left as it is."""
    (tmp_path / "store.sqlite").write_bytes(b"This is a letter and no database. " * 50)
    with pytest.raises(StoreError) as caught:
        Store(tmp_path)
    assert caught.value.code == "STORE_OPEN"
    assert (tmp_path / "store.sqlite").read_bytes().startswith(b"This is a letter")


def test_a_database_that_cannot_be_reached_is_named_without_its_password(tmp_path):
    """The place is told, what opens it is not."""
    url = f"sqlite:///{tmp_path / 'nowhere' / 'store.sqlite'}"
    with pytest.raises(StoreError) as caught:
        Store(tmp_path, url)
    assert caught.value.code == "STORE_OPEN"
    with pytest.raises(StoreError) as caught:
        Store(tmp_path, "postgresql+psycopg://ada:secret@127.0.0.1:9/none?connect_timeout=1")
    assert "secret" not in caught.value.message


def test_an_older_store_is_copied_before_it_is_brought_up(tmp_path):
    """The first version of the tables, with a thing in it, opens and keeps a copy beside it."""
    engine = create_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    command.upgrade(migration_config(engine), "0001")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into item (id, channel, source_key, sha256, first_seen, body) "
            "values ('item_1', 'c', 'k', 'd', '2026-01-01', '{}')"
        )
    engine.dispose()
    with Store(tmp_path):
        pass
    copies = list(tmp_path.glob("store.sqlite.before-*"))
    assert len(copies) == 1
    for path in (tmp_path / "store.sqlite", copies[0]):
        with sqlite3.connect(path) as database:
            assert database.execute("select id from item").fetchall() == [("item_1",)]
