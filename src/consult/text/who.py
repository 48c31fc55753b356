"""Who sent a document: what its words say, weighed, with the evidence and the rivals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from consult.domain.document import Block
from consult.domain.ledger import RespondentKind, SenderEvidence
from consult.text.aliases import short_names
from consult.text.name_words import BODY_WORDS, GENERIC_BODIES
from consult.text.organisations import (
    abbreviates,
    is_acronym,
    is_organisation,
    person,
    tidy,
    without_legal_form,
)
from consult.text.speakers import word_set
from consult.text.who_calls_itself import from_name_in_use
from consult.text.who_grounds import (
    Line,
    from_fields,
    from_letterhead,
    from_openings,
    from_signature,
    from_titles,
    lines_of,
)

SURE = 0.65
"""Evidence from here on may name the respondent; below it only proposes."""

_AGREE, _MOST, _RIVAL = 0.06, 0.99, 0.1
_PERSONAL = re.compile(
    r"\b(?:in\s+(?:a|my)\s+(?:purely\s+|strictly\s+)?(?:personal|private|individual)\s+capacity|"
    r"(?:respond|writ|answer)\w*\s+as\s+an\s+individual|(?:these|they)\s+are\s+my\s+own|"
    r"writ\w+\s+for\s+myself|not\s+on\s+behalf\s+of|my\s+own\s+(?:personal\s+)?views?\s+(?:and|only))\b",
    re.IGNORECASE,
)
_ON_PERSONAL = frozenset({"letter head", "signature", "its own words", "header"})
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:I|my|me)\b")
_HEADER = re.compile(r"(?P<name>[^<>]*?)\s*<(?P<address>[^<>@\s]+@[^<>\s]+)>")
_DESKS = word_set(
    "info admin office enquiries enquiry contact reception manager practice mail noreply no-reply "
    "secretary clerk team hello support sales policy consultation consultations"
)
_FILE_NOISE = re.compile(
    r"\b(?:responses?|submissions?|consultation|final|draft|letter|evidence|signed|version|copy|doc|"
    r"scan|v?\d+|pdf|to|the|of|from|re)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who sent something, as far as it can be told; ``name`` is empty when nobody can be named."""

    name: str = ""
    kind: RespondentKind = RespondentKind.UNKNOWN
    strength: float = 0.0
    aliases: tuple[str, ...] = ()
    evidence: tuple[SenderEvidence, ...] = ()
    """For the name, strongest first; the candidates themselves when nobody is named."""
    rivals: tuple[SenderEvidence, ...] = ()
    """The strongest evidence for each other name, strongest first."""


def find_who(
    text: str,
    blocks: Sequence[Block],
    *,
    header: str = "",
    file_name: str = "",
    never: Iterable[str] = (),
) -> Who:
    """Return who sent a document by its own words, its mail header and, last, its file's name.

    ``header`` is a sender as mail writes it ("Jo Roe <jo@roe.example>"); ``never`` names those
    who cannot be the sender, such as the consulting body. A name is given only on evidence of
    at least :data:`SURE` that no other comes near to; what is weaker proposes.
    """
    lines = lines_of(text, blocks)
    shorts = short_names(text)
    evidence = [
        *from_fields(lines),
        *from_titles(lines),
        *from_openings(lines),
        *from_name_in_use(lines),
        *from_signature(lines),
        *from_letterhead(lines),
        *from_header(header),
        *from_file_name(file_name),
    ]
    if any(_PERSONAL.search(line.text) for line in lines[:60]):
        evidence = [_weaker(e) if e.ground in _ON_PERSONAL else e for e in evidence]
    excluded = {_key(name) for name in never}
    evidence = list(dict.fromkeys(evidence))
    evidence = [e for e in evidence if e.name and _key(shorts.get(e.name, e.name)) not in excluded]
    groups = _grouped(_in_full(evidence), shorts)
    return _decided(groups, shorts, we=_speaks_as_we(lines))


