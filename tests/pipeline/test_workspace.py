"""One consultation's workspace keeps to itself."""

from __future__ import annotations

import pytest

from consult.domain.errors import StoreError
from consult.pipeline.collect import collect
from consult.pipeline.progress import Silent
from tests.e2e import fakes
from tests.e2e.fakes import LETTERS, make_pond


def test_two_consultations_do_not_share_a_database(tmp_path, monkeypatch):
    """The second is refused before it reads or writes anything; the first goes on."""
    monkeypatch.setenv("CONSULT_STORE_URL", f"sqlite:///{tmp_path / 'team.sqlite'}")
    pond = make_pond(tmp_path / "one")
    with pond.open_store() as store:
        collect(pond, store, Silent())
    monkeypatch.setattr(fakes, "SETTINGS", fakes.SETTINGS.replace('id = "pond"', 'id = "lake"'))
    lake = make_pond(tmp_path / "two")

    with pytest.raises(StoreError) as caught:
        lake.open_store()

    assert caught.value.code == "STORE_SHARED"
    with pond.open_store() as store:
        assert len(store.ledger.items()) == len(LETTERS)
