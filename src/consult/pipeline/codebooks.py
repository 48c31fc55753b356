"""The codebook as it stands: themes of the newest run with what people decided since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

import consult
from consult.coding.decided_themes import FixedTheme, Pin, replay
from consult.domain.anchor import Anchor
from consult.domain.coding import ThemeStatus
from consult.domain.errors import ConsultError, StoreError
from consult.domain.run import Decision, RunResult
from consult.domain.segment import Segment
from consult.pipeline.anchored import Passages
from consult.pipeline.eligible import is_own
from consult.pipeline.theme_orders import find_theme_orders
from consult.pipeline.workspace import Workspace
from consult.report.words import shown
from consult.settings.cells import sheet
from consult.settings.codebooks import COLUMNS, OUTSIDE
from consult.settings.qdc import Code, write_qdc
from consult.store.store import Store


class Standing:
    """The themes of the newest run, with every decision that it did not know yet."""

    def __init__(self, result: RunResult, decisions: Sequence[Decision]) -> None:
        """Take the run and all decisions, in the order made."""
        self.result = result
        known = {d.id for d in result.corpus.decisions}
        passages = Passages(self.own.values(), self.documents)
        orders, _ = find_theme_orders((d for d in decisions if d.id not in known), passages)
        self.waiting = len(orders)
        self.themes: dict[str, FixedTheme] = {
            theme.id: theme for theme in replay(self._of_run(), orders).themes
        }

    @cached_property
    def documents(self) -> Mapping[str, Any]:
        """The documents of the run, by id."""
        return {d.id: d for d in self.result.corpus.documents}

    @cached_property
    def own(self) -> Mapping[str, Segment]:
        """What respondents say in their own responses, by id."""
        segments = self.result.corpus.segments
        return {s.id: s for s in segments if is_own(s, self.documents)}

    def _of_run(self) -> list[FixedTheme]:
        members: dict[str, dict[str, Pin]] = {}
        for coding in self.result.corpus.theme_codings:
            pin = Pin(coder=coding.coder, score=coding.score, at=coding.at)
            members.setdefault(coding.theme_id, {})[coding.segment_id] = pin
        quotes = {q.id: q for q in self.result.quotes}
        themes = []
        for theme in self.result.corpus.themes:
            quote = quotes.get(theme.key_point or "")
            themes.append(
                FixedTheme(
                    id=theme.id,
                    question_id=theme.question_id,
                    label=theme.label,
                    definition=theme.definition,
                    status=theme.status,
                    parent_id=theme.parent_id,
                    origin=theme.origin,
                    lineage=theme.lineage,
                    named=not theme.origin.startswith("model:"),
                    members=MappingProxyType(members.get(theme.id, {})),
                    key_point=None
                    if quote is None
                    else Anchor.at(
                        self.documents[quote.document_id],
                        quote.start,
                        quote.start + len(quote.text),
                    ),
                )
            )
        return themes

    def anchor_of(self, segment_id: str) -> Anchor | None:
        """Return where a segment stands, for a decision about it."""
        segment = self.own.get(segment_id)
        if segment is None:
            return None
        return Anchor.at(self.documents[segment.document_id], segment.start, segment.end)

    def theme(self, named: str) -> FixedTheme:
        """Return the theme of an id, or of a label that only one theme has.

        Raises:
            ConsultError: ``THEME_UNKNOWN`` where there is none, or more than one.
        """
        if named in self.themes:
            return self.themes[named]
        alike = [t for t in self.themes.values() if t.label.casefold() == named.casefold()]
        if len(alike) == 1:
            return alike[0]
        if alike:
            ids = ", ".join(t.id for t in alike)
            raise ConsultError("THEME_UNKNOWN", f"{named!r} is the label of {ids}; give the id.")
        raise ConsultError(
            "THEME_UNKNOWN",
            f"no theme is called {named!r} now; `consult codebook FOLDER` lists them with ids.",
        )

    def respondents(self, theme: FixedTheme) -> int:
        """Return how many respondents a theme's members come from."""
        return len({self.own[i].respondent_id for i in theme.members if i in self.own})


def standing(store: Store) -> Standing:
    """Return the codebook as it stands in a store.

    Raises:
        StoreError: ``RUN_UNKNOWN`` when there is no run yet.
    """
    ids = store.runs.ids()
    if not ids:
        raise StoreError("RUN_UNKNOWN", "there is no run yet; `consult run` makes one.")
    return Standing(store.runs.load(ids[-1]), store.decisions.all())


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A theme as `consult codebook` lists it."""

    theme: FixedTheme
    respondents: int
    """Those in it and in the themes below it, each once."""
    segments: int
    depth: int
    """How many themes stand above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebooks:
    """All themes by question, those of most respondents first, children below their parents."""

    folder: str
    questions: tuple[tuple[str | None, str, tuple[Listed, ...]], ...]
    """(question id, question, its themes)."""
    waiting: int
    """Decisions that the next run will heed."""

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        return {
            "waiting": self.waiting,
            "themes": [
                {
                    "theme_id": one.theme.id,
                    "question_id": question_id,
                    "label": one.theme.label,
                    "status": one.theme.status.value,
                    "parent_id": one.theme.parent_id,
                    "origin": one.theme.origin,
                    "lineage": list(one.theme.lineage),
                    "respondents": one.respondents,
                    "segments": one.segments,
                }
                for question_id, _, listed in self.questions
                for one in listed
            ],
        }

    def as_lines(self) -> list[str]:
        """Return the facts for people."""
        lines: list[str] = []
        for question_id, text, listed in self.questions:
            lines.append(f"{question_id or OUTSIDE}  {shown(text)}")
            lines += [
                f"  {one.theme.id}  {one.theme.status.value.lower():<9} "
                f"{one.respondents:>4} {one.segments:>4}  {'  ' * one.depth}"
                f"{shown(one.theme.label)}"
                for one in listed
            ]
            lines.append("")
        lines.append("Columns: id, status, respondents (those below counted in), segments, label.")
        if self.waiting:
            lines.append(f"{self.waiting} decisions wait for the next `consult run`.")
        lines.append(f"consult codebook {self.folder} show|confirm|reject|rename|… THEME")
        return lines


