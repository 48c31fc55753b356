"""Every hostile file with what must come of it; adding a row adds a test.

``expected`` is the code of the ERROR that the reading ends in, ``text`` when the file is read,
``part`` when some of an archive is read, or ``apart`` when what lies in it is nothing that anybody
sent;
``notes`` are the codes of problems that must stand beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.hostile import makers
from tests.intake.makers import docx, mail, paragraph, zipped


@dataclass(frozen=True, slots=True)
class Hostile:
    name: str
    make: Callable[[], bytes]
    expected: str
    notes: tuple[str, ...] = ()


def fixed(data: bytes) -> Callable[[], bytes]:
    return lambda: data


MANIFEST = (
    Hostile("empty.pdf", fixed(b""), "EMPTY"),
    Hostile("blank.txt", fixed(b" \n\t\r\n "), "EMPTY"),
    Hostile("blank-wide.txt", fixed(" \n".encode("utf-16")), "EMPTY"),
    Hostile("garbage.bin", makers.garbage, "CORRUPT"),
    Hostile("garbage.pdf", makers.garbage, "CORRUPT"),
    Hostile("garbage.docx", makers.garbage, "CORRUPT"),
    Hostile("cut.pdf", fixed(b"%PDF-1.7\n1 0 obj\n<<"), "CORRUPT"),
    Hostile("cut.docx", lambda: docx(paragraph("x" * 2000))[:600], "CORRUPT"),
    Hostile("no-body.docx", lambda: makers.with_document_xml("<x/>"), "CORRUPT"),
    Hostile("bad-xml.docx", lambda: makers.with_document_xml("<w:document><w:p>"), "CORRUPT"),
    Hostile(
        "no-parts.docx", lambda: zipped({"[Content_Types].xml": "<a/>", "word/x": ""}), "CORRUPT"
    ),
    Hostile("deep.docx", makers.deep_docx, "CORRUPT"),
    Hostile("looping.pdf", makers.looping_pdf, "CORRUPT"),
    Hostile("junk-in-front.pdf", lambda: b"junk\r\n" * 20 + makers.some_pdf(), "text"),
    Hostile("polyglot.pdf", lambda: makers.some_pdf() + zipped({"a": "b"}), "text"),
    Hostile("picture.pdf", fixed(makers.PNG), "TYPE_MISMATCH"),
    Hostile("archive.docx", lambda: zipped({"a.txt": "x"}), "TYPE_MISMATCH"),
    Hostile("really-a.docx", makers.some_pdf, "text", ("TYPE_MISMATCH",)),
    Hostile("really-a.pdf", lambda: docx(paragraph("Words.")), "text", ("TYPE_MISMATCH",)),
    Hostile("page.doc", fixed(b"<html><p>Words.</p></html>"), "text", ("TYPE_MISMATCH",)),
    Hostile("archive.zip", lambda: zipped({"a.txt": "x"}), "text"),
    Hostile("cut.zip", lambda: zipped({"a.txt": "x" * 2000})[:40], "CORRUPT"),
    Hostile("empty.zip", lambda: zipped({}), "EMPTY"),
    Hostile("folders.zip", lambda: zipped({"a/": b"", "b/c/": b""}), "EMPTY"),
    Hostile("left-behind.zip", lambda: zipped({"__MACOSX/._a": b"x", ".DS_Store": b"x"}), "apart"),
    Hostile("bomb.zip", makers.bomb_zip, "ARCHIVE_LIMIT"),
    Hostile("nested-bomb.zip", makers.nested_bomb_zip, "ARCHIVE_LIMIT"),
    Hostile("crowded.zip", makers.crowded_zip, "ARCHIVE_LIMIT"),
    Hostile("twins.zip", makers.twins_zip, "text"),
    Hostile("climbing.zip", lambda: zipped({"../../etc/a.txt": "Words."}), "text"),
    Hostile("overrides.zip", lambda: zipped({"a\u202etxt.exe": "Words."}), "text"),
    Hostile("locked.zip", lambda: makers.locked(zipped({"a.txt": "Words."})), "ENCRYPTED"),
    Hostile("broken-member.zip", lambda: zipped({"a.pdf": b"%PDF-1.4 x"}), "CORRUPT"),
    Hostile(
        "half-broken.zip",
        lambda: zipped({"a.pdf": b"%PDF-1.4 x", "b.txt": "Words."}),
        "part",
        ("CORRUPT",),
    ),
    Hostile("pages.zip", lambda: zipped({"Index/Document.iwa": b"x"}), "UNSUPPORTED"),
    Hostile("noise.mbox", fixed(b"Words and no message."), "text", ("TYPE_MISMATCH",)),
    Hostile("empty.mbox", fixed(b"\n\n"), "EMPTY"),
    Hostile(
        "cut.mbox", lambda: b"From a Mon Mar  2 09:30:00 2026\n" + mail("Words.")[:150], "text"
    ),
    Hostile("old.doc", makers.old_word, "UNSUPPORTED"),
    Hostile("rich.rtf", fixed(b"{\\rtf1 words}"), "UNSUPPORTED"),
    Hostile("data.json", fixed(b'{"a": 1}'), "UNSUPPORTED"),
    Hostile("picture.png", fixed(makers.PNG), "NO_TEXT"),
    Hostile("scan.pdf", makers.image_pdf, "NO_TEXT"),
    Hostile("blank.pdf", makers.blank_pdf, "NO_TEXT"),
    Hostile("locked.pdf", makers.locked_pdf, "ENCRYPTED"),
    Hostile("locked.docx", makers.office_lock, "ENCRYPTED"),
    Hostile("locked.xlsx", makers.office_lock, "ENCRYPTED"),
    Hostile("locked.eml", makers.encrypted_mail, "ENCRYPTED"),
    Hostile("huge-page.pdf", makers.huge_page_pdf, "TOO_LARGE"),
    Hostile("too-many-pages.pdf", makers.many_pages_pdf, "TOO_LARGE"),
    Hostile("bomb.docx", makers.bomb_docx, "ARCHIVE_LIMIT"),
    Hostile("crowded.docx", makers.crowded_docx, "ARCHIVE_LIMIT"),
    Hostile("doubled.docx", makers.doubled_docx, "ARCHIVE_LIMIT"),
    Hostile("climbing.docx", makers.climbing_docx, "ARCHIVE_LIMIT"),
    Hostile("entity.docx", makers.entity_docx, "DTD_FORBIDDEN"),
    Hostile("laughs.docx", makers.laughing_docx, "DTD_FORBIDDEN"),
    Hostile("wide-entity.docx", makers.wide_entity_docx, "DTD_FORBIDDEN"),
    Hostile("entity.xlsx", makers.entity_xlsx, "DTD_FORBIDDEN"),
    Hostile("entity.odt", makers.entity_odt, "DTD_FORBIDDEN"),
    Hostile("entity.pptx", makers.entity_pptx, "DTD_FORBIDDEN"),
    Hostile("entity.svg", makers.entity_svg, "DTD_FORBIDDEN"),
    Hostile("included.svg", makers.included_svg, "UNSUPPORTED"),
    Hostile("linked.docx", makers.linked_docx, "text"),
    Hostile("included.html", makers.included_html, "text"),
    Hostile("deep.eml", makers.deep_mail, "ARCHIVE_LIMIT"),
    Hostile("crowded.eml", makers.crowded_mail, "ARCHIVE_LIMIT"),
    Hostile("headers.eml", makers.broken_headers_mail, "text"),
    Hostile("charset.eml", makers.unknown_charset_mail, "text", ("CHARSET_GUESSED",)),
    Hostile("page.eml", makers.html_mail, "text"),
    Hostile(
        "winmail.eml",
        lambda: mail("See it.", attachments=[("winmail.dat", makers.outlook_package())]),
        "text",
        ("UNSUPPORTED",),
    ),
    Hostile(
        "only-winmail.eml",
        lambda: mail("", subject="", attachments=[("winmail.dat", makers.outlook_package())]),
        "NO_TEXT",
    ),
    Hostile(
        "noise.eml",
        lambda: mail("See it.", attachments=[("a.dat", makers.garbage())]),
        "text",
        ("CORRUPT",),
    ),
    Hostile(
        "zipped.eml",
        lambda: mail("See it.", attachments=[("a.zip", makers.bomb_zip())]),
        "text",
        ("ARCHIVE_LIMIT",),
    ),
    Hostile("one-line.txt", fixed(b"x" * 1_000_000), "text"),
    Hostile("sixty-thousand.txt", fixed(b"word " * 60_000), "text"),
    Hostile("overrides.txt", fixed("\u202eWords\u200b and e\u0301.\u2066".encode()), "text"),
    Hostile("emoji.txt", fixed("Yes \U0001f468\u200d\U0001f469\u200d\U0001f467!".encode()), "text"),
    Hostile("wide.txt", fixed("Words in two bytes.".encode("utf-16")), "text"),
    Hostile(
        "formulas.csv",
        fixed(b'id,why\n=1+1,"=HYPERLINK(""x"")"\n@a,-1\n'),
        "text",
        ("UNSUPPORTED",),
    ),
    Hostile(
        "wide.csv", fixed("id;why\n1;None\n2;null\n".encode("utf-16")), "text", ("UNSUPPORTED",)
    ),
    Hostile("nul.txt", fixed(b"Words\x00 with\x00 holes in them."), "text"),
    Hostile(
        "latin.txt", fixed("The café must stay.".encode("cp1252")), "text", ("CHARSET_GUESSED",)
    ),
    Hostile("ragged.csv", fixed(b"a,b\n1,2,3\n\n4\n"), "text", ("UNSUPPORTED",)),
    Hostile(
        "long-field.csv", fixed(b'id,why\n1,"' + b"x" * 200_000 + b'"\n'), "text", ("UNSUPPORTED",)
    ),
    Hostile("open-quote.csv", fixed(b'id,why\n1,"never closed\n2,b\n'), "text", ("UNSUPPORTED",)),
)
