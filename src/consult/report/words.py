"""What the records are called in a report, and the conventions in plain words."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from consult.analysis.options import WordTable
from consult.domain.coding import Position
from consult.domain.document import Role
from consult.domain.finding import FindingKind
from consult.domain.ledger import Consent, Mark, ResponseState
from consult.settings.model import CountingSettings

CAVEAT = (
    "A consultation is not a vote and not a survey. Those who respond choose to, so the numbers "
    "say how many respondents made a point, not what share of the public would. A point made "
    "once can matter as much as one made often."
)

KIND_HEADINGS: dict[FindingKind, str] = {
    FindingKind.AGREEMENT: "Where respondents agree",
    FindingKind.DISAGREEMENT: "Where respondents disagree",
    FindingKind.VIEWS_DIFFER: "Where views differ",
    FindingKind.CONDITION: "Support with conditions",
    FindingKind.EVIDENCE_CHALLENGE: "Challenges to the evidence",
    FindingKind.ASK: "What respondents ask for",
    FindingKind.POINT: "Other points",
    FindingKind.OUTSIDE_THE_QUESTIONS: "Points outside the questions",
}
KIND_TAGS: dict[FindingKind, str] = {
    FindingKind.AGREEMENT: "agreement",
    FindingKind.DISAGREEMENT: "disagreement",
    FindingKind.VIEWS_DIFFER: "views differ",
    FindingKind.CONDITION: "condition",
    FindingKind.EVIDENCE_CHALLENGE: "challenge to the evidence",
    FindingKind.ASK: "ask",
    FindingKind.POINT: "point",
    FindingKind.OUTSIDE_THE_QUESTIONS: "outside the questions",
}
SINGLES_HEADING = "Raised by one or two"

POSITION_LABELS: dict[Position, str] = {
    Position.AGREE: "Agree",
    Position.AGREE_WITH_CONDITIONS: "Agree with conditions",
    Position.MIXED: "Mixed",
    Position.DISAGREE: "Disagree",
    Position.NEITHER: "Neither",
    Position.UNCLEAR: "Unclear",
}
POSITION_TAGS: dict[Position, str] = {
    Position.AGREE: "agrees",
    Position.AGREE_WITH_CONDITIONS: "agrees with conditions",
    Position.MIXED: "agrees and disagrees",
    Position.DISAGREE: "disagrees",
    Position.NEITHER: "neither",
    Position.UNCLEAR: "unclear",
}
STATE_LABELS: dict[ResponseState, str] = {
    ResponseState.RECEIVED: "Received, not yet read",
    ResponseState.WAITING: "Waiting for a person",
    ResponseState.VALID: "Analysed",
    ResponseState.BLANK: "Blank",
    ResponseState.INVALID: "Invalid",
    ResponseState.DUPLICATE: "Duplicate",
    ResponseState.SUPERSEDED: "Superseded by a later one",
    ResponseState.MERGED: "Merged with another",
    ResponseState.OUT_OF_SCOPE: "Out of scope",
    ResponseState.WITHDRAWN: "Withdrawn",
    ResponseState.ERASED: "Erased",
    ResponseState.QUARANTINED: "Quarantined",
}
MARK_LABELS: dict[Mark, str] = {
    Mark.LATE: "late",
    Mark.CAMPAIGN: "campaign response",
    Mark.SAFEGUARDING: "safeguarding concern",
    Mark.RESTRICTED: "restricted",
}
OTHER_ANSWERS = "Other answers"
"""What stands before the public for answers that are none of the options."""
ROLE_LABELS: dict[Role, str] = {
    Role.RESPONSE: "Response",
    Role.PRESS: "Press item",
    Role.EVIDENCE: "Evidence",
    Role.PAPER: "Consultation paper",
}
_CONSENT_WORDS: dict[Consent, str] = {
    Consent.PUBLISH: "by name",
    Consent.ANONYMOUS: "without a name",
    Consent.PRIVATE: "not at all",
    Consent.UNKNOWN: "without a name",
}


def shown(text: str) -> str:
    """Return text for display on one line: no control or bidi characters, single spaces.

    For names, labels and messages; the words of a quote never pass through here.
    """
    kept = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf"} or c.isspace())
    return " ".join(kept.split())


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return ``1 response`` or ``2,014 responses``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def day(moment: datetime | None, timezone: str) -> str:
    """Return a date in words in the consultation's time zone, empty when there is none."""
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(timezone)) if moment.tzinfo else moment
    return f"{local.day} {local.strftime('%B %Y')}"


def conventions(counting: CountingSettings) -> tuple[str, ...]:
    """Return the counting conventions in force, each as a sentence or two."""
    campaign = {
        "none": "Identical campaign texts are shown but not counted; edited copies count.",
        "one": "The identical copies of a campaign text count as one respondent; "
        "edited copies count each for themselves.",
        "each": "Every sender of a campaign text counts as a respondent.",
    }[counting.campaign_identical]
    late = {
        "include": "Late responses are marked and counted.",
        "exclude": "Late responses are kept and marked, but not counted.",
    }[counting.late]
    reported = {
        "show": "What the press reports that somebody said is shown beside the base and not "
        "counted in it.",
        "count": "What the press reports that somebody said is counted with the responses.",
    }[counting.reported]
    return (
        "A respondent is one person or one organisation, and counts once for each question "
        "however much it writes.",
        "The base of a question is the number of respondents who speak to it. The base of a "
        "statement is the number of those who speak to that statement.",
        "Where one respondent sent several forms, the options that the last one ticks count for "
        "each question, in its table and in the positions; words are read in all of them.",
        campaign,
        late,
        reported,
        "Nothing said inside a document of evidence counts, and the consulting body’s own words "
        "are nobody’s view.",
        "Where nothing is known about consent, an organisation is shown "
        f"{_CONSENT_WORDS[counting.consent_missing_organisation]} and an individual "
        f"{_CONSENT_WORDS[counting.consent_missing_individual]}.",
    )


def quantity_table(words: WordTable) -> tuple[tuple[str, str], ...]:
    """Return each quantity word with what it means, in rising order."""

    def per_cent(share: float) -> str:
        return f"{share * 100:g} %"

    one = "one respondent" if words.one == 1 else f"up to {words.one} respondents"
    return (
        ("one", one),
        ("a few", f"up to {per_cent(words.a_few_up_to)} of those who answered"),
        (
            "some",
            f"above {per_cent(words.a_few_up_to)} and up to {per_cent(words.some_up_to)}",
        ),
        ("many", f"above {per_cent(words.some_up_to)} and up to {per_cent(words.many_up_to)}"),
        ("most", f"above {per_cent(words.many_up_to)} and up to {per_cent(words.most_up_to)}"),
        ("almost all", f"above {per_cent(words.most_up_to)}, but not everyone"),
        ("all", "everyone who answered"),
        ("numbers only", f"where fewer than {words.small_base} answered"),
    )
