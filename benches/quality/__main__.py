"""All quality benches in one go: ``python -m benches.quality FOLDER``.

FOLDER holds ``stance/``, ``questions/``, ``themes/``, ``scale/`` and ``campaigns/`` in the form of
the public ground truth, or some of them: a bench whose files lack is skipped and says what it
lacked. Where the part to be scored holds no rows to learn from (split ``train``), ``--train``
names a folder that does. Everything is printed and written to one Markdown file (``--out``,
outputs/benches/quality.md), which begins with a table of what ran. ``--only NAME`` picks benches.
Exit code 1 when a bench fails; skipped ones do not count.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

OUT = Path("outputs") / "benches" / "quality.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A command that prints its own tables."""

    module: str
    part: str | None = ""
    """The folder below FOLDER that it takes as its argument; None when it takes none."""
    needs: tuple[str, ...] = ()
    """Patterns below FOLDER of files without which it has nothing to measure."""
    learns: bool = False
    """Whether it learns from rows of the split ``train`` and scores the others."""
    plain: bool = False
    """Whether it prints columns of text instead of Markdown."""

    @property
    def name(self) -> str:
        return self.module.rpartition(".")[2]

    def lacks(self, folder: Path, train: Path | None) -> str | None:
        """Return why it cannot run, or None."""
        if find_spec(self.module) is None:
            return f"there is no {self.module}"
        lacking = [pattern for pattern in self.needs if not any(folder.glob(pattern))]
        if lacking:
            return f"{folder} has no {', '.join(lacking)}"
        if self.learns and not self._may_learn(train or folder):
            return f"{train or folder} has no rows of the split train; name some with --train"
        return None

    def _may_learn(self, folder: Path) -> bool:
        return any(
            '"split": "train"' in path.read_text(encoding="utf-8")
            for pattern in self.needs
            for path in folder.glob(pattern)
        )

    def command(self, folder: Path, train: Path | None) -> list[str]:
        given = [] if self.part is None else [str(folder / self.part)]
        if self.learns and train and self.part is not None:
            given += ["--train", str(train / self.part)]
        return [sys.executable, "-m", self.module, *given]


BENCHES = (
    Bench(module="benches.quality.stance", part="stance", needs=("stance/*.jsonl",)),
    Bench(
        module="benches.quality.few_shot",
        part="stance",
        needs=("stance/themefinder_gambling.jsonl",),
    ),
    Bench(
        module="benches.quality.questions",
        part="questions",
        needs=("questions/au_questions.json", "questions/au_assignment.jsonl"),
    ),
    Bench(
        module="benches.quality.answer_spans",
        part="questions",
        needs=("questions/au_questions.json", "questions/au_documents_with_answers.jsonl"),
    ),
    Bench(
        module="benches.quality.key_points",
        part="themes",
        needs=(
            "themes/argkp.jsonl",
            "themes/argkp_key_points_*.csv",
            "themes/argkp_key_point_labels_*.csv",
        ),
    ),
    Bench(
        module="benches.quality.learning",
        part="themes",
        needs=("themes/nhs_fft_pxtextmining.jsonl",),
        learns=True,
    ),
    Bench(module="benches.quality.themes", needs=("themes/*.jsonl",)),
    Bench(
        module="benches.quality.stability",
        needs=("themes/*_*.jsonl",),
    ),
    Bench(module="benches.quality.disputes", part=None),
    Bench(module="benches.quality.consultations", part=None),
    Bench(module="benches.quality.letters", part=None),
    Bench(module="benches.quality.points", part=None),
    Bench(module="benches.voices", part=None, plain=True),
    Bench(
        module="benches.campaigns",
        part="campaigns",
        needs=("campaigns/us_dockets.jsonl", "campaigns/us_dockets_pairs.jsonl"),
        plain=True,
    ),
    Bench(module="benches.quality.gate", part=None),
)


def ran(bench: Bench, folder: Path, train: Path | None) -> tuple[str, str, bool]:
    """Return the bench's row of the first table, its section, and whether it went well."""
    lacking = bench.lacks(folder, train)
    if lacking:
        return f"| {bench.name} | skipped: {lacking} | – |", f"Skipped: {lacking}.", True
    started = time.perf_counter()
    done = subprocess.run(
        bench.command(folder, train), check=False, capture_output=True, text=True, encoding="utf-8"
    )
    seconds = time.perf_counter() - started
    text = done.stdout.strip()
    text = f"```\n{text}\n```" if bench.plain else text
    if done.returncode == 0:
        return f"| {bench.name} | done | {seconds:.0f} |", text, True
    last = (done.stderr.strip().splitlines() or ["no message"])[-1]
    text = f"{text}\n\nFailed with exit code {done.returncode}: {last}"
    return f"| {bench.name} | **failed** | {seconds:.0f} |", text, False


def main() -> int:
    """Run what can run, print it and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--train", type=Path, help="where to learn from, if not in FOLDER")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--only", action="append", choices=[b.name for b in BENCHES])
    given = parser.parse_args()
    if not given.folder.is_dir():
        parser.error(f"there is no folder {given.folder}")
    rows, sections, well = [], [], True
    for bench in BENCHES:
        if given.only and bench.name not in given.only:
            continue
        row, text, good = ran(bench, given.folder, given.train)
        rows.append(row)
        sections.append(f"## {bench.name}\n\n{text}\n")
        print(f"\n{sections[-1]}", flush=True)
        well = well and good
    overview = "\n".join(["| bench | state | seconds |", "|---|---|---|", *rows])
    print(f"\n{overview}")
    given.out.parent.mkdir(parents=True, exist_ok=True)
    page = "\n".join(["# Quality benches", "", overview, "", *sections])
    given.out.write_text(page, encoding="utf-8")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
