"""Write the demo consultation's files from the readable sources beside this script.

``python raw/demo/build.py`` rewrites paper.docx, survey/, letters/, email/, slides/, text/, press/
and evidence/. The same sources give the same bytes: times are fixed, and archives and PDF pages
are stored uncompressed, since compressors differ from machine to machine. The modification times
of letters, slides and texts are set to the day on which they would have arrived.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import re
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
STAMP = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
ARCHIVE_TIME = (2026, 5, 1, 8, 0, 0)
DOCX_TYPE = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")

ONLINE_COLUMNS = {
    "id": "Response ID",
    "submitted": "Submitted",
    "name": "Your name",
    "organisation": "Organisation (if you answer for one)",
    "consent": "May we publish your answer?",
    "q1": "Q1 Market Street closed to through traffic, 10am to 4pm",
    "q2": "Q2 Please explain your answer to question 1",
    "q3": "Q3 What would make it easier to walk, cycle or take the bus",
    "q4": "Q4 Half of the parking in Bridge Square to trees and seating",
    "q5": "Q5 Your reasons for question 4",
    "q6": "Q6 20 mph limit on residential streets: views and concerns",
    "q7": "Q7 How to pay for the plan",
    "q8": "Q8 Parking charges as the fairest way",
    "q9": "Q9 Where you live or work",
    "travel": "How do you usually travel?",
    "age": "Age",
    "device": "Device",
}
EASY_READ_COLUMNS = {
    "id": "Form number",
    "submitted": "Date it came",
    "name": "Who are you?",
    "group": "Are you a group? Which one?",
    "consent": "Can we show people what you said?",
    "q1": "No cars driving through Market Street in the day",
    "q2": "Why?",
    "q3": "What would help you to get about?",
    "q4": "Trees and seats where half of the cars park in Bridge Square",
    "q5": "Tell us why",
    "q6": "Slow cars (20 mph) where people live",
    "q7": "Who should pay?",
    "q8": "Is it fair to ask for more money for parking?",
    "q9": "Where do you live?",
}
DEVICES = ("phone", "computer", "tablet")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_WORD_TYPE}.numbering+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_PACKAGE_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/></Relationships>'
)
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}Z</dcterms:created></cp:coreProperties>'
)
_NUMBERING = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/>'
    '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_STYLES = (
    f'<w:styles {_W}><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/><w:pPr><w:spacing w:after="160"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    "</w:style></w:styles>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading (level 1 upwards), paragraph (0), bullet (-1) or labelled paragraph of a source."""

    level: int
    lines: tuple[str, ...]
    label: str = ""


def main() -> None:
    """Rebuild the files beside this script, or below ``--out``."""
    parser = argparse.ArgumentParser(description="Write the demo consultation from its sources.")
    parser.add_argument("--out", type=Path, default=HERE, help="where to write (default: here)")
    for path in build(parser.parse_args().out):
        print(path)


def build(out: Path) -> list[Path]:
    """Write every file of the demo below ``out`` and return their paths, in order of writing."""
    written: list[Path] = []
    for name, data, received in _files():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        moment = received.timestamp()
        os.utime(path, (moment, moment))
        written.append(path)
    return written


def _files() -> Iterator[tuple[str, bytes, datetime]]:
    """Yield relative name, bytes and time of arrival of each file."""
    texts = campaign_texts()
    paper = _blocks((SOURCES / "paper.md").read_text(encoding="utf-8"))
    yield "paper.docx", write_docx(paper, title="Streets for Everyone"), STAMP
    online, easy_read = rows("survey-online"), rows("survey-easy-read")
    yield "survey/online-survey.csv", write_csv(online), _day("2026-06-15")
    yield "survey/easy-read-form.xlsx", write_xlsx(easy_read), _day("2026-06-01")
    for path in sorted((SOURCES / "letters").glob("*.md")):
        head, text = split_head(path.read_text(encoding="utf-8"))
        data = _letter(head, fill(text, texts))
        for stem in (path.stem, *head.get("copies", ())):
            yield f"letters/{stem}.{head['format']}", data, datetime.fromisoformat(head["received"])
    for path in sorted((SOURCES / "slides").glob("*.toml")):
        deck = tomllib.loads(path.read_text(encoding="utf-8"))
        yield (
            f"slides/{path.stem}.pptx",
            write_pptx(deck["slide"]),
            datetime.fromisoformat(deck["received"]),
        )
    for message in tomllib.loads((SOURCES / "email" / "messages.toml").read_text("utf-8"))[
        "message"
    ]:
        moment = datetime.fromisoformat(message["date"])
        yield f"email/{message['file']}.eml", write_message(message, texts), moment
    for folder, day in (
        ("text", "2026-06-01"),
        ("press", "2026-06-04"),
        ("evidence", "2026-04-30"),
    ):
        for path in sorted((SOURCES / folder).glob("*.txt")):
            yield f"{folder}/{path.name}", path.read_bytes(), _day(day)


