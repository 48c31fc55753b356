"""Letters written by script with known truth: who copied whom, and whose each character is.

The ways in which people change an organiser's letter are those that consultations meet; the
distractors are texts that share words without being copies. Written before anything was tuned.
"""

from __future__ import annotations

import random
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from consult.domain.document import BlockKind, Document, Locator, Role, Span
from consult.domain.ids import make_id
from consult.domain.segment import Campaign
from consult.text.canonical import CanonicalBuilder
from tests.text import organisers_letters as words

SUPPLIED, OWN, NEITHER = "supplied", "own", "neither"
Piece = tuple[str, str]
"""Words, and whose they are: the organiser's, the sender's own, or a frame or a filled blank."""
Paragraph = list[Piece]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One response with its truth."""

    document: Document
    respondent: str
    campaign: str | None
    """The organiser's letter that it copies."""
    change: str
    """What was done to the letter, or what kind of text it is."""
    supplied: tuple[Span, ...]
    own: tuple[Span, ...]
    organisation: str = ""
    """The organisation that the respondent is a branch of."""

    @property
    def response_id(self) -> str:
        return make_id("resp", self.document.id)


def sentence(rng: random.Random) -> str:
    """A sentence that nobody else is likely to write, in the grammar of this matter."""
    frame = rng.choice(words.FRAMES)
    made = []
    for part in frame.split(" "):
        word = part
        for mark, bank in (("{n}", words.NOUNS), ("{v}", words.VERBS), ("{a}", words.ADJECTIVES)):
            word = word.replace(mark, rng.choice(bank))
        made.append(word.replace("{k}", str(rng.randint(2, 40))))
    said = " ".join(made)
    return said[0].upper() + said[1:] + rng.choice("...!") if said[0] != "w" else said + "?"


def own_words(rng: random.Random, at_least: int) -> str:
    """Sentences of at least so many words in all."""
    said = sentence(rng)
    while len(said.split()) < at_least:
        said += " " + sentence(rng)
    return said


def _person(rng: random.Random) -> str:
    return f"{rng.choice(words.NAMES)} {rng.choice(words.SURNAMES)}"


def _fill(said: str, rng: random.Random) -> list[Piece]:
    """A sentence with its blanks filled in; the fillings are nobody's words."""
    fills: dict[str, Callable[[], str]] = {
        "{place}": lambda: rng.choice(words.PLACES),
        "{years}": lambda: str(rng.randint(2, 60)),
        "{mp}": lambda: f"{_person(rng)} MP",
        "{postcode}": lambda: f"ZZ{rng.randint(1, 99)} {rng.randint(1, 9)}XY",
    }
    pieces: list[Piece] = []
    for part in said.replace("{", "\0{").replace("}", "}\0").split("\0"):
        if part in fills:
            pieces.append((fills[part](), NEITHER))
        elif part:
            pieces.append((part, SUPPLIED))
    return pieces


def supplied(template: str, rng: random.Random) -> list[list[Paragraph]]:
    """The organiser's letter: paragraphs of sentences of pieces, its blanks filled in."""
    return [[_fill(said, rng) for said in paragraph] for paragraph in words.LETTERS[template]]


Letter = list[list[Paragraph]]


def _insert(letter: Letter, at: int, *said: str, whose: str = OWN) -> None:
    letter.insert(at, [[(one, whose)] for one in said])


def _own_before(letter: Letter, rng: random.Random) -> None:
    _insert(letter, 0, own_words(rng, rng.randint(10, 200)))


def _own_after(letter: Letter, rng: random.Random) -> None:
    _insert(letter, len(letter), own_words(rng, rng.randint(10, 200)))


def _own_within(letter: Letter, rng: random.Random) -> None:
    if rng.random() < 0.5:
        paragraph = rng.choice(letter)
        at = rng.randint(0, len(paragraph))
        paragraph.insert(at, [(own_words(rng, rng.randint(10, 80)), OWN)])
    else:
        _insert(letter, rng.randint(0, len(letter)), own_words(rng, rng.randint(10, 200)))


def _own_everywhere(letter: Letter, rng: random.Random) -> None:
    _own_before(letter, rng)
    _own_within(letter, rng)
    _own_after(letter, rng)


