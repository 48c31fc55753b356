"""HTML and ODT."""

from __future__ import annotations

from consult.domain.document import BlockKind
from tests.intake.makers import zipped
from tests.intake.reading_of import apart, codes, errors, only, read_bytes, said


def test_words_come_by_block_and_scripts_not_at_all():
    """Headings, lists and tables keep their kind; navigation stands apart; markup is gone."""
    page = """<!doctype html><html><head><title>My view</title><style>p{}</style></head><body>
      <nav>Home</nav><h1>On buses</h1><p>We <b>agree</b>&nbsp;with it.<script>x()</script></p>
      <p>We ask for:</p><ol><li>more buses</li><li>later ones</li></ol>
      <p style="display:none">Hidden</p>
      <table><tr><td>Ward</td><td>North</td></tr></table></body></html>"""
    part = only(read_bytes(page.encode(), "v.html"))
    assert part.title == "My view"
    assert apart(part) == {"navigation": ["Home"]}
    content = [b for b in part.blocks if b.kind is not BlockKind.FURNITURE]
    assert [(b.kind, b.locator.number_label) for b in content] == [
        (BlockKind.HEADING, None),
        (BlockKind.PARAGRAPH, None),
        (BlockKind.PARAGRAPH, None),
        (BlockKind.LIST_ITEM, "1."),
        (BlockKind.LIST_ITEM, "2."),
        (BlockKind.TABLE_ROW, None),
    ]
    assert said(part)[1] == "We agree with it."


def test_a_declared_charset_counts_and_a_missing_one_is_flagged():
    """Windows-1252 pages say so, or are guessed."""
    said_so = '<html><meta charset="windows-1252"><p>The café must stay.</p></html>'
    assert codes(read_bytes(said_so.encode("cp1252"), "v.html")) == []
    silent = "<html><p>The café must stay.</p></html>"
    reading = read_bytes(silent.encode("cp1252"), "v.html")
    assert codes(reading) == ["CHARSET_GUESSED"]
    assert only(reading).text == "The café must stay."


def test_a_page_without_words_has_no_text():
    """A page of pictures says so."""
    assert errors(read_bytes(b"<html><body><img src='x.png'></body></html>", "v.html")) == [
        "NO_TEXT"
    ]


def test_odt_is_read_without_its_deletions():
    """Headings, lists, notes and tracked deletions of OpenDocument text."""
    content = """<?xml version="1.0"?><o:document-content
      xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text>
      <t:tracked-changes><t:changed-region><t:deletion><t:p>Gone.</t:p></t:deletion>
      </t:changed-region></t:tracked-changes>
      <t:h t:outline-level="2">Our view</t:h>
      <t:p>We<t:s/>agree<t:note><t:note-body><t:p>A note.</t:p></t:note-body></t:note>.</t:p>
      <t:list><t:list-item><t:p>more buses</t:p></t:list-item></t:list>
      </o:text></o:body></o:document-content>"""
    data = zipped(
        [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)]
    )
    part = only(read_bytes(data, "v.odt"))
    assert said(part) == ["Our view", "We agree.", "more buses"]
    assert apart(part) == {"footnote": ["A note."]}