def list_codebooks(workspace: Workspace) -> Codebooks:
    """Return every theme of the codebook as it stands; nothing is changed by looking.

    Raises:
        StoreError: ``RUN_UNKNOWN`` when there is no run yet.
    """
    with workspace.open_store() as store:
        now = standing(store)
    questions = []
    for question_id, text in _asked(now):
        themes = [t for t in now.themes.values() if t.question_id == question_id]
        if themes:
            questions.append((question_id, text, tuple(_tree(now, themes))))
    return Codebooks(
        folder=str(workspace.settings.folder), questions=tuple(questions), waiting=now.waiting
    )


def _asked(now: Standing) -> list[tuple[str | None, str]]:
    questions = now.result.corpus.consultation.questions
    return [*((q.id, q.text) for q in questions), (None, "Outside the questions")]


def _tree(now: Standing, themes: Sequence[FixedTheme]) -> Iterable[Listed]:
    ids = {t.id for t in themes}
    whole = _with_those_below(now, themes)
    order = sorted(
        themes,
        key=lambda t: (t.status is ThemeStatus.REJECTED, -len(whole[t.id]), t.label, t.id),
    )

    def below(parent: str | None, depth: int) -> Iterable[Listed]:
        for theme in order:
            above = theme.parent_id if theme.parent_id in ids else None
            if above == parent:
                yield Listed(
                    theme=theme,
                    respondents=len(whole[theme.id]),
                    segments=len(theme.members),
                    depth=depth,
                )
                yield from below(theme.id, depth + 1)

    return below(None, 0)


def _with_those_below(now: Standing, themes: Sequence[FixedTheme]) -> dict[str, set[str | None]]:
    """Return theme id -> the respondents in it and in the themes below it, each once."""
    whole = {t.id: {now.own[i].respondent_id for i in t.members if i in now.own} for t in themes}
    above = {t.id: t.parent_id for t in themes}
    for theme in themes:
        parent, walked = theme.parent_id, {theme.id}
        while parent in whole and parent not in walked:
            whole[parent] |= whole[theme.id]
            walked.add(parent)
            parent = above[parent]
    return whole


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTheme:
    """One theme with everything in it."""

    listed: Listed
    members: tuple[tuple[str, str], ...]
    """(segment id, text)."""

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        theme = self.listed.theme
        return {
            "theme_id": theme.id,
            "question_id": theme.question_id,
            "label": theme.label,
            "definition": theme.definition,
            "status": theme.status.value,
            "members": [{"segment_id": i, "text": text} for i, text in self.members],
        }

    def as_lines(self) -> list[str]:
        """Return the facts for people."""
        theme = self.listed.theme
        return [
            f"{theme.id}  {theme.status.value.lower()}  {shown(theme.label)}",
            f"  {shown(theme.definition)}",
            *(f"  {i}  {shown(text)}" for i, text in self.members),
        ]


def show_theme(workspace: Workspace, named: str) -> ShownTheme:
    """Return one theme with its segments, in order of id.

    Raises:
        StoreError: ``RUN_UNKNOWN`` when there is no run yet.
        ConsultError: ``THEME_UNKNOWN``.
    """
    with workspace.open_store() as store:
        now = standing(store)
    theme = now.theme(named)
    return ShownTheme(
        listed=Listed(
            theme=theme,
            respondents=now.respondents(theme),
            segments=len(theme.members),
            depth=0,
        ),
        members=tuple((i, now.own[i].text) for i in sorted(theme.members) if i in now.own),
    )


def export_codebook(workspace: Workspace, form: str, *, everything: bool = False) -> bytes:
    """Return the confirmed themes as CSV or QDC, with the candidates too when asked for.

    What is written can be given again in ``[codebook]``: themes keep their ids.

    Raises:
        StoreError: ``RUN_UNKNOWN`` when there is no run yet.
        ConsultError: ``THEME_EXPORT`` for a format that is neither.
    """
    if form not in ("csv", "qdc"):
        raise ConsultError("THEME_EXPORT", f"a codebook is written as csv or qdc, not {form!r}.")
    with workspace.open_store() as store:
        now = standing(store)
    wanted = {ThemeStatus.CONFIRMED, *([ThemeStatus.CANDIDATE] if everything else [])}
    questions = []
    for question_id, text in _asked(now):
        themes = {
            t.id: t
            for t in now.themes.values()
            if t.question_id == question_id and t.status in wanted
        }
        if themes:
            kept = [
                replace(t, parent_id=t.parent_id if t.parent_id in themes else None)
                for t in themes.values()
            ]
            questions.append(
                (question_id or OUTSIDE, text, [one.theme for one in _tree(now, kept)])
            )
    if form == "csv":
        return _csv((q, t) for q, _, themes in questions for t in themes)
    return write_qdc(
        [
            (
                question_id,
                text,
                [
                    Code(id=t.id, name=t.label, description=t.definition, parent=t.parent_id or "")
                    for t in themes
                ],
            )
            for question_id, text, themes in questions
        ],
        f"consult {consult.__version__}",
    )


def _csv(rows: Iterable[tuple[str, FixedTheme]]) -> bytes:
    cells = (
        (question_id, theme.label, theme.definition, theme.parent_id or "", theme.id, "")
        for question_id, theme in rows
    )
    return sheet(COLUMNS, cells).encode("utf-8")
