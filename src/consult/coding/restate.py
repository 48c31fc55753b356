"""A yes/no question said as the statement that a yes agrees with."""

from __future__ import annotations

import re

from consult.coding.predicates import predicate_start, third_person
from consult.domain.verbs import has_finite_verb

_QUESTION = re.compile(r"[^?]{1,1500}\?")
_STATED = re.compile(
    r"(?:the (?:draft )?(?:plan|paper|council|review|strategy|report|government)|we) "
    r"(?:(?:says?|believes?|suggests?|argues?|thinks?|proposes?|considers?) that ([^.?]{10,300})|"
    r"(?:proposes?|recommends?|suggests?) (an? [^.?]{5,300}))\. "
    r"(?:what (?:is your (?:view|opinion)|are your views|do you think)|do you (?:agree|support)|"
    r"to what extent do you (?:agree|support))\b[^?]{0,200}\?",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:overall|in general|generally|in principle|in your (?:view|opinion|experience)|"
    r"on balance|and|so|please tell us)\s*[,:]?\s+",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"((?:if|when|where|in|for|on|at|given|as|with|once|after|before|under)\b[^,?]{3,150}),\s+"
    r"(?=(?:should|is|are|does|do|has|have|can|could|will|would|must|to what extent)\b)",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"(?:(?:to what extent|how far|how strongly|how much|whether)\s+)?(?:do|would|did)\s+you\s+"
    r"(?:(?:broadly|generally|strongly|also|still|personally)\s+)?"
    r"(agree|disagree|think|believe|consider|feel|support|oppose|favour|accept|back|welcome)"
    r"(?P<other>,?\s+or\s+(?:do\s+you\s+)?(?:disagree|agree|oppose|support|not|reject))?"
    r"(?:,?\s+(?:in principle|overall|or not),?)?(?P<joint>\s+that|\s+with|)\s+(?P<rest>.+)\Z",
    re.IGNORECASE,
)
_FAVOUR = re.compile(
    r"(?:to what extent\s+)?are you\s+(?:in favour(?:\s+of)?|for)"
    r"(?:,?\s+or\s+(?:against|opposed to))?(?:\s+of)?\s+(.+)\Z",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"(should|must|can|could|will|would|is|are|was|were|does|do|did|has|have)\s+(.+)\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[,;–—-]?\s*(?:\b(?:and|or)\s+)?\b(?:if (?:not|so)\s*,?\s*)?(?:why(?: or why not| not)?|how)"
    r"\s*\Z|,?\s+or not\s*\Z|,?\s+(?:yes or no|and please explain.{0,60})\s*\Z",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r",\s+and,?\s+(?:if (?:so|not),?\s+)?(?:what|how|why|which|where|when|who)\b"
    r"|\s+and\s+(?:what|how|why|which)\b(?=[^,]{0,60}?\b(?:do|would|should|could|will) "
    r"(?:you|this|that|it|we|they)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|will|would|should|must|can|could|has|have|does|do|may|might|needs?)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"(?:(?:the|our|this|its|their|his|her)\s+)?(?:(?!that\b)[\w’'-]+\s+){0,2}?(?:statement|view|idea"
    r"|principle|proposal|proposition|suggestion|recommendation|conclusion|position|argument|claim"
    r"|assessment|opinion|belief)s?\s+that\s+",
    re.IGNORECASE,
)
"""What people are asked about by what it says: "our proposal that a bank should publish"."""
_FEWEST_WORDS = 3
_OURS = re.compile(
    r"\b(our)(?=\s+(?:(?:draft|proposed|preferred|new|suggested|overall)\s+)?(?:proposals?|plans?"
    r"|approach|assessments?|analysis|estimates?|recommendations?|options?|suggestions?|figures?)\b)",
    re.IGNORECASE,
)
"""What is the consulting body's own, which is not "ours" to who agrees."""
_ACTION = re.compile(
    r"(?:the|our|this|these|its|their|a|an|any)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:proposals?|plans?|ideas?|suggestions?|intentions?|introduction|creation|closure|removal|"
    r"changes?|scheme|measures?|extension|reforms?|ban|move)\b|"
    r"(?:the|our|these)\s+(?:proposed|planned|suggested|new)\b",
    re.IGNORECASE,
)
_ABOUT_RESPONDENT = re.compile(
    r"(?:you|your|anyone|anything|there\s+(?:any|other|anything|anyone))\b", re.IGNORECASE
)
_UNSAYABLE = re.compile(
    r"^(?:this|it|that|these|those|they) (?:is|are|was|were|will|would|should|can|has|have)\b"
    r"|\b(?:any|anything|anyone|you|your)\b|^(?:of|or)\b",
    re.IGNORECASE,
)
"""What only a question says ("any changes"), names nothing, or is about whoever answers."""
_ALTERNATIVE = re.compile(
    r"\bor (?:should|would|is|are|do|does|stay|remain|keep|something else|another)\b"
    r"|\b(\w+) or (?:un|in|im|not )\1\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?:(?!of\b|for\b|to\b|in\b|on\b)[\w’'-]+ ){1,4}?and\b", re.IGNORECASE)
"""Two things before any attribute: "the vision and objectives of the plan"."""
_AFTER_HEAD = re.compile(
    r"\s(?:of|to|for|in|on|at|from|with|about|that|which|who|as|set|described|proposed|outlined|"
    r"listed|suggested|under|by|between|and)\b",
    re.IGNORECASE,
)


def restate_question(text: str) -> str | None:
    """Return the statement that a yes to the question agrees with, or None.

    *Do you agree that X?* becomes *X.*, *Should we X?* *We should X.*, *Is a system which does X
    impeded in Y?* *A system which does X is impeded in Y.* Only the first question of a text
    counts, without what it goes on to ask (*…, and what would follow?*); *We propose a new park.
    What do you think?* becomes *There should be a new park.* Questions that ask how, what or why,
    offer alternatives, or are about the respondent cannot be said so, nor can those whose
    subject's end is not plain.
    """
    text = " ".join(text.split())
    if stated := _STATED.match(text):
        return _sentence(stated.group(1) or f"there should be {stated.group(2)}")
    found = _QUESTION.match(text)
    if not found:
        return None
    question = _TAIL.sub("", found.group().rstrip("?").strip())
    question = _FURTHER.split(question, maxsplit=1)[0]
    question = _LEAD_IN.sub("", question, count=1) if _LEAD_IN.match(question) else question
    prefix = _PREFIX.match(question)
    body = question[prefix.end() :] if prefix else question
    if _ALTERNATIVE.search(body) or not body:
        return None
    statement = _opinion(body) or _inverted(body)
    if statement is None or _UNSAYABLE.search(statement):
        return None
    if prefix:
        statement = f"{prefix.group(1)}, {statement}"
    return _sentence(statement)


def _sentence(statement: str) -> str | None:
    statement = _OURS.sub("the", statement.strip(" ,;:“”\"'"))
    return f"{statement[0].upper()}{statement[1:].rstrip('.')}." if statement else None


def _opinion(question: str) -> str | None:
    """Say *do you agree/support …* as what is agreed to or supported."""
    if found := _FAVOUR.match(question):
        return _endorsed(found.group(1), "support")
    found = _OPINION.match(question)
    if not found:
        return None
    verb, joint, rest = found[1].lower(), found["joint"].strip().lower(), found["rest"]
    if verb in ("disagree", "oppose") and found["other"] is None:
        return None  # a yes would deny the statement
    held = _HELD.match(rest)
    if held and not has_finite_verb(rest[held.end() :].partition(" ")[0]):
        rest, joint = rest[held.end() :], "that"
    if rest.startswith(("“", '"', "‘")):
        return rest
    if joint == "that" or verb in ("think", "believe", "consider", "feel"):
        rest = re.sub(r"\A(?:that\s+)", "", rest)
        if re.match(r"(?:about|of|there (?:are|is) (?:any|other))\b", rest, re.IGNORECASE):
            return None
        # After "agree that" a whole clause stands, whatever its verb ("the benefits outweigh").
        whole = joint == "that" and len(rest.split()) >= _FEWEST_WORDS
        return rest if whole or _CLAUSE.search(rest) else None
    if joint == "with" or verb in ("support", "oppose", "favour", "accept", "back", "welcome"):
        return _endorsed(rest, verb)
    return rest if _CLAUSE.search(rest) else None


def _endorsed(noun: str, verb: str) -> str | None:
    """Make a statement of a noun phrase that people are asked to endorse."""
    if re.match(r"(?:us|this|it|these|them|any|the following|your)\b", noun, re.IGNORECASE):
        return None
    if re.match(r"(?:a|an)\s", noun, re.IGNORECASE) and verb not in ("agree", "disagree"):
        return f"there should be {noun}"
    if _ACTION.match(noun):
        return f"{noun} should go ahead"
    if verb in ("agree", "disagree", "accept"):
        return f"{noun} {'are' if _is_plural(noun) else 'is'} right"
    if re.match(r"\w+ing\s", noun):
        return f"{noun} is right"
    return f"{noun} should be supported"


def _is_plural(noun: str) -> bool:
    if _SEVERAL.match(noun):
        return True
    head = _AFTER_HEAD.split(f"{noun} ", maxsplit=1)[0].split()[-1].strip("“”‘’\"',")
    return head.endswith("s") and not head.endswith(("ss", "us", "is"))


def _inverted(question: str) -> str | None:
    """Put the subject of *should/is/does … ?* before its verb again."""
    found = _AUXILIARY.match(question)
    if not found:
        return None
    auxiliary, rest = found.group(1).lower(), found.group(2)
    if _ABOUT_RESPONDENT.match(rest):
        return None
    words = rest.split()
    start = predicate_start(words, auxiliary)
    if start is None or words[start].lower() == "not":
        return None
    subject, predicate = " ".join(words[:start]), " ".join(words[start:])
    if auxiliary == "does":
        return f"{subject} {third_person(predicate)}"
    if auxiliary == "do":
        return f"{subject} {predicate}"
    return f"{subject} {auxiliary} {predicate}"
