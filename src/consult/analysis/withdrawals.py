"""Requests to take a response back, found in the words of a response."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from consult.analysis.duplicates import TOO_COMMON, proposal
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
_AROUND = re.compile(
    rf"\b(?:withdraw\w*|{_NOUN}|sent|confirm|sorry|apolog\w+|thanks?|regards|sincerely|faithfully|"
    r"wishes|dear|hello|mistake|error|chang\w+\s+my\s+mind|take\s+part|be\s+included|be\s+used|"
    r"publish\w*|personal\s+data)\b",
    re.IGNORECASE,
)
"""What people write around such a request."""
_A_VIEW = re.compile(
    r"\b(?:support|oppos|object|disagree|agree|prefer|believ|favour|replac|attach)\w*"
    r"|\b(?:against|keep|stop|instead|new|revised|must|ought|following|below)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(r"\b(?:should|needs?|wants?)\b", re.IGNORECASE)
_NOT_OWN = {BlockKind.QUOTATION, BlockKind.FURNITURE, BlockKind.HEADING}
_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"[^\s,;:()]+")
_LINE_UP_TO = 8
"""Words of a name, an address or a date that stands alone."""
_AROUND_UP_TO = 30
_DENIED = re.compile(r"\b(?:not|never|cannot|without|n[’']t)\b", re.IGNORECASE)
_BEFORE = 40


def propose_withdrawals(
    responses: Iterable[Response],
    documents: Iterable[Document],
    respondents: Iterable[Respondent],
) -> tuple[Proposal, ...]:
    """Propose to withdraw what a text asks to take back, in order of the asking response.

    It is the sender's other responses that came no later, known by respondent or by a full name
    that few others have; where there is none, the response itself. Those of another channel count
    as earlier, since a file's time, unlike a message's, says when somebody saved it. Quoted words
    ask for nothing. A request that says nothing more leaves along with what it takes back; one
    that left so still asks about what else its sender said.
    """
    people = {respondent.id: respondent for respondent in respondents}
    held = sorted(
        (r for r in responses if r.state in (ResponseState.VALID, ResponseState.WITHDRAWN)),
        key=lambda r: r.id,
    )
    counting = [r for r in held if r.state is ResponseState.VALID]
    asked = _requests(held, documents)
    if not asked:
        return ()
    senders = _senders(held, people)
    of_sender: dict[str, list[Response]] = defaultdict(list)
    for response in counting:
        of_sender[senders[response.id]].append(response)
    found: list[Proposal] = []
    for response in held:
        request = asked.get(response.id)
        if request is None:
            continue
        earlier = [
            other
            for other in of_sender[senders[response.id]]
            if other.id != response.id and other.id not in asked and _no_later(other, response)
        ]
        alone = [response] if response.state is ResponseState.VALID else []
        found.extend(_proposal(response, subject, request) for subject in earlier or alone)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    words: str
    place: str
    alone: bool
    """Whether the response that asks says nothing more."""


def _requests(responses: list[Response], documents: Iterable[Document]) -> dict[str, _Request]:
    """Return the first request of each response that makes one, by the response's id."""
    by_item = {item_id: r.id for r in responses for item_id in r.item_ids}
    written: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: d.id):
        if document.item_id in by_item and document.role is Role.RESPONSE:
            written[by_item[document.item_id]].append(document)
    found: dict[str, _Request] = {}
    for response_id, own in written.items():
        for document in own:
            place = _asks(document)
            if place is not None:
                start, end = place
                found[response_id] = _Request(
                    words=" ".join(document.text[start:end].split()),
                    place=f"{document.id}:{start}-{end}",
                    alone=not any(_says_more(each) for each in own),
                )
                break
    return found


def _proposal(asking: Response, subject: Response, request: _Request) -> Proposal:
    evidence = f"its sender writes “{request.words}”"
    along: tuple[str, ...] = ()
    if subject is asking:
        evidence += "; nothing else that counts is known from its sender"
    elif request.alone:
        along = (asking.id,)
        evidence += "; that message says nothing more and leaves with it"
    else:
        evidence += "; that message says more and goes on counting"
    return proposal(
        ProposalKind.WITHDRAWAL,
        subject.id,
        None if subject is asking else asking.id,
        ResponseState.WITHDRAWN,
        evidence,
        places=(request.place,),
        along=along,
    )


def _says_more(document: Document) -> bool:
    """Tell whether a text holds more than a request and what people write around it."""
    return any(
        not _belongs(sentence[0])
        for block in document.blocks
        if block.kind not in _NOT_OWN
        for sentence in _SENTENCE.finditer(document.text, block.start, block.end)
    )


def _belongs(sentence: str) -> bool:
    words = _WORD.findall(sentence)
    if _A_VIEW.search(sentence):
        return False
    if _ASKED.search(sentence):
        return True
    named = all(not word[:1].islower() for word in words)
    if len(words) <= _LINE_UP_TO and named:
        return True
    around = _AROUND.search(sentence) and not _ADVICE.search(sentence)
    return bool(around) and len(words) <= _AROUND_UP_TO


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


def _senders(responses: list[Response], people: dict[str, Respondent]) -> dict[str, str]:
    """Return what tells who sent each response: a full name, or else the respondent's id.

    What very many call themselves ("Local resident") is nobody's name.
    """
    names = {
        who: fold_name(people[who].name) if who in people else ""
        for who in {r.respondent_id: None for r in responses}
    }
    bearers = Counter(names.values())
    return {
        r.id: name if " " in name and bearers[name] <= TOO_COMMON else r.respondent_id
        for r in responses
        for name in (names[r.respondent_id],)
    }


def _no_later(other: Response, response: Response) -> bool:
    if other.channel != response.channel or other.received is None or response.received is None:
        return True
    return other.received <= response.received
