"""The parts of a report: everything its pages say, checked, in words and numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from consult.domain.coding import Position
from consult.domain.document import BlockKind
from consult.domain.finding import FindingKind
from consult.report.candidates import Candidates
from consult.report.names import Part
from consult.report.options import Audience
from consult.report.words import OTHER_ANSWERS


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A quote with who says it and where; the public fields are safe for anyone."""

    id: str
    document_id: str
    who: str
    public_who: str
    place: str
    """``page 3, paragraph 17``; empty when the source has no such thing."""
    parts: tuple[Part, ...]
    public_parts: tuple[Part, ...]
    cleared: bool
    """Whether the public may read it, with ``public_parts`` for its words."""
    before: tuple[Part, ...]
    """The sentence before it in its paragraph, masked for the public; may be empty."""
    after: tuple[Part, ...]
    reported_by: str
    """The press item that reports it; empty for a respondent's own words."""
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A quote where a finding cites it, with the position of who says it."""

    quote: QuoteView
    stance: str
    """``agrees with conditions``; empty where the finding is about no proposition."""
    in_statement: bool
    """Whether the statement already holds all of its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding with its numbers, respondents and quotes."""

    id: str
    kind: FindingKind
    tag: str
    statement: str
    public_statement: str
    count: int
    base: int
    who: tuple[str, ...]
    """Every respondent, organisations first; ``public_who`` with the unnamed only counted."""
    public_who: tuple[str, ...]
    unnamed: int
    proposition: str
    theme: str
    """The theme's label; empty where the statement holds it already."""
    theme_status: str
    single_point: bool
    cited: tuple[Cited, ...]
    withheld: int
    """Quotes that may not be shown to this audience."""
    topic: str = ""
    """The label of the theme above its theme, if there is one."""
    came_from: int = 0
    """How many themes people merged into its theme or split it from."""
    stability: str = ""
    """How steady a candidate of several respondents is, for analysts; empty for anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """Findings of one kind under their heading."""

    heading: str
    kind: FindingKind | None
    """None for the points raised by one or two."""
    findings: tuple[FindingView, ...]

    @property
    def by_topic(self) -> tuple[tuple[str, tuple[FindingView, ...]], ...]:
        """Return the findings under the topics that two of them share, then the rest under ""."""
        counted = Counter(one.topic for one in self.findings if one.topic)
        topics = dict.fromkeys(one.topic if counted[one.topic] > 1 else "" for one in self.findings)
        order = [*(t for t in topics if t), *(t for t in topics if not t)]
        return tuple(
            (
                topic,
                tuple(
                    one
                    for one in self.findings
                    if (one.topic if counted[one.topic] > 1 else "") == topic
                ),
            )
            for topic in order
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PropositionView:
    """How many take which position on a proposition; the counts sum to the base."""

    id: str
    text: str
    base: int
    counts: tuple[tuple[Position, int], ...]
    summary: str
    """The counts in words, the text alternative of the chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedView:
    """The table of a closed question; ``several`` marks a table where one may choose several."""

    base: int
    options: tuple[tuple[str, int], ...]
    """The options of the paper, in its order."""
    several: bool
    others: int = 0
    """Respondents who answered anything that is no option."""
    wordings: tuple[tuple[str, int], ...] = ()
    """What they wrote instead, for analysts; empty for the public."""

    @property
    def rows(self) -> tuple[tuple[str, int], ...]:
        """Return the table as its audience reads it."""
        return (*self.options, *self.wordings) if self.wordings else self.public_rows

    @property
    def public_rows(self) -> tuple[tuple[str, int], ...]:
        """Return the table with all that is no option in one row."""
        others = ((OTHER_ANSWERS, self.others),) if self.others else ()
        return (*self.options, *others)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """Everything that is said about one question, or outside the questions (id None)."""

    id: str | None
    anchor: str
    number: str
    text: str
    kind: str
    paired: tuple[str, str] | None
    """Anchor and number of the question this one is paired with."""
    responses: int
    respondents: int
    campaign_collapsed: int
    base: int
    propositions: tuple[PropositionView, ...]
    closed: ClosedView | None
    groups: tuple[FindingGroup, ...]
    reported: tuple[FindingView, ...]
    silent_organisations: tuple[str, ...]
    silent_public: tuple[str, ...]
    silent_unnamed: int
    """Organisations among the silent that the public does not read by name."""
    silent_individuals: int
    unclustered: tuple[QuoteView, ...]

    @property
    def findings(self) -> tuple[FindingView, ...]:
        """Return the findings of all groups in order."""
        return tuple(finding for group in self.groups for finding in group.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterView:
    """A chapter with its questions; the heading is ``Chapter 2: title`` or ``Chapter 2``."""

    anchor: str
    heading: str
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantView:
    """What the sender of an edited campaign text wrote of its own, and what it left out."""

    who: str
    public_who: str
    own: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    """Sentences of the supplied text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignView:
    """A campaign: the template once, variants as their difference."""

    anchor: str
    members: int
    identical: int
    template: tuple[str, ...]
    """Paragraphs; empty for the public."""
    template_document_id: str
    variants: tuple[VariantView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A plain table: a caption, column heads, and rows whose first cell names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """Something that asks for a person, or for a look; ``count`` like it."""

    code: str
    severity: str
    where: tuple[str, ...]
    message: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionView:
    """What was left out for one reason at one stage."""

    stage: str
    reason: str
    count: int
    subjects: tuple[str, ...]
    """Empty for the public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedView:
    """What was received and what became of it."""

    items: int
    responses: int
    analysed: int
    respondents: int
    organisations: int
    individuals: int
    unknown: int
    """Respondents of whom nobody said whether they are an organisation."""
    marks: tuple[tuple[str, int], ...]
    states: TableView
    """Channels by state; every row and column sums up."""
    other_items: tuple[tuple[str, int], ...]
    """Items that are no response, by what they are."""
    stages: TableView
    exclusions: tuple[ExclusionView, ...]
    problems: tuple[ProblemView, ...]
    campaigns: tuple[CampaignView, ...]
    ledger: tuple[TableView, ...] = ()
    """Why responses do not count, what waits for a person, and what people decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """How the results were made."""

    code: str
    settings_sha256: str
    fingerprint: str
    """A digest of findings and quotes: equal results have equal fingerprints."""
    engines: tuple[tuple[str, str], ...]
    coders: tuple[tuple[str, int], ...]
    """Who coded, and how many codings."""
    decisions: int
    candidates: Candidates
    conventions: tuple[str, ...]
    quantities: tuple[tuple[str, str], ...]
    caveat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A stretch of a source block: plain, or marked by the quotes that run over it."""

    text: str
    quote_ids: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    """The quotes that begin here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBlock:
    """A block of a source document; ``skipped`` blocks before it are not shown."""

    kind: BlockKind
    label: str
    """The paragraph's own number as printed."""
    place: str
    fragments: tuple[Fragment, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A document that is quoted, with its quotes marked."""

    id: str
    title: str
    file: str
    who: str
    role: str
    channel: str
    language: str
    sha256: str
    received: str
    quotes: tuple[tuple[str, str], ...]
    """Quote id and place, in the order of the text."""
    blocks: tuple[SourceBlock, ...]
    skipped_at_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report for one audience; html, pdf and the rest only lay it out."""

    audience: Audience
    language: str
    title: str
    organisation: str
    opened: str
    closed: str
    dated: tuple[int, int, int] | None
    """Year, month and day of closing or of the last arrival; never of the clock."""
    chapters: tuple[ChapterView, ...]
    outside: QuestionView | None
    received: ReceivedView
    method: MethodView
    sources: tuple[SourceView, ...]

    @property
    def questions(self) -> tuple[QuestionView, ...]:
        """Return the questions of all chapters in the order of the paper."""
        return tuple(question for chapter in self.chapters for question in chapter.questions)
