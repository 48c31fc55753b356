"""Segments to positions: what is scored together, and which segment carries the result."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from consult.analysis.closed import last_answering
from consult.coding.alternatives import choice_of
from consult.coding.conditions import conditional
from consult.coding.evidence import Texts
from consult.coding.negation import without_until
from consult.coding.options import asks_who_is_against
from consult.coding.procedure import is_courtesy
from consult.coding.relevance import SPEAKS_TO, relevance
from consult.coding.restate import restate_question
from consult.coding.rhetoric import NOTHING_LEARNED, LearnedActs, sentences_of
from consult.coding.stance import EXPLICIT_CODER, code_stance
from consult.coding.stance_pair import StancePair
from consult.coding.stance_words import declares
from consult.domain.coding import TICK_CODER, WORDS_CODER, Position, QuestionCoding, StanceCoding
from consult.domain.consultation import Consultation, Proposition, Question, QuestionKind
from consult.domain.ledger import Answer, Response, ResponseState
from consult.domain.ports import Embedder, StanceModel
from consult.domain.segment import Segment
from consult.pipeline.surroundings import Surroundings

_READ_TOGETHER_WORDS = 90
"""Segments of one paragraph up to this many words are read together: a concession and what
follows the "however" make one position."""

_STATES_IT = 0.65
"""Cosine from which a question answered by yes or no says nearly what a proposition does."""
_STATES_IT_ELSEWHERE = 0.8
"""The same of any other question: "How should it be done?" is near what proposes one way."""

_ASSIGNED_WEIGHT = 0.8
"""How far a text that was put to a proposition's own question by its words, and not by a form, a
label or a heading, is trusted to speak to the proposition."""

_SAME_QUESTION_WEIGHT = 0.74
"""The same of a text that answers the question of a declared proposition in words that are not near
to it ("every last penny on the steps"): the stance model says whether it speaks to it."""

_COLUMN = {Position.AGREE: 0, Position.AGREE_WITH_CONDITIONS: 0, Position.DISAGREE: 1}


Place = tuple[str, str, str]
"""Where a position stands: segment id, question id, proposition id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a position was read from."""

    pair: StancePair
    weight: float
    """How far the text speaks to the proposition, 0..1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The positions in what people write, with what each was read from."""

    codings: tuple[StanceCoding, ...]
    """In order of segment, question, proposition and position."""
    heard: Mapping[Place, Heard]


def place_of(coding: StanceCoding) -> Place:
    """Return where the position of a segment stands."""
    return (coding.segment_id or "", coding.question_id, coding.proposition_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """Neighbouring segments of one paragraph and respondent that are read together."""

    segments: tuple[Segment, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """A proposition of an open question, and what an answer to that says of it."""

    question_id: str
    proposition: Proposition
    surely: bool
    """Whether an answer surely speaks to it: the question explains a closed one about it, or itself
    says nearly the same."""
    declared: bool
    """Whether the consultation declares it, and it is no claim that was found in the paper."""
    answered_by_yes: bool
    """Whether the question explains a closed one or is answered by yes or no."""


def code_stances(
    consultation: Consultation,
    segments: Sequence[Segment],
    question_codings: Iterable[QuestionCoding],
    surroundings: Surroundings,
    embedder: Embedder,
    model: StanceModel,
    minimum: float,
    *,
    passages: Mapping[str, Sequence[str]] | None = None,
    learned: LearnedActs | None = None,
) -> Written:
    """Return the positions that segments take on the propositions of the questions they answer.

    Only where a segment speaks to the proposition, or answers a question that is about nothing
    but it, is its position scored. ``passages`` are the paragraphs of the paper by chapter id; they
    say what the names of alternatives ("Option B") mean; ``learned`` are the sentences that are
    known to set a condition or to take no side, beside those that the rules find; None where
    nobody looked.
    """
    by_id = {s.id: s for s in segments}
    questions: dict[str, set[str]] = {}
    told: set[tuple[str, str]] = set()
    for coding in question_codings:
        if coding.segment_id in by_id:
            questions.setdefault(coding.segment_id, set()).add(coding.question_id)
            if not coding.coder.startswith("model:"):
                told.add((coding.segment_id, coding.question_id))
    turned = {q.id for q in consultation.questions if _is_turned(q, consultation)}
    known = learned or NOTHING_LEARNED
    conditions = _with_any(segments, known.conditions)
    no_sides = _with_any(segments, known.no_sides)
    units, answering = _read_for(segments, questions, surroundings)
    speaks = _speaking(consultation, units, embedder)
    pairs: list[tuple[_Unit, str, Proposition]] = []
    scored: list[StancePair] = []
    weights: list[float] = []
    for target in _targets(consultation, embedder):
        question_id, proposition = target.question_id, target.proposition
        choice = choice_of(proposition.text, _leading(consultation, question_id, passages or {}))
        for row in answering.get(question_id, ()):
            unit = units[row]
            if is_courtesy(unit.text):
                continue
            nearness = speaks.get((row, proposition.id), 0.0)
            weight = nearness
            if target.surely:
                by_words = not any((s.id, question_id) in told for s in unit.segments)
                weight = max(nearness, _ASSIGNED_WEIGHT) if by_words else 1.0
            elif target.declared:
                weight = max(nearness, _SAME_QUESTION_WEIGHT)
            if not weight:
                continue
            # A "Yes" to "How should it be done?" says nothing of one way that was proposed.
            answers = target.surely or target.answered_by_yes or nearness > 0
            in_place = _by_form(unit, question_id) or not _stands_in_form(unit)
            pairs.append((unit, question_id, proposition))
            weights.append(weight)
            scored.append(
                StancePair(
                    segment_id=unit.segments[0].id,
                    respondent_id=unit.segments[0].respondent_id or "",
                    question_id=question_id,
                    proposition_id=proposition.id,
                    proposition=proposition.text,
                    text=unit.text,
                    asked=answers and in_place and question_id not in turned,
                    near=weight < 1 and not target.declared,
                    choice=choice,
                    conditional=any(s.id in conditions for s in unit.segments),
                    no_side=any(s.id in no_sides for s in unit.segments) if learned else None,
                )
            )
    codings = code_stance(scored, model, minimum=minimum, relevance=weights)
    carried = _carried(codings, pairs, scored, questions, conditions, model)
    return Written(
        codings=tuple(sorted(carried, key=lambda c: (*place_of(c), c.position.value))),
        heard={
            place_of(coding): Heard(pair=pair, weight=weight)
            for coding, pair, weight in zip(carried, scored, weights, strict=True)
        },
    )


def _with_any(segments: Sequence[Segment], sentences: Collection[str]) -> frozenset[str]:
    """Return the ids of the segments that hold any of some sentences."""
    return frozenset(
        s.id for s in segments if any(one in sentences for one in sentences_of(s.text))
    )


def closed_stances(
    consultation: Consultation,
    answers: Iterable[Answer],
    responses: Iterable[Response],
    option_positions: Mapping[str, Mapping[str, Position]],
) -> tuple[StanceCoding, ...]:
    """Return the positions that ticked options mean, in order of respondent and proposition.

    Of several responses of one respondent the one received last counts, question by question, as
    it does in the tables of closed questions.
    """
    by_id = {r.id: r for r in responses if r.state is ResponseState.VALID}
    questions = {q.id: q for q in consultation.questions}
    given = list(answers)
    counting = set(last_answering(given, by_id).items())
    found: list[StanceCoding] = []
    for answer in given:
        response = by_id.get(answer.response_id)
        if response is None or answer.value is None:
            continue
        if ((response.respondent_id, answer.question_id), response.id) not in counting:
            continue
        asked = questions.get(answer.question_id)
        option = asked.option_of(answer.value) if asked else None
        position = option_positions.get(answer.question_id, {}).get(option or answer.value)
        if position is None:
            continue
        found.extend(
            StanceCoding(
                segment_id=None,
                respondent_id=response.respondent_id,
                question_id=answer.question_id,
                proposition_id=proposition.id,
                position=position,
                score=1.0,
                coder="form",
            )
            for proposition in consultation.propositions_of(answer.question_id)
        )
    return tuple(sorted(found, key=lambda c: (c.respondent_id, c.proposition_id, c.question_id)))


def heed_ticks(
    codings: Sequence[StanceCoding], ticked: Iterable[StanceCoding]
) -> tuple[StanceCoding, ...]:
    """Return the codings, UNCLEAR by TICK_CODER where a model reads another side than is ticked.

    A ticked option is the stronger evidence, also where it takes neither side or says that its
    author does not know; only a position in words, or one that a person decided, may stand
    against it. A model that reads both sides beside a tick has read one that was not ticked.
    """
    return _heed(codings, ticked, TICK_CODER)


def heed_words(codings: Sequence[StanceCoding]) -> tuple[StanceCoding, ...]:
    """Return the codings, UNCLEAR by WORDS_CODER where a model reads what words elsewhere deny.

    Who declares a side in words, in one passage, is not taken for mixed because a model reads the
    other side, or both, in another; who declares both sides, or none, is left as read.
    """
    declaring = [c for c in codings if c.coder == EXPLICIT_CODER and c.position in _COLUMN]
    return _heed(codings, declaring, WORDS_CODER)


def _heed(
    codings: Sequence[StanceCoding], stronger: Iterable[StanceCoding], coder: str
) -> tuple[StanceCoding, ...]:
    """Return the codings, UNCLEAR by ``coder`` where a model's contradicts a stronger one."""
    sides: dict[tuple[str, str], set[int]] = {}
    for held in stronger:
        key = (held.respondent_id, held.proposition_id)
        if held.position in (Position.NEITHER, Position.UNCLEAR):
            sides.setdefault(key, set())
        elif held.position in _COLUMN:
            sides.setdefault(key, set()).add(_COLUMN[held.position])

    def contradicts(coding: StanceCoding) -> bool:
        held = sides.get((coding.respondent_id, coding.proposition_id))
        if held is None or coding.coder == EXPLICIT_CODER or coding.coder.startswith("person:"):
            return False
        side = _COLUMN.get(coding.position)
        mixed = coding.position is Position.MIXED and len(held) < 2
        return mixed or (side is not None and side not in held)

    return tuple(
        replace(coding, position=Position.UNCLEAR, coder=coder) if contradicts(coding) else coding
        for coding in codings
    )


