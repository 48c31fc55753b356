"""The consulting body: its names, its paper, and where a response repeats its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from consult.domain.document import BlockKind, Document
from consult.text.consulter_cues import (
    ABOUT,
    ADVERBS,
    ALIGN_WORDS,
    ALIGNED_SHARE,
    ALWAYS,
    AREAS,
    BODIES,
    BRIEF,
    CABINET,
    CHIEF,
    CONTENT_HEADING,
    COUNCILS,
    EVALUATING,
    HAVE_SEEN,
    HEAD_OF,
    HOLDS_TITLE,
    HONORIFICS,
    ITS_PLANS,
    KIND_ENDS,
    KINDS,
    LABEL,
    LACKS,
    MAYOR,
    MINISTER,
    MINISTRIES,
    NAME,
    NUMBERED,
    OFFICE,
    OFFICE_OF,
    OWN,
    OWN_HEADING,
    PLANS_TO,
    PROPOSAL_IS,
    PUT_FORWARD,
    RECOMMENDING_HEADING,
    REGULATORS,
    SHINGLE,
    SMALL,
    SUBJECTLESS,
    SUMMARY_VERBS,
    TURNING,
    TURNS,
    WORD,
    YOU_SAY,
    YOUR_OFFICER,
    YOUR_PAPER,
    are_kin,
    initials,
    of_another,
)
from consult.text.names import names_a_body, without_role


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulter:
    """What the consulting body, its paper and its people are called, and the paper's words.

    ``terms`` are lower case, longest first, without articles; ``shingles`` are the runs of five
    folded words in the paper, by which :meth:`wrote` knows its sentences again.
    """

    names: tuple[str, ...]
    terms: tuple[str, ...]
    own_words: frozenset[str] = frozenset()
    """Folded words of its names and titles: what may own a term, as in "Hill's library plan"."""
    people: tuple[str, ...] = ()
    shingles: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()
    """Folded full names of the body itself, without articles."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The words that say what kind of body it is: "commission"."""
        return tuple(_head_noun(body) for body in self.bodies)

    def is_named_by(self, phrase: str) -> bool:
        """Whether a subject phrase is the consulting body, its paper, or its spokesperson."""
        folded = _fold(phrase)
        head = _head_pattern(self.terms).match(folded)
        whole = " ".join(phrase.split())
        other = head and head.group(3) in BODIES and of_another(whole[head.end() :], self.own_words)
        if head and not other:
            # "the borough's library review" is ours, "the charity's review" and "Hill review" not.
            article, between = head.group(1), head.group(2).split()
            printed = whole[head.start(2) : head.end(2)].split()
            named = {_bare_word(word) for word in printed if word[:1].isupper()}
            owner = {_bare_word(w) for w in between[-1:] if w.endswith(("'s", "s'"))}
            if head.group(3) in BODIES:  # "the borough council" is ours, "the parish council" not
                named |= {_bare_word(word) for word in between}
            own = (named | owner) <= self.own_words
            if not between or (own and (article or named or head.group(3) == "ministers")):
                return article not in {"a", "an"} or not self._by_another(folded[head.end() :])
        return self._is_person(folded)

    def speaks_in(self, phrase: str) -> bool:
        """Whether the phrase names an office holder of the consulter, as in "review chair X"."""
        folded = _fold(phrase)
        terms = _any_of(self.terms)
        return bool(
            self._is_person(folded)
            or ("council" in self.terms and CABINET.match(folded))
            or ("authority" in self.terms and MAYOR.match(folded))
            or ("ministers" in self.terms and MINISTER.match(folded))
            or ("council" in self.terms and BRIEF.search(folded))
            or self._is_our_officer(folded)
            or ("council" in self.terms and (CHIEF.match(folded) or HEAD_OF.match(folded)))
            or self._holds_our_title(folded)
            or self._holds_our_office(phrase)
            or re.match(
                rf"[^,]{{3,60}},\s+(?:who\s+is\s+)?(?:the\s+)?(?:{terms})(?:[’']s)?\s+"
                rf"(?:[\w\-]+\s+){{0,3}}{OFFICE}\b",
                folded,
            )
            or re.search(rf"\b{OFFICE}\s+(?:of|for|to|at)\s+(?:the\s+)?(?:{terms})\b", folded)
            or re.match(
                rf"(?:the\s+|a\s+)?(?:{terms})(?:[’']s)?\s+(?:\w+\s+){{0,2}}{OFFICE}\b", folded
            )
        )

    def mentions(self, text: str) -> bool:
        """Whether any of the terms stands in the text."""
        terms = _any_of(self.terms)
        return bool(re.search(rf"\b(?:{terms})\b", _fold(text)))

    def is_planning_in(self, sentence: str) -> bool:
        """Whether a clause of a sentence says that the consulter plans, asks or would like."""
        terms = _any_of(self.terms)
        clause = r"\b(?:that|how|whether|because|as|when|while|if)\s+(?:the\s+)?"
        folded = _fold(sentence)
        return bool(
            re.search(rf"{clause}(?:{terms})\s+{PLANS_TO}", folded)
            or re.search(rf"{HAVE_SEEN}\s+(?:the\s+)?(?:{terms})(?:'s|s')\s+{ITS_PLANS}", folded)
            or re.search(rf"{PUT_FORWARD}\s+by\s+(?:the\s+)?(?:{terms})\b", folded)
        )

    def with_acronyms(self, text: str) -> Consulter:
        """Return this consulter with the initials by which a text calls it, as in "OLA"."""
        found = {word for word in re.findall(r"\b[A-Z][A-Za-z]{0,6}[A-Z]\b", text) if len(word) > 2}
        called = {i for term in self.bodies for i in initials(term)}
        terms = {word.lower() for word in found if word.lower() in called}
        return replace(self, terms=_longest_first({*self.terms, *terms})) if terms else self

    def with_people(self, text: str) -> Consulter:
        """Return this consulter with the people whom a text names as its leaders."""
        terms = _any_of(self.terms)
        patterns = (
            rf"\b(?i:{terms}),?\s+(?:which\s+(?:is|was)\s+)?(?:led|chaired|headed|written|authored)"
            rf"\s+by\s+(?:[a-z\-]+\s+|[A-Z][\w\-]+\s+(?=[a-z])){{0,6}}{NAME}",
            rf"\b(?i:{terms})(?:[’']s)?\s+{OFFICE},?\s+{NAME}",
            rf"{NAME},\s+(?:the\s+)?(?:[a-z\-]+\s+){{0,3}}{OFFICE}\s+of\s+(?:the\s+)?(?i:{terms})\b",
            rf"{NAME},?\s+who\s+(?:is\s+)?(?:led|leads|leading|chaired|chairs|chairing|wrote|heads"
            rf"|headed|runs)\s+"
            rf"(?:the\s+)?(?i:{terms})\b",
            rf"((?:[A-Z][\w’'.\-]*\s+){{1,3}}[A-Z][\w’'\-]+)\s+\((?i:{terms})\)",
            rf"{NAME}\s+was\s+(?:appointed|named)\s+(?:as\s+)?(?:its\s+)?{OFFICE}\b",
        )
        found = [m.group(1) for p in patterns for m in re.finditer(p, text)]
        if not self.mentions(text):
            return self
        bare = (without_role(" ".join(name.split())) for name in found)
        people = tuple(dict.fromkeys((*self.people, *filter(None, bare))))
        return replace(self, people=people)

    def with_papers(self, text: str) -> Consulter:
        """Return this consulter with "plan" for its paper where it says "the council’s plan"."""
        terms, kinds = _any_of(self.terms), "|".join(sorted(KINDS))
        pattern = rf"\b(?:{terms})(?:'s|s')?\s+(?:[a-z\-]+\s+){{0,2}}?({kinds})s?\b"
        found = {m.group(1) for m in re.finditer(pattern, _fold(text))}
        return replace(self, terms=_longest_first({*self.terms, *found}))

    def with_person(self, name: str) -> Consulter:
        """Return this consulter with one person more who speaks for it."""
        return self if name in self.people else replace(self, people=(*self.people, name))

    def wrote(self, sentence: str) -> bool:
        """Whether a sentence of eight words or more stands, nearly whole, in the paper."""
        return self.share_written(sentence) >= ALIGNED_SHARE

    def share_written(self, sentence: str) -> float:
        """Return how much of a sentence stands in the paper in runs of five words, 0..1.

        A sentence of fewer than eight words, which anybody could have written, counts as 0; so
        does one that turns the paper's words round with a "not", "should" or "unless" of its own.
        """
        words = _folded_words(sentence)
        if len(words) < ALIGN_WORDS or not self.shingles:
            return 0.0
        covered = [False] * len(words)
        for index in range(len(words) - SHINGLE + 1):
            if " ".join(words[index : index + SHINGLE]) in self.shingles:
                covered[index : index + SHINGLE] = [True] * SHINGLE
        added = {word for word, is_theirs in zip(words, covered, strict=True) if not is_theirs}
        if sum(covered) < ALIGN_WORDS or added & TURNING or any("n't" in w for w in added):
            return 0.0
        return sum(covered) / len(words)

    def is_summarised_by(self, sentence: str) -> bool:
        """Whether a sentence only says what the paper says, as "The report proposes …".

        ``sentence`` is masked: what stands in quotation marks is not looked at. A sentence in
        which the writer takes a position of their own is not a summary.
        """
        if takes_position(sentence):
            return False
        folded = _fold(sentence).lstrip("*_•- ")
        return self._summarises(folded) or self._summarises(LABEL.sub("", folded))

    def _summarises(self, folded: str) -> bool:
        terms = _any_of(self.terms)
        inside = rf"(?:in\s+(?:the|its|this|your)\s+(?:{terms})\s*,?\s+)?"
        opening = (
            inside + r"(?:(?:on|in|at)\s+(?:page|chapter|section|paragraph|its)\s+[^,]{1,40},\s+)?"
        )
        subject = rf"{opening}(?:the\s+|this\s+|your\s+|its\s+)?(?:{terms})\b"
        apposed = r"(?:\s+(?!not\b)[a-z\-]+){0,2}?(?:'s\s+[^,.]{3,60}?)?,?(?:[^,.]{0,80},)?\s+"
        nothing = r"(?!\s+(?:no|nothing|little|hardly|scant|scarcely|almost\s+no|too)\b)"
        says = rf"{subject}{apposed}{ADVERBS}{SUMMARY_VERBS}\b{nothing}"
        citing = r"(?:according\s+to|as\s+(?:stated|set\s+out|described)\s+in)"
        cited = rf"{citing}\s+(?:the\s+)?(?:{terms})\b"
        return any((re.match(says, folded), re.match(cited, folded))) or any(
            pattern.match(folded)
            for pattern in (PROPOSAL_IS, YOU_SAY, NUMBERED, YOUR_OFFICER, YOUR_PAPER)
        )

    def is_section(self, heading: str, *, briefing: bool) -> bool:
        """Whether what stands under a heading is the paper's own content, retold."""
        if re.search(r"\bimplications?\b", heading, re.IGNORECASE):
            return False
        if briefing and OWN_HEADING.search(heading) and not RECOMMENDING_HEADING.search(heading):
            return False
        if re.search(r"\b(?:our|my|we)\b", heading, re.IGNORECASE):
            return False
        if briefing and RECOMMENDING_HEADING.search(heading):
            return True
        about = rf"\b(?:of|in|from|to|for|by)\s+(?:the\s+|this\s+)?(?:{_any_of(self.terms)})\b"
        folded = _fold(heading)
        says = rf"\bwhat\s+(?:does\s+)?(?:the\s+)?(?:{_any_of(self.terms)})\s+(?!{LACKS})\w+"
        return bool(CONTENT_HEADING.search(folded) and re.search(about, folded)) or bool(
            re.search(says, folded)
        )

    def _is_our_officer(self, folded: str) -> bool:
        """Whether "the county's head of libraries" works for a consulting county.

        And a "chief fire officer" for a body whose own name has that word.
        """
        ours = re.search(rf"(?:^|,\s)(?:the\s+)?(\w+)'s\s+(?:[\w\-]+\s+){{0,3}}{OFFICE}\b", folded)
        chief = re.match(
            r"(?:deputy\s+|assistant\s+)?chief\s+(\w+)\s+(?:officer|engineer)\b", folded
        )
        if chief and chief.group(1) in self.own_words:
            return True
        return bool(ours and ours.group(1) in AREAS & self.own_words)

    def _holds_our_title(self, folded: str) -> bool:
        """Whether a title is made from the body's own kind: the Commission's "Commissioner X"."""
        match = HOLDS_TITLE.match(folded)
        if match is None:
            return False
        return any(are_kin(match.group(1), kind) for kind in self.kinds if kind != "council")

    def _holds_our_office(self, phrase: str) -> bool:
        """Whether an office in title case has a word of the paper's title: "the Tree Officer"."""
        if OFFICE_OF.match(phrase.strip()) or self._is_from_us(phrase):
            return True
        match = re.match(
            rf"(?:[Tt]he\s+)?((?:[A-Z][a-z\-]+\s+){{1,3}})(?=[A-Z])(?i:{OFFICE})\s*$",
            phrase.strip(),
        )
        words = match.group(1).split() if match else []
        return any(_bare_word(word) in self.own_words for word in words)

    def _is_from_us(self, phrase: str) -> bool:
        """Whether somebody is said to be "from the Trust", which is the body itself."""
        ours = _any_of((*self.bodies, *self.kinds))
        named = re.match(
            r"(?:[A-Z][\w’'\-]+,?\s+){2,3}(?:from|of|at)\s+(?:the\s+)?(.+)$", phrase.strip(" ,")
        )
        return named is not None and bool(re.fullmatch(ours, _fold(named.group(1))))

    def _by_another(self, rest: str) -> bool:
        """Whether what follows a paper's name says that it is somebody else's."""
        match = re.match(r"(?:'s)?\s+(?:\w+\s+)?(?:by|from)\s+(?:the\s+)?", rest)
        if match is None:
            return False
        return not re.match(rf"(?:{_any_of(self.terms)})\b", rest[match.end() :])

    def _is_person(self, folded: str) -> bool:
        bare = re.sub(
            r"^(?:mr|mrs|ms|miss|dr|sir|dame|cllr|lord|lady|professor|prof)\.?\s+", "", folded
        )
        for person in self.people:
            whole = person.lower()
            surname = whole.rpartition(" ")[2]
            untitled = [w for w in whole.split() if w not in HONORIFICS]
            titled = bare != folded and bare.partition(",")[0].strip() == untitled[0]
            if whole in folded or titled or bare.partition(",")[0].strip() == surname:
                return True
        return False


