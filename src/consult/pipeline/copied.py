"""What many people sent: campaigns among the documents of a run, and what follows from them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from consult.domain.consultation import Consultation
from consult.domain.document import Document, Role, Span
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Mark, Respondent, RespondentKind, Response, ResponseState
from consult.domain.outcome import Exclusion
from consult.domain.segment import Campaign, Segment
from consult.text.branches import branches
from consult.text.campaigns import CampaignText, find_campaigns
from consult.text.fillers import is_letter_frame

_FIRST_WORDS = 12
_ENOUGH_WORDS = 6
FILLED = "fills in a blank of a campaign text"


def campaigns_among(
    documents: Iterable[Document],
    responses: Iterable[Response],
    respondents: Iterable[Respondent],
    consultation: Consultation,
    paper: Document | None,
) -> tuple[Campaign, ...]:
    """Return the campaigns among the valid responses' own documents, in order of id.

    What the consulting body printed, its paper and its questions, makes nobody a copyist, and
    the branches of one organisation are one sender.
    """
    organisations = {
        who.id: who.name for who in respondents if who.kind is RespondentKind.ORGANISATION
    }
    whole = branches(organisations)
    official = [question.text for question in consultation.questions]
    if paper is not None:
        official.append(paper.text)
    return find_campaigns(list(_texts(documents, responses, whole)), official=official)


def _texts(
    documents: Iterable[Document], responses: Iterable[Response], whole: Mapping[str, str]
) -> Iterator[CampaignText]:
    responses = list(responses)
    lent = {i for r in responses if r.state is ResponseState.MERGED for i in r.item_ids}
    by_item = {
        item_id: response
        for response in responses
        if response.state is ResponseState.VALID
        for item_id in response.item_ids
        if item_id not in lent
    }
    for document in documents:
        response = by_item.get(document.item_id)
        if document.role is Role.RESPONSE and response is not None:
            yield CampaignText(
                document_id=document.id,
                response_id=response.id,
                respondent_id=response.respondent_id,
                text=document.text,
                blocks=document.blocks,
                organisation=whole.get(response.respondent_id, ""),
            )


def part_copies(
    segments: Iterable[Segment], campaigns: Iterable[Campaign]
) -> tuple[list[Segment], list[Exclusion]]:
    """Mark the segments that hold an organiser's words, and set apart what fills in a blank.

    A name or a place that a sender put into the organiser's gap says who the sender is; it is no
    point, and no segment to be coded.
    """
    members = {m.document_id: (campaign, m) for campaign in campaigns for m in campaign.members}
    kept: list[Segment] = []
    apart: list[Exclusion] = []
    for segment in segments:
        campaign, member = members.get(segment.document_id, (None, None))
        if campaign is None or member is None:
            kept.append(segment)
        elif _is_within(segment, member.filled):
            apart.append(
                Exclusion(
                    subject_id=f"{segment.document_id}:{segment.start}-{segment.end}",
                    stage="segment",
                    reason=FILLED,
                )
            )
        elif any(own.start < segment.end and segment.start < own.end for own in member.own):
            kept.append(segment)
        else:
            kept.append(replace(segment, campaign_id=campaign.id))
    return kept, apart


def _is_within(segment: Segment, spans: Sequence[Span]) -> bool:
    """Whether every letter and digit of a segment stands in one of the spans, in order."""
    starts = [span.start for span in spans]
    for at, character in enumerate(segment.text, start=segment.start):
        if character.isalnum():
            before = bisect_right(starts, at) - 1
            if before < 0 or spans[before].end <= at:
                return False
    return bool(spans)


def marked(responses: Iterable[Response], campaigns: Iterable[Campaign]) -> tuple[Response, ...]:
    """Return the responses, those of campaigns with their mark."""
    members = {m.response_id for campaign in campaigns for m in campaign.members}
    return tuple(
        replace(r, marks=(*r.marks, Mark.CAMPAIGN))
        if r.id in members and Mark.CAMPAIGN not in r.marks
        else r
        for r in responses
    )


def proposed(campaigns: Iterable[Campaign], documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield a note for each campaign: how it begins, how many sent it, and what to look at."""
    by_id = {document.id: document for document in documents}
    for campaign in campaigns:
        template = by_id[campaign.template_document_id]
        sent = campaign.responses
        identical = sum(sent.values())
        edited = len(sent) - identical
        start, end = _beginning(template, campaign)
        yield Problem(
            code=ProblemCode.CAMPAIGN_PROPOSED,
            where=f"{template.id}:{start}-{end}",
            message=(
                f"{len(sent)} responses share a text that begins "
                f"“{template.text[start:end]}…” ({identical} identical, {edited} edited): look "
                "under Campaigns whether an organiser handed it out, and say so with `consult "
                "resolve`. Identical copies count as campaign_identical in [counting] says; what "
                "senders added is analysed as theirs."
            ),
            severity=Severity.WARNING,
        )


def _beginning(template: Document, campaign: Campaign) -> tuple[int, int]:
    """Return the span of the first dozen words of a paragraph that is the organiser's."""
    member = next(m for m in campaign.members if m.document_id == template.id)
    for span in _bodies(template):
        text = template.text[span.start : span.end]
        words = text.split()
        theirs = not any(o.start < span.end and span.start < o.end for o in member.own)
        if theirs and len(words) >= _ENOUGH_WORDS and not is_letter_frame(text):
            end = span.start
            for word in words[:_FIRST_WORDS]:
                end = template.text.index(word, end) + len(word)
            return span.start, end
    return 0, min(len(template.text), 80)


def _bodies(template: Document) -> Iterator[Span]:
    texts = CampaignText(
        document_id=template.id,
        response_id="",
        respondent_id="",
        text=template.text,
        blocks=template.blocks,
    )
    yield from texts.body
