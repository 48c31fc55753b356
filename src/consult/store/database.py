"""Opening the database of a store: SQLite by default, PostgreSQL by its URL, migrated first."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import SQLAlchemyError

from consult.domain.errors import StoreError

_POSTGRES_DISK_FULL = "53100"
_MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(url: str) -> Engine:
    """Return an engine on the database at ``url``, brought to the newest version.

    An SQLite file is copied beside itself before it is migrated.

    Raises:
        StoreError: ``STORE_OPEN`` when it cannot be reached; ``STORE_NEWER`` when a newer
            consult wrote it.
    """
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "handle_error", _say_when_full)
    try:
        _migrate(engine)
    except SQLAlchemyError as error:
        raise StoreError(
            "STORE_OPEN", f"the store at {engine.url!r} cannot be opened: {error}"
        ) from error
    return engine


def _say_when_full(context: ExceptionContext) -> None:
    """Turn a full disk into an error of use; the transaction is taken back as for any other."""
    cause = context.original_exception
    full = getattr(cause, "sqlite_errorname", "") == "SQLITE_FULL"
    if full or getattr(cause, "sqlstate", "") == _POSTGRES_DISK_FULL:
        raise StoreError(
            "DISK_FULL",
            "the store cannot grow since its disk is full; make room, then run again: what was "
            "kept so far stays, and the run goes on from there.",
        ) from cause


def _tune_sqlite(connection: Any, _record: Any) -> None:
    """Let readers go on beside one writer, and wait rather than fail on a short lock."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.close()


def migration_config(engine: Engine | None = None) -> Config:
    """Return the Alembic configuration of the shipped migrations, for ``engine`` if given."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    if engine is not None:
        config.attributes["engine"] = engine
    return config


def revisions(engine: Engine) -> tuple[str, str]:
    """Return the version of the database, and the newest that the shipped migrations make."""
    scripts = ScriptDirectory.from_config(migration_config(engine))
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current or "", scripts.get_current_head() or ""


def damages(engine: Engine) -> tuple[str, ...]:
    """Return what is wrong with the tables: rows that point nowhere, records of no run.

    An SQLite file is checked page by page as well; PostgreSQL keeps its keys itself.
    """
    orphans = (
        ("record", "run", "record.run_id = run.id", "a record belongs to no run"),
        ("record", "content", "record.digest = content.digest", "a record has no content"),
        ("content", "record", "record.digest = content.digest", "content belongs to no record"),
    )
    found: list[str] = []
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            said = [row[0] for row in connection.execute(text("PRAGMA integrity_check"))]
            found.extend(line for line in said if line != "ok")
        for table, other, joined, what in orphans:
            # The names are those above and never anybody's input.
            query = f"SELECT count(*) FROM {table} WHERE NOT EXISTS (SELECT 1 FROM {other} WHERE {joined})"  # noqa: E501, S608
            count = connection.execute(text(query)).scalar_one()
            if count:
                found.append(f"{what} ({count})")
    return tuple(found)


def _migrate(engine: Engine) -> None:
    config = migration_config(engine)
    scripts = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    head = scripts.get_current_head()
    if current == head:
        return
    known = {script.revision for script in scripts.walk_revisions()}
    if current is not None and current not in known:
        raise StoreError(
            "STORE_NEWER",
            f"the store was written by a newer consult (version {current!r}); "
            "use that version, or a backup from before it.",
        )
    if current is not None and engine.dialect.name == "sqlite" and engine.url.database:
        source = Path(engine.url.database)
        shutil.copy2(source, source.with_name(f"{source.name}.before-{head}"))
    command.upgrade(config, "head")
