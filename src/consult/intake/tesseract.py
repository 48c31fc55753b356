"""Tesseract: print from pictures, with how sure it is of each word. ADR 0010 says why directly."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from consult.domain.ports import PrintedLine, PrintedWord
from consult.intake.tools import allow, run_tool

_SECONDS = 45.0
_TURN_SECONDS = 20.0
_ASK_SECONDS = 20.0
_VARIABLES = {"OMP_THREAD_LIMIT": "1"}
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
_FOLDER = re.compile(r'in "([^"\n]{1,4000})"')
_ROTATE = re.compile(rb"^Rotate: (\d{1,3})", re.MULTILINE)
_LINES = frozenset(("ocr_line", "ocr_textfloat", "ocr_header", "ocr_caption"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tesseract:
    """Tesseract with some languages; one page is one process, on one thread."""

    program: str
    languages: str
    version: str
    revision: str
    """A digest of the version and of the languages' data, which results depend on."""
    finds_turns: bool

    @property
    def name(self) -> str:
        """The engine with its version and languages."""
        return f"tesseract-{self.version}-{self.languages}"

    def read(self, picture: bytes, dots_per_inch: int) -> tuple[PrintedLine, ...]:
        """Return the lines of a binary PGM in reading order.

        Raises:
            TimeoutError, OSError: as :class:`consult.domain.ports.Ocr`.
        """
        options = ("-l", self.languages, "--psm", "3", "hocr")
        return tuple(_lines(self._run(picture, dots_per_inch, options, _SECONDS)))

    def quarter_turns(self, picture: bytes, dots_per_inch: int) -> int:
        """Return how many clockwise quarter turns bring the picture upright, 0 when unknown."""
        if not self.finds_turns:
            return 0
        try:
            found = _ROTATE.search(self._run(picture, dots_per_inch, ("--psm", "0"), _TURN_SECONDS))
        except OSError:
            return 0
        return int(found[1]) // 90 % 4 if found else 0

    def _run(
        self, picture: bytes, dots_per_inch: int, options: tuple[str, ...], seconds: float
    ) -> bytes:
        return run_tool(
            [self.program, "stdin", "stdout", "--dpi", str(dots_per_inch), *options],
            seconds=seconds,
            given=picture,
            environment=_VARIABLES,
        )


@cache
def find_tesseract(languages: str) -> Tesseract | None:
    """Return Tesseract with those of the languages that are installed, or None without any."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    program = allow(Path(found))
    try:
        said = run_tool([program, "--version"], seconds=_ASK_SECONDS).decode("utf-8", "replace")
        listed = run_tool([program, "--list-langs"], seconds=_ASK_SECONDS).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    folder = _FOLDER.search(listed)
    installed = {line.strip() for line in listed.splitlines()[1:]}
    wanted = [language for language in languages.split("+") if language in installed]
    if not wanted or folder is None:
        return None
    version = said.split()[1] if len(said.split()) > 1 else "unknown"
    digest = hashlib.sha256(version.encode())
    for language in (*wanted, *({"osd"} & installed)):
        data = Path(folder[1]) / f"{language}.traineddata"
        digest.update(data.read_bytes() if data.is_file() else b"")
    return Tesseract(
        program=program,
        languages="+".join(wanted),
        version=version,
        revision=digest.hexdigest()[:12],
        finds_turns="osd" in installed,
    )


def _lines(hocr: bytes) -> Iterator[PrintedLine]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(hocr, parser) if hocr.strip() else None
    if root is None:
        return
    for element in root.iter("{*}span"):
        if element.get("class") not in _LINES:
            continue
        words = tuple(_words(element))
        title = _title(element)
        box = title.get("bbox", [])
        if not words or len(box) < 4:
            continue
        slope, offset = [*title.get("baseline", []), 0.0, 0.0][:2]
        middle = (box[2] - box[0]) / 2
        size = title.get("x_size", [box[3] - box[1]])[0]
        yield PrintedLine(
            words=words, baseline=box[3] + offset + slope * middle, size=max(size, 1.0)
        )


def _words(line: etree._Element) -> Iterator[PrintedWord]:
    for element in line.iter("{*}span"):
        if element.get("class") != "ocrx_word":
            continue
        text = "".join(str(t) for t in element.itertext()).strip()
        title = _title(element)
        box = title.get("bbox", [])
        if text and len(box) == 4:
            confidence = title.get("x_wconf", [0.0])[0] / 100
            yield PrintedWord(
                text=text,
                left=box[0],
                top=box[1],
                right=box[2],
                bottom=box[3],
                confidence=min(1.0, max(0.0, confidence)),
            )


def _title(element: etree._Element) -> dict[str, list[float]]:
    """Return the numbers that hOCR keeps in an element's title, by their names."""
    found: dict[str, list[float]] = {}
    for part in element.get("title", "").split(";"):
        name, _, rest = part.strip().partition(" ")
        found[name] = [float(number) for number in _NUMBERS.findall(rest)]
    return found
