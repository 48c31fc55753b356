"""The store of one consultation: its ledger, originals, caches, decisions and runs."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from consult.store.caches import Readings, Vectors
from consult.store.database import damages, open_engine, revisions
from consult.store.decisions import Decisions
from consult.store.erasure import Erasure
from consult.store.lease import hold_lease, lease_holder
from consult.store.ledger import Ledger
from consult.store.owner import claim
from consult.store.raw import RawStore
from consult.store.runs import Runs
from consult.store.waiting import Proposals, Sightings

URL_VARIABLE = "CONSULT_STORE_URL"
"""The environment variable that names a database instead of the SQLite file."""


class Store:
    """Everything that is kept for one consultation, under one folder and one database."""

    def __init__(
        self, folder: Path, url: str | None = None, *, consultation: str | None = None
    ) -> None:
        """Open the store in ``folder``, making it when it is new.

        A database that ``url`` or the environment names is that of the ``consultation`` that opens
        it first. The file in the folder goes where the folder goes, whatever it is called then.

        Raises:
            StoreError: when the database cannot be opened, was written by a newer consult, or is
                that of another consultation.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        named = url or os.environ.get(URL_VARIABLE)
        self._engine = open_engine(named or f"sqlite:///{folder / 'store.sqlite'}")
        if named and consultation:
            claim(self._engine, consultation)
        self.raw = RawStore(folder / "raw")
        self.ledger = Ledger(self._engine)
        self.readings = Readings(self._engine)
        self.vectors = Vectors(self._engine)
        self.decisions = Decisions(self._engine)
        self.proposals = Proposals(self._engine)
        self.sightings = Sightings(self._engine)
        self.runs = Runs(self._engine)
        self.erasure = Erasure(self._engine, self.raw, folder)
        self.raw.refuse(self.erasure.tombstones().values())

    def lease(self, purpose: str, wait_seconds: float = 0.0) -> AbstractContextManager[None]:
        """Hold the consultation for one run; a second one waits, then is told who holds it."""
        return hold_lease(self._folder / "run.lock", purpose, wait_seconds)

    def holder(self) -> str | None:
        """Return who works on the consultation now, None when nobody does."""
        return lease_holder(self._folder / "run.lock")

    def revision(self) -> tuple[str, str]:
        """Return the version of the database, and the newest that this consult knows."""
        return revisions(self._engine)

    def damages(self) -> tuple[str, ...]:
        """Return what the database itself finds wrong with its tables."""
        return damages(self._engine)

    def close(self) -> None:
        """Close the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
