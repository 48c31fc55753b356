"""Quotation marks, and who is said to say something in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consult.domain.document import Span
from consult.text.name_words import word_set

MASK = "\u25a1"
"""Stands for each character inside quotation marks, so that offsets hold."""

_SAY = (
    "said says say told tells added adds argued argues warned warns urged urges urge called "
    "calls welcomed welcomes criticised criticises criticized agreed agrees disagreed "
    "disagrees supported supports support backed backs back praised praises condemned "
    "condemns described describes insisted insists claimed claims commented comments noted "
    "notes stressed stresses suggested suggests stated states wrote writes written explained "
    "explains concluded concludes responded responds replied replies acknowledged "
    "acknowledges recognised recognises questioned questions opposed opposes oppose rejected "
    "rejects accused accuses hailed hails hoped hopes believed believes believe wanted wants "
    "want cautioned cautions highlighted highlights demanded demands asked asks continued "
    "continues voiced voices pledged pledges emphasised emphasises accepted accepts cited "
    "cites raised raises expressed expresses feared fears fear found finds recommended "
    "recommends proposed proposes pointed points branded dubbed applauded applauds echoed "
    "echoes objected objects complained complains predicted predicts denied denies "
    "challenged challenges endorsed endorses pleaded pleads reiterated reiterates thought "
    "thinks felt feels maintained maintains contended contends observed observes admitted "
    "admits conceded concedes confirmed confirms announced announces promised promises "
    "estimated recalled recalls remarked remarks declared declares answered answers countered "
    "counters retorted retorts protested protests joked jokes laughed laughs sighed sighs shouted "
    "shouts muttered mutters whispered grumbled grumbles exclaimed wondered wonders doubted doubts "
    "reckoned reckons blamed blames disputed disputes alleged alleges revealed reveals lamented "
    "laments regretted regrets vowed vows threatened threatens advised advises attacked attacks "
    "defended defends favoured favours prefers preferred expects expected sees likes dislikes "
    "supposes guesses assured assures outlined outlines explained protests mocked queried queries "
    "speaks say argue claim insist accept agree welcome hope think feel reject doubt prefer reveal "
    "spoke speaks speak presented presents introduced introduces offered offers "
    "dismissed dismisses worry worries greeted greets estimates calculates calculated "
    "warn predict demand point begs begged disagree differ"
)
_VERBS = word_set(_SAY)
_NOT_INVERTED = word_set(
    "found finds felt feels fear fears feared back backs backed support supports supported oppose "
    "opposes opposed want wants wanted sees likes"
)
"""Verbs of attitude, which do not follow the words quoted."""
_SPOKEN = re.compile(r"^[a-z]{3,14}(?:ed|s)$")
"""Any verb that stands between a quotation and a name: "…," breezed Ann Lee."""
_AUXILIARY = word_set(
    "has have had also then later further today yesterday now still both all both strongly "
    "previously recently again too nonetheless nevertheless instead "
    "simply never even just did does do "
    "would will"
)
_PASSIVE = word_set("is are was were be been being get got as than to of a an the which who whom")
_WORD = re.compile(r"[^\W\d_](?:[\w’'\-]*\w)?")
_RELATIVE = re.compile(
    r"^(?:(?:in|of|on|for|to|at|by|from|with|under)\s+)?(?:which|whom|whose|where|when|that|who)\b"
)
_REACH = 400
"""Characters before or after a verb in which its subject is looked for."""
_MOST_VERBS = 200
"""No sentence has so many verbs of speech; a hostile one has no more looked at."""
_CLAUSE = re.compile(
    r"[;:\u2013\u2014]|\s-\s|\b(?:that|because|while|whilst|when|after|before|although|though|if|"
    r"how|since|whether|but)\b",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"^(?:in|on|at|for|with|by|from|after|before|during|as|since|despite|following|speaking|"
    r"responding|commenting|writing|echoing|meanwhile|however|but|and|yet|also|while|whilst|when|"
    r"although|though|asked|because|under|last|this|that|earlier|later|yesterday|today|finally|"
    r"elsewhere|separately|meanwhile|instead|overall|concluding|[a-z]+ing)\b",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(
    r"^(?:but|and|however|yet|so|also|meanwhile|while|whilst|as|by\s+contrast|in\s+contrast|"
    r"in\s+response|in\s+turn|in\s+reply|for\s+example|"
    r"(?:in|on|at)\s+(?:the|its|his|her|their|this)\s+\w+(?=\s+the\s))\s+",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\b(?:according to|in the (?:view|opinion|eyes|words|judgement) of)\s+"
    r"(?:(?:(?:new|its|recent|an?|the)\s+)?(?:research|figures|work|stud(?:y|ies)|reports?|surveys?|"
    r"analysis|data)\s+(?:by|from|of)\s+)?([^,;:.\u25a1]{2,120}"
    r"(?:,\s+(?:of|from|at|who|an?|chair\w*|director|head)\s[^,;:.\u25a1]{2,120})?)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|an?|its|their)\s")
_SO_DOES = re.compile(
    r"^(?:and\s+|but\s+)?(?:so|nor|neither)\s+(?:do|does|did|is|are|was|were)\s+((?:the\s+)?(?-i:[A-Z])[^;:.\u25a1]{2,120})",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"((?:the\s+)?[A-Z][^,;:.\u25a1]{2,100}),\s+which\s+(?:says|said|believes|estimates|fears|argues|warns|"
    r"warned|thinks|claims|claimed|wants|supports|backs|opposes|calls|called|predicts|expects)\b"
)
_WHOSE = re.compile(
    r"\b((?-i:[A-Z])[^;:.\u25a1]{2,120}?),\s+whose\s+(?:[\w\-]+\s+){1,4}?(?:said|says|told|added|wrote)\b"
)
_INTERPOLATED = re.compile(
    r",\s+(?:however|meanwhile|though|too|also|by\s+(?:contrast|comparison)|in\s+(?:contrast|turn)|"
    r"for\s+(?:its|their|his|her)\s+part|on\s+the\s+other\s+hand|of\s+course|at\s+least),"
)
_DASHED = re.compile(r" [–—-] ([^–—\u25a1.;]{3,100}) [–—-] ")
"""What stands between dashes, as other writers put it between commas."""
_PRONOUN_AFTER = re.compile(r"\u25a1,?\s+(he|she|they)\s+[a-z]+(?:ed|s)\b")
_NAME_AFTER = re.compile(r"\u25a1,?\s+((?:the\s+)?[A-Z][^,;:.\u25a1]{2,80}?)\s+[a-z]{3,}ed\b")
_IN_VIEW = re.compile(r"\bin\s+(his|her|its|their)\s+(?:view|opinion|judgement)\b", re.IGNORECASE)
_SUBJECT_FORM = {"his": "he", "her": "she", "its": "it", "their": "they"}
_STANDING = re.compile(
    r"\b(?:is|are|was|were|remains?|remained)\s+(?:(?:not|so|less|more|very|also|both|all|firmly|"
    r"strongly|deeply|broadly|far|much)\s+){0,3}(?:in\s+favour|against|neutral|opposed|keen|keener|content|"
    r"wary|unmoved|unconvinced|unimpressed|warmer|cooler|cool|lukewarm|unhappier|sceptical|pleased|delighted|unhappy|happy|happier|worried|concerned|"
    r"sure|convinced|persuaded|furious|angry|dismayed|cautious|supportive|enthusiastic|relieved|alarmed|"
    r"disappointed|divided|impressed|adamant|hopeful|certain)\b"
)
"""Where somebody is said to stand, without a verb of speech."""
_INTRODUCES = re.compile(r"(?:^|[.!?]\s+)((?:[^.:;\u25a1]|\.(?=\w)){2,120}):\s*[*_]*\u25a1")
_FOR = re.compile(r"^(?:(?:but|and|yet|while|whilst)\s+)?(?:for|to)\s+([A-Z][^,\u25a1]{2,120}),\s")
_TWO_NAMES = re.compile(r"[A-Z][\w’'\-]+\s+[A-Z]")
_AGENT = re.compile(
    r"\b(?:welcomed|criticised|condemned|praised|backed|supported|opposed|rejected|attacked|shared|"
    r"echoed|cheered|applauded|hailed|questioned|challenged|dismissed|disputed)"
    r"\s+by\s+([^;:.\u25a1]{2,160})"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A subject that is said to say something, as printed, and where its verb stands."""

    subject: str
    verb: str
    start: int
    inverted: bool = False


