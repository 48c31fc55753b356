"""Quotation marks, and who is said to say something in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consult.domain.document import Span
from consult.text.attitudes import says_otherwise
from consult.text.name_words import ROLES
from consult.text.speech_cues import (
    ACCORDING,
    AGENT,
    ARTICLE,
    AS_PUT,
    AS_PUT_BEFORE,
    ASKED,
    AUXILIARY,
    CLAUSE,
    CONJUNCTION,
    DASHED,
    EMAIL_FROM,
    FOR,
    IN_VIEW,
    INTERPOLATED,
    INTRODUCED_WHO,
    INTRODUCES,
    INTRODUCTION,
    IT_WAS_SAID,
    ITS_VIEW,
    MOST_VERBS,
    NAME_AFTER,
    NO_NOUNS,
    NOT_INVERTED,
    NOUN_IS,
    ONES_VIEW,
    PASSIVE,
    POLL,
    PREDICATED,
    PRONOUN_AFTER,
    PRONOUN_BEFORE,
    QUOTED_AS,
    REACH,
    RELATIVE,
    SEES_IT,
    SENTENCE_END,
    SO_DOES,
    SPOKE,
    SPOKE_UP,
    SPOKEN,
    SPOKEN_LABEL,
    STANDING,
    SUBJECT_FORM,
    TWO_NAMES,
    VERBS,
    VERDICT,
    VERDICT_OF,
    WHICH,
    WHO_SAYS,
    WHOSE,
    WHOSE_HEAD,
    WORD,
)

MASK = "\u25a1"
"""Stands for each character inside quotation marks, so that offsets hold."""


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


_SPOKEN_WORDS = 2
"""Words from which what ends in punctuation within single marks is speech."""
_SINGLE_WORDS = 4
"""Words from which what stands in single marks is speech and no term: ‘grand prix’ is one."""


def _closes(text: str, start: int, position: int) -> bool:
    """Whether a curly mark closes words quoted within a sentence, and is no apostrophe."""
    after = text[position + 1 : position + 2]
    words = text[start:position].split()
    possessive = text[position - 1] == "s" and text[position + 1 : position + 3].strip().isalpha()
    headline = not text[:start].strip(" *_#") and not text[position + 1 :].strip(" *_")
    return not headline and not after.isalnum() and len(words) >= _SINGLE_WORDS and not possessive


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
                exclaimed = text[position - 1] in "!?" and text[start] == "‘"
                if exclaimed or len(text[start:position].split()) >= _SPOKEN_WORDS:
                    yield Span(start=start, end=position + 1)
                start = None
            elif text[start] == "‘" and mark == "’" and _closes(text, start, position):
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
    sentence = _THOUSANDS.sub(" ", sentence)
    sentence = _BRACKETED.sub(lambda aside: aside.group().replace(",", " "), sentence)
    sentence = DASHED.sub(r",  \1,  ", INTERPOLATED.sub(_blank, sentence))
    sentence = ASKED.sub(lambda asked: " " * len(asked.group()), sentence, count=1)
    yield from _by_introduction(sentence)
    yield from _by_verbs(sentence)
    yield from _by_layout(sentence)
    opinion = FOR.match(sentence[0].lower() + sentence[1:])
    if opinion and (MASK in sentence or TWO_NAMES.match(opinion.group(1))):
        yield Attribution(opinion.group(1), "according", 0)
    yield from _by_pronoun(sentence)
    introduced = INTRODUCES.search(sentence)
    if introduced:
        subject = introduced.group(1).strip()
        pronoun = PRONOUN_BEFORE.match(subject)
        yield Attribution(pronoun.group(1) if pronoun else subject, "said", introduced.start(1))
    after = NAME_AFTER.search(sentence)
    if after:
        yield Attribution(after.group(1), "said", after.start(1))
    for found in STANDING.finditer(sentence):
        subject = _subject_before(sentence[max(0, found.start() - REACH) : found.start()])
        if subject:
            yield Attribution(subject, "stands", found.start())
    relatives = ((" whose ", WHOSE), (" which ", WHICH), (" who ", WHO_SAYS))
    related = [pattern for word, pattern in relatives if word in sentence]
    for pattern in (
        ACCORDING,
        POLL,
        VERDICT_OF,
        QUOTED_AS,
        AGENT,
        IT_WAS_SAID,
        SO_DOES,
        *related,
    ):
        for found in pattern.finditer(sentence):
            named = found.group(1)[:1].isupper() or ARTICLE.match(found.group(1))
            if named or found.group(1).split()[0] in ROLES:
                yield Attribution(found.group(1).strip(), "according", found.start())


def _by_introduction(sentence: str) -> Iterator[Attribution]:
    """Yield whom a clause brings in to speak: "the Trust, whose head Ann Lee called"."""
    head = WHOSE_HEAD.search(sentence) if " whose " in sentence else None
    if head:
        body, office, name = (part.strip() for part in head.groups())
        yield Attribution(f"{name}, {office} of {body}", "said", head.start(3))
    read_out = EMAIL_FROM.search(sentence)
    if read_out:
        yield Attribution(read_out.group(1), "said", read_out.start(1))
    met = INTRODUCED_WHO.search(sentence)
    if met:
        yield Attribution(met.group(1), "said", met.start(1))


_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_BRACKETED = re.compile(r"\([^()]{1,80}\)")


def _by_layout(sentence: str) -> Iterator[Attribution]:
    """Yield who is said to say something by where they stand: "“…,” as Lee put it", "Lee: for"."""
    put = AS_PUT.search(sentence) or AS_PUT_BEFORE.match(sentence)
    if put:
        yield Attribution(put.group(1), "said", put.start(1))
    verdict = VERDICT.match(sentence)
    if verdict:
        yield Attribution(verdict.group(1), "stands", verdict.start(1))
    label = SPOKEN_LABEL.match(sentence)
    if label and any(word in ROLES for word in label.group(1).lower().replace(",", "").split()):
        yield Attribution(label.group(1), "stands", label.start(1))
    seen = SEES_IT.match(sentence)
    if seen:
        yield Attribution(seen.group(1), "stands", seen.start(1))


def _by_pronoun(sentence: str) -> Iterator[Attribution]:
    viewed = IN_VIEW.search(sentence) or ITS_VIEW.match(sentence)
    if viewed:
        yield Attribution(SUBJECT_FORM[viewed.group(1).lower()], "said", viewed.start())
    owned = ONES_VIEW.search(sentence)
    if owned:
        yield Attribution(owned.group(1), "said", owned.start())
    pronoun = PRONOUN_AFTER.search(sentence)
    if pronoun:
        yield Attribution(pronoun.group(1), "said", pronoun.start(1))


def _by_verbs(sentence: str) -> Iterator[Attribution]:
    verbs = 0
    for match in WORD.finditer(sentence):
        if match.group()[0].isupper() and match.start():
            continue
        known = match.group().lower() in VERBS or says_otherwise(sentence, match)
        verbs += known
        if verbs > MOST_VERBS:
            return
        found = _of_verb(sentence, match) if known else _of_any_verb(sentence, match)
        if found is not None:
            yield found


def _of_verb(sentence: str, match: re.Match[str]) -> Attribution | None:
    verb = match.group().lower()
    verb = verb if verb in VERBS else "holds"
    if NOUN_IS.match(sentence, match.start()):
        return None
    if SPOKE.fullmatch(verb) and not SPOKE_UP.match(sentence, match.start()):
        return None
    closing = _closing_subject(sentence, match)
    if closing:
        return Attribution(closing, verb, match.start(), inverted=True)
    left = sentence[max(0, match.start() - REACH) : match.start()]
    subject = _subject_before(left, owning=verb in NO_NOUNS)
    if subject:
        return Attribution(subject, verb, match.start())
    if verb in NOT_INVERTED or not _follows_quotation(sentence, match.start()):
        return None
    after = _subject_after(sentence[match.end() : match.end() + REACH])
    return Attribution(after, verb, match.start(), inverted=True) if after else None


def _of_any_verb(sentence: str, match: re.Match[str]) -> Attribution | None:
    """A verb that speech has no need of stands right after the words quoted, before a name."""
    if not SPOKEN.match(match.group()) or not _ends_quotation(sentence, match.start()):
        return None
    after = _subject_after(sentence[match.end() : match.end() + REACH])
    if not after or not after[:1].isupper():
        return None
    return Attribution(after, match.group(), match.start(), inverted=True)


def _blank(aside: re.Match[str]) -> str:
    """Blank ", however,", leaving the comma that closes what stands in commas before it."""
    comma = "," if "," in aside.string[max(0, aside.start() - 120) : aside.start()] else " "
    return comma + " " * (len(aside.group()) - 1)


_CLOSING = re.compile(
    r"(?:says|said|writes|wrote|argues|argued|claims|claimed|thinks|believes|reckons|warns|warned|"
    r"insists|insisted|adds|added|explains|explained|suggests|suggested|maintains|complains|"
    r"predicts|predicted|replied|replies|answered)\s+((?:the\s+)?(?-i:[A-Z])[^;:\u25a1]{2,140}?)[.,]?\s*$",
)


_FINITE = re.compile(r"\b(?:that|would|will|is|was|were|had|should|could|can)\b")


def _closing_subject(sentence: str, match: re.Match[str]) -> str | None:
    """Return whom a report closes with: "The quay will be lost, writes Ann Lee."."""
    if (
        sentence[max(0, match.start() - 4) : match.start()].rstrip()[-1:] != ","
        or len(sentence) - match.start() > REACH
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


def _subject_before(left: str, *, owning: bool = False) -> str | None:
    """Return the subject that ends right before a verb, appositions included, or None.

    ``owning`` says that a name may end in a possessive, as Barnardo’s does, since the verb is no
    noun that somebody could own.
    """
    left = SENTENCE_END.split(left)[-1]
    words = list(WORD.finditer(left))
    while words and _is_adverb(words[-1].group()) and not left[words[-1].end() :].strip(" ,"):
        left = left[: words[-1].start()]
        words.pop()
    bare = left.rstrip()
    if not bare or not words or bare[-1] in MASK + ':;”"':
        return None
    before = words[-1].group().lower().replace("’", "'")
    owned = before.endswith("'s") or bare.endswith(("s'", "s’"))
    owned = owned and not (owning and words[-1].group()[0].isupper())
    if not bare.endswith(",") and (before in PASSIVE or owned):
        return None
    parts = [part.strip() for part in bare.rstrip(",").split(MASK)[-1].split(",")]
    if bare.endswith(","):
        return _with_apposition(parts)
    if len(parts) > 1 and _TAIL.match(parts[-1]) and (whole := _with_apposition(parts)):
        return whole
    shared = _SHARED.match(bare) if before in {"and", "but"} else None
    return shared.group(1) if shared else _plain_subject(parts)


_TAIL = re.compile(r"(?:of|from|at|for|chair\w*|director|head)\s")
"""How an apposition goes on whose closing comma was left out: "Ann Lee, 16, of Hill Trust said"."""


_SHARED = re.compile(
    r"^(?:[-–•*]\s+)?(?!(?:Its|Their|His|Her|Our|My|One|This|That|These)\s)((?:[Ss]he|[Hh]e|[Ii]t|[Tt]hey)|(?:[Tt]he\s+)?(?:(?:[A-Z][\w’'\-.&]*|of|for|and|the)\s+){0,6}?"
    r"[A-Z][\w’'\-.]*(?<![’']s)(?:\s+\([^()]{1,40}\))?(?:,\s+[^,]{2,80},)?)\s+(?!(?:and|of|for|but)\b)"
    r"(?!(?:[a-z\-]+\s+){1,3}[A-Z][\w’'\-]+\s+[A-Z])[a-z][a-z’']+(?:\s[^;:\u25a1]+\s|,\s+)(?:and|but)$"
)
"""Who does something else before they speak: "Lee has had her say and blames"."""


def _is_adverb(word: str) -> bool:
    folded = word.lower()
    return (word.islower() and folded in AUXILIARY) or (
        folded.endswith("ly") and len(folded) > 4 and word.islower()
    )


def _with_apposition(parts: list[str]) -> str | None:
    """Return the earliest bare noun phrase and all that stands in commas after it."""
    for index, part in enumerate(parts[:-1]):
        clause = CLAUSE.split(part)[-1].strip()
        head = CONJUNCTION.sub("", clause)
        if not head or INTRODUCTION.match(head) or len(head.split()) > 12:
            continue
        following = parts[index + 1]
        held = re.match(r"[A-Z]\S*[’']s?\s+[a-z]", following)
        office = _is_office(following)
        if following[:1].islower() or held or office or len(following.split()) <= 4:
            return ", ".join([head, *parts[index + 1 :]])
    return None


def _is_office(phrase: str) -> bool:
    """Whether an apposition begins with an office in title case: "Chair of the Hill Group"."""
    return phrase.partition(" ")[0].lower() in ROLES


def _plain_subject(parts: list[str]) -> str | None:
    """Return the noun phrase that ends the last comma part."""
    last = parts[-1]
    if RELATIVE.match(last.lower()):
        return None
    clause = CLAUSE.split(last)[-1].strip()
    head = CONJUNCTION.sub("", clause).strip()
    if not head or len(head.split()) > 20:
        return None
    if len(parts) > 1 and PREDICATED.match(head):
        return _with_apposition([*parts[:-1], ""])
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
