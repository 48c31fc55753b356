"""The HTML page: self-contained, inert, in order, and whole without JavaScript."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace

import pytest
from lxml import etree, html

from consult.domain.run import RunResult
from consult.report.html import render_html
from consult.report.options import ReportOptions
from consult.report.parts import ReportView
from consult.report.view import build
from tests.report.factory import HOSTILE, SCRIPT


@pytest.fixture(scope="module")
def page(analyst: ReportView) -> str:
    return render_html(analyst)


@pytest.fixture(scope="module")
def tree(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def test_what_people_sent_is_text_and_never_markup(page: str, tree: html.HtmlElement) -> None:
    """Scripts, tags, templates and links of a response stand there as words."""
    assert SCRIPT not in page
    assert "{{7*7}}" in page
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //iframe | //object | //link | //form | //b[text()='Bold']")
    assert HOSTILE in tree.text_content()
    assert not [a for a in tree.xpath("//a/@href") if not a.startswith("#")]


def test_nothing_is_asked_of_the_network(page: str) -> None:
    """No address, no import, no url() stands in the page's own markup, style or script."""
    without_text = re.sub(r">[^<]*<", "><", page.split("<style>", maxsplit=1)[0])

    assert not re.findall(r"(?:src|href)=\"(?!#)", page)
    assert "http" not in without_text.replace("http-equiv", "")
    style = page.split("<style>")[1].split("</style>", maxsplit=1)[0]
    assert "url(" not in style
    assert "@import" not in style


def test_only_the_pages_own_style_and_script_may_run(tree: html.HtmlElement) -> None:
    """The policy names both by their digests and forbids all else."""
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for tag in ("style", "script"):
        (text,) = tree.xpath(f"//{tag}/text()")
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert not tree.xpath("//*[@style or @onclick or @onload]")


def test_headings_descend_one_level_at_a_time(tree: html.HtmlElement) -> None:
    """One h1, and no level is skipped on the way down."""
    levels = [
        int(h.tag[1])
        for h in tree.xpath("//body//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
        if not h.xpath("ancestor::nav | ancestor::dialog")
    ]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_link_and_label_leads_to_something_once(tree: html.HtmlElement) -> None:
    """Ids are unique; each link and each aria reference finds its target."""
    ids = tree.xpath("//@id")

    assert len(ids) == len(set(ids))
    targets = {h[1:] for h in tree.xpath("//a/@href")} | set(tree.xpath("//@aria-labelledby"))
    assert targets <= set(ids)


def test_the_words_of_a_theme_that_no_finding_quotes_lead_nowhere(run: RunResult) -> None:
    """They are marked in their source; only what the page quotes has a place to go back to."""
    silent = tuple(replace(q, findings=(), reported=()) for q in run.findings)
    page = html.fromstring(render_html(build(replace(run, findings=silent), ReportOptions())))

    assert set(page.xpath("//mark/@data-quotes"))
    targets = {h[1:] for h in page.xpath("//a/@href")}
    assert targets <= set(page.xpath("//@id"))


def test_each_quote_leads_to_its_marked_words_in_the_source(
    run: RunResult, tree: html.HtmlElement
) -> None:
    """Without JavaScript the link is an anchor into the source; the marks hold the exact words."""
    links = {a.get("data-quote"): a for a in tree.xpath("//a[@data-quote]")}

    cited = {i for q in run.findings for f in (*q.findings, *q.reported) for i in f.quote_ids}
    assert set(links) >= cited
    for quote in run.quotes:
        marks = tree.xpath(
            "//mark[contains(concat(' ', @data-quotes, ' '), $wanted)]", wanted=f" {quote.id} "
        )
        assert "".join(m.text_content() for m in marks) == quote.text
        assert tree.xpath("//*[@id=$id]", id=quote.id)
        if quote.id in links:
            assert links[quote.id].get("data-document") == quote.document_id


def test_quote_ids_are_printed(run: RunResult, tree: html.HtmlElement) -> None:
    """What is printed on paper can still be traced."""
    text = tree.text_content()

    assert all(quote.id in text for quote in run.quotes)


def test_charts_have_alternatives_and_tables(analyst: ReportView, tree: html.HtmlElement) -> None:
    """Each bar says its numbers in words, and a table holds them again."""
    labels = tree.xpath("//*[local-name()='svg' and @role='img']/@aria-label")
    bars = [p for q in analyst.questions for p in q.propositions]

    assert labels == [p.summary for p in bars]
    cells = [td.text for td in tree.xpath("//table[caption='The same in numbers']//td")]
    assert cells == [str(n) for p in bars for n in (*(c for _, c in p.counts), p.base)]


def test_tables_have_captions_and_heads(tree: html.HtmlElement) -> None:
    """Every table has a caption, column heads and row heads."""
    for table in tree.xpath("//table"):
        assert table.xpath("caption")[0].text
        assert table.xpath("thead/tr/th[@scope='col']")
        assert all(row.xpath("th[@scope='row']") for row in table.xpath("tbody/tr"))


def test_a_quote_in_another_language_says_so(
    run: RunResult, analyst: ReportView, tree: html.HtmlElement
) -> None:
    """Source text carries its language for those who hear it read."""
    assert analyst.language == "en"
    assert tree.get("lang") == "en"
    welsh = [d for d in run.corpus.documents if d.language == "cy"]
    shown = [s for s in analyst.sources if s.language == "cy"]
    assert len(shown) == sum(d.id in {q.document_id for q in run.quotes} for d in welsh)
    assert len(tree.xpath("//div[@lang='cy']")) == len(shown)


def test_equal_views_make_equal_pages(analyst: ReportView, page: str) -> None:
    """No clock, no order of sets."""
    assert render_html(analyst) == page


def test_no_time_of_the_run_and_no_run_id_stand_in_the_page(run: RunResult, page: str) -> None:
    """Two runs with equal results make equal pages."""
    assert run.run.id not in page
    assert run.run.started.isoformat()[:10] not in page


def test_the_public_page_masks_and_gives_the_nearest_context(public: ReportView) -> None:
    """The sentence on either side stands around a public quotation."""
    tree = etree.HTML(render_html(public))

    near = [" ".join(span.itertext()).strip() for span in tree.xpath("//span[@class='near']")]
    assert "The association was founded in 1961." in near
    assert not tree.xpath("//a[@data-quote] | //dialog | //mark")
