"""Whose database it is: that of the consultation that opened it first."""

from __future__ import annotations

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from consult.domain.errors import StoreError
from consult.store.tables import consultation as consultation_table

_ONLY = 1


def claim(engine: Engine, consultation_id: str) -> None:
    """Make the database that of a consultation, or see that it is.

    Raises:
        StoreError: ``STORE_SHARED`` when it is that of another, whose responses would be counted
            along with its own.
    """
    owner = _owner(engine)
    if owner is None:
        try:
            with engine.begin() as connection:
                connection.execute(
                    insert(consultation_table).values(number=_ONLY, id=consultation_id)
                )
        except IntegrityError:
            # Somebody else opened it first, at the same time.
            pass
        owner = _owner(engine)
    if owner != consultation_id:
        raise StoreError(
            "STORE_SHARED",
            f"the database at {engine.url!r} holds the consultation {owner!r}, and "
            f"{consultation_id!r} would be mixed with it: give each its own database, or on "
            "PostgreSQL its own schema (…?options=-csearch_path%3DSCHEMA). If only the id in "
            "consultation.toml was changed, change it back.",
        )


def _owner(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return connection.execute(select(consultation_table.c.id)).scalar()
