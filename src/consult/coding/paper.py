"""The outline of a consultation paper: its chapters and the questions that it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from consult.coding.asked import Asked, find_questions, is_about_you, is_label, is_personal
from consult.domain.consultation import Chapter, Question, QuestionKind
from consult.domain.document import BlockKind, Document

_NAMED = re.compile(
    r"(?:chapter|part|section|theme)\s+(\d{1,3}|[a-z]+)\s*(?:[:.–—-]\s*(.*))?\Z", re.IGNORECASE
)
_NUMERALS = {
    word: str(number)
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "i ii iii iv v vi vii viii ix x xi xii",
    )
    for number, word in enumerate(words.split(), start=1)
}
_SUMMARY = re.compile(
    r"\b(?:exec(?:utive)?\.? summary|summary|overview|foreword|key (?:points|messages))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOutline:
    """Chapters and questions of a paper, and where they stand in its blocks."""

    chapters: tuple[Chapter, ...]
    questions: tuple[Question, ...]
    block_chapters: tuple[str | None, ...] = ()
    """For each block the chapter it belongs to, None where it may serve any."""
    question_blocks: tuple[tuple[int, ...], ...] = ()
    """For each question the indexes of the blocks of its words and options."""


def extract_questions(document: Document) -> PaperOutline:
    """Return chapters ``ch1``.. and questions ``q1``.. in the order of the paper.

    Chapters are those the paper names (*Chapter three: …*), numbers, or sets as headings over
    groups of questions; groups that none of these tells apart are divided by their labels and
    have no title. A question's number is the paper's own, or chapter.order. A paper without
    questions gives an empty outline.
    """
    asked = find_questions(document)
    if not asked:
        return PaperOutline(
            chapters=(), questions=(), block_chapters=(None,) * len(document.blocks)
        )
    groups = _grouped(document, asked)
    chapters = _chapters(groups)
    questions = _questions(asked, groups, chapters)
    return PaperOutline(
        chapters=chapters,
        questions=questions,
        block_chapters=_block_chapters(document, asked, groups, chapters),
        question_blocks=tuple(tuple(a.blocks) for a in asked),
    )


@dataclass(slots=True)
class _Group:
    """Questions under one chapter: the heading that opens it, if any, and their positions."""

    heading: int | None
    number: str | None
    title: str | None
    asked: list[int]


def _text(document: Document, index: int) -> str:
    block = document.blocks[index]
    return document.text[block.start : block.end]


def _grouped(document: Document, asked: Sequence[Asked]) -> list[_Group]:
    owners = _owners(document, asked)
    groups: list[_Group] = []
    last: tuple[int | None, int] | None = None
    for position, (question, owner) in enumerate(zip(asked, owners, strict=True)):
        label = question.labelled_group if owner is None else 0
        key = (owner, label)
        if last is None or key != last:
            number, title = _name_of(document, owner) if owner is not None else (None, None)
            groups.append(_Group(heading=owner, number=number, title=title, asked=[]))
        groups[-1].asked.append(position)
        last = key
    return groups


def _owners(document: Document, asked: Sequence[Asked]) -> list[int | None]:
    """Return for each question the heading that opens its chapter, or None."""
    used = {index for question in asked for index in question.blocks}
    headings = [
        index
        for index, block in enumerate(document.blocks)
        if block.kind is BlockKind.HEADING
        and index not in used
        and not is_label(_text(document, index))
    ]
    first = [question.blocks[0] for question in asked]
    about = [i for i in headings if is_about_you(_text(document, i))]
    named = [i for i in headings if _NAMED.match(_text(document, i)) and _numeral(document, i)]
    if named:
        return [_nearest(sorted({*named, *about}), index) for index in first]
    numbered = [i for i in headings if document.blocks[i].locator.number_label]
    tops = [i for i in numbered if document.blocks[i].level == _least_level(document, numbered)]
    if len({_nearest(tops, index) for index in first} - {None}) > 1:
        return [_nearest(sorted({*tops, *about}), index) for index in first]
    return _by_level(document, [i for i in headings if i > 0], first, about)


def _least_level(document: Document, headings: Sequence[int]) -> int:
    return min((document.blocks[i].level or 1 for i in headings), default=1)


def _nearest(headings: Sequence[int], index: int) -> int | None:
    before = [heading for heading in headings if heading < index]
    return before[-1] if before else None


def _by_level(
    document: Document, headings: Sequence[int], first: Sequence[int], about: Sequence[int]
) -> list[int | None]:
    """Choose the outermost level whose headings tell groups of questions apart."""
    levels = sorted({document.blocks[i].level or 1 for i in headings})
    for level in levels:
        outer = [i for i in headings if (document.blocks[i].level or 1) <= level]
        owners = [_nearest(outer, index) for index in first]
        if len(set(owners) - {None}) > 1:
            return _first_after_previous(outer, first, about)
    return [_nearest(about, index) for index in first]


def _first_after_previous(
    headings: Sequence[int], first: Sequence[int], about: Sequence[int]
) -> list[int | None]:
    """Give each question the first heading since the question before it, or that one's own."""
    owners: list[int | None] = []
    for position, index in enumerate(first):
        nearest = _nearest(headings, index)
        previous = first[position - 1] if position else None
        if previous is None:
            owners.append(nearest)
            continue
        since = [heading for heading in headings if previous < heading < index]
        since_about = [heading for heading in since if heading in about]
        if since_about or since:
            owners.append((since_about or since)[0])
        else:
            owners.append(owners[-1])
    return owners


