"""How long a long PDF takes in the reader's child process, and what it holds.

python benches/pdf_pages.py [PAGES]   makes a PDF of that many dense pages (500) and reads it
"""

from __future__ import annotations

import io
import random
import resource
import sys
import time

from consult.intake.reading import Arrival
from consult.intake.sandbox import ReaderPool
from consult.settings.model import LimitSettings

WORDS = (  # noqa: SIM905 - a sentence reads better than a list
    "the council should publish its plan for buses and trains before people are asked whether "
    "they agree with it because many of us travel at night and have no other way to get home"
).split()
LINES = 46


def long_pdf(pages: int) -> bytes:
    """Return pages of two-level numbered prose with running heads and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    chance = random.Random(5)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 810, "Response of the Hill Trust")
        canvas.drawString(290, 30, str(page))
        canvas.setFont("Times-Roman", 11)
        top = 780.0
        for line in range(LINES):
            words = " ".join(chance.choices(WORDS, k=13))
            first = line % 6 == 0
            top -= 22 if first else 14
            canvas.drawString(
                72, top, f"{page}.{line // 6}  {words.capitalize()}" if first else words
            )
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def main(pages: int) -> int:
    data = long_pdf(pages)
    arrival = Arrival(channel="bench", source_key="long.pdf", name="long.pdf", data=data)
    limits = LimitSettings(pages=max(pages, 2000), seconds=600.0)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with ReaderPool(limits) as pool:
        reading = pool.read(arrival)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not reading.parts:
        print(reading.problems)
        return 1
    part = reading.parts[0]
    seen = {block.locator.page for block in part.blocks}
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{pages} pages, {len(part.text)} characters, {len(part.blocks)} blocks")
    print(f"{seconds:.1f} s of wall clock, {processor:.1f} s of processor in the child")
    print(f"peak of the child {after.ru_maxrss // 1024} MB; pages in the result {len(seen)}")
    return 0 if len(seen) == pages else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
