"""The store keeps what it was given, once, and gives it back as it was."""

from datetime import UTC, datetime

import numpy as np
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from consult.domain.consultation import Consultation
from consult.domain.errors import StoreError
from consult.domain.ledger import Item, Response, ResponseState
from consult.domain.quote import Quote
from consult.domain.run import Corpus, Run, RunResult
from consult.store.database import migration_config
from consult.store.store import Store
from consult.store.tables import metadata, response_event
from tests.builders import make_document

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "store") as opened:
        yield opened


def make_item(key="a.txt", sha256="0" * 64):
    return Item(
        id=f"item_{key}",
        channel="letters",
        source_key=key,
        name=key,
        sha256=sha256,
        size=3,
        received=NOW,
        media_type="text/plain",
    )


def make_response(state=ResponseState.VALID, reason=""):
    return Response(
        id="resp_1",
        respondent_id="who_a",
        item_ids=("item_a.txt",),
        channel="letters",
        received=NOW,
        state=state,
        reason=reason,
    )


def test_receiving_twice_is_receiving_once(store):
    """The second arrival of the same thing adds nothing."""
    first = store.ledger.receive([make_item()], NOW)
    second = store.ledger.receive([make_item()], NOW)

    assert (len(first), second) == (1, ())
    assert store.ledger.items() == (make_item(),)


def test_a_change_of_state_is_appended_to_the_history(store):
    """Both states stand in the history, with reason and actor; the ledger shows the last."""
    store.ledger.settle([make_response()], actor="consult", at=NOW)
    store.ledger.settle([make_response()], actor="consult", at=NOW)
    store.ledger.settle(
        [make_response(ResponseState.WITHDRAWN, "asked by mail")], actor="person:kim", at=NOW
    )

    with store._engine.connect() as connection:
        events = connection.execute(response_event.select().order_by(response_event.c.id)).all()
    assert [(e.state, e.reason, e.actor) for e in events] == [
        ("VALID", "", "consult"),
        ("WITHDRAWN", "asked by mail", "person:kim"),
    ]
    assert [r.state for r in store.ledger.responses()] == [ResponseState.WITHDRAWN]


def test_originals_are_checked_against_their_digest(store):
    """An original that somebody edited is refused by name."""
    sha256 = store.raw.put(b"words")
    assert store.raw.get(sha256) == b"words"

    store.raw.path(sha256).write_bytes(b"other")

    with pytest.raises(StoreError, match="RAW_CHANGED"):
        store.raw.get(sha256)


def test_vectors_are_made_once_and_in_order(store):
    """Only what is missing is made; equal keys share a row; engines do not mix."""
    calls = []

    def make(positions):
        calls.append(list(positions))
        return np.array([[p, 1.0] for p in positions], dtype=np.float32)

    first = store.vectors.rows("m@1", ["a", "b", "a"], make)
    again = store.vectors.rows("m@1", ["b", "c", "a"], make)
    store.vectors.rows("m@2", ["a"], make)

    assert calls == [[0, 1], [1], [0]]
    assert first.tolist() == [[0, 1], [1, 1], [0, 1]]
    assert again.tolist() == [[1, 1], [1, 1], [0, 1]]


def test_a_cut_off_run_keeps_the_batches_it_made(store):
    """What was made before a crash is not made again."""

    def fails_later(positions):
        if positions[0] >= 2:
            raise KeyboardInterrupt
        return np.ones((len(positions), 2), dtype=np.float32)

    with pytest.raises(KeyboardInterrupt):
        store.vectors.rows("m@1", ["a", "b", "c"], fails_later, batch=2)
    made = []
    store.vectors.rows("m@1", ["a", "b", "c"], lambda p: (made.extend(p), np.ones((len(p), 2)))[1])

    assert made == [2]


def make_result(run_id="run-1"):
    document = make_document("We agree with this.")
    return RunResult(
        run=Run(
            id=run_id,
            started=NOW,
            finished=NOW,
            code="0",
            settings_sha256="",
            engines=(),
            inputs=(),
            counts=(),
            problems=(),
        ),
        corpus=Corpus(
            consultation=Consultation(
                id="c",
                title="T",
                organisation="O",
                opened=None,
                closed=NOW,
                chapters=(),
                questions=(),
            ),
            documents=(document,),
        ),
        findings=(),
        quotes=(Quote.cut(document, 0, 8),),
    )


def test_a_run_comes_back_as_it_was_saved(store):
    """Records of a run are equal after the way through the database, in their order."""
    store.runs.save(make_result(), "d")
    store.runs.save(make_result("run-2"), "d")

    assert store.runs.load("run-1") == make_result()
    assert store.runs.ids() == ("run-1", "run-2")


def test_of_two_runs_within_a_second_the_last_one_is_the_newest(store):
    """Their ids say nothing about it, nor do their times; saved again, a run is the newest."""
    store.runs.save(make_result("run-z"), "d")
    store.runs.save(make_result("run-a"), "e")
    assert store.runs.ids() == ("run-z", "run-a")

    store.runs.save(make_result("run-z"), "d")

    assert store.runs.ids() == ("run-a", "run-z")


def test_equal_records_of_two_runs_are_kept_once(store):
    """A second equal run costs rows that point, not texts."""
    store.runs.save(make_result(), "d")
    store.runs.save(make_result("run-2"), "d")

    with store._engine.connect() as connection:
        assert connection.execute(text("select count(*) from content")).scalar_one() == 3


def test_an_unknown_run_is_named(store):
    """The message says which runs there are."""
    with pytest.raises(StoreError, match=r"RUN_UNKNOWN.*none"):
        store.runs.load("run-9")


def test_the_lease_names_its_holder(store):
    """A second run is told who works."""
    with (
        store.lease("consult run"),
        pytest.raises(StoreError, match=r"LEASE_HELD.*consult run"),
        store.lease("another"),
    ):
        pass
    with store.lease("another"):
        pass


def test_migrations_make_the_tables_that_the_code_knows(tmp_path):
    """Nothing is left for autogenerate to say after all migrations."""
    engine = create_engine(f"sqlite:///{tmp_path / 'x.sqlite'}")
    command.upgrade(migration_config(engine), "head")

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_store_of_a_newer_consult_is_refused(tmp_path):
    """An older program does not write into tables that it does not know."""
    with Store(tmp_path / "s") as store, store._engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))

    with pytest.raises(StoreError, match="STORE_NEWER"):
        Store(tmp_path / "s")


def test_a_database_is_that_of_the_consultation_that_opens_it_first(tmp_path):
    """Another is told what to do, and changes nothing; a store from before takes the first."""
    url = f"sqlite:///{tmp_path / 'team.sqlite'}"
    with Store(tmp_path / "before", url) as store:
        store.ledger.receive([make_item()], NOW)
    with Store(tmp_path / "pond", url, consultation="pond"):
        pass

    with pytest.raises(StoreError, match=r"STORE_SHARED.*'pond'.*'lake'.*own database.*schema"):
        Store(tmp_path / "lake", url, consultation="lake")

    with Store(tmp_path / "pond", url, consultation="pond") as again:
        assert len(again.ledger.items()) == 1