def _read_for(
    segments: Sequence[Segment], questions: Mapping[str, set[str]], surroundings: Surroundings
) -> tuple[list[_Unit], dict[str, list[int]]]:
    """Return what is read, and by question the places of what is read for it, in order.

    Only segments that answer a question are read together for it: what a neighbour says of
    another matter would turn the position on this one.
    """
    members: dict[str, list[Segment]] = {}
    for segment in segments:
        for question_id in questions.get(segment.id, ()):
            members.setdefault(question_id, []).append(segment)
    read = {
        question_id: list(_units(answers, surroundings))
        for question_id, answers in sorted(members.items())
    }
    order = {unit: row for row, unit in enumerate(dict.fromkeys(chain(*read.values())))}
    return list(order), {q: [order[unit] for unit in units] for q, units in read.items()}


def _units(segments: Sequence[Segment], surroundings: Surroundings) -> Iterator[_Unit]:
    """Yield what is read together: short paragraphs, items with their leads, else segments."""
    ordered = sorted(segments, key=lambda s: (s.document_id, s.start))

    def together(segment: Segment) -> tuple[str, str | None, str]:
        return surroundings.read_with(segment), segment.respondent_id, segment.voice.kind.value

    for _, group in groupby(ordered, key=together):
        members = tuple(group)
        if len(members) == 1 and surroundings.only_leads_into_items(members[0]):
            continue
        words = sum(len(s.text.split()) for s in members)
        if len(members) > 1 and words > _READ_TOGETHER_WORDS:
            yield from (_Unit(segments=(s,), text=surroundings.led(s)) for s in members)
        else:
            yield _Unit(
                segments=members,
                text=" ".join((surroundings.led(members[0]), *(s.text for s in members[1:]))),
            )


