"""Hostile files, made by script."""

from __future__ import annotations

import io
import zipfile
import zlib

import pikepdf

from tests.intake.makers import W, docx, mail, paragraph, pdf, zipped

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


def entity_docx() -> bytes:
    return with_document_xml(
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
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


def entity_xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["a", "b"])
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    members[name] = members[name].replace(
        b"<worksheet", b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><worksheet', 1
    )
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
