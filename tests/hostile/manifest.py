"""Every hostile file with what must come of it; adding a row adds a test.

``expected`` is the code of the ERROR that the reading ends in, or ``text`` when the file is read;
``notes`` are the codes of warnings that must stand beside it.
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
    Hostile("archive.zip", lambda: zipped({"a.txt": "x"}), "UNSUPPORTED"),
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
    Hostile(
        "entity.svg",
        fixed(b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/hostname">]><s/>'),
        "DTD_FORBIDDEN",
    ),
    Hostile("deep.eml", makers.deep_mail, "ARCHIVE_LIMIT"),
    Hostile("crowded.eml", makers.crowded_mail, "ARCHIVE_LIMIT"),
    Hostile("headers.eml", makers.broken_headers_mail, "text"),
    Hostile(
        "winmail.eml",
        lambda: mail("See it.", attachments=[("winmail.dat", makers.garbage())]),
        "text",
        ("CORRUPT",),
    ),
    Hostile(
        "zipped.eml",
        lambda: mail("See it.", attachments=[("a.zip", zipped({"a": "b"}))]),
        "text",
        ("UNSUPPORTED",),
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
