"""What only people wrote whose words may not be shown stands in no label, topic or statement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.domain.ledger import Consent, Mark, RespondentKind
from consult.domain.run import RunResult
from consult.report.html import render_html
from consult.report.kept_back import KeptBack
from consult.report.names import naming
from consult.report.options import ReportOptions
from consult.report.parts import FindingView, ReportView
from consult.report.quoting import Quoting
from consult.report.view import build
from tests.report.river import ACCESS, ANGLERS

LABEL = "Gates shut out wheelchair users"
PUBLIC = ReportOptions(audience="public")
ANONYMOUS = Consent.ANONYMOUS


def labelled(run: RunResult, label: str) -> RunResult:
    """The run with another label of the theme about gates, and a topic above it."""
    themes = tuple(
        replace(theme, label=label) if theme.label == LABEL else theme
        for theme in run.corpus.themes
    )
    return replace(run, corpus=replace(run.corpus, themes=themes))


def about_gates(view: ReportView) -> FindingView:
    return next(f for q in view.questions for f in q.findings if "motorbike" in f.statement)


@pytest.mark.parametrize("label", ["water", "Lights so long", "the gates, content with lights"])
def test_a_label_of_private_words_is_for_analysts_alone(run: RunResult, label: str) -> None:
    """However short the run of words is that stands in a private response only."""
    assert any(word in ANGLERS for word in label.lower().split())
    changed = labelled(run, label)

    assert about_gates(build(changed, ReportOptions())).theme == label
    assert about_gates(build(changed, PUBLIC)).theme == ""


def test_a_label_of_words_that_others_wrote_too_is_shown(run: RunResult) -> None:
    """What stands in a response that may be shown, in the paper or a question, is no secret."""
    changed = labelled(run, "Under two metres wide")

    assert about_gates(build(changed, PUBLIC)).theme == "Under two metres wide"


def test_where_no_quote_may_be_shown_no_label_or_topic_is(run: RunResult) -> None:
    """Whoever is private has no theme told of it, though the words are nobody's secret."""
    changed = labelled(run, "The way in")
    gates = next(t for t in changed.corpus.themes if t.label == "The way in")
    above = replace(gates, id="theme_above", label="Getting there")
    themes = tuple(
        replace(t, parent_id=above.id) if t is gates else t for t in changed.corpus.themes
    )
    changed = replace(changed, corpus=replace(changed.corpus, themes=(*themes, above)))
    seen = about_gates(build(changed, PUBLIC))
    assert (seen.theme, seen.topic) == ("The way in", "Getting there")

    writers = {s.document_id for s in run.corpus.segments if ACCESS in s.text or "7*7" in s.text}
    items = {d.item_id for d in run.corpus.documents if d.id in writers}
    marked = tuple(
        replace(r, marks=(Mark.RESTRICTED,)) if items & set(r.item_ids) else r
        for r in run.corpus.responses
    )
    view = build_unchecked(replace(changed, corpus=replace(changed.corpus, responses=marked)))
    hidden = [f for q in view.questions for f in q.findings if f.id == seen.id]

    assert [(f.theme, f.topic, f.cited) for f in hidden] == [("", "", ())]
    assert "Getting there" not in render_html(view)


def build_unchecked(run: RunResult) -> ReportView:
    """A public view of a run whose findings were made before the marks were."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("consult.report.view.check_result", lambda *_: None)
        return build(run, PUBLIC)


def test_a_statement_in_words_that_may_not_be_shown_is_not_public(run: RunResult) -> None:
    """However few the words are; the statement then only counts."""
    finding = next(f for q in run.findings for f in q.findings if "motorbike" in f.statement)
    quote = next(q for q in run.quotes if q.id in finding.quote_ids)
    short = quote.text.split(",")[0].split()[:3]
    said = f"1 of 7 respondents says: “{' '.join(short)} …”"
    private = tuple(
        replace(w, consent=Consent.PRIVATE) if w.id == quote.respondent_id else w
        for w in run.corpus.respondents
    )
    changed = replace(run, corpus=replace(run.corpus, respondents=private))

    def public(of: RunResult) -> str:
        quoting = Quoting(of, naming(of.corpus.respondents, PUBLIC), public=True)
        return quoting.public_statement(replace(finding, statement=said, quote_ids=(quote.id,)))

    assert public(run) == said
    assert public(changed) == ""


def test_the_first_name_of_an_anonymous_author_is_masked_where_its_words_are_said(
    run: RunResult,
) -> None:
    """In a statement as in the quote itself; in what others say it is an ordinary word."""
    finding = next(f for q in run.findings for f in q.findings if "motorbike" in f.statement)
    quote = next(q for q in run.quotes if "motorbike" in q.text)
    anonymous = tuple(
        replace(w, name="Bicycles Barrow", kind=RespondentKind.INDIVIDUAL, consent=ANONYMOUS)
        if w.id == quote.respondent_id
        else w
        for w in run.corpus.respondents
    )
    lower = replace(quote, text=quote.text.replace("bicycles", "Bicycles"))
    document = next(d for d in run.corpus.documents if d.id == quote.document_id)
    shouted = replace(document, text=document.text.replace("bicycles", "Bicycles"))
    changed = replace(
        run,
        quotes=(lower,),
        corpus=replace(run.corpus, respondents=anonymous, documents=(shouted,)),
    )
    quoting = Quoting(changed, naming(anonymous, PUBLIC), public=True)
    said = replace(
        finding,
        quote_ids=(quote.id,),
        statement=f"Bicycles count. 1 of 7 respondents says: “{lower.text}”",
    )

    public = quoting.public_statement(said)

    assert "not [name]: any gate" in public
    assert public.startswith("Bicycles count. 1 of 7 respondents says: “")


def test_runs_of_any_length_are_kept_back_only_where_they_are_closed_alone() -> None:
    """Case and punctuation make no difference; a label that nobody wrote is shown."""
    kept = KeptBack(
        open_texts=["The mill and the pond."],
        closed_texts=["The pond mill drowned, Zebra-like."],
        labels=["Zebra", "POND MILL", "mill", "the pond", "a new well"],
    )

    assert [kept.in_label(label) for label in ("Zebra", "POND MILL")] == [True, True]
    assert not any(kept.in_label(label) for label in ("mill", "the pond", "a new well"))
