"""Codebooks as other tools for qualitative analysis exchange them: REFI-QDA, `.qdc`."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_DEPTH = 50
_LOW = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code with the code above it; ids are those of consult where consult wrote the file."""

    id: str
    name: str
    description: str = ""
    parent: str = ""
    question: str = ""
    """The name of the code above all, where that only groups the codes of a question."""


def read_qdc(data: bytes) -> tuple[Code, ...]:
    """Return the codes of a codebook, or of a project's codebook, in order.

    A code at the top that cannot be used itself and holds others stands for a question: its name
    up to the first colon is the question's id or number.

    Raises:
        ValueError: when it is no such XML, or declares a document type, which nothing here reads.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"it is no XML: {error}") from error
    information: Any = root.getroottree().docinfo
    if information.doctype:
        raise ValueError("it declares a document type, which could fetch or explode")
    codebook = root if _name(root) == "CodeBook" else _child(root, "CodeBook")
    codes = _child(codebook, "Codes") if codebook is not None else None
    if codes is None:
        raise ValueError("it has no CodeBook with Codes")
    found: list[Code] = []
    for top in _children(codes, "Code"):
        below = list(_children(top, "Code"))
        if below and top.get("isCodable", "true") in ("false", "0"):
            question = (top.get("name") or "").partition(":")[0].strip()
            for code in below:
                _walk(code, "", question, found, 0)
        else:
            _walk(top, "", "", found, 0)
    return tuple(found)


def _walk(code: etree._Element, parent: str, question: str, found: list[Code], depth: int) -> None:
    if depth > _DEPTH:
        raise ValueError(f"its codes lie more than {_DEPTH} deep")
    about = _child(code, "Description")
    own = _theme_of((code.get("guid") or "").strip("{}"))
    found.append(
        Code(
            id=own,
            name=code.get("name") or "",
            description="" if about is None else "".join(map(str, about.itertext())),
            parent=parent,
            question=question,
        )
    )
    for below in _children(code, "Code"):
        _walk(below, own or code.get("name") or "", question, found, depth + 1)


def write_qdc(questions: Sequence[tuple[str, str, Sequence[Code]]], origin: str) -> bytes:
    """Return a codebook: (question id, question, its codes) in order, parents above their codes.

    Reading it again gives the same ids.
    """
    unprefixed: Any = {None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}CodeBook", nsmap=unprefixed, origin=origin)
    codes = etree.SubElement(root, f"{{{NAMESPACE}}}Codes")
    for question_id, text, listed in questions:
        guid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:consult:question:{question_id}"))
        top = _write(codes, guid, f"{question_id}: {text}", text, codable=False)
        _below(top, "", listed)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _below(element: etree._Element, parent: str, codes: Iterable[Code]) -> None:
    listed = list(codes)
    for code in (c for c in listed if c.parent == parent):
        made = _write(element, _guid_of(code.id), code.name, code.description, codable=True)
        _below(made, code.id, [c for c in listed if c is not code and c.parent != parent])


def _write(
    above: etree._Element, guid: str, name: str, description: str, *, codable: bool
) -> etree._Element:
    # XML cannot hold control characters, whoever wrote them into a label.
    element = etree.SubElement(
        above,
        f"{{{NAMESPACE}}}Code",
        guid=guid,
        name=_printable(name),
        isCodable="true" if codable else "false",
    )
    if description:
        etree.SubElement(element, f"{{{NAMESPACE}}}Description").text = _printable(description)
    return element


def _printable(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c in "\n\t")


def _guid_of(theme_id: str) -> str:
    """Return a UUID of version 8 that holds the 64 bits of a theme's id."""
    number = int(theme_id.rpartition("_")[2], 16)
    high = (int.from_bytes(b"consul", "big") << 16) | (8 << 12) | (number // _LOW)
    return str(uuid.UUID(int=(high << 64) | (2 << 62) | (number % _LOW)))


def _theme_of(guid: str) -> str:
    """Return the theme's id that a UUID holds, the UUID itself where it is somebody else's."""
    try:
        value = uuid.UUID(guid)
    except ValueError:
        return guid
    high, low = value.int >> 64, value.int & ((1 << 64) - 1)
    if high >> 16 == int.from_bytes(b"consul", "big") and value.version == 8:
        return f"theme_{(high & 3) * _LOW + low % _LOW:016x}"
    return str(value)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _children(element: etree._Element, name: str) -> Iterable[etree._Element]:
    return (child for child in element if _name(child) == name)


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next(iter(_children(element, name)), None)
