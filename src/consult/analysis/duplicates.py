"""Responses that may be one: proposed to a person with the evidence, never decided here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from consult.analysis.names import fold_name
from consult.domain.document import Document
from consult.domain.ids import make_id
from consult.domain.ledger import (
    Item,
    Proposal,
    ProposalKind,
    Respondent,
    RespondentKind,
    Response,
    ResponseState,
)

_TELLING_WORDS = 8
"""Texts shorter than this are often the same by chance."""
_RUN_OF_WORDS = 3
_EDITED_FROM = 0.6
"""The share of the shorter text's runs of words from which the longer one is an edit of it."""
_LOOKED_BACK = 20
"""How many earlier texts of one name a later one is held against, so that cost stays linear."""
TOO_COMMON = 5
"""A name on more submissions than this ("Local resident") is no evidence by itself."""


def proposal(
    kind: ProposalKind,
    subject_id: str,
    other_id: str | None,
    proposed: ResponseState | None,
    evidence: str,
    *,
    places: tuple[str, ...] = (),
    in_force: bool = False,
    sender: str = "",
    along: tuple[str, ...] = (),
    strength: float | None = None,
) -> Proposal:
    """Return a proposal whose id depends on its kind and the two responses alone."""
    return Proposal(
        id=make_id("proposal", kind.value, subject_id, other_id or ""),
        kind=kind,
        subject_id=subject_id,
        other_id=other_id,
        proposed=proposed,
        evidence=evidence,
        places=places,
        in_force=in_force,
        sender=sender,
        along=along,
        strength=strength,
    )


def copies_apart(
    responses: Iterable[Response], items: Iterable[Item]
) -> tuple[list[Response], list[Proposal]]:
    """Set every further file of the same bytes aside as a duplicate of the one that came first.

    What is set aside is a proposal that the counts follow until a person decides it. Returns the
    responses in order of arrival (time, then the shorter and smaller place), and the proposals.
    """
    by_id = {item.id: item for item in items}
    held = [r for r in responses if r.item_ids and r.item_ids[0] in by_id]
    rest = [r for r in responses if not (r.item_ids and r.item_ids[0] in by_id)]

    def arrival(response: Response) -> tuple[str, int, str]:
        item = by_id[response.item_ids[0]]
        received = response.received.isoformat() if response.received else ""
        return received, len(item.source_key), item.source_key

    first: dict[str, Response] = {}
    settled: list[Response] = []
    proposals: list[Proposal] = []
    for response in sorted(held, key=arrival):
        item = by_id[response.item_ids[0]]
        original = first.setdefault(item.sha256, response)
        alone = original is response or item.size == 0
        if alone or response.state is not ResponseState.VALID:
            settled.append(response)
            continue
        place = by_id[original.item_ids[0]].source_key
        proposals.append(
            proposal(
                ProposalKind.SAME_BYTES,
                response.id,
                original.id,
                ResponseState.DUPLICATE,
                f"the same bytes as {place}",
                in_force=True,
                strength=1.0,
            )
        )
        reason = f"proposed: the same bytes as {place}"
        settled.append(replace(response, state=ResponseState.DUPLICATE, reason=reason))
    return [*settled, *rest], proposals


def propose_same_sender(
    responses: Iterable[Response],
    documents: Iterable[Document],
    respondents: Iterable[Respondent],
    order: Mapping[str, int] | None = None,
) -> tuple[Proposal, ...]:
    """Propose which responses of one name are a repeat, an edit, or one person's two channels.

    Equal words under one name are a duplicate; where most of the shorter text's runs of words
    stand in the other, the earlier is superseded; an individual's full name on two submissions
    is one person. Equal words under different names are a campaign, not a duplicate. Only
    responses that count are looked at. In order of name, then of arrival, where ``order`` says
    which of two that came in the same second was first.
    """
    order = order or {}
    people = {respondent.id: respondent for respondent in respondents}
    by_name: dict[str, list[Response]] = defaultdict(list)
    for response in responses:
        respondent = people.get(response.respondent_id)
        if respondent is None or response.state is not ResponseState.VALID:
            continue
        name = fold_name(respondent.name)
        if name and (" " in name or respondent.kind is RespondentKind.ORGANISATION):
            by_name[name].append(response)
    several = {name: group for name, group in by_name.items() if len(group) > 1}
    texts = _texts((r for group in several.values() for r in group), documents)
    return tuple(
        found
        for name in sorted(several)
        for found in _pairs(sorted(several[name], key=lambda r: _arrived(r, order)), texts, people)
    )


