"""Hostile files, made by script."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import pikepdf

from tests.intake.makers import W, docx, mail, paragraph, pdf, pptx, shape, zipped

CANARY = "canary-5f2d"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def garbage(size: int = 4096) -> bytes:
    """Bytes without sense, the same each time."""
    state, out = 12345, bytearray()
    while len(out) < size:
        state = (state * 1103515245 + 12345) % 2**31
        out.append(state >> 16 & 0xFF)
    return bytes(out)


def some_pdf() -> bytes:
    return pdf([[(72, 700, "These are the words of the file.")]])


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(some_pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def pdf_object(*objects: bytes) -> bytes:
    """A PDF of raw objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def page_pdf(content: bytes, *, box: bytes = b"[0 0 600 800]", filters: bytes = b"") -> bytes:
    stream = b"<</Length %d%s>>\nstream\n" % (len(content), filters) + content + b"\nendstream"
    return pdf_object(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox " + box + b"/Contents 4 0 R/Resources<</Font<</F1 "
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>> >> >> >>",
        stream,
    )


def flate_bomb_pdf() -> bytes:
    packed = zlib.compress(b"BT /F1 9 Tf 72 700 Td (x) Tj ET\n" * 60_000, 9)
    return page_pdf(packed, filters=b"/Filter/FlateDecode")


def looping_pdf() -> bytes:
    return pdf_object(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")


def image_pdf() -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 60), "white")), 72, 600, 300, 200)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def blank_pdf() -> bytes:
    return page_pdf(b"")


def huge_page_pdf() -> bytes:
    return page_pdf(
        b"BT /F1 9 Tf 72 700 Td (Words on a huge page.) Tj ET", box=b"[0 0 10000000 10000000]"
    )


def many_pages_pdf() -> bytes:
    """Three thousand empty pages."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(3000):
            document.add_blank_page()
        document.save(out)
    return out.getvalue()


def with_document_xml(xml: bytes | str) -> bytes:
    """A DOCX whose main part is the given XML."""
    whole = docx(paragraph("x"))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    members["word/document.xml"] = xml if isinstance(xml, bytes) else xml.encode()
    return zipped(members)


def bomb_docx() -> bytes:
    inside = paragraph("a" * 1000) * 20_000
    return with_document_xml(f'<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>')


def crowded_docx() -> bytes:
    return docx(paragraph("x"), extra={f"word/media/i{n}.png": b"" for n in range(6_000)})


def doubled_docx() -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(io.BytesIO(docx(paragraph("first")))) as archive:
            members = [(n, archive.read(n)) for n in archive.namelist()]
        return zipped([*members, ("word/document.xml", b"<x/>")])


def climbing_docx() -> bytes:
    return docx(paragraph("x"), extra={"../../tmp/evil.xml": b"<x/>"})


def entity_docx(place: str = "file:///etc/hostname") -> bytes:
    return with_document_xml(
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{place}">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )


def laughing_docx() -> bytes:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return with_document_xml(
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )


def wide_entity_docx() -> bytes:
    xml = (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x "y">]>'
        f'<w:document xmlns:w="{W}"><w:body/></w:document>'
    )
    return with_document_xml(xml.encode("utf-16"))


def deep_docx() -> bytes:
    depth = 5_000
    inner = "<w:ins>" * depth + "<w:r><w:t>deep</w:t></w:r>" + "</w:ins>" * depth
    return docx(f"<w:p>{inner}</w:p>")


def entity_xlsx(place: str = "file:///etc/hostname") -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["a", "b"])
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    entity = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{place}">]><worksheet'.encode()
    members[name] = members[name].replace(b"<worksheet", entity, 1)
    return zipped(members)


def office_lock() -> bytes:
    """What a password makes of an office file: an OLE container with an encrypted package."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    return head + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 512


def old_word() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    return head + "WordDocument".encode("utf-16-le") + b"\x00" * 512


def deep_mail(depth: int = 1_200) -> bytes:
    out = b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"
    for level in range(depth):
        out += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (level, level)
    return out + b"Content-Type: text/plain\n\nAt the bottom.\n"


def crowded_mail(parts: int = 10_000) -> bytes:
    head = (
        b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="b"\n\n'
    )
    return head + b"--b\nContent-Type: text/plain\n\nx\n" * parts + b"--b--\n"


