"""What the words of a header say about its column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from consult.domain.ledger import Consent, RespondentKind


class Use(StrEnum):
    """What a column is for."""

    ID = "id"
    RECEIVED = "date"
    NAME = "name"
    ORGANISATION = "organisation"
    KIND = "kind of respondent"
    CONSENT = "consent"
    QUESTION = "question"
    ATTRIBUTE = "attribute"
    IGNORE = "ignore"
    UNDECIDED = "undecided"


_NUMBER = re.compile(
    r"^(?:question|q)?\s?(?P<number>\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?)(?:[.:)\]]|\s[-–]|\s|$)\s*",
    re.IGNORECASE,
)
_PREFIXED = re.compile(r"^(?:question\s?|q)\d", re.IGNORECASE)
_NOT_A_NUMBER = re.compile(
    r"^\d+\s?(?:mph|km|%|per|years?|days?|months?|minutes?|am\b|pm\b|to\s\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderText:
    """A header without its question number."""

    number: str | None
    text: str


def folded(text: str) -> str:
    """Return a text as headers are compared: single spaces, no case, no colon at its end."""
    return " ".join(text.casefold().split()).rstrip(" :*?.")


def read_header(name: str, *, tag_is_number: bool = True) -> HeaderText:
    """Part a header such as "Q3. What …" into its number and its words.

    With ``tag_is_number`` off the first of several header rows is a tool's own tag, and no number
    is told from it.
    """
    if not tag_is_number:
        tag, _, text = name.partition(" | ")
        name = text or tag
    match = _NUMBER.match(name)
    if not match or _NOT_A_NUMBER.match(name):
        return HeaderText(number=None, text=name)
    rest = name[match.end() :].strip()
    marked = bool(_PREFIXED.match(name)) or match[0].rstrip() != match["number"]
    if not rest and not _PREFIXED.match(name):
        return HeaderText(number=None, text=name)
    if not marked and not rest[:1].isupper():
        return HeaderText(number=None, text=name)
    return HeaderText(number=match["number"].lower(), text=rest.lstrip("-–:. ") or name)


_ID = re.compile(
    r"(?:(?:response|respondent|submission|record|user|form|entry|unique|reference|case|row|"
    r"themefinder|participant|survey)[ _-]?)?(?:id|no|number|ref|reference|key|uuid)"
)
_RECEIVED = (
    re.compile(r"\b(?:submitted|submission)\b"),
    re.compile(r"\b(?:completion|completed|received|recorded)\b|recordeddate"),
    re.compile(r"\b(?:ended|end (?:date|time)|finished at)\b|^enddate$"),
    re.compile(r"^(?:timestamp|date|date and time|date it came|when)$"),
)
_STARTED = re.compile(r"^(?:start(?:ed)?(?: ?(?:time|date|at))?|date started|opened|created)$")
_TECHNICAL = re.compile(
    r"^(?:ip(?: ?address)?|last modified time|duration(?: \(in seconds\))?|time taken|progress|"
    r"finished|status|response (?:status|type)|distribution ?channel|user ?language|language|"
    r"external(?:data)? ?reference|location ?(?:latitude|longitude)|device(?: type)?|browser|"
    r"user ?agent|platform|operating system|collector(?: ?(?:id|name))?|tracking(?: ?link)?|"
    r"referr?er|source url|session(?: ?id)?|total points|quiz feedback|grade posted time|"
    r"(?:points|feedback) - .{0,300}|page path|custom data \d+|recipient ?(?:first|last) ?name|"
    r"recipient ?email|tags?|analyst notes?)$"
)
_CONTACT = re.compile(
    r"\be-?mail\b|\b(?:tele)?phone\b|\bmobile\b|\b(?:home |postal |your )?address\b|\bpost ?code\b"
)
_NAME = re.compile(
    r"^(?:(?:your|full|respondent|contact|first|last|sur|fore|family)?[ -]?name|"
    r"(?:what is|please (?:give|enter|provide|tell us)) your (?:full )?name|who are you|"
    r"name of (?:the )?respondent)\b"
)
_ORGANISATION = re.compile(
    r"\borgani[sz]ation(?:'s|s|al)?\b|\bcompany\b|\bbusiness name\b|\bname of (?:your )?group\b|"
    r"\bare you a group\b|\bwhich group\b|\bemployer\b"
)
_KIND = re.compile(
    r"\b(?:respond|reply|answer|comment|writ)ing (?:as|on behalf|in)\b|\btype of respondent\b|"
    r"\brespondent type\b|\bin what capacity\b|\bin which capacity\b|"
    r"\bindividual or (?:an? )?organi[sz]ation\b|"
    r"\bare you (?:an? )?(?:individual|organi[sz]ation)\b"
)
_CONSENT = re.compile(
    r"\bpublish(?:ed|ing)?\b|\bconfidential(?:ly|ity)?\b|\bconsent\b|\bmade? public\b|"
    r"\bquote (?:you|your|from)\b|\bshow people\b|\bshare your (?:response|answers?|name|views)\b|"
    r"\bprivacy\b|\banonym(?:ous|ously|ity|ised?)\b"
)
_PERSONAL = re.compile(
    r"^age\b|\b(?:your|what) age\b|\bhow old\b|\bage (?:group|band|range)\b|\bgender\b|\bsex\b|"
    r"\bethnic|\bdisab|\breligio|\bfaith\b|\bsexual orientation\b|\bmarital\b|\bcarer\b|"
    r"\bregion\b|\bward\b|\bdistrict\b|\bborough\b|\bwhere (?:do )?you (?:live|work)\b|\bsector\b|"
    r"\boccupation\b|\bjob\b|\byour role\b|\bincome\b|\bemployment\b|\bqualification|"
    r"\bdo you usually\b|\bcountry\b|\bnationality\b|\blocal authority\b|\bhousehold\b"
)
_EXPLAINS = re.compile(
    r"^(?:why|why not|comments?|please explain|please (?:give|tell us|provide|state) "
    r"(?:us )?(?:your |the |more |any |further )?(?:reasons?|details?|comments?|why|information)|"
    r"reasons?|tell us (?:why|more)|your reasons?|if (?:yes|no|not|you)\b|further comments?|"
    r"additional comments?|explain|can you explain|please (?:expand|elaborate|say why|describe))\b|"
    r"\b(?:explain|reasons? for|expand on|comment on|elaborate on) your (?:answer|response|choice|"
    r"view)|\byour reasons for\b|\bgive (?:your )?reasons\b|\bexplain why\b"
)
_OTHER = re.compile(
    r"(?:\bother\b[^|\]]{0,60}(?:specify|say|state|text|describe)|\bother\]?$|_text\b|- text$|"
    r"\bplease specify\b)"
)


def says_id(header: str) -> bool:
    """Return whether a header names the source's own id of a response."""
    return bool(_ID.fullmatch(folded(header)))


