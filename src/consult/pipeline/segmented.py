"""Documents to segments: sentences, voices, languages and campaigns, each where it belongs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from consult.domain.consultation import Consultation
from consult.domain.document import Document, Role, Span
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ids import make_id
from consult.domain.ledger import Proposal, Response, ResponseState
from consult.domain.outcome import Exclusion, Outcome
from consult.domain.ports import SentenceSplitter
from consult.domain.segment import Campaign, Segment, Voice, VoiceKind
from consult.pipeline.campaigns import (
    campaign_proposals,
    decided_campaigns,
    heeded,
    without_separate,
)
from consult.pipeline.copied import campaigns_among, marked, part_copies, proposed
from consult.pipeline.endangered import decided_danger, find_endangered
from consult.pipeline.engines import Engines, engine_id
from consult.pipeline.languages import in_their_language, with_language
from consult.pipeline.progress import Progress
from consult.pipeline.received import Received
from consult.pipeline.respondents import Respondents
from consult.store.store import Store
from consult.text.consulter import make_consulter
from consult.text.fillers import FillerKind
from consult.text.segment import SetApart, segment
from consult.text.voices import attribute

_CROSS_REFERENCE = f"filler:{FillerKind.CROSS_REFERENCE.value.lower()}"

_REASONS = {
    "furniture": "page furniture, address, greeting or signature",
    "heading": "a heading",
    "figures": "figures without words",
    "caption": "the caption of a figure",
    "note": "a note that names a source",
    "salutation": "a greeting",
    "symbols": "no words",
    f"filler:{FillerKind.NO_COMMENT.value.lower()}": "says that it has nothing to say",
    f"filler:{FillerKind.NONE.value.lower()}": "says none",
    _CROSS_REFERENCE: "only points elsewhere",
}
"""What a reader of the report is told about stretches that are no answer."""

Sentences = tuple[tuple[Span, ...], ...]
"""For each block of a document, its sentences as offsets into the block's own text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmented:
    """Every segment of every document that is analysed, and who is behind many copies."""

    documents: tuple[Document, ...]
    responses: tuple[Response, ...]
    segments: tuple[Segment, ...]
    campaigns: tuple[Campaign, ...]
    sentences: dict[str, Sentences]
    """By document id."""
    outcome: Outcome[Document]
    set_apart: tuple[Exclusion, ...]
    """Stretches of analysed documents that are no answer; segments and these hold all of it."""
    proposals: tuple[Proposal, ...] = ()
    """The campaigns, and the words about danger, that wait for somebody to decide about them."""


def segment_documents(
    consultation: Consultation,
    received: Received,
    paper: Document | None,
    engines: Engines,
    store: Store,
    progress: Progress,
) -> Segmented:
    """Cut every analysed document into segments in one voice, in order of document and place.

    Documents of responses that are not valid are excluded with the response's state; what a
    document holds that is no answer (furniture, fillers) is excluded with its reason.
    """
    documents = with_language(received.documents, engines.languages)
    analysed, excluded = _analysed(documents, received.responses)
    progress.begin("segment", len(analysed))
    notes: list[Problem] = []
    decisions = store.decisions.all()
    decided = decided_campaigns(decisions)
    campaigns = without_separate(
        campaigns_among(
            analysed, received.responses, received.respondents.all(), consultation, paper
        ),
        decided,
    )
    told = tuple(proposed(campaigns, analysed))
    notes.extend(heeded(one, c, decided) for one, c in zip(told, campaigns, strict=True))
    consulter = make_consulter(
        consultation.consulter_names, consultation.organisation, consultation.title, paper
    )
    names = received.respondents.names()
    question_texts = {q.id: q.text for q in consultation.questions}
    segments: list[Segment] = []
    sentences: dict[str, Sentences] = {}
    apart: list[Exclusion] = []
    for document in analysed:
        cuts = split_blocks(document, engines.splitter, store)
        sentences[document.id] = cuts
        cut = segment(
            document,
            cuts,
            attribute(document, cuts, consulter, names),
            _speakers(document, received.respondents),
            question_texts.get,
        )
        segments.extend(in_their_language(cut.segments, document, engines.languages))
        apart.extend(_set_apart(document, one) for one in cut.set_apart)
        notes.extend(
            _cross_reference(document, one.span)
            for one in cut.set_apart
            if one.reason == _CROSS_REFERENCE
        )
        progress.advance()
    segments, filled = part_copies(segments, campaigns)
    apart.extend(filled)
    endangered = find_endangered(
        marked(received.responses, campaigns), documents, segments, decided_danger(decisions)
    )
    notes.extend(endangered.problems)
    progress.end(f"{len(segments)} segments, {len(campaigns)} campaigns")
    return Segmented(
        documents=documents,
        responses=endangered.responses,
        segments=tuple(segments),
        campaigns=campaigns,
        sentences=sentences,
        outcome=Outcome(
            stage="segment",
            given=len(documents),
            done=tuple(analysed),
            done_count=len(analysed),
            excluded=tuple(excluded),
            notes=tuple(notes),
        ).checked(),
        set_apart=tuple(apart),
        proposals=(*endangered.proposals, *campaign_proposals(campaigns, told, decided)),
    )


