"""Who sent a response: what a person corrected, and what a person is asked to confirm."""

from __future__ import annotations

from dataclasses import replace

from consult.analysis.duplicates import proposal
from consult.domain.ledger import Consent, Proposal, ProposalKind, Respondent
from consult.intake.reading import Sender
from consult.pipeline.decided import Sent, sender_words
from consult.settings.model import SourceSettings


def corrected(
    sent: Sent | None, source: SourceSettings, sender: Sender | None, consent: Consent
) -> tuple[SourceSettings, Sender | None, Consent]:
    """Return what a source and a text say about the sender, as a person corrected it."""
    if sent is None:
        return source, sender, consent
    kind = sent.kind or (sender.kind if sender else source.kind)
    if sent.name is not None:
        source = replace(source, respondent=sent.name, kind=kind)
    else:
        source = replace(source, kind=kind)
        sender = replace(sender, kind=kind) if sender else None
    return source, sender, sent.consent or consent


def sender_proposal(
    response_id: str, sender: Sender | None, found: Respondent, strength: float
) -> Proposal:
    """Propose the respondent that was found, or ask for one, with what speaks for it.

    ``strength`` is that of the evidence for the name, 0..1.
    """
    why = (sender.evidence if sender else "") or "it is how the response names itself"
    kind = found.kind.value.lower()
    nobody = f"nothing says for sure who sent it{f' ({why})' if sender and why else ''}"
    who = Sent(name=found.name, kind=found.kind) if found.name else None
    return proposal(
        ProposalKind.RESPONDENT,
        response_id,
        None,
        None,
        f"{found.name} ({kind}): {why}" if who else nobody,
        places=tuple(
            dict.fromkeys(
                f"{e.document_id}:{e.start}-{e.end}"
                for e in found.evidence
                if e.document_id and e.start is not None and e.end is not None
            )
        ),
        in_force=who is not None,
        sender=sender_words(who) if who else "",
        strength=strength if who else None,
    )