def _numeral(document: Document, index: int) -> str | None:
    match = _NAMED.match(_text(document, index))
    return _number(match.group(1)) if match else None


def _number(word: str) -> str | None:
    word = word.lower()
    if word.isdigit():
        return str(int(word))
    if word in _NUMERALS:
        return _NUMERALS[word]
    return word.upper() if len(word) == 1 else None


def _name_of(document: Document, heading: int) -> tuple[str | None, str | None]:
    """Return number and title of a chapter from its heading, or from the heading under it."""
    text = _text(document, heading)
    match = _NAMED.match(text)
    if not match or _number(match.group(1)) is None:
        label = document.blocks[heading].locator.number_label
        return (label.strip("().") if label else None), text
    title = (match.group(2) or "").strip()
    if not title and heading + 1 < len(document.blocks):
        below = document.blocks[heading + 1]
        if below.kind is BlockKind.HEADING and not is_label(_text(document, heading + 1)):
            title = _text(document, heading + 1)
    return _number(match.group(1)), title or None


def _chapters(groups: Sequence[_Group]) -> tuple[Chapter, ...]:
    taken = {group.number for group in groups if group.number}
    given: set[str] = set()
    chapters = []
    for order, group in enumerate(groups, start=1):
        number = group.number
        if number is None or number in given:
            candidate = order
            while str(candidate) in taken | given:
                candidate += 1
            number = str(candidate)
        given.add(number)
        chapters.append(Chapter(id=f"ch{order}", number=number, title=group.title))
    return tuple(chapters)


def _questions(
    asked: Sequence[Asked],
    groups: Sequence[_Group],
    chapters: Sequence[Chapter],
) -> tuple[Question, ...]:
    numbers = _own_numbers(asked, groups)
    partner: dict[int, int] = {}
    for position, question in enumerate(asked):
        if question.follows and position and asked[position - 1].options:
            partner[position], partner[position - 1] = position - 1, position
    questions = []
    for group, chapter in zip(groups, chapters, strict=True):
        for order, position in enumerate(group.asked, start=1):
            question = asked[position]
            personal = is_personal(question.text) or is_about_you(chapter.title or "")
            kind = QuestionKind.CLOSED if question.options else QuestionKind.OPEN
            questions.append(
                Question(
                    id=f"q{position + 1}",
                    chapter_id=chapter.id,
                    number=numbers[position] or f"{chapter.number}.{order}",
                    text=question.text,
                    kind=QuestionKind.DEMOGRAPHIC if personal else kind,
                    options=question.options,
                    paired_with=f"q{partner[position] + 1}" if position in partner else None,
                )
            )
    return tuple(questions)


def _own_numbers(asked: Sequence[Asked], groups: Sequence[_Group]) -> list[str | None]:
    """Return the paper's own numbers, or None for all of a chapter where they do not count it."""
    numbers: list[str | None] = [None] * len(asked)
    expected = 1
    for group in groups:
        for position in group.asked:
            question = asked[position]
            if question.number is None:
                continue
            leading = re.match(r"\d+", question.number)
            count = int(leading.group()) if leading else 0
            counts_on = count in (1, expected, expected - 1)
            if question.named or counts_on:
                numbers[position] = question.number
                expected = count + 1
    for position, question in enumerate(asked):
        if numbers[position] is None and question.follows and numbers[position - 1]:
            number = f"{numbers[position - 1]}b"
            numbers[position] = number if number not in numbers else None
    repeated = {n for n in numbers if n and numbers.count(n) > 1}
    if repeated and not any(q.named for q in asked):
        return [None if n in repeated else n for n in numbers]
    return numbers


def _block_chapters(
    document: Document,
    asked: Sequence[Asked],
    groups: Sequence[_Group],
    chapters: Sequence[Chapter],
) -> tuple[str | None, ...]:
    """Tell for each block its chapter: from its heading, or since the questions before, on."""
    chapter_of: list[str | None] = [None] * len(document.blocks)
    starts = []
    end = 0
    for group in groups:
        starts.append(group.heading if group.heading is not None else end)
        end = asked[group.asked[-1]].blocks[-1] + 1
    for order, (start, chapter) in enumerate(zip(starts, chapters, strict=True)):
        stop = starts[order + 1] if order + 1 < len(starts) else len(document.blocks)
        for index in range(start, max(start, stop)):
            chapter_of[index] = chapter.id
    for index in range(*_front_matter(document, groups, asked)):
        chapter_of[index] = None
    return tuple(chapter_of)


def _front_matter(
    document: Document, groups: Sequence[_Group], asked: Sequence[Asked]
) -> tuple[int, int]:
    """Return the range of blocks from a summary's heading to the first chapter or question."""
    stop = asked[0].blocks[0]
    heading = groups[0].heading
    stop = min(stop, heading) if heading is not None else stop
    for index in range(stop):
        block = document.blocks[index]
        if block.kind is BlockKind.HEADING and _SUMMARY.search(_text(document, index)):
            return index, stop
    return 0, 0 if heading is None else stop
