"""What the public reads: consent decides over names, words and documents."""

from __future__ import annotations

from dataclasses import replace

from consult.domain.ledger import Consent, Mark
from consult.domain.quote import Quote
from consult.domain.run import RunResult
from consult.report.html import render_html
from consult.report.names import MASK, naming
from consult.report.options import ReportOptions
from consult.report.parts import ReportView
from consult.report.quoting import Quoting
from consult.report.view import build
from tests.report.factory import CANARY_NAME, HOSTILE, TEMPLATE
from tests.report.river import ANGLERS, OUTSIDE, SCHOOL


def _quoting(run: RunResult) -> Quoting:
    return Quoting(run, naming(run.corpus.respondents, ReportOptions()), public=True)


def _with_quote(run: RunResult, words: str) -> tuple[RunResult, Quote]:
    segment = next(s for s in run.corpus.segments if words in s.text)
    document = next(d for d in run.corpus.documents if d.id == segment.document_id)
    quote = Quote.cut(
        document,
        segment.start,
        segment.end,
        segment_id=segment.id,
        respondent_id=segment.respondent_id,
    )
    return replace(run, quotes=(quote,)), quote


def test_no_name_that_is_not_cleared_is_anywhere_in_the_public_view(
    run: RunResult, public: ReportView
) -> None:
    """Not in labels, quotes, context, lists, exclusions, problems or campaigns."""
    page = render_html(public)
    hidden = [
        who.name
        for who in run.corpus.respondents
        if who.consent in {Consent.ANONYMOUS, Consent.PRIVATE}
    ]

    assert CANARY_NAME in hidden
    for name in hidden:
        assert name not in page
        assert name not in repr(public)


def test_a_name_in_quoted_words_is_masked_and_the_rest_is_exact(run: RunResult) -> None:
    """The mask stands over the name; the words around it are untouched."""
    changed, quote = _with_quote(run, OUTSIDE)
    view = _quoting(changed).views[quote.id]

    assert CANARY_NAME in quote.text
    assert "".join(p.text for p in view.public_parts) == quote.text.replace(CANARY_NAME, MASK)
    assert [p.text for p in view.public_parts if p.masked] == [MASK]


def test_an_anonymous_respondent_has_one_number_everywhere(run: RunResult) -> None:
    """``Individual 3`` is the same in every quote, and no two share a number."""
    labels = naming(run.corpus.respondents, ReportOptions()).labels

    assert len(set(labels.values())) == len(labels)
    assert sum(label.startswith("Individual ") for label in labels.values()) == 14
    assert sum(label.startswith("Organisation ") for label in labels.values()) == 2


def test_private_words_are_never_cleared(run: RunResult) -> None:
    """Who says PRIVATE is counted and not quoted."""
    changed, quote = _with_quote(run, ANGLERS)

    quoting = _quoting(changed)
    assert not quoting.views[quote.id].cleared
    assert not quoting.visible(quote.id)


def test_a_statement_with_private_words_is_not_public(run: RunResult) -> None:
    """Six words in a row of a private response are kept out of public statements."""
    quoting, finding = _quoting(run), replace(run.findings[0].findings[0], quote_ids=())

    def public(words: str) -> str:
        said = f"One organisation says: “{words}”"
        return quoting.public_statement(replace(finding, statement=said))

    assert public(ANGLERS) == ""
    assert public(SCHOOL) != ""


def test_restricted_and_safeguarding_responses_are_not_quoted(run: RunResult) -> None:
    """A mark keeps words back whatever the consent."""
    changed, quote = _with_quote(run, HOSTILE)
    document = next(d for d in run.corpus.documents if d.id == quote.document_id)
    responses = tuple(
        replace(r, marks=(Mark.SAFEGUARDING,)) if document.item_id in r.item_ids else r
        for r in run.corpus.responses
    )
    marked = replace(changed, corpus=replace(run.corpus, responses=responses))

    assert _quoting(changed).views[quote.id].cleared
    assert not _quoting(marked).views[quote.id].cleared


def test_the_public_view_holds_no_document_and_no_file(run: RunResult, public: ReportView) -> None:
    """Quotations with the sentence on either side, and nothing else of what was sent."""
    page = render_html(public)

    assert public.sources == ()
    assert public.received.campaigns[0].template == ()
    assert "scan0007.pdf" not in page
    unquoted = [
        s.text
        for s in run.corpus.segments
        if s.respondent_id and not any(s.document_id == q.document_id for q in run.quotes)
    ]
    assert unquoted
    assert not [text for text in unquoted if text in page and text not in TEMPLATE]
    files = [i.name for i in run.corpus.items if i.channel not in {"press", "evidence"}]
    assert not [name for name in files if name in page]


def test_counts_are_the_same_for_both_audiences(analyst: ReportView, public: ReportView) -> None:
    """Consent changes names and words, never numbers."""
    for ours, theirs in zip(analyst.questions, public.questions, strict=True):
        assert ours.base == theirs.base
        assert [p.counts for p in ours.propositions] == [p.counts for p in theirs.propositions]
        assert [(f.count, f.base) for f in ours.findings] == [
            (f.count, f.base) for f in theirs.findings
        ]


def test_missing_consent_follows_the_setting(run: RunResult) -> None:
    """A setting of PRIVATE for individuals who did not say keeps their words back."""
    options = ReportOptions()
    strict = replace(
        options,
        counting=replace(options.counting, consent_missing_individual=Consent.PRIVATE),
    )
    unknown = next(w for w in run.corpus.respondents if w.name == "Hettie Crumb")

    assert naming(run.corpus.respondents, options).quotable(unknown.id)
    assert not naming(run.corpus.respondents, strict).quotable(unknown.id)


def test_a_name_made_of_common_words_masks_only_its_own_documents(run: RunResult) -> None:
    """Parts of a name are masked where its owner writes; a full name everywhere."""
    people = naming(run.corpus.respondents, ReportOptions())
    odalys = next(w for w in run.corpus.respondents if w.name == "Odalys Marsh")
    other = next(w for w in run.corpus.respondents if w.name == "Amir Dalal")

    assert people.masked_text("Marsh Lane floods", other.id) == "Marsh Lane floods"
    assert people.masked_text("Yours, O. Marsh", odalys.id) == f"Yours, O. {MASK}"
    assert people.masked_text("as ODALYS  MARSH said", other.id) == f"as {MASK} said"


def test_both_views_build_from_the_same_run(run: RunResult) -> None:
    """Building again gives an equal view."""
    options = ReportOptions(audience="public")

    assert build(run, options) == build(run, options)


def test_reasons_of_exclusions_hold_no_file_names_and_no_ids(run: RunResult) -> None:
    """A file's name is often a person's; an id would part what belongs together."""
    first, second, *rest = run.corpus.exclusions
    scan = run.corpus.items[0]
    twins = tuple(
        replace(e, stage="read", reason=f"the same bytes as {scan.source_key} (seg_{n:016x})")
        for n, e in enumerate((first, second))
    )
    changed = replace(run, corpus=replace(run.corpus, exclusions=(*twins, *rest)))

    public = build(changed, ReportOptions(audience="public")).received.exclusions
    analyst = build(changed, ReportOptions()).received.exclusions

    assert ("the same bytes as [file]", 2) in [(e.reason, e.count) for e in public]
    assert all(not e.subjects for e in public)
    assert (f"the same bytes as {scan.source_key}", 2) in [(e.reason, e.count) for e in analyst]
