"""What a run looks like in a terminal."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from consult.pipeline.diff import RunDiff

_STAGE_WIDTH = 10


class TerminalProgress:
    """A bar for each stage on a terminal, one line for each stage elsewhere."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._bars = Progress(
            TextColumn(f"{{task.description:<{_STAGE_WIDTH}}}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=self._console,
            transient=True,
        )
        self._task: TaskID | None = None
        self._stage = ""
        self._began = 0.0

    def begin(self, stage: str, total: int) -> None:
        """Show a bar for the stage."""
        self._stage, self._began = stage, time.monotonic()
        if self._console.is_terminal:
            self._bars.start()
            self._task = self._bars.add_task(stage, total=total or None)

    def advance(self, steps: int = 1) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bars.advance(self._task, steps)

    def end(self, message: str) -> None:
        """Replace the bar by a line that says what came of the stage."""
        if self._task is not None:
            self._bars.remove_task(self._task)
            self._bars.stop()
            self._task = None
        seconds = time.monotonic() - self._began
        self._console.print(
            f"{self._stage:<{_STAGE_WIDTH}} {message} ({seconds:.1f} s)",
            markup=False,
            soft_wrap=True,
        )


def diff_lines(difference: RunDiff) -> list[str]:
    """Return a difference of runs as lines for people."""
    if difference.equal:
        return ["The two runs received and found the same."]
    lines = [
        f"Responses: {len(difference.responses_added)} new, "
        f"{len(difference.responses_removed)} gone, "
        f"{len(difference.states_changed)} with another state."
    ]
    lines.extend(f"  {i}: {was} -> {now}" for i, was, now in difference.states_changed)
    if difference.settings_changed:
        lines.append("The settings differ.")
    if difference.code_changed:
        lines.append("Another version of consult made them.")
    for question in difference.questions:
        lines.append("")
        lines.append(
            f"{question.question_id or 'Outside the questions'}: "
            f"base {question.base_before} -> {question.base_after}"
        )
        lines.extend(f"  + {statement}" for statement in question.appeared)
        lines.extend(f"  - {statement}" for statement in question.vanished)
        for was, now in question.changed:
            lines.extend((f"  ~ {was}", f"    {now}"))
        lines.extend(f"  {o}: {was} -> {now}" for o, was, now in question.options)
        lines.extend(
            f"  {proposition} {position}: {was} -> {now}{_others(was, now)}"
            for proposition, position, was, now in question.positions
        )
        if question.rest_changed:
            lines.append("  other respondents, or other passages that no theme holds")
    return lines


def _others(was: int, now: int) -> str:
    return ", others than before" if was == now else ""