def split_blocks(document: Document, splitter: SentenceSplitter, store: Store) -> Sentences:
    """Return the sentences of each block, kept by the document's words and the splitter."""
    texts = [document.text[b.start : b.end] for b in document.blocks]
    key = make_id("sentences", engine_id(splitter), *texts)
    kept = store.readings.get(key)
    if kept is None:
        cuts = [[[s.start, s.end] for s in spans] for spans in splitter.split(texts)]
        kept = json.dumps(cuts, separators=(",", ":"))
        store.readings.put(key, kept, "sentences")
    return tuple(
        tuple(Span(start=start, end=end) for start, end in spans) for spans in json.loads(kept)
    )


def _analysed(
    documents: Iterable[Document], responses: Iterable[Response]
) -> tuple[list[Document], list[Exclusion]]:
    # What a merged response lent to another is analysed with that one.
    by_weight = sorted(responses, key=lambda r: r.state is ResponseState.VALID)
    state = {item_id: response for response in by_weight for item_id in response.item_ids}
    analysed: list[Document] = []
    excluded: list[Exclusion] = []
    for document in documents:
        response = state.get(document.item_id)
        if document.role is Role.PAPER:
            excluded.append(_whole(document, "the consultation paper itself"))
        elif response is not None and response.state is not ResponseState.VALID:
            excluded.append(_whole(document, f"its response is {response.state.value}"))
        else:
            analysed.append(document)
    return analysed, excluded


def _whole(document: Document, reason: str) -> Exclusion:
    return Exclusion(subject_id=document.id, stage="segment", reason=reason)


class _speakers:  # noqa: N801 - a function with two arguments bound
    """Whose view a voice is, in one document."""

    def __init__(self, document: Document, respondents: Respondents) -> None:
        self._document = document
        self._respondents = respondents

    def __call__(self, voice: Voice) -> str | None:
        if voice.kind is VoiceKind.RESPONDENT:
            return self._document.respondent_id
        if voice.kind is VoiceKind.CONSULTER or self._document.role is Role.EVIDENCE:
            return None
        return self._respondents.speaking_for(voice.organisation, voice.speaker)


def _set_apart(document: Document, apart: SetApart) -> Exclusion:
    span = apart.span
    return Exclusion(
        subject_id=f"{document.id}:{span.start}-{span.end}",
        stage="segment",
        reason=_REASONS.get(apart.reason, apart.reason),
    )


def _cross_reference(document: Document, span: Span) -> Problem:
    return Problem(
        code=ProblemCode.CROSS_REFERENCE,
        where=f"{document.id}:{span.start}-{span.end}",
        message=(
            f"the answer only points elsewhere ({document.text[span.start : span.end]!r}); "
            "look where it points and say in the codings what it stands for."
        ),
        severity=Severity.WARNING,
    )
