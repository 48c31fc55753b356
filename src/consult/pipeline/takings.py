"""What became of everything that the channels offered, for the ledger, the run and people."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from consult.domain.document import Role
from consult.domain.errors import Problem
from consult.domain.ledger import Item, ResponseState, Sighting
from consult.domain.outcome import Exclusion, Outcome
from consult.settings.model import SourceSettings

STAGE = "collect"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCount:
    """How many things a channel offered and what became of them; they add up to ``given``."""

    channel: str
    """Empty for what no source takes."""
    given: int
    new: int
    known: int
    excluded: int
    failed: int


class Takings:
    """Adds up what was taken and what was not; each thing offered is told once."""

    def __init__(self) -> None:
        self.new: list[Item] = []
        self._done: list[Item] = []
        self._excluded: list[Exclusion] = []
        self._failed: list[Problem] = []
        self._notes: list[Problem] = []
        self._sightings: list[Sighting] = []
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def keep(self, item: Item, *, new: bool) -> None:
        """Tell of a thing that is in the store."""
        self._done.append(item)
        self._counts[item.channel]["new" if new else "known"] += 1
        if new:
            self.new.append(item)

    def leave(
        self,
        source: SourceSettings | None,
        key: str,
        reason: str,
        state: ResponseState | None = ResponseState.WAITING,
        *,
        counts: bool = True,
    ) -> None:
        """Tell of a thing that was left where it is, and why.

        ``state`` is None where there is nothing left to be seen; ``counts`` says whether it would
        be one response more than the ledger knows of.
        """
        self._excluded.append(Exclusion(subject_id=key, stage=STAGE, reason=reason))
        self._counts[source.channel if source else ""]["excluded"] += 1
        if state is not None:
            self._see(source, key, reason, state, counts=counts)

    def fail(self, source: SourceSettings, problem: Problem, *, counts: bool = True) -> None:
        """Tell of a thing that something is wrong with; ``problem.where`` is its place."""
        self._failed.append(problem)
        self._counts[source.channel]["failed"] += 1
        reason = f"{problem.code.value}: {problem.message}"
        self._see(source, problem.where, reason, ResponseState.QUARANTINED, counts=counts)

    def note(self, problem: Problem) -> None:
        """Tell of a problem that cost no thing that was offered."""
        self._notes.append(problem)

    def outcome(self) -> Outcome[Item]:
        """Return all of it as the outcome of the stage."""
        return Outcome(
            stage=STAGE,
            given=sum(n for counts in self._counts.values() for n in counts.values()),
            done=tuple(self._done),
            done_count=len(self._done),
            excluded=tuple(self._excluded),
            failed=tuple(self._failed),
            notes=tuple(self._notes),
        ).checked()

    def channels(self) -> tuple[ChannelCount, ...]:
        """Return the counts of each channel, in order of name."""
        return tuple(
            ChannelCount(
                channel=channel,
                given=counts.total(),
                new=counts["new"],
                known=counts["known"],
                excluded=counts["excluded"],
                failed=counts["failed"],
            )
            for channel, counts in sorted(self._counts.items())
        )

    def sightings(self) -> tuple[Sighting, ...]:
        """Return what lies at the channels and was not taken."""
        return tuple(self._sightings)

    def _see(
        self,
        source: SourceSettings | None,
        key: str,
        reason: str,
        state: ResponseState,
        *,
        counts: bool,
    ) -> None:
        self._sightings.append(
            Sighting(
                channel=source.channel if source else "",
                source_key=key,
                state=state,
                reason=reason,
                response=counts and source is not None and source.role is Role.RESPONSE,
            )
        )
