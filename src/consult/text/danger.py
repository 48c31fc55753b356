"""Words in which somebody tells of present danger: to themselves, or to somebody they know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


def _any(words: str) -> str:
    """Return a pattern for any of some words or phrases that commas divide."""
    return f"(?:{'|'.join(' '.join(word.split()) for word in words.split(','))})"


def _rule(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of whole words; ``'`` stands for either apostrophe."""
    return re.compile(rf"\b(?:{pattern})\b".replace("'", "['’]"), re.IGNORECASE)


_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_TELLING = re.compile(
    r"\b(?:myself|my (?:own )?life|it all|want to die|be dead|suicid|self[- ]harm|without me|"
    r"(?:live|go on) for|to live|be alive|being|safe|threat|lock|shut|tied|lets?\b|scared|afraid|"
    r"frighten|terrif|fear|hit|beat|punch|kick|slap|strang|chok|burn|rap|abus|molest|hurt|touch|"
    r"grop|starv|cuts|drug|stalk|bites|assault|attack|stab|groom)",
    re.IGNORECASE,
)
"""One of these stands in every sentence that a rule finds, so that others are passed over."""

_HOW = (
    _any(
        "just, really, now, still, always, often, sometimes, even, regularly, also, only, seriously"
    )
    + "|"
    + _any("sexually, physically, again, constantly")
)
_HOW = rf"(?:(?:{_HOW}) ){{0,2}}"
_ROLES = _any(
    "husband, wife, partner, boyfriend, girlfriend, father, dad, mother, mum, son, daughter, "
    "brother, sister, uncle, aunt, cousin, child, kid, niece, nephew, parent"
)
_KIN = (
    rf"(?:(?:step|grand|foster |ex[- ]?)?{_ROLES}s?|"
    + _any("ex, carer, landlord, flatmate, neighbour, boss, children, baby, family, gran, nan")
    + r"|(?:younger|older|elder|baby|little) \w+)"
)
_OWN = "(?:(?:own|little|ex|younger|older|elderly) )?"
_SOMEBODY = rf"(?:(?:my|our|her|his) {_OWN}{_KIN}|he|she)"
_VICTIM = rf"(?:me|us|her|him|them|(?:my|our|his|her|the) {_OWN}{_KIN})"
_HARMS = _any(
    "hits, beats, punches, kicks, slaps, strangles, chokes, burns, rapes, abuses, molests, hurts, "
    "touches, gropes, starves, cuts, drugs, stalks, bites, assaults, attacks"
)
_HARMING = _any(
    "hitting, beating, punching, kicking, slapping, strangling, raping, abusing, molesting, "
    "hurting, touching, starving, stalking, assaulting, grooming, drugging"
)
_HARMED = _any(
    "hit, beat, punched, kicked, slapped, strangled, choked, burned, burnt, raped, abused, "
    "molested, hurt, assaulted, attacked, stabbed"
)
_SUFFERING = _any(
    "abused, beaten, hit, punched, kicked, raped, groomed, exploited, trafficked, starved, "
    "neglected, hurt, molested, assaulted, tortured, stalked, drugged, locked up, locked in, "
    "left alone"
)
_AT_HOME = r"(?:at home|in (?:my|our) (?:own )?home|with (?:him|her|my \w+))"
_KILLING_SELF = (
    r"(?:kill(?:ing)? myself|end(?:ing)? (?:my (?:own )?life|it all)|tak(?:e|ing) my (?:own )?life)"
)
_AM = "I(?:'m| am|'ve| have)?"

