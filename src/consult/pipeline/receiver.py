"""Collects what the items of one run hold: documents, and who sent each response."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from consult.analysis.duplicates import copies_apart
from consult.analysis.names import fold_name
from consult.domain.document import Document, Role
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ids import make_id
from consult.domain.ledger import (
    Answer,
    Consent,
    Item,
    Mark,
    Proposal,
    Respondent,
    Response,
    ResponseState,
    response_id,
)
from consult.domain.outcome import Exclusion, Outcome
from consult.intake.reading import Part, Reading, Sender
from consult.pipeline.accounted import Became, Fate, account_for, seen_only
from consult.pipeline.accounts import Before, Received
from consult.pipeline.asked import corrected, sender_proposal
from consult.pipeline.behind import lost_places
from consult.pipeline.decided import (
    Decided,
    merged_into,
    moved_answers,
    moved_documents,
    unions,
    with_states,
)
from consult.pipeline.proposed import problems_of, propose
from consult.pipeline.respondents import Respondents
from consult.pipeline.senders import Told, never_senders, nobody, strictest, tell_sender
from consult.pipeline.submissions import item_of, submissions_of
from consult.settings.model import Settings, SourceSettings
from consult.text.aliases import short_names


class Receiver:
    """Collects what the items of one run hold."""

    def __init__(self, settings: Settings, decided: Decided) -> None:
        self._settings = settings
        self._decided = decided
        self._respondents = Respondents(settings)
        self._items: list[Item] = []
        self._documents: list[Document] = []
        self._responses: list[Response] = []
        self._answers: list[Answer] = []
        self._excluded: list[Exclusion] = []
        self._failed: list[Problem] = []
        self._notes: list[Problem] = []
        self._response_notes: list[Problem] = []
        self._senders: list[Proposal] = []
        self._addresses: dict[str, str] = {}
        self._became: dict[str, Became] = {}
        self._read = 0
        self._within = 0

    def exclude(self, item: Item, reason: str, fate: Fate = Fate.LEFT_OUT) -> None:
        """Leave an item out as a whole, for a reason that the report gives."""
        self._items.append(item)
        self._became[item.id] = Became(fate=fate, words=reason)
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
            words = f"{problem.code.value}: {problem.message}"
            self._became[item.id] = Became(fate=Fate.FAILED, words=words)
            if source.role is Role.RESPONSE:
                self._quarantine(item, source, problem)
            return
        failures = {part.failure for part in reading.parts if part.failure}
        self._notes.extend(p for p in errors if p not in failures)
        main = reading.parts[0]
        if not main.key and main.set_apart:
            self._excluded.append(
                Exclusion(subject_id=item.id, stage="read", reason=main.set_apart)
            )
            self._became[item.id] = Became(fate=Fate.LEFT_OUT, words=main.set_apart)
            return
        self._read += 1
        self._became[item.id] = _holds(source, reading.parts)
        submissions = submissions_of(reading.parts)
        # Each part goes once it is taken: a long table's parts and documents are never all there.
        del reading
        for main, attached in submissions:
            if main.set_apart or main.failure:
                self._end_within(item, source, main)
            elif source.role is Role.RESPONSE:
                self._take_response(item, source, main, attached)
            else:
                for part in (main, *attached):
                    if part.set_apart or part.failure:
                        self._end_within(item, source, part)
                    else:
                        own = self._own_item(item, part)
                        self._add_document(own, part, source.role, None)

    def _end_within(self, item: Item, source: SourceSettings, part: Part) -> None:
        """Account for a member of an archive, or an attachment, that gives no document."""
        own = self._own_item(item, part)
        self._within += 1
        if part.failure is None:
            self._excluded.append(
                Exclusion(subject_id=own.id, stage="read", reason=part.set_apart or "")
            )
            return
        self._failed.append(part.failure)
        if source.role is Role.RESPONSE and source.survey is None:
            self._quarantine(own, source, part.failure)

    def _take_response(
        self, item: Item, source: SourceSettings, main: Part, attached: Sequence[Part]
    ) -> None:
        part_item = self._own_item(item, main)
        key = part_item.source_key
        own_id = response_id(item.channel, key)
        if self._is_erased(own_id):
            self._end_erased(part_item, attached)
            return
        told = self._told(item, source, main, attached)
        main = told.part if told else main
        source, sender, consent = corrected(
            self._decided.sent.get(own_id), source, main.sender, _consent(source, main)
        )
        respondent, known = self._respondents.of_response(
            key,
            source,
            sender,
            consent,
            {name: value for name, value in main.attributes.items() if value},
            told.who if told else None,
        )
        # A form may be filled in without a name; a letter without one wants a look.
        if not known and source.survey is None:
            self._response_notes.append(nobody(key, told.who if told else None))
        if told is not None:
            self._ask_about(own_id, source, sender, respondent, told.who.strength)
        documents = [self._add_document(part_item, main, source.role, respondent.id)]
        item_ids = [part_item.id]
        for part in attached:
            if part.set_apart or part.failure:
                self._end_within(item, source, part)
                continue
            own = self._own_item(item, part)
            item_ids.append(own.id)
            documents.append(self._add_document(own, part, source.role, respondent.id))
        response = Response(
            id=own_id,
            respondent_id=respondent.id,
            item_ids=tuple(item_ids),
            channel=item.channel,
            received=main.received or item.received,
            state=ResponseState.VALID,
        )
        response = self._settle(response, main, documents)
        self._responses.append(response)
        self._add_answers(response, main, documents[0])

    def _told(
        self, item: Item, source: SourceSettings, main: Part, attached: Sequence[Part]
    ) -> Told | None:
        """Find in a letter or message who sent it; a form's row says so in its columns."""
        if source.survey is not None:
            return None
        taken = [part for part in attached if not part.set_apart and not part.failure]
        ids = [make_id("doc", item_of(item, p).id, p.key) for p in (main, *taken)]
        told = tell_sender(
            main,
            taken,
            key=item_of(item, main).source_key,
            document_ids=ids,
            never=never_senders(self._settings.consultation),
        )
        self._response_notes.extend(told.notes)
        return told

    def _is_erased(self, own_id: str) -> bool:
        decision = self._decided.states.get(own_id)
        return decision is not None and decision.after == ResponseState.ERASED

    def _end_erased(self, item: Item, attached: Sequence[Part]) -> None:
        """Account for an erased response that lies at its source again, taking none of it."""
        self._within += 1
        self._items = [known for known in self._items if known is not item]
        self._excluded.append(Exclusion(subject_id=item.id, stage="read", reason="erased"))
        self._notes.append(
            Problem(
                code=ProblemCode.ERASED_AGAIN,
                where=item.id,
                message=(
                    f"an erased response lies at its source again ({len(attached)} attachments); "
                    "it is not taken into the analysis; remove it there and erase it once more."
                ),
                severity=Severity.ERROR,
            )
        )

    def _ask_about(
        self,
        own_id: str,
        source: SourceSettings,
        sender: Sender | None,
        found: Respondent,
        strength: float,
    ) -> None:
        """Propose who sent a response, with its evidence, where no person has said so."""
        if sender is not None and sender.evidence:
            self._addresses[own_id] = sender.evidence
        confirmed = found.id == make_id("who", "confirmed", fold_name(found.name))
        if not (confirmed or source.respondent is not None or own_id in self._decided.sent):
            self._senders.append(sender_proposal(own_id, sender, found, strength))

    def _settle(self, response: Response, main: Part, documents: Sequence[Document]) -> Response:
        closed = self._settings.consultation.closed
        marks: tuple[Mark, ...] = ()
        # A file's own time says when somebody saved or copied it, not when it was sent.
        if closed and main.received and main.received > closed:
            marks = (Mark.LATE,)
        state, reason = ResponseState.VALID, ""
        if not any(d.text.strip() for d in documents) and not main.closed_answers:
            state, reason = ResponseState.BLANK, "no question was answered"
        if state is response.state and marks == response.marks:
            return response
        return replace(response, state=state, reason=reason, marks=marks)

    def _quarantine(self, item: Item, source: SourceSettings, problem: Problem) -> None:
        respondent, _ = self._respondents.of_response(
            item.source_key, source, None, source.consent, {}
        )
        self._responses.append(
            Response(
                id=response_id(item.channel, item.source_key),
                respondent_id=respondent.id,
                item_ids=(item.id,),
                channel=item.channel,
                received=item.received,
                state=ResponseState.QUARANTINED,
                reason=f"{problem.code.value}: {problem.message}",
            )
        )

    def _own_item(self, item: Item, part: Part) -> Item:
        """Take the item of a part: the arrival itself, or a row or attachment of its own."""
        own = item_of(item, part)
        if own is not item:
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

    def finish(self, given: int, before: Before) -> Received:
        """Return what was collected, in order of id, with aliases learnt and decisions replayed.

        Every row that the ledger had before is among the responses, or was opened.
        """
        for document in self._documents:
            if document.role in (Role.RESPONSE, Role.PRESS):
                for short, name in short_names(document.text).items():
                    self._respondents.learn_alias(name, short)
        settled, copies = copies_apart(self._responses, self._items)
        settled.extend(self._named(seen_only(before.sightings, settled)))
        accounted = account_for(settled, before.responses, before.items, self._became)
        settled.extend(self._named(accounted.gone))
        self._add_items_of(accounted.gone, before.items)
        decided = self._decided
        behind = {one.subject_id: one.other_id for one in copies if one.other_id}
        responses = tuple(sorted(with_states(settled, decided, behind), key=lambda r: r.id))
        merged = merged_into(responses, decided)
        for union in unions(responses, merged):
            self._respondents.unite(union.whole, union.parts, union.gone)
        documents = moved_documents(self._documents, responses, merged)
        answers = moved_answers(self._answers, merged)
        respondents = self._respondents.all()
        proposals = propose(
            responses,
            documents,
            respondents,
            decided,
            [*copies, *self._senders],
            self._addresses,
            {response.id: place for place, response in enumerate(settled)},
        )
        return Received(
            items=tuple(sorted(self._items, key=lambda i: i.id)),
            documents=tuple(sorted(documents, key=lambda d: d.id)),
            responses=responses,
            answers=tuple(
                sorted(answers, key=lambda a: (a.response_id, a.question_id, a.start or 0))
            ),
            respondents=self._respondents,
            reading=Outcome(
                stage="read",
                given=given + self._within,
                done=tuple(documents),
                done_count=self._read,
                excluded=tuple(self._excluded),
                failed=tuple(self._failed),
                notes=tuple(self._notes),
            ).checked(),
            responding=_responding(
                responses,
                [
                    *self._response_notes,
                    *problems_of(proposals),
                    *lost_places(responses, decided.states),
                ],
            ),
            proposals=proposals,
            opened=accounted.opened,
            decided={
                r.id: decided.states[r.id]
                for r in responses
                if r.id in decided.states and decided.states[r.id].after == r.state
            },
        )

    def _named(self, responses: Iterable[Response]) -> Iterator[Response]:
        """Give a response that this run did not read a respondent without a name."""
        known = {respondent.id for respondent in self._respondents.all()}
        for response in responses:
            if response.respondent_id in known:
                yield response
                continue
            nobody, _ = self._respondents.of_response(
                response.id, SourceSettings(files=""), None, Consent.UNKNOWN, {}
            )
            yield replace(response, respondent_id=nobody.id)

    def _add_items_of(self, responses: Iterable[Response], items: Mapping[str, Item]) -> None:
        here = {item.id for item in self._items}
        for response in responses:
            for item_id in response.item_ids:
                if item_id in items and item_id not in here:
                    here.add(item_id)
                    self._items.append(items[item_id])


def _responding(responses: Sequence[Response], notes: Iterable[Problem]) -> Outcome[Response]:
    return Outcome(
        stage="respond",
        given=len(responses),
        done=tuple(responses),
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
    ).checked()


def _holds(source: SourceSettings, parts: Sequence[Part]) -> Became:
    """Say what a file is that was read and is no response itself."""
    if source.role is not Role.RESPONSE:
        return Became(fate=Fate.LEFT_OUT, words=f"it is no response but {source.role.value}")
    held = sum(part.is_response for part in parts)
    return Became(fate=Fate.READ, words=f"it held {held} responses")


def _consent(source: SourceSettings, part: Part) -> Consent:
    return strictest((source.consent, part.consent))


def _nothing_read(item: Item) -> Problem:
    return Problem(
        code=ProblemCode.READER_SILENT,
        where=item.source_key,
        message="the reader found nothing and gave no reason; open the file and tell us.",
    )