def _reordered(letter: Letter, rng: random.Random) -> None:
    if len(letter) == 1:
        rng.shuffle(letter[0])
    rng.shuffle(letter)


def _deleted(letter: Letter, rng: random.Random) -> None:
    """At most two fifths of the letter are left out, whole paragraphs or sentences."""
    if len(letter) == 1:
        del letter[0][rng.randrange(len(letter[0]))]
        return
    total = sum(len(said) for paragraph in letter for one in paragraph for said, _ in one)
    gone = 0
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(letter))
        size = sum(len(said) for one in letter[at] for said, _ in one)
        if len(letter) > 1 and gone + size <= total * 0.4:
            gone += size
            del letter[at]


def _paraphrased(letter: Letter, rng: random.Random) -> None:
    for paragraph in letter:
        for one in paragraph:
            said = "".join(part for part, _ in one)
            if said in words.PARAPHRASES:
                one[:] = [(words.PARAPHRASES[said], NEITHER)]


def _framed(letter: Letter, rng: random.Random) -> None:
    """A greeting, a close, a name and an address."""
    greeting = rng.choice(["Dear Sir or Madam,", "To whom it may concern", "Hello,", "Dear all"])
    close = rng.choice(["Yours faithfully,", "Kind regards", "Best wishes,", "Yours sincerely"])
    _insert(letter, 0, greeting, whose=NEITHER)
    _insert(letter, len(letter), close, whose=NEITHER)
    _insert(letter, len(letter), _person(rng), whose=NEITHER)
    if rng.random() < 0.5:
        address = f"{rng.randint(1, 90)} Mill Lane, {rng.choice(words.PLACES)}"
        _insert(letter, len(letter), address, whose=NEITHER)


def _forwarded(letter: Letter, rng: random.Random) -> None:
    """The lines that a mail program puts over what is forwarded, and its marks before lines."""
    name = _person(rng)
    head = rng.choice(
        [
            ["---------- Forwarded message ---------"],
            ["Begin forwarded message:"],
            ["-----Original Message-----"],
            ["FYI, see below"],
        ]
    )
    address = f"{name.lower().replace(' ', '.')}@example.org"
    lines = [
        f"From: {name} <{address}>",
        f"Sent: {rng.randint(1, 28)} March 2031 09:{rng.randint(10, 59)}",
        "To: the consultation team",
        "Subject: FW: please read",
    ]
    for number, line in enumerate([*head, *lines]):
        letter.insert(number, [[(line, NEITHER)]])
    for paragraph in letter[5:]:
        paragraph[0].insert(0, ("> ", NEITHER))


def _nothing(letter: Letter, rng: random.Random) -> None:
    """The copy stays as it is."""


def _as_is(said: str, rng: random.Random) -> str:
    return said


def _case(said: str, rng: random.Random) -> str:
    return rng.choice([said.upper(), said.lower(), said.swapcase()])


def _marks(said: str, rng: random.Random) -> str:
    """Other quotation marks and dashes, lost commas and stops, doubled marks."""
    table = {"'": "’", ",": rng.choice(["", " ,", ";"]), ".": rng.choice(["", "...", " .", "!"])}
    return "".join(table.get(one, one) for one in said).replace(
        " and ", rng.choice([" and ", " & "])
    )


def _spaces(said: str, rng: random.Random) -> str:
    return "".join(rng.choice([" ", "  ", "\u00a0", "\t", " \n"]) if c == " " else c for c in said)


def _decomposed(said: str, rng: random.Random) -> str:
    """Accents as characters of their own, as some programs write them."""
    return unicodedata.normalize("NFD", said.replace("cafe", "café"))


def _soft_hyphens(said: str, rng: random.Random) -> str:
    return "".join(c + ("\u00ad" if c.isalpha() and rng.random() < 0.2 else "") for c in said)


CHANGES: dict[
    str, tuple[Callable[[Letter, random.Random], None], Callable[[str, random.Random], str]]
] = {
    "identical": (_nothing, _as_is),
    "case": (_nothing, _case),
    "marks": (_nothing, _marks),
    "spaces": (_nothing, _spaces),
    "decomposed": (_nothing, _decomposed),
    "soft hyphens": (_nothing, _soft_hyphens),
    "framed": (_framed, _as_is),
    "reordered": (_reordered, _as_is),
    "deleted": (_deleted, _as_is),
    "paraphrased": (_paraphrased, _as_is),
    "forwarded": (_forwarded, _as_is),
    "own before": (_own_before, _as_is),
    "own within": (_own_within, _as_is),
    "own after": (_own_after, _as_is),
    "own everywhere": (_own_everywhere, _as_is),
}