def received_rank(header: str) -> int | None:
    """Return how surely a header names the moment of sending, 0 the surest; None when not."""
    text = folded(header)
    return next((rank for rank, words in enumerate(_RECEIVED) if words.search(text)), None)


def says_started(header: str) -> bool:
    """Return whether a header names when a form was opened, which is not when it was sent."""
    return bool(_STARTED.match(folded(header)))


def says_technical(header: str) -> bool:
    """Return whether a header names what a survey tool notes for itself."""
    return bool(_TECHNICAL.match(folded(header)))


def says_contact(header: str) -> bool:
    """Return whether a header asks how to reach a person."""
    return bool(_CONTACT.search(folded(header)))


def says_name(header: str) -> bool:
    """Return whether a header asks for a person's name."""
    return bool(_NAME.search(folded(header))) and not _ORGANISATION.search(folded(header))


def says_organisation(header: str) -> bool:
    """Return whether a header asks which organisation answers."""
    return bool(_ORGANISATION.search(folded(header)))


def says_kind(header: str) -> bool:
    """Return whether a header asks for whom somebody answers."""
    return bool(_KIND.search(folded(header)))


def says_consent(header: str) -> bool:
    """Return whether a header asks what may be shown."""
    return bool(_CONSENT.search(folded(header)))


def says_personal(header: str) -> bool:
    """Return whether a header asks about the respondent."""
    return bool(_PERSONAL.search(folded(header)))


def says_explain(header: str) -> bool:
    """Return whether a header asks for the reasons of the answer before it."""
    return bool(_EXPLAINS.search(folded(header)))


def says_other(header: str) -> bool:
    """Return whether a header is for what stands behind the option "Other"."""
    return bool(_OTHER.search(" ".join(header.casefold().split())))


_ORGANISED = re.compile(
    r"\borgani[sz]ation|\bgroup\b|\bcompany\b|\bbusiness\b|\bbod(?:y|ies)\b|\bcharity\b|\bcouncil\b|\bbehalf\b"
)
_ALONE = re.compile(
    r"\bindividual\b|\bmyself\b|\bpersonal\b|\bresident\b|\bmember of the public\b|"
    r"\bcitizen\b|\bown\b|\bprivate person\b"
)


def kinds_of(values: Iterable[str]) -> dict[str, RespondentKind]:
    """Return value -> kind for those values whose words tell an individual or an organisation."""
    told: dict[str, RespondentKind] = {}
    for value in values:
        text = value.casefold()
        if _ORGANISED.search(text):
            told[value] = RespondentKind.ORGANISATION
        elif _ALONE.search(text):
            told[value] = RespondentKind.INDIVIDUAL
    return told


_WITHOUT_NAME = re.compile(
    r"\banonym|\bno name\b|"
    r"\b(?:without|but no|not|remove|withh[eo]ld|except|exclud\w{0,4})\b.{0,20}\bname|"
    r"\bresponse only\b"
)
_REFUSES = re.compile(
    r"^no\b|\bdo not (?:publish|share|consent|agree)\b|\bdon't\b|"
    r"\bnot be published\b|\bconfidential|"
    r"\bprivate\b|\bnot to be published\b|\bnot for publication\b|\bkeep\b"
)
_ALLOWS = re.compile(r"^yes\b|\bpublish|\bi (?:agree|consent)\b|\bhappy\b|\btrue\b|\bpublic\b")
_ASKS_SECRECY = re.compile(r"\bconfidential|\bprivate\b|\bnot (?:be )?publish")
_ASKS_ANONYMITY = re.compile(r"\banonym")


def consents_of(header: str, values: Iterable[str]) -> dict[str, Consent]:
    """Return value -> consent for those values whose words tell one, given what was asked.

    "Yes" to a question whether a response is confidential forbids what "Yes" to one whether it
    may be published allows.
    """
    asked = header.casefold()
    secrecy, anonymity = bool(_ASKS_SECRECY.search(asked)), bool(_ASKS_ANONYMITY.search(asked))
    told: dict[str, Consent] = {}
    for value in values:
        text = value.casefold()
        if _WITHOUT_NAME.search(text):
            told[value] = Consent.ANONYMOUS
        elif (secrecy or anonymity) and re.match(r"(?:yes|no)\b", text):
            kept = Consent.PRIVATE if secrecy else Consent.ANONYMOUS
            told[value] = kept if text.startswith("yes") else Consent.PUBLISH
        elif _REFUSES.search(text):
            told[value] = Consent.PRIVATE
        elif _ALLOWS.search(text):
            told[value] = Consent.PUBLISH
    return told
