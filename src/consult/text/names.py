"""Names as they are printed: runs of words in title case, and what surrounds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consult.text.name_words import (
    BODY_WORDS,
    HONORIFICS,
    KINDS_OF_BODY,
    NOT_NAMES,
    PEOPLE,
    ROLES,
    word_set,
)

PARTICLES = word_set("de la van von der den du del di da ap ab")
"""What names hold in lower case, people's too."""
CELTIC = word_set("dros y yr na nan agus")
"""What Welsh, Irish and Gaelic names of bodies hold in lower case."""
CONNECTORS = word_set("of for and the & in on to") | PARTICLES | CELTIC
WORD = re.compile(r"[A-Z]\.(?=\s[A-Z])|[^\W_](?:[\w&’'.\-]*[\w’'])?|&")


def names_a_body(name: str) -> bool:
    """Whether a name holds a word of organisations, such as "Team" or "Trust"."""
    return any(folded(word) in BODY_WORDS for word in name.split())


@dataclass(frozen=True, slots=True)
class TitleRun:
    """Words in title case that stand together, with the word before them in lower case."""

    text: str
    before: str
    words: int
    touches_end: bool
    after: str
    """The word after the run, in lower case; empty when punctuation or nothing follows."""

    @property
    def owns(self) -> bool:
        """Whether the run ends in a possessive."""
        return bool(re.search(r"(?:[’']s|s[’'])$", self.text))


def title_runs(text: str) -> Iterator[TitleRun]:
    """Yield the runs of capitalised words in order; roles and honorifics stand outside them."""
    run: list[re.Match[str]] = []
    linked: list[re.Match[str]] = []
    before = previous = ""
    end = 0
    words = list(WORD.finditer(text))
    for index, match in enumerate(words):
        word = match.group()
        gap = text[end : match.start()]
        end = match.end()
        broken = bool(gap.strip(" ’'"))
        plain = folded(word).strip(".")
        if run and (broken or (linked and linked[-1].group() == "and" and plain == "the")):
            yield _run(text, run, before)
            run, linked = [], []
        if len(run) > 1 and word in _AFTER_NAMES:
            yield _run(text, run, before)
            run, linked = [], []
            continue
        last = index + 1 == len(words) or not words[index + 1].group()[0].isupper()
        is_role = _is_role(plain, word) and not (run and (last or plain in PEOPLE))
        is_role = is_role or (not run and plain in _BEFORE_NAMES) or "-of-" in plain
        is_role = is_role and not (run and plain == "head" and _is_headland(words, index))
        honoured = plain in HONORIFICS and not (word == "MS" and last)
        if word[0].isupper() and word != "I" and not honoured and not is_role:
            if not run:
                before = "" if broken else previous
            run.extend(linked if run else [])
            run.append(match)
            linked = []
        elif run and (plain in CONNECTORS):
            linked.append(match)
        elif run:
            yield _run(text, run, before)
            run, linked = [], []
        previous = plain
    if run:
        yield _run(text, run, before)


def _is_headland(words: list[re.Match[str]], index: int) -> bool:
    """Whether "Head" stands before one word more: "Loop Head Tourism", no person of two names."""
    following = [word.group() for word in words[index + 1 : index + 3]]
    titled = [word[:1].isupper() for word in following]
    return titled[:1] == [True] and titled[1:] != [True]


_BEFORE_NAMES = word_set("both so but and however also if while when where then not only")


def _is_role(folded: str, word: str) -> bool:
    """Whether a capitalised word is a role, which stands outside names; acronyms are none."""
    if word.isupper() and len(word) > 1 and folded != "ceo":
        return False
    return folded in ROLES or (folded in PEOPLE and not folded.endswith("s"))


def _run(text: str, run: list[re.Match[str]], before: str) -> TitleRun:
    start, end = run[0].start(), run[-1].end()
    following = re.match(r"[’']?\s+([\w’'\-]+)", text[end:])
    return TitleRun(
        text=text[start : end + (text[end : end + 1] in ("’", "'"))],
        before=before,
        words=len(run),
        touches_end=not text[end:].strip(" ’'s("),
        after=following.group(1).lower() if following else "",
    )