def make_consulter(
    names: Iterable[str], organisation: str, title: str, paper: Document | None
) -> Consulter:
    """Return the consulter that a consultation's names, title and paper describe.

    Beside the names given: "the review", "the report", "the paper", "the consultation"; the
    paper's title and its last words when they say what kind of paper it is ("the library
    plan", "the plan"); the body's name and its kind ("the council"). People among the names
    are recognised by having two or three capitalised words and no word of a body.
    """
    given = [name.strip() for name in names if name.strip()]
    titles = [title] + ([paper.title] if paper and paper.title else [])
    terms = {*ALWAYS}
    people: list[str] = []
    for name in given:
        if _looks_like_person(name):
            people.append(name)
        else:
            terms.add(_without_article(name))
    for whole in titles:
        terms.update(_title_terms(whole))
    if organisation.strip():
        body = _without_article(organisation)
        terms.add(body)
        terms.update({*_short_names(body), *(word for word in body.split() if word in BODIES)})
        if COUNCILS & set(body.split()) and not BODIES & set(body.split()):
            terms.add("council")
        if "council" in terms:
            terms.update({"authority", "local authority", "town hall"})
        if REGULATORS & set(body.split()):
            terms.update({"watchdog", "regulator"})
        if MINISTRIES & set(body.split()):
            terms.update({"government", "ministers", "secretary of state"})
    shingles = frozenset(_shingles_of(paper)) if paper else frozenset()
    bodies = [_without_article(n) for n in (organisation, *given) if n.strip() and n not in people]
    ordered = _longest_first(terms)
    own_words = frozenset(
        _bare_word(word) for whole in (*given, *titles, organisation) for word in whole.split()
    )
    return Consulter(
        names=tuple(given),
        terms=ordered,
        own_words=own_words - SMALL,
        people=tuple(people),
        shingles=shingles,
        bodies=tuple(dict.fromkeys(bodies)),
    )


