"""What must always be true of a consultation, checked from what is kept; nothing is changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consult.domain.errors import StoreError
from consult.domain.ledger import Item, ResponseState, response_id
from consult.domain.run import RunResult
from consult.pipeline.check import run_problems
from consult.pipeline.received import PAPER_CHANNEL
from consult.pipeline.workspace import Workspace
from consult.settings.conventions import options_of
from consult.store.ledger import OPENED, Event
from consult.store.store import Store

_SHOWN = 10
_AGAIN = "run `consult run`; if it stays, please report it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that should be true and is not: which code, where, and what to do."""

    code: str
    where: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One check: how many things it looked at, what it found, and what it says of them."""

    name: str
    counted: int
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """All checks in order."""

    checks: tuple[Checked, ...]

    @property
    def passed(self) -> bool:
        """Whether everything that must be true is."""
        return not any(check.failures for check in self.checks)

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        return {
            "passed": self.passed,
            "checks": [
                {
                    "name": check.name,
                    "counted": check.counted,
                    "passed": not check.failures,
                    "notes": list(check.notes),
                    "failures": [
                        {"code": f.code, "where": f.where, "message": f.message}
                        for f in check.failures
                    ],
                }
                for check in self.checks
            ],
        }

    def as_lines(self) -> list[str]:
        """Return a line for each check, with what failed below it."""
        lines: list[str] = []
        for check in self.checks:
            verdict = f"{len(check.failures)} FAILED" if check.failures else "holds"
            lines.append(f"{verdict:>9}  {check.name} ({check.counted:,})")
            lines += [f"           {note}" for note in check.notes]
            lines += [
                f"           {f.code}  {f.where}: {f.message}" for f in check.failures[:_SHOWN]
            ]
            if len(check.failures) > _SHOWN:
                lines.append(f"           and {len(check.failures) - _SHOWN} more (--json has all)")
        return lines


def audit(workspace: Workspace) -> Audit:
    """Check everything that must always be true; a store that is not there yet holds nothing.

    That two runs give one result is not among them: it costs two runs, and a test of the
    project makes them.
    """
    if not (workspace.output_folder / "store").is_dir():
        return Audit(checks=(Checked(name="there is nothing yet", counted=0),))
    with workspace.open_store() as store:
        ids = store.runs.ids()
        result = store.runs.load(ids[-1]) if ids else None
        items = store.ledger.items()
        events = store.ledger.events()
        checks = [
            _sums(store, events),
            _histories(store, events),
            _accounted(store, items, events, result),
            _final(store),
            _originals(store, items),
            _files(store, items),
            _erased(store),
            _database(store),
        ]
        if result is not None:
            checks += [
                _stages(result),
                _run_and_ledger(store, result),
                _quotes_and_numbers(result, workspace),
                _artefacts(result, workspace),
            ]
        return Audit(checks=tuple(checks))


def _check(name: str, counted: int, failures: Iterator[Failure], *notes: str) -> Checked:
    return Checked(name=name, counted=counted, failures=tuple(failures), notes=notes)


def _last(events: tuple[Event, ...]) -> dict[str, Event]:
    return {event.response_id: event for event in events}


def _sums(store: Store, events: tuple[Event, ...]) -> Checked:
    """Count what was received by its history, and hold it to the rows by channel and state."""
    rows = {r.id: r for r in store.ledger.responses()}
    received = {i for i, event in _last(events).items() if event.state != OPENED}
    channels: dict[str, Counter[str]] = {}
    for response in rows.values():
        channels.setdefault(response.channel, Counter())[response.state.value] += 1
    notes = [
        f"{channel}: {states.total()} = "
        + " + ".join(f"{n} {state}" for state, n in sorted(states.items()))
        for channel, states in sorted(channels.items())
    ]

    def failures() -> Iterator[Failure]:
        for vanished in sorted(received - rows.keys()):
            yield Failure(
                code="LEDGER_SUM",
                where=vanished,
                message="it was received and its row is gone; restore the store from a backup",
            )
        for unknown in sorted(rows.keys() - received):
            yield Failure(
                code="LEDGER_SUM",
                where=unknown,
                message=f"it has a row, but the history does not know it as received; {_AGAIN}",
            )

    return _check("received is the sum of the states", len(received), failures(), *notes)


def _histories(store: Store, events: tuple[Event, ...]) -> Checked:
    last = _last(events)

    def failures() -> Iterator[Failure]:
        for response in store.ledger.responses():
            event = last.get(response.id)
            if event is not None and event.state not in {response.state.value, OPENED}:
                yield Failure(
                    code="LEDGER_HISTORY",
                    where=response.id,
                    message=f"it is {response.state.value}, but its history ends with "
                    f"{event.state}; {_AGAIN}",
                )
        for event in events:
            if not event.actor:
                yield Failure(
                    code="LEDGER_HISTORY",
                    where=event.response_id,
                    message="a change of its state names nobody; please report it",
                )

    return _check("each state has its reason, actor and time", len(events), failures())


def _accounted(
    store: Store, items: tuple[Item, ...], events: tuple[Event, ...], result: RunResult | None
) -> Checked:
    """Hold everything that came in nothing else to a row of its own, or to what it held.

    What is no response (evidence, a press item) is known by the newest run's documents.
    """
    known = {event.response_id for event in events}
    top = [i for i in items if i.parent_id is None and i.channel != PAPER_CHANNEL]
    buried = store.erasure.tombstones()
    by_item = {i for r in store.ledger.responses() for i in r.item_ids}
    told: set[str | None] = {i.parent_id for i in items if i.parent_id}
    if result is not None:
        told |= {document.item_id for document in result.corpus.documents}
        told |= {exclusion.subject_id for exclusion in result.corpus.exclusions}

    def failures() -> Iterator[Failure]:
        for item in top:
            row = response_id(item.channel, item.source_key)
            if row in known or item.id in by_item or item.id in told or item.id in buried:
                continue
            yield Failure(
                code="NOT_READ" if result is None else "ITEM_UNACCOUNTED",
                where=item.source_key,
                message=f"it arrived and nothing says yet what became of it; {_AGAIN}",
            )

    return _check(
        "what arrived is a response, held some, or is known as none", len(top), failures()
    )


def _final(store: Store) -> Checked:
    waiting = store.ledger.responses_in([ResponseState.RECEIVED])
    return _check(
        "nothing is without a final state",
        sum(n for _, _, n in store.ledger.counts()),
        (
            Failure(
                code="NOT_READ",
                where=response.id,
                message=f"received by {response.channel} and not read yet; run `consult run`",
            )
            for response in waiting
        ),
    )


def _originals(store: Store, items: tuple[Item, ...]) -> Checked:
    """Read every original that is kept apart, and hold it to its digest."""
    buried = store.erasure.tombstones()
    kept = set(store.raw.digests())
    live = [i for i in items if i.id not in buried and not store.raw.refuses(i.sha256)]
    own = {i.sha256: i for i in live if i.parent_id is None or i.sha256 in kept}

    def failures() -> Iterator[Failure]:
        for sha256, item in sorted(own.items()):
            try:
                store.raw.get(sha256)
            except StoreError as error:
                yield Failure(code=error.code, where=item.source_key, message=error.message)

    return _check("originals match their sha256", len(own), failures())


def _files(store: Store, items: tuple[Item, ...]) -> Checked:
    kept = set(store.raw.digests())
    known = {item.sha256 for item in items}

    def failures() -> Iterator[Failure]:
        for sha256 in sorted(kept - known):
            yield Failure(
                code="FILE_WITHOUT_ROW",
                where=sha256,
                message="an original is kept that no row of the ledger knows; run `consult run`, "
                "which takes what a killed run left; if it stays, delete it",
            )

    return _check("no file is without a row", len(kept), failures())


def _erased(store: Store) -> Checked:
    buried = store.erasure.tombstones()
    erased = store.ledger.responses_in([ResponseState.ERASED])
    live = {i.sha256 for i in store.ledger.items() if i.id not in buried}
    kept = set(store.raw.digests())

    def failures() -> Iterator[Failure]:
        for response in erased:
            if not set(response.item_ids) <= buried.keys():
                yield Failure(
                    code="ERASE_UNFINISHED",
                    where=response.id,
                    message="it is decided but its bytes are still here; say "
                    f"`consult resolve FOLDER {response.id} --as erased` again",
                )
        for item_id, sha256 in sorted(buried.items()):
            if sha256 in kept and sha256 not in live:
                yield Failure(
                    code="ERASE_UNFINISHED",
                    where=item_id,
                    message="its bytes are among the originals again; erase it once more",
                )

    return _check("what was erased is gone", len(buried), failures())


def _database(store: Store) -> Checked:
    current, newest = store.revision()

    def failures() -> Iterator[Failure]:
        if current != newest:
            yield Failure(
                code="STORE_OLD",
                where="the store",
                message=f"its tables are of version {current}, not {newest}; open it with "
                "`consult check`, which brings them up",
            )
        for damage in store.damages():
            yield Failure(
                code="STORE_DAMAGED",
                where="the store",
                message=f"{damage}; restore it from a backup, or run `consult run` again",
            )

    return _check(f"the database is sound and of version {newest}", 1, failures())


def _stages(result: RunResult) -> Checked:
    return _check(
        "every stage accounts for what it was given",
        len(result.run.counts),
        (
            Failure(
                code="STAGE_SUM",
                where=count.stage,
                message=f"given {count.given}, but {count.done} + {count.excluded} + "
                f"{count.problems} are accounted for; please report it",
            )
            for count in result.run.counts
            if count.given != count.done + count.excluded + count.problems
        ),
    )


def _run_and_ledger(store: Store, result: RunResult) -> Checked:
    """Hold the newest run to the ledger as it stands now, and to every decision."""
    in_run = {r.id: r.state for r in result.corpus.responses}
    known = {decision.id for decision in result.corpus.decisions}

    def failures() -> Iterator[Failure]:
        for response in store.ledger.responses():
            state = in_run.get(response.id)
            if state is not response.state:
                yield Failure(
                    code="STALE_RUN",
                    where=response.id,
                    message=f"it is {response.state.value} in the ledger and "
                    f"{state.value if state else 'missing'} in the newest run; run `consult run`",
                )
        for decision in store.decisions.all():
            if decision.id not in known:
                yield Failure(
                    code="STALE_RUN",
                    where=decision.subject_id,
                    message=f"{decision.actor} decided {decision.after!r} after the newest run; "
                    "run `consult run`",
                )

    return _check("the newest run is that of the ledger", len(in_run), failures())


def _quotes_and_numbers(result: RunResult, workspace: Workspace) -> Checked:
    problems = run_problems(result, options_of(workspace.settings))
    findings = sum(len(q.findings) for q in result.findings)
    return _check(
        "every quote equals its span and every number recomputes",
        len(result.quotes) + findings,
        (Failure(code=p.code.value, where=p.where, message=p.message) for p in problems),
        f"{len(result.quotes):,} quotes, {findings:,} findings",
    )


def _artefacts(result: RunResult, workspace: Workspace) -> Checked:
    """Hold the published files of the newest run to the store."""
    folder = workspace.run_folder(result.run.id)
    republish = "build it again with `consult report`"
    tests: list[tuple[str, Callable[[], bool], str]] = [
        ("latest", lambda: workspace.latest.resolve() == folder.resolve(), "points elsewhere"),
        ("report.html", (folder / "report.html").is_file, "is missing"),
        (
            "quotes.jsonl",
            lambda: (
                _texts(folder / "quotes.jsonl", "quote_id")
                == {quote.id: quote.text for quote in result.quotes}
            ),
            "says other words than the store",
        ),
        (
            "documents.jsonl",
            lambda: (
                _texts(folder / "documents.jsonl", "document_id")
                == {document.id: document.text for document in result.corpus.documents}
            ),
            "says other words than the store",
        ),
    ]
    return _check(
        "the published files are those of the store",
        len(tests),
        (
            Failure(
                code="STALE_RUN", where=f"{folder.name}/{name}", message=f"it {wrong}; {republish}"
            )
            for name, holds, wrong in tests
            if not holds()
        ),
    )


def _texts(path: Path, key: str) -> dict[str, str]:
    if not path.is_file():
        return {"": "missing"}
    with path.open(encoding="utf-8", newline="\n") as lines:
        rows = (json.loads(line) for line in lines)
        return {row[key]: row["text"] for row in rows}
