"""One invented response, written to eleven formats by script."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

from consult.settings.model import SurveyMapping
from tests.intake.compound import msg
from tests.intake.makers import docx, numbered, paragraph, pptx, shape, styled, zipped

TITLE = "Our answer to the river paper"
TEXT = (
    ("heading", "The meadows"),
    ("body", "We walk by the river each day, and we know how it floods in March and in October."),
    (
        "body",
        "The café by the weir is naïve about this: its terrace stood under water twice in 2024.",
    ),
    (
        "body",
        "“Nobody told us”, the owner said to us. That isn’t good enough, and we’d expect more.",
    ),
    (
        "body",
        "The draft offers efficient fluid flood filters, which would be affordable and effective.",
    ),
    ("heading", "What we ask for"),
    ("body", "We ask for three things before the plan is adopted:"),
    ("item", "a raised path between the bridge and the mill;"),
    ("item", "seats that dry quickly, at least every two hundred metres;"),
    ("item", "a gauge that everybody can read from the bank."),
    (
        "body",
        "The gauge matters most. Without it people guess, and those who guess wrongly get wet.",
    ),
    ("body", "A sign by the weir costs about £240 – less than one call of the fire brigade."),
    ("heading", "The ferry"),
    (
        "body",
        "The ferry should run until ten. However, it must not wake those who live on the quay.",
    ),
    ("body", "We would accept a higher fare if the boat ran on Sundays as well as on market days."),
    ("body", "As the paper says itself:"),
    (
        "quote",
        "A crossing that nobody can rely on is no crossing at all, whatever its price may be.",
    ),
    (
        "body",
        "We agree with that sentence, and we hope that its authors remember having written it.",
    ),
    ("heading", "Trees and birds"),
    (
        "body",
        "The alders should stay. Kingfishers 🐦 nest below them, and so does the sand martin.",
    ),
    ("body", "A surveyor’s mark (𝛼 on the map) shows where the bank has slipped by half a metre."),
    (
        "body",
        "The reedbed needs cutting in winter only, since warblers are breeding in it until July.",
    ),
    (
        "body",
        "Dogs should be on leads from March to July; for the rest of the year they do no harm.",
    ),
    ("heading", "Paying for it"),
    (
        "body",
        "We do not think that parking charges should pay for all of this, though some of them may.",
    ),
    (
        "body",
        "The water company has gained from the weir for fifty years and has paid nothing for it.",
    ),
    (
        "body",
        "A levy of one penny a bath would bring in more than the whole of the plan will cost.",
    ),
)
SOFT = {"everybody": "every\u00adbody", "breeding": "breed\u00ading"}
LIGATURES = {"affordable": "a\ufb00ordable", "efficient": "e\ufb03cient", "filters": "\ufb01lters"}
NOT_IN_PRINT = str.maketrans({"🐦": None, "𝛼": "a"})
"""What the font of the printed formats has no shapes for."""
MAPPING = SurveyMapping(id_column="ID", questions={"Your view": "q1"})


def expected(*, printed: bool = False) -> list[str]:
    """What every format says, stretch by stretch; print leaves out what its font lacks."""
    words = [text for _, text in TEXT]
    return [" ".join(w.translate(NOT_IN_PRINT).split()) for w in words] if printed else words


def dressed(text: str) -> str:
    """The words with soft hyphens and ligatures, as word processors write them."""
    for plain, odd in (*SOFT.items(), *LIGATURES.items()):
        text = text.replace(plain, odd)
    return text


def as_text() -> str:
    return "\n\n".join(
        f"• {dressed(text)}" if kind == "item" else dressed(text) for kind, text in TEXT
    )


def as_docx() -> bytes:
    body = ""
    for kind, text in TEXT:
        words = html.escape(dressed(text))
        if kind == "heading":
            body += styled(words, "Heading1")
        elif kind == "item":
            body += numbered(words, 2)
        else:
            body += paragraph(words)
    return docx(body)


def as_odt() -> bytes:
    inner = ""
    for kind, text in TEXT:
        words = html.escape(dressed(text))
        inner += {
            "heading": f'<t:h t:outline-level="1">{words}</t:h>',
            "item": f"<t:list><t:list-item><t:p>{words}</t:p></t:list-item></t:list>",
        }.get(kind, f"<t:p>{words}</t:p>")
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><o:document-content '
        'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text>'
        f"{inner}</o:text></o:body></o:document-content>"
    )
    return zipped(
        [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)]
    )


def as_html() -> bytes:
    tags = {"heading": "h2", "item": "li", "quote": "blockquote"}
    inner = ""
    before = ""
    for kind, text in TEXT:
        tag = tags.get(kind, "p")
        inner += "</ul>" if before == "item" != kind else ""
        inner += "<ul>" if kind == "item" != before else ""
        inner += f"<{tag}>{html.escape(dressed(text))}</{tag}>"
        before = kind
    page = f'<!doctype html><html><head><meta charset="utf-8"></head><body>{inner}</body></html>'
    return page.encode()


def as_pptx() -> bytes:
    """A slide for each heading, its text below."""
    slides: list[list[tuple[str, str]]] = []
    for kind, text in TEXT:
        if kind == "heading":
            slides.append([])
        slides[-1].append((kind, html.escape(dressed(text))))
    return pptx(
        [
            shape([slide[0][1]], "title", top=0) + shape([words for _, words in slide[1:]], top=500)
            for slide in slides
        ]
    )


def as_eml() -> bytes:
    message = EmailMessage()
    message["From"] = "Ada Hill <ada@example.org>"
    message["To"] = "river@example.org"
    message["Subject"] = TITLE
    message["Date"] = "Mon, 02 Mar 2026 09:30:00 +0100"
    message.set_content(as_text())
    return message.as_bytes()


def as_msg() -> bytes:
    return msg(as_text(), subject=TITLE, sender="Ada Hill", address="ada@example.org")


def as_csv() -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["ID", "Your view"], ["1", as_text()]])
    return out.getvalue().encode("utf-8")


def as_xlsx() -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Answers")
    for row, cells in enumerate([["ID", "Your view"], ["1", as_text()]]):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)
    book.close()
    return out.getvalue()


def as_pdf() -> bytes:
    """Set with Noto Sans, headings bigger, bullets typed."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Noto", str(_font())))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    y = 780.0
    for kind, text in zip([kind for kind, _ in TEXT], expected(printed=True), strict=True):
        size = 15 if kind == "heading" else 11
        lines = _wrapped(("• " if kind == "item" else "") + text, 74)
        y -= 14
        if y - 15 * len(lines) < 60:
            canvas.showPage()
            y = 780.0
        for line in lines:
            canvas.setFont("Noto", size)
            canvas.drawString(90 if kind == "item" else 72, y, line)
            y -= 15
    canvas.save()
    return out.getvalue()


def as_scan() -> bytes:
    """Pictures of the printed pages, at 200 dots an inch."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in pypdfium2.PdfDocument(as_pdf()):
        picture = page.render(scale=200 / 72, grayscale=True).to_pil()
        canvas.setPageSize(page.get_size())
        canvas.drawImage(ImageReader(picture), 0, 0, *page.get_size())
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _font() -> Path:
    import fontpkg_noto_sans

    (font,) = (Path(fontpkg_noto_sans.__file__).parent / "files").glob("NotoSans[[]*.ttf")
    return font


def _wrapped(text: str, width: int) -> Sequence[str]:
    import textwrap

    return textwrap.wrap(text, width, break_on_hyphens=False)
