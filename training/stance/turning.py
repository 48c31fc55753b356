# ruff: noqa: E501  (data: one line to a sense)
"""The same proposal in other words: as a question, in the passive, with another verb.

A proposal "We should ban X" and "X should be kept" are opposites although no "not" tells so; a
model that learns a stance must know such verbs. Proposals are found by their form, others are left.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

# base form, participle, gerund
_AGAINST = (
    ("ban", "banned", "banning"), ("prohibit", "prohibited", "prohibiting"), ("stop", "stopped", "stopping"),
    ("end", "ended", "ending"), ("scrap", "scrapped", "scrapping"), ("abolish", "abolished", "abolishing"),
    ("do away with", "done away with", "doing away with"), ("get rid of", "got rid of", "getting rid of"),
    ("outlaw", "outlawed", "outlawing"), ("forbid", "forbidden", "forbidding"), ("abandon", "abandoned", "abandoning"),
    ("phase out", "phased out", "phasing out"), ("criminalize", "criminalized", "criminalizing"),
)  # fmt: skip
_FOR = (
    ("allow", "allowed", "allowing"), ("keep", "kept", "keeping"), ("permit", "permitted", "permitting"),
    ("support", "supported", "supporting"), ("protect", "protected", "protecting"), ("defend", "defended", "defending"),
    ("hold on to", "held on to", "holding on to"), ("tolerate", "tolerated", "tolerating"),
)  # fmt: skip
_LESS = (
    ("limit", "limited", "limiting"), ("restrict", "restricted", "restricting"), ("reduce", "reduced", "reducing"),
    ("cut back", "cut back", "cutting back"), ("lower", "lowered", "lowering"), ("curb", "curbed", "curbing"),
)  # fmt: skip
_MORE = (
    ("promote", "promoted", "promoting"), ("subsidize", "subsidized", "subsidizing"), ("fund", "funded", "funding"),
    ("encourage", "encouraged", "encouraging"), ("expand", "expanded", "expanding"), ("strengthen", "strengthened", "strengthening"),
    ("increase", "increased", "increasing"), ("invest in", "invested in", "investing in"),
)  # fmt: skip
_START = (
    ("introduce", "introduced", "introducing"), ("adopt", "adopted", "adopting"), ("implement", "implemented", "implementing"),
    ("legalize", "legalized", "legalizing"), ("legalise", "legalised", "legalising"), ("reintroduce", "reintroduced", "reintroducing"),
    ("enact", "enacted", "enacting"), ("impose", "imposed", "imposing"),
)  # fmt: skip
_REJECT = (
    ("reject", "rejected", "rejecting"), ("oppose", "opposed", "opposing"), ("rule out", "ruled out", "ruling out"),
    ("do without", "done without", "doing without"), ("decide against", "decided against", "deciding against"),
)  # fmt: skip
_FAMILIES: tuple[tuple[Sequence[tuple[str, str, str]], Sequence[tuple[str, str, str]]], ...] = (
    (_AGAINST, _FOR), (_LESS, _MORE), (_MORE, (*_LESS, *_REJECT)), (_START, (*_REJECT, *_AGAINST[:4])), (_FOR, _AGAINST),
)  # fmt: skip
_BY_BASE = {verb[0]: family for family in _FAMILIES for verb in family[0]}
_BY_PARTICIPLE = {verb[1]: family for family in _FAMILIES for verb in family[0]}
_ACTIVE = re.compile(
    r"^(?:we|this house|the (?:government|state|usa?|eu|uk|united states)) (?:should|would|must) "
    r"(" + "|".join(sorted(map(re.escape, _BY_BASE), key=len, reverse=True)) + r") (?!to\b)(.+)$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"^(.+?) (?:should|must|ought to) be ("
    + "|".join(sorted(map(re.escape, _BY_PARTICIPLE), key=len, reverse=True))
    + r")((?: (?!to\b).+)?)$",
    re.IGNORECASE,
)
# True where the sense is turned once more
_FORMS = (
    ("We should {base} {x}", False), ("{x} should be {participle}", False), ("Should we {base} {x}?", False),
    ("Should {x} be {participle}?", False), ("Do you agree that we should {base} {x}?", False), ("Do you think {x} should be {participle}?", False),
    ("The government should {base} {x}", False), ("It would be right to {base} {x}", False), ("{gerund} {x} is a good idea", False),
    ("To what extent do you support {gerund} {x}?", False), ("{gerund} {x} would be a mistake", True), ("We should not {base} {x}", True),
    ("{x} should not be {participle}", True), ("There is no case for {gerund} {x}", True),
)  # fmt: skip


def reworded(proposition: str, dice: random.Random) -> tuple[str, bool] | None:
    """Return a proposal in other words and whether its sense is turned, or None for no proposal."""
    text = proposition.strip().rstrip(".")
    active, passive = _ACTIVE.match(text), _PASSIVE.match(text)
    if active and not active[2].lower().startswith("being "):
        family, thing, tail = _BY_BASE[active[1].lower()], active[2], ""
        own = next(verb for verb in family[0] if verb[0] == active[1].lower())
    elif passive and " not" not in passive[1]:
        family, thing, tail = _BY_PARTICIPLE[passive[2].lower()], passive[1], passive[3]
        own = next(verb for verb in family[0] if verb[1] == passive[2].lower())
    else:
        return None
    way = dice.random()
    like, unlike = family
    verb = own if way < 0.4 else dice.choice(like[:8]) if way < 0.55 else dice.choice(unlike)
    form, turns = dice.choice(_FORMS)
    said = form.format(
        x=_lower(thing) + tail if "{x} should" not in form and "Should {x}" not in form else thing,
        base=verb[0],
        participle=verb[1] + (tail if "{x} should" in form or "{x} be" in form else ""),
        gerund=verb[2],
    )
    return said[:1].upper() + said[1:], turns != (way >= 0.55)


def _lower(thing: str) -> str:
    first = thing.split(" ", 1)[0]
    return (
        thing
        if first.isupper() or first[1:] != first[1:].lower()
        else thing[:1].lower() + thing[1:]
    )
