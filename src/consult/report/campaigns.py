"""Campaigns as a report shows them: the text once, each edited copy as its difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consult.domain.document import BlockKind, Document, Span
from consult.domain.run import Corpus
from consult.domain.segment import Campaign, CampaignMember
from consult.report.names import Naming
from consult.report.parts import CampaignView, VariantView
from consult.text.alignment import Supplied, sentences_of
from consult.text.fillers import is_letter_frame, is_particulars
from consult.text.shingles import RUN, fold

_NOT_BODY = frozenset({BlockKind.FURNITURE, BlockKind.HEADING})


def campaign_view(
    campaign: Campaign, number: int, corpus: Corpus, naming: Naming, *, public: bool
) -> CampaignView:
    """Return the view of a campaign; the public gets its counts without anybody's words.

    Every copy that is not identical is a variant, with what its sender added and what of the
    supplied text it leaves out.
    """
    documents = {document.id: document for document in corpus.documents}
    template = documents.get(campaign.template_document_id)
    own_of_template = next(
        (m.own for m in campaign.members if m.document_id == campaign.template_document_id), ()
    )
    supplied = () if public or template is None else _sentences(template, own_of_template)
    variants = [
        variant
        for member in campaign.members
        if not member.identical
        and (variant := _variant(member, documents, supplied, naming, public=public)) is not None
    ]
    return CampaignView(
        anchor=f"campaign-{number}",
        members=len(campaign.responses),
        identical=sum(campaign.responses.values()),
        template=() if public or template is None else _paragraphs(template, own_of_template),
        template_document_id=campaign.template_document_id,
        variants=tuple(sorted(variants, key=lambda v: (v.who.casefold(), v.own, v.left_out))),
    )


def _variant(
    member: CampaignMember,
    documents: Mapping[str, Document],
    supplied: Sequence[str],
    naming: Naming,
    *,
    public: bool,
) -> VariantView | None:
    document = documents.get(member.document_id)
    if document is None or document.respondent_id is None:
        return None
    who = document.respondent_id
    own = () if public else tuple(document.text[span.start : span.end] for span in member.own)
    return VariantView(
        who=naming.label(who) if public else naming.name(who),
        public_who=naming.label(who),
        own=own,
        left_out=() if public else left_out(supplied, document),
    )


def left_out(supplied: Sequence[str], document: Document) -> tuple[str, ...]:
    """Return the sentences of a supplied text of which a copy holds less than half the words."""
    copy = Supplied([fold(document.text, _body(document))])
    missing = []
    for sentence in supplied:
        words = fold(sentence, (Span(start=0, end=len(sentence)),))
        if len(words) >= RUN and sum(copy.given(words)) * 2 < len(words):
            missing.append(sentence)
    return tuple(missing)


def _sentences(template: Document, own: Sequence[Span]) -> tuple[str, ...]:
    """Return the sentences of a template that are neither its sender's nor a letter's frame."""
    return tuple(
        said
        for span in sentences_of(template.text, _body(template))
        if not any(one.start < span.end and span.start < one.end for one in own)
        and not is_letter_frame(said := template.text[span.start : span.end])
        and not is_particulars(said)
    )


def _body(document: Document) -> list[Span]:
    return [Span(start=b.start, end=b.end) for b in document.blocks if b.kind not in _NOT_BODY]


def _paragraphs(document: Document, own: Sequence[Span]) -> tuple[str, ...]:
    """Return the paragraphs of a template without greetings, headings and its sender's words."""
    found = []
    for block in document.blocks:
        if block.kind in {BlockKind.FURNITURE, BlockKind.HEADING}:
            continue
        pieces: list[str] = []
        position = block.start
        for span in sorted(own, key=lambda span: span.start):
            if span.start < block.end and block.start < span.end:
                pieces.append(document.text[position : max(position, span.start)])
                position = max(position, min(span.end, block.end))
        pieces.append(document.text[position : block.end])
        words = " ".join(piece.strip() for piece in pieces if piece.strip())
        if words:
            found.append(words)
    return tuple(found)