def takes_position(sentence: str) -> bool:
    """Whether a masked sentence shows the writer's own view: "we", "rightly", "however this"."""
    return bool(OWN.search(sentence) or EVALUATING.search(sentence) or TURNS.search(sentence))


def turns_against(sentence: str) -> bool:
    """Whether a masked sentence goes on against what it tells, but for "this, but not that"."""
    return bool(TURNS.search(_BUT_NOT.sub(" ", sentence)))


_BUT_NOT = re.compile(r"\bbut\s+not\b")


def speaks_of_self(sentence: str) -> bool:
    """Whether a masked sentence says "we", "our", "locally" or the like."""
    return bool(OWN.search(sentence))


def opens_without_subject(sentence: str) -> bool:
    """Whether a note begins with what a paper does ("Highlights a system …"), subject left out."""
    return bool(SUBJECTLESS.match(sentence.strip().lower()))


def is_briefing(document: Document, consulter: Consulter) -> bool:
    """Whether a response is a briefing on the consulter's paper rather than an answer to it."""
    openings = [document.title] + [
        document.text[b.start : b.end]
        for b in document.blocks[:6]
        if b.kind is not BlockKind.FURNITURE and b.end - b.start <= 200
    ]
    return any(ABOUT.search(o) and consulter.mentions(o) for o in openings)


