"""Who sent a letter or message: its own words, its attachments' and its envelope, put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from consult.domain.consultation import Consultation
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Consent, RespondentKind, SenderEvidence
from consult.intake.reading import Part, Sender
from consult.text.consent import ConsentWords, stated_consent
from consult.text.who import SURE, Who, find_who

_STRICTNESS = (Consent.PRIVATE, Consent.ANONYMOUS, Consent.PUBLISH, Consent.UNKNOWN)
_SHOWN = 3
_COVERS = 600
"""Characters up to which a message may be no more than a cover for what is attached."""


def strictest(consents: Iterable[Consent]) -> Consent:
    """Return the strictest of several consents; unknown only when all are."""
    given = set(consents)
    return next((consent for consent in _STRICTNESS if consent in given), Consent.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A submission's main part with the sender and consent that were found, and how."""

    part: Part
    who: Who
    notes: tuple[Problem, ...] = ()


def tell_sender(
    main: Part,
    attached: Sequence[Part],
    *,
    key: str,
    document_ids: Sequence[str],
    never: Sequence[str],
) -> Told:
    """Find who sent a submission and what may be shown of it.

    ``document_ids`` are those of the main part and the attached ones, in order; ``never`` names
    the consulting body, which is no respondent. A body that an attachment is from is taken where
    the message is hardly more than its cover. Consent is the strictest that anything says.
    """
    header = _header(main.sender)
    who = _placed(
        find_who(main.text, main.blocks, header=header, file_name=key, never=never),
        document_ids[0],
    )
    if who.kind is not RespondentKind.ORGANISATION and len(main.text) <= _COVERS:
        for part, document_id in zip(attached, document_ids[1:], strict=True):
            within = _placed(find_who(part.text, part.blocks, never=never), document_id)
            if within.name and within.kind is RespondentKind.ORGANISATION:
                who = replace(
                    within,
                    evidence=(*within.evidence, *(e for e in who.evidence if e.ground == "header")),
                    rivals=(*who.evidence[:1], *within.rivals),
                )
                break
    said = [
        (words, document_id)
        for part, document_id in zip((main, *attached), document_ids, strict=True)
        for words in stated_consent(part.text, part.blocks)
    ]
    consent = strictest((main.consent, *(words.consent for words, _ in said)))
    sender = Sender(name=who.name, kind=who.kind, evidence=_in_words(who, header))
    return Told(
        part=replace(main, sender=sender, consent=consent),
        who=who,
        notes=tuple(_consent_note(words, document_id) for words, document_id in said[:1]),
    )


def never_senders(consultation: Consultation) -> tuple[str, ...]:
    """Return the names under which the consulting body and its paper go."""
    return (consultation.organisation, consultation.title, *consultation.consulter_names)


def nobody(key: str, who: Who | None = None) -> Problem:
    """Return the problem of a response that nobody can be named for, with those it may be from."""
    candidates = "; ".join(_told(e) for e in (who.evidence if who else ())[:_SHOWN])
    says = (
        f"nothing says for sure who sent this; it may be {candidates}"
        if candidates
        else "nothing says who sent this"
    )
    return Problem(
        code=ProblemCode.RESPONDENT_UNKNOWN,
        where=key,
        message=(
            f"{says}; name the respondent in consultation.toml: "
            f'[[respondents]] name = "…", files = ["{key}"], or with `consult resolve`.'
        ),
        severity=Severity.WARNING,
    )


def _header(sender: Sender | None) -> str:
    """Return the sender as a mail's headers write it; a forwarded mail is its author's."""
    if sender is None:
        return ""
    if sender.evidence.startswith("forwarded"):
        return sender.evidence.rpartition(": ")[2]
    return sender.evidence.partition("From: ")[2]


def _placed(who: Who, document_id: str) -> Who:
    def put(evidence: Sequence[SenderEvidence]) -> tuple[SenderEvidence, ...]:
        return tuple(
            replace(e, document_id=document_id) if e.start is not None else e for e in evidence
        )

    return replace(who, evidence=put(who.evidence), rivals=put(who.rivals))


def _in_words(who: Who, header: str) -> str:
    told = [f"{e.ground}: “{e.quote}”" for e in who.evidence if e.ground != "header"]
    parts = list(dict.fromkeys(told))[:_SHOWN]
    if header:
        parts.append(f"From: {header}")
    others = [_told(e) for e in who.rivals if e.strength >= SURE / 2][:_SHOWN]
    if others:
        parts.append(f"or it is {'; '.join(others)}")
    return "; ".join(parts)


def _told(evidence: SenderEvidence) -> str:
    where = "" if evidence.quote == evidence.name else f": “{evidence.quote[:120]}”"
    return f"{evidence.name} ({evidence.ground}{where})"


def _consent_note(words: ConsentWords, document_id: str) -> Problem:
    return Problem(
        code=ProblemCode.CONSENT_STATED,
        where=f"{document_id}:{words.start}-{words.end}",
        message=(
            f"its own words were read as consent {words.consent.value}: “{words.quote[:200]}”; if "
            "they mean something else, say so in [[respondents]] or with `consult resolve`."
        ),
        severity=Severity.INFO,
    )
