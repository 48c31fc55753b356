"""What a file is, told by its content; its name is only a claim."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from consult.intake.readers.decoding import decode


class Kind(StrEnum):
    """The formats that are told apart, those that are read and those that are refused by name."""

    EMPTY = "empty"
    TEXT = "text"
    HTML = "html"
    MAIL = "mail"
    MBOX = "mbox"
    CSV = "csv"
    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    ENCRYPTED_OFFICE = "encrypted office"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    MSG = "msg"
    RTF = "rtf"
    JSON = "json"
    XML = "xml"
    ZIP = "zip"
    IMAGE = "image"
    BROKEN_ZIP = "broken zip"
    BINARY = "binary"


MEDIA_TYPES = {
    Kind.EMPTY: "application/x-empty",
    Kind.TEXT: "text/plain",
    Kind.HTML: "text/html",
    Kind.MAIL: "message/rfc822",
    Kind.MBOX: "application/mbox",
    Kind.CSV: "text/csv",
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.ODP: "application/vnd.oasis.opendocument.presentation",
    Kind.ENCRYPTED_OFFICE: "application/x-ole-storage",
    Kind.DOC: "application/msword",
    Kind.XLS: "application/vnd.ms-excel",
    Kind.PPT: "application/vnd.ms-powerpoint",
    Kind.MSG: "application/vnd.ms-outlook",
    Kind.RTF: "application/rtf",
    Kind.JSON: "application/json",
    Kind.XML: "application/xml",
    Kind.ZIP: "application/zip",
    Kind.IMAGE: "image/*",
    Kind.BROKEN_ZIP: "application/octet-stream",
    Kind.BINARY: "application/octet-stream",
}
TABLES = frozenset((Kind.CSV, Kind.XLSX, Kind.XLS, Kind.ODS))
"""The kinds whose rows a survey mapping tells apart."""
_CLAIMS = {
    "txt": Kind.TEXT,
    "text": Kind.TEXT,
    "md": Kind.TEXT,
    "markdown": Kind.TEXT,
    "htm": Kind.HTML,
    "html": Kind.HTML,
    "xhtml": Kind.HTML,
    "eml": Kind.MAIL,
    "mbox": Kind.MBOX,
    "mbx": Kind.MBOX,
    "csv": Kind.CSV,
    "tsv": Kind.CSV,
    "pdf": Kind.PDF,
    "docx": Kind.DOCX,
    "docm": Kind.DOCX,
    "pptx": Kind.PPTX,
    "xlsx": Kind.XLSX,
    "xlsm": Kind.XLSX,
    "odt": Kind.ODT,
    "ods": Kind.ODS,
    "odp": Kind.ODP,
    "doc": Kind.DOC,
    "xls": Kind.XLS,
    "ppt": Kind.PPT,
    "msg": Kind.MSG,
    "rtf": Kind.RTF,
    "json": Kind.JSON,
    "xml": Kind.XML,
    "zip": Kind.ZIP,
    "png": Kind.IMAGE,
    "jpg": Kind.IMAGE,
    "jpeg": Kind.IMAGE,
    "gif": Kind.IMAGE,
    "tif": Kind.IMAGE,
    "tiff": Kind.IMAGE,
    "bmp": Kind.IMAGE,
    "webp": Kind.IMAGE,
    "heic": Kind.IMAGE,
}
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM6")
_RIFF_IMAGE = re.compile(
    rb"RIFF[\s\S]{4}WEBP|[\s\S]{4}ftyp(?:heic|heix|mif1|avif)|BM[\s\S]{4}\0{4}"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", Kind.ENCRYPTED_OFFICE),
    ("__substg1.0_", Kind.MSG),
    ("__properties_version1.0", Kind.MSG),
    ("WordDocument", Kind.DOC),
    ("PowerPoint Document", Kind.PPT),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
)
_HEAD = 8192
_MANY_ENTRIES = 200_000
"""An archive with more entries than this is not even listed to see what it holds."""
_FEW_ODD = 8
"""So few control characters make no text binary, however short it is."""
_HEADER_LINE = re.compile(r"([!-9;-~]{1,60}):[ \t]?")
# fmt: off
_MAIL_HEADERS = frozenset((
    "from", "to", "cc", "subject", "date", "received", "message-id", "mime-version",
    "return-path", "delivered-to", "content-type", "reply-to", "sender", "x-mailer",
    "content-transfer-encoding",
))
# fmt: on
# fmt: off
_TRANSPORT_HEADERS = frozenset((
    "received", "message-id", "mime-version", "return-path", "delivered-to",
))
# fmt: on
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|div|p|table|h[1-6]|title)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sniffed:
    """What a file is by content, and what its name claims it to be (None for no known claim)."""

    kind: Kind
    claimed: Kind | None

    @property
    def media_type(self) -> str:
        """The media type of the content."""
        return MEDIA_TYPES[self.kind]


def claimed_kind(name: str) -> Kind | None:
    """Return what the extension of a file name claims, or None."""
    return _CLAIMS.get(PurePosixPath(name.lower()).suffix.lstrip("."))


def sniff(data: bytes, name: str) -> Sniffed:
    """Return what ``data`` is by content; the name decides only between kinds of plain text."""
    claimed = claimed_kind(name)
    return Sniffed(kind=_kind(data, claimed), claimed=claimed)


def _kind(data: bytes, claimed: Kind | None) -> Kind:
    if not data or (len(data) < _HEAD and not decode(data).text.strip("\ufeff\x00 \t\r\n\x0b\x0c")):
        return Kind.EMPTY
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if head.startswith(_OLE):
        return _ole_kind(data)
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    if head.startswith(_IMAGES) or _RIFF_IMAGE.match(head):
        return Kind.IMAGE
    return _text_kind(data, claimed)


def _zip_kind(data: bytes) -> Kind:
    from consult.intake.readers.zip_archive import entry_count

    if entry_count(data) > _MANY_ENTRIES:
        return Kind.ZIP
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Kind.BROKEN_ZIP
    if "mimetype" in names and "content.xml" in names:
        return _open_document_kind(data)
    if "[Content_Types].xml" not in names:
        return Kind.ZIP
    for folder, kind in (("word/", Kind.DOCX), ("ppt/", Kind.PPTX), ("xl/", Kind.XLSX)):
        if any(n.startswith(folder) for n in names):
            return kind
    return Kind.ZIP


def _open_document_kind(data: bytes) -> Kind:
    """Tell OpenDocument tables and slides from text by what the package says it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as member:
            said = member.read(100)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError):
        return Kind.ODT
    if b"opendocument.spreadsheet" in said:
        return Kind.ODS
    return Kind.ODP if b"opendocument.presentation" in said else Kind.ODT