def _title_terms(title: str) -> set[str]:
    """Return the title, its part before a colon, and its tails that name a kind of paper."""
    found: set[str] = set()
    for whole in (title, *title.split(":")[:2]):
        folded = _without_article(whole)
        if len(folded.split()) >= 2:
            found.add(folded)
        words = folded.split()
        for index, word in enumerate(words):
            if word in KINDS:
                found.update({word, " ".join(words[max(0, index - 1) : index + 1])})
    return {term for term in found if term and term.split()[0] not in SMALL}


def _longest_first(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted((t for t in terms if len(t) > 2), key=lambda t: (-len(t), t)))


def _short_names(body: str) -> tuple[str, ...]:
    """Return what a body is called in short: the Executive, but not the Transport."""
    head = _head_noun(body)
    known = head in BODIES or names_a_body(head) or KIND_ENDS.search(head)
    words = body.split()
    tail = words[-1] if len(words) > 3 and names_a_body(words[-1]) and words[0] in AREAS else ""
    short = (head,) if known or body == head else ()
    return (*short, tail, " ".join(words[-2:])) if tail else short


def _head_noun(body: str) -> str:
    """Return what a body is called in short: "executive" of "food safety executive"."""
    return re.split(r"\s+(?:of|for|on|in)\s", body)[0].split()[-1]