def quoted(text: str, *, opened: bool = False) -> tuple[tuple[Span, ...], bool]:
    """Return the stretches inside quotation marks, marks included, and whether one stays open.

    Double marks count wherever they stand, curly or straight; single ones only around four
    words or more that end in punctuation, as speech does and headlines and terms do not.
    ``opened`` says that a quotation of the block before is still open; then an opening mark at
    the start continues it, and without one the text before the first closing mark is inside.
    """
    regions: list[Span] = []
    start: int | None = None
    if opened and text[:1] not in ("“", '"', "„"):
        start = 0 if "”" in text and not 0 <= text.find("“") < text.find("”") else None
    for position, mark in enumerate(text):
        if start is None and (mark in "“„" or (mark == '"' and _opens(text, position))):
            start = position
        elif start is not None and (mark == "”" or (mark == '"' and not _opens(text, position))):
            regions.append(Span(start=start, end=position + 1))
            start = None
    still_open = start is not None
    if start is not None:
        regions.append(Span(start=start, end=len(text)))
    if not regions:
        regions = list(_single_quoted(text))
    return tuple(regions), still_open


def _opens(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return (before.isspace() or before in "([–—-*_") and not after.isspace()


def _single_quoted(text: str) -> Iterator[Span]:
    start: int | None = None
    for position, mark in enumerate(text):
        if mark not in "‘’'":
            continue
        if start is None and (mark == "‘" or (mark == "'" and _opens(text, position))):
            start = position
        elif start is not None and mark in "’'":
            after = text[position + 1 : position + 2]
            if text[position - 1] in ",.!?…" and not after.isalnum():
                if len(text[start:position].split()) >= 4:
                    yield Span(start=start, end=position + 1)
                start = None


def masked(text: str, regions: Sequence[Span]) -> str:
    """Return the text with every character inside the regions replaced by :data:`MASK`."""
    pieces, position = [], 0
    for region in regions:
        pieces.append(text[position : region.start])
        pieces.append(MASK * (region.end - region.start))
        position = region.end
    pieces.append(text[position:])
    return "".join(pieces)


def share_quoted(masked_text: str) -> float:
    """Return how much of a masked sentence stands inside quotation marks, 0..1."""
    characters = [c for c in masked_text if not c.isspace()]
    return characters.count(MASK) / len(characters) if characters else 0.0


def attributions(sentence: str) -> Iterator[Attribution]:
    """Yield who says something in a masked sentence, main clauses first, in order of the verb.

    Found are a subject before a verb of speech or attitude ("The Trust welcomed"), the same
    after a quotation ("said Ann Lee, of the Trust"), "according to the Trust", and "welcomed by
    the Trust". Relative clauses, passives and infinitives are no attribution.
    """
    sentence = _DASHED.sub(r",  \1,  ", _INTERPOLATED.sub(_blank, sentence))
    yield from _by_verbs(sentence)
    opinion = _FOR.match(sentence[0].lower() + sentence[1:])
    if opinion and (MASK in sentence or _TWO_NAMES.match(opinion.group(1))):
        yield Attribution(opinion.group(1), "according", 0)
    yield from _by_pronoun(sentence)
    introduced = _INTRODUCES.search(sentence)
    if introduced:
        yield Attribution(introduced.group(1).strip(), "said", introduced.start(1))
    named = _NAME_AFTER.search(sentence)
    if named:
        yield Attribution(named.group(1), "said", named.start(1))
    for found in _STANDING.finditer(sentence):
        subject = _subject_before(sentence[max(0, found.start() - _REACH) : found.start()])
        if subject:
            yield Attribution(subject, "stands", found.start())
    related = [p for word, p in ((" whose ", _WHOSE), (" which ", _WHICH)) if word in sentence]
    for pattern in (_ACCORDING, _AGENT, _SO_DOES, *related):
        for found in pattern.finditer(sentence):
            if found.group(1)[:1].isupper() or _ARTICLE.match(found.group(1)):
                yield Attribution(found.group(1).strip(), "according", found.start())


def _by_pronoun(sentence: str) -> Iterator[Attribution]:
    viewed = _IN_VIEW.search(sentence)
    if viewed:
        yield Attribution(_SUBJECT_FORM[viewed.group(1).lower()], "said", viewed.start())
    pronoun = _PRONOUN_AFTER.search(sentence)
    if pronoun:
        yield Attribution(pronoun.group(1), "said", pronoun.start(1))


def _by_verbs(sentence: str) -> Iterator[Attribution]:
    verbs = 0
    for match in _WORD.finditer(sentence):
        known = match.group().lower() in _VERBS or _says_otherwise(sentence, match)
        verbs += known
        if verbs > _MOST_VERBS:
            return
        found = _of_verb(sentence, match) if known else _of_any_verb(sentence, match)
        if found is not None:
            yield found


def _of_verb(sentence: str, match: re.Match[str]) -> Attribution | None:
    verb = match.group().lower()
    closing = _closing_subject(sentence, match)
    if closing:
        return Attribution(closing, verb, match.start(), inverted=True)
    subject = _subject_before(sentence[max(0, match.start() - _REACH) : match.start()])
    if subject:
        return Attribution(subject, verb, match.start())
    if verb in _NOT_INVERTED or not _follows_quotation(sentence, match.start()):
        return None
    after = _subject_after(sentence[match.end() : match.end() + _REACH])
    return Attribution(after, verb, match.start(), inverted=True) if after else None


def _of_any_verb(sentence: str, match: re.Match[str]) -> Attribution | None:
    """A verb that speech has no need of stands right after the words quoted, before a name."""
    if not _SPOKEN.match(match.group()) or not _ends_quotation(sentence, match.start()):
        return None
    after = _subject_after(sentence[match.end() : match.end() + _REACH])
    if not after or not after[:1].isupper():
        return None
    return Attribution(after, match.group(), match.start(), inverted=True)


def _blank(aside: re.Match[str]) -> str:
    """Blank ", however,", leaving the comma that closes what stands in commas before it."""
    comma = "," if "," in aside.string[max(0, aside.start() - 120) : aside.start()] else " "
    return comma + " " * (len(aside.group()) - 1)


_JOINS = re.compile(
    r"\w+\s+(?:[\w’'\-]+\s+){1,8}?in\s+(?:asking|calling|urging|opposing|demanding|saying|backing)\b"
)
_GIVES = re.compile(
    r"\w+\s+(?:[\w’'\-]+\s+){0,6}?(?:welcome|warning|backing|support|verdict|response)\b"
)


def _says_otherwise(sentence: str, match: re.Match[str]) -> bool:
    """Whether several words make a verb of attitude: "took aim", "would like"."""
    phrase = sentence[match.start() : match.start() + 12].lower()
    if phrase.startswith(("like ", "rather ", "prefer ", "ban ", "scrap ")):
        return sentence.endswith("would ", 0, match.start())
    if phrase.startswith(("joined ", "joins ")):
        return bool(_JOINS.match(sentence, match.start()))
    if phrase.startswith(("gave ", "give ", "gives ", "given ")):
        return bool(_GIVES.match(sentence, match.start()))
    return phrase.startswith(
        (
            "took aim",
            "takes aim",
            "hit out",
            "hits out",
            "spoke out",
            "went on:",
            "went on to",
            "went on,",
            "points to",
            "took the vie",
            "takes the vi",
            "put it",
        )
    )


_CLOSING = re.compile(
    r"(?:says|said|writes|wrote|argues|argued|claims|claimed|thinks|believes|reckons|warns|warned|"
    r"insists|insisted|adds|added|explains|explained|suggests|suggested|maintains|complains|"
    r"predicts|predicted)\s+((?:the\s+)?(?-i:[A-Z])[^;:\u25a1]{2,140}?)[.,]?\s*$",
)


_FINITE = re.compile(r"\b(?:that|would|will|is|was|were|had|should|could|can)\b")


def _closing_subject(sentence: str, match: re.Match[str]) -> str | None:
    """Return whom a report closes with: "The quay will be lost, writes Ann Lee."."""
    if (
        sentence[max(0, match.start() - 4) : match.start()].rstrip()[-1:] != ","
        or len(sentence) - match.start() > _REACH
    ):
        return None
    closing = _CLOSING.match(sentence, match.start())
    if closing is None or _FINITE.search(closing.group(1).partition(",")[0]):
        return None
    return _subject_after(closing.group(1))


def _ends_quotation(sentence: str, start: int) -> bool:
    return sentence[max(0, start - 4) : start].rstrip(" ,")[-1:] == MASK


def _follows_quotation(sentence: str, start: int) -> bool:
    before = sentence[max(0, start - 8) : start].rstrip(" ,")
    return not before or before[-1] in MASK + "”\"’'?!"


def _subject_before(left: str) -> str | None:
    """Return the subject that ends right before a verb, appositions included, or None."""
    words = list(_WORD.finditer(left))
    while words and _is_adverb(words[-1].group()) and not left[words[-1].end() :].strip(" ,"):
        left = left[: words[-1].start()]
        words.pop()
    bare = left.rstrip()
    if not bare or not words or bare[-1] in MASK + ':;”"':
        return None
    before = words[-1].group().lower().replace("’", "'")
    owned = before.endswith("'s") or bare.endswith(("s'", "s’"))
    if not bare.endswith(",") and (before in _PASSIVE or owned):
        return None
    parts = [part.strip() for part in bare.rstrip(",").split(MASK)[-1].split(",")]
    if bare.endswith(","):
        return _with_apposition(parts)
    if len(parts) > 1 and _TAIL.match(parts[-1]) and (whole := _with_apposition(parts)):
        return whole
    return _plain_subject(parts)


_TAIL = re.compile(r"(?:of|from|at|for|chair\w*|director|head)\s")
"""How an apposition goes on whose closing comma was left out: "Ann Lee, 16, of Hill Trust said"."""


def _is_adverb(word: str) -> bool:
    folded = word.lower()
    return folded in _AUXILIARY or (folded.endswith("ly") and len(folded) > 4 and word.islower())


def _with_apposition(parts: list[str]) -> str | None:
    """Return the earliest bare noun phrase and all that stands in commas after it."""
    for index, part in enumerate(parts[:-1]):
        clause = _CLAUSE.split(part)[-1].strip()
        head = _CONJUNCTION.sub("", clause)
        if not head or _INTRODUCTION.match(head) or len(head.split()) > 12:
            continue
        following = parts[index + 1]
        if following[:1].islower() or len(following.split()) <= 4:
            return ", ".join([head, *parts[index + 1 :]])
    return None


def _plain_subject(parts: list[str]) -> str | None:
    """Return the noun phrase that ends the last comma part."""
    last = parts[-1]
    if _RELATIVE.match(last.lower()):
        return None
    clause = _CLAUSE.split(last)[-1].strip()
    head = _CONJUNCTION.sub("", clause).strip()
    if not head or len(head.split()) > 20:
        return None
    if len(parts) > 1 and parts[-2] and head.lower().startswith("and "):
        return None
    return head


def _subject_after(right: str) -> str | None:
    """Return the subject that follows an inverted verb, up to where the sentence moves on."""
    who = re.match(rf"[^,.;:!?{MASK}]{{2,80}},\s+who\s[^.;:!?{MASK}]{{2,120}}", right)
    if who:
        return who.group().strip()
    subject = re.split(rf"[.;:!?{MASK}]|\s(?:that|as|in|on|when|after|while|to)\s", right)[0]
    subject = re.sub(r"^\s*(?:to\s+\w+\s+)?", "", subject).strip(" ,")
    return subject or None