_TO_SELF = tuple(
    _rule(pattern)
    for pattern in (
        rf"{_AM} {_HOW}(?:been )?"
        + _any("want to, wanna, going to, will, plan to, planning to, intend to, thinking about")
        + rf" {_KILLING_SELF}",
        rf"{_AM} {_HOW}(?:been )?(?:think(?:ing)?|thought) (?:about|of) {_KILLING_SELF}",
        rf"I'll {_HOW}{_KILLING_SELF}",
        rf"I {_HOW}want to (?:die|be dead|hurt myself|harm myself|cut myself)",
        rf"{_AM} {_HOW}(?:been |started |keep )?(?:self[- ]?harming|"
        r"(?:cutting|hurting|harming|burning|starving) myself)",
        rf"I(?:'m| am) {_HOW}suicidal|I(?:'m| am)? {_HOW}feel(?:ing)? suicidal",
        rf"(?:I|I'm|am|and) {_HOW}(?:still, )?hav(?:e|ing),? (?:\w+ )?suicidal "
        + _any("thoughts, ideas, intentions, feelings, ideation"),
        r"(?:have|having|lost) (?:no|the|all|any|my) will to live",
        r"don't want to be alive|no reason to live",
        r"(?:nothing|no reason) (?:left )?to (?:live|go on) for",
        r"(?:everyone|everybody|they|my \w+) (?:would|will|'d) be better off without me",
    )
)
_TO_OTHERS = tuple(
    _rule(pattern)
    for pattern in (
        rf"{_SOMEBODY} {_HOW}{_HARMS} {_VICTIM}",
        rf"{_SOMEBODY} (?:is|keeps|won't stop|will not stop) {_HOW}{_HARMING} {_VICTIM}",
        rf"{_SOMEBODY} {_HOW}threatens to (?:kill|hurt|stab|burn|beat|rape)",
        rf"{_SOMEBODY} {_HOW}threatens (?:me|us|my {_KIN}) with (?:a|his|her) \w+",
        rf"{_SOMEBODY} {_HOW}(?:keeps|has|locks) {_VICTIM} (?:locked|shut|tied)",
        rf"{_SOMEBODY} (?:won't|will not|doesn't|does not) let (?:me|us) (?:leave|out|go out)",
        rf"{_SOMEBODY} never lets (?:me|us) (?:leave|out|go out)",
        rf"(?:I(?:'m| am)|we(?:'re| are)|(?:he|she)(?:'s| is)|"
        rf"(?:my|our|his|her) {_OWN}{_KIN}(?:'s {_KIN})? (?:is|are)) "
        rf"{_HOW}being {_HOW}{_SUFFERING}",
        rf"(?:scared|afraid|frightened|terrified|fear)(?: that)? {_SOMEBODY} "
        r"(?:will|is going to|might|may|is about to) (?:kill|hurt|rape|beat|stab|find)",
        rf"(?:not safe|don't feel safe|do not feel safe|never feel safe) {_AT_HOME}",
    )
)
_RECENTLY = _rule(rf"{_SOMEBODY} {_HOW}{_HARMED} {_VICTIM}")
_WHEN = _rule(
    _any("last night, yesterday, today, tonight, again")
    + r"|this (?:morning|week|weekend|afternoon|evening)|every (?:day|night|week|weekend)"
    + r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_A_CHILD = _rule(
    r"(?:a|the|one|this|some|two|three) (?:(?:little|young|small) )?"
    + _any("child, children, boy, boys, girl, girls, baby, kid, kids, pupil, toddler, woman, man")
    + rf"[^.!?;]{{0,80}}?\b(?:is|are) {_HOW}being {_HOW}{_SUFFERING}"
)
_CLOSE = _rule(
    r"next door|(?:in|at) my (?:class|school|street|block|home)|across the (?:road|street|hall)|"
    r"(?:I|we) (?:teach|know|foster|look after|work with|live with|care for)"
)
_SUPPOSED = _rule("if|imagine|suppose|whether|unless|example|e[.]g")
_PAST = _rule(
    r"used to|years? ago|in the past|as a child|when I was|(?:19|20)\d\d|for years before|"
    r"left (?:him|her)"
)
_FIGURATIVE = _rule(
    _any(
        "laughing, charge, charges, fine, fines, bill, bills, tax, taxes, to the, business, us all"
    )
    + r"|by (?:ignoring|cutting|closing|raising|an? (?:car|van|lorry|bus))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """Words that tell of danger; the offsets count code points of the text that was looked at."""

    start: int
    end: int
    to_self: bool
    """Whether the writer speaks of ending or harming their own life."""


def find_danger(text: str) -> tuple[Danger, ...]:
    """Return the sentences in which the writer tells of present danger, in their order.

    Danger is to the writer's own life, or violence, abuse or neglect by or of somebody whom the
    writer knows. What lies in the past, is only supposed, or is said of people in general is
    left. The rules know English, miss much and sometimes err: they are for a person to look at,
    and no reason to think that nobody else is in danger.
    """
    return tuple(_found(text))


def _found(text: str) -> Iterator[Danger]:
    for match in _SENTENCE.finditer(text):
        sentence = " ".join(match[0].split())
        if not _TELLING.search(sentence) or _FIGURATIVE.search(sentence):
            continue
        to_self = any(rule.search(sentence) for rule in _TO_SELF)
        if to_self or _is_to_others(sentence):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Danger(start=start, end=match.end(), to_self=to_self)


def _is_to_others(sentence: str) -> bool:
    if _PAST.search(sentence):
        return False
    rules = list(_TO_OTHERS)
    if _WHEN.search(sentence):
        rules.append(_RECENTLY)
    if _CLOSE.search(sentence):
        rules.append(_A_CHILD)
    found = (rule.search(sentence) for rule in rules)
    return any(m is not None and not _SUPPOSED.search(sentence, 0, m.start()) for m in found)
