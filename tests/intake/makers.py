"""Files for tests, written byte by byte here so that every oddity is on purpose."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def zipped(members: Mapping[str, bytes | str] | Sequence[tuple[str, bytes | str]]) -> bytes:
    pairs = members.items() if isinstance(members, Mapping) else members
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def relations(*pairs: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, kind, target in pairs
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def styled(text: str, style: str) -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def numbered(text: str, number: int, depth: int = 0) -> str:
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    )


STYLES = """
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Our heading"/>
  <w:basedOn w:val="Heading2"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
    <w:lvlText w:val="(%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""


def docx(
    body: str,
    *,
    namespace: str = W,
    extra: Mapping[str, bytes | str] | None = None,
    notes: Mapping[str, str] | None = None,
) -> bytes:
    """A DOCX of a body's XML; ``notes`` maps a part's name (footnotes) to the XML inside it."""

    def part(root: str, inner: str) -> str:
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{namespace}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            f'xmlns:v="urn:schemas-microsoft-com:vml">{inner}</w:{root}>'
        )

    roots = {"header": "hdr", "footer": "ftr"}
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERING),
    }
    related = [("r1", "styles", "styles.xml"), ("r2", "numbering", "numbering.xml")]
    for number, (name, inner) in enumerate((notes or {}).items(), start=3):
        members[f"word/{name}.xml"] = part(roots.get(name, name), inner)
        related.append((f"r{number}", name, f"{name}.xml"))
    members["word/_rels/document.xml.rels"] = relations(*related)
    members.update(extra or {})
    return zipped(members)


def shape(
    text: Sequence[str], kind: str | None = "body", top: int = 0, properties: str = ""
) -> str:
    placeholder = f'<p:ph type="{kind}"/>' if kind else ""
    lines = "".join(
        f"<a:p><a:pPr>{properties}</a:pPr><a:r><a:t>{t}</a:t></a:r></a:p>" for t in text
    )
    return (
        f"<p:sp><p:nvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="0" y="{top}"/></a:xfrm></p:spPr>'
        f"<p:txBody>{lines}</p:txBody></p:sp>"
    )


def pptx(slides: Sequence[str], notes: Mapping[int, str] | None = None) -> bytes:
    """A deck; each slide is the XML of its shapes, with ``show="0"`` in front when hidden."""
    spaces = (
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:r="{_OFFICE}"'
    )
    ids = "".join(f'<p:sldId id="{255 + i}" r:id="r{i}"/>' for i in range(len(slides)))
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": (
            f"<p:presentation {spaces}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
        ),
        "ppt/_rels/presentation.xml.rels": relations(
            *((f"r{i}", "slide", f"slides/s{i}.xml") for i in range(len(slides)))
        ),
    }
    for i, inner in enumerate(slides):
        hidden = ' show="0"' if inner.startswith('show="0"') else ""
        tree = inner.removeprefix('show="0"')
        members[f"ppt/slides/s{i}.xml"] = (
            f"<p:sld {spaces}{hidden}><p:cSld><p:spTree>{tree}</p:spTree></p:cSld></p:sld>"
        )
        if notes and i in notes:
            members[f"ppt/slides/_rels/s{i}.xml.rels"] = relations(
                ("n1", "notesSlide", f"../notes/n{i}.xml")
            )
            members[f"ppt/notes/n{i}.xml"] = (
                f"<p:notes {spaces}><p:cSld><p:spTree>{shape([notes[i]])}</p:spTree></p:cSld>"
                "</p:notes>"
            )
    return zipped(members)


def pdf(pages: Sequence[Sequence[tuple[float, float, str]]], *, size: float = 11) -> bytes:
    """A PDF of pages of (x, y from the bottom, text); ``**`` in front of a text sets it bold."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for page in pages:
        for x, y, text in page:
            bold = text.startswith("**")
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
            canvas.drawString(x, y, text.removeprefix("**"))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def wrapped(text: str, *, x: float = 72, top: float = 760, width: int = 80, step: float = 14):
    """Lines of a paragraph for :func:`pdf`."""
    import textwrap

    lines = textwrap.wrap(text, width)
    return [(x, top - step * i, line) for i, line in enumerate(lines)]


def mail(
    body: str,
    *,
    subject: str = "My response",
    sender: str = "Ada Hill <ada@example.org>",
    headers: Mapping[str, str] | None = None,
    attachments: Sequence[tuple[str, bytes]] = (),
    html: str | None = None,
) -> bytes:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "consultation@example.org"
    message["Subject"] = subject
    message["Date"] = "Mon, 02 Mar 2026 09:30:00 +0100"
    message["Message-ID"] = "<1@example.org>"
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(body)
    if html is not None:
        message.add_alternative(html, subtype="html")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()
