"""Which response stands behind which, by what people decided: none may leave every count by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Response, ResponseState
from consult.domain.run import Decision

BEHIND = frozenset({ResponseState.DUPLICATE, ResponseState.SUPERSEDED, ResponseState.MERGED})
"""States in which a response stands behind another."""
UNREAD = frozenset({ResponseState.QUARANTINED, ResponseState.WAITING, ResponseState.RECEIVED})
_TAKEN_BACK = frozenset({ResponseState.WITHDRAWN, ResponseState.ERASED})


def behind(decision: Decision | None) -> str | None:
    """Return the response that the subject of a decision stands behind, if any."""
    return decision.other_id if decision is not None and decision.after in BEHIND else None


def is_merged(decision: Decision | None) -> bool:
    """Tell whether a decision merges its subject with another response."""
    return decision is not None and decision.after == ResponseState.MERGED


def leads_to(links: Mapping[str, str], start: str, end: str) -> bool:
    """Tell whether going from a response to the one that it stands behind comes to another."""
    walked: set[str] = set()
    at: str | None = start
    while at is not None and at not in walked:
        if at == end:
            return True
        walked.add(at)
        at = links.get(at)
    return False


def whole_of(
    response_id: str, known: Mapping[str, Response], states: Mapping[str, Decision]
) -> str | None:
    """Return the response that a merged one counts with; None where there is none that counts.

    That is the last one on its way that counts by itself. One that was withdrawn or erased takes
    along what was merged into it: words that somebody took back do not return by it.
    """
    walked = [response_id]
    while is_merged(states.get(walked[-1])):
        other = states[walked[-1]].other_id
        if other is None or other not in known:
            break
        if other in walked:
            if response_id in walked[walked.index(other) :]:
                return None
            del walked[walked.index(other) + 1 :]
            break
        walked.append(other)
    last = walked[-1]
    if last != response_id and _becomes(known[last], states.get(last)) in _TAKEN_BACK:
        return last
    counting = (
        i for i in reversed(walked[1:]) if _becomes(known[i], states.get(i)) is ResponseState.VALID
    )
    return next(counting, None)


def _becomes(response: Response, decision: Decision | None) -> ResponseState:
    """Return the state of a response, as it was read where a merge of it cannot be followed."""
    if decision is None or is_merged(decision):
        return response.state
    state = ResponseState(decision.after)
    unread = state is ResponseState.VALID and response.state in UNREAD
    return response.state if unread else state


def in_circle(response_id: str, copies: Mapping[str, str], states: Mapping[str, Decision]) -> bool:
    """Tell whether a response stands behind itself, by way of duplicates and newer versions.

    ``copies`` are the responses that a machine put behind another with the same bytes.
    """
    links = {i: other for i, other in copies.items() if i not in states}
    links |= {i: other for i, d in states.items() if (other := behind(d)) and not is_merged(d)}
    other = links.get(response_id)
    return other is not None and leads_to(links, other, response_id)


def lost_places(
    responses: Iterable[Response], states: Mapping[str, Decision]
) -> tuple[Problem, ...]:
    """Return a DECISION_LOST problem for each response that cannot stand where a person put it.

    ``responses`` are those with their states settled. One that stands behind an erased one and
    was not erased along is among them.
    """
    known = {r.id: r for r in responses}
    found: list[Problem] = []
    for response in known.values():
        decision = states.get(response.id)
        other = behind(decision)
        if decision is None or other is None:
            continue
        if response.state != decision.after:
            held = known.get(other)
            now = f"is {held.state.value}" if held is not None else "is not here"
            found.append(
                _lost(
                    response,
                    f"it was made {decision.after} behind {other}, which {now} and cannot stand "
                    f"for it, so it stays {response.state.value}; decide about it again.",
                )
            )
        elif response.state is ResponseState.MERGED:
            whole = whole_of(response.id, known, states) or ""
            if whole and known[whole].state is ResponseState.ERASED:
                found.append(
                    _lost(
                        response,
                        f"it is merged with {whole}, which was erased, and counts nowhere; erase "
                        "it too, or set it valid.",
                    )
                )
    return tuple(found)


def _lost(response: Response, message: str) -> Problem:
    return Problem(
        code=ProblemCode.DECISION_LOST,
        where=response.id,
        message=message,
        severity=Severity.WARNING,
    )
