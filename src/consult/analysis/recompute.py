"""Counting everything again from the records: what a report says must come out once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from consult.analysis.base import Base
from consult.analysis.closed import closed_result
from consult.analysis.consent import may_be_quoted
from consult.analysis.drafts import TAKEN
from consult.analysis.material import Material
from consult.analysis.options import FindingOptions, is_single_point
from consult.analysis.statements import ELLIPSIS, views_differ
from consult.analysis.wording import lint, without_name
from consult.domain.coding import Position, fold_positions
from consult.domain.consultation import Question
from consult.domain.errors import IntegrityError, Problem, ProblemCode
from consult.domain.finding import Finding, FindingKind, PropositionResult, QuestionFindings
from consult.domain.quote import Quote
from consult.domain.run import Corpus

_POSITION_OF = {
    FindingKind.AGREEMENT: Position.AGREE,
    FindingKind.DISAGREEMENT: Position.DISAGREE,
    FindingKind.CONDITION: Position.AGREE_WITH_CONDITIONS,
}
_SIDES = tuple(position for position in TAKEN if position is not Position.NEITHER)


def recompute(
    findings: Iterable[QuestionFindings],
    corpus: Corpus,
    options: FindingOptions | None = None,
    quotes: Iterable[Quote] | None = None,
) -> list[Problem]:
    """Return a NUMBER_MISMATCH problem for everything that the records do not bear out.

    Checked again from the corpus: bases and the three counts, closed tables, every position of
    every respondent, who stands behind each finding, the numbers and words of each statement,
    that each quote stands in its document, belongs to the finding and may be shown, and who is
    silent. An empty list means that all of it holds; problems come in the order of the findings.

    Args:
        findings: the findings of every question.
        corpus: the records that they were made from.
        options: the conventions that they were made with, the defaults if None.
        quotes: the quotes that they name; without them, quotes are not checked.
    """
    audit = _Audit(
        material=Material(corpus=corpus, options=options or FindingOptions(), acts={}, keys={}),
        quotes=None if quotes is None else {q.id: q for q in quotes},
    )
    for quote in sorted((audit.quotes or {}).values(), key=lambda q: q.id):
        audit.note(f"quote {quote.id}", audit.quote(quote))
    known = {q.id: q for q in corpus.consultation.questions}
    for one in findings:
        audit.question(one, known.get(one.question_id) if one.question_id else None)
    return audit.problems


@dataclass(slots=True, kw_only=True)
class _Audit:
    material: Material
    quotes: Mapping[str, Quote] | None
    """None when quotes are not looked at."""
    problems: list[Problem] = field(default_factory=list)

    def note(self, where: str, messages: Iterable[str]) -> None:
        self.problems.extend(
            Problem(
                code=ProblemCode.NUMBER_MISMATCH,
                where=where,
                message=f"{message}; run `consult run` again, or report a defect of consult.",
            )
            for message in messages
        )

    def question(self, one: QuestionFindings, question: Question | None) -> None:
        where = f"question {one.question_id or 'outside the questions'}"
        if one.question_id is not None and question is None:
            self.note(where, ["the consultation has no such question"])
            return
        material = self.material
        base = material.base_of(question) if question else material.base_outside()
        self.note(where, _base_differences(one, base))
        if question is not None:
            self.note(where, _closed_differences(one, question, material))
            self.note(where, self._positions(one, question))
        for finding in one.findings:
            self.note(f"finding {finding.id}", self._finding(finding, one))
        for finding in one.reported:
            self.note(f"finding {finding.id}", self._reported(finding))
        quotes = self.quotes
        missing = [i for i in one.unclustered_quote_ids if quotes is not None and i not in quotes]
        self.note(where, [f"quote {i} of the unclustered list is missing" for i in missing])

    def quote(self, quote: Quote) -> Iterator[str]:
        standing = self.material.standing
        document = standing.documents.get(quote.document_id)
        if document is None:
            yield f"its document {quote.document_id} is missing"
            return
        try:
            quote.check(document)
        except IntegrityError as error:
            yield error.message
        respondent = standing.respondents.get(quote.respondent_id or "")
        if respondent is None:
            yield f"its respondent {quote.respondent_id} is unknown"
        elif not may_be_quoted(quote.text, respondent, self.material.options):
            yield f"respondent {respondent.id} does not allow it to be shown"

    def _positions(self, one: QuestionFindings, question: Question) -> Iterator[str]:
        """Fold the codings again, one respondent at a time."""
        stances = self.material.stances_in(question)
        base = set(one.base_respondent_ids)
        wanted = [p.id for p in self.material.propositions_in(question)]
        if [r.proposition_id for r in one.propositions] != wanted:
            yield "its propositions are not those of the consultation"
        for result in one.propositions:
            held: dict[str, list[Position]] = {}
            for coding in stances:
                if coding.proposition_id == result.proposition_id:
                    held.setdefault(coding.respondent_id, []).append(coding.position)
            folded = {who: fold_positions(p) for who, p in held.items() if who in base}
            said = {who: p for p, ids in result.positions.items() for who in ids}
            stood = sum(len(ids) for ids in result.positions.values())
            if said != folded or stood != len(said) or result.base != len(said):
                yield f"positions on {result.proposition_id} do not fold from the codings"

    def _finding(self, finding: Finding, one: QuestionFindings) -> Iterator[str]:
        if finding.base != one.base or finding.question_id != one.question_id:
            yield f"its base {finding.base} is not that of its question, {one.base}"
        if not set(finding.respondent_ids) <= set(one.base_respondent_ids):
            yield "someone behind it is not in the base"
        yield from self._common(finding)
        result = _result_of(finding, one)
        if result is not None:
            yield from self._on_proposition(finding, result)
        elif finding.proposition_id is not None:
            yield f"its proposition {finding.proposition_id} has no result here"
        if finding.theme_id is not None:
            yield from self._on_theme(finding, one)

    def _reported(self, finding: Finding) -> Iterator[str]:
        speakers = {s.respondent_id for s in self.material.standing.reported.values()}
        if not set(finding.respondent_ids) <= speakers:
            yield "someone behind it is not reported anywhere"
        yield from self._common(finding)

    def _common(self, finding: Finding) -> Iterator[str]:
        n = len(finding.respondent_ids)
        if list(finding.respondent_ids) != sorted(set(finding.respondent_ids)) or not n:
            yield "its respondents are not in order, once each"
        if finding.single_point != is_single_point(n, finding.base, self.material.options):
            yield f"single_point does not fit {n} respondents"
        if self.quotes is not None:
            yield from self._quotes(finding, self.quotes)
        yield from self._words(finding)

    def _quotes(self, finding: Finding, quotes: Mapping[str, Quote]) -> Iterator[str]:
        for quote_id in finding.quote_ids:
            quote = quotes.get(quote_id)
            if quote is None:
                yield f"its quote {quote_id} is missing"
            elif quote.respondent_id not in finding.respondent_ids:
                yield f"its quote {quote_id} is of somebody else"
        if finding.proposition_id is None or finding.kind is FindingKind.CONDITION:
            yield from self._verbatim(finding, quotes)

    def _verbatim(self, finding: Finding, quotes: Mapping[str, Quote]) -> Iterator[str]:
        """Check that what a statement quotes stands in one of its quotes or its proposition."""
        statement = without_name(finding.statement, self._named(finding))
        proposition = self._proposition(finding)
        if proposition:
            statement = statement.replace(f"“{' '.join(proposition.split())}”", "")
        start, end = statement.find("“"), statement.rfind("”")
        if start < 0 or end <= start:
            return
        words = statement[start + 1 : end].removesuffix(ELLIPSIS)
        held = [quotes[i] for i in finding.quote_ids if i in quotes]
        if not any(self._holds(quote, words) for quote in held):
            yield "the words that it quotes stand in none of its quotes"

    def _holds(self, quote: Quote, words: str) -> bool:
        """Tell whether a quote holds words, or the item of a list behind what leads into it."""
        if words in quote.text:
            return True
        lead, parted, item = words.removeprefix(f"{ELLIPSIS.strip()} ").partition(f"{ELLIPSIS} ")
        document = self.material.standing.documents.get(quote.document_id)
        if not parted or document is None:
            return False
        return lead in document.text and quote.text.startswith(item)

    def _on_proposition(self, finding: Finding, result: PropositionResult) -> Iterator[str]:
        position = _POSITION_OF.get(finding.kind)
        sides = (position,) if position else _SIDES
        expected = sorted(who for side in sides for who in result.positions.get(side, ()))
        if list(finding.respondent_ids) != expected:
            yield "its respondents are not those of its position"
        if position is None:
            yield from self._sides(finding, result)

    def _on_theme(self, finding: Finding, one: QuestionFindings) -> Iterator[str]:
        theme = next((t for t in self.material.themes if t.id == finding.theme_id), None)
        if theme is None:
            yield f"its theme {finding.theme_id} is missing or rejected"
            return
        members = self.material.theme_members(theme, one.base_respondent_ids)
        who = {spoken.respondent_id for spoken, _ in members}
        whole = finding.kind in {FindingKind.POINT, FindingKind.OUTSIDE_THE_QUESTIONS}
        fits = who == set(finding.respondent_ids) if whole else who >= set(finding.respondent_ids)
        if not fits:
            yield "its respondents are not those of its theme"

    def _sides(self, finding: Finding, result: PropositionResult) -> Iterator[str]:
        """Check the numbers of differing views against each side."""
        clause = self.material.clauses[self._proposition(finding) or ""]
        counts = [(side, len(result.positions.get(side, ()))) for side in TAKEN]
        sides = [count for count in counts if count[1]]
        expected = views_differ(clause, sides, finding.base) if sides else "no positions"
        if finding.statement != expected:
            yield f"it says {finding.statement!r}, the records give {expected!r}"

    def _words(self, finding: Finding) -> Iterator[str]:
        """Check the quantity words; within a finding, parts of its respondents may be counted."""
        parted = finding.kind is FindingKind.VIEWS_DIFFER or " of them " in finding.statement
        most = (
            finding.base
            if finding.kind is FindingKind.VIEWS_DIFFER
            else len(finding.respondent_ids)
        )
        counts = range(1, most + 1) if parted else ()
        proposition = self._proposition(finding)
        embedded = [proposition] if proposition else []
        if proposition:
            embedded.append(self.material.clauses[proposition].text)
        yield from lint(
            finding.statement,
            len(finding.respondent_ids),
            finding.base,
            self.material.options.words,
            counts=tuple(counts),
            embedded=embedded,
            named=self._named(finding),
        )

    def _named(self, finding: Finding) -> str:
        """Return the name of a lone respondent, which may stand in the statement."""
        if len(finding.respondent_ids) != 1:
            return ""
        respondent = self.material.standing.respondents.get(finding.respondent_ids[0])
        return respondent.name if respondent else ""

    def _proposition(self, finding: Finding) -> str | None:
        propositions = self.material.corpus.consultation.propositions
        return next((p.text for p in propositions if p.id == finding.proposition_id), None)


def _base_differences(one: QuestionFindings, base: Base) -> Iterator[str]:
    if one.base_respondent_ids != base.counted or one.base != len(base.counted):
        yield f"its base is {one.base}, the records give {len(base.counted)}"
    if one.received != base.received:
        yield f"its counts are {one.received}, the records give {base.received}"
    if one.silent_organisation_ids != base.silent_organisation_ids:
        yield "its silent organisations are not those of the records"
    if one.silent_individuals != base.silent_individuals:
        yield f"{one.silent_individuals} silent, the records give {base.silent_individuals}"


def _closed_differences(
    one: QuestionFindings, question: Question, material: Material
) -> Iterator[str]:
    expected = closed_result(question, material.standing)
    if one.closed != expected:
        yield "its table of options does not recount from the answers"


def _result_of(finding: Finding, one: QuestionFindings) -> PropositionResult | None:
    if finding.proposition_id is None:
        return None
    results = {r.proposition_id: r for r in one.propositions}
    return results.get(finding.proposition_id)
