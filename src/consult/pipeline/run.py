"""A whole run: collect, read, segment, code, find, keep, publish."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import consult
from consult.domain.codec import dumps
from consult.domain.errors import Severity, StoreError
from consult.domain.ids import sha256_hex
from consult.domain.ledger import Item, ResponseState
from consult.domain.outcome import Outcome
from consult.domain.run import Corpus, Run, RunInput, RunResult
from consult.intake.sandbox import ReaderPool
from consult.pipeline.coded import code_segments
from consult.pipeline.collect import collect
from consult.pipeline.consulted import Consulted, consult_on
from consult.pipeline.engines import Engines, described
from consult.pipeline.found import find_all
from consult.pipeline.outdated import check_current
from consult.pipeline.progress import Progress
from consult.pipeline.proposed import by_kind
from consult.pipeline.publish import Published, publish
from consult.pipeline.readings import ReadArrival, closed_questions
from consult.pipeline.received import Received, receive
from consult.pipeline.segmented import segment_documents
from consult.pipeline.survey_checks import mapping_problems
from consult.pipeline.ticked import unknown_options, unread_options
from consult.pipeline.times import now
from consult.pipeline.workspace import Workspace
from consult.settings.consents import consent_rules
from consult.settings.model import Settings
from consult.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A run that is kept and published."""

    result: RunResult
    published: Published

    @property
    def needs_person(self) -> bool:
        """Whether anything waits for a person to look or decide."""
        return any(p.severity is not Severity.INFO for p in self.result.run.problems)


def run_all(workspace: Workspace, progress: Progress, engines: Engines | None = None) -> Finished:
    """Run everything under one lease: from the input folder to the published artefacts.

    Raises:
        ModelError: ``MODEL_MISSING`` when a model that the settings name is not installed.
        StoreError: ``LEASE_HELD`` when another run of this consultation is going on.
    """
    engines = engines or Engines(workspace.settings)
    engines.require()
    with workspace.open_store() as store, store.lease("consult run"):
        collected = collect(workspace, store, progress)
        result = analyse(workspace, store, progress, engines=engines, collected=collected)
        return Finished(result=result, published=publish(workspace, result, progress))


def read(workspace: Workspace, store: Store, progress: Progress) -> Received:
    """Read every present item of the ledger, keeping what readers made of it."""
    with _readers(workspace.settings) as read_arrival:
        received = receive(workspace.settings, store, read_arrival, progress)
    came_within = [item for item in received.items if item.parent_id is not None]
    store.ledger.receive(came_within, now())
    return received


@contextmanager
def _readers(settings: Settings) -> Iterator[ReadArrival]:
    closed = closed_questions(settings)
    with ReaderPool(settings.limits, reading=settings.reading) as pool:
        yield lambda arrival, survey: pool.read(
            arrival, survey, closed=closed, timezone=settings.timezone
        )


def _with_paper(received: Received, consulted: Consulted) -> Received:
    if consulted.item is None or consulted.paper is None:
        return received
    items = (*received.items, consulted.item)
    documents = (*received.documents, consulted.paper)
    return replace(
        received,
        items=tuple(sorted(items, key=lambda i: i.id)),
        documents=tuple(sorted(documents, key=lambda d: d.id)),
    )