def _ole_kind(data: bytes) -> Kind:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return Kind.BINARY


def _text_kind(data: bytes, claimed: Kind | None) -> Kind:
    if _looks_binary(data[:65_536]):
        return Kind.BINARY
    text = decode(data[:_HEAD]).text.lstrip("\ufeff \t\r\n\x00")
    if _is_mailbox(data, claimed):
        return Kind.MBOX
    if _looks_like_mail(text, claimed):
        return Kind.MAIL
    if _HTML_START.match(text) or (
        text.startswith(("<?xml", "<!--")) and re.search(r"<html\b", text, re.IGNORECASE)
    ):
        return Kind.HTML
    if text.startswith("<?xml") or re.match(r"<!DOCTYPE\b|<svg\b", text, re.IGNORECASE):
        return Kind.XML
    if claimed is Kind.JSON and _is_json(data):
        return Kind.JSON
    if claimed in {Kind.CSV, Kind.HTML}:
        return claimed
    return Kind.TEXT


def _is_mailbox(data: bytes, claimed: Kind | None) -> bool:
    """Whether bytes are messages one after the other; a single one is a mailbox by its name."""
    if claimed is not Kind.MBOX and not data.startswith(b"From "):
        return False
    from consult.intake.readers.mbox import separators

    return len(separators(data)) >= (1 if claimed is Kind.MBOX else 2)


def _looks_binary(sample: bytes) -> bool:
    """Whether bytes are no text in any charset: many control characters once decoded."""
    text = decode(sample).text
    odd = sum(1 for c in text if c == "\ufffd" or (c < " " and c not in "\t\r\n\x0c\x0b\x1a\x1b"))
    nuls = text.count("\x00")
    share = (odd - nuls) / max(len(text), 1)
    return (odd > _FEW_ODD and share > 0.05) or nuls / max(len(text), 1) > 0.3


def _looks_like_mail(text: str, claimed: Kind | None) -> bool:
    headers: set[str] = set()
    for number, line in enumerate(text.splitlines()[:60]):
        if not line.strip():
            break
        if line[0] in " \t" or (number == 0 and line.startswith("From ")):
            continue
        match = _HEADER_LINE.match(line)
        if not match:
            break
        headers.add(match[1].lower())
    known = headers & _MAIL_HEADERS
    if claimed is Kind.MAIL:
        return bool(known)
    return len(known) >= 3 and bool(known & _TRANSPORT_HEADERS)


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True
