"""The report in a real browser: offline, inert, readable on a phone, usable by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from consult.report.html import render_html
from consult.report.options import ReportOptions
from consult.report.view import build
from tests.report import river

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    run = river.build()
    written = {}
    for audience in ("analyst", "public"):
        written[audience] = folder / f"{audience}.html"
        view = build(run, ReportOptions(audience=audience))
        written[audience].write_text(render_html(view), encoding="utf-8")
    return written


@pytest.fixture
def page(browser: Browser, files: dict[str, Path]) -> Iterator[Page]:
    """The analysts' page at desktop width, watched for anything that it should not do."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    heard: list[str] = []
    opened.on("console", lambda message: heard.append(message.text))
    opened.on("pageerror", lambda error: heard.append(str(error)))
    opened.on("dialog", lambda dialog: (heard.append("dialog"), dialog.dismiss()))
    opened.on(
        "request",
        lambda request: heard.append(request.url) if not _is_page(request.url, files) else None,
    )
    opened.goto(files["analyst"].as_uri())
    yield opened
    opened.close()

    assert heard == []


def _is_page(url: str, files: dict[str, Path]) -> bool:
    return url.split("#", maxsplit=1)[0] in {path.as_uri() for path in files.values()}


def test_nothing_that_people_sent_runs_and_nothing_is_fetched(page: Page) -> None:
    """No dialog, no request, no policy violation; the words stand there."""
    assert page.get_by_text("<script>alert('x')</script>").count() >= 1
    assert page.evaluate("document.scripts.length") == 1


def test_a_quote_opens_its_source_in_place(page: Page) -> None:
    """The dialog shows the document with the quote marked; Escape gives the focus back."""
    link = page.locator("a[data-quote]").first
    quote_id = link.get_attribute("data-quote")
    link.focus()
    page.keyboard.press("Enter")

    dialog = page.locator("dialog[open]")
    marks = dialog.locator("mark.wanted")
    assert marks.first.is_visible()
    words = page.locator(f"mark[data-quotes~='{quote_id}']").first.inner_text()
    assert words in "".join(marks.all_inner_texts())
    assert dialog.locator("[id]:not(#reader-title)").count() == 0

    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.dataset.quote") == quote_id


def test_the_dialog_closes_by_its_button(page: Page) -> None:
    """A visible way out."""
    page.locator("a[data-quote]").nth(1).click()
    page.get_by_role("button", name="Close").click()

    assert page.locator("dialog[open]").count() == 0


def test_without_javascript_a_quote_leads_to_its_marked_words(
    browser: Browser, files: dict[str, Path]
) -> None:
    """An anchor into the sources; the mark is the target."""
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(files["analyst"].as_uri())
    link = plain.locator("a[data-quote]").first
    quote_id = link.get_attribute("data-quote")
    link.click()

    assert plain.url.endswith(f"#{quote_id}")
    assert plain.locator(f"mark[data-quotes~='{quote_id}']").first.is_visible()
    context.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_report(page: Page) -> None:
    """The skip link shows itself and leads to main."""
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("audience", ["analyst", "public"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_width_needs_sideways_scrolling(
    browser: Browser, files: dict[str, Path], width: int, audience: str
) -> None:
    """From a small phone to a desk; wide tables scroll inside themselves."""
    opened = browser.new_page(viewport={"width": width, "height": 800})
    opened.goto(files[audience].as_uri())

    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


def test_printing_opens_what_is_folded_and_hides_the_controls(page: Page) -> None:
    """Paper has no summaries to click."""
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    assert page.locator("details:not([open])").count() == 0
    assert not page.locator("a.opens").first.is_visible()

    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
