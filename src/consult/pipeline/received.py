"""Items to documents, respondents and responses: what was received and what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from consult.analysis.duplicates import propose_duplicates
from consult.domain.codec import dumps, loads
from consult.domain.consultation import QuestionKind
from consult.domain.document import Document, Role
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ids import make_id, sha256_hex
from consult.domain.ledger import Answer, Consent, Item, Mark, Response, ResponseState
from consult.domain.outcome import Exclusion, Outcome
from consult.intake.reading import Arrival, Part, Reading
from consult.pipeline.progress import Progress
from consult.pipeline.respondents import Respondents, strictest
from consult.pipeline.sources import source_finder
from consult.settings.model import Settings, SourceSettings, SurveyMapping
from consult.store.store import Store

PAPER_CHANNEL = "paper"
"""The consultation paper is kept in the ledger but is nobody's arrival."""

READERS = "1"
"""Raised whenever a reader changes what it makes of the same bytes, so that all is read again."""

ReadArrival = Callable[[Arrival, SurveyMapping | None], Reading]

_NAMED_IN_FULL = re.compile(r"([A-Z][^().;:!?\n]{5,120}?) \(([A-Z][A-Za-z]{1,9})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Everything that was received, read, and given to its respondent."""

    items: tuple[Item, ...]
    documents: tuple[Document, ...]
    responses: tuple[Response, ...]
    answers: tuple[Answer, ...]
    respondents: Respondents
    reading: Outcome[Document]
    responding: Outcome[Response]


def receive(settings: Settings, store: Store, read: ReadArrival, progress: Progress) -> Received:
    """Read every present item of the ledger and say what became of each.

    The newest bytes of a place supersede older ones; both stay. What was read before with the
    same readers is not read again. Documents, responses and answers are in order of id.
    """
    items = [
        item
        for item in store.ledger.items()
        if item.parent_id is None and item.channel != PAPER_CHANNEL
    ]
    present, superseded = _newest(items)
    progress.begin("read", len(present))
    receiver = _Receiver(settings)
    source_of = source_finder(settings.sources)
    for item in superseded:
        receiver.exclude(item, "superseded by a newer file from the same place")
    for item in present:
        progress.advance()
        source = source_of(item.source_key)
        if source is None:
            receiver.exclude(item, "no [[sources]] in consultation.toml matches this file now")
            continue
        receiver.take(item, source, _read_kept(item, source, settings, store, read))
    received = receiver.finish(len(items))
    progress.end(
        f"{len(received.documents)} documents, {len(received.responses)} responses, "
        f"{len(received.reading.failed)} files that could not be read"
    )
    return received


def _newest(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Part items into the newest of each place, in order of place, and those before them."""
    last = {(item.channel, item.source_key): item for item in items}
    present = sorted(last.values(), key=lambda item: (item.channel, item.source_key))
    kept = {item.id for item in present}
    return present, [item for item in items if item.id not in kept]


def _read_kept(
    item: Item, source: SourceSettings, settings: Settings, store: Store, read: ReadArrival
) -> Reading:
    mapping = sha256_hex(dumps(source.survey).encode()) if source.survey else ""
    closed = ",".join(sorted(closed_questions(settings))) if source.survey else ""
    key = make_id(
        "reading", READERS, item.sha256, item.name, mapping, closed, dumps(settings.limits)
    )
    kept = store.readings.get(key)
    if kept is not None:
        return loads(Reading, kept)
    arrival = Arrival(
        channel=item.channel,
        source_key=item.source_key,
        name=item.name,
        data=store.raw.get(item.sha256),
    )
    reading = read(arrival, source.survey)
    kept_parts = []
    for part in reading.parts:
        if part.data is not None:
            store.raw.put(part.data)
        kept_parts.append(
            replace(
                part,
                data=None,
                size=len(part.data or b"") or part.size,
                sha256=sha256_hex(part.data) if part.data else part.sha256,
            )
        )
    reading = replace(reading, parts=tuple(kept_parts))
    store.readings.put(key, dumps(reading))
    return reading


def closed_questions(settings: Settings) -> frozenset[str]:
    """Return the ids of the questions that are answered by options or about the respondent."""
    return frozenset(
        q.id for q in settings.consultation.questions if q.kind is not QuestionKind.OPEN
    )


class _Receiver:
    """Collects what the items of one run hold."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._respondents = Respondents(settings)
        self._items: list[Item] = []
        self._documents: list[Document] = []
        self._responses: list[Response] = []
        self._answers: list[Answer] = []
        self._excluded: list[Exclusion] = []
        self._failed: list[Problem] = []
        self._notes: list[Problem] = []
        self._response_notes: list[Problem] = []
        self._read = 0

    def exclude(self, item: Item, reason: str) -> None:
        self._items.append(item)
        self._excluded.append(Exclusion(subject_id=item.id, stage="read", reason=reason))

    def take(self, item: Item, source: SourceSettings, reading: Reading) -> None:
        """Take what a reader made of an item: documents, and for responses who sent them."""
        item = replace(item, media_type=reading.media_type)
        self._items.append(item)
        errors = [p for p in reading.problems if p.severity is Severity.ERROR]
        self._notes.extend(p for p in reading.problems if p.severity is not Severity.ERROR)
        if not reading.parts:
            problem = errors[0] if errors else _nothing_read(item)
            self._failed.append(problem)
            self._notes.extend(errors[1:])
            if source.role is Role.RESPONSE and source.survey is None:
                self._quarantine(item, source, problem)
            return
        self._notes.extend(errors)
        if all(part.set_apart for part in reading.parts):
            self._excluded.append(
                Exclusion(subject_id=item.id, stage="read", reason=reading.parts[0].set_apart or "")
            )
            return
        self._read += 1
        if source.role is Role.RESPONSE:
            self._take_responses(item, source, reading.parts)
            return
        for part in reading.parts:
            self._add_document(self._own_item(item, part), part, source.role, None)

    def _take_responses(self, item: Item, source: SourceSettings, parts: Sequence[Part]) -> None:
        for main, attached in _submissions(parts):
            part_item = self._own_item(item, main)
            key = part_item.source_key
            respondent, known = self._respondents.of_response(
                key,
                source,
                main.sender,
                _consent(source, main),
                {name: value for name, value in main.attributes.items() if value},
            )
            # A form may be filled in without a name; a letter without one wants a look.
            if not known and source.survey is None:
                self._response_notes.append(_nobody(key))
            documents = [self._add_document(part_item, main, source.role, respondent.id)]
            item_ids = [part_item.id]
            for part in attached:
                own = self._own_item(item, part)
                item_ids.append(own.id)
                documents.append(self._add_document(own, part, source.role, respondent.id))
            response = Response(
                id=make_id("resp", item.channel, key),
                respondent_id=respondent.id,
                item_ids=tuple(item_ids),
                channel=item.channel,
                received=main.received or item.received,
                state=ResponseState.VALID,
            )
            response = self._settle(response, main, documents)
            self._responses.append(response)
            self._add_answers(response, main, documents[0])

    def _settle(self, response: Response, main: Part, documents: Sequence[Document]) -> Response:
        closed = self._settings.consultation.closed
        marks: tuple[Mark, ...] = ()
        # A file's own time says when somebody saved or copied it, not when it was sent.
        if closed and main.received and main.received > closed:
            marks = (Mark.LATE,)
        state, reason = ResponseState.VALID, ""
        if not any(d.text.strip() for d in documents) and not main.closed_answers:
            state, reason = ResponseState.BLANK, "no question was answered"
        return replace(response, state=state, reason=reason, marks=marks)

    def _quarantine(self, item: Item, source: SourceSettings, problem: Problem) -> None:
        respondent, _ = self._respondents.of_response(
            item.source_key, source, None, source.consent, {}
        )
        self._responses.append(
            Response(
                id=make_id("resp", item.channel, item.source_key),
                respondent_id=respondent.id,
                item_ids=(item.id,),
                channel=item.channel,
                received=item.received,
                state=ResponseState.QUARANTINED,
                reason=f"{problem.code.value}: {problem.message}",
            )
        )

    def _own_item(self, item: Item, part: Part) -> Item:
        """Return the item of a part: the arrival itself, or a row or attachment of its own."""
        if not part.key:
            return item
        sha256 = part.sha256 or sha256_hex(dumps((part.text, part.closed_answers)).encode())
        key = f"{item.source_key}#{part.key}"
        own = Item(
            id=make_id("item", item.channel, key, sha256),
            channel=item.channel,
            source_key=key,
            name=part.name,
            sha256=sha256,
            size=part.size,
            received=part.received or item.received,
            media_type=part.media_type,
            parent_id=item.id,
        )
        self._items.append(own)
        return own

    def _add_document(
        self, item: Item, part: Part, role: Role, respondent_id: str | None
    ) -> Document:
        document = Document(
            id=make_id("doc", item.id, part.key),
            item_id=item.id,
            respondent_id=respondent_id,
            role=role,
            media_type=part.media_type,
            reader=part.reader,
            text=part.text,
            blocks=part.blocks,
            source_map=part.source_map,
            title=part.title,
            language=part.language,
        )
        self._documents.append(document)
        return document

    def _add_answers(self, response: Response, part: Part, document: Document) -> None:
        self._answers.extend(
            Answer(response_id=response.id, question_id=question_id, value=value)
            for question_id, value in part.closed_answers
            if value
        )
        self._answers.extend(
            Answer(
                response_id=response.id,
                question_id=block.question_id,
                document_id=document.id,
                start=block.start,
                end=block.end,
            )
            for block in document.blocks
            if block.question_id is not None
        )

    def finish(self, given: int) -> Received:
        """Return what was collected, in order of id, with aliases learnt and twins proposed."""
        for document in self._documents:
            if document.role in (Role.RESPONSE, Role.PRESS):
                for name, short in _NAMED_IN_FULL.findall(document.text[:20_000]):
                    self._respondents.learn_alias(name, short)
        responses = tuple(sorted(_copies_apart(self._responses, self._items), key=lambda r: r.id))
        notes = self._response_notes + list(
            propose_duplicates(responses, self._documents, self._respondents.all())
        )
        return Received(
            items=tuple(sorted(self._items, key=lambda i: i.id)),
            documents=tuple(sorted(self._documents, key=lambda d: d.id)),
            responses=responses,
            answers=tuple(
                sorted(self._answers, key=lambda a: (a.response_id, a.question_id, a.start or 0))
            ),
            respondents=self._respondents,
            reading=Outcome(
                stage="read",
                given=given,
                done=tuple(self._documents),
                done_count=self._read,
                excluded=tuple(self._excluded),
                failed=tuple(self._failed),
                notes=tuple(self._notes),
            ).checked(),
            responding=Outcome(
                stage="respond",
                given=len(responses),
                done=responses,
                done_count=sum(r.state is ResponseState.VALID for r in responses),
                excluded=tuple(
                    Exclusion(
                        subject_id=r.id,
                        stage="respond",
                        reason=f"{r.state.value.lower().replace('_', ' ')}: {r.reason}",
                    )
                    for r in responses
                    if r.state is not ResponseState.VALID
                ),
                notes=tuple(notes),
            ).checked(),
        )


def _copies_apart(responses: Sequence[Response], items: Sequence[Item]) -> list[Response]:
    """Propose every further file of the same bytes as a duplicate of the one that came first."""
    by_id = {item.id: item for item in items}
    first: dict[str, Item] = {}
    settled: dict[str, Response] = {}

    def arrival(response: Response) -> tuple[str, int, str]:
        item = by_id[response.item_ids[0]]
        received = response.received.isoformat() if response.received else ""
        return received, len(item.source_key), item.source_key

    for response in sorted(responses, key=arrival):
        item = by_id[response.item_ids[0]]
        original = first.setdefault(item.sha256, item)
        copied = original is not item and item.parent_id is None and item.size > 0
        settled[response.id] = (
            replace(
                response,
                state=ResponseState.DUPLICATE,
                reason=f"proposed: the same bytes as {original.source_key}",
            )
            if copied and response.state is ResponseState.VALID
            else response
        )
    return list(settled.values())


def _submissions(parts: Sequence[Part]) -> Iterable[tuple[Part, tuple[Part, ...]]]:
    """Yield each submission of an arrival with the parts that came with it."""
    attached = tuple(part for part in parts if not part.is_response)
    submissions = [part for part in parts if part.is_response]
    if not submissions:
        return
    yield submissions[0], attached
    for part in submissions[1:]:
        yield part, ()


def _consent(source: SourceSettings, part: Part) -> Consent:
    return strictest((source.consent, part.consent))


def _nothing_read(item: Item) -> Problem:
    return Problem(
        code=ProblemCode.READER_SILENT,
        where=item.source_key,
        message="the reader found nothing and gave no reason; open the file and tell us.",
    )


def _nobody(source_key: str) -> Problem:
    return Problem(
        code=ProblemCode.RESPONDENT_UNKNOWN,
        where=source_key,
        message=(
            "nothing says who sent this; name the respondent in consultation.toml: "
            f'[[respondents]] name = "…", files = ["{source_key}"].'
        ),
        severity=Severity.WARNING,
    )
