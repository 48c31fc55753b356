"""A person's word on one passage of the newest run, checked and kept as a decision."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from consult.domain.coding import Position
from consult.domain.consultation import QuestionKind
from consult.domain.errors import ConsultError, StoreError
from consult.domain.run import Corpus, Decision
from consult.pipeline.recoded import recode_decision
from consult.pipeline.times import now
from consult.pipeline.workspace import Workspace

_NONE = "none"
_POSITIONS = {p.value.lower().replace("_", "-"): p for p in Position}


def recode_segment(
    workspace: Workspace,
    segment_id: str,
    *,
    questions: Sequence[str] | None,
    positions: Sequence[str],
    by: str,
    reason: str,
) -> Decision:
    """Append the decision that a segment of the newest run is coded so; return it.

    Raises:
        StoreError: ``RUN_UNKNOWN`` when there is no run yet.
        ConsultError: ``SEGMENT_UNKNOWN``, ``QUESTION_UNKNOWN``, ``POSITION_UNKNOWN`` or
            ``DECISION_INCOMPLETE``; nothing is kept then.
    """
    with workspace.open_store() as store, store.lease("consult recode"):
        ids = store.runs.ids()
        if not ids:
            raise StoreError("RUN_UNKNOWN", "there is no run yet; `consult run` makes one.")
        corpus = store.runs.load(ids[-1]).corpus
        segment = next((s for s in corpus.segments if s.id == segment_id), None)
        if segment is None:
            raise ConsultError(
                "SEGMENT_UNKNOWN",
                f"the newest run has no segment {segment_id!r}; ids stand in segments.jsonl.",
            )
        document = next(d for d in corpus.documents if d.id == segment.document_id)
        decision = recode_decision(
            segment,
            document,
            questions=None if questions is None else _questions(questions, corpus),
            positions=_positions(positions, corpus),
            by=by,
            reason=reason,
            before=_before(segment_id, corpus),
            at=now(),
            number=len(store.decisions.all()),
        )
        store.decisions.append(decision)
        return decision


def _questions(given: Sequence[str], corpus: Corpus) -> list[str]:
    if list(given) == [_NONE]:
        return []
    known = [q.id for q in corpus.consultation.questions if q.kind is QuestionKind.OPEN]
    for question in given:
        if question not in known:
            raise ConsultError(
                "QUESTION_UNKNOWN",
                f"{question!r} is no open question; there are {', '.join(known)}, and none.",
            )
    return list(dict.fromkeys(given))


def _positions(given: Sequence[str], corpus: Corpus) -> Mapping[str, Position]:
    known = [p.id for p in corpus.consultation.propositions]
    found: dict[str, Position] = {}
    for each in given:
        proposition, _, word = each.partition("=")
        if proposition not in known or word.lower() not in _POSITIONS:
            raise ConsultError(
                "POSITION_UNKNOWN",
                f"{each!r} is not PROPOSITION=POSITION; propositions are {', '.join(known)}, "
                f"positions {', '.join(_POSITIONS)}.",
            )
        found[proposition] = _POSITIONS[word.lower()]
    return found


def _before(segment_id: str, corpus: Corpus) -> str:
    return json.dumps(
        {
            "questions": sorted(
                c.question_id for c in corpus.question_codings if c.segment_id == segment_id
            ),
            "positions": {
                c.proposition_id: c.position.value
                for c in corpus.stance_codings
                if c.segment_id == segment_id
            },
        }
    )