def _arrived(response: Response, order: Mapping[str, int]) -> tuple[str, int, str]:
    received = response.received.isoformat() if response.received else ""
    return received, order.get(response.id, len(order)), response.id


def _texts(responses: Iterable[Response], documents: Iterable[Document]) -> dict[str, str]:
    of_item = {item_id: r.id for r in responses for item_id in r.item_ids}
    words: dict[str, list[tuple[str, str]]] = {response_id: [] for response_id in of_item.values()}
    for document in documents:
        response_id = of_item.get(document.item_id)
        if response_id is not None:
            text = " ".join(document.text.casefold().split())
            words[response_id].append((document.id, text))
    return {i: " ".join(text for _, text in sorted(found)) for i, found in words.items()}


def _pairs(
    responses: Sequence[Response], texts: Mapping[str, str], people: Mapping[str, Respondent]
) -> Iterator[Proposal]:
    """Yield what may be so about each later response of one name and those before it."""
    first_with: dict[str, Response] = {}
    runs = {r.id: _runs(texts.get(r.id, "")) for r in responses}
    common = len({r.respondent_id for r in responses}) > TOO_COMMON
    for position, later in enumerate(responses):
        text = texts.get(later.id, "")
        telling = len(text.split()) >= _TELLING_WORDS
        equal = first_with.get(text) if telling else None
        first_with.setdefault(text, later)
        channels = "{}, {}"
        if equal is not None:
            said = channels.format(equal.channel, later.channel)
            yield proposal(
                ProposalKind.SAME_WORDS,
                later.id,
                equal.id,
                ResponseState.DUPLICATE,
                f"the same words under the same name ({said})",
                strength=1.0,
            )
            continue
        near = _nearest(later, responses[max(0, position - _LOOKED_BACK) : position], runs)
        if near is not None:
            earlier, share = near
            said = channels.format(earlier.channel, later.channel)
            yield proposal(
                ProposalKind.EDITED,
                earlier.id,
                later.id,
                ResponseState.SUPERSEDED,
                f"the same name, and {share:.0%} of the shorter text's words stand in the later "
                f"one ({said})",
                strength=round(share, 2),
            )
            continue
        first = responses[0]
        one_person = people[later.respondent_id].kind is not RespondentKind.ORGANISATION
        if position and one_person and not common and first.respondent_id != later.respondent_id:
            said = channels.format(first.channel, later.channel)
            yield proposal(
                ProposalKind.ONE_PERSON,
                later.id,
                first.id,
                ResponseState.MERGED,
                f"the same full name ({said})",
            )


def _runs(text: str) -> frozenset[str]:
    words = text.split()
    return frozenset(
        " ".join(words[n : n + _RUN_OF_WORDS]) for n in range(len(words) - _RUN_OF_WORDS + 1)
    )


def _nearest(
    later: Response, earlier: Sequence[Response], runs: Mapping[str, frozenset[str]]
) -> tuple[Response, float] | None:
    """Return the earlier response that ``later`` is most plainly an edit of, the last of equals."""
    best: tuple[Response, float] | None = None
    for one in earlier:
        shorter = min(len(runs[one.id]), len(runs[later.id]))
        if shorter < _TELLING_WORDS:
            continue
        share = len(runs[one.id] & runs[later.id]) / shorter
        if share >= _EDITED_FROM and (best is None or share >= best[1]):
            best = (one, share)
    return best