def _day(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T09:00:00+00:00")


def campaign_texts() -> dict[str, str]:
    """Return the organisers' texts by name of the campaign."""
    campaigns = tomllib.loads((SOURCES / "campaigns.toml").read_text(encoding="utf-8"))
    return {name: str(campaign["text"]) for name, campaign in campaigns.items()}


def fill(text: str, texts: dict[str, str]) -> str:
    """Put the organisers' texts where a source names them in braces."""
    for name, campaign in texts.items():
        text = text.replace("{" + name + "}", campaign)
    return text


def rows(survey: str) -> list[dict[str, str]]:
    """Return the rows of a survey's source as text by field, campaign texts filled in."""
    source = tomllib.loads((SOURCES / f"{survey}.toml").read_text(encoding="utf-8"))
    texts = campaign_texts()
    return [
        {key: fill(value, texts) for key, value in row.items() if isinstance(value, str)}
        for row in source["row"]
    ]


def split_head(source: str) -> tuple[dict[str, Any], str]:
    """Return the TOML head of a letter, between lines of ``+++``, and its text."""
    _, head, text = source.split("+++\n", 2)
    return tomllib.loads(head), text


def _blocks(source: str) -> list[Block]:
    """Return the blocks of a Markdown source: headings, bullets, numbered and plain paragraphs."""
    blocks: list[Block] = []
    for paragraph in re.split(r"\n\n+", source.strip()):
        lines = tuple(line.rstrip() for line in paragraph.split("\n"))
        heading = re.match(r"(#+) ", lines[0])
        label = re.match(r"(\d+\.) ", lines[0])
        if heading:
            level = len(heading.group(1))
            blocks.append(Block(level=level, lines=(lines[0][level + 1 :],)))
            blocks.extend(Block(level=0, lines=(line,)) for line in lines[1:])
        elif lines[0].startswith("- "):
            blocks.extend(Block(level=-1, lines=(line[2:],)) for line in lines)
        elif label:
            text = lines[0][label.end() :]
            blocks.append(Block(level=0, lines=(text, *lines[1:]), label=label.group(1)))
        else:
            blocks.append(Block(level=0, lines=lines))
    return blocks


def _letter(head: dict[str, Any], text: str) -> bytes:
    if head["format"] == "docx":
        return write_docx(_blocks(text), title="")
    return write_pdf(_blocks(text), layout=head["layout"], running=head.get("running_head", ""))


def write_docx(blocks: Iterable[Block], *, title: str) -> bytes:
    """Return a Word document: heading and list styles, line breaks in addresses, bold runs."""
    body = "".join(_word_paragraph(block) for block in blocks)
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE_RELATIONS,
        "docProps/core.xml": _CORE.format(title=_escaped(title), stamp=STAMP.isoformat()[:19]),
        "word/document.xml": f"<w:document {_W}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": _STYLES,
        "word/numbering.xml": _NUMBERING,
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, text in parts.items():
            target.writestr(_member(name), (_XML + text).encode())
    return out.getvalue()


def _word_paragraph(block: Block) -> str:
    style = f"Heading{block.level}" if block.level > 0 else "ListBullet" if block.level < 0 else ""
    runs = []
    for number, line in enumerate(block.lines):
        runs.append("<w:r><w:br/></w:r>" if number else "")
        for part, text in enumerate(line.split("**")):
            bold = "<w:rPr><w:b/></w:rPr>" if part % 2 else ""
            if text:
                runs.append(f'<w:r>{bold}<w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>')
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def write_pptx(slides: Iterable[dict[str, Any]]) -> bytes:
    """Return a slide deck: titles, plain lines, bullets one level below them, speaker's notes."""
    import pptx

    deck = pptx.Presentation()
    properties = deck.core_properties
    properties.title, properties.author = "", ""
    properties.created = properties.modified = STAMP.replace(tzinfo=None)
    for number, content in enumerate(slides):
        layout = deck.slide_layouts[0 if number == 0 else 1]
        slide = deck.slides.add_slide(layout)
        slide.shapes.title.text = content["title"]
        frame = slide.placeholders[1].text_frame
        lines = [(line, 0) for line in content.get("lines", ())]
        lines += [(line, 1 if lines else 0) for line in content.get("bullets", ())]
        for position, (line, level) in enumerate(lines):
            paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
            paragraph.text, paragraph.level = line, level
        if "notes" in content:
            slide.notes_slide.notes_text_frame.text = content["notes"]
    raw = io.BytesIO()
    deck.save(raw)
    return stored(raw.getvalue())


def write_csv(survey: list[dict[str, str]]) -> bytes:
    """Return the online survey as a spreadsheet program saves it: UTF-8 with a BOM, CRLF."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(ONLINE_COLUMNS.values())
    for number, row in enumerate(survey):
        cells = {**row, "device": DEVICES[number % len(DEVICES)]}
        writer.writerow([cells.get(key, "") for key in ONLINE_COLUMNS])
    return table.getvalue().encode("utf-8-sig")


def write_xlsx(survey: list[dict[str, str]]) -> bytes:
    """Return the easy-read forms as a workbook, the day of arrival as a real date cell."""
    import xlsxwriter

    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"created": STAMP.replace(tzinfo=None)})
    sheet = book.add_worksheet("Forms")
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(EASY_READ_COLUMNS.values()):
        sheet.write_string(0, column, title)
    for number, row in enumerate(survey, start=1):
        for column, key in enumerate(EASY_READ_COLUMNS):
            if key == "submitted":
                day = date.fromisoformat(row[key])
                sheet.write_datetime(number, column, datetime(day.year, day.month, day.day))
            elif row.get(key):
                sheet.write_string(number, column, row[key])
    book.close()
    return stored(raw.getvalue())


def write_message(message: dict[str, Any], texts: dict[str, str]) -> bytes:
    """Return an e-mail as a mailbox stores it, with signature, quoted message and attachment."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = message["from"]
    mail["To"] = "Streets Team <streets@haverbrook.example>"
    mail["Subject"] = message["subject"]
    mail["Date"] = format_datetime(datetime.fromisoformat(message["date"]))
    mail["Message-ID"] = f"<{message['file']}@post.example>"
    if message.get("auto_reply"):
        mail["Auto-Submitted"] = "auto-replied"
        mail["X-Auto-Response-Suppress"] = "All"
    body = fill(message["body"].strip("\n"), texts) + "\n"
    if "signature" in message:
        body += "\n-- \n" + message["signature"].lstrip("\n")
    if "quoted" in message:
        body += "\n" + message["quoted"].lstrip("\n")
    mail.set_content(body, cte="quoted-printable")
    if "attachment" in message:
        source = SOURCES / "email" / f"{message['attachment']}.md"
        data = write_docx(_blocks(source.read_text(encoding="utf-8")), title="")
        name = f"{message['attachment']}.docx"
        mail.add_attachment(data, maintype=DOCX_TYPE[0], subtype=DOCX_TYPE[1], filename=name)
        mail.set_boundary(f"=_{message['file']}")
    return mail.as_bytes()


def write_pdf(blocks: list[Block], *, layout: str, running: str) -> bytes:
    """Return a PDF: ``letter`` and ``numbered`` on plain pages, ``columns`` as a small leaflet.

    The leaflet lies on its side and runs in two columns; ``pages`` may have a running head and
    page numbers.
    """
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4, A5, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    width, height = size = landscape(A5) if layout == "columns" else A4
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14.5, spaceAfter=8)
    if layout == "columns":
        body = ParagraphStyle("columns", parent=body, alignment=TA_JUSTIFY)
    heading = ParagraphStyle(
        "heading", fontName="Helvetica-Bold", fontSize=13.5, leading=17, spaceBefore=9, spaceAfter=5
    )
    heading.keepWithNext = int(layout == "columns")
    numbered = ParagraphStyle("numbered", parent=body, leftIndent=22, bulletIndent=0)

    def flow(block: Block) -> Paragraph:
        text = "<br/>".join(_escaped(line) for line in block.lines)
        if block.level > 0:
            return Paragraph(text, heading)
        if block.label:
            return Paragraph(text, numbered, bulletText=block.label)
        return Paragraph(text, body, bulletText="\u2022" if block.level < 0 else None)

    def furniture(canvas: Any, document: Any) -> None:
        if not running:
            return
        canvas.setFont("Helvetica", 8.5)
        canvas.drawString(24 * mm, height - 14 * mm, running)
        canvas.drawCentredString(width / 2, 12 * mm, f"Page {document.page}")

    count = 2 if layout == "columns" else 1
    gutter = 8 * mm
    column = (width - 48 * mm - gutter * (count - 1)) / count
    frames = [
        Frame(24 * mm + number * (column + gutter), 22 * mm, column, height - 44 * mm, 0, 0, 0, 0)
        for number in range(count)
    ]
    raw = io.BytesIO()
    template = BaseDocTemplate(raw, pagesize=size, invariant=1, pageCompression=0, title="Response")
    template.addPageTemplates(PageTemplate(id="page", frames=frames, onPage=furniture))
    template.build([flow(block) for block in blocks])
    return raw.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def stored(archive: bytes) -> bytes:
    """Return a ZIP archive with the same members in the same order, uncompressed, times fixed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            target.writestr(_member(member.filename), source.read(member.filename))
    return out.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=ARCHIVE_TIME)
    info.create_system, info.external_attr = 3, 0o600 << 16
    return info


if __name__ == "__main__":
    main()
