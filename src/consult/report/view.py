"""One ReportView: all that the pages say, with every quote and number checked as it is built."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from consult.analysis.standing import take_stand
from consult.domain.coding import Position, Theme, ThemeStatus
from consult.domain.consultation import Question
from consult.domain.document import Document
from consult.domain.finding import (
    ClosedResult,
    Finding,
    FindingKind,
    PropositionResult,
    QuestionFindings,
)
from consult.domain.quote import Quote
from consult.domain.run import RunResult
from consult.report.candidates import candidates
from consult.report.checks import check_result
from consult.report.closed import closed_view
from consult.report.names import naming
from consult.report.options import ReportOptions
from consult.report.parts import (
    ChapterView,
    Cited,
    ClosedView,
    FindingGroup,
    FindingView,
    MethodView,
    PropositionView,
    QuestionView,
    ReportView,
    SourceView,
)
from consult.report.places import place_of
from consult.report.quoting import Quoting
from consult.report.received import received_view
from consult.report.result_records import findings_row, quote_rows
from consult.report.sources import source_blocks
from consult.report.words import (
    CAVEAT,
    KIND_HEADINGS,
    KIND_TAGS,
    POSITION_LABELS,
    POSITION_TAGS,
    ROLE_LABELS,
    SINGLES_HEADING,
    conventions,
    day,
    plural,
    quantity_table,
    shown,
)

_ROLE_ORDER = {label: number for number, label in enumerate(ROLE_LABELS.values())}


def build(result: RunResult, options: ReportOptions) -> ReportView:
    """Return the report of a run for one audience.

    For the public it holds no name, word or document that consent keeps back. The same result
    and options make an equal view, whatever the order of the records.

    Raises:
        IntegrityError: a quote does not stand where it says; nothing may be published.
        ReportError: ``NUMBER_MISMATCH`` when a number does not recount from the records.
    """
    check_result(result, options.findings)
    return _Builder(result, options).report()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """Where the findings of one question are read: positions decide what is said of a quote."""

    propositions: Mapping[str, PropositionResult]
    base: int


class _Builder:
    """Holds the indexes that the parts of one view share; it lives for one call of build."""

    def __init__(self, result: RunResult, options: ReportOptions) -> None:
        corpus = result.corpus
        self.result = result
        self.options = options
        self.public = options.audience == "public"
        self.naming = naming(corpus.respondents, options)
        self.quoting = Quoting(result, self.naming, public=self.public)
        self.documents = {document.id: document for document in corpus.documents}
        self.items = {item.id: item for item in corpus.items}
        self.anchors = _anchors(corpus.consultation.questions)
        self.propositions = {p.id: p for p in corpus.consultation.propositions}
        self.themes = {theme.id: theme for theme in corpus.themes}

    def report(self) -> ReportView:
        consultation = self.result.corpus.consultation
        zone = self.options.timezone
        found = {f.question_id: f for f in self.result.findings}
        chapters: list[ChapterView] = []
        for chapter in consultation.chapters:
            questions = [q for q in consultation.questions if q.chapter_id == chapter.id]
            heading = f"Chapter {shown(chapter.number)}"
            if chapter.title:
                heading += f": {shown(chapter.title)}"
            chapters.append(
                ChapterView(
                    anchor=f"chapter-{len(chapters) + 1}",
                    heading=heading,
                    questions=tuple(
                        self._question(found[q.id], q) for q in questions if q.id in found
                    ),
                )
            )
        outside = found.get(None)
        return ReportView(
            audience=self.options.audience,
            language=self.options.language,
            title=shown(consultation.title),
            organisation=shown(consultation.organisation),
            opened=day(consultation.opened, zone),
            closed=day(consultation.closed, zone),
            dated=self._dated(),
            chapters=tuple(chapters),
            outside=self._question(outside, None) if outside is not None else None,
            received=received_view(
                self.result, self.naming, public=self.public, language=self.options.language
            ),
            method=self._method(),
            sources=() if self.public else self._sources(),
        )

    def _dated(self) -> tuple[int, int, int] | None:
        moments = [item.received for item in self.items.values() if item.received is not None]
        closed = self.result.corpus.consultation.closed
        moment = closed or max(moments, default=None)
        if moment is None:
            return None
        local = moment.astimezone(ZoneInfo(self.options.timezone)) if moment.tzinfo else moment
        return (local.year, local.month, local.day)

    # Questions

    def _question(self, found: QuestionFindings, question: Question | None) -> QuestionView:
        numbers = {q.id: q for q in self.result.corpus.consultation.questions}
        scene = _Scene(
            propositions={p.proposition_id: p for p in found.propositions}, base=found.base
        )
        partner = numbers.get(question.paired_with or "") if question else None
        silent = [
            i for i in found.silent_organisation_ids if self.naming.may_name(i) or not self.public
        ]
        return QuestionView(
            id=question.id if question else None,
            anchor=self.anchors[question.id] if question else "outside",
            number=shown(question.number) if question else "",
            text=shown(question.text) if question else "Outside the questions",
            kind=question.kind.value if question else "",
            paired=(self.anchors[partner.id], partner.number) if partner else None,
            responses=found.received.responses,
            respondents=found.received.respondents,
            campaign_collapsed=found.received.campaign_collapsed,
            base=found.base,
            propositions=tuple(self._proposition(p) for p in found.propositions),
            closed=self._closed(found.closed, question),
            groups=self._groups([self._finding(f, scene) for f in found.findings], found.base),
            reported=tuple(self._finding(f, scene) for f in found.reported),
            silent_organisations=tuple(sorted(self.quoting.name(i) for i in silent)),
            silent_public=tuple(
                sorted(
                    self.naming.label(i)
                    for i in found.silent_organisation_ids
                    if self.naming.may_name(i)
                )
            ),
            silent_unnamed=sum(not self.naming.may_name(i) for i in found.silent_organisation_ids),
            silent_individuals=found.silent_individuals,
            unclustered=tuple(
                self.quoting.views[i]
                for i in found.unclustered_quote_ids
                if self.quoting.visible(i)
            ),
        )

    def _closed(self, result: ClosedResult | None, question: Question | None) -> ClosedView | None:
        if result is None or question is None:
            return None
        return closed_view(
            result,
            question,
            lambda: take_stand(self.result.corpus, self.options.findings),
            public=self.public,
        )

    def _proposition(self, result: PropositionResult) -> PropositionView:
        counts = tuple(
            (position, len(result.positions.get(position, ()))) for position in POSITION_LABELS
        )
        said = ", ".join(
            f"{count} {POSITION_LABELS[position].lower()}" for position, count in counts if count
        )
        return PropositionView(
            id=result.proposition_id,
            text=shown(self.propositions[result.proposition_id].text),
            base=result.base,
            counts=counts,
            summary=f"Of {result.base} respondents: {said or 'nobody'}.",
        )

    def _groups(self, findings: Sequence[FindingView], base: int) -> tuple[FindingGroup, ...]:
        """Group by kind, then the points that only one or two raise.

        Positions on a proposition stay with their kind however few take them; and where hardly
        more than one or two answered, everything does.
        """
        apart = base > self.options.analysis.single_point_up_to

        def single(finding: FindingView) -> bool:
            return apart and finding.single_point and not finding.proposition

        groups = [
            FindingGroup(
                heading=KIND_HEADINGS[kind],
                kind=kind,
                findings=tuple(f for f in findings if f.kind is kind and not single(f)),
            )
            for kind in FindingKind
        ]
        singles = tuple(f for f in findings if single(f))
        groups.append(FindingGroup(heading=SINGLES_HEADING, kind=None, findings=singles))
        return tuple(group for group in groups if group.findings)

    def _finding(self, finding: Finding, scene: _Scene) -> FindingView:
        theme = self.themes.get(finding.theme_id or "")
        proposition = self.propositions.get(finding.proposition_id or "")
        visible = [i for i in finding.quote_ids if self.quoting.visible(i)]
        ordered = sorted(
            finding.respondent_ids,
            key=lambda i: (not self.naming.is_organisation(i), self.quoting.name(i).casefold(), i),
        )
        named = [i for i in ordered if self.naming.may_name(i)]
        count = len(finding.respondent_ids)
        public_statement = self.quoting.public_statement(finding) or (
            f"{count} of {plural(finding.base, 'respondent')} "
            f"{'makes' if count == 1 else 'make'} a point whose words may not be published."
        )
        label = _beyond(theme.label, finding.statement) if theme else ""
        above = self.themes.get(theme.parent_id or "") if theme else None
        topic = above.label if above else ""
        return FindingView(
            id=finding.id,
            kind=finding.kind,
            tag=KIND_TAGS[finding.kind],
            statement=public_statement if self.public else shown(finding.statement),
            public_statement=public_statement,
            count=count,
            base=finding.base,
            who=tuple(self.quoting.name(i) for i in (named if self.public else ordered)),
            public_who=tuple(self.naming.label(i) for i in named),
            unnamed=len(ordered) - len(named),
            proposition=shown(proposition.text) if proposition else "",
            theme=self._label(label, seen=bool(visible)),
            theme_status=theme.status.value.lower() if theme else "",
            single_point=finding.single_point,
            cited=tuple(self._cited(i, finding, scene) for i in visible),
            withheld=len(finding.quote_ids) - len(visible),
            topic=self._label(topic, seen=bool(visible)),
            came_from=len(theme.lineage) if theme else 0,
            stability="" if self.public or count < 2 else _steady(theme),
        )

    def _label(self, label: str, *, seen: bool) -> str:
        """Return a theme's label; the public gets none where it sees no quote of the finding."""
        if not self.public:
            return shown(label)
        return self.quoting.public_label(label) if seen else ""

    def _cited(self, quote_id: str, finding: Finding, scene: _Scene) -> Cited:
        stance = ""
        result = scene.propositions.get(finding.proposition_id or "")
        who = self.quoting.quotes[quote_id].respondent_id
        if result is not None and who is not None and not self.quoting.views[quote_id].reported_by:
            for position in Position:
                if who in result.positions.get(position, ()):
                    stance = POSITION_TAGS[position]
        words = self.quoting.quotes[quote_id].text
        return Cited(
            quote=self.quoting.views[quote_id],
            stance=stance,
            in_statement=f"“{words}”" in finding.statement,
        )

    # Sources and method

    def _sources(self) -> tuple[SourceView, ...]:
        cited: dict[str, list[Quote]] = {}
        for quote in self.result.quotes:
            cited.setdefault(quote.document_id, []).append(quote)
        views = [self._source(self.documents[i], quotes) for i, quotes in cited.items()]
        return tuple(
            sorted(views, key=lambda v: (_ROLE_ORDER[v.role], v.who.casefold(), v.title, v.id))
        )

    def _source(self, document: Document, quotes: Sequence[Quote]) -> SourceView:
        item = self.items.get(document.item_id)
        blocks, skipped = source_blocks(document, quotes)
        ordered = sorted(quotes, key=lambda quote: (quote.start, quote.end, quote.id))
        return SourceView(
            id=document.id,
            title=shown(document.title or (item.name if item else document.id)),
            file=shown(item.name) if item else "",
            who=self.naming.name(document.respondent_id) if document.respondent_id else "",
            role=ROLE_LABELS[document.role],
            channel=shown(item.channel) if item else "",
            language=document.language,
            sha256=item.sha256 if item else "",
            received=day(item.received, self.options.timezone) if item else "",
            quotes=tuple((q.id, place_of(document, q.start)) for q in ordered),
            blocks=blocks,
            skipped_at_end=skipped,
        )

    def _method(self) -> MethodView:
        run, corpus = self.result.run, self.result.corpus
        coders = Counter(shown(coding.coder) for coding in corpus.question_codings)
        coders.update(shown(coding.coder) for coding in corpus.theme_codings)
        coders.update(shown(coding.coder) for coding in corpus.stance_codings)
        return MethodView(
            code=run.code,
            settings_sha256=run.settings_sha256,
            fingerprint=fingerprint(self.result),
            engines=tuple((shown(e.name), shown(e.revision)) for e in run.engines),
            coders=tuple(sorted(coders.items())),
            decisions=len(corpus.decisions),
            candidates=candidates(corpus),
            conventions=conventions(self.options.counting),
            quantities=quantity_table(self.options.words),
            caveat=CAVEAT,
        )


def fingerprint(result: RunResult) -> str:
    """Return 16 hexadecimal digits that are equal where findings and quotes are equal."""
    rows = [findings_row(result), quote_rows(result)]
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _steady(theme: Theme | None) -> str:
    """Return how steady a candidate is; why that is not known, the method tells."""
    if theme is None or theme.status is not ThemeStatus.CANDIDATE:
        return ""
    if theme.stability is None:
        return "stability not measured"
    return f"stability {theme.stability:.2f}"


def _beyond(label: str, statement: str) -> str:
    """Return a theme's label unless the statement says the same words."""
    return "" if label.casefold().rstrip(" .…") in statement.casefold() else label


def _anchors(questions: Sequence[Question]) -> dict[str, str]:
    """Return what to link to by question id: from its number, and another for each question."""
    anchors: dict[str, str] = {}
    for question in questions:
        slug = "".join(c if c.isascii() and c.isalnum() else "-" for c in question.number.lower())
        wanted = f"question-{slug.strip('-')}".rstrip("-")
        anchor, number = wanted, 1
        while anchor in anchors.values():
            number += 1
            anchor = f"{wanted}-{number}"
        anchors[question.id] = anchor
    return anchors
