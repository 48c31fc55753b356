"""Invented letters, mails and title pages, each with who sent it: written before the rules.

``who_corpus/letters.txt`` holds one record after another: a line ``=== id | kind | name | consent |
format`` and the words as they would arrive. Kind ``none`` means that nothing in it says who sent it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "who_corpus" / "letters.txt"


@dataclass(frozen=True)
class Letter:
    id: str
    kind: str
    name: str
    consent: str
    suffix: str
    words: str


def letters() -> list[Letter]:
    """Every letter of the corpus, in order."""
    found = []
    for record in CORPUS.read_text(encoding="utf-8").split("\n=== "):
        head, _, words = record.removeprefix("=== ").partition("\n")
        fields = [field.strip() for field in head.split("|")]
        found.append(Letter(*fields, words=words.strip() + "\n"))
    return found
