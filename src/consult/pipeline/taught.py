"""Positions read again by what people's decisions about a proposition teach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from consult.coding.few_shot import StanceHead, learn_stance
from consult.coding.stance import code_stance, wanted
from consult.coding.stance_pair import agreement
from consult.domain.coding import Position, StanceCoding
from consult.domain.consultation import Consultation, Proposition
from consult.domain.ports import Embedder, StanceModel
from consult.domain.segment import Segment
from consult.pipeline.stances import Heard, Place, place_of

_SIDES = {Position.AGREE: True, Position.AGREE_WITH_CONDITIONS: True, Position.DISAGREE: False}


def with_learned(
    codings: Sequence[StanceCoding],
    heard: Mapping[Place, Heard],
    segments: Mapping[str, Segment],
    consultation: Consultation,
    embedder: Embedder,
    model: StanceModel,
    minimum: float,
) -> tuple[StanceCoding, ...]:
    """Return the codings with the model's replaced where decisions taught a better reading.

    Only where a proposition has enough decided positions on both sides and what they teach
    foretells them better than the model does; positions in words, ticked or decided stay. What is
    read again is the text that the model read, trusted as far as it speaks to the proposition;
    and only where the model leaned to a side, for what it took for contradictory or for neither
    no lesson about two sides can settle.

    Args:
        codings: of one respondent and segment each, decided ones among them.
        heard: what each position of the model was read from.
        segments: by id, those of the decided positions.
        consultation: holds the propositions.
        embedder: gives the vectors that are learned from.
        model: the stance model that made the codings.
        minimum: the probability under which a position is UNCLEAR, 0..1.
    """
    result = list(codings)
    leaning: set[Place] | None = None
    for proposition in consultation.propositions:
        rows = [n for n, c in enumerate(result) if c.proposition_id == proposition.id]
        taught = [result[n] for n in rows if _decided(result[n])]
        head = _learned(proposition, taught, segments, embedder, model)
        if head is None or not head.helps:
            continue
        if leaning is None:
            leaning = _leaning(heard, model)
        open_rows = [n for n in rows if place_of(result[n]) in leaning and _by_model(result[n])]
        if not open_rows:
            continue
        read = [heard[place_of(result[n])] for n in open_rows]
        texts = [each.pair.text for each in read]
        scores = model.score([proposition.text] * len(texts), texts)
        agreement = head.agreement(embedder.encode(texts), scores)
        for n, each, share in zip(open_rows, read, agreement.tolist(), strict=True):
            result[n] = _read_again(result[n], each, share, minimum, head)
    return tuple(result)


def _leaning(heard: Mapping[Place, Heard], model: StanceModel) -> set[Place]:
    """Return where the model takes a side, were it enough to be the likeliest.

    Where a text only seems near to the claim, or its readings contradict each other, as much is
    wanted as ever.
    """
    codings = code_stance(
        [each.pair for each in heard.values()],
        model,
        minimum=0.0,
        relevance=[each.weight for each in heard.values()],
    )
    return {
        place
        for place, coding in zip(heard, codings, strict=True)
        if coding.position in _SIDES and _by_model(coding)
    }


def _decided(coding: StanceCoding) -> bool:
    person = coding.coder.startswith("person:")
    return person and coding.segment_id is not None and coding.position in _SIDES


def _by_model(coding: StanceCoding) -> bool:
    sided = coding.position in _SIDES or coding.position is Position.UNCLEAR
    return coding.coder.startswith("model:") and sided and coding.segment_id is not None


def _learned(
    proposition: Proposition,
    taught: Sequence[StanceCoding],
    segments: Mapping[str, Segment],
    embedder: Embedder,
    model: StanceModel,
) -> StanceHead | None:
    """Learn from each decided segment once, under however many questions its position stands."""
    sides = {c.segment_id or "": _SIDES[c.position] for c in taught}
    if not sides:
        return None
    texts = [segments[segment_id].text for segment_id in sides]
    return learn_stance(
        embedder.encode(texts),
        model.score([proposition.text] * len(texts), texts),
        np.array(list(sides.values())),
    )


def _read_again(
    coding: StanceCoding, heard: Heard, share: float, minimum: float, head: StanceHead
) -> StanceCoding:
    sure = max(share, 1 - share) * heard.weight
    position = Position.UNCLEAR
    if sure >= wanted(
        agrees=share >= 0.5, weight=heard.weight, near=heard.pair.near, minimum=minimum
    ):
        position = Position.DISAGREE
        if share >= 0.5:
            position = agreement(heard.pair)
    return replace(
        coding,
        position=position,
        score=round(sure, 4),
        coder=f"model:learned-stance@{head.examples}",
    )
