"""What a sentence leans on: a subject, a turn or a thing that only the one before it names."""

from __future__ import annotations

import re

_POINTS_BACK = re.compile(
    r"^\W{0,3}(?:(?:but|and|so|however|yet|also|instead|alongside|because of|despite|given|all|some"
    r"|both|most|many|none|either|neither|nine|each|of),? (?:of )?)?"
    r"(?:this|that|these|those|it|its|they|their|them|he|she|his|her|such|the (?:former|latter))\b"
    r"|^\W{0,3}(?:both|neither|either|others?) (?:may|might|is|are|was|were|can|could|should|must"
    r"|would|will|has|have)\b",
    re.IGNORECASE,
)
_NAMES_ITS_SUBJECT = re.compile(
    r"^\W{0,3}(?:(?:but|and|so|however|yet),? )?(?:it(?:['’]s| (?:is|was|would be|will be|should be"
    r"|must be|can be|cannot be)) (?:(?!and\b|or\b)[\w’'-]+ ){1,3}?(?:that|to|for|when|if)\b"
    r"|it(?:['’]s| is) time\b|it (?:depends|takes|helps|seems|makes sense|should be noted)\b"
    r"|(?:those|all those|most of those) (?:who|with|without|that|in|of|\w{3,}(?:ing|ed))\b"
    r"|this (?:review|consultation|plan|paper|report|town|village|country|area|year|proposal)\b"
    r"|that said\b|such is\b)",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"^\W{0,3}(?:however|but|and|or|so|also|then|thus|because|which|who|therefore|hence|indeed"
    r"|moreover|besides|furthermore|additionally|similarly|likewise|nevertheless|nonetheless"
    r"|instead|otherwise|yet|consequently|accordingly|meanwhile|alongside|again|finally|lastly"
    r"|secondly|second,|thirdly|third,|another|others?|here(?:,| (?:is|are|again))"
    r"|there(?! (?:is|are|was|were|has|have|should|must|needs?|will|can|may|would)\b)"
    r"|one (?:is|was|would|could|should|may|might)|for (?:example|instance)"
    r"|in (?:addition|parallel|turn|contrast|particular|fact|other words)|on the other hand"
    r"|as (?:such|a result|well|noted|above|described|outlined|mentioned)|at the same time"
    r"|what is more|too often this|to do this|if (?:so|not),|doing so"
    r"|the same (?:applies|goes|is true))(?!\w)",
    re.IGNORECASE,
)
_MENTIONS = re.compile(
    r"^\W{0,3}(?:we|i|our members|members) (?:[\w’'-]+ ){0,3}?(?:whether|that|if|how|why"
    r"|because) (?:it|they|this|these|those|such)\b|\b(?:has|have|had) (?:[\w’'-]+ ){1,2}?(?:this"
    r"|these|them|it)\b|\b(?:them|this|these|it|there)\W*$|^\W{0,3}(?:[\w’'-]+ ){1,3}also\b"
    r"|\b(?:to|of|in|for|with|by|on|from|about|at|after|under) (?:this|these|that|those|it"
    r"|them)(?:[.,;:!?]|$| (?:and|but|or|so|because|area|issue|way|point|matter|context|space)\b)",
    re.IGNORECASE,
)


_PASSED_ON = re.compile(
    r"^\W{0,3}(?:(?:and|but|of course|no doubt|now),? )?(?:it (?:is|was|would be"
    r"|may be) tempting to\b|it (?:might|may|could|can|is often|is sometimes"
    r"|will) (?:be )?(?:thought|said|argued|claimed|objected|supposed|assumed)\b"
    r"|(?:some|others|(?:some )?people|critics|supporters|opponents"
    r"|defenders)(?: (?:of|in|who) [^,.;]{2,40})?(?:,[^.;]{2,60},)? (?:often |will |may |might "
    r"|would |sometimes )?(?:say|argue|claim|think|fear|regard|believe|suggest"
    r"|tell (?:us|me|you))\b)"
    r"|\b(?:is|are) (?:often|sometimes|usually|commonly) (?:put forward|said|claimed|presented"
    r"|portrayed|described|held up) (?:as|to|that)\b",
    re.IGNORECASE,
)


def passes_on(sentence: str) -> bool:
    """Tell whether a sentence says what may be thought or what others say, not its author's view.

    "It is tempting to read …" and "People say that …" wait for an answer.
    """
    return _PASSED_ON.search(sentence) is not None and not sentence.rstrip().endswith("?")


def points_back(sentence: str) -> bool:
    """Tell whether a sentence opens on a subject that only what stands before it names.

    "They never asked us" does; "It is clear that …" and "Those who care …" name theirs.
    """
    return _POINTS_BACK.match(sentence) is not None and _NAMES_ITS_SUBJECT.match(sentence) is None


def turns_from_before(sentence: str) -> bool:
    """Tell whether a sentence opens on a word that joins it to the one before: "However"."""
    return _TURNS.match(sentence) is not None


def leans_on_context(sentence: str) -> bool:
    """Tell whether a sentence begins on what stands before it, by its subject or by a turn."""
    return points_back(sentence) or turns_from_before(sentence)


def mentions_unnamed(sentence: str) -> bool:
    """Tell whether a sentence speaks, further on, of something it does not name: "… to them."."""
    return _MENTIONS.search(sentence) is not None
