"""Persons who may speak for an organisation that also responded: proposed, never merged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from consult.analysis.duplicates import proposal
from consult.analysis.names import fold_name
from consult.domain.document import BlockKind, Document
from consult.domain.ledger import (
    Proposal,
    ProposalKind,
    Respondent,
    RespondentKind,
    Response,
    ResponseState,
)

_SIGNATURE_LINES = 8
_LINE_UP_TO = 80
_LONGEST_NAME = 10
_SHORTEST_NAME = 5
_DOMAIN = re.compile(r"@([A-Za-z0-9-]{2,63})\.")
_LINE = re.compile(r"[^\n]+")


def propose_officers(
    responses: Iterable[Response],
    documents: Iterable[Document],
    respondents: Iterable[Respondent],
    addresses: Mapping[str, str],
) -> tuple[Proposal, ...]:
    """Propose to merge a person's response into that of the organisation it is signed for.

    Two grounds: a short line at the end of the text holds the organisation's name, or the
    domain of the sender's address is its name or short form. Forms are not looked at: who fills
    one in says so. In order of the person's response.

    Args:
        responses: all of them; only those that count are looked at.
        documents: theirs.
        respondents: everyone, with kinds and aliases.
        addresses: response id -> what its envelope says about the sender.
    """
    people = {respondent.id: respondent for respondent in respondents}
    counting = sorted((r for r in responses if r.state is ResponseState.VALID), key=lambda r: r.id)
    organisations: dict[str, Response] = {}
    for response in counting:
        respondent = people.get(response.respondent_id)
        if respondent is not None and respondent.kind is RespondentKind.ORGANISATION:
            for name in (respondent.name, *respondent.aliases):
                organisations.setdefault(fold_name(name), response)
    if not organisations:
        return ()
    by_item: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_item[document.item_id].append(document)
    found: list[Proposal] = []
    for response in counting:
        respondent = people.get(response.respondent_id)
        if respondent is not None and respondent.kind is RespondentKind.ORGANISATION:
            continue
        held = by_item[response.item_ids[0]] if response.item_ids else []
        grounds = [
            *_domains(addresses.get(response.id, ""), organisations),
            *(ground for document in held for ground in _signed(document, organisations)),
        ]
        for organisation, evidence, place in grounds[:1]:
            if organisation.respondent_id == response.respondent_id:
                continue
            found.append(
                proposal(
                    ProposalKind.OFFICER,
                    response.id,
                    organisation.id,
                    ResponseState.MERGED,
                    evidence,
                    places=(place,) if place else (),
                )
            )
    return tuple(found)


_Ground = tuple[Response, str, str]


def _domains(address: str, organisations: Mapping[str, Response]) -> Iterator[_Ground]:
    joined = {name.replace(" ", ""): name for name in sorted(organisations)}
    for match in _DOMAIN.finditer(address):
        name = joined.get(match[1].casefold().replace("-", ""))
        if name is not None:
            yield organisations[name], f"the sender's address is at {match[0][1:-1]}", ""


def _signed(document: Document, organisations: Mapping[str, Response]) -> Iterator[_Ground]:
    if any(block.kind is BlockKind.ANSWER for block in document.blocks):
        return
    start = max(0, len(document.text) - 2 * _SIGNATURE_LINES * _LINE_UP_TO)
    lines = [m for m in _LINE.finditer(document.text, start) if m[0].strip()]
    for line in lines[1:][-_SIGNATURE_LINES:]:
        if len(line[0]) > _LINE_UP_TO or line[0].rstrip().endswith((".", "?", "!", ":", ";")):
            continue
        name = _named(line[0], organisations)
        if name is not None:
            yield (
                organisations[name],
                f"signed “{' '.join(line[0].split())}”",
                f"{document.id}:{line.start()}-{line.end()}",
            )


def _named(line: str, organisations: Mapping[str, Response]) -> str | None:
    """Return the longest organisation's name that stands in a line as whole words."""
    words = fold_name(line).split()
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            name = " ".join(words[at : at + length])
            if len(name) >= _SHORTEST_NAME and name in organisations:
                return name
    return None
