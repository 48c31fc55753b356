"""What in a document says who sent it: fields, titles, letter heads, what it tells of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from consult.domain.document import Block, BlockKind
from consult.domain.ledger import RespondentKind, SenderEvidence
from consult.text.letters import is_contact, is_date, is_greeting
from consult.text.organisations import is_acronym, is_organisation, name_at, person, tidy
from consult.text.signatures import read_signature
from consult.text.speakers import word_set

ORGANISATION, INDIVIDUAL = RespondentKind.ORGANISATION, RespondentKind.INDIVIDUAL
UNKNOWN = RespondentKind.UNKNOWN

_NOT_READ = word_set(
    "quoted disclaimer footer notes footnote endnote comment signature contents metadata"
)
_TITLE_LENGTH, _TOP, _OPENING = 170, 10, 7
_PAPER = (
    r"(?:responses?|submissions?|(?:written\s+|oral\s+)?evidence|comments|reply|representations?|"
    r"views?|answers?|statement|contribution|feedback|observations)"
)
_A_PAPER = re.compile(rf"\b{_PAPER}\b", re.IGNORECASE)
_OF = re.compile(
    rf"\b{_PAPER}\s+(?:is\s+|was\s+|has\s+been\s+|jointly\s+)?(?:(?:submitted|prepared|made|given|"
    r"sent|provided)\s+)?(?:from|of|by|on\s+behalf\s+of)\s+",
    re.IGNORECASE,
)
_TO_BY = re.compile(
    r"\b(?:submissions?|evidence|representations?)\s+to\s+[^.;:]{3,120}?\s(?:by|from)\s+(?=the\s|[A-Z])"
    r"|\bresponse\s+to\s+[^.;:]{3,120}?(?:consultation|inquiry|enquiry|evidence)\s(?:by|from)\s+",
    re.IGNORECASE,
)
_THEN_PAPER = re.compile(
    rf"(?:['’]s?)?(?P<apart>\s*[:–—|,-])?\s*(?:(?:a|an|our|the|written|formal|full|joint|final|draft|"
    rf"consultation|official)\s+){{0,3}}{_PAPER}\b(?!\s+(?:from|of|by)\b)",
    re.IGNORECASE,
)
_THIS_IS = re.compile(
    rf"\b(?:this|these|below|attached|enclosed|following|herewith)\b[^.;]{{0,60}}?\b{_PAPER}\s+"
    r"(?:is\s+|are\s+|is\s+being\s+)?(?:(?:submitted|made|sent|prepared)\s+)?"
    r"(?:from|of|by|on\s+behalf\s+of)\s+",
    re.IGNORECASE,
)
_BEHALF = re.compile(
    r"(?:\A|\b(?:writ\w+|respond\w*|repl\w+|submi\w+|response|comment\w*|views|made|sent|speak\w*|"
    r"answer\w*|objection|representation|evidence|statement|letter|petition)\b[^.;:]{0,60}?\b)"
    r"on\s+behalf\s+of\s+",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:as|I\s+am|I['’]m|I\s+write\s+as|we\s+are)\s+(?:the\s+|an?\s+|current\s+|joint\s+)?"
    r"(?:vice[- ]?|deputy\s+|co-)?(?:chair(?:man|woman|person)?|president|chief\s+executive|"
    r"director|head\s?teacher|head|principal|clerk|secretary|owner|manager|founder|leader|convenor|ceo|"
    r"trustees?|governors|directors|partners|vicar|rector|minister|priest|imam|rabbi|dean|bursar|"
    r"captain|coordinator|spokesperson|warden|matron|landlord|landlady)\s+(?:of|at|to|for)\s+",
    re.IGNORECASE,
)
_FROM_LINE = re.compile(
    r"(?:from|by|submitted\s+by|response\s+by)\s+(?=the\s|[A-Z])", re.IGNORECASE
)
_ORGAN_OF = re.compile(
    r"(?:the|our|all)\s+(?:committee|governors|trustees|board|members|membership|directors|partners|"
    r"governing\s+body|executive|staff)\s+(?:of|at)\s+",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:\d+[.)]?\s+)?(?:about\s+(?:us|the\s+\w+|[A-Z]\w*)|who\s+(?:we\s+are|are\s+we)|our\s+organi[sz]ation|"
    r"background|introduction|about\s+our\s+organi[sz]ation)\b",
    re.IGNORECASE,
)
_ABOUT_PREFIX = re.compile(
    r"(?:about\s+us|who\s+we\s+are|introduction)\s*[:.–—-]\s*", re.IGNORECASE
)
_IS_A = re.compile(
    r"(?:\s*\([^()]{1,40}\))?,?\s+(?:is|are)\s+(?:an?|the|one\s+of)\s+[^.;]{0,90}?\b(?:charity|charities|"
    r"association|union|body|bodies|organi[sz]ation|company|society|trust|network|school|university|"
    r"council|federation|institute|regulator|voice|provider|partnership|group|firm|club|forum|college|"
    r"coalition|alliance|enterprise|foundation|authority|church|cooperative|co-operative|agency|"
    r"think\s+tank|business|campaign|community|practice|service)\b",
    re.IGNORECASE,
)
_BODIES = (
    r"(?:bank|mutual|charity|company|firm|business|society|association|union|federation|network"
    r"|forum|alliance|coalition|partnership|trust|foundation|institute|university|college|school"
    r"|council|club|group|agency|regulator|retailer|manufacturer|supplier|operator|provider|lender"
    r"|insurer|wholesaler|publisher|brewery|cooperative|co-operative|enterprise|church|hospital"
    r"|hospice|practice|museum|library|service|chamber|guild|consultancy|think\s+tank|campaign"
    r"|chain|organi[sz]ation|body|platform|airline|utility|developer|landlord|housebuilder)"
)
_QUALIFIED = r"(?:(?!(?:in|of|at|for|with|by|on|to|who|that|from)\b)[\w’'&-]+,?\s+){0,5}?"
A_BODY = (
    rf"(?:an?|the|one\s+of)\s+{_QUALIFIED}{_BODIES}s?\b"
    r"(?!\s+(?:owner|manager|director|member|worker|teacher|officer|leader|chair|trustee|partner"
    r"|employee|clerk|user|customer|founder|secretary|driver)s?\b)"
)
"""A pattern of being a body oneself: "an app-based bank", and not "a partner in a firm"."""
_A_BODY_ITSELF = re.compile(rf"(?:\s*\([^()]{{1,40}}\))?,?\s+(?:is|are)\s+{A_BODY}", re.IGNORECASE)
_TELLS = re.compile(
    r"(?:\s*\([^()]{1,40}\))?,?\s+(?:represents?|brings\s+together|speaks\s+for|"
    r"was\s+(?:founded|established|set\s+up|formed))\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:\s*\([^()]{1,40}\))?,?\s+(?:(?:very\s+much\s+|warmly\s+)?(?:welcomes?|appreciates?|is\s+(?:pleased|grateful)"
    r"|are\s+(?:pleased|grateful)|thanks?)\b[^.;]{0,60}?\b(?:opportunity|chance|to\s+(?:respond|comment)|"
    r"being\s+consulted))\b",
    re.IGNORECASE,
)
_WE_ARE = re.compile(
    r"(?:we(?:\s+are|['’]re)|we,|we\s+at|at|here\s+at)\s+(?:the\s+)?", re.IGNORECASE
)
_I_AM = re.compile(
    r"(?:my\s+name\s+is|i\s+am|i['’]m|i,)\s+(?P<name>[^,.;]{3,60}?)(?=[,.;]|\s+(?:and|of|from|who|from)\b)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:\d+[.)]\s+)?(?:(?:what\s+is|please\s+give|please\s+state)\s+)?(?:the\s+|your\s+|full\s+|our\s+)*"
    r"(?P<label>name\s+of\s+(?:your\s+|the\s+)?(?:organi[sz]ation|company|group|body|respondent)|"
    r"organi[sz]ation(?:['’]s)?(?:\s*/\s*company)?(?:\s+name)?|company(?:\s+name)?|"
    r"(?:on\s+)?behalf\s+of|(?:response|submission)\s+(?:from|by)|(?:submitted|responded|sent)\s+by|"
    r"respondent(?:['’]s)?(?:\s+name)?|from|name)(?:\s*\([^()]{1,60}\))?(?:\s*[:|?]\s*(?P<value>.*))?",
    re.IGNORECASE,
)
_NO_VALUE = word_set(
    "n/a na none no yes not-applicable individual self myself private - n.a. nil me personal"
)
_TO = re.compile(
    r"(?:f\.?a\.?o|for\s+the\s+attention\s+of|to|by\s+e-?mail\s+to|attn)\b\s*:?", re.IGNORECASE
)
_FIELDS = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A block as the rules read it: its words and where they stand."""

    text: str
    start: int
    end: int
    kind: BlockKind
    part: str


