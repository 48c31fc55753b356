"""Alternatives that a paper names by letter or number, and sides taken by those names.

"We prefer Option B" says nothing to who has not read which of the options the proposition is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consult.coding.explicit import NAMED, Explicit
from consult.coding.spelt_out import SPEAKER
from consult.domain.sentences import sentence_spans

_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
_LABEL = (
    r"\b(?P<kind>options?|approach|model|scenario|alternative|route|package|variant|site) "
    r"(?P<name>(?-i:[A-H])|[1-9]|one|two|three|four|five)\b(?![’'.]?\w)"
)
_NAMED = re.compile(_LABEL, re.IGNORECASE)
_WHO = rf"(?:{SPEAKER}|{NAMED})"
_ADVERBS = r"(?:(?!(?:not|cannot|never|if|could|\w+n['’]t)\b)[\w’'-]+ ){0,3}?"
_NOT = r"(?:do not|does not|don['’]t|doesn['’]t|cannot|can not|can['’]t|could not|would not) "
_FAVOUR = (
    r"(?:prefers?|supports?|favours?|backs?|endorses?|accepts?|chooses?|agrees? with|opts? for"
    r"|(?:am|are|is) (?:\w+ )?(?:in favour of|for)|votes? for"
    r"|voted (?:[\w-]+ ){0,5}?for|(?:would )?go for|(?:would )?like"
    r"|(?:(?:would|could) )?(?:be )?(?:happy|content|live|put up|go along) with"
    r"|(?:can|could) accept|comes? down in favour of|sooner (?:you )?(?:went for|had|have|see|saw))"
)
_AS_SUBJECT = _LABEL.replace("kind", "kind2").replace("name", "name2")
_IS = r" (?:is|would be|seems|appears)(?: to (?:us|me))?(?: \w+ly)?"
_FOR = re.compile(
    rf"{_WHO}{_ADVERBS}{_FAVOUR} {_LABEL}"
    rf"|{_AS_SUBJECT}{_IS}(?: by far)? (?:the )?(?:preferable|better|best|fairer|fairest|simpler"
    r"|simplest|right|more \w+|most \w+"
    r"|(?:our|my) (?:preferred|preference|choice|pick|favourite))\b"
    rf"|{_LABEL.replace('kind', 'kind3').replace('name', 'name3')}"
    r" (?:for (?:me|us)\b|please\b|gets (?:my|our) vote\b)",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    rf"{_WHO}{_ADVERBS}(?:{_NOT}{_FAVOUR}|disagrees? with|opposes?|objects? to|rejects?"
    rf"|(?:am|are|is) (?:\w+ )?(?:opposed to|against)|(?:will |['’]ll )?decide against) {_LABEL}"
    rf"|{_AS_SUBJECT}{_IS} (?:unfair|unworkable|unacceptable|wrong|worse|the worst)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 6
_FEWEST_SHARED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The name of the alternative that a proposition is, and the names of the others."""

    own: str
    rivals: frozenset[str]


def choice_of(proposition: str, passages: Iterable[str]) -> Choice | None:
    """Return which of a paper's named alternatives a proposition is, or None.

    The one that it names, or else the one of which it shares at least two words, and twice as
    many as of any other, that not all of them share. Of one kind only ("option"); an alternative is
    described by the sentences in which no other stands.

    Args:
        proposition: what people agree or disagree with.
        passages: the paragraphs of the paper that lead to its question.
    """
    described: dict[str, set[str]] = {}
    for passage in passages:
        for sentence in _sentences(passage):
            names = _names(sentence)
            for name in names:
                described.setdefault(name, set())
            if len(names) == 1:
                described[names.pop()] |= _stems(_NAMED.sub(" ", sentence))
    named = _names(proposition)
    own = named.pop() if len(named) == 1 else _nearest(_stems(proposition), described)
    if own is None:
        return None
    kind = own.split(" ")[0]
    rivals = frozenset(n for n in described if n != own and n.startswith(f"{kind} "))
    return Choice(own=own, rivals=rivals) if rivals else None


def chosen(text: str, choice: Choice) -> Explicit | None:
    """Return the side on a proposition that a passage takes by the names of alternatives, or None.

    Favouring a rival is disagreement, being against a rival says nothing. None where it says both,
    or only tells of others. Linear in the length of the text.
    """
    found: set[Explicit] = set()
    for sentence in _sentences(text):
        for match in _AGAINST.finditer(sentence):
            if _name(match) == choice.own:
                found.add(Explicit.DISAGREE)
        for match in _FOR.finditer(sentence):
            if _name(match) == choice.own:
                found.add(Explicit.AGREE)
            elif _name(match) in choice.rivals:
                found.add(Explicit.DISAGREE)
    return found.pop() if len(found) == 1 else None


def names_only_rivals(text: str, choice: Choice) -> bool:
    """Tell whether a passage names other alternatives and not the proposition's own.

    A model takes praise of any of them for assent.
    """
    names = _names(text)
    return choice.own not in names and bool(names & choice.rivals)


def _nearest(words: set[str], described: dict[str, set[str]]) -> str | None:
    if len(described) < 2:
        return None
    everywhere = set.intersection(*described.values())
    shared = Counter({n: len((words & d) - everywhere) for n, d in described.items()})
    (first, most), (_, second) = sorted(shared.items(), key=lambda x: (-x[1], x[0]))[:2]
    return first if most >= _FEWEST_SHARED and most >= 2 * second else None


def _sentences(text: str) -> Iterator[str]:
    for span in sentence_spans(text):
        yield text[span.start : span.end]


def _names(text: str) -> set[str]:
    return {_name(match) for match in _NAMED.finditer(text)}


def _name(match: re.Match[str]) -> str:
    groups = match.groupdict()
    kind = next(filter(None, map(groups.get, ("kind", "kind2", "kind3"))), "")
    name = next(filter(None, map(groups.get, ("name", "name2", "name3"))), "").casefold()
    return f"{kind.casefold().removesuffix('s')} {_NUMBERS.get(name, name)}"


def _stems(text: str) -> set[str]:
    return {word[:_STEM].removesuffix("s") for word in _WORD.findall(text.casefold())}
