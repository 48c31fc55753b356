"""Lines that carry no view: figures, captions, page numbers, addresses, dates and web chrome."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_SENTENCE_END = (".", "!", "?", ":", ";")
_LONGEST_CHROME = 200


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