_AFTER_NAMES = word_set("KC QC OBE MBE CBE JP RN PhD")
"""Letters that stand after somebody's name and are no part of it."""


_SAINT = re.compile(r"St\.?\s+[A-Z]\w*[’']s$")
"""What keeps its possessive: a church or school called after a saint."""


def bare(name: str) -> str:
    """Return a name without its article, a possessive ending and stray marks."""
    name = re.sub(r"^(?:the|a|an)\s+", "", name.strip(" ,.’'"), flags=re.IGNORECASE)
    owned = name if _SAINT.match(name) else re.sub(r"[’']s$", "", name)
    return owned.strip(" ,.’'")


def folded(text: str) -> str:
    """Return a name in lower case with straight apostrophes, as names are compared."""
    return text.lower().replace("’", "'")


def without_role(name: str) -> str:
    """Return a name without the roles and titles before it: "Regional Manager for X" is X."""
    words = name.split()
    shed = 0
    while shed < len(words) and _is_shed(folded(words[shed])):
        shed += 1
    words = words[shed:]
    if len(words) > 1 and _is_before_name(words[0], words[1:]):
        words = words[1:]
    return " ".join(words)


def _is_shed(word: str) -> bool:
    return word in _SHED or word.strip(".") in HONORIFICS


_OWN_NAMES = frozenset({"bank", "business", "enterprise", "airline", "giant", "utility"})
"""Kinds of body with which names begin too."""


_CALLS = frozenset({"charity", "union", "campaign", "regulator", "watchdog"})
"""What a body is called right before a name of one word: "Charity GambleSafe"."""


def _is_before_name(word: str, name: list[str]) -> bool:
    """Whether the first word of a run says what or who somebody is: "Retailer", "Volunteer"."""
    lower = folded(word)
    if len(name) > 1 and (lower in PEOPLE or CRAFT.search(word)):
        return True
    if lower in _CALLS and not _is_of_bodies(name[0]) and (len(name) == 1 or lower == "charity"):
        return True
    kind = lower in KINDS_OF_BODY - _OWN_NAMES or (len(name) == 2 and _occupies(word))
    several = "&" in name and lower.endswith("s") and AGENT.fullmatch(lower[:-1])
    return bool(several) or (kind and not any(map(_is_of_bodies, name)))


def _occupies(word: str) -> bool:
    """Whether the first of three words in title case is what somebody does: "Volunteer"."""
    lower = folded(word)
    return bool(AGENT.fullmatch(lower)) and lower not in _GIVEN


def _is_of_bodies(word: str) -> bool:
    return folded(word) in BODY_WORDS | CONNECTORS or word.endswith(("’", "'", "’s", "'s"))


AGENT = re.compile(
    r"[a-z]{2,}(?:er|or|ist|ian|man|woman|wife|person)|vet|nun|gp|agent|student|assistant"
)
"""Nouns of what people do, by their ends."""
_GIVEN = word_set(
    "peter oliver roger walter victor trevor connor christopher alexander jennifer heather esther "
    "tyler harper amber hunter ian brian julian vivian christian adrian damian fabian "
    "marian gillian jasper chester lester hester spencer oscar skyler taylor eleanor hector igor "
    "homer luther xavier javier piper summer ginger pepper winter werner herman norman roman "
    "rainer gunter dieter casper parker archer carter sumner eleanor kester"
)
"""First names that end as occupations do."""
CRAFT = re.compile(
    r"(?:maker|keeper|teller|monger|grower|worker|owner|holder|writer|painter|trader|dealer|breeder|"
    r"grocer|woman|ist|grapher|ician|driver|builder)$"
)
"""Ends of occupations that stand before a name at the start of a sentence."""
_SHED = (
    ROLES | _BEFORE_NAMES | NOT_NAMES | word_set("the a an even only perhaps for to")
) - word_set(
    "canon baker builder driver warden partner lead chancellor bishop mayor may april june august "
    "first last second third one all no my our your chief general local"
)
"""What begins a run in title case and is no part of the name; surnames among roles are kept."""