def _is_turned(question: Question, consultation: Consultation) -> bool:
    """Tell whether a "Yes" to a question, or to the one that it explains, is against something."""
    explained = consultation.question(question.paired_with) if question.paired_with else question
    return asks_who_is_against(question.text) or asks_who_is_against(explained.text)


def _by_form(unit: _Unit, question_id: str) -> bool:
    return any(s.question_id == question_id for s in unit.segments)


def _stands_in_form(unit: _Unit) -> bool:
    return any(s.question_id is not None for s in unit.segments)


def _speaking(
    consultation: Consultation, units: Sequence[_Unit], embedder: Embedder
) -> dict[tuple[int, str], float]:
    """Return how likely a unit speaks to a proposition, where it likely does.

    By (index of unit, proposition id), from SPEAKS_TO to 1. All are compared at once, because
    only the alternatives show what a nearness means.
    """
    propositions = consultation.propositions
    if not units or not propositions:
        return {}
    texts = [unit.text for unit in units]
    points = [proposition.text for proposition in propositions]
    near = relevance(
        Texts(texts=points, vectors=embedder.encode(points)),
        Texts(texts=texts, vectors=embedder.encode(texts)),
    )
    return {
        (row, propositions[column].id): float(near[row, column])
        for row, column in zip(*(near >= SPEAKS_TO).nonzero(), strict=True)
    }


