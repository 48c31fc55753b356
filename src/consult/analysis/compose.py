"""Turning a draft into a finding: its quotes, its statement, its id."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from consult.analysis.clarity import clarity
from consult.analysis.clauses import Clause
from consult.analysis.consent import may_be_quoted
from consult.analysis.drafts import Draft
from consult.analysis.leads import lead_in, only_leads
from consult.analysis.options import FindingOptions, is_single_point
from consult.analysis.quote_choice import (
    Candidate,
    Similarity,
    choose,
    clearest_sentence,
    key_sentence,
)
from consult.analysis.standing import Spoken, Standing
from consult.analysis.statements import on_point, on_proposition, subject, views_differ
from consult.analysis.wording import lint
from consult.domain.coding import Position
from consult.domain.document import Span
from consult.domain.errors import IntegrityError
from consult.domain.finding import Finding, FindingKind
from consult.domain.ids import make_id
from consult.domain.quote import Quote

_KIND_ORDER = {kind: number for number, kind in enumerate(FindingKind)}


@dataclass(slots=True, kw_only=True)
class Composer:
    """Writes the findings of one question and remembers what it has shown."""

    question_id: str | None
    base: int
    standing: Standing
    options: FindingOptions
    clauses: Mapping[str, Clause]
    """Text of a proposition -> its clause."""
    similarity: Similarity | None = None
    reported: bool = False
    held: Mapping[str, Position] = field(default_factory=dict)
    """Respondent -> position, in a question that is about one proposition."""
    torn: Collection[str] = ()
    """Segments that were read against what their author ticked: they tell nobody's side."""
    findings: list[Finding] = field(default_factory=list)
    quotes: dict[str, Quote] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    """Finding -> the words of its respondents that its statement gives."""

    def add(self, draft: Draft) -> Finding:
        """Write one finding from a draft and keep it with its quotes."""
        point = draft.proposition.text if draft.proposition else ""
        quotes = choose(
            draft.candidates,
            self.standing,
            self.options,
            point=point,
            shown=self.quotes.values(),
            again=draft.proposition is not None,
            similarity=self.similarity,
        )
        statement = self._statement(draft, quotes)
        finding = self._keep(draft, (*quotes, *self._beside(draft, quotes)), statement)
        self.said[finding.id] = _words_to_say(draft, quotes, reported=self.reported) or ""
        return finding

    def add_differing(self, draft: Draft) -> Finding:
        """Write the finding that views differ, with the quotes of its sides by turns."""
        assert draft.proposition is not None
        sides = [
            finding.quote_ids
            for finding in self.findings
            if finding.proposition_id == draft.proposition.id
        ]
        ids = _by_turns(sides)[: self.options.quotes_per_finding]
        statement = views_differ(
            self.clauses[draft.proposition.text],
            draft.counts,
            self.base,
            reported=self.reported,
        )
        return self._keep(draft, tuple(self.quotes[i] for i in ids), statement)

    def covers(self, draft: Draft) -> bool:
        """Tell whether every segment of a draft already stands in a quote of this question.

        What only leads into a list says nothing that would have to be told again.
        """
        by_document: dict[str, list[Quote]] = {}
        for quote in self.quotes.values():
            by_document.setdefault(quote.document_id, []).append(quote)
        candidates = (*draft.candidates, *draft.beside)
        said = [c for c in candidates if not only_leads(c.spoken.segment.text)]
        return all(
            any(_holds(q, c) for q in by_document.get(c.spoken.segment.document_id, ()))
            for c in said or candidates
        )

    def in_order(self) -> tuple[Finding, ...]:
        """Return the findings by kind, by respondents (most first), by clarity, then by id."""

        def place(finding: Finding) -> tuple[int, int, float, str]:
            clear = clarity(self.said.get(finding.id, ""))
            return (_KIND_ORDER[finding.kind], -len(finding.respondent_ids), -clear, finding.id)

        return tuple(sorted(self.findings, key=place))

    def _beside(self, draft: Draft, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        """Return quotes of those who make a draft's point without its act, where there is room."""
        heard = {quote.respondent_id for quote in quotes}
        more = choose(
            [c for c in draft.beside if c.spoken.respondent_id not in heard],
            self.standing,
            self.options,
            shown=self.quotes.values(),
            similarity=self.similarity,
        )
        return more[: max(0, self.options.quotes_per_finding - len(quotes))]

    def _statement(self, draft: Draft, quotes: Sequence[Quote]) -> str:
        who = subject(
            [self.standing.respondents[i] for i in draft.respondent_ids],
            self.base,
            self.options,
            answered=self.question_id is not None,
            reported=self.reported,
        )
        words = _words_to_say(draft, quotes, reported=self.reported)
        if draft.proposition is not None:
            condition = words if draft.kind is FindingKind.CONDITION else None
            clause = self.clauses[draft.proposition.text]
            return on_proposition(draft.kind, who, clause, condition)
        return on_point(
            draft.kind,
            who,
            words,
            lead=self._lead(draft, quotes, words),
            acting=draft.acting,
            act=draft.act,
            sides=self._sides(draft),
            one_theme=draft.theme is not None,
        )

    def _sides(self, draft: Draft) -> frozenset[Position]:
        """Return the positions that the respondents of a draft hold, none where one has none."""
        if any(c.spoken.segment.id in self.torn for c in draft.candidates):
            return frozenset()
        held = [self.held.get(who) for who in draft.respondent_ids]
        return frozenset(p for p in held if p is not None) if None not in held else frozenset()

    def _lead(self, draft: Draft, quotes: Sequence[Quote], words: str | None) -> str | None:
        """Return what leads into the list whose item the words begin, where it may be shown."""
        if words is None or not quotes or not quotes[0].text.startswith(words):
            return None
        spoken = _spoken_of(quotes[0], draft)
        if quotes[0].start != spoken.segment.start:
            return None
        lead = lead_in(self.standing.documents[quotes[0].document_id], spoken.segment)
        respondent = self.standing.respondents[spoken.respondent_id]
        shown = lead is not None and may_be_quoted(lead, respondent, self.options)
        return lead if shown else None

    def _keep(self, draft: Draft, quotes: Sequence[Quote], statement: str) -> Finding:
        n = len(draft.respondent_ids)
        finding = Finding(
            id=make_id("finding", *self._identity(draft)),
            question_id=self.question_id,
            kind=draft.kind,
            statement=statement,
            respondent_ids=draft.respondent_ids,
            base=self.base,
            quote_ids=tuple(q.id for q in quotes),
            proposition_id=draft.proposition.id if draft.proposition else None,
            theme_id=draft.theme.id if draft.theme else None,
            single_point=is_single_point(n, self.base, self.options),
        )
        self._check(draft, finding)
        self.findings.append(finding)
        self.quotes.update((q.id, q) for q in quotes)
        return finding

    def _identity(self, draft: Draft) -> tuple[str, ...]:
        """What a finding is about, so that its id outlives a late response."""
        about = (
            draft.proposition.id if draft.proposition else "",
            draft.theme.id if draft.theme else "",
        )
        speaker = draft.respondent_ids[0] if self.reported and not any(about) else ""
        side = "reported" if self.reported else "base"
        return (self.question_id or "", draft.kind.value, *about, side, speaker)

    def _check(self, draft: Draft, finding: Finding) -> None:
        wrong = lint(
            finding.statement,
            len(finding.respondent_ids),
            finding.base,
            self.options.words,
            counts=_numbers_told(draft, finding.base),
            embedded=self._embedded(draft),
            named=self._named(draft),
        )
        if wrong:
            raise IntegrityError(
                "STATEMENT_WORDING",
                f"finding {finding.id} would say {finding.statement!r}: {'; '.join(wrong)}; "
                "this is a defect of consult, please report it.",
            )

    def _embedded(self, draft: Draft) -> Iterable[str]:
        if draft.proposition is not None:
            yield self.clauses[draft.proposition.text].text

    def _named(self, draft: Draft) -> str:
        lone = len(draft.respondent_ids) == 1
        return self.standing.respondents[draft.respondent_ids[0]].name if lone else ""


def _words_to_say(draft: Draft, quotes: Sequence[Quote], *, reported: bool) -> str | None:
    """Return the words of the first quote that the statement gives: the key sentence of it."""
    if not quotes:
        return None
    quote = quotes[0]
    focus = next(c.focus for c in draft.candidates if c.spoken.segment.id == quote.segment_id)
    offset = _spoken_of(quote, draft).segment.start - quote.start
    if focus is None and offset > 0:
        # What stands before its segment is there for its subject and says nothing by itself.
        focus = clearest_sentence(quote.text[offset:])
    if focus is not None:
        focus = Span(start=max(0, focus.start + offset), end=focus.end + offset)
        if draft.kind is FindingKind.CONDITION:
            return quote.text[focus.start : focus.end].strip()
    span = key_sentence(quote.text, focus, reported=reported)
    return quote.text[span.start : span.end]


def _spoken_of(quote: Quote, draft: Draft) -> Spoken:
    return next(c.spoken for c in draft.candidates if c.spoken.segment.id == quote.segment_id)


def _holds(quote: Quote, candidate: Candidate) -> bool:
    """Tell whether a quote shows a candidate: its focus, or any of it where it has none.

    A quote of a neighbour that takes the candidate's words along shows them, too.
    """
    segment = candidate.spoken.segment
    if candidate.focus is None and quote.segment_id == segment.id:
        return True
    start, end = segment.start, segment.end
    if candidate.focus is not None:
        start, end = start + candidate.focus.start, start + candidate.focus.end
    return quote.start <= start and end <= quote.end


def _numbers_told(draft: Draft, base: int) -> list[int]:
    """Return the numbers that a statement tells beside its respondents and their base."""
    if draft.counts:
        counts = [n for _, n in draft.counts]
        return [*counts, base - sum(counts)]
    return [draft.acting] if draft.acting else []


def _by_turns(sides: Sequence[Sequence[str]]) -> list[str]:
    longest = max((len(side) for side in sides), default=0)
    turns = [side[i] for i in range(longest) for side in sides if i < len(side)]
    return list(dict.fromkeys(turns))
