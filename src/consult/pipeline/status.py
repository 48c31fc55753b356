"""One screen for a review team: what came in, what waits for a person and why, who works on it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from consult.domain.errors import ConsultError, Problem, ProblemCode, Severity
from consult.domain.ledger import Proposal, ProposalKind, Response, ResponseState, Sighting
from consult.domain.run import Run
from consult.pipeline.places import Places
from consult.pipeline.resolve import open_proposals
from consult.pipeline.times import now
from consult.pipeline.waiting import facts_of
from consult.pipeline.workspace import Workspace
from consult.store.store import Store

_SPAN = re.compile(r"(\d{1,4})\s*([hdw])")
_HOURS = {"h": 1, "d": 24, "w": 168}
_SHOWN = 5
_IN_PROPOSALS = {
    ProblemCode.DUPLICATE,
    ProblemCode.WITHDRAWAL_ASKED,
    ProblemCode.CAMPAIGN_PROPOSED,
    ProblemCode.SAFEGUARDING,
}

Count = tuple[str, ResponseState, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a consultation stands."""

    title: str
    since: datetime
    came: tuple[Count, ...]
    """(channel, state now, how many) of what the ledger first knew of since then."""
    counts: tuple[Count, ...]
    """The same of everything."""
    proposals: tuple[tuple[Proposal, str], ...]
    """What waits for a decision, each with the places that it is about."""
    stuck: tuple[tuple[Response, str], ...]
    """Responses that could not be read or wait, each with its place."""
    seen: tuple[Sighting, ...]
    """What lies at a source and was not taken."""
    asks: tuple[Problem, ...]
    """What else of the newest run asks for a person."""
    run: Run | None
    undecided: int
    """Decisions that the newest run does not know yet."""
    unread: int
    holder: str | None

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        return {
            "title": self.title,
            "since": self.since.isoformat(),
            "came_in": _counted(self.came),
            "received": _counted(self.counts),
            "proposals": [{**facts_of(p), "where": where} for p, where in self.proposals],
            "stuck": [
                {"response_id": r.id, "where": where, "state": r.state.value, "reason": r.reason}
                for r, where in self.stuck
            ],
            "not_taken": [
                {"channel": s.channel, "where": s.source_key, "reason": s.reason} for s in self.seen
            ],
            "asks": [
                {"code": p.code.value, "where": p.where, "message": p.message} for p in self.asks
            ],
            "run": self.run.id if self.run else None,
            "decisions_not_in_run": self.undecided,
            "not_read_yet": self.unread,
            "holder": self.holder,
        }

    def as_lines(self) -> list[str]:
        """Return the facts for people, on one screen where not too much waits."""
        return [
            self.title,
            *self._in_danger(),
            *_table(f"Came in since {self.since:%d %B %Y %H:%M} UTC", self.came),
            *_table("Received in all", self.counts),
            *self._waiting(),
            *self._newest(),
        ]

    def _in_danger(self) -> list[str]:
        told = [where for p, where in self.proposals if p.kind is ProposalKind.SAFEGUARDING]
        if not told:
            return []
        return [
            f"SOMEBODY MAY BE IN DANGER: {len(told)} to read first "
            "(`consult resolve FOLDER --only safeguarding`)",
            *_some(told),
        ]

    def _waiting(self) -> list[str]:
        lines: list[str] = []
        if self.proposals:
            lines.append(f"Proposals to decide (`consult resolve`): {len(self.proposals)}")
            kinds = Counter(p.kind.value for p, _ in self.proposals)
            lines += [f"  {kind}: {count}" for kind, count in kinds.items()]
            lines += _some([f"{p.id}  {where}: {p.evidence}" for p, where in self.proposals])
        if self.stuck:
            lines.append(f"Could not be read, or waits: {len(self.stuck)}")
            lines += _some([f"{where} ({r.id})\n      {r.reason}" for r, where in self.stuck])
        if self.seen:
            lines.append(f"Lies there and was not taken: {len(self.seen)}")
            lines += _some([f"{s.source_key}: {s.reason}" for s in self.seen])
        if self.asks:
            lines.append("Other things to look at in the newest run:")
            codes = Counter(p.code.value for p in self.asks)
            for code, count in sorted(codes.items()):
                first = next(p for p in self.asks if p.code.value == code)
                lines.append(f"  {code} ({count}), such as {first.where}: {first.message}")
        return lines or ["Nothing waits for a person."]

    def _newest(self) -> list[str]:
        lines = [
            f"Newest run: {self.run.id}" if self.run else "There is no run yet: `consult run`.",
        ]
        if self.undecided:
            lines.append(f"  it does not know {self.undecided} decisions yet: `consult run`")
        if self.unread:
            lines.append(f"  {self.unread} responses came in after it: `consult run`")
        lines.append(f"At work now: {self.holder}" if self.holder else "Nobody is at work on it.")
        return lines

    @property
    def needs_person(self) -> bool:
        """Whether anything waits for a person."""
        return bool(self.proposals or self.stuck or self.seen or self.asks)