def analyse(
    workspace: Workspace,
    store: Store,
    progress: Progress,
    *,
    engines: Engines | None = None,
    collected: Outcome[Item] | None = None,
) -> RunResult:
    """Read, code and find, and keep the result as a run of the store.

    Everything expensive is kept as it is made, so that a run that was cut off is finished by
    the next. Equal inputs, settings and code give equal results, whatever the order.

    Raises:
        ModelError: ``MODEL_MISSING`` when a model that the settings name is not installed.
    """
    settings = workspace.settings
    engines = engines or Engines(settings)
    engines.require()
    started = now()
    store.raw.tidy()
    with _readers(settings) as read_arrival:
        consulted = consult_on(workspace, store, read_arrival, engines)
    settings = consulted.settings
    if consulted.item is not None:
        store.ledger.receive([consulted.item], started, awaited=False)
    received = _with_paper(read(replace(workspace, settings=settings), store, progress), consulted)
    segmented = segment_documents(
        settings.consultation, received, consulted.paper, engines, store, progress
    )
    store.ledger.settle(
        segmented.responses,
        actor="consult",
        at=started,
        decided=received.decided,
        opened=received.opened,
    )
    proposals = by_kind((*received.proposals, *segmented.proposals))
    store.proposals.replace(proposals)
    coded = code_segments(consulted, received, segmented, engines, store, progress)
    corpus = Corpus(
        consultation=settings.consultation,
        items=received.items,
        responses=segmented.responses,
        respondents=received.respondents.all(),
        answers=received.answers,
        documents=segmented.documents,
        segments=segmented.segments,
        campaigns=segmented.campaigns,
        themes=coded.themes,
        codebooks=coded.codebooks,
        question_codings=coded.question_codings,
        theme_codings=coded.theme_codings,
        stance_codings=coded.stance_codings,
        decisions=store.decisions.all(),
        proposals=proposals,
        exclusions=tuple(e for outcome in coded.outcomes for e in outcome.excluded),
    )
    found = find_all(settings, corpus, coded, engines, store, progress)
    outcomes: list[Outcome[Any]] = [
        *([collected] if collected is not None else []),
        received.reading,
        received.responding,
        segmented.outcome,
        *coded.outcomes,
    ]
    corpus = replace(
        found.corpus,
        exclusions=tuple(
            sorted(
                [
                    *(e for outcome in outcomes for e in outcome.excluded),
                    *segmented.set_apart,
                    *found.exclusions,
                ],
                key=lambda e: (e.stage, e.subject_id, e.reason),
            )
        ),
    )
    inputs = tuple(
        RunInput(item_id=i.id, name=i.source_key, sha256=i.sha256)
        for i in received.items
        if i.parent_id is None
    )
    digest = sha256_hex(
        dumps(
            (consult.__version__, settings.sha256, inputs, described(engines), corpus.decisions)
        ).encode()
    )
    result = RunResult(
        run=Run(
            id=f"{started:%Y%m%dT%H%M%SZ}-{digest[:8]}",
            started=started,
            finished=now(),
            code=consult.__version__,
            settings_sha256=settings.sha256,
            consent_rules=consent_rules(settings),
            engines=described(engines),
            inputs=inputs,
            counts=tuple(outcome.count() for outcome in outcomes),
            problems=tuple(
                sorted(
                    [
                        *consulted.problems,
                        *(p for o in outcomes for p in (*o.failed, *o.notes)),
                        *unread_options(settings.consultation, settings.option_positions),
                        *unknown_options(settings.consultation, received.answers),
                        *mapping_problems(settings),
                        *found.problems,
                    ],
                    key=lambda p: (p.severity.value, p.code.value, p.where, p.message),
                )
            ),
        ),
        corpus=corpus,
        findings=found.questions,
        quotes=found.quotes,
    )
    store.runs.save(result, digest)
    return result


def publish_latest(workspace: Workspace, store: Store, progress: Progress) -> Published:
    """Publish the newest run of the store.

    Raises:
        StoreError: ``RUN_UNKNOWN`` when there is none yet.
        IntegrityError: ``QUOTE_WITHDRAWN`` or ``STALE_RUN`` when people took back or decided
            since what it shows, as :func:`check_current` says.
    """
    ids = store.runs.ids()
    if not ids:
        raise StoreError(
            "RUN_UNKNOWN", "the store holds no run yet; run `consult run` or the analyse flow."
        )
    return publish(workspace, _still_current(workspace, store, ids[-1]), progress)


def _still_current(workspace: Workspace, store: Store, run_id: str) -> RunResult:
    """Return a run as it was, but refuse one that shows what may not be shown any more."""
    result = store.runs.load(run_id)
    check_current(
        result.run,
        result.corpus,
        ledger=store.ledger.responses_in([ResponseState.WITHDRAWN, ResponseState.ERASED]),
        decisions=store.decisions.all(),
        settings=workspace.settings,
    )
    return result


def republish(workspace: Workspace, run_id: str | None, progress: Progress) -> Published:
    """Build the artefacts of one run, or of the newest, again from the store.

    Raises:
        StoreError: ``RUN_UNKNOWN`` when the store does not hold it.
        IntegrityError: as :func:`publish_latest` does.
    """
    with workspace.open_store() as store, store.lease("consult report"):
        if run_id is None:
            return publish_latest(workspace, store, progress)
        return publish(workspace, _still_current(workspace, store, run_id), progress)