def lines_of(text: str, blocks: Iterable[Block]) -> list[Line]:
    """Return the blocks in which somebody may say who they are, in order."""
    return [
        Line(text[b.start : b.end], b.start, b.end, b.kind, b.locator.part or "")
        for b in blocks
        if (b.locator.part or "") not in _NOT_READ and b.kind is not BlockKind.QUOTATION
    ]


def from_fields(lines: Sequence[Line]) -> Iterator[SenderEvidence]:
    """Yield what fields such as "Organisation: …" say, the value beside or below its label."""
    for index, line in enumerate(lines[:_FIELDS]):
        match = _FIELD.fullmatch(line.text)
        if not match:
            continue
        value, at = match["value"] or "", line
        if not value.strip(" ._-") and index + 1 < len(lines):
            at = lines[index + 1]
            value = "" if _FIELD.fullmatch(at.text) or len(at.text) > 90 else at.text
        label = match["label"].casefold()
        name = re.sub(r"\s*\([A-Z][A-Za-z&]{1,9}\)$", "", value.strip(" .,_|-"))
        if name.casefold().replace(" ", "-") in _NO_VALUE or len(name.split()) > 14 or "@" in name:
            continue
        if not name or not name[0].isalnum() or name.endswith("?"):
            continue
        if at is not line and not person(name) and not is_organisation(name):
            continue
        kind = ORGANISATION if "organi" in label or "company" in label else _kind(name)
        if label == "from" and kind is UNKNOWN:
            continue
        yield _found(name, kind, "form field", 0.96 if kind is ORGANISATION else 0.9, line)