def _looks_like_person(name: str) -> bool:
    words = name.split()
    folded = [w.lower() for w in words]
    return (
        2 <= len(words) <= 3
        and all(w[0].isupper() and not w.isupper() for w in words)
        and not names_a_body(name)
        and not any(w in BODIES or w in KINDS or w in SMALL for w in folded)
    )


def _shingles_of(paper: Document) -> Iterable[str]:
    for block in paper.blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        words = _folded_words(paper.text[block.start : block.end])
        for index in range(len(words) - SHINGLE + 1):
            yield " ".join(words[index : index + SHINGLE])


def _folded_words(text: str) -> list[str]:
    return [w.group().replace("’", "'").lower() for w in WORD.finditer(text)]


@lru_cache(maxsize=32)
def _head_pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """A term at the start, or after an article and up to four words."""
    return re.compile(
        rf"(?=(the|this|its|their|your|an?)\s)?(?:(?:the|this|its|their|your|an?)\s+)?"
        rf"((?:[\w'\-]+\s+){{0,4}}?)({_any_of(terms)})\b"
    )


@lru_cache(maxsize=32)
def _any_of(terms: tuple[str, ...]) -> str:
    return "|".join(re.escape(term) for term in terms)


def _bare_word(word: str) -> str:
    return re.sub(r"(?:'s|s')$", "", word.lower().replace("’", "'"))


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", _fold(name))


def _fold(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())
