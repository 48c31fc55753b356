"""Which source of the settings a file belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from consult.intake.folder import compile_glob
from consult.settings.model import SourceSettings


def source_finder(sources: Sequence[SourceSettings]) -> Callable[[str], SourceSettings | None]:
    """Return a function from a file's path below the input folder to its first source, if any."""
    patterns = [(compile_glob(source.files), source) for source in sources]

    def source_of(source_key: str) -> SourceSettings | None:
        return next((s for pattern, s in patterns if pattern.match(source_key)), None)

    return source_of