def from_titles(lines: Sequence[Line]) -> Iterator[SenderEvidence]:
    """Yield what titles say: "Response from X", "X response to …", "Submission to … by X"."""
    for line in lines[:_TOP]:
        if len(line.text) > _TITLE_LENGTH or line.part == "salutation":
            continue
        yield from _titled(line)
    yield from _title_page(lines)


def _titled(line: Line) -> Iterator[SenderEvidence]:
    for pattern, strength in ((_TO_BY, 0.8), (_OF, 0.88), (_BEHALF, 0.92)):
        for match in pattern.finditer(line.text):
            for one in _named(line, match.end(), "title", strength):
                # "Views of the Harbour Plan" are on it, not its own.
                about = match.group().casefold().split()[-2:] != ["behalf", "of"]
                about = about and match.group().casefold().rstrip().endswith(" of")
                if _kind(one.name) is not UNKNOWN or not about:
                    yield one
    plain = re.sub(r"^(?:(?:re|fw|fwd)\s*:\s*)+", "", line.text, flags=re.IGNORECASE)
    offset = len(line.text) - len(plain)
    span = name_at(plain)
    following = _THEN_PAPER.match(plain, span[1]) if span else None
    if span and following and not line.text.endswith("."):
        name = plain[slice(*span)].removesuffix("'s").removesuffix("’s")
        sure = is_organisation(name) or is_acronym(name)
        if sure or (following["apart"] and len(name.split()) > 1):
            yield from _named(line, span[0] + offset, "title", 0.88 if sure else 0.5)


