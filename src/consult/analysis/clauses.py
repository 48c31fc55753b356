"""How a proposition stands in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from consult.domain.verbs import AUXILIARY

_FIRST_WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
_LOWER_WORD = re.compile(r"(?<![A-Za-z.])[a-z]+(?:[’'][a-z]+)?")
_FIRST_PERSON = re.compile(r"\b(?:we|our|ours|us|I|my|mine|you|your)\b", re.IGNORECASE)
_SENTENCE_INSIDE = re.compile(r"[.!?;]\s+\S")
_FINITE = re.compile(
    rf"\b(?:{AUXILIARY}|isn[’']t|aren[’']t|doesn[’']t|don[’']t|needs?|requires?|makes?|"
    r"works?|lacks?|fails?|deserves?|depends?|causes?|leads?|means?|remains?|becomes?|gets?|"
    r"takes?|gives?|puts?|keeps?|helps?|harms?|costs?|benefits?|matters?|exists?|goes|comes?)\b",
    re.IGNORECASE,
)
_OPENERS = frozenset(
    (
        *("the", "a", "an", "there", "it", "this", "that", "these", "those", "such", "their"),
        *("its", "his", "her", "they", "he", "she", "people", "more", "most", "many", "some"),
        *("all", "each", "every", "any", "no", "not", "too", "other", "another", "both"),
        *("either", "neither", "only", "even", "when", "where", "if", "while", "although"),
        *("because", "in", "on", "at", "for", "with", "without", "by", "from", "to", "of"),
        *("as", "what", "how", "being", "having"),
    )
)
_LINKS = frozenset(
    (
        *("and", "but", "or", "so", "yet", "thus", "also", "however", "therefore", "moreover"),
        "furthermore",
    )
)
_TITLE = re.compile(r"[A-Z][a-z]+ (?:[A-Z][a-z]|(?:\d{1,2}|[A-Z])\b)")
"""A name of two words, or of a word and a number or letter: *Option 2*, *Model B*."""
_LONGEST_CLAUSE = 45


@dataclass(frozen=True, slots=True)
class Clause:
    """A proposition as part of a sentence: said ("that …") or, where that may jar, quoted."""

    text: str
    quoted: bool

    @property
    def after_verb(self) -> str:
        """What follows "agrees": ``that …`` or ``with “…”``."""
        return f"with “{self.text}”" if self.quoted else f"that {self.text}"

    @property
    def after_differ(self) -> str:
        """What follows "views differ on": ``whether …`` or ``“…”``."""
        return f"“{self.text}”" if self.quoted else f"whether {self.text}"


def make_clause(proposition: str, common_words: frozenset[str] = frozenset()) -> Clause:
    """Return the clause of a proposition, without its final stop.

    The first letter becomes small where the word is plainly no name: it is a function word or
    one of ``common_words``, and no capital follows. A proposition in the first or second
    person, with a question mark, marks of quotation, several sentences, a linking word at its
    start, no verb that can be told, or more than 45 words is quoted as it stands.
    """
    text = " ".join(proposition.split())
    bare = text.rstrip(" .;:,")
    if not bare:
        return Clause(text=text, quoted=True)
    first = _FIRST_WORD.match(bare)
    opener = first.group().lower() if first else ""
    must_quote = (
        first is None
        or opener in _LINKS
        or "?" in bare
        or "“" in bare
        or '"' in bare
        or _FIRST_PERSON.search(bare) is not None
        or _SENTENCE_INSIDE.search(bare) is not None
        or _FINITE.search(bare) is None
        or len(bare.split()) > _LONGEST_CLAUSE
    )
    if must_quote:
        return Clause(text=text, quoted=True)
    word = first.group() if first else ""
    plain = (len(word) == 1 or word[1:].islower()) and not _TITLE.match(bare)
    if opener in _OPENERS or (plain and opener in common_words):
        bare = bare[0].lower() + bare[1:]
    return Clause(text=bare, quoted=False)


def common_first_words(propositions: Iterable[str], texts: Iterable[str]) -> frozenset[str]:
    """Return those first words of propositions that some text writes with a small letter."""
    wanted: set[str] = set()
    for proposition in propositions:
        first = _FIRST_WORD.match(proposition.strip())
        if first:
            wanted.add(first.group().lower())
    found: set[str] = set()
    for text in texts:
        if wanted <= found:
            break
        found |= wanted & set(_LOWER_WORD.findall(text))
    return frozenset(found)
