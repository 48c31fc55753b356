"""What a letter is framed by: address, date, greeting and sign-off."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    r"(?:date\s*:\s*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\.?,?(?:\s+\d{{4}})?"
    rf"|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+\d{{4}})?"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4})\.?",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:(?:dear|annwyl)\b|to\s+whom\s+it\s+may\s+concern\b"
    r"|(?:hi|hello|good\s+(?:morning|afternoon|evening)|bore\s+da|prynhawn\s+da)"
    r"(?=[\s,!.]|$))[^,.?!;:]{0,60}[,:!.]?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:yours?|your's)\s+(?:very\s+)?(?:sincerely|faithfully|truly|etc)"
    r"|(?:with\s+)?(?:very\s+)?(?:kind(?:est)?|best|warm(?:est)?|many)?\s*regards"
    r"|(?:with\s+)?(?:very\s+)?best\s+wishes|(?:many|with)?\s*thanks(?:\s+again)?|thank\s+you"
    r"|respectfully(?:\s+yours|\s+submitted)?|sincerely(?:\s+yours)?|cheers|cordially"
    r"|(?:yr\s+eiddoch\s+)?yn\s+(?:gywir|ffyddlon)|cofion(?:\s+(?:gorau|cynnes))?"
    r"|diolch(?:\s+yn\s+fawr)?|pob\s+hwyl)"
    r"\s*[,.!]?",
    re.IGNORECASE,
)
_STRICT_CLOSING = re.compile(
    r"(?:yours?\s+(?:very\s+)?(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind(?:est)?|best|warm)"
    r"\s+(?:regards|wishes)|respectfully(?:\s+yours|\s+submitted)?|sincerely(?:\s+yours)?"
    r"|(?:yr\s+eiddoch\s+)?yn\s+(?:gywir|ffyddlon)|cofion\s+(?:gorau|cynnes))\s*[,.]?",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_STREET = re.compile(
    r"\b(?:street|road|avenue|lane|close|drive|crescent|house|square|court|gardens|terrace|way|"
    r"place|p\.?\s?o\.?\s?box|floor|suite)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:tel|telephone|phone|mobile|mob|fax|e-?mail|web|website|www)\b\s*[:.]|"
    r"[\w.+-]{1,64}@[\w.-]{1,255}|https?://|www\.|^\+?\(?\d[\d\s()-]{8,18}\d$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:(?:our|your)\s+)?ref(?:erence)?\s*[:.]|by\s+e-?mail\b|sent\s+by\s+e-?mail|via\s+e-?mail",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(r"(?:for\s+and\s+)?on\s+behalf\s+of\s+(?:the\s+)?(.{2,100})", re.IGNORECASE)
_ROLE_WORDS = re.compile(
    r"\b(?:chief|executive|director|manager|officer|head|chair(?:man|woman|person)?|president|"
    r"secretary|treasurer|councillor|clerk|lead|leader|adviser|advisor|coordinator|partner|"
    r"trustee|professor|lecturer|teacher|policy|member|owner|founder|editor|convener|convenor|"
    r"commodore|moderator|provost|vicar|rector|practitioner|dentist|spokesperson)\b",
    re.IGNORECASE,
)
_OF_A_PLACE = re.compile(
    r"(?:a\s+)?(?:(?:local|retired|concerned|lifelong|council)\s+)?(?:resident|tenant|parent|pensioner|"
    r"neighbour|patient|carer|driver|citizen|voter|farmer|householder)\b",
    re.IGNORECASE,
)
_ORGANISATION_WORDS = re.compile(
    r"\b(?:council|association|society|trust|ltd|limited|plc|llp|group|forum|network|federation|"
    r"union|institute|university|college|school|church|foundation|charity|committee|board|"
    r"partnership|alliance|service|services|club|centre|center|company|agency|authority|campaign|"
    r"chamber|cooperative|co-operative|hospital|commission|confederation|department|residents|"
    r"friends\s+of)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|sir|dame|lord|lady|rev|revd)\.?\s+)?"
    r"[A-Z][\w'’.-]{0,30}(?:\s+(?:[A-Z][\w'’.-]{0,30}|de|van|von|der|la|al|bin)){1,4}"
    r"(?:\s*,?\s*(?:[A-Z]{2,5}|[BMP][A-Za-z]{1,3}))?"
)
_TOP, _TAIL = 14, 10
_SIGNED_LINES = 5
_BODY_WORDS = 8
_SMALL_WORDS = frozenset(("of", "the", "for", "and", "in", "on", "at", "to"))
_SHORT_LINE = 90


def letter_frame(paragraphs: Sequence[str]) -> tuple[str | None, ...]:
    """Return for each paragraph why it is no content, or None for what the letter says.

    Reasons: ``salutation``, ``date``, ``address``, ``reference``, ``sign-off``. Address lines
    count only above a salutation; the lines from a closing formula on count only while they are
    short and end the letter. What is not clear stays content.
    """
    reasons: list[str | None] = [None] * len(paragraphs)
    texts = [" ".join(p.split()) for p in paragraphs]
    greeting = next((i for i, t in enumerate(texts[:_TOP]) if _SALUTATION.fullmatch(t)), None)
    if greeting is not None:
        reasons[greeting] = "salutation"
        for i in range(greeting):
            reasons[i] = _above_greeting(texts[i])
    else:
        for i, text in enumerate(texts[:4]):
            if _DATE.fullmatch(text):
                reasons[i] = "date"
        if texts and _REFERENCE.match(texts[0]) and len(texts[0]) <= _SHORT_LINE:
            reasons[0] = "reference"
    for i in signed_lines(texts):
        reasons[i] = "sign-off"
    if len(texts) > 1 and reasons[-1] is None and is_signature_block(paragraphs[-1]):
        reasons[-1] = "sign-off"
    return tuple(reasons)


def is_signature_block(paragraph: str) -> bool:
    """Whether a paragraph is the lines of a signature: a name over offices, bodies, contacts."""
    lines = [" ".join(line.split()) for line in paragraph.split("\n") if line.strip()]
    if not 2 <= len(lines) <= _SIGNED_LINES:
        return False
    return _is_bare_name(lines[0]) and all(
        _is_role(line) or _is_body(line) or _CONTACT.search(line) for line in lines[1:]
    )


def _is_bare_name(line: str) -> bool:
    return bool(_NAME.fullmatch(line)) and not _ORGANISATION_WORDS.search(line)


def _is_body(line: str) -> bool:
    """Whether a line is hardly more than the name of an organisation."""
    words = line.split()
    plain = len(words) <= _BODY_WORDS and not line.endswith((".", "!", "?", ":", ";"))
    named = all(w[:1].isupper() or not w[:1].isalpha() or w in _SMALL_WORDS for w in words)
    return plain and named and bool(_ORGANISATION_WORDS.search(line))


def signed_lines(texts: Sequence[str]) -> Sequence[int]:
    """Return the indices of the lines that close a letter, whatever is enclosed behind it."""
    closing = _closing(texts)
    if closing is not None:
        return range(closing, len(texts))
    strict = next((i for i, t in enumerate(texts) if _STRICT_CLOSING.fullmatch(t)), None)
    if strict is None:
        return range(bare_signature(texts), len(texts))
    end = strict + 1
    while end < min(len(texts), strict + 6) and _is_name_or_role(texts[end]):
        end += 1
    return range(strict, end)


def bare_signature(texts: Sequence[str]) -> int:
    """Return where a name without a formula closes a letter, or the end when none does."""
    end = len(texts)
    for start in range(max(1, end - 3), end):
        first, rest = texts[start], texts[start + 1 :]
        name, _, role = first.partition(",")
        named = _NAME.fullmatch(name) and not _ORGANISATION_WORDS.search(name)
        fits = not role or _ROLE_WORDS.search(role)
        short = len(first) <= _SHORT_LINE and not first.endswith(("!", "?", ":", ";"))
        if named and fits and short and all(_is_role(line) or _is_body(line) for line in rest):
            return start
    return end


def _is_role(line: str) -> bool:
    plain = len(line) <= _SHORT_LINE and not line.endswith((".", "!", "?", ":", ";"))
    told = _ROLE_WORDS.search(line) or _ON_BEHALF.match(line) or _OF_A_PLACE.match(line)
    return plain and bool(told)


def _is_name_or_role(line: str) -> bool:
    if len(line) > _SHORT_LINE or line.endswith((".", "!", "?", ":", ";")):
        return False
    return bool(_NAME.fullmatch(line) or _is_role(line) or _CONTACT.search(line))


def has_office(evidence: str) -> bool:
    """Whether a signature names an office (chair, secretary), so that it signs for others."""
    return bool(_ROLE_WORDS.search(evidence))


def is_greeting(line: str) -> bool:
    """Whether a line greets whom a letter is for."""
    return bool(_SALUTATION.fullmatch(" ".join(line.split())))


def is_date(line: str) -> bool:
    """Whether a line is a date and nothing else."""
    return bool(_DATE.fullmatch(" ".join(line.split())))


def is_contact(line: str) -> bool:
    """Whether a line holds a telephone number, an address of the web or a postcode."""
    return bool(_CONTACT.search(line) or _POSTCODE.search(line))


def stands_alone(line: str) -> bool:
    """Whether a line is a greeting or closing formula, which ends its paragraph by itself."""
    text = " ".join(line.split())
    return bool(_SALUTATION.fullmatch(text) or _CLOSING.fullmatch(text))


def _above_greeting(text: str) -> str | None:
    if _DATE.fullmatch(text):
        return "date"
    if _REFERENCE.match(text):
        return "reference"
    if len(text) <= _SHORT_LINE and not text.endswith((".", "?", "!")):
        return "address"
    if _POSTCODE.search(text) or (_STREET.search(text) and len(text) <= 2 * _SHORT_LINE):
        return "address"
    return None


def _closing(texts: Sequence[str]) -> int | None:
    """Return the index of the closing formula, when only short lines stand under it."""
    for i in range(max(0, len(texts) - _TAIL), len(texts)):
        text = texts[i]
        formula = _CLOSING.match(text)
        if not formula or len(text) > _SHORT_LINE * 2:
            continue
        rest = text[formula.end() :].strip()
        if rest and not (_NAME.match(rest) and "?" not in rest and not rest.endswith(".")):
            continue
        if all(_is_signature_line(line) for line in texts[i + 1 :]):
            return i
    return None


def _is_signature_line(line: str) -> bool:
    if _CONTACT.search(line) or _POSTCODE.search(line):
        return len(line) <= 3 * _SHORT_LINE
    words = line.split()
    return len(line) <= 2 * _SHORT_LINE and not (len(words) > 8 and line.endswith((".", "?", "!")))
