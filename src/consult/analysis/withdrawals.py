"""Requests to take a response back, found in the words of a response."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from consult.analysis.duplicates import proposal
from consult.analysis.names import fold_name
from consult.domain.document import BlockKind, Document, Role
from consult.domain.ledger import Proposal, ProposalKind, Respondent, Response, ResponseState

_NOUN = r"(?:responses?|submissions?|comments|reply|answers|letter|e-?mail|form)\b"
_ASKED = re.compile(
    rf"\b(?:withdraw|withdrawing|withdrawn|retract|retracting)\s+(?:my|our|this)\s+"
    rf"(?:\w+\s+){{0,3}}?{_NOUN}"
    rf"|\b(?:disregard|ignore|discard|delete|remove|cancel)\s+(?:my|our|the)\s+"
    rf"(?:earlier|previous|first|last|original|initial)\s+(?:\w+\s+){{0,2}}?{_NOUN}"
    rf"|\b(?:my|our)\s+(?:\w+\s+){{0,3}}?{_NOUN}(?:\s+\w+){{0,4}}?\s+be\s+withdrawn\b",
    re.IGNORECASE,
)
_TELLING = (
    "withdraw", "retract", "disregard", "ignore", "discard", "delete", "remove", "cancel",
)  # fmt: skip
"""One of these stands in every request, so that other texts are passed over quickly."""
_DENIED = re.compile(r"\b(?:not|never|cannot|without|n[’']t)\b", re.IGNORECASE)
_BEFORE = 40


def propose_withdrawals(
    responses: Iterable[Response],
    documents: Iterable[Document],
    respondents: Iterable[Respondent],
) -> tuple[Proposal, ...]:
    """Propose to withdraw what a text asks to take back, in order of the asking response.

    It is the sender's other responses that came no later, known by respondent or full name;
    where there is none, the response itself. Those of another channel count as earlier, since a
    file's time, unlike a message's, says when somebody saved it. Quoted words ask for nothing.
    """
    people = {respondent.id: respondent for respondent in respondents}
    counting = sorted((r for r in responses if r.state is ResponseState.VALID), key=lambda r: r.id)
    by_item = {item_id: r for r in counting for item_id in r.item_ids}
    asked: dict[str, tuple[str, str]] = {}
    for document in sorted(documents, key=lambda d: d.id):
        asking = by_item.get(document.item_id)
        if asking is None or document.role is not Role.RESPONSE or asking.id in asked:
            continue
        place = _asks(document)
        if place is not None:
            start, end = place
            asked[asking.id] = (document.text[start:end], f"{document.id}:{start}-{end}")
    if not asked:
        return ()
    of_sender: dict[str, list[Response]] = defaultdict(list)
    for response in counting:
        of_sender[_sender(response, people)].append(response)
    found: list[Proposal] = []
    for response in counting:
        if response.id not in asked:
            continue
        words, where = asked[response.id]
        evidence = f"its sender writes “{' '.join(words.split())}”"
        earlier = [
            other
            for other in of_sender[_sender(response, people)]
            if other.id != response.id and other.id not in asked and _no_later(other, response)
        ]
        found.extend(
            proposal(
                ProposalKind.WITHDRAWAL,
                subject.id,
                None if subject is response else response.id,
                ResponseState.WITHDRAWN,
                evidence,
                places=(where,),
            )
            for subject in earlier or [response]
        )
    return tuple(found)


def _asks(document: Document) -> tuple[int, int] | None:
    folded = document.text.casefold()
    if not any(word in folded for word in _TELLING):
        return None
    quoted = [b for b in document.blocks if b.kind is BlockKind.QUOTATION]
    for match in _ASKED.finditer(document.text):
        before = document.text[max(0, match.start() - _BEFORE) : match.start()]
        sentence = re.split(r"[.!?\n]", before)[-1]
        inside = any(b.start <= match.start() < b.end for b in quoted)
        if not inside and not _DENIED.search(sentence):
            return match.span()
    return None


def _sender(response: Response, people: dict[str, Respondent]) -> str:
    respondent = people.get(response.respondent_id)
    name = fold_name(respondent.name) if respondent else ""
    return name if " " in name else response.respondent_id


def _no_later(other: Response, response: Response) -> bool:
    if other.channel != response.channel or other.received is None or response.received is None:
        return True
    return other.received <= response.received