def from_header(header: str) -> list[SenderEvidence]:
    """Return what the sender's name in a mail says; a desk's name or bare address hardly any."""
    match = _HEADER.fullmatch(header.strip())
    name = re.sub(r"\s*\([^()]{1,30}\)$", "", (match["name"] if match else header).strip(" \"'"))
    turned = re.fullmatch(r"([\w’'-]+),\s*([\w’'.-]+(?:\s[\w’'.-]+){0,2})", name)
    if turned and not is_organisation(name):
        name = f"{turned[2]} {turned[1]}"
    if not name:
        name = match["address"] if match else ""
    if not name:
        return []
    words = {w.casefold() for w in re.findall(r"[\w-]+", name)}
    kind, strength = RespondentKind.UNKNOWN, 0.25
    if words & _DESKS and len(words) <= 2:
        pass
    elif is_organisation(name):
        kind, strength = RespondentKind.ORGANISATION, 0.82
    elif person(name):
        kind, strength = RespondentKind.INDIVIDUAL, 0.75
    elif "@" not in name:
        strength = 0.66
    return [SenderEvidence(name=name, kind=kind, ground="header", strength=strength, quote=header)]


def from_file_name(file_name: str) -> list[SenderEvidence]:
    """Return whom a file's name may mean: the weakest of all evidence."""
    stem = file_name.rsplit("/", 1)[-1].rsplit("#", 1)[0].rsplit(".", 1)[0]
    plain = " ".join(_FILE_NOISE.sub(" ", re.sub(r"[_\-.]+", " ", stem)).split())
    named = " ".join(w if any(c.isupper() for c in w) else w.capitalize() for w in plain.split())
    if is_organisation(named) or is_acronym(named):
        kind = RespondentKind.ORGANISATION
    elif person(named):
        kind = RespondentKind.UNKNOWN
    else:
        return []
    return [
        SenderEvidence(name=named, kind=kind, ground="file name", strength=0.2, quote=file_name)
    ]


@dataclass(slots=True)
class _Group:
    """Evidence for one name, however it is written."""

    evidence: list[SenderEvidence]

    @property
    def best(self) -> SenderEvidence:
        return max(self.evidence, key=lambda e: (e.strength, len(e.name), e.name))

    @property
    def strength(self) -> float:
        grounds = {e.ground for e in self.evidence if e.ground != "file name"}
        return min(_MOST, self.best.strength + _AGREE * max(0, len(grounds) - 1))

    @property
    def kind(self) -> RespondentKind:
        kinds = [e.kind for e in sorted(self.evidence, key=lambda e: -e.strength)]
        return next((k for k in kinds if k is not RespondentKind.UNKNOWN), kinds[0])


def _grouped(evidence: Iterable[SenderEvidence], shorts: Mapping[str, str]) -> list[_Group]:
    groups: list[_Group] = []
    for one in sorted(evidence, key=lambda e: (-len(e.name), e.name, e.ground)):
        home = next(
            (g for g in groups if any(_same(one, other, shorts) for other in g.evidence)), None
        )
        if home is None:
            groups.append(_Group([one]))
        else:
            home.evidence.append(one)
    return sorted(groups, key=lambda g: (-g.strength, g.best.name))


def _in_full(evidence: Sequence[SenderEvidence]) -> list[SenderEvidence]:
    """Return evidence for "the College" as that for the one body whose name holds the word."""
    bodies = {
        _key(e.name): e.name
        for e in evidence
        if e.kind is RespondentKind.ORGANISATION and e.ground != "file name"
    }

    def full(one: SenderEvidence) -> SenderEvidence:
        word = _key(one.name)
        longer = [name for key, name in bodies.items() if word in key.split() and key != word]
        short = word in BODY_WORDS | GENERIC_BODIES and one.kind is RespondentKind.ORGANISATION
        return replace(one, name=longer[0]) if short and len(longer) == 1 else one

    return [full(one) for one in evidence]


def _same(one: SenderEvidence, other: SenderEvidence, shorts: Mapping[str, str]) -> bool:
    names = [shorts.get(e.name, e.name) for e in (one, other)]
    short, long = sorted(names, key=len)
    if _key(short) == _key(long):
        return True
    if is_acronym(short):
        return abbreviates(short, long)
    few, many = _key(short).split(), _key(long).split()
    if RespondentKind.ORGANISATION in {one.kind, other.kind} and one.kind is other.kind:
        # "Hill Trust" and "Hill Trust North"; "the Society" alone is too little.
        return len(few) > 1 and many[: len(few)] == few
    return bool(few) and set(few) <= set(many) and few[-1] == many[-1]


