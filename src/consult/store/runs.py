"""Runs with all the records they hold; equal records are kept once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select

from consult.domain.codec import dumps, loads
from consult.domain.coding import Codebook, QuestionCoding, StanceCoding, Theme, ThemeCoding
from consult.domain.consultation import Consultation
from consult.domain.document import Document
from consult.domain.errors import StoreError
from consult.domain.finding import QuestionFindings
from consult.domain.ledger import Answer, Item, Proposal, Respondent, Response
from consult.domain.outcome import Exclusion
from consult.domain.quote import Quote
from consult.domain.run import Corpus, Decision, Run, RunResult
from consult.domain.segment import Campaign, Segment
from consult.store.batches import in_batches, known_keys
from consult.store.tables import content as content_table
from consult.store.tables import record as record_table
from consult.store.tables import run as run_table

_CORPUS_KINDS: dict[str, type[Any]] = {
    "items": Item,
    "responses": Response,
    "respondents": Respondent,
    "answers": Answer,
    "documents": Document,
    "segments": Segment,
    "campaigns": Campaign,
    "themes": Theme,
    "codebooks": Codebook,
    "question_codings": QuestionCoding,
    "theme_codings": ThemeCoding,
    "stance_codings": StanceCoding,
    "exclusions": Exclusion,
    "decisions": Decision,
    "proposals": Proposal,
}


class Runs:
    """What every run was and found, loaded back exactly as it was saved."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, result: RunResult, digest: str) -> None:
        """Keep a finished run in one transaction: all of it or nothing."""
        with self._engine.begin() as connection:
            connection.execute(delete(record_table).where(record_table.c.run_id == result.run.id))
            connection.execute(delete(run_table).where(run_table.c.id == result.run.id))
            last = connection.execute(select(func.max(run_table.c.number))).scalar() or 0
            connection.execute(
                insert(run_table).values(
                    id=result.run.id,
                    digest=digest,
                    number=last + 1,
                    started=result.run.started.isoformat(),
                    finished=result.run.finished.isoformat() if result.run.finished else None,
                    body=dumps(result.run),
                )
            )
            for rows in in_batches(_rows(result)):
                _save_rows(connection, result.run.id, rows)

    def load(self, run_id: str) -> RunResult:
        """Return a run as it was saved.

        Raises:
            StoreError: ``RUN_UNKNOWN`` when the store holds no such run.
        """
        with self._engine.connect() as connection:
            body = self._body(connection, run_id)
            query = (
                select(record_table.c.kind, content_table.c.body)
                .join(content_table, content_table.c.digest == record_table.c.digest)
                .where(record_table.c.run_id == run_id)
                .order_by(record_table.c.kind, record_table.c.ordinal)
            )
            bodies: dict[str, list[str]] = {}
            for kind, text in connection.execute(query):
                bodies.setdefault(kind, []).append(text)
        corpus = Corpus(
            consultation=loads(Consultation, bodies["consultation"][0]),
            **{
                kind: tuple(loads(record, text) for text in bodies.get(kind, ()))
                for kind, record in _CORPUS_KINDS.items()
            },
        )
        return RunResult(
            run=loads(Run, body),
            corpus=corpus,
            findings=tuple(loads(QuestionFindings, text) for text in bodies.get("findings", ())),
            quotes=tuple(loads(Quote, text) for text in bodies.get("quotes", ())),
        )

    def head(self, run_id: str) -> Run:
        """Return the record of a run without what it holds.

        Raises:
            StoreError: ``RUN_UNKNOWN`` when the store holds no such run.
        """
        with self._engine.connect() as connection:
            return loads(Run, self._body(connection, run_id))

    def _body(self, connection: Connection, run_id: str) -> str:
        query = select(run_table.c.body).where(run_table.c.id == run_id)
        body: str | None = connection.execute(query).scalar_one_or_none()
        if body is None:
            held = ", ".join(self.ids()) or "none"
            raise StoreError("RUN_UNKNOWN", f"the store holds no run {run_id!r}; it holds {held}.")
        return body

    def items(self, run_id: str) -> tuple[Item, ...]:
        """Return the items of a run as that run saw them, without anything else of it."""
        return tuple(loads(Item, body) for body in self._bodies(run_id, "items"))

    def decisions(self, run_id: str) -> tuple[Decision, ...]:
        """Return the decisions that a run knew, without anything else of it."""
        return tuple(loads(Decision, body) for body in self._bodies(run_id, "decisions"))

    def _bodies(self, run_id: str, kind: str) -> list[str]:
        query = (
            select(content_table.c.body)
            .join(record_table, content_table.c.digest == record_table.c.digest)
            .where(record_table.c.run_id == run_id, record_table.c.kind == kind)
            .order_by(record_table.c.ordinal)
        )
        with self._engine.connect() as connection:
            return [body for (body,) in connection.execute(query)]

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all runs in the order in which they were finished, the newest last."""
        query = select(run_table.c.id).order_by(run_table.c.number, run_table.c.id)
        with self._engine.connect() as connection:
            return tuple(run_id for (run_id,) in connection.execute(query))


_Row = tuple[str, int, str, str]


def _rows(result: RunResult) -> Iterator[_Row]:
    """Yield kind, ordinal, digest and body of every record of a run."""
    yield _row("consultation", 0, result.corpus.consultation)
    for kind in _CORPUS_KINDS:
        for ordinal, record in enumerate(getattr(result.corpus, kind)):
            yield _row(kind, ordinal, record)
    for ordinal, finding in enumerate(result.findings):
        yield _row("findings", ordinal, finding)
    for ordinal, quote in enumerate(result.quotes):
        yield _row("quotes", ordinal, quote)


def _row(kind: str, ordinal: int, record: object) -> _Row:
    body = dumps(record)
    return kind, ordinal, hashlib.blake2b(body.encode(), digest_size=16).hexdigest(), body


def _save_rows(connection: Connection, run_id: str, rows: list[_Row]) -> None:
    bodies = {digest: body for _, _, digest, body in rows}
    known = known_keys(connection, content_table.c.digest, bodies)
    fresh = [{"digest": d, "body": b} for d, b in bodies.items() if d not in known]
    if fresh:
        connection.execute(insert(content_table), fresh)
    connection.execute(
        insert(record_table),
        [
            {"run_id": run_id, "kind": kind, "ordinal": ordinal, "digest": digest}
            for kind, ordinal, digest, _ in rows
        ],
    )
