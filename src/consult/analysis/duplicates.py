"""Responses that may be one: proposed to a person with the evidence, never decided here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from consult.analysis.names import fold_name
from consult.domain.document import Document
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Respondent, RespondentKind, Response, ResponseState

_TELLING_WORDS = 8
"""Texts shorter than this are often the same by chance."""


def propose_duplicates(
    responses: Sequence[Response],
    documents: Iterable[Document],
    respondents: Iterable[Respondent],
) -> tuple[Problem, ...]:
    """Return a DUPLICATE problem for each pair of responses that may be one, in order of id.

    Two grounds: equal words under one name (or from one respondent), and one individual's full
    name on two submissions. Equal words under different names are a campaign, not a duplicate.
    """
    people = {respondent.id: respondent for respondent in respondents}
    valid = [r for r in responses if r.state is ResponseState.VALID]
    texts = _texts(valid, documents)
    by_name: dict[str, list[Response]] = defaultdict(list)
    for response in sorted(valid, key=lambda r: r.id):
        respondent = people[response.respondent_id]
        name = fold_name(respondent.name)
        if name and (" " in name or respondent.kind is RespondentKind.ORGANISATION):
            by_name[name].append(response)
    proposals: list[Problem] = []
    for name in sorted(by_name):
        proposals.extend(_pairs(by_name[name], texts, people))
    return tuple(proposals)


def _texts(responses: Iterable[Response], documents: Iterable[Document]) -> dict[str, str]:
    by_item: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_item[document.item_id].append(document)
    return {
        response.id: " ".join(
            " ".join(document.text.casefold().split())
            for item_id in response.item_ids
            for document in by_item[item_id]
        )
        for response in responses
    }


def _pairs(
    responses: Sequence[Response], texts: dict[str, str], people: dict[str, Respondent]
) -> Iterator[Problem]:
    """Yield a proposal for each later response of one name against the first before it."""
    for position, later in enumerate(responses[1:], start=1):
        equal = [
            earlier
            for earlier in responses[:position]
            if texts[earlier.id] == texts[later.id]
            and len(texts[later.id].split()) >= _TELLING_WORDS
        ]
        earlier = equal[0] if equal else responses[0]
        one_person = people[later.respondent_id].kind is not RespondentKind.ORGANISATION
        if not equal and (not one_person or earlier.respondent_id == later.respondent_id):
            continue
        ground = "the same words under the same name" if equal else "the same full name"
        yield Problem(
            code=ProblemCode.DUPLICATE,
            where=f"{earlier.id} and {later.id}",
            message=(
                f"{ground} ({earlier.channel}, {later.channel}): if they are one respondent, "
                "name both files in one [[respondents]] entry; both originals stay."
            ),
            severity=Severity.WARNING,
        )