def _decided(groups: Sequence[_Group], shorts: Mapping[str, str], *, we: bool) -> Who:
    bodies = [g for g in groups if g.kind is RespondentKind.ORGANISATION]
    people = [g for g in groups if g.kind is not RespondentKind.ORGANISATION]
    body = bodies[0] if bodies and bodies[0].strength >= SURE else None
    one = people[0] if people and people[0].strength >= SURE else None
    if body and one and not _outweighs(body, one, we=we):
        body = None
    chosen = body or one
    others = [g for g in groups if g is not chosen]
    rivals = tuple(g.best for g in others)
    if chosen is None:
        return Who(evidence=tuple(g.best for g in groups))
    near = [
        g
        for g in (bodies if chosen is body else people)
        if g is not chosen and g.strength >= max(SURE, chosen.strength - _RIVAL)
    ]
    if near:
        return Who(evidence=tuple(g.best for g in groups))
    name = _written(chosen, shorts)
    return Who(
        name=name,
        kind=chosen.kind,
        strength=round(chosen.strength, 2),
        aliases=_aliases(name, chosen, shorts),
        evidence=tuple(
            sorted(chosen.evidence, key=lambda e: (-e.strength, e.ground, e.start or 0, e.name))
        ),
        rivals=rivals,
    )


def _outweighs(body: _Group, one: _Group, *, we: bool) -> bool:
    """Whether a body is the sender although a person stands there too.

    A letter head alone does not make a body of one who signs without an office and says "I".
    """
    grounds = {e.ground for e in body.evidence}
    if grounds <= {"letter head", "file name", "header"}:
        office = one.kind is RespondentKind.UNKNOWN
        return office or we
    named_field = any(e.ground == "form field" for e in one.evidence)
    return not (named_field and body.strength < one.strength and not we)


def _written(group: _Group, shorts: Mapping[str, str]) -> str:
    """Return the name as its strongest full writing has it: no acronym where there is a longer."""
    if group.kind is not RespondentKind.ORGANISATION:
        named = [e for e in group.evidence if e.kind is not RespondentKind.UNKNOWN]
        longest = max(named or group.evidence, key=lambda e: (len(e.name.split()), e.strength))
        return longest.name
    full = [e for e in group.evidence if not is_acronym(e.name) and e.ground != "file name"]
    if full:
        return tidy(max(full, key=lambda e: (e.strength, len(e.name), e.name)).name)
    return tidy(shorts.get(group.best.name, group.best.name))


def _aliases(name: str, group: _Group, shorts: Mapping[str, str]) -> tuple[str, ...]:
    if group.kind is not RespondentKind.ORGANISATION:
        return ()
    found = {short for short, full in shorts.items() if _key(full) == _key(name)}
    found |= {e.name for e in group.evidence if e.ground != "file name"}
    return tuple(sorted(a for a in found if _key(a) != _key(name)))


def _speaks_as_we(lines: Sequence[Line]) -> bool:
    body = " ".join(line.text for line in lines[:40])
    ours, mine = len(_WE.findall(body)), len(_I.findall(body))
    return ours >= 2 and ours > mine


def _weaker(evidence: SenderEvidence) -> SenderEvidence:
    if evidence.kind is not RespondentKind.ORGANISATION:
        return evidence
    return replace(evidence, strength=round(evidence.strength * 0.5, 3))


def _key(name: str) -> str:
    """Fold a name for comparing: case, accents, marks, titles, articles and legal forms away."""
    plain = unicodedata.normalize("NFKD", without_legal_form(tidy(name)))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = re.sub(r"[^\w\s]", "", plain.replace("&", " and ")).split()
    return " ".join(w for w in words if w not in _TITLES)


_TITLES = word_set("mr mrs ms miss mx dr prof professor cllr councillor sir dame the")
