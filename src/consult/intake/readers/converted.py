"""DOC, RTF, PPT and OpenDocument slides, read through what LibreOffice makes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from consult.domain.errors import ProblemCode
from consult.intake.aids import Converter
from consult.intake.readers.ole import asks_for_password
from consult.intake.readers.refusal import Refusal
from consult.intake.reading import Reading
from consult.intake.sniff import MEDIA_TYPES, Kind
from consult.settings.model import LimitSettings


@dataclass(frozen=True, slots=True)
class _Way:
    extension: str
    wanted: str


CONVERTED = {
    Kind.DOC: _Way("doc", "docx"),
    Kind.RTF: _Way("rtf", "docx"),
    Kind.PPT: _Way("ppt", "pptx"),
    Kind.ODP: _Way("odp", "pptx"),
}


def read_converted(
    kind: Kind, data: bytes, *, name: str, limits: LimitSettings, office: Converter
) -> Reading:
    """Return what an old office file says, with the paragraphs or slides of its conversion.

    Raises:
        Refusal: ENCRYPTED for a password, TIMEOUT, CORRUPT where LibreOffice makes nothing of it,
            or as the reader of the new format.
    """
    way = CONVERTED[kind]
    if kind in {Kind.DOC, Kind.PPT} and asks_for_password(data):
        raise Refusal(
            ProblemCode.ENCRYPTED,
            "the file is protected by a password; ask the sender for an open copy.",
        )
    try:
        converted = office.convert(data, way.extension, way.wanted)
    except TimeoutError as error:
        raise Refusal(
            ProblemCode.TIMEOUT,
            "LibreOffice took too long over it and was stopped; ask for it as DOCX or PDF.",
        ) from error
    except OSError as error:
        raise Refusal(
            ProblemCode.CORRUPT,
            "LibreOffice could not open it; ask the sender for it again, as DOCX or PDF.",
        ) from error
    reading = _reader(way.wanted)(converted, name=name, limits=limits)
    parts = tuple(
        replace(part, media_type=MEDIA_TYPES[kind], reader=f"{part.reader} through {office.name}")
        for part in reading.parts
    )
    return replace(reading, media_type=MEDIA_TYPES[kind], parts=parts)


def _reader(wanted: str) -> Callable[..., Reading]:
    if wanted == "docx":
        from consult.intake.readers.docx import read_docx

        return read_docx
    from consult.intake.readers.pptx import read_pptx

    return read_pptx
