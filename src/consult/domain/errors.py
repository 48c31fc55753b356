"""What can go wrong: problems of data are values, of use exceptions; both have codes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemCode(StrEnum):
    """Stable codes of what can be wrong with data; each is explained in docs/problems.md."""

    CORRUPT = "CORRUPT"
    EMPTY = "EMPTY"
    TYPE_MISMATCH = "TYPE_MISMATCH"
    UNSUPPORTED = "UNSUPPORTED"
    ENCRYPTED = "ENCRYPTED"
    NO_TEXT = "NO_TEXT"
    LOW_CONFIDENCE = "LOW_CONFIDENCE"
    TOO_LARGE = "TOO_LARGE"
    ARCHIVE_LIMIT = "ARCHIVE_LIMIT"
    TIMEOUT = "TIMEOUT"
    OUT_OF_MEMORY = "OUT_OF_MEMORY"
    READER_CRASH = "READER_CRASH"
    READER_SILENT = "READER_SILENT"
    OUTPUT_LIMIT = "OUTPUT_LIMIT"
    DTD_FORBIDDEN = "DTD_FORBIDDEN"
    CHARSET_GUESSED = "CHARSET_GUESSED"
    ROW_INVALID = "ROW_INVALID"
    MAPPING_CHANGED = "MAPPING_CHANGED"
    COLUMN_UNMAPPED = "COLUMN_UNMAPPED"
    COLUMN_TWICE = "COLUMN_TWICE"
    COLUMN_KIND = "COLUMN_KIND"
    HEADER_UNLIKE = "HEADER_UNLIKE"
    NUMBER_UNLIKE = "NUMBER_UNLIKE"
    QUESTION_NUMBER_TWICE = "QUESTION_NUMBER_TWICE"
    QUESTION_UNMAPPED = "QUESTION_UNMAPPED"
    KEY_FROM_CONTENT = "KEY_FROM_CONTENT"
    OPTION_UNKNOWN = "OPTION_UNKNOWN"
    OPTION_MEANING = "OPTION_MEANING"
    DUPLICATE = "DUPLICATE"
    WITHDRAWAL_ASKED = "WITHDRAWAL_ASKED"
    ERASED_AGAIN = "ERASED_AGAIN"
    HIDDEN_TEXT = "HIDDEN_TEXT"
    LANGUAGE_UNKNOWN = "LANGUAGE_UNKNOWN"
    RESPONDENT_UNKNOWN = "RESPONDENT_UNKNOWN"
    CONSENT_MISSING = "CONSENT_MISSING"
    CONSENT_STATED = "CONSENT_STATED"
    CROSS_REFERENCE = "CROSS_REFERENCE"
    UNREADABLE = "UNREADABLE"
    MAILBOX_UNREACHABLE = "MAILBOX_UNREACHABLE"
    MAILBOX_LOGIN = "MAILBOX_LOGIN"
    MAILBOX_MARK = "MAILBOX_MARK"
    BUCKET_UNREACHABLE = "BUCKET_UNREACHABLE"
    SAFEGUARDING = "SAFEGUARDING"
    CAMPAIGN_PROPOSED = "CAMPAIGN_PROPOSED"
    QUESTIONS_EXTRACTED = "QUESTIONS_EXTRACTED"
    DECISION_LOST = "DECISION_LOST"
    STALE_RUN = "STALE_RUN"
    NUMBER_MISMATCH = "NUMBER_MISMATCH"


class Severity(StrEnum):
    """How much a problem asks of a person: nothing, a look, or a decision."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with data: what, where, and what to do about it. The run goes on."""

    code: ProblemCode
    where: str
    """The item, document, row or column, named so that a person finds it."""
    message: str
    """What is wrong and what to do, in one or two sentences."""
    severity: Severity = Severity.ERROR


class ConsultError(Exception):
    """A problem of use: the caller must change something before the work can go on.

    The message says what is wrong, where, and what to do; ``code`` is stable and searchable.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"[{code}] {message}")
        self.code = code
        self.message = message


class SettingsError(ConsultError):
    """consultation.toml cannot be used as it stands."""


class StoreError(ConsultError):
    """The store cannot be opened or written."""


class IntegrityError(ConsultError):
    """A record contradicts the text it stands on; nothing is published from it."""


class ModelError(ConsultError):
    """A model is missing, or its bytes are not the ones that were asked for."""


class ReportError(ConsultError):
    """A report or briefing cannot be built."""
