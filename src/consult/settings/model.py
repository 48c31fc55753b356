"""The frozen settings of one consultation, with every default visible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from urllib.parse import quote

from consult.analysis.options import WordTable
from consult.domain.coding import Position
from consult.domain.consultation import Consultation
from consult.domain.document import Role
from consult.domain.ledger import Consent, RespondentKind

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSettings:
    """The consultation paper, relative to the consultation's folder or its input folder."""

    file: str | None = None
    questions: Literal["listed", "extract"] = "listed"
    """``extract`` reads chapters, questions and propositions from the paper at every run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyMapping:
    """Which column of a table is what; a column neither mapped nor ignored is a problem.

    A column is named by its header; headers of several rows are joined by " | ", and of headers
    that stand there more than once the n-th is called "Header [n]". A mapping without questions
    asks a reader for a profile of the columns instead of responses.
    """

    id_column: str = ""
    """The source's own id of a row; empty only where ``id_from`` is ``content``."""
    id_from: Literal["column", "content"] = "column"
    """``content``: the export has no id, so a row is known by what all its cells say."""
    questions: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """Column header -> question id."""
    multiple: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """Column header -> what stands between several options in one cell."""
    checkboxes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """Column header -> the option that is ticked when the cell holds something."""
    header_rows: int = 1
    """How many rows the header takes up."""
    dates: Literal["day-first", "month-first"] = "day-first"
    """How dates such as 03/04/2026 are read."""
    received_column: str | None = None
    name_column: str | None = None
    organisation_column: str | None = None
    """A non-empty cell makes the respondent that organisation."""
    kind_column: str | None = None
    kinds: Mapping[str, RespondentKind] = field(default_factory=lambda: MappingProxyType({}))
    consent_column: str | None = None
    consents: Mapping[str, Consent] = field(default_factory=lambda: MappingProxyType({}))
    """Cell text -> consent."""
    attributes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """Column header -> attribute name."""
    ignore: tuple[str, ...] = ()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Question id -> its options, so that an option that holds the divider stays whole.

    Follows from the questions and is never written in consultation.toml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """Files that arrive together: a glob below the input folder, and what they are."""

    files: str
    role: Role = Role.RESPONSE
    channel: str = "folder"
    """A name for the ledger: ``letters``, ``online survey``."""
    respondent: str | None = None
    """The respondent's name, when it is one and the same for every file of the glob."""
    kind: RespondentKind = RespondentKind.UNKNOWN
    consent: Consent = Consent.UNKNOWN
    survey: SurveyMapping | None = None
    server_time: bool = False
    """The channel's own time of receipt says what was late, not what the sender wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSettings:
    """A folder of a mailbox that people write to; every message in it has arrived."""

    host: str
    user: str
    port: int = 0
    """0 means the usual one: 993, or 143 where the connection does not begin with TLS."""
    security: Literal["tls", "starttls", "none"] = "tls"
    password_env: str = ""
    """The environment variable that holds the password; never the password itself."""
    token_env: str = ""
    """The environment variable that holds an OAuth 2 access token, instead of a password."""
    folder: str = "INBOX"
    done_folder: str = ""
    """Where messages go once they are safe in the store; empty leaves them, marked as read."""
    ca_file: str = ""
    """Certificates to trust instead of the system's, as PEM, from the consultation's folder."""
    channel: str = "e-mail"
    role: Role = Role.RESPONSE
    kind: RespondentKind = RespondentKind.UNKNOWN
    consent: Consent = Consent.UNKNOWN

    @property
    def place(self) -> str:
        """What names the folder of the mailbox, and begins the source keys of its messages."""
        return f"imap://{quote(self.user, safe='')}@{self.host}/{quote(self.folder, safe='/')}"

    @property
    def source(self) -> SourceSettings:
        """What its messages are."""
        return SourceSettings(
            files="**",
            role=self.role,
            channel=self.channel,
            kind=self.kind,
            consent=self.consent,
            server_time=True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketSettings:
    """Objects below one address of an object store; ``source`` says which and what they are."""

    url: str
    """``s3://bucket/prefix`` without a stroke at its end."""
    source: SourceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectingSettings:
    """How what arrives is collected."""

    settle_seconds: float = 2.0
    """How long a new file that looks unfinished is watched before it is taken as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondentSettings:
    """What a person confirmed about a respondent."""

    name: str
    kind: RespondentKind = RespondentKind.UNKNOWN
    consent: Consent = Consent.UNKNOWN
    aliases: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    files: tuple[str, ...] = ()
    """Globs of the files that are this respondent's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingSettings:
    """The counting conventions; each is printed in the report."""

    campaign_identical: Literal["none", "one", "each"] = "one"
    late: Literal["include", "exclude"] = "include"
    reported: Literal["show", "count"] = "show"
    consent_missing_organisation: Consent = Consent.PUBLISH
    consent_missing_individual: Consent = Consent.ANONYMOUS


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """Which models are used: ``bundled``, a folder, or the name of a model on a hub."""

    embedder: str = "bundled"
    matcher: str = "embedder"
    """Finds the questions that texts answer; ``embedder`` is whatever the embedder is."""
    point_matcher: str = "bundled"
    """Tells which texts make one point and which belong to fixed themes; ``embedder`` as above."""
    stance: str = "bundled"
    """Tells sides; ``large`` reads better and takes about three times as long; it needs an
    encoder that is installed apart, and ``consult check`` says how."""
    point_reader: str = "none"
    """Tells which texts of a question make one point: ``large``, which needs the same encoder, or
    a folder; ``none`` leaves it to what is near."""
    splitter: str = "bundled"
    threads: int = 0
    """Threads a model may use; 0 means one for each core."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisSettings:
    """Thresholds of the analysis."""

    stance_minimum: float = 0.55
    """Calibrated probability under which a position is UNCLEAR."""
    theme_density_from: int = 200
    """Segments of a question from which a theme needs several; below, each point is one."""
    single_point_up_to: int = 2
    """A point raised by at most this many respondents stands under "raised by one or two"."""
    quotes_per_finding: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookSettings:
    """Themes that are given at the start; segments that fit none become new candidates."""

    file: str = ""
    """CSV, QDC or JSON beside consultation.toml; its rows name their question."""
    questions: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """Question id -> a file with the themes of that question alone."""
    sure: float = 0.5
    """The score from which a segment is brought to a theme that people fixed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings:
    """When the flows run, as cron lines in the consultation's time zone."""

    collect: str = "*/15 * * * *"
    analyse: str = "0 6 * * *"
    publish: str = "30 6 * * *"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings:
    """What readers may call upon where it is installed."""

    ocr: Literal["auto", "off"] = "auto"
    """``auto`` reads scans and pictures by OCR where Tesseract is installed."""
    ocr_languages: str = "eng+cym"
    """Tesseract's names of the languages to expect, joined by "+"; those not installed are left
    out."""
    office: Literal["auto", "off"] = "auto"
    """``auto`` reads DOC, RTF and PPT through LibreOffice where that is installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSettings:
    """What one file may cost before it is refused; hostile files cost only themselves."""

    file_bytes: int = 200 * 1024 * 1024
    pages: int = 2_000
    seconds: float = 120.0
    """For a document; while it is read by OCR, for a page."""
    ocr_seconds: float = 1_800.0
    """What OCR may add to the time of one document; pages that it does not reach are named."""
    memory_bytes: int = 1_536 * 1024 * 1024
    archive_ratio: int = 100
    archive_bytes: int = 1024 * 1024 * 1024
    archive_members: int = 5_000
    archive_depth: int = 3
    """How many archives may lie inside each other."""
    message_parts: int = 300
    message_depth: int = 30
    cell_characters: int = 5_000_000
    rows: int = 500_000
    output_bytes: int = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of one consultation; ``sha256`` changes whenever any of them does."""

    folder: Path
    """Where consultation.toml stands; not part of the digest."""
    consultation: Consultation
    """With no chapters, questions or propositions yet when they are to be extracted."""
    timezone: str = "Europe/London"
    language: str = "en"
    ignore: tuple[str, ...] = ()
    """Globs of files in the input folder that are nothing that arrived, such as notes."""
    paper: PaperSettings = PaperSettings()
    sources: tuple[SourceSettings, ...] = ()
    mailboxes: tuple[MailboxSettings, ...] = ()
    buckets: tuple[BucketSettings, ...] = ()
    respondents: tuple[RespondentSettings, ...] = ()
    counting: CountingSettings = CountingSettings()
    words: WordTable = field(default_factory=WordTable)
    models: ModelSettings = ModelSettings()
    analysis: AnalysisSettings = AnalysisSettings()
    codebook: CodebookSettings = CodebookSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    collecting: CollectingSettings = CollectingSettings()
    reading: ReadingSettings = ReadingSettings()
    limits: LimitSettings = LimitSettings()
    option_positions: Mapping[str, Mapping[str, Position]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Closed question id -> option -> position on the propositions of that question."""
    sha256: str = ""
