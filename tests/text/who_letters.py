"""Invented letters, mails and title pages, each with who sent it: written before the rules.

``who_corpus/letters.txt``, ``later.txt`` and ``last.txt`` hold one record after another: a line
``=== id | kind | name | consent | format`` and the words as they would arrive. Kind ``none`` means
that nothing in it says who sent it. The first was written before the rules; the other two when
they stood, to see what they miss in letters unseen, and then they were mended by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "who_corpus"


@dataclass(frozen=True)
class Letter:
    id: str
    kind: str
    name: str
    consent: str
    suffix: str
    words: str


def letters(corpus: str = "letters") -> list[Letter]:
    """Every letter of a corpus, in order: ``letters``, ``later`` or ``last``."""
    found = []
    for record in (FOLDER / f"{corpus}.txt").read_text(encoding="utf-8").split("\n=== "):
        head, _, words = record.removeprefix("=== ").partition("\n")
        fields = [field.strip() for field in head.split("|")]
        found.append(Letter(*fields, words=words.strip() + "\n"))
    return found
