"""What must hold before anything is published: every quote in place, every number recounted."""

from __future__ import annotations

from collections.abc import Iterable

from consult.analysis.options import FindingOptions
from consult.analysis.recompute import recompute
from consult.domain.coding import Position
from consult.domain.errors import IntegrityError, ReportError
from consult.domain.finding import Finding, PropositionResult, QuestionFindings
from consult.domain.ledger import ResponseState
from consult.domain.run import RunResult

_SHOWN = 3
_GONE = {ResponseState.WITHDRAWN, ResponseState.ERASED}


def check_result(result: RunResult, options: FindingOptions) -> None:
    """Check every quote and number of a run against its own records, by the conventions given.

    Raises:
        IntegrityError: ``QUOTE_MISMATCH`` or ``QUOTE_WITHDRAWN`` for a quote that does not
            stand where it says or whose response is withdrawn or erased, ``RECORD_MISSING``
            for an id that nothing has.
        ReportError: ``NUMBER_MISMATCH`` for a number that the records do not give.
    """
    _check_quotes(result)
    respondents = {who.id for who in result.corpus.respondents}
    quotes = {quote.id for quote in result.quotes}
    for found in result.findings:
        _check_question(found, respondents)
        for finding in (*found.findings, *found.reported):
            _known(finding.quote_ids, quotes, f"finding {finding.id} cites quotes")
            _known(finding.respondent_ids, respondents, f"finding {finding.id} counts respondents")
        _known(found.unclustered_quote_ids, quotes, f"question {found.question_id} lists quotes")
    problems = recompute(result.findings, result.corpus, options, result.quotes)
    if problems:
        said = "; ".join(f"{p.where}: {p.message}" for p in problems[:_SHOWN])
        raise ReportError(
            "NUMBER_MISMATCH",
            f"{len(problems)} numbers or words of the findings do not recount: {said}",
        )


def _check_quotes(result: RunResult) -> None:
    documents = {document.id: document for document in result.corpus.documents}
    gone = {
        item_id
        for response in result.corpus.responses
        if response.state in _GONE
        for item_id in response.item_ids
    }
    for quote in result.quotes:
        document = documents.get(quote.document_id)
        if document is None:
            raise IntegrityError(
                "RECORD_MISSING",
                f"quote {quote.id} stands in document {quote.document_id}, which the run does "
                "not have; run `consult run` again.",
            )
        quote.check(document)
        if document.item_id in gone:
            raise IntegrityError(
                "QUOTE_WITHDRAWN",
                f"quote {quote.id} comes from a response that is withdrawn or erased; "
                "run `consult run` again so that it leaves the findings.",
            )


def _check_question(found: QuestionFindings, respondents: set[str]) -> None:
    name = found.question_id or "outside the questions"
    base_ids = set(found.base_respondent_ids)
    _known(found.base_respondent_ids, respondents, f"the base of {name} has respondents")
    _equal(len(found.base_respondent_ids), len(base_ids), f"respondents in the base of {name}")
    _equal(found.base, len(base_ids), f"the base of {name}")
    for result in found.propositions:
        _check_proposition(result, base_ids, name)
    bases = {found.base, *(result.base for result in found.propositions)}
    for finding in found.findings:
        _check_finding(finding, base_ids, bases)
    if found.closed is not None:
        most = max((count for _, count in found.closed.options), default=0)
        if most > found.closed.base:
            _wrong(f"an option of {name}", most, found.closed.base)


def _check_proposition(result: PropositionResult, base_ids: set[str], name: str) -> None:
    placed = [who for position in Position for who in result.positions.get(position, ())]
    where = f"proposition {result.proposition_id} of {name}"
    _equal(result.base, len(placed), f"the base of {where}")
    _equal(len(set(placed)), len(placed), f"respondents with one position on {where}")
    _known(placed, base_ids, f"{where} has respondents of its base")


def _check_finding(finding: Finding, base_ids: set[str], bases: set[int]) -> None:
    where = f"finding {finding.id}"
    unique = set(finding.respondent_ids)
    _equal(len(finding.respondent_ids), len(unique), f"the respondents of {where}")
    _known(finding.respondent_ids, base_ids, f"{where} counts respondents of its base")
    if finding.base not in bases:
        _wrong(f"the base of {where}", finding.base, max(bases))
    if len(unique) > finding.base:
        _wrong(f"the respondents of {where}", len(unique), finding.base)


def _known(ids: Iterable[str], known: set[str], what: str) -> None:
    missing = sorted(set(ids) - known)
    if missing:
        raise IntegrityError(
            "RECORD_MISSING",
            f"{what} that are not there: {', '.join(missing[:3])}; run `consult run` again.",
        )


def _equal(stated: int, counted: int, what: str) -> None:
    if stated != counted:
        _wrong(what, stated, counted)


def _wrong(what: str, stated: int, counted: int) -> None:
    raise ReportError(
        "NUMBER_MISMATCH",
        f"{what}: the findings say {stated}, the records give {counted}; nothing is published "
        "from this run. Run `consult run` again; if it stays, please report it.",
    )