def nested_mail(depth: int = 60) -> bytes:
    message = mail("At the bottom.")
    for _ in range(depth):
        message = (
            b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"
            b"Content-Type: message/rfc822\n\n" + message
        )
    return message


def encrypted_mail() -> bytes:
    return (
        b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="b"\n'
        b"\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n\n"
        b"--b\nContent-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n\n--b--\n"
    )


def broken_headers_mail() -> bytes:
    return (
        b"From: \xff\xfe <a@example.org>\nTo: b@example.org\nDate: the day after\n"
        b"Subject: =?utf-8?B?not base64!?= =?x?Q?y?=\nContent-Type: text/plain; charset=\xff\n"
        b"Message-ID: <1@example.org>\n\nThe words are fine.\n"
    )


def entity_odt(place: str = "file:///etc/hostname") -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    words = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{place}">]>'
            f'<office:document-content xmlns:office="{office}" xmlns:text="{words}"><office:body>'
            "<office:text><text:p>&x;</text:p></office:text></office:body>"
            "</office:document-content>",
        }
    )


def entity_pptx(place: str = "file:///etc/hostname") -> bytes:
    with zipfile.ZipFile(io.BytesIO(pptx([shape(["Words."])]))) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    name = next(n for n in members if n.startswith("ppt/") and b"Words." in members[n])
    entity = f'<!DOCTYPE s [<!ENTITY x SYSTEM "{place}">]>'.encode()
    members[name] = entity + members[name].replace(b"Words.", b"&x;")
    return zipped(members)


def entity_svg(place: str = "file:///etc/hostname") -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "{place}">]>'
        '<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'
    ).encode()


def included_svg(place: str = "file:///etc/hostname") -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xi="http://www.w3.org/2001/XInclude">'
        f'<xi:include href="{place}" parse="text"/></svg>'
    ).encode()


def linked_docx(place: str = "file:///etc/hostname") -> bytes:
    """A document whose template and picture lie elsewhere."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kind}/attachedTemplate" Target="{place}" '
        'TargetMode="External"/>'
        f'<Relationship Id="r2" Type="{kind}/footnotes" Target="{place}"/></Relationships>'
    )
    return docx(paragraph("Words."), extra={"word/_rels/document.xml.rels": rels})


def included_html(place: str = "file:///etc/hostname") -> bytes:
    return (
        f'<html><body><p>Words.</p><iframe src="{place}"></iframe><object data="{place}"></object>'
        f'<link rel="stylesheet" href="{place}"><img src="{place}"></body></html>'
    ).encode()


FETCHING: dict[str, Callable[[str], bytes]] = {
    "entity.docx": entity_docx,
    "entity.xlsx": entity_xlsx,
    "entity.odt": entity_odt,
    "entity.pptx": entity_pptx,
    "entity.svg": entity_svg,
    "included.svg": included_svg,
    "linked.docx": linked_docx,
    "included.html": included_html,
}
"""Files that ask for another file, by the place of that file."""


def locked(archive: bytes) -> bytes:
    """A ZIP with every member said to be encrypted."""
    out = bytearray(archive)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + place] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def bomb_zip() -> bytes:
    return zipped({"bomb.txt": b"0" * 20_000_000})


def nested_bomb_zip() -> bytes:
    """Archives in archives, each of which looks harmless."""
    data = zipped({f"{n}.txt": b"words " * 2_000 for n in range(10)})
    for _ in range(5):
        data = zipped({f"{n}.zip": data for n in range(3)})
    return data


def crowded_zip() -> bytes:
    return zipped({f"{n}": b"" for n in range(10_000)})


def twins_zip() -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return zipped([("a.txt", "One."), ("a.txt", "Two."), ("../../a.txt", "Three.")])


def outlook_package() -> bytes:
    return b"\x78\x9f\x3e\x22" + garbage(600)


def unknown_charset_mail() -> bytes:
    return (
        b"From: ada@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"
        b'Content-Type: text/plain; charset="x-none"\n\nThe caf\xe9 must stay.\n'
    )


def html_mail() -> bytes:
    return (
        b"From: ada@example.org\nTo: b@example.org\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
        b"<p>The <script>alert(1)</script>words.</p>"
    )
