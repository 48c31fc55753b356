"""Lines that carry no view: figures, captions, page numbers, addresses, dates and web chrome."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consult.domain.verbs import has_finite_verb

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBER = re.compile(
    r"[~<>≈±+-]?\s?[£€$]?\d[\d,. ]*\s?(?:%|per cent|percent|k|m|bn|thousand|million|billion)?\Z",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:page|p\.?|slide)?\s?[-–—|]?\s?\d{1,4}\s?(?:(?:of|/)\s?\d{1,4})?\s?[-–—|]?\Z", re.IGNORECASE
)
_CAPTION = re.compile(
    r"(?:figure|fig\.?|chart|table|graph|exhibit|image|photo|picture|diagram|map|infographic)\s?"
    r"\d{1,3}[a-z]?(?:\.\d{1,3})?(?:\s?[:.–—|-]|\Z)|"
    r"(?:source|photo|photograph|image|credit|picture credit)s?\s?:\s|"
    r"(?:the|this) (?:chart|figure|graph|table|diagram|map|infographic|image|picture)s? "
    r"(?:above|below|opposite|overleaf|on (?:the )?(?:left|right|next page|this page)) "
    r"(?:shows?|illustrates?|forecasts?|sets? out|presents?|displays?|depicts?|compares?|gives?|"
    r"summarises?|plots?|breaks?|maps?)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:date[d]?\s?:?\s)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?)?" + _MONTH + r",?\s\d{4}|"
    r"" + _MONTH + r"\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})\Z",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:tel|telephone|phone|mobile|fax|e-?mail|web|website|www|twitter)\s?[:.]|"
    r"(?:sent )?by (?:e-?mail|post)(?: to)?\s?:|(?:our|your) ref(?:erence)?\s?[:.]|"
    r"(?:to|from|cc|subject)\s?:\s?\S+@\S+\Z",
    re.IGNORECASE,
)
_BARE_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+>?\Z|<?[\w.+-]+@[\w.-]+\.\w+>?\Z")
_POSTCODE_END = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\.?\Z")
_CHROME = re.compile(
    r"(?:skip (?:to|navigation)|back to top|click here|share (?:this|on)|follow us|sign up|log ?in|"
    r"read more|print this|cookies?\b|we use cookies|this (?:web)?site uses cookies|accept "
    r"(?:all )?cookies|privacy (?:policy|notice)|terms (?:and|&|of) (?:conditions|use)|"
    r"all rights reserved|copyright\b|©|\(c\) \d{4}|"
    r"registered (?:charity|office|in england|company)|"
    r"(?:web)?site (?:design|by)|designed by|subscribe)",
    re.IGNORECASE,
)
_CHROME_WITHIN = re.compile(
    r"\bclick here\b|\bwebsite (?:design|by)\b|\ball rights reserved\b|\bregistered charity n",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"by(?: [A-Z][\w'’.-]*){1,3}(?:(?:,| and|,? &) (?:[A-Z][\w'’.-]* ?){1,3}){0,4}\Z"
)
_PHOTO_CREDIT = re.compile(
    r"date \d{4}-\d{2}-\d{2}\b.{0,120}\Z|.{0,80}\bphoto(?:graph)?\s?:\s.{0,80}\Z",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:(?:dear|annwyl)\b.{0,60}|to whom it may concern)[,:]?\Z|"
    r"(?:hi|hello|good (?:morning|afternoon|evening)|bore da|prynhawn da)"
    r"(?: [\w.'’-]+){0,4}[,!.]?\Z",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"(?:yours? (?:sincerely|faithfully|truly|ever)|(?:with )?(?:kind|kindest|best|warm|warmest|"
    r"many) (?:regards|wishes|thanks)|kind regards|regards|best|sincerely|many thanks|thanks|"
    r"thank you|cheers|(?:yr eiddoch )?yn (?:gywir|ffyddlon)|cofion(?: (?:gorau|cynnes))?|"
    r"diolch(?: yn fawr)?|pob hwyl)[,.!]?\Z",
    re.IGNORECASE,
)
_QUESTION_LABEL = re.compile(
    r"\W{0,3}(?:consultation\s+)?(?:question|q|qu)\.?\s?(?:no\.?\s?|number\s)?\d{1,3}"
    r"(?:\.\d{1,3})?\s?(?:[a-h]|\([a-h]\)|\([ivx]{1,4}\))?\s?[.:)–—-]{0,2}",
    re.IGNORECASE,
)
_OF_WHAT = r"(?:(?:the|your|our|my|consultation|full|any|further|please)\s+){0,3}"
_ASKING_CELL = re.compile(
    rf"{_OF_WHAT}(?:questions?|sections?|para(?:graph)?s?|topics?|issues?|proposals?|chapters?|ref"
    r"(?:erence)?|clauses?|policy|policies|items?|subjects?)(?:\s+(?:no|number|ref|text|asked|title))?\W*",
    re.IGNORECASE,
)
_ANSWERING_CELL = re.compile(
    rf"{_OF_WHAT}(?:responses?|answers?|comments?|reply|replies|views?|feedback|remarks?|observations?)"
    r"(?:\s+(?:from|of|by)(?:\s+[\w’'&-]+){1,6}|\s+(?:here|below))?\W*",
    re.IGNORECASE,
)
_NUMBER_CELL = re.compile(r"(?:no|number|nr|#|page|date|name|organisation)\W*", re.IGNORECASE)
_NOTE_MARK = re.compile(
    r"(?:(?P<raised>[\u00b9\u00b2\u00b3\u2070-\u2079]{1,3}|[*†‡§]{1,3}|\[\d{1,3}\])\s*|\d{1,3}\s+|"
    r"(?:foot|end)note\s+\d{1,3}\s*[.:]?\s*)(?=\S)",
    re.IGNORECASE,
)
_CITES_A_PLACE = re.compile(
    r"\b(?:pages?|pp?\.|para(?:graph)?s?\.?|tables?|figures?|fig\.|vol(?:ume)?\.?|chapters?|annex|"
    r"appendix|sections?|issue)\s?[\dA-Z]|https?://|www\.|\bibid\b|\bop\.?\s?cit\b|\bdoi\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_ARGUES = re.compile(
    r"\b(?:we|i|you|they|it|not|no|never|too|wrong|please)\b|n['’]t\b", re.IGNORECASE
)
_SENTENCE_END = (".", "!", "?", ":", ";")
_LONGEST_CHROME = 200
_LONGEST_NOTE = 400


def is_figure(text: str) -> bool:
    """Return whether a line is a number alone, such as ``81,900`` or ``£2.5m``."""
    return bool(_NUMBER.match(text))


def is_page_number(text: str) -> bool:
    """Return whether a line is a page number alone."""
    return len(text) <= 20 and any(c.isdigit() for c in text) and bool(_PAGE.match(text))


def is_caption(text: str) -> bool:
    """Return whether a block only says what a figure, table or photograph shows."""
    return bool(_CAPTION.match(text)) or bool(_PHOTO_CREDIT.match(text))


def is_date(text: str) -> bool:
    """Return whether a line is a date alone."""
    return len(text) <= 60 and bool(_DATE.match(text))


def is_contact(text: str) -> bool:
    """Return whether a line is an address, telephone number, e-mail address or reference."""
    if len(text) > _LONGEST_CHROME:
        return False
    address = bool(_POSTCODE_END.search(text)) and (len(text) <= 10 or "," in text)
    return address or bool(_CONTACT.match(text)) or bool(_BARE_ADDRESS.match(text))


def is_chrome(text: str) -> bool:
    """Return whether a line belongs to the page around the text: menus, cookies, bylines."""
    if len(text) > _LONGEST_CHROME:
        return False
    if _BYLINE.match(text[:1].lower() + text[1:]):
        return True
    sentence = text.endswith(".") and len(text.split()) > 12
    return not sentence and bool(_CHROME.match(text) or _CHROME_WITHIN.search(text))


def is_form_label(text: str) -> bool:
    """Return whether a text only labels what is asked: "Question 4.", or the head of a table."""
    if len(text) > _LONGEST_CHROME:
        return False
    if _QUESTION_LABEL.fullmatch(text):
        return True
    cells = [cell.strip() for cell in text.strip("| ").split("|")]
    asks = [bool(_ASKING_CELL.fullmatch(cell)) for cell in cells]
    answers = [bool(_ANSWERING_CELL.fullmatch(cell)) for cell in cells]
    known = all(
        asked or answered or _NUMBER_CELL.fullmatch(cell)
        for cell, asked, answered in zip(cells, asks, answers, strict=True)
    )
    return known and any(asks) and any(answers)


def is_source_note(text: str, *, is_note: bool = False) -> bool:
    """Return whether a text is a note that names a source and says nothing about it.

    Known by its mark and what it cites, "¹ Annual report 2025, page 31."; ``is_note`` says that it
    is a note by where it stands. What has a verb, or denies, says something.
    """
    mark = _NOTE_MARK.match(text)
    if len(text) > _LONGEST_NOTE or not (mark or is_note):
        return False
    words = text[mark.end() :] if mark else text
    if _ARGUES.search(words) or has_finite_verb(words):
        return False
    raised = is_note or (mark is not None and mark["raised"])
    return bool(_CITES_A_PLACE.search(words) or (raised and _YEAR.search(words)))


def is_salutation(text: str) -> bool:
    """Return whether a line only greets."""
    return len(text) <= 80 and bool(_SALUTATION.match(text))


def is_sign_off(text: str) -> bool:
    """Return whether a line only closes a letter."""
    return len(text) <= 40 and bool(_SIGN_OFF.match(text))


def furniture_of(lines: Sequence[str]) -> list[bool]:
    """Return for each line of a stanza (no empty line between) whether it is furniture.

    A figure takes the unpunctuated line under it as its caption; beside an address, a telephone
    number or a date, lines without sentence punctuation are furniture too.
    """
    marks = [
        is_figure(line)
        or is_page_number(line)
        or is_caption(line)
        or is_date(line)
        or is_contact(line)
        or is_chrome(line)
        for line in lines
    ]
    for index, line in enumerate(lines[:-1]):
        below = lines[index + 1]
        if is_figure(line) and len(below) <= 120 and not below.endswith(_SENTENCE_END):
            marks[index + 1] = True
    beside = any(is_contact(line) or is_date(line) for line in lines)
    if beside and all(
        mark or (len(line.split()) <= 20 and not line.endswith(_SENTENCE_END) and line[0].isalnum())
        for line, mark in zip(lines, marks, strict=True)
    ):
        return [True] * len(lines)
    return marks
