"""What is odd about the mappings of survey tables: told from the settings, and from the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from consult.domain.errors import Problem, Severity
from consult.intake.folder import compile_glob
from consult.intake.readers.table_profile import profiles_of
from consult.intake.reading import Arrival
from consult.intake.sandbox import ReaderPool
from consult.pipeline.mapped import sheet_of
from consult.pipeline.workspace import Workspace
from consult.settings.mapping import check_mapping
from consult.settings.model import Settings, SourceSettings, SurveyMapping


def mapping_problems(settings: Settings) -> tuple[Problem, ...]:
    """Return what wants a look in the mappings themselves, each said once.

    A run says this beside what reading each table shows; what only may be odd is left to
    :func:`survey_problems`, since a person has confirmed the mapping by then.
    """
    found = [
        problem
        for source in _surveys(settings.sources)
        if source.survey
        for problem in check_mapping(source.survey, settings.consultation, source.files)
        if problem.severity is not Severity.INFO
    ]
    return tuple(dict.fromkeys(found))


def survey_problems(workspace: Workspace) -> tuple[Problem, ...]:
    """Return what is odd about each mapped table in the input folder, going through its cells."""
    settings = workspace.settings
    tables = list(_tables(workspace.input_folder, settings.sources))
    if not tables:
        return mapping_problems(settings)
    found: list[Problem] = []
    with ReaderPool(settings.limits) as pool:
        for path, key, survey in tables:
            if path.stat().st_size > settings.limits.file_bytes:
                continue
            arrival = Arrival(
                channel="check", source_key=key, name=path.name, data=path.read_bytes()
            )
            reading = pool.read(arrival, SurveyMapping())
            try:
                profiles = profiles_of(reading)
            except ValueError:
                profiles = ()
            found += reading.problems
            if profiles:
                table = sheet_of(profiles, survey)
                found += check_mapping(survey, settings.consultation, key, table)
    return tuple(dict.fromkeys(found))


def _surveys(sources: Sequence[SourceSettings]) -> list[SourceSettings]:
    return [source for source in sources if source.survey is not None]


def _tables(
    folder: Path, sources: Sequence[SourceSettings]
) -> Iterator[tuple[Path, str, SurveyMapping]]:
    """Yield the files whose first source maps them, with their path below the folder."""
    if not _surveys(sources):
        return
    patterns = [(compile_glob(source.files), source) for source in sources]
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        key = path.relative_to(folder).as_posix()
        source = next((s for pattern, s in patterns if pattern.match(key)), None)
        if source is not None and source.survey is not None:
            yield path, key, source.survey
