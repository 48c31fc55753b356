"""Where a paper asks: which blocks are questions, options, follow-ups and question labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from consult.coding.options import takes_positions
from consult.domain.document import Block, BlockKind, Document

_OWN_NUMBER = re.compile(
    r"(?:consultation\s+)?(?:question|q)\s?(?:no\.?\s?)?(\d{1,3}(?:\.\d{1,2})?\s?(?:\([a-z]\)|[a-h]\b)?)"
    r"(?:\s*[.:)|–—-]+\s*|\s+(?=[A-Z“‘\"'])|\Z)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:our|the|your|chapter|section|specific|key|main|discussion|summary of|list of|open)\s+)*"
    r"(?:consultation\s+)?questions"
    r"(?:\s+(?:for|to|on|in|about|we|asked)\b.{0,60})?\s?:?\Z|"
    r"(?:what do you think|your views|have your say|tell us what you think|"
    r"we (?:want|would like) to hear (?:from you|your views))\s?[:?]?\Z",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"\b(?:questions?|views|hear from you|tell us|let us know|like to know|responses? to|"
    r"invite comments?|seek(?:ing)? (?:comments|feedback|input))\b",
    re.IGNORECASE,
)
_FOLLOW_UP = re.compile(
    r"(?:if (?:yes|no|not|so|you (?:answered|said|selected|chose|agree|disagree))\b.{0,80}|)"
    r"(?:please (?:explain|give|tell us (?:why|more)|say why|provide|set out|add|comment|describe|"
    r"expand|use (?:this|the) (?:space|box))|why\b|why not\b|what are your reasons|"
    r"can you explain|reasons? for your answer|do you have any (?:other |further )?comments)",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"please (?:explain|give|tell us|say|provide|describe|set out|comment|share|outline|rank|list|"
    r"indicate|suggest|use)\b|tell us\b|describe\b|explain\b",
    re.IGNORECASE,
)
_BOX = re.compile(r"(?:[☐☑☒□◻◽○❏❑]|\[\s?[xX]?\s?\]|\(\s\))\s*")
_CHOOSE = re.compile(
    r"\b(?:which (?:one |ones )?of (?:the following|these)|select|tick|choose|rank the|"
    r"from the (?:list|options)|options below)\b",
    re.IGNORECASE,
)
_INLINE_OPTIONS = re.compile(
    r"\s*[\[(]\s*(yes\s*/\s*no(?:\s*/\s*[^()\[\]]{1,60})?)\s*[\])]\s*\Z", re.IGNORECASE
)
_INSTRUCTION = re.compile(
    r"\s*[\[(](?:please\s+)?(?:tick|select|choose|circle|mark|delete)\b[^()\[\]]{0,80}[\])]\s*\Z",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:what|which|who|whom|whose|when|where|why|how|do|does|did|is|are|was|were|should|would|"
    r"could|can|will|has|have|to what extent|in what|at what|for what|on what|if|given|thinking|"
    r"considering|looking|overall|in your (?:view|opinion)|please)\b",
    re.IGNORECASE,
)
_ABOUT_YOU = re.compile(
    r"\babout you\b|\byour details\b|\bequalit(?:y|ies) monitoring\b|\bmonitoring questions\b|"
    r"\brespondent (?:details|information)\b|\babout your organisation\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:what|which) (?:is|are|was) your (?:full )?(?:name|age|gender|sex|sexual|ethnic|religion|"
    r"e-?mail|postcode|post code|address|organisation|job|role|occupation|nationality|"
    r"first language|marital|date of birth|relationship to)|"
    r"\bwhich (?:age (?:group|range|band)|ethnic group)\b|"
    r"\bare you (?:responding|replying|answering|completing)\b|\bhow old are you\b|"
    r"\b(?:in|on) what (?:capacity|basis) are you\b|\bon (?:behalf|whose behalf)\b|"
    r"\bconsider yourself (?:to have|disabled|to be)\b|\bdo you have a disability\b|"
    r"\bwhere do you live\b|\bdo you (?:mainly )?(?:live|work)\b|"
    r"\bbest describes (?:you|your)\b",
    re.IGNORECASE,
)
_ANNOTATION = re.compile(r"\(?\s?[!?]{3,}\s?\)|^\?{2,}\s*")
_LONGEST_QUESTION_WORDS = 120
_LONGEST_OPTION_WORDS = 14


@dataclass(slots=True, kw_only=True)
class Asked:
    """One question as it stands in the paper: its blocks, words, own number and options."""

    blocks: list[int]
    text: str
    number: str | None = None
    named: bool = False
    """Whether the number is given as *Question 7* or *Q7* rather than as a paragraph number."""
    options: tuple[str, ...] = ()
    follows: bool = False
    """Whether it asks for the reasons of the answer to the question before it."""
    labelled_group: int = -1
    """Counts the labels such as *Questions* so far; -1 before the first."""
    context: list[str] = field(default_factory=list)


def find_questions(document: Document) -> list[Asked]:
    """Return the questions that the paper puts to its readers, in order.

    A question stands under a label such as *Questions*, carries a number of its own (*Question
    7:*, *Q7*), is an item of a list whose lead invites views, or has answer options under it;
    question marks in prose are rhetoric. Where none of these is found, numbered paragraphs that
    are questions through and through are taken.
    """
    finder = _Finder(document)
    found = finder.run()
    if found:
        return _without_repeats(found)
    return _without_repeats(finder.numbered())


def is_label(text: str) -> bool:
    """Return whether a line only announces questions."""
    return bool(_LABEL.match(text.strip()))


class _Finder:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks = document.blocks
        self._found: list[Asked] = []
        self._groups = -1
        self._in_section = False

    def run(self) -> list[Asked]:
        index = 0
        while index < len(self._blocks):
            index = self._step(index)
        return self._found

    def numbered(self) -> list[Asked]:
        found = []
        for index, block in enumerate(self._blocks):
            text = self._text(index)
            if block.locator.number_label and _is_question(text) and _ASKS.match(text):
                number = block.locator.number_label.strip("().")
                asked = Asked(blocks=[index], text=_cleaned(text), number=number)
                self._take_options(asked, index + 1)
                found.append(asked)
        return found

    def _text(self, index: int) -> str:
        block = self._blocks[index]
        return self._document.text[block.start : block.end]

    def _step(self, index: int) -> int:
        """Look at one block; return the index of the next to look at."""
        block, text = self._blocks[index], self._text(index)
        if block.kind is BlockKind.FURNITURE:
            return index + 1
        if named := _OWN_NUMBER.match(text):
            return self._take_named(index, named)
        if block.kind is not BlockKind.LIST_ITEM and is_label(text):
            self._in_section = True
            self._groups += 1
            return index + 1
        if self._explains(index, text):
            return self._take_follow_up(index, block, text)
        if block.kind is BlockKind.HEADING and not (self._in_section and _is_question(text)):
            self._in_section = is_about_you(text)
            return index + 1
        if self._asks(index, block, text):
            return self._take(index, text)
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.TABLE_ROW):
            self._in_section = False
        return index + 1

    def _explains(self, index: int, text: str) -> bool:
        """Return whether a block asks for the reasons of the answer to the question above it."""
        if not self._found or self._found[-1].blocks[-1] != self._last_content(index):
            return False
        return len(text.split()) <= 60 and bool(_FOLLOW_UP.match(text))

    def _take_follow_up(self, index: int, block: Block, text: str) -> int:
        before = self._found[-1]
        if before.options or _is_question(text):
            return self._take(index, text, follows=bool(before.options))
        if block.kind is not BlockKind.HEADING:
            before.blocks.append(index)
        return index + 1

    def _last_content(self, index: int) -> int:
        index -= 1
        while index >= 0 and self._blocks[index].kind is BlockKind.FURNITURE:
            index -= 1
        return index

    def _asks(self, index: int, block: Block, text: str) -> bool:
        if len(text.split()) > _LONGEST_QUESTION_WORDS:
            return False
        if self._in_section:
            prompt = _PROMPT.match(text) and (block.locator.number_label or self._is_item(block))
            return _is_question(text) or bool(prompt)
        if not _is_question(text) or not _ASKS.match(_cleaned(text)):
            return False
        if self._is_item(block) and block.lead is not None:
            lead = self._text(block.lead)
            return lead.rstrip().endswith(":") and bool(_INVITES.search(lead))
        label = self._own_label(block)
        if label and self._found and self._found[-1].number and _follows_on(self._found, label):
            return True
        return bool(self._options_from(index + 1, text)[0])

    @staticmethod
    def _is_item(block: Block) -> bool:
        return block.kind is BlockKind.LIST_ITEM

    def _take_named(self, index: int, named: re.Match[str]) -> int:
        text = self._text(index)[named.end() :].strip(" |\t")
        blocks = [index]
        following = index + 1
        if not text:
            while following < len(self._blocks) and (
                self._blocks[following].kind is BlockKind.FURNITURE
            ):
                following += 1
            if following == len(self._blocks):
                return following
            text = self._text(following)
            if _OWN_NUMBER.match(text):
                return following
            blocks.append(following)
            following += 1
        elif not _is_question(text) and not _PROMPT.match(text) and text[:1].islower():
            return index + 1
        number = re.sub(r"[\s()]", "", named.group(1)).lower()
        follows = (
            bool(self._found) and bool(self._found[-1].options) and bool(_FOLLOW_UP.match(text))
        )
        asked = Asked(
            blocks=blocks,
            text=_cleaned(text),
            number=number,
            named=True,
            follows=follows,
            labelled_group=self._groups,
        )
        self._found.append(asked)
        return self._take_options(asked, following)

    def _take(self, index: int, text: str, *, follows: bool = False) -> int:
        block = self._blocks[index]
        asked = Asked(
            blocks=[index],
            text=_cleaned(text),
            number=self._own_label(block),
            follows=follows,
            labelled_group=self._groups,
        )
        self._found.append(asked)
        return self._take_options(asked, index + 1)

    def _own_label(self, block: Block) -> str | None:
        label = block.locator.number_label
        if label is None or not label.strip("().")[:1].isdigit():
            return None
        if block.lead is not None and self._blocks[block.lead].locator.number_label == label:
            return None
        return label.strip("().")

    def _take_options(self, asked: Asked, index: int) -> int:
        """Give a question the options in or under it; return the index after them."""
        inline = _INLINE_OPTIONS.search(asked.text)
        if inline:
            asked.options = tuple(o.strip() for o in inline.group(1).split("/"))
            asked.text = asked.text[: inline.start()].rstrip()
            return index
        options, end = self._options_from(index, asked.text)
        if options:
            asked.options = options
            asked.blocks.extend(range(index, end))
            return end
        return index

    def _options_from(self, index: int, question: str) -> tuple[tuple[str, ...], int]:
        """Return the options that stand from block ``index`` on, and the index after them."""
        options: list[str] = []
        boxed, listed, personal = False, True, is_personal(question)
        end = index
        while end < len(self._blocks):
            block, text = self._blocks[end], self._text(end)
            if block.kind is BlockKind.FURNITURE:
                end += 1
                continue
            asks = "?" in text or _OWN_NUMBER.match(text)
            if block.kind is BlockKind.HEADING or asks or self._own_label(block):
                break
            cells = _cells(text)
            if len(cells) == 1 and len(text.split()) > _LONGEST_OPTION_WORDS:
                break
            if len(cells) == 1 and _FOLLOW_UP.match(text):
                break
            boxed = boxed or any(_BOX.match(cell) for cell in cells)
            plain = block.kind is BlockKind.PARAGRAPH and not boxed
            if plain and personal and " / " in text:
                cells = [cell.strip() for cell in text.split(" / ") if cell.strip()]
            named = personal and _is_short(cells)
            if plain and len(cells) == 1 and not (_is_stance(text) or named):
                break
            item = block.kind is BlockKind.LIST_ITEM and len(text.split()) <= 8
            listed = listed and (item or named)
            options.extend(_BOX.sub("", cell, count=1).strip() for cell in cells)
            end += 1
        options = [o for o in dict.fromkeys(options) if o]
        chosen = boxed or takes_positions(options) or bool(_CHOOSE.search(question))
        chosen = chosen or (listed and personal)
        return (tuple(options), end) if chosen and len(options) > 1 else ((), index)


def _follows_on(found: Sequence[Asked], label: str) -> bool:
    leading = re.match(r"\d+", found[-1].number or "")
    return leading is not None and label == str(int(leading.group()) + 1)


def is_about_you(text: str) -> bool:
    """Return whether a heading opens the questions about the respondent."""
    return bool(_ABOUT_YOU.search(text))


def is_personal(text: str) -> bool:
    """Return whether a question asks who the respondent is."""
    return bool(_PERSONAL.search(text))


def _is_short(cells: Sequence[str]) -> bool:
    """Return whether every cell is a name or a range of a few words, and no sentence."""
    return all(len(c.split()) <= 8 and not c.rstrip().endswith((".", ":", "!")) for c in cells)


def _is_stance(text: str) -> bool:
    from consult.coding.options import position_of_option

    return len(text.split()) <= 8 and position_of_option(text) is not None


def _cells(text: str) -> list[str]:
    """Return the options that stand in one line: cells of a row, or parts between slashes."""
    for separator in ("|", "\t", " / ", "/", ";", ","):
        parts = [p.strip() for p in text.split(separator) if p.strip()]
        if len(parts) > 1 and all(len(p.split()) <= 6 for p in parts):
            listed = separator in "|\t" or takes_positions(parts) or text.count("☐") > 1
            if listed:
                return parts
    boxes = [p.strip() for p in re.split(r"(?=[☐□◻○❏])", text) if p.strip()]
    return boxes if len(boxes) > 1 else [text.strip()]


def _is_question(text: str) -> bool:
    stripped = _INSTRUCTION.sub("", _INLINE_OPTIONS.sub("", text)).rstrip(" \"'”’)*_")
    return stripped.endswith("?") and not stripped.endswith("???")


def _cleaned(text: str) -> str:
    text = _ANNOTATION.sub(" ", text)
    return " ".join(_INSTRUCTION.sub("", text).split()).strip(" |")


def _without_repeats(found: Sequence[Asked]) -> list[Asked]:
    """Leave out questions asked again word for word, as in a list at the end of the paper."""
    seen: dict[str, Asked] = {}
    kept = []
    for asked in found:
        key = re.sub(r"\W+", " ", asked.text.casefold()).strip()
        if key in seen and not asked.follows:
            if asked.options and not seen[key].options:
                seen[key].options = asked.options
            continue
        if not asked.follows:
            seen[key] = asked
        kept.append(asked)
    return kept