def copy(template: str, change: str, number: int, rng: random.Random) -> Written:
    """One sender's copy of an organiser's letter."""
    letter = supplied(template, rng)
    alter, noise = CHANGES[change]
    alter(letter, rng)
    if change.startswith("own") and rng.random() < 0.5:
        _framed(letter, rng)
    noisy = [[[(noise(said, rng), whose) for said, whose in one] for one in p] for p in letter]
    return _written(noisy, f"{template} {change} {number}", template, change)


def copies(
    rng: random.Random, each: int, templates: Iterable[str] = tuple(words.LETTERS)
) -> list[Written]:
    """Every letter with every change, ``each`` times."""
    return [
        copy(template, change, number, rng)
        for template in templates
        for change in CHANGES
        for number in range(each)
    ]


def independent(number: int, rng: random.Random, length: int | None = None) -> Written:
    """A letter of one's own, 20 to 400 words."""
    length = length or rng.choice([20, 40, 60, 90, 120, 160, 220, 300, 400])
    letter: Letter = [[[(own_words(rng, max(20, length // 3)), OWN)]] for _ in range(3)]
    if rng.random() < 0.3:
        _framed(letter, rng)
    return _written(letter, f"independent {number}", None, "independent")


def quoting(number: int, rng: random.Random) -> Written:
    """A letter of one's own that quotes one to three paragraphs of the consultation paper."""
    letter: Letter = []
    for paragraph in rng.sample(words.PAPER, rng.randint(1, 3)):
        letter.append([[(f"You write: “{paragraph}”", NEITHER)]])
        letter.append([[(own_words(rng, rng.randint(20, 120)), OWN)]])
    return _written(letter, f"quoting {number}", None, "quoting")


def on_a_form(number: int, rng: random.Random) -> Written:
    """A form that repeats the officials' guidance and questions above each answer."""
    letter: Letter = [[[(words.FORM_GUIDANCE, NEITHER)]]]
    for question in words.FORM_QUESTIONS:
        letter.append([[(question, NEITHER)]])
        answer = rng.choice(words.SHORT_ANSWERS) if rng.random() < 0.3 else own_words(rng, 15)
        letter.append([[(answer, OWN)]])
    return _written(letter, f"form {number}", None, "form")


def branch(number: int, rng: random.Random) -> Written:
    """The text that every branch of one organisation sends."""
    letter: Letter = [[[(words.BRANCH_LETTER, OWN)]]]
    name = words.BRANCHES[number % len(words.BRANCHES)]
    _insert(letter, len(letter), f"{name} branch", whose=NEITHER)
    return _written(letter, f"branch {number}", None, "branch", "Federation of Lantern Keepers")


def short(number: int, rng: random.Random) -> Written:
    """A few words that many people choose on their own."""
    said = rng.choice(words.SHORT_ANSWERS)
    return _written([[[(said, OWN)]]], f"short {number}", None, "short")


def distractors(rng: random.Random, each: int) -> list[Written]:
    """Texts that share words and are no campaign, ``each`` of a kind."""
    made: list[Written] = []
    for number in range(each):
        made.extend(kind(number, rng) for kind in (independent, quoting, on_a_form, short))
    made.extend(branch(number, rng) for number in range(min(each, len(words.BRANCHES))))
    return made


def official() -> list[str]:
    """What the consulting body printed: its paper and its form."""
    return [*words.PAPER, words.FORM_GUIDANCE, *words.FORM_QUESTIONS]


def _clean(said: str) -> str:
    builder = CanonicalBuilder()
    builder.add(BlockKind.PARAGRAPH, said, Locator())
    return builder.build().text


def _written(
    letter: Letter, name: str, campaign: str | None, change: str, organisation: str = ""
) -> Written:
    """Lay a letter out as its reader would, and say whose each stretch of it is."""
    builder = CanonicalBuilder()
    truth: list[tuple[int, int, str]] = []
    at = 0
    for paragraph in letter:
        said, spans = _laid(paragraph)
        if not said:
            continue
        index = builder.add(BlockKind.PARAGRAPH, said, Locator())
        assert index is not None
        block = builder.blocks[index]
        assert block.end - block.start == len(said), "cleaning twice changes nothing"
        at = block.start
        truth.extend((at + start, at + end, whose) for start, end, whose in spans)
    laid = builder.build()
    document = Document(
        id=make_id("doc", name),
        item_id=make_id("item", name),
        respondent_id=make_id("who", name),
        role=Role.RESPONSE,
        media_type="text/plain",
        reader="test@1",
        text=laid.text,
        blocks=laid.blocks,
        language="en",
    )
    return Written(
        document=document,
        respondent=make_id("who", name),
        campaign=campaign,
        change=change,
        supplied=tuple(Span(start=s, end=e) for s, e, whose in truth if whose == SUPPLIED),
        own=tuple(Span(start=s, end=e) for s, e, whose in truth if whose == OWN),
        organisation=organisation,
    )


def _laid(paragraph: list[Paragraph]) -> tuple[str, list[tuple[int, int, str]]]:
    """The clean text of a paragraph and whose its stretches are."""
    said = ""
    spans = []
    for one in paragraph:
        if said and not said.endswith(" "):
            said += " "
        for part, whose in one:
            clean = _clean(part)
            lead = " " if part[:1].isspace() and said and not said.endswith(" ") else ""
            trail = " " if part[-1:].isspace() else ""
            start = len(said) + len(lead)
            said += lead + clean + trail
            if clean:
                spans.append((start, start + len(clean), whose))
    return said.rstrip(), spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well campaigns were found, shares 0..1."""

    found: float
    """Copies that stand with most of the found copies of their letter."""
    by_change: dict[str, float]
    own: float
    """Characters of senders' own words, in found copies, that were called own."""
    supplied: float
    """The organiser's characters, in found copies, that were not called own."""
    false: float
    """Texts that are no copy and stand in a campaign, or copies in another letter's campaign."""


def score(written: Sequence[Written], campaigns: Sequence[Campaign]) -> Score:
    """Hold found campaigns against the truth; white space is not counted."""
    by_id = {one.document.id: one for one in written}
    sizes: dict[tuple[str, str], int] = defaultdict(int)
    for campaign in campaigns:
        for member in campaign.members:
            letter = by_id[member.document_id].campaign
            if letter:
                sizes[letter, campaign.id] += 1
    home = {
        letter: max(c for (known, c) in sizes if known == letter and sizes[known, c] == most)
        for letter, most in {
            letter: max(n for (known, _), n in sizes.items() if known == letter)
            for letter, _ in sizes
        }.items()
    }
    found: set[str] = set()
    false = 0
    own = own_all = theirs = theirs_all = 0
    for campaign in campaigns:
        for member in campaign.members:
            one = by_id[member.document_id]
            if one.campaign is None or home[one.campaign] != campaign.id:
                rest = one.campaign is not None and campaign.id not in home.values()
                false += 0 if rest else 1
                continue
            found.add(one.document.id)
            text = one.document.text
            own += _count(text, one.own, member.own)
            own_all += _count(text, one.own)
            theirs_all += _count(text, one.supplied)
            theirs += _count(text, one.supplied) - _count(text, one.supplied, member.own)
    copied = [one for one in written if one.campaign]
    changes = {one.change for one in copied}
    return Score(
        found=len(found) / max(1, len(copied)),
        by_change={
            change: _share(found, [one for one in copied if one.change == change])
            for change in sorted(changes)
        },
        own=own / max(1, own_all),
        supplied=theirs / max(1, theirs_all),
        false=false / max(1, len(written)),
    )


def _count(text: str, spans: Iterable[Span], within: Sequence[Span] | None = None) -> int:
    """How many characters of the spans, white space apart, stand in one of some others."""
    inside = [Span(start=0, end=len(text))] if within is None else within
    return sum(
        len("".join(text[max(one.start, other.start) : min(one.end, other.end)].split()))
        for one in spans
        for other in inside
        if one.start < other.end and other.start < one.end
    )


def _share(found: set[str], of: Sequence[Written]) -> float:
    return sum(one.document.id in found for one in of) / max(1, len(of))
