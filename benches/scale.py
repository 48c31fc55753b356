"""How long much takes: collect and read, in time and in memory of all processes together.

Inputs are generated, so the same each time::

    python -m benches.scale               # all cases, with the goals of the project
    python -m benches.scale mbox --count 2000
    python -m benches.scale csv --profile # where the time of this process goes

Each case is collected and read once afresh and once more when everything is known already.
Seconds are of the clock, so that a busy machine shows; the processor time beside them is what a
quiet one would need; readers get more time here than by default, so that it measures what a
busy machine would break off. Memory is the peak of what the process and its readers hold together,
sampled from /proc (shared pages are shared out; Linux only).
"""

from __future__ import annotations

import argparse
import cProfile
import multiprocessing
import os
import pstats
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from consult.pipeline.collect import collect
from consult.pipeline.progress import Silent
from consult.pipeline.run import read
from consult.pipeline.workspace import open_workspace

_SETTINGS = """
[consultation]
id = "scale"
title = "Many answers"
organisation = "Sallow Green Parish Council"
[limits]
seconds = 900
[[chapters]]
id = "c1"
number = "1"
[[questions]]
id = "q1"
chapter = "c1"
number = "1"
text = "What do you think of the plan for the pond?"
[[questions]]
id = "q2"
chapter = "c1"
number = "2"
kind = "closed"
options = ["Yes", "No", "Not sure"]
text = "Should the pond be open?"
[[questions]]
id = "q3"
chapter = "c1"
number = "3"
text = "What else should the council know?"
[[sources]]
files = "**"
channel = "all"
"""
_SURVEY = """
[sources.survey]
id_column = "Response ID"
received_column = "Submitted"
name_column = "Name"
[sources.survey.questions]
"Your thoughts" = "q1"
"Open it?" = "q2"
"Anything else" = "q3"
[sources.survey.attributes]
"Ward" = "ward"
"""
_SAMPLE_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A kind of input with what the project wants of it."""

    make: Callable[[Path, int], None]
    count: int
    seconds: float
    memory_mb: int | None = None
    survey: bool = False


def make_messages(folder: Path, count: int) -> None:
    """Write each message as a file of its own."""
    for number, message in enumerate(_messages(count)):
        (folder / f"m{number:06}.eml").write_bytes(message)


def make_mbox(folder: Path, count: int) -> None:
    """Write all messages into one mailbox file."""
    with (folder / "all.mbox").open("wb") as stream:
        for message in _messages(count):
            stream.write(b"From ada@example.org Mon Mar  2 09:30:00 2026\n" + message + b"\n")


def make_csv(folder: Path, count: int) -> None:
    """Write an export with a closed and two open questions."""
    rng = random.Random(3)
    with (folder / "export.csv").open("w", encoding="utf-8") as stream:
        stream.write("Response ID,Submitted,Name,Ward,Open it?,Your thoughts,Anything else\n")
        for number in range(count):
            stream.write(
                f"R{number},2026-03-02 10:{number % 60:02}:00,Person {number},Ward {number % 9},"
                f'{rng.choice(("Yes", "No", "Not sure"))},"{_prose(rng, 60)}","{_prose(rng, 15)}"\n'
            )


def make_pdf(folder: Path, count: int) -> None:
    """Write a document of so many pages with running heads and feet."""
    from reportlab.pdfgen.canvas import Canvas

    rng = random.Random(5)
    canvas = Canvas(str(folder / "long.pdf"), invariant=1)
    for page in range(1, count + 1):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 800, "Response to the plan for the pond")
        canvas.drawString(290, 40, f"{page} of {count}")
        canvas.setFont("Helvetica", 10)
        for line in range(46):
            canvas.drawString(72, 760 - 14 * line, " ".join(_words(rng, 14)))
        canvas.showPage()
    canvas.save()


CASES = {
    "messages": Case(make=make_messages, count=10_000, seconds=300),
    "mbox": Case(make=make_mbox, count=10_000, seconds=300),
    "csv": Case(make=make_csv, count=200_000, seconds=60, memory_mb=1024, survey=True),
    "pdf": Case(make=make_pdf, count=500, seconds=60),
}
_VOCABULARY = """the pond path bridge lamp council plan water summer winter people children swim
walk dark light cost money local parish green should must could never always think believe agree
object because although before after and or but not with without near far safe unsafe"""


def _words(rng: random.Random, count: int) -> list[str]:
    return rng.choices(_VOCABULARY.split(), k=count)


def _prose(rng: random.Random, count: int) -> str:
    words = _words(rng, count)
    for at in range(0, count, 12):
        words[at] = words[at].capitalize()
        words[min(at + 11, count - 1)] += "."
    return " ".join(words)


def _messages(count: int) -> Iterator[bytes]:
    rng = random.Random(1)
    for number in range(count):
        body = "\n\n".join(_prose(rng, 60) for _ in range(3))
        quoted = "\n".join(f"> {' '.join(_words(rng, 10))}" for _ in range(6))
        yield (
            f"From: Person {number} <p{number}@example.org>\nTo: pond@example.org\n"
            f"Subject: Response {number}\nDate: Mon, 02 Mar 2026 09:{number % 60:02}:00 +0000\n"
            f"Message-ID: <{number}@example.org>\nMIME-Version: 1.0\n"
            "Content-Type: text/plain; charset=utf-8\n\n"
            f"Dear council,\n\n{body}\n\nKind regards\nPerson {number}\n\n"
            f"On Monday the council wrote:\n{quoted}\n"
        ).encode()


class PeakMemory:
    """The most that a process and its descendants held together, in MB, while it was watched."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.megabytes = 0.0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(_SAMPLE_SECONDS):
            held = sum(_held(pid) for pid in _tree(self._root))
            self.megabytes = max(self.megabytes, held / 1024)


