"""Campaigns in a report: each edited copy as what it adds and what it leaves out."""

from __future__ import annotations

from dataclasses import replace

from consult.domain.run import RunResult
from consult.report.campaigns import campaign_view, left_out
from consult.report.html import render_html
from consult.report.parts import ReportView
from tests.builders import make_document
from tests.report.river import TEMPLATE

SUPPLIED = (
    "The ferry must keep running through the winter.",
    "Hundreds of us cross the water every morning for work and school.",
    "Stop now.",
)


class _Names:
    """Everybody is called by the id."""

    def name(self, who: str) -> str:
        return who

    def label(self, who: str) -> str:
        return f"one of {len(who)}"


def test_a_copy_says_what_it_left_out():
    """A sentence is left out when less than half of its words stand in the copy."""
    whole = make_document(*SUPPLIED)
    assert left_out(SUPPLIED, whole) == ()
    shuffled = make_document(SUPPLIED[1].upper(), SUPPLIED[0].replace("winter", "snow"))
    assert left_out(SUPPLIED, shuffled) == (), "neither order, case nor one word is a loss"
    short = make_document("The ferry must keep running through the winter, as it always has.")
    assert left_out(SUPPLIED, short) == (SUPPLIED[1],)


def test_a_copy_that_only_drops_words_is_a_variant_too(run: RunResult, analyst: ReportView):
    """It stands among the variants with the sentences that it lacks, in the page as well."""
    (campaign,) = run.corpus.campaigns
    keeper = next(
        m
        for m in campaign.members
        if m.identical and m.document_id != campaign.template_document_id
    )
    shorter = make_document(TEMPLATE[0])
    documents = tuple(
        replace(d, text=shorter.text, blocks=shorter.blocks) if d.id == keeper.document_id else d
        for d in run.corpus.documents
    )
    members = tuple(replace(m, identical=False) if m is keeper else m for m in campaign.members)
    corpus = replace(run.corpus, documents=documents)
    changed = replace(campaign, members=members)

    view = campaign_view(changed, 1, corpus, _Names(), public=False)
    told = campaign_view(changed, 1, corpus, _Names(), public=True)

    assert (view.members, view.identical, len(view.variants)) == (5, 2, 3)
    (dropped,) = [v for v in view.variants if v.left_out]
    assert dropped.own == ()
    assert all(words in " ".join(TEMPLATE[1:]) for words in dropped.left_out)
    assert all(v.own == v.left_out == () for v in told.variants)
    page = render_html(replace(analyst, received=replace(analyst.received, campaigns=(view,))))
    assert all(f'<del dir="auto">“{words}”</del>' in page for words in dropped.left_out)
    assert "2 identical, 3 edited" in page
