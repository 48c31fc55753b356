"""What files in an input folder probably are, for a person to correct."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from consult.domain.document import Role
from consult.settings.model import SourceSettings

TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
_MAIL = (".eml", ".msg", ".mbox")
_SLIDES = (".pptx", ".ppt", ".odp")


def guess_sources(files: Iterable[str], *, paper: str | None = None) -> tuple[SourceSettings, ...]:
    """Return sources for files by their paths below the input folder, in a stable order.

    Each folder and kind of file becomes one source; tables become sources of their own, whose
    columns a person maps. The paper and consultation.toml are left out.
    """
    globs: dict[str, SourceSettings] = {}
    for name in sorted(set(files)):
        path = PurePosixPath(name)
        if name in (paper, "consultation.toml") or path.name.startswith((".", "~")):
            continue
        suffix = path.suffix.lower()
        pattern = name if suffix in TABLES else str(path.with_name(f"*{path.suffix}"))
        role = _role(path)
        channel = "press" if role is Role.PRESS else _channel(suffix)
        globs.setdefault(pattern, SourceSettings(files=pattern, role=role, channel=channel))
    return tuple(globs.values())


def _role(path: PurePosixPath) -> Role:
    words = str(path).lower()
    if any(word in words for word in ("press", "news", "article")):
        return Role.PRESS
    if any(word in words for word in ("evidence", "background", "literature")):
        return Role.EVIDENCE
    return Role.RESPONSE


def _channel(suffix: str) -> str:
    if suffix in TABLES:
        return "online survey"
    if suffix in _MAIL:
        return "e-mail"
    return "slides" if suffix in _SLIDES else "letters"