def status_of(workspace: Workspace, since: str = "yesterday") -> Status:
    """Return where a consultation stands; nothing is changed by looking.

    ``since`` is ``yesterday`` (its beginning), ``today``, a date or time in ISO 8601 in the
    consultation's time zone, or a span such as ``24h``, ``3d`` or ``1w``.

    Raises:
        ConsultError: ``SINCE`` for other words.
    """
    settings = workspace.settings
    begin = since_when(since, settings.timezone)
    with workspace.open_store() as store:
        places = Places(store)
        ids = store.runs.ids()
        run = store.runs.head(ids[-1]) if ids else None
        stuck = store.ledger.responses_in([ResponseState.WAITING, ResponseState.QUARANTINED])
        proposals = open_proposals(store)
        places.learn(
            [*(r.id for r in stuck), *(i for p in proposals for i in (p.subject_id, p.other_id))]
        )
        counts = store.ledger.counts()
        return Status(
            title=settings.consultation.title,
            since=begin,
            came=store.ledger.counts(begin),
            counts=counts,
            proposals=tuple((p, places.of_proposal(p)) for p in proposals),
            stuck=tuple((r, places.of(r.id)) for r in stuck),
            seen=store.sightings.all(),
            asks=_asks(run),
            run=run,
            undecided=_not_in_run(store, run),
            unread=sum(n for _, state, n in counts if state is ResponseState.RECEIVED),
            holder=store.holder(),
        )


def since_when(words: str, timezone: str) -> datetime:
    """Return the time that a person means, in UTC."""
    zone = ZoneInfo(timezone)
    midnight = now().astimezone(zone).replace(hour=0, minute=0, second=0)
    said = words.strip().lower()
    if said in {"today", "yesterday"}:
        day = midnight if said == "today" else midnight - timedelta(days=1)
        return day.astimezone(UTC)
    span = _SPAN.fullmatch(said)
    if span is not None:
        return now() - timedelta(hours=int(span[1]) * _HOURS[span[2]])
    try:
        given = datetime.fromisoformat(words.strip())
    except ValueError as error:
        raise ConsultError(
            "SINCE", f"--since {words!r} is no time; say yesterday, 2026-03-01, 24h, 3d or 1w."
        ) from error
    return (given if given.tzinfo else given.replace(tzinfo=zone)).astimezone(UTC)


def _asks(run: Run | None) -> tuple[Problem, ...]:
    if run is None:
        return ()
    return tuple(
        p for p in run.problems if p.severity is not Severity.INFO and p.code not in _IN_PROPOSALS
    )


def _not_in_run(store: Store, run: Run | None) -> int:
    if run is None:
        return 0
    known = {decision.id for decision in store.runs.decisions(run.id)}
    return sum(decision.id not in known for decision in store.decisions.all())


def _counted(counts: tuple[Count, ...]) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for channel, state, count in counts:
        table.setdefault(channel, {})[state.value] = count
    return table


def _table(heading: str, counts: tuple[Count, ...]) -> list[str]:
    total = sum(count for _, _, count in counts)
    lines = [f"{heading}: {total}"]
    for channel, states in _counted(counts).items():
        said = ", ".join(f"{n} {state.lower().replace('_', ' ')}" for state, n in states.items())
        lines.append(f"  {channel}: {sum(states.values())} = {said}")
    return lines


def _some(lines: list[str]) -> list[str]:
    more = [f"    and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return [f"    {line}" for line in lines[:_SHOWN]] + more
