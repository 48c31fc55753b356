"""What may be quoted, and whose name may stand beside it."""

from __future__ import annotations

from functools import lru_cache

from consult.analysis.options import FindingOptions
from consult.domain.ledger import Consent, Respondent, RespondentKind
from consult.domain.names import Names


def effective_consent(respondent: Respondent, options: FindingOptions) -> Consent:
    """Return what a respondent allows, with the default of the options where it did not say."""
    if respondent.consent is not Consent.UNKNOWN:
        return respondent.consent
    if respondent.kind is RespondentKind.ORGANISATION:
        return options.consent_missing_organisation
    return options.consent_missing_individual


def may_be_named(respondent: Respondent, options: FindingOptions) -> bool:
    """Tell whether a statement may name the respondent: only organisations that publish."""
    return (
        respondent.kind is RespondentKind.ORGANISATION
        and effective_consent(respondent, options) is Consent.PUBLISH
    )


def may_be_quoted(text: str, respondent: Respondent, options: FindingOptions) -> bool:
    """Tell whether these words of a respondent may be shown.

    Private words never may; anonymous ones may unless they give the respondent's own name.
    """
    consent = effective_consent(respondent, options)
    if consent is Consent.PUBLISH:
        return True
    return consent is Consent.ANONYMOUS and not gives_name(text, respondent)


def gives_name(text: str, respondent: Respondent) -> bool:
    """Tell whether ``text`` holds the respondent's name or one of its aliases as whole words.

    However they are written: see :class:`~consult.domain.names.Names`.
    """
    return bool(_names((respondent.name, *respondent.aliases)).spans(text))


@lru_cache(maxsize=4096)
def _names(names: tuple[str, ...]) -> Names:
    return Names(names)