def _tree(root: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        here = waiting.pop()
        found.append(here)
        waiting += parents.get(here, [])
    return found


def _held(pid: int) -> int:
    """Return the proportional memory of a process in kB; 0 when it has gone."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def collect_and_read(folder: Path, profile: bool) -> None:  # noqa: FBT001 - started by name
    """Collect and read what lies in a folder, and print what came of it."""
    workspace = open_workspace(folder, outputs=folder.parent / "outputs")
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    with workspace.open_store() as store:
        begun = time.perf_counter()
        collect(workspace, store, Silent())
        collected = time.perf_counter()
        received = read(workspace, store, Silent())
        done = time.perf_counter()
    profiler.disable()
    used = os.times()
    print(
        f"    collect {collected - begun:.1f} s, read {done - collected:.1f} s, processor "
        f"{used.user + used.system:.1f} s here and "
        f"{used.children_user + used.children_system:.1f} s in readers: "
        f"{len(received.responses)} responses, {len(received.documents)} documents, "
        f"{sum(len(d.text) for d in received.documents)} characters, "
        f"{len(received.reading.failed)} failed",
        flush=True,
    )
    if profile:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)
    if received.reading.failed:
        raise SystemExit(f"    {received.reading.failed[0].message}")


def run_case(name: str, case: Case, count: int, *, profile: bool) -> bool:
    """Make a case's input, run it twice, print and return whether the goals were met."""
    print(f"{name}: {count}", flush=True)
    met = True
    with tempfile.TemporaryDirectory(prefix="scale-") as place:
        folder = Path(place) / "in"
        folder.mkdir()
        settings = _SETTINGS + (_SURVEY if case.survey else "")
        (folder / "consultation.toml").write_text(settings, encoding="utf-8")
        case.make(folder, count)
        for what in ("afresh", "again"):
            process = multiprocessing.get_context("spawn").Process(
                target=collect_and_read, args=(folder, profile)
            )
            begun = time.perf_counter()
            process.start()
            with PeakMemory(process.pid or os.getpid()) as memory:
                process.join()
            seconds = time.perf_counter() - begun
            good = process.exitcode == 0 and seconds <= case.seconds
            good = good and (case.memory_mb is None or memory.megabytes <= case.memory_mb)
            met = met and good
            wanted = f"{case.seconds:.0f} s" + (f", {case.memory_mb} MB" if case.memory_mb else "")
            print(
                f"  {what}: {seconds:.1f} s, {memory.megabytes:.0f} MB "
                f"({count / seconds:.0f} a second; goal {wanted}: {'met' if good else 'MISSED'})",
                flush=True,
            )
    return met


def main() -> int:
    """Run the cases named on the command line, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)}")
    parser.add_argument("--count", type=int, help="how many, instead of the goal's number")
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    options = parser.parse_args()
    unknown = set(options.cases) - set(CASES)
    if unknown:
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    met = [
        run_case(name, CASES[name], options.count or CASES[name].count, profile=options.profile)
        for name in options.cases or CASES
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    raise SystemExit(main())
