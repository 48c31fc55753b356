"""Where the narration of a press item retells what the consulter plans."""

from __future__ import annotations

import re

from consult.text.consulter import Consulter
from consult.text.names import title_runs
from consult.text.press_cues import ARE_ASKED, PLANS, PLANS_WOULD, RULES, UNDER, WOULD

_BARE_MENTION = re.compile(
    r"^(?:the|this|a)\s+consultation\s+(?:ends?|ended|closes|closed|runs|opens|opened|began|"
    r"begins|is\s+open|was\s+launched|continues)\b|"
    r"\b(?:was|were|is|been)\s+(?:\w+ly\s+)?(?:welcomed|criticised|condemned|praised|"
    r"attacked|backed|rejected|opposed)\b",
    re.IGNORECASE,
)


def tells_of_plans(sentence: str, consulter: Consulter) -> bool:
    """Whether a masked sentence says what would happen by the consulter's plans or wishes."""
    under_plans = (
        _is_under_plans(sentence, consulter)
        or PLANS_WOULD.match(sentence)
        or ARE_ASKED.match(sentence)
    )
    return bool(under_plans) or consulter.is_planning_in(sentence)


def _is_under_plans(sentence: str, consulter: Consulter) -> bool:
    """Whether something would happen "under plans", or under the consulter's rules."""
    if not WOULD.search(sentence):
        return False
    for match in UNDER.finditer(sentence[:600]):
        if PLANS.match(sentence, match.end() + 1):
            return True
        if match.group().lower() == "if" and consulter.mentions(
            " ".join(sentence[match.end() :].split()[:7])
        ):
            return True
        if RULES.match(sentence, match.end() + 1) and consulter.mentions(sentence[match.end() :]):
            return True
    return False


def is_bare_mention(opening: str) -> bool:
    """Whether the consulter is named but somebody acts on it ("The review was criticised by")."""
    return bool(_BARE_MENTION.search(opening[:200]))


def begins_with_another(sentence: str, consulter: Consulter) -> bool:
    """Whether narration turns to a body or person other than the consulter."""
    opening = " ".join(sentence.split()[:7])
    for run in title_runs(opening):
        first = opening.find(run.text)
        at_start = not opening[:first].strip() or opening[:first].strip().lower() == "the"
        named = run.words > 1 or run.text.isupper()
        return at_start and named and not consulter.is_named_by(run.text)
    return False