def _title_page(lines: Sequence[Line]) -> Iterator[SenderEvidence]:
    """Yield "From the Hill Trust" on a line of its own, and a person's name below a title."""
    titled = False
    for line in lines[:5]:
        source = _FROM_LINE.match(line.text)
        span = name_at(line.text, source.end()) if source else None
        if source and span and len(line.text.rstrip(" .")) == span[1]:
            yield from _named(line, source.end(), "title", 0.88)
        who = person(line.text) if titled else ""
        if who:
            # Two words in capitals alone may be anything; letters or a title make them a person.
            styled = who.casefold() != line.text.casefold() or len(who.split()) > 3 or "." in who
            yield _found(who, INDIVIDUAL, "title page", 0.68 if styled else 0.3, line)
        titled = titled or (
            bool(_A_PAPER.search(line.text))
            and len(line.text) <= _TITLE_LENGTH
            and not line.text.endswith(".")
        )


def from_openings(lines: Sequence[Line]) -> Iterator[SenderEvidence]:
    """Yield what the first paragraphs say: "on behalf of X", "X is a charity", "I am Jo Roe"."""
    body = [x for x in lines if x.kind is not BlockKind.FURNITURE and not is_greeting(x.text)]
    about = 0
    for line in body[:_OPENING] + [x for x in body[_OPENING:40] if _ABOUT_PREFIX.match(x.text)]:
        if line.kind is BlockKind.HEADING:
            about = 3 if _ABOUT.match(line.text) else about
            continue
        for pattern in (_BEHALF, _THIS_IS):
            for match in pattern.finditer(line.text[:1500]):
                ground = "on behalf of" if pattern is _BEHALF else "its own words"
                yield from _named(line, match.end(), ground, 0.92)
        for match in _OFFICE.finditer(line.text[:600]):
            yield from _named(line, match.end(), "its own words", 0.78)
        yield from _of_itself(line, described=about > 0)
        about -= 1


def _of_itself(line: Line, *, described: bool) -> Iterator[SenderEvidence]:
    prefix = _ABOUT_PREFIX.match(line.text)
    start = prefix.end() if prefix else 0
    organ = _ORGAN_OF.match(line.text, start)
    if organ:
        yield from _named(line, organ.end(), "its own words", 0.7)
    myself = _I_AM.match(line.text, start)
    if myself and person(myself["name"]):
        name = person(myself["name"])
        yield _found(name, INDIVIDUAL, "its own words", 0.85, line)
    ours = _WE_ARE.match(line.text, start)
    if ours:
        span = name_at(line.text, ours.end())
        if span and is_organisation(line.text[slice(*span)]):
            yield from _named(line, span[0], "its own words", 0.75)
    span = name_at(line.text, start)
    if not span:
        return
    name = line.text[slice(*span)]
    known_body = is_organisation(name) or is_acronym(name)
    identity = _IS_A.match(line.text, span[1])
    if identity and not known_body and person(name):
        # "Ada Hill is a partner in a firm" tells what a person is, and no body.
        identity = _A_BODY_ITSELF.match(line.text, span[1])
    named = known_body or (identity and (described or prefix or len(name.split()) > 1))
    tells = _TELLS.match(line.text, span[1])
    if named and (identity or tells or _DOES.match(line.text, span[1])):
        # Others are told of in the same way, but seldom under "About us".
        strength = 0.6 if tells and not described and not prefix else 0.8
        yield _found(tidy(name), ORGANISATION, "its own words", strength, line)


