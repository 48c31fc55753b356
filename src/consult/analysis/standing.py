"""Which segments and answers count, which stand beside the base, and which do neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from consult.analysis.consent import may_be_quoted
from consult.analysis.context import neighbours
from consult.analysis.options import FindingOptions
from consult.analysis.overlap import repeated_statements
from consult.domain.document import Document, Role
from consult.domain.ledger import Answer, Consent, Mark, Respondent, Response, ResponseState
from consult.domain.outcome import Exclusion
from consult.domain.run import Corpus
from consult.domain.segment import Segment, VoiceKind


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_R = TypeVar("_R", bound=_HasId)
_UNSHOWN_MARKS = {Mark.RESTRICTED, Mark.SAFEGUARDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A segment with whose view it is and where it came from."""

    segment: Segment
    respondent_id: str
    response_id: str | None
    """None for a statement reported outside any response."""
    identical_of: str | None = None
    """The campaign that the whole document is an identical copy of."""
    reported: bool = False
    showable: bool = True
    """False where a mark on the response keeps its words from being shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everything that may count, by id and in order of id."""

    documents: Mapping[str, Document]
    respondents: Mapping[str, Respondent]
    responses: Mapping[str, Response]
    """The responses that count: valid, and not late where late ones are left out."""
    answers: tuple[Answer, ...]
    """Answers of those responses that say something."""
    own: Mapping[str, Spoken]
    """By segment id: what respondents say in their own responses."""
    reported: Mapping[str, Spoken]
    """By segment id: what others report that they said."""
    exclusions: tuple[Exclusion, ...] = ()
    before: Mapping[str, Spoken] = field(default_factory=dict)
    """By segment id: what the same respondent says right before it, where that may be shown."""

    @property
    def respondent_ids(self) -> tuple[str, ...]:
        """Return all whose response counts, or whose reported statement does, sorted."""
        from_responses = {r.respondent_id for r in self.responses.values()}
        return tuple(sorted(from_responses | {s.respondent_id for s in self.own.values()}))


def take_stand(corpus: Corpus, options: FindingOptions) -> Standing:
    """Sort a corpus into what counts, what is reported beside the base, and what does neither.

    A segment counts when it stands in a RESPONSE document of a counting response, in its
    respondent's own voice. Statements that a press item or another's response reports are kept
    apart, or join where ``reported`` is "count". A reported statement that the same respondent
    also makes in a response is left out with an exclusion. What a response reports of others may be
    shown no further than its author allows. Evidence and the paper never count.
    """
    responses = {r.id: r for r in _by_id(corpus.responses) if counts(r, options)}
    documents = {d.id: d for d in _by_id(corpus.documents)}
    spoken = _all_spoken(corpus, documents, responses, options)
    own = {s.segment.id: s for s in spoken if not s.reported}
    reported = {s.segment.id: s for s in spoken if s.reported}
    repeated = repeated_statements(
        {i: (s.respondent_id, s.segment) for i, s in reported.items()},
        {i: (s.respondent_id, s.segment) for i, s in own.items()},
    )
    for segment_id in repeated:
        del reported[segment_id]
    if options.reported == "count":
        own = dict(sorted((own | reported).items()))
        reported = {}
    return Standing(
        documents=documents,
        respondents=_respondents(corpus, spoken, responses),
        responses=responses,
        answers=_speaking_answers(corpus, responses, own),
        own=own,
        reported=reported,
        exclusions=tuple(_repeated(i, other) for i, other in sorted(repeated.items())),
        before=neighbours((*own.values(), *reported.values()), documents),
    )


def counts(response: Response, options: FindingOptions) -> bool:
    """Tell whether a response counts: it is valid, and not late where late ones are left out."""
    late = Mark.LATE in response.marks and options.late == "exclude"
    return response.state is ResponseState.VALID and not late


def response_by_item(corpus: Corpus) -> dict[str, Response]:
    """Return the response of each item; an attachment belongs to what it came in.

    What a merged response lent to another is that one's.
    """
    by_weight = _by_id(corpus.responses)[::-1]
    by_weight.sort(key=lambda r: r.state is ResponseState.VALID)
    by_item = {item_id: response for response in by_weight for item_id in response.item_ids}
    parents = {item.id: item.parent_id for item in corpus.items}
    for item_id in sorted(parents):
        walked: set[str] = set()
        current: str | None = item_id
        while current is not None and current not in by_item and current not in walked:
            walked.add(current)
            current = parents.get(current)
        if current is not None and current in by_item:
            by_item[item_id] = by_item[current]
    return by_item


