"""What readers may call upon besides their own code: OCR and LibreOffice, where installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from consult.domain.ports import Ocr
from consult.settings.model import ReadingSettings

READERS = "7"
"""Raised whenever a reader changes what it makes of the same bytes, so that all is read again."""


class Converter(Protocol):
    """Turns old office files into new ones."""

    @property
    def name(self) -> str:
        """The program and its version, for the record."""

    def convert(self, data: bytes, extension: str, wanted: str) -> bytes:
        """Return ``data`` in the format of the extension ``wanted``: ``docx`` or ``pptx``.

        Raises:
            TimeoutError: when it takes too long.
            OSError: when the program gives nothing.
        """


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Aids:
    """What a reader may use; without any it reads what its own code can."""

    ocr: Ocr | None = None
    office: Converter | None = None
    go_on: Callable[[], bool] = _always
    """Called before each page that is read by OCR; False when its time is used up."""


NO_AIDS = Aids()


def find_aids(reading: ReadingSettings) -> Aids:
    """Return the aids that are wanted and installed here."""
    from consult.intake.libreoffice import find_libreoffice
    from consult.intake.tesseract import find_tesseract

    return Aids(
        ocr=find_tesseract(reading.ocr_languages) if reading.ocr == "auto" else None,
        office=find_libreoffice() if reading.office == "auto" else None,
    )


def reader_versions(reading: ReadingSettings) -> str:
    """Return what a kept reading depends on besides bytes and mapping.

    It changes when OCR, its languages or LibreOffice come, go, or become another version, so
    that what waited for them is read again.
    """
    aids = find_aids(reading)
    ocr = f"{aids.ocr.name}@{aids.ocr.revision}" if aids.ocr else "-"
    return f"{READERS} {ocr} {aids.office.name if aids.office else '-'}"
