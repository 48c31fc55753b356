"""What was received and how many that is, by three counts and three campaign conventions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from consult.analysis.options import CampaignConvention
from consult.domain.finding import Received
from consult.domain.ledger import Response, ResponseState


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelTally:
    """The responses of one channel by state, in the order of the states; zeros are left out."""

    channel: str
    received: int
    states: tuple[tuple[ResponseState, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """All responses by channel and by state; ``received`` is the sum of either."""

    received: int
    channels: tuple[ChannelTally, ...]
    states: tuple[tuple[ResponseState, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """Responses set aside as repeats, and how many respondents sent them."""

    responses: int
    respondents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Collapsed:
    """Who counts under a convention and who stands beside; together they are all, sorted."""

    counted: tuple[str, ...]
    beside: tuple[str, ...]


def tally(responses: Iterable[Response]) -> Tally:
    """Count responses by channel (in order of name) and state; received is always their sum."""
    by_channel: dict[str, Counter[ResponseState]] = {}
    for response in responses:
        by_channel.setdefault(response.channel, Counter())[response.state] += 1
    channels = tuple(
        ChannelTally(channel=channel, received=states.total(), states=_in_order(states))
        for channel, states in sorted(by_channel.items())
    )
    total: Counter[ResponseState] = Counter()
    for states in by_channel.values():
        total.update(states)
    return Tally(received=total.total(), channels=channels, states=_in_order(total))


def repeats(responses: Iterable[Response]) -> Repeats:
    """Count the DUPLICATE and SUPERSEDED responses and their senders."""
    repeated = [
        r for r in responses if r.state in {ResponseState.DUPLICATE, ResponseState.SUPERSEDED}
    ]
    return Repeats(responses=len(repeated), respondents=len({r.respondent_id for r in repeated}))


def collapse(
    respondent_ids: Iterable[str],
    identical: Mapping[str, Sequence[str]],
    convention: CampaignConvention,
    rank: Callable[[str], tuple[int, ...]] = lambda _: (),
) -> Collapsed:
    """Apply the counting convention for identical campaign texts.

    Args:
        respondent_ids: all who speak, in any order.
        identical: campaign id -> those of them who sent nothing but its text; a respondent
            stands in at most one campaign.
        convention: ``each`` counts all, ``one`` counts the first of a campaign by ``rank``,
            ``none`` counts no one of it. Variants are not in ``identical`` and always count.
        rank: the order in which one is chosen to stand for its campaign; ties by id.
    """
    everyone = set(respondent_ids)
    if convention == "each":
        return Collapsed(counted=tuple(sorted(everyone)), beside=())
    beside: set[str] = set()
    for members in identical.values():
        group = sorted(everyone & set(members))
        if convention == "one" and group:
            group.remove(min(group, key=lambda member: (rank(member), member)))
        beside.update(group)
    return Collapsed(counted=tuple(sorted(everyone - beside)), beside=tuple(sorted(beside)))


def three_counts(
    response_ids: Iterable[str],
    respondent_ids: Iterable[str],
    identical: Mapping[str, Sequence[str]],
) -> Received:
    """Return responses, respondents, and respondents with identical campaigns as one each."""
    respondents = set(respondent_ids)
    return Received(
        responses=len(set(response_ids)),
        respondents=len(respondents),
        campaign_collapsed=len(collapse(respondents, identical, "one").counted),
    )


def _in_order(states: Counter[ResponseState]) -> tuple[tuple[ResponseState, int], ...]:
    return tuple((state, states[state]) for state in ResponseState if states[state])
