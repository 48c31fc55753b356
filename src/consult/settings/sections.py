"""The tables of plain values in consultation.toml, each with its bounds."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import PurePosixPath

from consult.analysis.options import WordTable
from consult.settings.model import (
    AnalysisSettings,
    CodebookSettings,
    LimitSettings,
    ModelSettings,
    ReadingSettings,
    ScheduleSettings,
)
from consult.settings.table import Table

CODEBOOK_FILES = (".csv", ".qdc", ".json")
_CRON_FIELD = re.compile(r"[A-Za-z0-9*,/#-]+\Z")
_OCR_LANGUAGES = re.compile(r"[A-Za-z_]{2,20}(?:\+[A-Za-z_]{2,20}){0,7}\Z")


def words(table: Table) -> WordTable:
    """Return what the quantity words mean; bounds rise, and `most` begins above half."""
    words = table.section(WordTable)
    bounds = (words.a_few_up_to, words.some_up_to, words.many_up_to, words.most_up_to)
    if not all(a < b for a, b in zip((0.0, *bounds), bounds, strict=False)) or not bounds[-1] <= 1:
        table.fail("a_few_up_to", "some_up_to, many_up_to and most_up_to must rise within 0 and 1")
    if words.many_up_to < 0.5:
        table.fail("many_up_to", "must be at least 0.5, since `most` means above half")
    if words.one < 1 or words.small_base < 0:
        table.fail("one", "must be at least 1 and `small_base` at least 0")
    return words


def models(table: Table) -> ModelSettings:
    """Return which models are used."""
    models = table.section(ModelSettings)
    if not 0 <= models.threads <= 1024:
        table.fail("threads", "must be 0 (one for each core) or a number of threads")
    for key in ("embedder", "matcher", "point_matcher", "stance", "point_reader", "splitter"):
        if not getattr(models, key):
            table.fail(key, 'must be "bundled", a folder, or a model\'s name')
    return models


def analysis(table: Table) -> AnalysisSettings:
    """Return the thresholds of the analysis."""
    analysis = table.section(AnalysisSettings)
    if not 0 < analysis.stance_minimum <= 1:
        table.fail("stance_minimum", "must be above 0 and at most 1")
    for key in ("theme_density_from", "quotes_per_finding"):
        if getattr(analysis, key) < 1:
            table.fail(key, "must be at least 1")
    if analysis.single_point_up_to < 0:
        table.fail("single_point_up_to", "must not be negative")
    return analysis


def codebook(table: Table) -> CodebookSettings:
    """Return which themes are given; files lie in the consultation's folder or below it."""
    defaults = CodebookSettings()
    found = CodebookSettings(
        file=table.text("file"),
        questions=table.text_map("questions"),
        sure=table.number("sure", defaults.sure),
    )
    table.finish()
    if not 0 < found.sure <= 1:
        table.fail("sure", "must be above 0 and at most 1")
    named = {f'questions."{key}"': file for key, file in found.questions.items()}
    for key, file in {"file": found.file, **named}.items():
        place = PurePosixPath(file)
        if place.is_absolute() or ".." in place.parts or (key != "file" and not file):
            table.fail(key, "must name a file in the consultation's folder or below it")
        if file and place.suffix.lower() not in CODEBOOK_FILES:
            table.fail(key, f"must be a file of one of these types: {', '.join(CODEBOOK_FILES)}")
    return found


def schedule(table: Table) -> ScheduleSettings:
    """Return when the flows run; each line has the five fields of cron."""
    schedule = table.section(ScheduleSettings)
    for item in fields(schedule):
        parts = getattr(schedule, item.name).split()
        if len(parts) != 5 or not all(_CRON_FIELD.match(part) for part in parts):
            table.fail(item.name, 'must be a cron line of five fields such as "0 6 * * *"')
    return schedule


def reading(table: Table) -> ReadingSettings:
    """Return what readers may call upon."""
    reading = table.section(ReadingSettings)
    if not _OCR_LANGUAGES.match(reading.ocr_languages):
        table.fail("ocr_languages", 'must be names of languages such as "eng" or "eng+cym"')
    return reading


def limits(table: Table) -> LimitSettings:
    """Return what one file may cost; every limit is above zero."""
    limits = table.section(LimitSettings)
    for item in fields(limits):
        if not getattr(limits, item.name) > 0:
            table.fail(item.name, "must be above 0")
    return limits