def from_letterhead(lines: Sequence[Line]) -> Iterator[SenderEvidence]:
    """Yield the body that stands alone in the first lines; weak where it may be the addressee."""
    top: list[Line] = []
    for line in lines[:_TOP]:
        if is_greeting(line.text) or len(line.text) > _TITLE_LENGTH or _TO.match(line.text):
            break
        top.append(line)
    greeted = len(top) < len(lines) and is_greeting(lines[len(top)].text)
    dates = [i for i, line in enumerate(top) if is_date(line.text)]
    for index, line in enumerate(top[:6]):
        for name in _head_names(top, index):
            if dates and index > dates[0] and greeted:
                return
            others = [x for x in top[index + 1 :] if not is_contact(x.text)]
            addressed = greeted and not dates and len(others) < 4
            closed = len(top) < len(lines) and _TO.match(lines[len(top)].text)
            headed = line.kind is BlockKind.HEADING
            weak = addressed or (index > 2) or (not greeted and closed and not headed)
            yield _found(name, ORGANISATION, "letter head", 0.4 if weak else 0.7, line)
            return


def _head_names(top: Sequence[Line], index: int) -> Iterator[str]:
    text = top[index].text
    if index + 1 < len(top) and text.isupper() and top[index + 1].text.isupper():
        both = f"{text} {top[index + 1].text}"
        if len(both.split()) <= 8 and is_organisation(both.title()):
            yield tidy(both)
            return
    first = text.split(",")[0].strip()
    shouted = first.isupper() and len(first.split()) > 1
    if is_organisation(first.title() if shouted else first) and not first.endswith((".", "?", "!")):
        yield tidy(first)


def from_signature(lines: Sequence[Line]) -> Iterator[SenderEvidence]:
    """Yield who signed at the end, and for which body."""
    close = [x for x in lines if x.part not in {"header", "page number"}]
    found = read_signature([x.text for x in close])
    if not found:
        yield from _last_name(close)
    office = any(one.what == "office" for one in found)
    for one in found:
        line = close[one.line]
        if one.what == "person":
            kind = UNKNOWN if office else INDIVIDUAL
            yield _found(one.name, kind, "signature", 0.72 if office else 0.8, line)
        elif one.what in {"body", "behalf"}:
            strength = 0.95 if one.what == "behalf" else 0.86
            yield _found(one.name, ORGANISATION, "signature", strength, line)
        elif one.what == "employer":
            yield _found(one.name, ORGANISATION, "employer in the signature", 0.3, line)


def _last_name(lines: Sequence[Line]) -> Iterator[SenderEvidence]:
    """Yield a person whose name ends a letter without a formula, a place or rank at most below."""
    for index in range(max(1, len(lines) - 3), len(lines)):
        line, below = lines[index], lines[index + 1 :]
        first, _, rest = line.text.partition(",")
        closes = all(len(x.text) <= 50 and x.text[-1:] not in ".!?:;" for x in (line, *below))
        headed = BlockKind.HEADING in {line.kind, lines[index - 1].kind}
        if closes and not headed and person(first) and len(rest.split()) <= 4:
            yield _found(person(first), INDIVIDUAL, "signature", 0.68, line)
            return


def _named(line: Line, start: int, ground: str, strength: float) -> Iterator[SenderEvidence]:
    """Yield the name that begins at an offset of a line, when it is one."""
    organ = _ORGAN_OF.match(line.text, start)
    span = name_at(line.text, organ.end() if organ else start)
    if not span:
        return
    name = line.text[slice(*span)].removesuffix("'s").removesuffix("’s")
    kind = _kind(name)
    if kind is UNKNOWN and len(name.split()) < 2:
        return
    # A capitalised phrase that is neither a person nor a body by its words is one by its place.
    yield _found(
        person(name) if kind is INDIVIDUAL else tidy(name),
        ORGANISATION if kind is UNKNOWN else kind,
        ground,
        strength,
        line,
    )


def _kind(name: str) -> RespondentKind:
    if is_organisation(name) or is_acronym(name):
        return ORGANISATION
    return INDIVIDUAL if person(name) else UNKNOWN


def _found(
    name: str, kind: RespondentKind, ground: str, strength: float, line: Line
) -> SenderEvidence:
    return SenderEvidence(
        name=name if kind is INDIVIDUAL else tidy(name),
        kind=kind,
        ground=ground,
        strength=strength,
        quote=line.text[:240],
        start=line.start,
        end=min(line.end, line.start + 240),
    )