def _targets(consultation: Consultation, embedder: Embedder) -> Iterator[_Target]:
    """Yield what the answers to each open question may take a position on."""
    for question in consultation.questions:
        if question.kind is not QuestionKind.OPEN:
            continue
        paired = consultation.propositions_of(question.paired_with) if question.paired_with else ()
        sure = {p.id for p in paired}
        own = consultation.propositions_of(question.id)
        both = tuple(dict.fromkeys((*own, *paired)))
        vectors = embedder.encode([question.text, *(p.text for p in both)])
        for proposition, nearness in zip(both, vectors[1:] @ vectors[0], strict=True):
            yes_or_no = restate_question(question.text) is not None
            states = float(nearness) >= (_STATES_IT if yes_or_no else _STATES_IT_ELSEWHERE)
            yield _Target(
                question_id=question.id,
                proposition=proposition,
                surely=proposition.id in sure or states,
                declared=proposition.document_id is None,
                answered_by_yes=yes_or_no or question.paired_with is not None,
            )


def _leading(
    consultation: Consultation, question_id: str, passages: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return what leads to a question: the paper's paragraphs of its chapter, and its own words."""
    question = consultation.question(question_id)
    return (*passages.get(question.chapter_id, ()), question.text)


def _carried(
    codings: Sequence[StanceCoding],
    pairs: Sequence[tuple[_Unit, str, Proposition]],
    scored: Sequence[StancePair],
    questions: Mapping[str, set[str]],
    conditions: Collection[str],
    model: StanceModel,
) -> list[StanceCoding]:
    """Give each position of a unit to the segment of it that says it most clearly.

    Only a segment that answers the question carries a position on it. One that words declare is
    carried by a segment that declares it, and support with a condition by one that sets the
    condition, where there is one. In the order of the codings.
    """
    answering = [
        [s for s in unit.segments if question_id in questions[s.id]]
        for unit, question_id, _ in pairs
    ]
    open_rows = [
        row for row, c in enumerate(codings) if len(answering[row]) > 1 and c.position in _COLUMN
    ]
    for row in open_rows:
        if codings[row].coder == EXPLICIT_CODER:
            saying = [s for s in answering[row] if declares(s.text, scored[row])]
            answering[row] = saying or answering[row]
        if codings[row].position is Position.AGREE_WITH_CONDITIONS:
            setting = [
                s for s in answering[row] if s.id in conditions or conditional(s.text) is not None
            ]
            answering[row] = setting or answering[row]
    asked = [
        (without_until(pairs[row][2].text) or pairs[row][2].text, s.text)
        for row in open_rows
        for s in answering[row]
    ]
    scores = model.score([proposition for proposition, _ in asked], [text for _, text in asked])
    carrier = [segments[0].id for segments in answering]
    begin = 0
    for row in open_rows:
        end = begin + len(answering[row])
        best = int(scores[begin:end, _COLUMN[codings[row].position]].argmax())
        carrier[row] = answering[row][best].id
        begin = end
    return [replace(c, segment_id=i) for c, i in zip(codings, carrier, strict=True)]