def _all_spoken(
    corpus: Corpus,
    documents: Mapping[str, Document],
    responses: Mapping[str, Response],
    options: FindingOptions,
) -> list[Spoken]:
    authors = {r.id: r for r in _by_id(corpus.respondents)}
    by_item = response_by_item(corpus)
    identical = {
        member.document_id: campaign.id
        for campaign in _by_id(corpus.campaigns)
        for member in campaign.members
        if member.identical
    }
    # A mark stays with what came with the marked response, whomever that is merged with.
    marked = {
        item_id
        for response in corpus.responses
        if _UNSHOWN_MARKS.intersection(response.marks)
        for item_id in response.item_ids
    }
    found: list[Spoken] = []
    for segment in _by_id(corpus.segments):
        document = documents.get(segment.document_id)
        if document is None:
            continue
        response = by_item.get(document.item_id)
        if response is not None and response.id not in responses:
            continue
        spoken = _spoken(segment, document, response, identical.get(document.id))
        if spoken is None:
            continue
        if spoken.reported and response is not None and spoken.showable:
            wrote = [authors.get(response.respondent_id), authors.get(document.respondent_id or "")]
            allowed = _all_allow(segment, wrote, options)
        else:
            allowed = True
        if not allowed or document.item_id in marked:
            spoken = replace(spoken, showable=False)
        found.append(spoken)
    return found


def _all_allow(
    segment: Segment, wrote: Iterable[Respondent | None], options: FindingOptions
) -> bool:
    """Whether all known to have written a response let be shown what it tells of others."""
    known = [author for author in wrote if author is not None]
    return bool(known) and all(may_be_quoted(segment.text, author, options) for author in known)


def _spoken(
    segment: Segment, document: Document, response: Response | None, identical_of: str | None
) -> Spoken | None:
    if document.role not in {Role.RESPONSE, Role.PRESS}:
        return None
    if segment.voice.kind is VoiceKind.CONSULTER or segment.respondent_id is None:
        return None
    if document.role is Role.RESPONSE and response is None:
        return None
    is_own = response is not None and (
        segment.voice.kind is VoiceKind.RESPONDENT
        or segment.respondent_id == response.respondent_id
    )
    is_own = is_own and document.role is Role.RESPONSE
    marks = set(response.marks) if response is not None else set()
    return Spoken(
        segment=segment,
        respondent_id=segment.respondent_id,
        response_id=response.id if response is not None and is_own else None,
        identical_of=identical_of if is_own else None,
        reported=not is_own,
        showable=not marks & _UNSHOWN_MARKS,
    )


def _respondents(
    corpus: Corpus, spoken: Iterable[Spoken], responses: Mapping[str, Response]
) -> dict[str, Respondent]:
    """Return everyone by id; someone without a record counts but is neither named nor quoted."""
    known = {r.id: r for r in _by_id(corpus.respondents)}
    heard = {s.respondent_id for s in spoken} | {r.respondent_id for r in responses.values()}
    for respondent_id in sorted(heard - known.keys()):
        known[respondent_id] = Respondent(id=respondent_id, name="", consent=Consent.PRIVATE)
    return known


def _speaking_answers(
    corpus: Corpus, responses: Mapping[str, Response], own: Mapping[str, Spoken]
) -> tuple[Answer, ...]:
    """Keep the answers of counting responses that hold a value or at least one segment.

    What the segmenter set apart as filler left no segment, so a filler answer falls away here.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    for spoken in own.values():
        segment = spoken.segment
        spans.setdefault(segment.document_id, []).append((segment.start, segment.end))
    kept = [
        answer
        for answer in corpus.answers
        if answer.response_id in responses and _says_something(answer, spans)
    ]
    return tuple(sorted(kept, key=_answer_key))


def _says_something(answer: Answer, spans: Mapping[str, list[tuple[int, int]]]) -> bool:
    if answer.document_id is None or answer.start is None or answer.end is None:
        return bool(answer.value and answer.value.strip())
    start, end = answer.start, answer.end
    return any(a < end and start < b for a, b in spans.get(answer.document_id, ()))


def _answer_key(answer: Answer) -> tuple[str, str, str, str, int]:
    return (
        answer.response_id,
        answer.question_id,
        answer.value or "",
        answer.document_id or "",
        answer.start or 0,
    )


def _repeated(segment_id: str, own_segment_id: str) -> Exclusion:
    return Exclusion(
        subject_id=segment_id,
        stage="findings",
        reason=f"the respondent makes the same point in its own response ({own_segment_id})",
    )


def _by_id(records: Iterable[_R]) -> list[_R]:
    return sorted(records, key=lambda record: record.id)
